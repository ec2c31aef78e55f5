//! One language, ready for use: what each word can be, and of which lemma it is a form.

use rustc_hash::FxHashMap;

use super::{
    Affixes, Category, FormOf, LemmaId, Lexicon, Trie, Words,
    category::PERIODS,
    forms::{Features, Form, Paradigms},
};
use crate::model::{Language, Shape, Token, WordId};

/// How the sentences of a language are built, where this differs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent traits of a language")]
pub struct Traits {
    /// The finite verb is second in main clauses and last in others; commas bound clauses.
    pub verb_second: bool,
    /// All nouns are capitalised.
    pub noun_capitals: bool,
    /// The head of a compound is its last word.
    pub head_final: bool,
    /// The prefix of a verb tells its voice; a possessor stands bare behind its noun.
    pub voice_prefix: bool,
    /// Object pronouns stand before the verb.
    pub clitic_pronouns: bool,
    /// A common noun that is a subject has a determiner, so that a bare one is a name.
    pub determined_nouns: bool,
    /// The same holds of common nouns in the singular alone: one may say *cars*, not *car*.
    pub determined_singulars: bool,
}

/// Word class of a lemma.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordClass {
    /// Expanded as a verb.
    Verb,
    /// Expanded as noun, and as verb where it may be one.
    Any,
    /// This form only.
    Exact,
}

/// One language, ready for use.
pub struct Grammar {
    /// Its language.
    pub language: Language,
    /// How its sentences are built.
    pub traits: Traits,
    categories: Vec<Category>,
    /// The forms of all words, in the order of the words.
    forms: Vec<FormOf>,
    /// Where the forms of a word begin and end in `forms`.
    form_bounds: Vec<u32>,
    unsealed: FxHashMap<WordId, Vec<FormOf>>,
    /// By word class, the lemmas by their words in small letters.
    lemmas: [FxHashMap<String, LemmaId>; 3],
    verb_categories: Vec<Category>,
    /// Function words and cues of several words.
    pub phrases: Trie<Category>,
    /// What a change is measured over, as a position in [`PERIODS`].
    pub periods: Trie<u8>,
    pub(super) paradigms: Paradigms,
    prepositions: Vec<LemmaId>,
    abbreviations: Vec<WordId>,
    /// What beginnings and endings tell of words.
    pub affixes: Affixes,
    genitive_articles: Vec<String>,
    oblique_articles: Vec<String>,
    particles: Vec<WordId>,
    verb_particles: Vec<String>,
}

impl Grammar {
    /// Reads the closed classes and cues of a lexicon.
    #[must_use]
    pub fn new(lexicon: &Lexicon, words: &mut Words) -> Self {
        let has = |name: &str| lexicon.list("Trait", "word").iter().any(|word| word == name);
        let mut grammar = Self {
            language: lexicon.language,
            traits: Traits {
                verb_second: has("verb-second"),
                noun_capitals: has("noun-capitals"),
                head_final: has("head-final"),
                voice_prefix: has("voice-prefix"),
                clitic_pronouns: has("clitic-pronouns"),
                determined_nouns: has("determined-nouns"),
                determined_singulars: has("determined-singulars"),
            },
            categories: Vec::new(),
            forms: Vec::new(),
            form_bounds: Vec::new(),
            unsealed: FxHashMap::default(),
            lemmas: Default::default(),
            verb_categories: Vec::new(),
            phrases: Trie::default(),
            periods: Trie::default(),
            paradigms: Paradigms::new(lexicon),
            prepositions: Vec::new(),
            abbreviations: Vec::new(),
            affixes: Affixes::new(lexicon),
            genitive_articles: lexicon.list("GenitiveArticle", "word").to_vec(),
            oblique_articles: lexicon.list("ObliqueArticle", "word").to_vec(),
            particles: Vec::new(),
            verb_particles: lexicon.list("Particle", "word").to_vec(),
        };
        grammar.read_categories(lexicon, words);
        for (at, (category, _)) in (0..).zip(PERIODS) {
            for phrase in lexicon.list(category, "word") {
                grammar.periods.add(&words.add_phrase(phrase), at);
            }
        }
        grammar.read_prepositions(lexicon, words);
        for abbreviation in lexicon.list("Abbreviation", "word") {
            let ids = words.add_phrase(abbreviation.trim_end_matches('.'));
            grammar.abbreviations.extend(ids.last());
        }
        grammar.abbreviations.sort_unstable();
        for particle in lexicon.list("SeparablePrefix", "word") {
            let word = words.add(particle);
            grammar.particles.push(word);
        }
        grammar.particles.sort_unstable();
        grammar
    }

    fn read_categories(&mut self, lexicon: &Lexicon, words: &mut Words) {
        for (category, name, predicate) in Category::ALL {
            match *predicate {
                "verb" | "noun" => {
                    let kind = if *predicate == "verb" { Category::VERB } else { Category::NOUN };
                    for lemma in lexicon.list(name, "word") {
                        let forms =
                            if *predicate == "verb" { self.paradigms.verb(lemma) } else { self.paradigms.noun(lemma) };
                        for form in forms.into_iter().filter(|form| form.particle.is_none()) {
                            self.add_category(&form.text, *category | kind, words);
                        }
                        if *predicate == "verb" {
                            let known = self.lemma(lemma, WordClass::Verb, words);
                            let at = known.0 as usize;
                            if self.verb_categories.len() <= at {
                                self.verb_categories.resize(at + 1, Category::default());
                            }
                            self.verb_categories[at] = self.verb_categories[at] | *category;
                        }
                    }
                }
                "forms" | "word" => {
                    for word in lexicon.words(name) {
                        self.add_category(word, *category, words);
                    }
                }
                _ => {
                    for word in lexicon.list(name, predicate) {
                        if !(*category == Category::DENIED && helped(lexicon, word)) {
                            self.add_category(word, *category, words);
                        }
                    }
                }
            }
        }
        for unit in [
            "DayUnit",
            "WeekUnit",
            "MonthUnit",
            "QuarterUnit",
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
            "Today",
            "Yesterday",
            "Tomorrow",
        ] {
            for word in lexicon.words(unit) {
                self.add_category(word, Category::TIME_UNIT, words);
            }
        }
    }

    fn read_prepositions(&mut self, lexicon: &Lexicon, words: &mut Words) {
        for group in lexicon.list("Preposition", "forms") {
            let mut forms = group.split(' ');
            let Some(first) = forms.next() else { continue };
            let lemma = self.lemma(first, WordClass::Exact, words);
            if !self.prepositions.contains(&lemma) {
                self.prepositions.push(lemma);
            }
            for form in forms {
                let word = words.add(&form.to_lowercase());
                // A contraction is what its preposition is: «vom» names an agent as «von» does.
                let whole = self.category(words.id(first));
                self.add_category(
                    form,
                    Category(whole.0 & (Category::AGENT | Category::GENITIVE | Category::PREPOSITION).0),
                    words,
                );
                self.add_form(word, FormOf { lemma, features: Features::default(), particle: WordId::UNKNOWN });
            }
        }
    }

    fn add_category(&mut self, phrase: &str, category: Category, words: &mut Words) {
        self.add_category_of(&words.add_phrase(phrase), category);
    }

    fn add_category_of(&mut self, words: &[WordId], category: Category) {
        match words {
            [] => {}
            [id] => {
                let at = id.0 as usize;
                if self.categories.len() <= at {
                    self.categories.resize(at + 1, Category::default());
                }
                self.categories[at] = self.categories[at] | category;
            }
            several => self.phrases.add(several, category),
        }
    }

    fn add_form(&mut self, word: WordId, form: FormOf) {
        let forms = self.unsealed.entry(word).or_default();
        if !forms.contains(&form) {
            forms.push(form);
        }
    }

    /// The lemma of a word of a frame; its forms are added when it is asked for first.
    pub fn lemma(&mut self, word: &str, class: WordClass, words: &mut Words) -> LemmaId {
        if let Some(lemma) = self.known_lemma(word, class) {
            return lemma;
        }
        let count: usize = self.lemmas.iter().map(FxHashMap::len).sum();
        let lemma = LemmaId(u32::try_from(count).unwrap_or(u32::MAX));
        let small = word.to_lowercase();
        let forms = match class {
            WordClass::Verb => self.paradigms.verb(word),
            WordClass::Any => self.paradigms.any(word),
            WordClass::Exact => Vec::new(),
        };
        let kind = match class {
            WordClass::Verb => Category::VERB,
            WordClass::Any => Category::NOUN,
            WordClass::Exact => Category::default(),
        };
        let own = Form { text: small.clone(), features: Features::default(), particle: None };
        let particles: Vec<String> = forms.iter().filter_map(|form| form.particle.clone()).collect();
        self.lemmas[class as usize].insert(small, lemma);
        for form in forms.iter().chain((class == WordClass::Exact || forms.is_empty()).then_some(&own)) {
            let ids = words.add_phrase(&form.text);
            // «co-founded» is known by its last part.
            let [.., word] = ids.as_slice() else { continue };
            if ids.len() > 1 && !form.text.contains('-') {
                continue;
            }
            let particle = form.particle.as_deref().map_or(WordId::UNKNOWN, |particle| words.add(particle));
            self.add_form(*word, FormOf { lemma, features: form.features, particle });
            if kind != Category::default() && (form.particle.is_none() || form.features.has(Features::SPLIT)) {
                self.add_category_of(&ids, kind);
            }
            // «bekannt gegeben»: a separable verb's participle written in two words.
            for particle in &particles {
                let apart = form.particle.is_none().then(|| form.text.strip_prefix(particle.as_str())).flatten();
                if let Some(rest) = apart.filter(|rest| rest.len() > 3 && form.features.has(Features::PARTICIPLE)) {
                    let (rest, particle) = (words.add(rest), words.add(particle));
                    self.add_form(rest, FormOf { lemma, features: form.features, particle });
                }
            }
        }
        lemma
    }

    /// The lemmas a word of a frame may have been asked for under, without adding one.
    #[must_use]
    pub fn known_lemma(&self, word: &str, class: WordClass) -> Option<LemmaId> {
        let known = &self.lemmas[class as usize];
        let small = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        if small { known.get(word) } else { known.get(&word.to_lowercase()) }.copied()
    }

    /// What the language files say of the verb that a lemma stands for («say» reports).
    #[must_use]
    pub fn verb_category(&self, lemma: LemmaId) -> Category {
        self.verb_categories.get(lemma.0 as usize).copied().unwrap_or_default()
    }

    /// Whether a word of a frame is a preposition here.
    #[must_use]
    pub fn is_preposition(&self, word: &str) -> bool {
        self.known_lemma(word, WordClass::Exact).is_some_and(|lemma| self.prepositions.contains(&lemma))
    }

    /// Whether a point behind a word is part of it.
    #[must_use]
    pub fn is_abbreviation(&self, word: WordId) -> bool {
        self.abbreviations.binary_search(&word).is_ok()
    }

    /// Whether a word is an article that no subject has.
    #[must_use]
    pub fn is_oblique_article(&self, word: &str) -> bool {
        self.oblique_articles.iter().any(|article| article == word)
    }

    /// Whether a word of a frame right behind its verb is part of it: «turn down».
    #[must_use]
    pub fn is_verb_particle(&self, word: &str) -> bool {
        self.verb_particles.iter().any(|particle| particle == word)
    }

    /// The forms of its words.
    #[must_use]
    pub fn paradigms(&self) -> &Paradigms {
        &self.paradigms
    }

    /// Whether a word can part from its verb and close the clause.
    #[must_use]
    pub fn is_particle(&self, word: WordId) -> bool {
        self.particles.binary_search(&word).is_ok()
    }

    /// Whether a word is an article in the genitive.
    #[must_use]
    pub fn is_genitive_article(&self, word: &str) -> bool {
        self.genitive_articles.iter().any(|article| article == word)
    }

    /// What a word can be.
    #[must_use]
    pub fn category(&self, word: WordId) -> Category {
        self.categories.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// Whether what stands bare before `end` is a name because a verb or relative clause follows, in a language where a
    /// common noun would have a determiner there. Whether it is bare the caller knows.
    #[must_use]
    pub fn names_subject(&self, tokens: &[Token], end: usize) -> bool {
        let category = |at: usize| tokens.get(at).map_or(Category::default(), |token| self.category(token.word));
        let next = category(end);
        let verb = next.is(Category::AUXILIARY | Category::REFLEXIVE)
            || next.is(Category::VERB) && !next.is(Category::PREPOSITION)
            || next.is(Category::OBJECT_PRONOUN) && category(end + 1).is(Category::AUXILIARY);
        let mark = tokens.get(end).is_some_and(|token| token.shape.has(Shape::PUNCTUATION));
        self.traits.determined_nouns && (verb || mark && category(end + 1).is(Category::RELATIVISER))
    }

    /// The lemmas that a word is a form of.
    #[must_use]
    pub fn forms(&self, word: WordId) -> &[FormOf] {
        let at = word.0 as usize;
        match self.form_bounds.get(at..at + 2) {
            Some(&[start, end]) => &self.forms[start as usize..end as usize],
            _ => &[],
        }
    }

    /// Lays all forms out by word number; [`Grammar::forms`] finds them from then on. `bound` is that of the words.
    pub fn seal(&mut self, bound: usize) {
        let mut by_word = std::mem::take(&mut self.unsealed);
        // «sold»: where adjectives stand before their noun, a participle that a noun frame is anchored at is no noun.
        if self.traits.head_final && !self.traits.noun_capitals {
            for (at, category) in self.categories.iter_mut().enumerate() {
                let word = WordId(u32::try_from(at).unwrap_or(u32::MAX));
                let forms = by_word.get(&word).map_or(&[][..], Vec::as_slice);
                let of_verb = |feature| forms.iter().any(|form| form.features.has(feature));
                if of_verb(Features::PARTICIPLE) && !of_verb(Features::INFINITIVE) {
                    *category = category.without(Category::NOUN);
                }
            }
        }
        self.form_bounds.reserve(bound + 1);
        for at in 0..bound {
            self.form_bounds.push(u32::try_from(self.forms.len()).unwrap_or(u32::MAX));
            let word = WordId(u32::try_from(at).unwrap_or(u32::MAX));
            self.forms.extend(by_word.remove(&word).unwrap_or_default());
        }
        self.form_bounds.push(u32::try_from(self.forms.len()).unwrap_or(u32::MAX));
        self.categories.resize(bound, Category::default());
    }

    /// Whether a word is a form of a lemma.
    #[must_use]
    pub fn is_form(&self, word: WordId, lemma: LemmaId) -> bool {
        self.forms(word).iter().any(|form| form.lemma == lemma)
    }
}

/// «is not»: an auxiliary with a denial that stands in the list by itself too.
fn helped(lexicon: &Lexicon, cue: &str) -> bool {
    let Some((first, last)) = cue.split_once(' ') else { return false };
    let auxiliaries = ["Copula", "PerfectAuxiliary", "PassiveAuxiliary", "FutureAuxiliary", "Modal", "ConditionalForm"];
    let is_auxiliary = auxiliaries.iter().any(|category| lexicon.words(category).contains(&first));
    (is_auxiliary || first.len() < 5) && lexicon.list("Denied", "cue").iter().any(|alone| alone == last)
}

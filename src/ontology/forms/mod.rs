//! All forms of a word.
//!
//! In goes a lemma as a frame cites it (an Indonesian verb in its voice-neutral base); out come the forms that a text
//! may use, each with what it is. Rules here are about affixes only; irregular words, prefixes and loans come from the
//! language's word lists. Nothing is looked up in a dictionary, so a paradigm may hold forms that nobody writes: they
//! match nothing. It does not tell what a form means in its sentence, and does not split compounds.

mod cited;
mod english;
mod french;
mod german;
mod indonesian;

#[cfg(test)]
mod coverage;

use std::collections::{BTreeMap, BTreeSet};

use super::Lexicon;

/// What a form of a word is; a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Features(pub u32);

impl Features {
    /// A verb form that has a subject.
    pub const FINITE: Self = Self(1);
    /// The form that names the verb.
    pub const INFINITIVE: Self = Self(1 << 1);
    /// The past or perfect participle, inflected or not.
    pub const PARTICIPLE: Self = Self(1 << 2);
    /// The present participle.
    pub const GERUND: Self = Self(1 << 3);
    /// A finite form of a past tense.
    pub const PAST: Self = Self(1 << 4);
    /// German Konjunktiv I, third person singular.
    pub const CONJUNCTIVE: Self = Self(1 << 5);
    /// French conditional, German Konjunktiv II of strong verbs.
    pub const CONDITIONAL: Self = Self(1 << 6);
    /// The plural of a noun.
    pub const PLURAL: Self = Self(1 << 7);
    /// The genitive of a noun.
    pub const GENITIVE: Self = Self(1 << 8);
    /// The subject acts (Indonesian).
    pub const ACTIVE: Self = Self(1 << 9);
    /// The subject is acted upon (Indonesian *di-*, *ter-*).
    pub const PASSIVE: Self = Self(1 << 10);
    /// An Indonesian base without voice prefix.
    pub const BARE: Self = Self(1 << 11);
    /// With an Indonesian *-nya*.
    pub const CLITIC: Self = Self(1 << 12);
    /// A German finite form whose separable particle stands elsewhere.
    pub const SPLIT: Self = Self(1 << 13);
    /// A German infinitive with *zu* inside.
    pub const ZU: Self = Self(1 << 14);
    /// A German participle inflected to stand before a noun.
    pub const ADJECTIVAL: Self = Self(1 << 15);
    /// A form of a noun.
    pub const NOUN: Self = Self(1 << 16);
    /// A form of a verb.
    pub const VERB: Self = Self(1 << 17);

    /// Whether every flag of `other` is set.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether the form carries its voice, so that it is a verb though its base may be a noun.
    #[must_use]
    pub const fn has_voice(self) -> bool {
        (self.has(Self::ACTIVE) || self.has(Self::PASSIVE)) && !self.has(Self::BARE)
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One form of a word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    /// In small letters, with ASCII apostrophes; several words are separated by single blanks.
    pub text: String,
    /// The particle that must stand at the end of the clause; with [`Features::SPLIT`] only.
    pub particle: Option<String>,
    /// Everything this text can be within the paradigm.
    pub features: Features,
}

/// Makes the forms of one language's words.
#[derive(Clone, Debug)]
pub struct Paradigms {
    language: Family,
    /// Lemma → its irregular forms, small letters.
    irregular: BTreeMap<String, Vec<String>>,
    /// Prefixes of verbs that part from the stem, longest first.
    separable: Vec<String>,
    /// Prefixes of verbs that stay, longest first.
    inseparable: Vec<String>,
    /// Bases that keep their first consonant.
    loans: BTreeSet<String>,
    /// Words at which the part of a multi-word noun that is inflected ends.
    prepositions: BTreeSet<String>,
    /// Words that make a verb reflexive.
    reflexives: BTreeSet<String>,
}

/// Languages with rules of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    English,
    German,
    French,
    Indonesian,
    Other,
}

impl Paradigms {
    /// Takes irregular words, verbal prefixes and loans from the lexicon.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Self {
        let language = match lexicon.language.as_str() {
            "en" => Family::English,
            "de" => Family::German,
            "fr" => Family::French,
            "id" => Family::Indonesian,
            _ => Family::Other,
        };
        let mut irregular: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for group in lexicon.list("Irregular", "forms") {
            let mut words = group.split_whitespace().map(small);
            if let Some(lemma) = words.next() {
                irregular.entry(lemma).or_default().extend(words);
            }
        }
        let prefixes = |category| {
            let mut words: Vec<String> = lexicon.words(category).into_iter().map(small).collect();
            words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            words
        };
        Self {
            language,
            irregular,
            separable: prefixes("SeparablePrefix"),
            inseparable: prefixes("InseparablePrefix"),
            loans: lexicon.words("Loan").into_iter().map(small).collect(),
            prepositions: lexicon.words("Preposition").into_iter().map(str::to_owned).collect(),
            reflexives: lexicon.words("Reflexive").into_iter().map(str::to_owned).collect(),
        }
    }

    /// The forms of a verb, sorted, each text once per particle. Of several words the first is inflected.
    #[must_use]
    pub fn verb(&self, lemma: &str) -> Vec<Form> {
        let mut forms = Collector::new(Features::VERB);
        self.collect_verb(lemma, &mut forms);
        forms.into_forms()
    }

    /// The forms of a noun, sorted.
    #[must_use]
    pub fn noun(&self, lemma: &str) -> Vec<Form> {
        let mut forms = Collector::new(Features::NOUN);
        self.collect_noun(lemma, &mut forms);
        forms.into_forms()
    }

    /// The forms of a word of unknown class: those of [`verb`](Self::verb) and [`noun`](Self::noun) together.
    #[must_use]
    pub fn any(&self, lemma: &str) -> Vec<Form> {
        let mut forms = Collector::new(Features::VERB);
        self.collect_verb(lemma, &mut forms);
        forms.class = Features::NOUN;
        self.collect_noun(lemma, &mut forms);
        forms.into_forms()
    }

    /// The adjectives that the name of a city makes, which no case changes; some are said by nobody.
    #[must_use]
    pub fn city_adjectives(&self, city: &str) -> Vec<String> {
        match self.language {
            Family::German => german::city_adjectives(city),
            _ => Vec::new(),
        }
    }

    fn collect_verb(&self, lemma: &str, forms: &mut Collector) {
        let lemma = small(lemma);
        let lemma = self.without_reflexive(&lemma);
        let (head, rest) = lemma.split_at(lemma.find(' ').unwrap_or(lemma.len()));
        rest.clone_into(&mut forms.tail);
        match self.language {
            Family::English => english::verb(head, self.irregular_of(head), forms),
            // A German verb with words before it is cited with the verb last, and is the matcher's to take apart.
            Family::German if rest.is_empty() => german::verb(head, self, forms),
            Family::French => french::verb(head, self, forms),
            Family::Indonesian => {
                indonesian::verb(head, &self.loans, forms);
                // Loans that do and do not lose their first consonant; other prefixes make another verb.
                let voiced = |form: &&String| form.starts_with("me") || form.starts_with("di");
                for form in self.irregular.get(head).into_iter().flatten().filter(voiced) {
                    let voice = if form.starts_with("di") { Features::PASSIVE } else { Features::ACTIVE };
                    forms.add(form, Features::FINITE.with(voice));
                }
            }
            Family::German | Family::Other => self.as_listed(head, forms),
        }
        forms.tail.clear();
    }

    fn collect_noun(&self, lemma: &str, forms: &mut Collector) {
        let lemma = small(lemma);
        let words: Vec<&str> = lemma.split(' ').collect();
        match self.language {
            Family::English => {
                // "heads of state", but "joint ventures".
                let last = self.before_preposition(&words).saturating_sub(1);
                let listed = words.get(last).and_then(|word| self.irregular_of(word));
                one_word(&words, last, forms, |word, forms| english::noun(word, listed.as_ref(), forms));
            }
            Family::German => {
                let last = words.len().saturating_sub(1);
                one_word(&words, last, forms, |word, forms| german::noun(word, self, forms));
            }
            Family::French => french::noun(&words, self.before_preposition(&words), self, forms),
            Family::Indonesian => indonesian::noun(&lemma, forms),
            Family::Other => self.as_listed(&lemma, forms),
        }
    }

    /// The lemma and what the list of irregular words says of it, nothing more.
    fn as_listed(&self, lemma: &str, forms: &mut Collector) {
        forms.add(lemma, Features::default());
        for form in self.irregular.get(lemma).into_iter().flatten() {
            forms.add(form, Features::default());
        }
    }

    /// The irregular forms of `lemma`: as listed, or by the longest listed verb that it ends in, with the rest of it
    /// put before each form. The rest must have two letters, so that no verb is taken for a rhyme of another.
    fn irregular_of(&self, lemma: &str) -> Option<Irregular> {
        if let Some(forms) = self.irregular.get(lemma) {
            return Some(Irregular { forms: forms.clone(), derived: false });
        }
        let starts = lemma.char_indices().map(|(at, _)| at).skip(2);
        for at in starts {
            let (prefix, base) = lemma.split_at(at);
            if base.chars().count() < 3 {
                break;
            }
            if let Some(forms) = self.irregular.get(base) {
                let forms = forms.iter().map(|form| format!("{prefix}{form}")).collect();
                return Some(Irregular { forms, derived: true });
            }
        }
        None
    }

    /// How many of `words` stand before the first preposition: those that a plural may change.
    fn before_preposition(&self, words: &[&str]) -> usize {
        let stops = |word: &&str| word.contains('\'') || self.prepositions.contains(*word);
        words.iter().skip(1).position(stops).map_or(words.len(), |at| at + 1)
    }

    fn without_reflexive<'l>(&self, lemma: &'l str) -> &'l str {
        let end = lemma.find(['\'', ' ']).map_or(0, |at| at + 1);
        if end > 0 && self.reflexives.contains(lemma[..end].trim_end()) { &lemma[end..] } else { lemma }
    }
}

/// What the word lists say of a word that follows no rule.
struct Irregular {
    forms: Vec<String>,
    /// Whether the list has only a part of the word.
    derived: bool,
}

/// Gathers forms; the same text met twice is one form with both features.
struct Collector {
    forms: BTreeMap<(String, Option<String>), u32>,
    /// Noun or verb.
    class: Features,
    /// What follows the inflected word in a lemma of several words, with its blank.
    tail: String,
}

impl Collector {
    fn new(class: Features) -> Self {
        Self { forms: BTreeMap::new(), class, tail: String::new() }
    }

    fn add(&mut self, text: &str, features: Features) {
        self.insert([text, &self.tail].concat(), None, features);
    }

    /// Adds `stem` with each of the endings.
    fn endings(&mut self, stem: &str, endings: &[&str], features: Features) {
        for ending in endings {
            self.insert([stem, ending, &self.tail].concat(), None, features);
        }
    }

    fn split(&mut self, text: &str, particle: &str, features: Features) {
        self.insert(text.to_owned(), Some(particle.to_owned()), features.with(Features::SPLIT));
    }

    fn insert(&mut self, text: String, particle: Option<String>, features: Features) {
        *self.forms.entry((text, particle)).or_default() |= features.with(self.class).0;
    }

    fn into_forms(self) -> Vec<Form> {
        let form = |((text, particle), features)| Form { text, particle, features: Features(features) };
        self.forms.into_iter().map(form).collect()
    }
}

/// Inflects the word at `at` and leaves the others as they are.
fn one_word(words: &[&str], at: usize, forms: &mut Collector, inflect: impl FnOnce(&str, &mut Collector)) {
    let Some(word) = words.get(at) else { return };
    let mut inner = Collector::new(forms.class);
    inflect(word, &mut inner);
    for form in inner.into_forms() {
        let mut all = words.to_vec();
        all[at] = &form.text;
        forms.add(&all.join(" "), form.features);
    }
}

fn small(word: &str) -> String {
    word.trim().to_lowercase().replace('\u{2019}', "'")
}

/// Whether a letter is a vowel of the four languages.
fn is_vowel(letter: char) -> bool {
    "aeiouyäöüàâéèêëîïôœùû".contains(letter)
}

/// The last letter, and the one before it.
fn last_two(word: &str) -> (Option<char>, Option<char>) {
    let mut letters = word.chars().rev();
    let last = letters.next();
    (letters.next(), last)
}

fn ends(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests;

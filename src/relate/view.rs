//! One sentence, as the matchers see it.

use std::{cell::OnceCell, collections::BTreeMap, ops::Range};

use super::topic::Topic;
use crate::{
    model::{ClassId, Mention, MentionKind, Referent, Sentence, Shape, Token},
    ontology::{
        Category, Compiled, FormOf, Grammar, LemmaId, Traits,
        pattern::{Gate, Slot},
    },
};

/// A sentence with its mentions. Positions are tokens of the article.
pub struct View<'v> {
    /// The article's text.
    pub text: &'v str,
    /// The article's tokens.
    pub tokens: &'v [Token],
    /// The sentence.
    pub sentence: &'v Sentence,
    /// The article's mentions.
    pub mentions: &'v [Mention],
    /// The ontology.
    pub compiled: &'v Compiled,
    /// The language's grammar.
    pub grammar: &'v Grammar,
    /// The organization at which a person holds a post, where the caller knows it.
    pub posts: Option<&'v BTreeMap<Referent, Referent>>,
    /// First position of the sentence.
    pub start: usize,
    /// One past its last position.
    pub end: usize,
    categories: Vec<Category>,
    mention_range: Range<usize>,
    mention_at: Vec<u32>,
    words: u128,
    classes: u128,
    /// The organization that the sentences before were about: a mention of it.
    topic: Option<usize>,
    /// The organization that the article is about: a mention of it.
    article: Option<usize>,
    segments: OnceCell<Vec<Range<usize>>>,
}

const NONE: u32 = u32::MAX;

impl<'v> View<'v> {
    /// Looks up every word of the sentence. `mentions` are those of the whole article, sorted.
    #[must_use]
    pub fn new(
        text: &'v str,
        tokens: &'v [Token],
        sentence: &'v Sentence,
        mentions: &'v [Mention],
        compiled: &'v Compiled,
        grammar: &'v Grammar,
    ) -> Self {
        let Range { start, end } = sentence.tokens.clone();
        let mut categories: Vec<Category> =
            tokens[start..end].iter().map(|token| grammar.category(token.word)).collect();
        // Phrases of several words: the first word takes the categories of the phrase, the others are its continuation.
        let mut at = start;
        while at < end {
            let mut longest = None;
            if grammar.phrases.begins_with(tokens[at].word) {
                let words = tokens[at..end].iter().map(|token| token.word);
                grammar.phrases.phrases(words, |len, found| {
                    longest = Some((len, found.iter().fold(Category::default(), |all, one| all | *one)));
                });
            }
            // «von der» is a particle only inside a name, where no frame looks; «was led by» is no preposition.
            let helped = at > start && categories[at - start - 1].is(Category::PASSIVE);
            let applies = |category: Category| {
                category != Category::NAME_PARTICLE && !(helped && category == Category::PREPOSITION)
            };
            if let Some((len, category)) = longest.filter(|(_, category)| applies(*category)) {
                let helping = categories[at - start..at - start + len]
                    .iter()
                    .fold(0, |all, one| all | one.0 & (Category::AUXILIARY | Category::DENIED).0);
                categories[at - start] = Category(
                    category.0
                        | if category.is(Category::CUE | Category::AUXILIARY) && !category.is(Category::NOT_DENIED) {
                            helping
                        } else {
                            0
                        },
                );
                for rest in &mut categories[at - start + 1..at - start + len] {
                    *rest = Category::CONTINUES;
                }
                at += len;
            } else {
                at += 1;
            }
        }
        let mut mention_at = vec![NONE; end - start];
        let first = mentions.partition_point(|mention| mention.tokens.end <= start);
        let begins = |bound: usize| first + mentions[first..].partition_point(|mention| mention.tokens.start < bound);
        for (index, mention) in mentions.iter().enumerate().skip(first) {
            if mention.tokens.start >= end {
                break;
            }
            for token in mention.tokens.clone() {
                mention_at[token - start] = u32::try_from(index).unwrap_or(NONE);
            }
        }
        let words = tokens[start..end]
            .iter()
            .flat_map(|token| grammar.forms(token.word))
            .fold(0, |all, form| all | Gate::bits(form.lemma));
        let mut view = Self {
            text,
            tokens,
            sentence,
            mentions,
            compiled,
            grammar,
            posts: None,
            start,
            end,
            categories,
            mention_range: begins(start)..begins(end),
            mention_at,
            words,
            classes: 0,
            topic: None,
            article: None,
            segments: OnceCell::new(),
        };
        view.classes = view.mention_range().fold(0, |all, index| {
            let mention = &mentions[index];
            match mention.class {
                Some(class) => all | compiled.ontology.classes.get(class.0 as usize).map_or(0, |class| class.ancestors),
                None if mention.kind == MentionKind::UnknownName => u128::MAX,
                None => all,
            }
        });
        view
    }

    /// With the organizations that the sentences before, and the whole article, were about.
    #[must_use]
    pub fn about(mut self, topic: Topic) -> Self {
        (self.topic, self.article) = (topic.mention, topic.whole);
        for index in topic.mention.into_iter().chain(topic.whole) {
            let class = self.mentions[index].class;
            let class = class.and_then(|class| self.compiled.ontology.classes.get(class.0 as usize));
            self.classes |= class.map_or(u128::MAX, |class| class.ancestors);
        }
        self
    }

    /// The organization that the article is about, where it fits and was named before.
    #[must_use]
    pub fn article_topic(&self, slot: Slot) -> Option<usize> {
        self.article.filter(|&index| self.takes(slot, &self.mentions[index]))
    }

    /// Whether the sentences before were about an organization.
    #[must_use]
    pub fn has_topic(&self) -> bool {
        self.topic.is_some()
    }

    /// The organization that the sentences before were about, where it fits.
    #[must_use]
    pub fn topic(&self, slot: Slot) -> Option<usize> {
        self.topic.filter(|&index| self.takes(slot, &self.mentions[index]))
    }

    /// The organization that a sentence is about: the first that is named without preposition, as a possessor or behind
    /// a genitive preposition.
    #[must_use]
    pub fn subject_matter(&self) -> Option<usize> {
        self.named_company(|preposition| {
            preposition.is_none_or(|at| {
                // «Anna Berger of Fjordbank»: the sentence is about her.
                let noun = at.checked_sub(1).filter(|at| self.inside(*at));
                self.is(at, Category::GENITIVE) && noun.is_none_or(|at| self.mention(at).is_none())
            })
        })
        .or_else(|| self.named_company(|preposition| preposition == Some(self.start)))
    }

    /// The first company whose preposition is as wanted.
    fn named_company(&self, wanted: impl Fn(Option<usize>) -> bool) -> Option<usize> {
        let classes = &self.compiled.classes;
        self.mention_range().find(|&index| {
            let mention = &self.mentions[index];
            let fits = match mention.class {
                Some(class) => self.compiled.fits(class, classes.company) || classes.organization == 1 << class.0,
                None => matches!(mention.kind, MentionKind::UnknownName),
            };
            fits && self.names(mention)
                && !matches!(mention.kind, MentionKind::FirstPerson)
                && wanted(self.edge(mention).preposition)
        })
    }

    /// Whether the noun at `noun` is named as its own: with nothing before it but its article, possessive and words of
    /// measure («total revenue», «the net profit»).
    #[must_use]
    pub fn is_own_measure(&self, noun: usize) -> bool {
        let mut at = noun;
        for _ in 0..5 {
            let Some(before) = at.checked_sub(1).filter(|before| self.inside(*before)) else { return true };
            if self.shape(at).has(Shape::LINE_START) {
                return true;
            }
            let category = self.category(before);
            if category.is(Category::DEFINITE | Category::POSSESSIVE) {
                return true;
            }
            let hyphen = |at: usize| self.inside(at) && self.written(at) == "-" && self.shape(at).has(Shape::GLUED);
            // «pre-tax profit»
            let compound = before >= self.start + 2 && hyphen(before - 1) && self.is(before - 2, Category::MEASURE);
            let measure = category.is(Category::MEASURE) || hyphen(before) || compound;
            if !measure || self.mention(before).is_some_and(|mention| mention.referent != Referent::Nobody) {
                return self.is_mark(before) && !measure
                    || category.is(Category::COORDINATOR | Category::CLAUSE_OPENER)
                    || self.mention(before).is_some_and(|mention| matches!(mention.kind, MentionKind::Date(_)))
                    || category.is(Category::AUXILIARY | Category::VERB) && self.traits().verb_second;
            }
            at = before;
        }
        false
    }

    /// Whose measure one without owner at `noun` is: whom the clause before is about, or whose measure it tells («sales of
    /// A rose, while profit fell»); else the company that the text is about.
    #[must_use]
    pub fn measured_before(&self, noun: usize, slot: Slot) -> Option<usize> {
        let before = || {
            self.mention_range().filter(|&index| {
                let mention = &self.mentions[index];
                mention.tokens.end <= noun && self.takes(slot, mention)
            })
        };
        let owns = |index: &usize| {
            let preposition = self.edge(&self.mentions[*index]).preposition;
            preposition.is_some_and(|at| self.is(at, Category::GENITIVE))
        };
        let free = before().find(|&index| !self.is_governed(index));
        // «Not so at A: revenue rose»
        let told = || (self.start..noun).any(|at| self.written(at) == ":").then(|| before().last())?;
        free.or_else(|| before().find(owns))
            .or_else(told)
            .or_else(|| self.article_topic(slot))
            .or_else(|| self.topic(slot))
    }

    /// The same, knowing who holds a post where.
    #[must_use]
    pub fn with_posts(mut self, posts: &'v BTreeMap<Referent, Referent>) -> Self {
        self.posts = Some(posts);
        self
    }

    /// The organization that a person stands for where a slot wants one: «the chief executive of A announced …».
    #[must_use]
    pub fn stands_for(&self, slot: Slot, mention: &Mention) -> Option<Referent> {
        let (person, organization) = (self.compiled.classes.person, self.compiled.classes.organization);
        let wanted = slot.classes & organization != 0 && slot.classes & person == 0;
        let is_person = mention.class.is_some_and(|class| self.compiled.fits(class, person));
        (wanted && is_person).then(|| self.posts?.get(&mention.referent).copied()).flatten()
    }

    /// Whether the sentence has the words and the classes that a frame asks for.
    #[must_use]
    pub fn admits(&self, gate: &Gate) -> bool {
        gate.words & !self.words == 0 && gate.classes.iter().all(|set| *set == 0 || self.classes & set != 0)
    }

    /// What the word at a position can be; nothing outside the sentence.
    #[must_use]
    pub fn category(&self, at: usize) -> Category {
        at.checked_sub(self.start).and_then(|at| self.categories.get(at)).copied().unwrap_or_default()
    }

    /// What the word at a position can be, whatever phrase it stands in; nothing outside the sentence.
    #[must_use]
    pub fn word(&self, at: usize) -> Category {
        let token = self.tokens.get(at).filter(|_| self.inside(at));
        token.map_or(Category::default(), |token| self.grammar.category(token.word))
    }

    /// The sentence cut at its commas and other marks, but not inside lists.
    #[must_use]
    pub fn segments(&self) -> &[Range<usize>] {
        self.segments.get_or_init(|| self.cut())
    }

    /// Whether the word at a position has a flag of `category`.
    #[must_use]
    pub fn is(&self, at: usize, category: Category) -> bool {
        self.category(at).is(category)
    }

    /// The mention that holds a position, by its index.
    #[must_use]
    pub fn mention_index(&self, at: usize) -> Option<usize> {
        let index = *self.mention_at.get(at.checked_sub(self.start)?)?;
        (index != NONE).then_some(index as usize)
    }

    /// The mention that holds a position.
    #[must_use]
    pub fn mention(&self, at: usize) -> Option<&'v Mention> {
        self.mention_index(at).map(|index| &self.mentions[index])
    }

    /// Indices of the mentions of the sentence.
    #[must_use]
    pub fn mention_range(&self) -> Range<usize> {
        self.mention_range.clone()
    }

    /// The word at a position, as written.
    #[must_use]
    pub fn written(&self, at: usize) -> &'v str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// How the word at a position is written.
    #[must_use]
    pub fn shape(&self, at: usize) -> Shape {
        self.tokens.get(at).map_or(Shape::default(), |token| token.shape)
    }

    /// Whether a punctuation mark stands at a position.
    #[must_use]
    pub fn is_mark(&self, at: usize) -> bool {
        self.shape(at).has(Shape::PUNCTUATION)
    }

    /// Whether a dash stands at a position, or a hyphen with blanks around it that serves as one.
    #[must_use]
    pub fn is_dash(&self, at: usize) -> bool {
        match self.written(at) {
            "–" | "—" => true,
            "-" => !self.shape(at).has(Shape::GLUED) && !self.shape(at + 1).has(Shape::GLUED),
            _ => false,
        }
    }

    /// Whether a mark at a position sets off what is inserted into a clause: a comma or a dash.
    #[must_use]
    pub fn sets_off(&self, at: usize) -> bool {
        self.written(at) == "," || self.is_dash(at)
    }

    /// Whether a position lies in the sentence.
    #[must_use]
    pub fn inside(&self, at: usize) -> bool {
        (self.start..self.end).contains(&at)
    }

    /// What the word at a position is a form of.
    #[must_use]
    pub fn forms(&self, at: usize) -> &'v [FormOf] {
        self.tokens.get(at).map_or(&[], |token| self.grammar.forms(token.word))
    }

    /// Whether the word at a position is a form of a lemma.
    #[must_use]
    pub fn is_form(&self, at: usize, lemma: LemmaId) -> bool {
        self.forms(at).iter().any(|form| form.lemma == lemma)
    }

    /// Where these words end, each within three tokens of the one before: the first from `from` on, all before `limit`.
    #[must_use]
    pub fn words_behind(&self, from: usize, limit: usize, words: &[LemmaId]) -> Option<usize> {
        words
            .iter()
            .try_fold(from, |end, word| (end..limit.min(end + 3)).find(|&at| self.is_form(at, *word)).map(|at| at + 1))
    }

    /// How the language builds sentences.
    #[must_use]
    pub fn traits(&self) -> Traits {
        self.grammar.traits
    }

    /// Whether a class is in a set of classes or below one; an empty set takes every class.
    #[must_use]
    pub fn fits(&self, class: Option<ClassId>, set: u128) -> bool {
        set == 0 || class.is_some_and(|class| self.compiled.fits(class, set))
    }

    /// Whether a mention names somebody or something by name, description or pronoun.
    #[must_use]
    pub fn names(&self, mention: &Mention) -> bool {
        mention.referent != Referent::Nobody && mention.kind != MentionKind::Demonym
    }

    /// Whether a position holds a possessive mark of the language («'s»).
    #[must_use]
    pub fn is_possessive_mark(&self, at: usize) -> bool {
        self.inside(at)
            && matches!(self.written(at), "'s" | "’s" | "'S" | "’S" | "'" | "’")
            && self.shape(at).has(Shape::GLUED)
    }
}

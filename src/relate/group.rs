//! Verb groups: a verb with its auxiliaries, adverbs and negation.

use super::View;
use crate::{
    model::{Mention, MentionKind},
    ontology::{Category, FormOf, forms::Features},
};

/// What governs an infinitive, and so what becomes of its claim. The default leaves it as it is (begin, decide).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Control {
    /// It does not come about: a failure or refusal, or a plan that nobody has.
    pub denied: bool,
    /// It is still to come: an intention or a purpose.
    pub planned: bool,
}

impl Control {
    /// An intention or a purpose.
    pub const PLANNED: Self = Self { denied: false, planned: true };
    /// A failure or refusal.
    pub const FAILED: Self = Self { denied: true, planned: false };

    /// The same of a governor that stands with a denial or without; what is not refused may come.
    #[must_use]
    pub fn negated(self, denied: bool) -> Self {
        match self {
            _ if !denied => self,
            Self { denied: true, .. } => Self::PLANNED,
            Self { denied: false, .. } => Self { denied: true, ..self },
        }
    }

    /// What becomes of the claim where the governor is itself governed.
    #[must_use]
    pub fn under(self, outer: Self) -> Self {
        let control = self.negated(outer.denied);
        Self { planned: control.planned || outer.planned, ..control }
    }
}

/// A verb with what belongs to it on its left.
#[derive(Clone, Copy, Debug, Default)]
pub struct Group {
    /// The verb.
    pub head: usize,
    /// First position.
    pub start: usize,
    /// One past the last position.
    pub end: usize,
    /// All categories of the words in it.
    pub categories: Category,
    /// First position whose categories are counted: that of its clause, where a clause has but one group.
    pub from: usize,
    /// One past the last such position.
    pub to: usize,
    /// The marker of the infinitive, where it is one.
    pub marker: Option<usize>,
    /// A reflexive pronoun stands in it.
    pub reflexive: bool,
    /// A pronoun that is its object stands in it.
    pub clitic: Option<usize>,
    /// What the verb form is.
    pub features: Features,
}

impl Group {
    /// Whether some auxiliary of the group has this category.
    #[must_use]
    pub fn is(&self, category: Category) -> bool {
        self.categories.is(category)
    }

    /// Whether a denial stands in it.
    #[must_use]
    pub fn denies(&self) -> bool {
        self.categories.denies()
    }
}

impl View<'_> {
    /// The group of the verb at `head`, read as `form`.
    #[must_use]
    pub fn group(&self, head: usize, form: Option<&FormOf>) -> Group {
        let features = form.map_or(Features::default(), |form| form.features);
        let mut group = Group { head, start: head, end: head + 1, features, ..Group::default() };
        let clitics = self.traits().clitic_pronouns;
        while group.start > self.start && !self.shape(group.start).has(crate::model::Shape::LINE_START) {
            let at = group.start - 1;
            let category = self.category(at);
            // «in talks to»: a common noun within a set phrase.
            let phrase = (self.start..=at).rev().find(|&at| !self.is(at, Category::CONTINUES)).unwrap_or(at);
            let within = phrase < at && self.is(phrase, Category::CUE);
            let noun = |mention: &&Mention| mention.kind == MentionKind::ClassNoun && within;
            if let Some(start) = self.interposed_date(at, features) {
                group.start = start;
                continue;
            }
            if let Some(mention) = self.mention(at).filter(|mention| !noun(mention)) {
                let is_clitic = clitics
                    && mention.kind == MentionKind::Pronoun
                    && category.is(Category::OBJECT_PRONOUN)
                    && !category.is(Category::SUBJECT_PRONOUN);
                if is_clitic && mention.tokens.end == group.start {
                    group.clitic = group.clitic.or(self.mention_index(at));
                    group.start = at;
                    continue;
                }
                break;
            }
            // «has, for its part, raised»: an insertion between auxiliary and verb.
            let inserted = features.has(Features::PARTICIPLE) && !self.traits().verb_second && self.written(at) == ",";
            if let Some(open) = inserted.then(|| self.insertion(at)).flatten().filter(|&open| {
                open > self.start && self.is(open - 1, Category::AUXILIARY) && self.mention(open - 1).is_none()
            }) {
                group.start = open;
                continue;
            }
            if category.is(Category::REFLEXIVE) && (clitics || self.traits().verb_second) {
                group.reflexive = true;
            } else if category.is(Category::INFINITIVE_MARKER)
                && !category.is(Category::AUXILIARY)
                && group.marker.is_none()
                && (group.start == head && features.has(Features::INFINITIVE)
                    || group.start < head
                        && features.has(Features::PARTICIPLE)
                        && group.is(Category::PASSIVE)
                        && self.traits().head_final)
            {
                group.marker = Some(at);
                group.start = at;
                // «not to acquire», «neither to acquire nor to sue»
                while let Some(denial) = self.denial_before(group.start) {
                    group.categories = group.categories | self.category(denial);
                    group.start = denial;
                }
                break;
            } else if clitics
                && category.is(Category::OBJECT_PRONOUN)
                && !category.is(Category::SUBJECT_PRONOUN)
                && at + 1 == group.start
            {
                group.start = at;
                continue;
            } else if !(category.is(Category::AUXILIARY | Category::CUE | Category::CONTINUES | Category::NOT_DENIED)
                || self.is_adverb(at))
                || category.is(Category::NOUN) && !category.is(Category::AUXILIARY | Category::CUE | Category::ADVERB)
            {
                break;
            }
            if category.is(Category::PLANNED) && group.start < head && self.stands_as_noun(at) {
                // «its bid to buy»: the words that tell of a plan stand as its noun.
                group.marker = Some(group.start);
                break;
            }
            group.categories = group.categories | category;
            if category.is(Category::PREPOSITION | Category::CLAUSE_OPENER)
                && !category.is(Category::AUXILIARY | Category::CONTINUES)
                && !self.is(at, Category::ADVERB)
            {
                // «without considering»: the word denies, and is no part of the verb.
                break;
            }
            group.start = at;
        }
        while self.inside(group.end)
            && (self.is(group.end, Category::DENIED | Category::NOT_DENIED) || self.is_adverb(group.end))
            && self.mention(group.end).is_none()
        {
            if self.is(group.end, Category::PREPOSITION | Category::SUBORDINATOR | Category::COORDINATOR)
                && !self.is(group.end, Category::DENIED | Category::NOT_DENIED)
            {
                break;
            }
            group.categories = group.categories | self.category(group.end);
            group.end += 1;
        }
        Group { from: group.start, to: group.end, ..group }
    }

    /// «had in 2013 approved»: where a date begins that stands between an auxiliary and its participle or infinitive.
    fn interposed_date(&self, at: usize, features: Features) -> Option<usize> {
        let mention = self.mention(at).filter(|mention| matches!(mention.kind, MentionKind::Date(_)))?;
        let helped = features.has(Features::PARTICIPLE) || features.has(Features::INFINITIVE);
        let first = mention.tokens.start;
        let within = |at: &usize| {
            let word = self.category(*at);
            let joins = word.is(Category::PREPOSITION | Category::DEFINITE | Category::LAST | Category::NEXT);
            self.mention(*at).is_none() && joins && !word.is(Category::AUXILIARY)
        };
        let start = (self.start..first).rev().take(3).take_while(within).last().unwrap_or(first);
        let auxiliary = start.checked_sub(1).filter(|&at| self.inside(at) && self.mention(at).is_none())?;
        (helped && self.is(auxiliary, Category::AUXILIARY) && !self.traits().verb_second).then_some(start)
    }

    /// Whether a word that could be a verb stands behind an article or possessor, as a noun does.
    #[must_use]
    pub fn stands_as_noun(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|before| self.inside(*before));
        let Some(before) = before.filter(|_| !self.traits().voice_prefix) else { return false };
        let category = self.category(before);
        let article = category
            .is(Category::DEFINITE | Category::INDEFINITE | Category::POSSESSIVE | Category::GENITIVE)
            && !category.is(Category::OBJECT_PRONOUN | Category::SUBJECT_PRONOUN | Category::INFINITIVE_MARKER);
        article || self.is_possessive_mark(before)
    }

    /// Whether a word stands as a verb: one that could be a noun too does so before the article of its object («mulls the
    /// purchase»).
    #[must_use]
    pub fn stands_as_verb(&self, at: usize) -> bool {
        let category = self.category(at);
        let object = self.is(at + 1, Category::DEFINITE | Category::INDEFINITE | Category::POSSESSIVE);
        let certain = !category.is(Category::NOUN)
            || !self.traits().voice_prefix && object && self.inside(at + 1) && !self.stands_as_noun(at);
        category.is(Category::VERB) && self.mention(at).is_none() && certain
    }

    /// The word right before a position, where all it does is deny.
    #[must_use]
    pub fn denial_before(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1).filter(|before| self.inside(*before) && self.mention(*before).is_none())?;
        let other = Category::VERB | Category::AUXILIARY | Category::PREPOSITION | Category::CONTINUES;
        let category = self.category(before);
        (category.is(Category::DENIED | Category::NOT_DENIED) && !category.is(other)).then_some(before)
    }

    /// Whether a group, read with this verb form, is passive.
    #[must_use]
    pub fn is_passive(&self, group: &Group) -> bool {
        if self.traits().voice_prefix {
            return group.features.has(Features::PASSIVE);
        }
        // «est devenu actionnaire»: a copula has no passive.
        if self.traits().clitic_pronouns && self.word(group.head).is(Category::COPULA) {
            return false;
        }
        let participle = group.features.has(Features::PARTICIPLE);
        // «is to cut»: what follows the marker is no participle, though it may look like one.
        let infinitive = group.features.has(Features::INFINITIVE)
            && group.head.checked_sub(1).is_some_and(|at| self.word(at).is(Category::INFINITIVE_MARKER));
        // «is said to have rejected B»: the auxiliary right before the participle is that of the perfect.
        let helped = (group.start..group.head).rev().find(|&at| self.word(at).is(Category::AUXILIARY));
        let perfect = helped.is_some_and(|at| {
            let word = self.word(at);
            word.is(Category::PERFECT) && !word.is(Category::PASSIVE | Category::COPULA)
        });
        if !participle || perfect || group.reflexive || infinitive && self.traits().head_final {
            return false;
        }
        if group.is(Category::PASSIVE) {
            return true;
        }
        // A participle without auxiliary is one where its agent follows.
        !group.is(Category::PERFECT) && self.agent_follows(group.end)
    }

    /// Whether the preposition of an agent stands at a position or up to three words behind it.
    #[must_use]
    pub fn agent_follows(&self, at: usize) -> bool {
        let agents = self.compiled.classes.agent | self.compiled.classes.country;
        let preposition = (at..at + 3).take_while(|&at| self.inside(at)).find(|&at| !self.is_adverb(at));
        preposition.is_some_and(|at| {
            let named = (at + 1..at + 6).take_while(|&at| self.inside(at)).find_map(|at| self.mention(at));
            self.is(at, Category::AGENT)
                && named.is_some_and(|mention| {
                    mention.class.is_none_or(|class| self.compiled.fits(class, agents))
                        && !matches!(mention.kind, MentionKind::Amount(_) | MentionKind::Date(_))
                })
        })
    }
}

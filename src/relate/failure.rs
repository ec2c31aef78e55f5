//! Whether what a noun or a clause tells came about, by the verb that it depends on.
//!
//! «A called off its merger with B», «the merger of A and B has collapsed»: the noun alone would affirm it.

use super::{View, noun::Match};
use crate::{
    model::{MentionKind, WordId},
    ontology::{Category, RelationKind, forms::Features},
};

/// So many words on either side the verb is looked for.
const FAR: usize = 14;

impl View<'_> {
    /// What the verb forms at a position are to the grammar; a separable verb counts where its particle stands before
    /// `end`.
    #[must_use]
    pub fn verb_category(&self, at: usize, end: usize) -> Category {
        if self.mention(at).is_some() {
            return Category::default();
        }
        let split = self.forms(at).iter().filter(|form| {
            form.particle != WordId::UNKNOWN && (at + 1..end).any(|at| self.tokens[at].word == form.particle)
        });
        split.fold(self.category(at), |all, form| all | self.grammar.verb_category(form.lemma))
    }

    /// Whether the verb that the noun of a match depends on says that it did not or will not come about.
    #[must_use]
    pub fn fails(&self, found: &Match<'_>) -> bool {
        if found.verb.is_some() {
            return false;
        }
        let relation = self.compiled.relation(found.meaning.relation);
        let comes_about = relation.kind == RelationKind::Event || relation.symmetric;
        if self.mention(found.trigger).is_some() || found.meaning.apposed || !comes_about {
            return false;
        }
        // Talks that fail were held; a bid that fails was for nothing.
        let held = self.is(found.trigger, Category::PLANNED_NOUN) && !found.meaning.planned;
        if self.traits().verb_second {
            return self.fails_in_clause(found, held);
        }
        self.fails_as_object(found.covers.start.min(found.trigger), held)
            || self.fails_as_subject(found.covers.end.max(found.trigger + 1), held)
    }

    /// Whether the clause of a match depends on one that denies it: «it is not true that A has bought B», «il est exclu
    /// que …».
    #[must_use]
    pub fn is_untrue(&self, found: &Match<'_>) -> bool {
        let from = found.verb.map_or(found.covers.start, |verb| verb.group.start);
        const WORDS: usize = 6;
        // Inside a phrase of several words a position has no category of its own.
        let word = |at: usize| self.category(at) | self.grammar.category(self.tokens[at].word);
        let opens = |at: &usize| self.mention(*at).is_none() && word(*at).is(Category::COMPLEMENTIZER);
        let ends = |at: &usize| matches!(self.written(*at), ";" | ":" | "“" | "„" | "«");
        let clause = (self.start.max(from.saturating_sub(FAR))..from).rev().take_while(|at| !ends(at));
        let Some(opener) = clause.into_iter().find(opens) else { return false };
        let comma = opener > self.start && self.traits().verb_second && self.written(opener - 1) == ",";
        let end = opener - usize::from(comma);
        let mut all = Category::default();
        for at in (self.start.max(end.saturating_sub(WORDS))..end).rev().take_while(|&at| !self.is_mark(at)) {
            // «A is not aware that B …» says nothing of B.
            if self.mention(at).is_some_and(|mention| mention.kind != MentionKind::Pronoun) {
                return false;
            }
            all = all | self.category(at);
        }
        let excluded = all.is(Category::FAILED_VERB) && all.is(Category::COPULA);
        all.is(Category::COPULA) && all.denies() != excluded
    }

    /// The verb before: the noun is its object, or belongs to one («denied reports of a takeover»).
    fn fails_as_object(&self, first: usize, held: bool) -> bool {
        let mut reported = false;
        let mut at = first;
        while at > self.start && first - at < FAR && !self.shape(at).has(crate::model::Shape::LINE_START) {
            let before = at - 1;
            let category = self.category(before);
            if let Some(mention) = self.mention(before) {
                let owns = mention.possessive || self.is_possessive_mark(at);
                let introduces =
                    matches!(mention.kind, MentionKind::ClassNoun | MentionKind::Demonym | MentionKind::Date(_));
                if !owns && !introduces {
                    return false;
                }
                at = mention.tokens.start;
                continue;
            }
            let noun = category.is(Category::NOUN) && !category.is(Category::FAILED_VERB | Category::DENYING);
            if category.is(Category::VERB) && !noun {
                let denies = category.is(Category::DENYING) && (category.is(Category::REPORTING) || reported);
                let fails = category.is(Category::FAILED_VERB) && !held || denies;
                return fails && !self.group(before, self.forms(before).first()).denies();
            }
            reported |= category.is(Category::REPORT_NOUN);
            let within = category.is(Category::THEME | Category::GENITIVE | Category::DETERMINER | Category::CONTINUES)
                || self.is_possessive_mark(before)
                || self.is_adverb(before)
                || !category.is(Category::FUNCTION) && !self.is_mark(before);
            if !within {
                return false;
            }
            at = before;
        }
        false
    }

    /// The verb behind: the noun is its subject.
    fn fails_as_subject(&self, first: usize, held: bool) -> bool {
        let mut at = first;
        let mut predicate = None;
        while at < self.end && at - first < FAR {
            if let Some(mention) = self.mention(at) {
                at = mention.tokens.end;
                continue;
            }
            let category = self.category(at);
            let opens = category.is(Category::CLAUSE_OPENER | Category::RELATIVISER | Category::COORDINATOR)
                && !category.is(Category::PREPOSITION);
            if opens || self.is_mark(at) && self.written(at) != "-" {
                break;
            }
            let verbal = category.is(Category::VERB) && !category.is(Category::NOUN)
                || category.is(Category::FAILED_VERB) && !category.is(Category::DENIED);
            if verbal {
                let form = self.forms(at).iter().find(|form| form.features.has(Features::PARTICIPLE));
                let group = self.group(at, form.or(self.forms(at).first()));
                let object = self.inside(group.end)
                    && (self.mention(group.end).is_some() || self.is(group.end, Category::DETERMINER));
                let passive = group.is(Category::PASSIVE) || self.is_passive(&group);
                if category.is(Category::FAILED_VERB) && (passive || !object) {
                    return !held && !group.denies();
                }
                return group.denies() && category.is(Category::HAPPENING | Category::PLANNED_VERB);
            }
            if category.is(Category::AUXILIARY | Category::CUE) {
                predicate = predicate.or(Some(Category::default())).map(|all| all | category);
            }
            at += 1;
        }
        // «is off the table», «batal»
        predicate.is_some_and(Category::denies)
    }

    /// Where a clause has one verb group: the noun is its subject or object, or what it is about.
    fn fails_in_clause(&self, found: &Match<'_>, held: bool) -> bool {
        let Some(segment) = self.segments().into_iter().find(|segment| segment.contains(&found.trigger)) else {
            return false;
        };
        let own = self.nominals(segment.clone()).into_iter().find(|nominal| nominal.range.contains(&found.trigger));
        let about = own.and_then(|nominal| nominal.preposition).is_none_or(|at| self.is(at, Category::THEME));
        if !about {
            return false;
        }
        let (mut verbs, mut denied) = (Category::default(), false);
        for at in segment.clone().filter(|at| !found.covers.contains(at)) {
            let category = self.category(at);
            verbs = verbs | self.verb_category(at, segment.end);
            denied |= self.mention(at).is_none() && category.denies() && !category.is(Category::PREPOSITION);
        }
        let denies = verbs.is(Category::DENYING) && verbs.is(Category::REPORTING);
        if verbs.is(Category::FAILED_VERB) && !held || denies {
            return !denied;
        }
        denied && verbs.is(Category::HAPPENING | Category::PLANNED_VERB)
    }
}

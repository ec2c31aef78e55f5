//! What the verb that a noun depends on says of what the noun tells: that it did not come about, and who does it.
//!
//! «A called off its merger with B», «the merger of A and B has collapsed»: the noun alone would affirm it. «A announced
//! the purchase of B»: the noun alone does not say who buys.

use std::ops::Range;

use super::{View, found::Match, nominal::Head};
use crate::{
    model::{MentionKind, Shape, WordId},
    ontology::{Category, RelationKind, forms::Features, pattern::Slot},
};

/// A verb with a noun among its objects, or below one of them.
struct Governor {
    verb: usize,
    /// Whether a noun of reporting stands between («denied reports of a takeover»).
    reported: bool,
    /// Whether nothing but plans, offers and reports stands between.
    close: bool,
    /// Whether a plan or an offer does, which may be another's.
    planned: bool,
}

/// Verbs whose subject does what their object tells.
const DOES: Category = Category(
    Category::REPORTING.0
        | Category::CONFIRMING.0
        | Category::DENYING.0
        | Category::PLANNED_VERB.0
        | Category::FAILED_VERB.0
        | Category::HAPPENING.0,
);
/// Nouns that are about what another noun tells.
const ABOUT: Category =
    Category(Category::REPORT_NOUN.0 | Category::PLANNED_NOUN.0 | Category::CONTROL_NOUN.0 | Category::LIGHT_NOUN.0);

/// So many words on either side the verb is looked for.
const FAR: usize = 14;
/// So many words a clause may have that says of another that it is not so.
const WORDS: usize = 6;

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

    /// «Swallowed by A in 2021, B»: whether a comma stands in a match behind its trigger, so that what follows the match
    /// says nothing of it.
    #[must_use]
    pub fn goes_on_behind_comma(&self, found: &Match<'_>) -> bool {
        (found.trigger..found.covers.end).any(|at| self.written(at) == ",")
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
            || !self.goes_on_behind_comma(found) && self.fails_as_subject(found.covers.end.max(found.trigger + 1), held)
    }

    /// Whether the clause of a match depends on one that denies it: «it is not true that A has bought B», «il est exclu
    /// que …».
    #[must_use]
    pub fn is_untrue(&self, found: &Match<'_>) -> bool {
        let from = found.verb.map_or(found.covers.start, |verb| verb.group.start);
        // Inside a phrase of several words a position has no category of its own.
        let word = |at: usize| self.category(at) | self.word(at);
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

    /// Whether a match stands in the clause of a report that somebody denies: «A denied a report which said that B …».
    #[must_use]
    pub fn is_denied_report(&self, found: &Match<'_>) -> bool {
        let from = found.verb.map_or(found.covers.start, |verb| verb.group.start).min(found.trigger);
        let opens = Category::RELATIVISER | Category::COMPLEMENTIZER;
        let mut at = from;
        while at > self.start + 1 && from - at < 2 * FAR {
            at -= 1;
            let joins = self.is(at, Category::COORDINATOR | Category::ADVERSATIVE) && self.written(at - 1) == ",";
            if joins || matches!(self.written(at), ";" | ":" | "“" | "„" | "«") {
                return false;
            }
            let category = self.category(at) | self.word(at);
            let tells = || (at..self.end.min(from + FAR)).any(|at| self.is(at, Category::REPORTING));
            let opener = self.mention(at).is_none() && category.is(opens);
            if opener
                && (category.is(Category::COMPLEMENTIZER | Category::OTHER_RELATIVISER) || tells())
                && let Some(noun) = self.report_before(at)
                && self.denies_object(noun)
            {
                return true;
            }
        }
        false
    }

    /// «A rejected the report: it would not buy B»: whether a position stands behind a colon with which somebody who denied
    /// goes on to say what is so.
    #[must_use]
    pub fn is_stated_instead(&self, at: usize) -> bool {
        let Some(colon) = (self.start..at).rev().find(|&at| self.written(at) == ":") else { return false };
        (self.start..colon).any(|at| self.verb_category(at, colon).is(Category::DENYING | Category::FAILED_VERB))
    }

    /// The noun of reporting that a clause opened at `opener` hangs on.
    fn report_before(&self, opener: usize) -> Option<usize> {
        let mut before = (self.start.max(opener.saturating_sub(WORDS))..opener).rev();
        before
            .by_ref()
            .take_while(|&at| {
                let within = Category::PREPOSITION | Category::DETERMINER | Category::GENITIVE | Category::AGENT;
                let noun = self.is(at, Category::REPORT_NOUN);
                let comma = self.written(at) == "," && opener - at < 3;
                noun || comma || self.mention(at).is_some() || self.is(at, within)
            })
            .find(|&at| self.is(at, Category::REPORT_NOUN))
    }

    /// Whether a noun is the object of a verb that says it is not so.
    fn denies_object(&self, noun: usize) -> bool {
        if self.traits().verb_second {
            let Some(segment) = self.segments().iter().find(|segment| segment.contains(&noun)) else { return false };
            let own = |all, at: usize| all | self.verb_category(at, segment.end) | self.category(at);
            let all = segment.clone().filter(|&at| self.mention(at).is_none()).fold(Category::default(), own);
            return all.is(Category::DENYING) && !all.denies();
        }
        self.verb_before(noun).is_some_and(|Governor { verb, .. }| {
            self.is(verb, Category::DENYING) && !self.group(verb, self.forms(verb).first()).denies()
        })
    }

    /// The verb before: the noun is its object, or belongs to one («denied reports of a takeover»).
    fn fails_as_object(&self, first: usize, held: bool) -> bool {
        self.verb_before(first).is_some_and(|Governor { verb, reported, .. }| {
            let category = self.category(verb);
            let denies = category.is(Category::DENYING) && (category.is(Category::REPORTING) || reported);
            let fails = category.is(Category::FAILED_VERB) && !held || denies;
            fails && !self.group(verb, self.forms(verb).first()).denies()
        })
    }

    /// The verb that the phrase beginning at `first` depends on, looked for on its left.
    fn verb_before(&self, first: usize) -> Option<Governor> {
        let (mut reported, mut close, mut planned, mut below) = (false, true, false, false);
        let mut at = first;
        while at > self.start && first - at < FAR && !self.shape(at).has(Shape::LINE_START) {
            let before = at - 1;
            let category = self.category(before);
            if let Some(mention) = self.mention(before) {
                let owns = mention.possessive || self.is_possessive_mark(at);
                let introduces = matches!(
                    mention.kind,
                    MentionKind::ClassNoun | MentionKind::Demonym | MentionKind::Date(_) | MentionKind::Amount(_)
                );
                if !owns && !introduces {
                    return None;
                }
                at = mention.tokens.start;
                continue;
            }
            let noun = category.is(Category::NOUN) && !category.is(Category::FAILED_VERB | Category::DENYING);
            let verb = !noun || self.traits().voice_prefix && !category.is(ABOUT) || self.stands_as_verb(before);
            if category.is(Category::VERB) && verb {
                return Some(Governor { verb: before, reported, close, planned });
            }
            let within = category.is(Category::THEME | Category::GENITIVE | Category::DETERMINER | Category::CONTINUES)
                || self.is_possessive_mark(before)
                || matches!(self.written(before), "(" | ")")
                || self.is_adverb(before)
                || !category.is(Category::FUNCTION) && !self.is_mark(before);
            if !within {
                return None;
            }
            let content = !category.is(Category::FUNCTION | Category::CONTINUES);
            reported |= category.is(Category::REPORT_NOUN);
            planned |= category.is(ABOUT.without(Category::REPORT_NOUN));
            close &= category.is(ABOUT) || !content || !below && !self.traits().voice_prefix;
            below |= category.is(Category::THEME | Category::GENITIVE);
            at = before;
        }
        None
    }

    /// Who does what a noun tells that names nobody: the subject of the verb whose object it is.
    #[must_use]
    pub fn doer(&self, noun: usize, slot: Slot) -> Option<usize> {
        // Outlets tell of what others do, and authorities speak about it.
        let told = self.compiled.classes.media | self.compiled.classes.authority;
        let fits = |index: &usize| {
            let mention = &self.mentions[*index];
            let told = told & !slot.classes;
            self.takes(slot, mention) && self.names(mention) && (told == 0 || !self.fits(mention.class, told))
        };
        // «mengakuisisi» is no noun, though its base is.
        let voiced = self.forms(noun).iter().any(|form| form.features.has_voice());
        if self.mention(noun).is_some() || voiced {
            return None;
        }
        if self.traits().verb_second {
            return self.doer_in_clause(noun).filter(fits);
        }
        let Governor { verb, close, planned, .. } = self.verb_before(noun)?;
        let refused = planned && self.is(verb, Category::FAILED_VERB);
        let ends = |at: &usize| self.is_mark(*at) && self.written(*at) != "-" || self.is(*at, Category::CLAUSE_OPENER);
        let mut phrase = (noun + 1..self.end.min(noun + FAR)).take_while(|at| !ends(at));
        let other = phrase.any(|at| {
            let category = self.category(at);
            // «A said the purchase of B by C …», «A said the purchase of B would …»
            let verb = category.is(Category::AUXILIARY) || category.is(Category::VERB) && !category.is(Category::NOUN);
            self.mention(at).is_none() && (category.is(Category::AGENT) || verb)
        });
        if other || refused || !close || !self.is(verb, DOES) {
            return None;
        }
        let form = self.forms(verb).iter().find(|form| form.features.has(Features::PARTICIPLE));
        let group = self.group(verb, form.or(self.forms(verb).first()));
        let passive = self.is_passive(&group);
        let subject = self.subject(&group, slot, 0).filter(|subject| !passive && !subject.inferred)?;
        subject.mentions.first().copied().filter(fits)
    }

    /// The same where a clause has one verb group: its subject by place.
    fn doer_in_clause(&self, noun: usize) -> Option<usize> {
        let segment = self.segments().iter().find(|segment| segment.contains(&noun))?;
        let nominals = self.nominals(segment.clone());
        let own = nominals.iter().find(|nominal| nominal.range.contains(&noun))?;
        let about = own.preposition.is_none_or(|at| self.is(at, Category::THEME));
        let all = segment.clone().fold(Category::default(), |all, at| all | self.verb_category(at, segment.end));
        let passive = segment.clone().any(|at| self.is(at, Category::PASSIVE) && self.mention(at).is_none());
        let agent = nominals.iter().any(|nominal| {
            let preposition = nominal.preposition.filter(|at| self.is(*at, Category::AGENT));
            preposition.is_some_and(|at| !self.is(at, Category::GENITIVE))
        });
        if own.genitive || !about || !all.is(DOES) || passive || agent {
            return None;
        }
        nominals.iter().find_map(|nominal| match nominal.head {
            Head::Mention(index) if nominal.preposition.is_none() && !nominal.genitive => Some(index),
            _ => None,
        })
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
            // «the loss of jobs after talks broke down»: the verb is that of a clause of its own.
            let temporal = category.is(Category::SUBORDINATOR) && category.is(Category::PREPOSITION);
            if opens || temporal || self.is_mark(at) && self.written(at) != "-" {
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
            // «ended without a deal»: the preposition denies its own phrase.
            let phrase = category.is(Category::PREPOSITION) && category.is(Category::DENIED);
            if category.is(Category::AUXILIARY | Category::CUE) && !phrase {
                predicate = predicate.or(Some(Category::default())).map(|all| all | category);
            }
            at += 1;
        }
        // «is off the table», «batal»
        predicate.is_some_and(Category::denies)
    }

    /// Where a clause has one verb group: whether that verb weighs or plans what its object, the noun of a match, tells.
    #[must_use]
    pub fn is_planned_in_clause(&self, found: &Match<'_>) -> bool {
        let relation = self.compiled.relation(found.meaning.relation);
        let comes_about = relation.kind == RelationKind::Event || relation.symmetric;
        let event = found.verb.is_none() && !found.meaning.apposed && comes_about;
        let Some(segment) = self.clause_about(found.trigger).filter(|_| event) else { return false };
        let verb = |at: usize| {
            let category = self.verb_category(at, segment.end);
            category.is(Category::PLANNED_VERB) && !self.shape(at).has(Shape::CAPITAL)
        };
        segment.clone().any(|at| !found.covers.contains(&at) && verb(at))
    }

    /// The clause with a noun in it that is its subject or object, or what it is about.
    fn clause_about(&self, noun: usize) -> Option<&Range<usize>> {
        let segment = self.segments().iter().find(|segment| segment.contains(&noun))?;
        let own = self.nominals(segment.clone()).into_iter().find(|nominal| nominal.range.contains(&noun));
        let about = own.and_then(|nominal| nominal.preposition).is_none_or(|at| self.is(at, Category::THEME));
        about.then_some(segment)
    }

    /// Where a clause has one verb group: the noun is its subject or object, or what it is about.
    fn fails_in_clause(&self, found: &Match<'_>, held: bool) -> bool {
        let Some(segment) = self.clause_about(found.trigger) else { return false };
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

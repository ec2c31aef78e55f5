//! Verbs of saying: who speaks, and which part of the sentence is what is said.

use std::ops::Range;

use super::{
    SourceRef,
    finder::{Finder, Saying},
    phrases::{Kind, Named},
};
use crate::{
    model::Shape,
    ontology::{Category, forms::Features},
};

/// A verb of saying with its speaker.
#[derive(Clone, Debug)]
pub struct Report {
    /// Where the verb stands.
    pub verb: usize,
    /// Speaker first, then the outlet spoken to.
    pub sources: Vec<SourceRef>,
    /// What the speaker is.
    pub kind: Kind,
    /// The words that report, without what is said.
    pub clause: Range<usize>,
    /// What is said.
    pub content: Vec<Range<usize>>,
    /// Whether the speaker says that it is not so.
    pub denied: bool,
    /// Whether the report stands behind what is said.
    pub behind: bool,
}

/// What stands around a verb of saying.
struct Group {
    /// First token of the verb group.
    start: usize,
    passive: bool,
}

impl Finder<'_, '_> {
    /// The reports of the sentence, from left to right.
    pub fn reports(&self) -> Vec<Report> {
        let view = self.view;
        let mut reports: Vec<Report> = Vec::new();
        let mut at = view.start;
        while at < view.end {
            let Some(saying) = self.saying(at) else {
                at += 1;
                continue;
            };
            if let Some(report) = self.report(at, saying, reports.last()) {
                reports.push(report);
            }
            at = saying.end;
        }
        // A report behind its content, or one that opens a clause of its own, ends the content of those before it.
        for later in 1..reports.len() {
            let (verb, limit) = (reports[later].verb, reports[later].clause.start);
            let own = reports[later].behind
                || limit > view.start
                    && self.is_break(limit - 1)
                    && self.is(limit, Category::COORDINATOR | Category::ADVERSATIVE | Category::SUBORDINATOR);
            for earlier in reports.iter_mut().take(later).filter(|_| own) {
                for range in &mut earlier.content {
                    if range.contains(&verb) && range.start < limit {
                        range.end = limit;
                    }
                }
            }
        }
        reports
    }

    fn report(&self, at: usize, saying: Saying, before: Option<&Report>) -> Option<Report> {
        let view = self.view;
        let group = self.group(at, saying)?;
        if group.passive {
            return None;
        }
        let (speaker, right) = match self.speaker(at, saying, &group) {
            Some(found) => found,
            None => return self.continued(at, saying, &group, before),
        };
        let head_end = if right { speaker.tokens.end } else { saying.end };
        let clause_start = self.clause_start(if right { group.start } else { speaker.tokens.start.min(group.start) });
        let (content, behind, told_end) = self.content(at, saying, &speaker, right, clause_start, head_end)?;
        let mut sources = vec![speaker.source.clone()];
        let told = if behind { at..content.get(1).map_or(view.end, |next| next.start) } else { at..told_end };
        if speaker.kind != Kind::Media {
            sources.extend(self.outlet(told, &speaker.tokens));
        }
        let clause = if behind { clause_start..content.get(1).map_or(view.end, |next| next.start) } else { clause_start..told_end };
        let denied = saying.category.is(Category::DENYING);
        Some(Report { verb: at, sources, kind: speaker.kind, clause, content, denied, behind })
    }

    /// «…, said X, adding that …»: a second verb of the same speaker.
    fn continued(&self, at: usize, saying: Saying, group: &Group, before: Option<&Report>) -> Option<Report> {
        let before = before?;
        let left = group.start.checked_sub(1)?;
        let joins = self.is_break(left) || self.is(left, Category::COORDINATOR | Category::SUBORDINATOR);
        let opener = self.complementizer(saying.end, at)?;
        joins.then(|| Report {
            verb: at,
            sources: before.sources.iter().take(1).cloned().collect(),
            kind: before.kind,
            clause: left..opener,
            content: vec![opener + 1..self.view.end],
            denied: saying.category.is(Category::DENYING),
            behind: false,
        })
    }

    /// The verb group around a verb; none where the verb is a noun, an infinitive, denied or still to come.
    fn group(&self, at: usize, saying: Saying) -> Option<Group> {
        let view = self.view;
        let mut start = at;
        let (mut passive, mut auxiliary) = (saying.features.has(Features::PASSIVE), false);
        let loses = Category::DENIED | Category::FUTURE | Category::NOT_YET;
        while start > view.start {
            let left = start - 1;
            if view.mention(left).is_some() || view.is_mark(left) {
                let clitic = view.traits().clitic_pronouns && self.is(left, Category::OBJECT_PRONOUN);
                if !clitic {
                    break;
                }
            }
            let word = self.word(left);
            if word.is(loses) || view.is(left, loses) {
                return None;
            }
            if word.is(Category::MODAL) && !word.is(Category::PERFECT | Category::COPULA | Category::PASSIVE) {
                return None;
            }
            if word.is(Category::PASSIVE | Category::COPULA) && !saying.features.has(Features::GERUND) {
                let perfect = word.is(Category::PERFECT) && !view.traits().verb_second && !view.traits().clitic_pronouns;
                passive |= !perfect && !view.traits().voice_prefix;
            }
            let clitic = view.traits().clitic_pronouns && word.is(Category::OBJECT_PRONOUN | Category::REFLEXIVE | Category::DENIED);
            if !clitic && !word.is(Category::AUXILIARY | Category::ADVERB | Category::ONGOING | Category::ENDED) {
                break;
            }
            if word.is(Category::PREPOSITION | Category::CLAUSE_OPENER | Category::COORDINATOR) && !word.is(Category::AUXILIARY) {
                break;
            }
            auxiliary |= word.is(Category::AUXILIARY);
            start = left;
        }
        if self.is(saying.end, Category::DENIED) {
            return None;
        }
        if start > view.start {
            let left = start - 1;
            let word = self.word(left);
            let mut owner = Category::DEFINITE | Category::INDEFINITE | Category::POSSESSIVE | Category::OUR;
            if !view.traits().voice_prefix {
                owner = owner | Category::DEMONSTRATIVE;
            }
            let relative = word.is(Category::RELATIVISER);
            let noun = word.is(owner) && !relative && view.mention(left).is_none() && !auxiliary;
            let infinitive = word.is(Category::INFINITIVE_MARKER);
            let preposition = self.is_preposition(left) && !word.is(Category::SUBORDINATOR) && !auxiliary;
            if noun || infinitive || preposition || view.is_possessive_mark(left) {
                return None;
            }
        }
        if view.traits().verb_second && !saying.finite {
            // «hat … bestätigt»: the auxiliary stands earlier in the clause.
            let open = (view.start..start).rev().take_while(|&left| !self.is_break(left) || view.shape(left).has(Shape::PARENTHESIS));
            let first = open.filter(|&left| self.is(left, Category::AUXILIARY)).last();
            let Some(first) = first.or((start < at).then_some(start)) else { return None };
            let word = self.word(first);
            let perfect = word.is(Category::PERFECT) && !word.is(Category::PASSIVE | Category::COPULA);
            return perfect.then_some(Group { start: first, passive: false });
        }
        Some(Group { start, passive })
    }

    /// The speaker, and whether it stands behind the verb.
    fn speaker(&self, at: usize, saying: Saying, group: &Group) -> Option<(Named, bool)> {
        let view = self.view;
        let traits = view.traits();
        let opens = group.start == view.start || self.is_break(group.start - 1);
        let inverts = saying.category.is(Category::SPEAKER_AFTER);
        let right = || self.speaker_right(at, saying, group).map(|named| (named, true));
        let left = || self.speaker_left(group.start).map(|named| (named, false));
        if traits.voice_prefix {
            return if inverts && saying.features.has(Features::BARE) {
                right().or_else(|| self.last_speaker(at, saying).map(|named| (named, false)))
            } else if saying.features.has(Features::BARE) {
                None
            } else {
                left()
            };
        }
        if opens && (inverts || traits.verb_second || traits.clitic_pronouns) {
            let behind = right().filter(|(named, _)| {
                let next = named.tokens.end;
                traits.verb_second
                    || next == view.end
                    || self.is_break(next)
                    || view.is_mark(next)
                    || self.is_preposition(next)
                    || self.is(next, Category::ADVERB | Category::TIME_UNIT | Category::SUBORDINATOR | Category::NOT_NAME)
            });
            return behind.or_else(left);
        }
        left().or_else(|| if traits.verb_second { right() } else { None })
    }

    fn speaker_right(&self, at: usize, saying: Saying, group: &Group) -> Option<Named> {
        let view = self.view;
        // With an auxiliary in front the subject stands right behind that («hat Tsai … bestätigt»).
        let apart = view.traits().verb_second && !saying.finite;
        let mut start = if apart { group.start + 1 } else { saying.end };
        let limit = if apart { at } else { view.end };
        for _ in 0..6 {
            if start >= limit || view.is_mark(start) {
                return None;
            }
            if let Some(named) = self.phrase_right(start, limit).or_else(|| self.unknown_name(start)) {
                return Some(named);
            }
            let passes = self.is(start, Category::ADVERB | Category::TIME_UNIT | Category::REFLEXIVE)
                || view.traits().verb_second && self.is_preposition(start)
                || view.mention(start).is_some_and(|mention| matches!(mention.kind, crate::model::MentionKind::Date(_)));
            if !passes {
                return None;
            }
            start = view.mention(start).map_or(start + 1, |mention| mention.tokens.end);
        }
        None
    }

    /// The speaker of the sentence before, where a verb that wants its speaker behind it has none.
    fn last_speaker(&self, at: usize, saying: Saying) -> Option<Named> {
        let view = self.view;
        let behind = at > view.start && self.is_break(at - 1);
        let alone = saying.end >= view.end || view.is_mark(saying.end) || self.is_preposition(saying.end);
        let source = self.memory.speaker.clone().filter(|_| behind && alone)?;
        Some(Named { source, kind: Kind::Person, tokens: at..saying.end })
    }

    /// The subject in front of a verb group.
    pub fn speaker_left(&self, group: usize) -> Option<Named> {
        let view = self.view;
        let mut end = group;
        let mut fallback: Option<Named> = None;
        for _ in 0..7 {
            if end == view.start {
                break;
            }
            let left = end - 1;
            if view.written(left) == ")" {
                end = (view.start..left).rev().find(|&open| view.written(open) == "(")?;
                continue;
            }
            if self.is_comma(left) || matches!(view.written(left), "–" | "—") {
                return fallback.or_else(|| self.apposition(left));
            }
            if view.is_mark(left) {
                break;
            }
            if self.is(left, Category::SUBJECT_RELATIVISER) {
                let before = if left > view.start && self.is_comma(left - 1) { left - 1 } else { left };
                if let Some(named) = self.phrase_left(before) {
                    return Some(Named { tokens: named.tokens.start..group, ..named });
                }
            }
            if let Some(named) = self.phrase_left(end) {
                let start = named.tokens.start;
                let owned = start > view.start && (self.is_preposition(start - 1) || self.is(start - 1, Category::GENITIVE))
                    && !self.is(start - 1, Category::SUBORDINATOR | Category::LIST_CONNECTOR);
                if !owned {
                    return Some(Named { tokens: start..group, ..named });
                }
                if named.kind == Kind::Person && fallback.is_none() {
                    fallback = Some(Named { tokens: start..group, ..named });
                }
                end = start - 1;
                continue;
            }
            if fallback.is_none() && end == group {
                let first = (view.start..end).rev().take_while(|&at| self.written_name(at).is_some_and(|name| name.end == end)).last();
                if let Some(named) = first.and_then(|first| self.unknown_name(first)) {
                    return Some(Named { tokens: named.tokens.start..group, ..named });
                }
            }
            let start = self.phrase_start(end);
            if start > view.start && (self.is_preposition(start - 1) || self.is(start - 1, Category::SUBORDINATOR)) {
                end = start - 1;
            } else if start == end && self.is(left, Category::ADVERB | Category::TIME_UNIT) {
                end = left;
            } else if view.mention(left).is_some_and(|mention| matches!(mention.kind, crate::model::MentionKind::Date(_))) {
                end = view.mention(left).map_or(left, |mention| mention.tokens.start.max(view.start));
            } else {
                break;
            }
        }
        fallback
    }

    /// «X, the chair of Y, said» and «The chair of Y, X, said»: the subject before a closing comma.
    fn apposition(&self, comma: usize) -> Option<Named> {
        let view = self.view;
        if let Some(named) = self.phrase_left(comma) {
            let start = named.tokens.start;
            if matches!(named.kind, Kind::Person | Kind::Media) && start > view.start && self.is_comma(start - 1) {
                let first = self.phrase_start(start - 1);
                return Some(Named { tokens: first..comma, ..named });
            }
        }
        let reach = comma.saturating_sub(30).max(view.start);
        (reach..comma).rev().filter(|&open| self.is_comma(open) || matches!(view.written(open), "–" | "—")).find_map(|open| {
            let named = self.phrase_left(open)?;
            let owned = named.tokens.start > view.start && self.is_preposition(named.tokens.start - 1);
            let agent = matches!(named.kind, Kind::Person | Kind::Media | Kind::Other);
            (agent && !owned).then(|| Named { tokens: named.tokens.start..comma, ..named })
        })
    }

    /// Where the clause that holds a position begins.
    fn clause_start(&self, at: usize) -> usize {
        let begin = self.view.start;
        (begin..at).rev().find(|&left| self.is_break(left)).map_or(begin, |left| left + 1)
    }

    /// The complementizer of a verb that ends before `from`.
    fn complementizer(&self, from: usize, verb: usize) -> Option<usize> {
        let view = self.view;
        let limit = (from + 14).min(view.end);
        for at in from..limit {
            let word = self.word(at);
            if word.is(Category::COMPLEMENTIZER) && !word.is(Category::PURPOSE | Category::INFINITIVE_MARKER) {
                return Some(at);
            }
            let other = at > verb && self.saying(at).is_some_and(|saying| saying.finite);
            let stops = self.is_break(at) && !(self.is_comma(at) && view.traits().verb_second) && !self.is_quotation_mark(at);
            if stops || other && !view.traits().verb_second || word.is(Category::SUBJECT_RELATIVISER) && !word.is(Category::DEFINITE) {
                return None;
            }
        }
        None
    }

    /// What is said: its ranges, whether it stands before the report, and where the report's own words end.
    fn content(
        &self,
        at: usize,
        saying: Saying,
        speaker: &Named,
        right: bool,
        clause: usize,
        head_end: usize,
    ) -> Option<(Vec<Range<usize>>, bool, usize)> {
        let view = self.view;
        let apart = view.traits().verb_second && !saying.finite;
        if let Some(opener) = self.complementizer(head_end, at) {
            return Some((vec![opener + 1..view.end], false, opener));
        }
        let says = saying.category.is(Category::REPORTING | Category::SPEAKER_AFTER);
        let mut next = head_end;
        let prior = clause > view.start && self.is_break(clause - 1);
        let compares = !right && self.is(clause, Category::SUBORDINATOR | Category::LIST_CONNECTOR);
        let said_before = prior && (compares || self.has_clause(view.start..clause));
        let direct = self.opens_clause(head_end);
        let ends = next >= view.end
            || view.is_mark(next)
            || self.is_preposition(next) && !self.is(next, Category::PURPOSE)
            || self.is(next, Category::SUBORDINATOR | Category::TIME_UNIT | Category::NOT_NAME | Category::ADVERB)
            || saying.particle == Some(next);
        if says && prior && (said_before || right) && (ends || !direct || right) && !apart {
            let mut content = vec![view.start..clause];
            content.extend(self.resumed(head_end, clause));
            return Some((content, true, head_end));
        }
        // A colon, a quotation mark, or the comma of languages that set one before every clause.
        let reach = (next + 10).min(view.end);
        for mark in next..reach {
            let comma = self.is_comma(mark) && (view.traits().verb_second || right);
            if view.written(mark) == ":" || self.is_quotation_mark(mark) || comma {
                if says || saying.category.is(Category::CONFIRMING | Category::DENYING) {
                    let first = if apart && !right { speaker.tokens.end } else { mark + 1 };
                    let whole = if apart && comma { first.min(mark + 1)..view.end } else { mark + 1..view.end };
                    return (mark + 1 < view.end).then(|| (vec![whole], false, mark));
                }
            }
            if self.is_break(mark) || self.is(mark, Category::VERB | Category::AUXILIARY) {
                break;
            }
        }
        if apart {
            // «hat am Donnerstag eine Kooperation bekannt gegeben»: what stands between auxiliary and participle.
            let first = if right { head_end } else { self.group(at, saying).map_or(at, |group| group.start + 1) };
            return self.takes_object(saying, speaker, first).then(|| (vec![first..at], false, first));
        }
        while next < view.end && self.is(next, Category::ADVERB | Category::TIME_UNIT) && view.mention(next).is_none() {
            next += 1;
        }
        let infinitive = self.is(next, Category::INFINITIVE_MARKER | Category::PURPOSE) && !saying.category.is(Category::DENYING);
        if next >= view.end || infinitive {
            return None;
        }
        if says && direct || self.takes_object(saying, speaker, next) {
            let told = self.addressee(next);
            let end = if direct { self.statement_end(told) } else { self.clause_end(told) };
            return Some((vec![told..end], false, told));
        }
        None
    }

    /// Whether a verb may have what is said as a mere noun phrase.
    fn takes_object(&self, saying: Saying, speaker: &Named, next: usize) -> bool {
        let category = saying.category;
        let reports = category.is(Category::REPORTING);
        let own_matter = self.is(next.saturating_sub(1), Category::ASSERTED_VERB | Category::PLANNED_VERB);
        if view_is_end(self, next) || own_matter {
            return false;
        }
        match speaker.kind {
            Kind::Person => reports || category.is(Category::CONFIRMING),
            Kind::Media | Kind::Unknown | Kind::Report | Kind::Anonymous => reports,
            Kind::Other => reports && category.is(Category::CONFIRMING | Category::DENYING),
        }
    }

    /// Whether a clause with its own subject and verb begins here, or a verb's chain goes on («denied being», «mengaku akan»).
    fn opens_clause(&self, from: usize) -> bool {
        let view = self.view;
        let mut coordinated = false;
        for at in from..view.end.min(from + 16) {
            let word = self.word(at);
            if self.is_break(at) {
                return false;
            }
            coordinated |= word.is(Category::COORDINATOR);
            let subject = at > from && view.mention(at - 1).is_some_and(|mention| view.names(mention));
            let verb = word.is(Category::AUXILIARY) || word.is(Category::VERB) && (subject || !word.is(Category::NOUN));
            let marked = at > view.start && self.is(at - 1, Category::INFINITIVE_MARKER | Category::PURPOSE);
            if verb && !marked && view.mention(at).is_none() && !coordinated {
                return at > from || view.traits().voice_prefix;
            }
        }
        false
    }

    /// Whether a range holds a clause: a verb, a quotation, or many words.
    fn has_clause(&self, range: Range<usize>) -> bool {
        range.len() >= 9
            || range.clone().any(|at| {
                self.view.shape(at).has(Shape::QUOTED)
                    || self.view.mention(at).is_none() && self.is(at, Category::VERB | Category::AUXILIARY)
            })
    }

    /// What goes on behind a report in the middle: a second quotation, or the rest of a sentence just begun.
    fn resumed(&self, from: usize, clause: usize) -> Option<Range<usize>> {
        let view = self.view;
        let quote = (from..view.end).find(|&at| view.shape(at).has(Shape::QUOTED));
        if quote.is_some() {
            return quote.map(|first| first..view.end);
        }
        let begun = view.start..clause;
        let words = begun.clone().filter(|&at| !view.is_mark(at)).count();
        if begun.into_iter().any(|at| view.shape(at).has(Shape::QUOTED)) {
            return None;
        }
        let comma = (from..view.end).find(|&at| self.is_comma(at))?;
        (words <= 2 && comma + 2 < view.end).then_some(comma + 1..view.end)
    }

    /// One past an outlet that is told: «told Reuters Apple had …».
    fn addressee(&self, from: usize) -> usize {
        match self.view.mention(from) {
            Some(mention) if self.is_media(mention.class) => mention.tokens.end,
            _ => from,
        }
    }

    /// Where a statement ends that no comma ends.
    fn statement_end(&self, from: usize) -> usize {
        (from..self.view.end).find(|&at| self.view.written(at) == ";").unwrap_or(self.view.end)
    }

    /// Where a clause ends: before a comma with a connective behind it.
    fn clause_end(&self, from: usize) -> usize {
        let stop = |at: usize| {
            self.view.written(at) == ";"
                || self.is_comma(at)
                    && self.is(at + 1, Category::COORDINATOR | Category::ADVERSATIVE | Category::SUBORDINATOR)
        };
        (from..self.view.end).find(|&at| stop(at)).unwrap_or(self.view.end)
    }

    /// An outlet among the words of a report.
    fn outlet(&self, words: Range<usize>, speaker: &Range<usize>) -> Option<SourceRef> {
        let mentions = self.view.mention_range().filter(|&index| {
            let mention = &self.view.mentions[index];
            let start = mention.tokens.start;
            words.contains(&start) && !speaker.contains(&start) && !self.view.shape(start).has(Shape::QUOTED)
                && self.view.names(mention) && self.is_media(mention.class)
                && matches!(mention.kind, crate::model::MentionKind::Name)
        });
        mentions.map(|index| self.entity(index)).next()
    }
}

fn view_is_end(finder: &Finder<'_, '_>, at: usize) -> bool {
    at >= finder.view.end || finder.view.is_mark(at) && !finder.is_quotation_mark(at)
}

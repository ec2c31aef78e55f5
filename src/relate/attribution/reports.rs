//! Verbs of saying: who speaks, and which part of the sentence is what is said.

use std::ops::Range;

use super::{
    SourceRef,
    contents::{Content, Told},
    finder::{Finder, Saying},
    phrases::{Kind, Named},
};
use crate::{
    model::{MentionKind, Shape},
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
    pub content: Content,
    /// Whether the speaker says that it is not so.
    pub denied: bool,
}

/// What stands around a verb of saying.
pub struct Group {
    /// First token of the verb group.
    pub start: usize,
    /// Whether its subject is spoken of.
    pub passive: bool,
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
            let own = reports[later].content.behind
                || limit > view.start
                    && self.is_break(limit - 1)
                    && self.is(limit, Category::COORDINATOR | Category::ADVERSATIVE | Category::SUBORDINATOR);
            for earlier in reports.iter_mut().take(later).filter(|_| own) {
                for range in [&mut earlier.content.said].into_iter().chain(&mut earlier.content.resumed) {
                    if range.contains(&verb) && range.start < limit {
                        range.end = limit;
                    }
                }
            }
        }
        reports
    }

    fn report(&self, at: usize, saying: Saying, before: Option<&Report>) -> Option<Report> {
        let Some(group) = self.group(at, saying) else { return self.hanging(at, saying) };
        if group.passive {
            return None;
        }
        let Some((speaker, right)) = self.speaker(at, saying, &group) else {
            return self.continued(at, saying, &group, before).or_else(|| self.hanging(at, saying));
        };
        let end = if right { speaker.tokens.end } else { saying.end };
        let clause = self.clause_start(if right { group.start } else { speaker.tokens.start.min(group.start) });
        let content = self.content(&Told { at, saying, speaker: &speaker, right, clause, end })?;
        let mut sources = vec![speaker.source];
        if speaker.kind != Kind::Media {
            sources.extend(self.outlet(at..content.end, &speaker.tokens));
        }
        let denied = saying.category.is(Category::DENYING);
        Some(Report { verb: at, sources, kind: speaker.kind, clause: clause..content.end, content, denied })
    }

    /// «…, said X, adding that …»: a second verb of the same speaker.
    fn continued(&self, at: usize, saying: Saying, group: &Group, before: Option<&Report>) -> Option<Report> {
        let before = before?;
        let left = group.start.checked_sub(1)?;
        let joins = self.is_break(left) || self.is(left, Category::COORDINATOR | Category::SUBORDINATOR);
        let opener = self.complementizer(saying.end, at)?;
        joins.then(|| Report {
            verb: at,
            sources: before.sources.iter().take(1).copied().collect(),
            kind: before.kind,
            clause: left..opener,
            content: Content { said: opener + 1..self.view.end, resumed: None, behind: false, end: opener },
            denied: saying.category.is(Category::DENYING),
        })
    }

    /// «X sued Y, claiming that …», «dengan klaim bahwa …», «en affirmant que …»: what hangs on a clause is said by the
    /// subject of that clause, here the first who can speak and stands behind no preposition.
    fn hanging(&self, at: usize, saying: Saying) -> Option<Report> {
        let view = self.view;
        let next = saying.end + usize::from(self.is_comma(saying.end));
        let opener = self.complementizer(saying.end, at).filter(|&opener| opener <= next)?;
        let determined = at > view.start && self.is(at - 1, Category::DETERMINER);
        let left = at.checked_sub(1 + usize::from(determined)).filter(|&left| left > view.start)?;
        let gerund = saying.features.has(Features::GERUND) && self.is_break(left);
        if !gerund && !self.is_preposition(left) {
            return None;
        }
        let subject = view.mention_range().find(|&index| {
            let mention = &view.mentions[index];
            let start = mention.tokens.start;
            let owned =
                start > view.start && (self.is_preposition(start - 1) || self.is(start - 1, Category::GENITIVE));
            mention.tokens.end <= left && view.names(mention) && self.can_speak(mention) && !owned
        })?;
        let kind = match view.mentions[subject].class {
            class if self.is_person(class) => Kind::Person,
            class if self.is_media(class) => Kind::Media,
            _ => Kind::Other,
        };
        Some(Report {
            verb: at,
            sources: vec![self.entity(subject)],
            kind,
            clause: left..opener,
            content: Content { said: opener + 1..view.end, resumed: None, behind: false, end: opener },
            denied: saying.category.is(Category::DENYING),
        })
    }

    /// The verb group around a verb; none where the verb is a noun, an infinitive, denied or still to come.
    pub fn group(&self, at: usize, saying: Saying) -> Option<Group> {
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
                let perfect =
                    word.is(Category::PERFECT) && !view.traits().verb_second && !view.traits().clitic_pronouns;
                passive |= !perfect && !view.traits().voice_prefix;
            }
            let clitic = view.traits().clitic_pronouns
                && word.is(Category::OBJECT_PRONOUN | Category::REFLEXIVE | Category::DENIED);
            if !clitic && !word.is(Category::AUXILIARY | Category::ADVERB | Category::ONGOING | Category::ENDED) {
                break;
            }
            if word.is(Category::PREPOSITION | Category::CLAUSE_OPENER | Category::COORDINATOR)
                && !word.is(Category::AUXILIARY)
            {
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
            let open = (view.start..start)
                .rev()
                .take_while(|&left| !self.is_break(left) || view.shape(left).has(Shape::PARENTHESIS));
            let first = open.filter(|&left| self.is(left, Category::AUXILIARY)).last();
            let first = first.or((start < at).then_some(start))?;
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
                    || self
                        .is(next, Category::ADVERB | Category::TIME_UNIT | Category::SUBORDINATOR | Category::NOT_NAME)
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
                || view.mention(start).is_some_and(|mention| matches!(mention.kind, MentionKind::Date(_)));
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
        let source = self.memory.speaker.filter(|_| behind && alone)?;
        Some(Named { source, kind: Kind::Person, tokens: at..saying.end })
    }

    /// Where the clause that holds a position begins.
    fn clause_start(&self, at: usize) -> usize {
        let begin = self.view.start;
        (begin..at).rev().find(|&left| self.is_break(left)).map_or(begin, |left| left + 1)
    }
}

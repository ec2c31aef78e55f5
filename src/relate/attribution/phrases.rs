//! Whom a noun phrase names as a source.

use std::ops::Range;

use super::{SourceRef, finder::Finder};
use crate::{
    model::{Mention, MentionKind, Referent, Shape},
    ontology::Category,
};

/// How far a phrase may reach, in tokens.
pub const REACH: usize = 16;

/// What kind of source a phrase names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person, or a post without a name.
    Person,
    /// An outlet.
    Media,
    /// Another organization, or a name of unknown class.
    Other,
    /// A name that nobody knows.
    Unknown,
    /// A report without its outlet.
    Report,
    /// Somebody who is not named.
    Anonymous,
}

/// A source and where it is named.
#[derive(Clone, Debug)]
pub struct Named {
    /// The source.
    pub source: SourceRef,
    /// What it is.
    pub kind: Kind,
    /// The noun phrase.
    pub tokens: Range<usize>,
}

/// What has been met in a phrase so far.
#[derive(Default)]
struct Met {
    person: Option<usize>,
    name: Option<usize>,
    noun: Option<usize>,
    pronoun: Option<usize>,
    owner: Option<usize>,
    title: Option<Range<usize>>,
    anonymous: Option<Range<usize>>,
    report: Option<Range<usize>>,
    definite: bool,
    joined: bool,
    /// One past the last token that belongs to what was met.
    end: usize,
}

impl Met {
    fn has_head(&self) -> bool {
        self.title.is_some() || self.anonymous.is_some() || self.report.is_some() || self.noun.is_some()
    }

    fn has_name(&self) -> bool {
        self.person.is_some() || self.name.is_some()
    }
}

impl Finder<'_, '_> {
    /// The source named by the noun phrase that begins at `start`, if any.
    pub fn phrase_right(&self, start: usize, limit: usize) -> Option<Named> {
        let view = self.view;
        let limit = limit.min(view.end).min(start + REACH);
        let mut met = Met { end: start, ..Met::default() };
        let mut at = start;
        while at < limit {
            if view.is_possessive_mark(at) {
                met.owner = met.name.take().or(met.owner).or(met.noun.take());
                at += 1;
            } else if let Some(index) = view.mention_index(at) {
                let mention = &view.mentions[index];
                if !self.meet(index, mention, start, &mut met) {
                    break;
                }
                at = mention.tokens.end;
                if mention.possessive {
                    met.owner = met.name.take().or(met.owner);
                }
                if met.person.is_some() || met.pronoun.is_some() {
                    break;
                }
            } else if self.is_comma(at) {
                // «the chair of Y, X»: the name behind the post.
                let named = view.mention_index(at + 1).filter(|&index| {
                    let mention = &view.mentions[index];
                    met.has_head() && mention.kind != MentionKind::Pronoun && self.is_person(mention.class)
                });
                if let Some(index) = named.filter(|&index| view.mentions[index].tokens.end <= limit) {
                    met.person = Some(index);
                    met.end = view.mentions[index].tokens.end;
                }
                break;
            } else if let Some(next) = self.pass(at, &mut met) {
                at = next;
            } else {
                break;
            }
        }
        // «laporan itu»: the demonstrative behind its noun.
        if !view.traits().head_final && at < limit && self.is(at, Category::DEMONSTRATIVE) && met.end == at {
            met.definite = true;
            met.end = at + 1;
        }
        self.source(start, &met)
    }

    /// A source by capitalised words that nobody knows, beginning at a position.
    pub fn unknown_name(&self, at: usize) -> Option<Named> {
        let tokens = self.written_name(at)?;
        let view = self.view;
        // The last word of a name that stands in full before it.
        let full = view.mentions.iter().rposition(|mention| {
            let last = mention.tokens.end - 1;
            mention.tokens.start < at
                && self.is_person(mention.class)
                && view.names(mention)
                && mention.kind != MentionKind::Pronoun
                && view.written(last) == view.written(tokens.end - 1)
        });
        if let Some(index) = full {
            return Some(Named { source: self.entity(index), kind: Kind::Person, tokens });
        }
        Some(Named { source: self.words(tokens.clone()), kind: Kind::Unknown, tokens })
    }

    /// Takes a mention into the phrase; false where the phrase ends before it.
    fn meet(&self, index: usize, mention: &Mention, start: usize, met: &mut Met) -> bool {
        let end = mention.tokens.end;
        match mention.kind {
            MentionKind::Title(_) => {
                if met.name.is_some() && met.title.is_none() && !self.view.traits().head_final {
                    return false;
                }
                let first = met.title.as_ref().map_or(mention.tokens.start, |title| title.start);
                met.title = Some(first..end);
            }
            MentionKind::Pronoun if !met.has_head() && !met.has_name() && mention.tokens.start == start => {
                met.pronoun = Some(index);
            }
            MentionKind::Demonym | MentionKind::Amount(_) => {}
            MentionKind::Date(_) => {
                if met.has_head() || met.has_name() {
                    return false;
                }
                return true;
            }
            MentionKind::Pronoun | MentionKind::FirstPerson => return false,
            _ if self.is_person(mention.class) && mention.kind != MentionKind::ClassNoun => met.person = Some(index),
            _ if self.can_speak(mention) => {
                if mention.kind == MentionKind::ClassNoun {
                    if met.name.is_some() && !self.view.traits().head_final {
                        return false;
                    }
                    // «Reuters' agency»: a noun behind a name is the head.
                    met.owner = met.owner.or(met.name.take());
                    met.noun = Some(index);
                    if self.is(mention.tokens.start, Category::REPORT_NOUN) {
                        met.report = Some(mention.tokens.clone());
                    }
                } else if met.name.is_some() {
                    if met.title.is_none() || mention.class.is_some() {
                        return false;
                    }
                    met.person = Some(index);
                } else {
                    met.name = Some(index);
                }
            }
            // A place may stand before its authority: «China's regulator».
            _ if met.has_name() || mention.class.is_none() => return false,
            _ => {}
        }
        met.end = end;
        true
    }

    /// Passes a word that is no mention; where the phrase goes on.
    fn pass(&self, at: usize, met: &mut Met) -> Option<usize> {
        let view = self.view;
        let word = self.word(at);
        let opener = word.is(Category::COMPLEMENTIZER | Category::RELATIVISER);
        if opener && !word.is(Category::DEFINITE | Category::INDEFINITE | Category::PREPOSITION) {
            return None;
        }
        if view.is_mark(at) {
            let inner = matches!(view.written(at), "-" | "&") && view.shape(at).has(Shape::GLUED);
            return inner.then_some(at + 1);
        }
        if !met.has_name()
            && let Some(end) = self.phrase(at, Category::ANONYMOUS)
        {
            let report = self.phrase(at, Category::REPORT_NOUN);
            if report.is_some_and(|report| report >= end) {
                met.report = Some(at..end);
            }
            met.anonymous = Some(met.anonymous.as_ref().map_or(at, |known| known.start)..end);
            met.end = end;
            return Some(end);
        }
        if let Some(end) = self.phrase(at, Category::REPORT_NOUN) {
            if met.person.is_some() || met.name.is_some() && !view.traits().head_final && !view.traits().verb_second {
                return None;
            }
            met.report = Some(at..end);
            met.end = end;
            return Some(end);
        }
        if word.is(Category::DEFINITE | Category::DEMONSTRATIVE) && !word.is(Category::COMPLEMENTIZER) {
            if met.has_name() || met.has_head() && !met.joined && !view.traits().verb_second {
                return None;
            }
            met.definite |= !met.has_head();
            return Some(at + 1);
        }
        if word.is(Category::HONORIFIC | Category::LEGAL_FORM | Category::LEGAL_PREFIX | Category::INDEFINITE) {
            return Some(at + 1);
        }
        let joins = self.is_preposition(at) || word.is(Category::GENITIVE | Category::AGENT);
        if joins {
            let open = met.has_head() && !met.has_name() && met.end == at;
            met.joined |= open;
            return open.then_some(at + 1);
        }
        if word.is(Category::COORDINATOR) && met.has_head() && !met.has_name() {
            return Some(at + 1);
        }
        let closed = Category::CLAUSE_OPENER
            | Category::RELATIVISER
            | Category::AUXILIARY
            | Category::COORDINATOR
            | Category::ADVERSATIVE
            | Category::SUBJECT_PRONOUN
            | Category::DENIED;
        let verb = word.is(Category::VERB) && !word.is(Category::NOUN);
        if word.is(closed) && !word.is(Category::DETERMINER) || verb || met.has_name() {
            return None;
        }
        // An adjective or a noun before the head.
        let near = at - met.end.min(at) < 5;
        near.then_some(at + 1)
    }

    fn source(&self, start: usize, met: &Met) -> Option<Named> {
        let tokens = start..met.end;
        let mention = |index: usize| &self.view.mentions[index];
        let entity = |index: usize| {
            let kind = match mention(index).class {
                class if self.is_person(class) => Kind::Person,
                class if self.is_media(class) => Kind::Media,
                _ => Kind::Other,
            };
            Some(Named { source: self.entity(index), kind, tokens: tokens.clone() })
        };
        let remembered =
            |kept: Option<SourceRef>, kind: Kind| kept.map(|source| Named { source, kind, tokens: tokens.clone() });
        if let Some(index) = met.person {
            return entity(index).map(|named| Named { kind: Kind::Person, ..named });
        }
        if let Some(index) = met.pronoun {
            // Who spoke just before goes on: «he said» seldom means a company.
            let person = self.is(start, Category::PERSON_PRONOUN) || !self.view.traits().head_final;
            let person = person && !self.is(start, Category::PLURAL_PRONOUN);
            let speaker = self.memory.speaker.filter(|_| person && !self.is_person(mention(index).class));
            let near = self.memory.paragraph.is_some_and(|last| self.view.sentence.paragraph <= last + 2);
            let named = mention(index).referent != Referent::Nobody
                && (mention(index).class.is_none() || self.can_speak(mention(index)));
            return match speaker {
                Some(speaker) if near || !named => remembered(Some(speaker), Kind::Person),
                _ if named => entity(index),
                _ => None,
            };
        }
        let words =
            |range: Range<usize>, kind: Kind| Some(Named { source: self.words(range), kind, tokens: tokens.clone() });
        if let (Some(anonymous), true) = (&met.anonymous, met.joined && met.name.is_some()) {
            return words(anonymous.start..met.end, Kind::Anonymous);
        }
        if let Some(index) = met.name {
            return entity(index);
        }
        // «the company's statement» is the company's; «the newspaper» is the report itself.
        let apart =
            |index: usize| met.report.as_ref().is_none_or(|report| !report.contains(&mention(index).tokens.start));
        if let Some(index) = met.noun.filter(|&index| apart(index)) {
            if mention(index).referent != Referent::Nobody {
                return entity(index);
            }
            if met.report.is_some() {
                return words(mention(index).tokens.clone(), Kind::Report);
            }
        }
        if let Some(index) = met.owner.filter(|_| met.has_head()) {
            return entity(index);
        }
        if let Some(report) = &met.report {
            if met.definite
                && let Some(medium) = self.memory.last_medium
            {
                return remembered(Some(medium), Kind::Media);
            }
            return match &met.anonymous {
                Some(anonymous) => words(anonymous.clone(), Kind::Anonymous),
                None => words(report.clone(), Kind::Report),
            };
        }
        if let Some(index) = met.noun {
            if self.is_media(mention(index).class) && met.definite {
                return remembered(self.memory.last_medium, Kind::Media);
            }
            return words(mention(index).tokens.clone(), Kind::Report);
        }
        if let Some(anonymous) = &met.anonymous {
            return words(anonymous.clone(), Kind::Anonymous);
        }
        let title = met.title.as_ref()?;
        let holder = self.memory.speaker.filter(|speaker| match speaker {
            SourceRef::Entity { referent, .. } => met.definite && self.posts.contains_key(referent),
            SourceRef::Words(_) => false,
        });
        remembered(holder, Kind::Person).or_else(|| words(title.clone(), Kind::Report))
    }
}

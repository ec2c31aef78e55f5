//! Who says what stands at a position of a sentence.
//!
//! The surest first: attribution frames («according to …»), verbs of saying with their complement, quotations of a
//! speaker named nearby. Sources are attached coarsely: whoever wants to be sure reads the sentence. Whether something
//! is hedged by the words themselves («reportedly», a verb form) is decided elsewhere.

mod contents;
mod finder;
mod frames;
mod phrases;
mod quotations;
mod reports;
mod subjects;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, ops::Range};

use self::{finder::Finder, phrases::Kind};
use super::View;
use crate::model::{MentionKind, Referent, Sentence, Span};

/// Who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceRef {
    /// Somebody who is named.
    Entity {
        /// Index of a mention of the article.
        mention: usize,
        /// Whom it names.
        referent: Referent,
    },
    /// The words that describe a source without a name.
    Words(Span),
}

/// What the sentences before leave behind.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// The last person who spoke.
    speaker: Option<SourceRef>,
    /// The last outlet named.
    last_medium: Option<SourceRef>,
    /// Who speaks in a quotation that the sentence before left open.
    open_quote: Vec<SourceRef>,
    /// The paragraph of the last speaker.
    paragraph: Option<u32>,
}

/// What one source says.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent traits of a source")]
struct Scope {
    /// What it says.
    range: Range<usize>,
    /// Where it is said that it says so.
    at: usize,
    /// Nearest first.
    sources: Vec<SourceRef>,
    /// Whether it says that it is not so.
    denied: bool,
    /// Whether it has no name.
    anonymous: bool,
    /// Whether it is an outlet.
    outlet: bool,
    /// Whether an attribution frame says so.
    frame: bool,
}

/// Who speaks where in one sentence.
#[derive(Clone, Debug, Default)]
pub struct Speech {
    scopes: Vec<Scope>,
    /// The words that name the sources.
    own: Vec<Range<usize>>,
}

impl Speech {
    /// Reads one sentence. `sentences` are those of the article, in order; sentences must be read in order.
    #[must_use]
    pub fn new(
        view: &View<'_>,
        memory: &mut Memory,
        sentences: &[Sentence],
        posts: &BTreeMap<Referent, Referent>,
    ) -> Self {
        let finder = Finder::new(view, memory, posts);
        if !finder.speaks() {
            let medium = finder.medium();
            memory.last_medium = medium.or(memory.last_medium.take());
            memory.open_quote.clear();
            return Self::default();
        }
        let (mut speech, heard) = Self::read(&finder);
        let quoted = finder.quotations(&speech, &heard, sentences);
        let medium = heard.medium.or_else(|| finder.medium());
        let open = finder.open_quote(&speech, &quoted, sentences);
        speech.scopes.extend(quoted);
        memory.last_medium = medium.or(memory.last_medium.take());
        memory.open_quote = open;
        if let Some(speaker) = heard.speaker {
            memory.speaker = Some(speaker);
            memory.paragraph = Some(view.sentence.paragraph);
        }
        speech
    }

    /// Frames and verbs of saying of one sentence.
    fn read(finder: &Finder<'_, '_>) -> (Self, Heard) {
        let reports = finder.reports();
        let credits = finder.credits(&reports);
        let mut speech = Self::default();
        let mut heard = Heard::default();
        for report in reports {
            let covered = credits.iter().find(|credit| credit.tokens.contains(&report.verb));
            let same = covered.is_some_and(|credit| report.sources.first() == Some(&credit.named.source));
            if !same {
                for range in [&report.content.said].into_iter().chain(&report.content.resumed) {
                    speech.scopes.push(Scope {
                        range: range.clone(),
                        at: report.verb,
                        sources: report.sources.clone(),
                        denied: report.denied,
                        anonymous: report.kind == Kind::Anonymous,
                        outlet: report.kind == Kind::Media,
                        frame: false,
                    });
                }
            }
            heard.note(report.kind, report.sources[0]);
            if let Some(outlet) = report.sources.get(1) {
                heard.note(Kind::Media, *outlet);
            }
            speech.own.push(report.clause);
        }
        for credit in credits {
            speech.scopes.push(Scope {
                range: credit.content,
                at: credit.tokens.start,
                sources: vec![credit.named.source],
                denied: false,
                anonymous: credit.named.kind == Kind::Anonymous,
                outlet: credit.named.kind == Kind::Media,
                frame: true,
            });
            heard.note(credit.named.kind, credit.named.source);
            speech.own.push(credit.tokens);
        }
        (speech, heard)
    }

    /// The scopes over a position, the nearest source first.
    fn over(&self, at: usize) -> Vec<&Scope> {
        if self.own.iter().any(|own| own.contains(&at)) {
            return Vec::new();
        }
        let mut over: Vec<&Scope> = self.scopes.iter().filter(|scope| scope.range.contains(&at)).collect();
        let depth =
            |scope: &Scope| over.iter().filter(|outer| outer.range.contains(&scope.at) && outer.at != scope.at).count();
        let mut keys: Vec<(bool, bool, std::cmp::Reverse<usize>, usize)> =
            (0..over.len()).map(|i| (over[i].outlet, over[i].frame, std::cmp::Reverse(depth(over[i])), i)).collect();
        keys.sort_unstable();
        over = keys.into_iter().map(|(.., i)| over[i]).collect();
        over
    }

    /// The chain of sources for what stands at a position: nearest first (speaker, then outlet).
    #[must_use]
    pub fn sources(&self, at: usize) -> Vec<SourceRef> {
        let mut chain: Vec<SourceRef> = Vec::new();
        let mut outlets: Vec<SourceRef> = Vec::new();
        for scope in self.over(at) {
            // What was told to an outlet goes behind the speakers.
            let (first, rest) = scope.sources.split_at(usize::from(!scope.outlet).min(scope.sources.len()));
            chain.extend(first);
            outlets.extend(rest);
        }
        chain.append(&mut outlets);
        let mut seen: Vec<SourceRef> = Vec::new();
        chain.retain(|source| {
            let new = !seen.iter().any(|known| same(known, source));
            seen.push(*source);
            new
        });
        chain
    }

    /// Whether the source says that it is not so.
    #[must_use]
    pub fn denied(&self, at: usize) -> bool {
        self.over(at).iter().find(|scope| !scope.frame).is_some_and(|scope| scope.denied)
    }

    /// Whether a position stands in what somebody is reported to say.
    #[must_use]
    pub fn is_reported_content(&self, at: usize) -> bool {
        !self.over(at).is_empty()
    }

    /// Whether only sources without a name say so.
    #[must_use]
    pub fn is_hearsay(&self, at: usize) -> bool {
        let over = self.over(at);
        !over.is_empty() && over.iter().all(|scope| scope.anonymous && scope.sources.len() < 2)
    }
}

/// Whether two sources are the same.
fn same(a: &SourceRef, b: &SourceRef) -> bool {
    match (a, b) {
        (SourceRef::Entity { referent: a, .. }, SourceRef::Entity { referent: b, .. }) if *a != Referent::Nobody => {
            a == b
        }
        _ => a == b,
    }
}

/// Who spoke in one sentence.
#[derive(Default)]
struct Heard {
    speaker: Option<SourceRef>,
    medium: Option<SourceRef>,
    unknown: Option<SourceRef>,
}

impl Heard {
    fn note(&mut self, kind: Kind, source: SourceRef) {
        match kind {
            Kind::Person => self.speaker = Some(source),
            // «The report» of the next sentence may be one without an outlet.
            Kind::Media | Kind::Report => self.medium = Some(source),
            Kind::Unknown => self.unknown = Some(source),
            _ => {}
        }
    }
}

impl Finder<'_, '_> {
    /// The last outlet that the sentence names.
    fn medium(&self) -> Option<SourceRef> {
        self.view.mention_range().rev().find_map(|index| {
            let mention = &self.view.mentions[index];
            (mention.kind == MentionKind::Name && self.is_media(mention.class)).then(|| self.entity(index))
        })
    }
}

//! Quotations whose speaker is not named by a verb of their own sentence.

use std::ops::Range;

use super::{Heard, Scope, SourceRef, Speech, finder::Finder};
use crate::{
    model::{Sentence, Shape},
    relate::View,
};

/// A quotation of fewer tokens is a name or a word held at a distance.
const SHORTEST: usize = 4;

/// How many sentences ahead the speaker of a quotation is looked for.
const AHEAD: usize = 6;

impl Finder<'_, '_> {
    /// Who speaks in the quotations of the sentence that nobody speaks in yet.
    pub fn quotations(&self, speech: &Speech, heard: &Heard, sentences: &[Sentence]) -> Vec<Scope> {
        let mut out = Vec::new();
        let mut speaker: Option<Vec<SourceRef>> = None;
        for range in self.quoted() {
            let free = |at: usize| !speech.scopes.iter().any(|scope| !scope.frame && scope.range.contains(&at));
            let goes_on = range.start == self.view.start && self.opens_inside();
            if range.len() < SHORTEST && !goes_on || !free(range.start) || !free(range.end - 1) {
                continue;
            }
            let sources = speaker.get_or_insert_with(|| self.nearby(heard, sentences)).clone();
            if !sources.is_empty() {
                let scope = Scope {
                    at: range.start,
                    range,
                    sources,
                    denied: false,
                    anonymous: false,
                    outlet: false,
                    frame: false,
                };
                out.push(scope);
            }
        }
        out
    }

    /// Who speaks in the quotation that the sentence leaves open.
    pub fn open_quote(&self, speech: &Speech, quoted: &[Scope], sentences: &[Sentence]) -> Vec<SourceRef> {
        let Some(last) = self.view.end.checked_sub(1) else { return Vec::new() };
        let shape = |at: usize| self.view.tokens.get(at).map_or(Shape::default(), |token| token.shape);
        let open = shape(last).has(Shape::QUOTED)
            && self.next(sentences, 1).is_some_and(|next| shape(next.tokens.start).has(Shape::QUOTED));
        if !open {
            return Vec::new();
        }
        let found = quoted.iter().chain(&speech.scopes).find(|scope| !scope.frame && scope.range.contains(&last));
        found.map_or(Vec::new(), |scope| scope.sources.clone())
    }

    /// The runs of quoted tokens.
    fn quoted(&self) -> Vec<Range<usize>> {
        let view = self.view;
        let mut out: Vec<Range<usize>> = Vec::new();
        for at in (view.start..view.end).filter(|&at| view.shape(at).has(Shape::QUOTED)) {
            match out.last_mut() {
                Some(run) if run.end == at => run.end = at + 1,
                _ => out.push(at..at + 1),
            }
        }
        out
    }

    /// Whether the sentence begins inside a quotation.
    fn opens_inside(&self) -> bool {
        self.view.shape(self.view.start).has(Shape::QUOTED)
    }

    /// The sentence so many further on, in the same paragraph.
    fn next<'s>(&self, sentences: &'s [Sentence], ahead: usize) -> Option<&'s Sentence> {
        let here = sentences.partition_point(|sentence| sentence.tokens.start < self.view.start);
        sentences.get(here + ahead).filter(|next| next.paragraph == self.view.sentence.paragraph)
    }

    /// The speaker: of the open quotation, of this sentence, of the paragraph before or behind, the last at all.
    fn nearby(&self, heard: &Heard, sentences: &[Sentence]) -> Vec<SourceRef> {
        if self.opens_inside() && !self.memory.open_quote.is_empty() {
            return self.memory.open_quote.clone();
        }
        if let Some(speaker) = heard.speaker.or(heard.unknown) {
            return vec![speaker];
        }
        let same_paragraph = self.memory.paragraph == Some(self.view.sentence.paragraph);
        let last = || self.memory.speaker.map_or(Vec::new(), |speaker| vec![speaker]);
        let ahead = self.ahead(sentences);
        match ahead {
            Some((sources, unbroken)) if unbroken || !same_paragraph => sources,
            _ if same_paragraph || ahead.is_none() => last(),
            _ => Vec::new(),
        }
    }

    /// The speaker of a quotation in one of the next sentences, and whether the quotation goes on until there.
    fn ahead(&self, sentences: &[Sentence]) -> Option<(Vec<SourceRef>, bool)> {
        let mut unbroken = true;
        for ahead in 1..=AHEAD {
            let next = self.next(sentences, ahead)?;
            let first = next.tokens.start;
            unbroken &= self.view.tokens.get(first)?.shape.has(Shape::QUOTED);
            if !unbroken && ahead > 1 {
                return None;
            }
            let view = View::new(
                self.view.text,
                self.view.tokens,
                next,
                self.view.mentions,
                self.view.compiled,
                self.view.grammar,
            );
            let finder = Finder::new(&view, self.memory, self.posts);
            let (speech, heard) = Speech::read(&finder);
            let Some(speaker) = heard.speaker.or(heard.unknown) else { continue };
            let quote = next.tokens.clone().find(|&at| view.shape(at).has(Shape::QUOTED));
            let sources = quote.map_or(Vec::new(), |at| speech.sources(at));
            return Some((if sources.is_empty() { vec![speaker] } else { sources }, unbroken));
        }
        None
    }
}

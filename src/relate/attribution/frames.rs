//! Attribution frames: «according to …».

use std::ops::Range;

use super::{
    finder::Finder,
    phrases::{Kind, Named},
    reports::Report,
};
use crate::{
    model::{MentionKind, Shape},
    ontology::{
        Category,
        pattern::{NounPattern, Step},
    },
};

/// An attribution frame that matched.
#[derive(Clone, Debug)]
pub struct Credit {
    /// The source.
    pub named: Named,
    /// The frame's words, the source included.
    pub tokens: Range<usize>,
    /// What it covers.
    pub content: Range<usize>,
    /// Number of literal steps.
    words: usize,
}

impl Finder<'_, '_> {
    /// The attribution frames of the sentence; of several at one anchor the one with most words.
    pub fn credits(&self, reports: &[Report]) -> Vec<Credit> {
        let view = self.view;
        let Some(language) = view.compiled.language(view.grammar.language) else { return Vec::new() };
        let frames = &view.compiled.frames[language].attributions;
        let mut credits: Vec<Credit> = Vec::new();
        for at in view.start..view.end {
            for form in view.forms(at) {
                for pattern in frames.get(form.lemma) {
                    let Some(credit) = self.matched(pattern, at, reports) else { continue };
                    let same = credits.iter().position(|known| overlap(&known.tokens, &credit.tokens));
                    match same {
                        Some(known) if credits[known].words < credit.words => credits[known] = credit,
                        Some(_) => {}
                        None => credits.push(credit),
                    }
                }
            }
        }
        credits.extend(self.notes(&credits));
        credits
    }

    fn matched(&self, pattern: &NounPattern, anchor: usize, reports: &[Report]) -> Option<Credit> {
        let view = self.view;
        let mut source: Option<Named> = None;
        let mut end = anchor + 1;
        for element in &pattern.elements[pattern.anchor + 1..] {
            (end, source) = self.step_right(element.step, element.skip, end, source)?;
        }
        let mut start = anchor;
        for at in (0..pattern.anchor).rev() {
            let skip = pattern.elements[at + 1].skip;
            (start, source) = self.step_left(pattern.elements[at].step, skip, start, source)?;
        }
        let named = source?;
        let spoken = reports
            .iter()
            .find(|report| report.verb >= start && report.verb < end.max(anchor + 1) || report.verb == anchor);
        let active =
            view.forms(anchor).iter().any(|form| view.grammar.verb_category(form.lemma).is(Category::REPORTING));
        let behind = named.tokens.start > anchor;
        let outlet = named.kind == Kind::Media;
        // «told X», «X quoted»: only an outlet passes on what others say.
        let hears = spoken.is_some_and(|report| report.verb == anchor && behind);
        let quotes =
            active && !behind && pattern.elements.last().is_some_and(|last| !matches!(last.step, Step::Slot(_)));
        let verb_final = quotes && pattern.elements.first().is_some_and(|first| matches!(first.step, Step::Slot(_)));
        let recipient = behind
            && pattern.elements.len() > 3
            && !reports.is_empty()
            && self.is_preposition(named.tokens.start - 1)
            && !self.is(named.tokens.start - 1, Category::AGENT | Category::GENITIVE);
        if !outlet && (hears || verb_final && spoken.is_none() || recipient) {
            return None;
        }
        let words = pattern.elements.iter().filter(|element| matches!(element.step, Step::Word(_))).count();
        let end = self.apposition_end(end.max(named.tokens.end), &named);
        let tokens = start.min(named.tokens.start)..end;
        let content = self.covered(&tokens);
        Some(Credit { named, tokens, content, words })
    }

    fn step_right(&self, step: Step, skip: u8, from: usize, source: Option<Named>) -> Option<(usize, Option<Named>)> {
        let view = self.view;
        match step {
            Step::Slot(_) if source.is_none() => {
                let named = self.phrase_right(from, view.end).filter(|named| named.kind != Kind::Report);
                let named = named.or_else(|| self.unknown_name(from)).or_else(|| self.phrase_right(from, view.end))?;
                Some((named.tokens.end, Some(named)))
            }
            Step::Word(lemma) => {
                let found = (from..=from + skip as usize)
                    .take_while(|&at| view.inside(at) && (at == from || self.may_skip(at - 1)))
                    .find(|&at| view.is_form(at, lemma))?;
                Some((found + 1, source))
            }
            Step::Comma => (self.is_comma(from) || view.written(from) == "(").then_some((from + 1, source)),
            Step::Gap(most) => Some(((from + usize::from(most)).min(view.end), source)),
            _ => None,
        }
    }

    fn step_left(&self, step: Step, skip: u8, end: usize, source: Option<Named>) -> Option<(usize, Option<Named>)> {
        let view = self.view;
        match step {
            Step::Slot(_) if source.is_none() => {
                let named = (0..=usize::from(skip).min(3))
                    .map_while(|back| {
                        end.checked_sub(back).filter(|&at| at > view.start && (back == 0 || self.may_skip(at)))
                    })
                    .find_map(|at| self.phrase_left(at))?;
                Some((named.tokens.start, Some(named)))
            }
            Step::Word(lemma) => {
                let found = (0..=usize::from(skip))
                    .map_while(|back| {
                        end.checked_sub(back + 1).filter(|&at| view.inside(at) && (back == 0 || self.may_skip(at + 1)))
                    })
                    .find(|&at| view.is_form(at, lemma))?;
                Some((found, source))
            }
            Step::Comma => (end > view.start && self.is_comma(end - 1)).then(|| (end - 1, source)),
            _ => None,
        }
    }

    /// Whether a word may stand between two items of a frame.
    fn may_skip(&self, at: usize) -> bool {
        let word = self.word(at);
        let closed = Category::CLAUSE_OPENER | Category::RELATIVISER | Category::COORDINATOR | Category::AUXILIARY;
        let verb = word.is(Category::VERB) && !word.is(Category::NOUN);
        !self.view.is_mark(at) && !verb && (!word.is(closed) || word.is(Category::DETERMINER))
    }

    /// One past the apposition behind a source: «according to X, an analyst at Y, …».
    fn apposition_end(&self, end: usize, named: &Named) -> usize {
        let view = self.view;
        if named.kind != Kind::Person || !self.is_comma(end) {
            return end;
        }
        let titled = (end + 1..(end + 5).min(view.end))
            .take_while(|&at| !self.is_break(at))
            .any(|at| view.mention(at).is_some_and(|mention| matches!(mention.kind, MentionKind::Title(_))));
        let close = (end + 1..view.end).find(|&at| self.is_break(at) || view.is_mark(at) && at + 1 == view.end);
        if titled { close.unwrap_or(view.end) } else { end }
    }

    /// What a frame covers: its sentence, or the clause whose opener it follows.
    fn covered(&self, tokens: &Range<usize>) -> Range<usize> {
        let view = self.view;
        let all = view.start..view.end;
        let before = (view.start..tokens.start).rev().find(|&at| !self.is_comma(at));
        let Some(opener) = before.filter(|&at| at > view.start) else { return all };
        let word = self.word(opener);
        let opens = word.is(Category::RELATIVISER | Category::CLAUSE_OPENER)
            && !word.is(Category::PREPOSITION | Category::DEFINITE);
        let inside = tokens.end < view.end && !(view.is_mark(tokens.end) && tokens.end + 1 == view.end);
        if opens && inside { opener..view.end } else { all }
    }

    /// A noun of reporting with its outlet as a clause of its own: «…, laporan Reuters.»
    fn notes(&self, known: &[Credit]) -> Vec<Credit> {
        let view = self.view;
        let mut out = Vec::new();
        let mut start = view.start;
        while start < view.end {
            let bare = |at: usize| !view.shape(at).has(Shape::PARENTHESIS) && !matches!(view.written(at), "(" | ")");
            let ends = |at: usize| bare(at) && (self.is_break(at) || view.is_mark(at) && at + 1 == view.end);
            let end = (start..view.end).find(|&at| ends(at)).unwrap_or(view.end);
            let edge = start == view.start || end + 1 >= view.end;
            let head = if self.is(start, Category::DEMONSTRATIVE) { start + 1 } else { start };
            let whole = start > view.start || end < view.end && self.is_comma(end);
            if edge
                && whole
                && end - start <= 18
                && view.mention(head).is_none()
                && self.is(head, Category::REPORT_NOUN)
            {
                let verbless = (head + 1..end).all(|at| {
                    view.mention(at).is_some() || !self.is(at, Category::AUXILIARY) && self.saying(at).is_none()
                });
                let named = self.phrase_right(head, end).filter(|named| {
                    verbless
                        && matches!(named.kind, Kind::Media | Kind::Other)
                        && !known.iter().any(|known| overlap(&known.tokens, &named.tokens))
                });
                out.extend(named.map(|named| Credit {
                    named,
                    tokens: start..end,
                    content: view.start..view.end,
                    words: 1,
                }));
            }
            start = end + 1;
        }
        out
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

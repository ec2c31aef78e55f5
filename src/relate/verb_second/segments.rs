//! A sentence cut into its clauses, and what each begins with.

use std::ops::Range;

use crate::{
    model::{MentionKind, Shape},
    ontology::Category,
    relate::View,
};

impl View<'_> {
    /// The sentence cut at its commas and other marks, but not inside lists.
    #[must_use]
    pub fn cut(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut start = self.start;
        let mut skip = self.start;
        for at in self.start..self.end {
            if at < skip {
                continue;
            }
            if self.written(at) == "("
                && at > start
                && let Some(close) = self.short_parenthesis(at)
            {
                skip = close + 1;
                continue;
            }
            let cuts = match self.written(at) {
                "," => !self.is_list_comma(at),
                ";" | ":" | "(" | ")" | "–" | "—" | "." | "!" | "?" => self.mention(at).is_none(),
                "-" => !self.shape(at).has(Shape::GLUED),
                "„" | "“" | "”" | "\"" | "»" | "«" => true,
                _ => at > start && self.shape(at).has(Shape::LINE_START),
            };
            if cuts {
                if at > start {
                    out.push(start..at);
                }
                start = at + usize::from(self.is_mark(at));
            }
        }
        if start < self.end {
            out.push(start..self.end);
        }
        out
    }

    /// Where a parenthesis of few words closes, which interrupts no clause.
    fn short_parenthesis(&self, open: usize) -> Option<usize> {
        const SHORT: usize = 6;
        let close = (open + 1..self.end.min(open + SHORT)).find(|&at| self.written(at) == ")")?;
        let verb = (open..close).any(|at| self.is(at, Category::AUXILIARY) && self.mention(at).is_none());
        let goes_on = self.inside(close + 1) && !matches!(self.written(close + 1), "." | "," | "!" | "?" | ":" | ";");
        (!verb && goes_on).then_some(close)
    }

    /// A comma between two names of one list: the next name is followed by a further comma or a coordinator.
    fn is_list_comma(&self, at: usize) -> bool {
        let before = at.checked_sub(1).is_some_and(|at| self.mention(at).is_some());
        let Some(next) = (at + 1..at + 4).find(|&at| self.mention(at).is_some()) else { return false };
        let end = self.mention(next).map_or(next, |mention| mention.tokens.end);
        let clean =
            (at + 1..next).all(|at| !self.is(at, Category::VERB | Category::AUXILIARY | Category::CLAUSE_OPENER));
        // «nicht nur A, sondern auch B»
        let not_only = self.is(at + 1, Category::ADVERSATIVE | Category::COORDINATOR)
            && (self.start..at).any(|at| self.is(at, Category::NOT_DENIED) && self.mention(at).is_none());
        before
            && clean
            && self.inside(end)
            && (not_only
                || self.is(end, Category::COORDINATOR | Category::LIST_CONNECTOR)
                || self.written(end) == "," && self.is_list_comma(end))
    }
}

/// Of a clause with coordinated verbs («A buys B and sues C») the part of the verb at `at`. Verbs that stand side by side
/// share what goes with them.
pub fn conjunct(view: &View<'_>, range: &Range<usize>, at: usize, finite: bool) -> Range<usize> {
    let is_verb = |at: usize, wanted: Category| {
        // A word of the closed classes may look like a form of a verb.
        let function = view.is(at, Category::FUNCTION) && !view.is(at, Category::AUXILIARY);
        view.is(at, wanted) && view.mention(at).is_none() && !view.shape(at).has(Shape::CAPITAL) && !function
    };
    let joint = |at: &usize| view.is(*at, Category::COORDINATOR) && view.mention(*at).is_none();
    // Before a participle or infinitive an auxiliary alone is its own.
    let wanted = if finite { Category::VERB | Category::AUXILIARY } else { Category::VERB };
    let full = |at: usize| is_verb(at, wanted) && (finite || !view.is(at, Category::AUXILIARY));
    let start = (range.start..at).rev().find(joint).filter(|&joint| (range.start..joint).any(full));
    let ends = |at: &usize| {
        let next = (at + 1..range.end).find(joint).unwrap_or(range.end);
        joint(at) && (at + 1..next).any(|at| is_verb(at, Category::VERB | Category::AUXILIARY))
    };
    let end = (at + 1..range.end).find(ends).filter(|&end| end > at + 1);
    start.map_or(range.start, |at| at + 1)..end.unwrap_or(range.end)
}

/// What a clause begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opener {
    /// Nothing: a main clause.
    Main,
    /// A subordinator.
    Subordinate,
    /// A relativiser at this position.
    Relative(usize),
}

/// What a segment begins with.
pub fn opener(view: &View<'_>, range: &Range<usize>) -> Opener {
    let mut first = range.start;
    while range.contains(&first)
        && (view.is(first, Category::COORDINATOR | Category::ADVERSATIVE) || view.is_mark(first))
        && !view.is(first, Category::CLAUSE_OPENER)
    {
        first += 1;
    }
    let last = range.clone().rev().find(|&at| !view.is_mark(at)).unwrap_or(first);
    let verb_last = view.is(last, Category::VERB | Category::AUXILIARY) && view.mention(last).is_none();
    let after_comma = range.start > view.start && view.written(range.start - 1) == ",";
    if view.mention(first).is_some() {
        return Opener::Main;
    }
    let relativiser = view.is(first, Category::RELATIVISER) && verb_last && after_comma;
    if relativiser {
        return Opener::Relative(first);
    }
    let behind_preposition = view.is(first, Category::PREPOSITION)
        && view.is(first + 1, Category::RELATIVISER)
        && verb_last
        && after_comma
        && view.mention(first + 2).is_none_or(|m| m.kind != MentionKind::ClassNoun);
    let named = view
        .mention(first + 2)
        .is_some_and(|mention| matches!(mention.kind, MentionKind::Name | MentionKind::UnknownName));
    if behind_preposition && (named || !view.shape(first + 2).has(Shape::CAPITAL)) {
        return Opener::Relative(first + 1);
    }
    if view.is(first, Category::CLAUSE_OPENER)
        && (verb_last || !view.is(first, Category::PREPOSITION | Category::ADVERB))
    {
        return Opener::Subordinate;
    }
    Opener::Main
}

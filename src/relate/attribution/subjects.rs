//! Whom the words in front of a verb name as its speaker.

use super::{
    finder::Finder,
    phrases::{Kind, Named, REACH},
};
use crate::{
    model::{MentionKind, Shape},
    ontology::Category,
};

impl Finder<'_, '_> {
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
                let owned = start > view.start
                    && (self.is_preposition(start - 1) || self.is(start - 1, Category::GENITIVE))
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
                let first = (view.start..end)
                    .rev()
                    .take_while(|&at| self.written_name(at).is_some_and(|name| name.end == end))
                    .last();
                if let Some(named) = first.and_then(|first| self.unknown_name(first)) {
                    return Some(Named { tokens: named.tokens.start..group, ..named });
                }
            }
            let start = self.phrase_start(end);
            if start > view.start && (self.is_preposition(start - 1) || self.is(start - 1, Category::SUBORDINATOR)) {
                end = start - 1;
            } else if start == end && self.is(left, Category::ADVERB | Category::TIME_UNIT) {
                end = left;
            } else if view.mention(left).is_some_and(|mention| matches!(mention.kind, MentionKind::Date(_))) {
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
        (reach..comma).rev().filter(|&open| self.is_comma(open) || matches!(view.written(open), "–" | "—")).find_map(
            |open| {
                let named = self.phrase_left(open)?;
                let owned = named.tokens.start > view.start && self.is_preposition(named.tokens.start - 1);
                let agent = matches!(named.kind, Kind::Person | Kind::Media | Kind::Other);
                (agent && !owned).then_some(Named { tokens: named.tokens.start..comma, ..named })
            },
        )
    }

    /// Where the noun phrase that ends before `end` begins.
    pub fn phrase_start(&self, end: usize) -> usize {
        let view = self.view;
        let mut start = end;
        while start > view.start && end - start < REACH {
            let at = start - 1;
            if let Some(mention) = view.mention(at) {
                if matches!(mention.kind, MentionKind::Date(_)) || mention.kind == MentionKind::Pronoun && start < end {
                    break;
                }
                start = mention.tokens.start.max(view.start);
                continue;
            }
            let word = self.word(at);
            if view.is_possessive_mark(at) {
                start = at;
                continue;
            }
            if view.is(at, Category::CONTINUES) {
                let first = (view.start..at).rev().find(|&first| !view.is(first, Category::CONTINUES));
                let Some(first) = first.filter(|&first| {
                    view.is(first, Category::ANONYMOUS | Category::REPORT_NOUN | Category::QUANTIFIER)
                }) else {
                    break;
                };
                start = first;
                continue;
            }
            if view.is_mark(at) {
                if matches!(view.written(at), "-" | "&") && view.shape(at).has(Shape::GLUED) {
                    start = at;
                    continue;
                }
                break;
            }
            if word.is(Category::CLAUSE_OPENER | Category::RELATIVISER | Category::AUXILIARY | Category::ADVERSATIVE)
                && !word.is(Category::DEFINITE | Category::INDEFINITE)
            {
                break;
            }
            let noun = Category::NOUN | Category::ANONYMOUS | Category::REPORT_NOUN | Category::DETERMINER;
            if word.is(Category::VERB) && !word.is(noun) {
                break;
            }
            let heads = at > view.start
                && (self.is(at - 1, Category::ANONYMOUS | Category::REPORT_NOUN)
                    || view
                        .mention(at - 1)
                        .is_some_and(|mention| matches!(mention.kind, MentionKind::Title(_) | MentionKind::ClassNoun)));
            let joins = self.is_preposition(at) || word.is(Category::AGENT | Category::GENITIVE);
            if joins && !word.is(Category::DEFINITE) && !heads {
                break;
            }
            if word.is(Category::COORDINATOR) && !heads {
                break;
            }
            start = at;
        }
        start
    }

    /// The source named by the noun phrase that ends before `end`, and where that phrase begins.
    pub fn phrase_left(&self, end: usize) -> Option<Named> {
        let start = self.phrase_start(end);
        let mut at = start;
        while at < end {
            if let Some(named) = self.phrase_right(at, end)
                && (named.tokens.end == end || self.is(end - 1, Category::DEMONSTRATIVE) && named.tokens.end + 1 == end)
            {
                return Some(Named { tokens: start..end, ..named });
            }
            at = self.view.mention(at).map_or(at + 1, |mention| mention.tokens.end.max(at + 1));
        }
        None
    }
}

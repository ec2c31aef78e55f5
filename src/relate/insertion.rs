//! What is inserted into a clause between commas or in parentheses, and where it begins.

use super::View;
use crate::{
    model::{Amount, MentionKind, Shape},
    ontology::{Category, pattern::Slot},
};

const FAR: usize = 40;

impl View<'_> {
    /// The comma that opens the apposition or relative clause which the comma at `close` closes, where commas stand in
    /// it too («A, a 12-year-old, Lyon, France-based lender, said»): the nearest behind a name that fits, with an
    /// article, a relativiser or a number behind it.
    #[must_use]
    pub fn apposition(&self, close: usize, slot: Slot) -> Option<usize> {
        let mut at = close;
        while at > self.start && close - at < FAR {
            at -= 1;
            match self.written(at) {
                ")" => at = self.matching(at, "(", ")")?,
                "," | "–" | "—" => {
                    let told = self.is(at + 1, Category::DEFINITE | Category::INDEFINITE | Category::RELATIVISER)
                        || self.mention(at + 1).is_some_and(|m| matches!(m.kind, MentionKind::Title(_)))
                        || self.is_age(at + 1);
                    let mut before = at.checked_sub(1).filter(|before| self.inside(*before))?;
                    if self.written(before) == ")" {
                        before = self.matching(before, "(", ")")?.checked_sub(1)?;
                    }
                    if told && self.mention(before).is_some_and(|mention| self.takes(slot, mention)) {
                        return Some(at);
                    }
                }
                ";" | ":" => return None,
                _ if self.shape(at).has(Shape::LINE_START) => return None,
                _ => {}
            }
        }
        None
    }

    /// A bare number between commas: the age of who is named before.
    #[must_use]
    pub fn is_age(&self, at: usize) -> bool {
        self.mention(at).is_some_and(|mention| {
            matches!(mention.kind, MentionKind::Amount(Amount::Count(_))) && self.written(mention.tokens.end) == ","
        })
    }

    /// The position of the comma that opens the insertion which the comma at `close` closes.
    #[must_use]
    pub fn insertion(&self, close: usize) -> Option<usize> {
        let mut at = close;
        while at > self.start && close - at < 30 {
            at -= 1;
            match self.written(at) {
                ")" => at = self.matching(at, "(", ")")?,
                "," => return Some(at),
                _ if self.is_dash(at) => return Some(at),
                _ if self.shape(at).has(Shape::LINE_START) => return None,
                _ => {}
            }
        }
        None
    }

    /// The position of the opening mark that belongs to the closing one at `at`.
    #[must_use]
    pub fn matching(&self, at: usize, open: &str, close: &str) -> Option<usize> {
        let mut depth = 0;
        for here in (self.start..=at).rev() {
            if self.written(here) == close {
                depth += 1;
            } else if self.written(here) == open {
                depth -= 1;
                if depth == 0 {
                    return Some(here);
                }
            }
        }
        None
    }
}

//! Lemmas by number, their forms, and what is known of them.

use super::forms::Features;
use crate::model::WordId;

/// A word of a frame with its word class; all its forms share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LemmaId(pub u32);

/// What is known of lemmas, by their number.
#[derive(Clone, Debug)]
pub struct ByLemma<T>(Vec<Vec<T>>);

impl<T> Default for ByLemma<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> ByLemma<T> {
    /// What is known of a lemma.
    #[must_use]
    pub fn get(&self, lemma: LemmaId) -> &[T] {
        self.0.get(lemma.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether something is known of a lemma.
    #[must_use]
    pub fn has(&self, lemma: LemmaId) -> bool {
        !self.get(lemma).is_empty()
    }

    /// What is known of a lemma, to be added to.
    pub fn of(&mut self, lemma: LemmaId) -> &mut Vec<T> {
        let at = lemma.0 as usize;
        if self.0.len() <= at {
            self.0.resize_with(at + 1, Vec::new);
        }
        &mut self.0[at]
    }
}

/// A word as a form of a lemma.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormOf {
    /// The lemma.
    pub lemma: LemmaId,
    /// What the form is.
    pub features: Features,
    /// A particle that must stand elsewhere: at the clause's end for a finite verb, right before a participle.
    pub particle: WordId,
}

//! What an article has been about so far.

use super::View;

/// What the sentences so far were about.
#[derive(Clone, Copy, Debug, Default)]
pub struct Topic {
    /// A mention of the organization.
    pub mention: Option<usize>,
    /// Sentences since.
    age: u8,
}

impl Topic {
    /// Goes on to a sentence: what it is about, or for some sentences more what those before were about.
    pub fn follow(&mut self, view: &View<'_>) {
        const MEMORY: u8 = 3;
        match view.subject_matter() {
            Some(index) => *self = Self { mention: Some(index), age: 0 },
            None if self.age == MEMORY => self.mention = None,
            None => self.age += 1,
        }
    }
}

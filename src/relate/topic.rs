//! What an article has been about so far.

use super::View;
use crate::model::Referent;

/// What the sentences so far were about, and the article as a whole.
#[derive(Clone, Copy, Debug, Default)]
pub struct Topic {
    /// A mention of the organization that the last sentences were about.
    pub mention: Option<usize>,
    /// Sentences since.
    age: u8,
    /// The last mention of the organization that the article is about.
    pub whole: Option<usize>,
    article: Option<Referent>,
}

impl Topic {
    /// Of an article about this organization.
    #[must_use]
    pub fn of(article: Option<Referent>) -> Self {
        Self { article, ..Self::default() }
    }

    /// Goes on to a sentence: what it is about, or for some sentences more what those before were about.
    pub fn follow(&mut self, view: &View<'_>) {
        const MEMORY: u8 = 3;
        match view.subject_matter() {
            Some(index) => (self.mention, self.age) = (Some(index), 0),
            None if self.age == MEMORY => self.mention = None,
            None => self.age += 1,
        }
        let named = |index: &usize| Some(view.mentions[*index].referent) == self.article;
        self.whole = view.mention_range().rev().find(named).or(self.whole);
    }
}

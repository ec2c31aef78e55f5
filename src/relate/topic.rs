//! What an article has been about so far.

use super::View;
use crate::{
    model::{Mention, Referent, Sentence},
    ontology::Category,
};

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
    /// The paragraph of the sentence before, and whether a name heads it.
    paragraph: Option<(u32, bool)>,
    /// [`Topic::whole`] without what heads a paragraph.
    beyond: Option<usize>,
}

impl Topic {
    /// Of an article about this organization.
    #[must_use]
    pub fn of(article: Option<Referent>) -> Self {
        Self { article, ..Self::default() }
    }

    /// Comes to a sentence, before it is read. `headings` are the tokens at which a name heads a paragraph.
    pub fn enter(&mut self, sentence: &Sentence, mentions: &[Mention], headings: &[usize]) {
        if self.paragraph.is_some_and(|(last, _)| last == sentence.paragraph) {
            return;
        }
        let start = sentence.tokens.start;
        let first = mentions.partition_point(|mention| mention.tokens.start < start);
        let heading = headings.binary_search(&start).is_ok().then_some(first);
        self.paragraph = Some((sentence.paragraph, heading.is_some()));
        self.whole = heading.or(self.beyond);
        if heading.is_some() {
            (self.mention, self.age) = (heading, 0);
        }
    }

    /// Goes on to a sentence: what it is about, or for some sentences more what those before were about.
    pub fn follow(&mut self, view: &View<'_>) {
        const MEMORY: u8 = 3;
        // «Its troubles began when A left»: still about whom the possessive stands for.
        let goes_on = self.mention.is_some() && view.is(view.start, Category::POSSESSIVE);
        match view.subject_matter().filter(|_| !goes_on) {
            Some(index) => (self.mention, self.age) = (Some(index), 0),
            None if self.age == MEMORY => self.mention = None,
            None => self.age += 1,
        }
        let named = |index: &usize| Some(view.mentions[*index].referent) == self.article;
        self.beyond = view.mention_range().rev().find(named).or(self.beyond);
        if !self.paragraph.is_some_and(|(_, headed)| headed) {
            self.whole = self.beyond;
        }
    }
}

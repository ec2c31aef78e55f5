//! The noun phrases of a stretch of text, in a language that capitalises its nouns.

use std::ops::Range;

use super::View;
use crate::{
    model::{MentionKind, Referent, Shape},
    ontology::Category,
};

/// What heads a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// A mention, by index.
    Mention(usize),
    /// A common noun, by position.
    Noun(usize),
}

/// A noun phrase.
#[derive(Clone, Debug)]
pub struct Nominal {
    /// Its positions, preposition and article included.
    pub range: Range<usize>,
    /// The preposition that governs it.
    pub preposition: Option<usize>,
    /// Its article.
    pub article: Option<usize>,
    /// What heads it.
    pub head: Head,
    /// The mention it belongs to: genitive before or behind, or the first part of a compound.
    pub owner: Option<usize>,
    /// Whether it is the genitive of the phrase before it.
    pub genitive: bool,
}

impl View<'_> {
    /// The noun phrases in a range, in order.
    #[must_use]
    pub fn nominals(&self, range: Range<usize>) -> Vec<Nominal> {
        let mut out: Vec<Nominal> = Vec::new();
        let mut at = range.start;
        let (mut preposition, mut article, mut start, mut owner) = (None, None, at, None);
        while at < range.end {
            let category = self.category(at);
            if let Some(index) = self.mention_index(at) {
                let mention = &self.mentions[index];
                let end = mention.tokens.end.min(range.end).max(at + 1);
                match mention.kind {
                    MentionKind::Demonym => {
                        at = end;
                        continue;
                    }
                    MentionKind::ClassNoun | MentionKind::Title(_) if self.apposed(end, range.end) => {
                        at = end;
                        continue;
                    }
                    _ => {}
                }
                let compound = self.written(end) == "-" && self.shape(end).has(Shape::GLUED) && end + 1 < range.end;
                if compound || self.possesses(index, end, range.end) {
                    owner = (mention.referent != Referent::Nobody).then_some(index);
                    at = end + usize::from(compound);
                    continue;
                }
                let joined =
                    mention.tokens.start > range.start && self.is(mention.tokens.start - 1, Category::COORDINATOR);
                if joined && preposition.is_none() && article.is_none() && self.is_governed(index) {
                    // «im Gegensatz zu A und B»: the preposition governs the whole list.
                    preposition = out.last().and_then(|last| last.preposition);
                }
                let genitive = self.is_genitive(article, preposition, &out, start);
                if genitive && let Some(last) = out.last_mut() {
                    last.owner = last.owner.or(Some(index));
                }
                out.push(Nominal {
                    range: start..end,
                    preposition,
                    article,
                    head: Head::Mention(index),
                    owner,
                    genitive,
                });
                (preposition, article, owner) = (None, None, None);
                at = end;
                start = at;
                continue;
            }
            let noun = self.shape(at).has(Shape::CAPITAL)
                && !category.is(Category::FUNCTION | Category::CONTINUES)
                && (at > self.start || self.is_new_or_noun(at));
            // «Wirtschafts- und Finanzminister»: the first part of two that share a head.
            let shares = noun
                && self.written(at + 1) == "-"
                && self.shape(at + 1).has(Shape::GLUED)
                && at + 3 < range.end
                && self.is(at + 2, Category::COORDINATOR)
                && self.shape(at + 3).has(Shape::CAPITAL);
            if shares {
                at += 3;
                continue;
            }
            if noun {
                let genitive = self.is_genitive(article, preposition, &out, start);
                let mut end = at + 1;
                // «KI-Kooperation»: the last part heads a hyphenated word.
                while end + 1 < range.end
                    && self.written(end) == "-"
                    && self.shape(end).has(Shape::GLUED)
                    && self.shape(end + 1).has(Shape::GLUED)
                    && self.mention(end + 1).is_none_or(|m| m.kind == MentionKind::ClassNoun)
                {
                    end += 2;
                }
                out.push(Nominal {
                    range: start..end,
                    preposition,
                    article,
                    head: Head::Noun(end - 1),
                    owner,
                    genitive,
                });
                (preposition, article, owner) = (None, None, None);
                at = end;
                start = at;
                continue;
            }
            if category == Category::CONTINUES && preposition.is_some() && article.is_none() {
                // «im Gegensatz zu»: a preposition of several words.
            } else if category.is(Category::PREPOSITION | Category::GENITIVE | Category::AGENT)
                && !self.is_particle_here(at, range.end)
            {
                (preposition, article, owner) = (Some(at), None, None);
                start = at;
            } else if category.is(Category::DETERMINER | Category::RELATIVISER) {
                if article.is_none() && preposition.is_none_or(|p| p + 1 == at) {
                    start = preposition.unwrap_or(at);
                }
                article = Some(at);
            } else if category.is(Category::FUNCTION | Category::VERB | Category::CONTINUES)
                && !category.is(Category::ADVERB | Category::HONORIFIC)
                || self.is_mark(at) && !matches!(self.written(at), "\"" | "„" | "“" | "-" | "»" | "«")
            {
                (preposition, article, owner) = (None, None, None);
                start = at + 1;
            } else if preposition.is_none() && article.is_none() && owner.is_none() {
                start = at + 1;
                if self.is_adjective(at) {
                    start = at;
                }
            }
            at += 1;
        }
        out
    }

    fn is_adjective(&self, at: usize) -> bool {
        let category = self.category(at);
        !category.is(Category::FUNCTION | Category::ADVERB | Category::VERB | Category::CUE) && !self.is_mark(at)
    }

    /// Whether a capital at the start of a sentence belongs to a noun.
    fn is_new_or_noun(&self, at: usize) -> bool {
        let category = self.category(at);
        category.is(Category::NOUN)
            || !category.is(Category::FUNCTION | Category::ADVERB | Category::VERB | Category::CUE)
    }

    /// Whether the name that a class noun or title introduces stands right behind it.
    fn apposed(&self, at: usize, limit: usize) -> bool {
        at < limit
            && self.mention(at).is_some_and(|next| {
                matches!(
                    next.kind,
                    MentionKind::Name | MentionKind::UnknownName | MentionKind::ClassNoun | MentionKind::Title(_)
                )
            })
    }

    /// Whether a mention in the genitive stands before the noun it owns.
    fn possesses(&self, index: usize, end: usize, limit: usize) -> bool {
        if !self.mentions[index].possessive {
            return self.is_possessive_mark(end);
        }
        (end..limit.min(end + 3)).find(|&at| !self.is_adjective(at) || self.shape(at).has(Shape::CAPITAL)).is_some_and(
            |at| {
                self.shape(at).has(Shape::CAPITAL)
                    && self.mention(at).is_none_or(|m| matches!(m.kind, MentionKind::ClassNoun | MentionKind::Title(_)))
            },
        )
    }

    /// Whether a phrase with this article continues the one before as its genitive.
    fn is_genitive(
        &self,
        article: Option<usize>,
        preposition: Option<usize>,
        before: &[Nominal],
        start: usize,
    ) -> bool {
        let follows = before.last().is_some_and(|last| last.range.end == start && matches!(last.head, Head::Noun(_)));
        follows && preposition.is_none() && article.is_some_and(|at| self.grammar.is_genitive_article(self.written(at)))
    }

    /// A word that could be a preposition but closes the clause as the particle of its verb.
    fn is_particle_here(&self, at: usize, limit: usize) -> bool {
        self.grammar.is_particle(self.tokens[at].word) && (at + 1 >= limit || self.is_mark(at + 1))
    }
}

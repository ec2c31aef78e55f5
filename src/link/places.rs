//! Who is told by a place: its country, town or their adjectives.
//!
//! Rules of `coreference`, which calls them.

use std::ops::Range;

use super::{coreference::Resolver, mentions_in};
use crate::{
    model::{Mention, MentionKind, Referent, Shape},
    ontology::{Category, Classes},
};

impl Resolver<'_> {
    /// «Le belge a racheté A», «Die Kölner kauften A»: the company that an adjective of place with an article, and no noun,
    /// stands for.
    pub(super) fn told_by_place(&self, at: usize) -> Option<Referent> {
        let mention = &self.linked.mentions[at];
        let traits = &self.context.grammar.traits;
        // «The Finnish» are a people; «der Kölner» is a person.
        let several = |at: usize| {
            let category = self.category(at);
            category.is(Category::SUBJECT_RELATIVISER) && category.is(Category::OBJECT_RELATIVISER)
        };
        let article = mention.tokens.start.checked_sub(1).filter(|before| *before >= self.sentence.tokens.start)?;
        let articled = self.category(article).is(Category::DEFINITE)
            && (!traits.head_final || traits.noun_capitals && several(article));
        let end = mention.tokens.end;
        let alone = end >= self.sentence.tokens.end
            || self.context.tokens[end].shape.has(Shape::PUNCTUATION)
            || self.category(end).is(Category::FUNCTION | Category::VERB)
            || traits.noun_capitals && !self.context.tokens[end].shape.has(Shape::CAPITAL);
        let noun = |other: &Mention| other.tokens.end == article || other.tokens.start == end;
        let beside = at.checked_sub(1).into_iter().chain([at + 1]);
        let mut beside = beside.filter_map(|other| self.linked.mentions.get(other));
        if !articled || !alone || beside.any(|other| matches!(other.kind, MentionKind::ClassNoun) && noun(other)) {
            return None;
        }
        let class = Classes::first(self.classes().company)?;
        let phrase = mention.tokens.clone();
        let country = self.country(&phrase, mention.tokens.end);
        self.antecedent(self.classes().company, class, country, &phrase)
    }

    /// The country that a phrase names, by noun or adjective, or that a town is in that stands before the noun or with a
    /// noun that opens the sentence: «sued the company in Munich» names a court, no seat.
    pub(super) fn country(&self, phrase: &Range<usize>, noun: usize) -> Option<&str> {
        let compiled = self.context.compiled;
        let &Classes { country, place, .. } = self.classes();
        let fits = |mention: &Mention, set: u128| mention.class.is_some_and(|class| compiled.fits(class, set));
        let opens = phrase.start <= self.sentence.tokens.start + 1;
        mentions_in(&self.linked.mentions, phrase).iter().find_map(|mention| {
            let Referent::Known(at) = mention.referent else { return None };
            if fits(mention, country) {
                return Some(compiled.entity(at).id.as_str());
            }
            let seat = fits(mention, place) && (mention.tokens.start < noun || opens);
            compiled.entity(at).country.as_deref().filter(|_| seat)
        })
    }

    /// Whether a phrase names a place, by noun or adjective.
    pub(super) fn tells_place(&self, phrase: &Range<usize>) -> bool {
        let place = self.classes().place;
        let fits = |mention: &Mention| mention.class.is_some_and(|class| self.context.compiled.fits(class, place));
        mentions_in(&self.linked.mentions, phrase).iter().any(fits)
    }

    /// Where the compound begins that ends right before a position and says of which place something is: «the
    /// Munich-based lender».
    pub(super) fn seat_compound(&self, end: usize) -> Option<usize> {
        let tokens = self.context.tokens;
        let hyphen = end.checked_sub(2).filter(|at| *at > self.sentence.tokens.start)?;
        let joined = tokens[hyphen].span.of(self.context.text) == "-"
            && tokens[hyphen..end].iter().all(|token| token.shape.has(Shape::GLUED))
            && !tokens[hyphen + 1].shape.has(Shape::CAPITAL);
        let place = self.classes().place;
        let fits = |mention: &&Mention| {
            mention.tokens.end == hyphen
                && mention.class.is_none_or(|class| self.context.compiled.fits(class, place))
                && matches!(mention.kind, MentionKind::Name | MentionKind::UnknownName)
        };
        let before = mentions_in(&self.linked.mentions, &(self.sentence.tokens.start..hyphen)).last();
        before.filter(fits).filter(|_| joined).map(|mention| mention.tokens.start)
    }
}

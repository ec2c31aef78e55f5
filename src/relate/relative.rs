//! Relative clauses of head-initial languages: where one begins that a demonstrative closes, and what a noun with its
//! attributes stands for on which one hangs.

use super::{View, clause::Subject, group::Group};
use crate::{
    model::{MentionKind, Shape},
    ontology::{Category, pattern::Slot},
};

/// So many words a relative clause may have that a demonstrative closes.
const FAR: usize = 24;
/// So many words may stand between a noun and its relative clause.
const ATTRIBUTES: usize = 6;

impl View<'_> {
    /// «A yang bermarkas di X itu …»: the relativiser of the clause that the demonstrative at `close` closes, right behind
    /// what it hangs on.
    pub(super) fn closed_relative(&self, close: usize) -> Option<usize> {
        if !self.traits().voice_prefix {
            return None;
        }
        let mut at = close;
        while at > self.start + 1 && close - at < FAR && !self.shape(at).has(Shape::LINE_START) {
            at -= 1;
            if self.mention(at).is_some() {
                continue;
            }
            let category = self.category(at);
            if category.is(Category::SUBJECT_RELATIVISER) {
                let hangs = self.mention(at - 1).is_some() || self.headed(at - 1).is_some();
                return (hangs && close > at + 1).then_some(at);
            }
            let opens = category.is(Category::CLAUSE_OPENER) && !category.is(Category::PREPOSITION);
            if opens || matches!(self.written(at), ";" | ":" | "\"" | "“" | "”") {
                return None;
            }
        }
        None
    }

    /// What a relative clause behind `last` hangs on where no name stands right before it: the noun before its measures
    /// («pabrik senilai Rp3 miliar yang»), or the name to which a noun with its attributes stands in apposition («A,
    /// sirop batuk yang»).
    pub(super) fn headed(&self, last: usize) -> Option<usize> {
        if !self.traits().voice_prefix {
            return None;
        }
        let mut noun = None;
        let mut at = last + 1;
        for _ in 0..ATTRIBUTES {
            let before = at.checked_sub(1).filter(|&before| self.inside(before))?;
            if self.shape(at).has(Shape::LINE_START) && at <= last {
                return None;
            }
            if let Some(index) = self.mention_index(before) {
                let mention = &self.mentions[index];
                match mention.kind {
                    MentionKind::ClassNoun if self.names(mention) => return Some(index),
                    MentionKind::ClassNoun => noun = Some(index),
                    MentionKind::Amount(_) | MentionKind::Demonym => {}
                    _ => return None,
                }
                at = mention.tokens.start;
                continue;
            }
            if self.written(before) == "," {
                return self.apposed_to(before, noun);
            }
            let category = self.category(before);
            // «senilai Rp3 miliar», «seluas 3 hektare»
            let measures = category.is(Category::PREPOSITION)
                && self.mention(at).is_some_and(|next| matches!(next.kind, MentionKind::Amount(_)));
            let word = !category.is(Category::FUNCTION | Category::VERB | Category::CUE) && !self.is_mark(before);
            if !measures && !word && !category.is(Category::INDEFINITE) {
                return None;
            }
            at = before;
        }
        None
    }

    /// «Dalam pengujian internal A mengungguli B»: the name right before a verb, where the phrase before it, which opens
    /// the clause, has a noun of its own and nothing else is a subject.
    pub(super) fn behind_phrase(&self, group: &Group, slot: Slot) -> Option<Subject> {
        let mut last = group.start.checked_sub(1).filter(|at| self.inside(*at))?;
        while self.inside(last) && self.mention(last).is_none() && self.is_adverb(last) {
            last = last.checked_sub(1)?;
        }
        let index = self.mention_index(last)?;
        let mention = &self.mentions[index];
        let named = matches!(mention.kind, MentionKind::Name | MentionKind::UnknownName) && self.takes(slot, mention);
        let edge = self.edge(mention);
        let preposition = edge.preposition.filter(|_| named && edge.start < mention.tokens.start)?;
        let noun = |at: usize| !self.is(at, Category::FUNCTION) && self.mention(at).is_none();
        let own = (edge.start..mention.tokens.start).filter(|&at| noun(at)).count() > 1;
        let opens = preposition == self.start
            || self.shape(preposition).has(Shape::LINE_START)
            || self.sets_off(preposition - 1)
            || self.is(preposition - 1, Category::COMPLEMENTIZER);
        (own && opens).then(|| Subject { mentions: vec![index], ..Subject::default() })
    }

    /// The name before the comma at `comma`, to which the noun behind stands in apposition: of its class, and not what
    /// a preposition at the start of the sentence governs («Di X, perusahaan yang …»).
    fn apposed_to(&self, comma: usize, noun: Option<usize>) -> Option<usize> {
        let mut last = comma.checked_sub(1).filter(|at| self.inside(*at))?;
        if self.written(last) == ")" {
            last = self.matching(last, "(", ")")?.checked_sub(1)?;
        }
        let index = self.mention_index(last)?;
        let mention = &self.mentions[index];
        let class = noun.and_then(|noun| self.mentions[noun].class);
        let ontology = &self.compiled.ontology;
        let thing = self.compiled.classes.product | self.compiled.classes.technology;
        let alike = match (mention.class, class) {
            (Some(own), Some(class)) if self.compiled.fits(own, thing) => self.compiled.fits(class, thing),
            (Some(own), Some(class)) => ontology.is_a(own, class) || ontology.is_a(class, own),
            (None, _) => true,
            (Some(own), None) => self.compiled.fits(own, self.compiled.classes.product),
        };
        let edge = self.edge(mention);
        let named = matches!(mention.kind, MentionKind::Name | MentionKind::UnknownName) && self.names(mention);
        let free = edge.preposition.is_none_or(|at| at > self.start + 1);
        let told = edge.start.checked_sub(1).is_some_and(|at| self.inside(at) && self.is(at, Category::REPORTING));
        (named && alike && free && !told && !edge.foreign_head).then_some(index)
    }
}

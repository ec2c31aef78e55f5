//! What fills the places beside a verb that stands second or last.

use super::{Clause, segments::Opener};
use crate::{
    model::{MentionKind, Referent},
    ontology::{
        Category, LemmaId,
        pattern::{Complement, Filler, Role, Slot, VerbPattern},
    },
    relate::{
        anaphor,
        nominal::{Head, Nominal},
    },
};

impl Clause<'_> {
    /// The mentions with which a phrase fills a slot; light nouns are stepped through where `through`.
    pub(super) fn filling(&self, position: usize, slot: Slot, through: bool) -> Option<Vec<usize>> {
        let nominal = &self.nominals[position];
        let takes = |index: usize| {
            self.view.takes(slot, &self.view.mentions[index]).then(|| self.view.list(index, slot, false))
        };
        match nominal.head {
            Head::Mention(index) => {
                let anonymous = self.view.mentions[index].referent == Referent::Nobody
                    && !matches!(slot.role, Role::Value | Role::From | Role::Post);
                if anonymous && slot.role != Role::Date { None } else { takes(index) }
            }
            Head::Noun(at) if through && self.view.is(at, Category::LIGHT_NOUN) => {
                // «den Plan für eine Partnerschaft mit B»: from noun to noun.
                let mut behind = None;
                let mut end = nominal.range.end;
                for next in &self.nominals[position + 1..] {
                    if next.range.start != end {
                        break;
                    }
                    end = next.range.end;
                    behind = mention_of(next);
                    if behind.is_some()
                        || !matches!(next.head, Head::Noun(at) if self.view.is(at, Category::LIGHT_NOUN))
                    {
                        break;
                    }
                }
                nominal.owner.or(behind).and_then(takes)
            }
            Head::Noun(_) => None,
        }
    }

    /// «Der Wirkstoff Norrglim»: the name that stands bare right behind a common noun with an article or preposition.
    pub(super) fn apposed_name(&self, position: usize) -> Option<usize> {
        let nominal = &self.nominals[position];
        let next = self.nominals.get(position + 1)?;
        let introduced = matches!(nominal.head, Head::Noun(_)) && (nominal.article.or(nominal.preposition)).is_some();
        let beside = next.range.start == nominal.range.end && next.article.or(next.preposition).is_none();
        mention_of(next).filter(|&index| {
            let mention = &self.view.mentions[index];
            let name = matches!(mention.kind, MentionKind::Name | MentionKind::UnknownName);
            introduced && beside && name && !mention.possessive && mention.tokens.start == next.range.start
        })
    }

    /// The members of a list that fills one slot fill no other.
    pub(super) fn use_up(&self, mentions: &[usize], free: &mut [bool]) {
        for (nominal, free) in self.nominals.iter().zip(free) {
            *free &= !mention_of(nominal).is_some_and(|index| mentions.contains(&index));
        }
    }

    pub(super) fn complement(
        &self,
        complement: &Complement,
        free: &mut [bool],
        filled: &mut Vec<(Slot, Vec<usize>)>,
    ) -> bool {
        let governed = |nominal: &Nominal| match complement.preposition {
            Some(lemma) => nominal.preposition.is_some_and(|at| self.view.is_form(at, lemma)),
            None => nominal.preposition.is_none() && !nominal.genitive,
        };
        match &complement.filler {
            Filler::Slot(slot) if slot.role == Role::Any && slot.classes == 0 => {
                if let Some(position) =
                    (0..free.len()).find(|&position| free[position] && governed(&self.nominals[position]))
                {
                    free[position] = false;
                }
                true
            }
            Filler::Slot(slot) => {
                for position in 0..free.len() {
                    if free[position]
                        && governed(&self.nominals[position])
                        && let Some(mentions) = self.filling(position, *slot, true)
                    {
                        free[position] = false;
                        self.use_up(&mentions, free);
                        filled.push((*slot, mentions));
                        return true;
                    }
                }
                // «vom Lohnhersteller A»: the name that a common noun introduces.
                let introduced = (0..free.len()).find_map(|position| {
                    let nominal = &self.nominals[position];
                    let index = self.apposed_name(position).filter(|_| free[position] && governed(nominal))?;
                    self.view.takes(*slot, &self.view.mentions[index]).then_some((position, index))
                });
                if let Some((position, index)) = introduced {
                    free[position] = false;
                    self.use_up(&[index], free);
                    filled.push((*slot, vec![index]));
                    return true;
                }
                // «den A ablehnte», «an dem A beteiligt ist»: the relativiser is the object.
                if let Opener::Relative(at) = self.opener
                    && self.is_objective(at)
                    && self.governs_relativiser(at, complement.preposition)
                    && let Some(index) = self.antecedent(*slot)
                {
                    filled.push((*slot, vec![index]));
                    return true;
                }
                false
            }
            Filler::Words { words, possessor } => self.words(words, *possessor, complement, free, filled),
        }
    }

    /// Whether the relativiser at a position stands behind this preposition, or behind none.
    fn governs_relativiser(&self, relativiser: usize, preposition: Option<LemmaId>) -> bool {
        let before = relativiser.checked_sub(1).filter(|at| self.range().contains(at));
        let before = before.filter(|&at| self.view.is(at, Category::PREPOSITION));
        match (before, preposition) {
            (None, None) => self.view.is(relativiser, Category::OBJECT_RELATIVISER),
            (Some(at), Some(lemma)) => self.view.is_form(at, lemma),
            _ => false,
        }
    }

    fn words(
        &self,
        words: &[LemmaId],
        possessor: Option<Slot>,
        complement: &Complement,
        free: &mut [bool],
        filled: &mut Vec<(Slot, Vec<usize>)>,
    ) -> bool {
        let Some(first) = words.first() else { return false };
        let found = (0..free.len()).find(|&position| {
            let nominal = &self.nominals[position];
            let governed = match complement.preposition {
                Some(lemma) => nominal.preposition.is_some_and(|at| self.view.is_form(at, lemma)),
                None => true,
            };
            governed && self.heads(nominal, *first)
        });
        let Some(position) = found else {
            // A word that is no noun: an adverb, a participle.
            let mut from = self.range();
            return possessor.is_none()
                && words.iter().all(|word| from.any(|at| at != self.group.head && self.view.is_form(at, *word)));
        };
        free[position] = false;
        let Some(slot) = possessor else { return true };
        let understood = |at: usize| anaphor::understood(self.view, &(at..at + 1), slot, filled, self.view.end);
        let noun = match self.nominals[position].head {
            Head::Noun(at) => Some(at),
            Head::Mention(_) => None,
        };
        self.owner(position, slot, free).or_else(|| noun.and_then(understood)).is_some_and(|index| {
            filled.push((slot, self.view.list(index, slot, false)));
            true
        })
    }

    /// The mention that a noun phrase belongs to: its genitive, the first part of its compound, or what follows with a
    /// genitive preposition.
    pub(super) fn owner(&self, position: usize, slot: Slot, free: &mut [bool]) -> Option<usize> {
        let nominal = &self.nominals[position];
        let takes = |index: usize| self.view.takes(slot, &self.view.mentions[index]).then_some(index);
        if let Some(index) = nominal.owner.and_then(takes) {
            return Some(index);
        }
        let next = self.nominals.get(position + 1)?;
        let genitive = next.genitive || next.preposition.is_some_and(|at| self.view.is(at, Category::GENITIVE));
        let bare =
            next.preposition.is_none() && mention_of(next).is_some_and(|index| self.view.mentions[index].possessive);
        if next.range.start == nominal.range.end && (genitive || bare) {
            let index = mention_of(next).and_then(takes)?;
            free[position + 1] = false;
            return Some(index);
        }
        None
    }

    pub(super) fn agent(&self, slot: Slot, free: &mut [bool]) -> Option<Vec<usize>> {
        let fits = |position: usize| {
            let agent = self.nominals[position].preposition.is_some_and(|at| self.view.is(at, Category::AGENT));
            let before = !self.attributive || self.nominals[position].range.end <= self.group.head;
            if agent && before { self.filling(position, slot, false) } else { None }
        };
        let (position, mentions) = (0..free.len())
            .filter(|&position| free[position])
            .find_map(|position| Some((position, fits(position)?)))?;
        free[position] = false;
        Some(mentions)
    }
}

pub fn mention_of(nominal: &Nominal) -> Option<usize> {
    match nominal.head {
        Head::Mention(index) => Some(index),
        Head::Noun(_) => None,
    }
}

/// The complement that a passive makes its subject.
pub fn promoted(pattern: &VerbPattern) -> Option<usize> {
    let bare = |complement: &Complement| complement.preposition.is_none();
    let slot = pattern.complements.iter().position(|c| {
        bare(c) && matches!(&c.filler, Filler::Slot(slot) if !matches!(slot.role, Role::Post | Role::Value))
    });
    slot.or_else(|| pattern.complements.iter().position(bare))
}

//! Which of the frames that match at one place are meant.

use super::{View, found::Match};
use crate::{
    model::{Amount, MentionKind},
    ontology::pattern::Role,
};

/// Drops what an `ng:unless` frame suppresses and, on one trigger, whatever is less specific than the most specific
/// frame.
#[must_use]
pub fn chosen<'p>(view: &View<'_>, matches: Vec<Match<'p>>) -> Vec<Match<'p>> {
    let (mut unless, mut rest): (Vec<_>, Vec<_>) = matches.into_iter().partition(|found| found.meaning.unless);
    // An exception for courts is none for whom nobody knows.
    unless.retain(|found| {
        let classed = |index: &usize| view.mentions[*index].class.is_some();
        found.filled.iter().all(|(slot, members)| !slot.explicit || slot.classes == 0 || members.iter().all(classed))
    });
    rest.retain(|found| {
        !unless.iter().any(|other| {
            let same_trigger = other.trigger == found.trigger;
            let inside = found.verb.is_none() && other.covers.contains(&found.trigger);
            other.meaning.relation == found.meaning.relation && (same_trigger || inside)
        })
    });
    // A change that the sentence gives in percent is not computed.
    let is_percent = |index: usize| matches!(view.mentions[index].kind, MentionKind::Amount(Amount::Percent(_)));
    if view.mention_range().any(is_percent) {
        rest.retain(|found| found.filled.iter().all(|(slot, members)| slot.role != Role::From || members.is_empty()));
    }
    let claimed: Vec<(usize, u8, Vec<usize>, u16, bool)> = rest
        .iter()
        .map(|found| {
            (found.trigger, found.meaning.literals, arguments(found), found.meaning.relation, found.verb.is_none())
        })
        .collect();
    rest.retain(|found| {
        let own = arguments(found);
        !claimed.iter().any(|(trigger, literals, others, relation, noun)| {
            let same = *relation == found.meaning.relation && noun == &found.verb.is_none();
            *trigger == found.trigger
                && *literals > found.meaning.literals
                && (same || own.iter().all(|index| others.contains(index)))
        })
    });
    rest
}

/// The mentions that fill the roles of the claim.
fn arguments(found: &Match<'_>) -> Vec<usize> {
    found.filled.iter().flat_map(|(_, indices)| indices.iter().copied()).collect()
}

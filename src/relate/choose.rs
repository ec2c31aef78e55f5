//! Which of the frames that match at one place are meant.

use super::noun::Match;

/// Drops what an `ng:unless` frame suppresses and, on one trigger, whatever is less specific than the most specific
/// frame.
#[must_use]
pub fn chosen(matches: Vec<Match<'_>>) -> Vec<Match<'_>> {
    let (unless, mut rest): (Vec<_>, Vec<_>) = matches.into_iter().partition(|found| found.meaning.unless);
    rest.retain(|found| {
        !unless.iter().any(|other| {
            let same_trigger = other.trigger == found.trigger;
            let inside = found.verb.is_none() && other.covers.contains(&found.trigger);
            other.meaning.relation == found.meaning.relation && (same_trigger || inside)
        })
    });
    let most: Vec<(usize, u8)> = rest.iter().map(|found| (found.trigger, found.meaning.literals)).collect();
    let best = |trigger: usize| most.iter().filter(|(at, _)| *at == trigger).map(|(_, literals)| *literals).max();
    rest.retain(|found| best(found.trigger) == Some(found.meaning.literals));
    rest
}

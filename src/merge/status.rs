//! How far a claim is to be believed.

use super::support::Weight;
use crate::model::Status;

/// From this support on, in thousandths, saying or denying has weight.
const WEIGHTY: u16 = 500;

/// The first status that applies to a claim that nothing has superseded. Where it is not said and denied for one time,
/// what comes later counts.
pub fn status(weight: &Weight, meets: bool) -> Status {
    let denied = if meets { weight.denial > weight.support } else { weight.denied_on > weight.said_on };
    if meets && weight.support >= WEIGHTY && weight.denial >= WEIGHTY {
        Status::Contested
    } else if denied || weight.denied && !weight.said {
        Status::Denied
    } else if weight.by_party || weight.asserting >= 2 {
        Status::Confirmed
    } else if weight.asserting == 1 {
        Status::Supported
    } else if weight.hearsay {
        Status::Reported
    } else {
        Status::Planned
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_applies() {
        let weight =
            |support, denial| Weight { support, denial, said: support > 0, denied: denial > 0, ..Weight::default() };
        let asserted = |lineages| Weight { asserting: lineages, ..weight(855, 0) };
        for (weight, expected) in [
            (weight(600, 500), Status::Contested),
            (weight(400, 500), Status::Denied),
            (Weight { denied: true, ..Weight::default() }, Status::Denied),
            (asserted(2), Status::Confirmed),
            (Weight { by_party: true, ..asserted(1) }, Status::Confirmed),
            (asserted(1), Status::Supported),
            (Weight { hearsay: true, ..weight(450, 0) }, Status::Reported),
            (Weight { said: true, ..Weight::default() }, Status::Planned),
        ] {
            assert_eq!(status(&weight, true), expected, "{weight:?}");
        }
    }
}

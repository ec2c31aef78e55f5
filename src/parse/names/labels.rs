//! Labels of tokens: outside of names, or first, middle, last or only token of a name of some kind.

use std::ops::Range;

use crate::{model::ClassId, ontology::Classes};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person.
    Person,
    /// A place.
    Place,
    /// An organization.
    Organization,
    /// Anything else: product, work, event.
    Other,
}

impl Kind {
    /// Every kind, in order.
    pub const ALL: [Self; 4] = [Self::Person, Self::Place, Self::Organization, Self::Other];

    /// The class of what it names; `None` for anything else.
    #[must_use]
    pub fn class(self, classes: &Classes) -> Option<ClassId> {
        Classes::first([classes.person, classes.place, classes.organization, 0][self as usize])
    }

    /// A short name, as the data sets have it.
    #[must_use]
    pub fn short(self) -> &'static str {
        ["PER", "LOC", "ORG", "OTH"][self as usize]
    }
}

/// Outside of names.
pub const OUTSIDE: usize = 0;
/// Number of labels.
pub const COUNT: usize = 1 + 4 * Kind::ALL.len();

const FIRST: usize = 0;
const MIDDLE: usize = 1;
const LAST: usize = 2;
const ONLY: usize = 3;

fn label(kind: Kind, place: usize) -> usize {
    1 + 4 * kind as usize + place
}

/// Kind of the name that a token with this label is part of.
pub fn kind(label: usize) -> Option<Kind> {
    label.checked_sub(1).map(|inner| Kind::ALL[inner / 4])
}

/// Whether a token with label `next` may follow one with label `last`.
pub fn may_follow(last: usize, next: usize) -> bool {
    let inside = |label: usize| label != OUTSIDE && (label - 1) % 4 <= MIDDLE;
    let goes_on = |label: usize| label != OUTSIDE && matches!((label - 1) % 4, MIDDLE | LAST);
    match (inside(last), goes_on(next)) {
        (true, true) => kind(last) == kind(next),
        (false, false) => true,
        _ => false,
    }
}

/// Whether a sentence may begin with this label.
pub fn may_begin(label: usize) -> bool {
    may_follow(OUTSIDE, label)
}

/// Whether a sentence may end with this label.
pub fn may_end(label: usize) -> bool {
    may_follow(label, OUTSIDE)
}

/// The labels of a sentence with these names.
pub fn labels(len: usize, names: &[(Range<usize>, Kind)]) -> Vec<u8> {
    let mut out = vec![OUTSIDE as u8; len];
    for (range, kind) in names {
        for at in range.clone() {
            let place = match (at == range.start, at + 1 == range.end) {
                (true, true) => ONLY,
                (true, false) => FIRST,
                (false, true) => LAST,
                (false, false) => MIDDLE,
            };
            out[at] = label(*kind, place) as u8;
        }
    }
    out
}

/// Every label, as a set.
pub const ANY: u32 = (1 << COUNT) - 1;

/// The labels inside of names of a kind, or of any kind, as a set.
pub fn inside(of: Option<Kind>) -> u32 {
    let of = |label: &usize| kind(*label).is_some_and(|kind| of.is_none_or(|of| of == kind));
    (0..COUNT).filter(of).fold(0, |set, label| set | 1 << label)
}

/// The names that legal labels give.
pub fn names(labels: &[u8]) -> Vec<(Range<usize>, Kind)> {
    let mut out: Vec<(Range<usize>, Kind)> = Vec::new();
    for (at, &label) in labels.iter().enumerate() {
        let label = usize::from(label);
        let Some(kind) = kind(label) else { continue };
        match (label - 1) % 4 {
            FIRST | ONLY => out.push((at..at + 1, kind)),
            _ => {
                if let Some((range, _)) = out.last_mut() {
                    range.end = at + 1;
                }
            }
        }
    }
    out
}

//! How good found names are: exact spans with their kind, counted by kind.

use super::Kind;

/// Names that are right, found and wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Found and wanted.
    pub right: u64,
    /// Found.
    pub found: u64,
    /// Wanted.
    pub wanted: u64,
}

impl Counts {
    /// Precision, in percent.
    #[must_use]
    pub fn precision(&self) -> f64 {
        100.0 * self.right as f64 / self.found.max(1) as f64
    }

    /// Recall, in percent.
    #[must_use]
    pub fn recall(&self) -> f64 {
        100.0 * self.right as f64 / self.wanted.max(1) as f64
    }

    /// Their harmonic mean, in percent.
    #[must_use]
    pub fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.found + self.wanted).max(1) as f64
    }
}

/// Counts by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    by_kind: [Counts; Kind::ALL.len()],
}

impl Scores {
    /// Counts the names of one text; both lists hold bytes of the text and kinds.
    pub fn add(&mut self, found: &[(usize, usize, Kind)], wanted: &[(usize, usize, Kind)]) {
        for name in found {
            let counts = &mut self.by_kind[name.2 as usize];
            counts.found += 1;
            counts.right += u64::from(wanted.contains(name));
        }
        for name in wanted {
            self.by_kind[name.2 as usize].wanted += 1;
        }
    }

    /// The counts of one kind.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> Counts {
        self.by_kind[kind as usize]
    }

    /// Persons, places and organizations together.
    #[must_use]
    pub fn all(&self) -> Counts {
        let mut all = Counts::default();
        for counts in &self.by_kind[..3] {
            all.right += counts.right;
            all.found += counts.found;
            all.wanted += counts.wanted;
        }
        all
    }
}

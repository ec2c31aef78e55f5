//! Learning weights: the averaged perceptron (Collins 2002), in integers. What is shipped is averaged, rounded and without
//! what hardly counts.

use rustc_hash::{FxHashMap, FxHashSet};

use super::linear::{Sparse, Weights};

/// Learns weights. Classes are numbered from 0, at most 255.
#[derive(Clone, Debug)]
pub struct Trainer {
    classes: usize,
    /// The features that may be learned; all where there is none.
    only: Option<FxHashSet<u32>>,
    rows: FxHashMap<u32, u32>,
    weights: Vec<Vec<Weight>>,
    step: i64,
}

/// What one feature says of one class while learning.
#[derive(Clone, Copy, Debug)]
struct Weight {
    class: u8,
    now: i32,
    /// Sum of changes, each times the step at which it was made: the average over all steps is `now - late / steps`.
    late: i64,
}

impl Weight {
    /// The average over `steps`, times `steps`.
    fn sum(&self, steps: i64) -> i64 {
        i64::from(self.now) * steps - self.late
    }
}

impl Trainer {
    /// Nothing learned yet.
    #[must_use]
    pub fn new(classes: usize) -> Self {
        debug_assert!(classes <= 255);
        Self { classes, only: None, rows: FxHashMap::default(), weights: Vec::new(), step: 0 }
    }

    /// Nothing learned yet, but only the `count` features may be learned that counted most so far: a small model is
    /// better when it knows while it learns that it is small.
    #[must_use]
    pub fn again(&self, count: usize) -> Self {
        let steps = self.step.max(1) + 1;
        let most = |row: u32| self.weights[row as usize].iter().map(|weight| weight.sum(steps).abs()).max();
        let mut rows: Vec<(i64, u32)> =
            self.rows.iter().map(|(&feature, &row)| (most(row).unwrap_or_default(), feature)).collect();
        rows.sort_unstable_by_key(|&(weight, feature)| (std::cmp::Reverse(weight), feature));
        rows.truncate(count);
        Self { only: Some(rows.into_iter().map(|(_, feature)| feature).collect()), ..Self::new(self.classes) }
    }

    /// Number of classes.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// Sets `scores` to the sums of the present weights.
    pub fn score(&self, features: &[u32], scores: &mut Vec<i32>) {
        scores.clear();
        scores.resize(self.classes, 0);
        for feature in features {
            if let Some(&row) = self.rows.get(feature) {
                for weight in &self.weights[row as usize] {
                    scores[usize::from(weight.class)] += weight.now;
                }
            }
        }
    }

    /// Counts one decision: averages are taken over decisions. Call it once for each, right or wrong, before
    /// [`Trainer::adjust`].
    pub fn tick(&mut self) {
        self.step += 1;
    }

    /// Adds `change` to the weights of `features` for `class`.
    pub fn adjust(&mut self, features: &[u32], class: usize, change: i32) {
        let class = class as u8;
        for &feature in features {
            if self.only.as_ref().is_some_and(|only| !only.contains(&feature)) {
                continue;
            }
            let next = self.weights.len() as u32;
            let row = *self.rows.entry(feature).or_insert(next);
            if row == next {
                self.weights.push(Vec::new());
            }
            let row = &mut self.weights[row as usize];
            let at = row.iter().position(|weight| weight.class == class).unwrap_or_else(|| {
                row.push(Weight { class, now: 0, late: 0 });
                row.len() - 1
            });
            row[at].now += change;
            row[at].late += i64::from(change) * self.step;
        }
    }

    /// One decision of the perceptron: where `guess` is not `truth`, moves the weights from one to the other.
    pub fn update(&mut self, features: &[u32], truth: usize, guess: usize) {
        self.tick();
        if truth != guess {
            self.adjust(features, truth, 1);
            self.adjust(features, guess, -1);
        }
    }

    /// The averaged weights, `scale` steps to the unit, without those nearer to zero than `floor` steps.
    #[must_use]
    pub fn finish(&self, scale: i64, floor: i64) -> Weights {
        let steps = self.step.max(1) + 1;
        let mut rows: Vec<(u32, u32)> = self.rows.iter().map(|(&feature, &row)| (feature, row)).collect();
        rows.sort_unstable();
        let mut kept = Sparse::default();
        for (feature, row) in rows {
            let mut entries: Vec<(u8, i16)> = Vec::new();
            for weight in &self.weights[row as usize] {
                let sum = weight.sum(steps) * scale;
                let rounded = (sum + sum.signum() * steps / 2) / steps;
                if rounded.abs() >= floor.max(1) {
                    let weight16 = rounded.clamp(i64::from(i16::MIN), i64::from(i16::MAX)) as i16;
                    entries.push((weight.class, weight16));
                }
            }
            entries.sort_unstable();
            kept.push(feature, entries);
        }
        Weights::new(self.classes, &kept)
    }
}

//! Linear classifiers over hashed features: the averaged perceptron (Collins 2002), in integers.
//!
//! A feature is 32 bits, made by [`feature`]; a classifier adds the weights of the features that hold, class by class,
//! and the greatest sum wins, the first of equals. [`Trainer`] learns, [`Weights`] is what is shipped: averaged, rounded
//! and without what hardly counts.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Error,
    bytes::{Reader, Writer},
};

/// A feature: template number and up to three values, hashed. The same on every platform.
#[must_use]
#[inline]
pub fn feature(template: u32, a: u32, b: u32, c: u32) -> u32 {
    let left = (u64::from(a) | u64::from(b) << 32) ^ 0x9E37_79B9_7F4A_7C15;
    let right = (u64::from(c) | u64::from(template) << 32) ^ 0xD6E8_FEB8_6659_FD93;
    let wide = u128::from(left) * u128::from(right | 1);
    let mixed = ((wide >> 64) as u64 ^ wide as u64).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    (mixed >> 32) as u32
}

/// A text as a value for [`feature`] (FNV-1a).
#[must_use]
pub fn value(text: &str) -> u32 {
    let hash = text
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
    (hash ^ hash >> 32) as u32
}

/// The class with the greatest score, the first of equals, among those that `may` be; 0 where none may.
#[must_use]
pub fn best(scores: &[i32], may: impl Fn(usize) -> bool) -> usize {
    let mut best = None;
    for (class, &score) in scores.iter().enumerate() {
        if may(class) && best.is_none_or(|(_, highest)| score > highest) {
            best = Some((class, score));
        }
    }
    best.map_or(0, |(class, _)| class)
}

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
        let mut kept = Vec::new();
        for (feature, row) in rows {
            let mut entries = Row::new();
            for weight in &self.weights[row as usize] {
                let sum = weight.sum(steps) * scale;
                let rounded = (sum + sum.signum() * steps / 2) / steps;
                if rounded.abs() >= floor.max(1) {
                    let weight16 = rounded.clamp(i64::from(i16::MIN), i64::from(i16::MAX)) as i16;
                    entries.push((weight.class, weight16));
                }
            }
            entries.sort_unstable();
            if !entries.is_empty() {
                kept.push((feature, entries));
            }
        }
        Weights::new(self.classes, &kept)
    }
}

/// What one feature says of the classes: class and weight, in the order of the classes.
type Row = Vec<(u8, i16)>;

/// Learned weights, ready for use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    classes: usize,
    /// Weights in a row: the classes, and room up to a length that is quick to add.
    stride: usize,
    /// Open addressing: feature, and number of its row; row 0 for an empty slot.
    slots: Vec<(u32, u32)>,
    /// A bit for each feature that counts, so that most others are known without waiting for memory: a Bloom filter of
    /// one hash.
    counts: Vec<u64>,
    /// The rows, one behind another; row 0 is of no feature.
    rows: Vec<i16>,
}

impl Weights {
    /// Weights by feature, each once, in the order of the features; of the classes those whose weight is not 0.
    pub(super) fn new(classes: usize, rows: &[(u32, Row)]) -> Self {
        let capacity = (rows.len() * 2).next_power_of_two().max(8);
        let stride = if classes <= FEW { FEW } else { classes.next_multiple_of(MANY) };
        let mut weights = Self {
            classes,
            stride,
            slots: vec![(0, 0); capacity],
            counts: vec![0; capacity / 8],
            rows: vec![0; stride * (rows.len() + 1)],
        };
        for (number, (feature, row)) in (1..).zip(rows) {
            let (word, bit) = weights.bit(*feature);
            weights.counts[word] |= 1 << bit;
            let mut at = *feature as usize & (capacity - 1);
            while weights.slots[at].1 != 0 {
                at = (at + 1) & (capacity - 1);
            }
            weights.slots[at] = (*feature, number);
            for &(class, weight) in row {
                weights.rows[number as usize * stride + usize::from(class)] = weight;
            }
        }
        weights
    }

    /// Number of classes.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// Number of features that count.
    #[must_use]
    pub fn features(&self) -> usize {
        self.rows.len() / self.stride - 1
    }

    /// Where the bit of a feature is: word and bit.
    #[inline]
    fn bit(&self, feature: u32) -> (usize, u32) {
        let hash = feature.wrapping_mul(0x9E37_79B1);
        ((hash >> 6) as usize & (self.counts.len() - 1), hash & 63)
    }

    /// The row of a feature, looked for from slot `at` on; 0 where it does not count.
    fn row(&self, feature: u32, mut at: usize) -> u32 {
        let mask = self.slots.len() - 1;
        loop {
            let (key, row) = self.slots[at & mask];
            if key == feature || row == 0 {
                return row;
            }
            at += 1;
        }
    }

    /// Sets `scores` to the sums of the weights of `features`, one a class.
    pub fn score(&self, features: &[u32], scores: &mut Vec<i32>) {
        let mut sums = [0; 256];
        self.add(features, &mut sums);
        scores.clear();
        scores.extend_from_slice(&sums[..self.classes]);
    }

    /// Adds the rows of `features` to `sums`.
    fn add(&self, features: &[u32], sums: &mut [i32; 256]) {
        // Most of the time goes into waiting for memory: so many features are asked for before the first is used.
        const TOGETHER: usize = 32;
        let mask = self.slots.len() - 1;
        let mut held = [0; TOGETHER];
        let mut slots = [(0, 0); TOGETHER];
        for features in features.chunks(TOGETHER) {
            let mut count = 0;
            for &feature in features {
                let (word, bit) = self.bit(feature);
                held[count] = feature;
                count += (self.counts[word] >> bit & 1) as usize;
            }
            for (slot, feature) in slots.iter_mut().zip(&held[..count]) {
                *slot = self.slots[*feature as usize & mask];
            }
            for ((key, row), &feature) in slots.iter_mut().zip(&held[..count]) {
                if *key != feature && *row != 0 {
                    *row = self.row(feature, feature as usize + 1);
                }
            }
            if self.stride == FEW {
                for &(_, row) in &slots[..count] {
                    let row = row as usize * FEW;
                    for (sum, weight) in sums.iter_mut().zip(&self.rows[row..row + FEW]) {
                        *sum += i32::from(*weight);
                    }
                }
            } else {
                for &(_, row) in &slots[..count] {
                    let row = row as usize * self.stride;
                    let row = self.rows[row..row + self.stride].as_chunks::<MANY>().0;
                    for (sums, row) in sums.as_chunks_mut::<MANY>().0.iter_mut().zip(row) {
                        for (sum, weight) in sums.iter_mut().zip(row) {
                            *sum += i32::from(*weight);
                        }
                    }
                }
            }
        }
    }

    /// As bytes: features in ascending order as differences, then counts, classes and weights, each kind together, so
    /// that they compress well.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut keys: Vec<(u32, u32)> = self.slots.iter().copied().filter(|slot| slot.1 != 0).collect();
        keys.sort_unstable();
        let row = |&(_, row): &(u32, u32)| {
            let weights = &self.rows[row as usize * self.stride..][..self.classes];
            (0..=u8::MAX).zip(weights.iter().copied()).filter(|(_, weight)| *weight != 0)
        };
        let mut writer = Writer::default();
        writer.number(self.classes as u64);
        writer.number(keys.len() as u64);
        let mut last = 0;
        for &(key, _) in &keys {
            writer.number(u64::from(key - last));
            last = key;
        }
        for key in &keys {
            writer.number(row(key).count() as u64);
        }
        for (class, _) in keys.iter().flat_map(row) {
            writer.number(u64::from(class));
        }
        for (_, weight) in keys.iter().flat_map(row) {
            writer.signed(i64::from(weight));
        }
        writer.bytes
    }

    /// Reads what [`Weights::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`Error::Damaged`] where the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        const WRONG: Error = Error::Damaged { what: "weights that cannot be" };
        let mut reader = Reader::new(bytes);
        let classes = usize::try_from(reader.number()?).ok().filter(|&classes| classes <= 255).ok_or(WRONG)?;
        let count = reader.count()?;
        let mut rows: Vec<(u32, Row)> = Vec::with_capacity(count);
        let mut last = 0u32;
        for at in 0..count {
            let step = u32::try_from(reader.number()?).map_err(|_| WRONG)?;
            last = last.checked_add(step).ok_or(WRONG)?;
            if at > 0 && step == 0 {
                return Err(WRONG);
            }
            rows.push((last, Row::new()));
        }
        for (_, row) in &mut rows {
            let length = usize::try_from(reader.number()?).ok().filter(|&length| length <= classes).ok_or(WRONG)?;
            *row = vec![(0, 0); length];
        }
        for (class, _) in rows.iter_mut().flat_map(|(_, row)| row) {
            *class = u8::try_from(reader.number()?).map_err(|_| WRONG)?;
            if usize::from(*class) >= classes {
                return Err(WRONG);
            }
        }
        for (_, weight) in rows.iter_mut().flat_map(|(_, row)| row) {
            *weight = i16::try_from(reader.signed()?).map_err(|_| WRONG)?;
        }
        Ok(Self::new(classes, &rows))
    }
}

/// Rows of so many weights are added one by one.
const FEW: usize = 4;
/// Longer rows are added so many weights at once.
const MANY: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    /// Learns to tell even from odd by the last digit.
    fn taught() -> Trainer {
        let mut trainer = Trainer::new(2);
        let mut scores = Vec::new();
        for round in 0..200u32 {
            let features = [feature(0, 0, 0, 0), feature(1, round % 10, 0, 0)];
            trainer.score(&features, &mut scores);
            let guess = best(&scores, |_| true);
            trainer.update(&features, (round % 2) as usize, guess);
        }
        trainer
    }

    #[test]
    fn it_learns_and_comes_back_from_bytes() {
        let weights = taught().finish(64, 1);
        let again = Weights::from_bytes(&weights.to_bytes()).expect("weights");
        assert_eq!(again, weights);
        let mut scores = Vec::new();
        for digit in 0..10u32 {
            again.score(&[feature(0, 0, 0, 0), feature(1, digit, 0, 0)], &mut scores);
            assert_eq!(best(&scores, |_| true), (digit % 2) as usize);
        }
    }

    #[test]
    fn training_gives_the_same_bytes() {
        assert_eq!(taught().finish(64, 1).to_bytes(), taught().finish(64, 1).to_bytes());
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let bytes = taught().finish(64, 1).to_bytes();
        for end in 0..bytes.len() {
            assert!(Weights::from_bytes(&bytes[..end]).is_err());
        }
        for at in 0..bytes.len() {
            for flip in [1, 0x80, 0xff] {
                let mut changed = bytes.clone();
                changed[at] ^= flip;
                let _ = Weights::from_bytes(&changed);
            }
        }
    }

    #[test]
    fn hashes_stay_what_they_are() {
        assert_eq!(value(""), 0xCBF2_9CE4 ^ 0x8422_2325);
        assert_ne!(feature(1, 2, 3, 4), feature(1, 3, 2, 4));
        assert_ne!(feature(1, 0, 0, 0), feature(0, 0, 0, 0));
    }
}

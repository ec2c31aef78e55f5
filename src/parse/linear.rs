//! Linear classifiers over hashed features, in integers.
//!
//! A feature is 32 bits, made by [`feature`]; a classifier adds the weights of the features that hold, class by class,
//! and the greatest sum wins, the first of equals.

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

/// A list of features, each of the template after that of the one before.
#[derive(Debug)]
pub struct Templates<'o> {
    /// Template of the next feature.
    pub next: u32,
    /// The features.
    pub out: &'o mut Vec<u32>,
}

impl Templates<'_> {
    /// Adds a feature.
    #[inline]
    pub fn add(&mut self, a: u32, b: u32, c: u32) {
        self.out.push(feature(self.next, a, b, c));
        self.next += 1;
    }
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

/// What features say of the classes, as a model file has it: in ascending order of the features, of each the classes
/// whose weight is not 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Sparse {
    /// The features, with the number of their classes.
    rows: Vec<(u32, u8)>,
    /// The classes of all features, one feature behind another.
    classes: Vec<u8>,
    /// Their weights.
    weights: Vec<i16>,
}

impl Sparse {
    /// Adds a feature, greater than those before, with its classes in order; without any it is left out.
    pub(super) fn push(&mut self, feature: u32, entries: impl IntoIterator<Item = (u8, i16)>) {
        let before = self.classes.len();
        for (class, weight) in entries {
            self.classes.push(class);
            self.weights.push(weight);
        }
        if let count @ 1.. = self.classes.len() - before {
            self.rows.push((feature, count as u8));
        }
    }
}

/// Learned weights, ready for use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    classes: usize,
    /// Number of features that count.
    features: usize,
    /// Open addressing: as many slots as [`Weights::slots`], each with what marks it as taken, its feature in two halves
    /// and a weight for every class, so that a feature costs one place in memory.
    table: Vec<i16>,
    /// A bit for each feature that counts, so that most others are known without waiting for memory: a Bloom filter of
    /// one hash.
    counts: Vec<u64>,
}

/// Numbers before the weights of a slot.
const HEAD: usize = 3;

impl Weights {
    /// Makes weights quick to find. Classes are less than `classes`.
    pub(super) fn new(classes: usize, rows: &Sparse) -> Self {
        let features = rows.rows.len();
        let slots = (features * 2).max(8);
        let counts = vec![0; slots.next_power_of_two() / 8];
        let mut weights = Self { classes, features, table: vec![0; slots * (HEAD + classes)], counts };
        let mut entries = rows.classes.iter().zip(&rows.weights);
        for &(feature, count) in &rows.rows {
            let (word, bit) = weights.bit(feature);
            weights.counts[word] |= 1 << bit;
            let mut at = weights.place(feature);
            while weights.slot(at)[0] != 0 {
                at = weights.next(at);
            }
            let start = at * (HEAD + classes);
            let slot = &mut weights.table[start..start + HEAD + classes];
            slot[..HEAD].copy_from_slice(&taken(feature));
            for (&class, &weight) in entries.by_ref().take(usize::from(count)) {
                slot[HEAD + usize::from(class)] = weight;
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
        self.features
    }

    fn slots(&self) -> usize {
        self.table.len() / (HEAD + self.classes)
    }

    fn slot(&self, at: usize) -> &[i16] {
        let stride = HEAD + self.classes;
        &self.table[at * stride..(at + 1) * stride]
    }

    /// The slot where a feature is looked for first.
    #[inline]
    fn place(&self, feature: u32) -> usize {
        ((u64::from(feature) * self.slots() as u64) >> 32) as usize
    }

    /// The slot behind another.
    fn next(&self, at: usize) -> usize {
        if at + 1 == self.slots() { 0 } else { at + 1 }
    }

    /// Where the bit of a feature is: word and bit.
    #[inline]
    fn bit(&self, feature: u32) -> (usize, u32) {
        let hash = feature.wrapping_mul(0x9E37_79B1);
        ((hash >> 6) as usize & (self.counts.len() - 1), hash & 63)
    }

    /// Sets `scores` to the sums of the weights of `features`, one a class.
    pub fn score(&self, features: &[u32], scores: &mut Vec<i32>) {
        scores.clear();
        scores.resize(self.classes, 0);
        self.add(features, scores);
    }

    /// The sums of the weights of `features`, one a class; there must be `N` classes.
    #[must_use]
    pub fn scores<const N: usize>(&self, features: &[u32]) -> [i32; N] {
        let mut scores = [0; N];
        self.add(features, &mut scores);
        scores
    }

    /// Adds the weights of `features` to `sums`.
    fn add(&self, features: &[u32], sums: &mut [i32]) {
        // Most of the time goes into waiting for memory: so many features are asked for before the first is used.
        const TOGETHER: usize = 32;
        let stride = HEAD + self.classes;
        let slots = self.slots() as u64;
        let mut held = [0; TOGETHER];
        let mut places = [0; TOGETHER];
        for features in features.chunks(TOGETHER) {
            let mut count = 0;
            for &feature in features {
                let (word, bit) = self.bit(feature);
                held[count] = feature;
                count += (self.counts[word] >> bit & 1) as usize;
            }
            for (place, &feature) in places.iter_mut().zip(&held[..count]) {
                let mut at = ((u64::from(feature) * slots) >> 32) as usize;
                let own = taken(feature);
                let is_other = |at: usize| {
                    let head = &self.table[at * stride..at * stride + HEAD];
                    head[0] != 0 && *head != own
                };
                while is_other(at) {
                    at = if at + 1 == slots as usize { 0 } else { at + 1 };
                }
                *place = at * stride + HEAD;
            }
            for &place in &places[..count] {
                add_row(&self.table[place..place + self.classes], sums);
            }
        }
    }

    /// As bytes: features in ascending order as differences, then counts, classes and weights, each kind together, so
    /// that they compress well.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let taken = (0..self.slots()).map(|at| self.slot(at)).filter(|slot| slot[0] != 0);
        let mut keys: Vec<(u32, &[i16])> = taken.map(|slot| (feature_of(slot), &slot[HEAD..])).collect();
        keys.sort_unstable();
        let mut writer = Writer::default();
        writer.number(self.classes as u64);
        writer.number(keys.len() as u64);
        let mut last = 0;
        for &(key, _) in &keys {
            writer.number(u64::from(key - last));
            last = key;
        }
        for key in &keys {
            writer.number(entries(key.1).count() as u64);
        }
        for (class, _) in keys.iter().flat_map(|(_, row)| entries(row)) {
            writer.number(u64::from(class));
        }
        for (_, weight) in keys.iter().flat_map(|(_, row)| entries(row)) {
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
        let mut rows = Sparse { rows: Vec::with_capacity(count), ..Sparse::default() };
        let mut last = 0u32;
        for at in 0..count {
            let step = u32::try_from(reader.number()?).map_err(|_| WRONG)?;
            last = last.checked_add(step).ok_or(WRONG)?;
            if at > 0 && step == 0 {
                return Err(WRONG);
            }
            rows.rows.push((last, 0));
        }
        let mut all = 0;
        for (_, length) in &mut rows.rows {
            let read = u8::try_from(reader.number()?).ok();
            *length = read.filter(|&length| (1..=classes).contains(&usize::from(length))).ok_or(WRONG)?;
            all += usize::from(*length);
        }
        for _ in 0..all {
            let class = u8::try_from(reader.number()?).ok();
            rows.classes.push(class.filter(|&class| usize::from(class) < classes).ok_or(WRONG)?);
        }
        for _ in 0..all {
            rows.weights.push(i16::try_from(reader.signed()?).map_err(|_| WRONG)?);
        }
        Ok(Self::new(classes, &rows))
    }
}

/// What stands at the head of the slot of a feature.
fn taken(feature: u32) -> [i16; HEAD] {
    [1, feature as i16, (feature >> 16) as i16]
}

/// The feature of a slot that is taken.
fn feature_of(slot: &[i16]) -> u32 {
    u32::from(slot[1] as u16) | u32::from(slot[2] as u16) << 16
}

/// The classes of a row whose weight is not 0, with it.
fn entries(row: &[i16]) -> impl Iterator<Item = (u8, i16)> {
    (0..=u8::MAX).zip(row.iter().copied()).filter(|(_, weight)| *weight != 0)
}

/// Adds a row of weights, most of it many at once.
fn add_row(row: &[i16], sums: &mut [i32]) {
    const MANY: usize = 8;
    let ((many, rest), (many_sums, rest_sums)) = (row.as_chunks::<MANY>(), sums.as_chunks_mut::<MANY>());
    for (sums, row) in many_sums.iter_mut().zip(many) {
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum += i32::from(*weight);
        }
    }
    for (sum, weight) in rest_sums.iter_mut().zip(rest) {
        *sum += i32::from(*weight);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::trainer::Trainer;

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

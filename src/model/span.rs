//! Places in a text.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes of an article's text, always on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte `start` up to, not including, byte `end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let byte = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: byte(start), end: byte(end) }
    }

    /// The text between the two ends; empty where the span does not fit `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether every byte of `other` lies in this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Bytes to code points of one text, by a checkpoint every 64 bytes.
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Number of code points before byte `64 * i`.
    checkpoints: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    const STEP: usize = 64;

    /// Counts `text` once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / Self::STEP + 1);
        let mut points = 0u32;
        for chunk in text.as_bytes().chunks(Self::STEP) {
            checkpoints.push(points);
            points += chunk.iter().map(|byte| u32::from(byte & 0xC0 != 0x80)).sum::<u32>();
        }
        checkpoints.push(points);
        Self { text, checkpoints }
    }

    /// The number of code points before `byte`.
    #[must_use]
    pub fn at(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        let block = byte / Self::STEP;
        let rest = &self.text.as_bytes()[block * Self::STEP..byte];
        self.checkpoints[block] + rest.iter().map(|byte| u32::from(byte & 0xC0 != 0x80)).sum::<u32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_characters_not_bytes() {
        let text = "„Größe“ 中文 ".repeat(40);
        let points = CodePoints::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(u32::try_from(byte).expect("small")) as usize, count);
        }
        assert_eq!(points.at(u32::try_from(text.len()).expect("small")) as usize, text.chars().count());
    }

    #[test]
    fn a_span_off_the_text_is_empty() {
        assert_eq!(Span::new(1, 9).of("ab"), "");
        assert_eq!(Span::new(0, 1).of("é"), "");
    }
}

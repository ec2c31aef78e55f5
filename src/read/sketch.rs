//! The sketch of a text, by which near-duplicates are found.

use crate::model::Span;

/// Hashes in a sketch at most.
const SIZE: usize = 64;
/// Words in a shingle.
const SHINGLE: usize = 5;

/// The smallest hashes of all runs of five words (small letters only) outside `boilerplate`, ascending; a text of
/// fewer words is one run (Broder, «On the resemblance and containment of documents»).
pub fn sketch(text: &str, boilerplate: &[Span]) -> Vec<u64> {
    let mut smallest = Smallest::default();
    let mut window = [0u64; SHINGLE];
    let mut count = 0usize;
    words(text, boilerplate, |word| {
        window.rotate_left(1);
        window[SHINGLE - 1] = word;
        count += 1;
        if count >= SHINGLE {
            smallest.add(shingle(&window));
        }
    });
    if (1..SHINGLE).contains(&count) {
        smallest.add(shingle(&window));
    }
    smallest.0
}

/// Calls `found` with the hash of each word (FNV-1a over its small letters).
fn words(text: &str, boilerplate: &[Span], mut found: impl FnMut(u64)) {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let mut start = 0;
    let ends = boilerplate.iter().map(|span| (span.start as usize, span.end as usize));
    for (end, next) in ends.chain([(text.len(), text.len())]) {
        let mut hash = OFFSET;
        for c in text.get(start..end).unwrap_or("").chars() {
            if c.is_ascii_alphabetic() {
                hash = (hash ^ u64::from(c.to_ascii_lowercase())).wrapping_mul(PRIME);
            } else if c.is_alphabetic() {
                for small in c.to_lowercase() {
                    hash = (hash ^ u64::from(small)).wrapping_mul(PRIME);
                }
            } else if hash != OFFSET {
                found(hash);
                hash = OFFSET;
            }
        }
        if hash != OFFSET {
            found(hash);
        }
        start = next;
    }
}

/// One hash of five; mixed well, since the smallest are taken (Steele and others, «Fast splittable pseudorandom number
/// generators»).
fn shingle(words: &[u64; SHINGLE]) -> u64 {
    words.iter().fold(0, |sum: u64, word| {
        let mut mixed = (sum ^ word).wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    })
}

/// The smallest distinct numbers seen, ascending.
#[derive(Default)]
struct Smallest(Vec<u64>);

impl Smallest {
    fn add(&mut self, hash: u64) {
        let full = self.0.len() == SIZE;
        if full && self.0.last().is_some_and(|greatest| hash >= *greatest) {
            return;
        }
        if let Err(at) = self.0.binary_search(&hash) {
            self.0.truncate(SIZE - 1);
            self.0.insert(at, hash);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_case_and_boilerplate_do_not_count() {
        let one = "Alfatech buys the lender Fjordbank for two billion. Share this";
        let two = "ALFATECH buys the lender, Fjordbank, for two billion!";
        assert_eq!(sketch(one, &[Span::new(52, 62)]), sketch(two, &[]));
        assert_ne!(sketch(one, &[]), sketch(two, &[]));
        assert_eq!(sketch("Two words", &[]).len(), 1);
        assert!(sketch("12 %", &[]).is_empty());
    }

    #[test]
    fn long_texts_keep_the_smallest_alone() {
        let word = |n: u8| char::from(b'a' + n % 26).to_string().repeat(usize::from(n) / 26 + 1);
        let text = (0..200u8).map(word).collect::<Vec<_>>().join(" ");
        let sketch = sketch(&text, &[]);
        assert_eq!(sketch.len(), 64);
        assert!(sketch.is_sorted());
    }
}

//! The closed vocabulary: every word that the ontology uses, as a number.

use rustc_hash::FxHashMap;

use super::tokens::{normal_form, tokens};
use crate::model::WordId;

/// Words by number; a word that is not there has the number 0.
///
/// Nearly all words have at most 16 bytes. These are keys by value, so that a look costs one place in memory and not
/// the string behind it as well. Most words of a text have at most 8: a table of their own keeps these close together.
#[derive(Clone, Debug, Default)]
pub struct Words {
    short: FxHashMap<u64, WordId>,
    middle: FxHashMap<u128, WordId>,
    long: FxHashMap<Box<str>, WordId>,
    /// Working space for normal forms.
    buffer: String,
}

/// The bytes of a word, if they are at most `N`, filled up with zeros. Words hold no NUL, so that no two words are alike.
fn key<const N: usize>(word: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    Some(bytes)
}

impl Words {
    /// The number of a word in its normal form; 0 where the vocabulary does not have it.
    #[must_use]
    pub fn id(&self, word: &str) -> WordId {
        let found = if let Some(key) = key::<8>(word) {
            self.short.get(&u64::from_le_bytes(key))
        } else if let Some(key) = key::<16>(word) {
            self.middle.get(&u128::from_le_bytes(key))
        } else {
            self.long.get(word)
        };
        found.copied().unwrap_or_default()
    }

    /// The number of a word in its normal form, which it is given if it has none.
    pub fn add(&mut self, word: &str) -> WordId {
        let next = WordId(u32::try_from(self.bound()).unwrap_or(u32::MAX));
        if let Some(key) = key::<8>(word) {
            *self.short.entry(u64::from_le_bytes(key)).or_insert(next)
        } else if let Some(key) = key::<16>(word) {
            *self.middle.entry(u128::from_le_bytes(key)).or_insert(next)
        } else if let Some(id) = self.long.get(word) {
            *id
        } else {
            *self.long.entry(word.into()).or_insert(next)
        }
    }

    /// The numbers of the words of a phrase, added where they are new.
    pub fn add_phrase(&mut self, phrase: &str) -> Vec<WordId> {
        let (mut out, mut buffer) = (Vec::with_capacity(4), std::mem::take(&mut self.buffer));
        for part in phrase.split_whitespace() {
            // Most parts are plain words: one token each.
            if part.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                out.push(self.add(normal_form(part, &mut buffer)));
                continue;
            }
            // An elided word («l'») keeps its apostrophe where a word follows it; here none does.
            let elided = part
                .strip_suffix(['\'', '’'])
                .is_some_and(|word| word.chars().all(char::is_alphabetic) && !word.is_empty());
            if elided {
                out.push(self.add(normal_form(part, &mut buffer)));
            } else {
                tokens(part, |token| out.push(self.add(normal_form(token.span.of(part), &mut buffer))));
            }
        }
        self.buffer = buffer;
        out
    }

    /// One more than the greatest number given.
    #[must_use]
    pub fn bound(&self) -> usize {
        self.short.len() + self.middle.len() + self.long.len() + 1
    }
}

//! The closed vocabulary: every word that the ontology uses, as a number.

use rustc_hash::FxHashMap;

use super::tokens::{normal_form, tokens};
use crate::model::WordId;

/// Words by number; a word that is not there has the number 0.
///
/// Nearly all words have at most 16 bytes. These are keys by value, so that a look costs one place in memory and not
/// the string behind it as well.
#[derive(Clone, Debug, Default)]
pub struct Words {
    short: FxHashMap<u128, WordId>,
    long: FxHashMap<Box<str>, WordId>,
}

/// A word of at most 16 bytes as a number. Words hold no NUL, so the zeros behind a shorter one are its own.
fn key(word: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    Some(u128::from_le_bytes(bytes))
}

impl Words {
    /// The number of a word in its normal form; 0 where the vocabulary does not have it.
    #[must_use]
    pub fn id(&self, word: &str) -> WordId {
        let found = match key(word) {
            Some(key) => self.short.get(&key),
            None => self.long.get(word),
        };
        found.copied().unwrap_or_default()
    }

    /// The number of a word in its normal form, which it is given if it has none.
    pub fn add(&mut self, word: &str) -> WordId {
        let next = WordId(u32::try_from(self.bound()).unwrap_or(u32::MAX));
        match key(word) {
            Some(key) => *self.short.entry(key).or_insert(next),
            None => match self.long.get(word) {
                Some(id) => *id,
                None => *self.long.entry(word.into()).or_insert(next),
            },
        }
    }

    /// The numbers of the words of a phrase, added where they are new.
    pub fn add_phrase(&mut self, phrase: &str) -> Vec<WordId> {
        let (mut out, mut buffer) = (Vec::new(), String::new());
        for part in phrase.split_whitespace() {
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
        out
    }

    /// One more than the greatest number given.
    #[must_use]
    pub fn bound(&self) -> usize {
        self.short.len() + self.long.len() + 1
    }
}

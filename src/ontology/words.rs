//! The closed vocabulary: every word that the ontology uses, as a number.

use rustc_hash::FxHashMap;

use super::tokens::{normal_form, tokens};
use crate::model::WordId;

/// Words by number and back; a word that is not there has the number 0.
#[derive(Clone, Debug)]
pub struct Words {
    ids: FxHashMap<Box<str>, WordId>,
    count: u32,
}

impl Default for Words {
    fn default() -> Self {
        Self { ids: FxHashMap::default(), count: 1 }
    }
}

impl Words {
    /// The number of a word in its normal form; 0 where the vocabulary does not have it.
    #[must_use]
    pub fn id(&self, word: &str) -> WordId {
        self.ids.get(word).copied().unwrap_or_default()
    }

    /// The number of a word in its normal form, which it is given if it has none.
    pub fn add(&mut self, word: &str) -> WordId {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = WordId(self.count);
        self.count += 1;
        self.ids.insert(word.into(), id);
        id
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
        self.count as usize
    }
}

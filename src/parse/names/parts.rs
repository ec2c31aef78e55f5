//! The words that names are made of, from the names that the ontology knows.

use rustc_hash::FxHashMap;

use crate::{
    model::ClassId,
    ontology::{Classes, Compiled, tokens::normal_form},
    parse::linear::value,
};

/// Which words begin, end or stand in names that the ontology knows: a «Müller» that ends one person's name may end
/// another's.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// By the hash of the word in small letters.
    of_words: FxHashMap<u32, u8>,
    /// Sets of classes that hints tell apart.
    broad: Vec<u128>,
}

const PERSON_FIRST: u8 = 1;
const PERSON_LAST: u8 = 2;
const ORGANIZATION: u8 = 4;
const PLACE: u8 = 8;
const PRODUCT: u8 = 16;
const GIVEN: u8 = 32;
const FAMILY: u8 = 64;

impl Parts {
    /// Takes the names of several words apart, and adds the given and family names of all languages.
    #[must_use]
    pub fn new(compiled: &Compiled) -> Self {
        let Classes { person, organization, country, place, product, event, facility, .. } = compiled.classes;
        let broad = vec![person, organization, country, place, product, event, facility];
        let mut parts = Self { of_words: FxHashMap::default(), broad };
        let mut buffer = String::new();
        let mut add = |word: &str, bit: u8, of_words: &mut FxHashMap<u32, u8>| {
            if word.starts_with(char::is_uppercase) {
                *of_words.entry(value(normal_form(word, &mut buffer))).or_default() |= bit;
            }
        };
        for lexicon in &compiled.ontology.lexicons {
            for (category, bit) in [("GivenName", GIVEN), ("FamilyName", FAMILY)] {
                lexicon.words(category).iter().for_each(|word| add(word, bit, &mut parts.of_words));
            }
        }
        for entity in &compiled.ontology.entities {
            let (first, rest, last) = match parts.broad(compiled, entity.class) {
                1 => (PERSON_FIRST, 0, PERSON_LAST),
                2 => (ORGANIZATION, ORGANIZATION, ORGANIZATION),
                3 | 4 => (PLACE, PLACE, PLACE),
                5 => (PRODUCT, PRODUCT, PRODUCT),
                _ => continue,
            };
            for name in entity.labels.values().chain(entity.alternatives.values()).flatten() {
                let words: Vec<&str> = name.split(' ').collect();
                for (at, word) in words.iter().enumerate().filter(|_| words.len() > 1) {
                    let bit = if at == 0 {
                        first
                    } else if at + 1 == words.len() {
                        last
                    } else {
                        rest
                    };
                    add(word, bit, &mut parts.of_words);
                }
            }
        }
        parts
    }

    /// What is known of a word, by its hash; 0 for nothing.
    pub(super) fn of_word(&self, word: u32) -> u32 {
        u32::from(self.of_words.get(&word).copied().unwrap_or(0))
    }

    /// The broad kind of a class, from 1; 0 for any other.
    pub(super) fn broad(&self, compiled: &Compiled, class: ClassId) -> u32 {
        let at = self.broad.iter().position(|set| *set != 0 && compiled.fits(class, *set));
        at.map_or(0, |at| at as u32 + 1)
    }
}

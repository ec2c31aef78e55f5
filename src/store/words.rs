//! Where words stand: sentences by their text, everything else by its names.

use std::{collections::BTreeMap, ops::Bound};

/// The predicate that a search of words is written with inside a query; no quad has it.
pub const MATCH: &str = "urn:newsgraph:match";

/// Numbers of terms by the words of their texts, in small letters.
#[derive(Debug, Default)]
pub(super) struct Words {
    lists: BTreeMap<Box<str>, Vec<u32>>,
}

impl Words {
    /// The words of texts, each with the number of the term that it belongs to.
    pub(super) fn of<'t>(texts: impl Iterator<Item = (u32, &'t str)>) -> Self {
        let mut lists: BTreeMap<Box<str>, Vec<u32>> = BTreeMap::new();
        for (term, text) in texts {
            for (word, _) in words(text) {
                match lists.get_mut(word.as_str()) {
                    Some(list) => list.push(term),
                    None => drop(lists.insert(word.into(), vec![term])),
                }
            }
        }
        for list in lists.values_mut() {
            list.sort_unstable();
            list.dedup();
            list.shrink_to_fit();
        }
        Self { lists }
    }

    /// The terms that have all these words, in the order of their numbers; none where there are no words. A word followed
    /// by `*` is the beginning of one.
    pub(super) fn find(&self, wanted: &str) -> Vec<u32> {
        let mut found: Option<Vec<u32>> = None;
        for (word, begins) in words(wanted) {
            let own = if begins { self.beginning(&word) } else { self.list(&word).to_vec() };
            found = Some(match found {
                Some(found) => found.into_iter().filter(|term| own.binary_search(term).is_ok()).collect(),
                None => own,
            });
        }
        found.unwrap_or_default()
    }

    fn list(&self, word: &str) -> &[u32] {
        self.lists.get(word).map_or(&[], Vec::as_slice)
    }

    fn beginning(&self, with: &str) -> Vec<u32> {
        let from = (Bound::Included(with), Bound::Unbounded);
        let words = self.lists.range::<str, _>(from).take_while(|(word, _)| word.starts_with(with));
        let mut found: Vec<u32> = words.flat_map(|(_, list)| list.iter().copied()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The words of a text in small letters, each with whether `*` follows it.
fn words(text: &str) -> impl Iterator<Item = (String, bool)> + '_ {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        (!word.is_empty()).then(|| (word.to_lowercase(), after.starts_with('*')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_must_be_there_and_a_star_ends_a_beginning() {
        let texts =
            [(3, "Alfatech rejected Boreasoft."), (1, "Alfatech-Aktien: ÜBERNAHME"), (2, "Boreasoft"), (2, "Borea AG")];
        let words = Words::of(texts.into_iter());
        assert_eq!(words.find("alfatech"), [1, 3]);
        assert_eq!(words.find("boreasoft ALFATECH"), [3]);
        assert_eq!(words.find("borea"), [2]);
        assert_eq!(words.find("borea*"), [2, 3]);
        assert_eq!(words.find("borea* rejected"), [3]);
        assert_eq!(words.find("übernahme"), [1]);
        assert_eq!(words.find("* , -"), [0; 0]);
        assert_eq!(words.find(""), [0; 0]);
        assert_eq!(words.find("rejecte"), [0; 0]);
    }
}

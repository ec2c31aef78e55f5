//! Phrases by their words.

use rustc_hash::FxHashMap;

use crate::model::WordId;

/// A prefix tree over words: which phrases begin here, and what each stands for.
#[derive(Clone, Debug)]
pub struct Trie<T> {
    next: FxHashMap<(u32, WordId), u32>,
    found: Vec<Vec<T>>,
    /// Whether some phrase begins with a word, by its number.
    begins: Vec<bool>,
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Self { next: FxHashMap::default(), found: vec![Vec::new()], begins: Vec::new() }
    }
}

impl<T: PartialEq> Trie<T> {
    /// Adds what a phrase stands for. A phrase without words is ignored.
    pub fn add(&mut self, phrase: &[WordId], stands_for: T) {
        let Some(first) = phrase.first() else { return };
        let at = first.0 as usize;
        if self.begins.len() <= at {
            self.begins.resize(at + 1, false);
        }
        self.begins[at] = true;
        let mut node = 0;
        for word in phrase {
            let fresh = u32::try_from(self.found.len()).unwrap_or(u32::MAX);
            node = *self.next.entry((node, *word)).or_insert(fresh);
            if node == fresh {
                self.found.push(Vec::new());
            }
        }
        let found = &mut self.found[node as usize];
        if !found.contains(&stands_for) {
            found.push(stands_for);
        }
    }

    /// Whether some phrase begins with this word.
    #[must_use]
    pub fn begins_with(&self, word: WordId) -> bool {
        self.begins.get(word.0 as usize).copied().unwrap_or(false)
    }

    /// Calls `found` with the length in words and what it stands for, for every phrase that the words begin with,
    /// the shortest first.
    pub fn phrases<'t>(&'t self, words: impl Iterator<Item = WordId>, mut found: impl FnMut(usize, &'t [T])) {
        let mut node = 0;
        for (at, word) in words.enumerate() {
            if at == 0 && !self.begins_with(word) {
                return;
            }
            let Some(&next) = self.next.get(&(node, word)) else { return };
            node = next;
            let here = &self.found[node as usize];
            if !here.is_empty() {
                found(at + 1, here);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_phrase_that_begins_here() {
        let mut trie = Trie::default();
        let of = |ids: &[u32]| ids.iter().copied().map(WordId).collect::<Vec<_>>();
        trie.add(&of(&[1, 2]), "ab");
        trie.add(&of(&[1, 2, 3]), "abc");
        trie.add(&of(&[1, 2]), "ab");
        let mut seen = Vec::new();
        trie.phrases(of(&[1, 2, 3, 4]).into_iter(), |len, found| seen.push((len, found.to_vec())));
        assert_eq!(seen, [(2, vec!["ab"]), (3, vec!["abc"])]);
        assert!(!trie.begins_with(WordId(2)));
    }
}

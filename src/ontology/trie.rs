//! Phrases by their words.

use rustc_hash::FxHashMap;

use crate::model::WordId;

/// A prefix tree over words: which phrases begin here, and what each stands for.
#[derive(Clone, Debug)]
pub struct Trie<T> {
    /// Node behind a first word, by the word's number; 0 where no phrase begins with it.
    first: Vec<u32>,
    /// Node behind a node and a further word.
    next: FxHashMap<(u32, WordId), u32>,
    found: Vec<Vec<T>>,
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Self { first: Vec::new(), next: FxHashMap::default(), found: vec![Vec::new()] }
    }
}

impl<T: PartialEq> Trie<T> {
    /// Adds what a phrase stands for. A phrase without words is ignored.
    pub fn add(&mut self, phrase: &[WordId], stands_for: T) {
        let [first, rest @ ..] = phrase else { return };
        let at = first.0 as usize;
        if self.first.len() <= at {
            self.first.resize(at + 1, 0);
        }
        if self.first[at] == 0 {
            self.first[at] = fresh(&mut self.found);
        }
        let mut node = self.first[at];
        for word in rest {
            node = *self.next.entry((node, *word)).or_insert_with(|| fresh(&mut self.found));
        }
        let found = &mut self.found[node as usize];
        if !found.contains(&stands_for) {
            found.push(stands_for);
        }
    }

    /// Whether some phrase begins with this word.
    #[must_use]
    pub fn begins_with(&self, word: WordId) -> bool {
        self.node(word) != 0
    }

    /// Calls `found` with the length in words and what it stands for, for every phrase that the words begin with,
    /// the shortest first.
    pub fn phrases<'t>(&'t self, mut words: impl Iterator<Item = WordId>, mut found: impl FnMut(usize, &'t [T])) {
        let mut node = words.next().map_or(0, |word| self.node(word));
        let mut len = 1;
        while node != 0 {
            let here = &self.found[node as usize];
            if !here.is_empty() {
                found(len, here);
            }
            node = words.next().and_then(|word| self.next.get(&(node, word)).copied()).unwrap_or(0);
            len += 1;
        }
    }

    fn node(&self, word: WordId) -> u32 {
        self.first.get(word.0 as usize).copied().unwrap_or(0)
    }
}

/// A node that stands for nothing yet.
fn fresh<T>(found: &mut Vec<Vec<T>>) -> u32 {
    found.push(Vec::new());
    u32::try_from(found.len() - 1).unwrap_or(u32::MAX)
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

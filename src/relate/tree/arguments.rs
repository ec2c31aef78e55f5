//! What fills the places beside the verb, by the tree.

use super::{Found, Parsed};
use crate::{
    ontology::{
        Category, LemmaId,
        pattern::{Complement, Filler, Role, Slot},
    },
    relate::group::Group,
};

impl Parsed<'_> {
    /// Fills a complement; whether it could.
    pub(super) fn fill_complement(
        &self,
        verb: usize,
        complement: &Complement,
        group: &Group,
        found: &mut Found,
    ) -> bool {
        let near = self.near(verb);
        match &complement.filler {
            Filler::Words { words, possessor } => {
                let governed = |&word: &usize| {
                    complement.preposition.is_none_or(|preposition| self.governed_by(word, preposition))
                };
                let noun = near.iter().copied().find(|word| self.is_words(*word, words) && governed(word));
                let Some(noun) = noun else { return false };
                let Some(slot) = possessor else { return true };
                match self.owner(noun, words.len(), verb, *slot) {
                    Some(owner) => found.filled.push((*slot, self.view.list(owner, *slot, false))),
                    None => return false,
                }
                true
            }
            Filler::Slot(slot) => {
                let index = match complement.preposition {
                    Some(preposition) => near
                        .iter()
                        .filter(|&&word| self.governed_by(word, preposition))
                        .find_map(|&word| self.filling(word, *slot)),
                    None => self.object(verb, *slot, group),
                };
                if let Some(index) = index {
                    found.filled.push((*slot, self.view.list(index, *slot, false)));
                    return true;
                }
                slot.role == Role::Any
                    && slot.classes == 0
                    && match complement.preposition {
                        Some(preposition) => near.iter().any(|&word| self.governed_by(word, preposition)),
                        None => self.child(verb, &["obj", "xcomp", "ccomp"]).is_some(),
                    }
            }
        }
    }

    /// What hangs on the verb, then what hangs on its object: prepositional phrases are often hung one too low.
    fn near(&self, verb: usize) -> Vec<usize> {
        const DIRECT: [&str; 8] = ["obj", "iobj", "obl", "obl:agent", "nmod", "advmod", "nummod", "xcomp"];
        let direct: Vec<usize> =
            self.children(verb).filter(|&child| DIRECT.contains(&self.nodes[child].label)).collect();
        let mut near = direct.clone();
        for word in direct {
            let noun = matches!(self.nodes[word].label, "obj" | "obl" | "xcomp");
            near.extend(self.children(word).filter(|&child| {
                noun && matches!(self.nodes[child].label, "nmod" | "obl" | "obl:agent" | "obj" | "appos" | "nummod")
            }));
        }
        near
    }

    /// The object of a verb: its own, that of a verb coordinated with it, the antecedent of a relative clause, a clitic.
    fn object(&self, verb: usize, slot: Slot, group: &Group) -> Option<usize> {
        if slot.role == Role::Value {
            return self.near(verb).into_iter().find_map(|word| self.filling(word, slot));
        }
        let bare_oblique = |word: usize| self.nodes[word].label == "obl" && self.bare(word);
        let objects: Vec<usize> = self
            .children(verb)
            .filter(|&child| matches!(self.nodes[child].label, "obj" | "iobj") || bare_oblique(child))
            .collect();
        if slot.role == Role::Post {
            // A post hangs on the verb or on its holder, under one label or another.
            let holders = self.children(verb).filter(|&child| self.nodes[child].part != "PUNCT");
            let mut words = holders.flat_map(|child| std::iter::once(child).chain(self.children(child)));
            return words.find_map(|word| {
                self.mention(word).filter(|&index| self.view.takes(slot, &self.view.mentions[index]))
            });
        }
        let head = self.nodes[verb].head.filter(|_| self.nodes[verb].label == "acl");
        let own = objects.iter().find_map(|&word| match head.filter(|_| self.relative(word)) {
            Some(noun) => self.filling(noun, slot),
            None => self.filling(word, slot),
        });
        if own.is_some() || objects.iter().any(|&word| self.nodes[word].label == "obj" && !self.relative(word)) {
            return own;
        }
        let shared = || {
            let later = self.children(verb).filter(|&child| self.nodes[child].label == "conj");
            later.filter_map(|other| self.child(other, &["obj"])).find_map(|word| self.filling(word, slot))
        };
        let reduced = || {
            // «B A rejected»: a relative clause with a subject of its own and no object is about its object.
            let subject = self.child(verb, &["nsubj"]).filter(|&subject| !self.relative(subject));
            head.filter(|_| subject.is_some()).and_then(|noun| self.filling(noun, slot))
        };
        let clitic = || group.clitic.filter(|&index| self.view.takes(slot, &self.view.mentions[index]));
        clitic().or_else(shared).or_else(reduced)
    }

    /// The mention of a word that a slot takes; numbers may hang on it.
    fn filling(&self, word: usize, slot: Slot) -> Option<usize> {
        if slot.role != Role::Value {
            return self.named(word, slot, 0);
        }
        let takes = |&index: &usize| self.view.takes(slot, &self.view.mentions[index]);
        let at = |word: usize| self.view.mention_index(self.token(word)).filter(takes);
        at(word).or_else(|| self.children(word).find_map(at))
    }

    /// Who does it in a passive: behind its preposition, or right behind the verb where the language puts it there.
    pub(super) fn agent(&self, verb: usize, slot: Slot) -> Option<Vec<usize>> {
        let by = |word: usize| self.children(word).any(|child| self.is(child, Category::AGENT));
        let adjacent = |word: usize| {
            self.view.traits().voice_prefix && self.token(word) == self.nodes[verb].tokens.end && self.bare(word)
        };
        let mut agents = self.children(verb).filter(|&child| match self.nodes[child].label {
            "obl:agent" | "obl" | "nmod" => by(child) || adjacent(child),
            "obj" => adjacent(child),
            _ => false,
        });
        let index = agents.find_map(|word| self.named(word, slot, 0))?;
        Some(self.view.list(index, slot, false))
    }

    /// Whether a preposition governs a word.
    fn governed_by(&self, word: usize, preposition: LemmaId) -> bool {
        let case = |child: usize| {
            matches!(self.nodes[child].label, "case" | "mark")
                && self.nodes[child].tokens.clone().any(|token| self.view.is_form(token, preposition))
        };
        self.children(word).any(case)
    }

    /// Whether these words stand here, the first of them at `word`.
    pub(super) fn is_words(&self, word: usize, words: &[LemmaId]) -> bool {
        let Some((first, rest)) = words.split_first() else { return false };
        let Some(start) = self.nodes[word].tokens.clone().find(|&token| self.view.is_form(token, *first)) else {
            return false;
        };
        self.view.words_behind(start + 1, self.view.end, rest).is_some()
    }

    /// Whom a noun belongs to, as the surface has it: possessors stand beside their noun.
    pub(super) fn owner(&self, noun: usize, words: usize, verb: usize, slot: Slot) -> Option<usize> {
        let (start, verb) = (self.token(noun), self.token(verb));
        let limit = if start < verb { verb } else { self.view.end };
        self.view.possessor(&(start..start + words), limit, slot)
    }
}

//! Verb frames on a dependency tree, in all languages alike.
//!
//! In: a sentence, its tree and a frame at a verb. Out: what fills the frame, found independently of clause analysis, so
//! that agreement of the two says how sure a claim is. Lists and appositions are not read off the tree, which is
//! weak there: the tree finds one member, `phrase` the others.

mod arguments;
mod subject;

use std::ops::Range;

use super::{
    View,
    found::Question,
    group::{Control, Group},
    passive,
    verb::Verb,
};
use crate::{
    model::{Mention, MentionKind, Node, Referent, Shape, Tree},
    ontology::{
        Category,
        forms::Features,
        pattern::{Filler, Role, Slot},
    },
};

/// The tree of a sentence, laid over its mentions.
pub struct Parsed<'p> {
    view: &'p View<'p>,
    nodes: Vec<Node>,
    /// By token of the sentence: the last word that covers it.
    words: Vec<usize>,
}

impl<'p> Parsed<'p> {
    /// Lays a tree over a sentence; `None` where there is none.
    #[must_use]
    pub fn new(view: &'p View<'p>, tree: Tree) -> Option<Self> {
        let mut words = vec![usize::MAX; view.end - view.start];
        for (at, node) in tree.nodes.iter().enumerate() {
            for token in node.tokens.clone() {
                *words.get_mut(token.checked_sub(view.start)?)? = at;
            }
        }
        let whole = !tree.nodes.is_empty() && words.iter().all(|word| *word != usize::MAX);
        whole.then_some(Self { view, nodes: tree.nodes, words })
    }

    fn word(&self, token: usize) -> Option<usize> {
        self.words.get(token.checked_sub(self.view.start)?).copied()
    }

    fn token(&self, word: usize) -> usize {
        self.nodes[word].tokens.start
    }

    fn children(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.nodes.len()).filter(move |&child| self.nodes[child].head == Some(word))
    }

    fn child(&self, word: usize, labels: &[&str]) -> Option<usize> {
        self.children(word).find(|&child| labels.contains(&self.nodes[child].label))
    }

    fn category(&self, word: usize) -> Category {
        self.nodes[word].tokens.clone().fold(Category::default(), |all, token| all | self.view.category(token))
    }

    fn is(&self, word: usize, category: Category) -> bool {
        self.category(word).is(category)
    }

    /// Whether a word is a relative pronoun.
    fn relative(&self, word: usize) -> bool {
        self.nodes[word].part != "NOUN"
            && self.nodes[word].part != "PROPN"
            && self.is(word, Category::SUBJECT_RELATIVISER | Category::OBJECT_RELATIVISER | Category::OTHER_RELATIVISER)
    }

    /// The mention that a word heads.
    fn mention(&self, word: usize) -> Option<usize> {
        let index = self.nodes[word].tokens.clone().find_map(|token| self.view.mention_index(token))?;
        let Range { start, end } = self.view.mentions[index].tokens;
        // «Boreasoft-Aktie» is no mention of Boreasoft, but of its shares.
        let whole = self.nodes[word].tokens.start >= start && self.nodes[word].tokens.end <= end;
        let outside = |head: Option<usize>| head.is_none_or(|head| !(start..end).contains(&self.token(head)));
        (whole && outside(self.nodes[word].head)).then_some(index)
    }

    /// The frame at a verb; `None` where it does not fit.
    pub(super) fn attempt(&self, question: &Question<'_>) -> Option<Found> {
        let Question { pattern, verb: Verb { group, control, .. }, passive } = question;
        let verb = self.word(group.head)?;
        if matches!(self.nodes[verb].part, "NOUN" | "PROPN" | "ADP" | "DET" | "PRON") {
            return None;
        }
        let reflexive = self.children(verb).any(|child| self.is(child, Category::REFLEXIVE)) || group.reflexive;
        if pattern.reflexive != reflexive && !(pattern.reflexive && group.features.has(Features::PARTICIPLE)) {
            return None;
        }
        // «ist gestiegen»: where nothing can be promoted the auxiliary is that of the perfect.
        let promoted = if self.passive(verb, group, *passive) { passive::places(pattern) } else { None };
        let passive = promoted.is_some();
        let mut found = Found { control: *control, filled: Vec::new() };
        let filler = match promoted {
            Some((_, complement)) => &complement.filler,
            None => &pattern.subject,
        };
        self.fill_subject(verb, filler, pattern, group, &mut found)?;
        for (position, complement) in pattern.complements.iter().enumerate() {
            let is_promoted = promoted.is_some_and(|(place, _)| place == position);
            if !is_promoted && !self.fill_complement(verb, complement, group, &mut found) {
                return None;
            }
        }
        if passive && matches!(pattern.subject, Filler::Words { .. }) {
            return None;
        }
        if passive && let Filler::Slot(slot) = &pattern.subject {
            match self.agent(verb, *slot) {
                Some(members) => found.filled.push((*slot, members)),
                None if slot.role == Role::Any || pattern.meaning.unless && !slot.explicit => {}
                None => return None,
            }
        }
        self.is_sound(&found, group).then_some(found)
    }

    /// Whether the verb is passive: what the tree says, unless the verb's form says otherwise.
    fn passive(&self, verb: usize, group: &Group, surface: bool) -> bool {
        if self.view.traits().voice_prefix {
            return group.features.has(Features::PASSIVE);
        }
        if !group.features.has(Features::PARTICIPLE) {
            return false;
        }
        let marked = self.child(verb, &["nsubj:pass", "aux:pass", "obl:agent"]).is_some();
        let attribute = matches!(self.nodes[verb].label, "acl" | "amod")
            && !self.children(verb).any(|child| self.nodes[child].part == "AUX");
        marked || surface || attribute
    }

    /// Whether the arguments are such as no tree should make them: nobody is both sides of a claim, and nothing crosses
    /// a line break.
    fn is_sound(&self, found: &Found, group: &Group) -> bool {
        let claim = || found.filled.iter().filter(|(slot, _)| matches!(slot.role, Role::Subject | Role::Object));
        let mut seen: Vec<(Role, Referent)> = Vec::new();
        for (slot, indices) in claim() {
            for &index in indices {
                let mention = &self.view.mentions[index];
                let other = |(role, referent): &(Role, Referent)| *referent == mention.referent && *role != slot.role;
                let (from, to) = (mention.tokens.start.min(group.head), mention.tokens.start.max(group.head));
                if seen.iter().any(other) || (from + 1..=to).any(|at| self.view.shape(at).has(Shape::LINE_START)) {
                    return false;
                }
                seen.push((slot.role, mention.referent));
            }
        }
        true
    }

    /// The mention that a word stands for: its own, or the one it introduces («the start-up Boreasoft»); light nouns are
    /// stepped through («an offer from Boreasoft»).
    fn named(&self, word: usize, slot: Slot, depth: u8) -> Option<usize> {
        if depth > 3 {
            return None;
        }
        let own = self.mention(word).filter(|&index| self.fits(slot, &self.view.mentions[index]));
        let introduces = own.is_none_or(|index| self.view.mentions[index].kind == MentionKind::ClassNoun);
        if !introduces {
            return own;
        }
        let class_noun = self.nodes[word]
            .tokens
            .clone()
            .any(|token| self.view.mention(token).is_some_and(|mention| mention.kind == MentionKind::ClassNoun));
        let apposed = self.children(word).filter(|&child| {
            let label = self.nodes[child].label;
            // «startup Boreasoft» is Boreasoft, «pelanggan Boreasoft» is not.
            let described = class_noun && label == "nmod" && self.bare(child);
            let behind = child > word && (matches!(label, "appos" | "flat") || described);
            let before = child < word && label == "flat";
            behind || before
        });
        let is_name =
            |index: &usize| matches!(self.view.mentions[*index].kind, MentionKind::Name | MentionKind::UnknownName);
        let mut names = apposed.filter_map(|child| self.mention(child)).filter(is_name);
        let name = names.next().filter(|&index| self.fits(slot, &self.view.mentions[index]));
        if names.next().is_some() {
            // «CEO Alfatech Ratna Kusumadewi»: which of the names is meant the tree must not decide.
            return None;
        }
        // «The company from Cirrusville» is not just the company last named.
        let told_apart = || {
            let complements =
                self.children(word).filter(|&child| self.nodes[child].label == "nmod" && !self.bare(child));
            complements.filter_map(|child| self.mention(child)).any(|index| is_name(&index))
        };
        if name.is_some() || own.is_some() {
            return name.or_else(|| own.filter(|_| !told_apart()));
        }
        if !self.is(word, Category::LIGHT_NOUN) {
            return None;
        }
        let mut inner =
            self.children(word).filter(|&child| matches!(self.nodes[child].label, "nmod" | "obl" | "obl:agent"));
        inner.find_map(|child| self.named(child, slot, depth + 1))
    }

    /// Whether no preposition governs a word.
    fn bare(&self, word: usize) -> bool {
        self.child(word, &["case"]).is_none()
    }

    fn fits(&self, slot: Slot, mention: &Mention) -> bool {
        let whole = self.view.ends_phrase(mention) && !self.view.is_owner(mention);
        self.view.takes(slot, mention) && (whole || matches!(slot.role, Role::Value | Role::Date))
    }
}

/// What the tree finds of a frame.
pub(super) struct Found {
    /// What governs the verb.
    pub(super) control: Control,
    /// Slots with the mentions that fill them.
    pub(super) filled: Vec<(Slot, Vec<usize>)>,
}

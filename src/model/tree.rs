//! Dependency trees in Universal Dependencies (<https://universaldependencies.org>).

use std::ops::Range;

/// The universal parts of speech.
pub const PARTS: [&str; 17] = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
];

/// The universal relations, and the subtypes that tell who does from who undergoes.
pub const LABELS: [&str; 42] = [
    "acl",
    "advcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "aux:pass",
    "case",
    "cc",
    "ccomp",
    "clf",
    "compound",
    "conj",
    "cop",
    "csubj",
    "csubj:pass",
    "dep",
    "det",
    "discourse",
    "dislocated",
    "expl",
    "expl:pass",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nsubj",
    "nsubj:pass",
    "nummod",
    "obj",
    "obl",
    "obl:agent",
    "orphan",
    "parataxis",
    "punct",
    "reparandum",
    "root",
    "vocative",
    "xcomp",
];

/// A word in its tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The tokens it covers, as positions in the article's token list. Two words may share a token («im», «zum»).
    pub tokens: Range<usize>,
    /// Position of its head in the tree; `None` for the root.
    pub head: Option<usize>,
    /// Relation to its head, one of [`LABELS`].
    pub label: &'static str,
    /// Part of speech, one of [`PARTS`].
    pub part: &'static str,
}

/// The tree of a sentence: its words in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// The words.
    pub nodes: Vec<Node>,
}

//! What a frame found in a sentence.

use std::ops::Range;

use super::verb::Verb;
use crate::ontology::pattern::{Meaning, Slot, VerbPattern};

/// A frame that matched: which mentions fill its slots.
#[derive(Clone, Debug)]
pub struct Match<'p> {
    /// What the frame means.
    pub meaning: &'p Meaning,
    /// Position of the word that set it off.
    pub trigger: usize,
    /// Slots with the mentions that fill them.
    pub filled: Vec<(Slot, Vec<usize>)>,
    /// The positions it covers.
    pub covers: Range<usize>,
    /// The verb, for verb frames.
    pub verb: Option<Verb>,
    /// What the tree may be asked about it, for verb frames.
    pub question: Option<Question<'p>>,
}

/// How the verb of a match was read before its arguments were looked for: what the tree is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Question<'p> {
    /// The frame.
    pub pattern: &'p VerbPattern,
    /// The verb.
    pub verb: Verb,
    /// Whether it is passive.
    pub passive: bool,
}

//! The parser: words with tags into a dependency tree, in one pass from left to right.
//!
//! Every word costs two moves, each decided by what is known so far and never taken back, so time and memory grow with
//! the number of words and no faster.

use super::{
    Error,
    bytes::{Reader, Writer},
    linear::{Weights, best},
    look::Look,
    transition::{MOVES, Move, State},
};
use crate::model::PARTS;

/// Gives tagged words their heads and relations.
#[derive(Clone, Debug)]
pub struct Parser {
    /// Relations, by class.
    pub(crate) relations: Vec<String>,
    /// Chooses the move.
    pub(crate) moves: Weights,
    /// Chooses the relation of an arc.
    pub(crate) labels: Weights,
}

/// The features of an arc's relation: those of the state, told apart by the move that makes the arc.
pub(crate) fn label_features(state: &[u32], step: Move, out: &mut Vec<u32>) {
    let salt = if step == Move::Left { 0x5bd1_e995 } else { 0xc2b2_ae35 };
    out.clear();
    out.extend(state.iter().map(|feature| feature ^ salt));
}

/// Number of the coarse part of speech of each tag.
pub(crate) fn coarse(tags: &[String]) -> Vec<u8> {
    let part = |tag: &String| {
        let name = tag.split(' ').next().unwrap_or_default();
        PARTS.iter().position(|part| *part == name).unwrap_or(PARTS.len() - 1) as u8
    };
    tags.iter().map(part).collect()
}

impl Parser {
    /// Head (number from 1, 0 for the root) and relation of each word. `parts` gives the coarse part of each tag.
    #[must_use]
    pub fn arcs(&self, looks: &[Look], tags: &[u8], parts: &[u8]) -> Vec<(u32, u8)> {
        let mut state = State::new(looks, tags, parts);
        let (mut holding, mut labelling) = (Vec::with_capacity(128), Vec::with_capacity(128));
        let mut scores = Vec::with_capacity(64);
        while !state.done() {
            state.features(&mut holding);
            self.moves.score(&holding, &mut scores);
            let step = MOVES[best(&scores, |class| state.may(MOVES[class]))];
            let mut relation = 0;
            if step != Move::Shift {
                label_features(&holding, step, &mut labelling);
                self.labels.score(&labelling, &mut scores);
                relation = best(&scores, |_| true) as u8;
            }
            state.apply(step, relation);
        }
        state.arcs()
    }

    /// The parser as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.texts(self.relations.iter());
        writer.block(&self.moves.to_bytes());
        writer.block(&self.labels.to_bytes());
        writer.bytes
    }

    /// Reads what [`Parser::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`Error::Damaged`] where the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(bytes);
        let relations = reader.texts()?;
        let moves = Weights::from_bytes(reader.block()?)?;
        let labels = Weights::from_bytes(reader.block()?)?;
        if moves.classes() != MOVES.len() || labels.classes() != relations.len() || relations.is_empty() {
            return Err(Error::Damaged { what: "relations that cannot be" });
        }
        Ok(Self { relations, moves, labels })
    }
}

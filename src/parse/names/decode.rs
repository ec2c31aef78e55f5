//! The best labels of a sentence under a model, in integers.

use std::ops::Range;

use super::{
    Name,
    features::{Sight, features},
    labels::{self, COUNT, OUTSIDE},
};
use crate::parse::{
    Container, Error,
    bytes::{Reader, Writer},
    linear::Weights,
};

/// A score that no path can make good.
const NEVER: i32 = i32::MIN / 4;

/// What was learned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    weights: Weights,
    /// The labels that may follow each other, with the score of doing so, in order.
    legal: Vec<(u8, u8, i32)>,
}

impl Model {
    /// A model from its weights and the scores `[from][to]` of labels that follow each other.
    pub(super) fn new(weights: Weights, steps: &[[i32; COUNT]]) -> Self {
        let pairs = (0..COUNT).flat_map(|from| (0..COUNT).map(move |to| (from, to)));
        let legal = pairs
            .filter(|&(from, to)| labels::may_follow(from, to))
            .map(|(from, to)| (from as u8, to as u8, steps.get(from).map_or(0, |row| row[to])))
            .collect();
        Self { weights, legal }
    }

    /// Number of features that count.
    #[must_use]
    pub fn features(&self) -> usize {
        self.weights.features()
    }

    /// The names among the tokens of a sentence. What is not open is outside of names, so that each run of open tokens
    /// is read alone.
    pub(super) fn decode(&self, sights: &[Sight]) -> Vec<Name> {
        let mut out = Vec::new();
        let mut begin = 0;
        for run in sights.chunk_by(|one, next| one.open == next.open) {
            let range = begin..begin + run.len();
            begin = range.end;
            if run[0].open {
                self.run(sights, range, &mut out);
            }
        }
        out
    }

    /// The names in a run of open tokens.
    fn run(&self, sights: &[Sight], range: Range<usize>, out: &mut Vec<Name>) {
        let scores = self.scores(sights, range.clone());
        let (ahead, from) = self.ahead(&scores, range.start == 0);
        let leave = self.leave(range.end == sights.len());
        let Some(last) = ahead.last() else { return };
        let sum = |label: usize| last[label] + leave[label];
        let mut label = (0..COUNT)
            .filter(|&label| labels::may_end(label))
            .fold(OUTSIDE, |best, label| if sum(label) > sum(best) { label } else { best });
        let mut path = vec![0u8; scores.len()];
        for at in (0..scores.len()).rev() {
            path[at] = label as u8;
            label = usize::from(from[at][label]);
        }
        let found = labels::names(&path);
        if found.is_empty() {
            return;
        }
        let behind = self.behind(&scores, leave);
        let margin = |at: usize, kind| {
            let (mut same, mut other) = (NEVER * 2, NEVER * 2);
            for label in 0..COUNT {
                let score = ahead[at][label] + behind[at][label];
                let best = if labels::kind(label) == Some(kind) { &mut same } else { &mut other };
                *best = score.max(*best);
            }
            same - other
        };
        out.extend(found.into_iter().map(|(tokens, kind)| {
            let margin = tokens.clone().map(|at| margin(at, kind)).min().unwrap_or(0);
            Name { tokens: tokens.start + range.start..tokens.end + range.start, kind, margin }
        }));
    }

    /// The scores of the labels of each token of a run.
    fn scores(&self, sights: &[Sight], range: Range<usize>) -> Vec<[i32; COUNT]> {
        let mut held = Vec::with_capacity(100);
        let score = |at: usize| {
            features(sights, at, &mut held);
            self.weights.scores(&held)
        };
        range.map(score).collect()
    }

    /// The best score of each label at each token, what comes before it included, and the label before. Before a run
    /// that does not begin its sentence stands a token outside of names.
    fn ahead(&self, scores: &[[i32; COUNT]], begins: bool) -> (Vec<[i32; COUNT]>, Vec<[u8; COUNT]>) {
        let mut best: Vec<[i32; COUNT]> = Vec::with_capacity(scores.len());
        let mut from = vec![[OUTSIDE as u8; COUNT]; scores.len()];
        for (at, row) in scores.iter().enumerate() {
            let mut here = [NEVER; COUNT];
            if let Some(last) = best.last() {
                for &(step, to, score) in &self.legal {
                    let (step, to) = (usize::from(step), usize::from(to));
                    let score = last[step] + score;
                    if score > here[to] {
                        here[to] = score;
                        from[at][to] = step as u8;
                    }
                }
            } else if begins {
                (0..COUNT).filter(|&to| labels::may_begin(to)).for_each(|to| here[to] = 0);
            } else {
                let first = self.legal.iter().filter(|(step, _, _)| usize::from(*step) == OUTSIDE);
                first.for_each(|&(_, to, score)| here[usize::from(to)] = score);
            }
            here.iter_mut().zip(row).for_each(|(here, row)| *here = (*here + row).max(NEVER));
            best.push(here);
        }
        (best, from)
    }

    /// The score of what follows a run by the label of its last token: the end of the sentence, or a token outside of
    /// names.
    fn leave(&self, ends: bool) -> [i32; COUNT] {
        let mut leave = [NEVER; COUNT];
        if ends {
            (0..COUNT).filter(|&label| labels::may_end(label)).for_each(|label| leave[label] = 0);
        } else {
            let last = self.legal.iter().filter(|(_, to, _)| usize::from(*to) == OUTSIDE);
            last.for_each(|&(step, _, score)| leave[usize::from(step)] = score);
        }
        leave
    }

    /// The best score of what can come behind each label at each token of a run, behind the last of which `leave`
    /// follows.
    fn behind(&self, scores: &[[i32; COUNT]], leave: [i32; COUNT]) -> Vec<[i32; COUNT]> {
        let mut best = vec![[NEVER; COUNT]; scores.len()];
        let Some(last) = best.last_mut() else { return best };
        *last = leave;
        for at in (0..scores.len().saturating_sub(1)).rev() {
            let (here, behind) = best.split_at_mut(at + 1);
            for &(label, to, score) in &self.legal {
                let to = usize::from(to);
                let score = score + scores[at + 1][to] + behind[0][to];
                let known = &mut here[at][usize::from(label)];
                *known = score.max(*known);
            }
        }
        best
    }

    /// Puts it into a container, beside what else is there.
    pub fn write(&self, container: &mut Container) {
        container.insert("names", self.to_bytes());
    }

    /// As bytes, for a section of a model file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        self.legal.iter().for_each(|&(_, _, score)| writer.signed(i64::from(score)));
        writer.block(&self.weights.to_bytes());
        writer.bytes
    }

    /// Reads what [`Model::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`Error::Damaged`] where the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        const WRONG: Error = Error::Damaged { what: "weights of names that cannot be" };
        let mut reader = Reader::new(bytes);
        let mut steps = vec![[0; COUNT]; COUNT];
        for (from, row) in steps.iter_mut().enumerate() {
            for (to, score) in row.iter_mut().enumerate() {
                if labels::may_follow(from, to) {
                    *score = i32::from(i16::try_from(reader.signed()?).map_err(|_| WRONG)?);
                }
            }
        }
        let weights = Weights::from_bytes(reader.block()?)?;
        if weights.classes() == COUNT { Ok(Self::new(weights, &steps)) } else { Err(WRONG) }
    }
}

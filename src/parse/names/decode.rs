//! The best labels of a sentence under a model, in integers.

use super::{
    Name,
    features::{Sight, features},
    labels::{self, COUNT},
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
    pub(super) weights: Weights,
    /// `[from][to]`, [`NEVER`] where the labels cannot follow each other.
    pub(super) steps: Vec<[i32; COUNT]>,
}

impl Model {
    /// A model from its weights; what cannot be stays so whatever `steps` say.
    pub(super) fn new(weights: Weights, mut steps: Vec<[i32; COUNT]>) -> Self {
        steps.resize(COUNT, [0; COUNT]);
        for (from, row) in steps.iter_mut().enumerate() {
            for (to, score) in row.iter_mut().enumerate() {
                if !labels::may_follow(from, to) {
                    *score = NEVER;
                }
            }
        }
        Self { weights, steps }
    }

    /// Number of features that count.
    #[must_use]
    pub fn features(&self) -> usize {
        self.weights.features()
    }

    /// The names among the tokens of a sentence.
    pub(super) fn decode(&self, sights: &[Sight]) -> Vec<Name> {
        let scores = self.scores(sights);
        let (ahead, from) = self.ahead(&scores);
        let Some(last) = ahead.last() else { return Vec::new() };
        let mut label = (0..COUNT)
            .filter(|&label| labels::may_end(label))
            .fold(0, |best, label| if last[label] > last[best] { label } else { best });
        let mut path = vec![0u8; sights.len()];
        for at in (0..sights.len()).rev() {
            path[at] = label as u8;
            label = usize::from(from[at][label]);
        }
        let found = labels::names(&path);
        if found.is_empty() {
            return Vec::new();
        }
        let behind = self.behind(&scores);
        let margin = |at: usize, kind| {
            let (mut same, mut other) = (NEVER * 2, NEVER * 2);
            for label in 0..COUNT {
                let score = ahead[at][label] + behind[at][label];
                let best = if labels::kind(label) == Some(kind) { &mut same } else { &mut other };
                *best = score.max(*best);
            }
            same - other
        };
        found
            .into_iter()
            .map(|(tokens, kind)| {
                let margin = tokens.clone().map(|at| margin(at, kind)).min().unwrap_or(0);
                Name { tokens, kind, margin }
            })
            .collect()
    }

    fn scores(&self, sights: &[Sight]) -> Vec<[i32; COUNT]> {
        let (mut held, mut scores) = (Vec::with_capacity(100), Vec::with_capacity(COUNT));
        (0..sights.len())
            .map(|at| {
                features(sights, at, &mut held);
                self.weights.score(&held, &mut scores);
                let mut row = [0; COUNT];
                row.copy_from_slice(&scores);
                row
            })
            .collect()
    }

    /// The best score of each label at each token, what comes before it included, and the label before.
    fn ahead(&self, scores: &[[i32; COUNT]]) -> (Vec<[i32; COUNT]>, Vec<[u8; COUNT]>) {
        let mut best = Vec::with_capacity(scores.len());
        let mut from = vec![[0u8; COUNT]; scores.len()];
        for (at, row) in scores.iter().enumerate() {
            let mut here = [NEVER; COUNT];
            for to in 0..COUNT {
                if at == 0 {
                    if labels::may_begin(to) {
                        here[to] = row[to];
                    }
                    continue;
                }
                let last: &[i32; COUNT] = &best[at - 1];
                for step in 0..COUNT {
                    let score = last[step] + self.steps[step][to];
                    if score > here[to] {
                        here[to] = score;
                        from[at][to] = step as u8;
                    }
                }
                here[to] = (here[to] + row[to]).max(NEVER);
            }
            best.push(here);
        }
        (best, from)
    }

    /// The best score of what can come behind each label at each token.
    fn behind(&self, scores: &[[i32; COUNT]]) -> Vec<[i32; COUNT]> {
        let mut best = vec![[NEVER; COUNT]; scores.len()];
        for at in (0..scores.len()).rev() {
            for label in 0..COUNT {
                best[at][label] = match scores.get(at + 1) {
                    None if labels::may_end(label) => 0,
                    None => NEVER,
                    Some(next) => (0..COUNT)
                        .map(|to| self.steps[label][to] + next[to] + best[at + 1][to])
                        .max()
                        .unwrap_or(NEVER)
                        .max(NEVER),
                };
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
        for (from, row) in self.steps.iter().enumerate() {
            for (to, &score) in row.iter().enumerate() {
                if labels::may_follow(from, to) {
                    writer.signed(i64::from(score));
                }
            }
        }
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
        if weights.classes() == COUNT { Ok(Self::new(weights, steps)) } else { Err(WRONG) }
    }
}

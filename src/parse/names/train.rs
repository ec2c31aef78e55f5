//! Learning a model of names: a linear-chain conditional random field, one sentence at a time.
//!
//! The learner is FTRL-Proximal (`McMahan` et al. 2013), whose first norm leaves out what hardly counts. Floating point
//! is used here only, and only in operations that IEEE 754 fixes (no library functions), so that training gives the
//! same bytes everywhere.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{
    Kind, Model, Scene,
    features::{features, sights},
    labels::{self, COUNT, OUTSIDE},
};
use crate::parse::linear::{Sparse, Weights};

/// One nat in the integers of a model.
pub const SCALE: i32 = 32;

/// A sentence with its names, as token ranges of its article.
pub struct Lesson<'l> {
    /// Its article.
    pub scene: Scene<'l>,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its names.
    pub names: Vec<(Range<usize>, Kind)>,
    /// Tokens of which not all is known, and whether they surely belong to a name.
    pub loose: Vec<(usize, bool)>,
}

impl Lesson<'_> {
    /// The labels that each token may have.
    fn may(&self, gold: &[u8]) -> Vec<u32> {
        let mut may: Vec<u32> = gold.iter().map(|label| 1 << label).collect();
        for &(token, in_name) in &self.loose {
            let known = self.scene.kind_at(token);
            may[token - self.tokens.start] = if in_name { labels::inside(known) } else { labels::ANY };
        }
        may
    }
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How often every sentence is seen.
    pub rounds: u32,
    /// Step.
    pub alpha: f32,
    /// Weight of the first norm.
    pub l1: f32,
    /// Weight of the second norm.
    pub l2: f32,
    /// How often, in percent, what the ontology knows of a name is hidden.
    pub hide: u32,
    /// How often, in percent, a word is hidden so that its form and surroundings must do.
    pub blind: u32,
    /// Features seen less often are not learned.
    pub least: u32,
    /// Weights nearer to zero, in nats, are not kept.
    pub floor: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { rounds: 8, alpha: 0.15, l1: 0.05, l2: 1.0, hide: 40, blind: 25, least: 2, floor: 0.03 }
    }
}

#[derive(Clone, Copy, Default)]
struct Row {
    z: [f32; COUNT],
    n: [f32; COUNT],
    w: [f32; COUNT],
    /// Sum of `w` at the ends of the later rounds.
    sum: [f32; COUNT],
}

/// Learns a model.
#[must_use]
pub fn train(lessons: &[Lesson<'_>], settings: &Settings, mut told: impl FnMut(u32, &Model)) -> Model {
    let mut learner = Learner::new(lessons, settings);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    for round in 1..=settings.rounds {
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at as u32 + 1) as usize);
        }
        // What is loose is filled in by what was learned before: it must not come first.
        let early = round * 2 <= settings.rounds;
        for &at in order.iter().filter(|&&at| !early || lessons[at].loose.is_empty()) {
            learner.learn(&lessons[at], settings, &mut random);
        }
        learner.add_up(round, settings);
        if round == settings.rounds || round % 3 == 0 {
            told(round, &learner.model(settings));
        }
    }
    learner.model(settings)
}

struct Learner {
    index: FxHashMap<u32, u32>,
    rows: Vec<Row>,
    steps: Vec<Row>,
    /// Rounds added up.
    added: u32,
}

impl Learner {
    fn new(lessons: &[Lesson<'_>], settings: &Settings) -> Self {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        let mut held = Vec::new();
        let mut index = FxHashMap::default();
        let mut rows = 0;
        for lesson in lessons {
            let sights = sights(&lesson.scene, lesson.tokens.clone(), |_| false);
            for at in 0..sights.len() {
                features(&sights, at, &mut held);
                for &feature in &held {
                    let count = counts.entry(feature).or_insert(0);
                    *count += 1;
                    if *count == settings.least {
                        index.insert(feature, rows);
                        rows += 1;
                    }
                }
            }
        }
        Self { index, rows: vec![Row::default(); rows as usize], steps: vec![Row::default(); COUNT], added: 0 }
    }

    /// Weights are averaged over the ends of the later rounds: the last sentences seen count no more than others.
    fn add_up(&mut self, round: u32, settings: &Settings) {
        if round * 3 <= settings.rounds {
            return;
        }
        self.added += 1;
        for row in self.rows.iter_mut().chain(&mut self.steps) {
            for label in 0..COUNT {
                row.sum[label] += row.w[label];
            }
        }
    }

    fn learn(&mut self, lesson: &Lesson<'_>, settings: &Settings, random: &mut Random) {
        let salt = random.next();
        let hidden = |at: usize| {
            Random(u64::from(salt) << 32 | (at as u64 + 1).wrapping_mul(0x9E37_79B9)).next() % 100 < settings.hide
        };
        let mut sights = sights(&lesson.scene, lesson.tokens.clone(), hidden);
        for sight in &mut sights {
            if random.below(100) < settings.blind {
                sight.blind();
            }
        }
        if sights.is_empty() {
            return;
        }
        let mut held = Vec::new();
        let mut keys: Vec<Vec<u32>> = Vec::with_capacity(sights.len());
        let mut nodes: Vec<[f32; COUNT]> = Vec::with_capacity(sights.len());
        for at in 0..sights.len() {
            features(&sights, at, &mut held);
            let rows: Vec<u32> = held.iter().filter_map(|feature| self.index.get(feature)).copied().collect();
            let mut node = [0.0; COUNT];
            for &row in &rows {
                let w = &self.rows[row as usize].w;
                for label in 0..COUNT {
                    node[label] += w[label];
                }
            }
            keys.push(rows);
            nodes.push(node);
        }
        let first = lesson.tokens.start;
        let names: Vec<_> =
            lesson.names.iter().map(|(range, kind)| (range.start - first..range.end - first, *kind)).collect();
        let gold = labels::labels(sights.len(), &names);
        let may = lesson.may(&gold);
        let (marginals, pairs) = self.expect(&nodes, &vec![labels::ANY; nodes.len()]);
        let (wanted, wanted_pairs) = self.expect(&nodes, &may);
        for (at, rows) in keys.iter().enumerate() {
            let gradient = difference(&marginals[at], &wanted[at]);
            if gradient.iter().all(|g| g.abs() < 1e-3) {
                continue;
            }
            for &row in rows {
                step(&mut self.rows[row as usize], &gradient, settings);
            }
        }
        for from in 0..COUNT {
            let gradient = difference(&pairs[from], &wanted_pairs[from]);
            if gradient.iter().any(|g| g.abs() >= 1e-3) {
                step(&mut self.steps[from], &gradient, settings);
            }
        }
    }

    /// How likely each label is at each token among those it `may` have, and how often each pair is expected
    /// (forward-backward, scaled).
    fn expect(&self, nodes: &[[f32; COUNT]], may: &[u32]) -> (Vec<[f32; COUNT]>, [[f32; COUNT]; COUNT]) {
        let mut steps = [[0.0f32; COUNT]; COUNT];
        for (from, row) in steps.iter_mut().enumerate() {
            for (to, value) in row.iter_mut().enumerate() {
                if labels::may_follow(from, to) {
                    *value = exp(self.steps[from].w[to]);
                }
            }
        }
        let local: Vec<[f32; COUNT]> = nodes
            .iter()
            .zip(may)
            .map(|(node, may)| {
                let most = node.iter().fold(f32::MIN, |most, &score| most.max(score));
                let mut local = node.map(|score| exp(score - most));
                for (label, value) in local.iter_mut().enumerate() {
                    *value *= f32::from(u8::from(may >> label & 1 == 1));
                }
                local
            })
            .collect();
        let mut ahead: Vec<[f32; COUNT]> = Vec::with_capacity(nodes.len());
        for (at, local) in local.iter().enumerate() {
            let mut here = [0.0f32; COUNT];
            for to in 0..COUNT {
                let before = match ahead.last() {
                    None => f32::from(u8::from(at == 0 && labels::may_begin(to))),
                    Some(last) => (0..COUNT).fold(0.0, |sum, from| sum + last[from] * steps[from][to]),
                };
                here[to] = before * local[to];
            }
            ahead.push(scaled(here));
        }
        let mut behind = vec![[0.0f32; COUNT]; nodes.len()];
        let mut pairs = [[0.0f32; COUNT]; COUNT];
        for at in (0..nodes.len()).rev() {
            if at + 1 == nodes.len() {
                for (label, value) in behind[at].iter_mut().enumerate() {
                    *value = f32::from(u8::from(labels::may_end(label)));
                }
                continue;
            }
            let mut next = [0.0f32; COUNT];
            for to in 0..COUNT {
                next[to] = behind[at + 1][to] * local[at + 1][to];
            }
            let mut total = 0.0f32;
            let mut here = [[0.0f32; COUNT]; COUNT];
            for from in 0..COUNT {
                let mut sum = 0.0;
                for to in 0..COUNT {
                    let flow = steps[from][to] * next[to];
                    sum += flow;
                    here[from][to] = flow * ahead[at][from];
                    total += here[from][to];
                }
                behind[at][from] = sum;
            }
            behind[at] = scaled(behind[at]);
            for from in 0..COUNT {
                for to in 0..COUNT {
                    pairs[from][to] += here[from][to] / total.max(f32::MIN_POSITIVE);
                }
            }
        }
        let marginals = ahead
            .iter()
            .zip(&behind)
            .map(|(ahead, behind)| {
                let mut both = [0.0f32; COUNT];
                for label in 0..COUNT {
                    both[label] = ahead[label] * behind[label];
                }
                scaled(both)
            })
            .collect();
        (marginals, pairs)
    }

    fn mean(&self, row: &Row) -> [f32; COUNT] {
        if self.added == 0 { row.w } else { row.sum.map(|sum| sum / self.added as f32) }
    }

    fn model(&self, settings: &Settings) -> Model {
        let mut features: Vec<(u32, u32)> = self.index.iter().map(|(&feature, &row)| (feature, row)).collect();
        features.sort_unstable();
        let integer = |w: f32| {
            let scaled = w * SCALE as f32;
            (if scaled < 0.0 { scaled - 0.5 } else { scaled + 0.5 }).clamp(-32000.0, 32000.0) as i16
        };
        let mut rows = Sparse::default();
        for (feature, row) in features {
            let mean = self.mean(&self.rows[row as usize]);
            let kept = (0..COUNT).filter(|&label| mean[label].abs() >= settings.floor);
            rows.push(feature, kept.map(|label| (label as u8, integer(mean[label]))));
        }
        let steps: Vec<[i32; COUNT]> =
            self.steps.iter().map(|row| self.mean(row).map(|w| i32::from(integer(w)))).collect();
        Model::new(Weights::new(COUNT, &rows), &steps)
    }
}

fn difference(one: &[f32; COUNT], other: &[f32; COUNT]) -> [f32; COUNT] {
    let mut out = *one;
    out.iter_mut().zip(other).for_each(|(value, other)| *value -= other);
    out
}

fn step(row: &mut Row, gradient: &[f32; COUNT], settings: &Settings) {
    for (label, &g) in gradient.iter().enumerate() {
        if g.abs() < 1e-4 {
            continue;
        }
        let (n, w) = (row.n[label], row.w[label]);
        let more = n + g * g;
        let sigma = (more.sqrt() - n.sqrt()) / settings.alpha;
        let z = row.z[label] + g - sigma * w;
        row.n[label] = more;
        row.z[label] = z;
        row.w[label] = if z.abs() <= settings.l1 {
            0.0
        } else {
            let signed = if z < 0.0 { -settings.l1 } else { settings.l1 };
            -(z - signed) / ((1.0 + more.sqrt()) / settings.alpha + settings.l2)
        };
    }
}

fn scaled(mut row: [f32; COUNT]) -> [f32; COUNT] {
    let sum = row.iter().fold(0.0, |sum, value| sum + value);
    if sum > 0.0 {
        for value in &mut row {
            *value /= sum;
        }
    } else {
        row[OUTSIDE] = 1.0;
    }
    row
}

/// e to the power of `x`, by a polynomial: the same bits everywhere.
fn exp(x: f32) -> f32 {
    if x < -80.0 {
        return 0.0;
    }
    let x = x.min(80.0);
    let turns = (x * std::f32::consts::LOG2_E).floor();
    let rest = x - turns * std::f32::consts::LN_2;
    let sum =
        [1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0].iter().fold(0.0, |sum, c| sum * rest + c);
    sum * f32::from_bits(((turns as i32 + 127) as u32) << 23)
}

/// Xorshift (Marsaglia 2003): numbers that look random and are always the same.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32) as u32
    }

    fn below(&mut self, limit: u32) -> u32 {
        ((u64::from(self.next()) * u64::from(limit)) >> 32) as u32
    }
}

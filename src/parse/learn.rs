//! Lessons into weights: the tagger's and the parser's perceptrons.

use rustc_hash::FxHashMap;

use super::{
    lesson::Lesson,
    linear::best,
    oracle,
    parser::{Parser, label_features},
    tag::{self, BEGIN, Tagger},
    train::Settings,
    trainer::Trainer,
    transition::{MOVES, Move, State},
};

/// So often must training see a word, always with one tag, before the tagger looks it up.
const SURE: u32 = 30;
/// Of ten choices so many are the parser's own while it learns, so that it meets its own mistakes.
const OWN: usize = 9;

/// Random numbers (xorshift, Marsaglia 2003): the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// Learns tags.
#[must_use]
pub fn tagger(lessons: &[&Lesson], tags: &[String], settings: &Settings) -> Tagger {
    let sure = sure(lessons);
    let mut trainer = Trainer::new(tags.len());
    if let Some(sizes) = &settings.sizes {
        tag_rounds(lessons, &sure, &mut trainer, settings.tag_rounds / 2);
        trainer = trainer.again(sizes.tags);
    }
    tag_rounds(lessons, &sure, &mut trainer, settings.tag_rounds);
    Tagger { tags: tags.to_vec(), sure, weights: trainer.finish(settings.scale, 1) }
}

fn tag_rounds(lessons: &[&Lesson], sure: &FxHashMap<u32, u8>, trainer: &mut Trainer, rounds: usize) {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let (mut holding, mut scores) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        chance.shuffle(&mut order);
        for &at in &order {
            let lesson = lessons[at];
            let (mut last, mut second) = (BEGIN, BEGIN);
            for (word, &truth) in lesson.tags.iter().enumerate() {
                let mut guess = usize::from(truth);
                if !sure.contains_key(&lesson.looks[word].word) {
                    tag::features(&lesson.looks, word, last, second, &mut holding);
                    trainer.score(&holding, &mut scores);
                    guess = best(&scores, |_| true);
                    trainer.update(&holding, usize::from(truth), guess);
                }
                (last, second) = (guess as u32, last);
            }
        }
    }
}

/// The words that were seen often and always with one tag.
fn sure(lessons: &[&Lesson]) -> FxHashMap<u32, u8> {
    let mut seen: FxHashMap<u32, (u8, u32)> = FxHashMap::default();
    for lesson in lessons {
        for (look, &tag) in lesson.looks.iter().zip(&lesson.tags) {
            let (first, count) = seen.entry(look.word).or_insert((tag, 0));
            // A second tag makes the word unsure for good.
            *count = if *first == tag && *count != u32::MAX { *count + 1 } else { u32::MAX };
        }
    }
    let mut sure: Vec<(u32, u8)> = seen
        .into_iter()
        .filter(|(_, (_, count))| (SURE..u32::MAX).contains(count))
        .map(|(word, (tag, _))| (word, tag))
        .collect();
    sure.sort_unstable();
    sure.into_iter().collect()
}

/// Learns trees. `parts` gives the coarse part of speech of each tag.
#[must_use]
pub fn parser(lessons: &[&Lesson], relations: &[String], parts: &[u8], settings: &Settings) -> Parser {
    let mut moves = Trainer::new(MOVES.len());
    let mut labels = Trainer::new(relations.len());
    if let Some(sizes) = &settings.sizes {
        parse_rounds(lessons, parts, &mut moves, &mut labels, settings.margin, settings.parse_rounds / 2);
        (moves, labels) = (moves.again(sizes.moves), labels.again(sizes.labels));
    }
    parse_rounds(lessons, parts, &mut moves, &mut labels, settings.margin, settings.parse_rounds);
    let finish = |trainer: &Trainer| trainer.finish(settings.scale, 1);
    Parser { relations: relations.to_vec(), moves: finish(&moves), labels: finish(&labels) }
}

fn parse_rounds(
    lessons: &[&Lesson],
    parts: &[u8],
    moves: &mut Trainer,
    labels: &mut Trainer,
    margin: i32,
    rounds: usize,
) {
    let mut chance = Chance(0xD1B5_4A32_D192_ED03);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let (mut holding, mut labelling, mut scores) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..rounds {
        chance.shuffle(&mut order);
        for &at in &order {
            let lesson = lessons[at];
            let mut state = State::new(&lesson.looks, &lesson.tags, parts);
            while !state.done() {
                state.features(&mut holding);
                moves.score(&holding, &mut scores);
                let costs = oracle::costs(&state, &lesson.heads);
                let may = |class: usize| state.may(MOVES[class]);
                let least = (0..MOVES.len()).filter(|&class| may(class)).map(|class| costs[class]).min().unwrap_or(0);
                let right = best(&scores, |class| may(class) && costs[class] == least);
                let own = best(&scores, may);
                for (score, cost) in scores.iter_mut().zip(costs) {
                    *score += if cost > least { margin } else { 0 };
                }
                let guess = best(&scores, may);
                moves.update(&holding, if costs[guess] > least { right } else { guess }, guess);
                let step = MOVES[if round > 0 && chance.below(10) < OWN { own } else { right }];
                let mut relation = 0;
                if let Some((head, word)) = state.arc(step) {
                    label_features(&holding, step, &mut labelling);
                    labels.score(&labelling, &mut scores);
                    relation = best(&scores, |_| true) as u8;
                    if lesson.heads[word as usize] == head {
                        let truth = lesson.relations[word as usize - 1];
                        for (class, score) in scores.iter_mut().enumerate() {
                            *score += if class == usize::from(truth) { 0 } else { margin };
                        }
                        labels.update(&labelling, usize::from(truth), best(&scores, |_| true));
                        relation = if round == 0 { truth } else { relation };
                    }
                }
                debug_assert!(step == Move::Shift || state.arc(step).is_some());
                state.apply(step, relation);
            }
        }
    }
}

//! Treebanks into a model: the same bytes every time.

use super::{
    Model,
    conllu::Sentence,
    cuts::Cuts,
    learn,
    lesson::{Lesson, lessons},
    parser::coarse,
};

/// How long and how closely to train.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Rounds over the treebank for the tagger.
    pub tag_rounds: usize,
    /// Rounds over the treebank for the parser.
    pub parse_rounds: usize,
    /// By how much the right decision must lead.
    pub margin: i32,
    /// Steps of a weight to the unit.
    pub scale: i64,
    /// How many features may count; all where it is not said.
    pub sizes: Option<Sizes>,
}

/// How many features may count: this decides the size of the file.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// For tags.
    pub tags: usize,
    /// For moves.
    pub moves: usize,
    /// For relations.
    pub labels: usize,
}

impl Default for Settings {
    fn default() -> Self {
        let sizes = Sizes { tags: 50_000, moves: 100_000, labels: 100_000 };
        Self { tag_rounds: 6, parse_rounds: 8, margin: 1, scale: 8, sizes: Some(sizes) }
    }
}

/// Parts into which the treebank is cut to tag each with what the others teach.
const FOLDS: usize = 5;

/// Learns a model.
#[must_use]
pub fn train(language: &str, treebank: &[Sentence], settings: &Settings) -> Model {
    let (tags, relations, mut lessons) = lessons(treebank);
    let all: Vec<&Lesson> = lessons.iter().collect();
    let tagger = learn::tagger(&all, &tags, settings);
    // The parser must learn to live with the tagger's mistakes: each part is tagged by what the other parts teach.
    let all_features = Settings { sizes: None, ..settings.clone() };
    let guessed: Vec<Vec<Vec<u8>>> = (0..FOLDS)
        .map(|fold| {
            let others = lessons.iter().enumerate().filter(|(at, _)| at % FOLDS != fold);
            let others: Vec<&Lesson> = others.map(|(_, lesson)| lesson).collect();
            let tagger = learn::tagger(&others, &tags, &all_features);
            lessons.iter().skip(fold).step_by(FOLDS).map(|lesson| tagger.tags(&lesson.looks)).collect()
        })
        .collect();
    for (at, lesson) in lessons.iter_mut().enumerate() {
        lesson.tags.clone_from(&guessed[at % FOLDS][at / FOLDS]);
    }
    let parts = coarse(&tags);
    let parser = learn::parser(&lessons, &relations, &parts, settings);
    Model::new(language, tagger, parser, Cuts::learn(treebank))
}

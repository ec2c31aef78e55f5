//! Treebanks into a model: the same bytes every time.

use super::{
    Model,
    conllu::Sentence,
    cuts::Cuts,
    learn,
    lesson::{self, Lesson, lessons},
    parser::coarse,
};

/// How long and how closely to train.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Rounds over the treebank for the tagger.
    pub tag_rounds: usize,
    /// Rounds over the treebank for the parser.
    pub parse_rounds: usize,
    /// Rounds for the parser where treebanks of other languages are learned from too.
    pub mixed_rounds: usize,
    /// How often the parser sees a sentence of its own language for once that it sees one of another.
    pub weight: usize,
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
        Self { tag_rounds: 6, parse_rounds: 8, mixed_rounds: 6, weight: 3, margin: 1, scale: 8, sizes: Some(sizes) }
    }
}

/// Parts into which the treebank is cut to tag each with what the others teach.
const FOLDS: usize = 5;

/// Learns a model. The trees of `others`, treebanks of other languages, help where there are few of its own: of their
/// words the parser sees the parts of speech alone, and the tagger nothing.
#[must_use]
pub fn train(language: &str, treebank: &[Sentence], others: &[Sentence], settings: &Settings) -> Model {
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
    let foreign = lesson::foreign(others, &tags, &relations);
    let mut all: Vec<&Lesson> = lessons.iter().collect();
    let mut settings = settings.clone();
    if !foreign.is_empty() {
        all = all.repeat(settings.weight);
        all.extend(&foreign);
        settings.parse_rounds = settings.mixed_rounds;
    }
    let parser = learn::parser(&all, &relations, &parts, &settings);
    Model::new(language, tagger, parser, Cuts::learn(treebank))
}

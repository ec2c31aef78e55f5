//! Treebanks into a model: the same bytes every time.

use super::{
    Model,
    conllu::Sentence,
    cuts::Cuts,
    learn,
    lesson::{Lesson, lessons},
    look::Look,
    parser::{Parser, coarse},
    tag::Tagger,
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
        let sizes = Sizes { tags: 60_000, moves: 120_000, labels: 120_000 };
        Self { tag_rounds: 6, parse_rounds: 8, margin: 1, scale: 16, sizes: Some(sizes) }
    }
}

/// What to train on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Material<'m> {
    /// Sentences with their trees.
    pub treebank: &'m [Sentence],
    /// Sentences without trees, word by word: several parsers vote on their trees, and the parser learns from these too.
    pub raw: &'m [Vec<String>],
}

/// Parts into which the treebank is cut to tag each with what the others teach.
const FOLDS: usize = 5;
/// Parsers that vote on sentences without trees, every second one from right to left.
const VOTERS: u64 = 4;

/// Learns a model.
#[must_use]
pub fn train(language: &str, material: Material<'_>, settings: &Settings) -> Model {
    let (tags, relations, mut lessons) = lessons(material.treebank);
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
    if !material.raw.is_empty() {
        let voted = voted(&lessons, material.raw, &tagger, &relations, &parts, &all_features);
        lessons.extend(voted);
    }
    let parser = learn::parser(&lessons, &relations, &parts, settings, 0);
    Model::new(language, tagger, parser, Cuts::learn(material.treebank))
}

/// Sentences without trees, with the trees that most of several parsers give them.
fn voted(
    lessons: &[Lesson],
    raw: &[Vec<String>],
    tagger: &Tagger,
    relations: &[String],
    parts: &[u8],
    settings: &Settings,
) -> Vec<Lesson> {
    let mut buffer = String::new();
    let untold = |forms: &Vec<String>| {
        let looks: Vec<Look> = forms.iter().map(|form| Look::new(form, &mut buffer)).collect();
        let tags = tagger.tags(&looks);
        Lesson { heads: vec![0; looks.len() + 1], relations: vec![0; looks.len()], looks, tags }
    };
    let mut sentences: Vec<Lesson> = raw.iter().map(untold).collect();
    let mirrored: Vec<Lesson> = lessons.iter().map(Lesson::mirrored).collect();
    let voters: Vec<(bool, Parser)> = (0..VOTERS)
        .map(|voter| {
            let back = voter % 2 == 1;
            let lessons = if back { &mirrored } else { lessons };
            (back, learn::parser(lessons, relations, parts, settings, voter + 1))
        })
        .collect();
    for sentence in &mut sentences {
        let votes: Vec<Vec<(u32, u8)>> = voters.iter().map(|(back, parser)| vote(sentence, *back, parser, parts)).collect();
        for word in 0..sentence.looks.len() {
            let cast = || votes.iter().map(|arcs| arcs[word]);
            let heads = |arc: (u32, u8)| cast().filter(|other| other.0 == arc.0).count();
            let whole = |arc: (u32, u8)| cast().filter(|other| *other == arc).count();
            // Of equals the first: `max_by_key` gives the last.
            let chosen = cast().rev().max_by_key(|&arc| (heads(arc), whole(arc))).unwrap_or_default();
            sentence.heads[word + 1] = chosen.0;
            sentence.relations[word] = chosen.1;
        }
    }
    sentences
}

/// Head (the root as the number behind the last word) and relation of each word, by one voter.
fn vote(sentence: &Lesson, back: bool, parser: &Parser, parts: &[u8]) -> Vec<(u32, u8)> {
    let root = sentence.looks.len() as u32 + 1;
    let (mut looks, mut tags) = (sentence.looks.clone(), sentence.tags.clone());
    if back {
        looks.reverse();
        tags.reverse();
    }
    let mut arcs = parser.arcs(&looks, &tags, parts);
    for (head, _) in &mut arcs {
        *head = match *head {
            0 => root,
            head if back => root - head,
            head => head,
        };
    }
    if back {
        arcs.reverse();
    }
    arcs
}

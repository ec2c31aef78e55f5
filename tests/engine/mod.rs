//! The engine as tests use it: the built-in ontology with the names of the examples, compiled once, and texts read.

#![allow(dead_code, reason = "each test uses a part")]

use std::{
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use newsgraph::{
    model::{Article, Evidence, Language},
    ontology::{Compiled, FrameInfo, Ontology, Sources},
    pipeline::{self, Engine},
    read::{self, Input},
};

/// The engine with the built-in ontology and the names that examples use.
pub fn with_examples() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::new(ontology(), true))
}

/// The engine as `newsgraph demo` has it: with the names of the sample articles.
pub fn with_samples() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::new(ontology().with_samples(), false))
}

fn ontology() -> Ontology {
    Ontology::read(&Sources::built_in()).expect("the built-in ontology can be read")
}

/// The language with this code.
pub fn language(code: &str) -> Language {
    Language::new(code).expect("a language code")
}

/// What a text states, read like a file: boilerplate lines are left out.
pub fn evidence(text: &str, language: Language) -> Vec<Evidence> {
    let options = read::Options { language: Some(language), ..read::Options::default() };
    let inputs = [Input::Bytes { name: "text.txt".to_owned(), bytes: text.as_bytes().to_vec() }];
    let articles = read::articles(&with_examples().compiled.ontology, &inputs, &options);
    articles.flatten().flat_map(|article| pipeline::reading(with_examples(), &article).evidence).collect()
}

/// The articles of `tests/articles`, by name.
pub fn samples() -> Vec<Article> {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles"))
}

/// The articles of a file or of the files in a folder, by name.
pub fn read(path: &Path) -> Vec<Article> {
    let mut files: Vec<PathBuf> = match fs::read_dir(path) {
        Ok(entries) => entries.map(|entry| entry.expect("an entry").path()).collect(),
        Err(_) => vec![path.to_owned()],
    };
    files.sort();
    let input = |path: &PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        Input::Bytes { name, bytes: fs::read(path).expect("a readable article") }
    };
    let inputs: Vec<Input> = files.iter().map(input).collect();
    let options = read::Options::default();
    let articles = read::articles(&with_samples().compiled.ontology, &inputs, &options);
    articles.map(|article| article.unwrap_or_else(|skipped| panic!("{}: {}", skipped.name, skipped.reason))).collect()
}

/// What is wrong with the evidence of an article: a span that does not slice to its quote, or lies outside the
/// sentence; a frame that does not exist or belongs to another relation; another article's name.
pub fn wrong(compiled: &Compiled, article: &Article, evidence: &[Evidence]) -> Vec<String> {
    let chars: Vec<char> = article.text.chars().collect();
    let mut wrong = Vec::new();
    for evidence in evidence {
        let Evidence { sentence, trigger, subject, object, frame, relation, .. } = evidence;
        let mut say = |what: String| wrong.push(format!("{what} in {relation} by {frame}: «{}»", sentence.text));
        let mentions = [Some(&subject.mention), object.as_ref().map(|object| &object.mention), Some(trigger)];
        for quote in mentions.into_iter().flatten().chain([sentence]) {
            let slice = chars.get(quote.start as usize..quote.end as usize);
            if slice.is_none_or(|slice| !slice.iter().copied().eq(quote.text.chars())) || quote.text.is_empty() {
                say(format!("«{}» is not what stands at {} to {}", quote.text, quote.start, quote.end));
            }
            if quote.start < sentence.start || quote.end > sentence.end {
                say(format!("«{}» lies outside the sentence", quote.text));
            }
        }
        let known = compiled.frame_infos.iter().find(|info| info.name == *frame);
        // A share of more than half may be another relation, where the frame says so.
        let majority = format!("majority={relation}");
        let states = |info: &FrameInfo| {
            compiled.relation(info.relation).name == *relation
                || info.text.split_whitespace().any(|flag| flag == majority)
        };
        if !known.is_some_and(states) {
            say("the frame is not one of the relation".to_owned());
        }
        if evidence.article != article.head.id {
            say(format!("the article is {}", evidence.article));
        }
        if evidence.object.is_none() && evidence.quantity.is_none() {
            say("neither object nor number".to_owned());
        }
    }
    wrong
}

/// Numbers that look random and are the same in every run (`SplitMix64`).
pub struct Random(pub u64);

impl Random {
    /// A number below `limit`, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((bits ^ (bits >> 31)) % limit as u64).unwrap_or(0)
    }

    /// One of them.
    pub fn one<'c, T>(&mut self, of: &'c [T]) -> &'c T {
        &of[self.below(of.len())]
    }

    /// Puts them into another order.
    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}

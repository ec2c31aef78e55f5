//! `model`: learn to find names from annotated texts, and say how well it was learned.

use std::{fmt::Write as _, ops::Range, path::Path, time::Instant};

use anyhow::{Context as _, Result};
use newsgraph::{
    model::{Article, Language},
    ontology::{Ontology, Sources},
    parse::names::{
        Kind, Model, Scene,
        corpus::{self, Annotated},
        measure::Scores,
        train::{self, Lesson, Settings},
    },
    pipeline::{self, Engine, Known},
};

use super::{articles, error::hinted, term::Term};

/// An annotated text, read as articles are.
struct Text {
    annotated: Annotated,
    known: Known,
}

/// Learns from files of a language, and of others where they are written `CODE:FILE`.
pub fn train(language: Language, files: &[String], term: &Term) -> Result<Model> {
    let engine = Engine::new(Ontology::read(&Sources::built_in())?, false);
    let texts = texts(&engine, language, files)?;
    let mut lessons = Vec::new();
    for text in &texts {
        let scene = text.scene(&engine);
        for sentence in &text.known.sentences {
            let names = text.names(&sentence.tokens);
            let loose = text.loose(&sentence.tokens);
            lessons.push(Lesson { scene, tokens: sentence.tokens.clone(), names, loose });
        }
    }
    if lessons.is_empty() {
        return Err(hinted("the files of names hold no sentence", "give a token and its tag a line with --ner"));
    }
    term.say(&format!("learning names from {} sentences", lessons.len()));
    Ok(train::train(&lessons, &Settings::default(), |_, _| ()))
}

/// Finds names and says how many are right, as lines of a table.
pub fn eval(language: Language, model: &Model, files: &[String]) -> Result<String> {
    let engine = Engine::new(Ontology::read(&Sources::built_in())?, false);
    let texts = texts(&engine, language, files)?;
    let (mut scores, mut tokens) = (Scores::default(), 0u32);
    let start = Instant::now();
    for text in &texts {
        let found: Vec<_> = text.found(&engine, model);
        let wanted: Vec<_> =
            text.annotated.names.iter().filter(|name| name.2).map(|(at, kind, _)| (at.start, at.end, *kind)).collect();
        scores.add(&found, &wanted);
        tokens += u32::try_from(text.known.tokens.len()).unwrap_or(u32::MAX);
    }
    let seconds = start.elapsed().as_secs_f64().max(1e-9);
    let mut out = String::from("names      precision  recall      F1   wanted\n");
    let all = Kind::ALL.map(|kind| (kind.short(), scores.kind(kind)));
    for (name, counts) in all.into_iter().filter(|(_, counts)| counts.wanted > 0).chain([("PER LOC ORG", scores.all())])
    {
        let (precision, recall, f1) = (counts.precision(), counts.recall(), counts.f1());
        writeln!(out, "{name:11}{precision:7.2} % {recall:7.2} % {f1:7.2} {:8}", counts.wanted)?;
    }
    write!(out, "\n{:.0} tokens/s", f64::from(tokens) / seconds)?;
    Ok(out)
}

/// The language and path of a file that may be written `CODE:FILE`; `language` where it says none.
pub fn language_of(file: &str, language: Language) -> (Language, &Path) {
    let other = file.split_once(':').and_then(|(code, path)| Some((Language::new(code)?, Path::new(path))));
    other.filter(|_| !Path::new(file).exists()).unwrap_or((language, Path::new(file)))
}

fn texts(engine: &Engine, language: Language, files: &[String]) -> Result<Vec<Text>> {
    let mut all = Vec::new();
    for file in files {
        let (language, path) = language_of(file, language);
        let text = articles::text(path)?;
        for annotated in corpus::read(&text).with_context(|| path.display().to_string())? {
            let article = Article::plain(&annotated.text, language);
            let known = pipeline::known(engine, &article).with_context(|| format!("`{language}` has no file"))?;
            all.push(Text { annotated, known });
        }
    }
    Ok(all)
}

impl Text {
    fn scene<'s>(&'s self, engine: &'s Engine) -> Scene<'s> {
        Scene {
            text: &self.annotated.text,
            tokens: &self.known.tokens,
            mentions: &self.known.mentions,
            compiled: &engine.compiled,
            language: self.known.language,
            parts: engine.parts(),
        }
    }

    /// The tokens that share a byte with a range.
    fn covered(&self, bytes: &Range<usize>) -> Range<usize> {
        let first = self.known.tokens.partition_point(|token| token.span.end as usize <= bytes.start);
        first..self.known.tokens.partition_point(|token| (token.span.start as usize) < bytes.end)
    }

    fn names(&self, sentence: &Range<usize>) -> Vec<(Range<usize>, Kind)> {
        let mut names: Vec<(Range<usize>, Kind)> = Vec::new();
        for (bytes, kind, _) in &self.annotated.names {
            let tokens = self.covered(bytes);
            let free = names.last().is_none_or(|(last, _)| last.end <= tokens.start);
            if !tokens.is_empty() && sentence.contains(&tokens.start) && free {
                names.push((tokens.start..tokens.end.min(sentence.end), *kind));
            }
        }
        names
    }

    fn loose(&self, sentence: &Range<usize>) -> Vec<(usize, bool)> {
        let of = |(bytes, sure): &(Range<usize>, bool)| {
            let sure = *sure;
            self.covered(bytes).filter(|at| sentence.contains(at)).map(move |at| (at, sure))
        };
        self.annotated.loose.iter().flat_map(of).collect()
    }

    /// What a model finds, without names that cut a token of the annotation: it could not have them.
    fn found(&self, engine: &Engine, model: &Model) -> Vec<(usize, usize, Kind)> {
        let scene = self.scene(engine);
        let names = self.known.sentences.iter().flat_map(|sentence| model.names(&scene, sentence));
        let bytes = names.map(|name| {
            let (first, last) = (&self.known.tokens[name.tokens.start], &self.known.tokens[name.tokens.end - 1]);
            (first.span.start as usize, last.span.end as usize, name.kind)
        });
        let edge = |at: &usize| self.annotated.edges.binary_search(at).is_ok();
        bytes.filter(|(start, end, _)| edge(start) && edge(end)).collect()
    }
}

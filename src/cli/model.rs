//! `model`: learn a language from treebanks, and say how well it was learned.

use std::{fs, io::Write as _, path::Path, time::Instant};

use anyhow::{Context as _, Result};
use newsgraph::{
    model::Language,
    parse::{
        Container, Error, Model,
        conllu::{self, Sentence},
        measure,
        train::{self, Settings},
    },
};

use super::{
    Outcome,
    args::{ModelEval, ModelTrain},
    articles,
    error::hinted,
    names,
    term::Term,
};

/// Trains and writes the file.
pub fn train(args: &ModelTrain, term: &Term) -> Result<Outcome> {
    let mut container = Container::new(args.lang.as_str());
    if let Some(path) = &args.from {
        container = self::container(path)?;
        if container.language != args.lang.as_str() {
            return Err(hinted(
                format!("{}: a model of `{}`", path.display(), container.language),
                format!("give `--lang {}`, or another model", container.language),
            ));
        }
    }
    if !args.conllu.is_empty() {
        let (mut treebank, mut others) = (Vec::new(), Vec::new());
        for file in &args.conllu {
            let (language, path) = names::language_of(file, args.lang);
            if language == args.lang { &mut treebank } else { &mut others }.extend(sentences(path)?);
        }
        let count = |sentences: &[Sentence]| -> usize { sentences.iter().map(|sentence| sentence.words.len()).sum() };
        let words = count(&treebank);
        if words == 0 {
            return Err(hinted("the treebanks hold no sentence", "give CoNLL-U files with --conllu"));
        }
        term.say(&format!("learning from {} sentences, {words} words", treebank.len()));
        if !others.is_empty() {
            let (sentences, words) = (others.len(), count(&others));
            term.say(&format!("and the trees of {sentences} sentences, {words} words, of other languages"));
        }
        train::train(args.lang.as_str(), &treebank, &others, &Settings::default()).write(&mut container);
    }
    if !args.ner.is_empty() {
        names::train(args.lang, &args.ner, term)?.write(&mut container);
    }
    let bytes = container.to_bytes();
    fs::write(&args.output, &bytes).with_context(|| format!("{}: cannot be written", args.output.display()))?;
    term.say(&format!("{}: {} bytes", args.output.display(), bytes.len()));
    Ok(Outcome::Done)
}

/// Parses treebanks, finds names, and prints how much is right.
pub fn eval(args: &ModelEval) -> Result<Outcome> {
    let model = read(&args.model)?;
    let mut out = Term::stdout();
    writeln!(out, "language   {}", model.language)?;
    if !args.conllu.is_empty() {
        let mut treebank = Vec::new();
        for path in &args.conllu {
            treebank.extend(sentences(path)?);
        }
        let start = Instant::now();
        let figures = measure::figures(&model, &treebank);
        let seconds = start.elapsed().as_secs_f64().max(1e-9);
        write!(out, "{figures}")?;
        let words = u32::try_from(figures.words).unwrap_or(u32::MAX);
        writeln!(out, "\n{:.0} words/s", f64::from(words) / seconds)?;
    }
    if !args.ner.is_empty() {
        let Some(finder) = &model.names else {
            return Err(hinted("the model finds no names", "train it with --ner"));
        };
        let language = Language::new(&model.language).context("the model names no language")?;
        writeln!(out, "{}", names::eval(language, finder, &args.ner)?)?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// The model in a file.
fn read(path: &Path) -> Result<Model> {
    Model::read(&container(path)?).map_err(|error| broken(path, &error))
}

/// The sections of a model file.
fn container(path: &Path) -> Result<Container> {
    let bytes = fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    Container::from_bytes(&bytes).map_err(|error| broken(path, &error))
}

fn broken(path: &Path, error: &Error) -> anyhow::Error {
    hinted(format!("{}: {error}", path.display()), "write it anew with `newsgraph model train`")
}

/// The sentences of a treebank.
fn sentences(path: &Path) -> Result<Vec<Sentence>> {
    conllu::sentences(&articles::text(path)?).with_context(|| path.display().to_string())
}

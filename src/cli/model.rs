//! `model`: learn a language from treebanks, and say how well it was learned.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context as _, Result};
use newsgraph::parse::{
    Container, Model,
    conllu::{self, Sentence},
    measure,
    train::{self, Settings},
};

use super::{
    Outcome,
    args::{ModelEval, ModelTrain},
    articles,
    error::hinted,
    term::Term,
};

/// Trains and writes the file.
pub fn train(args: &ModelTrain, term: &Term) -> Result<Outcome> {
    let treebank = sentences(&args.conllu)?;
    let words: usize = treebank.iter().map(|sentence| sentence.words.len()).sum();
    if words == 0 {
        return Err(hinted("the treebanks hold no sentence", "give CoNLL-U files with --conllu"));
    }
    term.say(&format!("learning from {} sentences, {words} words", treebank.len()));
    let model = train::train(args.lang.as_str(), &treebank, &Settings::default());
    let mut container = Container::new(args.lang.as_str());
    model.write(&mut container);
    let bytes = container.to_bytes();
    fs::write(&args.output, &bytes).with_context(|| format!("{}: cannot be written", args.output.display()))?;
    term.say(&format!("{}: {} bytes", args.output.display(), bytes.len()));
    Ok(Outcome::Done)
}

/// Parses treebanks and prints how much is right.
pub fn eval(args: &ModelEval) -> Result<Outcome> {
    let model = read(&args.model)?;
    let treebank = sentences(&args.conllu)?;
    let start = Instant::now();
    let figures = measure::figures(&model, &treebank);
    let seconds = start.elapsed().as_secs_f64().max(1e-9);
    let mut out = Term::stdout();
    writeln!(out, "language   {}", model.language)?;
    write!(out, "{figures}")?;
    let words = u32::try_from(figures.words).unwrap_or(u32::MAX);
    writeln!(out, "\n{:.0} words/s", f64::from(words) / seconds)?;
    out.flush()?;
    Ok(Outcome::Done)
}

/// The model in a file.
fn read(path: &Path) -> Result<Model> {
    let bytes = fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let model = Container::from_bytes(&bytes).and_then(|container| Model::read(&container));
    model.map_err(|error| hinted(format!("{}: {error}", path.display()), "write it anew with `newsgraph model train`"))
}

/// All sentences of some treebanks.
fn sentences(paths: &[PathBuf]) -> Result<Vec<Sentence>> {
    let mut all = Vec::new();
    for path in paths {
        let text = articles::text(path)?;
        all.extend(conllu::sentences(&text).with_context(|| path.display().to_string())?);
    }
    Ok(all)
}

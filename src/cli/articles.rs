//! Reads articles in parallel, in bounded chunks and in their order.
//!
//! One thread opens and decodes the inputs; the others take a chunk at a time, so that at any moment few articles are
//! held, however long the stream.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, SyncSender},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};
use indicatif::{ProgressBar, ProgressStyle};
use newsgraph::{
    model::{Article, Evidence, Note, Severity},
    ontology::Ontology,
    pipeline::{self, Engine},
    read::{Draft, Format, Input, Options, Reader, Skipped},
};
use rayon::prelude::*;

use super::{args::Reading, error::hinted, formats::InputFormat, term::Term};

/// Articles in one chunk, at most.
const CHUNK: usize = 256;
/// Bytes of text in one chunk; the article that passes it is the last.
const CHUNK_BYTES: usize = 4 << 20;

/// Notes of one kind that are told one by one, at most.
const TOLD: usize = 5;

/// An input that gave no article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Left {
    /// The input.
    pub name: String,
    /// Why.
    pub reason: String,
    /// Whether it was to be expected, as other files in a folder of articles.
    #[serde(skip)]
    pub expected: bool,
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Number of articles.
    pub articles: usize,
    /// Inputs that gave none.
    pub skipped: Vec<Left>,
    hints: BTreeSet<String>,
    /// By code, how many notes the reader made.
    notes: BTreeMap<String, usize>,
}

impl Tally {
    /// The number of inputs skipped that should have been articles.
    pub fn lost(&self) -> usize {
        self.skipped.iter().filter(|left| !left.expected).count()
    }
}

/// Reads every article, hands it to `map` in parallel, and what that gives to `sink`, in the order of the articles.
pub fn each<T: Send>(
    ontology: &Ontology,
    inputs: &[PathBuf],
    reading: &Reading,
    term: &Term,
    map: impl Fn(Article) -> T + Sync,
    mut sink: impl FnMut(T) -> Result<()>,
) -> Result<Tally> {
    if let (true, Some(first)) = (inputs.iter().all(|path| path.as_os_str() != "-" && !path.exists()), inputs.first()) {
        return Err(hinted(format!("{} not found", first.display()), "check the path"));
    }
    let options = options(reading);
    let inputs: Vec<Input> = inputs.iter().map(|path| input(path)).collect();
    let reader = Reader::new(ontology, &options);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(reading.jobs.unwrap_or(0)).build()?;
    let progress = Progress::new(term);
    let mut tally = Tally::default();
    thread::scope(|scope| {
        let (to, from) = mpsc::sync_channel(1);
        let (reader, inputs) = (&reader, &inputs);
        scope.spawn(move || produce(reader, inputs, &to));
        let from: Receiver<Vec<Result<Draft, Skipped>>> = from;
        for chunk in from {
            let read = |draft: Result<Draft, Skipped>| {
                let article = reader.article(draft?)?;
                let noted = (!article.notes.is_empty()).then(|| (article.head.name.clone(), article.notes.clone()));
                Ok((noted, map(article)))
            };
            let results: Vec<Result<_, Skipped>> = pool.install(|| chunk.into_par_iter().map(read).collect());
            for result in results {
                match result {
                    Ok((noted, value)) => {
                        tally.articles += 1;
                        if let Some((name, notes)) = noted {
                            tell(&name, &notes, &mut tally, term);
                        }
                        sink(value)?;
                    }
                    Err(skipped) => skip(skipped, reading.strict, &mut tally, term)?,
                }
            }
            progress.set(&tally);
        }
        Ok::<(), anyhow::Error>(())
    })?;
    progress.finish();
    for (code, count) in tally.notes.iter().filter(|(_, count)| **count > TOLD) {
        term.say(&format!("{} more notes: {code}", count - TOLD));
    }
    Ok(tally)
}

/// Says what the reader noticed in an article; the first few of a kind, as a folder may be in one old encoding.
fn tell(name: &str, notes: &[Note], tally: &mut Tally, term: &Term) {
    for note in notes {
        let count = tally.notes.entry(note.code.clone()).or_default();
        *count += 1;
        let message = format!("{name}: {}", note.message);
        match note.severity {
            _ if *count > TOLD => term.detail(&message),
            Severity::Info => term.say(&format!("{} {message}", term.err.bold("note:"))),
            Severity::Warn | Severity::Error => term.warn(&message, None),
        }
    }
}

/// What all articles say, each evidence with its article's name, in their order.
pub fn evidence(
    engine: &Engine,
    inputs: &[PathBuf],
    reading: &Reading,
    term: &Term,
) -> Result<(Vec<(String, Evidence)>, Tally)> {
    let mut said = Vec::new();
    let tally = each(
        &engine.compiled.ontology,
        inputs,
        reading,
        term,
        |article| pipeline::reading(engine, &article),
        |reading| {
            let name = &reading.head.name;
            said.extend(reading.evidence.into_iter().map(|evidence| (name.clone(), evidence)));
            Ok(())
        },
    )?;
    Ok((said, tally))
}

fn produce(reader: &Reader<'_>, inputs: &[Input], to: &SyncSender<Vec<Result<Draft, Skipped>>>) {
    let (mut chunk, mut bytes) = (Vec::new(), 0);
    for draft in reader.drafts(inputs) {
        bytes += draft.as_ref().map_or(0, Draft::len);
        chunk.push(draft);
        if chunk.len() >= CHUNK || bytes >= CHUNK_BYTES {
            // An error means that the other side has given up.
            if to.send(std::mem::take(&mut chunk)).is_err() {
                return;
            }
            bytes = 0;
        }
    }
    let _ = to.send(chunk);
}

fn skip(skipped: Skipped, strict: bool, tally: &mut Tally, term: &Term) -> Result<()> {
    let expected = skipped.severity() == Severity::Info;
    let message = format!("{}: {}", skipped.name, skipped.reason);
    if expected {
        term.detail(&message);
    } else if strict {
        let hint = skipped.hint.unwrap_or_else(|| "without --strict it is skipped".to_owned());
        return Err(hinted(message, hint));
    } else {
        // The same advice for a hundred files is given once.
        let hint = skipped.hint.filter(|hint| tally.hints.insert(hint.clone()));
        term.warn(&format!("{message}; skipped"), hint.as_deref());
    }
    tally.skipped.push(Left { name: skipped.name, reason: skipped.reason.to_string(), expected });
    Ok(())
}

fn input(path: &Path) -> Input {
    path.to_str().map_or_else(|| Input::Path(path.to_owned()), Input::of_argument)
}

fn options(reading: &Reading) -> Options {
    Options {
        format: reading.format.map(|format| match format {
            InputFormat::Txt => Format::Text,
            InputFormat::Html => Format::Html,
            InputFormat::Ndjson => Format::Ndjson,
        }),
        language: reading.lang,
        fields: reading.fields.iter().cloned().collect(),
    }
}

/// A line on stderr that says how far the work is, once it has taken more than a second.
struct Progress {
    bar: Option<ProgressBar>,
    begin: Instant,
}

impl Progress {
    fn new(term: &Term) -> Self {
        let bar = term.progress.then(ProgressBar::hidden);
        Self { bar, begin: Instant::now() }
    }

    fn set(&self, tally: &Tally) {
        let Some(bar) = &self.bar else { return };
        if bar.is_hidden() && self.begin.elapsed() > Duration::from_secs(1) {
            bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} in {elapsed}") {
                bar.set_style(style);
            }
        }
        let skipped = match tally.lost() {
            0 => String::new(),
            lost => format!(", {lost} skipped"),
        };
        bar.set_message(format!("{} articles{skipped}", tally.articles));
        bar.tick();
    }

    fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Reads a file that is given as an argument, or stdin for `-`.
pub fn text(path: &Path) -> Result<String> {
    if path.as_os_str() == "-" {
        return std::io::read_to_string(std::io::stdin()).context("stdin: cannot be read");
    }
    std::fs::read_to_string(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => hinted(format!("{} not found", path.display()), "check the path"),
        _ => anyhow::Error::new(error).context(format!("{}: cannot be read", path.display())),
    })
}

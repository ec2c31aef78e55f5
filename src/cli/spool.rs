//! What a long build has read so far, so that one that was killed goes on where it stopped.
//!
//! A file of JSON lines beside the graph: the first says who made it, each other is an article, whole. It is written as
//! articles come in, and gone once the graph is.

use std::{
    collections::BTreeMap,
    env,
    fs::{self, File},
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use anyhow::Result;
use newsgraph::{
    model::{ArticleHead, Decimal, Evidence, Ledger, Note, identifier},
    ontology::Sources,
    pipeline::{self, Models},
};
use serde::{Deserialize, Serialize};

use super::folder::unwritable;

/// Name of the file.
pub const NAME: &str = "graph.spool";
/// Bytes after which what was read goes to the disk.
const ENOUGH: usize = 4 << 20;

/// One article as it was read.
#[derive(Serialize, Deserialize)]
struct Line {
    head: ArticleHead,
    evidence: Vec<Evidence>,
    ledger: Ledger,
    notes: Vec<Note>,
}

/// The articles read by a build that did not come to its end, by id.
#[derive(Default)]
pub struct Before(BTreeMap<String, Line>);

impl Before {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The article with this head.
    pub fn reading(&self, head: &ArticleHead) -> Option<pipeline::Reading> {
        let Line { head, evidence, ledger, notes } = self.0.get(&head.id).filter(|line| line.head == *head)?;
        let (head, evidence, ledger, notes) = (head.clone(), evidence.clone(), ledger.clone(), notes.clone());
        Some(pipeline::Reading { head, evidence, ledger, notes })
    }
}

/// The file, to which articles are added.
pub struct Spool {
    path: PathBuf,
    before: Before,
    file: Option<File>,
    /// What is not on the disk yet.
    waiting: Vec<u8>,
}

impl Spool {
    /// Opens the spool of a folder. What another program or another ontology wrote is dropped.
    pub fn of(folder: &Path, sources: &Sources, models: Models) -> Result<Self> {
        let path = folder.join(NAME);
        let made_by = serde_json::json!({ "made_by": made_by(sources, models) }).to_string();
        let mut before = BTreeMap::new();
        let mut whole = 0;
        if let Ok(file) = File::open(&path) {
            let mut from = BufReader::new(file);
            let mut line = String::new();
            // A line without its end was being written when the process was killed.
            while from.read_line(&mut line).is_ok_and(|read| read > 0) && line.ends_with('\n') {
                if whole == 0 {
                    if line.trim_end() != made_by {
                        break;
                    }
                } else if let Ok(read) = serde_json::from_str::<Line>(&line) {
                    before.insert(read.head.id.clone(), read);
                } else {
                    break;
                }
                whole += line.len() as u64;
                line.clear();
            }
        }
        let mut spool = Self { path, before: Before(before), file: None, waiting: Vec::new() };
        if whole == 0 {
            let _ = fs::remove_file(&spool.path);
            spool.waiting.extend(made_by.bytes().chain([b'\n']));
        } else {
            let file =
                File::options().write(true).open(&spool.path).map_err(|error| unwritable(&spool.path, &error))?;
            file.set_len(whole).map_err(|error| unwritable(&spool.path, &error))?;
        }
        Ok(spool)
    }

    /// The articles that are there from before.
    pub fn take(&mut self) -> Before {
        std::mem::take(&mut self.before)
    }

    /// Adds an article, unless JSON has no exact number for an amount in it: such a one is read again.
    pub fn add(&mut self, read: &pipeline::Reading) -> Result<()> {
        let mut amounts = read.evidence.iter().filter_map(|evidence| evidence.quantity.as_ref());
        if amounts.any(|amount| Decimal::parse(&format!("{:.4}", amount.value.to_f64())) != Some(amount.value)) {
            return Ok(());
        }
        let (head, evidence) = (read.head.clone(), read.evidence.clone());
        let line = Line { head, evidence, ledger: read.ledger.clone(), notes: read.notes.clone() };
        serde_json::to_writer(&mut self.waiting, &line)?;
        self.waiting.push(b'\n');
        if self.waiting.len() >= ENOUGH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        let written = match &mut self.file {
            Some(file) => Ok(file),
            none => File::options().create(true).append(true).open(&self.path).map(|file| none.insert(file)),
        };
        let written = written.and_then(|file| file.write_all(&self.waiting).and_then(|()| file.sync_data()));
        written.map_err(|error| unwritable(&self.path, &error))?;
        self.waiting.clear();
        Ok(())
    }

    /// Takes the file away: the graph is there.
    pub fn end(self) {
        drop(self.file);
        let _ = fs::remove_file(&self.path);
    }
}

/// What reading depends on besides the articles: program, ontology, models.
fn made_by(sources: &Sources, models: Models) -> String {
    let program = env::current_exe().and_then(fs::metadata);
    let changed = program.as_ref().ok().and_then(|data| data.modified().ok()?.duration_since(UNIX_EPOCH).ok());
    let program = format!("{:?} {:?} {models:?}", program.map(|data| data.len()).ok(), changed);
    let files: Vec<_> = sources.files().collect();
    let mut parts = vec![env!("CARGO_PKG_VERSION"), &program];
    parts.extend(files.iter().flat_map(|file| [file.path.as_str(), file.text.as_str()]));
    identifier("spool", &parts)
}

#[cfg(test)]
mod tests {
    use newsgraph::model::{Article, Language};

    use super::*;

    fn reading(text: &str) -> pipeline::Reading {
        let head = Article::plain(text, Language::new("en").expect("a language")).head;
        pipeline::Reading { head, evidence: Vec::new(), ledger: Ledger::default(), notes: Vec::new() }
    }

    #[test]
    fn whole_lines_of_the_same_program_are_taken_up_again() {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join(NAME);
        let open = |sources: &Sources| Spool::of(place.path(), sources, Models::Both).expect("a spool");
        let sources = Sources::built_in();
        let mut spool = open(&sources);
        let (one, two) = (reading("one"), reading("two"));
        spool.add(&one).expect("added");
        assert!(!path.exists(), "a short build writes none");
        spool.flush().expect("written");
        spool.add(&two).expect("added");
        spool.flush().expect("written");
        let whole = fs::read(&path).expect("there");
        fs::write(&path, &whole[..whole.len() - 5]).expect("cut");
        let mut spool = open(&sources);
        let before = spool.take();
        assert_eq!((before.len(), before.reading(&two.head).is_some()), (1, false));
        assert_eq!(before.reading(&one.head).map(|read| read.head), Some(one.head.clone()));
        spool.add(&two).expect("added");
        spool.flush().expect("written");
        assert_eq!(fs::read(&path).expect("there"), whole);
        let mut other = Sources::built_in();
        other.insert("relations/more.ttl", "");
        assert!(open(&other).take().is_empty());
        assert!(!path.exists());
        open(&sources).end();
    }
}

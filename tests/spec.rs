//! Every case of `tests/spec/*.md`: a text, and all the claims it gives.
//!
//! `BLESS=1` writes what the engine gives into the cases that fail and are not known to; `BLESS=known` lists those that
//! fail in `tests/spec/known-failures.txt`; `SHOW_KNOWN=1` shows how they fail.

mod engine;
mod known;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Arc, Mutex},
};

use known::Case;
use newsgraph::{model::Language, score};

/// A case as it stands in its file.
#[derive(Clone, Debug)]
struct Written {
    /// `file: heading`
    name: String,
    language: Language,
    text: String,
    claims: BTreeSet<String>,
    /// The lines of the claims block, from 0, end excluded.
    place: (usize, usize),
}

/// Lines to put in place of others, by file.
type Blessings = Arc<Mutex<BTreeMap<PathBuf, BTreeMap<(usize, usize), BTreeSet<String>>>>>;

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let entries = fs::read_dir(&folder).expect("the folder of specs").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|e| e == "md")).collect();
    paths.sort();
    let listed = fs::read_to_string(folder.join("known-failures.txt")).unwrap_or_default();
    let blessings = Blessings::default();
    let mut cases = Vec::new();
    for path in paths {
        for written in written(&path) {
            let (path, blessings) = (path.clone(), Arc::clone(&blessings));
            let bless = known::blessed("1") && !listed.lines().any(|line| line == written.name);
            cases.push(Case {
                name: written.name.clone(),
                wrong: Box::new(move || {
                    let given = claims(&written);
                    if given == written.claims {
                        return String::new();
                    }
                    if bless {
                        let mut blessings = blessings.lock().expect("the blessings");
                        blessings.entry(path.clone()).or_default().insert(written.place, given);
                        return String::new();
                    }
                    difference(&written, &given)
                }),
            });
        }
    }
    let header = "Cases of tests/spec that the engine does not get right yet; BLESS=known writes this list.";
    let code = known::run(cases, "tests/spec/known-failures.txt", header);
    for (path, places) in blessings.lock().expect("the blessings").iter() {
        rewrite(path, places);
    }
    code
}

fn claims(written: &Written) -> BTreeSet<String> {
    let ontology = &engine::with_examples().compiled.ontology;
    engine::evidence(&written.text, written.language).iter().map(|evidence| score::line(ontology, evidence)).collect()
}

fn difference(written: &Written, given: &BTreeSet<String>) -> String {
    let mut out = format!("{}\n", written.text);
    let missing = written.claims.difference(given).map(|line| format!("  missing  {line}\n"));
    let wrong = given.difference(&written.claims).map(|line| format!("  wrong    {line}\n"));
    out.extend(missing.chain(wrong));
    out
}

fn written(path: &Path) -> Vec<Written> {
    let file = path.file_stem().expect("a name").to_string_lossy();
    let text = fs::read_to_string(path).expect("a readable spec");
    let lines: Vec<&str> = text.lines().collect();
    let mut cases = Vec::new();
    let mut heading = "";
    let mut given: Option<(Language, String)> = None;
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        if let Some(name) = line.strip_prefix("## ") {
            assert!(given.is_none(), "{file}.md:{at}: «{heading}» has no claims block");
            heading = name.trim();
        }
        let Some(info) = line.strip_prefix("```") else { continue };
        let begin = at;
        while *lines.get(at).unwrap_or_else(|| panic!("{file}.md:{begin}: the block does not end")) != "```" {
            at += 1;
        }
        let block = &lines[begin..at];
        let place = (begin, at);
        at += 1;
        match info.split_once(' ').unwrap_or((info, "")) {
            ("text", code) => {
                let language = Language::new(code).unwrap_or_else(|| panic!("{file}.md:{begin}: no language"));
                given = Some((language, block.join("\n")));
            }
            ("claims", "") => {
                let (language, text) = given.take().unwrap_or_else(|| panic!("{file}.md:{begin}: no text"));
                let name = format!("{file}: {heading}");
                let claims = block.iter().map(|&line| line.to_owned()).collect();
                cases.push(Written { name, language, text, claims, place });
            }
            _ => panic!("{file}.md:{begin}: a block is `text LANGUAGE` or `claims`"),
        }
    }
    cases
}

fn rewrite(path: &Path, places: &BTreeMap<(usize, usize), BTreeSet<String>>) {
    let text = fs::read_to_string(path).expect("a readable spec");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (&(begin, end), claims) in places.iter().rev() {
        lines.splice(begin..end, claims.iter().cloned());
    }
    fs::write(path, lines.join("\n") + "\n").expect("a writable spec");
}

//! `demo`: sample articles → graph → what to try next.

use std::{
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::Result;
use include_dir::{Dir, include_dir};
use newsgraph::{
    model::{Claim, Graph, Object},
    pipeline::Engine,
};

use super::{
    Outcome,
    args::{Demo, Global, Reading},
    build::Built,
    decisions::Decisions,
    error::hinted,
    folder::unwritable,
    graph, knowledge, pending,
    start::Start,
    term::Term,
};

static ARTICLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/articles");
/// The names in the sample articles, which the program does not otherwise know.
const NAMES: &str = include_str!("../../ontology/entities/samples.ttl");

/// Writes articles, names and graph, and prints commands that work on them.
pub fn run(args: &Demo, global: &Global, term: &Term) -> Result<Outcome> {
    let dir = &args.dir;
    refuse_foreign(dir)?;
    let folder = pending::folder(&dir.join("output"), global, term)?;
    let articles = dir.join("articles");
    for file in ARTICLES.files() {
        write(&articles.join(file.path()), file.contents())?;
    }
    write(&dir.join("ontology/entities/names.ttl"), NAMES.as_bytes())?;
    let engine = Engine::new(knowledge::ontology(global)?.with_samples(), false);
    let reading = Reading { format: None, lang: None, fields: Vec::new(), jobs: None, strict: false };
    let mut start = Start::default();
    start.decisions = Decisions::of(folder.path())?;
    let built = Built::of(&engine, start, None, &[articles], &reading, term)?;
    built.write(&folder, &engine.compiled.ontology, term)?;
    let mut out = Term::stdout();
    for line in try_next(&built.graph, dir) {
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// Where the folder holds anything else than a demo, it is left alone.
fn refuse_foreign(dir: &Path) -> Result<()> {
    let Ok(entries) = fs::read_dir(dir) else { return Ok(()) };
    let mut names: Vec<String> =
        entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned())).collect();
    names.sort();
    match names.iter().find(|name| !["articles", "ontology", "output"].contains(&name.as_str())) {
        Some(first) => Err(hinted(
            format!("{} holds other files, such as {first}", dir.display()),
            "name a new folder: newsgraph demo DIR",
        )),
        None => Ok(()),
    }
}

fn write(path: &PathBuf, bytes: &[u8]) -> Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| unwritable(parent, &error))?;
    }
    fs::write(path, bytes).map_err(|error| unwritable(path, &error))
}

fn try_next(graph: &Graph, dir: &Path) -> Vec<String> {
    let program = program();
    let dir = quoted(&dir.display().to_string());
    let with = format!("{program} -g {dir}/output");
    let mut lines = vec!["Try next:".to_owned()];
    let best = graph.claims.iter().filter_map(|claim| match &claim.key.object {
        Object::Entity(object) => Some((claim, graph::label(graph, object))),
        Object::Quantity(_) => None,
    });
    let rank = |claim: &Claim| (claim.languages, claim.articles, claim.evidence.len());
    // Of equals the first by id: the same graph gives the same lines.
    let best = best.reduce(|best, next| if rank(next.0) > rank(best.0) { next } else { best });
    if let Some((claim, object)) = best {
        let subject = quoted(graph::label(graph, &claim.key.subject));
        lines.push(format!("  {with} why {subject} {} {}", claim.key.relation, quoted(object)));
        lines.push(format!("  {with} show {subject}"));
    }
    lines.push(format!("  {with} query --list"));
    lines.push(format!("  {with} query -e confirmed-in-languages"));
    lines.push(format!("  {with} export -o {dir}/output/graph.svg"));
    lines.push(format!("  {program} --ontology {dir}/ontology build {dir}/articles -o {dir}/output"));
    lines
}

/// How the program was called, where that was by a relative path, such as from `cargo run`; else its name.
fn program() -> String {
    let called = env::args().next().unwrap_or_default();
    if called.contains('/') && !called.starts_with('/') { quoted(&called) } else { "newsgraph".to_owned() }
}

/// A word as a shell reads it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

//! Articles that were added but are not merged yet: each run of `build --append --defer` is a small graph of its own
//! beside the large one, `graph.pending-000001.ttl` and so on, merged in order by whoever next reads or changes the graph.
//!
//! So a change costs what its articles cost, and there is still one form of a graph. Runs that are merged a second time,
//! as after a crash between writing the graph and taking them away, change nothing.

use std::{fs, io::ErrorKind, path::Path};

use anyhow::{Context as _, Result};
use newsgraph::{
    export::{self, Format, PICTURE_LIMIT},
    model::Graph,
    ontology::Ontology,
};

use super::{
    args::Global,
    build::{Built, count},
    folder::Folder,
    knowledge, remove,
    start::Start,
    term::Term,
};

const BEFORE: &str = "graph.pending-";
const AFTER: &str = ".ttl";

/// Names of the runs that wait in a folder, in their order.
pub fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(Vec::new()),
        other => other.with_context(|| format!("{}: cannot be read", folder.display()))?,
    };
    let mut numbered: Vec<(u64, String)> = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        numbered.extend(number(&name).map(|number| (number, name)));
    }
    numbered.sort();
    Ok(numbered.into_iter().map(|(_, name)| name).collect())
}

fn number(name: &str) -> Option<u64> {
    name.strip_prefix(BEFORE)?.strip_suffix(AFTER)?.parse().ok()
}

/// Writes a run beside the graph.
pub fn add(folder: &Folder, graph: &Graph, ontology: &Ontology, base: &str) -> Result<()> {
    let last = names(folder.path())?.last().and_then(|name| number(name)).unwrap_or(0);
    let text = export::export(graph, ontology, Format::Turtle, base, PICTURE_LIMIT)?;
    folder.prepare(&format!("{BEFORE}{:06}{AFTER}", last + 1), &text)?;
    folder.publish()
}

/// A folder to change, with all that waited in it merged.
pub fn folder(path: &Path, global: &Global, term: &Term) -> Result<Folder> {
    folder_from(path, Start::of, global, term)
}

/// The same, where `start` reads the graph that is there.
pub fn folder_from(
    path: &Path,
    start: impl Fn(&Path) -> Option<Result<Start>>,
    global: &Global,
    term: &Term,
) -> Result<Folder> {
    let folder = Folder::ours(path)?;
    let waiting = names(path)?;
    if !waiting.is_empty() {
        let start = start(path).unwrap_or_else(|| Ok(Start::default()))?;
        let ontology = start.ontology(knowledge::ontology(global)?)?;
        term.say(&format!("merging {} that waited", count(waiting.len(), "run")));
        Built::of_what_is_left(start, &ontology).write(&folder, &ontology, term)?;
        folder.remove(&waiting)?;
    }
    Ok(folder)
}

/// Merges what waits beside a graph that is to be read; where that cannot be done, says so and leaves the graph as it is.
pub fn merge(graph: &Path, global: &Global, term: &Term) -> Result<()> {
    let Ok(path) = remove::folder(graph) else { return Ok(()) };
    if names(path)?.is_empty() {
        return Ok(());
    }
    if let Err(error) = folder(path, global, term) {
        if !path.join("graph.ttl").exists() {
            return Err(error);
        }
        let message = format!("articles that were added with --defer are not in the graph yet: {error}");
        term.warn(&message, Some("the graph from before them is read"));
    }
    Ok(())
}

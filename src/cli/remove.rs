//! `remove`: articles out of a graph, and what only they said.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use anyhow::Result;
use newsgraph::{model::ArticleHead, query::nearest};

use super::{
    Outcome,
    args::{Global, Remove},
    build::Built,
    error::hinted,
    folder::Folder,
    graph, knowledge,
    start::Start,
    term::Term,
};

/// Takes all articles out or none, and writes the graph of the others.
pub fn run(args: &Remove, global: &Global, term: &Term) -> Result<Outcome> {
    let path = folder(&global.graph)?;
    let folder = Folder::ours(path)?;
    let mut start = Start::of(path).unwrap_or_else(|| Err(graph::missing(&path.join("graph.ttl"))))?;
    let mut found = BTreeSet::new();
    for name in &args.articles {
        found.extend(named(&start.heads, name)?);
    }
    for id in &found {
        start.articles.remove(id);
    }
    let ontology = start.ontology(knowledge::ontology(global)?)?;
    Built::of_what_is_left(start, &ontology).write(&folder, &ontology, term)?;
    Ok(Outcome::Done)
}

/// The folder that a graph was built into.
pub fn folder(path: &Path) -> Result<&Path> {
    let inside = path.parent().filter(|_| path.file_name().is_some_and(|name| name == "graph.ttl") && path.is_file());
    match inside {
        Some(folder) => Ok(folder),
        None if path.is_file() => Err(hinted(
            format!("{} is no folder that a build wrote", path.display()),
            "name the folder with -g; other formats are written by `newsgraph export`",
        )),
        None if !path.exists() => Err(graph::missing(path)),
        None => Ok(path),
    }
}

/// The ids of the articles that are called so.
pub fn named(heads: &BTreeMap<String, ArticleHead>, name: &str) -> Result<Vec<String>> {
    let id = name.strip_prefix("a:").or_else(|| name.rsplit_once("/article/").map(|(_, id)| id)).unwrap_or(name);
    let is_so = |head: &&ArticleHead| head.id == id || head.name == name || head.url.as_deref() == Some(name);
    let found: Vec<String> = heads.values().filter(is_so).map(|head| head.id.clone()).collect();
    if found.is_empty() {
        let names = heads.values().flat_map(|head| [&head.id, &head.name].into_iter().chain(&head.url));
        return Err(graph::unknown("article", name, nearest(name, names.map(String::as_str))).into());
    }
    Ok(found)
}

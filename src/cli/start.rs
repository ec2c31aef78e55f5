//! What a change of a graph starts from: the articles that are in it, read back from its text.

use std::{collections::BTreeMap, path::Path};

use anyhow::Result;
use newsgraph::{
    export,
    merge::Articles,
    model::{ArticleHead, Graph},
    ontology::Ontology,
    store::{self, BASE, Foreign, Salvaged},
};

use super::{build::count, decisions::Decisions, error::hinted, graph, pending};

/// The articles of a graph, and what must stay as it is.
pub struct Start {
    /// The articles with their evidence.
    pub articles: Articles,
    /// Base of the IRIs.
    pub base: String,
    /// Heads of the articles, by id.
    pub heads: BTreeMap<String, ArticleHead>,
    /// What people decided.
    pub decisions: Decisions,
    /// Ids of the entities that its ontology had.
    known: Vec<String>,
    /// What stood in the graph's file and will not stand in the next.
    pub aside: Aside,
}

/// What is put beside a graph because it can no longer stand in it: texts by file, and why.
#[derive(Default)]
pub struct Aside {
    /// By name of the file.
    pub files: BTreeMap<String, String>,
    /// For people.
    pub reasons: Vec<String>,
}

/// Triples that are no part of a graph of ours.
const FOREIGN: &str = "graph.foreign.ttl";
/// The file that something was salvaged from.
const BROKEN: &str = "graph.broken.ttl";
/// Losses named one by one, at most.
const NAMED: usize = 20;

impl Default for Start {
    fn default() -> Self {
        let (articles, heads, decisions) = (Articles::default(), BTreeMap::new(), Decisions::default());
        Self { articles, base: BASE.to_owned(), heads, decisions, known: Vec::new(), aside: Aside::default() }
    }
}

impl Start {
    /// What a folder holds, with what waits in it to be merged; `None` where it holds no graph.
    pub fn of(folder: &Path) -> Option<Result<Self>> {
        Self::read(folder, |folder| {
            let (store, graph) = graph::opened(folder)?;
            let base = store.iris().base().to_owned();
            let foreign = store::foreign(store.quads(), &graph, &base);
            drop(store);
            Self::from(graph, base).without(foreign, folder)
        })
    }

    /// The same of a graph that was cut short or changed by hand: what can be kept of it.
    pub fn salvaged(folder: &Path) -> Option<Result<Self>> {
        Self::read(folder, |folder| {
            let path = folder.join("graph.ttl");
            let Salvaged { graph, base, foreign, text, losses } = store::salvage(&path).map_err(graph::explained)?;
            let mut start = Self::from(graph, base).without(foreign, folder)?;
            if !losses.is_empty() {
                let named = losses.iter().take(NAMED).map(|loss| format!("{}:{loss}", path.display()));
                start.aside.reasons.extend(named);
                let more = losses.len().saturating_sub(NAMED);
                start.aside.reasons.extend((more > 0).then(|| format!("{}: and {more} more", path.display())));
                start.aside.files.insert(BROKEN.to_owned(), text);
            }
            Ok(start)
        })
    }

    fn read(folder: &Path, read: impl FnOnce(&Path) -> Result<Self>) -> Option<Result<Self>> {
        let is_there = folder.join("graph.ttl").exists();
        let waiting = pending::names(folder).unwrap_or_default();
        (is_there || !waiting.is_empty()).then(|| {
            let mut start = if is_there { read(folder)? } else { Self::default() };
            for name in waiting {
                let (_, later) = graph::opened(&folder.join(name))?;
                start.known.extend(known(&later));
                start.articles.then(later);
            }
            start.heads = start.articles.heads();
            Ok(Self { decisions: Decisions::of(folder)?, ..start })
        })
    }

    /// Nothing of what a folder holds but the names that its graph knows, which say what articles are to be read with.
    /// They are looked up without reading the whole graph.
    pub fn of_names(folder: &Path) -> Option<Result<Self>> {
        let path = folder.join("graph.ttl");
        path.exists().then(|| {
            let known = store::known_entities(&path).map_err(graph::explained)?;
            Ok(Self { known, ..Self::default() })
        })
    }

    /// Puts triples aside, with those that were put aside before.
    fn without(mut self, foreign: Foreign, folder: &Path) -> Result<Self> {
        if let Some(first) = foreign.quads().first() {
            let number = count(foreign.quads().len(), "triple");
            let reason = format!("{number} in graph.ttl not of the graph's own, such as {first}; kept in {FOREIGN}");
            self.aside.reasons.push(reason);
            let all = foreign.with_those_of(&folder.join(FOREIGN)).map_err(graph::explained)?;
            self.aside.files.insert(FOREIGN.to_owned(), export::turtle(all.quads(), &self.base));
        }
        Ok(self)
    }

    fn from(graph: Graph, base: String) -> Self {
        let known = known(&graph).collect();
        Self { base, known, articles: Articles::of(graph), ..Self::default() }
    }

    /// The ontology to merge with: the one given, with the names of the samples where the graph was built with them.
    ///
    /// Names would be lost where the graph was built with an ontology that knew more.
    pub fn ontology(&self, ontology: Ontology) -> Result<Ontology> {
        let listed = |id: &String| ontology.entity(id).filter(|entity| !entity.example);
        if let Some(id) = self.known.iter().find(|id| listed(id).is_none()) {
            return Err(hinted(
                format!("the graph was built with another ontology: `{id}` is not in this one"),
                "give the same `--ontology`, or build the graph anew",
            ));
        }
        let of_samples = self.known.iter().any(|id| listed(id).is_some_and(|entity| entity.sample));
        Ok(if of_samples { ontology.with_samples() } else { ontology }.without_examples())
    }
}

/// Ids of the entities that the ontology of a graph had.
fn known(graph: &Graph) -> impl Iterator<Item = String> {
    graph.entities.iter().filter(|entity| entity.known).map(|entity| entity.id.clone())
}

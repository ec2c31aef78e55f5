//! What a change of a graph starts from: the articles that are in it, read back from its text.

use std::{collections::BTreeMap, path::Path};

use anyhow::Result;
use newsgraph::{
    merge::Articles,
    model::{ArticleHead, Graph},
    ontology::Ontology,
    store::{BASE, Store},
};

use super::{decisions::Decisions, error::hinted, graph};

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
}

impl Default for Start {
    fn default() -> Self {
        let (articles, heads, decisions) = (Articles::default(), BTreeMap::new(), Decisions::default());
        Self { articles, base: BASE.to_owned(), heads, decisions, known: Vec::new() }
    }
}

impl Start {
    /// What a folder holds; `None` where it holds no graph.
    pub fn of(folder: &Path) -> Option<Result<Self>> {
        folder.join("graph.ttl").exists().then(|| {
            let (store, graph) = graph::opened(folder)?;
            Ok(Self { decisions: Decisions::of(folder)?, ..Self::from(graph, store) })
        })
    }

    fn from(graph: Graph, store: Store) -> Self {
        let base = store.iris().base().to_owned();
        drop(store);
        let known = graph.entities.iter().filter(|entity| entity.known).map(|entity| entity.id.clone()).collect();
        let articles = Articles::of(graph);
        Self { base, heads: articles.heads(), decisions: Decisions::default(), known, articles }
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

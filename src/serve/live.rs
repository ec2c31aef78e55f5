//! The graph that is served, and its renewal when the file changes.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock, PoisonError, RwLock},
    time::{Duration, UNIX_EPOCH},
};

use serde_json::Value;

use super::{describe, index::Index};
use crate::{
    model::{Graph, identifier},
    ontology::{Ontology, SavedQuery},
    store::{self, Iris, Store, resident},
};

/// How often the file is looked at.
pub(super) const EVERY: Duration = Duration::from_secs(1);

/// What does not change while the server runs.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) path: PathBuf,
    pub(super) ontology: Ontology,
    pub(super) queries: Vec<SavedQuery>,
}

/// One state of the graph, ready to be asked.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) store: Store,
    /// Empty where the file holds RDF of another kind.
    pub(super) graph: Graph,
    /// Why the graph could not be read as one of ours, though it is RDF.
    pub(super) foreign: Option<String>,
    pub(super) index: Index,
    /// The first screen, made when it is first asked for.
    pub(super) overview: OnceLock<Value>,
    /// Inputs that the build left out, as its report beside the graph names them.
    pub(super) skipped: Value,
    /// Changes with the file.
    pub(super) version: String,
    /// Bytes that the program held when this was loaded.
    pub(super) memory: u64,
}

impl Loaded {
    /// A graph that came from no file.
    pub(super) fn of(graph: Graph, store: Store) -> Self {
        Self {
            index: Index::of(&graph),
            overview: OnceLock::new(),
            store,
            graph,
            foreign: None,
            skipped: Value::Array(Vec::new()),
            version: String::new(),
            memory: 0,
        }
    }

    /// How many triples there are, without those that describe the endpoint.
    pub(super) fn triples(&self) -> usize {
        self.store.len()
    }

    pub(super) fn iris(&self) -> &Iris {
        self.store.iris()
    }
}

/// The file as it was: when it was changed, and how long it is.
pub(super) type Stamp = (Duration, u64);

/// The graph of now. Readers take it and keep it as long as they need; a new one never waits for them.
#[derive(Debug)]
pub(super) struct Live {
    pub(super) known: Known,
    current: RwLock<Arc<Loaded>>,
}

impl Live {
    /// Reads the graph for the first time.
    pub(super) fn open(known: Known) -> Result<Self, store::Error> {
        let first = load(&known)?;
        Ok(Self { known, current: RwLock::new(Arc::new(first)) })
    }

    /// The graph of now.
    pub(super) fn now(&self) -> Arc<Loaded> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the graph anew; the old one stays where that fails.
    pub(super) fn renew(&self) -> Result<Arc<Loaded>, store::Error> {
        let next = Arc::new(load(&self.known)?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&next);
        Ok(next)
    }

    /// The stamp of the file; `None` while it is not there.
    pub(super) fn stamp(&self) -> Option<Stamp> {
        stamp(&store::graph_file(&self.known.path))
    }
}

fn stamp(file: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(file).ok()?;
    let changed = metadata.modified().ok()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Some((changed, metadata.len()))
}

fn load(known: &Known) -> Result<Loaded, store::Error> {
    let (changed, bytes) = stamp(&store::graph_file(&known.path)).unwrap_or_default();
    let mut quads = store::read_quads([&known.path])?;
    let (graph, foreign) = match store::graph(quads.iter().cloned()) {
        Ok(graph) => (graph, None),
        Err(error) => (Graph::default(), Some(error.to_string())),
    };
    let (home, description) = describe::description(&quads, &graph, &known.queries);
    quads.extend(description);
    let store = Store::with_graph_apart(quads, &home);
    // The first who searches is not to wait for the index.
    let _ = store.search("");
    let version = identifier("graph", &[&changed.as_nanos().to_string(), &bytes.to_string()]);
    let index = Index::of(&graph);
    let skipped = skipped(&store::graph_file(&known.path).with_file_name("report.json"));
    let overview = OnceLock::new();
    Ok(Loaded { index, overview, skipped, store, graph, foreign, version, memory: resident().unwrap_or_default() })
}

/// What a report says was skipped; an empty list where there is none.
fn skipped(report: &Path) -> Value {
    let report = fs::read(report).ok().and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    report.and_then(|mut report| Some(report.get_mut("skipped")?.take())).unwrap_or_else(|| Value::Array(Vec::new()))
}

//! Files and folders as quads, and the store that indexes them.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufReader, ErrorKind},
    path::{Path, PathBuf},
    sync::Arc,
};

use oxigraph::{
    io::{RdfFormat, RdfParseError, RdfParser, RdfSyntaxError},
    model::{BlankNode, GraphName, NamedNode, NamedOrBlankNode, Quad, Term},
};

use super::{
    Error,
    guard::Guard,
    iris::{self, BASE, Iris, NG, RDF, SCHEMA},
    snapshot::{Snapshot, View},
};
use crate::{model::Graph, ontology::Ontology};

/// The way in which this version writes a graph; one that a reader of this version would misread gets the next number.
pub const FORMAT: u32 = 1;
/// What the first line of a graph in Turtle begins with; the number of its format follows.
pub const HEADING: &str = "# newsgraph graph, format ";

/// An index over quads, in memory; cheap to clone, never changed.
///
/// It holds whatever RDF it is given: a graph of ours, or somebody else's Turtle.
#[derive(Clone, Debug)]
pub struct Store {
    snapshot: Arc<Snapshot>,
    iris: Iris,
}

impl Store {
    /// Indexes quads.
    #[must_use]
    pub fn from_quads(quads: impl IntoIterator<Item = Quad>) -> Self {
        Self::indexed(Snapshot::new(quads, None))
    }

    /// Indexes quads; those of the graph `apart` are found only by who asks that graph, and not counted.
    #[must_use]
    pub fn with_graph_apart(quads: impl IntoIterator<Item = Quad>, apart: &NamedNode) -> Self {
        Self::indexed(Snapshot::new(quads, Some(apart)))
    }

    fn indexed(snapshot: Snapshot) -> Self {
        let iris = Iris::new(&base_of(&snapshot).unwrap_or_else(|| BASE.to_owned()));
        Self { snapshot: Arc::new(snapshot), iris }
    }

    /// Indexes a graph.
    #[must_use]
    pub fn of(graph: &Graph, ontology: &Ontology, base: &str) -> Self {
        Self::from_quads(super::quads(graph, ontology, base))
    }

    /// Reads a folder that a build wrote (the `graph.ttl` in it) or one file: `.ttl`, `.nt`, `.nq`, `.trig`, `.rdf` or
    /// `.jsonld`.
    ///
    /// # Errors
    /// Where nothing is there, the format is not known, or the file is not what its name says.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::open_all([path])
    }

    /// Reads several folders or files into one store.
    ///
    /// # Errors
    /// As [`Store::open`], for the first that fails.
    pub fn open_all<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Self, Error> {
        Ok(Self::from_quads(read_quads(paths)?))
    }

    /// The graph that it holds; empty where its quads are of another kind.
    ///
    /// # Errors
    /// As [`graph`](super::graph()).
    pub fn graph(&self) -> Result<Graph, Error> {
        super::graph(self.quads())
    }

    /// All quads, in no particular order.
    pub fn quads(&self) -> impl Iterator<Item = Quad> + '_ {
        self.snapshot.quads()
    }

    /// The number of triples, those of named graphs included, each once.
    #[must_use]
    pub fn len(&self) -> usize {
        self.snapshot.len()
    }

    /// Whether there is a graph of this name.
    #[must_use]
    pub fn has_graph(&self, name: &NamedNode) -> bool {
        self.snapshot.has_graph(name)
    }

    /// The sentences that have all these words, and whatever else has them in its names; a word followed by `*` is the
    /// beginning of one.
    #[must_use]
    pub fn search(&self, words: &str) -> Vec<&NamedNode> {
        let found = self.snapshot.search(words).into_iter().filter_map(|number| self.snapshot.term(number));
        found.filter_map(|term| if let Term::NamedNode(node) = term { Some(node) } else { None }).collect()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The IRIs of what it holds, under the base that its quads have.
    #[must_use]
    pub fn iris(&self) -> &Iris {
        &self.iris
    }

    /// What an evaluator reads from, for one query. The default graph of a query is everything.
    #[must_use]
    pub fn view(&self, guard: Arc<Guard>) -> View<'_> {
        self.snapshot.view(guard)
    }
}

/// The quads of several folders or files, those of articles in the graphs of their articles.
///
/// # Errors
/// As [`Store::open`], for the first that fails.
pub fn read_quads<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Vec<Quad>, Error> {
    let mut quads = Vec::new();
    for (number, path) in paths.into_iter().enumerate() {
        let read = read(path.as_ref())?;
        quads.extend(if number == 0 { read } else { read.into_iter().map(|quad| apart(quad, number)).collect() });
    }
    Ok(restored(quads))
}

/// Puts evidence, spans and articles that stand in the default graph back into the graphs of their articles.
///
/// Turtle has no named graphs; but every evidence names its article, and the IRIs of spans and namings begin with that of theirs.
#[must_use]
pub fn restored(mut quads: Vec<Quad>) -> Vec<Quad> {
    let (kind, article) = (format!("{RDF}type"), format!("{NG}article"));
    let news = format!("{SCHEMA}NewsArticle");
    let mut graphs: BTreeMap<String, NamedNode> = BTreeMap::new();
    for quad in &quads {
        if let (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) = (&quad.subject, &quad.object) {
            if quad.predicate.as_str() == article {
                graphs.insert(subject.as_str().to_owned(), object.clone());
            } else if quad.predicate.as_str() == kind
                && object.as_str() == news
                && subject.as_str().contains("/article/")
            {
                graphs.insert(subject.as_str().to_owned(), subject.clone());
            }
        }
    }
    for quad in quads.iter_mut().filter(|quad| quad.graph_name == GraphName::DefaultGraph) {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
        let home = subject.as_str().split_once('#').map_or(subject.as_str(), |(article, _)| article);
        if let Some(graph) = graphs.get(home) {
            quad.graph_name = graph.clone().into();
        }
    }
    quads
}

/// Ids of the entities that the ontology of a graph in Turtle knew. Entities stand before all else in the file, and no
/// more of it is read.
///
/// # Errors
/// As [`Store::open`], as far as the file is read.
pub fn known_entities(file: &Path) -> Result<Vec<String>, Error> {
    let from = fs::File::open(file).map_err(|source| Error::Read { path: file.to_owned(), source })?;
    let mut known: BTreeMap<String, bool> = BTreeMap::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_reader(BufReader::new(from)) {
        let quad = quad.map_err(|error| match error {
            RdfParseError::Io(source) => Error::Read { path: file.to_owned(), source },
            RdfParseError::Syntax(error) => syntax(file, &error),
        })?;
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
        let Some(id) = iris::local(subject.as_str(), "entity") else { break };
        let is_known = known.entry(id).or_insert(true);
        *is_known &= !matches!(&quad.object, Term::NamedNode(class) if class.as_str() == format!("{NG}UnlistedEntity"));
    }
    Ok(known.into_iter().filter_map(|(id, known)| known.then_some(id)).collect())
}

/// The file that holds the graph at a path: in a folder that a build wrote, its `graph.ttl`.
#[must_use]
pub fn graph_file(path: &Path) -> PathBuf {
    if path.is_dir() { path.join("graph.ttl") } else { path.to_owned() }
}

fn read(path: &Path) -> Result<Vec<Quad>, Error> {
    let file = graph_file(path);
    let extension = file.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    let format = extension.as_deref().and_then(RdfFormat::from_extension);
    let bytes = fs::read(&file).map_err(|source| match source.kind() {
        ErrorKind::NotFound => Error::Missing { path: file.clone() },
        _ => Error::Read { path: file.clone(), source },
    })?;
    check_format(&file, &bytes)?;
    let parser = RdfParser::from_format(format.ok_or_else(|| Error::Format { path: file.clone() })?);
    // Relative IRIs, which our own files do not have, are taken as relative to the file.
    let home = file.canonicalize().ok().map(|path| format!("file://{}", path.to_string_lossy().replace(' ', "%20")));
    let parser = match home {
        Some(home) => parser.clone().with_base_iri(home).unwrap_or(parser),
        None => parser,
    };
    let quads: Result<Vec<Quad>, _> = parser.for_slice(&bytes).collect();
    quads.map_err(|error| syntax(&file, &error))
}

/// Refuses a graph that says in its first line that a later version wrote it.
pub(super) fn check_format(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let number = std::str::from_utf8(first).ok().and_then(|line| line.strip_prefix(HEADING));
    match number.and_then(|number| number.trim().parse().ok()) {
        Some(format) if format > FORMAT => Err(Error::Later { path: file.to_owned(), format }),
        _ => Ok(()),
    }
}

pub(super) fn syntax(file: &Path, error: &RdfSyntaxError) -> Error {
    let place = error.location().map_or((0, 0), |place| (place.start.line + 1, place.start.column + 1));
    Error::Syntax { path: file.to_owned(), line: place.0, column: place.1, message: error.to_string() }
}

/// Keeps blank nodes of different files apart, by the number of the file.
fn apart(mut quad: Quad, number: usize) -> Quad {
    let renamed = |node: &BlankNode| BlankNode::new_unchecked(format!("f{number}x{}", node.as_str()));
    if let NamedOrBlankNode::BlankNode(node) = &quad.subject {
        quad.subject = renamed(node).into();
    }
    if let Term::BlankNode(node) = &quad.object {
        quad.object = renamed(node).into();
    }
    if let GraphName::BlankNode(node) = &quad.graph_name {
        quad.graph_name = renamed(node).into();
    }
    quad
}

/// The base of the first claim or entity, which is that of all.
fn base_of(snapshot: &Snapshot) -> Option<String> {
    let (class, kind) = (format!("{NG}class"), format!("{RDF}type"));
    let claim = NamedNode::new_unchecked(format!("{NG}Claim"));
    let by_class = snapshot.first(&class, None).and_then(|iri| Some(iri.rsplit_once("entity/")?.0.to_owned()));
    by_class.or_else(|| Some(snapshot.first(&kind, Some(&claim))?.rsplit_once("claim/")?.0.to_owned()))
}

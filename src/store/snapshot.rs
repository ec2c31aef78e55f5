//! An immutable index of quads that SPARQL is evaluated over.
//!
//! Sorted arrays in three orders: a look-up is two binary searches, whichever of subject, predicate and object are
//! given. The default graph of a query is the union of all graphs with each triple once, but for one that may stand apart.
//! This is the only module that names `spareval`, whose traits change between minor versions.

use std::{
    cell::RefCell,
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use spareval::{InternalQuad, QueryableDataset};

use super::{
    guard::{Guard, GuardError},
    iris::{NIF, RDF, RDFS, SCHEMA, SKOS},
    words::{MATCH, Words},
};

/// Number of a term that stands for the default graph.
const DEFAULT: u32 = 0;
/// Number of the predicate that stands for a search of words.
const MATCHES: u32 = 1;

/// One triple as numbers of terms, in one of the three orders.
type Three = [u32; 3];
/// One quad as numbers of terms, in one of the orders.
type Four = [u32; 4];

#[derive(Debug)]
pub(super) struct Snapshot {
    terms: Vec<Term>,
    ids: HashMap<Term, u32>,
    /// All triples, each once: subject first, predicate first, object first.
    spo: Vec<Three>,
    pos: Vec<Three>,
    osp: Vec<Three>,
    /// Quads of named graphs, likewise, and by graph.
    spog: Vec<Four>,
    posg: Vec<Four>,
    ospg: Vec<Four>,
    gspo: Vec<Four>,
    /// Triples of the default graph proper, to give the quads back.
    own: Vec<Three>,
    /// The graph that is seen only where it is named.
    apart: Option<u32>,
    /// Made when words are first searched.
    words: OnceLock<Words>,
}

impl Snapshot {
    /// Indexes quads; the graph `apart` is no part of the union, and found by its name only.
    pub(super) fn new(quads: impl IntoIterator<Item = Quad>, apart: Option<&NamedNode>) -> Self {
        // Nobody can write these IRIs in a query by accident, and their positions must be taken.
        let reserved = ["urn:default-graph", MATCH].map(|iri| Term::from(NamedNode::new_unchecked(iri)));
        let mut ids: HashMap<Term, u32> = HashMap::from([(reserved[1].clone(), MATCHES)]);
        let mut terms: Vec<Term> = reserved.into();
        let mut number = |term: Term| {
            *ids.entry(term).or_insert_with_key(|term| {
                terms.push(term.clone());
                u32::try_from(terms.len() - 1).unwrap_or(u32::MAX)
            })
        };
        let (mut spog, mut aside, mut own) = (Vec::new(), Vec::new(), Vec::new());
        let apart = apart.map(|graph| number(graph.clone().into()));
        for quad in quads {
            let [s, p, o] = [number(quad.subject.into()), number(quad.predicate.into()), number(quad.object)];
            match quad.graph_name {
                GraphName::DefaultGraph => own.push([s, p, o]),
                GraphName::NamedNode(graph) => {
                    let graph = number(graph.into());
                    if Some(graph) == apart { &mut aside } else { &mut spog }.push([s, p, o, graph]);
                }
                GraphName::BlankNode(graph) => spog.push([s, p, o, number(graph.into())]),
            }
        }
        let own: Vec<Three> = sorted(own.into_iter());
        let spog: Vec<Four> = sorted(spog.into_iter());
        let spo: Vec<Three> = sorted(own.iter().copied().chain(spog.iter().map(|&[s, p, o, _]| [s, p, o])));
        Self {
            pos: sorted(spo.iter().map(|&[s, p, o]| [p, o, s])),
            osp: sorted(spo.iter().map(|&[s, p, o]| [o, s, p])),
            posg: sorted(spog.iter().map(|&[s, p, o, g]| [p, o, s, g])),
            ospg: sorted(spog.iter().map(|&[s, p, o, g]| [o, s, p, g])),
            gspo: sorted(spog.iter().chain(&aside).map(|&[s, p, o, g]| [g, s, p, o])),
            apart,
            words: OnceLock::new(),
            terms,
            ids,
            spo,
            spog,
            own,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.spo.len()
    }

    pub(super) fn quads(&self) -> impl Iterator<Item = Quad> + '_ {
        let own = self.own.iter().map(|&[s, p, o]| [s, p, o, DEFAULT]);
        own.chain(self.spog.iter().copied()).filter_map(|row| self.quad(row))
    }

    pub(super) fn has_graph(&self, name: &NamedNode) -> bool {
        let number = self.ids.get(&Term::from(name.clone()));
        number.is_some_and(|number| !narrowed(&self.gspo, &[*number]).is_empty())
    }

    /// The first subject, in no particular order, with this predicate and, where given, this object.
    pub(super) fn first(&self, predicate: &str, object: Option<&NamedNode>) -> Option<&str> {
        let predicate = *self.ids.get(&NamedNode::new_unchecked(predicate).into())?;
        let object = match object {
            Some(object) => Some(*self.ids.get(&Term::from(object.clone()))?),
            None => None,
        };
        let row = self.scan(None, Some(predicate), object, Some(DEFAULT)).next()?;
        match self.terms.get(row[0] as usize)? {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        }
    }

    /// The terms that have all these words in their text or names.
    pub(super) fn search(&self, wanted: &str) -> Vec<u32> {
        self.words.get_or_init(|| self.read_words()).find(wanted)
    }

    pub(super) fn term(&self, number: u32) -> Option<&Term> {
        self.terms.get(number as usize)
    }

    /// Sentences with their text, everything else with its names.
    fn read_words(&self) -> Words {
        let node = |namespace: &str, name: &str| {
            self.ids.get(&Term::from(NamedNode::new_unchecked(format!("{namespace}{name}")))).copied()
        };
        let (kind, sentence) = (node(RDF, "type"), node(NIF, "Sentence"));
        let is_sentence = |term: u32| {
            let (Some(kind), Some(sentence)) = (kind, sentence) else { return false };
            self.spo.binary_search(&[term, kind, sentence]).is_ok()
        };
        let text = node(NIF, "anchorOf");
        let names = [node(RDFS, "label"), node(SKOS, "altLabel"), node(SCHEMA, "headline")];
        let rows = names.into_iter().chain([text]).flatten().flat_map(|predicate| narrowed(&self.pos, &[predicate]));
        let rows = rows.filter(|&&[predicate, _, subject]| Some(predicate) != text || is_sentence(subject));
        Words::of(rows.filter_map(|&[_, object, subject]| match self.term(object)? {
            Term::Literal(literal) => Some((subject, literal.value())),
            _ => None,
        }))
    }

    pub(super) fn view(&self, guard: Arc<Guard>) -> View<'_> {
        View { snapshot: self, extra: RefCell::default(), searched: RefCell::default(), guard }
    }

    fn quad(&self, [s, p, o, g]: Four) -> Option<Quad> {
        let term = |number: u32| self.terms.get(number as usize).cloned();
        let subject: NamedOrBlankNode = match term(s)? {
            Term::NamedNode(node) => node.into(),
            Term::BlankNode(node) => node.into(),
            Term::Literal(_) => return None,
        };
        let Term::NamedNode(predicate) = term(p)? else { return None };
        let graph: GraphName = match term(g)? {
            _ if g == DEFAULT => GraphName::DefaultGraph,
            Term::NamedNode(node) => node.into(),
            Term::BlankNode(node) => node.into(),
            Term::Literal(_) => return None,
        };
        Some(Quad::new(subject, predicate, term(o)?, graph))
    }

    /// Rows that fit. `graph`: the union of all where [`DEFAULT`], any named graph where `None`.
    fn scan(
        &self,
        s: Option<u32>,
        p: Option<u32>,
        o: Option<u32>,
        graph: Option<u32>,
    ) -> Box<dyn Iterator<Item = Four> + '_> {
        let (order, key) = plan(s, p, o);
        match graph {
            Some(DEFAULT) => {
                let table = [&self.spo, &self.pos, &self.osp][order];
                Box::new(narrowed(table, &key).iter().map(move |&[a, b, c]| back(order, [a, b, c, DEFAULT])))
            }
            None => {
                let table = [&self.spog, &self.posg, &self.ospg][order];
                Box::new(narrowed(table, &key).iter().map(move |&row| back(order, row)))
            }
            Some(graph) => {
                let key: Vec<u32> = match (s, p) {
                    (Some(s), Some(p)) => vec![graph, s, p],
                    (Some(s), None) => vec![graph, s],
                    (None, _) => vec![graph],
                };
                let fits = move |row: &Four| {
                    let [_, subject, predicate, object] = *row;
                    let agree = |wanted: Option<u32>, is: u32| wanted.is_none_or(|wanted| wanted == is);
                    agree(s, subject) && agree(p, predicate) && agree(o, object)
                };
                let rows = narrowed(&self.gspo, &key).iter().copied().filter(fits);
                Box::new(rows.map(|[g, s, p, o]| [s, p, o, g]))
            }
        }
    }
}

fn sorted<T: Ord>(rows: impl Iterator<Item = T>) -> Vec<T> {
    let mut rows: Vec<T> = rows.collect();
    rows.sort_unstable();
    rows.dedup();
    rows.shrink_to_fit();
    rows
}

/// Which order (0: subject first, 1: predicate first, 2: object first) has what is given at its front, and that front.
fn plan(s: Option<u32>, p: Option<u32>, o: Option<u32>) -> (usize, Vec<u32>) {
    match (s, p, o) {
        (Some(s), None, Some(o)) => (2, vec![o, s]),
        (Some(s), p, o) => (0, [Some(s), p, o].into_iter().flatten().collect()),
        (None, Some(p), o) => (1, [Some(p), o].into_iter().flatten().collect()),
        (None, None, Some(o)) => (2, vec![o]),
        (None, None, None) => (0, Vec::new()),
    }
}

fn back(order: usize, [a, b, c, g]: Four) -> Four {
    match order {
        0 => [a, b, c, g],
        1 => [c, a, b, g],
        _ => [b, c, a, g],
    }
}

/// The rows that begin with `key`.
fn narrowed<'t, const N: usize>(table: &'t [[u32; N]], key: &[u32]) -> &'t [[u32; N]] {
    let from = table.partition_point(|row| row[..key.len()] < *key);
    let to = table.partition_point(|row| row[..key.len()] <= *key);
    &table[from..to]
}

/// What an evaluator reads from, for one query.
#[derive(Debug)]
pub struct View<'a> {
    snapshot: &'a Snapshot,
    /// Terms that the query brings along or computes: numbered after those of the snapshot.
    extra: RefCell<(Vec<Term>, HashMap<Term, u32>)>,
    /// Terms by the words that were searched, which are a term too.
    searched: RefCell<HashMap<u32, Arc<[u32]>>>,
    guard: Arc<Guard>,
}

impl<'a> View<'a> {
    /// Rows that fit; those of a search are made as if they stood in the graphs that their subjects stand in.
    fn rows(
        &self,
        subject: Option<u32>,
        predicate: Option<u32>,
        object: Option<u32>,
        graph: Option<u32>,
    ) -> Box<dyn Iterator<Item = Four> + 'a> {
        let (Some(MATCHES), Some(object)) = (predicate, object) else {
            return self.snapshot.scan(subject, predicate, object, graph);
        };
        let found = self.searched(object);
        let found: Vec<u32> = match subject {
            Some(subject) => found.binary_search(&subject).map(|_| subject).into_iter().collect(),
            None => found.to_vec(),
        };
        let snapshot = self.snapshot;
        Box::new(found.into_iter().flat_map(move |subject| {
            let graphs: Vec<u32> = match graph {
                Some(DEFAULT) => vec![DEFAULT],
                Some(graph) if narrowed(&snapshot.gspo, &[graph, subject]).is_empty() => Vec::new(),
                Some(graph) => vec![graph],
                None => {
                    let mut graphs: Vec<u32> = narrowed(&snapshot.spog, &[subject]).iter().map(|row| row[3]).collect();
                    graphs.sort_unstable();
                    graphs.dedup();
                    graphs
                }
            };
            graphs.into_iter().map(move |graph| [subject, MATCHES, object, graph])
        }))
    }

    fn searched(&self, words: u32) -> Arc<[u32]> {
        let search = || match self.externalize_term(words) {
            Ok(Term::Literal(literal)) => self.snapshot.search(literal.value()).into(),
            _ => Arc::default(),
        };
        Arc::clone(self.searched.borrow_mut().entry(words).or_insert_with(search))
    }
}

impl<'a> QueryableDataset<'a> for View<'a> {
    type InternalTerm = u32;
    type Error = GuardError;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&u32>,
        predicate: Option<&u32>,
        object: Option<&u32>,
        graph_name: Option<Option<&u32>>,
    ) -> impl Iterator<Item = Result<InternalQuad<u32>, GuardError>> + use<'a> {
        let graph = graph_name.map(|graph| graph.copied().unwrap_or(DEFAULT));
        let mut rows = self.rows(subject.copied(), predicate.copied(), object.copied(), graph);
        let guard = Arc::clone(&self.guard);
        std::iter::from_fn(move || {
            if guard.tripped().is_some() {
                return None;
            }
            if let Err(error) = guard.check() {
                return Some(Err(error));
            }
            let [subject, predicate, object, graph] = rows.next()?;
            let graph_name = (graph != DEFAULT).then_some(graph);
            Some(Ok(InternalQuad { subject, predicate, object, graph_name }))
        })
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<u32, GuardError>> + use<'a> {
        let snapshot = self.snapshot;
        let graphs = snapshot.gspo.chunk_by(|a, b| a[0] == b[0]).filter_map(|rows| rows.first()).map(|row| row[0]);
        graphs.filter(|graph| Some(*graph) != snapshot.apart).map(Ok)
    }

    fn contains_internal_graph_name(&self, graph_name: &u32) -> Result<bool, GuardError> {
        Ok(!narrowed(&self.snapshot.gspo, &[*graph_name]).is_empty())
    }

    fn internalize_term(&self, term: Term) -> Result<u32, GuardError> {
        if let Some(number) = self.snapshot.ids.get(&term) {
            return Ok(*number);
        }
        let (terms, ids) = &mut *self.extra.borrow_mut();
        let next = u32::try_from(self.snapshot.terms.len() + terms.len()).unwrap_or(u32::MAX);
        Ok(*ids.entry(term).or_insert_with_key(|term| {
            terms.push(term.clone());
            next
        }))
    }

    fn externalize_term(&self, term: u32) -> Result<Term, GuardError> {
        let known = self.snapshot.terms.len();
        let number = term as usize;
        let found = match number.checked_sub(known) {
            Some(extra) => self.extra.borrow().0.get(extra).cloned(),
            None => self.snapshot.terms.get(number).cloned(),
        };
        // Every number was given out by this view, so there is a term; a made-up number becomes a blank.
        Ok(found.unwrap_or_else(|| Term::BlankNode(oxigraph::model::BlankNode::new_unchecked("none"))))
    }
}

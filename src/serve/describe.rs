//! What the endpoint says of itself, as RDF: the service (SPARQL 1.1 Service Description), statistics (`VoID`), the
//! prefixes (`sh:declare`) and the saved queries (`sh:SPARQLExecutable`).
//!
//! Statistics, prefixes and queries stand in a graph of their own inside the endpoint. A query that names their vocabularies
//! sees them, which is how editors and programs look for them; every other sees the graph alone. The service is described at
//! its address.

use std::collections::{BTreeMap, HashSet};

use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term, Triple};

use crate::{
    model::{Entity, Graph},
    ontology::SavedQuery,
    query::Question,
    store::{BASE, Iris, NG},
};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
const VOID: &str = "http://rdfs.org/ns/void#";
const SH: &str = "http://www.w3.org/ns/shacl#";
const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
const DCT: &str = "http://purl.org/dc/terms/";
const FORMATS: &str = "http://www.w3.org/ns/formats/";

/// The graph that holds the description.
pub(super) fn home(iris: &Iris) -> NamedNode {
    node(&format!("{}service", iris.base()))
}

/// Whether a question is about the endpoint itself: then the description is asked too, and only then, so that whoever
/// counts and lists sees the graph alone.
pub(super) fn is_asked_for(question: &Question, iris: &Iris) -> bool {
    question.names_any(&[SH, VOID, home(iris).as_str()])
}

/// Statistics, prefixes and saved queries, in a graph of their own.
pub(super) fn description(quads: &[Quad], graph: &Graph, queries: &[SavedQuery]) -> (NamedNode, Vec<Quad>) {
    let iris = Iris::new(&base(quads, graph));
    let home = home(&iris);
    let mut out = Description { triples: Vec::new() };
    out.statistics(&home, quads);
    out.prefixes(&home, &iris);
    out.queries(&home, queries);
    let name = GraphName::NamedNode(home.clone());
    (home, out.triples.into_iter().map(|triple| triple.in_graph(name.clone())).collect())
}

/// The service at `address`, which is the IRI of the endpoint.
pub(super) fn service(address: &str, iris: &Iris) -> Vec<Triple> {
    let endpoint = node(address);
    let home = home(iris);
    let dataset = node(&format!("{address}#dataset"));
    let graph = node(&format!("{address}#default-graph"));
    let mut out = Description { triples: Vec::new() };
    out.add(&endpoint, RDF, "type", term(SD, "Service"));
    out.add(&endpoint, SD, "endpoint", endpoint.clone());
    out.add(&endpoint, SD, "supportedLanguage", term(SD, "SPARQL11Query"));
    out.add(&endpoint, SD, "feature", term(SD, "UnionDefaultGraph"));
    for format in ["SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"] {
        out.add(&endpoint, SD, "resultFormat", term(FORMATS, format));
    }
    for format in ["Turtle", "N-Triples", "RDF_XML", "JSON-LD"] {
        out.add(&endpoint, SD, "resultFormat", term(FORMATS, format));
    }
    out.add(&endpoint, SD, "defaultDataset", dataset.clone());
    out.add(&dataset, RDF, "type", term(SD, "Dataset"));
    out.add(&dataset, SD, "defaultGraph", graph.clone());
    out.add(&graph, RDF, "type", term(SD, "Graph"));
    out.add(&graph, RDFS, "seeAlso", home);
    out.triples
}

fn base(quads: &[Quad], graph: &Graph) -> String {
    // The store tells its base from its own triples, and is not built yet.
    let of = |entity: &Entity| {
        let end = Iris::default().entity(&entity.id).as_str()[BASE.len()..].to_owned();
        quads.iter().find_map(|quad| match &quad.subject {
            oxigraph::model::NamedOrBlankNode::NamedNode(node) => node.as_str().strip_suffix(&end).map(str::to_owned),
            oxigraph::model::NamedOrBlankNode::BlankNode(_) => None,
        })
    };
    graph.entities.first().and_then(of).unwrap_or_else(|| BASE.to_owned())
}

struct Description {
    triples: Vec<Triple>,
}

impl Description {
    fn add(&mut self, subject: &NamedNode, namespace: &str, name: &str, object: impl Into<Term>) {
        self.triples.push(Triple::new(subject.clone(), term(namespace, name), object));
    }

    /// How much there is, of which classes and relations.
    fn statistics(&mut self, home: &NamedNode, quads: &[Quad]) {
        let kind = format!("{RDF}type");
        let (mut subjects, mut objects) = (HashSet::new(), HashSet::new());
        let mut properties: BTreeMap<&str, usize> = BTreeMap::new();
        let mut classes: BTreeMap<&str, HashSet<_>> = BTreeMap::new();
        for quad in quads {
            subjects.insert(&quad.subject);
            objects.insert(&quad.object);
            *properties.entry(quad.predicate.as_str()).or_default() += 1;
            if let (true, Term::NamedNode(class)) = (quad.predicate.as_str() == kind, &quad.object) {
                classes.entry(class.as_str()).or_default().insert(&quad.subject);
            }
        }
        self.add(home, RDF, "type", term(VOID, "Dataset"));
        self.add(home, DCT, "title", text("A knowledge graph of news, built by newsgraph"));
        for vocabulary in [NG, "https://schema.org/", "http://www.w3.org/2004/02/skos/core#"] {
            self.add(home, VOID, "vocabulary", node(vocabulary));
        }
        let counts = [
            ("triples", quads.len()),
            ("distinctSubjects", subjects.len()),
            ("distinctObjects", objects.len()),
            ("properties", properties.len()),
            ("classes", classes.len()),
        ];
        for (name, number) in counts {
            self.add(home, VOID, name, count(number));
        }
        for (at, (class, members)) in classes.iter().enumerate() {
            let part = node(&format!("{}/class-{at}", home.as_str()));
            self.add(home, VOID, "classPartition", part.clone());
            self.add(&part, VOID, "class", node(class));
            self.add(&part, VOID, "entities", count(members.len()));
        }
        for (at, (property, number)) in properties.iter().enumerate() {
            let part = node(&format!("{}/property-{at}", home.as_str()));
            self.add(home, VOID, "propertyPartition", part.clone());
            self.add(&part, VOID, "property", node(property));
            self.add(&part, VOID, "triples", count(*number));
        }
    }

    fn prefixes(&mut self, home: &NamedNode, iris: &Iris) {
        for (prefix, namespace) in iris.prefixes() {
            let declaration = node(&format!("{}/prefix-{prefix}", home.as_str()));
            self.add(home, SH, "declare", declaration.clone());
            self.add(&declaration, RDF, "type", term(SH, "PrefixDeclaration"));
            self.add(&declaration, SH, "prefix", text(prefix));
            let namespace = Literal::new_typed_literal(namespace, term(XSD, "anyURI"));
            self.add(&declaration, SH, "namespace", namespace);
        }
    }

    fn queries(&mut self, home: &NamedNode, queries: &[SavedQuery]) {
        for query in queries {
            let executable = node(&format!("{}/query-{}", home.as_str(), query.name));
            self.add(&executable, RDF, "type", term(SH, "SPARQLExecutable"));
            self.add(&executable, RDF, "type", term(SH, "SPARQLSelectExecutable"));
            self.add(&executable, RDFS, "label", text(&query.name));
            self.add(&executable, RDFS, "comment", text(&query.title));
            self.add(&executable, SH, "select", text(&query.text));
            self.add(&executable, SH, "prefixes", home.clone());
        }
    }
}

fn node(iri: &str) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

fn term(namespace: &str, name: &str) -> NamedNode {
    node(&format!("{namespace}{name}"))
}

fn text(value: &str) -> Literal {
    Literal::new_simple_literal(value)
}

fn count(number: usize) -> Literal {
    Literal::from(i64::try_from(number).unwrap_or(i64::MAX))
}

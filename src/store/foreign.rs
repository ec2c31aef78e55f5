//! What a file holds besides a graph of ours.

use std::{collections::BTreeSet, path::Path};

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};

use super::{
    Error,
    files::read_quads,
    iris::{self, NG, NIF, OWL, RDF, RDFS, SCHEMA, SKOS},
};
use crate::model::{Graph, Object};

/// What is said of a thing of one kind: names by namespace.
type Said = &'static [(&'static str, &'static [&'static str])];

const OF_ENTITIES: Said =
    &[(RDF, &["type"]), (RDFS, &["label"]), (SKOS, &["altLabel", "prefLabel"]), (OWL, &["sameAs"]), (NG, &["class"])];
const OF_CLAIMS: Said = &[
    (RDF, &["type", "subject", "predicate", "object"]),
    (NG, &["unit", "place", "date", "status", "support", "denial", "evidenceCount", "articleCount", "lineageCount"]),
    (
        NG,
        &[
            "languageCount",
            "firstReported",
            "lastReported",
            "differsFrom",
            "supersededBy",
            "contradicts",
            "from",
            "until",
        ],
    ),
];
const OF_EVIDENCE: Said = &[
    (RDF, &["type", "subject", "predicate", "object"]),
    (NG, &["article", "claim", "amount", "unit", "polarity", "modality", "aspect", "byParty", "frame", "confidence"]),
    (NG, &["attributedTo", "via", "attribution", "place", "date", "role", "period"]),
    (NG, &["sentence", "subjectSpan", "triggerSpan", "objectSpan"]),
];
/// Articles, places in them, and what they call an entity.
const OF_ARTICLES: Said = &[
    (RDF, &["type"]),
    (SCHEMA, &["inLanguage", "headline", "datePublished", "url", "publisher", "author", "name", "alternateName"]),
    (NG, &["path", "agency", "sketch", "names", "asClass"]),
    (NIF, &["anchorOf", "beginIndex", "endIndex"]),
];
const OF_TERMS: Said =
    &[(RDF, &["type"]), (RDFS, &["label", "subClassOf"]), (SCHEMA, &["domainIncludes", "rangeIncludes"])];

/// Triples of a file that are no part of the graph in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foreign(Vec<Quad>);

impl Foreign {
    /// The triples.
    #[must_use]
    pub fn quads(&self) -> &[Quad] {
        &self.0
    }

    /// Adds those of a file, where there is one, and forgets which graphs they stood in.
    ///
    /// # Errors
    /// As [`Store::open`](super::Store::open).
    pub fn with_those_of(mut self, file: &Path) -> Result<Self, Error> {
        if file.exists() {
            self.0.extend(read_quads([file])?);
        }
        self.0.iter_mut().for_each(|quad| quad.graph_name = GraphName::DefaultGraph);
        Ok(self)
    }

    /// Without those of subjects whose IRI ends in one of these.
    pub(super) fn without(mut self, names: &BTreeSet<&str>) -> Self {
        let is_named = |quad: &Quad| match &quad.subject {
            NamedOrBlankNode::NamedNode(subject) => names.iter().any(|name| subject.as_str().ends_with(name)),
            NamedOrBlankNode::BlankNode(_) => false,
        };
        self.0.retain(|quad| !is_named(quad));
        self
    }
}

/// The quads that writing the graph again would not give, because they are no part of a graph of ours under `base`: of
/// other subjects, with other predicates, or direct triples that no claim stands behind. In their order.
#[must_use]
pub fn foreign(quads: impl IntoIterator<Item = Quad>, graph: &Graph, base: &str) -> Foreign {
    let mut direct: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
    let mut with_values: BTreeSet<(&str, &str)> = BTreeSet::new();
    for claim in &graph.claims {
        let (subject, relation) = (claim.key.subject.as_str(), claim.key.relation.as_str());
        match &claim.key.object {
            Object::Entity(object) => {
                direct.extend([(subject, relation, object.as_str()), (object, relation, subject)]);
            }
            Object::Quantity(_) => drop(with_values.insert((subject, relation))),
        }
    }
    let is_direct = |subject: &str, quad: &Quad| {
        let Some(relation) = quad.predicate.as_str().strip_prefix(NG) else { return false };
        match &quad.object {
            Term::NamedNode(object) => iris::local(object.as_str(), "entity")
                .is_some_and(|object| direct.contains(&(subject, relation, &object))),
            _ => with_values.contains(&(subject, relation)),
        }
    };
    let is_ours = |quad: &Quad| {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { return false };
        let iri = subject.as_str();
        if iri.starts_with(NG) {
            return says(OF_TERMS, quad);
        }
        let Some((kind, _)) = iri.strip_prefix(base).and_then(|rest| rest.split_once('/')) else { return false };
        let Some(id) = iris::local(iri, kind) else { return false };
        match kind {
            "entity" => graph.entity(&id).is_some() && (says(OF_ENTITIES, quad) || is_direct(&id, quad)),
            "claim" => says(OF_CLAIMS, quad),
            "evidence" => says(OF_EVIDENCE, quad),
            "article" => graph.article(&id).is_some() && says(OF_ARTICLES, quad),
            _ => false,
        }
    };
    Foreign(quads.into_iter().filter(|quad| !is_ours(quad)).collect())
}

fn says(said: Said, quad: &Quad) -> bool {
    let predicate = quad.predicate.as_str();
    let is_said =
        said.iter().any(|(space, names)| predicate.strip_prefix(space).is_some_and(|name| names.contains(&name)));
    let is_class = predicate.strip_prefix(RDF) == Some("type");
    let of_ours = |class: &str| [NG, NIF, SCHEMA, RDFS, OWL].iter().any(|space| class.starts_with(space));
    is_said && (!is_class || matches!(&quad.object, Term::NamedNode(class) if of_ours(class.as_str())))
}

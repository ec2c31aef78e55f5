//! The graph as quads.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};

use super::iris::{Iris, NG, OWL, RDF, RDFS, SCHEMA, SKOS, XSD};
use crate::{
    model::{ArticleHead, Claim, Date, Entity, Evidence, Graph, Language, Object},
    ontology::Ontology,
};

/// The triples of a graph in their two layers, under `base`, sorted as N-Quads sort, each once, without blank nodes.
///
/// An entity that evidence names but the graph does not list is written from the evidence.
#[must_use]
pub fn quads(graph: &Graph, ontology: &Ontology, base: &str) -> Vec<Quad> {
    let mut out: Vec<Quad> = parts(graph, ontology, base).flatten().collect();
    out.sort_by_cached_key(ToString::to_string);
    out.dedup();
    out
}

/// The same triples part by part, for who need not hold them all: first knowledge, then each article with its evidence,
/// in the order of the articles. A part is not sorted and may say a thing twice.
pub fn parts<'g>(graph: &'g Graph, ontology: &'g Ontology, base: &str) -> impl Iterator<Item = Vec<Quad>> + 'g {
    let mut writer = Writer { iris: Iris::new(base), ontology, out: Vec::new(), layer: GraphName::DefaultGraph };
    for entity in entities(graph) {
        writer.entity(entity);
    }
    writer.terms(graph);
    let mut claims_of: Vec<Vec<&Claim>> = vec![Vec::new(); graph.evidence.len()];
    for claim in &graph.claims {
        writer.claim(claim);
        for &at in &claim.evidence {
            if let Some(claims) = claims_of.get_mut(at) {
                claims.push(claim);
            }
        }
    }
    let knowledge = std::mem::take(&mut writer.out);
    let articles = graph.articles.iter().map(move |article| {
        writer.layer = writer.iris.article(&article.id).into();
        writer.article(article);
        // Evidence is sorted by article.
        let first = graph.evidence.partition_point(|evidence| evidence.article < article.id);
        let told = graph.evidence[first..].partition_point(|evidence| evidence.article == article.id);
        let told = first..first + told;
        writer.namings(graph, article, &graph.evidence[told.clone()]);
        for (evidence, claims) in graph.evidence[told.clone()].iter().zip(&claims_of[told]) {
            writer.evidence(evidence, claims);
        }
        std::mem::take(&mut writer.out)
    });
    std::iter::once(knowledge).chain(articles)
}

/// How many triples the named graphs hold for each evidence, on average; 0 where there is none.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a mean for people to read")]
pub fn triples_per_evidence(quads: &[Quad]) -> f64 {
    let kind = format!("{NG}Evidence");
    let is_evidence = |quad: &&Quad| matches!(&quad.object, Term::NamedNode(node) if node.as_str() == kind);
    let evidence = quads.iter().filter(is_evidence).count();
    let of_article = |quad: &&Quad| {
        let subject = quad.subject.to_string();
        subject.contains("/evidence/") || subject.contains("#char=")
    };
    if evidence == 0 { 0.0 } else { quads.iter().filter(of_article).count() as f64 / evidence as f64 }
}

/// Every entity that the graph lists or evidence names, by id.
fn entities(graph: &Graph) -> impl Iterator<Item = &Entity> {
    let mut all: BTreeMap<&str, &Entity> = BTreeMap::new();
    for entity in graph.entities.iter().chain(graph.evidence.iter().flat_map(Evidence::entities)) {
        all.entry(&entity.id).or_insert(entity);
    }
    all.into_values()
}

/// Collects quads.
pub(super) struct Writer<'g> {
    pub(super) iris: Iris,
    ontology: &'g Ontology,
    out: Vec<Quad>,
    layer: GraphName,
}

impl Writer<'_> {
    pub(super) fn add(&mut self, subject: &NamedNode, namespace: &str, name: &str, object: impl Into<Term>) {
        let predicate = NamedNode::new_unchecked(format!("{namespace}{name}"));
        self.out.push(Quad::new(subject.clone(), predicate, object, self.layer.clone()));
    }

    fn entity(&mut self, entity: &Entity) {
        let ontology = self.ontology;
        let node = self.iris.entity(&entity.id);
        for class in chain(ontology, &entity.class) {
            self.add(&node, RDF, "type", term(class));
        }
        self.add(&node, NG, "class", term(&entity.class));
        self.add(&node, RDFS, "label", text(&entity.label));
        for alias in &entity.aliases {
            self.add(&node, SKOS, "altLabel", text(alias));
        }
        let Some(known) = ontology.entity(&entity.id).filter(|_| entity.known) else {
            if !entity.known {
                self.add(&node, RDF, "type", term("UnlistedEntity"));
            }
            return;
        };
        for (language, names) in &known.labels {
            for name in names {
                if let Some(language) = language {
                    self.add(&node, SKOS, "prefLabel", tagged(name, *language));
                }
            }
        }
        for (language, names) in &known.alternatives {
            for name in names.iter().filter(|name| !entity.aliases.contains(name)) {
                if let Some(language) = language {
                    self.add(&node, SKOS, "altLabel", tagged(name, *language));
                }
            }
        }
        for iri in known.same_as.iter().filter_map(|iri| NamedNode::new(iri).ok()) {
            self.add(&node, OWL, "sameAs", iri);
        }
    }

    /// What an article calls the entities that the ontology does not know, so that taking it out takes its names out too;
    /// of the others those that have more names in the graph, by decision.
    fn namings(&mut self, graph: &Graph, article: &ArticleHead, evidence: &[Evidence]) {
        let other = |entity: &Entity| graph.entity(&entity.id).is_some_and(|whole| whole != entity);
        let named = evidence.iter().flat_map(Evidence::entities).filter(|entity| !entity.known || other(entity));
        let named: BTreeMap<&str, &Entity> = named.map(|entity| (entity.id.as_str(), entity)).collect();
        for entity in named.into_values() {
            let node = self.iris.naming(&article.id, &entity.id);
            self.add(&node, RDF, "type", term("Naming"));
            self.add(&node, NG, "names", self.iris.entity(&entity.id));
            self.add(&node, NG, "asClass", term(&entity.class));
            self.add(&node, SCHEMA, "name", text(&entity.label));
            for alias in &entity.aliases {
                self.add(&node, SCHEMA, "alternateName", text(alias));
            }
        }
    }

    /// Labels of the relations and classes that the graph uses, so that a query can show words.
    fn terms(&mut self, graph: &Graph) {
        let ontology = self.ontology;
        let used: BTreeSet<&str> = graph.claims.iter().map(|claim| claim.key.relation.as_str()).collect();
        for relation in used.into_iter().filter_map(|name| ontology.relation(name)) {
            let node = term(&relation.name);
            self.add(&node, RDF, "type", term("Relation"));
            for (language, label) in &relation.labels {
                self.add(&node, RDFS, "label", tagged(label, *language));
            }
            if relation.symmetric {
                self.add(&node, RDF, "type", NamedNode::new_unchecked(format!("{OWL}SymmetricProperty")));
            }
            for (name, classes) in [("domainIncludes", &relation.domain), ("rangeIncludes", &relation.range)] {
                for class in classes {
                    self.add(&node, SCHEMA, name, term(class));
                }
            }
        }
        let classes: BTreeSet<&str> = entities(graph).flat_map(|entity| chain(ontology, &entity.class)).collect();
        for class in classes {
            let node = term(class);
            let Some(class) = ontology.class(class).and_then(|id| ontology.classes.get(id.0 as usize)) else {
                continue;
            };
            self.add(&node, RDF, "type", NamedNode::new_unchecked(format!("{RDFS}Class")));
            for (language, label) in &class.labels {
                self.add(&node, RDFS, "label", tagged(label, *language));
            }
            for parent in &class.parents {
                self.add(&node, RDFS, "subClassOf", term(parent));
            }
        }
    }

    fn claim(&mut self, claim: &Claim) {
        let node = self.iris.claim(&claim.id);
        let (subject, relation) = (self.iris.entity(&claim.key.subject), term(&claim.key.relation));
        self.add(&node, RDF, "type", term("Claim"));
        self.add(&node, RDF, "subject", subject.clone());
        self.add(&node, RDF, "predicate", relation.clone());
        let object: Term = match &claim.key.object {
            Object::Entity(id) => self.iris.entity(id).into(),
            Object::Quantity(quantity) => {
                self.add(&node, NG, "unit", name(&quantity.unit));
                decimal(&quantity.value.to_string()).into()
            }
        };
        self.add(&node, RDF, "object", object.clone());
        if let Some(place) = &claim.key.place {
            self.add(&node, NG, "place", self.iris.entity(place));
        }
        if let Some(day) = claim.key.date {
            self.add(&node, NG, "date", date(day));
        }
        self.add(&node, NG, "status", term(claim.status.name()));
        self.add(&node, NG, "support", thousandths(claim.support));
        if claim.denial > 0 {
            self.add(&node, NG, "denial", thousandths(claim.denial));
        }
        let evidence = u32::try_from(claim.evidence.len()).unwrap_or(u32::MAX);
        let counts = [
            ("evidenceCount", evidence),
            ("articleCount", claim.articles),
            ("lineageCount", claim.lineages),
            ("languageCount", claim.languages),
        ];
        for (name, count) in counts {
            self.add(&node, NG, name, Literal::from(count_of(count)));
        }
        let days = [
            ("firstReported", claim.first_reported),
            ("lastReported", claim.last_reported),
            ("from", claim.from),
            ("until", claim.until),
        ];
        for (name, day) in days {
            if let Some(day) = day {
                self.add(&node, NG, name, date(day));
            }
        }
        for other in &claim.differs_from {
            self.add(&node, NG, "differsFrom", self.iris.claim(other));
        }
        for other in &claim.contradicts {
            self.add(&node, NG, "contradicts", self.iris.claim(other));
        }
        if let Some(by) = &claim.superseded_by {
            self.add(&node, NG, "supersededBy", self.iris.claim(by));
        }
        if claim.status.holds() {
            self.direct(subject, relation, object);
        }
    }

    /// The claim as one plain triple; both ways where the relation holds both ways.
    fn direct(&mut self, subject: NamedNode, relation: NamedNode, object: Term) {
        let name = &relation.as_str()[NG.len()..];
        let symmetric = self.ontology.relation(name).is_some_and(|relation| relation.symmetric);
        if let (true, Term::NamedNode(object)) = (symmetric, &object) {
            self.out.push(Quad::new(object.clone(), relation.clone(), subject.clone(), GraphName::DefaultGraph));
        }
        self.out.push(Quad::new(subject, relation, object, GraphName::DefaultGraph));
    }

    fn article(&mut self, article: &ArticleHead) {
        let node = self.iris.article(&article.id);
        self.add(&node, RDF, "type", NamedNode::new_unchecked(format!("{SCHEMA}NewsArticle")));
        self.add(&node, SCHEMA, "inLanguage", text(article.language.as_str()));
        self.add(&node, NG, "path", text(&article.name));
        if let Some(title) = &article.title {
            self.add(&node, SCHEMA, "headline", tagged(title, article.language));
        }
        if let Some(day) = article.published {
            self.add(&node, SCHEMA, "datePublished", date(day));
        }
        if let Some(url) = &article.url {
            self.add(&node, SCHEMA, "url", typed(url, "anyURI"));
        }
        let names = [
            (SCHEMA, "publisher", &article.publisher),
            (SCHEMA, "author", &article.byline),
            (NG, "agency", &article.agency),
        ];
        for (namespace, name, value) in names {
            if let Some(value) = value {
                self.add(&node, namespace, name, text(value));
            }
        }
        if !article.sketch.is_empty() {
            let hashes: Vec<String> = article.sketch.iter().map(|hash| format!("{hash:016x}")).collect();
            self.add(&node, NG, "sketch", text(&hashes.join(" ")));
        }
    }
}

/// The class and all above it, or the name alone where the ontology does not have it.
fn chain<'o>(ontology: &'o Ontology, class: &'o str) -> Vec<&'o str> {
    let chain = ontology.class_chain(class);
    if chain.is_empty() { vec![class] } else { chain }
}

/// A term of the vocabulary; characters that cannot stand in a local name become `_`.
pub(super) fn term(name: &str) -> NamedNode {
    Iris::term(name).unwrap_or_else(|| {
        let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
        NamedNode::new_unchecked(format!("{NG}{}", name.chars().map(safe).collect::<String>()))
    })
}

/// A term of the vocabulary where the name can be one, else a string.
pub(super) fn name(name: &str) -> Term {
    Iris::term(name).map_or_else(|| text(name).into(), Term::from)
}

pub(super) fn text(value: &str) -> Literal {
    Literal::new_simple_literal(value)
}

pub(super) fn tagged(value: &str, language: Language) -> Literal {
    Literal::new_language_tagged_literal_unchecked(value, language.as_str())
}

fn typed(value: &str, datatype: &str) -> Literal {
    Literal::new_typed_literal(value, NamedNode::new_unchecked(format!("{XSD}{datatype}")))
}

pub(super) fn decimal(value: &str) -> Literal {
    typed(value, "decimal")
}

pub(super) fn count_of(count: u32) -> i64 {
    i64::from(count)
}

pub(super) fn date(date: Date) -> Literal {
    typed(&date.to_string(), date.datatype())
}

/// 950 as `0.95`.
pub(super) fn thousandths(value: u16) -> Literal {
    let text = format!("{}.{:03}", value / 1000, value % 1000);
    decimal(text.trim_end_matches('0').trim_end_matches('.'))
}

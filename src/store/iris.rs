//! Names of things: namespaces, prefixes, and the IRIs of entities, claims, articles, evidence and spans.

use std::fmt::Write as _;

use oxigraph::model::NamedNode;

/// Base of the IRIs of entities, claims, articles and evidence, unless another is given.
pub const BASE: &str = "https://w3id.org/newsgraph/";
/// Namespace of the vocabulary.
pub const NG: &str = "https://w3id.org/newsgraph/ns#";

pub(super) const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
pub(super) const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
pub(super) const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
pub(super) const OWL: &str = "http://www.w3.org/2002/07/owl#";
pub(super) const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
pub(super) const SCHEMA: &str = "https://schema.org/";
pub(super) const PROV: &str = "http://www.w3.org/ns/prov#";
pub(super) const NIF: &str = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";
const WIKIDATA: &str = "http://www.wikidata.org/entity/";

/// Prefixes that every query knows and every file uses, besides those of the base: our own first.
pub const PREFIXES: [(&str, &str); 10] = [
    ("ng", NG),
    ("nif", NIF),
    ("owl", OWL),
    ("prov", PROV),
    ("rdf", RDF),
    ("rdfs", RDFS),
    ("schema", SCHEMA),
    ("skos", SKOS),
    ("wd", WIKIDATA),
    ("xsd", XSD),
];

/// Mints and reads the IRIs under one base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Iris {
    base: String,
}

impl Default for Iris {
    fn default() -> Self {
        Self::new(BASE)
    }
}

impl Iris {
    /// IRIs under `base`; a slash is added where it ends in none.
    #[must_use]
    pub fn new(base: &str) -> Self {
        let slash = if base.ends_with(['/', '#']) { "" } else { "/" };
        Self { base: format!("{base}{slash}") }
    }

    /// The base, with its slash.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// All prefixes: `ng`, `e`, `c`, `a`, `ev`, then those of other vocabularies by name.
    #[must_use]
    pub fn prefixes(&self) -> Vec<(&'static str, String)> {
        let own = [("e", "entity"), ("c", "claim"), ("a", "article"), ("ev", "evidence")];
        let mut all: Vec<_> = own.iter().map(|(prefix, kind)| (*prefix, format!("{}{kind}/", self.base))).collect();
        all.insert(0, ("ng", NG.to_owned()));
        all.extend(PREFIXES[1..].iter().map(|(prefix, iri)| (*prefix, (*iri).to_owned())));
        all
    }

    /// The IRI of an entity.
    #[must_use]
    pub fn entity(&self, id: &str) -> NamedNode {
        self.node("entity", id)
    }

    /// The IRI of a claim.
    #[must_use]
    pub fn claim(&self, id: &str) -> NamedNode {
        self.node("claim", id)
    }

    /// The IRI of an article, which is also the name of its graph.
    #[must_use]
    pub fn article(&self, id: &str) -> NamedNode {
        self.node("article", id)
    }

    /// The IRI of an evidence.
    #[must_use]
    pub fn evidence(&self, id: &str) -> NamedNode {
        self.node("evidence", id)
    }

    /// The IRI of a place in an article, in Unicode code points (RFC 5147).
    #[must_use]
    pub fn span(&self, article: &str, start: u32, end: u32) -> NamedNode {
        NamedNode::new_unchecked(format!("{}#char={start},{end}", self.article(article).as_str()))
    }

    /// The IRI of a decision.
    #[must_use]
    pub fn decision(&self, number: u32) -> NamedNode {
        self.node("decision", &number.to_string())
    }

    /// The IRI of how an article calls an entity.
    #[must_use]
    pub fn naming(&self, article: &str, entity: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}#name={}", self.article(article).as_str(), escaped(entity)))
    }

    /// The IRI of a term of the vocabulary; `None` where `name` is not made of letters, digits, `-` and `_`.
    #[must_use]
    pub fn term(name: &str) -> Option<NamedNode> {
        let fits = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        (fits && !name.is_empty()).then(|| NamedNode::new_unchecked(format!("{NG}{name}")))
    }

    fn node(&self, kind: &str, id: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{kind}/{}", self.base, escaped(id)))
    }
}

/// What follows `/KIND/` in an IRI, unescaped and without the fragment, whatever the base.
pub(super) fn local(iri: &str, kind: &str) -> Option<String> {
    let segment = format!("/{kind}/");
    let at = iri.rfind(&segment)?;
    let id = iri[at + segment.len()..].split('#').next()?;
    (!id.is_empty()).then(|| unescaped(id))
}

/// Article, begin and end of the IRI of a place in an article, in code points; `None` where it is another.
#[must_use]
pub fn span(iri: &str) -> Option<(String, u32, u32)> {
    let (_, range) = iri.split_once("#char=")?;
    let (start, end) = range.split_once(',')?;
    Some((local(iri, "article")?, start.parse().ok()?, end.parse().ok()?))
}

/// The short form of an IRI, such as `e:apple`, where one of the prefixes fits and the rest needs no escape.
#[must_use]
pub fn shortened(iri: &str, prefixes: &[(&str, String)]) -> Option<String> {
    let (prefix, namespace) =
        prefixes.iter().filter(|(_, namespace)| iri.starts_with(namespace.as_str())).max_by_key(|(_, n)| n.len())?;
    let rest = &iri[namespace.len()..];
    let plain = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let fits = rest.chars().all(plain) && !rest.starts_with('-') && !rest.is_empty();
    fits.then(|| format!("{prefix}:{rest}"))
}

/// Percent-encodes what cannot stand in the path of an IRI (RFC 3987).
fn escaped(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for c in id.chars() {
        if c.is_alphanumeric() || "-._~".contains(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

fn unescaped(id: &str) -> String {
    if !id.contains('%') {
        return id.to_owned();
    }
    let bytes = id.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let code = id.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (bytes[at], code) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_survive_the_way_into_an_iri_and_back() {
        let iris = Iris::new("http://example.org/news");
        for id in ["apple", "a b/c", "100%", "é#1", "\"<>"] {
            let iri = iris.entity(id);
            assert!(NamedNode::new(iri.as_str()).is_ok(), "{iri}");
            assert_eq!(local(iri.as_str(), "entity").as_deref(), Some(id));
        }
        let place = iris.span("x1", 3, 9);
        assert_eq!(place.as_str(), "http://example.org/news/article/x1#char=3,9");
        assert_eq!(span(place.as_str()), Some(("x1".to_owned(), 3, 9)));
        assert_eq!(span("http://example.org/article/x1#char=3"), None);
    }

    #[test]
    fn short_forms_need_no_escape() {
        let prefixes = Iris::default().prefixes();
        assert_eq!(shortened("https://w3id.org/newsgraph/entity/apple", &prefixes).as_deref(), Some("e:apple"));
        assert_eq!(shortened("https://w3id.org/newsgraph/article/x#char=1,2", &prefixes), None);
        assert_eq!(shortened("https://w3id.org/newsgraph/entity/", &prefixes), None);
        assert_eq!(Iris::term("year to date"), None);
    }
}

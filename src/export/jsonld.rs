//! JSON-LD with one fixed context (JSON-LD 1.1, W3C 2020): short names, and a named graph for each article.

use std::collections::BTreeMap;

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value, json};

use super::Error;
use crate::store::Iris;

/// Properties whose values are always IRIs, so that the values can be plain strings.
const LINKS: [&str; 23] = [
    "ng:article",
    "ng:aspect",
    "ng:claim",
    "ng:class",
    "ng:contradicts",
    "ng:differsFrom",
    "ng:modality",
    "ng:objectSpan",
    "ng:place",
    "ng:polarity",
    "ng:sentence",
    "ng:status",
    "ng:subjectSpan",
    "ng:supersededBy",
    "ng:triggerSpan",
    "ng:unit",
    "owl:sameAs",
    "rdf:predicate",
    "rdf:subject",
    "rdfs:subClassOf",
    "schema:domainIncludes",
    "schema:rangeIncludes",
    "skos:exactMatch",
];

const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// The quads as JSON-LD.
///
/// # Errors
/// Where the JSON writer refuses.
pub fn jsonld(quads: &[Quad], base: &str) -> Result<String, Error> {
    let prefixes = Iris::new(base).prefixes();
    let mut context: Map<String, Value> =
        prefixes.iter().map(|(prefix, iri)| ((*prefix).to_owned(), json!(iri))).collect();
    for link in LINKS {
        context.insert(link.to_owned(), json!({"@type": "@id"}));
    }
    let names = Compact { prefixes };
    let mut graphs: BTreeMap<String, BTreeMap<String, Vec<&Quad>>> = BTreeMap::new();
    for quad in quads {
        let graph = match &quad.graph_name {
            GraphName::DefaultGraph => String::new(),
            GraphName::NamedNode(node) => names.iri(node.as_str()),
            GraphName::BlankNode(node) => node.to_string(),
        };
        graphs.entry(graph).or_default().entry(names.subject(&quad.subject)).or_default().push(quad);
    }
    let mut all: Vec<Value> = Vec::new();
    for (graph, subjects) in &graphs {
        let nodes = subjects.iter().map(|(id, quads)| names.node(id, quads));
        if graph.is_empty() {
            all.extend(nodes);
        } else {
            all.push(json!({"@id": graph, "@graph": nodes.collect::<Vec<_>>()}));
        }
    }
    let mut text = serde_json::to_string_pretty(&json!({"@context": context, "@graph": all}))?;
    text.push('\n');
    Ok(text)
}

struct Compact {
    prefixes: Vec<(&'static str, String)>,
}

impl Compact {
    fn iri(&self, iri: &str) -> String {
        let fits = self.prefixes.iter().find_map(|(prefix, namespace)| Some((prefix, iri.strip_prefix(namespace)?)));
        match fits {
            Some((prefix, rest)) if !rest.is_empty() && !rest.starts_with('/') && !rest.contains("#char=") => {
                format!("{prefix}:{rest}")
            }
            _ => iri.to_owned(),
        }
    }

    fn subject(&self, subject: &NamedOrBlankNode) -> String {
        match subject {
            NamedOrBlankNode::NamedNode(node) => self.iri(node.as_str()),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        }
    }

    fn node(&self, id: &str, quads: &[&Quad]) -> Value {
        let mut values: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
        for quad in quads {
            let name = self.iri(quad.predicate.as_str());
            let is_type = name == "rdf:type";
            let value = match &quad.object {
                Term::NamedNode(node) if is_type || LINKS.contains(&name.as_str()) => json!(self.iri(node.as_str())),
                object => self.value(object),
            };
            let key = if is_type { "@type".to_owned() } else { name };
            values.entry(key).or_default().insert(quad.object.to_string(), value);
        }
        let mut node = Map::new();
        node.insert("@id".to_owned(), json!(id));
        for (name, values) in values {
            let mut values: Vec<Value> = values.into_values().collect();
            let value = if values.len() == 1 { values.remove(0) } else { Value::Array(values) };
            node.insert(name, value);
        }
        Value::Object(node)
    }

    fn value(&self, term: &Term) -> Value {
        match term {
            Term::NamedNode(node) => json!({"@id": self.iri(node.as_str())}),
            Term::BlankNode(node) => json!({"@id": node.to_string()}),
            Term::Literal(literal) => {
                let (value, datatype) = (literal.value(), literal.datatype());
                if let Some(language) = literal.language() {
                    return json!({"@value": value, "@language": language});
                }
                match datatype.as_str().strip_prefix(XSD) {
                    Some("string") => json!(value),
                    Some("boolean") if value == "true" || value == "false" => json!(value == "true"),
                    Some("integer") if value.parse::<i64>().is_ok_and(|n| n.to_string() == value && n < 1 << 53) => {
                        json!(value.parse::<i64>().unwrap_or_default())
                    }
                    _ => json!({"@value": value, "@type": self.iri(datatype.as_str())}),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};

    use super::*;
    use crate::store::{BASE, sample::sample_quads};

    #[test]
    fn json_ld_is_read_back_equal() {
        let quads = sample_quads();
        let text = jsonld(&quads, BASE).expect("JSON");
        let format = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };
        let back: Result<Vec<Quad>, _> = RdfParser::from_format(format).for_slice(text.as_bytes()).collect();
        let mut back = back.expect("JSON-LD");
        back.sort_by_cached_key(ToString::to_string);
        assert_eq!(back, quads);
        assert!(text.contains("\"rdf:subject\": \"e:alfatech\""));
    }
}

//! Decisions as Turtle: a small file that people may read and change.

use std::{collections::BTreeMap, fs, io::ErrorKind, path::Path};

use oxigraph::{
    io::{RdfFormat, RdfParser},
    model::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term},
};

use super::{
    Error,
    iris::{self, Iris, NG, RDF, RDFS},
};
use crate::model::Decision;

/// A decision with its number, and a word on what it was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// Its number, from 1; later ones count more.
    pub number: u32,
    /// The decision.
    pub decision: Decision,
    /// For people.
    pub comment: String,
}

/// Reads a file of decisions, by number; none where there is no file.
///
/// # Errors
/// Where the file is no Turtle, or a decision lacks a part.
pub fn read_decisions(path: &Path) -> Result<Vec<Numbered>, Error> {
    let bytes = match fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(|source| Error::Read { path: path.to_owned(), source })?,
    };
    let mut nodes: BTreeMap<String, BTreeMap<String, Vec<Term>>> = BTreeMap::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(&bytes) {
        let quad = quad.map_err(|error| {
            let place = error.location().map_or((0, 0), |place| (place.start.line + 1, place.start.column + 1));
            Error::Syntax { path: path.to_owned(), line: place.0, column: place.1, message: error.to_string() }
        })?;
        if let NamedOrBlankNode::NamedNode(subject) = quad.subject {
            let values = nodes.entry(subject.into_string()).or_default();
            values.entry(quad.predicate.into_string()).or_default().push(quad.object);
        }
    }
    let mut all = Vec::new();
    for (iri, values) in &nodes {
        if values.contains_key(&format!("{NG}verdict")) {
            all.push(numbered(iri, values)?);
        }
    }
    all.sort_by_key(|one: &Numbered| one.number);
    Ok(all)
}

fn numbered(iri: &str, values: &BTreeMap<String, Vec<Term>>) -> Result<Numbered, Error> {
    let wrong = |message: &str| Error::Meaning { subject: iri.to_owned(), message: message.to_owned() };
    let all = |name: &str| values.get(&format!("{NG}{name}")).map_or(&[][..], Vec::as_slice);
    let id = |term: &Term, kind: &str| match term {
        Term::NamedNode(node) => iris::local(node.as_str(), kind),
        _ => None,
    };
    let one = |name: &str, kind: &str| {
        let found = all(name).first().and_then(|term| id(term, kind));
        found.ok_or_else(|| wrong(&format!("lacks ng:{name}, or it is no {kind}")))
    };
    let text = |terms: &[Term]| match terms.first() {
        Some(Term::Literal(literal)) => Some(literal.value().to_owned()),
        _ => None,
    };
    let verdict = match all("verdict").first() {
        Some(Term::NamedNode(node)) => node.as_str().strip_prefix(NG).unwrap_or_default(),
        _ => "",
    };
    let decision = match verdict {
        "Accept" => Decision::Accept(one("about", "claim")?),
        "Reject" => Decision::Reject(one("about", "claim")?),
        "Merge" => Decision::Merge { kept: one("about", "entity")?, same: one("sameAs", "entity")? },
        "Split" => {
            let mut articles: Vec<String> = all("inArticle").iter().filter_map(|term| id(term, "article")).collect();
            articles.sort_unstable();
            Decision::Split { entity: one("about", "entity")?, articles }
        }
        "Alias" => Decision::Alias {
            entity: one("about", "entity")?,
            name: text(all("name")).ok_or_else(|| wrong("lacks ng:name"))?,
        },
        _ => return Err(wrong("ng:verdict is none of Accept, Reject, Merge, Split, Alias")),
    };
    let number = iris::local(iri, "decision").and_then(|number| number.parse().ok());
    let comment = values.get(&format!("{RDFS}comment")).and_then(|terms| text(terms)).unwrap_or_default();
    Ok(Numbered { number: number.ok_or_else(|| wrong("its IRI does not end in /decision/NUMBER"))?, decision, comment })
}

/// The quads of decisions.
#[must_use]
pub fn decision_quads(all: &[Numbered], base: &str) -> Vec<Quad> {
    let iris = Iris::new(base);
    let mut out = Vec::new();
    for one in all {
        let node = iris.decision(one.number);
        let mut say = |namespace: &str, name: &str, object: Term| {
            let predicate = NamedNode::new_unchecked(format!("{namespace}{name}"));
            out.push(Quad::new(node.clone(), predicate, object, GraphName::DefaultGraph));
        };
        let term = |name: &str| Term::from(NamedNode::new_unchecked(format!("{NG}{name}")));
        say(RDF, "type", term("Decision"));
        match &one.decision {
            Decision::Accept(claim) | Decision::Reject(claim) => {
                let accepts = matches!(one.decision, Decision::Accept(_));
                say(NG, "verdict", term(if accepts { "Accept" } else { "Reject" }));
                say(NG, "about", iris.claim(claim).into());
            }
            Decision::Merge { kept, same } => {
                say(NG, "verdict", term("Merge"));
                say(NG, "about", iris.entity(kept).into());
                say(NG, "sameAs", iris.entity(same).into());
            }
            Decision::Split { entity, articles } => {
                say(NG, "verdict", term("Split"));
                say(NG, "about", iris.entity(entity).into());
                for article in articles {
                    say(NG, "inArticle", iris.article(article).into());
                }
            }
            Decision::Alias { entity, name } => {
                say(NG, "verdict", term("Alias"));
                say(NG, "about", iris.entity(entity).into());
                say(NG, "name", Literal::new_simple_literal(name).into());
            }
        }
        if !one.comment.is_empty() {
            say(RDFS, "comment", Literal::new_simple_literal(&one.comment).into());
        }
    }
    out
}

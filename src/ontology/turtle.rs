//! Turtle files as a flat list of triples.

use oxigraph::{
    io::{RdfFormat, RdfParser, RdfSyntaxError},
    model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term},
};

use super::{Error, SourceFile};
use crate::model::Language;

/// Namespace of the vocabulary and of the engine's own terms.
pub const NG: &str = "https://w3id.org/newsgraph/ns#";
/// Namespace of entities.
pub const ENTITY: &str = "https://w3id.org/newsgraph/entity/";

/// One triple and the file it stands in.
pub struct Triple {
    /// Subject: an IRI, or a blank node's name made unique by its file.
    pub subject: String,
    /// Predicate, as a full IRI.
    pub predicate: String,
    /// Object.
    pub object: Value,
    /// Position of its file in the list given.
    pub file: usize,
}

/// The object of a triple.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// An IRI, or a blank node's name made unique by its file.
    Node(String),
    /// A string, and its language where it has a tag.
    Text(String, Option<Language>),
}

/// Reads Turtle files into triples, in the order of the files.
///
/// # Errors
/// Where a file is not Turtle: file, line and column.
pub fn triples(files: &[SourceFile]) -> Result<Vec<Triple>, Error> {
    let mut triples = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let parser = RdfParser::from_format(RdfFormat::Turtle).without_named_graphs();
        for quad in parser.for_slice(file.text.as_bytes()) {
            let quad = quad.map_err(|error| syntax(file, &error))?;
            triples.push(triple(quad, at));
        }
    }
    Ok(triples)
}

fn syntax(file: &SourceFile, error: &RdfSyntaxError) -> Error {
    let (line, column) = error.location().map_or((0, 0), |place| (place.start.line + 1, place.start.column + 1));
    Error::Syntax { file: file.path.clone(), line, column, message: error.to_string() }
}

fn triple(quad: Quad, file: usize) -> Triple {
    debug_assert_eq!(quad.graph_name, GraphName::DefaultGraph);
    let blank = |name: &str| format!("_:{file}:{name}");
    let subject = match quad.subject {
        NamedOrBlankNode::NamedNode(node) => node.into_string(),
        NamedOrBlankNode::BlankNode(node) => blank(node.as_str()),
    };
    let object = match quad.object {
        Term::NamedNode(node) => Value::Node(node.into_string()),
        Term::BlankNode(node) => Value::Node(blank(node.as_str())),
        Term::Literal(literal) => {
            let language = literal.language().and_then(Language::new);
            Value::Text(literal.value().to_owned(), language)
        }
    };
    Triple { subject, predicate: NamedNode::into_string(quad.predicate), object, file }
}

//! Names of formats, and formats by extension.

use std::path::Path;

use clap::{
    ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};
use newsgraph::export::Format;

/// A format that articles come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// Plain text.
    Txt,
    /// A web page.
    Html,
    /// One JSON object per line, each an article.
    Ndjson,
}

/// A format of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// A table for people.
    Table,
    /// SPARQL results in CSV.
    Csv,
    /// SPARQL results in TSV.
    Tsv,
    /// SPARQL results in JSON.
    Json,
    /// SPARQL results in XML.
    Xml,
    /// Turtle (CONSTRUCT and DESCRIBE).
    Ttl,
    /// N-Triples (CONSTRUCT and DESCRIBE).
    Nt,
    /// Graphviz: the entities in the answer, linked as it says.
    Dot,
}

/// Reads the name of a format that a graph can be exported to.
pub fn graph_format() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| name.parse())
}

/// The format of an answer that the extension of a path stands for.
pub fn table_format(path: &Path) -> Option<TableFormat> {
    TableFormat::from_str(path.extension()?.to_str()?, true).ok()
}

//! Names of formats, and formats by extension.

use std::path::Path;

use clap::ValueEnum;

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

/// A format of a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Turtle.
    Ttl,
    /// N-Triples.
    Nt,
    /// N-Quads: with the graph of each article.
    Nq,
    /// TriG: Turtle with the graph of each article.
    Trig,
    /// RDF/XML.
    #[value(alias = "rdf", alias = "xml")]
    Rdfxml,
    /// JSON-LD.
    Jsonld,
    /// Graphviz.
    #[value(alias = "gv")]
    Dot,
    /// A picture.
    Svg,
    /// One line per claim.
    Csv,
    /// Everything in one JSON object.
    Json,
}

/// The format that the extension of a path stands for, by its name on the command line or another name of it.
pub fn by_extension<F: ValueEnum>(path: &Path) -> Option<F> {
    let extension = path.extension()?.to_str()?;
    F::from_str(extension, true).ok()
}

/// The extensions that stand for a format.
pub fn names<F: ValueEnum>() -> String {
    let values = F::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    values.map(|value| value.get_name().to_owned()).collect::<Vec<_>>().join(" ")
}

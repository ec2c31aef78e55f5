//! The graph as files for other programs and as pictures for people; one file per format.
//!
//! In goes a [`Graph`], whole or cut down by a [`Selection`], with the ontology for labels; out comes text. Everything is
//! sorted: the same graph gives the same bytes, whatever the order its parts came in. Nothing is written to disk here.

mod arrange;
mod csv;
mod difference;
mod dot;
mod error;
mod format;
mod gexf;
mod graphml;
mod json;
mod jsonld;
mod look;
mod markdown;
mod neo4j;
mod network;
mod ntriples;
mod picture;
mod rdfxml;
mod rows;
mod selection;
mod svg;
mod trig;
mod turtle;

pub use csv::csv;
pub use difference::{Change, Difference};
pub use dot::dot;
pub use error::Error;
pub use format::Format;
pub use gexf::gexf;
pub use graphml::graphml;
pub use json::json;
pub use jsonld::jsonld;
pub use look::{Line, Shape};
pub use neo4j::cypher;
pub use network::{Link, Network};
pub use ntriples::{nquads, ntriples};
pub use picture::{Edge, Node, Picture};
pub use rdfxml::rdfxml;
pub use selection::Selection;
pub use svg::{SVG_LIMIT, svg};
pub use trig::trig;
pub use turtle::turtle;

use std::collections::BTreeMap;

use crate::{model::Graph, ontology::Ontology, store};

/// How many entities a picture shows, unless told otherwise.
pub const PICTURE_LIMIT: usize = 60;

/// The graph in a format, with IRIs under `base`. Pictures show the best connected `limit` entities and say what they
/// leave out; the other formats hold everything. Of a format that is a folder, the texts of its files one after the other.
///
/// # Errors
/// Where the graph cannot be written in the format.
pub fn export(graph: &Graph, ontology: &Ontology, format: Format, base: &str, limit: usize) -> Result<String, Error> {
    let quads = || store::quads(graph, ontology, base);
    Ok(match format {
        Format::Turtle => turtle::graph(graph, ontology, base),
        Format::TriG => trig(&quads(), base),
        Format::NQuads => nquads(&quads()),
        Format::NTriples => ntriples(&quads()),
        Format::RdfXml => rdfxml(&quads(), base)?,
        Format::JsonLd => jsonld(&quads(), base)?,
        Format::Json => json(graph)?,
        Format::Csv => csv(graph),
        Format::Dot => dot(&Picture::of(graph, ontology, limit)),
        Format::Svg => svg(&Picture::of(graph, ontology, limit.min(SVG_LIMIT)).bundled()),
        Format::GraphMl => graphml(graph, ontology),
        Format::Gexf => gexf(graph, ontology),
        Format::Cypher => cypher(graph, ontology),
        Format::Neo4j | Format::Obsidian => files(graph, ontology, format).into_values().collect(),
    })
}

/// The files of a format that [is a folder](Format::is_folder), by name; none of another.
#[must_use]
pub fn files(graph: &Graph, ontology: &Ontology, format: Format) -> BTreeMap<String, String> {
    match format {
        Format::Neo4j => neo4j::files(graph, ontology),
        Format::Obsidian => markdown::files(graph),
        _ => BTreeMap::new(),
    }
}

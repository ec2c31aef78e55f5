//! The graph as files for other programs and as pictures for people; one file per format.
//!
//! In goes a [`Graph`], whole or cut down by a [`Selection`], with the ontology for labels; out comes text. Everything is
//! sorted: the same graph gives the same bytes, whatever the order its parts came in. Nothing is written to disk here.

mod arrange;
mod csv;
mod dot;
mod error;
mod format;
mod graphml;
mod json;
mod jsonld;
mod look;
mod network;
mod ntriples;
mod picture;
mod rdfxml;
mod selection;
mod svg;
mod trig;
mod turtle;

pub use csv::csv;
pub use dot::dot;
pub use error::Error;
pub use format::Format;
pub use graphml::graphml;
pub use json::json;
pub use jsonld::jsonld;
pub use look::{Line, Shape};
pub use network::{Link, Network};
pub use ntriples::{nquads, ntriples};
pub use picture::{Edge, Node, Picture};
pub use rdfxml::rdfxml;
pub use selection::Selection;
pub use svg::{SVG_LIMIT, svg};
pub use trig::trig;
pub use turtle::turtle;

use crate::{model::Graph, ontology::Ontology, store};

/// How many entities a picture shows, unless told otherwise.
pub const PICTURE_LIMIT: usize = 60;

/// The graph in a format, with IRIs under `base`. Pictures show the best connected `limit` entities and say what they
/// leave out; the other formats hold everything.
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
    })
}

//! The formats by name.

use std::{path::Path, str::FromStr};

use super::Error;

/// A format that a graph can be exported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Turtle, both layers in one.
    Turtle,
    /// `TriG`, with a named graph for each article.
    TriG,
    /// N-Quads, sorted.
    NQuads,
    /// N-Triples, sorted, both layers in one.
    NTriples,
    /// RDF/XML, both layers in one.
    RdfXml,
    /// JSON-LD, with a named graph for each article.
    JsonLd,
    /// Articles, entities, evidence and claims as plain JSON.
    Json,
    /// One row per claim.
    Csv,
    /// Graphviz.
    Dot,
    /// A drawing.
    Svg,
    /// `GraphML`, for Gephi, yEd, Cytoscape and networkx.
    GraphMl,
    /// GEXF, for Gephi and networkx.
    Gexf,
    /// Statements for Neo4j.
    Cypher,
    /// A folder of CSV files for Neo4j, with the command that reads them.
    Neo4j,
    /// A folder of Markdown notes, for Obsidian.
    Obsidian,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Turtle,
        Self::TriG,
        Self::NQuads,
        Self::NTriples,
        Self::RdfXml,
        Self::JsonLd,
        Self::Json,
        Self::Csv,
        Self::Dot,
        Self::Svg,
        Self::GraphMl,
        Self::Gexf,
        Self::Cypher,
        Self::Neo4j,
        Self::Obsidian,
    ];

    /// Its name on the command line, which is also the usual extension (but `rdf` for RDF/XML).
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Turtle => "ttl",
            Self::TriG => "trig",
            Self::NQuads => "nq",
            Self::NTriples => "nt",
            Self::RdfXml => "rdfxml",
            Self::JsonLd => "jsonld",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Dot => "dot",
            Self::Svg => "svg",
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::Cypher => "cypher",
            Self::Neo4j => "neo4j",
            Self::Obsidian => "obsidian",
        }
    }

    /// Whether it is a folder of several files.
    #[must_use]
    pub fn is_folder(self) -> bool {
        matches!(self, Self::Neo4j | Self::Obsidian)
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle",
            Self::TriG => "application/trig",
            Self::NQuads => "application/n-quads",
            Self::NTriples => "application/n-triples",
            Self::RdfXml => "application/rdf+xml",
            Self::JsonLd => "application/ld+json",
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Dot => "text/vnd.graphviz",
            Self::Svg => "image/svg+xml",
            Self::GraphMl => "application/graphml+xml",
            Self::Gexf => "application/gexf+xml",
            Self::Cypher => "application/x-cypher-query",
            Self::Neo4j => "text/csv; charset=utf-8",
            Self::Obsidian => "text/markdown; charset=utf-8",
        }
    }

    /// The format that the extension of a path stands for.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        path.extension()?.to_str()?.parse().ok()
    }
}

impl FromStr for Format {
    type Err = Error;

    /// Reads a name or extension, in any case.
    fn from_str(name: &str) -> Result<Self, Error> {
        let small = name.to_ascii_lowercase();
        let alias = match small.as_str() {
            "turtle" => "ttl",
            "nquads" => "nq",
            "ntriples" => "nt",
            "rdf" => "rdfxml",
            "json-ld" => "jsonld",
            "gv" => "dot",
            other => other,
        };
        Self::ALL
            .into_iter()
            .find(|format| format.name() == alias)
            .ok_or_else(|| Error::Format { name: name.to_owned(), known: Self::ALL.map(Self::name).join(", ") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_extensions_and_nonsense() {
        for format in Format::ALL {
            assert_eq!(format.name().parse::<Format>().ok(), Some(format));
        }
        assert_eq!(Format::of_path(Path::new("x/graph.RDF")), Some(Format::RdfXml));
        assert_eq!(Format::of_path(Path::new("graph")), None);
        let error = "docx".parse::<Format>().expect_err("unknown").to_string();
        assert!(error.contains("docx") && error.contains("trig"));
    }
}

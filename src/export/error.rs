//! What can go wrong with an export.

use thiserror::Error;

/// Why a graph could not be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The name of a format is not one of those known.
    #[error("unknown format `{name}`; known are {known}")]
    Format {
        /// As given.
        name: String,
        /// All names.
        known: String,
    },
    /// Something in the graph does not fit RDF/XML, such as a predicate that does not end in a name.
    #[error("the graph does not fit RDF/XML: {0}")]
    RdfXml(#[source] std::io::Error),
    /// The JSON writer refused.
    #[error("the graph does not fit JSON: {0}")]
    Json(#[from] serde_json::Error),
}

//! What can go wrong with a gold file or a claim line.

use thiserror::Error;

/// Why a gold file or a claim line could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A line of a gold file is not what it should be.
    #[error("line {line}: {source}")]
    Gold {
        /// Line, from 1.
        line: usize,
        /// What is wrong, with its column.
        source: serde_json::Error,
    },
    /// A claim line names no relation of the ontology.
    #[error("`{line}` has no relation between a subject and an object")]
    Relation {
        /// The claim line.
        line: String,
    },
    /// A claim line has a qualifier that nobody knows.
    #[error("`{line}` has an unknown qualifier, `{qualifier}`")]
    Qualifier {
        /// The claim line.
        line: String,
        /// The part that is wrong.
        qualifier: String,
    },
}

//! What can go wrong with an ontology.

use std::path::PathBuf;

use thiserror::Error;

/// Why an ontology could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read.
    #[error("{path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file is not Turtle.
    #[error("{file}:{line}:{column}: {message}")]
    Syntax {
        /// The file.
        file: String,
        /// Line, from 1.
        line: u64,
        /// Column, from 1.
        column: u64,
        /// What is wrong.
        message: String,
    },
    /// A file says something that cannot be meant.
    #[error("{file}: {message}")]
    Meaning {
        /// The file.
        file: String,
        /// What is wrong.
        message: String,
    },
}

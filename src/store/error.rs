//! What can go wrong with a stored graph.

use std::path::PathBuf;

use thiserror::Error;

use super::FORMAT;

/// Why a graph could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing is at the path.
    #[error("{path} not found")]
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// A file could not be read.
    #[error("{path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The extension is not one of those that are known.
    #[error("{path}: cannot tell the format from the name; known are .ttl .nt .nq .trig .rdf .jsonld")]
    Format {
        /// The file.
        path: PathBuf,
    },
    /// A graph was written by a version that writes them in another way.
    #[error("{path} was written by a later version: format {format}, and this one reads up to {FORMAT}")]
    Later {
        /// The file.
        path: PathBuf,
        /// Number of the format.
        format: u32,
    },
    /// A file is not what its extension says.
    #[error("{path}:{line}:{column}: {message}")]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Line, from 1; 0 where unknown.
        line: u64,
        /// Column, from 1; 0 where unknown.
        column: u64,
        /// What is wrong.
        message: String,
    },
    /// A part of the graph lacks what it must have, or has what it cannot have.
    #[error("{subject}: {message}")]
    Meaning {
        /// IRI of the claim, evidence, entity or article.
        subject: String,
        /// What is wrong.
        message: String,
    },
}

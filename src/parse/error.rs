//! What can be wrong with a model file or a treebank.

use thiserror::Error;

/// Why a model or a treebank could not be read.
#[derive(Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// The file does not begin as a model does.
    #[error("not a model file")]
    NotAModel,
    /// The file was written by another version of the program.
    #[error("model of version {found}; this program reads version {wanted}")]
    Version {
        /// Version in the file.
        found: u16,
        /// Version that is read.
        wanted: u16,
    },
    /// The file ends early or its checksum does not fit.
    #[error("damaged model file: {what}")]
    Damaged {
        /// What does not fit.
        what: &'static str,
    },
    /// The model lacks a part.
    #[error("the model has no section `{section}`")]
    Missing {
        /// The section's name.
        section: &'static str,
    },
    /// A line of a treebank is not CoNLL-U.
    #[error("line {line}: {what}")]
    Treebank {
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// A line of a file of names is not a token with its tag.
    #[error("line {line}: {what}")]
    Names {
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
}

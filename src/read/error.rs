//! What can go wrong with an input.

use std::io;

/// Why an input, or one line of it, gave no article.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such file or folder.
    #[error("not found")]
    Missing,
    /// The file or folder is there, but cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(#[source] io::Error),
    /// A folder without a file that could be an article.
    #[error("folder without articles")]
    NoArticles,
    /// A file inside a folder whose extension stands for no format that is read.
    #[error("not read: `.{extension}` is no article format")]
    OtherFormat {
        /// The extension, without its full stop; may be empty.
        extension: String,
    },
    /// Nothing but blanks.
    #[error("empty: there is no text in it")]
    Empty,
    /// Bytes that are no text.
    #[error("binary: this is not text")]
    Binary,
    /// More bytes than an article can have.
    #[error("too large: an article may have {limit} bytes")]
    TooLarge {
        /// Greatest number of bytes read.
        limit: u64,
    },
    /// A language without a file in the ontology.
    #[error("unsupported language: {language}")]
    UnsupportedLanguage {
        /// English name of the language, or its code, or `unknown`.
        language: String,
    },
    /// A line of NDJSON that is no JSON object with the expected keys.
    #[error("line {line}: {message}")]
    Line {
        /// Number of the line, from 1.
        line: u64,
        /// What is wrong with it.
        message: String,
    },
    /// A line of NDJSON without the text of an article.
    #[error("line {line}: there is no string under the key `{key}`")]
    NoText {
        /// Number of the line, from 1.
        line: u64,
        /// The key looked for.
        key: String,
    },
}

impl Error {
    /// What to do about it, where there is something to do.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Missing => Some("check the path".to_owned()),
            Self::NoArticles => Some("articles end in .txt, .html, .htm, .ndjson or .jsonl".to_owned()),
            Self::Line { .. } => Some("each line holds one JSON object".to_owned()),
            Self::NoText { key, .. } => Some(format!("if the text has another key, say `--field {key}=KEY`")),
            Self::UnsupportedLanguage { .. } => Some("`--lang` names the language of all input".to_owned()),
            _ => None,
        }
    }
}

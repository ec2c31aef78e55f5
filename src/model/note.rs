//! Notes: what a stage noticed.

use serde::{Deserialize, Serialize};

use super::Span;

/// How much a note matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Something may be missing or wrong.
    Warn,
    /// Something is missing or wrong.
    Error,
}

/// Something noticed in a text or in the ontology.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Note {
    /// Stable, kebab-case, such as `encoding-guessed`.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// In words, small first letter.
    pub message: String,
    /// Where in the article's text, in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl Note {
    /// A note without a place.
    #[must_use]
    pub fn new(code: &str, severity: Severity, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), severity, message: message.into(), span: None }
    }

    /// The same note, at a place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }
}

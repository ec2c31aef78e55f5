//! Articles.

use serde::{Deserialize, Serialize};

use super::{Date, Language, Note, Span, identifier};

/// One article as read: its head, its text, and what of the text is no part of the story.
#[derive(Clone, Debug)]
pub struct Article {
    /// What is known about it.
    pub head: ArticleHead,
    /// The text that every span points into.
    pub text: String,
    /// Lines that are no part of the story (reading time, share, advertising …), in order, without overlap.
    pub boilerplate: Vec<Span>,
    /// What the reader noticed, such as a guessed encoding.
    pub notes: Vec<Note>,
}

impl Article {
    /// A text with nothing known about it but its language.
    #[must_use]
    pub fn plain(text: &str, language: Language) -> Self {
        let head = ArticleHead {
            id: identifier("article", &[text, "", ""]),
            name: String::new(),
            language,
            title: None,
            publisher: None,
            byline: None,
            published: None,
            url: None,
            agency: None,
            sketch: Vec::new(),
        };
        Self { head, text: text.to_owned(), boilerplate: Vec::new(), notes: Vec::new() }
    }
}

/// What is known about an article besides its text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ArticleHead {
    /// From the content: hash of text, name of the outlet and address.
    pub id: String,
    /// Path, or the `id` of an NDJSON line.
    pub name: String,
    /// The language it is written in.
    pub language: Language,
    /// Headline.
    pub title: Option<String>,
    /// Outlet that published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Web address.
    pub url: Option<String>,
    /// News agency credited in the head or at the end of the text.
    pub agency: Option<String>,
    /// Shingle hashes of the text, the smallest first; two texts that share many are near-duplicates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sketch: Vec<u64>,
}

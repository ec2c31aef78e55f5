//! `query`: SPARQL in, a table out.

use std::{io::Write as _, path::Path, time::Duration};

use anyhow::Result;
use newsgraph::query::{self, Answer, Form, Options, nearest};

use super::{
    Outcome,
    args::{Global, Query},
    articles,
    error::hinted,
    folder::deliver,
    graph, knowledge,
    table::Table,
    term::Term,
};

/// Lists the saved queries, or asks one.
pub fn run(args: &Query, global: &Global, term: &Term) -> Result<Outcome> {
    if args.list {
        return list(global);
    }
    let sparql = match (&args.example, &args.sparql) {
        (Some(name), _) => saved(name, global)?,
        (None, Some(sparql)) => typed(sparql)?,
        (None, None) => String::new(),
    };
    let store = graph::store(global)?;
    let options = Options { timeout: Some(Duration::from_secs(args.timeout)), ..Options::default() };
    let answer = query::run(&store, &sparql, &options).map_err(explained)?;
    let form = form(args, &answer, term);
    let width = (term.out_is_terminal && args.output.is_none()).then(columns).flatten();
    let mut text = answer.written_within(form, width).map_err(explained)?;
    if !text.ends_with('\n') && !text.is_empty() {
        text.push('\n');
    }
    deliver(&text, args.output.as_deref())?;
    Ok(if args.exit_status && answer.is_empty() { Outcome::No } else { Outcome::Done })
}

fn list(global: &Global) -> Result<Outcome> {
    let mut table = Table::new(&[]);
    for query in knowledge::sources(global)?.queries() {
        table.row(vec![query.name, query.title]);
    }
    let mut out = Term::stdout();
    table.write_rows(&mut out)?;
    out.flush()?;
    Ok(Outcome::Done)
}

fn saved(name: &str, global: &Global) -> Result<String> {
    let queries = knowledge::sources(global)?.queries();
    if let Some(query) = queries.iter().find(|query| query.name == name) {
        return Ok(query.text.clone());
    }
    Err(graph::unknown("saved query", name, nearest(name, queries.iter().map(|query| query.name.as_str()))).into())
}

/// A query on the command line, in a file or on stdin.
fn typed(sparql: &str) -> Result<String> {
    match sparql.strip_prefix('@') {
        Some(path) => articles::text(Path::new(path)),
        None if sparql == "-" => articles::text(Path::new(sparql)),
        None => Ok(sparql.to_owned()),
    }
}

/// `-f` wins; then the extension of the output; then a table for people and CSV (of triples Turtle) for programs.
fn form(args: &Query, answer: &Answer, term: &Term) -> Form {
    let by_extension = || args.output.as_ref()?.extension()?.to_str()?.parse().ok();
    args.format.or_else(by_extension).unwrap_or(match answer {
        _ if term.out_is_terminal && args.output.is_none() => Form::Table,
        Answer::Triples { .. } => Form::Turtle,
        _ => Form::Csv,
    })
}

fn columns() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}

/// The error of a query with what to do about it.
pub fn explained(error: query::Error) -> anyhow::Error {
    match (&error, error.hint()) {
        (_, Some(hint)) => hinted(error.to_string(), hint),
        (query::Error::Syntax { .. }, None) => {
            hinted(error.to_string(), "`newsgraph query --list` names queries to begin with")
        }
        _ => error.into(),
    }
}

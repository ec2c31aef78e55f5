//! `diff`: what a new graph has that an old one has not, and the other way round.

use std::io::Write as _;

use anyhow::Result;
use newsgraph::export::{Change, Difference};

use super::{
    Outcome,
    args::{Diff, DiffForm},
    build::count,
    graph,
    term::Term,
};

/// Prints how they differ; says no where they do.
pub fn run(args: &Diff, term: &Term) -> Result<Outcome> {
    let (_, old) = graph::opened(&args.old)?;
    let (store, new) = graph::opened(&args.new)?;
    let difference = Difference::of(&old, &new);
    let mut out = Term::stdout();
    match args.format {
        DiffForm::Text => write!(out, "{}", difference.text())?,
        DiffForm::Json => write!(out, "{}", difference.json())?,
        DiffForm::Ttl => write!(out, "{}", difference.turtle(store.iris().base()))?,
    }
    out.flush()?;
    let parts = [
        summary(&difference.articles, "article"),
        summary(&difference.entities, "entity"),
        summary(&difference.claims, "claim"),
    ];
    term.say(&parts.join("; "));
    Ok(if difference.is_empty() { Outcome::Done } else { Outcome::No })
}

fn summary<T>(changes: &[Change<T>], noun: &str) -> String {
    let number = |is: fn(&Change<T>) -> bool| changes.iter().filter(|change| is(change)).count();
    let added = number(|change| matches!(change, Change::Added(_)));
    let gone = number(|change| matches!(change, Change::Gone(_)));
    format!("{} added, {gone} gone, {} changed", count(added, noun), changes.len() - added - gone)
}

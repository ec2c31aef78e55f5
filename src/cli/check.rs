//! `check`: quality rules over a graph.

use std::io::Write as _;

use anyhow::Result;
use newsgraph::{
    model::Severity,
    query::{self, Check as Rule, Options},
};

use super::{
    Outcome,
    args::{Check, FailOn, Global},
    build::count,
    graph, knowledge, query as ask,
    term::Term,
};

/// Rows shown of each finding.
const SHOWN: usize = 10;

/// Runs every rule and prints what it finds; says no where that is as bad as `--fail-on`.
pub fn run(args: &Check, global: &Global, term: &Term) -> Result<Outcome> {
    let store = graph::store(global)?;
    let checks = knowledge::sources(global)?.checks();
    let rules: Vec<Rule> = checks.iter().map(|check| Rule::read(&check.name, &check.text)).collect();
    let findings = query::check(&store, &rules, &Options::default()).map_err(ask::explained)?;
    let mut out = Term::stdout();
    for finding in &findings {
        writeln!(out, "{}", finding.text(SHOWN)?)?;
    }
    out.flush()?;
    term.say(&format!("{}, {}", count(rules.len(), "rule"), count(findings.len(), "finding")));
    let bar = match args.fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warn => Severity::Warn,
        FailOn::Info => Severity::Info,
        FailOn::None => return Ok(Outcome::Done),
    };
    let bad = findings.iter().any(|finding| finding.check.severity >= bar);
    Ok(if bad { Outcome::No } else { Outcome::Done })
}

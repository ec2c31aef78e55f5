//! `extract`: what articles say, one JSON object per evidence, without building a graph.

use std::io::Write as _;

use anyhow::Result;
use newsgraph::pipeline;

use super::{
    Outcome,
    args::{Extract, Global},
    articles,
    evidence::Json,
    knowledge,
    term::Term,
};

/// Streams evidence to stdout, in the order of the articles and of their text.
pub fn run(args: &Extract, global: &Global, term: &Term) -> Result<Outcome> {
    let engine = knowledge::engine(knowledge::ontology(global)?, global, term);
    let mut out = Term::stdout();
    let tally = articles::each(
        &engine.compiled.ontology,
        &args.inputs,
        &args.reading,
        term,
        |article| {
            let reading = pipeline::reading(engine, &article);
            reading.evidence.iter().map(|evidence| Json::of(&reading.head.name, evidence).line()).collect::<String>()
        },
        |lines| Ok(out.write_all(lines.as_bytes())?),
    )?;
    out.flush()?;
    Ok(if tally.lost() > 0 { Outcome::Skipped } else { Outcome::Done })
}

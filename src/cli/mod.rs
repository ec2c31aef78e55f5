//! The command line: one file per verb.
//!
//! stdout is data, stderr is talk. Each verb is given what was typed and says how it ended ([`Outcome`]) or why it could
//! not be done; only this file turns that into an exit code.

mod args;
mod articles;
mod build;
mod check;
mod completions;
mod decide;
mod decisions;
mod demo;
mod diff;
mod error;
mod eval;
mod evidence;
mod export;
mod extract;
mod folder;
mod formats;
mod graph;
mod knowledge;
mod lock;
mod mcp;
mod model;
mod names;
mod ontology;
mod pending;
mod query;
mod remove;
mod serve;
mod show;
mod spool;
mod start;
mod stats;
mod table;
mod term;
mod texts;
mod why;

use std::{io, process::ExitCode};

use anyhow::Result;
use clap::Parser;

use args::{Cli, ModelVerb, OntologyVerb, Query, Verb};
use term::Term;

/// How a verb ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Checked, and the answer is no.
    No,
    /// Done, but inputs were skipped.
    Skipped,
}

/// Runs the program and gives its exit code: 0 done, 1 the answer is no, 2 error, 3 done but inputs were skipped.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let term = Term::new(&cli.global);
    match run(&cli, &term) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::No) => ExitCode::from(1),
        Ok(Outcome::Skipped) => ExitCode::from(3),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            term.error(&error);
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli, term: &Term) -> Result<Outcome> {
    let global = &cli.global;
    match &cli.verb {
        Verb::Query(Query { list: true, .. }) => {}
        Verb::Query(_) | Verb::Show(_) | Verb::Why(_) | Verb::Export(_) | Verb::Check(_) | Verb::Stats(_) => {
            pending::merge(&global.graph, global, term)?;
        }
        Verb::Serve(_) | Verb::Mcp => pending::merge(&global.graph, global, term)?,
        Verb::Diff(args) => {
            pending::merge(&args.old, global, term)?;
            pending::merge(&args.new, global, term)?;
        }
        _ => {}
    }
    match &cli.verb {
        Verb::Demo(args) => demo::run(args, global, term),
        Verb::Build(args) => build::run(args, global, term),
        Verb::Remove(args) => remove::run(args, global, term),
        Verb::Extract(args) => extract::run(args, global, term),
        Verb::Query(args) => query::run(args, global, term),
        Verb::Show(args) => show::run(args, global, term),
        Verb::Why(args) => why::run(args, global, term),
        Verb::Export(args) => export::run(args, global),
        Verb::Decide(verb) => decide::run(verb, global, term),
        Verb::Diff(args) => diff::run(args, term),
        Verb::Mcp => mcp::run(global, term),
        Verb::Serve(args) => serve::run(args, global, term),
        Verb::Check(args) => check::run(args, global, term),
        Verb::Ontology(OntologyVerb::Check(args)) => ontology::check(args, global, term),
        Verb::Ontology(OntologyVerb::Suggest(args)) => ontology::suggest(args, global, term),
        Verb::Ontology(OntologyVerb::Explain { lang, sentence }) => ontology::explain(*lang, sentence, global),
        Verb::Model(ModelVerb::Train(args)) => model::train(args, term),
        Verb::Model(ModelVerb::Eval(args)) => model::eval(args),
        Verb::Eval(args) => eval::run(args, global, term),
        Verb::Stats(args) => stats::run(args, global, term),
        Verb::Completions(args) => completions::completions(args),
        Verb::Man(args) => completions::man(args),
    }
}

/// Whether the reader of our output has gone: nobody is left to tell.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

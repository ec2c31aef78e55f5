//! `completions` and `man`: what shells and `man` want to know.

use std::{fs, io::Write as _};

use anyhow::{Context as _, Result};
use clap::CommandFactory as _;

use super::{
    Outcome,
    args::{Cli, Completions, Man},
    term::Term,
};

/// Prints the completions for a shell.
pub fn completions(args: &Completions) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "newsgraph", &mut script);
    let mut out = Term::stdout();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Outcome::Done)
}

/// Writes a page for the program and one for every verb.
pub fn man(args: &Man) -> Result<Outcome> {
    let wrong = || format!("{}: cannot be written", args.dir.display());
    fs::create_dir_all(&args.dir).with_context(wrong)?;
    clap_mangen::generate_to(Cli::command(), &args.dir).with_context(wrong)?;
    Ok(Outcome::Done)
}

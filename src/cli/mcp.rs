//! `mcp`: the graph for language models, over stdin and stdout.

use std::io::{self, BufRead, Read, Write};

use anyhow::Result;
use newsgraph::serve::{Limits, Mcp};

use super::{Outcome, args::Global, graph, knowledge, term::Term, texts::texts};

/// Bytes of one message.
const LARGEST: u64 = 4 << 20;

/// Answers one message a line, until stdin ends.
pub fn run(global: &Global, term: &Term) -> Result<Outcome> {
    let sources = knowledge::sources(global)?;
    let ontology = knowledge::ontology(global)?;
    let texts = texts(&global.graph, ontology.clone());
    let mcp = Mcp::open(global.graph.clone(), ontology, sources.queries(), texts, Limits::default())
        .map_err(graph::explained)?;
    term.detail("waiting for messages on stdin, one JSON object a line");
    let mut input = io::stdin().lock();
    let mut out = Term::stdout();
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(LARGEST).read_until(b'\n', &mut line)? == 0 {
            return Ok(Outcome::Done);
        }
        let too_long = line.len() as u64 == LARGEST && !line.ends_with(b"\n");
        if too_long {
            skip_line(&mut input)?;
        }
        let text = String::from_utf8_lossy(&line);
        if text.trim().is_empty() {
            continue;
        }
        if let Some(answer) = mcp.answer(&text) {
            writeln!(out, "{answer}")?;
            out.flush()?;
        }
    }
}

/// Passes over the rest of a line.
fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let bytes = input.fill_buf()?;
        let end = bytes.iter().position(|byte| *byte == b'\n');
        let passed = end.map_or(bytes.len(), |end| end + 1);
        input.consume(passed);
        if end.is_some() || passed == 0 {
            return Ok(());
        }
    }
}

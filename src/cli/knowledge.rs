//! Loads the ontology.

use anyhow::Result;
use newsgraph::{
    model::Severity,
    ontology::{Compiled, Ontology, Sources},
};

use super::{args::Global, term::Term};

/// The files of the ontology: those built in, and those of `--ontology`.
pub fn sources(global: &Global) -> Result<Sources> {
    let mut sources = Sources::built_in();
    if let Some(folder) = &global.ontology {
        sources.extend(folder)?;
    }
    Ok(sources)
}

/// The ontology, not compiled.
pub fn ontology(global: &Global) -> Result<Ontology> {
    Ok(Ontology::read(&sources(global)?)?)
}

/// The ontology, compiled for reading news, with a warning for every frame that cannot be used.
pub fn compiled(ontology: Ontology, term: &Term) -> Compiled {
    let compiled = Compiled::new(ontology, false);
    for note in &compiled.notes {
        match note.severity {
            Severity::Info => term.detail(&note.message),
            _ => term.warn(&note.message, None),
        }
    }
    compiled
}

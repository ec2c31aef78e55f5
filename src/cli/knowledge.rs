//! Loads the ontology.

use anyhow::Result;
use newsgraph::{
    model::Severity,
    ontology::{Ontology, Sources},
    pipeline::Engine,
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

/// What reading news needs, with a warning for every frame that cannot be used.
pub fn engine(ontology: Ontology, global: &Global, term: &Term) -> &'static Engine {
    let engine = Engine::new(ontology, false).asking(global.models.into());
    for note in &engine.compiled.notes {
        match note.severity {
            Severity::Info => term.detail(&note.message),
            _ => term.warn(&note.message, None),
        }
    }
    // The process ends with it: to take it apart would cost more than a small article.
    Box::leak(Box::new(engine))
}

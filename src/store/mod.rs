//! The graph as RDF and back: the only module that knows how a claim is written as triples.
//!
//! In goes a [`Graph`](crate::model::Graph), out come its [`quads`] in two layers. The default graph is knowledge:
//! entities, claims, and a direct triple for every claim that holds. One named graph for each article is evidence: the
//! article, the places in it that state a claim, and the words at those places. [`graph`] reads them back; a [`Store`]
//! indexes them for questions. It does not answer questions (that is `query`) and does not write files (`export`).

mod decisions;
mod error;
mod evidence;
mod files;
mod foreign;
mod guard;
mod iris;
mod read;
mod salvage;
mod snapshot;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
mod words;
mod write;

pub use decisions::{Numbered, decision_quads, read_decisions};
pub use error::Error;
pub use evidence::evidence_id;
pub use files::{FORMAT, HEADING, Store, graph_file, known_entities, read_quads, restored};
pub use foreign::{Foreign, foreign};
pub use guard::{Guard, GuardError, resident};
pub use iris::{BASE, Iris, NG, PREFIXES, shortened, span};
pub use read::graph;
pub use salvage::{Loss, Salvaged, salvage};
pub use snapshot::View;
pub use words::MATCH;
pub use write::{parts, quads, triples_per_evidence};

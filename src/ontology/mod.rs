//! All knowledge: reads `ontology/*.ttl` and makes it usable.
//!
//! In go the Turtle files that are compiled into the program, and those of `--ontology DIR`. Out come classes, roles,
//! relations with their frames, word lists per language, known entities, saved queries and checks ([`Ontology`]).
//! It does not look at articles.

mod build;
mod error;
pub mod forms;
mod source;
mod turtle;
mod types;

pub use error::Error;
pub use source::{SourceFile, Sources};
pub use types::{
    Class, Example, FrameKind, FrameSource, KnownEntity, Labels, Lexicon, Ontology, Relation, RelationKind, Role,
    SavedQuery,
};

//! All knowledge: reads `ontology/*.ttl` and makes it usable.
//!
//! In go the Turtle files that are compiled into the program, and those of `--ontology DIR`. Out come classes, roles,
//! relations with their frames, word lists per language, known entities, saved queries and checks ([`Ontology`]).
//! It does not look at articles.

mod build;
mod error;
mod source;
mod turtle;
pub mod tokens;
mod trie;
mod types;
mod words;

pub use error::Error;
pub use trie::Trie;
pub use words::Words;
pub use source::{SourceFile, Sources};
pub use types::{
    Class, Example, FrameKind, FrameSource, KnownEntity, Labels, Lexicon, Ontology, Relation, RelationKind, Role,
    SavedQuery,
};

//! All knowledge: reads `ontology/*.ttl` and makes it usable.
//!
//! In go the Turtle files that are compiled into the program, and those of `--ontology DIR`. Out come classes, roles,
//! relations with their frames, word lists per language, known entities, saved queries and checks ([`Ontology`]), and
//! the same made fast: words numbered, names in a trie, frames by the word that sets them off ([`Compiled`]).
//! It does not look at articles.

mod affixes;
mod build;
mod category;
mod classes;
mod compiled;
mod error;
pub mod forms;
pub mod frame;
pub mod grammar;
mod inflect;
mod lemma;
mod names;
pub mod pattern;
mod resolve;
mod source;
pub mod tokens;
mod trie;
mod turtle;
mod types;
mod words;

pub use affixes::Affixes;
pub use category::{Category, PERIODS, SPANS};
pub use classes::Classes;
pub use compiled::{Compiled, FrameInfo, Frames};
pub use error::Error;
pub use grammar::{Grammar, Traits, WordClass};
pub use lemma::{ByLemma, FormOf, LemmaId};
pub use names::{Name, Named};
pub use source::{SourceFile, Sources};
pub use trie::Trie;
pub use types::{
    Class, Example, FrameKind, FrameSource, KnownEntity, Labels, Lexicon, Ontology, Relation, RelationKind, Role,
    SavedQuery,
};
pub use words::Words;

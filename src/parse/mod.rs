//! Language models: what is learned from treebanks and annotated names, as opposed to what is written in the ontology.
//!
//! In: the words of a sentence. Out: their parts of speech and a dependency tree with Universal Dependencies labels
//! (<https://universaldependencies.org>). All weights are integers and every choice has a fixed order, so that training
//! and use give the same bytes on every platform. It knows no mentions, frames or claims.

pub mod bytes;
pub mod container;
pub mod error;
pub mod linear;
pub mod names;

pub use container::Container;
pub use error::Error;

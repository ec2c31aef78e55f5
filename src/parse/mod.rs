//! Language models: what is learned from treebanks and annotated names, as opposed to what is written in the ontology.
//!
//! In: the words of a sentence. Out: their parts of speech and a dependency tree with Universal Dependencies labels
//! (<https://universaldependencies.org>). All weights are integers and every choice has a fixed order, so that training
//! and use give the same bytes on every platform. It knows no mentions, frames or claims.

#![allow(
    clippy::cast_possible_truncation, // classes, words and features are counted in what holds them: tens, thousands, millions
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss // percentages
)]

pub mod built_in;
pub mod bytes;
pub mod conllu;
pub mod container;
pub mod cuts;
pub mod error;
pub mod learn;
pub mod lesson;
pub mod linear;
pub mod names;
pub mod look;
pub mod measure;
pub mod model;
pub mod oracle;
pub mod parser;
pub mod tag;
pub mod train;
pub mod trainer;
pub mod transition;

pub use container::Container;
pub use error::Error;
pub use model::Model;

//! newsgraph
pub mod model;
pub mod ontology;
pub mod read;
pub mod segment;
pub mod annotate;
pub mod link;
pub mod relate;
pub mod merge;
pub mod pipeline;
pub mod store;
pub mod query;
pub mod export;
pub mod score;

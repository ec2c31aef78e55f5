//! newsgraph
pub mod model;
pub mod ontology;
pub mod segment;
pub mod pipeline;
pub mod score;

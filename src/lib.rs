//! newsgraph
pub mod model;
pub mod ontology;
pub mod annotate;

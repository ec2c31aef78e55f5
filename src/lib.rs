//! newsgraph
pub mod model;
pub mod ontology;

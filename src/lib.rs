//! newsgraph
pub mod model;
pub mod ontology;
pub mod read;
pub mod merge;

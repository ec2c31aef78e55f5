//! newsgraph
pub mod model;
pub mod ontology;
pub mod store;
pub mod query;
pub mod export;

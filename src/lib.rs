//! newsgraph
pub mod model;

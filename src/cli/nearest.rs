//! The names nearest to one that nobody has.

pub use newsgraph::query::nearest;

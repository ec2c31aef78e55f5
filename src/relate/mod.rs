//! Sentences and entities into claims with their evidence.
mod view;
pub use view::View;

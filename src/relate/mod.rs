//! Sentences and entities into claims with their evidence.
mod attribution;
mod view;
pub use view::View;
pub use attribution::{Memory, SourceRef, Speech};

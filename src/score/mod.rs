//! How good the extraction is: what it gives against what it should give.
//!
//! In go gold lines (what a careful reader takes from an article, [`GoldLine`]) and the evidence found; out come
//! [`Figures`]: precision, recall and F1 in all, by language and by relation; and what each frame contributed
//! ([`FrameTally`]). The other half are claim lines
//! ([`Line`]): one evidence in one line of text, for tests and for the examples in the ontology. It does not extract.

mod claims;
mod error;
mod figures;
mod frames;
mod gold;
mod lines;
mod names;

pub use error::Error;
pub use figures::{Difference, Figures, Options, Tally, figures};
pub use frames::{FrameTally, frames};
pub use gold::{Fact, GoldLine, gold};
pub use lines::{Line, line, wrong};

//! Sentences and entities into claims with their evidence.
//!
//! In go an article's tokens, sentences and linked mentions; out comes one evidence for every place that states a claim,
//! with its polarity, modality, sources, place and time. Frames fire on the surface around a noun (`noun`) and on
//! light clause analysis around a verb (`verb`, `verb_second`); where a language model gives trees, these confirm what
//! clause analysis found (`tree`). Nothing is looked up outside the article and the ontology.

mod active;
mod anaphor;
mod attribution;
mod between;
mod choose;
mod clause;
mod complement;
mod confirm;
mod control;
mod evidence;
mod explain;
mod found;
mod gaps;
mod governor;
mod group;
mod insertion;
mod nominal;
mod noun;
mod passive;
mod phrase;
mod possessor;
mod prospect;
mod qualify;
mod quantity;
mod relative;
mod topic;
mod tree;
mod unique;
mod verb;
mod verb_second;
mod view;

pub use attribution::{Memory, SourceRef, Speech};
pub use evidence::{Input, evidence};
pub use explain::explain;
pub use gaps::{Candidate, Gap, gaps};
pub use prospect::may_state;
pub use view::View;

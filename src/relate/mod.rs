//! Sentences and entities into claims with their evidence.
//!
//! In go an article's tokens, sentences and linked mentions; out comes one evidence for every place that states a claim,
//! with its polarity, modality, sources, place and time. Frames fire on the surface around a noun ([`noun`]) and on
//! light clause analysis around a verb ([`verb`], [`verb_second`]). Nothing is looked up outside the article and the
//! ontology.

mod clause;
mod choose;
mod evidence;
mod group;
mod noun;
mod phrase;
mod qualify;
mod verb;
mod view;

pub use evidence::{Input, evidence};
pub use view::View;

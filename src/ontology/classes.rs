//! The classes that rules ask for, looked up once.

use super::Ontology;
use crate::model::ClassId;

/// Sets of one class each, as [`Compiled::fits`](super::Compiled::fits) takes them; empty where an ontology has no such
/// class.
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug)]
pub struct Classes {
    pub agent: u128,
    pub authority: u128,
    pub company: u128,
    pub country: u128,
    pub event: u128,
    pub facility: u128,
    pub media: u128,
    pub ministry: u128,
    pub organization: u128,
    pub person: u128,
    pub place: u128,
    pub product: u128,
    pub stock_exchange: u128,
    pub technology: u128,
}

impl Classes {
    /// Looks the classes up.
    #[must_use]
    pub fn new(ontology: &Ontology) -> Self {
        let set = |name| ontology.class(name).map_or(0, |class| 1 << class.0);
        Self {
            agent: set("Agent"),
            authority: set("Authority"),
            company: set("Company"),
            country: set("Country"),
            event: set("Event"),
            facility: set("Facility"),
            media: set("Media"),
            ministry: set("Ministry"),
            organization: set("Organization"),
            person: set("Person"),
            place: set("Place"),
            product: set("Product"),
            stock_exchange: set("StockExchange"),
            technology: set("Technology"),
        }
    }

    /// The first class of a set: of a set of one, that one.
    #[must_use]
    pub fn first(set: u128) -> Option<ClassId> {
        (set != 0).then(|| ClassId(u8::try_from(set.trailing_zeros()).unwrap_or(0)))
    }
}

//! What a person decided about a graph.

/// A decision; it is applied whenever the graph is merged, and what articles say stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// A claim holds, by its id.
    Accept(String),
    /// A claim does not hold, by its id.
    Reject(String),
    /// Two entities are one.
    Merge {
        /// Id of the one that stays.
        kept: String,
        /// Id of the one that is the same.
        same: String,
    },
    /// In some articles the name means somebody else.
    Split {
        /// Id of the entity.
        entity: String,
        /// Ids of the articles, sorted.
        articles: Vec<String>,
    },
    /// A name that the ontology does not know means an entity.
    Alias {
        /// Id of the entity.
        entity: String,
        /// The name, in any case.
        name: String,
    },
}

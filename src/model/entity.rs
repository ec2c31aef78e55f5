//! Entities.

use serde::{Deserialize, Serialize};

/// Somebody or something that articles name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Entity {
    /// Local part of its IRI: that of the ontology, or one made from class and normalised name.
    pub id: String,
    /// Name in English, or the only one there is.
    pub label: String,
    /// Other names, sorted.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Local name of its most specific class, such as `Company`.
    pub class: String,
    /// Whether the ontology knows it.
    pub known: bool,
}

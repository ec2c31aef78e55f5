//! Claims: what the evidence of all articles comes down to.

use serde::{Deserialize, Serialize};

use super::{Date, Quantity};

/// What a claim says of its subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Object {
    /// An entity, by its id.
    Entity(String),
    /// A number.
    Quantity(Quantity),
}

/// What makes two evidences state the same claim. Independent of language and article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClaimKey {
    /// Local name of the relation.
    pub relation: String,
    /// Id of the subject; of the two ends of a symmetric relation the smaller.
    pub subject: String,
    /// The other end, or the number.
    pub object: Object,
    /// Id of the place; observations only.
    pub place: Option<String>,
    /// The day observed; observations only.
    pub date: Option<Date>,
}

/// How far a claim is to be believed, from what is said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// A party concerned says so, or two independent sources do.
    Confirmed,
    /// Said at least once.
    Supported,
    /// Hearsay or possibility only.
    Reported,
    /// Plan only.
    Planned,
    /// Said and denied, both with weight.
    Contested,
    /// Denied with more weight than said.
    Denied,
    /// Closed by what came later.
    Superseded,
}

impl Status {
    /// All of them, in the order of the list above.
    pub const ALL: [Self; 7] = [
        Self::Confirmed,
        Self::Supported,
        Self::Reported,
        Self::Planned,
        Self::Contested,
        Self::Denied,
        Self::Superseded,
    ];

    /// Its name in the vocabulary, such as `Confirmed`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "Confirmed",
            Self::Supported => "Supported",
            Self::Reported => "Reported",
            Self::Planned => "Planned",
            Self::Contested => "Contested",
            Self::Denied => "Denied",
            Self::Superseded => "Superseded",
        }
    }

    /// Whether the claim may stand in the graph as a direct triple.
    #[must_use]
    pub fn holds(self) -> bool {
        matches!(self, Self::Confirmed | Self::Supported)
    }
}

/// A claim with what all articles say of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Claim {
    /// From its key.
    pub id: String,
    /// What it claims.
    pub key: ClaimKey,
    /// How far it is to be believed.
    pub status: Status,
    /// Weight of those who say so, in thousandths.
    pub support: u16,
    /// Weight of those who deny it, in thousandths.
    pub denial: u16,
    /// Positions in [`Graph::evidence`](super::Graph::evidence), ascending.
    pub evidence: Vec<usize>,
    /// Articles that speak of it.
    pub articles: u32,
    /// Independent sources among them.
    pub lineages: u32,
    /// Languages among them.
    pub languages: u32,
    /// Earliest and latest day of publication among them.
    pub first_reported: Option<Date>,
    /// See `first_reported`.
    pub last_reported: Option<Date>,
    /// Ids of claims that give another number for the same thing.
    pub differs_from: Vec<String>,
    /// Id of the claim that closed it.
    pub superseded_by: Option<String>,
    /// Ids of claims that cannot hold at the same time; its own where articles say and deny it for one time.
    #[serde(default)]
    pub contradicts: Vec<String>,
    /// Of a state, the first day on which it is said to hold, or on which it began.
    #[serde(default)]
    pub from: Option<Date>,
    /// Of a state, the first day on which it no longer holds.
    #[serde(default)]
    pub until: Option<Date>,
}

//! What is looked up often, made once for each state of the graph.

use std::collections::BTreeMap;

use crate::model::{Graph, Object};

/// Look-ups over a graph, by position.
#[derive(Debug, Default)]
pub(super) struct Index {
    entities: BTreeMap<String, About>,
    /// Claims by evidence.
    pub(super) claims_by: Vec<Vec<u32>>,
}

/// What is said of an entity.
#[derive(Debug, Default)]
struct About {
    /// Positions of the claims that it is an end of.
    claims: Vec<usize>,
    /// How much evidence they have together.
    evidence: usize,
}

impl Index {
    pub(super) fn of(graph: &Graph) -> Self {
        let mut index = Self { claims_by: vec![Vec::new(); graph.evidence.len()], ..Self::default() };
        for (at, claim) in graph.claims.iter().enumerate() {
            let object = match &claim.key.object {
                Object::Entity(object) => Some(object),
                Object::Quantity(_) => None,
            };
            for id in std::iter::once(&claim.key.subject).chain(object) {
                let about = index.entities.entry(id.clone()).or_default();
                about.claims.push(at);
                about.evidence += claim.evidence.len();
            }
            for &evidence in &claim.evidence {
                if let Some(claims) = index.claims_by.get_mut(evidence) {
                    claims.push(u32::try_from(at).unwrap_or(u32::MAX));
                }
            }
        }
        index
    }

    /// Positions of the claims about an entity.
    pub(super) fn claims_of(&self, entity: &str) -> &[usize] {
        self.entities.get(entity).map_or(&[], |about| about.claims.as_slice())
    }

    /// The number of entities that claims speak of.
    pub(super) fn entities(&self) -> usize {
        self.entities.len()
    }

    /// The entities that claims speak of, by id, each with how much evidence there is about it.
    pub(super) fn weights(&self) -> impl Iterator<Item = (&str, usize)> {
        self.entities.iter().map(|(id, about)| (id.as_str(), about.evidence))
    }
}

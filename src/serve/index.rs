//! What is looked up often, made once for each state of the graph.

use std::collections::BTreeMap;

use crate::model::{Graph, Object};

/// Look-ups over a graph, by position.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Claims about an entity, by its id.
    claims_of: BTreeMap<String, Vec<usize>>,
    /// Claims by evidence.
    pub(super) claims_by: Vec<Vec<u32>>,
}

impl Index {
    pub(super) fn of(graph: &Graph) -> Self {
        let mut index = Self { claims_by: vec![Vec::new(); graph.evidence.len()], ..Self::default() };
        for (at, claim) in graph.claims.iter().enumerate() {
            index.claims_of.entry(claim.key.subject.clone()).or_default().push(at);
            if let Object::Entity(object) = &claim.key.object {
                index.claims_of.entry(object.clone()).or_default().push(at);
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
        self.claims_of.get(entity).map_or(&[], Vec::as_slice)
    }

    /// The number of entities that claims speak of.
    pub(super) fn entities(&self) -> usize {
        self.claims_of.len()
    }
}

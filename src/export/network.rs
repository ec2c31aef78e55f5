//! Who is linked with whom: the entities of a graph and the claims between them, as a network to measure and to cut.
//!
//! Claims that carry a number link nobody; they count where an entity is weighed. All measures are deterministic:
//! entities are visited by id, and ties go to the smaller id.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::{
    Direction,
    graph::{DiGraph, NodeIndex},
    unionfind::UnionFind,
    visit::{EdgeRef, NodeIndexable},
};

use crate::model::{Claim, Entity, Graph, Object};

/// All claims of one relation from one entity to another.
#[derive(Clone, Debug)]
pub struct Link<'g> {
    /// Local name of the relation.
    pub relation: &'g str,
    /// The claims, by id; never empty.
    pub claims: Vec<&'g Claim>,
}

impl Link<'_> {
    /// The number of places that state one of its claims.
    #[must_use]
    pub fn evidence(&self) -> usize {
        self.claims.iter().map(|claim| claim.evidence.len()).sum()
    }
}

/// Entities that claims speak of, and their links.
#[derive(Debug)]
pub struct Network<'g> {
    links: DiGraph<&'g Entity, Link<'g>>,
    /// Places of evidence about each entity, numbers included; in the order of the nodes.
    weights: Vec<u32>,
    at: BTreeMap<&'g str, NodeIndex>,
}

impl<'g> Network<'g> {
    /// The network of a graph. An entity that no claim speaks of is not in it, nor is a claim about an unknown id.
    #[must_use]
    pub fn of(graph: &'g Graph) -> Self {
        let mut merged: BTreeMap<(&str, &str, &str), Vec<&Claim>> = BTreeMap::new();
        let mut weights: BTreeMap<&str, u32> = BTreeMap::new();
        for claim in &graph.claims {
            let evidence = u32::try_from(claim.evidence.len()).unwrap_or(u32::MAX);
            let subject = claim.key.subject.as_str();
            let mut weigh = |id| {
                let weight: &mut u32 = weights.entry(id).or_default();
                *weight = weight.saturating_add(evidence);
            };
            weigh(subject);
            if let Object::Entity(object) = &claim.key.object {
                weigh(object);
                merged.entry((subject, &claim.key.relation, object)).or_default().push(claim);
            }
        }
        let mut network = Self { links: DiGraph::new(), weights: Vec::new(), at: BTreeMap::new() };
        for (id, weight) in weights {
            if let Some(entity) = graph.entity(id) {
                network.at.insert(&entity.id, network.links.add_node(entity));
                network.weights.push(weight);
            }
        }
        for ((subject, relation, object), claims) in merged {
            if let (Some(&from), Some(&to)) = (network.at.get(subject), network.at.get(object)) {
                network.links.add_edge(from, to, Link { relation, claims });
            }
        }
        network
    }

    /// The entities, by id.
    pub fn entities(&self) -> impl Iterator<Item = &'g Entity> + '_ {
        self.at.values().map(|&at| self.links[at])
    }

    /// The links with both their ends, by subject, relation and object.
    pub fn links(&self) -> impl Iterator<Item = (&'g Entity, &Link<'g>, &'g Entity)> + '_ {
        self.links.edge_references().map(|edge| (self.links[edge.source()], edge.weight(), self.links[edge.target()]))
    }

    /// The number of entities.
    #[must_use]
    pub fn len(&self) -> usize {
        self.links.node_count()
    }

    /// Whether no claim speaks of anybody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Entities by importance, the most important first; the shares sum up to 1.
    ///
    /// `PageRank` (Brin and Page, 1998) over the links in both directions, weighed by evidence, with a damping of 0.85; the
    /// jump goes to entities in proportion to the evidence about them.
    #[must_use]
    pub fn ranking(&self) -> Vec<(&'g Entity, f64)> {
        const DAMPING: f64 = 0.85;
        let total: f64 = self.weights.iter().map(|&weight| f64::from(weight.max(1))).sum();
        let jump: Vec<f64> = self.weights.iter().map(|&weight| f64::from(weight.max(1)) / total).collect();
        let out: Vec<Vec<(usize, f64)>> = self.links.node_indices().map(|node| self.weighed(node)).collect();
        let mut share = jump.clone();
        for _ in 0..40 {
            let mut next = vec![0.0; share.len()];
            let mut loose = 0.0;
            for (node, near) in out.iter().enumerate() {
                let sum: f64 = near.iter().map(|(_, weight)| weight).sum();
                if near.is_empty() {
                    loose += share[node];
                }
                for (other, weight) in near {
                    next[*other] += DAMPING * share[node] * weight / sum;
                }
            }
            for (next, jump) in next.iter_mut().zip(&jump) {
                *next += jump * (1.0 - DAMPING + DAMPING * loose);
            }
            share = next;
        }
        let mut ranking: Vec<(&Entity, f64)> =
            self.links.node_indices().map(|node| (self.links[node], share[node.index()])).collect();
        ranking.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.id.cmp(&b.0.id)));
        ranking
    }

    /// Ids of the `limit` most important entities.
    #[must_use]
    pub fn best(&self, limit: usize) -> BTreeSet<&'g str> {
        self.ranking().into_iter().take(limit).map(|(entity, _)| entity.id.as_str()).collect()
    }

    /// Groups of entities that are linked at all, the largest first, each sorted by id.
    #[must_use]
    pub fn components(&self) -> Vec<Vec<&'g Entity>> {
        let mut sets = UnionFind::<usize>::new(self.links.node_bound());
        for edge in self.links.edge_references() {
            sets.union(edge.source().index(), edge.target().index());
        }
        self.grouped(&sets.into_labeling())
    }

    /// Groups of entities that are linked more with each other than with others, the largest first, each sorted by id.
    ///
    /// Label propagation (Raghavan et al., 2007) in the order of ids instead of a random one.
    #[must_use]
    pub fn clusters(&self) -> Vec<Vec<&'g Entity>> {
        let mut labels: Vec<usize> = (0..self.len()).collect();
        for _ in 0..20 {
            let before = labels.clone();
            for node in self.links.node_indices() {
                let mut votes: BTreeMap<usize, f64> = BTreeMap::new();
                for (other, weight) in self.weighed(node) {
                    *votes.entry(labels[other]).or_default() += weight;
                }
                // Of equal votes the smaller label wins, so that nothing swings back and forth for ever.
                let best = votes.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best });
                if let Some((label, _)) = best {
                    labels[node.index()] = label;
                }
            }
            if labels == before {
                break;
            }
        }
        self.grouped(&labels)
    }

    /// Ids within `hops` links of an entity, whatever their direction, with the number of links to them.
    #[must_use]
    pub fn neighbourhood(&self, id: &str, hops: usize) -> BTreeMap<&'g str, usize> {
        let mut found = BTreeMap::new();
        let Some(&start) = self.at.get(id) else { return found };
        let mut open = VecDeque::from([(start, 0)]);
        found.insert(self.links[start].id.as_str(), 0);
        while let Some((node, distance)) = open.pop_front() {
            if distance == hops {
                continue;
            }
            for near in self.links.neighbors_undirected(node) {
                let id = self.links[near].id.as_str();
                if !found.contains_key(id) {
                    found.insert(id, distance + 1);
                    open.push_back((near, distance + 1));
                }
            }
        }
        found
    }

    /// Whom a node is linked with, in either direction, and by how many places of evidence.
    fn weighed(&self, node: NodeIndex) -> Vec<(usize, f64)> {
        let mut near: BTreeMap<usize, f64> = BTreeMap::new();
        for direction in [Direction::Outgoing, Direction::Incoming] {
            for edge in self.links.edges_directed(node, direction) {
                let other = if direction == Direction::Outgoing { edge.target() } else { edge.source() };
                let evidence = u32::try_from(edge.weight().evidence().max(1)).unwrap_or(u32::MAX);
                *near.entry(other.index()).or_default() += f64::from(evidence);
            }
        }
        near.into_iter().collect()
    }

    fn grouped(&self, labels: &[usize]) -> Vec<Vec<&'g Entity>> {
        let mut groups: BTreeMap<usize, Vec<&Entity>> = BTreeMap::new();
        for (node, label) in self.links.node_indices().zip(labels) {
            groups.entry(*label).or_default().push(self.links[node]);
        }
        let mut groups: Vec<Vec<&Entity>> = groups.into_values().collect();
        groups.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a[0].id.cmp(&b[0].id)));
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Status,
        store::sample::{claim, entity, sample},
    };

    fn ids(entities: &[&Entity]) -> Vec<String> {
        entities.iter().map(|entity| entity.id.clone()).collect()
    }

    #[test]
    fn the_best_connected_comes_first_and_the_order_of_claims_does_not_matter() {
        let graph = sample();
        let network = Network::of(&graph);
        let ranking = network.ranking();
        assert_eq!(ranking[0].0.id, "alfatech");
        assert!((ranking.iter().map(|(_, share)| share).sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(network.entities().all(|entity| entity.id != "norland-news"), "only named as a source");
        assert_eq!(network.best(2).len(), 2);
        let mut other = graph.clone();
        other.claims.reverse();
        let again: Vec<_> =
            Network::of(&other).ranking().iter().map(|(entity, share)| (entity.id.clone(), *share)).collect();
        assert_eq!(again, ranking.iter().map(|(entity, share)| (entity.id.clone(), *share)).collect::<Vec<_>>());
    }

    #[test]
    fn neighbours_by_distance() {
        let graph = sample();
        let network = Network::of(&graph);
        assert_eq!(
            network.neighbourhood("zentavo", 1).into_iter().collect::<Vec<_>>(),
            [("fjordbank", 1), ("zentavo", 0)]
        );
        assert_eq!(network.neighbourhood("zentavo", 2).get("alfatech"), Some(&2));
        assert!(network.neighbourhood("nobody", 3).is_empty());
    }

    #[test]
    fn components_and_clusters() {
        let mut graph = sample();
        let link = |a: &str, b: &str| claim((a, "selected", Object::Entity(b.to_owned())), Status::Supported, &[], &[]);
        graph.claims = vec![link("alfatech", "boreasoft"), link("nca", "nimbus"), link("nca", "fjordbank")];
        let network = Network::of(&graph);
        let components = network.components();
        assert_eq!(ids(&components[0]), ["fjordbank", "nca", "nimbus"]);
        assert_eq!(ids(&components[1]), ["alfatech", "boreasoft"]);
        assert_eq!(network.clusters().len(), 2);
        graph.claims.clear();
        assert!(Network::of(&graph).is_empty() && Network::of(&graph).ranking().is_empty());
        assert_eq!(entity("nca").class, "Regulator");
    }
}

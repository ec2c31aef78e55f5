//! Entities and the claims between them as rows, for the formats of programs that draw and measure networks.

use std::collections::BTreeMap;

use super::{
    network::Network,
    picture::{class_label, relation_label},
};
use crate::{
    model::{Graph, Object},
    ontology::Ontology,
};

/// An entity that claims speak of.
pub struct Node<'g> {
    pub id: &'g str,
    pub label: &'g str,
    /// Label of its class.
    pub class: String,
    pub known: bool,
    /// Its share of importance; all together give 1.
    pub rank: f64,
    /// Numbers said of it, such as `sharesChanged 9.1 percent`.
    pub numbers: String,
}

/// All claims of one relation from one entity to another.
pub struct Edge<'g> {
    pub from: &'g str,
    pub to: &'g str,
    /// Local name of the relation.
    pub relation: &'g str,
    /// Its label.
    pub label: String,
    /// The best status among the claims, small letters.
    pub status: String,
    /// Places of evidence.
    pub evidence: usize,
    /// Articles.
    pub articles: u32,
}

/// The entities by id, and the edges by their ends and relation.
pub fn rows<'g>(graph: &'g Graph, ontology: &Ontology) -> (Vec<Node<'g>>, Vec<Edge<'g>>) {
    let network = Network::of(graph);
    let mut numbers: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for claim in &graph.claims {
        if let Object::Quantity(quantity) = &claim.key.object {
            let number = format!("{} {} {}", claim.key.relation, quantity.value, quantity.unit);
            numbers.entry(&claim.key.subject).or_default().push(number);
        }
    }
    let mut ranking = network.ranking();
    ranking.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    let nodes = ranking.into_iter().map(|(entity, rank)| {
        let mut numbers = numbers.remove(entity.id.as_str()).unwrap_or_default();
        numbers.sort_unstable();
        let class = class_label(ontology, &entity.class);
        Node { id: &entity.id, label: &entity.label, class, known: entity.known, rank, numbers: numbers.join("; ") }
    });
    let nodes = nodes.collect();
    let edges = network.links().map(|(from, link, to)| Edge {
        from: &from.id,
        to: &to.id,
        relation: link.relation,
        label: relation_label(ontology, link.relation),
        status: link.claims.iter().map(|claim| claim.status).min().map_or("", |s| s.name()).to_lowercase(),
        evidence: link.evidence(),
        articles: link.claims.iter().map(|claim| claim.articles).sum(),
    });
    let edges = edges.collect();
    (nodes, edges)
}

//! The entity that a name stands for.

use super::nearest;
use crate::{
    model::{Claim, Entity, Graph, Object},
    ontology::Ontology,
};

/// The entity that a name stands for: by id, with or without `e:`, else by label, else by any other name, in any case
/// and any language; of several the one that most claims are about.
///
/// # Errors
/// Where nobody is called so: the three nearest names.
pub fn entity<'g>(graph: &'g Graph, ontology: &Ontology, name: &str) -> Result<&'g Entity, Vec<&'g str>> {
    let id = name.strip_prefix("e:").unwrap_or(name);
    if let Some(entity) = graph.entity(id) {
        return Ok(entity);
    }
    let wanted = name.to_lowercase();
    let same = |other: &String| other.to_lowercase() == wanted;
    let by_label = graph.entities.iter().filter(|entity| same(&entity.label));
    let by_alias = graph.entities.iter().filter(|entity| {
        entity.aliases.iter().any(same)
            || ontology.entity(&entity.id).is_some_and(|known| {
                [&known.labels, &known.alternatives].iter().flat_map(|names| names.values()).flatten().any(same)
            })
    });
    let claims = |entity: &&&Entity| graph.claims.iter().filter(|claim| is_about(claim, &entity.id)).count();
    let best = |found: Vec<&'g Entity>| found.iter().rev().max_by_key(claims).copied();
    let names = || graph.entities.iter().flat_map(|entity| std::iter::once(&entity.label).chain(&entity.aliases));
    best(by_label.collect())
        .or_else(|| best(by_alias.collect()))
        .ok_or_else(|| nearest(name, names().map(String::as_str)))
}

/// Whether an entity is one of the ends of a claim.
#[must_use]
pub fn is_about(claim: &Claim, id: &str) -> bool {
    claim.key.subject == id || matches!(&claim.key.object, Object::Entity(object) if object == id)
}

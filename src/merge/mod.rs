//! stub
use std::collections::BTreeMap;
use crate::{model::*, ontology::Ontology};
/// stub
pub fn graph(_o: &Ontology, articles: Vec<ArticleHead>, evidence: Vec<Evidence>) -> Graph {
    let mut entities = BTreeMap::new();
    let mut claims: BTreeMap<ClaimKey, Vec<usize>> = BTreeMap::new();
    for (at, e) in evidence.iter().enumerate() {
        entities.insert(e.subject.entity.id.clone(), e.subject.entity.clone());
        let object = match (&e.object, &e.quantity) { (Some(o), _) => { entities.insert(o.entity.id.clone(), o.entity.clone()); Object::Entity(o.entity.id.clone()) } (_, Some(q)) => Object::Quantity(q.clone()), _ => continue };
        claims.entry(ClaimKey { relation: e.relation.clone(), subject: e.subject.entity.id.clone(), object, place: None, date: None }).or_default().push(at);
    }
    let claims = claims.into_iter().map(|(key, evidence)| Claim { id: identifier("claim", &[&format!("{key:?}")]), key, status: Status::Supported, support: 900, denial: 0, articles: evidence.len() as u32, evidence, lineages: 1, languages: 1, first_reported: None, last_reported: None, differs_from: vec![], superseded_by: None }).collect();
    Graph { articles, entities: entities.into_values().collect(), evidence, claims }
}

//! What people decided, applied to what articles say.

use std::collections::{BTreeMap, BTreeSet};

use super::{Draft, Keyed};
use crate::{
    model::{Decision, Entity, Status, identifier},
    ontology::Ontology,
};

/// Decisions, ready to be asked.
pub struct Decided<'d> {
    all: &'d [Decision],
    /// By small letters of the name.
    aliases: BTreeMap<String, &'d str>,
    /// By entity and article, the id of who is meant.
    splits: BTreeMap<(&'d str, &'d str), String>,
    /// By the entity that is the same, the one that stays.
    merged: BTreeMap<&'d str, &'d str>,
    /// Positions of decisions that name what is not there.
    idle: BTreeSet<usize>,
}

impl<'d> Decided<'d> {
    /// Looks up what the decisions name; those that name entities that nothing names are without effect.
    pub fn new(ontology: &Ontology, all: &'d [Decision], keyed: &[Keyed]) -> Self {
        let named: BTreeSet<&str> = match all {
            [] => BTreeSet::new(),
            _ => keyed.iter().flat_map(|keyed| keyed.evidence.entities()).map(|entity| entity.id.as_str()).collect(),
        };
        let (aliases, splits, merged) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut decided = Self { all, aliases, splits, merged, idle: BTreeSet::new() };
        for (at, decision) in all.iter().enumerate() {
            let is_there = match decision {
                Decision::Accept(_) | Decision::Reject(_) => true,
                Decision::Merge { kept, same } => {
                    let both = named.contains(kept.as_str()) && named.contains(same.as_str());
                    // The later of two decisions counts, and nobody becomes himself again.
                    if both && decided.end(kept) != same {
                        decided.merged.insert(same, kept);
                    }
                    both
                }
                Decision::Split { entity, articles } => {
                    let id = split_id(entity, articles);
                    for article in articles {
                        decided.splits.insert((entity, article), id.clone());
                    }
                    named.contains(entity.as_str())
                }
                Decision::Alias { entity, name } => {
                    let known = named.contains(entity.as_str()) || ontology.entity(entity).is_some();
                    if known {
                        decided.aliases.insert(name.to_lowercase(), entity);
                    }
                    known
                }
            };
            if !is_there {
                decided.idle.insert(at);
            }
        }
        decided
    }

    /// The id of whom an article means by an entity.
    pub fn id<'e>(&'e self, article: &'e str, entity: &'e Entity) -> &'e str {
        if let Some(id) = self.splits.get(&(entity.id.as_str(), article)) {
            return id;
        }
        let by_name = || self.aliases.get(&entity.label.to_lowercase()).copied();
        let id = Some(()).filter(|()| !entity.known && !self.aliases.is_empty()).and_then(|()| by_name());
        self.end(id.unwrap_or(&entity.id))
    }

    /// Who an entity is in the end.
    fn end<'e>(&'e self, id: &'e str) -> &'e str {
        let mut id = id;
        for _ in 0..=self.merged.len() {
            match self.merged.get(id) {
                Some(kept) => id = kept,
                None => break,
            }
        }
        id
    }

    /// Gives the claims that were judged their status.
    pub fn judge(&mut self, drafts: &mut [Draft]) {
        for (at, decision) in self.all.iter().enumerate() {
            let (Decision::Accept(id) | Decision::Reject(id)) = decision else { continue };
            let Some(draft) = drafts.iter_mut().find(|draft| draft.claim.id == *id) else {
                self.idle.insert(at);
                continue;
            };
            draft.claim.superseded_by = None;
            // A person has settled it.
            draft.meets = false;
            draft.claim.status =
                if matches!(decision, Decision::Accept(_)) { Status::Confirmed } else { Status::Denied };
        }
    }

    /// Positions of the decisions that name what is not there.
    pub fn idle(self) -> Vec<usize> {
        self.idle.into_iter().collect()
    }
}

/// The id of whom some articles mean by the name of another.
fn split_id(entity: &str, articles: &[String]) -> String {
    let parts: Vec<&str> = std::iter::once(entity).chain(articles.iter().map(String::as_str)).collect();
    format!("x-{}", identifier("split", &parts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        merge::{
            Articles, Merged,
            tests::{article, claim, evidence, ontology},
        },
        model::{Graph, Object},
    };

    fn merged(decisions: &[Decision]) -> Merged {
        let mut articles = Articles::default();
        articles.add(article("a", Some("One"), None), vec![evidence("a", "alfa", "rejected", "boreal")]);
        articles.add(article("b", Some("Two"), None), vec![evidence("b", "alfa ag", "rejected", "boreal")]);
        articles.add(article("c", Some("Three"), None), vec![evidence("c", "alfa", "selected", "alfa ag")]);
        articles.graph(&ontology(), decisions)
    }

    fn ends(graph: &Graph) -> Vec<(&str, &str, usize)> {
        let ends = graph.claims.iter().map(|claim| {
            let Object::Entity(object) = &claim.key.object else { panic!("an entity") };
            (claim.key.subject.as_str(), object.as_str(), claim.evidence.len())
        });
        let mut ends: Vec<_> = ends.collect();
        ends.sort_unstable();
        ends
    }

    #[test]
    fn two_entities_are_one_and_two_again() {
        let merge = Decision::Merge { kept: "alfa".to_owned(), same: "alfa ag".to_owned() };
        let back = Decision::Merge { kept: "alfa ag".to_owned(), same: "alfa".to_owned() };
        let plain = merged(&[]);
        assert_eq!(ends(&plain.graph), [("alfa", "alfa ag", 1), ("alfa", "boreal", 1), ("alfa ag", "boreal", 1)]);
        for decisions in [vec![merge.clone()], vec![merge, back]] {
            let both = merged(&decisions);
            assert_eq!(ends(&both.graph), [("alfa", "boreal", 2)]);
            assert_eq!(
                both.graph.entity("alfa").map(|entity| entity.aliases.as_slice()),
                Some(&["alfa".to_owned(), "alfa ag".to_owned()][..])
            );
            assert_eq!(both.graph.evidence, plain.graph.evidence, "what articles say stays as it is");
        }
        let alias = Decision::Alias { entity: "alfa".to_owned(), name: "ALFA AG".to_owned() };
        assert_eq!(ends(&merged(&[alias]).graph), [("alfa", "boreal", 2)]);
    }

    #[test]
    fn one_entity_is_two() {
        let split = Decision::Split { entity: "alfa".to_owned(), articles: vec!["a".to_owned()] };
        let graph = merged(&[split]).graph;
        let other = split_id("alfa", &["a".to_owned()]);
        assert_eq!(claim(&graph, &other, "rejected", "boreal").articles, 1);
        assert_eq!(graph.entity(&other).map(|entity| (entity.label.as_str(), entity.known)), Some(("Alfa", false)));
        assert!(graph.entity("alfa").is_some());
    }

    #[test]
    fn claims_are_judged_and_what_has_vanished_is_told() {
        let plain = merged(&[]).graph;
        let id = claim(&plain, "alfa", "rejected", "boreal").id.clone();
        let gone = Decision::Merge { kept: "alfa".to_owned(), same: "nobody".to_owned() };
        for (decision, status) in
            [(Decision::Accept(id.clone()), Status::Confirmed), (Decision::Reject(id.clone()), Status::Denied)]
        {
            let judged = merged(&[gone.clone(), decision, Decision::Reject("nothing".to_owned())]);
            assert_eq!(claim(&judged.graph, "alfa", "rejected", "boreal").status, status);
            assert_eq!(judged.idle, [0, 2]);
        }
    }
}

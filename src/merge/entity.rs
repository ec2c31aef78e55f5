//! One entity for all mentions of it.

use std::{collections::BTreeMap, sync::Arc};

use super::Keyed;
use crate::{
    model::{Entity, Evidence},
    ontology::Ontology,
};

/// What is said of an entity all over.
#[derive(Default)]
struct Said<'e> {
    labels: BTreeMap<&'e str, usize>,
    classes: BTreeMap<&'e str, usize>,
    names: Vec<&'e str>,
    known: bool,
}

impl<'e> Said<'e> {
    fn add(&mut self, entity: &'e Entity) {
        *self.labels.entry(&entity.label).or_default() += 1;
        *self.classes.entry(&entity.class).or_default() += 1;
        self.known |= entity.known;
        for name in &entity.aliases {
            self.name(name);
        }
    }

    fn name(&mut self, name: &'e str) {
        // Most mentions bring the same names in the same order.
        if !self.names.contains(&name) {
            self.names.push(name);
        }
    }
}

/// Every entity that the evidence names, sorted by id: subject, object, place and sources; `id` says who each is. One
/// that the ontology knows is as the ontology has it; any other has the label and class given most often where it is
/// named by its own id. Names are joined.
pub fn entities<'e>(
    ontology: &Ontology,
    evidence: impl Iterator<Item = &'e Evidence>,
    id: impl Fn(&Evidence, &Entity) -> String,
) -> Vec<Entity> {
    let mut own: BTreeMap<&str, Said<'_>> = BTreeMap::new();
    let mut others: BTreeMap<String, Said<'_>> = BTreeMap::new();
    for one in evidence {
        for entity in one.entities() {
            let id = id(one, entity);
            if id == entity.id {
                own.entry(&entity.id).or_default().add(entity);
            } else {
                others.entry(id).or_default().add(entity);
            }
        }
    }
    for (id, other) in &others {
        match own.get_mut(id.as_str()) {
            Some(own) => other.labels.keys().chain(&other.names).for_each(|name| own.name(name)),
            None => drop(own.insert(
                id,
                Said {
                    known: false,
                    names: other.names.clone(),
                    labels: other.labels.clone(),
                    classes: other.classes.clone(),
                },
            )),
        }
    }
    own.into_iter().map(|(id, said)| entity(ontology, id, said)).collect()
}

/// Gives each entity that the ontology does not know one form in each article: what an article calls it does not depend
/// on the other articles, and one form an article can be written down. The evidence is sorted by article.
pub fn settle(ontology: &Ontology, keyed: &mut [Keyed]) {
    for article in keyed.chunk_by_mut(|a, b| a.article == b.article) {
        let mut said: BTreeMap<&str, Said<'_>> = BTreeMap::new();
        for entity in article.iter().flat_map(|keyed| keyed.evidence.entities()).filter(|entity| !entity.known) {
            said.entry(&entity.id).or_default().add(entity);
        }
        let settled = said.into_iter().map(|(id, said)| (id.to_owned(), Arc::new(entity(ontology, id, said))));
        let settled: BTreeMap<String, Arc<Entity>> = settled.collect();
        for named in article.iter_mut().flat_map(|keyed| keyed.evidence.entities_mut()) {
            if let Some(one) = settled.get(&named.id) {
                *named = Arc::clone(one);
            }
        }
    }
}

fn entity(ontology: &Ontology, id: &str, said: Said<'_>) -> Entity {
    let listed = ontology.entity(id);
    let label = listed.map_or_else(|| most(&said.labels), |known| known.label().to_owned());
    let class = listed.map_or_else(|| most(&said.classes), |known| ontology.class_name(known.class).to_owned());
    let names = said.labels.keys().copied().chain(said.names);
    let mut aliases: Vec<String> = names.filter(|name| *name != label).map(str::to_owned).collect();
    aliases.sort_unstable();
    aliases.dedup();
    Entity { id: id.to_owned(), label, aliases, class, known: said.known || listed.is_some() }
}

/// The string counted most often; of several the first.
fn most(counts: &BTreeMap<&str, usize>) -> String {
    let best = counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
    best.map_or(String::new(), |(name, _)| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merge::tests::{evidence, ontology};

    #[test]
    fn names_are_joined_and_the_most_frequent_label_wins() {
        let mut all: Vec<Evidence> = ["Narae", "Narae Cell", "Narae Cell"]
            .iter()
            .map(|label| {
                let mut evidence = evidence("a", "alfa", "rejected", "narae");
                let object = evidence.object.as_mut().expect("an object");
                object.entity = std::sync::Arc::new(Entity {
                    id: "narae".to_owned(),
                    label: (*label).to_owned(),
                    aliases: vec!["NC".to_owned()],
                    class: "Company".to_owned(),
                    known: false,
                });
                evidence
            })
            .collect();
        all.reverse();
        let found = entities(&ontology(), all.iter(), |_, entity| entity.id.clone());
        assert_eq!(found.iter().map(|entity| entity.id.as_str()).collect::<Vec<_>>(), ["alfa", "narae"]);
        assert_eq!(
            (found[1].label.as_str(), &found[1].aliases[..]),
            ("Narae Cell", &["NC".to_owned(), "Narae".to_owned()][..])
        );
        assert!(!found[1].known);
    }
}

//! What is looked up often, made once for each state of the graph.

use std::collections::BTreeMap;

use crate::model::{Graph, Object};

/// The longest list of sentences of a word: more say nothing.
const MOST: usize = 10_000;

/// Look-ups over a graph, by position.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Claims about an entity, by its id.
    claims_of: BTreeMap<String, Vec<usize>>,
    /// Evidence by the words of its sentence, in small letters.
    words: BTreeMap<String, Vec<u32>>,
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
        let mut sentence = ("", 0, 0);
        for (at, evidence) in graph.evidence.iter().enumerate() {
            let place = (evidence.article.as_str(), evidence.sentence.start, evidence.sentence.end);
            if place == sentence {
                continue;
            }
            sentence = place;
            let mut own = words(&evidence.sentence.text);
            own.sort_unstable();
            own.dedup();
            for word in own {
                let list = index.words.entry(word).or_default();
                if list.len() < MOST {
                    list.push(u32::try_from(at).unwrap_or(u32::MAX));
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

    /// Positions of evidence, one a sentence, whose sentence has all these words; the last may be the beginning of one.
    pub(super) fn sentences(&self, query: &str) -> Vec<u32> {
        let wanted = words(query);
        let Some((last, whole)) = wanted.split_last() else { return Vec::new() };
        let begins = self.words.range(last.clone()..).take_while(|(word, _)| word.starts_with(last.as_str()));
        let mut found: Vec<u32> = begins.flat_map(|(_, list)| list.iter().copied()).collect();
        found.sort_unstable();
        found.dedup();
        for word in whole {
            let list = self.words.get(word).map_or(&[][..], Vec::as_slice);
            found.retain(|at| list.binary_search(at).is_ok());
        }
        found
    }
}

/// The words of a text in small letters.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.map(str::to_lowercase).collect()
}

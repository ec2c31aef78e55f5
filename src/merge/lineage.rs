//! Who a report comes from in the end.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Keyed, duplicate, union::Union};
use crate::{
    model::{ArticleHead, Evidence, Source},
    ontology::Ontology,
};

/// Where articles come from.
pub struct Sources {
    /// Ids of outlets by name, small letters.
    outlets: FxHashMap<String, String>,
    /// Words for sources without a name, small letters.
    anonymous: FxHashSet<String>,
    /// By article: its agency, its outlet, or itself.
    origins: Vec<String>,
    /// By article: the first of its near-duplicates.
    clusters: Vec<usize>,
}

impl Sources {
    /// Finds out where each article comes from.
    pub fn new(ontology: &Ontology, articles: &[ArticleHead], keyed: &[Keyed]) -> Self {
        let mut sources = Self {
            outlets: FxHashMap::default(),
            anonymous: FxHashSet::default(),
            origins: Vec::new(),
            clusters: duplicate::clusters(articles),
        };
        let mut figures = vec![BTreeSet::new(); articles.len()];
        for keyed in keyed {
            let quantity = keyed.evidence.quantity.as_ref();
            figures[keyed.article].extend(quantity.map(|quantity| (quantity.unit.as_str(), quantity.value)));
        }
        duplicate::translated(articles, &figures, &mut sources.clusters);
        let media = ontology.class("Media");
        for entity in ontology.entities.iter().filter(|e| media.is_some_and(|media| ontology.is_a(e.class, media))) {
            for names in [&entity.labels, &entity.alternatives, &entity.hidden, &entity.ambiguous] {
                for name in names.values().flatten() {
                    sources.outlets.entry(normal(name)).or_insert_with(|| entity.id.clone());
                }
            }
        }
        for lexicon in &ontology.lexicons {
            sources.anonymous.extend(lexicon.words("AnonymousSource").into_iter().map(normal));
        }
        sources.origins = articles.iter().map(|article| sources.origin(article)).collect();
        sources
    }

    /// For each evidence the number of its lineage, from 0: those with the same origin, and those of near-duplicate
    /// texts, are one.
    pub fn lineages(&self, evidence: &[&Keyed]) -> Vec<usize> {
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        let mut texts: BTreeMap<usize, usize> = BTreeMap::new();
        let mut sets = Union::new(evidence.len());
        for (at, keyed) in evidence.iter().enumerate() {
            let same_name = *names.entry(self.root(&keyed.evidence, keyed.article)).or_insert(at);
            let same_text = *texts.entry(self.clusters[keyed.article]).or_insert(at);
            sets.join(same_name, at);
            // One article may have several sources; texts of several outlets that are the same have one.
            if evidence[same_text].article != keyed.article {
                sets.join(same_text, at);
            }
        }
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        let roots: Vec<usize> = (0..evidence.len()).map(|at| sets.root(at)).collect();
        roots
            .into_iter()
            .map(|root| {
                let next = numbers.len();
                *numbers.entry(root).or_insert(next)
            })
            .collect()
    }

    /// The last source of the chain of attribution, if it has a name; else where the article comes from.
    fn root(&self, evidence: &Evidence, article: usize) -> String {
        let named = evidence.attribution.last().and_then(|source| self.name(source));
        named.unwrap_or_else(|| self.origins[article].clone())
    }

    fn name(&self, source: &Source) -> Option<String> {
        if let Some(entity) = &source.entity {
            return Some(format!("entity {}", entity.id));
        }
        let label = normal(&source.label);
        let anonymous = label.is_empty()
            || self.anonymous.contains(&label)
            || !source.label.trim().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || label.split(' ').any(|word| self.anonymous.contains(word));
        (!anonymous).then(|| self.outlet(&label))
    }

    fn origin(&self, article: &ArticleHead) -> String {
        let name = article.agency.as_deref().or(article.publisher.as_deref()).map(normal);
        name.filter(|name| !name.is_empty())
            .map_or_else(|| format!("article {}", article.id), |name| self.outlet(&name))
    }

    fn outlet(&self, name: &str) -> String {
        let plain = name.strip_prefix("www.").unwrap_or(name);
        self.outlets.get(plain).map_or_else(|| format!("name {plain}"), |id| format!("entity {id}"))
    }
}

fn normal(name: &str) -> String {
    name.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merge::{
        key,
        tests::{article, by, evidence, ontology},
    };

    fn lineages(articles: &[ArticleHead], evidence: &[(usize, Evidence)]) -> Vec<usize> {
        let ontology = ontology();
        let keyed: Vec<Keyed> = evidence
            .iter()
            .map(|(article, evidence)| Keyed {
                key: key::key(&ontology, evidence).expect("a key"),
                article: *article,
                evidence: evidence.clone(),
            })
            .collect();
        Sources::new(&ontology, articles, &keyed).lineages(&keyed.iter().collect::<Vec<_>>())
    }

    #[test]
    fn the_outlet_behind_the_speaker_counts() {
        let articles = [
            article("a", Some("Outlet One"), None),
            article("b", Some("Outlet Two"), None),
            article("c", Some("reuters"), None),
        ];
        let plain = || evidence("x", "alfa", "rejected", "boreal");
        let all = [
            (0, plain()),
            (1, plain()),
            (0, by(plain(), &["Jane Doe", "Reuters"])),
            (1, by(plain(), &["REUTERS"])),
            (2, plain()),
            (1, by(plain(), &["people familiar with the matter"])),
        ];
        assert_eq!(lineages(&articles, &all), [0, 1, 2, 2, 2, 1]);
    }

    #[test]
    fn copies_are_one_source() {
        let mut articles = [
            article("a", Some("One"), None),
            article("b", Some("Two"), None),
            article("c", Some("Three"), Some("dpa")),
        ];
        articles[0].sketch = (0..64).collect();
        articles[1].sketch = (5..69).collect();
        let plain = || evidence("x", "alfa", "rejected", "boreal");
        assert_eq!(lineages(&articles, &[(0, plain()), (2, plain()), (1, plain())]), [0, 1, 0]);
        // Two sources of one article stay two.
        assert_eq!(lineages(&articles, &[(2, plain()), (2, by(plain(), &["Reuters"]))]), [0, 1]);
    }
}

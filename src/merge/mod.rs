//! The evidence of many articles into one graph.
//!
//! In go heads of articles and evidence, in any order and any number of times; out comes the [`Graph`]: each article,
//! entity, evidence and claim once, sorted. Evidence of the same claim is joined across articles and languages, weighed
//! by independent sources, and each claim is given a status; claims that contradict each other are kept. Nothing is read
//! from texts here.

mod articles;
mod contradict;
mod decide;
mod differ;
mod duplicate;
mod entity;
mod key;
mod lineage;
mod repeat;
mod status;
mod supersede;
mod support;
mod union;

pub use articles::{Articles, Changes, Merged, is_same};
pub use key::claim_id;

use std::collections::BTreeMap;

use crate::{
    model::{ArticleHead, Claim, ClaimKey, Decision, Entity, Evidence, Graph},
    ontology::{Ontology, RelationKind},
};
use support::Weight;

/// One graph of all articles and their evidence. The result does not depend on the order of either, nor on how often
/// one is given. Evidence of an article that is not given is left out, and so is evidence without object and value. What is
/// only imagined makes no claim, but is kept: with another article it may belong to one.
///
/// The articles and the evidence of a graph, merged again, give the same graph.
#[must_use]
pub fn graph(ontology: &Ontology, articles: Vec<ArticleHead>, evidence: Vec<Evidence>) -> Graph {
    decided(ontology, &[], articles, evidence).0
}

/// The same with what people decided, and the positions of the decisions that name what is not there.
fn decided(
    ontology: &Ontology,
    decisions: &[Decision],
    mut articles: Vec<ArticleHead>,
    evidence: Vec<Evidence>,
) -> (Graph, Vec<usize>) {
    articles.sort_unstable();
    articles.dedup_by(|later, first| later.id == first.id);
    let mut keyed = keyed(ontology, &articles, evidence);
    keyed = repeat::once(keyed);
    entity::settle(ontology, &mut keyed);
    let mut decided = decide::Decided::new(ontology, decisions, &keyed);
    let id = |keyed: &Keyed| {
        let article = keyed.evidence.article.clone();
        key::key_by(ontology, &keyed.evidence, |entity| decided.id(&article, entity).to_owned())
    };
    let keys: Vec<Option<ClaimKey>> =
        keyed.iter().map(|one| if decisions.is_empty() { Some(one.key.clone()) } else { id(one) }).collect();
    let groups = groups(&keys);
    let sources = lineage::Sources::new(ontology, &articles, &keyed);
    let drafts =
        groups.into_iter().map(|(key, members)| Draft::new(ontology, key, &keyed, &members, &articles, &sources));
    let mut drafts: Vec<Draft> = drafts.filter(Draft::is_claim).collect();
    decided.judge(&mut drafts);
    supersede::close(ontology, &mut drafts);
    decided.judge(&mut drafts);
    differ::compare(ontology, &mut drafts);
    contradict::link(ontology, &mut drafts);
    supersede::date(ontology, &mut drafts);
    let entities = entity::entities(ontology, keyed.iter().map(|one| &one.evidence), |evidence, entity| {
        decided.id(&evidence.article, entity).to_owned()
    });
    (assemble(entities, articles, keyed, drafts), decided.idle())
}

/// An evidence with the key of its own words and its article's position.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Keyed {
    key: ClaimKey,
    article: usize,
    evidence: Evidence,
}

fn keyed(ontology: &Ontology, articles: &[ArticleHead], evidence: Vec<Evidence>) -> Vec<Keyed> {
    let with_key = evidence.into_iter().filter_map(|evidence| {
        let article = articles.binary_search_by(|article| article.id.as_str().cmp(&evidence.article)).ok()?;
        Some(Keyed { key: key::key(ontology, &evidence)?, article, evidence })
    });
    with_key.collect()
}

/// The positions of the evidence of each claim, in the order of the claims' keys.
fn groups(keys: &[Option<ClaimKey>]) -> BTreeMap<&ClaimKey, Vec<usize>> {
    let mut groups: BTreeMap<&ClaimKey, Vec<usize>> = BTreeMap::new();
    for (at, key) in keys.iter().enumerate() {
        if let Some(key) = key {
            groups.entry(key).or_default().push(at);
        }
    }
    groups
}

/// A claim in the making.
struct Draft {
    claim: Claim,
    weight: Weight,
    /// Articles that speak of it, by position, ascending.
    articles: Vec<usize>,
    /// Periods named by its evidence, sorted.
    periods: Vec<String>,
    /// Places named by its evidence, sorted.
    places: Vec<String>,
    /// Whether it is said and denied for one time: always, unless it is a state that may have changed in between.
    meets: bool,
}

impl Draft {
    fn new(
        ontology: &Ontology,
        key: &ClaimKey,
        keyed: &[Keyed],
        members: &[usize],
        articles: &[ArticleHead],
        sources: &lineage::Sources,
    ) -> Self {
        let evidence: Vec<&Keyed> = members.iter().map(|at| &keyed[*at]).collect();
        let lineages = sources.lineages(&evidence);
        let weight = support::weigh(&evidence, &lineages, articles);
        let mut speaking: Vec<usize> = evidence.iter().map(|keyed| keyed.article).collect();
        speaking.sort_unstable();
        speaking.dedup();
        let mut languages: Vec<_> = evidence.iter().map(|keyed| keyed.evidence.language).collect();
        languages.sort_unstable();
        languages.dedup();
        let mut periods: Vec<String> =
            evidence.iter().filter_map(|keyed| keyed.evidence.qualifiers.period.clone()).collect();
        periods.sort_unstable();
        periods.dedup();
        let places = evidence.iter().filter_map(|keyed| keyed.evidence.qualifiers.place.as_ref());
        let mut places: Vec<String> = places.map(|place| place.id.clone()).collect();
        places.sort_unstable();
        places.dedup();
        let is_state = ontology.relation(&key.relation).is_some_and(|relation| relation.kind == RelationKind::State);
        let meets = !is_state || weight.meets();
        let days = || speaking.iter().filter_map(|at| articles[*at].published);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let claim = Claim {
            id: claim_id(key),
            key: key.clone(),
            status: status::status(&weight, meets),
            support: weight.support,
            denial: weight.denial,
            evidence: members.to_vec(),
            articles: count(speaking.len()),
            lineages: count(lineages.iter().max().map_or(0, |last| last + 1)),
            languages: count(languages.len()),
            first_reported: days().min(),
            last_reported: days().max(),
            differs_from: Vec::new(),
            superseded_by: None,
            contradicts: Vec::new(),
            from: None,
            until: None,
        };
        Self { claim, weight, articles: speaking, periods, places, meets }
    }

    /// Whether anybody says or denies it; what is only imagined is no claim.
    fn is_claim(&self) -> bool {
        self.weight.said || self.weight.denied
    }
}

/// Puts the parts in order.
fn assemble(entities: Vec<Entity>, articles: Vec<ArticleHead>, keyed: Vec<Keyed>, drafts: Vec<Draft>) -> Graph {
    let evidence: Vec<Evidence> = keyed.into_iter().map(|keyed| keyed.evidence).collect();
    let mut claims: Vec<Claim> = drafts.into_iter().map(|draft| draft.claim).collect();
    claims.sort_unstable();
    Graph { articles, entities, evidence, claims }
}

#[cfg(test)]
mod tests;

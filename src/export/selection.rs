//! A part of the graph: by time, language, source, class, relation, polarity, number of evidences, neighbourhood.

use std::collections::{BTreeMap, BTreeSet};

use super::network::Network;
use crate::{
    model::{Claim, Date, Entity, Evidence, Graph, Language, Object, Polarity, Source},
    ontology::Ontology,
};

/// What to keep. Empty lists and `None` keep everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Evidence of articles published on this day or later; articles without a day fall out.
    pub since: Option<Date>,
    /// Evidence of articles published on this day or earlier; articles without a day fall out.
    pub until: Option<Date>,
    /// Evidence in one of these languages.
    pub languages: Vec<Language>,
    /// Evidence of articles whose outlet, agency, address or name has one of these words in it, or said by such a source;
    /// in any case.
    pub sources: Vec<String>,
    /// Claims with an entity of one of these classes or of a class below it, by local name, in any case.
    pub types: Vec<String>,
    /// Claims of one of these relations, by local name, in any case.
    pub relations: Vec<String>,
    /// Evidence that affirms, or that denies.
    pub polarity: Option<Polarity>,
    /// Claims that have this much evidence left.
    pub min_evidence: Option<usize>,
    /// Claims around this entity, by id.
    pub around: Option<String>,
    /// How far around: 1 keeps the claims about the entity itself, 2 those about its neighbours too. 0 counts as 1.
    pub hops: usize,
}

impl Selection {
    /// Whether it keeps everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self { hops: self.hops, ..Self::default() }
    }

    /// The part of `graph` that is kept: evidence that fits, claims that have evidence left, and the articles and
    /// entities that these name.
    ///
    /// Counts and days of a claim are those of the evidence left. Its status, support and number of independent sources
    /// (at most the articles left) stay those of the whole graph: a part cannot know better.
    #[must_use]
    pub fn apply(&self, graph: &Graph, ontology: &Ontology) -> Graph {
        if self.is_empty() {
            return graph.clone();
        }
        let fits: Vec<bool> = graph.evidence.iter().map(|evidence| self.fits(evidence, graph)).collect();
        let mut claims: Vec<Claim> = Vec::new();
        for claim in graph.claims.iter().filter(|claim| self.fits_claim(claim, graph, ontology)) {
            let left = claim.evidence.iter().copied().filter(|&at| fits.get(at) == Some(&true));
            let evidence: Vec<usize> = left.collect();
            if evidence.len() >= self.min_evidence.unwrap_or(1).max(1) {
                claims.push(Claim { evidence, ..claim.clone() });
            }
        }
        if let Some(around) = &self.around {
            claims = nearby(graph, claims, around, self.hops.max(1));
        }
        rebuilt(graph, claims)
    }

    fn fits(&self, evidence: &Evidence, graph: &Graph) -> bool {
        let article = graph.article(&evidence.article);
        let day = article.and_then(|article| article.published).map(Date::days);
        let in_time = self.since.is_none_or(|since| day.is_some_and(|day| day >= since.days()))
            && self.until.is_none_or(|until| day.is_some_and(|day| day <= last_day(until)));
        let language = self.languages.is_empty() || self.languages.contains(&evidence.language);
        let polarity = self.polarity.is_none_or(|polarity| polarity == evidence.polarity);
        in_time
            && language
            && polarity
            && (self.sources.is_empty()
                || self.sources.iter().any(|source| {
                    let wanted = source.to_lowercase();
                    let has =
                        |text: &Option<String>| text.as_ref().is_some_and(|text| text.to_lowercase().contains(&wanted));
                    let said = |link: &Source| {
                        let id = link.entity.as_ref().is_some_and(|entity| entity.id == wanted);
                        id || link.label.to_lowercase().contains(&wanted)
                    };
                    let from = article.is_some_and(|article| {
                        has(&article.publisher)
                            || has(&article.agency)
                            || has(&article.url)
                            || article.name.to_lowercase().contains(&wanted)
                    });
                    from || evidence.attribution.iter().any(said)
                }))
    }

    fn fits_claim(&self, claim: &Claim, graph: &Graph, ontology: &Ontology) -> bool {
        let relation = self.relations.is_empty()
            || self.relations.iter().any(|relation| relation.eq_ignore_ascii_case(&claim.key.relation));
        let object = match &claim.key.object {
            Object::Entity(id) => Some(id.as_str()),
            Object::Quantity(_) => None,
        };
        let ends = [Some(claim.key.subject.as_str()), object];
        let is_a = |id: &str, wanted: &String| {
            graph.entity(id).is_some_and(|entity| {
                let chain = ontology.class_chain(&entity.class);
                entity.class.eq_ignore_ascii_case(wanted)
                    || chain.iter().any(|class| class.eq_ignore_ascii_case(wanted))
            })
        };
        let class = self.types.is_empty()
            || ends.into_iter().flatten().any(|id| self.types.iter().any(|wanted| is_a(id, wanted)));
        relation && class
    }
}

/// The last day of a day, month or year, as days since 1970-01-01.
fn last_day(date: Date) -> i64 {
    let (year, month, day) = date.parts();
    let next = match (month, day) {
        (0, _) => Some(Date::year(year.saturating_add(1))),
        (12, 0) => Date::month(year.saturating_add(1), 1),
        (_, 0) => Date::month(year, month + 1),
        _ => return date.days(),
    };
    next.map_or(date.days(), |next| next.days() - 1)
}

/// Claims that touch an entity less than `hops` links away from the one asked for.
fn nearby(graph: &Graph, claims: Vec<Claim>, around: &str, hops: usize) -> Vec<Claim> {
    let part = Graph { claims, entities: graph.entities.clone(), ..Graph::default() };
    let near = Network::of(&part).neighbourhood(around, hops - 1);
    let touches = |claim: &Claim| {
        let object = match &claim.key.object {
            Object::Entity(id) => near.contains_key(id.as_str()),
            Object::Quantity(_) => false,
        };
        object || near.contains_key(claim.key.subject.as_str())
    };
    part.claims.iter().filter(|claim| touches(claim)).cloned().collect()
}

/// A graph of these claims, with what they need of the old one.
fn rebuilt(graph: &Graph, mut claims: Vec<Claim>) -> Graph {
    let used: BTreeSet<usize> = claims.iter().flat_map(|claim| claim.evidence.iter().copied()).collect();
    let position: BTreeMap<usize, usize> = used.iter().enumerate().map(|(new, &old)| (old, new)).collect();
    let ids: BTreeSet<String> = claims.iter().map(|claim| claim.id.clone()).collect();
    let mut articles: BTreeSet<&str> = BTreeSet::new();
    let mut entities: BTreeSet<&str> = BTreeSet::new();
    for &at in &used {
        let evidence = &graph.evidence[at];
        articles.insert(&evidence.article);
        entities.insert(&evidence.subject.entity.id);
        entities.extend(evidence.object.as_ref().map(|object| object.entity.id.as_str()));
        entities.extend(evidence.qualifiers.place.as_ref().map(|place| place.id.as_str()));
        entities.extend(evidence.attribution.iter().filter_map(|s| s.entity.as_ref()).map(|entity| entity.id.as_str()));
    }
    for claim in &mut claims {
        let left: Vec<&Evidence> = claim.evidence.iter().map(|&at| &graph.evidence[at]).collect();
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let in_articles: BTreeSet<&str> = left.iter().map(|evidence| evidence.article.as_str()).collect();
        let days = || in_articles.iter().filter_map(|id| graph.article(id)?.published);
        claim.articles = count(in_articles.len());
        claim.lineages = claim.lineages.min(claim.articles);
        claim.languages = count(left.iter().map(|evidence| evidence.language).collect::<BTreeSet<_>>().len());
        (claim.first_reported, claim.last_reported) = (days().min(), days().max());
        claim.differs_from.retain(|id| ids.contains(id));
        claim.contradicts.retain(|id| ids.contains(id));
        claim.superseded_by = claim.superseded_by.take().filter(|id| ids.contains(id));
        claim.evidence = claim.evidence.iter().filter_map(|at| position.get(at).copied()).collect();
    }
    for claim in &claims {
        entities.insert(&claim.key.subject);
        entities.extend(claim.key.place.as_deref());
        if let Object::Entity(object) = &claim.key.object {
            entities.insert(object);
        }
    }
    let keep = |entity: &&Entity| entities.contains(entity.id.as_str());
    Graph {
        articles: graph.articles.iter().filter(|article| articles.contains(article.id.as_str())).cloned().collect(),
        entities: graph.entities.iter().filter(keep).cloned().collect(),
        evidence: used.iter().map(|&at| graph.evidence[at].clone()).collect(),
        claims,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::{language, ontology, sample};

    fn relations(selection: &Selection) -> Vec<String> {
        let part = selection.apply(&sample(), &ontology());
        for claim in &part.claims {
            assert!(!claim.evidence.is_empty());
            assert!(part.evidence_of(claim).all(|evidence| evidence.relation == claim.key.relation));
            assert!(part.entity(&claim.key.subject).is_some());
        }
        assert!(part.evidence.iter().all(|evidence| part.article(&evidence.article).is_some()));
        let mut relations: Vec<String> = part.claims.iter().map(|claim| claim.key.relation.clone()).collect();
        relations.sort_unstable();
        relations
    }

    #[test]
    fn nothing_asked_keeps_everything() {
        assert_eq!(Selection::default().apply(&sample(), &ontology()), sample());
        assert_eq!(Selection { hops: 2, ..Selection::default() }.apply(&sample(), &ontology()), sample());
    }

    #[test]
    fn by_language_time_source_and_polarity() {
        let base = Selection::default;
        let french = Selection { languages: vec![language("fr")], ..base() };
        assert_eq!(relations(&french), ["investigates", "sharesChanged"]);
        let late = Selection { since: "2025-02-14".parse().ok(), ..base() };
        assert_eq!(relations(&late), ["investigates", "sharesChanged"]);
        let month = Selection { until: "2025-02".parse().ok(), ..base() };
        assert_eq!(relations(&month).len(), 9, "the undated article falls out");
        let source = Selection { sources: vec!["norland NEWS".to_owned()], ..base() };
        assert_eq!(relations(&source), ["acquired", "launched", "partnersWith", "rejected", "sharesChanged"]);
        let denied = Selection { polarity: Some(Polarity::Denied), ..base() };
        assert_eq!(relations(&denied), ["acquired", "investigates"]);
        assert!(relations(&Selection { sources: vec!["nobody".to_owned()], ..base() }).is_empty());
    }

    #[test]
    fn by_class_relation_evidence_and_neighbourhood() {
        let base = Selection::default;
        let people = Selection { types: vec!["person".to_owned()], ..base() };
        assert_eq!(relations(&people), ["worksFor"]);
        let bank = Selection { types: vec!["Bank".to_owned()], relations: vec!["rejected".to_owned()], ..base() };
        assert_eq!(relations(&bank), ["rejected"]);
        let strong = Selection { min_evidence: Some(2), ..base() };
        assert_eq!(relations(&strong), ["investigates", "partnersWith"]);
        let around = |hops| Selection { around: Some("zentavo".to_owned()), hops, ..base() };
        assert_eq!(relations(&around(0)), ["acquired"]);
        assert_eq!(relations(&around(2)), ["acquired", "rejected", "selected"]);
        assert!(relations(&Selection { around: Some("nobody".to_owned()), ..base() }).is_empty());
    }

    #[test]
    fn counts_are_those_of_what_is_left() {
        let english = Selection { languages: vec![language("en")], ..Selection::default() };
        let part = english.apply(&sample(), &ontology());
        let claim = part.claims.iter().find(|claim| claim.key.relation == "partnersWith").expect("the claim");
        assert_eq!((claim.articles, claim.languages, claim.lineages, claim.evidence.len()), (1, 1, 1, 1));
    }
}

//! What there is, for the first screen: counts, the best connected, the best confirmed, contradictions.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::view::{View, kind, outlet};
use crate::model::{Claim, Status};

/// Lists on the first screen.
const FEW: usize = 8;

/// Everything that the first screen and the filters show; made once for each state of the graph.
pub(super) fn overview(view: View<'_>) -> &Value {
    view.loaded.overview.get_or_init(|| made(view))
}

fn made(view: View<'_>) -> Value {
    let graph = view.graph();
    let ontology = &view.known.ontology;
    let count = |names: &mut dyn Iterator<Item = String>| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for name in names {
            *counts.entry(name).or_default() += 1;
        }
        let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
        counts.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
        counts.into_iter().map(|(name, count)| json!({"name": name, "count": count})).collect::<Vec<Value>>()
    };
    let linked = || graph.entities.iter().filter(|entity| !view.loaded.index.claims_of(&entity.id).is_empty());
    let mut best: Vec<_> = linked().collect();
    best.sort_by_key(|entity| (std::cmp::Reverse(view.loaded.index.claims_of(&entity.id).len()), entity.id.as_str()));
    let mut widest: Vec<&Claim> =
        graph.claims.iter().filter(|claim| claim.status.holds() && claim.languages > 1).collect();
    widest.sort_by_key(|claim| (std::cmp::Reverse((claim.languages, claim.articles)), claim.id.as_str()));
    let mut disputed: Vec<&Claim> = graph
        .claims
        .iter()
        .filter(|claim| {
            claim.status == Status::Contested || !claim.differs_from.is_empty() || !claim.contradicts.is_empty()
        })
        .collect();
    disputed
        .sort_by_key(|claim| (claim.status != Status::Contested, std::cmp::Reverse(claim.articles), claim.id.as_str()));
    let claims = |list: &[&Claim]| list.iter().take(FEW).map(|claim| view.claim(graph, claim)).collect::<Vec<_>>();
    let mut labels: BTreeMap<&str, &str> = BTreeMap::new();
    for claim in &graph.claims {
        let relation = ontology.relation(&claim.key.relation);
        let label = relation.and_then(|relation| relation.labels.iter().find(|(code, _)| code.as_str() == "en"));
        labels.insert(&claim.key.relation, label.map_or(claim.key.relation.as_str(), |(_, label)| label.as_str()));
    }
    let days = graph.articles.iter().map(|article| article.published.map_or(String::new(), |day| day.to_string()));
    let mut by_day = count(&mut days.into_iter());
    by_day.sort_by(|a, b| a["name"].as_str().cmp(&b["name"].as_str()));
    json!({
        "counts": {
            "articles": graph.articles.len(), "entities": linked().count(), "claims": graph.claims.len(),
            "evidence": graph.evidence.len(), "triples": view.loaded.triples(),
            "languages": count(&mut graph.articles.iter().map(|article| article.language.to_string())).len(),
        },
        "connected": best.iter().take(FEW).map(|entity| view.entity(entity)).collect::<Vec<_>>(),
        "widest": claims(&widest),
        "disputed": claims(&disputed),
        "labels": labels,
        "facets": {
            "relation": count(&mut graph.claims.iter().map(|claim| claim.key.relation.clone())),
            "type": count(&mut linked().map(|entity| kind(ontology, &entity.class).to_owned())),
            "status": count(&mut graph.claims.iter().map(|claim| claim.status.name().to_lowercase())),
            "lang": count(&mut graph.evidence.iter().map(|evidence| evidence.language.to_string())),
            "source": count(&mut graph.articles.iter().filter_map(outlet).map(str::to_owned)),
            "day": by_day,
        },
        "skipped": view.loaded.skipped,
        "foreign": view.loaded.foreign,
        "queries": view.known.queries.iter().map(|query| json!({"name": query.name, "title": query.title, "text": query.text})).collect::<Vec<_>>(),
        "prefixes": view.loaded.iris().prefixes().into_iter().collect::<BTreeMap<_, _>>(),
    })
}

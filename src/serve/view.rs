//! Entities, claims and articles as the API gives them: JSON, with labels beside every id.

use serde_json::{Map, Value, json};

use super::{
    live::{Known, Loaded},
    segments::{self, Mark},
};
use crate::{
    model::{Article, ArticleHead, Aspect, Claim, Entity, Evidence, Graph, Modality, Object, Polarity, Quantity},
    ontology::Ontology,
};

/// Groups of classes that look the same on the page; the first that a class belongs to is its.
const KINDS: [&str; 9] =
    ["Person", "Media", "Authority", "Place", "Product", "Technology", "Event", "Facility", "Organization"];

/// One state of the graph, and what is known besides.
#[derive(Clone, Copy)]
pub(super) struct View<'v> {
    pub(super) loaded: &'v Loaded,
    pub(super) known: &'v Known,
}

impl<'v> View<'v> {
    pub(super) fn graph(self) -> &'v Graph {
        &self.loaded.graph
    }

    /// An entity in a list.
    pub(super) fn entity(self, entity: &Entity) -> Value {
        json!({
            "id": entity.id, "label": entity.label, "class": entity.class,
            "kind": kind(&self.known.ontology, &entity.class), "known": entity.known,
            "claims": self.loaded.index.claims_of(&entity.id).len(),
        })
    }

    fn end(self, id: &str) -> Value {
        json!({"id": id, "label": self.label(id)})
    }

    fn label(self, id: &'v str) -> &'v str {
        self.graph().entity(id).map_or(id, |entity| entity.label.as_str())
    }

    /// A claim in a list; counts and languages are those of `claim`, which may be a part of the whole.
    pub(super) fn claim(self, graph: &Graph, claim: &Claim) -> Value {
        let relation = self.known.ontology.relation(&claim.key.relation);
        let label = relation.and_then(|relation| relation.labels.iter().find(|(code, _)| code.as_str() == "en"));
        let (object, quantity) = match &claim.key.object {
            Object::Entity(id) => (Some(self.end(id)), None),
            Object::Quantity(quantity) => (None, Some(quantity)),
        };
        let mut languages: Vec<&str> = graph.evidence_of(claim).map(|evidence| evidence.language.as_str()).collect();
        languages.sort_unstable();
        languages.dedup();
        json!({
            "id": claim.id,
            "subject": self.end(&claim.key.subject),
            "relation": claim.key.relation,
            "label": label.map_or(claim.key.relation.as_str(), |(_, label)| label.as_str()),
            "symmetric": relation.is_some_and(|relation| relation.symmetric),
            "object": object,
            "value": quantity.map(amount),
            "place": claim.key.place.as_deref().map(|id| self.end(id)),
            "date": claim.key.date,
            "status": claim.status,
            "evidence": claim.evidence.len(),
            "articles": claim.articles,
            "languages": languages,
            "first": claim.first_reported,
            "last": claim.last_reported,
        })
    }

    /// Everything about a claim: its evidence, and the claims that say otherwise.
    pub(super) fn claim_in_full(self, claim: &Claim) -> Value {
        let graph = self.graph();
        let by_id =
            |id: &String| graph.claims.binary_search_by(|other| other.id.cmp(id)).ok().map(|at| &graph.claims[at]);
        let contradicted = claim.contradicts.iter().filter_map(by_id).map(|other| self.claim(graph, other));
        let others = claim.differs_from.iter().filter_map(by_id).map(|other| self.claim(graph, other));
        let mut value = self.claim(graph, claim);
        let more = json!({
            "support": f64::from(claim.support) / 1000.0,
            "denial": f64::from(claim.denial) / 1000.0,
            "lineages": claim.lineages,
            "differs_from": others.collect::<Vec<_>>(),
            "contradicts": contradicted.collect::<Vec<_>>(),
            "superseded_by": claim.superseded_by.as_ref().and_then(by_id).map(|other| self.claim(graph, other)),
            "proof": graph.evidence_of(claim).map(|evidence| self.evidence(evidence)).collect::<Vec<_>>(),
        });
        extend(&mut value, more);
        value
    }

    /// One place that states a claim, its sentence cut where marks begin and end.
    pub(super) fn evidence(self, evidence: &Evidence) -> Value {
        let said: Vec<&str> = evidence.attribution.iter().map(|source| source.label.as_str()).collect();
        let qualifiers = &evidence.qualifiers;
        json!({
            "language": evidence.language,
            "article": self.graph().article(&evidence.article).map(head),
            "segments": segments::of_sentence(evidence),
            "start": evidence.sentence.start,
            "end": evidence.sentence.end,
            "said_by": said,
            "polarity": evidence.polarity,
            "modality": evidence.modality,
            "aspect": (evidence.aspect != Aspect::Plain).then_some(evidence.aspect),
            "by_party": evidence.by_party,
            "computed": evidence.computed,
            "place": qualifiers.place.as_ref().map(|place| place.label.as_str()),
            "date": qualifiers.date,
            "role": qualifiers.role,
            "period": qualifiers.period,
            "frame": evidence.frame,
            "plain": evidence.polarity == Polarity::Affirmed && evidence.modality == Modality::Asserted,
            "confidence": f64::from(evidence.confidence) / 1000.0,
        })
    }

    /// Everything about an entity: names, claims, articles.
    pub(super) fn entity_in_full(self, entity: &Entity) -> Value {
        let graph = self.graph();
        let claims: Vec<&Claim> =
            self.loaded.index.claims_of(&entity.id).iter().filter_map(|&at| graph.claims.get(at)).collect();
        let mut ids: Vec<&str> = claims
            .iter()
            .flat_map(|claim| graph.evidence_of(claim))
            .map(|evidence| evidence.article.as_str())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let articles: Vec<Value> = ids.into_iter().filter_map(|id| graph.article(id)).map(head).collect();
        let mut names: Map<String, Value> = Map::new();
        let known = self.known.ontology.entity(&entity.id);
        for (language, list) in known.iter().flat_map(|known| known.labels.iter().chain(&known.alternatives)) {
            let code = language.map_or("*".to_owned(), |language| language.to_string());
            if let Some(all) = names.entry(code).or_insert_with(|| json!([])).as_array_mut() {
                all.extend(list.iter().map(|name| json!(name)));
            }
        }
        let mut claims: Vec<Value> = claims.into_iter().map(|claim| self.claim(graph, claim)).collect();
        claims.sort_by_cached_key(|claim| std::cmp::Reverse(claim["evidence"].as_u64()));
        let mut value = self.entity(entity);
        let more = json!({
            "aliases": entity.aliases, "names": names,
            "same_as": known.map_or(&[][..], |known| known.same_as.as_slice()),
            "about": claims, "articles": articles,
        });
        extend(&mut value, more);
        value
    }

    /// Everything about an article; its text where it could be read, else the sentences that are known.
    pub(super) fn article_in_full(self, article: &ArticleHead, text: Option<&Article>) -> Value {
        let evidence = self.evidence_in(article);
        let mut marks: Vec<Mark<'_>> =
            evidence.iter().flat_map(|(claims, evidence)| segments::marks(evidence, claims)).collect();
        let mut places: Vec<Mark<'_>> = evidence.iter().map(|(_, evidence)| segments::place(evidence)).collect();
        places.dedup();
        marks.extend(places);
        let segments = match text {
            Some(text) => segments::of_text(text, &marks),
            None => segments::of_sentences(evidence.iter().map(|(_, evidence)| *evidence), &marks),
        };
        let graph = self.graph();
        let mut claims: Vec<&str> = evidence.iter().flat_map(|(claims, _)| claims.iter().copied()).collect();
        claims.sort_unstable();
        claims.dedup();
        let claims: Vec<Value> = claims
            .into_iter()
            .filter_map(|id| graph.claims.binary_search_by(|claim| claim.id.as_str().cmp(id)).ok())
            .map(|at| self.claim(graph, &graph.claims[at]))
            .collect();
        let mut value = head(article);
        extend(&mut value, json!({"whole": text.is_some(), "segments": segments, "about": claims}));
        value
    }

    /// The evidence in an article, with the ids of its claims.
    fn evidence_in(self, article: &ArticleHead) -> Vec<(Vec<&'v str>, &'v Evidence)> {
        let graph = self.graph();
        let first = graph.evidence.partition_point(|evidence| evidence.article < article.id);
        let own = graph.evidence[first..].iter().take_while(|evidence| evidence.article == article.id);
        own.zip(&self.loaded.index.claims_by[first..])
            .map(|(evidence, claims)| {
                let ids = claims.iter().filter_map(|&at| graph.claims.get(at as usize)).map(|claim| claim.id.as_str());
                (ids.collect(), evidence)
            })
            .collect()
    }

    /// Position of the first evidence in a sentence.
    pub(super) fn first_evidence(self, article: &str, start: u32, end: u32) -> Option<usize> {
        let evidence = &self.graph().evidence;
        let first = evidence.partition_point(|one| one.article.as_str() < article);
        let own = evidence[first..].iter().take_while(|one| one.article == article);
        let at = own.map(|one| &one.sentence).position(|sentence| (sentence.start, sentence.end) == (start, end))?;
        Some(first + at)
    }

    /// An article in a list, with the number of its claims.
    pub(super) fn article(self, article: &ArticleHead) -> Value {
        let mut claims: Vec<&str> = self.evidence_in(article).into_iter().flat_map(|(claims, _)| claims).collect();
        claims.sort_unstable();
        claims.dedup();
        let mut value = head(article);
        extend(&mut value, json!({"claims": claims.len()}));
        value
    }
}

/// What is known of an article besides its text.
pub(super) fn head(article: &ArticleHead) -> Value {
    json!({
        "id": article.id, "name": article.name, "title": article.title,
        "publisher": outlet(article),
        "published": article.published, "language": article.language,
        // An address of another kind, such as `javascript:`, is not to be followed.
        "url": article.url.as_ref().filter(|url| url.starts_with("https://") || url.starts_with("http://")),
    })
}

/// Who published an article, or the agency that it is from.
pub(super) fn outlet(article: &ArticleHead) -> Option<&str> {
    article.publisher.as_deref().or(article.agency.as_deref())
}

/// The group of a class that decides how an entity looks.
pub(super) fn kind(ontology: &Ontology, class: &str) -> &'static str {
    let chain = ontology.class_chain(class);
    KINDS.into_iter().find(|kind| chain.contains(kind) || class == *kind).unwrap_or("Other")
}

fn amount(quantity: &Quantity) -> Value {
    let sign = if quantity.unit == "percent" && !quantity.value.is_negative() { "+" } else { "" };
    let unit = match quantity.unit.as_str() {
        "percent" => " %",
        "count" => "",
        unit => &format!(" {unit}"),
    };
    json!({"value": quantity.value, "unit": quantity.unit, "text": format!("{sign}{}{unit}", quantity.value)})
}

fn extend(value: &mut Value, more: Value) {
    if let (Some(map), Value::Object(more)) = (value.as_object_mut(), more) {
        map.extend(more);
    }
}

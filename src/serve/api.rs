//! The API: JSON for the page and for programs, and the addresses that entities, claims and articles can be followed to.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    accept,
    endpoint::{mark, tag_of, unchanged},
    network::{self, Wanted},
    overview::overview,
    refusal::Refusal,
    routes::Shared,
    view::View,
};
use crate::{
    model::{ArticleHead, Claim},
    query::{Form, Question, entity},
    store::span,
};

/// Results of a search, unless asked for otherwise.
const FOUND: usize = 20;

/// What an entity, a claim or an article is given as: the page for people, the rest for programs.
const FOLLOWED: [&str; 6] = [
    "text/html",
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/json",
];

/// Answers `/api/overview`.
pub(super) async fn start(State(shared): State<Shared>, headers: HeaderMap) -> Result<Response, Refusal> {
    answered(&shared, &headers, |view| Ok(overview(view).clone())).await
}

/// Answers `/api/graph`.
pub(super) async fn graph(State(shared): State<Shared>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    let wanted = Wanted::read(uri.query().unwrap_or_default()).map_err(Refusal::in_json)?;
    answered(&shared, &headers, move |view| network::part(view, &wanted)).await
}

/// Answers `/api/search?q=`.
pub(super) async fn search(State(shared): State<Shared>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    let (mut words, mut limit) = (String::new(), FOUND);
    for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
        match name.as_ref() {
            "q" => words = value.into_owned(),
            "limit" => limit = value.parse().unwrap_or(FOUND).clamp(1, 200),
            _ => {}
        }
    }
    answered(&shared, &headers, move |view| Ok(found(view, &words, limit))).await
}

/// Answers `/api/articles`.
pub(super) async fn articles(State(shared): State<Shared>, headers: HeaderMap) -> Result<Response, Refusal> {
    answered(&shared, &headers, |view| {
        let mut all: Vec<&ArticleHead> = view.graph().articles.iter().collect();
        all.sort_by_key(|article| (std::cmp::Reverse(article.published), article.name.as_str()));
        Ok(json!(all.into_iter().map(|article| view.article(article)).collect::<Vec<_>>()))
    })
    .await
}

/// Answers `/api/entity/ID`.
pub(super) async fn entity_json(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    answered(&shared, &headers, move |view| in_full(view, Kind::Entity, &id, &|_| None)).await
}

/// Answers `/api/claim/ID`.
pub(super) async fn claim_json(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    answered(&shared, &headers, move |view| in_full(view, Kind::Claim, &id, &|_| None)).await
}

/// Answers `/api/article/ID`.
pub(super) async fn article_json(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let texts = shared.texts.clone();
    answered(&shared, &headers, move |view| in_full(view, Kind::Article, &id, &*texts)).await
}

/// Something with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Entity,
    Claim,
    Article,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Claim => "claim",
            Self::Article => "article",
        }
    }
}

/// Answers `/entity/ID` and the like: by its ending `.ttl` or `.json`, else by what is accepted.
pub(super) async fn followed(
    kind: Kind,
    State(shared): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let (id, form) = match id.rsplit_once('.') {
        Some((id, "ttl")) => (id.to_owned(), Some(Form::Turtle)),
        Some((id, "nt")) => (id.to_owned(), Some(Form::NTriples)),
        Some((id, "rdf")) => (id.to_owned(), Some(Form::RdfXml)),
        Some((id, "jsonld")) => (id.to_owned(), Some(Form::JsonLd)),
        Some((id, "json")) => {
            let texts = shared.texts.clone();
            let id = id.to_owned();
            return answered(&shared, &headers, move |view| in_full(view, kind, &id, &*texts)).await;
        }
        _ => (id, None),
    };
    let loaded = shared.live.now();
    let view = View { loaded: &loaded, known: &shared.live.known };
    let known = in_full(view, kind, &id, &|_| None)?;
    // A name or the form with `e:` leads to the address proper.
    let own = known["id"].as_str().unwrap_or(&id).to_owned();
    let form = if let Some(form) = form {
        form
    } else {
        let chosen = accept::best(&headers, &FOLLOWED)?;
        match chosen {
            0 => {
                let page = format!("/#/{}/{}", kind.name(), encoded(&own));
                let see = [(header::LOCATION, page.as_str()), (header::VARY, "Accept")];
                return Ok((StatusCode::SEE_OTHER, see).into_response());
            }
            1 => Form::Turtle,
            2 => Form::NTriples,
            3 => Form::RdfXml,
            4 => Form::JsonLd,
            _ => return answered(&shared, &headers, move |view| in_full(view, kind, &own, &|_| None)).await,
        }
    };
    let tag = tag_of(&loaded, form.name());
    if let Some(unchanged) = unchanged(&headers, &tag) {
        return Ok(unchanged);
    }
    let iri = match kind {
        Kind::Entity => loaded.iris().entity(&own),
        Kind::Claim => loaded.iris().claim(&own),
        Kind::Article => loaded.iris().article(&own),
    };
    let sparql = match kind {
        Kind::Article => format!("CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH {iri} {{ ?s ?p ?o }} }}"),
        // A claim with its evidence and sentences; an entity with the claims about it.
        Kind::Claim => format!(
            "CONSTRUCT {{ ?s ?p ?o }} {{ {{ VALUES ?s {{ {iri} }} ?s ?p ?o }} UNION {{ ?s ng:claim {iri} ; ?p ?o }} \
             UNION {{ ?e ng:claim {iri} ; ng:sentence ?s . ?s ?p ?o }} }}"
        ),
        Kind::Entity => format!(
            "CONSTRUCT {{ ?s ?p ?o }} {{ {{ VALUES ?s {{ {iri} }} ?s ?p ?o }} UNION {{ ?s rdf:subject {iri} ; a ng:Claim ; ?p ?o }} \
             UNION {{ ?s rdf:object {iri} ; a ng:Claim ; ?p ?o }} }}"
        ),
    };
    let question = Question::parse(&sparql, loaded.iris())?;
    let mut response = shared.pool.answer(loaded, question, form).await?;
    mark(&mut response, Some(&tag));
    Ok(response)
}

/// Everything about one thing.
pub(super) fn in_full(view: View<'_>, kind: Kind, id: &str, texts: &super::server::Texts) -> Result<Value, Refusal> {
    let graph = view.graph();
    match kind {
        Kind::Entity => match entity(graph, &view.known.ontology, id) {
            Ok(entity) => Ok(view.entity_in_full(entity)),
            Err(nearest) => Err(network::unknown(id, &nearest)),
        },
        Kind::Claim => {
            let id = id.strip_prefix("c:").unwrap_or(id);
            let at = graph.claims.binary_search_by(|claim: &Claim| claim.id.as_str().cmp(id));
            let none = || {
                Refusal::new(StatusCode::NOT_FOUND, format!("no claim has the id `{id}`"), "/api/graph lists claims")
            };
            at.map(|at| view.claim_in_full(&graph.claims[at])).map_err(|_| none())
        }
        Kind::Article => {
            let id = id.strip_prefix("a:").unwrap_or(id);
            let found = graph.article(id).or_else(|| graph.articles.iter().find(|article| article.name == id));
            let none = || {
                Refusal::new(StatusCode::NOT_FOUND, format!("no article has the id `{id}`"), "/api/articles lists them")
            };
            let head = found.ok_or_else(none)?;
            // The file may have changed since: then its text is not what was read.
            let text = texts(head).filter(|text| text.head.id == head.id);
            Ok(view.article_in_full(head, text.as_ref()))
        }
    }
}

/// Entities by name, then sentences.
pub(super) fn found(view: View<'_>, query: &str, limit: usize) -> Value {
    let graph = view.graph();
    let wanted = query.trim().to_lowercase();
    let mut named: Vec<(usize, std::cmp::Reverse<usize>, &str)> = Vec::new();
    if !wanted.is_empty() {
        for entity in &graph.entities {
            let names = std::iter::once(&entity.label).chain(&entity.aliases).map(|name| name.to_lowercase());
            let rank = |name: String| match name.find(&wanted) {
                _ if name == wanted => Some(0),
                Some(0) => Some(1),
                Some(at) if !name[..at].ends_with(char::is_alphanumeric) => Some(2),
                Some(_) => Some(3),
                None => None,
            };
            if let Some(rank) = names.filter_map(rank).min() {
                let claims = view.loaded.index.claims_of(&entity.id).len();
                named.push((rank, std::cmp::Reverse(claims), &entity.id));
            }
        }
    }
    named.sort_unstable();
    // The last word may be only the beginning of one: it may still be typed.
    let places = view.loaded.store.search(&format!("{}*", query.trim())).into_iter();
    let sentences: Vec<_> = places.filter_map(|place| span(place.as_str())).collect();
    let shown = sentences.iter().filter_map(|(article, start, end)| {
        let at = view.first_evidence(article, *start, *end)?;
        let evidence = graph.evidence.get(at)?;
        let claims = view.loaded.index.claims_by.get(at)?;
        let ids: Vec<&str> = claims.iter().filter_map(|&at| Some(graph.claims.get(at as usize)?.id.as_str())).collect();
        let mut value = view.evidence(evidence);
        value["claims"] = json!(ids);
        Some(value)
    });
    json!({
        "entities": named.iter().take(limit).filter_map(|(_, _, id)| Some(view.entity(graph.entity(id)?))).collect::<Vec<_>>(),
        "sentences": shown.take(limit).collect::<Vec<_>>(),
        "matching": {"entities": named.len(), "sentences": sentences.len()},
    })
}

/// Makes JSON of the graph of now, in its turn, unless the client has it.
async fn answered(
    shared: &Shared,
    headers: &HeaderMap,
    make: impl FnOnce(View<'_>) -> Result<Value, Refusal> + Send + 'static,
) -> Result<Response, Refusal> {
    let loaded = shared.live.now();
    let tag = tag_of(&loaded, "json");
    if let Some(unchanged) = unchanged(headers, &tag) {
        return Ok(unchanged);
    }
    let live = shared.live.clone();
    let made = shared.pool.run(move || make(View { loaded: &loaded, known: &live.known })).await;
    let mut response = Json(made.map_err(Refusal::in_json)?).into_response();
    mark(&mut response, Some(&tag));
    Ok(response)
}

/// What may stand in a fragment.
fn encoded(id: &str) -> String {
    form_urlencoded::byte_serialize(id.as_bytes()).collect::<String>().replace('+', "%20")
}

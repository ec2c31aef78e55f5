//! Which address is answered by what.

use std::{sync::Arc, time::Duration};

use axum::{
    Json, Router,
    body::{Body, Bytes, HttpBody as _, to_bytes},
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::json;
use tokio::time::timeout;
use tower_http::{
    compression::CompressionLayer,
    cors::{AllowOrigin, Any, CorsLayer},
};

use super::{
    api::{self, Kind as Thing},
    describe, endpoint, graph_store,
    limits::Limits,
    live::Live,
    metrics::Metrics,
    page,
    pool::Pool,
    protocol,
    refusal::Refusal,
    server::{Cors, Texts},
};
use crate::query::{Kind, Question};

/// What a browser may load for our pages: nothing from elsewhere.
const POLICY: &str =
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/// What there is, for who asks for something else.
pub(super) const NOTHING: &str = "the page is at /, the endpoint at /sparql, the API at /api/graph, the graph at /data, the state at /health and /metrics";

/// What every handler needs.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) live: Arc<Live>,
    pub(super) texts: Arc<Texts>,
    pub(super) pool: Pool,
    pub(super) metrics: Arc<Metrics>,
    pub(super) limits: Limits,
    /// Whether only this machine may ask: then requests must name it as their host.
    pub(super) loopback: bool,
}

/// Everything that is answered.
pub(super) fn routes(shared: Shared, cors: &Cors) -> Router {
    let routes = Router::new()
        .route("/sparql", get(endpoint::sparql).post(endpoint::sparql).fallback(refused))
        .route("/data", get(graph_store::data).fallback(refused))
        .route("/.well-known/void", get(void).fallback(refused))
        .route("/api/overview", get(api::start).fallback(refused))
        .route("/api/graph", get(api::graph).fallback(refused))
        .route("/api/search", get(api::search).fallback(refused))
        .route("/api/articles", get(api::articles).fallback(refused))
        .route("/api/entity/{id}", get(api::entity_json).fallback(refused))
        .route("/api/claim/{id}", get(api::claim_json).fallback(refused))
        .route("/api/article/{id}", get(api::article_json).fallback(refused))
        .route("/entity/{id}", get(|a, b, c| api::followed(Thing::Entity, a, b, c)).fallback(refused))
        .route("/claim/{id}", get(|a, b, c| api::followed(Thing::Claim, a, b, c)).fallback(refused))
        .route("/article/{id}", get(|a, b, c| api::followed(Thing::Article, a, b, c)).fallback(refused))
        .route("/health", get(health).fallback(refused))
        .route("/metrics", get(metrics).fallback(refused))
        .fallback(get(page::page).fallback(refused))
        .layer(middleware::from_fn_with_state(shared.clone(), guarded))
        .with_state(shared)
        .layer(CompressionLayer::new().gzip(true));
    match cors {
        Cors::Off => routes,
        Cors::Anybody => routes.layer(cors_layer().allow_origin(Any)),
        Cors::Only(origin) => match HeaderValue::from_str(origin) {
            Ok(origin) => routes.layer(cors_layer().allow_origin(AllowOrigin::exact(origin))),
            Err(_) => routes,
        },
    }
}

fn cors_layer() -> CorsLayer {
    CorsLayer::new()
        .allow_methods([Method::GET, Method::HEAD, Method::POST])
        .allow_headers([header::ACCEPT, header::CONTENT_TYPE, header::IF_NONE_MATCH])
        .expose_headers([header::ETAG, header::RETRY_AFTER])
        .max_age(Duration::from_secs(3600))
}

/// The bytes of a body, within what a request may have and take.
pub(super) async fn body(body: Body, limits: &Limits) -> Result<Bytes, Refusal> {
    let too_large = || {
        let message = format!("the body has more than {} bytes", limits.body);
        Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, message, "ask in several queries")
    };
    if body.size_hint().lower() > limits.body as u64 {
        return Err(too_large());
    }
    match timeout(limits.patience, to_bytes(body, limits.body)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(too_large()),
        Err(_) => Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, "the body did not arrive in time", "send it at once")),
    }
}

/// The address that the client used, as far as its host.
pub(super) fn address(headers: &HeaderMap) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .filter(|host| host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c)));
    format!("http://{}", host.unwrap_or("localhost"))
}

async fn void(State(shared): State<Shared>, headers: HeaderMap) -> Result<Response, Refusal> {
    let loaded = shared.live.now();
    let graph = describe::home(loaded.iris());
    let question =
        Question::parse(&format!("CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH {graph} {{ ?s ?p ?o }} }}"), loaded.iris())?;
    let form = endpoint::form(&headers, Kind::Triples)?;
    let tag = endpoint::tag_of(&loaded, form.name());
    if let Some(unchanged) = endpoint::unchanged(&headers, &tag) {
        return Ok(unchanged);
    }
    let mut response = shared.pool.answer(loaded, question, form).await?;
    endpoint::mark(&mut response, Some(&tag));
    Ok(response)
}

async fn health(State(shared): State<Shared>) -> Response {
    let loaded = shared.live.now();
    let health = json!({
        "status": "ok",
        "graph": shared.live.known.path.display().to_string(),
        "version": loaded.version,
        "triples": loaded.triples(),
        "articles": loaded.graph.articles.len(),
        "claims": loaded.graph.claims.len(),
        "program": env!("CARGO_PKG_VERSION"),
    });
    ([(header::CACHE_CONTROL, "no-store")], Json(health)).into_response()
}

async fn metrics(State(shared): State<Shared>) -> Response {
    let text = shared.metrics.text(&shared.live.now());
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}

async fn refused(method: Method, uri: Uri) -> Refusal {
    Refusal::method(&method, if uri.path() == "/sparql" { protocol::METHODS } else { "GET, HEAD, OPTIONS" })
}

/// Around every request: who is meant, what a browser may do with the answer, and the count.
async fn guarded(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let mut response = if shared.loopback && !names_this_machine(request.headers()) {
        // A page from elsewhere may have its name lead to this machine, and read what only this machine may see.
        let hint = "ask 127.0.0.1 or localhost; a proxy must send one of them as Host, or `-b` another address";
        Refusal::new(StatusCode::MISDIRECTED_REQUEST, "this address answers this machine only", hint).into_response()
    } else if request.method() == Method::OPTIONS {
        let allow = if route == "/sparql" { protocol::METHODS } else { "GET, HEAD, OPTIONS" };
        (StatusCode::NO_CONTENT, [(header::ALLOW, allow)]).into_response()
    } else {
        next.run(request).await
    };
    shared.metrics.request(&route, response.status().as_u16());
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn names_this_machine(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST) else { return true };
    let host = host.to_str().unwrap_or_default();
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let is_loopback = name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    is_loopback || name.eq_ignore_ascii_case("localhost")
}

//! The SPARQL endpoint.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use oxigraph::model::Triple;

use super::{
    accept, describe,
    live::Loaded,
    protocol::{self, Asked},
    refusal::Refusal,
    routes::{self, Shared, address},
};
use crate::{
    model::identifier,
    query::{Answer, Form, Kind, Question},
};

/// Answers `/sparql`.
pub(super) async fn sparql(State(shared): State<Shared>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let (headers, body) = (parts.headers, routes::body(body, &shared.limits).await?);
    let loaded = shared.live.now();
    let Some(asked) = protocol::asked(&parts.method, &headers, parts.uri.query(), &body)? else {
        return description(&loaded, &headers);
    };
    if asked.sparql.len() > shared.limits.query {
        let message = format!("the query has {} bytes; it may have {}", asked.sparql.len(), shared.limits.query);
        return Err(Refusal::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            message,
            "write lists as VALUES, and ask in several queries",
        ));
    }
    let question = Question::parse(&asked.sparql, loaded.iris())?;
    let form = form(&headers, question.kind())?;
    let tag = tag(&loaded, &asked, form);
    if let Some(unchanged) = tag.as_ref().and_then(|tag| unchanged(&headers, tag)) {
        return Ok(unchanged);
    }
    let question = if describe::is_asked_for(&question, loaded.iris()) {
        question.beside(describe::home(loaded.iris()))
    } else {
        question
    };
    let question = question.of_graphs(asked.default_graphs, asked.named_graphs);
    let mut response = shared.pool.answer(loaded, question, form).await?;
    mark(&mut response, tag.as_deref());
    Ok(response)
}

/// The form of an answer that a client likes best.
pub(super) fn form(headers: &HeaderMap, kind: Kind) -> Result<Form, Refusal> {
    let forms = kind.forms();
    let mut offers: Vec<(&str, Form)> = forms.iter().map(|form| (form.media_type(), *form)).collect();
    // What clients send that know no better name.
    for form in forms {
        match form {
            Form::Json | Form::JsonLd => offers.push(("application/json", *form)),
            Form::Xml | Form::RdfXml => offers.push(("application/xml", *form)),
            Form::NTriples => offers.push(("text/plain", *form)),
            _ => {}
        }
    }
    let names: Vec<&str> = offers.iter().map(|(name, _)| *name).collect();
    Ok(offers[accept::best(headers, &names)?].1)
}

/// Triples in the form that a client likes best.
pub(super) fn triples(loaded: &Loaded, triples: Vec<Triple>, headers: &HeaderMap) -> Result<Response, Refusal> {
    let form = form(headers, Kind::Triples)?;
    triples_as(loaded, triples, form)
}

/// Triples in a form, sorted, each once.
pub(super) fn triples_as(loaded: &Loaded, mut triples: Vec<Triple>, form: Form) -> Result<Response, Refusal> {
    triples.sort_by_cached_key(ToString::to_string);
    triples.dedup();
    let text = Answer::Triples { triples, iris: loaded.iris().clone() }.written(form)?;
    let mut response = ([(header::CONTENT_TYPE, form.media_type())], text).into_response();
    mark(&mut response, Some(&tag_of(loaded, form.name())));
    Ok(response)
}

fn description(loaded: &Loaded, headers: &HeaderMap) -> Result<Response, Refusal> {
    let wants_page = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.trim_start().starts_with("text/html"));
    if wants_page {
        return Ok((StatusCode::SEE_OTHER, [(header::LOCATION, "/#/query"), (header::VARY, "Accept")]).into_response());
    }
    triples(loaded, describe::service(&format!("{}/sparql", address(headers)), loaded.iris()), headers)
}

/// Names the answer by what makes it; `None` where it may differ each time.
fn tag(loaded: &Loaded, asked: &Asked, form: Form) -> Option<String> {
    let small = asked.sparql.to_ascii_lowercase();
    if ["rand", "now", "uuid", "bnode"].iter().any(|changing| small.contains(changing)) {
        return None;
    }
    let graphs = |graphs: &[oxigraph::model::NamedNode]| {
        graphs.iter().map(oxigraph::model::NamedNode::as_str).collect::<Vec<_>>().join(" ")
    };
    let (default, named) = (graphs(&asked.default_graphs), graphs(&asked.named_graphs));
    let id = identifier("answer", &[&loaded.version, form.name(), &asked.sparql, &default, &named]);
    Some(format!("W/\"{id}\""))
}

/// 304, where the client has this answer already.
pub(super) fn unchanged(headers: &HeaderMap, tag: &str) -> Option<Response> {
    let known = headers.get(header::IF_NONE_MATCH)?.to_str().ok()?;
    let same = known.split(',').any(|known| known.trim() == tag || known.trim() == "*");
    same.then(|| {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        mark(&mut response, Some(tag));
        response
    })
}

/// Sets the headers of what may be kept and asked for again.
pub(super) fn mark(response: &mut Response, tag: Option<&str>) {
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("Accept, Accept-Encoding"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Some(tag) = tag.and_then(|tag| HeaderValue::from_str(tag).ok()) {
        headers.insert(header::ETAG, tag);
    }
}

/// Names what is given of a state of the graph, by the form it is in.
pub(super) fn tag_of(loaded: &Loaded, form: &str) -> String {
    format!("W/\"{}-{form}\"", loaded.version)
}

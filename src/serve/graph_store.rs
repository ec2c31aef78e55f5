//! The read half of the SPARQL 1.1 Graph Store HTTP Protocol: `/data?default` and `/data?graph=IRI`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
};
use oxigraph::model::NamedNode;

use super::{
    endpoint::{form, mark, tag_of, unchanged},
    protocol,
    refusal::Refusal,
    routes::{Shared, address},
};
use crate::query::{Kind, Question};

/// Answers `/data`.
pub(super) async fn data(State(shared): State<Shared>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    let loaded = shared.live.now();
    let wanted = graph(uri.query().unwrap_or_default(), &format!("{}/data", address(&headers)))?;
    let sparql = match &wanted {
        None => "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }".to_owned(),
        Some(graph) => {
            if !loaded.store.has_graph(graph) {
                let message = format!("there is no graph <{}>", graph.as_str());
                let hint = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } lists them; the rest is `/data?default`";
                return Err(Refusal::new(StatusCode::NOT_FOUND, message, hint));
            }
            format!("CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        }
    };
    let question = Question::parse(&sparql, loaded.iris())?;
    let form = form(&headers, Kind::Triples)?;
    let tag = tag_of(&loaded, form.name());
    if let Some(unchanged) = unchanged(&headers, &tag) {
        return Ok(unchanged);
    }
    let mut response = shared.pool.answer(loaded, question, form).await?;
    mark(&mut response, Some(&tag));
    Ok(response)
}

/// Which graph is meant; `None` for the default graph, which is everything.
fn graph(parameters: &str, here: &str) -> Result<Option<NamedNode>, Refusal> {
    let fields: Vec<(String, String)> = form_urlencoded::parse(parameters.as_bytes()).into_owned().collect();
    match fields.as_slice() {
        [(name, _)] if name == "default" => Ok(None),
        [(name, iri)] if name == "graph" => protocol::graph(iri).map(Some),
        _ => Err(Refusal::bad("no graph is named", format!("{here}?default or {here}?graph=IRI"))),
    }
}

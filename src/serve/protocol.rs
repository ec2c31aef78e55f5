//! The requests of the SPARQL 1.1 Protocol: where the query stands, and which graphs it is asked of.

use axum::http::{HeaderMap, Method, StatusCode, header};
use oxigraph::model::NamedNode;

use super::refusal::Refusal;

/// Methods of the endpoint.
pub(super) const METHODS: &str = "GET, HEAD, POST, OPTIONS";

/// A query as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) sparql: String,
    pub(super) default_graphs: Vec<NamedNode>,
    pub(super) named_graphs: Vec<NamedNode>,
}

/// The query of a request; `None` for a GET without one, which asks for the description of the service.
///
/// # Errors
/// Where the request is none of the three forms of the protocol, or changes something.
pub(super) fn asked(
    method: &Method,
    headers: &HeaderMap,
    parameters: Option<&str>,
    body: &[u8],
) -> Result<Option<Asked>, Refusal> {
    let parameters = parameters.unwrap_or_default().as_bytes();
    if *method == Method::GET || *method == Method::HEAD {
        let query = Fields::read(parameters)?;
        return if query.is_empty() { Ok(None) } else { query.asked().map(Some) };
    }
    match media_type(headers)?.as_str() {
        "application/x-www-form-urlencoded" => {
            if !parameters.is_empty() {
                let hint = "of a form, `query` and the graphs stand in the body";
                return Err(Refusal::bad("the address has parameters, and so has the form", hint));
            }
            Fields::read(body)?.asked().map(Some)
        }
        "application/sparql-query" => {
            let mut fields = Fields::read(parameters)?;
            if !fields.queries.is_empty() {
                return Err(Refusal::bad("there are two queries, in the address and in the body", "send one of them"));
            }
            fields.queries.push(utf8(body)?);
            fields.asked().map(Some)
        }
        "application/sparql-update" => Err(update()),
        other => Err(unsupported(other)),
    }
}

/// The media type of the body in small letters, without parameters.
fn media_type(headers: &HeaderMap) -> Result<String, Refusal> {
    let Some(value) = headers.get(header::CONTENT_TYPE) else { return Err(unsupported("none")) };
    let text = value.to_str().unwrap_or_default();
    let mut parts = text.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
    for part in parts {
        let charset = part.to_ascii_lowercase();
        if charset.strip_prefix("charset=").is_some_and(|name| name.trim_matches('"') != "utf-8") {
            return Err(unsupported(text));
        }
    }
    Ok(kind)
}

fn unsupported(kind: &str) -> Refusal {
    Refusal::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        format!("a body of type `{kind}` is no query"),
        "send `application/sparql-query` (the query itself) or `application/x-www-form-urlencoded` (query=…), in UTF-8",
    )
}

fn update() -> Refusal {
    Refusal::bad("the endpoint is read-only: it takes no updates", "ask with SELECT, CONSTRUCT, DESCRIBE or ASK")
}

fn utf8(bytes: &[u8]) -> Result<String, Refusal> {
    let text = std::str::from_utf8(bytes);
    text.map(str::to_owned).map_err(|error| {
        Refusal::bad(format!("the query is not UTF-8 at byte {}", error.valid_up_to()), "send it in UTF-8")
    })
}

/// The parameters that the protocol knows; others are passed over.
#[derive(Default)]
struct Fields {
    queries: Vec<String>,
    default_graphs: Vec<NamedNode>,
    named_graphs: Vec<NamedNode>,
}

impl Fields {
    fn read(encoded: &[u8]) -> Result<Self, Refusal> {
        let mut fields = Self::default();
        for (name, value) in form_urlencoded::parse(encoded) {
            match name.as_ref() {
                "query" => fields.queries.push(value.into_owned()),
                "default-graph-uri" => fields.default_graphs.push(graph(&value)?),
                "named-graph-uri" => fields.named_graphs.push(graph(&value)?),
                "update" | "using-graph-uri" | "using-named-graph-uri" => return Err(update()),
                _ => {}
            }
        }
        Ok(fields)
    }

    fn is_empty(&self) -> bool {
        self.queries.is_empty() && self.default_graphs.is_empty() && self.named_graphs.is_empty()
    }

    fn asked(mut self) -> Result<Asked, Refusal> {
        let sparql = match (self.queries.pop(), self.queries.is_empty()) {
            (Some(query), true) => query,
            (Some(_), false) => return Err(Refusal::bad("there are several queries", "send one `query`")),
            (None, _) => return Err(Refusal::bad("there is no query", "send it as `query`")),
        };
        Ok(Asked { sparql, default_graphs: self.default_graphs, named_graphs: self.named_graphs })
    }
}

/// The IRI of a graph.
pub(super) fn graph(iri: &str) -> Result<NamedNode, Refusal> {
    NamedNode::new(iri).map_err(|error| {
        Refusal::bad(
            format!("`{iri}` is no IRI of a graph: {error}"),
            "graphs are named by whole IRIs, such as those of articles",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(kind: Option<&str>, parameters: Option<&str>, body: &str) -> Result<Option<Asked>, StatusCode> {
        let mut headers = HeaderMap::new();
        if let Some(kind) = kind {
            headers.insert(header::CONTENT_TYPE, kind.parse().expect("a header"));
        }
        asked(&Method::POST, &headers, parameters, body.as_bytes()).map_err(|refusal| refusal.status)
    }

    fn get(parameters: Option<&str>) -> Result<Option<Asked>, StatusCode> {
        asked(&Method::GET, &HeaderMap::new(), parameters, b"").map_err(|refusal| refusal.status)
    }

    const FORM: Option<&str> = Some("application/x-www-form-urlencoded");
    const DIRECT: Option<&str> = Some("application/sparql-query; charset=UTF-8");

    #[test]
    fn the_three_forms_of_a_request() {
        let wanted = Asked { sparql: "ASK {}".to_owned(), ..Asked::default() };
        assert_eq!(get(Some("query=ASK%20%7B%7D")), Ok(Some(wanted.clone())));
        assert_eq!(post(FORM, None, "query=ASK+%7B%7D"), Ok(Some(wanted.clone())));
        assert_eq!(post(DIRECT, None, "ASK {}"), Ok(Some(wanted)));
        assert_eq!(get(None), Ok(None));
        let graphs = "default-graph-uri=http://a/1&default-graph-uri=http://a/2&named-graph-uri=http://a/3";
        for asked in [
            get(Some(&format!("query=x&{graphs}"))),
            post(DIRECT, Some(graphs), "x"),
            post(FORM, None, &format!("query=x&{graphs}")),
        ] {
            let asked = asked.expect("a query").expect("a query");
            assert_eq!((asked.default_graphs.len(), asked.named_graphs.len()), (2, 1));
        }
    }

    #[test]
    fn wrong_requests() {
        let bad = Err(StatusCode::BAD_REQUEST);
        let unsupported = Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert_eq!(get(Some("query=a&query=b")), bad);
        assert_eq!(get(Some("default-graph-uri=http://a/1")), bad);
        assert_eq!(get(Some("query=a&default-graph-uri=nonsense")), bad);
        assert_eq!(get(Some("update=DROP+ALL")), bad);
        assert_eq!(post(FORM, None, "update=DROP+ALL"), bad);
        assert_eq!(post(FORM, Some("query=a"), "query=a"), bad);
        assert_eq!(post(FORM, None, ""), bad);
        assert_eq!(post(DIRECT, Some("query=a"), "a"), bad);
        assert_eq!(post(Some("application/sparql-update"), None, "DROP ALL"), bad);
        assert_eq!(post(None, None, "ASK {}"), unsupported);
        assert_eq!(post(Some("text/plain"), None, "ASK {}"), unsupported);
        assert_eq!(post(Some("application/sparql-query; charset=latin1"), None, "ASK {}"), unsupported);
        let headers =
            HeaderMap::from_iter([(header::CONTENT_TYPE, "application/sparql-query".parse().expect("a header"))]);
        assert_eq!(asked(&Method::POST, &headers, None, b"\xff").map_err(|r| r.status), bad);
    }
}

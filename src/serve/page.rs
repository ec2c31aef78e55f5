//! The page, as it was built into the program; without it, a word on how to get it.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use include_dir::{Dir, include_dir};

use super::{
    endpoint::unchanged,
    refusal::Refusal,
    routes::{NOTHING, Shared},
};

static BUILT: Dir<'_> = include_dir!("$OUT_DIR/page");

/// Where the data goes in the page that is one file.
const PLACE: &str = "{{DATA}}";

/// Whether the page is in the program.
#[must_use]
pub fn has_page() -> bool {
    BUILT.get_file("index.html").is_some()
}

/// The page as one file with `data` inside, which is JSON; `None` where the program was built without the page.
pub(super) fn with_data(data: &str) -> Option<String> {
    let page = BUILT.get_file("report.html")?.contents_utf8()?;
    let (before, after) = page.split_once(PLACE)?;
    // Nothing in it may end the element that it stands in, or begin a comment.
    let data = data.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    Some(format!("{before}{data}{after}"))
}

/// Answers `/` and the files of the page.
pub(super) async fn page(State(_): State<Shared>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    let name = match uri.path().trim_start_matches('/') {
        "" => "index.html",
        "report.html" => return Err(nothing(&uri)),
        other => other,
    };
    let Some(file) = BUILT.get_file(name) else {
        return if name == "index.html" { Ok(missing()) } else { Err(nothing(&uri)) };
    };
    // Names of assets hold a hash of what is in them; the others change with the program.
    let forever = name.starts_with("assets/");
    let tag = format!("W/\"{}-{}\"", env!("CARGO_PKG_VERSION"), file.contents().len());
    if let Some(unchanged) = unchanged(&headers, &tag).filter(|_| !forever) {
        return Ok(unchanged);
    }
    let keep = if forever { "public, max-age=31536000, immutable" } else { "no-cache" };
    let head = [(header::CONTENT_TYPE, kind(name)), (header::CACHE_CONTROL, keep), (header::ETAG, &tag)];
    Ok((head, file.contents()).into_response())
}

fn nothing(uri: &Uri) -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, format!("there is nothing at {}", uri.path()), NOTHING)
}

fn missing() -> Response {
    let text = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>newsgraph</title>\
        <h1>The page is not in this program</h1>\
        <p>It was built without Node.js. With it, <code>cargo build --release</code> puts the page in.</p>\
        <p>The endpoint is at <a href=\"/sparql\">/sparql</a>, the API at <a href=\"/api/graph\">/api/graph</a>, \
        the articles at <a href=\"/api/articles\">/api/articles</a>.</p></html>";
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response()
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

//! The server: every form of a request, every form of an answer, and what it does with bad and hostile ones.

mod binary;
mod http;

use std::{
    fs,
    io::{BufReader, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

use http::{ask, encoded, get, raw, send};
use newsgraph::{
    ontology::{Ontology, Sources},
    query::{self, Form, Options},
    serve::{Cors, Limits, Mcp, Server, Settings},
    store::Store,
};

const ALL: &str = "*/*";
const JSON: &str = "application/sparql-results+json";
const PARTNERS: &str = "SELECT ?a ?b { ?a ng:partnersWith ?b } ORDER BY ?a ?b";

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("output/sample")
}

/// A server in this process, which ends with it.
fn started(path: &Path, cors: Cors, limits: Limits) -> SocketAddr {
    let address = "127.0.0.1:0".parse().expect("an address");
    let sources = Sources::built_in();
    let ontology = Ontology::read(&sources).expect("the ontology");
    let settings = Settings { path: path.to_owned(), address, cors, limits };
    let server = Server::bind(&settings, ontology, sources.queries(), Arc::new(|_: &_| None)).expect("a server");
    let address = server.address().expect("an address");
    std::thread::spawn(move || server.run(|_| ()));
    address
}

fn shared() -> SocketAddr {
    static SHARED: OnceLock<SocketAddr> = OnceLock::new();
    *SHARED.get_or_init(|| started(&sample(), Cors::Off, Limits::default()))
}

#[test]
fn every_form_of_a_request_gives_the_same_rows() {
    let address = shared();
    let wanted = ask(address, PARTNERS, "text/csv").expect(200, &["a,b", "/entity/"]);
    let form = format!("query={}", encoded(PARTNERS));
    let kinds = [("application/x-www-form-urlencoded", form.as_str()), ("application/sparql-query", PARTNERS)];
    for (kind, body) in kinds {
        let answer =
            send(address, "POST", "/sparql", &[&format!("Content-Type: {kind}"), "Accept: text/csv"], body.as_bytes());
        assert_eq!((answer.status, answer.text()), (200, wanted.text()), "{kind}");
    }
    let head = send(address, "HEAD", &format!("/sparql?{form}"), &[], b"");
    assert_eq!((head.status, head.body.len(), head.header("content-type")), (200, 0, JSON));
    let options = send(address, "OPTIONS", "/sparql", &[], b"");
    assert_eq!((options.status, options.header("allow")), (204, "GET, HEAD, POST, OPTIONS"));
}

#[test]
fn graphs_of_the_request_win_over_those_of_the_query() {
    let address = shared();
    let article = ask(address, "SELECT ?g { GRAPH ?g { ?e a ng:Evidence } } ORDER BY ?g LIMIT 1", "text/csv").text();
    let article = encoded(article.lines().nth(1).expect("a graph"));
    let count = |graphs: &str, sparql: &str| {
        let answer = get(address, &format!("/sparql?query={}{graphs}", encoded(sparql)), "text/csv").expect(200, &[]);
        answer.text().lines().nth(1).and_then(|line| line.parse::<u32>().ok()).expect("a number")
    };
    let all = "SELECT (COUNT(*) AS ?n) { ?e a ng:Evidence }";
    let named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?e a ng:Evidence } }";
    let one = count(&format!("&default-graph-uri={article}"), all);
    assert!(0 < one && one < count("", all));
    assert_eq!(count(&format!("&named-graph-uri={article}"), named), one);
    assert_eq!(count(&format!("&named-graph-uri={article}"), all), 0);
    assert_eq!(
        count(
            &format!("&default-graph-uri={article}"),
            "SELECT (COUNT(*) AS ?n) FROM <http://a/b> { ?e a ng:Evidence }"
        ),
        one
    );
}

#[test]
fn every_form_of_an_answer() {
    let address = shared();
    let select = [
        (JSON, JSON, "\"bindings\""),
        ("application/json", JSON, "\"bindings\""),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<binding"),
        ("application/xml", "application/sparql-results+xml", "<binding"),
        ("text/csv", "text/csv; charset=utf-8", "a,b"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?a\t?b"),
        ("image/png, text/csv;q=0.2", "text/csv; charset=utf-8", "a,b"),
        (ALL, JSON, "\"bindings\""),
    ];
    let construct = [
        ("text/turtle", "text/turtle; charset=utf-8", "@prefix"),
        ("application/n-triples", "application/n-triples", "<https://w3id.org/newsgraph/entity/"),
        ("application/rdf+xml", "application/rdf+xml", "<rdf:RDF"),
        ("application/ld+json", "application/ld+json", "\"@id\""),
        (ALL, "text/turtle; charset=utf-8", "@prefix"),
    ];
    for (accept, kind, part) in select {
        let answer = ask(address, PARTNERS, accept).expect(200, &[part]);
        assert_eq!(answer.header("content-type"), kind);
    }
    let yes = "ASK { ?a ng:partnersWith ?b }";
    ask(address, yes, JSON).expect(200, &["\"boolean\":true"]);
    ask(address, yes, "application/sparql-results+xml").expect(200, &["<boolean>true</boolean>"]);
    ask(address, yes, "text/csv").expect(200, &["true"]);
    for sparql in
        ["CONSTRUCT { ?a ng:partnersWith ?b } { ?a ng:partnersWith ?b }", "DESCRIBE ?a { ?a ng:partnersWith ?b }"]
    {
        for (accept, kind, part) in construct {
            let answer = ask(address, sparql, accept).expect(200, &[part]);
            assert_eq!(answer.header("content-type"), kind);
        }
        ask(address, sparql, "text/csv").expect(406, &["possible are text/turtle"]);
    }
    ask(address, PARTNERS, "text/turtle").expect(406, &["possible are application/sparql-results+json"]);
}

#[test]
fn saved_queries_give_what_the_command_line_gives() {
    let address = shared();
    let store = Store::open(sample()).expect("the sample");
    for saved in Sources::built_in().queries() {
        let wanted =
            query::run(&store, &saved.text, &Options::default()).expect("an answer").written(Form::Tsv).expect("text");
        assert_eq!(
            ask(address, &saved.text, "text/tab-separated-values").expect(200, &[]).text(),
            wanted,
            "{}",
            saved.name
        );
    }
}

#[test]
fn wrong_requests_are_told_what_is_wrong() {
    let address = shared();
    let direct = "Content-Type: application/sparql-query";
    ask(address, "SELECT ?a WHERE { ?a ng:x }\nORDR BY ?a", ALL).expect(400, &["error: 1:", "^"]);
    ask(address, "DELETE WHERE { ?s ?p ?o }", ALL).expect(400, &["read-only", "hint: "]);
    ask(address, "LOAD <http://127.0.0.1:1/x>", ALL).expect(400, &["read-only"]);
    ask(address, "SELECT * { SERVICE <http://127.0.0.1:1/x> { ?s ?p ?o } }", ALL).expect(400, &["SERVICE"]);
    ask(address, "SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }", ALL).expect(400, &[]);
    send(address, "POST", "/sparql", &["Content-Type: application/sparql-update"], b"DROP ALL")
        .expect(400, &["read-only"]);
    send(address, "POST", "/sparql", &["Content-Type: text/plain"], b"ASK {}")
        .expect(415, &["application/sparql-query"]);
    send(address, "POST", "/sparql", &[], b"ASK {}").expect(415, &[]);
    send(address, "POST", "/sparql", &[direct], b"ASK {\xff}").expect(400, &["not UTF-8 at byte 5"]);
    send(address, "POST", "/sparql", &[direct], &vec![b' '; 2 << 20]).expect(413, &["bytes"]);
    send(address, "POST", "/sparql", &[direct], &vec![b' '; 70 << 10]).expect(413, &["VALUES"]);
    let put = send(address, "PUT", "/sparql", &[direct], b"ASK {}").expect(405, &["read-only"]);
    assert_eq!(put.header("allow"), "GET, HEAD, POST, OPTIONS");
    for method in ["PUT", "POST", "DELETE", "PATCH"] {
        let answer = send(address, method, "/data?default", &["Content-Type: text/turtle"], b"<a:a> <a:b> <a:c> .");
        assert_eq!(answer.expect(405, &["read-only"]).header("allow"), "GET, HEAD, OPTIONS");
    }
    get(address, "/nowhere", ALL).expect(404, &["/sparql"]);
    send(address, "GET", "/health", &["Host: example.org"], b"").expect(421, &["this machine only"]);
    raw(address, b"nonsense\r\n\r\n", false).expect(400, &[]);
}

#[test]
fn hostile_queries_end_in_time_and_with_their_status() {
    let limits = Limits { time: Duration::from_secs(1), rows: 5000, bytes: 3 << 20, ..Limits::default() };
    let address = started(&sample(), Cors::Off, limits);
    let cross = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?l";
    let count = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";
    let path = "SELECT (COUNT(*) AS ?n) { ?a (!ng:x|^!ng:x)+ ?b . ?c (!ng:x|^!ng:x)+ ?d }";
    let distinct = "SELECT (COUNT(DISTINCT ?f) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    let nots = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER NOT EXISTS { ?c ?x ?d . ?y ?z ?a } }";
    let values = format!(
        "SELECT (COUNT(*) AS ?n) {{ {} }}",
        (0..12).map(|n| format!("VALUES ?v{n} {{ 0 1 2 3 4 5 6 7 8 9 }}")).collect::<Vec<_>>().join(" ")
    );
    for sparql in [cross, count, path, distinct, nots, &values] {
        ask(address, sparql, ALL).expect(504, &["stopped after 1 s", "hint: "]);
    }
    ask(address, "SELECT * { ?a ?b ?c . ?d ?e ?f }", "text/csv").expect(200, &[]);
    ask(address, "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }", ALL).expect(422, &["more than 5000", "LIMIT"]);
    let many = ask(address, "SELECT * { ?a ?b ?c . ?d ?e ?f }", "text/csv");
    assert!(!many.whole, "an answer that breaks off is no answer");
    for deep in [
        "{".repeat(40_000),
        format!("ASK {{ FILTER({}", "(".repeat(40_000)),
        format!("ASK {{ FILTER({}true) }}", "!".repeat(60_000)),
    ] {
        let status =
            send(address, "POST", "/sparql", &["Content-Type: application/sparql-query"], deep.as_bytes()).status;
        assert!(matches!(status, 200 | 400), "{status}");
    }
    get(address, "/health", ALL).expect(200, &["\"ok\""]);
}

#[test]
fn too_many_are_sent_away() {
    let limits = Limits { time: Duration::from_secs(2), running: 1, waiting: 0, ..Limits::default() };
    let address = started(&sample(), Cors::Off, limits);
    let slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    let statuses: Vec<_> = std::thread::scope(|scope| {
        let asked: Vec<_> = (0..4).map(|_| scope.spawn(|| ask(address, slow, ALL))).collect();
        asked.into_iter().map(|one| one.join().expect("an answer")).collect()
    });
    assert!(statuses.iter().any(|answer| answer.status == 504));
    let busy = statuses.iter().find(|answer| answer.status == 503).expect("one is sent away");
    assert_eq!(busy.header("retry-after"), "1");
    // The stopped ones leave their places when they next look at the clock.
    let free = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        ask(address, "ASK {}", ALL).status == 200
    });
    assert!(free, "no place is free again");
}

#[test]
fn it_describes_itself() {
    let address = shared();
    let host = format!("<http://{address}/sparql>");
    get(address, "/sparql", "text/turtle").expect(200, &["sparql-service-description#Service", &host]);
    get(address, "/sparql", "application/rdf+xml").expect(200, &["rdf:RDF"]);
    assert_eq!(get(address, "/sparql", "text/html").header("location"), "/#/query");
    get(address, "/.well-known/void", "text/turtle").expect(200, &["void#Dataset", "void#classPartition"]);
    let prefixes =
        "SELECT ?p ?n { [] <http://www.w3.org/ns/shacl#prefix> ?p ; <http://www.w3.org/ns/shacl#namespace> ?n }";
    ask(address, prefixes, "text/csv")
        .expect(200, &["ng,https://w3id.org/newsgraph/ns#", "schema,https://schema.org/"]);
    let queries = "PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT ?c ?q { ?e a sh:SPARQLExecutable ; rdfs:comment ?c ; sh:select ?q }";
    let listed = ask(address, queries, "text/csv").expect(200, &["Who partners with whom"]);
    assert!(listed.text().matches("SELECT").count() >= 15);
}

#[test]
fn graphs_can_be_taken_whole() {
    let address = shared();
    let everything = get(address, "/data?default", "application/n-triples").expect(200, &["entity/"]);
    let store = Store::open(sample()).expect("the sample");
    assert!(everything.text().lines().count() > store.len());
    let article = ask(address, "SELECT ?g { GRAPH ?g { ?e a ng:Evidence } } ORDER BY ?g LIMIT 1", "text/csv").text();
    let article = article.lines().nth(1).expect("a graph").to_owned();
    get(address, &format!("/data?graph={}", encoded(&article)), "text/turtle").expect(200, &["ng:Evidence"]);
    get(address, "/data?graph=http%3A%2F%2Fa%2Fb", ALL).expect(404, &["there is no graph"]);
    get(address, "/data", ALL).expect(400, &["/data?graph=IRI"]);
    get(address, "/data?graph=x", ALL).expect(400, &["no IRI"]);
    get(address, "/data?default", "image/png").expect(406, &[]);
}

#[test]
fn answers_are_compressed_and_not_sent_twice() {
    let address = shared();
    let path = format!("/sparql?query={}", encoded("SELECT * { ?s ?p ?o }"));
    let packed = send(address, "GET", &path, &["Accept-Encoding: gzip"], b"");
    assert_eq!((packed.status, packed.header("content-encoding"), packed.whole), (200, "gzip", true));
    assert_eq!(packed.body[..2], [0x1f, 0x8b]);
    let tag = packed.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let again = send(address, "GET", &path, &[&format!("If-None-Match: {tag}")], b"");
    assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, tag.as_str()));
    let other = send(address, "GET", &path, &[&format!("If-None-Match: {tag}"), "Accept: text/csv"], b"");
    assert_eq!(other.status, 200);
    assert_eq!(ask(address, "SELECT (RAND() AS ?r) {}", ALL).header("etag"), "");
    let turtle = get(address, "/entity/Tejovolt", "text/turtle");
    let known = format!("If-None-Match: {}", turtle.header("etag"));
    assert_eq!(send(address, "GET", "/entity/Tejovolt", &["Accept: text/turtle", &known], b"").status, 304);
    assert_eq!(send(address, "GET", "/entity/Tejovolt", &["Accept: application/ld+json", &known], b"").status, 200);
    let policy = get(address, "/health", ALL);
    assert!(policy.header("content-security-policy").starts_with("default-src 'self'"));
    assert_eq!(policy.header("access-control-allow-origin"), "");
}

#[test]
fn it_counts_what_it_does() {
    let address = shared();
    ask(address, "ASK {}", ALL).expect(200, &[]);
    get(address, "/metrics", ALL).expect(
        200,
        &[
            "newsgraph_requests_total{route=\"/sparql\",status=\"200\"}",
            "newsgraph_query_seconds_bucket{le=\"+Inf\"}",
            "newsgraph_graph_triples ",
        ],
    );
}

#[test]
fn other_pages_may_ask_where_they_are_let() {
    let anybody = started(&sample(), Cors::Anybody, Limits::default());
    let from = ["Origin: https://example.org", "Accept: text/csv"];
    let path = format!("/sparql?query={}", encoded(PARTNERS));
    assert_eq!(send(anybody, "GET", &path, &from, b"").header("access-control-allow-origin"), "*");
    let before = send(
        anybody,
        "OPTIONS",
        "/sparql",
        &["Origin: https://example.org", "Access-Control-Request-Method: POST"],
        b"",
    );
    assert!(before.header("access-control-allow-methods").contains("POST"));
    let one = started(&sample(), Cors::Only("https://example.com".to_owned()), Limits::default());
    assert_eq!(send(one, "GET", &path, &from, b"").header("access-control-allow-origin"), "https://example.com");
}

#[test]
fn slow_clients_are_given_up() {
    let limits = Limits { patience: Duration::from_millis(500), ..Limits::default() };
    let address = started(&sample(), Cors::Off, limits);
    let mut head = TcpStream::connect(address).expect("a connection");
    head.write_all(b"GET /health HTTP/1.1\r\nHost: localhost\r\n").expect("sent");
    let body = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/sparql-query\r\nContent-Length: 10\r\n\r\nASK";
    raw(address, body, false).expect(408, &["in time"]);
    head.set_read_timeout(Some(Duration::from_secs(30))).expect("a time limit");
    let mut rest = Vec::new();
    std::io::Read::read_to_end(&mut head, &mut rest).expect("closed by the server");
    get(address, "/health", ALL).expect(200, &[]);
}

/// The program itself.
struct Program {
    child: Child,
    address: SocketAddr,
    err: BufReader<std::process::ChildStderr>,
}

impl Program {
    fn start(graph: &Path, options: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
        command.arg("-g").arg(graph).arg("serve").args(options).stdin(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let mut err = BufReader::new(child.stderr.take().expect("stderr"));
        let page = line_with(&mut err, "page      http");
        let address = page.split("http://").nth(1).and_then(|rest| rest.trim().trim_end_matches('/').parse().ok());
        Self { child, address: address.expect("an address"), err }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn line_with(lines: &mut impl std::io::BufRead, part: &str) -> String {
    let mut seen = String::new();
    loop {
        let mut line = String::new();
        assert!(lines.read_line(&mut line).expect("readable") > 0, "«{part}» never came:\n{seen}");
        if line.contains(part) {
            return line;
        }
        seen.push_str(&line);
    }
}

#[test]
fn a_graph_that_changes_is_picked_up_and_no_request_fails() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("graph.ttl");
    let write = |text: &str| {
        fs::write(place.path().join("next"), text).expect("written");
        fs::rename(place.path().join("next"), &file).expect("renamed");
    };
    write("<http://a/1> <http://a/p> 1 .");
    let mut program = Program::start(&file, &["-b", "127.0.0.1:0"]);
    let ones = "SELECT (COUNT(*) AS ?n) { ?s <http://a/p> ?o }";
    ask(program.address, ones, "text/csv").expect(200, &["\n1"]);
    write("<http://a/1> <http://a/p> 1 , 2 , 3 .");
    let deadline = Instant::now() + Duration::from_secs(60);
    while !ask(program.address, ones, "text/csv").expect(200, &[]).text().contains('3') {
        assert!(Instant::now() < deadline, "the change was not seen");
    }
    line_with(&mut program.err, "the graph has changed: 3 triples now");
    write("this is no Turtle");
    line_with(&mut program.err, "the graph has changed, but ");
    ask(program.address, ones, "text/csv").expect(200, &["\n3"]);
    get(program.address, "/metrics", ALL)
        .expect(200, &["newsgraph_failed_reloads_total 1", "newsgraph_reloads_total 1"]);
}

#[cfg(unix)]
#[test]
fn it_ends_when_told_and_lets_requests_finish() {
    let mut program = Program::start(&sample(), &["-b", "127.0.0.1:0", "--timeout", "2"]);
    let status = std::thread::scope(|scope| {
        let address = program.address;
        let slow =
            scope.spawn(move || ask(address, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "text/csv"));
        while !get(address, "/metrics", ALL).text().contains("newsgraph_queries_running 1") && !slow.is_finished() {}
        let id = program.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
        slow.join().expect("an answer").status
    });
    assert!(matches!(status, 200 | 504), "{status}");
    assert!(program.child.wait().expect("ends").success());
    line_with(&mut program.err, "ending");
}

#[test]
fn what_keeps_it_from_starting_is_told() {
    let place = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let output = binary::newsgraph(place.path(), arguments);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let sample = sample();
    let graph = sample.to_str().expect("a path");
    let (code, err) = run(&["-g", graph, "serve", "-b", &address]);
    assert!(code == Some(2) && err.contains(&format!("{address} is taken by another program")), "{err}");
    assert!(err.contains("hint: `ss -ltnp") && err.contains("-b 127.0.0.1:"), "{err}");
    let (code, err) = run(&["serve", "-b", "127.0.0.1:0"]);
    assert!(code == Some(2) && err.contains("not found") && err.contains("newsgraph build"), "{err}");
    fs::write(place.path().join("broken.ttl"), "no Turtle").expect("written");
    let (code, err) = run(&["-g", "broken.ttl", "serve", "-b", "127.0.0.1:0"]);
    assert!(code == Some(2) && err.contains("broken.ttl:1:"), "{err}");
    let (code, err) = run(&["-g", graph, "serve", "-b", "192.0.2.1:80"]);
    assert!(code == Some(2) && err.contains("cannot be listened on") && err.contains("127.0.0.1:7979"), "{err}");
    let (code, _) = run(&["serve", "-b", "nonsense"]);
    assert_eq!(code, Some(2));
}

#[test]
fn an_address_that_others_reach_is_warned_of() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("foreign.ttl");
    fs::write(&file, "<http://a/1> <http://a/p> 1 .").expect("written");
    let mut child = Command::new(env!("CARGO_BIN_EXE_newsgraph"))
        .args(["-g", file.to_str().expect("a path"), "serve", "-b", "0.0.0.0:0"])
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut err = BufReader::new(child.stderr.take().expect("stderr"));
    line_with(&mut err, "can be reached from other machines");
    line_with(&mut err, "hint: ");
    child.kill().and_then(|()| child.wait()).expect("ends");
}

fn json(answer: &http::Answer) -> serde_json::Value {
    serde_json::from_slice(&answer.body).expect("JSON")
}

#[test]
fn the_api_never_sends_more_than_the_page_draws() {
    let address = shared();
    let all = json(&get(address, "/api/graph?limit=100000", ALL).expect(200, &[]));
    assert!(all["entities"].as_array().expect("entities").len() <= 300);
    let few = json(&get(address, "/api/graph?limit=5", ALL).expect(200, &[]));
    let drawn = few["entities"].as_array().expect("entities");
    let ids: Vec<&str> = drawn.iter().filter_map(|entity| entity["id"].as_str()).collect();
    assert_eq!(ids.len(), 5);
    assert_eq!(few["left_out"]["entities"].as_u64(), few["matching"]["entities"].as_u64().map(|all| all - 5));
    for claim in few["claims"].as_array().expect("claims") {
        assert!(ids.contains(&claim["subject"]["id"].as_str().expect("a subject")), "{claim}");
        assert!(
            claim["object"].is_null() || ids.contains(&claim["object"]["id"].as_str().expect("an object")),
            "{claim}"
        );
    }
    let around = json(&get(address, "/api/graph?around=Tejovolt&limit=2", ALL).expect(200, &[]));
    assert_eq!(around["entities"][0]["label"], "Tejovolt");
    assert_eq!(around["entities"].as_array().map(Vec::len), Some(2));
    let next = json(&get(address, "/api/graph?around=Tejovolt&limit=2&skip=1", ALL).expect(200, &[]));
    assert_ne!(next["entities"][1]["id"], around["entities"][1]["id"]);
    let german = json(&get(address, "/api/graph?lang=de&relation=partnersWith", ALL).expect(200, &[]));
    for claim in german["claims"].as_array().expect("claims") {
        assert_eq!(
            (claim["relation"].as_str(), &claim["languages"]),
            (Some("partnersWith"), &serde_json::json!(["de"]))
        );
    }
    get(address, "/api/graph?around=Tejovold", ALL).expect(404, &["no entity is called", "Tejovolt"]);
    get(address, "/api/graph?lmit=3", ALL).expect(400, &["known are around"]);
    get(address, "/api/graph?limit=x", ALL).expect(400, &["`limit` cannot be `x`"]);
}

#[test]
fn entities_claims_and_articles_can_be_followed() {
    let address = shared();
    let entity = json(&get(address, "/api/entity/Tejovolt", ALL).expect(200, &[]));
    let id = entity["id"].as_str().expect("an id");
    assert!(entity["about"].as_array().is_some_and(|claims| !claims.is_empty()));
    let claim = entity["about"][0]["id"].as_str().expect("an id");
    let full = json(&get(address, &format!("/api/claim/{claim}"), ALL).expect(200, &[]));
    let proof = full["proof"].as_array().expect("evidence");
    assert_eq!(Some(proof.len() as u64), full["evidence"].as_u64());
    for one in proof {
        let roles: Vec<&str> =
            one["segments"].as_array().expect("parts").iter().filter_map(|part| part["mark"].as_str()).collect();
        assert!(roles.contains(&"trigger") && roles.contains(&"subject"), "{one}");
    }
    let article = proof[0]["article"]["id"].as_str().expect("an id");
    let text = json(&get(address, &format!("/api/article/{article}"), ALL).expect(200, &[]));
    let words: String =
        text["segments"].as_array().expect("parts").iter().filter_map(|part| part["text"].as_str()).collect();
    let sentence: String =
        proof[0]["segments"].as_array().expect("parts").iter().filter_map(|part| part["text"].as_str()).collect();
    assert!(words.contains(&sentence), "{words}");
    for (kind, id) in [("entity", id), ("claim", claim), ("article", article)] {
        let path = format!("/{kind}/{id}");
        get(address, &format!("{path}.ttl"), ALL).expect(200, &["@prefix", id]);
        get(address, &path, "text/turtle").expect(200, &["@prefix"]);
        get(address, &path, "application/ld+json").expect(200, &["\"@id\""]);
        get(address, &path, "application/json").expect(200, &["\"id\""]);
        assert_eq!(json(&get(address, &format!("{path}.json"), ALL).expect(200, &[]))["id"], id);
        let page = get(address, &path, "text/html,application/xhtml+xml,*/*;q=0.8");
        assert_eq!((page.status, page.header("location")), (303, format!("/#{path}").as_str()));
        get(address, &format!("{path}-none"), "text/turtle").expect(404, &["hint: "]);
    }
    get(address, "/entity/Tejovold.ttl", ALL).expect(404, &["nearest names are \"Tejovolt\""]);
    get(address, "/api/claim/none", ALL).expect(404, &["\"hint\""]);
}

#[test]
fn search_finds_names_and_sentences() {
    let address = shared();
    let found = json(&get(address, "/api/search?q=tejo", ALL).expect(200, &[]));
    assert_eq!(found["entities"][0]["label"], "Tejovolt");
    assert!(found["sentences"].as_array().is_some_and(|all| !all.is_empty()));
    let both = json(&get(address, "/api/search?q=tejovolt%20alliance", ALL).expect(200, &[]));
    for one in both["sentences"].as_array().expect("sentences") {
        let text: String =
            one["segments"].as_array().expect("parts").iter().filter_map(|part| part["text"].as_str()).collect();
        assert!(text.to_lowercase().contains("tejovolt") && text.contains("alliance"), "{text}");
    }
    let none = json(&get(address, "/api/search?q=", ALL).expect(200, &[]));
    assert_eq!(none["matching"]["entities"], 0);
    let start = json(&get(address, "/api/overview", ALL).expect(200, &[]));
    assert!(
        start["counts"]["claims"].as_u64() > Some(10) && start["queries"].as_array().is_some_and(|all| all.len() >= 15)
    );
    assert_eq!(json(&get(address, "/api/articles", ALL).expect(200, &[])).as_array().map(Vec::len), Some(14));
}

fn mcp() -> Mcp {
    let sources = Sources::built_in();
    let ontology = Ontology::read(&sources).expect("the ontology");
    Mcp::open(sample(), ontology, sources.queries(), Arc::new(|_: &_| None), Limits::default()).expect("a graph")
}

#[test]
fn a_language_model_can_ask() {
    let mcp = mcp();
    let ask = |method: &str, params: serde_json::Value| -> serde_json::Value {
        let message = serde_json::json!({"jsonrpc": "2.0", "id": 7, "method": method, "params": params});
        let answer = mcp.answer(&message.to_string()).expect("an answer");
        assert!(!answer.contains('\n'));
        serde_json::from_str(&answer).expect("JSON")
    };
    let hello = ask("initialize", serde_json::json!({"protocolVersion": "2025-03-26", "capabilities": {}}));
    assert_eq!((&hello["id"], &hello["result"]["protocolVersion"]), (&7.into(), &"2025-03-26".into()));
    assert_eq!(
        ask("initialize", serde_json::json!({"protocolVersion": "1"}))["result"]["protocolVersion"],
        "2025-06-18"
    );
    assert_eq!(mcp.answer(r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#), None);
    let tools = ask("tools/list", serde_json::json!({}));
    let names: Vec<&str> =
        tools["result"]["tools"].as_array().expect("tools").iter().filter_map(|tool| tool["name"].as_str()).collect();
    assert_eq!(
        names,
        [
            "search_entities",
            "get_entity",
            "why",
            "neighbours",
            "sparql_query",
            "get_schema",
            "list_articles",
            "get_article"
        ]
    );
    let call = |name: &str, arguments: serde_json::Value| {
        let result = ask("tools/call", serde_json::json!({"name": name, "arguments": arguments}))["result"].clone();
        (result["isError"] == true, result["content"][0]["text"].as_str().expect("text").to_owned())
    };
    let read = |name: &str, arguments: serde_json::Value| -> serde_json::Value {
        let (failed, text) = call(name, arguments);
        assert!(!failed, "{text}");
        serde_json::from_str(&text).expect("JSON")
    };
    assert_eq!(read("search_entities", serde_json::json!({"query": "tejo"}))["entities"][0]["label"], "Tejovolt");
    assert_eq!(read("get_entity", serde_json::json!({"entity": "Tejovolt"}))["label"], "Tejovolt");
    let why =
        read("why", serde_json::json!({"subject": "Brückmann", "object": "Tejovolt", "relation": "partnersWith"}));
    assert_eq!((why["total"].as_u64(), why["claims"][0]["quotes"].as_array().map(Vec::len)), (Some(1), Some(5)));
    assert!(why["claims"][0]["quotes"][0]["quote"].as_str().is_some_and(|quote| quote.contains("alliance")), "{why}");
    assert_eq!(why["claims"][0]["quotes"][0]["source"], "Atlas Press");
    let near = read("neighbours", serde_json::json!({"entity": "Tejovolt", "limit": 3}));
    assert_eq!(near["entities"].as_array().map(Vec::len), Some(3));
    let rows = read("sparql_query", serde_json::json!({"query": "SELECT ?s { ?s ?p ?o }", "limit": 2}));
    assert!(rows["rows"].as_array().map(Vec::len) == Some(2) && rows["total"].as_u64() > Some(1000));
    assert_eq!(read("sparql_query", serde_json::json!({"query": "ASK {}"}))["truth"], true);
    assert!(read("get_schema", serde_json::json!({}))["relations"].as_array().is_some_and(|all| all.len() > 30));
    let articles = read("list_articles", serde_json::json!({"limit": 2, "offset": 1}));
    assert_eq!((articles["articles"].as_array().map(Vec::len), articles["total"].as_u64()), (Some(2), Some(14)));
    let id = articles["articles"][0]["id"].clone();
    assert!(read("get_article", serde_json::json!({"article": id}))["segments"].is_array());
    let (failed, text) = call("get_entity", serde_json::json!({"entity": "Tejovold"}));
    assert!(failed && text.contains("Tejovolt"), "{text}");
    let (failed, text) = call("sparql_query", serde_json::json!({"query": "DROP ALL"}));
    assert!(failed && text.contains("read-only"), "{text}");
}

#[test]
fn what_is_no_json_rpc_gets_its_error() {
    let mcp = mcp();
    let code = |line: &str| {
        let answer: serde_json::Value = serde_json::from_str(&mcp.answer(line).expect("an answer")).expect("JSON");
        answer["error"]["code"].as_i64().expect("a code")
    };
    assert_eq!(code("hello"), -32700);
    assert_eq!(code("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\""), -32700);
    assert_eq!(code("[]"), -32600);
    assert_eq!(code("3"), -32600);
    assert_eq!(code(r#"{"id":1,"method":"ping"}"#), -32600);
    assert_eq!(code(r#"{"jsonrpc":"2.0","id":1}"#), -32600);
    assert_eq!(code(r#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#), -32600);
    assert_eq!(code(r#"{"jsonrpc":"2.0","id":1,"method":"resources/list"}"#), -32601);
    assert_eq!(code(r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}}"#), -32602);
    assert_eq!(code(r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"rm"}}"#), -32602);
    assert_eq!(
        code(r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"why","arguments":{}}}"#),
        -32602
    );
    assert_eq!(
        code(r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"why","arguments":{"subject":3}}}"#),
        -32602
    );
    assert_eq!(
        code(r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_schema","arguments":{"x":3}}}"#),
        -32602
    );
    assert_eq!(mcp.answer(r#"{"jsonrpc":"2.0","id":1,"result":{}}"#), None);
    let place = tempfile::tempdir().expect("a folder");
    let line = format!("newsgraph -g '{}' mcp", sample().display());
    let output = binary::shell(
        place.path(),
        &format!("printf '%s\\n\\n%s' nonsense '{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}}' | {line}"),
    );
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines: Vec<&str> = text.lines().collect();
    assert!(output.status.success() && lines.len() == 2, "{text}");
    assert!(lines[0].contains("-32700") && lines[1].contains("\"result\":{}"), "{text}");
}

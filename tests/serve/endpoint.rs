//! The endpoint and the graph store: every form of a request and of an answer, and wrong ones.

use newsgraph::{
    ontology::Sources,
    query::{self, Form, Options},
    serve::{Cors, Limits},
    store::Store,
};

use crate::{
    ALL, JSON, PARTNERS,
    http::{ask, encoded, get, raw, send},
    sample, shared, started,
};

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
    assert_eq!(everything.text().lines().count(), store.len());
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
fn words_are_searched_inside_a_query() {
    let address = shared();
    let ask_csv = |sparql: &str| ask(address, sparql, "text/csv").expect(200, &[]).text();
    let text = "SELECT ?text { SERVICE ng:search { ?s ng:match \"tejovolt ALLIANCE\" } ?s nif:anchorOf ?text }";
    let found = ask_csv(text);
    assert!(found.lines().count() > 1, "{found}");
    for line in found.lines().skip(1).map(str::to_lowercase) {
        assert!(line.contains("tejovolt") && line.contains("alliance"), "{line}");
    }
    let claims = "SELECT DISTINCT ?p { SERVICE ng:search { ?s ng:match \"alliance\" } ?e ng:sentence ?s ; ng:claim/rdf:predicate ?p }";
    assert!(ask_csv(claims).contains("ns#partnersWith"));
    let names = "SELECT ?l { SERVICE SILENT ng:search { ?e ng:match \"tejo*\" } ?e a ng:Company ; rdfs:label ?l }";
    assert!(ask_csv(names).contains("Tejovolt"));
    let none = "SELECT ?s { SERVICE ng:search { ?s ng:match \"tejo\" } }";
    assert_eq!(ask_csv(none).trim(), "s");
    for wrong in ["?s ?p ?o", "?s ng:match ?words", "?s ng:match \"a\" . ?s a ng:Company", ""] {
        ask(address, &format!("SELECT * {{ SERVICE ng:search {{ {wrong} }} }}"), ALL)
            .expect(400, &["?variable ng:match \"words\"", "hint: "]);
    }
    for hidden in [
        "SELECT * { ?s a ng:Claim FILTER EXISTS { SERVICE <http://127.0.0.1:1/x> { ?s ?p ?o } } }",
        "SELECT * { ?s a ng:Claim BIND(EXISTS { SERVICE ?x { ?s ?p ?o } } AS ?y) }",
        "SELECT * { ?s a ng:Claim } ORDER BY EXISTS { SERVICE <http://127.0.0.1:1/x> { ?s ?p ?o } }",
        "SELECT (SUM(IF(EXISTS { SERVICE <http://127.0.0.1:1/x> { ?s ?p ?o } }, 1, 0)) AS ?n) { ?s a ng:Claim }",
        "SELECT * { SERVICE ng:elsewhere { ?s ng:match \"a\" } }",
    ] {
        ask(address, hidden, ALL).expect(400, &["SERVICE is switched off"]);
    }
}

#[test]
fn what_it_says_of_itself_is_not_counted() {
    let address = shared();
    let store = Store::open(sample()).expect("the sample");
    let count = |sparql: &str| {
        let answer = ask(address, sparql, "text/csv").expect(200, &[]).text();
        answer.lines().nth(1).and_then(|line| line.parse::<usize>().ok()).expect("a number")
    };
    assert_eq!(count("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"), store.len());
    assert_eq!(count("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"), 14);
    assert_eq!(count("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g {} }"), 14);
    // Who names the graph, or its vocabulary, finds it.
    let own = count("SELECT (COUNT(*) AS ?n) { GRAPH <https://w3id.org/newsgraph/service> { ?s ?p ?o } }");
    assert!(own > 50, "{own}");
    let triples = "PREFIX void: <http://rdfs.org/ns/void#> SELECT ?n { ?d a void:Dataset ; void:triples ?n }";
    assert!(count(triples) >= store.len());
    get(address, "/health", ALL).expect(200, &[&format!("\"triples\":{}", store.len())]);
}

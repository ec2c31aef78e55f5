//! Hostile and impatient clients: every request is bounded, and every refusal says why.

use std::{io::Write as _, net::TcpStream, time::Duration};

use newsgraph::serve::{Cors, Limits};

use crate::{
    ALL,
    http::{ask, get, raw, send},
    sample, started,
};

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

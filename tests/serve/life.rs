//! The program as it starts, sees its graph change, and ends.

use std::{
    fs,
    io::BufReader,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::{
    ALL, binary,
    http::{ask, get},
    sample, shared,
};

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

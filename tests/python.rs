//! What the program writes, read by software that we did not write: rdflib, pyoxigraph, networkx and pySHACL.
//!
//! `NEWSGRAPH_PYTHON` names the Python that has them (`python3` else). Where it or a package is missing, the test says so
//! and passes.

#![expect(clippy::print_stderr, reason = "what is skipped is said")]

mod binary;

use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

/// Exit code of a script that lacks a package.
const LACKING: i32 = 77;

/// Runs a script of `tests/python/`; skipped, with a line, where it cannot run here.
#[track_caller]
fn script(name: &str, arguments: &[&Path]) {
    let python = env::var("NEWSGRAPH_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python").join(name);
    let output = match Command::new(&python).arg(path).args(arguments).stdin(Stdio::null()).output() {
        Ok(output) => output,
        Err(error) => return eprintln!("skipped: {python}: {error}"),
    };
    let said = String::from_utf8_lossy(&output.stdout);
    if output.status.code() == Some(LACKING) {
        return eprintln!("skipped: {python}: {said}");
    }
    assert!(output.status.success(), "{name}: {said}{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn every_export_is_read_and_holds_the_same() {
    let demo = binary::demo();
    for extension in ["ttl", "nt", "nq", "trig", "jsonld", "rdf", "graphml", "gexf"] {
        let file = format!("graph.{extension}");
        let output = binary::newsgraph(demo.path(), &["-g", "newsgraph-demo/output", "export", "-o", &file]);
        assert!(output.status.success(), "{file}: {}", String::from_utf8_lossy(&output.stderr));
    }
    script("exports.py", &[demo.path()]);
}

#[test]
fn the_sample_has_the_shape_that_is_published() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    script("shapes.py", &[&root.join("ontology/shapes.ttl"), &root.join("output/sample/graph.ttl")]);
}

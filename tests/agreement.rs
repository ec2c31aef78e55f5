//! Planted contradictions, and pairs that only look like them: through the whole pipeline, as the saved queries report them.

mod engine;

use std::{fs, path::Path};

use newsgraph::{
    merge,
    ontology::Sources,
    pipeline,
    query::{self, Options},
    read::{self, Input},
    store::{BASE, Store},
};

const BAR: f64 = 0.95;
/// Saved queries that report what does not agree.
const REPORTS: [&str; 2] = ["contradictions", "disagreeing-numbers"];

struct Case {
    name: String,
    planted: bool,
    /// One JSON object a line.
    articles: String,
}

fn cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/agreement/cases.txt");
    let text = fs::read_to_string(path).expect("the cases");
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some((sign @ ("+" | "-"), name)) = line.split_once(' ') {
            cases.push(Case { name: name.to_owned(), planted: sign == "+", articles: String::new() });
            continue;
        }
        let (head, text) = line.split_once(" | ").expect("a text");
        let mut words = head.splitn(3, ' ');
        let mut next = || words.next().expect("language, day and outlet");
        let article = serde_json::json!({"lang": next(), "published": next(), "publisher": next(), "text": text});
        let case = cases.last_mut().expect("a case");
        case.articles.push_str(&article.to_string());
        case.articles.push('\n');
    }
    cases
}

/// How many rows each report has for a case.
fn reported(case: &Case, sources: &Sources) -> Vec<usize> {
    let engine = engine::with_examples();
    let ontology = &engine.compiled.ontology;
    let inputs = [Input::Bytes { name: "case.ndjson".to_owned(), bytes: case.articles.clone().into_bytes() }];
    let articles: Vec<_> = read::articles(ontology, &inputs, &read::Options::default())
        .map(|article| article.unwrap_or_else(|skipped| panic!("{}: {}", case.name, skipped.reason)))
        .collect();
    let readings = pipeline::readings(engine, &articles);
    let (heads, evidence): (Vec<_>, Vec<_>) = readings.into_iter().map(|read| (read.head, read.evidence)).unzip();
    let graph = merge::graph(ontology, heads, evidence.into_iter().flatten().collect());
    let store = Store::of(&graph, ontology, BASE);
    let rows = |name: &str| {
        let saved = sources.queries().into_iter().find(|saved| saved.name == name).expect("a saved query");
        query::run(&store, &saved.text, &Options::default()).expect("an answer").len()
    };
    REPORTS.iter().map(|name| rows(name)).collect()
}

#[test]
fn planted_contradictions_are_reported_and_look_alikes_are_not() {
    let sources = Sources::built_in();
    let cases = cases();
    let (mut found, mut wrong, mut missed) = (0.0, 0.0, 0.0);
    for case in &cases {
        let is_reported = reported(case, &sources).iter().any(|rows| *rows > 0);
        match (case.planted, is_reported) {
            (true, true) => found += 1.0,
            (true, false) => missed += 1.0,
            (false, true) => wrong += 1.0,
            (false, false) => {}
        }
        if case.planted != is_reported {
            eprintln!("{}: {}", if is_reported { "wrongly reported" } else { "missed" }, case.name);
        }
    }
    let planted = cases.iter().filter(|case| case.planted).count();
    assert!(planted >= 20 && cases.len() - planted >= 20, "{planted} of {}", cases.len());
    let (precision, recall) = (found / (found + wrong), found / (found + missed));
    eprintln!("precision {precision:.3}, recall {recall:.3} on {} cases", cases.len());
    assert!(precision >= BAR && recall >= BAR, "precision {precision:.3}, recall {recall:.3}");
}

//! How good the extraction is on articles of our own, and that it gets no worse. The tables hold what was right (tp),
//! wrong (fp) and missed (fn) by language and relation; `BLESS=1` writes them anew.
//!
//! The rules were written with the samples in sight: their figures keep a change honest and promise nothing for other
//! texts. The articles of `gold/unseen.ndjson` and their facts were written before any rule saw them, with names that
//! the ontology does not have; they are the nearer mirror.

mod engine;

use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use newsgraph::{
    model::Article,
    pipeline,
    score::{self, Figures, Options, Tally},
};

#[test]
fn of_the_samples() {
    println!("{}", nothing_gets_worse("samples.jsonl", &engine::samples(), "scores.csv"));
}

#[test]
fn of_articles_with_names_that_nobody_knows() {
    let articles = engine::read(&root().join("gold/unseen.ndjson"));
    println!("{}", nothing_gets_worse("unseen.jsonl", &articles, "unseen-scores.csv"));
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn nothing_gets_worse(gold: &str, articles: &[Article], table: &str) -> Figures {
    let gold = fs::read_to_string(root().join("gold").join(gold)).expect("the gold");
    let gold = score::gold(&gold).expect("gold as described");
    let engine = engine::with_samples();
    let readings = pipeline::readings(engine, articles);
    let evidence =
        readings.iter().flat_map(|reading| reading.evidence.iter().map(|one| (reading.head.name.as_str(), one)));
    let names: Vec<&str> = readings.iter().map(|reading| reading.head.name.rsplit('/').next().unwrap_or("")).collect();
    for line in &gold {
        assert!(names.contains(&line.article.as_str()), "{} is in the gold, but no article", line.article);
    }
    let figures = score::figures(&engine.compiled.ontology, &gold, evidence, &Options::default());

    let path = root().join(table);
    if env::var("BLESS").is_ok_and(|value| value == "1") {
        fs::write(&path, written(&figures)).expect("a writable file");
    }
    let text = fs::read_to_string(&path).unwrap_or_default();
    let mut worse = String::new();
    for (now, column) in [(figures.by_language(), 0), (figures.by_relation(), 1)] {
        for (name, known) in committed(&text, column) {
            let (f1, known) = (now.get(name).map_or(0.0, Tally::f1), known.f1());
            if f1 + 1e-9 < known {
                let _ = writeln!(worse, "{name}: F1 {f1:.3} after {known:.3}");
            }
        }
    }
    let differences: Vec<String> = figures.differences.iter().map(ToString::to_string).collect();
    assert!(worse.is_empty(), "{worse}\n{}\n\n{figures}", differences.join("\n"));
    figures
}

fn written(figures: &Figures) -> String {
    let mut out = String::from("language,relation,tp,fp,fn\n");
    for ((language, relation), Tally { found, false_claims, missed }) in &figures.cells {
        let _ = writeln!(out, "{language},{relation},{found},{false_claims},{missed}");
    }
    out
}

/// The committed tallies, by language (column 0) or relation (column 1).
fn committed(text: &str, column: usize) -> BTreeMap<&str, Tally> {
    let mut out: BTreeMap<&str, Tally> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let number = |at: usize| cells[at].parse::<u32>().expect("a number in scores.csv");
        let tally = out.entry(cells[column]).or_default();
        tally.found += number(2);
        tally.false_claims += number(3);
        tally.missed += number(4);
    }
    out
}

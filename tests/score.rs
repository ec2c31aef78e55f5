//! How good the extraction is on the samples, and that it gets no worse: `tests/scores.csv` holds what was right (tp),
//! wrong (fp) and missed (fn) by language and relation. `BLESS=1` writes it anew.
//!
//! The rules were written with these articles in sight: the figures keep a change honest, they promise nothing for
//! other texts.

mod engine;

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::Path};

use newsgraph::{
    pipeline,
    score::{self, Figures, Options, Tally},
};

#[test]
fn no_language_gets_worse() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let gold = fs::read_to_string(root.join("gold/samples.jsonl")).expect("the gold of the samples");
    let gold = score::gold(&gold).expect("gold as described");
    let engine = engine::with_samples();
    let readings = pipeline::readings(engine, &engine::samples());
    let evidence =
        readings.iter().flat_map(|reading| reading.evidence.iter().map(|one| (reading.head.name.as_str(), one)));
    let names: Vec<&str> = readings.iter().map(|reading| reading.head.name.rsplit('/').next().unwrap_or("")).collect();
    for line in &gold {
        assert!(names.contains(&line.article.as_str()), "{} is in the gold, but no article", line.article);
    }
    let figures = score::figures(&engine.compiled.ontology, &gold, evidence, &Options::default());

    let path = root.join("scores.csv");
    if env::var("BLESS").is_ok_and(|value| value == "1") {
        fs::write(&path, written(&figures)).expect("a writable file");
    }
    let text = fs::read_to_string(&path).unwrap_or_default();
    let before = committed(&text);
    let mut worse = String::new();
    for (language, tally) in figures.by_language() {
        let known = before.get(language).map_or(0.0, Tally::f1);
        if tally.f1() + 1e-9 < known {
            let _ = writeln!(worse, "{language}: F1 {:.3} after {known:.3}", tally.f1());
        }
    }
    let differences: Vec<String> = figures.differences.iter().map(ToString::to_string).collect();
    assert!(worse.is_empty(), "{worse}\n{}\n\n{figures}", differences.join("\n"));
    println!("{figures}");
}

fn written(figures: &Figures) -> String {
    let mut out = String::from("language,relation,tp,fp,fn\n");
    for ((language, relation), Tally { found, false_claims, missed }) in &figures.cells {
        let _ = writeln!(out, "{language},{relation},{found},{false_claims},{missed}");
    }
    out
}

/// The committed tallies, by language.
fn committed(text: &str) -> BTreeMap<&str, Tally> {
    let mut out: BTreeMap<&str, Tally> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let number = |at: usize| cells[at].parse::<u32>().expect("a number in scores.csv");
        let tally = out.entry(cells[0]).or_default();
        tally.found += number(2);
        tally.false_claims += number(3);
        tally.missed += number(4);
    }
    out
}

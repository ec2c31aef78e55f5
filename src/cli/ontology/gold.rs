//! `ontology check --gold`: how often each frame is right.

use std::{
    collections::BTreeMap,
    io::{self, Write as _},
    path::Path,
};

use anyhow::{Context as _, Result};
use newsgraph::{
    ontology::Ontology,
    score::{self, FrameTally, Options},
};
use serde_json::json;

use crate::cli::{
    Outcome,
    args::{Global, OntologyCheck, Reading},
    articles,
    build::count,
    knowledge,
    table::Table,
    term::Term,
};

/// Wrong claims below which a frame's precision says little.
const FEW: u32 = 3;

/// Reads the articles of the gold and prints each frame's counts, the worst first; says no where one is below the bar.
pub fn check(args: &OntologyCheck, gold: &Path, ontology: Ontology, global: &Global, term: &Term) -> Result<Outcome> {
    let lines = score::gold(&articles::text(gold)?).with_context(|| gold.display().to_string())?;
    let engine = knowledge::engine(ontology, global, term);
    let reading = Reading { format: None, lang: None, fields: Vec::new(), jobs: None, strict: false };
    let (said, tally) = articles::evidence(engine, &args.articles, &reading, term)?;
    let options = Options { relations: None, pairs: args.pairs };
    let evidence = said.iter().map(|(article, evidence)| (article.as_str(), evidence));
    let mut tallies = score::frames(&engine.compiled.ontology, &lines, evidence, &options);
    tallies.retain(|tally| is_asked_for(args, &tally.frame));
    let infos = &engine.compiled.frame_infos;
    let texts: BTreeMap<&str, &str> = infos.iter().map(|info| (info.name.as_str(), info.text.as_str())).collect();
    let text = |tally: &FrameTally| texts.get(tally.frame.as_str()).copied().unwrap_or_default().to_owned();
    let mut out = Term::stdout();
    if args.json {
        let frames: Vec<_> = tallies.iter().map(|tally| as_json(tally, &text(tally))).collect();
        writeln!(out, "{:#}", json!({ "frames": frames }))?;
    } else {
        table(&tallies, &text, args.show, &mut out)?;
    }
    out.flush()?;
    let bar = args.min_precision;
    let below = |tally: &&FrameTally| {
        tally.wrong >= FEW && bar.zip(tally.precision()).is_some_and(|(bar, precision)| precision < bar)
    };
    let below = tallies.iter().filter(below).count();
    let sum = |part: fn(&FrameTally) -> u32| tallies.iter().map(part).sum::<u32>();
    let judged = format!("{} right, {} wrong", sum(|tally| tally.right), sum(|tally| tally.wrong));
    let verdict =
        bar.map_or(String::new(), |bar| format!("; {} below {bar} with {FEW} or more wrong", count(below, "frame")));
    term.say(&format!("{} fired: {judged}{verdict}", count(tallies.len(), "frame")));
    Ok(match (below, tally.lost()) {
        (1.., _) => Outcome::No,
        (_, 1..) => Outcome::Skipped,
        _ => Outcome::Done,
    })
}

/// The name of a frame is `relation/language/kind-number`.
fn is_asked_for(args: &OntologyCheck, frame: &str) -> bool {
    let mut parts = frame.split('/');
    let (relation, language) = (parts.next(), parts.next());
    args.relation.as_deref().is_none_or(|wanted| relation == Some(wanted))
        && args.lang.is_none_or(|wanted| language == Some(wanted.as_str()))
}

fn shown(precision: Option<f64>) -> String {
    precision.map_or("-".to_owned(), |share| format!("{share:.2}"))
}

fn table(
    tallies: &[FrameTally],
    text: &dyn Fn(&FrameTally) -> String,
    show: bool,
    out: &mut impl io::Write,
) -> Result<()> {
    let mut table = Table::new(&["precision", "matched", "right", "wrong", "frame", "text"]);
    for tally in tallies {
        let FrameTally { frame, matched, right, wrong, .. } = tally;
        let [matched, right, wrong] = [matched, right, wrong].map(ToString::to_string);
        table.row(vec![shown(tally.precision()), matched, right, wrong, frame.clone(), text(tally)]);
    }
    table.write(out, |_, _, text| text.to_owned())?;
    if show {
        for tally in tallies.iter().filter(|tally| tally.wrong > 0) {
            writeln!(out, "\n{}  {}", tally.frame, text(tally))?;
            for (article, claim) in &tally.wrong_claims {
                writeln!(out, "  wrong  {article}: {claim}")?;
            }
        }
    }
    Ok(())
}

fn as_json(tally: &FrameTally, text: &str) -> serde_json::Value {
    let FrameTally { frame, matched, right, wrong, wrong_claims } = tally;
    let wrong_claims: Vec<_> =
        wrong_claims.iter().map(|(article, claim)| json!({"article": article, "claim": claim})).collect();
    json!({
        "frame": frame, "text": text, "matched": matched, "right": right, "wrong": wrong,
        "precision": tally.precision().map(|share| (share * 1000.0).round() / 1000.0),
        "wrong_claims": wrong_claims,
    })
}

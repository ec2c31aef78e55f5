//! `eval`: precision, recall and F1 against gold.

use std::{collections::BTreeMap, io::Write as _};

use anyhow::{Context as _, Result};
use newsgraph::{
    query::nearest,
    score::{self, Figures, Options, Tally},
};
use serde_json::{Value, json};

use super::{
    Outcome,
    args::{Eval, Global},
    articles, graph, knowledge,
    term::Term,
};

/// Extracts from the articles, scores, prints, and says no where F1 is below the bar.
pub fn run(args: &Eval, global: &Global, term: &Term) -> Result<Outcome> {
    let gold = score::gold(&articles::text(&args.gold)?).with_context(|| args.gold.display().to_string())?;
    let ontology = knowledge::ontology(global)?;
    if let Some(name) = args.relations.iter().find(|name| ontology.relation(name).is_none()) {
        let names = ontology.relations.iter().map(|relation| relation.name.as_str());
        return Err(graph::unknown("relation", name, nearest(name, names)).into());
    }
    let engine = knowledge::engine(ontology, global, term);
    let (said, tally) = articles::evidence(engine, &args.articles, &args.reading, term)?;
    let relations = (!args.relations.is_empty()).then(|| args.relations.iter().cloned().collect());
    let options = Options { relations, pairs: args.pairs };
    let evidence = said.iter().map(|(article, evidence)| (article.as_str(), evidence));
    let figures = score::figures(&engine.compiled.ontology, &gold, evidence, &options);
    let mut out = Term::stdout();
    if args.json {
        writeln!(out, "{:#}", as_json(&figures, args.show))?;
    } else {
        if args.show {
            for difference in &figures.differences {
                writeln!(out, "{difference}")?;
            }
        }
        write!(out, "{figures}")?;
    }
    out.flush()?;
    if let Some(bar) = args.min_f1.filter(|bar| figures.total().f1() < *bar) {
        term.say(&format!("F1 {:.3} is below {bar}", figures.total().f1()));
        return Ok(Outcome::No);
    }
    Ok(if tally.lost() > 0 { Outcome::Skipped } else { Outcome::Done })
}

fn as_json(figures: &Figures, show: bool) -> Value {
    let group = |group: BTreeMap<&str, Tally>| -> Value {
        group
            .into_iter()
            .map(|(name, tally)| (name.to_owned(), tally_json(tally)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let part = |(right, all): (u32, u32)| json!({"right": right, "of": all});
    let mut value = json!({
        "all": tally_json(figures.total()),
        "languages": group(figures.by_language()),
        "relations": group(figures.by_relation()),
        "modality": part(figures.modality),
        "attribution": part(figures.attribution),
    });
    if show {
        let of = |is_false| -> Vec<Value> {
            let differences = figures.differences.iter().filter(|difference| difference.is_false == is_false);
            differences.map(|d| json!({"article": d.article, "claim": d.claim})).collect()
        };
        value["missed"] = of(false).into();
        value["false"] = of(true).into();
    }
    value
}

fn tally_json(tally: Tally) -> Value {
    let Tally { found, false_claims, missed } = tally;
    let round = |share: f64| (share * 1000.0).round() / 1000.0;
    json!({
        "precision": round(tally.precision()), "recall": round(tally.recall()), "f1": round(tally.f1()),
        "tp": found, "fp": false_claims, "fn": missed,
    })
}

//! `stats`: what is in the graph, counted.

use std::{collections::BTreeMap, io::Write as _};

use anyhow::Result;
use newsgraph::{
    model::{Graph, Object},
    store,
};
use serde_json::{Map, Value, json};

use super::{
    Outcome,
    args::{Global, Stats},
    graph,
    table::Table,
    term::Term,
};

/// Entities shown as the best connected ones.
const BEST: usize = 10;

/// Prints the counts.
pub fn run(args: &Stats, global: &Global, term: &Term) -> Result<Outcome> {
    let (store, graph) = graph::store_and_graph(global)?;
    let quads: Vec<_> = store.quads().collect();
    let per_evidence = (store::triples_per_evidence(&quads) * 10.0).round() / 10.0;
    let groups = groups(&graph);
    let mut out = Term::stdout();
    if args.json {
        let mut value = json!({
            "articles": graph.articles.len(), "entities": graph.entities.len(), "evidence": graph.evidence.len(),
            "claims": graph.claims.len(), "triples": store.len(), "triples_per_evidence": per_evidence,
        });
        for (name, counts) in &groups {
            let counts: Map<String, Value> = counts.iter().map(|(name, n)| (name.clone(), (*n).into())).collect();
            value[name.replace(' ', "_")] = counts.into();
        }
        writeln!(out, "{value:#}")?;
    } else {
        let mut table = Table::new(&[]);
        for (name, number) in [
            ("articles", graph.articles.len().to_string()),
            ("entities", graph.entities.len().to_string()),
            ("claims", graph.claims.len().to_string()),
            ("evidence", graph.evidence.len().to_string()),
            ("triples", store.len().to_string()),
            ("triples per evidence", per_evidence.to_string()),
        ] {
            table.row(vec![name.to_owned(), number]);
        }
        table.write_rows(&mut out)?;
        for (name, counts) in &groups {
            writeln!(out, "\n{}", term.out.bold(name))?;
            let mut table = Table::new(&[]);
            for (name, number) in counts {
                table.row(vec![format!("  {name}"), number.to_string()]);
            }
            table.write_rows(&mut out)?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

type Counts = Vec<(String, usize)>;

fn groups(graph: &Graph) -> Vec<(&'static str, Counts)> {
    let articles = graph.articles.iter().map(|article| article.language.to_string());
    let evidence = graph.evidence.iter().map(|evidence| evidence.language.to_string());
    let statuses = graph.claims.iter().map(|claim| claim.status.name().to_lowercase());
    let relations = graph.claims.iter().map(|claim| claim.key.relation.clone());
    let ledger = graph.evidence.iter().map(|evidence| format!("{} {}", evidence.relation, evidence.language));
    let classes = graph.entities.iter().map(|entity| entity.class.clone());
    let ends = graph.claims.iter().flat_map(|claim| {
        let object = match &claim.key.object {
            Object::Entity(id) => Some(id),
            Object::Quantity(_) => None,
        };
        std::iter::once(&claim.key.subject).chain(object).map(|id| graph::label(graph, id).to_owned())
    });
    let mut best = counted(ends);
    best.truncate(BEST);
    vec![
        ("articles by language", counted(articles)),
        ("evidence by language", counted(evidence)),
        ("claims by status", counted(statuses)),
        ("claims by relation", counted(relations)),
        ("evidence by relation and language", counted(ledger)),
        ("entities by class", counted(classes)),
        ("entities in most claims", best),
    ]
}

/// How often each, the most frequent first.
fn counted(names: impl Iterator<Item = String>) -> Counts {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Counts = counts.into_iter().collect();
    counts.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
    counts
}

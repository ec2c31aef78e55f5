//! `show`: what the graph knows of an entity.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write as _,
};

use anyhow::Result;
use newsgraph::model::{ArticleHead, Claim, Entity, Graph, Object, Status};
use serde_json::{Value, json};

use super::{
    Outcome,
    args::{Global, Show},
    build::count,
    graph, knowledge,
    table::Table,
    term::Term,
    why::{harmless, thousandths},
};

/// Prints names, claims and articles of an entity.
pub fn run(args: &Show, global: &Global, term: &Term) -> Result<Outcome> {
    let whole = graph::graph(global)?;
    let ontology = knowledge::ontology(global)?;
    let entity = graph::entity(&whole, &ontology, &args.entity)?.clone();
    let graph = graph::filtered(whole, &args.filters, &ontology)?;
    let mut claims: Vec<&Claim> = graph.claims.iter().filter(|claim| graph::is_about(claim, &entity.id)).collect();
    claims.sort_by(|a, b| {
        let rank = |claim: &Claim| (claim.key.relation.clone(), claim.key.subject != entity.id);
        rank(a).cmp(&rank(b)).then(b.articles.cmp(&a.articles)).then_with(|| a.key.cmp(&b.key))
    });
    let articles: BTreeSet<&str> =
        claims.iter().flat_map(|claim| graph.evidence_of(claim)).map(|evidence| evidence.article.as_str()).collect();
    let mut heads: Vec<&ArticleHead> = articles.into_iter().filter_map(|id| graph.article(id)).collect();
    heads.sort_by_key(|head| (head.published, &head.name));
    let names = names(&entity, &ontology);
    let mut out = Term::stdout();
    if args.json {
        writeln!(out, "{:#}", as_json(&graph, &entity, &names, &claims, &heads))?;
        out.flush()?;
        return Ok(Outcome::Done);
    }
    let kind = if entity.known { "" } else { ", a name the ontology does not list" };
    writeln!(out, "{}  {}{kind}  e:{}", term.out.bold(&entity.label), entity.class, entity.id)?;
    for (language, names) in &names {
        writeln!(out, "  {} {}", term.out.faint(&format!("{language:<3}")), names.join(", "))?;
    }
    if claims.is_empty() {
        writeln!(out, "\nno claim")?;
    } else {
        writeln!(out)?;
        let mut table = Table::new(&["subject", "relation", "object", "status", "articles", "languages"]);
        for claim in &claims {
            let languages: BTreeSet<&str> = graph.evidence_of(claim).map(|e| e.language.as_str()).collect();
            table.row(vec![
                graph::label(&graph, &claim.key.subject).to_owned(),
                claim.key.relation.clone(),
                graph::object(&graph, claim),
                claim.status.name().to_lowercase(),
                claim.articles.to_string(),
                languages.into_iter().collect::<Vec<_>>().join(" "),
            ]);
        }
        let paint = term.out;
        table.write(&mut out, |row, column, text| match (claims[row].status, column) {
            (Status::Denied, 3) => paint.red(text),
            (Status::Contested, 3) => paint.yellow(text),
            _ => text.to_owned(),
        })?;
        writeln!(out, "\n{}", count(heads.len(), "article"))?;
        for head in &heads {
            let day = head.published.map_or(String::new(), |date| format!("  {date}"));
            let outlet = head.publisher.as_ref().map_or(String::new(), |outlet| format!("  {outlet}"));
            let title = head
                .title
                .as_ref()
                .map_or(String::new(), |title| format!("  «{}»", title.chars().map(harmless).collect::<String>()));
            writeln!(out, "  {}  {}{day}{outlet}{title}", term.out.faint(head.language.as_str()), head.name)?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// Names by language; those of every language under `*`.
fn names(entity: &Entity, ontology: &newsgraph::ontology::Ontology) -> BTreeMap<String, Vec<String>> {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |language: String, name: &String| {
        let list = names.entry(language).or_default();
        if *name != entity.label && !list.contains(name) {
            list.push(name.clone());
        }
    };
    if let Some(known) = ontology.entity(&entity.id) {
        for (language, labels) in known.labels.iter().chain(&known.alternatives) {
            let language = language.map_or("*".to_owned(), |language| language.to_string());
            for name in labels {
                add(language.clone(), name);
            }
        }
    }
    let hidden = ontology.entity(&entity.id).into_iter().flat_map(|known| known.hidden.values().flatten());
    let listed: Vec<String> = names.values().flatten().chain(hidden).cloned().collect();
    let others: Vec<String> = entity.aliases.iter().filter(|alias| !listed.contains(alias)).cloned().collect();
    if !others.is_empty() {
        names.entry("*".to_owned()).or_default().extend(others);
    }
    names.retain(|_, names| !names.is_empty());
    names
}

fn as_json(
    graph: &Graph,
    entity: &Entity,
    names: &BTreeMap<String, Vec<String>>,
    claims: &[&Claim],
    heads: &[&ArticleHead],
) -> Value {
    let end = |id: &str| json!({"id": format!("e:{id}"), "label": graph::label(graph, id)});
    let claims: Vec<Value> = claims
        .iter()
        .map(|claim| {
            let (object, quantity) = match &claim.key.object {
                Object::Entity(id) => (Some(end(id)), None),
                Object::Quantity(quantity) => (None, Some(quantity)),
            };
            json!({
                "id": format!("c:{}", claim.id),
                "subject": end(&claim.key.subject),
                "relation": claim.key.relation,
                "object": object,
                "value": quantity.map(|quantity| quantity.value),
                "unit": quantity.map(|quantity| &quantity.unit),
                "place": claim.key.place.as_deref().map(end),
                "date": claim.key.date,
                "status": claim.status,
                "support": thousandths(claim.support).parse::<f64>().unwrap_or_default(),
                "denial": thousandths(claim.denial).parse::<f64>().unwrap_or_default(),
                "evidence": claim.evidence.len(),
                "articles": claim.articles,
                "lineages": claim.lineages,
            })
        })
        .collect();
    let articles: Vec<Value> = heads
        .iter()
        .map(|head| {
            json!({
                "name": head.name, "language": head.language, "title": head.title, "publisher": head.publisher,
                "published": head.published, "url": head.url,
            })
        })
        .collect();
    json!({
        "id": format!("e:{}", entity.id), "label": entity.label, "type": entity.class, "known": entity.known,
        "names": names, "claims": claims, "articles": articles,
    })
}

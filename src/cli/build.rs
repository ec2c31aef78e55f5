//! `build`: articles → graph, in a folder of its own.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    path::PathBuf,
};

use anyhow::Result;
use newsgraph::{
    export::{self, Format, PICTURE_LIMIT},
    merge,
    model::{ArticleHead, Evidence, Graph, Ledger, Note},
    ontology::Ontology,
    pipeline::{self, Engine},
    store::BASE,
};
use serde_json::{Value, json};

use super::{
    Outcome,
    args::{Build, Global, Reading},
    articles::{self, Tally},
    evidence::Json,
    folder::Folder,
    knowledge,
    term::Term,
};

/// Reads, merges and writes.
pub fn run(args: &Build, global: &Global, term: &Term) -> Result<Outcome> {
    let folder = if args.dry_run { None } else { Some(Folder::ours(&args.output)?) };
    let engine = knowledge::engine(knowledge::ontology(global)?, global, term);
    let built = Built::of(engine, &args.inputs, &args.reading, term)?;
    match &folder {
        Some(folder) => built.write(folder, &engine.compiled.ontology, term)?,
        None => term.say(&format!("{}; nothing was written", built.summary())),
    }
    Ok(if built.tally.lost() > 0 { Outcome::Skipped } else { Outcome::Done })
}

/// A graph and how it came about.
pub struct Built {
    /// The graph.
    pub graph: Graph,
    inputs: Vec<String>,
    tally: Tally,
    ledger: Ledger,
    /// Notes by the name of the article.
    notes: Vec<(String, Note)>,
}

impl Built {
    /// Reads articles, keeping of each no more than its head and its evidence, and merges them.
    pub fn of(engine: &Engine, inputs: &[PathBuf], reading: &Reading, term: &Term) -> Result<Self> {
        // By the id of the article, which comes from its content: the same article given twice is one.
        let mut articles: BTreeMap<String, (ArticleHead, Vec<Evidence>)> = BTreeMap::new();
        let mut ledger = Ledger::default();
        let mut notes = Vec::new();
        let tally = articles::each(
            &engine.compiled.ontology,
            inputs,
            reading,
            term,
            |article| pipeline::reading(engine, &article),
            |read| {
                let name = read.head.name.clone();
                notes.extend(read.notes.into_iter().map(|note| (name.clone(), note)));
                let (id, new) = (read.head.id.clone(), (read.head, read.evidence));
                match articles.entry(id) {
                    Entry::Occupied(mut known) if new < *known.get() => drop(known.insert(new)),
                    Entry::Occupied(_) => {}
                    Entry::Vacant(place) => {
                        add(&mut ledger, &read.ledger);
                        place.insert(new);
                    }
                }
                Ok(())
            },
        )?;
        let (heads, evidence): (Vec<_>, Vec<_>) = articles.into_values().unzip();
        let graph = merge::graph(&engine.compiled.ontology, heads, evidence.into_iter().flatten().collect());
        notes.sort();
        let mut inputs: Vec<String> = inputs.iter().map(|path| path.display().to_string()).collect();
        inputs.sort();
        Ok(Self { graph, inputs, tally, ledger, notes })
    }

    /// Writes `graph.ttl`, `graph.dot`, `claims.ndjson` and `report.json`, all or none, and says so.
    pub fn write(&self, folder: &Folder, ontology: &Ontology, term: &Term) -> Result<()> {
        let export = |format| export::export(&self.graph, ontology, format, BASE, PICTURE_LIMIT);
        folder.prepare("graph.ttl", &export(Format::Turtle)?)?;
        folder.prepare("graph.dot", &export(Format::Dot)?)?;
        folder.prepare("claims.ndjson", &self.claims())?;
        folder.prepare("report.json", &format!("{:#}\n", self.report()))?;
        folder.publish()?;
        term.say(&format!("{} → {}", self.summary(), folder.path().display()));
        Ok(())
    }

    /// One line for people.
    pub fn summary(&self) -> String {
        let Graph { articles, entities, evidence, claims } = &self.graph;
        let skipped = match self.tally.lost() {
            0 => String::new(),
            lost => format!("; {} skipped", count(lost, "input")),
        };
        format!(
            "{}, {}, {}, {}{skipped}",
            count(articles.len(), "article"),
            count(entities.len(), "entity"),
            count(claims.len(), "claim"),
            count(evidence.len(), "evidence"),
        )
    }

    fn claims(&self) -> String {
        let name = |id: &str| self.graph.article(id).map_or("", |article| article.name.as_str());
        self.graph.evidence.iter().map(|evidence| Json::of(name(&evidence.article), evidence).line()).collect()
    }

    /// What was read, skipped and found; no times, so that the same input gives the same report.
    fn report(&self) -> Value {
        let mut statuses: BTreeMap<&str, usize> = BTreeMap::new();
        let mut relations: BTreeMap<&str, usize> = BTreeMap::new();
        for claim in &self.graph.claims {
            *statuses.entry(claim.status.name()).or_default() += 1;
            *relations.entry(&claim.key.relation).or_default() += 1;
        }
        let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
        for article in &self.graph.articles {
            *languages.entry(article.language.as_str()).or_default() += 1;
        }
        let notes: Vec<Value> = self.notes.iter().map(|(article, note)| note_json(article, note)).collect();
        let mut skipped = self.tally.skipped.clone();
        skipped.sort();
        json!({
            "tool": {"name": "newsgraph", "version": env!("CARGO_PKG_VERSION")},
            "inputs": self.inputs,
            "articles": self.graph.articles.len(),
            "skipped": skipped,
            "notes": notes,
            "ledger": self.ledger,
            "entities": self.graph.entities.len(),
            "evidence": self.graph.evidence.len(),
            "claims": {
                "count": self.graph.claims.len(),
                "by_status": statuses,
                "by_relation": relations,
            },
            "articles_by_language": languages,
        })
    }
}

fn note_json(article: &str, note: &Note) -> Value {
    let mut value = json!({
        "article": article, "code": note.code, "severity": note.severity, "message": note.message,
    });
    if let Some(span) = note.span {
        value["bytes"] = json!([span.start, span.end]);
    }
    value
}

fn add(sum: &mut Ledger, ledger: &Ledger) {
    for (language, line) in &ledger.languages {
        sum.languages.entry(*language).or_default().add(line);
    }
    for (relation, languages) in &ledger.relations {
        let counts = sum.relations.entry(relation.clone()).or_default();
        for (language, count) in languages {
            *counts.entry(*language).or_default() += count;
        }
    }
}

/// A number and what it counts, in the right number.
pub fn count(number: usize, noun: &str) -> String {
    let plural = match noun.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    };
    format!("{number} {}", if number == 1 { noun } else { &plural })
}

//! `build`: articles → graph, in a folder of its own.

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::Result;
use newsgraph::{
    export::{self, Format, PICTURE_LIMIT},
    merge::{self, Changes, Merged},
    model::{ArticleHead, Graph, Ledger, Note},
    ontology::Ontology,
    pipeline::{self, Engine},
};
use serde_json::{Value, json};

use super::{
    Outcome,
    args::{Build, Global, Reading},
    articles::{self, Tally},
    decisions::Decisions,
    evidence::Json,
    folder::Folder,
    knowledge, pending,
    spool::Spool,
    start::{Aside, Start},
    term::Term,
};

/// Reads, merges and writes.
pub fn run(args: &Build, global: &Global, term: &Term) -> Result<Outcome> {
    let folder = match args {
        Build { dry_run: true, .. } => None,
        Build { defer: true, .. } => Some(Folder::ours(&args.output)?),
        Build { salvage: true, .. } => Some(pending::folder_from(&args.output, Start::salvaged, global, term)?),
        _ => Some(pending::folder(&args.output, global, term)?),
    };
    let ontology = knowledge::ontology(global)?;
    let start = match args {
        Build { defer: true, .. } => Start::of_names(&args.output),
        Build { salvage: true, .. } => Start::salvaged(&args.output),
        _ => Start::of(&args.output),
    };
    let (mut start, ontology) = if let Some(start) = start.filter(|_| args.append) {
        let start = start?;
        let ontology = start.ontology(ontology)?;
        (start, ontology)
    } else {
        if let Some(folder) = &folder {
            folder.holds_no_other_graph()?;
        }
        (Start::default(), ontology)
    };
    if !args.defer {
        start.decisions = Decisions::of(&args.output)?;
    }
    let engine = knowledge::engine(ontology, global, term);
    let spool = match &folder {
        Some(folder) => Some(Spool::of(folder.path(), &knowledge::sources(global)?, global.models.into())?),
        None => None,
    };
    let built = Built::of(engine, start, spool, &args.inputs, &args.reading, term)?;
    match &folder {
        Some(folder) if args.defer => {
            pending::add(folder, &built.graph, &engine.compiled.ontology, &built.base)?;
            let when = "merged when the graph is next read or changed";
            term.say(&format!("{} → {}, {when}", built.summary(), folder.path().display()));
        }
        Some(folder) => built.write(folder, &engine.compiled.ontology, term)?,
        None => term.say(&format!("{}; nothing was written", built.summary())),
    }
    let outcome = if built.tally.lost() > 0 { Outcome::Skipped } else { Outcome::Done };
    if let Some(spool) = built.spool {
        spool.end();
    }
    Ok(outcome)
}

/// What an article gave.
enum Read {
    /// Nothing that the graph does not have.
    Known(ArticleHead),
    New(Box<pipeline::Reading>),
    /// The same, read by a build that did not come to its end.
    Spooled(Box<pipeline::Reading>),
}

/// A graph and how it came about.
pub struct Built {
    /// The graph.
    pub graph: Graph,
    base: String,
    changes: Changes,
    /// Decisions that name what is not there, in words.
    idle: Vec<String>,
    spool: Option<Spool>,
    aside: Aside,
    inputs: Vec<String>,
    tally: Tally,
    ledger: Ledger,
    /// Notes by the name of the article.
    notes: Vec<(String, Note)>,
}

impl Built {
    /// Reads articles, keeping of each no more than its head and its evidence, and merges them with those that are there.
    pub fn of(
        engine: &Engine,
        start: Start,
        mut spool: Option<Spool>,
        inputs: &[PathBuf],
        reading: &Reading,
        term: &Term,
    ) -> Result<Self> {
        let Start { mut articles, base, heads, decisions, aside, .. } = start;
        let before = spool.as_mut().map(Spool::take).unwrap_or_default();
        if !before.is_empty() {
            term.say(&format!("going on with a build that was cut short: {} read", count(before.len(), "article")));
        }
        let mut ledger = Ledger::default();
        let mut notes = Vec::new();
        let tally = articles::each(
            &engine.compiled.ontology,
            inputs,
            reading,
            term,
            |article| match heads.get(&article.head.id) {
                Some(before) if merge::is_same(before, &article.head) => Read::Known(article.head),
                _ => match before.reading(&article.head) {
                    Some(read) => Read::Spooled(Box::new(read)),
                    None => Read::New(Box::new(pipeline::reading(engine, &article))),
                },
            },
            |read| {
                if let (Some(spool), Read::New(read)) = (&mut spool, &read) {
                    spool.add(read)?;
                }
                match read {
                    Read::Known(head) => articles.keep(head),
                    Read::New(read) | Read::Spooled(read) => {
                        let name = read.head.name.clone();
                        notes.extend(read.notes.into_iter().map(|note| (name.clone(), note)));
                        if articles.add(read.head, read.evidence) {
                            add(&mut ledger, &read.ledger);
                        }
                    }
                }
                Ok(())
            },
        )?;
        notes.sort();
        let mut inputs: Vec<String> = inputs.iter().map(|path| path.display().to_string()).collect();
        inputs.sort();
        let Merged { graph, changes, idle } = articles.graph(&engine.compiled.ontology, &decisions.plain());
        let idle = decisions.named(&idle);
        Ok(Self { graph, base, changes, idle, spool, aside, inputs, tally, ledger, notes })
    }

    /// The graph of what is left of a start.
    pub fn of_what_is_left(start: Start, ontology: &Ontology) -> Self {
        let Merged { graph, changes, idle } = start.articles.graph(ontology, &start.decisions.plain());
        let idle = start.decisions.named(&idle);
        let (tally, ledger, base, aside) = (Tally::default(), Ledger::default(), start.base, start.aside);
        Self { graph, base, changes, idle, spool: None, aside, inputs: Vec::new(), tally, ledger, notes: Vec::new() }
    }

    /// Writes `graph.ttl`, `graph.dot`, `claims.ndjson` and `report.json`, all or none, and says so.
    pub fn write(&self, folder: &Folder, ontology: &Ontology, term: &Term) -> Result<()> {
        let export = |format| export::export(&self.graph, ontology, format, &self.base, PICTURE_LIMIT);
        for (name, text) in &self.aside.files {
            folder.prepare(name, text)?;
        }
        folder.prepare("graph.ttl", &export(Format::Turtle)?)?;
        folder.prepare("graph.dot", &export(Format::Dot)?)?;
        folder.prepare("claims.ndjson", &self.claims())?;
        folder.prepare("report.json", &format!("{:#}\n", self.report()))?;
        folder.publish()?;
        for reason in &self.aside.reasons {
            term.warn(reason, None);
        }
        for decision in &self.idle {
            term.warn(
                &format!("{decision}: names what is not in the graph"),
                Some("take it back with `decide undo NUMBER`"),
            );
        }
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
        let Changes { added, replaced, unchanged, removed } = self.changes;
        let mut changed = String::new();
        if added < articles.len() {
            let parts = [(added, "added"), (replaced, "replaced"), (unchanged, "unchanged"), (removed, "removed")];
            let parts = parts.into_iter().filter(|(number, _)| *number > 0);
            let parts: Vec<String> = parts.map(|(number, what)| format!("{number} {what}")).collect();
            changed = format!("{}: ", parts.join(", "));
        }
        format!(
            "{changed}{}, {}, {}, {}{skipped}",
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
            "changes": {
                "added": self.changes.added,
                "replaced": self.changes.replaced,
                "unchanged": self.changes.unchanged,
                "removed": self.changes.removed,
            },
            "decisions_without_effect": self.idle,
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

//! `ontology check`, `ontology explain` and `ontology suggest`: for those who write frames.

mod gold;
mod suggest;

use std::{
    collections::BTreeMap,
    io::{self, Write as _},
};

use anyhow::Result;
use newsgraph::{
    model::{Article, Evidence, Language, Severity},
    ontology::{Compiled, Example, FrameKind, Ontology, Relation},
    pipeline::{self, Engine},
    query::nearest,
    score,
};
use rayon::prelude::*;

pub use suggest::suggest;

use super::{
    Outcome,
    args::{Global, OntologyCheck},
    build::count,
    error::hinted,
    graph, knowledge,
    table::Table,
    term::{Paint, Term},
};

/// Prints what is wrong, then the coverage of every relation in every language; says no where something is wrong.
pub fn check(args: &OntologyCheck, global: &Global, term: &Term) -> Result<Outcome> {
    let ontology = knowledge::ontology(global)?;
    let (relation, language) = (args.relation.as_deref(), args.lang);
    if let Some(name) = relation.filter(|name| ontology.relation(name).is_none()) {
        let names = ontology.relations.iter().map(|relation| relation.name.as_str());
        return Err(graph::unknown("relation", name, nearest(name, names)).into());
    }
    if let Some(language) = language {
        supported(&ontology, language)?;
    }
    if let Some(gold) = &args.gold {
        return gold::check(args, gold, ontology, global, term);
    }
    let engine = Engine::new(ontology, true);
    let ontology = &engine.compiled.ontology;
    let languages: Vec<Language> =
        ontology.languages().into_iter().filter(|known| language.is_none_or(|wanted| wanted == *known)).collect();
    let relations: Vec<&Relation> =
        ontology.relations.iter().filter(|known| relation.is_none_or(|wanted| wanted == known.name)).collect();
    let mut findings = Vec::new();
    if relation.is_none() {
        labels(ontology, &languages, &mut findings);
    }
    notes(&engine.compiled, relation, language, &mut findings);
    for relation in &relations {
        declared(ontology, relation, &languages, &mut findings);
    }
    let cells: Vec<(&Relation, Language)> =
        relations.iter().flat_map(|relation| languages.iter().map(|language| (*relation, *language))).collect();
    let checked: Vec<Cell> =
        cells.par_iter().map(|(relation, language)| Cell::of(&engine, relation, *language)).collect();
    let mut out = Term::stdout();
    for cell in &checked {
        findings.extend(cell.findings.iter().cloned());
    }
    findings.sort();
    for finding in &findings {
        finding.write(&mut out, term.out)?;
    }
    if !findings.is_empty() {
        writeln!(out)?;
    }
    matrix(&relations, &languages, &checked).write(&mut out, |_, _, text| text.to_owned())?;
    out.flush()?;
    let passed: usize = checked.iter().map(|cell| cell.passed).sum();
    let all: usize = checked.iter().map(|cell| cell.examples).sum();
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    term.say(&format!(
        "a cell is: frames, examples right/all. {passed} of {} right, {}",
        count(all, "example"),
        count(errors, "error")
    ));
    Ok(if errors > 0 { Outcome::No } else { Outcome::Done })
}

/// Prints what the program sees in a sentence.
pub fn explain(language: Language, sentence: &str, global: &Global) -> Result<Outcome> {
    let ontology = knowledge::ontology(global)?;
    supported(&ontology, language)?;
    let read = if sentence == "-" { io::read_to_string(io::stdin())? } else { sentence.to_owned() };
    let engine = Engine::new(ontology, true).asking(global.models.into());
    let mut out = Term::stdout();
    out.write_all(pipeline::explain(&engine, &Article::plain(&read, language)).as_bytes())?;
    out.flush()?;
    Ok(Outcome::Done)
}

fn supported(ontology: &Ontology, language: Language) -> Result<()> {
    if ontology.lexicon(language).is_some() {
        return Ok(());
    }
    let known: Vec<String> = ontology.languages().iter().map(ToString::to_string).collect();
    Err(hinted(format!("no language file for `{language}`"), format!("there are {}", known.join(", "))))
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    place: String,
    severity: Severity,
    code: String,
    message: String,
}

impl Finding {
    fn error(place: impl Into<String>, code: &str, message: impl Into<String>) -> Self {
        Self { place: place.into(), severity: Severity::Error, code: code.to_owned(), message: message.into() }
    }

    fn write(&self, out: &mut impl io::Write, paint: Paint) -> io::Result<()> {
        let severity = match self.severity {
            Severity::Error => paint.red("error"),
            Severity::Warn => paint.yellow("warning"),
            Severity::Info => "info".to_owned(),
        };
        writeln!(out, "{severity} {}: {}: {}", self.code, self.place, self.message)
    }
}

fn notes(compiled: &Compiled, relation: Option<&str>, language: Option<Language>, findings: &mut Vec<Finding>) {
    let named = |part: &str, message: &str| message.contains(part);
    for note in &compiled.notes {
        let of_relation = relation.is_none_or(|name| named(&format!("{name}.ttl"), &note.message));
        let of_language = language.is_none_or(|language| {
            named(&format!("/{language}/"), &note.message) || named(&format!("/{language}.ttl"), &note.message)
        });
        if of_relation && of_language {
            let (place, message) = note.message.split_once(": ").unwrap_or(("ontology", &note.message));
            let (code, severity) = (note.code.clone(), note.severity);
            findings.push(Finding { place: place.to_owned(), severity, code, message: message.to_owned() });
        }
    }
}

/// Classes and relations that a person would see without a name in her language.
fn labels(ontology: &Ontology, languages: &[Language], findings: &mut Vec<Finding>) {
    let mut lacking = |place: &str, name: &str, labels: &BTreeMap<Language, String>| {
        let missing: Vec<&str> =
            languages.iter().filter(|language| !labels.contains_key(language)).map(Language::as_str).collect();
        if !missing.is_empty() {
            findings.push(Finding::error(
                place,
                "label-missing",
                format!("ng:{name} has no label in {}", missing.join(", ")),
            ));
        }
    };
    for class in &ontology.classes {
        lacking("vocabulary.ttl", &class.name, &class.labels);
    }
    for relation in &ontology.relations {
        lacking(&relation.file, &relation.name, &relation.labels);
    }
}

fn declared(ontology: &Ontology, relation: &Relation, languages: &[Language], findings: &mut Vec<Finding>) {
    for (name, classes) in [("domain", &relation.domain), ("range", &relation.range)] {
        for class in classes.iter().filter(|class| ontology.class(class).is_none()) {
            let message = format!("the {name} of ng:{} is an unknown class, ng:{class}", relation.name);
            findings.push(Finding::error(&relation.file, "class-unknown", message));
        }
    }
    if relation.comment.is_empty() {
        let message = format!("ng:{} has no rdfs:comment", relation.name);
        findings.push(Finding::error(&relation.file, "comment-missing", message));
    }
    for language in languages.iter().filter(|language| !relation.gaps.contains_key(language)) {
        let frames = relation.frames.iter().any(|frame| frame.language == *language && frame.kind != FrameKind::Unless);
        if !frames {
            let message = format!("ng:{} has no frame in {language} and no ng:gap that says why", relation.name);
            findings.push(Finding::error(&relation.file, "frames-missing", message));
            continue;
        }
        let examples = relation.examples.iter().filter(|example| example.language == *language).count();
        let counter = relation.counter_examples.iter().filter(|example| example.language == *language).count();
        if examples < 2 || counter < 1 {
            let message = format!(
                "ng:{} has {} and {} in {language}; it needs two and one",
                relation.name,
                count(examples, "example"),
                count(counter, "counter-example")
            );
            findings.push(Finding::error(&relation.file, "examples-missing", message));
        }
    }
}

/// What one relation has in one language.
struct Cell {
    frames: usize,
    examples: usize,
    passed: usize,
    findings: Vec<Finding>,
}

impl Cell {
    fn of(engine: &Engine, relation: &Relation, language: Language) -> Self {
        let frames = relation.frames.iter().filter(|frame| frame.language == language).count();
        let mut cell = Self { frames, examples: 0, passed: 0, findings: Vec::new() };
        let examples = relation.examples.iter().map(|example| (example, "example"));
        let counter = relation.counter_examples.iter().map(|example| (example, "counter-example"));
        for (example, kind) in examples.chain(counter).filter(|(example, _)| example.language == language) {
            cell.examples += 1;
            let evidence = evidence(engine, example);
            let wrong = score::wrong(&engine.compiled.ontology, &relation.name, example, &evidence);
            cell.passed += usize::from(wrong.is_empty());
            if !wrong.is_empty() {
                let message = format!("{language} «{}» {}", example.text, wrong.join(", "));
                cell.findings.push(Finding::error(&relation.file, &format!("{kind}-wrong"), message));
            }
        }
        cell
    }
}

fn evidence(engine: &Engine, example: &Example) -> Vec<Evidence> {
    pipeline::reading(engine, &Article::plain(&example.text, example.language)).evidence
}

fn matrix(relations: &[&Relation], languages: &[Language], cells: &[Cell]) -> Table {
    let mut head = vec!["relation"];
    head.extend(languages.iter().map(Language::as_str));
    let mut table = Table::new(&head);
    for (relation, cells) in relations.iter().zip(cells.chunks(languages.len().max(1))) {
        let mut row = vec![relation.name.clone()];
        for (language, cell) in languages.iter().zip(cells) {
            let gap = cell.frames == 0 && relation.gaps.contains_key(language);
            row.push(if gap { "gap".to_owned() } else { format!("{} {}/{}", cell.frames, cell.passed, cell.examples) });
        }
        table.row(row);
    }
    table
}

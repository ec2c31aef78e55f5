//! The ontology's files: complete in every language, without clashes, and every example true.
//!
//! Examples that the engine does not get right yet are listed in `tests/ontology-known-failures.txt`; `BLESS=known`
//! writes the list, `SHOW_KNOWN=1` shows how they fail.

mod engine;
mod known;

use std::{collections::BTreeMap, fmt::Write as _, process::ExitCode};

use known::Case;
use newsgraph::{
    model::{Language, Severity},
    ontology::{Example, FrameKind, FrameSource, KnownEntity, Labels, Ontology, Relation},
    score,
};

fn main() -> ExitCode {
    let ontology = &engine::with_examples().compiled.ontology;
    let mut cases = vec![
        case("every class has a label in every language", class_labels),
        case("every relation has a label in every language", relation_labels),
        case("every relation has frames in every language, or says why not", frames),
        case("every relation has two examples and a counter-example in every language", examples),
        case("everything can be compiled", compiles),
        case("no two entities share a name", names),
    ];
    for relation in &ontology.relations {
        cases.extend(example_cases(relation, "example", &relation.examples));
        cases.extend(example_cases(relation, "counter-example", &relation.counter_examples));
    }
    let header = "Examples of ontology/relations that the engine does not get right yet; BLESS=known writes this list.";
    known::run(cases, "tests/ontology-known-failures.txt", header)
}

fn case(name: &str, wrong: fn(&'static Ontology) -> String) -> Case {
    Case { name: name.to_owned(), wrong: Box::new(move || wrong(&engine::with_examples().compiled.ontology)) }
}

/// One case an example, named by its text: its place in the file may change.
fn example_cases(relation: &'static Relation, kind: &'static str, examples: &'static [Example]) -> Vec<Case> {
    let case = |example: &'static Example| Case {
        name: format!("{} {} {kind}: {}", relation.name, example.language, example.text),
        wrong: Box::new(move || {
            let ontology = &engine::with_examples().compiled.ontology;
            let evidence = engine::evidence(&example.text, example.language);
            score::wrong(ontology, &relation.name, example, &evidence).join("\n")
        }),
    };
    examples.iter().map(case).collect()
}

fn class_labels(ontology: &Ontology) -> String {
    let mut wrong = String::new();
    for class in &ontology.classes {
        missing(&mut wrong, &class.name, ontology, |language| class.labels.contains_key(&language));
    }
    wrong
}

fn relation_labels(ontology: &Ontology) -> String {
    let mut wrong = String::new();
    for relation in &ontology.relations {
        missing(&mut wrong, &relation.name, ontology, |language| relation.labels.contains_key(&language));
    }
    wrong
}

fn frames(ontology: &Ontology) -> String {
    let mut wrong = String::new();
    for relation in &ontology.relations {
        missing(&mut wrong, &relation.name, ontology, |language| {
            let written = |frame: &FrameSource| frame.language == language && frame.kind != FrameKind::Unless;
            relation.gaps.contains_key(&language) || relation.frames.iter().any(written)
        });
    }
    wrong
}

fn examples(ontology: &Ontology) -> String {
    let mut wrong = String::new();
    for relation in &ontology.relations {
        missing(&mut wrong, &relation.name, ontology, |language| {
            let of = |examples: &[Example]| examples.iter().filter(|example| example.language == language).count();
            relation.gaps.contains_key(&language) || of(&relation.examples) >= 2 && of(&relation.counter_examples) >= 1
        });
    }
    wrong
}

fn compiles(_: &Ontology) -> String {
    let notes = engine::with_examples().compiled.notes.iter().filter(|note| note.severity == Severity::Error);
    notes.map(|note| format!("{}: {}", note.code, note.message)).collect::<Vec<_>>().join("\n")
}

/// Names that are not marked as ambiguous belong to one entity, in each language.
fn names(ontology: &Ontology) -> String {
    let mut wrong = String::new();
    for language in ontology.languages() {
        let mut owners: BTreeMap<&str, &KnownEntity> = BTreeMap::new();
        for entity in &ontology.entities {
            let ambiguous: Vec<&str> = labels_in(&entity.ambiguous, language).collect();
            let all = [&entity.labels, &entity.alternatives, &entity.hidden];
            let all = all.into_iter().flat_map(|labels| labels_in(labels, language));
            for name in all.filter(|name| !ambiguous.contains(name)) {
                if let Some(other) = owners.insert(name, entity).filter(|other| other.id != entity.id) {
                    let _ = writeln!(wrong, "{language}: «{name}» is {} and {}", other.id, entity.id);
                }
            }
        }
    }
    wrong
}

/// Names that hold in a language: its own, and those of every language.
fn labels_in(labels: &Labels, language: Language) -> impl Iterator<Item = &str> {
    let keys = [None, Some(language)];
    keys.into_iter().filter_map(|key| labels.get(&key)).flatten().map(String::as_str)
}

fn missing(wrong: &mut String, name: &str, ontology: &Ontology, has: impl Fn(Language) -> bool) {
    for language in ontology.languages().into_iter().filter(|language| !has(*language)) {
        let _ = writeln!(wrong, "{name}: nothing in `{language}`");
    }
}

//! The saved queries and checks of the ontology, on a small graph.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Quad, Term};

use super::{Answer, Check, Form, Options, check, run};
use crate::{
    model::Severity,
    ontology::Sources,
    store::{
        Iris, Store,
        sample::{sample_quads, store},
    },
};

fn saved(folder: &str) -> BTreeMap<String, String> {
    let inside = |path: &str| Some(path.strip_prefix(folder)?.strip_suffix(".rq")?.to_owned());
    Sources::built_in().files().filter_map(|file| Some((inside(&file.path)?, file.text))).collect()
}

fn answer(name: &str) -> Answer {
    let queries = saved("queries/");
    run(&store(), &queries[name], &Options::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Rows as the table shows them, each line with single blanks.
fn rows(name: &str) -> Vec<String> {
    let table = answer(name).written(Form::Table).expect("a table");
    table.lines().skip(2).map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn partners_evidence_and_who_said_it() {
    assert_eq!(rows("partners"), ["Alfatech Boreasoft 2 2"]);
    let evidence = rows("evidence");
    assert_eq!(evidence.len(), 13, "the condition states no claim");
    assert!(evidence.contains(
        &"Alfatech ng:partnersWith Boreasoft ng:Confirmed de 0 36 „Boreasoft“ kooperiert mit Alfatech. articles/de1.txt"
            .to_owned()
    ));
    let said = rows("who-said");
    assert_eq!(
        said[0],
        "people \"close\" to it Norland News Boreasoft ng:acquired Alfatech ng:Affirmed ng:Planned articles/en1.txt"
    );
    assert_eq!(said.len(), 3, "a chain of three has two further links");
}

#[test]
fn denied_planned_and_contested() {
    assert_eq!(rows("denied").len(), 2);
    assert_eq!(
        rows("planned-or-rumoured"),
        [
            "Boreasoft ng:acquired Alfatech ng:Planned 1 2025-02-13",
            "Boreasoft ng:sharesChanged 8.5 ng:Reported 1 2025-02-13"
        ]
    );
    assert_eq!(
        rows("contradictions"),
        ["Norland Competition Authority ng:investigates Alfatech ng:Contested denied Norland Competition Authority \
             ng:investigates Alfatech"]
    );
    assert_eq!(rows("superseded").len(), 1);
    assert!(
        rows("superseded")[0].starts_with("Alfatech ng:selected Fjordbank 2025-02-13 Alfatech ng:rejected Fjordbank")
    );
}

#[test]
fn languages_sources_and_numbers() {
    assert_eq!(rows("confirmed-in-languages"), ["Alfatech ng:partnersWith Boreasoft ng:Confirmed 2 de en"]);
    assert_eq!(rows("independent-sources"), ["Alfatech ng:partnersWith Boreasoft ng:Confirmed 2 2 0.95"]);
    let single = rows("single-source");
    assert_eq!(single.len(), 5);
    assert!(single.contains(&"Anna Berger ng:worksFor Alfatech ng:Supported 0.95 articles/id1.txt".to_owned()));
    assert_eq!(
        rows("disagreeing-numbers"),
        [
            "Boreasoft ng:sharesChanged 8.5 ng:percent Hong Kong 2025-02-13 articles/fr1.txt Boreasoft a gagné 8,5 %.",
            "Boreasoft ng:sharesChanged 9.1 ng:percent Hong Kong 2025-02-13 articles/en1.txt Boreasoft rose 9.1 percent."
        ]
    );
}

#[test]
fn time_one_entity_paths_and_unlisted_names() {
    assert_eq!(rows("timeline").len(), 11);
    let about = rows("about");
    assert_eq!(about.len(), 8);
    assert!(about.iter().all(|row| row.contains("Alfatech")));
    assert!(about.contains(&"Alfatech ng:raised 100000000 ng:EUR ng:Supported 1".to_owned()));
    assert_eq!(
        rows("path"),
        ["Alfatech ng:rejected Fjordbank ng:acquired Zentavo", "Alfatech ng:selected Fjordbank ng:acquired Zentavo"]
    );
    assert_eq!(rows("unlisted"), ["Zentavo ng:Company 1 1"]);
}

#[test]
fn every_saved_query_has_a_title_and_the_order_of_quads_does_not_matter() {
    let queries = saved("queries/");
    assert_eq!(queries.len(), 15);
    let mut reversed = sample_quads();
    reversed.reverse();
    let reversed = Store::from_quads(reversed);
    for (name, text) in &queries {
        assert!(text.starts_with("# ") && text.contains("ORDER BY") && !text.contains("PREFIX"), "{name}");
        assert!(!answer(name).is_empty(), "{name}");
        let again = run(&reversed, text, &Options::default()).expect(name);
        assert_eq!(again, answer(name), "{name}");
        assert!(run(&Store::from_quads(Vec::new()), text, &Options::default()).expect(name).is_empty(), "{name}");
    }
}

fn checks() -> Vec<Check> {
    saved("checks/").iter().map(|(name, text)| Check::read(name, text)).collect()
}

fn found(quads: Vec<Quad>) -> BTreeSet<String> {
    let findings = check(&Store::from_quads(quads), &checks(), &Options::default()).expect("findings");
    findings.into_iter().filter(|finding| finding.check.severity != Severity::Info).map(|f| f.check.name).collect()
}

#[test]
fn a_good_graph_passes_and_every_check_tells_what_to_do() {
    assert_eq!(found(sample_quads()), BTreeSet::new());
    assert!(checks().len() >= 8);
    for check in checks() {
        assert!(![&check.title, &check.problem, &check.solution].iter().any(|text| text.is_empty()), "{check:?}");
    }
    let info = check(&store(), &checks(), &Options::default()).expect("findings");
    let names: Vec<&str> = info.iter().map(|finding| finding.check.name.as_str()).collect();
    assert_eq!(names, ["article-without-date", "contested"]);
    let text = info[0].text(1).expect("text");
    assert!(text.starts_with("info: Articles without a date [article-without-date]\n  Words such as"), "{text}");
    assert!(text.contains("\n    articles/id1.txt"), "{text}");
}

#[test]
fn every_check_finds_what_it_is_for() {
    let ng = |name: &str| NamedNode::new_unchecked(format!("{}{name}", crate::store::NG));
    let iris = Iris::default();
    let without = |name: &str| -> Vec<Quad> {
        sample_quads().into_iter().filter(|quad| !quad.predicate.as_str().ends_with(name)).collect()
    };
    let with = |subject: NamedNode, predicate: NamedNode, object: Term| {
        let mut quads = sample_quads();
        quads.push(Quad::new(subject, predicate, object, oxigraph::model::GraphName::DefaultGraph));
        quads
    };
    let direct = |relation: &str, subject: &str, object: &str| {
        with(iris.entity(subject), ng(relation), iris.entity(object).into())
    };
    let reports =
        |quads: Vec<Quad>, name: &str| assert!(found(quads.clone()).contains(name), "{name}: {:?}", found(quads));
    reports(without("ns#claim"), "claim-without-evidence");
    reports(without("ns#claim"), "evidence-without-claim");
    reports(without("ns#triggerSpan"), "evidence-without-sentence");
    reports(direct("acquired", "fjordbank", "zentavo"), "direct-triple-not-holding");
    reports(direct("acquired", "boreasoft", "alfatech"), "direct-triple-not-holding");
    reports(direct("acquired", "nimbus", "zentavo"), "direct-triple-without-claim");
    reports(without("inLanguage"), "article-without-language");
    reports(without("rdf-schema#label"), "entity-without-label");
    let span = iris.span("en1", 40, 48);
    let anchor = NamedNode::new_unchecked("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf");
    reports(with(span, anchor, Literal::new_simple_literal("too short").into()), "offsets-and-quotes");
    let undone: Vec<Quad> = sample_quads().into_iter().filter(|quad| quad.predicate != ng("rejected")).collect();
    reports(undone, "claim-without-direct-triple");
    let changed = |change: fn(&mut Quad)| -> Vec<Quad> {
        sample_quads()
            .into_iter()
            .map(|mut quad| {
                change(&mut quad);
                quad
            })
            .collect()
    };
    reports(
        changed(|quad| {
            if quad.predicate.as_str().ends_with("articleCount") {
                quad.object = Literal::from(9).into();
            }
        }),
        "counts",
    );
    reports(
        changed(|quad| {
            if quad.predicate.as_str().ends_with("#beginIndex") {
                quad.object = Literal::from(1_000).into();
            }
        }),
        "span-outside-sentence",
    );
    reports(
        changed(|quad| {
            if quad.predicate.as_str().ends_with("ns#until") {
                quad.object = Literal::new_simple_literal("2000-01-01").into();
            }
        }),
        "until-before-from",
    );
    let itself = changed(|quad| {
        if quad.predicate.as_str().ends_with("rdf-syntax-ns#object") && quad.object.is_named_node() {
            quad.object = Iris::default().entity("alfatech").into();
        }
    });
    reports(itself.clone(), "about-itself");
    reports(itself, "range");
    let subject = changed(|quad| {
        if quad.predicate.as_str().ends_with("rdf-syntax-ns#subject") {
            quad.object = Iris::default().entity("nimbus").into();
        }
    });
    reports(subject, "domain");
}

#[test]
fn every_term_that_is_written_is_defined_in_the_vocabulary() {
    let vocabulary =
        Sources::built_in().files().find(|file| file.path == "vocabulary.ttl").expect("the vocabulary").text;
    let relations = crate::store::sample::ontology();
    let mut terms = BTreeSet::new();
    for quad in sample_quads() {
        let subject = match quad.subject {
            NamedOrBlankNode::NamedNode(node) => node.into_string(),
            NamedOrBlankNode::BlankNode(_) => String::new(),
        };
        let object = match quad.object {
            Term::NamedNode(node) => node.into_string(),
            _ => String::new(),
        };
        terms.extend([subject, quad.predicate.into_string(), object]);
    }
    for name in terms.iter().filter_map(|term| term.strip_prefix(crate::store::NG)) {
        let known = relations.relation(name).is_some() || ["EUR", "ceo"].contains(&name);
        assert!(known || vocabulary.contains(&format!("\nng:{name} a ")), "ng:{name} is not defined");
    }
}

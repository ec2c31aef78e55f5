//! The way into RDF and back.

use oxigraph::{
    io::{RdfFormat, RdfParser, RdfSerializer},
    model::{GraphName, NamedOrBlankNode, Quad, Term},
};

use super::{
    BASE, Iris, Store, evidence_id, graph as read, quads, restored,
    sample::{ontology, sample, sample_quads, store},
    triples_per_evidence,
};
use crate::model::Graph;

fn serialized(quads: &[Quad], format: RdfFormat) -> Vec<u8> {
    let mut writer = RdfSerializer::from_format(format).for_writer(Vec::new());
    for quad in quads {
        if format.supports_datasets() {
            writer.serialize_quad(quad).expect("a quad");
        } else {
            writer.serialize_triple(quad.as_ref()).expect("a triple");
        }
    }
    writer.finish().expect("bytes")
}

#[test]
fn the_graph_survives_the_way_into_quads_and_back() {
    assert_eq!(read(sample_quads()).expect("a graph"), sample());
    let elsewhere = quads(&sample(), &ontology(), "http://example.org/news");
    assert_eq!(read(elsewhere).expect("a graph"), sample());
    assert_eq!(store().graph().expect("a graph"), sample());
    assert_eq!(read(Vec::new()).expect("a graph"), Graph::default());
}

#[test]
fn flattened_into_turtle_the_named_graphs_are_not_lost() {
    let turtle = serialized(&sample_quads(), RdfFormat::Turtle);
    let parsed: Result<Vec<Quad>, _> = RdfParser::from_format(RdfFormat::Turtle).for_slice(&turtle).collect();
    let parsed = parsed.expect("Turtle");
    assert_eq!(read(parsed.clone()).expect("a graph"), sample());
    let mut back = restored(parsed);
    back.sort_by_cached_key(ToString::to_string);
    assert_eq!(back, sample_quads());
}

#[test]
fn quads_are_sorted_without_blank_nodes_and_independent_of_the_order_of_parts() {
    let quads = sample_quads();
    let lines: Vec<String> = quads.iter().map(ToString::to_string).collect();
    assert!(lines.is_sorted() && !lines.iter().any(|line| line.contains("_:")));
    let mut shuffled = sample();
    shuffled.entities.reverse();
    shuffled.articles.reverse();
    shuffled.claims.reverse();
    assert_eq!(super::quads(&shuffled, &ontology(), BASE), quads);
}

#[test]
fn only_what_holds_is_a_direct_triple_and_symmetric_relations_go_both_ways() {
    let quads = sample_quads();
    let direct = |subject: &str, relation: &str, object: &str| {
        let iris = Iris::default();
        let (subject, object) = (NamedOrBlankNode::from(iris.entity(subject)), Term::from(iris.entity(object)));
        quads.iter().any(|quad| {
            quad.subject == subject
                && quad.predicate.as_str() == format!("{}{relation}", super::NG)
                && quad.object == object
                && quad.graph_name == GraphName::DefaultGraph
        })
    };
    assert!(direct("alfatech", "partnersWith", "boreasoft") && direct("boreasoft", "partnersWith", "alfatech"));
    assert!(direct("alfatech", "rejected", "fjordbank") && !direct("fjordbank", "rejected", "alfatech"));
    for (subject, relation, object) in [
        ("fjordbank", "acquired", "zentavo"),
        ("boreasoft", "acquired", "alfatech"),
        ("alfatech", "selected", "fjordbank"),
        ("nca", "investigates", "alfatech"),
        ("zentavo", "rejected", "alfatech"),
    ] {
        assert!(!direct(subject, relation, object), "{subject} {relation} {object}");
    }
}

#[test]
fn classes_above_are_written_and_unlisted_names_marked() {
    let text = String::from_utf8(serialized(&sample_quads(), RdfFormat::NQuads)).expect("text");
    let has = |s: &str, o: &str| {
        let (a, ng) = ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", super::NG);
        text.contains(&format!("<{BASE}entity/{s}> <{a}> <{ng}{o}>"))
    };
    for class in ["TechCompany", "Company", "Organization", "Agent"] {
        assert!(has("alfatech", class), "{class}");
    }
    assert!(has("zentavo", "UnlistedEntity") && !has("alfatech", "UnlistedEntity"));
    assert!(text.contains("\"Hongkong\"@de") && text.contains("\"Alfatech-Gruppe\"@de"));
    assert!(!text.contains("\"Alfatech Group\"@en"), "an alias is written once");
}

#[test]
fn an_evidence_costs_at_most_twenty_triples() {
    assert!(triples_per_evidence(&sample_quads()) <= 20.0);
    assert!(triples_per_evidence(&[]).abs() < f64::EPSILON);
    let ids: std::collections::BTreeSet<String> = sample().evidence.iter().map(evidence_id).collect();
    assert_eq!(ids.len(), sample().evidence.len());
}

#[test]
fn a_broken_graph_is_an_error_that_names_the_place() {
    for lacking in ["ns#status>", "ns#triggerSpan>", "inLanguage>", "ns#polarity>"] {
        let broken = sample_quads().into_iter().filter(|quad| !quad.to_string().contains(lacking));
        let error = read(broken).expect_err(lacking).to_string();
        assert!(error.starts_with(BASE) && error.contains("lacks"), "{error}");
    }
}

#[test]
fn files_and_folders_open_and_other_peoples_turtle_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("written");
    write("graph.ttl", &serialized(&sample_quads(), RdfFormat::Turtle));
    write("g.nq", &serialized(&sample_quads(), RdfFormat::NQuads));
    write("g.trig", &serialized(&sample_quads(), RdfFormat::TriG));
    write("g.rdf", &serialized(&sample_quads(), RdfFormat::RdfXml));
    write("foreign.ttl", b"@prefix : <http://example.org/> . :a :b [ :c <#d> ] .");
    write("broken.ttl", b"@prefix : <http://example.org/> .\n:a :b ,");
    for name in ["", "g.nq", "g.trig", "g.rdf"] {
        let store = Store::open(folder.path().join(name)).expect(name);
        assert_eq!(store.graph().expect(name), sample());
        assert_eq!(store.quads().count(), sample_quads().len());
    }
    let foreign = folder.path().join("foreign.ttl");
    let twice = Store::open_all([&foreign, &foreign]).expect("two files");
    assert_eq!((twice.len(), twice.graph().expect("nothing of ours")), (4, Graph::default()));
    let error = Store::open(folder.path().join("broken.ttl")).expect_err("broken").to_string();
    assert!(error.contains("broken.ttl:2:"), "{error}");
    assert!(matches!(Store::open(folder.path().join("none.ttl")), Err(super::Error::Missing { .. })));
    assert!(matches!(Store::open(folder.path().join("x.docx")), Err(super::Error::Missing { .. })));
}

#[test]
fn the_base_is_that_of_the_quads() {
    let elsewhere = Store::from_quads(quads(&sample(), &ontology(), "http://example.org/news/"));
    assert_eq!(elsewhere.iris().base(), "http://example.org/news/");
    assert_eq!(Store::from_quads(Vec::new()).iris().base(), BASE);
}

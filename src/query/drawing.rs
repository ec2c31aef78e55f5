//! An answer as a Graphviz drawing: triples, or rows of two or three columns read as subject, relation, object.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use oxigraph::model::Term;

use super::{Answer, table::name};
use crate::store::Iris;

/// The drawing; `None` where the rows do not have two or three columns, or there is nothing to draw.
pub(super) fn dot(answer: &Answer) -> Option<String> {
    let (links, iris): (Vec<[Option<&Term>; 3]>, &Iris) = match answer {
        Answer::Truth(_) => return None,
        Answer::Triples { .. } => return Some(drawn(&of_triples(answer))),
        Answer::Rows { columns, rows, iris } => {
            let links = match columns.len() {
                2 => rows.iter().map(|row| [row[0].as_ref(), None, row[1].as_ref()]).collect(),
                3 => rows.iter().map(|row| [row[0].as_ref(), row[1].as_ref(), row[2].as_ref()]).collect(),
                _ => return None,
            };
            (links, iris)
        }
    };
    let mut drawing = Drawing::default();
    for [subject, relation, object] in links {
        if let (Some(subject), Some(object)) = (subject, object) {
            let relation = relation.map_or(String::new(), |relation| name(relation, iris));
            drawing.link(subject, &relation, object, iris);
        }
    }
    Some(drawn(&drawing))
}

#[derive(Default)]
struct Drawing {
    /// Name in the file → label; literals are values, not entities.
    nodes: BTreeMap<String, (String, bool)>,
    edges: BTreeSet<(String, String, String)>,
}

impl Drawing {
    fn link(&mut self, subject: &Term, relation: &str, object: &Term, iris: &Iris) {
        let mut end = |term: &Term| {
            let id = term.to_string();
            let entry = || (name(term, iris), matches!(term, Term::Literal(_)));
            self.nodes.entry(id.clone()).or_insert_with(entry);
            id
        };
        let (from, to) = (end(subject), end(object));
        self.edges.insert((from, relation.to_owned(), to));
    }
}

/// Labels among the triples are the names of what they label, not links.
fn of_triples(answer: &Answer) -> Drawing {
    let mut drawing = Drawing::default();
    let Answer::Triples { triples, iris } = answer else { return drawing };
    let is_label = |predicate: &str| predicate.ends_with("#label") || predicate.ends_with("#prefLabel");
    let mut labels: BTreeMap<String, String> = BTreeMap::new();
    for triple in triples {
        let subject = Term::from(triple.subject.clone());
        if let (true, Term::Literal(label)) = (is_label(triple.predicate.as_str()), &triple.object) {
            labels.entry(subject.to_string()).or_insert_with(|| name(&label.clone().into(), iris));
        } else {
            drawing.link(&subject, &name(&triple.predicate.clone().into(), iris), &triple.object, iris);
        }
    }
    for (id, (shown, _)) in &mut drawing.nodes {
        if let Some(label) = labels.get(id) {
            shown.clone_from(label);
        }
    }
    drawing
}

fn drawn(drawing: &Drawing) -> String {
    let mut out = String::from(
        "digraph answer {\n  graph [rankdir=LR];\n  node [fontname=\"Helvetica,Arial,sans-serif\", fontsize=12, shape=box, \
         style=\"rounded,filled\", fillcolor=\"#e3eefb\", color=\"#2b66b1\"];\n  edge [fontname=\"Helvetica,Arial,sans-serif\", \
         fontsize=10, color=\"#444444\"];\n",
    );
    let number: BTreeMap<&str, usize> = drawing.nodes.keys().enumerate().map(|(at, id)| (id.as_str(), at)).collect();
    for (at, (label, value)) in drawing.nodes.values().enumerate() {
        let look = if *value { ", shape=plaintext, style=\"\"" } else { "" };
        let _ = writeln!(out, "  n{at} [label={}{look}];", quoted(label));
    }
    for (from, relation, to) in &drawing.edges {
        if let (Some(from), Some(to)) = (number.get(from.as_str()), number.get(to.as_str())) {
            let _ = writeln!(out, "  n{from} -> n{to} [label={}];", quoted(relation));
        }
    }
    out.push_str("}\n");
    out
}

/// Graphviz reads backslashes as its own escapes and `&` as the start of an entity.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;"))
}

#[cfg(test)]
mod tests {
    use oxigraph::model::Literal;

    use super::*;
    use crate::{
        query::{Options, run},
        store::sample::store,
    };

    fn drawing(sparql: &str) -> Option<String> {
        dot(&run(&store(), sparql, &Options::default()).expect("an answer"))
    }

    #[test]
    fn triples_and_rows_are_drawn() {
        let text = drawing("CONSTRUCT { ?a ng:rejected ?b . ?a rdfs:label ?n } { ?a ng:rejected ?b ; rdfs:label ?n }");
        let text = text.expect("a drawing");
        assert!(
            text.contains("n0 [label=\"Alfatech\"]") && text.contains("n0 -> n1 [label=\"ng:rejected\"]"),
            "{text}"
        );
        let two = drawing("SELECT ?a ?b { ?a ng:raised ?b }").expect("a drawing");
        assert!(two.contains("[label=\"100000000\", shape=plaintext"), "{two}");
        assert!(drawing("SELECT ?a { ?a ng:raised ?b }").is_none() && drawing("ASK {}").is_none());
    }

    #[test]
    fn hostile_names_stay_inside() {
        let hostile: Term = Literal::new_simple_literal("a\"];\\N<b>&amp;\n").into();
        let rows = vec![vec![Some(hostile.clone()), Some(hostile)]];
        let columns = vec!["a".to_owned(), "b".to_owned()];
        let text = dot(&Answer::Rows { columns, rows, iris: Iris::default() }).expect("a drawing");
        assert!(text.contains("n0 [label=\"a\\\"];\\\\N<b>&amp;amp;\", shape"), "{text}");
    }
}

//! Turtle that reads well and compares well: sorted, one subject a block, `a` first, only the prefixes used.
//!
//! Entities come first, then claims, then each article with its evidence, then the terms of the vocabulary. Follows RDF
//! 1.1 Turtle (W3C, 2014); named graphs are flattened.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use oxigraph::model::{Literal, NamedOrBlankNode, Quad, Term};

use crate::{
    model::Graph,
    ontology::Ontology,
    store::{self, Iris, NG, shortened},
};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// Predicates that come first, in this order; all others follow by name.
const FIRST: [&str; 37] = [
    "rdf:type",
    "rdfs:label",
    "skos:prefLabel",
    "skos:altLabel",
    "rdf:subject",
    "rdf:predicate",
    "rdf:object",
    "ng:unit",
    "ng:place",
    "ng:date",
    "ng:status",
    "ng:support",
    "ng:denial",
    "ng:evidenceCount",
    "ng:articleCount",
    "ng:lineageCount",
    "ng:languageCount",
    "ng:firstReported",
    "ng:lastReported",
    "ng:claim",
    "ng:article",
    "ng:polarity",
    "ng:modality",
    "ng:attributedTo",
    "ng:via",
    "ng:sentence",
    "ng:subjectSpan",
    "ng:triggerSpan",
    "ng:objectSpan",
    "nif:beginIndex",
    "nif:endIndex",
    "schema:headline",
    "schema:publisher",
    "schema:author",
    "schema:datePublished",
    "schema:inLanguage",
    "schema:url",
];

/// The quads as Turtle, named graphs flattened. `base` is the base of entities, claims, articles and evidence.
#[must_use]
pub fn turtle(quads: &[Quad], base: &str) -> String {
    let blocks = blocks(quads.iter());
    let several = blocks.iter().map(|block| block.key.group).collect::<BTreeSet<_>>().len() > 1;
    let mut sheet = Sheet::new(base, several);
    sheet.write(&blocks);
    sheet.into_text()
}

/// A graph as Turtle. Of its quads only those of one article are held at a time.
#[must_use]
pub fn graph(graph: &Graph, ontology: &Ontology, base: &str) -> String {
    let mut parts = store::parts(graph, ontology, base);
    let knowledge = parts.next().unwrap_or_default();
    let blocks_of_knowledge = blocks(knowledge.iter());
    let (terms, knowledge): (Vec<_>, Vec<_>) =
        blocks_of_knowledge.into_iter().partition(|block| block.key.group == Group::Terms);
    let mut sheet = Sheet::new(base, true);
    sheet.write(&knowledge);
    for part in parts {
        sheet.write(&blocks(part.iter()));
    }
    sheet.write(&terms);
    format!("{}{}\n{}", store::HEADING, store::FORMAT, sheet.into_text())
}

/// A file in the making.
struct Sheet {
    names: Names,
    body: String,
    /// The group of the last block, where groups have headings.
    last: Option<Group>,
    headings: bool,
}

impl Sheet {
    fn new(base: &str, headings: bool) -> Self {
        Self { names: Names::new(base), body: String::new(), last: None, headings }
    }

    fn write(&mut self, blocks: &[Block<'_>]) {
        for block in blocks {
            if self.headings && self.last != Some(block.key.group) {
                let _ = writeln!(self.body, "# --- {} ---\n", block.key.group.title());
                self.last = Some(block.key.group);
            }
            block.write(&mut self.names, "", &mut self.body);
            self.body.push('\n');
        }
    }

    fn into_text(mut self) -> String {
        self.body.truncate(self.body.trim_end().len());
        self.body.push('\n');
        // Into the same string: the file may be the largest thing there is.
        self.body.insert_str(0, &self.names.header());
        let blank = self.body.len() - self.body.trim_start().len();
        self.body.drain(..blank);
        self.body
    }
}

/// Short names for IRIs, and which prefixes were used.
pub(super) struct Names {
    prefixes: Vec<(&'static str, String)>,
    used: BTreeSet<&'static str>,
}

impl Names {
    pub(super) fn new(base: &str) -> Self {
        Self { prefixes: Iris::new(base).prefixes(), used: BTreeSet::new() }
    }

    /// The `@prefix` lines of what was used, our own first.
    pub(super) fn header(&self) -> String {
        let mut out = String::new();
        for (prefix, iri) in self.prefixes.iter().filter(|(prefix, _)| self.used.contains(prefix)) {
            let _ = writeln!(out, "@prefix {prefix}: <{iri}> .");
        }
        out.push('\n');
        out
    }

    pub(super) fn iri(&mut self, iri: &str) -> String {
        let Some(short) = shortened(iri, &self.prefixes) else { return format!("<{iri}>") };
        let prefix = self.prefixes.iter().map(|(prefix, _)| *prefix).find(|p| short.split(':').next() == Some(p));
        self.used.extend(prefix);
        short
    }

    fn subject(&mut self, subject: &NamedOrBlankNode) -> String {
        match subject {
            NamedOrBlankNode::NamedNode(node) => self.iri(node.as_str()),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        }
    }

    fn term(&mut self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => self.iri(node.as_str()),
            Term::BlankNode(node) => node.to_string(),
            Term::Literal(literal) => self.literal(literal),
        }
    }

    fn literal(&mut self, literal: &Literal) -> String {
        let value = literal.value();
        if let Some(language) = literal.language() {
            return format!("\"{}\"@{language}", escaped(value));
        }
        let datatype = literal.datatype();
        match datatype.as_str().strip_prefix(XSD) {
            Some("string") => format!("\"{}\"", escaped(value)),
            Some("boolean") if matches!(value, "true" | "false") => value.to_owned(),
            Some("integer") if is_digits(value.trim_start_matches(['+', '-'])) => value.to_owned(),
            // Without a point the short form would be read as an integer.
            Some("decimal") if is_decimal(value) => value.to_owned(),
            _ => format!("\"{}\"^^{}", escaped(value), self.iri(datatype.as_str())),
        }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_decimal(text: &str) -> bool {
    text.trim_start_matches('-').split_once('.').is_some_and(|(whole, part)| is_digits(whole) && is_digits(part))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// The part of the file that a subject belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    Entities,
    Claims,
    Articles,
    Terms,
}

impl Group {
    fn title(self) -> &'static str {
        match self {
            Self::Entities => "entities",
            Self::Claims => "claims",
            Self::Articles => "articles and their evidence",
            Self::Terms => "terms",
        }
    }
}

/// Where a block stands: its group; article, or subject, relation and object of a claim; place in the article; sentences
/// before their evidence before the spans in them; IRI.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    group: Group,
    within: String,
    place: u32,
    rank: u8,
    iri: String,
}

/// Predicates, and the objects of each by how they are written.
type Values<'q> = BTreeMap<&'q str, BTreeMap<String, &'q Term>>;

/// Everything said of one subject.
pub(super) struct Block<'q> {
    subject: &'q NamedOrBlankNode,
    key: Key,
    values: Values<'q>,
}

/// Quads by subject, in the order of the file.
pub(super) fn blocks<'q>(quads: impl Iterator<Item = &'q Quad>) -> Vec<Block<'q>> {
    let mut subjects: BTreeMap<String, (&NamedOrBlankNode, Values<'_>)> = BTreeMap::new();
    for quad in quads {
        let (_, values) = subjects.entry(quad.subject.to_string()).or_insert_with(|| (&quad.subject, BTreeMap::new()));
        values.entry(quad.predicate.as_str()).or_default().insert(quad.object.to_string(), &quad.object);
    }
    let mut blocks: Vec<Block<'_>> =
        subjects.into_values().map(|(subject, values)| Block { subject, key: key(subject, &values), values }).collect();
    blocks.sort_by(|a, b| a.key.cmp(&b.key));
    blocks
}

impl Block<'_> {
    pub(super) fn write(&self, names: &mut Names, indent: &str, out: &mut String) {
        let mut predicates: Vec<(usize, String, &BTreeMap<String, &Term>)> = Vec::new();
        for (predicate, objects) in &self.values {
            let name = names.iri(predicate);
            let rank = FIRST.iter().position(|first| *first == name).unwrap_or(FIRST.len());
            predicates.push((rank, name, objects));
        }
        predicates.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        let _ = write!(out, "{indent}{}", names.subject(self.subject));
        for (at, (_, name, objects)) in predicates.iter().enumerate() {
            let is_type = name == "rdf:type";
            let _ = match at {
                0 => write!(out, " {}", if is_type { "a" } else { name }),
                _ => write!(out, " ;\n{indent}    {name}"),
            };
            let terms: Vec<String> = objects.values().map(|term| names.term(term)).collect();
            let between = if is_type { " , ".to_owned() } else { format!(" ,\n{indent}        ") };
            let before = if is_type || terms.len() == 1 { " ".to_owned() } else { format!("\n{indent}        ") };
            let _ = write!(out, "{before}{}", terms.join(&between));
        }
        out.push_str(" .\n");
    }
}

fn key(subject: &NamedOrBlankNode, values: &Values<'_>) -> Key {
    let first = |name: &str| {
        let objects = values.get(name).or_else(|| values.get(format!("{NG}{name}").as_str()));
        objects.and_then(|objects| objects.keys().next()).map_or("", |term| term.trim_matches(['<', '>'])).to_owned()
    };
    let iri = match subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    };
    let plain = |group, within| Key { group, within, place: 0, rank: 0, iri: iri.clone() };
    let start = |span: &str| {
        let (article, range) = span.split_once("#char=")?;
        Some((article.to_owned(), range.split(',').next()?.parse::<u32>().ok()?))
    };
    if let Some((within, place)) = start(&iri) {
        let rank = if values.contains_key(format!("{RDF}type").as_str()) { 1 } else { 3 };
        Key { group: Group::Articles, within, place, rank, iri }
    } else if let Some((within, _)) = iri.split_once("#name=") {
        Key { group: Group::Articles, within: within.to_owned(), place: 0, rank: 0, iri }
    } else if values.contains_key(format!("{NG}article").as_str()) {
        let place = start(&first("sentence")).map_or(0, |(_, place)| place);
        Key { group: Group::Articles, within: first("article"), place, rank: 2, iri }
    } else if values.contains_key(format!("{NG}path").as_str()) {
        plain(Group::Articles, iri.clone())
    } else if values.contains_key(format!("{NG}status").as_str()) {
        let ends = ["subject", "predicate", "object"].map(|name| first(&format!("{RDF}{name}")));
        plain(Group::Claims, ends.join(" "))
    } else if iri.starts_with(NG) {
        plain(Group::Terms, String::new())
    } else {
        plain(Group::Entities, String::new())
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::{
        io::{RdfFormat, RdfParser},
        model::{GraphName, NamedNode},
    };

    use super::*;
    use crate::store::{BASE, restored, sample::sample_quads};

    fn parsed(text: &str) -> Vec<Quad> {
        let quads: Result<Vec<Quad>, _> =
            RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes()).collect();
        quads.unwrap_or_else(|error| panic!("{error}\n{text}"))
    }

    #[test]
    fn turtle_is_read_back_equal_and_does_not_depend_on_order() {
        let quads = sample_quads();
        let text = turtle(&quads, BASE);
        let mut back = restored(parsed(&text));
        back.sort_by_cached_key(ToString::to_string);
        assert_eq!(back, quads);
        let mut reversed = quads.clone();
        reversed.reverse();
        assert_eq!(turtle(&reversed, BASE), text);
    }

    #[test]
    fn groups_come_in_order_and_a_comes_first() {
        let text = turtle(&sample_quads(), BASE);
        let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("no {part} in\n{text}"));
        assert!(at("# --- entities") < at("# --- claims") && at("# --- claims") < at("# --- articles"));
        assert!(at("# --- articles") < at("# --- terms"));
        assert!(text.starts_with("@prefix ng: ") && !text.contains("@prefix prov:"));
        assert!(text.contains("e:alfatech a ng:Agent , ng:Company , ng:Organization , ng:TechCompany ;\n    rdfs:label \"Alfatech\" ;\n    skos:altLabel\n        \"Alfa\" ,\n        \"Alfatech Group\" ,"));
        assert!(text.contains("    rdf:object 9.1 ;\n    ng:unit ng:percent ;\n    ng:place e:hong-kong ;\n"));
        assert!(text.contains("\"100000000\"^^xsd:decimal"), "a whole decimal stays a decimal");
    }

    #[test]
    fn hostile_text_is_escaped() {
        let node = NamedNode::new_unchecked("http://example.org/a");
        for value in ["\"\"\"", "back\\slash", "line\r\nbreak\t", "\u{1}\u{7f}", "<b>&</b>", "\u{202e}العربية"] {
            let quad =
                Quad::new(node.clone(), node.clone(), Literal::new_simple_literal(value), GraphName::DefaultGraph);
            assert_eq!(parsed(&turtle(std::slice::from_ref(&quad), BASE)), [quad]);
        }
        assert_eq!(turtle(&[], BASE).trim(), "");
    }
}

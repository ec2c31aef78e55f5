//! What a picture of the graph shows, before it is drawn: [`dot`](super::dot()) and [`svg`](super::svg()) draw it.
//!
//! Entities are boxes with their names; the numbers said of them stand as lines under the name. Claims between entities
//! are arrows: parallel claims of one relation are one arrow, with the number of evidences. Class is shown by colour and
//! by shape, status by the line and in words, so that nothing hangs on colour alone.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use super::{
    look::{Line, STYLES, Shape},
    network::{Link, Network},
};
use crate::{
    model::{Claim, Decimal, Entity, Evidence, Graph, Language, Object},
    ontology::Ontology,
};

/// How many numbers stand under a name.
const NUMBERS: usize = 3;
/// How many sentences a tooltip quotes.
const QUOTES: usize = 3;

/// An entity as drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// The numbers said of it.
    pub lines: Vec<String>,
    /// Label of the class that gives its look, such as `organization`.
    pub group: String,
    /// Outline.
    pub shape: Shape,
    /// Colour inside, as `#rrggbb`.
    pub fill: &'static str,
    /// Colour of the outline.
    pub stroke: &'static str,
    /// Whether the ontology knows it; the others are drawn with a thin, dashed outline.
    pub known: bool,
    /// What is said of it, in lines.
    pub tooltip: String,
}

/// The claims of one relation from one entity to another, as drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Position of the subject in [`Picture::nodes`].
    pub from: usize,
    /// Position of the object.
    pub to: usize,
    /// The relation, its status where it does not simply hold, and the number of evidences where it is more than one.
    pub label: String,
    /// Its status as a line.
    pub line: Line,
    /// Width in points: more articles, wider.
    pub width: f64,
    /// Whether it has an arrow head; symmetric relations have none.
    pub directed: bool,
    /// The sentences and who published them, in lines.
    pub tooltip: String,
}

/// What a picture shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// By class, then name.
    pub nodes: Vec<Node>,
    /// By subject, relation, object.
    pub edges: Vec<Edge>,
    /// How much of the graph is shown.
    pub note: String,
}

impl Picture {
    /// A picture of the `limit` most important entities and the claims between them.
    #[must_use]
    pub fn of(graph: &Graph, ontology: &Ontology, limit: usize) -> Self {
        let network = Network::of(graph);
        let shown = network.best(limit);
        let mut entities: Vec<(Node, &Entity)> = network
            .entities()
            .filter(|entity| shown.contains(entity.id.as_str()))
            .map(|entity| (node(graph, ontology, entity), entity))
            .collect();
        let linked: BTreeSet<&str> = network
            .links()
            .filter(|(from, _, to)| shown.contains(from.id.as_str()) && shown.contains(to.id.as_str()))
            .flat_map(|(from, _, to)| [from.id.as_str(), to.id.as_str()])
            .collect();
        // In a part of the graph, an entity with nothing to show would be a name and no more.
        entities.retain(|(node, entity)| linked.contains(entity.id.as_str()) || !node.lines.is_empty());
        entities.sort_by(|(a, _), (b, _)| (&a.group, &a.label, &a.id).cmp(&(&b.group, &b.label, &b.id)));
        let position: BTreeMap<&str, usize> =
            entities.iter().enumerate().map(|(at, (_, entity))| (entity.id.as_str(), at)).collect();
        let mut edges = Vec::new();
        let mut claims = 0;
        for (from, link, to) in network.links() {
            if let (Some(&from), Some(&to)) = (position.get(from.id.as_str()), position.get(to.id.as_str())) {
                claims += link.claims.len();
                edges.push(edge(graph, ontology, link, from, to));
            }
        }
        let nodes: Vec<Node> = entities.into_iter().map(|(node, _)| node).collect();
        let numbers = |claim: &&Claim| matches!(claim.key.object, Object::Quantity(_));
        claims += graph.claims.iter().filter(numbers).filter(|c| position.contains_key(c.key.subject.as_str())).count();
        let note = note(nodes.len(), network.len(), claims, graph.claims.len());
        Self { nodes, edges, note }
    }

    /// The same picture with one arrow for all relations from one entity to another that have the same line; their labels
    /// stand under each other.
    #[must_use]
    pub fn bundled(mut self) -> Self {
        let mut bundles: BTreeMap<(usize, usize, Line, bool), Edge> = BTreeMap::new();
        for edge in self.edges {
            match bundles.entry((edge.from, edge.to, edge.line, edge.directed)) {
                Entry::Vacant(place) => {
                    place.insert(edge);
                }
                Entry::Occupied(mut place) => {
                    let bundle = place.get_mut();
                    bundle.label = format!("{}\n{}", bundle.label, edge.label);
                    bundle.tooltip = format!("{}\n{}", bundle.tooltip, edge.tooltip);
                    bundle.width = bundle.width.max(edge.width);
                }
            }
        }
        self.edges = bundles.into_values().collect();
        self
    }

    /// The looks that occur, for a legend: one node for each class.
    #[must_use]
    pub fn groups(&self) -> Vec<&Node> {
        let mut groups: BTreeMap<&str, &Node> = BTreeMap::new();
        for node in &self.nodes {
            groups.entry(&node.group).or_insert(node);
        }
        groups.into_values().collect()
    }

    /// The lines that occur, in the order of the legend.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        Line::ALL.into_iter().filter(|line| self.edges.iter().any(|edge| edge.line == *line)).collect()
    }
}

fn note(shown: usize, entities: usize, drawn: usize, claims: usize) -> String {
    let of = |shown: usize, all: usize, noun: &str| {
        if shown == all { format!("{all} {noun}") } else { format!("{shown} of {all} {noun}") }
    };
    let note = format!("{}, {}", of(shown, entities, "entities"), of(drawn, claims, "claims"));
    if shown < entities { format!("{note}: the best connected") } else { note }
}

fn node(graph: &Graph, ontology: &Ontology, entity: &Entity) -> Node {
    let chain = ontology.class_chain(&entity.class);
    let is = |class: &str| class == entity.class || chain.contains(&class);
    let style = STYLES.iter().find(|(class, ..)| is(class));
    let (class, shape, fill, stroke) = style.copied().unwrap_or((&entity.class, Shape::Box, "#f4f4f4", "#777777"));
    let about: Vec<&Claim> = graph.claims.iter().filter(|claim| claim.key.subject == entity.id).collect();
    let mut numbers: Vec<(usize, String)> =
        about.iter().filter_map(|claim| Some((claim.evidence.len(), number(graph, ontology, claim)?))).collect();
    numbers.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut lines: Vec<String> = numbers.into_iter().map(|(_, line)| line).collect();
    let mut tooltip = vec![format!("{} ({})", entity.label, class_label(ontology, &entity.class))];
    if !entity.aliases.is_empty() {
        tooltip.push(format!("also {}", entity.aliases.join(", ")));
    }
    tooltip.extend(lines.iter().skip(NUMBERS).cloned());
    let mut quotes: Vec<&Evidence> = about.iter().flat_map(|claim| graph.evidence_of(claim)).collect();
    quotes.sort_by(|a, b| a.reading_order(b));
    tooltip.extend(quoted(graph, &quotes, 1));
    if lines.len() > NUMBERS {
        lines.truncate(NUMBERS);
        lines.push("…".to_owned());
    }
    Node {
        id: entity.id.clone(),
        label: entity.label.clone(),
        lines,
        group: class_label(ontology, class),
        shape,
        fill,
        stroke,
        known: entity.known,
        tooltip: tooltip.join("\n"),
    }
}

fn edge(graph: &Graph, ontology: &Ontology, link: &Link<'_>, from: usize, to: usize) -> Edge {
    let status = link.claims.iter().map(|claim| claim.status).min_by_key(|status| Line::of(*status));
    let look = status.map_or(Line::Past, Line::of);
    let mut label = relation_label(ontology, link.relation);
    if let Some(status) = status.filter(|status| !status.holds()) {
        label = format!("{label}, {}", status.name().to_lowercase());
    }
    let count = link.evidence();
    if count > 1 {
        label = format!("{label} ×{count}");
    }
    let mut quotes: Vec<&Evidence> = link.claims.iter().flat_map(|claim| graph.evidence_of(claim)).collect();
    quotes.sort_by(|a, b| a.reading_order(b));
    let articles: u32 = link.claims.iter().map(|claim| claim.articles).sum();
    Edge {
        from,
        to,
        label,
        line: look,
        width: (1.0 + 0.4 * f64::from(articles.saturating_sub(1))).min(4.0),
        directed: !ontology.relation(link.relation).is_some_and(|relation| relation.symmetric),
        tooltip: quoted(graph, &quotes, QUOTES).join("\n"),
    }
}

/// The first few sentences with their outlets, each sentence once, and how many more there are.
fn quoted(graph: &Graph, evidence: &[&Evidence], limit: usize) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let sentences: Vec<&&Evidence> = evidence.iter().filter(|e| seen.insert((&e.article, &e.sentence))).collect();
    let mut lines: Vec<String> = Vec::new();
    for evidence in sentences.iter().take(limit) {
        let article = graph.article(&evidence.article);
        let outlet = article.map(|article| article.publisher.as_ref().unwrap_or(&article.name).as_str());
        let day = article.and_then(|article| article.published).map(|day| day.to_string());
        let from: Vec<&str> = [outlet, day.as_deref()].into_iter().flatten().collect();
        let text = evidence.sentence.text.split_whitespace().collect::<Vec<_>>().join(" ");
        lines.push(format!("«{text}» – {}", from.join(", ")));
    }
    if sentences.len() > limit {
        lines.push(format!("and {} more", sentences.len() - limit));
    }
    lines
}

/// A claim with a number as a line, such as `share price +9.1 %, Hong Kong, 2025-02-13`.
fn number(graph: &Graph, ontology: &Ontology, claim: &Claim) -> Option<String> {
    let Object::Quantity(quantity) = &claim.key.object else { return None };
    let mut parts =
        vec![format!("{} {}", relation_label(ontology, &claim.key.relation), amount(quantity.value, &quantity.unit))];
    parts.extend(claim.key.place.as_deref().map(|id| graph.entity(id).map_or(id, |place| &place.label).to_owned()));
    parts.extend(claim.key.date.map(|date| date.to_string()));
    if !claim.status.holds() {
        parts.push(claim.status.name().to_lowercase());
    }
    Some(parts.join(", "))
}

/// `+9.1 %`, `100 000 000 EUR`, `8 000`: thousands parted by a narrow no-break space, which no language misreads.
fn amount(value: Decimal, unit: &str) -> String {
    let text = value.magnitude().to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    let point = if part.is_empty() { "" } else { "." };
    let sign = match (value.is_negative(), unit) {
        (true, _) => "−",
        (false, "percent") => "+",
        (false, _) => "",
    };
    let unit = match unit {
        "percent" => "\u{a0}%".to_owned(),
        "count" => String::new(),
        other => format!("\u{a0}{other}"),
    };
    format!("{sign}{grouped}{point}{part}{unit}")
}

fn english(labels: &BTreeMap<Language, String>) -> Option<&String> {
    Language::new("en").and_then(|english| labels.get(&english))
}

pub(super) fn relation_label(ontology: &Ontology, relation: &str) -> String {
    let label = ontology.relation(relation).and_then(|relation| english(&relation.labels));
    label.cloned().unwrap_or_else(|| relation.to_owned())
}

pub(super) fn class_label(ontology: &Ontology, class: &str) -> String {
    let class_of = ontology.class(class).and_then(|id| ontology.classes.get(id.0 as usize));
    class_of.and_then(|class| english(&class.labels)).map_or(class, String::as_str).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::{ontology, sample};

    #[test]
    fn claims_are_arrows_and_numbers_are_lines() {
        let picture = Picture::of(&sample(), &ontology(), 60);
        let node = |label: &str| picture.nodes.iter().find(|node| node.label == label).expect("a node");
        assert_eq!(
            node("Boreasoft").lines,
            [
                "share price changed +8.5\u{a0}%, Hong Kong, 2025-02-13, reported",
                "share price changed +9.1\u{a0}%, Hong Kong, 2025-02-13"
            ]
        );
        assert_eq!(node("Alfatech").lines, ["raised 100\u{202f}000\u{202f}000\u{a0}EUR"]);
        assert!(!node("Zentavo").known && node("Anna Berger").shape == Shape::Ellipse);
        let edge = |label: &str| picture.edges.iter().find(|edge| edge.label == label).expect("an edge");
        assert!(!edge("partners with ×2").directed && edge("partners with ×2").width > 1.0);
        assert!(edge("rejected").tooltip.contains("«Alfatech rejected Fjordbank and launched Nimbus.» – Norland News"));
        assert_eq!(edge("acquired, denied").line, Line::Denied);
        assert_eq!(edge("acquired, planned").line, Line::Dotted);
        assert_eq!(edge("selected, superseded").line, Line::Past);
        assert_eq!(picture.note, "7 entities, 11 claims");
    }

    #[test]
    fn what_is_left_out_is_said() {
        let picture = Picture::of(&sample(), &ontology(), 3);
        assert!(picture.nodes.len() <= 3 && picture.note.contains(" of 7 entities"), "{}", picture.note);
        assert_eq!(Picture::of(&Graph::default(), &ontology(), 60).note, "0 entities, 0 claims");
    }

    #[test]
    fn amounts() {
        let amount = |value, unit| super::amount(Decimal::parse(value).expect("a number"), unit);
        assert_eq!(amount("-11.1", "percent"), "−11.1\u{a0}%");
        assert_eq!(amount("8000", "count"), "8\u{202f}000");
        assert_eq!(amount("999", "USD"), "999\u{a0}USD");
    }
}

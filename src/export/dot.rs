//! Graphviz: a picture of the graph for `dot` (the DOT language, graphviz.org).
//!
//! Nodes stand in one subgraph for each class. Up to 40 edges these are clusters with a frame; above, a frame would tear
//! apart what is linked, so that they only group, and colour and shape alone tell the class.
//!
//! Labels are names, not IRIs; tooltips hold the sentences. Above 300 edges the file asks for `sfdp`, because `dot` would
//! not end.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{
    look::{Line, Shape},
    picture::{Edge, Node, Picture},
};

/// More edges than this are laid out by `sfdp`.
const DOT_EDGES: usize = 300;
/// More edges than this are drawn without frames around the classes.
const FRAMED_EDGES: usize = 40;

/// The picture as a DOT file.
#[must_use]
pub fn dot(picture: &Picture) -> String {
    let mut out = String::from("digraph newsgraph {\n");
    let large = picture.edges.len() > DOT_EDGES;
    let layout =
        if large { "layout=sfdp, K=2.5, overlap=false, splines=true" } else { "rankdir=LR, nodesep=0.25, ranksep=0.6" };
    let _ = writeln!(
        out,
        "  graph [{layout}, label={}, labelloc=b, labeljust=l, fontname=\"Helvetica,Arial,sans-serif\", fontsize=11, \
         fontcolor=\"#555555\", tooltip=\" \"];",
        quoted(&picture.note)
    );
    out.push_str(
        "  node [fontname=\"Helvetica,Arial,sans-serif\", fontsize=12, style=filled, penwidth=1.2, margin=\"0.12,0.06\"];\n",
    );
    out.push_str("  edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=10, arrowsize=0.7];\n");
    let mut groups: BTreeMap<&str, Vec<&Node>> = BTreeMap::new();
    for node in &picture.nodes {
        groups.entry(&node.group).or_default().push(node);
    }
    for (number, (group, nodes)) in groups.iter().enumerate() {
        let framed = picture.edges.len() <= FRAMED_EDGES;
        let kind = if framed { "cluster" } else { "class" };
        let _ = writeln!(out, "\n  subgraph {kind}_{number} {{");
        let _ = writeln!(
            out,
            "    graph [label={}, labelloc=t, labeljust=l, style=\"rounded,dashed\", color=\"#cccccc\", \
             fontcolor=\"#888888\", tooltip=\" \"];",
            quoted(group)
        );
        for node in nodes {
            let _ = writeln!(out, "    {};", described(node));
        }
        out.push_str("  }\n");
    }
    if !picture.edges.is_empty() {
        out.push('\n');
    }
    for edge in &picture.edges {
        let _ = writeln!(out, "  {};", drawn(picture, edge));
    }
    if !picture.nodes.is_empty() {
        let _ = writeln!(out, "\n  {};", legend(picture));
    }
    out.push_str("}\n");
    out
}

fn described(node: &Node) -> String {
    let shape = match node.shape {
        Shape::Round | Shape::Box => "box",
        Shape::Ellipse => "ellipse",
        Shape::Note => "note",
        Shape::Octagon => "octagon",
        Shape::House => "house",
        Shape::Slanted => "parallelogram",
        Shape::Hexagon => "hexagon",
        Shape::Tab => "tab",
    };
    let mut style = vec!["filled"];
    if node.shape == Shape::Round {
        style.push("rounded");
    }
    if !node.known {
        style.push("dashed");
    }
    let label: Vec<String> = std::iter::once(&node.label).chain(&node.lines).map(|line| escaped(line)).collect();
    format!(
        "{} [label=\"{}\", shape={shape}, style=\"{}\", fillcolor=\"{}\", color=\"{}\", tooltip={}]",
        quoted(&node.id),
        label.join("\\n"),
        style.join(","),
        node.fill,
        node.stroke,
        quoted(&node.tooltip)
    )
}

fn drawn(picture: &Picture, edge: &Edge) -> String {
    let id = |at: usize| picture.nodes.get(at).map_or(String::new(), |node| quoted(&node.id));
    let tooltip = quoted(&edge.tooltip);
    let mut attributes = vec![
        format!("label={}", quoted(&edge.label)),
        format!("color=\"{0}\", fontcolor=\"{0}\"", edge.line.colour()),
        format!("style={}", style(edge.line)),
        format!("penwidth={:.1}", edge.width),
        format!("tooltip={tooltip}, labeltooltip={tooltip}"),
    ];
    if !edge.directed {
        attributes.push("dir=none".to_owned());
    }
    format!("{} -> {} [{}]", id(edge.from), id(edge.to), attributes.join(", "))
}

fn style(line: Line) -> &'static str {
    match line {
        Line::Solid | Line::Past => "solid",
        Line::Dotted => "dotted",
        Line::Contested | Line::Denied => "dashed",
    }
}

/// One table: the colours of classes and the kinds of lines that occur. Shapes are told by the clusters' titles.
fn legend(picture: &Picture) -> String {
    let mut rows = String::new();
    for node in picture.groups() {
        let _ = write!(
            rows,
            "<tr><td bgcolor=\"{}\" color=\"{}\" border=\"1\">&#160;&#160;&#160;</td><td align=\"left\">{}</td></tr>",
            node.fill,
            node.stroke,
            html(&node.group)
        );
    }
    for line in picture.lines() {
        let sample = match line {
            Line::Solid | Line::Past => "———",
            Line::Dotted => "· · · ·",
            Line::Contested | Line::Denied => "– – –",
        };
        let _ = write!(
            rows,
            "<tr><td><font color=\"{}\">{sample}</font></td><td align=\"left\">{}</td></tr>",
            line.colour(),
            line.meaning()
        );
    }
    if picture.nodes.iter().any(|node| !node.known) {
        rows.push_str("<tr><td>- - -</td><td align=\"left\">outline: unlisted name</td></tr>");
    }
    format!(
        "\"legend:\" [shape=plain, style=\"\", fontsize=10, fontcolor=\"#555555\", tooltip=\" \", label=<<table \
         border=\"0\" cellborder=\"0\" cellspacing=\"2\">{rows}</table>>]"
    )
}

fn quoted(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(escaped).collect();
    format!("\"{}\"", lines.join("\\n"))
}

/// One line inside quotation marks: Graphviz reads backslashes as its own escapes and `&` as the start of an entity.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn html(text: &str) -> String {
    escaped(text).replace("\\\"", "&quot;").replace("\\\\", "&#92;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Object,
        store::sample::{ontology, sample},
    };

    #[test]
    fn the_file_says_what_the_picture_shows() {
        let text = dot(&Picture::of(&sample(), &ontology(), 60));
        assert!(text.contains("\"alfatech\" -> \"boreasoft\" [label=\"partners with ×2\""));
        assert!(text.contains("color=\"#c62828\", fontcolor=\"#c62828\", style=dashed"));
        assert!(text.contains("\"zentavo\" [label=\"Zentavo\", shape=box, style=\"filled,rounded,dashed\""));
        assert!(text.contains("label=\"7 entities, 11 claims\"") && text.contains("denied</td>"));
        let mut reversed = sample();
        reversed.claims.reverse();
        assert_eq!(dot(&Picture::of(&reversed, &ontology(), 60)), text);
    }

    #[test]
    fn hostile_labels_stay_inside_their_quotation_marks() {
        let mut graph = sample();
        let hostile = "a\"b\\N\n<script>alert(1)</script> & AT&T \u{202e}العربية\u{7}";
        for entity in &mut graph.entities {
            entity.label = hostile.to_owned();
        }
        let text = dot(&Picture::of(&graph, &ontology(), 60));
        assert!(text.contains("a\\\"b\\\\N"));
        assert!(!text.contains("AT&T") && text.contains("AT&amp;T") && !text.contains('\u{7}'));
        for line in text.lines().filter(|line| !line.contains("legend:")) {
            let quotes = line.replace("\\\\", "").replace("\\\"", "").matches('"').count();
            assert_eq!(quotes % 2, 0, "{line}");
        }
    }

    #[test]
    fn a_large_picture_asks_for_another_layout() {
        let mut graph = sample();
        let link = graph.claims[0].clone();
        graph.claims = (0..301)
            .map(|number| {
                let mut claim = link.clone();
                claim.id = format!("c{number}");
                claim.key.relation = format!("relation{number}");
                claim.key.object = Object::Entity("nca".to_owned());
                claim
            })
            .collect();
        assert!(dot(&Picture::of(&graph, &ontology(), 60)).contains("layout=sfdp"));
        assert!(!dot(&Picture::of(&sample(), &ontology(), 60)).contains("sfdp"));
        assert!(dot(&Picture::default()).starts_with("digraph newsgraph {"));
    }
}

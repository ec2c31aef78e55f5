//! A drawing of the graph without Graphviz: layered layout by the `dagre` crate, drawn as SVG 1.1.
//!
//! Parts that are not linked are laid out each for itself and set side by side. Tooltips (`title`) hold the sentences.
//! Nothing is loaded from elsewhere and nothing runs: text is escaped.

use std::fmt::Write as _;

use super::{
    arrange::{Arrangement, Placed, Route, label_size},
    look::{Line, Shape},
    picture::{Edge, Node, Picture},
};

/// More entities than this are not laid out in reasonable time.
pub const SVG_LIMIT: usize = 300;

pub(super) const NAME_SIZE: f64 = 12.0;
pub(super) const LINE_SIZE: f64 = 10.0;
pub(super) const EDGE_SIZE: f64 = 10.0;
pub(super) const LABEL_ROW: f64 = 12.0;
const MARGIN: f64 = 16.0;
const ROW: f64 = 18.0;

/// The picture as an SVG file. Give it no more than [`SVG_LIMIT`] entities: the time grows with their square.
#[must_use]
pub fn svg(picture: &Picture) -> String {
    let arrangement = Arrangement::of(picture);
    let legend = legend(picture, arrangement.height + 2.0 * MARGIN);
    let width = (arrangement.width + 2.0 * MARGIN).max(420.0);
    let height = arrangement.height + 2.0 * MARGIN + legend.1 + MARGIN;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         height=\"{height:.0}\" role=\"img\" font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\">\n\
         <title>{note}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n<defs>\n",
        note = escaped(&picture.note)
    );
    for line in picture.lines() {
        let _ = writeln!(
            out,
            "<marker id=\"{}\" viewBox=\"0 0 10 10\" refX=\"9.5\" refY=\"5\" markerWidth=\"9\" markerHeight=\"9\" \
             markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 1L10 5L0 9z\" fill=\"{}\"/></marker>",
            marker(line),
            line.colour()
        );
    }
    let _ = writeln!(out, "</defs>\n<g transform=\"translate({MARGIN} {MARGIN})\">");
    for (edge, route) in picture.edges.iter().zip(&arrangement.routes) {
        if let Some(route) = route {
            path(edge, route, &mut out);
        }
    }
    for (edge, route) in picture.edges.iter().zip(&arrangement.routes) {
        if let Some(route) = route {
            edge_label(edge, route, &mut out);
        }
    }
    for (node, place) in picture.nodes.iter().zip(&arrangement.nodes) {
        entity(node, place, &mut out);
    }
    out.push_str("</g>\n");
    out.push_str(&legend.0);
    out.push_str("</svg>\n");
    out
}

fn marker(line: Line) -> &'static str {
    match line {
        Line::Solid => "arrow-solid",
        Line::Dotted => "arrow-dotted",
        Line::Contested => "arrow-contested",
        Line::Denied => "arrow-denied",
        Line::Past => "arrow-past",
    }
}

fn dashes(line: Line) -> &'static str {
    match line {
        Line::Solid | Line::Past => "",
        Line::Dotted => " stroke-dasharray=\"0.1 4\" stroke-linecap=\"round\"",
        Line::Contested | Line::Denied => " stroke-dasharray=\"6 4\"",
    }
}

fn path(edge: &Edge, route: &Route, out: &mut String) {
    let d = curve(&route.points);
    // Dots need some body to be seen.
    let width = if edge.line == Line::Dotted { edge.width.max(1.0) + 0.8 } else { edge.width };
    let head = if edge.directed { format!(" marker-end=\"url(#{})\"", marker(edge.line)) } else { String::new() };
    let _ = writeln!(
        out,
        "<path d=\"{d}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{width:.1}\"{}{head}><title>{}</title></path>",
        edge.line.colour(),
        dashes(edge.line),
        escaped(&edge.tooltip)
    );
}

/// A smooth line through all points: cubic Hermite pieces whose slopes never overshoot (Steffen, 1990), because the points
/// of a layered layout go one way in x. Straight where they do not.
fn curve(points: &[(f64, f64)]) -> String {
    let Some(first) = points.first() else { return String::new() };
    let mut d = format!("M{:.1} {:.1}", first.0, first.1);
    let steps: Vec<f64> = points.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    let one_way = steps.iter().all(|step| *step > 0.5) || steps.iter().all(|step| *step < -0.5);
    if !one_way || points.len() < 3 {
        for (x, y) in &points[1..] {
            let _ = write!(d, "L{x:.1} {y:.1}");
        }
        return d;
    }
    let rises: Vec<f64> = points.windows(2).zip(&steps).map(|(pair, step)| (pair[1].1 - pair[0].1) / step).collect();
    let inner = rises.windows(2).zip(steps.windows(2)).map(|(rise, step)| {
        let mean = (rise[0] * step[1] + rise[1] * step[0]) / (step[0] + step[1]);
        let least = rise[0].abs().min(rise[1].abs()).min(0.5 * mean.abs());
        (sign(rise[0]) + sign(rise[1])) * least
    });
    let inner: Vec<f64> = inner.collect();
    let end = |rise: f64, near: f64| f64::midpoint(3.0 * rise, -near);
    let mut slopes = vec![end(rises[0], inner[0])];
    slopes.extend(&inner);
    slopes.push(end(rises[rises.len() - 1], inner[inner.len() - 1]));
    for (at, step) in steps.iter().enumerate() {
        let ((x0, y0), (x1, y1)) = (points[at], points[at + 1]);
        let third = step / 3.0;
        let _ = write!(
            d,
            "C{:.1} {:.1} {:.1} {:.1} {x1:.1} {y1:.1}",
            x0 + third,
            y0 + slopes[at] * third,
            x1 - third,
            y1 - slopes[at + 1] * third
        );
    }
    d
}

fn sign(number: f64) -> f64 {
    if number == 0.0 { 0.0 } else { number.signum() }
}

/// The label on a white ground, so that the line does not strike it through.
fn edge_label(edge: &Edge, route: &Route, out: &mut String) {
    let (x, y) = route.label;
    let (width, height) = label_size(&edge.label);
    let _ = write!(
        out,
        "<g><title>{}</title><rect x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"3\" \
         fill=\"#ffffff\" fill-opacity=\"0.88\"/><text font-size=\"{EDGE_SIZE}\" text-anchor=\"middle\" fill=\"{}\">",
        escaped(&edge.tooltip),
        x - width / 2.0,
        y - height / 2.0,
        if edge.line == Line::Past { "#767676" } else { edge.line.colour() }
    );
    let mut row_at = y - height / 2.0 + EDGE_SIZE + 1.5;
    for row in edge.label.lines() {
        let _ = write!(out, "<tspan x=\"{x:.1}\" y=\"{row_at:.1}\">{}</tspan>", escaped(row));
        row_at += LABEL_ROW;
    }
    out.push_str("</text></g>\n");
}

fn entity(node: &Node, place: &Placed, out: &mut String) {
    let _ = write!(out, "<g><title>{}</title>", escaped(&node.tooltip));
    outline(node, place, out);
    let rows = node.lines.len();
    #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
    let top = place.y - rows as f64 * 6.5 + NAME_SIZE * 0.35 + if node.shape == Shape::House { 4.0 } else { 0.0 };
    let _ = write!(
        out,
        "<text x=\"{:.1}\" y=\"{top:.1}\" font-size=\"{NAME_SIZE}\" text-anchor=\"middle\">{}</text>",
        place.x,
        escaped(&place.label)
    );
    let mut y = top;
    for line in &node.lines {
        y += 13.0;
        let _ = write!(
            out,
            "<text x=\"{:.1}\" y=\"{y:.1}\" font-size=\"{LINE_SIZE}\" text-anchor=\"middle\" fill=\"#444444\">{}</text>",
            place.x,
            escaped(line)
        );
    }
    out.push_str("</g>\n");
}

fn outline(node: &Node, place: &Placed, out: &mut String) {
    let (left, right) = (place.x - place.width / 2.0, place.x + place.width / 2.0);
    let (top, bottom) = (place.y - place.height / 2.0, place.y + place.height / 2.0);
    let dash = if node.known { "" } else { " stroke-dasharray=\"3 2\"" };
    let look = format!("fill=\"{}\" stroke=\"{}\" stroke-width=\"1.2\"{dash}", node.fill, node.stroke);
    let cut = (place.height * 0.28).min(9.0);
    let corners: Vec<(f64, f64)> = match node.shape {
        Shape::Round => {
            let _ = write!(
                out,
                "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"7\" {look}/>",
                place.width, place.height
            );
            return;
        }
        Shape::Ellipse => {
            let (rx, ry) = (place.width / 2.0, place.height / 2.0);
            let _ = write!(
                out,
                "<ellipse cx=\"{:.1}\" cy=\"{:.1}\" rx=\"{rx:.1}\" ry=\"{ry:.1}\" {look}/>",
                place.x, place.y
            );
            return;
        }
        Shape::Box => vec![(left, top), (right, top), (right, bottom), (left, bottom)],
        Shape::Note => vec![(left, top), (right - cut, top), (right, top + cut), (right, bottom), (left, bottom)],
        Shape::Octagon => vec![
            (left + cut, top),
            (right - cut, top),
            (right, top + cut),
            (right, bottom - cut),
            (right - cut, bottom),
            (left + cut, bottom),
            (left, bottom - cut),
            (left, top + cut),
        ],
        Shape::House => vec![(left, top + cut), (place.x, top), (right, top + cut), (right, bottom), (left, bottom)],
        Shape::Slanted => vec![(left + cut, top), (right, top), (right - cut, bottom), (left, bottom)],
        Shape::Hexagon => vec![
            (left + cut, top),
            (right - cut, top),
            (right, place.y),
            (right - cut, bottom),
            (left + cut, bottom),
            (left, place.y),
        ],
        Shape::Tab => vec![
            (left, top),
            (left + 20.0, top),
            (left + 24.0, top + 4.0),
            (right, top + 4.0),
            (right, bottom),
            (left, bottom),
        ],
    };
    let points: Vec<String> = corners.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let _ = write!(out, "<polygon points=\"{}\" {look}/>", points.join(" "));
}

/// Classes, lines and the note, from `top` downwards; with its height.
fn legend(picture: &Picture, top: f64) -> (String, f64) {
    let mut out = format!("<g transform=\"translate({MARGIN} {top:.1})\" font-size=\"11\" fill=\"#555555\">\n");
    let mut y = 0.0;
    for (column, node) in picture.groups().into_iter().enumerate() {
        y = Column::place(column).1;
        let x = Column::place(column).0;
        let sample = Node { known: true, lines: Vec::new(), ..node.clone() };
        outline(&sample, &Placed { x: x + 14.0, y, width: 28.0, height: 14.0, label: String::new() }, &mut out);
        let _ = writeln!(out, "<text x=\"{:.1}\" y=\"{:.1}\">{}</text>", x + 34.0, y + 4.0, escaped(&node.group));
    }
    y += ROW;
    let mut last = y;
    for (column, line) in picture.lines().into_iter().enumerate() {
        let (x, row) = Column::place(column);
        last = y + row;
        let _ = writeln!(
            out,
            "<path d=\"M{x:.1} {last:.1}h28\" stroke=\"{}\" stroke-width=\"1.8\"{}/><text x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            line.colour(),
            dashes(line),
            x + 34.0,
            last + 4.0,
            line.meaning()
        );
    }
    last += ROW;
    let unlisted = if picture.nodes.iter().any(|node| !node.known) { " · dashed outline: unlisted name" } else { "" };
    let _ = writeln!(out, "<text y=\"{:.1}\">{}{unlisted}</text>\n</g>", last + 4.0, escaped(&picture.note));
    (out, last + ROW)
}

/// Places in the legend: three to a row.
struct Column;

impl Column {
    #[expect(clippy::cast_precision_loss, reason = "a handful of classes")]
    fn place(number: usize) -> (f64, f64) {
        ((number % 3) as f64 * 170.0, (number / 3) as f64 * ROW)
    }
}

/// Text inside an element or attribute; characters that XML 1.0 forbids are dropped.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Graph,
        store::sample::{ontology, sample},
    };

    #[test]
    fn every_entity_and_claim_is_drawn_and_the_bytes_are_always_the_same() {
        let picture = Picture::of(&sample(), &ontology(), 60);
        let text = svg(&picture);
        assert_eq!(text.matches("<path d=").count() - picture.lines().len() * 2, picture.edges.len());
        for node in &picture.nodes {
            assert!(text.contains(&format!(">{}</text>", node.label)), "{}", node.label);
        }
        for _ in 0..5 {
            assert_eq!(svg(&Picture::of(&sample(), &ontology(), 60)), text);
        }
        assert!(!text.contains("NaN") && text.contains("7 entities, 11 claims"));
    }

    #[test]
    fn hostile_text_is_escaped_and_an_empty_graph_has_a_picture() {
        let mut graph = sample();
        for entity in &mut graph.entities {
            entity.label = "\"><script>alert(1)</script>&\u{1}".to_owned();
        }
        let text = svg(&Picture::of(&graph, &ontology(), 60));
        assert!(!text.contains("<script") && !text.contains('\u{1}') && text.contains("&lt;script&gt;"));
        assert!(svg(&Picture::of(&Graph::default(), &ontology(), 60)).contains("0 entities"));
    }
}

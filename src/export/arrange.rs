//! Where entities and arrows go: each linked part in layers from left to right, the parts side by side.

use dagre::{
    EdgeLabel, LayoutOptions, NodeLabel, RankDir,
    graph::{Graph, GraphOptions},
    layout,
    layout::types::LabelPos,
};
use unicode_width::UnicodeWidthStr;

use super::{
    look::Shape,
    picture::{Node, Picture},
    svg::{EDGE_SIZE, LABEL_ROW, LINE_SIZE, NAME_SIZE},
};

/// Longer names are cut in the drawing; the tooltip has them whole.
const LONGEST: usize = 44;
const GAP: f64 = 36.0;

/// An entity's place: middle and size.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    /// The name as drawn.
    pub(super) label: String,
}

/// An arrow's points, and the middle of its label.
#[derive(Clone, Debug)]
pub(super) struct Route {
    pub(super) points: Vec<(f64, f64)>,
    pub(super) label: (f64, f64),
}

/// Places of all entities and arrows of a picture, in its order.
#[derive(Clone, Debug, Default)]
pub(super) struct Arrangement {
    pub(super) nodes: Vec<Placed>,
    /// `None` where the layout found no way.
    pub(super) routes: Vec<Option<Route>>,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Arrangement {
    /// Arranges a picture.
    pub(super) fn of(picture: &Picture) -> Self {
        let nodes: Vec<Placed> = picture.nodes.iter().map(measured).collect();
        let mut arrangement = Self { nodes, routes: vec![None; picture.edges.len()], ..Self::default() };
        let mut parts = arrangement.parts(picture);
        // The largest first; of equals, the one with the first entity.
        parts.sort_by(|a, b| b.nodes.len().cmp(&a.nodes.len()).then_with(|| a.nodes.cmp(&b.nodes)));
        let area: f64 = parts.iter().map(|part| (part.width + GAP) * (part.height + GAP)).sum();
        let widest = parts.iter().map(|part| part.width).fold(0.0, f64::max);
        let line = widest.max((area * 1.7).sqrt());
        let (mut x, mut y, mut tallest) = (0.0, 0.0, 0.0_f64);
        for part in &parts {
            if x > 0.0 && x + part.width > line {
                (x, y, tallest) = (0.0, y + tallest + GAP, 0.0);
            }
            arrangement.shift(part, x, y);
            arrangement.width = arrangement.width.max(x + part.width);
            arrangement.height = arrangement.height.max(y + part.height);
            x += part.width + GAP;
            tallest = tallest.max(part.height);
        }
        arrangement
    }

    /// Lays out every linked part with its upper left corner at 0, 0.
    fn parts(&mut self, picture: &Picture) -> Vec<Part> {
        let mut part_of: Vec<usize> = (0..picture.nodes.len()).collect();
        for edge in &picture.edges {
            let (from, to) = (part_of[edge.from], part_of[edge.to]);
            let (keep, drop) = (from.min(to), from.max(to));
            for part in part_of.iter_mut().filter(|part| **part == drop) {
                *part = keep;
            }
        }
        let mut parts = Vec::new();
        for root in 0..part_of.len() {
            let nodes: Vec<usize> = (0..part_of.len()).filter(|&node| part_of[node] == root).collect();
            if !nodes.is_empty() {
                let edges = (0..picture.edges.len()).filter(|&edge| part_of[picture.edges[edge].from] == root);
                let edges: Vec<usize> = edges.collect();
                parts.push(self.lay_out(picture, nodes, edges));
            }
        }
        parts
    }

    fn lay_out(&mut self, picture: &Picture, nodes: Vec<usize>, edges: Vec<usize>) -> Part {
        let mut graph: Graph<NodeLabel, EdgeLabel> =
            Graph::with_options(GraphOptions { directed: true, multigraph: true, compound: false });
        for &node in &nodes {
            let size =
                NodeLabel { width: self.nodes[node].width, height: self.nodes[node].height, ..NodeLabel::default() };
            graph.set_node(node.to_string(), Some(size));
        }
        for &edge in &edges {
            let drawn = &picture.edges[edge];
            let (width, height) = label_size(&drawn.label);
            let label = EdgeLabel { width, height, labelpos: LabelPos::Center, ..EdgeLabel::default() };
            graph.set_edge(drawn.from.to_string(), drawn.to.to_string(), Some(label), Some(&edge.to_string()));
        }
        let options = LayoutOptions {
            rankdir: RankDir::LR,
            nodesep: 18.0,
            ranksep: 40.0,
            edgesep: 10.0,
            ..LayoutOptions::default()
        };
        layout(&mut graph, Some(options));
        for &node in &nodes {
            if let Some((x, y)) = graph.node(&node.to_string()).and_then(|label| Some((label.x?, label.y?))) {
                (self.nodes[node].x, self.nodes[node].y) = (x, y);
            }
        }
        for &edge in &edges {
            let drawn = &picture.edges[edge];
            let found = graph.edge(&drawn.from.to_string(), &drawn.to.to_string(), Some(&edge.to_string()));
            self.routes[edge] = found.filter(|label| label.points.len() > 1).map(|label| {
                let points: Vec<(f64, f64)> = label.points.iter().map(|point| (point.x, point.y)).collect();
                let middle = points[points.len() / 2];
                Route { label: (label.x.unwrap_or(middle.0), label.y.unwrap_or(middle.1)), points }
            });
        }
        self.cornered(picture, Part { nodes, edges, width: 0.0, height: 0.0 })
    }

    /// Moves a part to 0, 0 and measures it.
    fn cornered(&mut self, picture: &Picture, mut part: Part) -> Part {
        let (mut least, mut most) = ((f64::MAX, f64::MAX), (f64::MIN, f64::MIN));
        let mut hold = |x: f64, y: f64, width: f64, height: f64| {
            least = (least.0.min(x - width / 2.0), least.1.min(y - height / 2.0));
            most = (most.0.max(x + width / 2.0), most.1.max(y + height / 2.0));
        };
        for &node in &part.nodes {
            let place = &self.nodes[node];
            hold(place.x, place.y, place.width, place.height);
        }
        for &edge in &part.edges {
            if let Some(route) = &self.routes[edge] {
                let (width, height) = label_size(&picture.edges[edge].label);
                hold(route.label.0, route.label.1, width, height);
                for &(x, y) in &route.points {
                    hold(x, y, 2.0, 2.0);
                }
            }
        }
        self.shift(&part, -least.0, -least.1);
        (part.width, part.height) = (most.0 - least.0, most.1 - least.1);
        part
    }

    fn shift(&mut self, part: &Part, x: f64, y: f64) {
        for &node in &part.nodes {
            self.nodes[node].x += x;
            self.nodes[node].y += y;
        }
        for &edge in &part.edges {
            if let Some(route) = &mut self.routes[edge] {
                route.label = (route.label.0 + x, route.label.1 + y);
                for point in &mut route.points {
                    *point = (point.0 + x, point.1 + y);
                }
            }
        }
    }
}

/// Entities that are linked, and their arrows.
struct Part {
    nodes: Vec<usize>,
    edges: Vec<usize>,
    width: f64,
    height: f64,
}

fn measured(node: &Node) -> Placed {
    let label = clipped(&node.label);
    let lines = node.lines.iter().map(|line| text_width(line, LINE_SIZE));
    let text = lines.fold(text_width(&label, NAME_SIZE), f64::max);
    let extra = match node.shape {
        Shape::Ellipse => 22.0 + text * 0.16,
        Shape::Hexagon | Shape::Slanted | Shape::Octagon => 30.0,
        _ => 20.0,
    };
    #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
    let rows = node.lines.len() as f64 * 13.0;
    let high = match node.shape {
        Shape::House => 34.0,
        Shape::Ellipse => 30.0 + rows * 0.25,
        _ => 26.0,
    };
    Placed { x: 0.0, y: 0.0, width: text + extra, height: high + rows, label }
}

/// About the width of a text in a sans-serif font: columns times the mean advance of a letter.
#[expect(clippy::cast_precision_loss, reason = "labels are short")]
fn text_width(text: &str, size: f64) -> f64 {
    text.width() as f64 * size * 0.56
}

/// The room that the label of an arrow takes.
#[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
pub(super) fn label_size(label: &str) -> (f64, f64) {
    let width = label.lines().map(|line| text_width(line, EDGE_SIZE)).fold(0.0, f64::max);
    (width + 4.0, label.lines().count() as f64 * LABEL_ROW + 2.0)
}

fn clipped(label: &str) -> String {
    let line = label.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let kept: String = line.chars().take(LONGEST - 1).collect();
    format!("{}…", kept.trim_end())
}

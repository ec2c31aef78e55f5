//! `GraphML` with typed attributes, for Gephi, yEd, Cytoscape and networkx (graphml.graphdrawing.org).
//!
//! Entities are nodes; the claims of one relation between two entities are one edge. Numbers said of an entity are in its
//! attribute `numbers`.

use std::fmt::Write as _;

use super::{rows::rows, svg::escaped};
use crate::{model::Graph, ontology::Ontology};

const KEYS: &str = r#"  <key id="label" for="node" attr.name="label" attr.type="string"/>
  <key id="class" for="node" attr.name="class" attr.type="string"/>
  <key id="known" for="node" attr.name="known" attr.type="boolean"/>
  <key id="rank" for="node" attr.name="rank" attr.type="double"/>
  <key id="numbers" for="node" attr.name="numbers" attr.type="string"/>
  <key id="relation" for="edge" attr.name="relation" attr.type="string"/>
  <key id="name" for="edge" attr.name="label" attr.type="string"/>
  <key id="status" for="edge" attr.name="status" attr.type="string"/>
  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>
  <key id="evidence" for="edge" attr.name="evidence" attr.type="int"/>
  <key id="articles" for="edge" attr.name="articles" attr.type="int"/>
"#;

/// The entities and the claims between them.
#[must_use]
pub fn graphml(graph: &Graph, ontology: &Ontology) -> String {
    let (nodes, edges) = rows(graph, ontology);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n{KEYS}  \
         <graph id=\"newsgraph\" edgedefault=\"directed\">\n"
    );
    for node in nodes {
        let _ = writeln!(
            out,
            "    <node id=\"{}\"><data key=\"label\">{}</data><data key=\"class\">{}</data><data key=\"known\">{}</data>\
             <data key=\"rank\">{:.6}</data><data key=\"numbers\">{}</data></node>",
            escaped(node.id),
            escaped(node.label),
            escaped(&node.class),
            node.known,
            node.rank,
            escaped(&node.numbers)
        );
    }
    for (number, edge) in edges.iter().enumerate() {
        let _ = writeln!(
            out,
            "    <edge id=\"c{number}\" source=\"{}\" target=\"{}\"><data key=\"relation\">{}</data>\
             <data key=\"name\">{}</data><data key=\"status\">{}</data><data key=\"weight\">{articles}</data>\
             <data key=\"evidence\">{}</data><data key=\"articles\">{articles}</data></edge>",
            escaped(edge.from),
            escaped(edge.to),
            escaped(edge.relation),
            escaped(&edge.label),
            edge.status,
            edge.evidence,
            articles = edge.articles
        );
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::{ontology, sample};

    #[test]
    fn nodes_and_edges_with_their_attributes() {
        let text = graphml(&sample(), &ontology());
        assert_eq!(text.matches("<node ").count(), 7);
        assert_eq!(text.matches("<edge ").count(), 8);
        assert!(text.contains("<data key=\"numbers\">sharesChanged 8.5 percent; sharesChanged 9.1 percent</data>"));
        assert!(text.contains("source=\"fjordbank\" target=\"zentavo\"><data key=\"relation\">acquired</data>"));
        let mut hostile = sample();
        hostile.entities[0].label = "<&\">".to_owned();
        assert!(graphml(&hostile, &ontology()).contains("&lt;&amp;&quot;&gt;"));
    }
}

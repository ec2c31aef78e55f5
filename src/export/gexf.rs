//! GEXF 1.2 with typed attributes, for Gephi and networkx (gexf.net).
//!
//! Entities are nodes; the claims of one relation between two entities are one edge. Numbers said of an entity are in its
//! attribute `numbers`.

use std::fmt::Write as _;

use super::{rows::rows, svg::escaped};
use crate::{model::Graph, ontology::Ontology};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
  <graph mode="static" defaultedgetype="directed">
    <attributes class="node">
      <attribute id="0" title="class" type="string"/>
      <attribute id="1" title="known" type="boolean"/>
      <attribute id="2" title="rank" type="double"/>
      <attribute id="3" title="numbers" type="string"/>
    </attributes>
    <attributes class="edge">
      <attribute id="0" title="relation" type="string"/>
      <attribute id="1" title="status" type="string"/>
      <attribute id="2" title="evidence" type="integer"/>
      <attribute id="3" title="articles" type="integer"/>
    </attributes>
"#;

/// The entities and the claims between them.
#[must_use]
pub fn gexf(graph: &Graph, ontology: &Ontology) -> String {
    let (nodes, edges) = rows(graph, ontology);
    let mut out = HEAD.to_owned();
    out.push_str("    <nodes>\n");
    for node in nodes {
        let _ = write!(out, "      <node id=\"{}\" label=\"{}\">", escaped(node.id), escaped(node.label));
        let (known, rank) = (node.known.to_string(), format!("{:.6}", node.rank));
        values(&mut out, &[&node.class, &known, &rank, &node.numbers]);
        out.push_str("</node>\n");
    }
    out.push_str("    </nodes>\n    <edges>\n");
    for (number, edge) in edges.iter().enumerate() {
        let _ = write!(
            out,
            "      <edge id=\"{number}\" source=\"{}\" target=\"{}\" label=\"{}\" weight=\"{}\">",
            escaped(edge.from),
            escaped(edge.to),
            escaped(&edge.label),
            edge.articles
        );
        let (evidence, articles) = (edge.evidence.to_string(), edge.articles.to_string());
        values(&mut out, &[edge.relation, &edge.status, &evidence, &articles]);
        out.push_str("</edge>\n");
    }
    out.push_str("    </edges>\n  </graph>\n</gexf>\n");
    out
}

fn values(out: &mut String, values: &[&str]) {
    out.push_str("<attvalues>");
    for (number, value) in values.iter().enumerate() {
        let _ = write!(out, "<attvalue for=\"{number}\" value=\"{}\"/>", escaped(value));
    }
    out.push_str("</attvalues>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::{ontology, sample};

    #[test]
    fn nodes_and_edges_with_their_attributes() {
        let text = gexf(&sample(), &ontology());
        assert_eq!((text.matches("<node ").count(), text.matches("<edge ").count()), (7, 8));
        assert!(text.contains("<attvalue for=\"3\" value=\"sharesChanged 8.5 percent; sharesChanged 9.1 percent\"/>"));
        let mut hostile = sample();
        hostile.entities[0].label = "<&\">".to_owned();
        assert!(gexf(&hostile, &ontology()).contains("label=\"&lt;&amp;&quot;&gt;\""));
    }
}

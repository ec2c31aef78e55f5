//! `GraphML` with typed attributes, for Gephi, yEd, Cytoscape and networkx (graphml.graphdrawing.org).
//!
//! Entities are nodes; the claims of one relation between two entities are one edge. Numbers said of an entity are in its
//! attribute `numbers`.

use std::fmt::Write as _;

use super::{
    network::Network,
    picture::{class_label, relation_label},
    svg::escaped,
};
use crate::{
    model::{Graph, Object},
    ontology::Ontology,
};

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
    let network = Network::of(graph);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n{KEYS}  \
         <graph id=\"newsgraph\" edgedefault=\"directed\">\n"
    );
    let mut ranking = network.ranking();
    ranking.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    for (entity, rank) in ranking {
        let of_it = graph.claims.iter().filter(|claim| claim.key.subject == entity.id);
        let numbers = of_it.filter_map(|claim| match &claim.key.object {
            Object::Quantity(q) => Some(format!("{} {} {}", claim.key.relation, q.value, q.unit)),
            Object::Entity(_) => None,
        });
        let mut numbers: Vec<String> = numbers.collect();
        numbers.sort_unstable();
        let _ = writeln!(
            out,
            "    <node id=\"{}\"><data key=\"label\">{}</data><data key=\"class\">{}</data><data key=\"known\">{}</data>\
             <data key=\"rank\">{rank:.6}</data><data key=\"numbers\">{}</data></node>",
            escaped(&entity.id),
            escaped(&entity.label),
            escaped(&class_label(ontology, &entity.class)),
            entity.known,
            escaped(&numbers.join("; "))
        );
    }
    for (number, (from, link, to)) in network.links().enumerate() {
        let best = link.claims.iter().map(|claim| claim.status).min();
        let articles: u32 = link.claims.iter().map(|claim| claim.articles).sum();
        let _ = writeln!(
            out,
            "    <edge id=\"c{number}\" source=\"{}\" target=\"{}\"><data key=\"relation\">{}</data>\
             <data key=\"name\">{}</data><data key=\"status\">{}</data><data key=\"weight\">{articles}</data>\
             <data key=\"evidence\">{}</data><data key=\"articles\">{articles}</data></edge>",
            escaped(&from.id),
            escaped(&to.id),
            escaped(link.relation),
            escaped(&relation_label(ontology, link.relation)),
            best.map_or("", |status| status.name()).to_lowercase(),
            link.evidence()
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

//! `TriG`: as Turtle, with the evidence of each article in the graph of that article (RDF 1.1 `TriG`, W3C 2014).

use std::collections::BTreeMap;

use oxigraph::model::{GraphName, Quad};

use super::turtle::{Names, blocks};

/// The quads as `TriG`: the default graph first, then the named graphs by name.
#[must_use]
pub fn trig(quads: &[Quad], base: &str) -> String {
    let mut names = Names::new(base);
    let mut graphs: BTreeMap<String, Vec<&Quad>> = BTreeMap::new();
    for quad in quads {
        let name = match &quad.graph_name {
            GraphName::DefaultGraph => String::new(),
            GraphName::NamedNode(node) => names.iri(node.as_str()),
            GraphName::BlankNode(node) => node.to_string(),
        };
        graphs.entry(name).or_default().push(quad);
    }
    let mut body = String::new();
    for (name, quads) in &graphs {
        let indent = if name.is_empty() { "" } else { "    " };
        if !name.is_empty() {
            body.push_str(name);
            body.push_str(" {\n");
        }
        for block in blocks(quads.iter().copied()) {
            block.write(&mut names, indent, &mut body);
            if name.is_empty() {
                body.push('\n');
            }
        }
        if !name.is_empty() {
            body.push_str("}\n\n");
        }
    }
    format!("{}{}\n", names.header(), body.trim_end()).trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use oxigraph::io::{RdfFormat, RdfParser};

    use super::*;
    use crate::store::{BASE, sample::sample_quads};

    #[test]
    fn trig_is_read_back_equal() {
        let quads = sample_quads();
        let text = trig(&quads, BASE);
        let back: Result<Vec<Quad>, _> = RdfParser::from_format(RdfFormat::TriG).for_slice(text.as_bytes()).collect();
        let mut back = back.expect("TriG");
        back.sort_by_cached_key(ToString::to_string);
        assert_eq!(back, quads);
        assert!(text.contains("\na:en1 {\n    a:en1 a schema:NewsArticle ;\n"), "{text}");
    }
}

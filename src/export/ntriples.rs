//! N-Quads and N-Triples, sorted by line. There are no blank nodes, so this is a canonical form (RDF 1.1, W3C 2014).

use oxigraph::model::Quad;

/// One quad a line, with the graphs of articles.
#[must_use]
pub fn nquads(quads: &[Quad]) -> String {
    lines(quads.iter().map(|quad| format!("{quad} .\n")))
}

/// One triple a line, named graphs flattened.
#[must_use]
pub fn ntriples(quads: &[Quad]) -> String {
    lines(quads.iter().map(|quad| format!("{} {} {} .\n", quad.subject, quad.predicate, quad.object)))
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    let mut lines: Vec<String> = lines.collect();
    lines.sort_unstable();
    lines.dedup();
    lines.concat()
}

#[cfg(test)]
mod tests {
    use oxigraph::io::{RdfFormat, RdfParser};

    use super::*;
    use crate::store::{restored, sample::sample_quads};

    #[test]
    fn both_are_sorted_and_read_back_equal() {
        let quads = sample_quads();
        for (text, format) in [(nquads(&quads), RdfFormat::NQuads), (ntriples(&quads), RdfFormat::NTriples)] {
            assert!(text.lines().collect::<Vec<_>>().is_sorted());
            let back: Result<Vec<Quad>, _> = RdfParser::from_format(format).for_slice(text.as_bytes()).collect();
            let mut back = restored(back.expect("quads"));
            back.sort_by_cached_key(ToString::to_string);
            assert_eq!(back, quads);
        }
    }
}

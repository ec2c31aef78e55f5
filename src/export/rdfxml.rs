//! RDF/XML, for tools that read nothing else (RDF 1.1 XML Syntax, W3C 2014). Named graphs are flattened.

use oxigraph::{
    io::{RdfFormat, RdfSerializer},
    model::Quad,
};

use super::Error;
use crate::store::Iris;

/// The quads as RDF/XML.
///
/// # Errors
/// Where a predicate does not end in a name that XML allows.
pub fn rdfxml(quads: &[Quad], base: &str) -> Result<String, Error> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::RdfXml);
    for (prefix, iri) in Iris::new(base).prefixes() {
        // A base that is no IRI gives no prefix, and the file is as right without it.
        serializer = serializer.clone().with_prefix(prefix, iri).unwrap_or(serializer);
    }
    let mut sorted: Vec<&Quad> = quads.iter().collect();
    sorted.sort_by_cached_key(ToString::to_string);
    let mut writer = serializer.for_writer(Vec::new());
    for quad in sorted {
        writer.serialize_triple(quad.as_ref()).map_err(Error::RdfXml)?;
    }
    Ok(String::from_utf8_lossy(&writer.finish().map_err(Error::RdfXml)?).into_owned())
}

#[cfg(test)]
mod tests {
    use oxigraph::io::RdfParser;

    use super::*;
    use crate::store::{BASE, restored, sample::sample_quads};

    #[test]
    fn rdf_xml_is_read_back_equal() {
        let quads = sample_quads();
        let text = rdfxml(&quads, BASE).expect("XML");
        let back: Result<Vec<Quad>, _> = RdfParser::from_format(RdfFormat::RdfXml).for_slice(text.as_bytes()).collect();
        let mut back = restored(back.expect("RDF/XML"));
        back.sort_by_cached_key(ToString::to_string);
        assert_eq!(back, quads);
    }
}

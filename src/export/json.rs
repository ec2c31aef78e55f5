//! The graph as plain JSON, for programs that want articles, entities, evidence and claims and no RDF.
//!
//! The keys are the fields of the model: `articles`, `entities`, `evidence` and `claims`; a claim points to its evidence
//! by position.

use super::Error;
use crate::model::Graph;

/// The graph as JSON, indented.
///
/// # Errors
/// Where the JSON writer refuses.
pub fn json(graph: &Graph) -> Result<String, Error> {
    let mut text = serde_json::to_string_pretty(graph)?;
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::sample;

    #[test]
    fn json_is_read_back_equal() {
        let text = json(&sample()).expect("JSON");
        assert_eq!(serde_json::from_str::<Graph>(&text).expect("a graph"), sample());
    }
}

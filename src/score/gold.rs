//! Gold: what a careful reader takes from an article.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Error;
use crate::model::Modality;

/// What one article says: one line of a gold file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldLine {
    /// The article's file name, or the id of its NDJSON line.
    pub article: String,
    /// Its language.
    pub lang: String,
    /// What it says.
    pub facts: Vec<Fact>,
    /// Relations annotated in full; all where it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relations: Option<Vec<String>>,
    /// Modalities annotated in full; asserted, reported and planned where it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mods: Option<Vec<Modality>>,
    /// Names of the only two entities annotated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pairs: Option<[Vec<String>; 2]>,
    /// Kind of text; not compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// One thing that the article says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Names of the subject; any one counts.
    #[serde(rename = "s")]
    pub subject: Vec<String>,
    /// The relation.
    #[serde(rename = "r")]
    pub relation: String,
    /// Names of the object; any one counts. Empty where there is a value.
    #[serde(rename = "o", default, skip_serializing_if = "Vec::is_empty")]
    pub object: Vec<String>,
    /// Further relations that state it as well.
    #[serde(rename = "or", default, skip_serializing_if = "Vec::is_empty")]
    pub or: Vec<String>,
    /// The number, signed where it is a change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<serde_json::Number>,
    /// How sure the article is; asserted where it is missing.
    #[serde(rename = "mod", default, skip_serializing_if = "Option::is_none")]
    pub modality: Option<Modality>,
    /// Whether the article denies it.
    #[serde(rename = "neg", default, skip_serializing_if = "std::ops::Not::not")]
    pub denied: bool,
    /// Names of those who say so; any one counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
    /// Place, date, role, period, unit; not compared.
    #[serde(rename = "q", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub qualifiers: BTreeMap<String, serde_json::Value>,
    /// Whether it is neither required nor held against the extraction.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
}

/// Reads a gold file: one JSON object per line, empty lines skipped.
///
/// # Errors
/// Where a line is no such object; the error has its number.
pub fn gold(text: &str) -> Result<Vec<GoldLine>, Error> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(line, json)| serde_json::from_str(json).map_err(|source| Error::Gold { line, source })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_line_is_named_by_its_number() {
        let good = r#"{"article": "a.txt", "lang": "en", "facts": [{"s": ["A"], "r": "cutJobs", "value": 12.0}]}"#;
        let text = format!("{good}\n\n{}", good.replace("\"r\"", "\"rel\""));
        let message = gold(&text).map_err(|error| error.to_string());
        assert!(message.as_ref().is_err_and(|m| m.starts_with("line 3: unknown field `rel`")), "{message:?}");
        assert_eq!(
            gold(good).map(|lines| lines[0].facts[0].value.as_ref().map(ToString::to_string)).ok(),
            Some(Some("12.0".to_owned()))
        );
    }
}

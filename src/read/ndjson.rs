//! Lines of NDJSON, one article each.

use std::{collections::BTreeMap, fmt};

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor};

use super::{Draft, Error, metadata};
use crate::model::{Note, Severity};

/// Our keys.
const KEYS: [&str; 7] = ["id", "text", "title", "lang", "published", "publisher", "url"];

/// Reads one line; `file` and `number` (from 1) say where it stands.
///
/// # Errors
/// Where the line is no JSON object or has no text.
pub fn draft(file: &str, number: u64, line: &str, fields: &BTreeMap<String, String>) -> Result<Draft, Error> {
    let mut from = serde_json::Deserializer::from_str(line);
    let read = Keys { fields }.deserialize(&mut from).and_then(|values| from.end().map(|()| values));
    let values = read.map_err(|error| Error::Line { line: number, message: without_place(&error) })?;
    let [id, text, title, language, day, outlet, url] = values;
    let Some(text) = text else {
        return Err(Error::NoText { line: number, key: key_of(KEYS[1], fields).to_owned() });
    };
    let filled = |value: Option<String>| value.filter(|value| !value.trim().is_empty());
    let mut notes = Vec::new();
    let published = filled(day).and_then(|written| {
        let day = metadata::day(&written);
        if day.is_none() {
            notes.push(Note::new(
                "date-unread",
                Severity::Info,
                format!("`{written}` is not a day such as 2025-02-13"),
            ));
        }
        day
    });
    Ok(Draft {
        name: filled(id).unwrap_or_else(|| format!("{file}:{number}")),
        text,
        title: filled(title),
        language: filled(language),
        published,
        publisher: filled(outlet),
        url: filled(url),
        notes,
        ..Draft::default()
    })
}

fn key_of<'f>(ours: &'f str, fields: &'f BTreeMap<String, String>) -> &'f str {
    fields.get(ours).map_or(ours, String::as_str)
}

/// The message of an error, with its column, but without «line 1».
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let end = message.rfind(" at line ").unwrap_or(message.len());
    format!("column {}: {}", error.column(), &message[..end])
}

/// Reads the values of our keys, whatever else the object holds.
struct Keys<'f> {
    fields: &'f BTreeMap<String, String>,
}

impl<'de> DeserializeSeed<'de> for Keys<'_> {
    type Value = [Option<String>; 7];

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Keys<'_> {
    type Value = [Option<String>; 7];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut out = Self::Value::default();
        while let Some(key) = map.next_key::<String>()? {
            match KEYS.iter().position(|ours| key_of(ours, self.fields) == key) {
                Some(at) => out[at] = map.next_value::<Scalar>()?.0,
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(out)
    }
}

/// A string, or a number as its digits; anything else is nothing.
struct Scalar(Option<String>);

impl<'de> serde::Deserialize<'de> for Scalar {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar(Some(text.to_owned())))
            }
            fn visit_string<E: serde::de::Error>(self, text: String) -> Result<Scalar, E> {
                Ok(Scalar(Some(text)))
            }
            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar(Some(number.to_string())))
            }
            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar(Some(number.to_string())))
            }
            fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Scalar, E> {
                if number.is_finite() { Ok(Scalar(Some(number.to_string()))) } else { Err(E::custom("not a number")) }
            }
            fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<Scalar, E> {
                Ok(Scalar(None))
            }
            fn visit_unit<E: serde::de::Error>(self) -> Result<Scalar, E> {
                Ok(Scalar(None))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Scalar, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Scalar(None))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Scalar(None))
            }
        }
        from.deserialize_any(Any).map_err(|error| D::Error::custom(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str, fields: &[(&str, &str)]) -> Result<Draft, Error> {
        let fields = fields.iter().map(|(ours, theirs)| ((*ours).to_owned(), (*theirs).to_owned())).collect();
        draft("wire.ndjson", 3, line, &fields)
    }

    #[test]
    fn keys_may_be_renamed_and_others_stand_by() {
        let line =
            r#"{"id": 7, "body": "A\r\n\u00e9", "x": {"text": [1]}, "lang": null, "published": "2026-05-06T10:00Z"}"#;
        let draft = read(line, &[("text", "body")]).expect("a draft");
        assert_eq!((draft.name.as_str(), draft.text.as_str()), ("7", "A\r\né"));
        assert_eq!(draft.published.map(|date| date.to_string()).as_deref(), Some("2026-05-06"));
        let unnamed = read(r#"{"text": "A", "published": "soon"}"#, &[]).expect("a draft");
        assert_eq!((unnamed.name.as_str(), unnamed.notes.len()), ("wire.ndjson:3", 1));
    }

    #[test]
    fn broken_lines_say_where() {
        for (line, message) in [
            (r#"{"text": "A"#, "line 3: column 11: EOF while parsing a string"),
            ("[1]", "line 3: column 0: invalid type: sequence, expected a JSON object"),
            (r#"{"title": "A"}"#, "line 3: there is no string under the key `text`"),
            (r#"{"text": "A"} x"#, "line 3: column 15: trailing characters"),
        ] {
            assert_eq!(read(line, &[]).expect_err("broken").to_string(), message);
        }
    }
}

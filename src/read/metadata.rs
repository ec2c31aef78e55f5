//! What a web page says of itself in JSON-LD and `meta` elements.

use serde_json::Value;

use super::{Draft, date, words};
use crate::model::{Date, Language};

/// How deep JSON-LD is looked into.
const DEEPEST: usize = 6;

/// One `meta` element or other named value of a page.
pub struct Named<'p> {
    /// `property`, `name` or `itemprop`, small letters.
    pub name: String,
    /// `content`.
    pub value: &'p str,
}

/// Completes `draft` from JSON-LD.
pub fn from_json_ld(draft: &mut Draft, scripts: &[String]) {
    for script in scripts {
        let Ok(value) = serde_json::from_str::<Value>(script.trim()) else { continue };
        if let Some(article) = article(&value, 0) {
            let text = |key: &str| article.get(key).and_then(named);
            fill(&mut draft.title, text("headline"));
            fill(&mut draft.language, text("inLanguage"));
            fill(&mut draft.publisher, text("publisher"));
            fill(&mut draft.byline, text("author"));
            fill(&mut draft.url, text("url").or_else(|| text("mainEntityOfPage")));
            draft.published = draft.published.or_else(|| text("datePublished").as_deref().and_then(day));
        }
    }
}

/// Completes `draft` from `meta` elements, the more trusted names first.
pub fn from_meta(draft: &mut Draft, all: &[Named<'_>]) {
    let first = |names: &[&str]| {
        let of = |name: &&str| all.iter().find(|named| named.name == **name && !named.value.trim().is_empty());
        names.iter().find_map(of).map(|named| named.value.trim().to_owned())
    };
    fill(&mut draft.title, first(&["og:title", "headline", "twitter:title", "dc.title"]));
    fill(&mut draft.publisher, first(&["og:site_name", "publisher", "dc.publisher", "application-name"]));
    fill(
        &mut draft.byline,
        first(&["author", "article:author_name", "dc.creator"]).filter(|name| !name.contains("://")),
    );
    fill(&mut draft.url, first(&["og:url"]));
    let days = ["article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "parsely-pub-date"];
    draft.published = draft.published.or_else(|| days.iter().find_map(|name| day(&first(&[name])?)));
    if draft.language.is_none() {
        draft.language = first(&["og:locale", "inlanguage", "content-language", "language", "dc.language"]);
    }
}

/// The day of a time as machines write it.
pub fn day(text: &str) -> Option<Date> {
    text.trim().parse::<Date>().ok().filter(|date| date.is_day()).or_else(|| {
        // Days in words need the ontology; numbers do not.
        let language = Language::new("und")?;
        date::date(text, language, &words::Words::default()).and_then(|found| found.date)
    })
}

fn fill(place: &mut Option<String>, value: Option<String>) {
    if place.is_none() {
        *place = value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    }
}

/// The first object that is an article.
fn article(value: &Value, depth: usize) -> Option<&Value> {
    if depth > DEEPEST {
        return None;
    }
    match value {
        Value::Array(values) => values.iter().find_map(|value| article(value, depth + 1)),
        Value::Object(object) => {
            let is_article = |kind: &Value| {
                kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("BlogPosting"))
            };
            let kind = object.get("@type");
            let found = kind.is_some_and(|kind| match kind {
                Value::Array(kinds) => kinds.iter().any(is_article),
                kind => is_article(kind),
            });
            if found {
                return Some(value);
            }
            ["@graph", "mainEntity", "mainEntityOfPage"].iter().find_map(|key| article(object.get(*key)?, depth + 1))
        }
        _ => None,
    }
}

/// A string, the name of an object, or the names of several.
fn named(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => {
            ["name", "@id", "url"].iter().find_map(|key| object.get(*key)?.as_str()).map(str::to_owned)
        }
        Value::Array(values) => {
            let names: Vec<String> = values.iter().filter_map(named).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_inside_a_graph() {
        let script = r#"{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],"headline":" H ",
            "author":[{"name":"Jane Doe"},{"name":"John Roe"}],"publisher":{"name":"Outlet"},
            "datePublished":"2026-03-04T17:42:00+01:00","inLanguage":"de-DE"}]}"#;
        let mut draft = Draft::default();
        from_json_ld(&mut draft, &["not json".to_owned(), script.to_owned()]);
        let told = [draft.title, draft.byline, draft.publisher, draft.language].map(Option::unwrap_or_default);
        assert_eq!(told, ["H", "Jane Doe, John Roe", "Outlet", "de-DE"]);
        assert_eq!(draft.published.map(|date| date.to_string()).as_deref(), Some("2026-03-04"));
    }

    #[test]
    fn meta_elements_fill_what_is_missing() {
        let mut draft = Draft { title: Some("kept".to_owned()), ..Draft::default() };
        let named = |name: &str, value| Named { name: name.to_owned(), value };
        from_meta(
            &mut draft,
            &[named("og:title", "other"), named("og:site_name", "Outlet"), named("date", "4.3.2026")],
        );
        assert_eq!((draft.title.as_deref(), draft.publisher.as_deref()), (Some("kept"), Some("Outlet")));
        assert_eq!(draft.published.map(|date| date.to_string()).as_deref(), Some("2026-03-04"));
    }
}

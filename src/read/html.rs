//! Web pages.

use dom_smoothie::{Config, Readability, TextMode};

use super::{
    Draft,
    metadata::{self, Named},
};

/// Elements nested deeper than this are not taken apart, only stripped of their tags.
const DEEPEST: usize = 400;

/// Takes a page apart: its text is the headline, a blank line, and the paragraphs of the main part, one a line.
pub fn draft(name: &str, page: &str) -> Draft {
    let mut draft = Draft { name: name.to_owned(), language_doubtful: true, ..Draft::default() };
    if depth(page) > DEEPEST {
        draft.text = paragraphs(&stripped(page));
        return draft;
    }
    let config = Config { text_mode: TextMode::Formatted, disable_json_ld: true, ..Config::default() };
    let Ok(mut readability) = Readability::new(page, None, Some(config)) else {
        draft.text = paragraphs(&stripped(page));
        return draft;
    };
    read_metadata(&mut draft, &readability);
    let heading = readability.doc.select("h1").first().text();
    let heading = words_of(&heading);
    let main = readability.parse().map(|article| paragraphs(&article.text_content)).unwrap_or_default();
    let main = if main.is_empty() { paragraphs(&stripped(page)) } else { main };
    if draft.title.is_none() {
        let own = Some(heading).filter(|heading| !heading.is_empty());
        draft.title =
            own.or_else(|| Some(words_of(&readability.get_article_title())).filter(|title| !title.is_empty()));
    }
    draft.text = match &draft.title {
        Some(title) if main.lines().next() != Some(title.as_str()) => format!("{title}\n\n{main}"),
        Some(title) => main.replacen(title.as_str(), &format!("{title}\n"), 1),
        None => main,
    };
    draft
}

fn read_metadata(draft: &mut Draft, page: &Readability) {
    let scripts: Vec<String> =
        page.doc.select("script[type='application/ld+json']").iter().map(|script| script.text().to_string()).collect();
    metadata::from_json_ld(draft, &scripts);
    let mut values = Vec::new();
    for meta in &page.doc.select("meta[content]") {
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| meta.attr(key));
        if let (Some(name), Some(value)) = (name, meta.attr("content")) {
            values.push((name.to_lowercase(), value.to_string()));
        }
    }
    for marked in &page.doc.select("time[itemprop][datetime], time[pubdate][datetime]") {
        if let Some(value) = marked.attr("datetime") {
            let name = marked.attr("itemprop").map_or("datepublished".to_owned(), |name| name.to_lowercase());
            values.push((name, value.to_string()));
        }
    }
    let named: Vec<Named<'_>> =
        values.iter().map(|(name, value)| Named { name: name.clone(), value: value.as_str() }).collect();
    metadata::from_meta(draft, &named);
    draft.title = draft.title.take().map(|title| words_of(&title));
    if let Some(language) = page.doc.select("html[lang]").attr("lang") {
        draft.language.get_or_insert_with(|| language.to_string());
    }
    if let Some(address) = page.doc.select("link[rel='canonical'][href]").attr("href") {
        draft.url.get_or_insert_with(|| address.to_string());
    }
}

/// The lines of a text that say something, blanks made single.
fn paragraphs(text: &str) -> String {
    let lines = text.lines().map(words_of).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn words_of(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How deep elements nest, roughly: tags opened less tags closed.
fn depth(page: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for (at, _) in page.match_indices('<') {
        let tag = &page[at + 1..];
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if tag.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_void(tag) {
            depth += 1;
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Elements that are never closed, or need not be.
fn is_void(tag: &str) -> bool {
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("").to_ascii_lowercase();
    let void = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li",
    ];
    void.contains(&name.as_str())
}

/// The page without tags, scripts and styles; every tag ends a line.
fn stripped(page: &str) -> String {
    let mut out = String::with_capacity(page.len() / 2);
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let hidden = ["script", "style"]
            .into_iter()
            .find(|name| rest.get(1..=name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name)));
        let end = match hidden {
            Some(name) => rest.find(&format!("</{name}")).map_or(rest.len(), |at| at + 2),
            None => rest.find('>').map_or(rest.len(), |at| at + 1),
        };
        out.push('\n');
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headline_and_paragraphs() {
        let paragraph = "<p>Der Autobauer hat sich, wie er am Mittwoch mitteilte, für einen Hersteller entschieden, der Zellen baut.</p>";
        let page = format!(
            "<!DOCTYPE html><html lang=de><head><title>Titel | Blatt</title><meta property='og:site_name' content='Blatt'>\
             <link rel=canonical href='https://blatt.example/a'></head><body><nav><a href=/>Start</a></nav><article>\
             <h1>Titel\n der Sache</h1>{}<ul><li>Erstens, zweitens und drittens</li></ul></article><footer>Impressum</footer></body></html>",
            paragraph.repeat(4)
        );
        let draft = draft("a.html", &page);
        let lines: Vec<_> = draft.text.lines().collect();
        assert_eq!(lines[..2], ["Titel der Sache", ""]);
        assert!(lines[2].starts_with("Der Autobauer hat sich") && lines[2].ends_with("baut."), "{lines:?}");
        assert_eq!(lines.len(), 7, "{lines:?}");
        assert!(!draft.text.contains("Impressum") && !draft.text.contains("Start"));
        assert_eq!((draft.publisher.as_deref(), draft.language.as_deref()), (Some("Blatt"), Some("de")));
        assert_eq!(draft.url.as_deref(), Some("https://blatt.example/a"));
    }

    #[test]
    fn broken_pages_do_no_harm() {
        for page in ["<", "<p", "<html><script>var x = '<p>", "<html></html>", "&#xffffff; <b>x"] {
            let _ = draft("x", page);
        }
        let deep = format!("{}The end.{}", "<div>".repeat(200_000), "</div>".repeat(10));
        assert_eq!(draft("deep", &deep).text, "The end.");
    }
}

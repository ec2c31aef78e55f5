//! What of a text is no part of the story.

use rustc_hash::FxHashSet;

use super::{
    joined,
    lines::lines,
    words::{OfLanguage, Words, letters},
};
use crate::model::Span;

/// A longer line is a paragraph, whatever its first words; in bytes.
const LONGEST: usize = 300;
/// A line is told apart from another of the same words from this length on, in bytes.
const SAME: usize = 20;

/// Whether a line is page furniture: «share», reading time, advertising, references to other articles.
pub fn is_furniture(line: &str, own: &OfLanguage, words: &Words) -> bool {
    if line.len() > LONGEST {
        return false;
    }
    // Lines of marks and digits alone say nothing.
    if own.starts.length(line).is_some() || !line.contains(char::is_alphabetic) {
        return true;
    }
    if line.len() > words.longest_line {
        return false;
    }
    let letters = letters(line);
    words.languages.iter().any(|language| language.whole.contains(&letters))
}

/// The places that are no part of the story, in order: page furniture, lines printed before, and those `known`.
pub fn spans(text: &str, own: Option<&OfLanguage>, words: &Words, known: Vec<Span>) -> Vec<Span> {
    let mut out = known;
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut last = None;
    for span in lines(text) {
        let line = span.of(text);
        let again = line.len() >= SAME && !seen.insert(line);
        if again || own.is_some_and(|own| is_furniture(line, own, words)) {
            out.push(span);
        }
        last = Some(span);
    }
    if let (Some(last), Some(own)) = (last, own) {
        out.extend(glued(text, last, own));
    }
    joined(out)
}

/// A reference to other articles that was run together with the end of the last line: `… together.Read also: …`.
fn glued(text: &str, line: Span, own: &OfLanguage) -> Option<Span> {
    let written = line.of(text);
    let mut before = ' ';
    written.char_indices().rev().take(LONGEST).find_map(|(at, c)| {
        let next = std::mem::replace(&mut before, c);
        let start = at + c.len_utf8();
        let boundary =
            next.is_uppercase() && (c.is_lowercase() || matches!(c, '.' | '!' | '?' | '”' | '"' | '»' | ')'));
        let phrase = boundary.then(|| own.starts.length(&written[start..])).flatten()?;
        // One short word, as in a name with capitals inside, is not enough.
        (phrase >= 6).then(|| Span::new(line.start as usize + start, line.end as usize))
    })
}

/// The first bytes of `text` without page furniture of any language, for finding out its language.
pub fn story(text: &str, words: &Words, bytes: usize) -> String {
    let mut out = String::new();
    for span in lines(text).take(200) {
        let line = span.of(text);
        if words.languages.iter().any(|own| is_furniture(line, own, words)) {
            continue;
        }
        let mut end = line.len().min(bytes - out.len());
        while !line.is_char_boundary(end) {
            end -= 1;
        }
        out.push_str(&line[..end]);
        if out.len() + 4 > bytes {
            break;
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Language, read::tests::words};

    fn found<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
        let own = words().of(Language::new(language).expect("a language"));
        spans(text, own, words(), Vec::new()).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn furniture_and_repeated_lines() {
        let text = "Alfatech picks Boreasoft as partner\nShare\n\nAlfatech picks Boreasoft as partner\nShares of Alfatech rose.\nREAD ALSO: Why?\n***";
        let expected = ["Share", "Alfatech picks Boreasoft as partner", "READ ALSO: Why?", "***"];
        assert_eq!(found(text, "en"), expected);
    }

    #[test]
    fn a_paragraph_is_never_furniture() {
        let text = format!("Read also what the company said. {}", "It said much. ".repeat(30));
        assert!(found(&text, "en").is_empty());
    }

    #[test]
    fn a_reference_glued_to_the_end() {
        assert_eq!(found("Mereka bekerja bersama.Baca juga: Yang lain", "id"), ["Baca juga: Yang lain"]);
        assert!(found("Mereka bekerja bersama. Baca buku itu", "id").is_empty());
    }
}

//! Errors of syntax for people: the line, the column, and a caret below it.

use oxigraph::sparql::SparqlSyntaxError;

use super::Error;

/// The parser tells the place in its message only: «error at 2:7: expected …».
pub(super) fn syntax(sparql: &str, error: &SparqlSyntaxError) -> Error {
    let text = error.to_string();
    let place = text.strip_prefix("error at ").and_then(|rest| {
        let (line, rest) = rest.split_once(':')?;
        let (column, message) = rest.split_once(':')?;
        Some((line.parse::<usize>().ok()?, column.parse::<usize>().ok()?, message.trim().to_owned()))
    });
    let (line, column, message) = place.unwrap_or((1, 1, text));
    let (line, column) = keyword_start(sparql, line, column, &message);
    let source = sparql.split('\n').nth(line - 1).unwrap_or_default().trim_end_matches('\r');
    // The caret stands under its column in a font of equal widths: tabs stay tabs, wide characters take two columns.
    let before: String = source.chars().take(column - 1).collect();
    let pad: String = before
        .chars()
        .map(|c| {
            if c == '\t' { "\t".to_owned() } else { " ".repeat(unicode_width::UnicodeWidthChar::width(c).unwrap_or(0)) }
        })
        .collect();
    let message = plain(&message, sparql.split('\n').nth(line - 1).unwrap_or_default(), column);
    Error::Syntax { line, column, message, excerpt: format!("{source}\n{pad}^") }
}

/// Where the word begins that should have been a keyword: the parser reads as many characters as the keyword has before it
/// finds that they are others, and tells the place after them.
fn keyword_start(sparql: &str, line: usize, column: usize, message: &str) -> (usize, usize) {
    let expected: Vec<&str> =
        message.trim_start_matches("expected ").trim_start_matches("one of ").split(", ").collect();
    let is_keyword = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase() || c == ' ');
    if !expected.iter().all(is_keyword) {
        return (line, column);
    }
    let text: Vec<char> = sparql.chars().collect();
    let before: usize = sparql.split('\n').take(line - 1).map(|line| line.chars().count() + 1).sum();
    let begins = |&at: &usize| {
        let word = text.get(at).is_some_and(|c| c.is_alphanumeric());
        word && (at == 0 || !text[at - 1].is_alphanumeric())
    };
    let place = before + column - 1;
    let start = expected.iter().filter_map(|word| place.checked_sub(word.len())).filter(begins).max();
    let Some(start) = start else { return (line, column) };
    let line = text[..start].iter().filter(|c| **c == '\n').count() + 1;
    let column = text[..start].iter().rev().take_while(|c| **c != '\n').count() + 1;
    (line, column)
}

/// The parser lists every token it could have gone on with; a reader needs the word that stopped it and a few of those.
fn plain(message: &str, line: &str, column: usize) -> String {
    const FEW: usize = 6;
    let Some(list) = message.strip_prefix("expected ") else { return message.to_owned() };
    let found: String = line.chars().skip(column - 1).take_while(|c| !c.is_whitespace()).take(30).collect();
    let found = if found.is_empty() { "the end of the line".to_owned() } else { format!("`{found}`") };
    let all: Vec<&str> = list.strip_prefix("one of ").unwrap_or(list).split(", ").collect();
    let more = if all.len() > FEW { " or other" } else { "" };
    format!("unexpected {found}, expected {}{more}", all[..all.len().min(FEW)].join(", "))
}

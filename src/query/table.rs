//! An answer as aligned columns.

use oxigraph::model::Term;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Answer;
use crate::store::{Iris, shortened};

const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
/// No column is cut below this.
const NARROWEST: usize = 8;

/// A cell as shown, and whether it is a number.
struct Cell {
    text: String,
    number: bool,
}

/// The answer as a table, no wider than `width` where every column keeps something to show.
pub(super) fn table(answer: &Answer, width: Option<usize>) -> String {
    let (head, rows) = match answer {
        Answer::Truth(truth) => return format!("{}\n", if *truth { "yes" } else { "no" }),
        Answer::Rows { columns, rows, iris } => {
            let prefixes = iris.prefixes();
            let cell = |term: &Option<Term>| match term {
                Some(term) => shown(term, &prefixes),
                None => Cell { text: String::new(), number: false },
            };
            let rows: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
            (columns.clone(), rows)
        }
        Answer::Triples { triples, iris } => {
            let prefixes = iris.prefixes();
            let row = |triple: &oxigraph::model::Triple| {
                let subject = Term::from(triple.subject.clone());
                let predicate = Term::from(triple.predicate.clone());
                [subject, predicate, triple.object.clone()].iter().map(|term| shown(term, &prefixes)).collect()
            };
            (["subject", "predicate", "object"].map(str::to_owned).to_vec(), triples.iter().map(row).collect())
        }
    };
    aligned(&head, &rows, width)
}

fn aligned(head: &[String], rows: &[Vec<Cell>], width: Option<usize>) -> String {
    if head.is_empty() {
        return String::new();
    }
    let widest = |column: usize| {
        let cells = rows.iter().map(|row| row[column].text.width());
        cells.chain([head[column].width()]).max().unwrap_or_default()
    };
    let widths = fitted((0..head.len()).map(widest).collect(), width);
    let numbers: Vec<bool> =
        (0..head.len()).map(|column| !rows.is_empty() && rows.iter().all(|row| row[column].number)).collect();
    let mut out = String::new();
    line(&mut out, head.iter().map(String::as_str), &widths, &numbers);
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    line(&mut out, rule.iter().map(String::as_str), &widths, &numbers);
    for row in rows {
        line(&mut out, row.iter().map(|cell| cell.text.as_str()), &widths, &numbers);
    }
    out
}

fn line<'c>(out: &mut String, cells: impl Iterator<Item = &'c str>, widths: &[usize], numbers: &[bool]) {
    let mut text = String::new();
    for (column, ((cell, width), number)) in cells.zip(widths).zip(numbers).enumerate() {
        if column > 0 {
            text.push_str("  ");
        }
        let cell = clipped(cell, *width);
        let pad = " ".repeat(width.saturating_sub(cell.width()));
        let (first, second) = if *number { (pad, cell) } else { (cell, pad) };
        text.push_str(&first);
        text.push_str(&second);
    }
    out.push_str(text.trim_end());
    out.push('\n');
}

/// Takes from the widest column until the table fits.
fn fitted(mut widths: Vec<usize>, limit: Option<usize>) -> Vec<usize> {
    let Some(limit) = limit else { return widths };
    let gaps = 2 * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > limit {
        let Some(widest) = widths.iter_mut().max_by_key(|width| **width).filter(|width| **width > NARROWEST) else {
            break;
        };
        *widest -= 1;
    }
    widths
}

fn clipped(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let (mut out, mut used) = (String::new(), 1);
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

fn shown(term: &Term, prefixes: &[(&str, String)]) -> Cell {
    match term {
        Term::NamedNode(node) => {
            let text = shortened(node.as_str(), prefixes).unwrap_or_else(|| place(node.as_str(), prefixes));
            Cell { text: printable(&text), number: false }
        }
        Term::BlankNode(node) => Cell { text: node.to_string(), number: false },
        Term::Literal(literal) => {
            let kind = literal.datatype().as_str().strip_prefix(XSD).unwrap_or_default();
            let number = matches!(kind, "integer" | "decimal" | "double" | "float");
            Cell { text: printable(literal.value()), number }
        }
    }
}

/// A place in an article, which no prefix fits, as `a:id#char=3,9`; any other IRI as it is.
fn place(iri: &str, prefixes: &[(&str, String)]) -> String {
    let short = iri.split_once('#').and_then(|(article, place)| Some((shortened(article, prefixes)?, place)));
    short.map_or_else(|| iri.to_owned(), |(article, place)| format!("{article}#{place}"))
}

/// Text for a terminal: one line, and nothing in it that steers the terminal or turns the direction of what follows.
fn printable(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept = text.chars().filter(|c| !turns(*c)).map(|c| if c.is_control() { ' ' } else { c });
    kept.collect::<String>().trim().to_owned()
}

/// Used by the drawing, which shortens names the same way.
pub(super) fn name(term: &Term, iris: &Iris) -> String {
    shown(term, &iris.prefixes()).text
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{Literal, NamedNode};

    use super::*;

    fn rows(cells: Vec<Vec<Option<Term>>>) -> Answer {
        let columns = ["name", "n", "when"].map(str::to_owned).to_vec();
        Answer::Rows { columns, rows: cells, iris: Iris::default() }
    }

    fn text(value: &str) -> Term {
        Literal::new_simple_literal(value).into()
    }

    #[test]
    fn columns_are_aligned_by_display_width_and_numbers_to_the_right() {
        let answer = rows(vec![
            vec![Some(text("中文")), Some(Literal::from(7).into()), None],
            vec![Some(text("\u{1b}[31mred\nline\u{202e}")), Some(Literal::from(1200).into()), Some(text("2025"))],
        ]);
        let shown = table(&answer, None);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[0], "name             n  when");
        assert_eq!(lines[1], "────────────  ────  ────");
        assert_eq!(lines[2], "中文             7");
        assert_eq!(lines[3], "[31mred line  1200  2025");
    }

    #[test]
    fn a_narrow_table_cuts_its_widest_column() {
        let answer = rows(vec![vec![Some(text(&"long ".repeat(20))), Some(text("1")), Some(text("2025"))]]);
        let shown = table(&answer, Some(40));
        assert!(shown.lines().all(|line| line.width() <= 40) && shown.contains('…'), "{shown}");
        assert!(table(&answer, Some(3)).lines().nth(2).is_some_and(|line| line.starts_with("long lo…")));
        assert_eq!(table(&Answer::Truth(true), None), "yes\n");
        assert_eq!(table(&rows(Vec::new()), None).lines().count(), 2);
    }

    #[test]
    fn iris_are_short() {
        let iri = |iri: &str| name(&NamedNode::new_unchecked(iri).into(), &Iris::default());
        assert_eq!(iri("https://w3id.org/newsgraph/entity/apple"), "e:apple");
        assert_eq!(iri("https://w3id.org/newsgraph/article/x1#char=1,2"), "a:x1#char=1,2");
        assert_eq!(iri("http://example.org/x"), "http://example.org/x");
    }
}

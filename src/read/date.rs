//! Days in the head of a text, written out in full.

use super::words::Words;
use crate::model::{Date, Language, Span};

/// A day found, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// From its first to its last character.
    pub span: Span,
    /// The day; `None` where the year is not said or the order of day and month is not clear.
    pub date: Option<Date>,
}

/// The first day written in `text`: day, month and year in words or numbers, in the orders that newspapers use.
pub fn date(text: &str, language: Language, words: &Words) -> Option<Found> {
    let pieces = pieces(text);
    (0..pieces.len()).find_map(|at| {
        let (used, date) = day_at(&pieces[at..], language, words)?;
        Some(Found { span: pieces[at].span.join(pieces[at + used - 1].span), date })
    })
}

#[derive(Clone, Copy, Debug)]
enum Kind<'t> {
    Number { value: u16, digits: usize },
    Word(&'t str),
    Mark(char),
}

#[derive(Clone, Copy, Debug)]
struct Piece<'t> {
    span: Span,
    kind: Kind<'t>,
    /// Whether nothing stands before it but the piece before.
    glued: bool,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out: Vec<Piece<'_>> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let class = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
        let length = match class(c) {
            (false, false) => c.len_utf8(),
            same => text[at..].find(|next| class(next) != same).unwrap_or(text.len() - at),
        };
        let written = &text[at..at + length];
        let kind = match class(c) {
            (true, _) => Kind::Number { value: written.parse().unwrap_or(u16::MAX), digits: length },
            (_, true) => Kind::Word(written),
            _ => Kind::Mark(c),
        };
        if !c.is_whitespace() {
            let glued = out.last().is_some_and(|last| last.span.end as usize == at);
            out.push(Piece { span: Span::new(at, at + length), kind, glued });
        }
        at += length;
    }
    out
}

/// The number of pieces that a day at the start takes, and the day.
fn day_at(pieces: &[Piece<'_>], language: Language, words: &Words) -> Option<(usize, Option<Date>)> {
    match pieces.first()?.kind {
        Kind::Number { value, digits: 4 } => {
            let (mark, month, second, day) = (mark(pieces, 1)?, small(pieces, 2)?, mark(pieces, 3)?, small(pieces, 4)?);
            let date = (mark == second && "-/.".contains(mark)).then(|| of(value, month, day)).flatten()?;
            Some((5, Some(date)))
        }
        Kind::Number { digits: 1 | 2, .. } => in_numbers(pieces, language).or_else(|| day_first(pieces, words)),
        Kind::Word(word) => month_first(pieces, month(word, words)?),
        _ => None,
    }
}

/// `13/02/2025`, `13.2.25`, `13-02-2025`.
fn in_numbers(pieces: &[Piece<'_>], language: Language) -> Option<(usize, Option<Date>)> {
    let (first, between, second, again) = (small(pieces, 0)?, mark(pieces, 1)?, small(pieces, 2)?, mark(pieces, 3)?);
    let year = pieces.get(4).filter(|year| year.glued).and_then(|piece| match piece.kind {
        Kind::Number { value, digits: 4 } => Some(value),
        Kind::Number { value, digits: 2 } if between != '-' => Some(2000 + value),
        _ => None,
    })?;
    if between != again || !"./-".contains(between) {
        return None;
    }
    // Where the sea decides which comes first, only a number above 12 tells.
    let either = between == '/' && Language::new("en") == Some(language);
    let date = match (first, second) {
        (_, 13..) if either => of(year, first, second)?,
        (1..=12, 1..=12) if either && first != second => return Some((5, None)),
        _ => of(year, second, first)?,
    };
    Some((5, Some(date)))
}

/// `13 February 2025`, `13. Februar 2025`, `1er février`, `13th of…` not.
fn day_first(pieces: &[Piece<'_>], words: &Words) -> Option<(usize, Option<Date>)> {
    let day = small(pieces, 0)?;
    let mut at = after_ordinal(pieces, 1);
    let Kind::Word(word) = pieces.get(at)?.kind else { return None };
    let month = month(word, words)?;
    at += 1 + usize::from(mark(pieces, at + 1) == Some('.'));
    with_year(pieces, at, month, day)
}

/// `February 13, 2025`, `Feb. 13`.
fn month_first(pieces: &[Piece<'_>], month: u8) -> Option<(usize, Option<Date>)> {
    let at = 1 + usize::from(mark(pieces, 1) == Some('.'));
    let day = small(pieces, at)?;
    with_year(pieces, after_ordinal(pieces, at + 1), month, day)
}

fn with_year(pieces: &[Piece<'_>], at: usize, month: u8, day: u8) -> Option<(usize, Option<Date>)> {
    let comma = usize::from(mark(pieces, at) == Some(','));
    match pieces.get(at + comma).map(|piece| piece.kind) {
        Some(Kind::Number { value, digits: 4 }) => Some((at + comma + 1, Some(of(value, month, day)?))),
        _ => of(2000, month, day).map(|_| (at, None)),
    }
}

/// Past the full stop or the two letters that make a number an ordinal.
fn after_ordinal(pieces: &[Piece<'_>], at: usize) -> usize {
    let ordinal = pieces.get(at).is_some_and(|piece| match piece.kind {
        Kind::Mark('.') => true,
        Kind::Word(word) => piece.glued && word.len() <= 3,
        _ => false,
    });
    at + usize::from(ordinal)
}

fn mark(pieces: &[Piece<'_>], at: usize) -> Option<char> {
    pieces.get(at).filter(|piece| piece.glued).and_then(|piece| match piece.kind {
        Kind::Mark(mark) => Some(mark),
        _ => None,
    })
}

fn small(pieces: &[Piece<'_>], at: usize) -> Option<u8> {
    pieces.get(at).and_then(|piece| match piece.kind {
        Kind::Number { value, digits: 1 | 2 } => u8::try_from(value).ok(),
        _ => None,
    })
}

fn month(word: &str, words: &Words) -> Option<u8> {
    words.months.get(&word.to_lowercase()).copied()
}

fn of(year: u16, month: u8, day: u8) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| (1900..2200).contains(year))?;
    Date::day(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::tests::words;

    fn of(text: &str, language: &str) -> String {
        let language = Language::new(language).expect("a language");
        match date(text, language, words()) {
            None => "-".to_owned(),
            Some(Found { span, date }) => {
                format!("{}={}", span.of(text), date.map_or("?".to_owned(), |date| date.to_string()))
            }
        }
    }

    #[test]
    fn every_notation() {
        for (text, found) in [
            ("on 19 February 2025, 10:03 WIB", "19 February 2025=2025-02-19"),
            ("March 4, 2026", "March 4, 2026=2026-03-04"),
            ("Updated Feb. 3rd, 2025 at 9", "Feb. 3rd, 2025=2025-02-03"),
            ("at 2025-02-13T10:00", "2025-02-13=2025-02-13"),
            ("Rabu (17/02/25)", "17/02/25=2025-02-17"),
            ("13.2.2025 um 9", "13.2.2025=2025-02-13"),
            ("LISBON, March 4 (Agency)", "March 4=?"),
            ("31 February 2025", "-"),
            ("in 2025", "-"),
            ("24/7 and 3.5.1", "-"),
            ("", "-"),
        ] {
            assert_eq!(of(text, "id"), found, "{text}");
        }
    }

    #[test]
    fn english_slashes_are_read_only_where_they_are_clear() {
        assert_eq!(of("02/13/2025", "en"), "02/13/2025=2025-02-13");
        assert_eq!(of("13/02/2025", "en"), "13/02/2025=2025-02-13");
        assert_eq!(of("03/02/2025", "en"), "03/02/2025=?");
        assert_eq!(of("03/02/2025", "fr"), "03/02/2025=2025-02-03");
    }
}

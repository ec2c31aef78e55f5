//! Numbers as they are written in digits.

use crate::{model::Decimal, ontology::Lexicon};

/// Which marks a language writes into numbers.
#[derive(Clone, Debug)]
pub(super) struct Notation {
    decimal: Vec<char>,
    group: Vec<char>,
}

/// A number as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    whole: String,
    fraction: String,
    /// Digits only, without marks.
    pub(super) plain: bool,
    /// With marks between groups of three digits.
    pub(super) grouped: bool,
}

impl Notation {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let marks = |category| lexicon.words(category).into_iter().filter_map(|word| word.chars().next()).collect();
        Self { decimal: marks("DecimalMark"), group: marks("GroupMark") }
    }

    /// Whether groups of digits may be set apart by blanks.
    pub(super) fn has_blanks(&self) -> bool {
        self.group.iter().any(|mark| mark.is_whitespace())
    }

    /// Reads digits with marks between them; `None` where they are no number (dates, versions).
    ///
    /// A single mark before exactly three digits separates groups unless it is the language's decimal mark or a lone
    /// zero stands before it; a single mark before any other count of digits is a decimal mark, whatever the language.
    pub(super) fn read(&self, text: &str) -> Option<Written> {
        let is_mark = |c: char| !c.is_ascii_digit();
        let mut pieces = text.split(is_mark);
        let marks: Vec<char> = text.chars().filter(|&c| is_mark(c)).collect();
        let whole = pieces.next()?.to_owned();
        let rest: Vec<&str> = pieces.collect();
        if whole.is_empty() || rest.iter().any(|piece| piece.is_empty()) || !marks.iter().all(|&c| is_known(c)) {
            return None;
        }
        let (Some(&last), Some(&tail)) = (marks.last(), rest.last()) else {
            return Some(Written { whole, fraction: String::new(), plain: true, grouped: false });
        };
        let alone = marks.iter().filter(|&&mark| mark == last).count() == 1;
        let opens_fraction =
            !last.is_whitespace() && alone && (marks.len() > 1 || self.is_fraction(&whole, last, tail));
        let groups = if opens_fraction { &rest[..rest.len() - 1] } else { &rest[..] };
        let sound = groups.iter().all(|group| group.len() == 3) && (groups.is_empty() || whole.len() <= 3);
        let same = marks[..groups.len()].windows(2).all(|pair| pair[0] == pair[1]);
        (sound && same).then(|| Written {
            whole: whole + &groups.concat(),
            fraction: if opens_fraction { tail.to_owned() } else { String::new() },
            plain: false,
            grouped: !groups.is_empty(),
        })
    }

    fn is_fraction(&self, whole: &str, mark: char, digits: &str) -> bool {
        let group = self.group.contains(&mark) || !self.decimal.contains(&mark);
        digits.len() != 3 || whole == "0" || whole.len() > 3 || !group
    }
}

impl Written {
    /// The whole number `number`, as if written in digits.
    pub(super) fn whole(number: i64) -> Self {
        Self { whole: number.to_string(), fraction: String::new(), plain: true, grouped: false }
    }

    /// Its value times ten to the `power`, exactly.
    pub(super) fn value(&self, power: u32) -> Option<Decimal> {
        let power = power as usize;
        let moved = self.fraction.len().min(power);
        let zeros = "0".repeat(power - moved);
        let (moved, rest) = self.fraction.split_at(moved);
        Decimal::parse(&format!("{}{moved}{zeros}.{rest}", self.whole))
    }

    /// Its value where it is a whole number small enough to count days and years.
    pub(super) fn small(&self) -> Option<i16> {
        if self.plain { self.whole.parse().ok() } else { None }
    }
}

fn is_known(mark: char) -> bool {
    matches!(mark, '.' | ',' | '\'' | '\u{2019}') || mark.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(decimal: char, group: char, text: &str) -> Option<String> {
        let notation = Notation { decimal: vec![decimal], group: vec![group] };
        notation.read(text).and_then(|written| written.value(0)).map(|value| value.to_string())
    }

    #[test]
    fn marks_are_read_by_what_stands_between_them() {
        for (text, english, german) in [
            ("12", Some("12"), Some("12")),
            ("9.1", Some("9.1"), Some("9.1")),
            ("9,1", Some("9.1"), Some("9.1")),
            ("1,234", Some("1234"), Some("1.234")),
            ("1.234", Some("1.234"), Some("1234")),
            ("1,234.5", Some("1234.5"), Some("1234.5")),
            ("1.234,5", Some("1234.5"), Some("1234.5")),
            ("1,234,567", Some("1234567"), Some("1234567")),
            ("1.234.567,89", Some("1234567.89"), Some("1234567.89")),
            ("3\u{a0}000", Some("3000"), Some("3000")),
            ("3\u{202f}000\u{202f}000", Some("3000000"), Some("3000000")),
            ("12\u{a0}500,5", Some("12500.5"), Some("12500.5")),
            ("0.125", Some("0.125"), Some("0.125")),
            ("13.02.2025", None, None),
            ("1.2.3", None, None),
            ("12,34,567", None, None),
            ("1'250", Some("1250"), Some("1250")),
            ("5x", None, None),
            ("", None, None),
        ] {
            assert_eq!(value('.', ',', text).as_deref(), english, "{text} in English");
            assert_eq!(value(',', '.', text).as_deref(), german, "{text} in German");
        }
    }

    #[test]
    fn scaling_is_exact() {
        let notation = Notation { decimal: vec!['.'], group: vec![','] };
        let scaled = |text, power| notation.read(text).and_then(|w| w.value(power)).map(|value| value.to_string());
        assert_eq!(scaled("1.2345678", 9).as_deref(), Some("1234567800"));
        assert_eq!(scaled("20.6", 12).as_deref(), Some("20600000000000"));
        assert_eq!(scaled("999999999999999999999999", 12), None);
    }
}

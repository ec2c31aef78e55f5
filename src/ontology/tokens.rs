//! Text into tokens.
//!
//! The same rules cut articles, labels and frames, so that a name is found wherever its tokens stand: letters and
//! digits part («Qwen2.5» is «Qwen», «2.5»), hyphens stand alone («E-Commerce-Riese»), elisions keep their apostrophe
//! («l'», «d'»), English clitics begin with it («'s», «n't»). It knows no language.

use crate::model::{Shape, Span};

/// A token before its word is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawToken {
    /// Where it stands.
    pub span: Span,
    /// How it is written: capitals, digits, punctuation, glued, line start.
    pub shape: Shape,
}

/// Endings that English writes with an apostrophe.
const CLITICS: [&str; 7] = ["s", "t", "re", "ve", "ll", "d", "m"];

/// Cuts `text` into tokens, in order; calls `found` for each.
pub fn tokens(text: &str, mut found: impl FnMut(RawToken)) {
    let mut cutter = Cutter { text, at: 0, last_end: usize::MAX, line_start: true };
    while let Some(token) = cutter.next_token() {
        found(token);
    }
}

/// The small-letter form under which a token is looked up: lower case, apostrophes straight. Written into `buffer`.
pub fn normal_form<'b>(token: &str, buffer: &'b mut String) -> &'b str {
    buffer.clear();
    if token.is_ascii() {
        buffer.push_str(token);
        buffer.make_ascii_lowercase();
    } else {
        for c in token.chars() {
            match c {
                '’' | 'ʼ' | '‘' => buffer.push('\''),
                'İ' => buffer.push('i'),
                _ if c.is_lowercase() => buffer.push(c),
                _ => buffer.extend(c.to_lowercase()),
            }
        }
    }
    buffer
}

struct Cutter<'t> {
    text: &'t str,
    at: usize,
    last_end: usize,
    line_start: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Newline,
    Letter,
    Digit,
    Mark,
}

fn kind(c: char) -> Kind {
    match c {
        'a'..='z' | 'A'..='Z' => Kind::Letter,
        '0'..='9' => Kind::Digit,
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Kind::Newline,
        ' '..='~' => {
            if c == ' ' {
                Kind::Blank
            } else {
                Kind::Mark
            }
        }
        '\u{300}'..='\u{36F}' => Kind::Letter,
        // Zero-width and direction marks, byte order mark, soft hyphen, controls: nothing to read.
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}' => {
            Kind::Blank
        }
        _ if c.is_whitespace() || c.is_control() => Kind::Blank,
        _ if c.is_alphabetic() => Kind::Letter,
        _ => Kind::Mark,
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘')
}

impl<'t> Cutter<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn next_token(&mut self) -> Option<RawToken> {
        loop {
            let c = self.rest().chars().next()?;
            match kind(c) {
                Kind::Blank => self.at += c.len_utf8(),
                Kind::Newline => {
                    self.at += c.len_utf8();
                    self.line_start = true;
                }
                Kind::Letter => return Some(self.word()),
                Kind::Digit => return Some(self.number()),
                Kind::Mark => return Some(self.mark(c)),
            }
        }
    }

    fn token(&mut self, end: usize, mut shape: Shape) -> RawToken {
        if self.last_end == self.at {
            shape = shape.with(Shape::GLUED);
        }
        if std::mem::take(&mut self.line_start) {
            shape = shape.with(Shape::LINE_START);
        }
        let span = Span::new(self.at, end);
        self.at = end;
        self.last_end = end;
        RawToken { span, shape }
    }

    /// Letters up to the end of the word, an elision's apostrophe included.
    fn word(&mut self) -> RawToken {
        let rest = self.rest();
        let len = letters(rest);
        let end = if let Some(dotted) = dotted(rest) {
            dotted
        } else {
            let after = &rest[len..];
            match after.chars().next() {
                Some(c) if is_apostrophe(c) => apostrophe(rest, len, &after[c.len_utf8()..], c.len_utf8()),
                _ => len,
            }
        };
        let shape = word_shape(&rest[..end]);
        self.token(self.at + end, shape)
    }

    /// Digits with inner points, commas and narrow blanks between groups.
    fn number(&mut self) -> RawToken {
        let rest = self.rest();
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let mut end = digits(rest);
        loop {
            let after = &rest[end..];
            let Some(c) = after.chars().next() else { break };
            let next = digits(&after[c.len_utf8()..]);
            let joins = match c {
                '.' | ',' => next > 0,
                '\u{A0}' | '\u{202F}' | '\u{2009}' => next == 3 && (end <= 3 || joined_before(&rest[..end])),
                _ => false,
            };
            if !joins {
                break;
            }
            end += c.len_utf8() + next;
        }
        self.token(self.at + end, Shape::NUMBER)
    }

    fn mark(&mut self, c: char) -> RawToken {
        let rest = self.rest();
        if is_apostrophe(c) {
            let next = letters(&rest[c.len_utf8()..]);
            let ending = &rest[c.len_utf8()..c.len_utf8() + next];
            if self.last_end == self.at && CLITICS.iter().any(|clitic| ending.eq_ignore_ascii_case(clitic)) {
                return self.token(self.at + c.len_utf8() + next, Shape::default());
            }
        }
        let dots = rest.bytes().take_while(|byte| *byte == b'.').count();
        let len = if dots > 1 { dots } else { c.len_utf8() };
        self.token(self.at + len, Shape::PUNCTUATION)
    }
}

/// Where the word before an apostrophe ends.
fn apostrophe(rest: &str, len: usize, after: &str, mark: usize) -> usize {
    let next = letters(after);
    if next == 0 {
        return len;
    }
    let clitic = CLITICS.iter().any(|clitic| after[..next].eq_ignore_ascii_case(clitic));
    if !clitic {
        return len + mark;
    }
    let negated = after[..next].eq_ignore_ascii_case("t") && rest[..len].ends_with(['n', 'N']);
    match (negated, len) {
        (true, 1) => len + mark + next,
        (true, _) => len - 1,
        (false, _) => len,
    }
}

/// Whether a number already has a narrow blank in it.
fn joined_before(number: &str) -> bool {
    number.contains(['\u{A0}', '\u{202F}', '\u{2009}'])
}

/// Bytes of the run of letters at the start.
fn letters(text: &str) -> usize {
    let ascii = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if text.as_bytes().get(ascii).is_none_or(u8::is_ascii) {
        return ascii;
    }
    text.char_indices().find(|&(_, c)| kind(c) != Kind::Letter).map_or(text.len(), |(at, _)| at)
}

/// Bytes of «U.S.», «z.B.»: two or more single letters, each with its point.
fn dotted(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = 0;
    while bytes.get(end).is_some_and(u8::is_ascii_alphabetic) && bytes.get(end + 1) == Some(&b'.') {
        end += 2;
    }
    let continues = bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    (end >= 4 && !continues).then_some(end)
}

fn word_shape(word: &str) -> Shape {
    let mut shape = Shape::default();
    let (mut capitals, mut letters, mut small_before, mut mixed) = (0, 0, false, false);
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        if c.is_uppercase() {
            capitals += 1;
            mixed |= small_before;
        }
        small_before = c.is_lowercase();
    }
    if word.chars().next().is_some_and(char::is_uppercase) {
        shape = shape.with(Shape::CAPITAL);
    }
    if letters > 1 && capitals == letters {
        shape = shape.with(Shape::ALL_CAPITALS);
    }
    if mixed {
        shape = shape.with(Shape::MIXED);
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokens(text, |token| out.push(token.span.of(text)));
        out
    }

    #[test]
    fn letters_digits_and_marks_part() {
        assert_eq!(cut("Qwen2.5-Max: +9.1%"), ["Qwen", "2.5", "-", "Max", ":", "+", "9.1", "%"]);
        assert_eq!(
            cut("Rp20,6 triliun, 1.234,5 und 3\u{A0}000"),
            ["Rp", "20,6", "triliun", ",", "1.234,5", "und", "3\u{A0}000"]
        );
        assert_eq!(cut("5G 2024."), ["5", "G", "2024", "."]);
    }

    #[test]
    fn apostrophes_belong_to_the_elision_or_to_the_clitic() {
        assert_eq!(
            cut("Apple’s don't l'action d’Apple qu'il"),
            ["Apple", "’s", "do", "n't", "l'", "action", "d’", "Apple", "qu'", "il"]
        );
        assert_eq!(cut("companies' 'so'"), ["companies", "'", "'", "so", "'"]);
    }

    #[test]
    fn dotted_letters_stay_together() {
        assert_eq!(cut("the U.S. and z.B. JD.com."), ["the", "U.S.", "and", "z.B.", "JD", ".", "com", "."]);
    }

    #[test]
    fn any_text_is_covered_without_panic() {
        for text in [
            "",
            "\u{202E}abc\u{0}\u{7}",
            "’’’",
            "e\u{301}te\u{301}",
            "人民网 ...",
            "n't",
            "a.b.c",
            "\u{A0}1\u{A0}000\u{A0}000",
        ] {
            for token in cut(text) {
                assert!(!token.is_empty());
            }
        }
        assert_eq!(cut("1\u{A0}000\u{A0}000"), ["1\u{A0}000\u{A0}000"]);
    }
}

//! A small tokeniser and the built-in word lists, for the tests beside it.

use std::{collections::BTreeMap, sync::OnceLock};

use crate::{
    model::{Language, Shape, Span, Token},
    ontology::{Lexicon, Ontology, Sources},
};

/// Cuts as the real tokeniser does: words, numbers with inner marks, every other sign by itself; an apostrophe ends
/// the word before it.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let (start, first) = chars[at];
        let mut next = at + 1;
        let char_at = |i: usize| chars.get(i).map_or(' ', |&(_, c)| c);
        if first.is_whitespace() {
            at = next;
            continue;
        }
        if first.is_ascii_digit() {
            let inner = |c| matches!(c, '.' | ',' | '\u{a0}' | '\u{202f}' | '\u{2009}');
            while char_at(next).is_ascii_digit() || inner(char_at(next)) && char_at(next + 1).is_ascii_digit() {
                next += 1;
            }
        } else if first.is_alphanumeric() {
            while char_at(next).is_alphabetic() {
                next += 1;
            }
            next += usize::from(matches!(char_at(next), '\'' | '\u{2019}'));
        }
        let end = chars.get(next).map_or(text.len(), |&(byte, _)| byte);
        let glued = at > 0 && !chars[at - 1].1.is_whitespace();
        let mut shape = Shape::default();
        for (flag, set) in [
            (Shape::NUMBER, first.is_ascii_digit()),
            (Shape::CAPITAL, first.is_uppercase()),
            (Shape::GLUED, glued),
            (Shape::LINE_START, start == 0),
            (Shape::PUNCTUATION, !first.is_alphanumeric()),
        ] {
            shape = if set { shape.with(flag) } else { shape };
        }
        tokens.push(Token { span: Span::new(start, end), shape, ..Token::default() });
        at = next;
    }
    tokens
}

/// The built-in words of a language.
pub(super) fn lexicon(language: &str) -> &'static Lexicon {
    static LEXICONS: OnceLock<BTreeMap<Language, Lexicon>> = OnceLock::new();
    let read = || {
        let ontology = Ontology::read(&Sources::built_in()).expect("the ontology reads");
        ontology.lexicons.into_iter().map(|lexicon| (lexicon.language, lexicon)).collect()
    };
    let language = Language::new(language).expect("a language");
    LEXICONS.get_or_init(read).get(&language).expect("its lexicon")
}

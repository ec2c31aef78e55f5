//! Where sentences end.

use crate::{
    model::{Sentence, SentenceKind, Shape, Span, Token, WordId},
    ontology::{Category, Grammar},
};

const CLOSING: &str = "”»“\"’'«)]›‹";

/// The sentences of a text; marks the tokens inside quotations and parentheses.
pub fn sentences(text: &str, tokens: &mut [Token], boilerplate: &[Span], grammar: &Grammar) -> Vec<Sentence> {
    let mut out = Vec::new();
    let (mut start, mut paragraph) = (0, 0);
    let mut state = Marks::default();
    let mut skip = boilerplate.iter().peekable();
    for at in 0..tokens.len() {
        while skip.next_if(|span| span.end <= tokens[at].span.start).is_some() {}
        let ignored = |token: &Token, skip: &mut std::iter::Peekable<std::slice::Iter<'_, Span>>| {
            skip.peek().is_some_and(|span| span.overlaps(token.span))
        };
        let in_boilerplate = ignored(&tokens[at], &mut skip);
        state.read(text, &mut tokens[at]);
        let next = tokens.get(at + 1);
        let line_end = next.is_none_or(|next| next.shape.has(Shape::LINE_START));
        let kind_changes = next.is_some_and(|next| {
            let after = boilerplate.partition_point(|span| span.end <= next.span.start);
            let ahead = boilerplate.get(after).is_some_and(|span| span.start <= next.span.start);
            ahead != in_boilerplate
        });
        if line_end
            || kind_changes
            || !in_boilerplate && state.parentheses == 0 && ends_sentence(text, tokens, at, start, grammar)
        {
            out.push(sentence(text, tokens, start..at + 1, paragraph, in_boilerplate));
            start = at + 1;
        }
        if line_end {
            paragraph += 1;
            state = Marks::default();
        }
    }
    out
}

fn sentence(
    text: &str,
    tokens: &[Token],
    range: std::ops::Range<usize>,
    paragraph: u32,
    boilerplate: bool,
) -> Sentence {
    let span = crate::segment::span(tokens, &range);
    let written = span.of(text).trim_end_matches(|c| CLOSING.contains(c));
    let kind = if boilerplate {
        SentenceKind::Boilerplate
    } else if written.ends_with(['.', '!', '?', '…', ':', ';']) {
        SentenceKind::Text
    } else {
        SentenceKind::Line
    };
    Sentence { span, tokens: range, kind, paragraph, question: written.ends_with('?') }
}

/// Whether a sentence ends with the token at `at`, where the line goes on.
fn ends_sentence(text: &str, tokens: &[Token], at: usize, start: usize, grammar: &Grammar) -> bool {
    let Some(next) = tokens.get(at + 1) else { return true };
    if next.shape.has(Shape::GLUED) {
        return false;
    }
    // The end mark may be followed by closing marks; find it.
    let mut mark = at;
    let closes = |token: &Token| token.shape.has(Shape::PUNCTUATION) && CLOSING.contains(token.span.of(text));
    while mark > start && closes(&tokens[mark]) {
        mark -= 1;
    }
    let written = tokens[mark].span.of(text);
    let follows = next.span.of(text).chars().next().unwrap_or(' ');
    let may_open = || {
        follows.is_uppercase()
            || follows.is_numeric()
            || "„“«»\"(‘'".contains(follows)
            || !follows.is_lowercase() && follows.is_alphabetic()
    };
    match written {
        "!" | "?" | "…" => may_open(),
        "." => may_open() && !abbreviated(text, tokens, mark, start, grammar),
        _ if written.len() > 3 && written.ends_with('.') => {
            // «in the U.S. The»: ends only where a function word opens the next sentence.
            follows.is_uppercase() && grammar.category(next.word).is(Category::FUNCTION)
        }
        "..." => follows.is_uppercase(),
        _ => false,
    }
}

fn abbreviated(text: &str, tokens: &[Token], mark: usize, start: usize, grammar: &Grammar) -> bool {
    if mark == start || !tokens[mark].shape.has(Shape::GLUED) {
        return false;
    }
    let before = &tokens[mark - 1];
    let written = before.span.of(text);
    let is_abbreviation = before.word != WordId::UNKNOWN && grammar.is_abbreviation(before.word);
    let initial = written.chars().count() == 1 && before.shape.has(Shape::CAPITAL);
    let ordinal = grammar.traits.noun_capitals && before.shape.has(Shape::NUMBER) && written.len() <= 2;
    is_abbreviation || initial || ordinal
}

/// The quotation and the parentheses that are open.
#[derive(Default)]
struct Marks {
    closes: Option<&'static [char]>,
    parentheses: u32,
}

impl Marks {
    fn read(&mut self, text: &str, token: &mut Token) {
        let written = token.span.of(text);
        let mark = token.shape.has(Shape::PUNCTUATION).then(|| written.chars().next()).flatten();
        let opens: Option<&'static [char]> = match mark {
            Some('„') => Some(&['“', '”', '"']),
            Some('“') => Some(&['”', '"', '“']),
            Some('«') => Some(&['»']),
            Some('»') => Some(&['«']),
            Some('"') => Some(&['"', '”']),
            Some('”') => Some(&['”']),
            _ => None,
        };
        match (self.closes, mark) {
            (Some(closes), Some(mark)) if closes.contains(&mark) => self.closes = None,
            (None, _) if opens.is_some() => self.closes = opens,
            (Some(_), _) => token.shape = token.shape.with(Shape::QUOTED),
            _ => {}
        }
        match mark {
            Some('(' | '[') => self.parentheses += 1,
            Some(')' | ']') => self.parentheses = self.parentheses.saturating_sub(1),
            _ if self.parentheses > 0 => token.shape = token.shape.with(Shape::PARENTHESIS),
            _ => {}
        }
    }
}

//! An article into tokens and sentences.
//!
//! In goes an [`Article`]; out come its tokens, numbered in the vocabulary and marked where they stand in quotations or
//! parentheses, and its sentences. A line without final punctuation is a sentence of its own, a boilerplate line too.
//! It reads no meaning: names, clauses and sources are found later.

mod sentences;

use std::ops::Range;

use crate::{
    model::{Article, Sentence, Shape, Span, Token, WordId},
    ontology::{
        Category, Compiled, Grammar, Named,
        tokens::{self, normal_form},
    },
};

/// An article, cut up.
#[derive(Clone, Debug, Default)]
pub struct Segmented {
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order; their token ranges do not overlap.
    pub sentences: Vec<Sentence>,
}

/// Cuts an article into tokens and sentences by the grammar at `language` (a position in [`Compiled::grammars`]).
#[must_use]
pub fn sentences(article: &Article, compiled: &Compiled, language: usize) -> Segmented {
    let grammar = &compiled.grammars[language];
    let mut tokens = numbered(&article.text, compiled, grammar);
    let sentences = sentences::sentences(&article.text, &mut tokens, &article.boilerplate, grammar);
    Segmented { tokens, sentences }
}

fn numbered(text: &str, compiled: &Compiled, grammar: &Grammar) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut buffer = String::new();
    tokens::tokens(text, |raw| {
        let written = raw.span.of(text);
        let mut token = Token { span: raw.span, word: WordId::UNKNOWN, shape: raw.shape };
        token.word = compiled.words.id(normal_form(written, &mut buffer));
        if token.word == WordId::UNKNOWN
            && raw.shape.has(Shape::MIXED)
            && let Some(at) = run_together(written, compiled, grammar, &mut buffer)
        {
            let middle = raw.span.start as usize + at;
            let first = Span::new(raw.span.start as usize, middle);
            let second = Span::new(middle, raw.span.end as usize);
            let word = |span: Span, buffer: &mut String| compiled.words.id(normal_form(span.of(text), buffer));
            out.push(Token { span: first, word: word(first, &mut buffer), shape: raw.shape });
            let shape = Shape::CAPITAL.with(Shape::GLUED);
            out.push(Token { span: second, word: word(second, &mut buffer), shape });
            return;
        }
        if grammar.traits.noun_capitals && raw.shape.has(Shape::CAPITAL) && (9..=96).contains(&written.len()) {
            compound(&mut token, compiled, grammar, &buffer);
        }
        out.push(token);
    });
    out
}

/// Where two words were run together, as in «LaporanTech»: the first is a word that stands before names, the second
/// begins a known name. A name with a capital inside is no such thing.
fn run_together(written: &str, compiled: &Compiled, grammar: &Grammar, buffer: &mut String) -> Option<usize> {
    let mut small_before = false;
    for (at, c) in written.char_indices() {
        if c.is_uppercase() && small_before && at > 1 {
            let first = compiled.words.id(normal_form(&written[..at], buffer));
            let known = grammar
                .category(first)
                .is(Category::REPORT_NOUN | Category::REPORTING | Category::PREPOSITION | Category::COORDINATOR);
            let second = compiled.words.id(normal_form(&written[at..], buffer));
            if known && compiled.gazetteer.begins_with(second) {
                return Some(at);
            }
        }
        small_before = c.is_lowercase();
    }
    None
}

/// A long noun that the language does not know is looked at by its last part: «Quartalsgewinn» is a «Gewinn».
fn compound(token: &mut Token, compiled: &Compiled, grammar: &Grammar, normal: &str) {
    let unknown = |word: WordId| grammar.category(word) == Category::default() && grammar.forms(word).is_empty();
    if !unknown(token.word) || compiled.gazetteer.begins_with(token.word) {
        return;
    }
    // «Batteriespezialist» is a «Spezialist», whether or not a frame has the word.
    let names_class = |word: WordId| {
        let mut found = false;
        compiled.gazetteer.phrases(std::iter::once(word), |_, names| {
            found |= names.iter().any(|name| {
                let own = name.language == Some(grammar.language);
                let organization = compiled.classes.organization;
                own && matches!(name.named, Named::ClassNoun(class) if compiled.fits(class, organization))
            });
        });
        found
    };
    let starts = normal.char_indices().map(|(at, _)| at).filter(|at| *at >= 3 && normal.len() - at >= 4);
    for at in starts {
        let word = compiled.words.id(&normal[at..]);
        if word != WordId::UNKNOWN && (grammar.category(word).is(Category::NOUN) || names_class(word)) {
            token.word = word;
            token.shape = token.shape.with(Shape::COMPOUND);
            return;
        }
    }
}

/// The tokens of a range as one span.
#[must_use]
pub fn span(tokens: &[Token], range: &Range<usize>) -> Span {
    match tokens.get(range.clone()) {
        Some([first, .., last]) => first.span.join(last.span),
        Some([only]) => only.span,
        _ => Span::default(),
    }
}

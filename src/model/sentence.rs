//! Tokens and sentences.

use std::ops::Range;

use super::Span;

/// A word of the ontology's closed vocabulary; 0 stands for every other word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

impl WordId {
    /// A word that the vocabulary does not have.
    pub const UNKNOWN: Self = Self(0);
}

/// How a token is written; a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape(pub u16);

impl Shape {
    /// First letter is a capital.
    pub const CAPITAL: Self = Self(1);
    /// Two or more letters, all capitals.
    pub const ALL_CAPITALS: Self = Self(2);
    /// Begins with a digit.
    pub const NUMBER: Self = Self(4);
    /// Neither letter nor digit.
    pub const PUNCTUATION: Self = Self(8);
    /// Nothing stands between it and the token before.
    pub const GLUED: Self = Self(16);
    /// First token of a line.
    pub const LINE_START: Self = Self(32);
    /// Inside a quotation.
    pub const QUOTED: Self = Self(64);
    /// A capital after a small letter, as in iPhone.
    pub const MIXED: Self = Self(128);
    /// Inside parentheses.
    pub const PARENTHESIS: Self = Self(256);
    /// A compound that the vocabulary does not have; its word is that of its last part.
    pub const COMPOUND: Self = Self(512);

    /// Whether every flag of `other` is set.
    #[must_use]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A word, number or mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Its small-letter form in the vocabulary.
    pub word: WordId,
    /// How it is written.
    pub shape: Shape,
}

/// What a sentence is to the extraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceKind {
    /// Running text.
    Text,
    /// A line without final punctuation: headline, sub-heading, list item.
    Line,
    /// Not part of the story.
    Boilerplate,
}

/// One sentence: a range of the article's tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without surrounding blanks.
    pub span: Span,
    /// Its tokens, as positions in the article's token list.
    pub tokens: Range<usize>,
    /// What it is to the extraction.
    pub kind: SentenceKind,
    /// Number of its paragraph (line), from 0.
    pub paragraph: u32,
    /// Whether it asks.
    pub question: bool,
}

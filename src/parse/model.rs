//! A language's model: the tagger and the parser, and how the treebank cuts words.

use std::ops::Range;

use super::{
    Container, Error,
    cuts::{Cuts, Piece},
    look::Look,
    names,
    parser::{Parser, coarse},
    tag::Tagger,
};
use crate::model::{LABELS, Node, PARTS, Token, Tree};

/// Longest sentence that is parsed, in words. Time and memory grow no faster than the length; beyond this it is a list
/// or a table.
pub const LONGEST: usize = 10_000;

/// What is learned of a language.
#[derive(Clone, Debug)]
pub struct Model {
    /// ISO 639 code.
    pub language: String,
    tagger: Tagger,
    parser: Parser,
    cuts: Cuts,
    /// Finds names, where it was taught to.
    pub names: Option<names::Model>,
    /// By tag: position in [`PARTS`].
    parts: Vec<u8>,
    /// By class of the parser.
    labels: Vec<&'static str>,
}

impl Model {
    /// A model of its parts.
    #[must_use]
    pub fn new(language: &str, tagger: Tagger, parser: Parser, cuts: Cuts) -> Self {
        let parts = coarse(&tagger.tags);
        let known = |relation: &String| LABELS.into_iter().find(|label| label == relation).unwrap_or("dep");
        let labels = parser.relations.iter().map(known).collect();
        Self { language: language.to_owned(), tagger, parser, cuts, names: None, parts, labels }
    }

    /// Puts it into a container, beside what else is there.
    pub fn write(&self, container: &mut Container) {
        container.insert("cuts", self.cuts.to_bytes());
        container.insert("parser", self.parser.to_bytes());
        container.insert("tagger", self.tagger.to_bytes());
        if let Some(names) = &self.names {
            names.write(container);
        }
    }

    /// Takes it out of a container.
    ///
    /// # Errors
    /// Where a section is missing or something else.
    pub fn read(container: &Container) -> Result<Self, Error> {
        let tagger = Tagger::from_bytes(container.section("tagger")?)?;
        let parser = Parser::from_bytes(container.section("parser")?)?;
        let cuts = Cuts::from_bytes(container.section("cuts")?)?;
        let names = container.get("names").map(names::Model::from_bytes).transpose()?;
        Ok(Self { names, ..Self::new(&container.language, tagger, parser, cuts) })
    }

    /// Head (position from 0, `None` for the root), relation and part of speech of each word. Empty where there are
    /// more than [`LONGEST`] words.
    #[must_use]
    pub fn arcs(&self, words: &[&str]) -> Vec<(Option<usize>, &'static str, &'static str)> {
        if words.len() > LONGEST {
            return Vec::new();
        }
        let looks = looks(words);
        let tags = self.tagger.tags(&looks);
        let arcs = self.parser.arcs(&looks, &tags, &self.parts);
        let arc = |(&tag, (head, relation)): (&u8, (u32, u8))| {
            let label = self.labels.get(usize::from(relation)).copied().unwrap_or("dep");
            ((head as usize).checked_sub(1), label, self.part(tag))
        };
        tags.iter().zip(arcs).map(arc).collect()
    }

    /// The part of speech of each word.
    #[must_use]
    pub fn parts(&self, words: &[&str]) -> Vec<&'static str> {
        self.tagger.tags(&looks(words)).into_iter().map(|tag| self.part(tag)).collect()
    }

    /// The tree of a sentence: `range` of the tokens of `text`. Empty where it has more than [`LONGEST`] words.
    #[must_use]
    pub fn tree(&self, text: &str, tokens: &[Token], range: Range<usize>) -> Tree {
        let pieces = self.cuts.pieces(text, tokens, range);
        let words: Vec<&str> = pieces.iter().map(|piece| piece.form.as_str()).collect();
        let arcs = self.arcs(&words);
        let node = |(piece, (head, label, part)): (&Piece, _)| Node { tokens: piece.tokens.clone(), head, label, part };
        Tree { nodes: pieces.iter().zip(arcs).map(node).collect() }
    }

    fn part(&self, tag: u8) -> &'static str {
        self.parts.get(usize::from(tag)).map_or("X", |&part| PARTS[usize::from(part)])
    }
}

fn looks(words: &[&str]) -> Vec<Look> {
    let mut buffer = String::new();
    words.iter().map(|word| Look::new(word, &mut buffer)).collect()
}

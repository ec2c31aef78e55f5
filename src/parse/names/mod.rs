//! Names that no list has: who or what is named, by the words and their surroundings.
//!
//! In: a sentence with the mentions that the ontology knows in it. Out: its names with their kinds and how sure each is.
//! A linear-chain model (conditional random field, Lafferty et al. 2001) over hashed features, learned in floating point
//! and used in integers. It links nothing, and what the ontology knows is only one of its signs.

pub mod corpus;
mod decode;
mod features;
mod labels;
pub mod measure;
mod parts;
pub mod train;

use std::ops::Range;

pub use decode::Model;
pub use labels::Kind;
pub use parts::Parts;

use crate::{
    model::{FoundName, Mention, MentionKind, Sentence, Token},
    ontology::Compiled,
};

/// An article as the name finder sees it.
#[derive(Clone, Copy)]
pub struct Scene<'s> {
    /// Its text.
    pub text: &'s str,
    /// All its tokens.
    pub tokens: &'s [Token],
    /// What the ontology knows in it, sorted by place, without overlap.
    pub mentions: &'s [Mention],
    /// The ontology.
    pub compiled: &'s Compiled,
    /// Position of the article's language among the grammars.
    pub language: usize,
    /// Words of known names.
    pub parts: &'s Parts,
}

impl Scene<'_> {
    /// What a name that the ontology surely knows names at a token.
    fn kind_at(&self, token: usize) -> Option<Kind> {
        let at = self.mentions.partition_point(|mention| mention.tokens.end <= token);
        let mention = self.mentions.get(at).filter(|mention| mention.tokens.contains(&token))?;
        let class = mention.class.filter(|_| mention.kind == MentionKind::Name)?;
        match self.parts.broad(self.compiled, class) {
            1 => Some(Kind::Person),
            2 => Some(Kind::Organization),
            3 | 4 => Some(Kind::Place),
            _ => None,
        }
    }
}

/// A name that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its tokens, as positions in the article's token list.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: Kind,
    /// How much better this kind fits than the next best, at its least sure token; in [`train::SCALE`]ths of a nat.
    pub margin: i32,
}

impl Model {
    /// The names of a sentence, in order.
    #[must_use]
    pub fn names(&self, scene: &Scene<'_>, sentence: &Sentence) -> Vec<Name> {
        let sights = features::open_sights(scene, sentence.tokens.clone());
        let mut found = self.decode(&sights);
        for name in &mut found {
            name.tokens = name.tokens.start + sentence.tokens.start..name.tokens.end + sentence.tokens.start;
        }
        found
    }

    /// The names of a sentence by the classes of the ontology.
    #[must_use]
    pub fn found(&self, scene: &Scene<'_>, sentence: &Sentence) -> Vec<FoundName> {
        let classes = &scene.compiled.classes;
        let found =
            |name: Name| FoundName { class: name.kind.class(classes), tokens: name.tokens, margin: name.margin };
        self.names(scene, sentence).into_iter().map(found).collect()
    }
}

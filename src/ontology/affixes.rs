//! What the beginning or ending of a word tells, where the vocabulary does not have it.
//!
//! The lists stand in the language files; `-ed` is an ending there, `me-` a prefix.

use super::Lexicon;

/// The affixes of a language, by what they tell.
#[derive(Clone, Debug)]
pub struct Affixes {
    adverbs: Vec<String>,
    verbs: Vec<String>,
    futures: Vec<String>,
    bare_nouns: Vec<String>,
    plural_verbs: Vec<String>,
    plural_nouns: Vec<String>,
}

impl Affixes {
    /// Takes the lists from a lexicon.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Self {
        let list = |name: &str| lexicon.list(name, "word").to_vec();
        Self {
            adverbs: list("AdverbEnding"),
            verbs: list("VerbAffix"),
            futures: list("FutureEnding"),
            bare_nouns: list("BareNounAffix"),
            plural_verbs: list("PluralVerbEnding"),
            plural_nouns: list("PluralNounEnding"),
        }
    }

    /// Whether a word has the ending of an adverb.
    #[must_use]
    pub fn looks_like_adverb(&self, word: &str) -> bool {
        ends(word, &self.adverbs)
    }

    /// Whether a word looks like a verb.
    #[must_use]
    pub fn looks_like_verb(&self, word: &str) -> bool {
        has_one(word, &self.verbs)
    }

    /// Whether a finite verb form has the ending of the future.
    #[must_use]
    pub fn looks_like_future(&self, word: &str) -> bool {
        ends(word, &self.futures)
    }

    /// Whether a noun may stand without determiner: a plural, an abstract noun.
    #[must_use]
    pub fn may_stand_bare(&self, word: &str) -> bool {
        has_one(&word.to_lowercase(), &self.bare_nouns)
    }

    /// Whether a noun has an ending that plurals have, which it may have in the singular too.
    #[must_use]
    pub fn is_plural_noun(&self, word: &str) -> bool {
        ends(word, &self.plural_nouns)
    }

    /// Whether a finite verb is in the plural.
    #[must_use]
    pub fn is_plural_verb(&self, word: &str) -> bool {
        self.plural_verbs.iter().any(|ending| word.ends_with(ending.as_str()))
    }
}

fn ends(word: &str, endings: &[String]) -> bool {
    endings.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
}

fn has_one(word: &str, affixes: &[String]) -> bool {
    affixes.iter().any(|affix| match (affix.strip_prefix('-'), affix.strip_suffix('-')) {
        (Some(ending), _) => word.len() > ending.len() + 2 && word.ends_with(ending),
        (_, Some(prefix)) => word.len() > prefix.len() + 2 && word.starts_with(prefix),
        _ => false,
    })
}

//! The words that amounts are recognised by.

use std::collections::BTreeSet;

use crate::{
    annotate::{notation::Notation, phrases::Phrases},
    ontology::Lexicon,
};

/// Categories of words that name nothing, even where a sentence or headline begins with them.
const GRAMMAR: [&str; 16] = [
    "Adverb",
    "AgentPreposition",
    "Complementizer",
    "Conditional",
    "Coordinator",
    "DefiniteArticle",
    "Demonstrative",
    "GenitivePreposition",
    "IndefiniteArticle",
    "ListConnector",
    "NotName",
    "OurDeterminer",
    "PossessiveDeterminer",
    "Preposition",
    "Quantifier",
    "Subordinator",
];

/// What a word says about a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Is a number itself.
    Numeral(i64),
    /// Says one before a word of scale.
    Article,
    /// Multiplies by a power of ten.
    Scale(u32),
    Percent,
    PercentagePoint,
    /// ISO 4217 code.
    Currency([u8; 3]),
    /// Stands between a word of scale and the unit.
    Link,
}

/// The words of one language that [`amounts`](super::amounts) looks for.
#[derive(Clone, Debug)]
pub struct NumberWords {
    pub(super) phrases: Phrases<Meaning>,
    pub(super) notation: Notation,
    pub(super) prepositions: BTreeSet<String>,
    /// What stands before the amount that a change begins with.
    pub(super) origins: BTreeSet<String>,
    pub(super) coordinators: BTreeSet<String>,
    pub(super) quantifiers: BTreeSet<String>,
    /// Words that may be written with a capital before a number without being a name.
    pub(super) unnamed: BTreeSet<String>,
    /// All nouns have a capital, which therefore marks no name.
    pub(super) noun_capitals: bool,
    /// Forms of irregular verbs, one of which is also a currency.
    pub(super) verbs: BTreeSet<String>,
}

impl NumberWords {
    /// Takes numerals, scales, currencies, marks and the words between two numbers from the lexicon.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut phrases = Phrases::new();
        for numeral in lexicon.list("Number", "numeral") {
            let parts = numeral.rsplit_once(' ').and_then(|(word, number)| Some((word, number.parse().ok()?)));
            if let Some((word, number)) = parts {
                phrases.insert(word, false, Meaning::Numeral(number));
            }
        }
        for (category, meaning) in quantity_categories() {
            for word in lexicon.words(category) {
                phrases.insert(word, false, meaning);
            }
        }
        for (category, words) in lexicon.with_predicate("word") {
            if let Some(code) = currency(category) {
                for word in words {
                    phrases.insert(word, false, Meaning::Currency(code));
                }
            }
        }
        for word in genitives(lexicon) {
            phrases.insert(&word, false, Meaning::Link);
        }
        let set = |category| lexicon.words(category).into_iter().map(str::to_lowercase).collect();
        let irregular = lexicon.list("Irregular", "forms").iter();
        Self {
            phrases,
            notation: Notation::new(lexicon),
            prepositions: set("Preposition"),
            origins: set("OriginPreposition"),
            coordinators: set("Coordinator"),
            quantifiers: set("Quantifier"),
            noun_capitals: lexicon.list("Trait", "word").iter().any(|word| word == "noun-capitals"),
            unnamed: GRAMMAR.iter().flat_map(|category| lexicon.words(category)).map(str::to_lowercase).collect(),
            verbs: irregular.flat_map(|group| group.split(' ').skip(1)).map(str::to_lowercase).collect(),
        }
    }
}

/// The categories whose words give a number its size or unit.
fn quantity_categories() -> [(&'static str, Meaning); 7] {
    [
        ("Thousand", Meaning::Scale(3)),
        ("Million", Meaning::Scale(6)),
        ("Billion", Meaning::Scale(9)),
        ("Trillion", Meaning::Scale(12)),
        ("Percent", Meaning::Percent),
        ("PercentagePoint", Meaning::PercentagePoint),
        ("IndefiniteArticle", Meaning::Article),
    ]
}

/// The code of a currency, where the category is named by one.
pub(in crate::annotate) fn currency(category: &str) -> Option<[u8; 3]> {
    let code: [u8; 3] = category.as_bytes().try_into().ok()?;
    code.iter().all(u8::is_ascii_uppercase).then_some(code)
}

/// The prepositions of possession in all their forms.
pub(in crate::annotate) fn genitives(lexicon: &Lexicon) -> BTreeSet<String> {
    let mut words: BTreeSet<String> = lexicon.words("GenitivePreposition").into_iter().map(str::to_owned).collect();
    for group in lexicon.list("Preposition", "forms") {
        let mut forms = group.split(' ');
        if forms.next().is_some_and(|lemma| words.contains(lemma)) {
            words.extend(forms.map(str::to_owned));
        }
    }
    words
}

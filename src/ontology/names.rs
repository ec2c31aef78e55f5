//! Names, descriptors, class nouns and posts with all their forms: the entries of the gazetteer.

use super::{Grammar, KnownEntity, Labels, Ontology, Trie, Words};
use crate::model::{ClassId, Language, WordId};

/// What a phrase of the gazetteer names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// An entity by a name.
    Entity {
        /// Its position.
        entity: u32,
        /// Whether the name counts only where something supports it.
        ambiguous: bool,
    },
    /// An entity by words that describe it.
    Descriptor(u32),
    /// A country by its adjective.
    Demonym(u32),
    /// Something of this class.
    ClassNoun(ClassId),
    /// A post, by position among the roles.
    Post(u16),
}

/// An entry of the gazetteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What it names.
    pub named: Named,
    /// The language it holds in; `None`: every language.
    pub language: Option<Language>,
    /// How it is written, where capitals matter.
    pub written: Option<Box<str>>,
    /// Whether its ending makes it a possessor.
    pub possessive: bool,
}

/// The gazetteer in the making.
pub(super) struct Names<'n> {
    pub(super) trie: &'n mut Trie<Name>,
    pub(super) words: &'n mut Words,
    pub(super) grammars: &'n [Grammar],
}

impl Names<'_> {
    fn add(&mut self, text: &str, named: Named, language: Option<Language>, possessive: bool) {
        let phrase: Vec<WordId> = self.words.add_phrase(text);
        let cased = text.chars().any(char::is_uppercase);
        let written = cased.then(|| text.into());
        self.trie.add(&phrase, Name { named, language, written, possessive });
    }

    /// Adds a name with the endings that languages give it: a plural for products, a bare genitive where nouns have one.
    fn name(&mut self, text: &str, named: Named, language: Option<Language>, plural: bool) {
        self.add(text, named, language, false);
        // «der Deutschen Bank»: an adjective that opens a name has the endings of its case.
        if let Some((adjective, noun)) = text.split_once(' ').filter(|(first, _)| first.ends_with("sche")) {
            for grammar in self.grammars.iter().filter(|grammar| grammar.traits.verb_second) {
                if language.is_none_or(|language| language == grammar.language) {
                    self.add(&format!("{adjective}n {noun}"), named, Some(grammar.language), false);
                }
            }
        }
        let last = text.chars().next_back().unwrap_or(' ');
        if !last.is_alphabetic() || text.ends_with(['s', 'x', 'z', 'ß']) {
            return;
        }
        let with_s = format!("{text}s");
        if plural {
            self.add(&with_s, named, language, false);
        }
        for grammar in self.grammars.iter().filter(|grammar| grammar.traits.verb_second) {
            if language.is_none_or(|language| language == grammar.language) && text.chars().count() > 2 {
                self.add(&with_s, named, Some(grammar.language), true);
            }
        }
    }

    /// Adds every name of a known entity; `at` is its position.
    pub(super) fn entity(&mut self, at: u32, entity: &KnownEntity, ontology: &Ontology) {
        let product = ontology.class("Product").is_some_and(|class| ontology.is_a(entity.class, class));
        let ambiguous: Vec<&String> = entity.ambiguous.values().flatten().collect();
        let english = Language::new("en");
        let mut add = |labels: &Labels, everywhere: Option<Language>| {
            for (language, names) in labels {
                for name in names {
                    let unsure = ambiguous.contains(&name);
                    let language = if *language == everywhere { None } else { *language };
                    let named = Named::Entity { entity: at, ambiguous: unsure };
                    self.name(name, named, language, product);
                }
            }
        };
        // A name given in English alone is the name everywhere.
        let only_english = entity.labels.len() == 1 && entity.labels.contains_key(&english);
        add(&entity.labels, if only_english { english } else { None });
        add(&entity.alternatives, None);
        add(&entity.hidden, None);
        for (language, names) in &entity.ambiguous {
            for name in names {
                self.name(name, Named::Entity { entity: at, ambiguous: true }, *language, product);
            }
        }
        for (language, demonyms) in &entity.demonyms {
            for demonym in demonyms {
                self.adjective(demonym, Named::Demonym(at), *language);
            }
        }
        let is_city = ontology.class("City").is_some_and(|class| ontology.is_a(entity.class, class));
        let grammars = self.grammars;
        for grammar in grammars.iter().filter(|_| is_city) {
            let own = entity.labels.get(&Some(grammar.language)).or_else(|| entity.labels.get(&None));
            for name in own.into_iter().flatten().filter(|name| !name.contains([' ', '-'])) {
                for adjective in grammar.city_adjectives(name) {
                    self.add(&adjective, Named::Demonym(at), Some(grammar.language), false);
                }
            }
        }
        for (language, descriptors) in &entity.descriptors {
            for descriptor in descriptors {
                self.declined(descriptor, Named::Descriptor(at), *language);
            }
        }
    }

    /// An adjective with the endings of agreement, where its language has them.
    fn adjective(&mut self, word: &str, named: Named, language: Option<Language>) {
        self.inflected(word, named, language);
        let agrees = self.grammars.iter().any(|g| Some(g.language) == language && g.traits.verb_second);
        for ending in ["e", "en", "er", "es", "em"].iter().filter(|_| agrees) {
            self.add(&format!("{word}{ending}"), named, language, false);
        }
    }

    /// A description in all cases, where its language has them.
    fn declined(&mut self, phrase: &str, named: Named, language: Option<Language>) {
        let has_cases =
            self.grammars.iter().any(|grammar| Some(grammar.language) == language && grammar.traits.verb_second);
        if has_cases { self.inflected(phrase, named, language) } else { self.add(phrase, named, language, false) }
    }

    fn inflected(&mut self, phrase: &str, named: Named, language: Option<Language>) {
        self.add(phrase, named, language, false);
        let grammars = self.grammars;
        for grammar in grammars.iter().filter(|grammar| Some(grammar.language) == language) {
            for form in grammar.inflected(phrase) {
                self.add(&form, named, language, false);
            }
        }
    }

    /// Adds the class nouns of all languages, and the posts.
    pub(super) fn common_nouns(&mut self, ontology: &Ontology) {
        for lexicon in &ontology.lexicons {
            for (category, nouns) in lexicon.with_predicate("classNoun") {
                let Some(class) = ontology.class(category) else { continue };
                for noun in nouns {
                    self.inflected(noun, Named::ClassNoun(class), Some(lexicon.language));
                }
            }
        }
        for (at, role) in (0u16..).zip(&ontology.roles) {
            for (language, titles) in &role.titles {
                for title in titles {
                    self.inflected(title, Named::Post(at), *language);
                }
            }
        }
    }
}

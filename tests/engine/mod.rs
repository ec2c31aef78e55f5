//! The engine as tests use it: the built-in ontology with the names of the examples, compiled once, and texts read.

#![allow(dead_code, reason = "each test uses a part")]

use std::sync::OnceLock;

use newsgraph::{
    model::{Article, ArticleHead, Evidence, Language, identifier},
    ontology::{Compiled, Ontology, Sources},
    pipeline,
};

/// The built-in ontology with the names that examples use, compiled.
pub fn compiled() -> &'static Compiled {
    static COMPILED: OnceLock<Compiled> = OnceLock::new();
    COMPILED.get_or_init(|| {
        let ontology = Ontology::read(&Sources::built_in()).expect("the built-in ontology can be read");
        Compiled::new(ontology, true)
    })
}

/// The language with this code.
pub fn language(code: &str) -> Language {
    Language::new(code).expect("a language code")
}

/// An article of this text and nothing else.
pub fn article(text: &str, language: Language) -> Article {
    let head = ArticleHead {
        id: identifier("article", &[text]),
        name: "text".to_owned(),
        language,
        title: None,
        publisher: None,
        byline: None,
        published: None,
        url: None,
        agency: None,
        sketch: Vec::new(),
    };
    Article { head, text: text.to_owned(), boilerplate: Vec::new(), notes: Vec::new() }
}

/// What a text states.
pub fn evidence(text: &str, language: Language) -> Vec<Evidence> {
    pipeline::reading(compiled(), &article(text, language)).evidence
}

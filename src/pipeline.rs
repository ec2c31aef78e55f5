//! The stages in order, nothing else.

use std::sync::OnceLock;

use rayon::prelude::*;

use crate::{
    annotate, link,
    model::{
        Article, ArticleHead, Evidence, Ledger, LedgerLine, Mention, Note, Sentence, SentenceKind, Severity, Token,
    },
    ontology::{Compiled, Ontology},
    parse::{Model, built_in, model::LONGEST, names},
    relate,
    segment::{self, Segmented},
};

/// Which of the language models an engine asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Models {
    /// The finder of names and the parser.
    #[default]
    Both,
    /// The finder of names alone.
    Names,
    /// The parser alone: unknown names rest on rules.
    Parser,
    /// None: unknown names rest on rules, frames at verbs on clause analysis.
    None,
}

/// Everything that reading needs, made once.
pub struct Engine {
    /// The ontology, compiled.
    pub compiled: Compiled,
    values: Vec<annotate::ValueWords>,
    /// By language, its model; read when the first article needs it.
    models: Vec<OnceLock<Option<Model>>>,
    /// What the models of names look up; made when the first is asked.
    parts: OnceLock<names::Parts>,
    asks: Models,
}

impl Engine {
    /// Compiles an ontology. Entities that serve examples are left out unless `with_examples`.
    #[must_use]
    pub fn new(ontology: Ontology, with_examples: bool) -> Self {
        let values: Vec<_> = ontology.lexicons.iter().map(annotate::ValueWords::new).collect();
        let models = values.iter().map(|_| OnceLock::new()).collect();
        let compiled = Compiled::new(ontology, with_examples);
        Self { compiled, values, models, parts: OnceLock::new(), asks: Models::Both }
    }

    /// The same engine with some of its language models only.
    #[must_use]
    pub fn asking(self, models: Models) -> Self {
        Self { asks: models, ..self }
    }

    /// The words of known names, for the finder of names.
    #[must_use]
    pub fn parts(&self) -> &names::Parts {
        self.parts.get_or_init(|| names::Parts::new(&self.compiled))
    }

    /// The model of a language, where one is built in.
    fn model(&self, language: usize) -> Option<&Model> {
        let code = self.compiled.grammars.get(language)?.language;
        let read = || Model::read(&built_in::container(code)?).ok();
        self.models.get(language)?.get_or_init(read).as_ref()
    }

    /// The model of a language, where trees are asked for.
    fn parser(&self, language: usize) -> Option<&Model> {
        matches!(self.asks, Models::Both | Models::Parser).then(|| self.model(language))?
    }

    /// The finder of names of a language, where it is asked.
    fn names(&self, language: usize) -> Option<&names::Model> {
        matches!(self.asks, Models::Both | Models::Names).then(|| self.model(language)?.names.as_ref())?
    }
}

/// One article, read: what it says and what became of its sentences.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The article's head.
    pub head: ArticleHead,
    /// What it states, in reading order.
    pub evidence: Vec<Evidence>,
    /// What became of its sentences.
    pub ledger: Ledger,
    /// What was noticed on the way.
    pub notes: Vec<Note>,
}

/// Reads one article through all stages but merging. Pure: the same article and ontology give the same reading.
#[must_use]
pub fn reading(engine: &Engine, article: &Article) -> Reading {
    let Some(mut known) = known(engine, article) else { return unread(article) };
    let Known { language, tokens, sentences, mentions } = &known;
    let may_state = relate::may_state(&article.text, tokens, sentences, mentions, &engine.compiled, *language);
    let (evidence, used) =
        if may_state { linked(engine, article, &mut known, relate::evidence) } else { Default::default() };
    let ledger = ledger(article, &known.sentences, &used, &evidence);
    let mut notes = article.notes.clone();
    if engine.parser(known.language).is_some() {
        notes.extend(known.sentences.iter().filter(|sentence| sentence.tokens.len() > LONGEST).map(unparsed));
    }
    Reading { head: article.head.clone(), evidence, ledger, notes }
}

/// What there is to say of a sentence that is too long for a tree.
fn unparsed(sentence: &Sentence) -> Note {
    let message = format!("a sentence of {} tokens, more than {LONGEST}, is not parsed", sentence.tokens.len());
    Note::new("sentence-unparsed", Severity::Info, message).at(sentence.span)
}

/// An article as far as the ontology knows it.
#[derive(Clone, Debug)]
pub struct Known {
    /// Position of its language among the grammars.
    pub language: usize,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// What the ontology knows in it, sorted by place.
    pub mentions: Vec<Mention>,
}

/// Runs the stages that need no language model; `None` for a language without a file.
#[must_use]
pub fn known(engine: &Engine, article: &Article) -> Option<Known> {
    let compiled = &engine.compiled;
    let language = compiled.language(article.head.language)?;
    let Segmented { tokens, sentences } = segment::sentences(article, compiled, language);
    let (text, values) = (&article.text, &engine.values[language]);
    let mentions = annotate::mentions(text, &tokens, &sentences, compiled, language, values, article.head.published);
    Some(Known { language, tokens, sentences, mentions })
}

/// Runs the stages up to `link` and hands their result on. Takes the mentions that are known.
fn linked<T>(engine: &Engine, article: &Article, known: &mut Known, then: impl FnOnce(&relate::Input<'_>) -> T) -> T {
    let mut mentions = std::mem::take(&mut known.mentions);
    let Known { language, tokens, sentences, .. } = &*known;
    let (compiled, text, language) = (&engine.compiled, &article.text, *language);
    let names = |sentence: &Sentence, mentions: &[Mention]| {
        let scene = || names::Scene { text, tokens, mentions, compiled, language, parts: engine.parts() };
        engine.names(language).map_or_else(Vec::new, |finder| finder.found(&scene(), sentence))
    };
    annotate::unknown_names(text, tokens, sentences, compiled, language, &mut mentions, &names);
    let linked = link::entities(text, tokens, sentences, mentions, compiled, language);
    then(&relate::Input {
        head: &article.head,
        text,
        tokens,
        sentences,
        mentions: &linked.mentions,
        posts: &linked.posts,
        tree: &|sentence| Some(engine.parser(language)?.tree(text, tokens, sentence.tokens.clone())),
        pairs: &linked.pairs,
        topic: linked.topic,
        headings: &linked.headings,
        entity: &|referent, expected| linked.entity(compiled, referent, expected),
        compiled,
        language,
    })
}

fn ledger(article: &Article, sentences: &[Sentence], used: &[usize], evidence: &[Evidence]) -> Ledger {
    let mut line = LedgerLine::default();
    for (at, sentence) in sentences.iter().enumerate() {
        match sentence.kind {
            SentenceKind::Boilerplate => line.boilerplate += 1,
            _ if used.binary_search(&at).is_ok() => line.used += 1,
            _ => line.without_relation += 1,
        }
    }
    let mut ledger = Ledger::default();
    ledger.languages.insert(article.head.language, line);
    for one in evidence {
        *ledger.relations.entry(one.relation.clone()).or_default().entry(one.language).or_default() += 1;
    }
    ledger
}

/// An article in a language without a file: every line counts as unsupported.
fn unread(article: &Article) -> Reading {
    let lines = article.text.lines().filter(|line| !line.trim().is_empty()).count();
    let line = LedgerLine { unsupported: lines as u64, ..LedgerLine::default() };
    let mut ledger = Ledger::default();
    ledger.languages.insert(article.head.language, line);
    Reading { head: article.head.clone(), evidence: Vec::new(), ledger, notes: article.notes.clone() }
}

/// Reads many articles, in parallel, in their order.
#[must_use]
pub fn readings(engine: &Engine, articles: &[Article]) -> Vec<Reading> {
    articles.par_iter().map(|article| reading(engine, article)).collect()
}

/// What the engine sees in an article, for people: tokens, mentions, cues, then each frame that was tried and the step
/// at which it failed. Empty for a language without a file.
#[must_use]
pub fn explain(engine: &Engine, article: &Article) -> String {
    known(engine, article).map(|mut known| linked(engine, article, &mut known, relate::explain)).unwrap_or_default()
}

/// The pairs of mentions in an article that no frame joins, with the frames that might. Empty for a language without a
/// file.
#[must_use]
pub fn gaps(engine: &Engine, article: &Article) -> Vec<relate::Gap> {
    let gaps = |input: &relate::Input<'_>| relate::gaps(input, &relate::evidence(input).1);
    known(engine, article).map(|mut known| linked(engine, article, &mut known, gaps)).unwrap_or_default()
}

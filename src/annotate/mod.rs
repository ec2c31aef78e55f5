//! Sentences into mentions: names, descriptors, class nouns, posts, amounts, dates, pronouns.
//!
//! In go tokens and sentences; out come mentions, sorted and without overlap, each with its class where it is known.
//! It only finds and types: whom a mention names is decided by `link`.

mod amounts;
mod calendar;
mod dates;
mod extent;
mod gazetteer;
mod notation;
mod phrases;
mod pronouns;
mod unknown;

#[cfg(test)]
mod testing;

pub use amounts::{NumberWords, amounts};
pub use dates::{DateWords, dates};
use extent::Extent;

use crate::{
    model::{Date, FoundName, Mention, MentionKind, Sentence, SentenceKind, Token},
    ontology::{Compiled, Lexicon},
};

/// The words of one language for amounts and dates, looked up once.
#[derive(Clone, Debug)]
pub struct ValueWords {
    numbers: NumberWords,
    dates: DateWords,
}

impl ValueWords {
    /// Takes the words from a lexicon.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { numbers: NumberWords::new(lexicon), dates: DateWords::new(lexicon) }
    }
}

/// Finds what the ontology knows in an article. `language` is a position in [`Compiled::grammars`], `values` are the words of the
/// same language.
#[must_use]
pub fn mentions(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    compiled: &Compiled,
    language: usize,
    values: &ValueWords,
    published: Option<Date>,
) -> Vec<Mention> {
    let grammar = &compiled.grammars[language];
    let extent = Extent { text, tokens, compiled, grammar };
    let mut found: Vec<Mention> = Vec::new();
    for sentence in sentences.iter().filter(|sentence| sentence.kind != SentenceKind::Boilerplate) {
        let first = found.len();
        gazetteer::mentions(text, tokens, sentence, compiled, grammar, &mut found);
        tidy(&mut found, first);
        // A country may be part of the name of its currency; the longer of the two stays.
        let country = compiled.classes.country;
        let is_country =
            |mention: &Mention| country != 0 && mention.class.is_some_and(|class| compiled.fits(class, country));
        let countries: Vec<Mention> = found[first..].iter().filter(|mention| is_country(mention)).cloned().collect();
        let others: Vec<Mention> = found.drain(first..).filter(|mention| !is_country(mention)).collect();
        found.extend(others);
        dates(text, tokens, sentence.tokens.clone(), published, &values.dates, &mut found);
        amounts(text, tokens, sentence.tokens.clone(), &values.numbers, &mut found);
        found.extend(countries);
        pronouns::mentions(tokens, sentence, grammar, &mut found);
        tidy(&mut found, first);
        extent.known(&mut found, first, sentence.tokens.end);
        if sentence.kind != SentenceKind::Line {
            extent.models(&mut found, first, sentence.tokens.end);
        }
    }
    found
}

/// Adds the names that the ontology does not know. `ask` gives what a language model finds in a sentence beside the
/// mentions that are known; it is asked only where a claim may stand and the rules leave something open.
pub fn unknown_names(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    compiled: &Compiled,
    language: usize,
    mentions: &mut Vec<Mention>,
    ask: &dyn Fn(&Sentence, &[Mention]) -> Vec<FoundName>,
) {
    let grammar = &compiled.grammars[language];
    let ask = |sentence: &Sentence, mentions: &[Mention]| {
        if may_tell(tokens, sentence, mentions, compiled, language) { ask(sentence, mentions) } else { Vec::new() }
    };
    unknown::mentions(text, tokens, sentences, compiled, language, mentions, &ask);
    Extent { text, tokens, compiled, grammar }.glossed(mentions);
}

/// Whether a sentence may tell something: a post or a word that sets off a frame stands in it.
fn may_tell(tokens: &[Token], sentence: &Sentence, mentions: &[Mention], compiled: &Compiled, language: usize) -> bool {
    let first = mentions.partition_point(|mention| mention.tokens.end <= sentence.tokens.start);
    let here = mentions[first..].iter().take_while(|mention| mention.tokens.start < sentence.tokens.end);
    let is_post = |mention: &Mention| matches!(mention.kind, MentionKind::Title(_));
    tokens[sentence.tokens.clone()].iter().any(|token| compiled.triggers(language, token.word))
        || here.into_iter().any(is_post)
}

/// Sorts the mentions from `first` on; where two overlap the longer stays, of two equally long the one found first.
fn tidy(mentions: &mut Vec<Mention>, first: usize) {
    let mut fresh = mentions.split_off(first);
    fresh.sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.len())));
    for mention in fresh {
        let overlaps =
            mentions.len() > first && mentions.last().is_some_and(|last| mention.tokens.start < last.tokens.end);
        if !overlaps {
            mentions.push(mention);
        }
    }
}

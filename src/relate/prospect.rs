//! Whether an article may state anything, before it is known whom its names mean.

use crate::{
    model::{Mention, MentionKind, Sentence, SentenceKind, Token},
    ontology::{
        Compiled, FormOf,
        pattern::{Gate, Meaning},
    },
};

/// Whether some sentence has all the words of some frame. Where none has, no evidence comes of the article, whatever its
/// names mean: they need not be looked for.
#[must_use]
pub fn may_state(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    mentions: &[Mention],
    compiled: &Compiled,
    language: usize,
) -> bool {
    let (grammar, frames) = (&compiled.grammars[language], &compiled.frames[language]);
    let states = |sentence: &Sentence| {
        let here = &tokens[sentence.tokens.clone()];
        let first = mentions.partition_point(|mention| mention.tokens.end <= sentence.tokens.start);
        let inside = mentions[first..].iter().take_while(|mention| mention.tokens.start < sentence.tokens.end);
        let (mut post, mut noun) = (false, false);
        for mention in inside {
            post |= matches!(mention.kind, MentionKind::Title(_));
            noun |= matches!(mention.kind, MentionKind::ClassNoun | MentionKind::Demonym);
        }
        if !post && !noun && !here.iter().any(|token| compiled.triggers(language, token.word)) {
            return false;
        }
        let forms = || here.iter().flat_map(|token| grammar.forms(token.word));
        let words = forms().fold(0, |all, form| all | Gate::bits(form.lemma));
        let fits = |meaning: &Meaning| !meaning.unless && meaning.gate.words & !words == 0;
        let fires = |form: &FormOf| {
            frames.verbs.get(form.lemma).iter().any(|pattern| fits(&pattern.meaning))
                || frames.nouns.get(form.lemma).iter().any(|pattern| fits(&pattern.meaning))
        };
        let comma = || here.iter().any(|token| token.span.of(text) == ",");
        forms().any(fires)
            || post && frames.posts.iter().any(|pattern| fits(&pattern.meaning))
            || noun && frames.slots.iter().any(|pattern| fits(&pattern.meaning))
            || frames.commas.iter().any(|pattern| fits(&pattern.meaning)) && comma()
    };
    let read = |sentence: &&Sentence| sentence.kind != SentenceKind::Boilerplate && !sentence.question;
    sentences.iter().filter(read).any(states)
}

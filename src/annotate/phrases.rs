//! Words and phrases of a lexicon, found at a token.
//!
//! A phrase is compared with the text itself and not token by token, so it does not matter where the tokeniser cuts
//! inside it; it must only end where a token ends. Tokens that begin no phrase cost one look into a table.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::model::Token;

/// Phrases with a meaning each.
#[derive(Clone, Debug)]
pub(super) struct Phrases<M> {
    /// First word → what begins with it, longest first.
    by_start: FxHashMap<String, Vec<Phrase<M>>>,
    /// First two and last byte of a text in small letters → bit set of the lengths of first words that have them.
    lengths: Vec<u32>,
}

#[derive(Clone, Debug)]
struct Phrase<M> {
    /// In small letters, without a final full stop.
    text: String,
    /// Whether a full stop may follow that belongs to it.
    dotted: bool,
    /// Whether its first letter must be a capital.
    capital: bool,
    meaning: M,
}

impl<M: Copy + PartialEq> Phrases<M> {
    pub(super) fn new() -> Self {
        Self { by_start: FxHashMap::default(), lengths: vec![0; SLOTS] }
    }

    /// Adds a phrase; with `cased`, one that is listed with a capital is found with a capital only.
    pub(super) fn insert(&mut self, word: &str, cased: bool, meaning: M) {
        let capital = cased && word.starts_with(char::is_uppercase);
        let small = word.to_lowercase().replace('\u{2019}', "'");
        let text = small.strip_suffix('.').unwrap_or(&small).to_owned();
        let dotted = text.len() < small.len();
        let start = start_of(&text);
        if start.is_empty() {
            return;
        }
        // Capitals outside ASCII have other bytes than their small letters.
        let first = start.chars().next().into_iter();
        for letter in first.clone().chain(first.flat_map(char::to_uppercase)) {
            let word: String = std::iter::once(letter).chain(start.chars().skip(1)).collect();
            self.lengths[slot(&word)] |= 1 << start.len().min(31);
        }
        let siblings = self.by_start.entry(start.to_owned()).or_default();
        match siblings.iter_mut().find(|other| other.text == text && other.meaning == meaning) {
            Some(other) => {
                other.dotted |= dotted;
                other.capital &= capital;
            }
            None => siblings.push(Phrase { text, dotted, capital, meaning }),
        }
        siblings.sort_by_key(|phrase| std::cmp::Reverse(phrase.text.len()));
    }

    /// The longest phrase with a wanted meaning that begins at token `at` and ends before token `end`; and the token
    /// after it.
    pub(super) fn find(
        &self,
        text: &str,
        tokens: &[Token],
        at: usize,
        end: usize,
        wanted: impl Fn(M) -> bool,
    ) -> Option<(M, usize)> {
        let token = tokens.get(at).filter(|_| at < end)?.span.of(text);
        let start = start_of(token);
        if self.lengths[slot(start)] >> start.len().min(31) & 1 == 0 {
            return None;
        }
        let plain = start.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let siblings = if plain { self.by_start.get(start) } else { self.by_start.get(&start.to_lowercase()) };
        let rest = text.get(tokens[at].span.start as usize..tokens[end - 1].span.end as usize)?;
        let capital = token.starts_with(char::is_uppercase);
        let open = siblings?.iter().filter(|phrase| wanted(phrase.meaning) && (capital || !phrase.capital));
        open.into_iter().find_map(|phrase| {
            let last = tokens[at].span.start as usize + length(rest, &phrase.text)?;
            Some((phrase.meaning, after(text, tokens, at..end, last, phrase.dotted)?))
        })
    }
}

const SLOTS: usize = 1 << 10;

/// Place of a text among the slots, by its first two bytes and its last, ASCII letters as small ones. A last letter
/// outside ASCII does not count: its capital ends in another byte.
fn slot(text: &str) -> usize {
    let small = |byte: &u8| usize::from(byte.to_ascii_lowercase());
    let [first, second, ..] = text.as_bytes() else { return text.bytes().next().map_or(0, |byte| small(&byte)) };
    let last = text.as_bytes().last().filter(|byte| byte.is_ascii()).map_or(0, small);
    (small(first) << 3 ^ small(second) ^ last << 5) & (SLOTS - 1)
}

/// Letters and digits at the beginning, or else the first character.
fn start_of(word: &str) -> &str {
    let ascii = word.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if ascii == word.len() {
        return word;
    }
    let letters = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
    let first = word.chars().next().map_or(0, char::len_utf8);
    &word[..letters.max(first)]
}

/// How many bytes of `text` the `phrase` takes up, if it stands at its beginning.
fn length(text: &str, phrase: &str) -> Option<usize> {
    let mut at = 0;
    for wanted in phrase.chars() {
        let rest = &text[at..];
        let found = rest.chars().next()?;
        if wanted == ' ' {
            let blank = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
            if blank == 0 {
                return None;
            }
            at += blank;
        } else if found == wanted || found.to_lowercase().eq([wanted]) || wanted == '\'' && found == '\u{2019}' {
            at += found.len_utf8();
        } else {
            return None;
        }
    }
    Some(at)
}

/// The token after byte `last`, where a token ends there; a full stop of the phrase is taken with it, but not the one
/// that ends the sentence.
fn after(text: &str, tokens: &[Token], range: Range<usize>, last: usize, dotted: bool) -> Option<usize> {
    let end = range.end;
    let at = range.into_iter().find(|&at| tokens[at].span.end as usize >= last)?;
    let span = tokens[at].span;
    if span.end as usize != last {
        let stop = dotted && span.end as usize == last + 1 && text[last..].starts_with('.');
        return stop.then_some(at + 1);
    }
    let stop =
        dotted && at + 2 < end && tokens[at + 1].span.start as usize == last && tokens[at + 1].span.of(text) == ".";
    Some(at + 1 + usize::from(stop))
}

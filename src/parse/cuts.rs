//! From the tokens of an article to the words of a treebank.
//!
//! Tokens are cut finely and alike in every language; treebanks write «E-Mail» as one word or as three, take «im» for
//! two, and split endings that are words of their own. How, is learned from the treebank.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    Error,
    bytes::{Reader, Writer},
    conllu::Sentence,
};
use crate::model::{Shape, Token};

/// How a treebank cuts text into words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cuts {
    /// Tokens that are several words, in small letters.
    contractions: BTreeMap<String, Vec<String>>,
    /// Endings that are words of their own wherever the token is not a word as a whole.
    endings: BTreeSet<String>,
    /// Tokens that are words as a whole although they end so.
    whole: BTreeSet<String>,
    /// Whether a word may hold a hyphen.
    hyphens: bool,
}

/// A word as the treebank would have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// As the treebank would write it.
    pub form: String,
    /// The tokens it is made of, or the one that it is part of.
    pub tokens: Range<usize>,
}

/// So often must an ending be cut off before it is one.
const ENDING: usize = 30;

impl Cuts {
    /// How a treebank does it. A contraction counts where it is seen twice and always cut alike; an ending where it is
    /// cut off often, and more often than not.
    #[must_use]
    pub fn learn(sentences: &[Sentence]) -> Self {
        let mut ways: BTreeMap<String, BTreeMap<Vec<String>, usize>> = BTreeMap::new();
        let mut endings: BTreeMap<String, usize> = BTreeMap::new();
        let mut whole: BTreeMap<String, usize> = BTreeMap::new();
        let (mut inside, mut alone) = (0, 0);
        for sentence in sentences {
            for (range, form) in &sentence.contractions {
                let form = form.to_lowercase();
                let words: Vec<String> =
                    sentence.words[range.clone()].iter().map(|word| word.form.to_lowercase()).collect();
                if let [stem, ending] = words.as_slice()
                    && ending.chars().all(char::is_alphabetic)
                    && form.strip_suffix(ending.as_str()) == Some(stem)
                {
                    *endings.entry(ending.clone()).or_default() += 1;
                }
                *ways.entry(form).or_default().entry(words).or_default() += 1;
            }
            for (at, word) in sentence.words.iter().enumerate() {
                if !sentence.contractions.iter().any(|(range, _)| range.contains(&at)) {
                    *whole.entry(word.form.to_lowercase()).or_default() += 1;
                }
                alone += usize::from(word.form == "-");
                inside += usize::from(word.form.trim_matches('-').contains('-'));
            }
        }
        let kept = |ending: &str| -> usize {
            whole.iter().filter(|(form, _)| form.ends_with(ending) && *form != ending).map(|(_, count)| count).sum()
        };
        let endings: BTreeSet<String> = endings
            .into_iter()
            .filter(|(ending, count)| *count >= ENDING && *count > kept(ending))
            .map(|(ending, _)| ending)
            .collect();
        let ends = |form: &str| endings.iter().any(|ending| form.ends_with(ending.as_str()));
        let contractions = ways
            .into_iter()
            .filter(|(form, _)| !whole.contains_key(form) && !ends(form))
            .filter_map(|(form, ways)| {
                let (words, &count) = ways.iter().next()?;
                (ways.len() == 1 && count > 1).then(|| (form, words.clone()))
            })
            .collect();
        let whole = whole.into_keys().filter(|form| ends(form)).collect();
        Self { contractions, endings, whole, hyphens: inside > alone }
    }

    /// The words of `range`, tokens of `text`.
    #[must_use]
    pub fn pieces(&self, text: &str, tokens: &[Token], range: Range<usize>) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(range.len() + 4);
        let mut at = range.start;
        while at < range.end {
            let mut end = at + 1;
            while end < range.end && self.joins(text, tokens, at, end, range.end) {
                end += 1;
            }
            let form = text.get(tokens[at].span.start as usize..tokens[end - 1].span.end as usize).unwrap_or_default();
            self.split(form, at..end, &mut pieces);
            at = end;
        }
        pieces
    }

    /// Whether token `next` belongs to the word that begins with token `first`.
    fn joins(&self, text: &str, tokens: &[Token], first: usize, next: usize, end: usize) -> bool {
        let glued = |at: usize| at < end && tokens[at].shape.has(Shape::GLUED);
        let mark = |at: usize| tokens[at].shape.has(Shape::PUNCTUATION);
        let written = |at: usize| tokens[at].span.of(text);
        let letters = |at: usize| written(at).starts_with(char::is_alphabetic) && !written(at).contains('\'');
        if !glued(next) || mark(first) {
            return false;
        }
        match written(next) {
            "-" => self.hyphens && glued(next + 1) && !mark(next + 1),
            // An abbreviation keeps its point, a sentence loses it.
            "." => next + 1 < end && letters(next - 1),
            _ if written(next - 1) == "-" => self.hyphens && !mark(next),
            _ => {
                letters(first)
                    && !mark(next)
                    && (letters(next) || written(next).starts_with(|c: char| c.is_ascii_digit()))
            }
        }
    }

    fn split(&self, form: &str, tokens: Range<usize>, pieces: &mut Vec<Piece>) {
        let small = form.to_lowercase();
        let mut push = |form: &str| pieces.push(Piece { form: form.to_owned(), tokens: tokens.clone() });
        if let Some(words) = self.contractions.get(&small) {
            for word in words {
                push(word);
            }
            return;
        }
        let ending = self.endings.iter().find(|ending| {
            small.len() > ending.len() + 2 && form.ends_with(ending.as_str()) && !self.whole.contains(&small)
        });
        match ending {
            Some(ending) => {
                push(&form[..form.len() - ending.len()]);
                push(ending);
            }
            None => push(form),
        }
    }

    /// As bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.number(u64::from(self.hyphens));
        writer.number(self.contractions.len() as u64);
        for (form, words) in &self.contractions {
            writer.text(form);
            writer.texts(words.iter());
        }
        writer.texts(self.endings.iter());
        writer.texts(self.whole.iter());
        writer.bytes
    }

    /// Reads what [`Cuts::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`Error::Damaged`] where the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(bytes);
        let hyphens = reader.number()? != 0;
        let mut contractions = BTreeMap::new();
        for _ in 0..reader.count()? {
            contractions.insert(reader.text()?.to_owned(), reader.texts()?);
        }
        let endings = reader.texts()?.into_iter().collect();
        let whole = reader.texts()?.into_iter().collect();
        Ok(Self { contractions, endings, whole, hyphens })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Span, parse::conllu};

    /// `text` cut at blanks; a token that begins with `~` is glued to the one before.
    fn pieces(cuts: &Cuts, tokens: &str) -> Vec<String> {
        let (mut text, mut list) = (String::new(), Vec::new());
        for token in tokens.split(' ') {
            let glued = token.starts_with('~');
            let token = token.trim_start_matches('~');
            if !glued && !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(token);
            let mut shape = if glued { Shape::GLUED } else { Shape::default() };
            if !token.contains(char::is_alphanumeric) {
                shape = shape.with(Shape::PUNCTUATION);
            }
            list.push(Token { span: Span::new(start, text.len()), shape, ..Token::default() });
        }
        cuts.pieces(&text, &list, 0..list.len()).into_iter().map(|piece| piece.form).collect()
    }

    fn cuts() -> Cuts {
        let word = |id: usize, form: &str| format!("{id}\t{form}\t_\tX\t_\t_\t{}\tdep\t_\t_\n", id - 1);
        let mut text = String::new();
        for stem in ["buku", "rumah"] {
            for _ in 0..20 {
                text += &["1-2\t", stem, "nya\t_\t_\t_\t_\t_\t_\t_\t_\n"].concat();
                text += &(word(1, stem) + &word(2, "nya") + &word(3, "E-Mail") + "\n");
            }
        }
        text += &(word(1, "hanya") + "\n");
        text += &("1-2\tim\t_\t_\t_\t_\t_\t_\t_\t_\n".to_owned() + &word(1, "in") + &word(2, "dem") + "\n").repeat(2);
        Cuts::learn(&conllu::sentences(&text).expect("a treebank"))
    }

    #[test]
    fn words_are_cut_as_the_treebank_does() {
        let cuts = cuts();
        assert_eq!(pieces(&cuts, "im Haus"), ["in", "dem", "Haus"]);
        assert_eq!(pieces(&cuts, "mobilnya hanya"), ["mobil", "nya", "hanya"]);
        assert_eq!(pieces(&cuts, "E ~- ~Commerce ~- ~Firma ~, GPT ~4 ~."), ["E-Commerce-Firma", ",", "GPT4", "."]);
        assert_eq!(pieces(&cuts, "Boreasoft Inc ~. kauft ~."), ["Boreasoft", "Inc.", "kauft", "."]);
        assert_eq!(pieces(&cuts, "it ~'s"), ["it", "'s"]);
    }

    #[test]
    fn they_come_back_from_bytes() {
        assert_eq!(Cuts::from_bytes(&cuts().to_bytes()), Ok(cuts()));
    }
}

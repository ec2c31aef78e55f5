//! Percentages, money and counts.
//!
//! In go the tokens of a sentence; out come mentions that cover number and unit. A range gives nothing, for it names no
//! single value; so do percentage points, years, numbers inside names and numbers that something is numbered with.
//! Signs and the direction of a change are the relation's to read. Run it after [`dates`](super::dates): tokens that
//! `out` already holds a mention of are left alone.

use std::ops::Range;

use super::notation::Written;
use crate::model::{Amount, Decimal, Mention, MentionKind, Referent, Shape, Token};

mod words;

use words::Meaning;
pub use words::NumberWords;
pub(super) use words::{currency, genitives};

/// Adds a mention of every percentage, amount of money and count in `sentence`, a range of `tokens`.
///
/// `out` holds at its end the mentions of this sentence that are known already; what overlaps them is not added.
pub fn amounts(text: &str, tokens: &[Token], sentence: Range<usize>, words: &NumberWords, out: &mut Vec<Mention>) {
    let start = sentence.start.min(tokens.len());
    let known = taken(out, start);
    let here = out.iter().rev().take_while(|mention| mention.tokens.end > start);
    let named = here.filter(|mention| !matches!(mention.kind, MentionKind::Date(_))).map(|m| m.tokens.end).collect();
    let reader = Reader { text, tokens, start, end: sentence.end.min(tokens.len()), words, named };
    let mut before: Option<Candidate> = None;
    let mut at = start;
    while at < reader.end {
        let Some(candidate) = reader.candidate(at, before.as_ref().map_or(start, |c| c.tokens.end)) else {
            at += 1;
            continue;
        };
        at = candidate.tokens.end.max(at + 1);
        let mut candidate = candidate;
        if let Some(mut earlier) = before.take() {
            if reader.is_range(&earlier, &candidate) {
                earlier.amount = None;
                candidate.amount = None;
            }
            earlier.add(&known, out);
        }
        before = Some(candidate);
    }
    if let Some(last) = before {
        last.add(&known, out);
    }
}

/// The tokens of this sentence that `out`, at its end, already has mentions of.
pub(super) fn taken(out: &[Mention], start: usize) -> Vec<Range<usize>> {
    let last = out.iter().rev().take_while(|mention| mention.tokens.end > start);
    last.map(|mention| mention.tokens.clone()).collect()
}

pub(super) fn is_free(known: &[Range<usize>], tokens: &Range<usize>) -> bool {
    known.iter().all(|other| other.end <= tokens.start || tokens.end <= other.start)
}

/// A number with what belongs to it.
struct Candidate {
    tokens: Range<usize>,
    value: Decimal,
    /// What it amounts to; `None` for numbers that are neither, which still may be one end of a range.
    amount: Option<Amount>,
    /// Whether it has no unit, but might share that of the next number.
    bare: bool,
    scaled: bool,
}

impl Candidate {
    fn add(self, known: &[Range<usize>], out: &mut Vec<Mention>) {
        if let Some(amount) = self.amount.filter(|_| is_free(known, &self.tokens)) {
            let kind = MentionKind::Amount(amount);
            out.push(Mention { tokens: self.tokens, kind, class: None, referent: Referent::Nobody, possessive: false });
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    start: usize,
    end: usize,
    words: &'a NumberWords,
    /// Where mentions end that are known already and are no dates.
    named: Vec<usize>,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        if at < self.end { self.tokens[at].span.of(self.text) } else { "" }
    }

    fn find(&self, at: usize, wanted: impl Fn(Meaning) -> bool) -> Option<(Meaning, usize)> {
        self.words.phrases.find(self.text, self.tokens, at, self.end, wanted)
    }

    fn is_glued(&self, at: usize) -> bool {
        at > self.start && at < self.end && self.tokens[at - 1].span.end == self.tokens[at].span.start
    }

    /// The number that begins at token `at`, with its unit; tokens before `floor` belong to another.
    fn candidate(&self, at: usize, floor: usize) -> Option<Candidate> {
        let digits = self.word(at).starts_with(|c: char| c.is_ascii_digit());
        let (written, mut next) = if digits { self.digits(at)? } else { self.numeral(at)? };
        let before = self.currency_before(at, floor);
        let mut power = 0;
        let mut value_end = next;
        while let Some((Meaning::Scale(scale), after)) =
            self.find(self.past_hyphen(next), |meaning| matches!(meaning, Meaning::Scale(_)))
        {
            // A single letter is a scale beside a currency only; alone it may be a unit of measure.
            let letter = self.word(after - 1).len() == 1 && after == self.past_hyphen(next) + 1;
            if power > 9 || letter && before.is_none() && self.currency_after(after, true).is_none() {
                break;
            }
            power += scale;
            next = after;
            value_end = after;
        }
        let scaled = power > 0;
        let value = written.value(power)?;
        let (amount, end) = if let Some((_, code)) = before {
            let same = self.currency_after(next, false).filter(|&(after, _)| after == code);
            (Some(Amount::Money(value, code)), same.map_or(value_end, |(_, end)| end))
        } else {
            match self
                .find(self.past_hyphen(next), |meaning| matches!(meaning, Meaning::Percent | Meaning::PercentagePoint))
            {
                Some((Meaning::Percent, end)) => (Some(Amount::Percent(value)), end),
                Some((_, end)) => (None, end),
                None => match self.currency_after(next, scaled) {
                    Some((code, end)) if !self.is_verb(end - 1) || scaled || written.grouped => {
                        (Some(Amount::Money(value, code)), end)
                    }
                    _ => (self.counts(at, next, &written, scaled).then_some(Amount::Count(value)), value_end),
                },
            }
        };
        let start = before.map_or(at, |(start, _)| start);
        let bare = before.is_none() && end == value_end && !self.is_year(at, &written, scaled);
        Some(Candidate { tokens: start..end, value, amount, bare, scaled })
    }

    /// A number in digits; groups that a plain blank makes tokens of their own are joined.
    fn digits(&self, at: usize) -> Option<(Written, usize)> {
        let mut next = at + 1;
        if self.words.notation.has_blanks() && self.word(at).len() <= 3 {
            let is_group = |next: usize| {
                let word = self.word(next);
                let whole = word.split(',').next().unwrap_or_default();
                let apart = |next: usize| self.tokens[next].span.start - self.tokens[next - 1].span.end == 1;
                whole.len() == 3 && word.bytes().all(|b| b.is_ascii_digit() || b == b',') && apart(next)
            };
            while !self.word(next - 1).contains(',') && is_group(next) {
                next += 1;
            }
        }
        let span = self.tokens[at].span.join(self.tokens[next - 1].span);
        Some((self.words.notation.read(span.of(self.text))?, next))
    }

    /// A number in words: tens and units joined, hundreds multiplied. One counts before a word of scale only.
    fn numeral(&self, at: usize) -> Option<(Written, usize)> {
        let is_number = |meaning| matches!(meaning, Meaning::Numeral(_) | Meaning::Article);
        let (meaning, mut next) = self.find(at, is_number)?;
        let is_scale = |meaning| matches!(meaning, Meaning::Scale(_));
        let Meaning::Numeral(mut number) = meaning else {
            // Half a million is no million.
            if at > self.start && self.words.quantifiers.contains(&self.word(at - 1).to_lowercase()) {
                return None;
            }
            return self.find(next, is_scale).map(|_| (Written::whole(1), next));
        };
        while let Some((Meaning::Numeral(more), after)) =
            self.find(self.past_hyphen(next), |meaning| matches!(meaning, Meaning::Numeral(_)))
        {
            number = match (number, more) {
                (1..100, 100) => number * 100,
                (20..100, 1..20) if number % 10 == 0 => number + more,
                (100..1000, 1..100) if number % 100 == 0 => number + more,
                (120..1000, 1..10) if number % 100 >= 20 && number % 10 == 0 => number + more,
                _ => break,
            };
            next = after;
        }
        let scaled = || self.find(self.past_hyphen(next), is_scale).is_some();
        (number > 1 || number == 1 && scaled()).then(|| (Written::whole(number), next))
    }

    /// The token behind a hyphen that is written without blanks, as in *$3-billion*.
    fn past_hyphen(&self, at: usize) -> usize {
        if self.word(at) == "-" && self.is_glued(at) && self.is_glued(at + 1) { at + 1 } else { at }
    }

    /// A currency right before token `at`: its first token and its code; the longest name wins. It must be a sign or
    /// an abbreviation, for a word there may be anything.
    fn currency_before(&self, at: usize, floor: usize) -> Option<(usize, [u8; 3])> {
        let is_currency = |meaning| matches!(meaning, Meaning::Currency(_));
        let is_short = |start: usize| {
            let name = &self.text[self.tokens[start].span.start as usize..self.tokens[at - 1].span.end as usize];
            let letters = name.chars().filter(|c| c.is_alphabetic()).count();
            name.contains(|c: char| !c.is_alphabetic() && c != ' ' && c != '.')
                || name.starts_with(char::is_uppercase) && letters <= 3
        };
        (at.saturating_sub(5).max(floor)..at).find_map(|start| match self.find(start, is_currency) {
            Some((Meaning::Currency(code), end)) if end == at && is_short(start) => Some((start, code)),
            _ => None,
        })
    }

    /// A currency at token `at`, and the token after it.
    fn currency_after(&self, at: usize, scaled: bool) -> Option<([u8; 3], usize)> {
        let is_currency = |meaning| matches!(meaning, Meaning::Currency(_));
        let at = self.past_hyphen(at);
        let linked = scaled.then(|| self.find(at, |meaning| meaning == Meaning::Link)).flatten();
        match self.find(linked.map_or(at, |(_, next)| next), is_currency)? {
            // Before digits it is the unit of those.
            (Meaning::Currency(code), end) if !self.word(end).starts_with(|c: char| c.is_ascii_digit()) => {
                Some((code, end))
            }
            _ => None,
        }
    }

    fn is_verb(&self, at: usize) -> bool {
        self.words.verbs.contains(&self.word(at).to_lowercase())
    }

    /// Whether the number in tokens `at..next` says how many of something there are.
    fn counts(&self, at: usize, next: usize, written: &Written, scaled: bool) -> bool {
        let digits = self.word(at).starts_with(|c: char| c.is_ascii_digit());
        let named = digits && written.plain && !scaled && self.is_named(at, next);
        !(self.is_year(at, written, scaled) || named || self.is_joined(at, next))
    }

    fn is_year(&self, at: usize, written: &Written, scaled: bool) -> bool {
        let digits = self.word(at).len() == 4 && written.plain && !scaled;
        // An earlier year counts something where a word follows.
        let earliest = if self.word(at + 1).starts_with(char::is_alphabetic) { 1900 } else { 1000 };
        digits && written.small().is_some_and(|year| (earliest..=2100).contains(&year))
    }

    /// Whether what is written without a blank before or behind makes it a part of something else.
    fn is_joined(&self, at: usize, next: usize) -> bool {
        let before = self.is_glued(at) && {
            let sign = self.word(at - 1);
            let free = sign.starts_with(['(', '[', '"', '“', '„', '«', '‘', '+', '~', '±', '>', '<', '=', '—'])
                || sign.ends_with(['\'', '’']);
            let minus = sign.starts_with(['-', '–', '−']) && !self.is_glued(at - 1);
            !free && !minus
        };
        let behind = self.is_glued(next) && {
            let sign = self.word(next);
            let closes = sign.starts_with([')', ']', '"', '”', '“', '»', '’', '\'', ';', '!', '?', '…', '—']);
            let stops = sign.starts_with(['.', ',', ':']) && !self.is_glued(next + 1);
            !closes && !stops
        };
        before || behind
    }

    /// Whether it is the number of a thing (*Boeing 737*) or of a line (*1.*).
    fn is_named(&self, at: usize, next: usize) -> bool {
        let heads_line = self.tokens[at].shape.has(Shape::LINE_START) && matches!(self.word(next), "." | ")");
        let before = if at > self.start { self.word(at - 1) } else { "" };
        let capital = before.contains(char::is_uppercase);
        let mentioned = self.named.contains(&at);
        // A capital at the beginning says nothing unless another follows in the word.
        let plain = at == self.start + 1 && !before.chars().skip(1).any(char::is_uppercase);
        // «… nach Verlust 7000 Stellen»: where every noun has a capital, a noun behind the number is what is counted.
        let counted = self.words.noun_capitals
            && self.word(at).len() > 2
            && !mentioned
            && self.word(next).starts_with(char::is_uppercase)
            && self.word(next).chars().skip(1).all(char::is_lowercase);
        !counted
            && (heads_line || mentioned || capital && !plain && !self.words.unnamed.contains(&before.to_lowercase()))
    }

    /// Whether two neighbours are the ends of a range. With a dash they always are; with a word between them, when
    /// only the second has a unit, both have the same one, or both are counts that rise.
    fn is_range(&self, first: &Candidate, second: &Candidate) -> bool {
        if first.tokens.end + 1 != second.tokens.start {
            return false;
        }
        let between = self.word(first.tokens.end);
        if matches!(between, "-" | "–" | "—" | "/") {
            return true;
        }
        let between = between.to_lowercase();
        let possession = self.find(first.tokens.end, |meaning| meaning == Meaning::Link).is_some();
        let preposition = self.words.prepositions.contains(&between) && !possession;
        if !preposition && !self.words.coordinators.contains(&between) {
            return false;
        }
        // «from 5 billion euros to 6 billion euros» is a change.
        let start = first.tokens.start;
        let begins = start > self.start && self.words.origins.contains(&self.word(start - 1).to_lowercase());
        let changes = begins || self.words.origins.contains(&between);
        match (first.amount, second.amount) {
            (Some(Amount::Percent(_)), Some(Amount::Percent(_))) => preposition,
            (Some(Amount::Money(_, one)), Some(Amount::Money(_, two))) => preposition && one == two && !changes,
            (Some(Amount::Money(..)), Some(Amount::Count(_))) => preposition && second.scaled && !first.scaled,
            (_, Some(Amount::Count(_))) => preposition && first.bare && first.value < second.value,
            (_, Some(_)) => first.bare,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;

//! Days, months and years, written out or told from the day of publication.
//!
//! In go the tokens of a sentence; out come mentions of what a calendar can name: a day, a month, a year. A weekday
//! belongs to the date beside it. What is told relative to the day of publication is resolved where that day is known
//! and otherwise mentioned without value. Weeks, quarters, seasons, clock times and spans are not mentioned.

use std::{collections::BTreeSet, ops::Range};

use super::{
    amounts::{currency, genitives, is_free, taken},
    calendar::Direction,
    notation::Notation,
    phrases::Phrases,
};
use crate::{
    model::{Date, Mention, MentionKind, Referent, Token},
    ontology::{Lexicon, PERIODS},
};

mod reader;

use reader::Reader;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// Categories whose words make a number before them an amount.
const MEASURES: [&str; 6] = ["Thousand", "Million", "Billion", "Trillion", "Percent", "PercentagePoint"];

/// What a word says about a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    /// 1 to 12; an abbreviation needs a number beside it.
    Month {
        month: u8,
        short: bool,
    },
    /// Monday 0.
    Weekday {
        day: u8,
        short: bool,
    },
    /// Days from the day of publication.
    Day(i64),
    Toward(Direction),
    Year,
    MonthUnit,
    Week,
    /// *early*, *Ende*: before a year or a month.
    Part,
    Numeral,
    /// Makes the number before it an amount.
    Measure,
    /// *third quarter*: the year it is of may follow.
    Period,
    /// Stands between a day and its month, or a month and its year.
    Link,
    Article,
}

/// The words of one language that [`dates`] looks for.
#[derive(Clone, Debug)]
pub struct DateWords {
    phrases: Phrases<Meaning>,
    notation: Notation,
    prepositions: BTreeSet<String>,
    /// Words that are something else as often as a date.
    modals: BTreeSet<String>,
    /// Whether the month may stand before the day, and an article before a unit means a span.
    english: bool,
}

impl DateWords {
    /// Takes the names of months, weekdays and days, units and their neighbours from the lexicon.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut phrases = Phrases::new();
        for (number, category) in (1..).zip(MONTHS) {
            for (word, short) in with_short(&lexicon.words(category)) {
                phrases.insert(word, true, Meaning::Month { month: number, short });
            }
        }
        for (number, category) in (0..).zip(WEEKDAYS) {
            for (word, short) in with_short(&lexicon.words(category)) {
                phrases.insert(word, true, Meaning::Weekday { day: number, short });
            }
        }
        let units = [("YearUnit", Meaning::Year), ("MonthUnit", Meaning::MonthUnit), ("WeekUnit", Meaning::Week)];
        for (category, meaning) in units {
            for word in singular(&lexicon.words(category), meaning == Meaning::Week) {
                phrases.insert(word, false, meaning);
            }
        }
        let currencies = lexicon.with_predicate("word").map(|(category, _)| category);
        let measures = currencies.filter(|category| currency(category).is_some()).chain(MEASURES);
        let plain = [
            ("Yesterday", Meaning::Day(-1)),
            ("Today", Meaning::Day(0)),
            ("Tomorrow", Meaning::Day(1)),
            ("Last", Meaning::Toward(Direction::Last)),
            ("This", Meaning::Toward(Direction::This)),
            ("Next", Meaning::Toward(Direction::Next)),
            ("DefiniteArticle", Meaning::Article),
            ("YearPart", Meaning::Part),
        ];
        for (category, meaning) in plain.into_iter().chain(measures.map(|category| (category, Meaning::Measure))) {
            for word in lexicon.words(category) {
                phrases.insert(word, false, meaning);
            }
        }
        for numeral in lexicon.list("Number", "numeral") {
            if let Some((word, _)) = numeral.rsplit_once(' ') {
                phrases.insert(word, false, Meaning::Numeral);
            }
        }
        for (category, _) in PERIODS {
            for word in lexicon.words(category) {
                phrases.insert(word, false, Meaning::Period);
            }
        }
        for word in genitives(lexicon) {
            phrases.insert(&word, false, Meaning::Link);
        }
        let set = |category| lexicon.words(category).into_iter().map(str::to_lowercase).collect();
        Self {
            phrases,
            notation: Notation::new(lexicon),
            prepositions: set("Preposition"),
            modals: set("Modal"),
            english: lexicon.language.as_str() == "en",
        }
    }
}

/// Words with whether each is the beginning of another: an abbreviation.
fn with_short<'w>(words: &[&'w str]) -> Vec<(&'w str, bool)> {
    let is_short = |word: &str| {
        let stem = word.trim_end_matches('.').to_lowercase();
        let plural = |rest: &str| rest.len() <= 1;
        let longer = words.iter().filter_map(|other| other.to_lowercase().strip_prefix(&stem).map(str::to_owned));
        word.ends_with('.') || longer.into_iter().any(|rest| !plural(rest.trim_end_matches('.')))
    };
    words.iter().map(|&word| (word, is_short(word))).collect()
}

/// The words for one unit: the shortest, and what is up to three letters longer and no plural. So a decade is no year,
/// and several years are none either. With `loose`, which serves units that are never resolved, all.
fn singular<'w>(words: &[&'w str], loose: bool) -> Vec<&'w str> {
    let Some(base) = words.iter().min_by_key(|word| word.len()) else { return Vec::new() };
    // An ending -s beside one in -e is a genitive.
    let genitive = words.iter().any(|word| word.strip_prefix(base) == Some("e"));
    let wanted = |word: &&str| match word.strip_prefix(base) {
        Some("e" | "en") | None => false,
        Some("s") => genitive,
        Some(rest) => rest.chars().count() <= 3,
    };
    words.iter().copied().filter(|word| loose || wanted(word)).collect()
}

/// Adds a mention of every date in `sentence`, a range of `tokens`.
///
/// `published` is the day of publication. `out` holds at its end the mentions of this sentence that are known already;
/// what overlaps them is not added.
pub fn dates(
    text: &str,
    tokens: &[Token],
    sentence: Range<usize>,
    published: Option<Date>,
    words: &DateWords,
    out: &mut Vec<Mention>,
) {
    let start = sentence.start.min(tokens.len());
    let reader = Reader {
        text,
        tokens,
        start,
        end: sentence.end.min(tokens.len()),
        published: published.filter(|d| d.is_day()),
        words,
    };
    let known = taken(out, start);
    let mut at = start;
    while at < reader.end {
        let Some((range, date)) = reader.date(at) else {
            at += 1;
            continue;
        };
        at = range.end.max(at + 1);
        if is_free(&known, &range) {
            let kind = MentionKind::Date(date);
            out.push(Mention { tokens: range, kind, class: None, referent: Referent::Nobody, possessive: false });
        }
    }
}

#[cfg(test)]
mod tests;

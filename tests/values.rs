//! Amounts and dates: what the program reads in a sentence. Tables of our own under `values/`, and cases of
//! Microsoft's Recognizers-Text where they are there (`recognizers-specs/` under `NEWSGRAPH_DATA`).

mod engine;

use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use newsgraph::{
    model::{Amount, Article, Date, MentionKind},
    pipeline,
};
use serde_json::Value;

/// What stands in a text: its words and its value.
struct Found {
    words: String,
    value: String,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Percent,
    Money,
    Count,
    Date,
}

/// The amounts and dates of a text, in its order.
fn values(language: &str, text: &str, published: Option<Date>) -> Vec<Found> {
    let mut article = Article::plain(text, engine::language(language));
    article.head.published = published;
    let known = pipeline::known(engine::with_examples(), &article).expect("a language with a file");
    let found = known.mentions.iter().filter_map(|mention| {
        let tokens = &known.tokens[mention.tokens.clone()];
        let words = tokens.first()?.span.join(tokens.last()?.span).of(text).to_owned();
        let (kind, value) = match mention.kind {
            MentionKind::Amount(Amount::Percent(value)) => (Kind::Percent, format!("{value} %")),
            MentionKind::Amount(Amount::Money(value, code)) => {
                (Kind::Money, format!("{value} {}", String::from_utf8_lossy(&code)))
            }
            MentionKind::Amount(Amount::Count(value)) => (Kind::Count, value.to_string()),
            MentionKind::Date(date) => (Kind::Date, date.map_or("?".to_owned(), |date| date.to_string())),
            _ => return None,
        };
        Some(Found { words, value, kind })
    });
    found.collect()
}

#[test]
fn of_our_own_table_in_indonesian() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/values/id.tsv");
    let table = fs::read_to_string(path).expect("the table");
    let cases: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(cases.len() >= 100, "{} cases", cases.len());
    let mut wrong = String::new();
    for case in cases {
        let (text, wanted) = case.split_once('\t').expect("a text and its values");
        let found = values("id", text, Date::day(2025, 2, 13));
        let shown: Vec<String> = found.iter().map(|one| format!("{}={}", one.words, one.value)).collect();
        let shown = if shown.is_empty() { "-".to_owned() } else { shown.join(" | ") };
        if shown != wanted {
            let _ = writeln!(wrong, "{text}\n  wanted {wanted}\n  found  {shown}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A result that a case wants.
struct Wanted {
    words: String,
    /// Any one counts; a date without a year may be the one before or the one after.
    values: Vec<String>,
}

/// How many cases of one kind there are, in scope or not, and how many in scope are exact.
#[derive(Default)]
struct Score {
    exact: usize,
    all: usize,
    outside: BTreeMap<&'static str, usize>,
    wrong: Vec<String>,
}

#[test]
fn of_recognizers_cases() {
    let given = env::var("NEWSGRAPH_DATA").unwrap_or_else(|_| "../shared/data".to_owned());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(&given).join("recognizers-specs");
    if !root.is_dir() {
        let _ = writeln!(io::stderr(), "skipped: recognizers-specs not found under {given} (set NEWSGRAPH_DATA)");
        return;
    }
    let sets = [
        (Kind::Percent, "Number", "PercentModel.json"),
        (Kind::Money, "NumberWithUnit", "CurrencyModel.json"),
        (Kind::Count, "Number", "NumberModel.json"),
        (Kind::Date, "DateTime", "DateTimeModel.json"),
    ];
    let mut report = String::new();
    let (mut exact, mut all) = (0, 0);
    for (kind, folder, file) in sets {
        for (name, language) in [("English", "en"), ("French", "fr"), ("German", "de")] {
            let score = scored(kind, language, &root.join(folder).join(name).join(file));
            let _ = writeln!(report, "{kind:?} {language}: {} of {} exact", score.exact, score.all);
            for (reason, number) in &score.outside {
                let _ = writeln!(report, "    out of scope, {reason}: {number}");
            }
            for wrong in &score.wrong {
                let _ = writeln!(report, "    wrong  {wrong}");
            }
            exact += score.exact;
            all += score.all;
        }
    }
    println!("{report}\nin all {exact} of {all}");
    assert!(exact * 10 >= all * 9, "{exact} of {all} cases in scope are exact:\n{report}");
}

fn scored(kind: Kind, language: &str, path: &PathBuf) -> Score {
    let text = fs::read_to_string(path).expect("a readable file");
    let cases: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("a list of cases");
    let mut score = Score::default();
    for case in &cases {
        let input = case["Input"].as_str().unwrap_or_default();
        let results = case["Results"].as_array().map(Vec::as_slice).unwrap_or_default();
        let results: Vec<&Value> = results.iter().filter(|result| is_of(kind, result)).collect();
        if let Some(reason) = results.iter().find_map(|result| outside(kind, language, input, result)) {
            *score.outside.entry(reason).or_default() += 1;
            continue;
        }
        // A text of dates that names none of this kind says nothing about it.
        if results.is_empty() && kind != Kind::Percent {
            continue;
        }
        let wanted: Vec<Wanted> = results.iter().map(|result| wanted(kind, result)).collect();
        let published = case["Context"]["ReferenceDateTime"].as_str().and_then(day);
        let found: Vec<Found> =
            values(language, input, published).into_iter().filter(|found| found.kind == kind).collect();
        score.all += 1;
        let right = wanted.iter().all(|wanted| found.iter().any(|found| meets(kind, wanted, found)));
        if right && (kind != Kind::Percent || found.len() == wanted.len()) {
            score.exact += 1;
        } else {
            let of = |wanted: &Wanted| format!("{}={}", wanted.words, wanted.values.join("/"));
            let wanted: Vec<String> = wanted.iter().map(of).collect();
            let found: Vec<String> = found.iter().map(|one| format!("{}={}", one.words, one.value)).collect();
            score.wrong.push(format!("{input}: wanted {}; found {}", wanted.join(" | "), found.join(" | ")));
        }
    }
    score
}

/// The day of a time such as `2016-11-07T00:00:00`.
fn day(time: &str) -> Option<Date> {
    let mut parts = time.split(['-', 'T']);
    Date::day(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?)
}

fn is_of(kind: Kind, result: &Value) -> bool {
    let name = result["TypeName"].as_str().unwrap_or_default();
    match kind {
        Kind::Date => matches!(name, "datetimeV2.date" | "datetimeV2.daterange"),
        _ => true,
    }
}

fn resolved(result: &Value) -> &str {
    result["Resolution"]["value"].as_str().unwrap_or_default()
}

fn words(result: &Value) -> String {
    result["Text"].as_str().unwrap_or_default().to_lowercase()
}

/// Why a case is none of ours; told by what it asks for, never by what we find.
fn outside(kind: Kind, language: &str, input: &str, result: &Value) -> Option<&'static str> {
    let words = words(result);
    let has_digit = words.contains(|c: char| c.is_ascii_digit());
    let value = resolved(result);
    if kind != Kind::Date && (value.is_empty() || value == "null") {
        return Some("a unit without a number");
    }
    if words.contains('^')
        || value.contains(['E', 'e'])
        || words.contains("e+")
        || words.contains("e1") && kind != Kind::Date
    {
        return Some("powers");
    }
    match kind {
        Kind::Percent => {
            let first = words.split(' ').next().unwrap_or_default();
            if first.starts_with("per") || first.starts_with("pour") {
                return Some("the unit before the number");
            }
            words.contains("punkt").then_some("percentage points")
        }
        Kind::Money => {
            let unit = result["Resolution"]["unit"].as_str().unwrap_or_default().to_lowercase();
            let small = ["cent", "penny", "pence", "sen", "pesewa"];
            if small.iter().any(|small| unit == *small || unit == format!("{small}s")) {
                return Some("cents and pence");
            }
            let numbers = words
                .split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
                .filter(|part| part.contains(|c: char| c.is_ascii_digit()))
                .count();
            let fraction = value.contains(['.', ',']) && !has_digit;
            if numbers > 1 && !words.contains(" 500")
                || fraction
                || words.contains(" and ")
                || words.contains(" und ")
                || words.contains(" et ")
            {
                return Some("an amount and its cents");
            }
            let known = [
                "dollar", "euro", "pound", "yen", "yuan", "franc", "rupee", "rupie", "livre", "roupie", "lira", "won",
                "real", "peso",
            ];
            if !known.iter().any(|known| unit.contains(known)) {
                return Some("a currency that the program does not know");
            }
            if words.contains("lakh") || words.contains("quarter") || value.starts_with("1234567") {
                return Some("lakh, quarters");
            }
            let odd = [
                "musd",
                "mgbp",
                "usd million",
                "$cad",
                "$ c",
                "c $",
                "u.s ",
                "usd$",
                "aud$",
                "cad$",
                "nzd$",
                "one-yen",
                "une yen",
                "$ usd",
            ];
            odd.iter().any(|odd| words.contains(odd)).then_some("codes and signs written together or apart")
        }
        Kind::Count => {
            if input.contains("\\t")
                || words.contains(['/', '½', '⅙', '⅓', '¼', '¾'])
                || words.starts_with(['-', ',', '.'])
            {
                return Some("fractions, signs");
            }
            let number: f64 = value.replace(',', ".").parse().unwrap_or(f64::NAN);
            if !has_digit && number.fract() != 0.0 {
                return Some("fractions in words");
            }
            if number <= 1.0 && !has_digit || number.is_nan() {
                return Some("one and nought in words");
            }
            let dozens = ["dozen", "douzaine", "dutzend", "lakh", "crore", "k", "mil", "bln", "tln", "tds"];
            if words.split([' ', '-']).any(|word| {
                dozens.iter().any(|dozen| {
                    word.trim_end_matches('s').ends_with(dozen) && (dozen.len() > 3 || word.len() <= dozen.len() + 4)
                })
            }) {
                return Some("dozens, lakhs, letters for thousands");
            }
            let year = !words.contains(['.', ',', ' ']) && has_digit && (1900.0..=2100.0).contains(&number);
            if year {
                return Some("what is written like a year");
            }
            if !has_digit
                && [
                    "minus",
                    "moins",
                    "point",
                    "virgule",
                    "komma",
                    "negative",
                    "négatif",
                    "négative",
                    "out of",
                    "over",
                    " sur ",
                ]
                .iter()
                .any(|word| words.contains(word))
            {
                return Some("signs, decimals and shares in words");
            }
            let _ = language;
            None
        }
        Kind::Date => {
            let timex = result["Resolution"]["values"][0]["timex"].as_str().unwrap_or_default();
            let modified = result["Resolution"]["values"][0].get("Mod").is_some();
            let shape: String = timex.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
            let plain = ["9999-99-99", "9999-99", "9999", "XXXX-99-99", "XXXX-99", "XXXX-WXX-9"];
            if modified || !plain.contains(&shape.as_str()) {
                return Some("weeks, quarters, spans, parts of days");
            }
            let calendar = [
                "st",
                "nd",
                "rd",
                "th",
                "jan",
                "feb",
                "mar",
                "apr",
                "may",
                "jun",
                "jul",
                "aug",
                "sep",
                "oct",
                "nov",
                "dec",
                "fév",
                "fev",
                "avr",
                "mai",
                "juin",
                "juil",
                "août",
                "aout",
                "mär",
                "okt",
                "dez",
                "déc",
                "mon",
                "tue",
                "wed",
                "thu",
                "fri",
                "sat",
                "sun",
                "lun",
                "mer",
                "jeu",
                "ven",
                "sam",
                "dim",
                "die",
                "mit",
                "don",
                "fre",
                "son",
                "today",
                "tomorrow",
                "yesterday",
                "aujourd",
                "demain",
                "hier",
                "heute",
                "morgen",
                "gestern",
                "year",
                "month",
                "année",
                "an ",
                "mois",
                "jahr",
                "monat",
            ];
            let parts: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
            let named = parts.iter().any(|part| calendar.iter().any(|known| part.starts_with(known.trim())));
            let whole = shape.starts_with("9999-99-99")
                && parts.iter().filter(|part| part.starts_with(|c: char| c.is_ascii_digit())).count() >= 3;
            if !named && !whole && shape != "9999" {
                return Some("holidays, day and month in figures alone, days told from other days");
            }
            let told = [
                "after",
                "before",
                "from",
                "since",
                "ago",
                "later",
                "in ",
                "dans",
                "avant",
                "après",
                "depuis",
                "il y a",
                "plus tard",
                "vor ",
                "nach ",
                "später",
                "day",
                "jour",
                "tag ",
            ];
            let weekday = [
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
                "today",
                "montag",
                "dienstag",
                "donnerstag",
                "freitag",
                "samstag",
                "sonntag",
                "aujourd",
            ];
            if told.iter().any(|word| words.contains(word)) && !weekday.iter().any(|word| words.contains(word)) {
                return Some("days told from other days");
            }
            let in_words = shape.contains("-99-99")
                && !has_digit
                && parts.iter().any(|part| MONTHS.iter().any(|month| part.starts_with(month)));
            in_words.then_some("days in words")
        }
    }
}

const MONTHS: [&str; 22] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "fév", "fev", "avr", "mai",
    "juin", "juil", "août", "mär", "okt", "dez",
];

fn wanted(kind: Kind, result: &Value) -> Wanted {
    let values = if kind == Kind::Date {
        let values = result["Resolution"]["values"].as_array().map(Vec::as_slice).unwrap_or_default();
        let shown = |value: &Value| {
            let timex = value["timex"].as_str().unwrap_or_default();
            let first = value["value"].as_str().or_else(|| value["start"].as_str()).unwrap_or_default();
            // A month or year is a span to them and a date to us.
            first.get(..timex.len()).filter(|_| timex.len() < 10).unwrap_or(first).to_owned()
        };
        values.iter().map(shown).collect()
    } else {
        vec![resolved(result).trim_end_matches('%').replace(',', ".")]
    };
    Wanted { words: words(result), values }
}

fn meets(kind: Kind, wanted: &Wanted, found: &Found) -> bool {
    let words = found.words.to_lowercase();
    let overlaps = words.contains(&wanted.words) || wanted.words.contains(&words);
    let number = |text: &str| text.split(' ').next().and_then(|number| number.parse::<f64>().ok()).map(f64::abs);
    let same = |value: &String| match kind {
        Kind::Date => found.value == *value || *value == "not resolved" && found.value == "?",
        _ => number(value).is_some() && number(value) == number(&found.value),
    };
    overlaps && wanted.values.iter().any(same)
}

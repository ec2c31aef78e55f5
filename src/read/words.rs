//! The words by which the reader knows heads, dates and page furniture, prepared for looking up.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    model::Language,
    ontology::{KnownEntity, Lexicon, Ontology},
};

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
/// Digits and marks that a line of page furniture may have besides its words, in bytes.
const MARKS: usize = 30;
/// Categories whose words make up much of any text in a language.
const FUNCTION: [&str; 14] = [
    "DefiniteArticle",
    "IndefiniteArticle",
    "Demonstrative",
    "PossessiveDeterminer",
    "Preposition",
    "Coordinator",
    "Complementizer",
    "Subordinator",
    "SubjectRelativiser",
    "SubjectPronoun",
    "Reflexive",
    "Copula",
    "PerfectAuxiliary",
    "Adverb",
];

/// What an outlet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// Whether it serves other outlets.
    pub agency: bool,
}

/// The prepared words of all languages.
#[derive(Debug, Default)]
pub struct Words {
    /// By language, in the order of the ontology.
    pub languages: Vec<OfLanguage>,
    /// Bytes of a line that can be one of `whole`, digits and marks around it included.
    pub longest_line: usize,
    /// Months of any language, 1 to 12.
    pub months: FxHashMap<String, u8>,
    /// Days of the week of any language.
    pub weekdays: FxHashSet<String>,
    /// News outlets by name.
    pub outlets: FxHashMap<String, Outlet>,
    /// Characters of the longest of them.
    longest_outlet: usize,
    /// Names of places.
    pub places: FxHashSet<String>,
    /// Names of everything else.
    pub others: FxHashSet<String>,
}

/// The prepared words of one language.
#[derive(Debug)]
pub struct OfLanguage {
    /// Which.
    pub language: Language,
    /// Beginnings of lines that are no part of a story.
    pub starts: Starts,
    /// Whole lines that are no part of a story, letters alone.
    pub whole: FxHashSet<String>,
    /// Words before the name of a writer.
    pub bylines: Starts,
    /// Words before the name of the outlet that a text is taken from.
    pub credits: Starts,
    /// Words that make up much of any text.
    pub function: FxHashSet<String>,
}

impl Words {
    /// Prepares the words of `ontology`.
    pub fn new(ontology: &Ontology) -> Self {
        let mut words = Self { languages: ontology.lexicons.iter().map(OfLanguage::new).collect(), ..Self::default() };
        let whole = words.languages.iter().flat_map(|own| own.whole.iter().map(String::len));
        words.longest_line = whole.max().unwrap_or(0) + MARKS;
        for lexicon in &ontology.lexicons {
            for (number, month) in (1..).zip(MONTHS) {
                for word in lexicon.words(month) {
                    words.months.entry(bare(word)).or_insert(number);
                }
            }
            words.weekdays.extend(WEEKDAYS.iter().flat_map(|day| lexicon.words(day)).map(bare));
        }
        let [media, agency, place] = ["Media", "NewsAgency", "Place"].map(|name| ontology.class(name));
        for entity in &ontology.entities {
            let is = |class: Option<_>| class.is_some_and(|class| ontology.is_a(entity.class, class));
            for name in names(entity).map(normal) {
                if is(media) {
                    words.outlets.insert(name, Outlet { agency: is(agency) });
                } else if is(place) {
                    words.places.insert(name);
                } else {
                    words.others.insert(name);
                }
            }
        }
        words.longest_outlet = words.outlets.keys().map(|name| name.chars().count()).max().unwrap_or(0);
        words
    }

    /// The words of a language, where it has a file.
    pub fn of(&self, language: Language) -> Option<&OfLanguage> {
        self.languages.iter().find(|words| words.language == language)
    }

    /// The outlet of this name, or of this web address.
    pub fn outlet(&self, name: &str) -> Option<Outlet> {
        const WEB: &str = "www.";
        // Longer than any name: a paragraph. To write it in small letters makes nothing shorter.
        if name.len() > 120 || name.trim().chars().count() > WEB.len() + self.longest_outlet {
            return None;
        }
        let name = normal(name);
        self.outlets.get(name.strip_prefix(WEB).unwrap_or(&name)).copied()
    }
}

impl OfLanguage {
    fn new(lexicon: &Lexicon) -> Self {
        let function = FUNCTION.iter().flat_map(|category| lexicon.words(category)).filter(|word| !word.contains(' '));
        Self {
            language: lexicon.language,
            starts: Starts::new(lexicon.list("Boilerplate", "line").iter().map(String::as_str)),
            whole: lexicon.list("Boilerplate", "wholeLine").iter().map(|line| letters(line)).collect(),
            bylines: Starts::new(lexicon.words("Byline").into_iter()),
            credits: Starts::new(lexicon.words("Credit").into_iter()),
            function: function.map(|word| normal(word).trim_end_matches('\'').to_owned()).collect(),
        }
    }
}

fn names(entity: &KnownEntity) -> impl Iterator<Item = &str> {
    [&entity.labels, &entity.alternatives, &entity.hidden, &entity.ambiguous]
        .into_iter()
        .flat_map(|labels| labels.values().flatten().map(String::as_str))
}

/// Beginnings of lines, found by their first word.
#[derive(Debug, Default)]
pub struct Starts(FxHashMap<String, Vec<String>>);

impl Starts {
    fn new<'s>(phrases: impl Iterator<Item = &'s str>) -> Self {
        let mut starts: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for phrase in phrases.map(normal).filter(|phrase| !phrase.is_empty()) {
            starts.entry(first_word(&phrase).to_owned()).or_default().push(phrase);
        }
        Self(starts)
    }

    /// The number of bytes of `line` (in its own writing) that the longest phrase takes with which it begins, any case.
    pub fn length(&self, line: &str) -> Option<usize> {
        if self.0.is_empty() {
            return None;
        }
        let phrases = self.0.get(&normal(first_word(line)))?;
        phrases.iter().filter_map(|phrase| begins_with(line, phrase)).max()
    }
}

/// The number of bytes at the start of `line` that are `phrase` but for case, up to a word's end.
fn begins_with(line: &str, phrase: &str) -> Option<usize> {
    let mut rest = line.char_indices();
    let mut phrase = phrase.chars().peekable();
    let (mut end, mut last) = (0, ' ');
    while phrase.peek().is_some() {
        let (at, c) = rest.next()?;
        for small in plain(c).to_lowercase() {
            if phrase.next() != Some(small) {
                return None;
            }
        }
        (end, last) = (at + c.len_utf8(), c);
    }
    let next = rest.next().map_or(' ', |(_, c)| c);
    (!(last.is_alphabetic() && next.is_alphanumeric())).then_some(end)
}

/// The letters and digits at the start, or the first character where it is neither.
fn first_word(line: &str) -> &str {
    let end = line.char_indices().find(|(_, c)| !c.is_alphanumeric()).map_or(line.len(), |(at, _)| at);
    let first = line.chars().next().map_or(0, char::len_utf8);
    &line[..end.max(first)]
}

/// Small letters, straight apostrophes, plain blanks.
pub fn normal(text: &str) -> String {
    text.trim().chars().flat_map(|c| plain(c).to_lowercase()).collect()
}

fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' => '\'',
        '\u{a0}' | '\u{202f}' | '\t' => ' ',
        _ => c,
    }
}

/// Small letters without a full stop at the end.
fn bare(word: &str) -> String {
    normal(word).trim_end_matches('.').to_owned()
}

/// The words of a line in small letters, one blank between them; digits and punctuation dropped.
pub fn letters(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if c.is_alphabetic() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_begins_with_whole_words_in_any_case() {
        let starts = Starts::new(["Read also", "©", "Copyright 20", "À lire aussi :", "Don't miss"].into_iter());
        assert_eq!(starts.length("READ ALSO: more"), Some(9));
        assert_eq!(starts.length("Read alsop"), None);
        assert_eq!(starts.length("©2025 Somebody"), Some(2));
        assert_eq!(starts.length("Copyright 2026 by"), Some(12));
        assert_eq!(starts.length("à lire aussi : plus"), Some("à lire aussi :".len()));
        assert_eq!(starts.length("Don’t miss it"), Some("Don’t miss".len()));
        assert_eq!(starts.length(""), None);
        assert_eq!(starts.length("Readers"), None);
    }

    #[test]
    fn letters_alone_are_compared() {
        assert_eq!(letters("  0 Comments!  "), "comments");
        assert_eq!(letters("2 min. read"), "min read");
    }
}

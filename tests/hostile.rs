//! No text makes the program panic, and whatever it finds in one can be shown.
//!
//! The texts are made from a fixed seed: characters of all of Unicode, control and right-to-left marks, endless words,
//! deep parentheses, and sentences of the ontology's examples with their words mangled.

mod engine;

use engine::Random;
use newsgraph::{
    model::{Article, Language},
    ontology::frame,
    pipeline,
    read::{self, Input},
};

fn check(text: &str) {
    let engine = engine::with_examples();
    for language in engine.compiled.ontology.languages() {
        check_in(text, language);
    }
}

fn check_in(text: &str, language: Language) {
    let engine = engine::with_examples();
    let article = Article::plain(text, language);
    let evidence = pipeline::reading(engine, &article).evidence;
    let wrong = engine::wrong(&engine.compiled, &article, &evidence);
    assert!(wrong.is_empty(), "{language}: {text:?}\n{}", wrong.join("\n"));
}

/// A character of Unicode: any, or one of those that often break programs.
fn character(random: &mut Random) -> char {
    const TROUBLE: &[char] = &[
        '\0',
        '\u{1}',
        '\u{7f}',
        '\t',
        '\n',
        '\r',
        '\u{85}',
        '\u{a0}',
        '\u{ad}',
        '\u{200b}',
        '\u{200d}',
        '\u{200f}',
        '\u{202e}',
        '\u{2028}',
        '\u{2066}',
        '\u{301}',
        '\u{feff}',
        '\u{fffd}',
        '\u{10ffff}',
        'İ',
        'ı',
        'ß',
        'ẞ',
        'ﬁ',
        'Σ',
        'ς',
        'א',
        'ع',
        '中',
        '𝔸',
        '👩',
        '(',
        ')',
        '"',
        '“',
        '”',
        '„',
        '«',
        '»',
        '\'',
        '’',
        '-',
        '–',
        '.',
        ',',
        ';',
        ':',
        '!',
        '?',
        '%',
        '$',
        '€',
        '0',
        '9',
        '٣',
        '½',
    ];
    match random.below(4) {
        0 => *random.one(TROUBLE),
        1 => char::from(u8::try_from(32 + random.below(95)).unwrap_or(b' ')),
        2 => char::from_u32(u32::try_from(random.below(0x3000)).unwrap_or(0)).unwrap_or(' '),
        _ => char::from_u32(u32::try_from(random.below(0x11_0000)).unwrap_or(0)).unwrap_or('\u{fffd}'),
    }
}

#[test]
fn any_characters() {
    let mut random = Random(1);
    for _ in 0..300 {
        let length = random.below(400);
        let text: String = (0..length).map(|_| character(&mut random)).collect();
        check(&text);
    }
}

#[test]
fn examples_with_their_words_mangled() {
    let mut random = Random(2);
    let ontology = &engine::with_examples().compiled.ontology;
    let examples: Vec<_> = ontology.relations.iter().flat_map(|relation| &relation.examples).collect();
    for _ in 0..1500 {
        let (first, second) = (*random.one(&examples), *random.one(&examples));
        let mut words: Vec<String> = format!("{} {}", first.text, second.text).split(' ').map(str::to_owned).collect();
        for _ in 0..=random.below(6) {
            let at = random.below(words.len());
            match random.below(6) {
                0 => words[at].clear(),
                1 => words.insert(at, character(&mut random).to_string()),
                2 => words[at].push(character(&mut random)),
                3 => words[at] = words[at].to_uppercase(),
                4 => words.swap(at, 0),
                _ => words[at] = format!("({}\n", words[at]),
            }
        }
        check_in(&words.join(" "), if random.below(8) == 0 { second.language } else { first.language });
    }
}

#[test]
fn endless_words() {
    for unit in ["a", "Ä", "9", "-", "'", "’", "aB", "中", "e\u{301}", "1.", "1,", "$", "\u{200d}", "א"] {
        check(&unit.repeat(50_000 / unit.len()));
    }
}

#[test]
fn endless_structure() {
    let ontology = &engine::with_examples().compiled.ontology;
    let name = ontology.entities.iter().find(|entity| entity.example).expect("a name of the examples").label();
    for unit in ["(", ")", "((", "\"", "“", "„", "«", "\n", "\n\n", ". ", ", ", " – ", ": ", "? ", "[", "A. B. "]
    {
        check(&unit.repeat(2_000));
    }
    for glue in [" ", ", ", " (", "\n", "; "] {
        check(&vec![name; 500].join(glue));
    }
    for example in ontology.relations.iter().filter_map(|relation| relation.examples.first()) {
        let run_on = example.text.trim_end_matches('.').to_owned() + " , ";
        check_in(&run_on.repeat(12), example.language);
    }
}

#[test]
fn any_bytes_in_any_format() {
    let mut random = Random(3);
    let ontology = &engine::with_examples().compiled.ontology;
    let starts: [&[u8]; 8] = [
        b"",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"<!doctype html><p>",
        b"{\"text\":\"",
        b"{}\n[]\nnull\n",
        b"%PDF-1.7\n",
        b"<html><script>",
    ];
    for round in 0..200 {
        let mut bytes = random.one(&starts).to_vec();
        for _ in 0..random.below(300) {
            if random.below(3) == 0 {
                bytes.push(u8::try_from(random.below(256)).unwrap_or(0));
            } else {
                bytes.extend(character(&mut random).to_string().bytes());
            }
        }
        let name = format!("{round}.{}", random.one(&["txt", "html", "ndjson", "", "pdf"]));
        let inputs = [Input::Bytes { name, bytes }];
        for article in read::articles(ontology, &inputs, &read::Options::default()).flatten() {
            let engine = engine::with_examples();
            let reading = pipeline::reading(engine, &article);
            let wrong = engine::wrong(&engine.compiled, &article, &reading.evidence);
            assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        }
    }
}

#[test]
fn any_frame() {
    let mut random = Random(4);
    let parts = [
        "{s}",
        "{o}",
        "{o/poss}",
        "{x}",
        "{value:Percent}",
        "{",
        "}",
        "(",
        "|",
        ")",
        "[",
        "]",
        "...",
        "...3",
        "*",
        "=",
        ";;",
        "sign=-",
        "word",
        " ",
        "/",
        ":",
        "!",
        "-",
    ];
    for _ in 0..5000 {
        let text: String = (0..random.below(12)).map(|_| *random.one(&parts)).collect();
        let _ = frame::parse(&text);
        let blanks: Vec<&str> = (0..random.below(12)).map(|_| *random.one(&parts)).collect();
        let _ = frame::parse(&blanks.join(" "));
    }
}

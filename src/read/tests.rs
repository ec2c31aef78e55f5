//! Inputs in, articles out.

use std::{fs, sync::OnceLock};

use super::{words::Words, *};
use crate::{
    model::ClassId,
    ontology::{Class, KnownEntity, Lexicon},
};

/// Category, predicate, words parted by `|`.
type List = (&'static str, &'static str, &'static str);

/// A small ontology: four languages, some places and outlets.
pub fn ontology() -> Ontology {
    let languages: [(&str, &[List]); 4] = [
        (
            "de",
            &[
                ("March", "word", "März"),
                ("Byline", "word", "Von"),
                ("Boilerplate", "line", "Lesezeit|Lesen Sie auch"),
                ("Preposition", "word", "am|an|für|mit|in|von"),
                ("DefiniteArticle", "word", "der|die|das|den|einen"),
                ("Complementizer", "word", "dass"),
                ("SubjectPronoun", "word", "es|sie|er"),
            ],
        ),
        (
            "en",
            &[
                ("March", "word", "March"),
                ("February", "word", "February|Feb."),
                ("Wednesday", "word", "Wednesday"),
                ("Byline", "word", "By|Editor:|Editor"),
                ("Boilerplate", "line", "Read also|By clicking"),
                ("Boilerplate", "wholeLine", "Share|Comments"),
                ("Preposition", "word", "on|in|of|for|to|at"),
                ("DefiniteArticle", "word", "the"),
                ("IndefiniteArticle", "word", "a|an"),
                ("Complementizer", "word", "that"),
                ("SubjectPronoun", "word", "it|they"),
                ("Copula", "forms", "be is are was were"),
            ],
        ),
        (
            "fr",
            &[
                ("March", "word", "mars"),
                ("April", "word", "avril"),
                ("February", "word", "février"),
                ("Byline", "word", "Par"),
                ("Boilerplate", "line", "Temps de lecture|Sur le même sujet"),
                ("Boilerplate", "wholeLine", "Partager"),
                ("Preposition", "forms", "à au aux|de d' du des|dans"),
                ("DefiniteArticle", "word", "le|la|les|l'"),
                ("IndefiniteArticle", "word", "un|une"),
                ("Complementizer", "word", "que|qu'"),
                ("SubjectPronoun", "word", "il|elle"),
                ("PerfectAuxiliary", "forms", "avoir a ont"),
            ],
        ),
        (
            "id",
            &[
                ("March", "word", "Maret"),
                ("February", "word", "Februari"),
                ("Wednesday", "word", "Rabu"),
                ("Byline", "word", "Oleh|Penulis"),
                ("Boilerplate", "line", "Baca juga|Lama baca|Ikuti berita"),
                ("Preposition", "word", "di|pada|dari|untuk|dengan"),
                ("Demonstrative", "word", "itu|ini|tersebut"),
                ("Complementizer", "word", "bahwa"),
                ("SubjectPronoun", "word", "mereka|ia"),
            ],
        ),
    ];
    let lexicon = |(code, lists): (&str, &[List])| Lexicon {
        language: Language::new(code).expect("a code"),
        lists: lists
            .iter()
            .map(|(category, predicate, words)| {
                (((*category).to_owned(), (*predicate).to_owned()), words.split('|').map(str::to_owned).collect())
            })
            .collect(),
    };
    let class = |(at, (name, ancestors)): (usize, (&str, u128))| Class {
        name: name.to_owned(),
        ancestors: ancestors | 1 << at,
        ..Class::default()
    };
    let classes = [("Media", 0), ("NewsAgency", 1), ("Place", 0), ("Company", 0)];
    let entity = |(class, name): (u8, &str)| KnownEntity {
        id: name.to_lowercase(),
        class: ClassId(class),
        labels: [(None, vec![name.to_owned()])].into(),
        ..KnownEntity::default()
    };
    let names = [
        (0, "The Harbour Ledger"),
        (1, "Reuters"),
        (1, "dpa"),
        (2, "Jakarta"),
        (2, "Paris"),
        (2, "Leipzig"),
        (2, "Hamburg"),
        (3, "Alfatech"),
        (3, "IBM"),
    ];
    Ontology {
        classes: classes.into_iter().enumerate().map(class).collect(),
        lexicons: languages.into_iter().map(lexicon).collect(),
        entities: names.into_iter().map(entity).collect(),
        ..Ontology::default()
    }
}

/// The words of that ontology.
pub fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words::new(&ontology()))
}

fn read(inputs: &[Input], options: &Options) -> (Vec<Article>, Vec<Skipped>) {
    let (mut found, mut skipped) = (Vec::new(), Vec::new());
    for result in articles(&ontology(), inputs, options) {
        match result {
            Ok(article) => found.push(article),
            Err(error) => skipped.push(error),
        }
    }
    (found, skipped)
}

fn bytes(name: &str, bytes: &[u8]) -> Input {
    Input::Bytes { name: name.to_owned(), bytes: bytes.to_vec() }
}

const ENGLISH: &str = "The company said on Wednesday that it is in talks to buy a stake in the bank.";

#[test]
fn a_plain_text() {
    let text = format!("\u{feff}Alfatech in talks with bank\r\n\r\nPARIS (Reuters) - {ENGLISH}\r\nShare\r\n");
    let (found, skipped) = read(&[bytes("a.txt", text.as_bytes())], &Options::default());
    assert!(skipped.is_empty());
    let article = &found[0];
    assert_eq!(article.text, text[3..]);
    assert_eq!(article.head.title.as_deref(), Some("Alfatech in talks with bank"));
    assert_eq!((article.head.language.as_str(), article.head.agency.as_deref()), ("en", Some("Reuters")));
    let left_out: Vec<_> = article.boilerplate.iter().map(|span| span.of(&article.text)).collect();
    assert_eq!(left_out, ["PARIS (Reuters) - ", "Share"]);
    assert_eq!(article.head.id.len(), 24);
    assert!(!article.head.sketch.is_empty());
}

#[test]
fn a_stream_goes_on_after_a_broken_line() {
    let stream = format!(
        "{{\"id\": \"a\", \"lang\": \"en\", \"title\": \"T\", \"publisher\": \"Reuters\", \"text\": \"{ENGLISH} (Reuters)\"}}\n\n{{broken\n{{\"text\": \"{ENGLISH}\"}}\n{{\"title\": \"x\"}}\n{{\"id\": \"b\", \"text\": \" \"}}"
    );
    let (found, skipped) = read(&[bytes("wire.ndjson", stream.as_bytes())], &Options::default());
    let names: Vec<_> = found.iter().map(|article| article.head.name.as_str()).collect();
    assert_eq!(names, ["a", "wire.ndjson:4"]);
    assert_eq!((found[0].head.publisher.as_deref(), found[0].head.agency.as_deref()), (Some("Reuters"), None));
    let errors: Vec<_> = skipped.iter().map(|error| format!("{}: {}", error.name, error.reason)).collect();
    assert_eq!(
        errors,
        [
            "wire.ndjson: line 3: column 2: key must be a string",
            "wire.ndjson: line 5: there is no string under the key `text`",
            "b: empty: there is no text in it",
        ]
    );
}

#[test]
fn inputs_that_give_nothing_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("none")).expect("a folder");
    let inputs = [
        Input::Path(folder.path().join("missing.txt")),
        Input::Path(folder.path().join("none")),
        bytes("empty.txt", b" \r\n"),
        bytes("empty.ndjson", b"\n"),
        bytes("image.txt", b"\x89PNG\r\n\x1a\n\0\0"),
        bytes("es.txt", "La empresa dijo el lunes que comprará una participación en el banco, según la agencia, y que los accionistas aprobaron el acuerdo sin condiciones del regulador.".as_bytes()),
        bytes("es.ndjson", b"{\"text\": \"Uno\", \"lang\": \"es\"}"),
        bytes("empty.html", b"<html><head></head><body></body></html>"),
    ];
    let (found, skipped) = read(&inputs, &Options::default());
    assert!(found.is_empty());
    let reasons: Vec<_> = skipped.iter().map(|error| error.reason.to_string()).collect();
    assert_eq!(
        reasons,
        [
            "not found",
            "folder without articles",
            "empty: there is no text in it",
            "empty: there is no text in it",
            "binary: this is not text",
            "unsupported language: Spanish",
            "unsupported language: es",
            "empty: there is no text in it",
        ]
    );
    assert!(skipped[0].name.ends_with("missing.txt") && skipped[0].hint.is_some());
}

#[test]
fn folders_are_read_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("b")).expect("a folder");
    for name in ["b/2.txt", "a.txt", "b/1.txt", "notes.pdf", ".hidden.txt"] {
        fs::write(folder.path().join(name), ENGLISH).expect("a file");
    }
    let (found, skipped) = read(&[Input::Path(folder.path().to_owned())], &Options::default());
    let prefix = folder.path().display().to_string();
    let names: Vec<_> = found.iter().map(|article| article.head.name[prefix.len() + 1..].to_owned()).collect();
    assert_eq!(names, ["a.txt", "b/1.txt", "b/2.txt"]);
    assert_eq!(skipped.len(), 1);
    assert_eq!(
        (skipped[0].reason.to_string().as_str(), skipped[0].severity()),
        ("not read: `.pdf` is no article format", Severity::Info)
    );
    assert_eq!(found[0].head.id, found[2].head.id);
}

#[test]
fn formats_are_sniffed_and_options_win() {
    let page = format!("<!doctype html><html lang=en><title>T</title><body><p>{ENGLISH}</p></body></html>");
    let line = format!("{{\"body\": \"{ENGLISH}\"}}");
    let options = Options { fields: [("text".to_owned(), "body".to_owned())].into(), ..Options::default() };
    let (found, skipped) = read(&[bytes("-", page.as_bytes()), bytes("-", line.as_bytes())], &options);
    assert!(skipped.is_empty(), "{skipped:?}");
    assert!(found.iter().all(|article| article.text.contains("in talks to buy")));
    assert!(!found[0].text.contains('<'));
    let options = Options { format: Some(Format::Text), language: Language::new("de"), ..Options::default() };
    let (found, _) = read(&[bytes("x.ndjson", line.as_bytes())], &options);
    assert_eq!((found[0].text.as_str(), found[0].head.language.as_str()), (line.as_str(), "de"));
}

#[test]
fn one_line_of_fifty_megabytes() {
    let text = format!("{ENGLISH} ").repeat(50_000_000 / (ENGLISH.len() + 1) + 1);
    let (found, skipped) = read(&[bytes("long.txt", text.as_bytes())], &Options::default());
    assert!(skipped.is_empty());
    assert_eq!(found[0].text.len(), text.len());
    assert!(found[0].boilerplate.is_empty());
}

#[test]
fn odd_characters_do_no_harm() {
    let text = format!("{ENGLISH} \u{202e}\u{7}\u{200f}\u{301}\u{1F600}\u{fffd}\n\u{2028}\n\u{85}");
    let (found, _) = read(&[bytes("odd.txt", text.as_bytes())], &Options::default());
    assert_eq!(found[0].text, text);
    for span in &found[0].boilerplate {
        assert!(!span.of(&text).is_empty());
    }
}

#[test]
fn any_bytes_at_all() {
    let mut state = 7u64;
    for round in 0..400usize {
        let mut input = Vec::new();
        for _ in 0..round {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let pieces: [&[u8]; 12] = [
                b"Alfatech ",
                b"\n",
                b"(Reuters) - ",
                b"March 4, ",
                b"2026",
                b"|",
                b"By ",
                "\u{e9}\u{2013} ".as_bytes(),
                b"\xff",
                b"<p>",
                b"{\"text\":\"",
                b".",
            ];
            input.extend_from_slice(pieces[(state >> 33) as usize % pieces.len()]);
        }
        for name in ["a.txt", "a.html", "a.ndjson"] {
            let options = Options { language: Language::new("en"), ..Options::default() };
            for article in read(&[bytes(name, &input)], &options).0 {
                assert!(article.boilerplate.iter().all(|span| !span.of(&article.text).is_empty()));
            }
        }
    }
}

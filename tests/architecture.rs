//! Who may import whom, which room may name which package, and that `ARCHITECTURE.md` says so and is true.

mod sources;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
};

use newsgraph::ontology::{Labels, Ontology, Sources};
use sources::{Source, sources};

/// A room and the rooms it may import.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("ontology", &["model"]),
    ("read", &["model", "ontology"]),
    ("parse", &["model", "ontology"]),
    ("segment", &["model", "ontology"]),
    ("annotate", &["model", "ontology"]),
    ("link", &["model", "ontology"]),
    ("relate", &["model", "ontology"]),
    ("merge", &["model", "ontology"]),
    ("pipeline", &["model", "ontology", "parse", "read", "segment", "annotate", "link", "relate", "merge"]),
    ("store", &["model", "ontology"]),
    ("query", &["model", "ontology", "store"]),
    ("export", &["model", "ontology", "store"]),
    ("serve", &["model", "ontology", "pipeline", "store", "query", "export"]),
    ("score", &["model", "ontology"]),
    ("cli", &["the library's public face"]),
];

/// A package, or a part of the standard library that reaches outside the program, and the rooms that may name it.
const PACKAGES: &[(&str, &[&str])] = &[
    ("anyhow", &["cli"]),
    ("axum", &["serve"]),
    ("chardetng", &["read"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("dagre", &["export"]),
    ("dom_smoothie", &["read"]),
    ("encoding_rs", &["read"]),
    ("form_urlencoded", &["serve"]),
    ("hyper", &["serve"]),
    ("hyper_util", &["serve"]),
    ("include_dir", &["ontology", "serve", "cli"]),
    ("mimalloc", &["cli"]),
    ("indicatif", &["cli"]),
    ("miniz_oxide", &["parse"]),
    ("oxigraph", &["ontology", "store", "query", "export", "serve"]),
    ("petgraph", &["link", "merge", "export"]),
    ("rayon", &["pipeline", "cli"]),
    ("regex", &["ontology", "read", "segment", "annotate"]),
    ("rustc_hash", &["ontology", "read", "parse", "segment", "annotate", "link", "relate", "merge", "store"]),
    ("serde", &["model", "read", "store", "query", "export", "score", "cli"]),
    ("serde_json", &["read", "store", "query", "export", "serve", "score", "cli"]),
    ("sha2", &["model", "parse"]),
    ("spareval", &["store"]),
    ("spargebra", &["query"]),
    ("std::env", &["cli"]),
    ("std::fs", &["read", "ontology", "store", "export", "serve", "cli"]),
    ("std::net", &["serve", "cli"]),
    ("std::process", &["cli"]),
    ("std::time", &["store", "query", "serve", "cli"]),
    ("terminal_size", &["cli"]),
    ("thiserror", &["ontology", "read", "parse", "store", "query", "export", "serve", "score"]),
    ("tokio", &["serve"]),
    ("tokio_stream", &["serve"]),
    ("tower_http", &["serve"]),
    ("unicode_normalization", &["score"]),
    ("unicode_width", &["query", "export", "cli"]),
    ("whatlang", &["read"]),
];

/// Stages that are pure and cannot fail.
const PURE: &[&str] = &["segment", "annotate", "link", "relate", "merge"];

#[test]
fn rooms_import_only_what_they_may() {
    let allowed: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    let mut wrong = String::new();
    for source in sources() {
        let room = source.room();
        if room == "lib" {
            continue;
        }
        let Some(may) = allowed.get(room) else {
            let _ = writeln!(wrong, "{}: the room `{room}` is not in the table", source.path);
            continue;
        };
        for name in source.names_after("crate") {
            if name != room && !may.contains(&name.as_str()) {
                let _ = writeln!(wrong, "{}: `{room}` must not import `{name}`", source.path);
            }
        }
        if room != "cli" && source.uses_package("newsgraph") {
            let _ = writeln!(wrong, "{}: only the binary names the library by its name", source.path);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn packages_stay_in_their_rooms() {
    let allowed: BTreeMap<&str, &[&str]> = PACKAGES.iter().copied().collect();
    let mut wrong = String::new();
    for package in dependencies() {
        if !allowed.contains_key(package.as_str()) {
            let _ = writeln!(wrong, "Cargo.toml: `{package}` is not in the table of packages");
        }
    }
    for source in sources() {
        let room = source.room();
        let from_std = source.names_after("std");
        for (package, rooms) in &allowed {
            let used = match package.strip_prefix("std::") {
                Some(part) => from_std.contains(part),
                None => source.uses_package(package),
            };
            if used && !rooms.contains(&room) {
                let _ = writeln!(wrong, "{}: `{package}` must not be named in `{room}`", source.path);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_stages_return_values_and_notes_never_errors() {
    let mut wrong = String::new();
    for source in sources().iter().filter(|source| PURE.contains(&source.room())) {
        let lifetime = |at: usize| at > 0 && source.tokens[at - 1] == "'";
        for (at, token) in source.tokens.iter().enumerate() {
            if matches!(token.as_str(), "static" | "panic" | "unreachable" | "thread_local") && !lifetime(at) {
                let _ = writeln!(wrong, "{}: `{token}` in a pure stage", source.path);
            }
            if token == "pub" && source.tokens.get(at + 1).is_some_and(|next| next == "fn") {
                let signature = source.tokens[at..].iter().take_while(|token| !matches!(token.as_str(), "{" | ";"));
                if signature.into_iter().any(|token| token == "Result") {
                    let _ = writeln!(wrong, "{}: `{}` gives a `Result`", source.path, source.tokens[at + 2]);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn no_module_is_called_after_nothing() {
    for source in sources() {
        for name in source.module() {
            let empty = ["utils", "util", "helpers", "common", "core", "manager", "base", "misc"];
            assert!(!empty.contains(&name), "{}: what does `{name}` do?", source.path);
        }
    }
}

#[test]
fn no_file_is_long() {
    let sources = sources();
    let long: Vec<String> = sources
        .iter()
        .filter(|source| source.lines > 450)
        .map(|source| format!("{}: {} lines; make it two files", source.path, source.lines))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// `BLESS=1` writes the tables anew.
#[test]
fn architecture_md_says_the_same() {
    let mut text = page("ARCHITECTURE.md");
    for (left, right, rows) in [("room", "may import", ROOMS), ("package", "only in", PACKAGES)] {
        let wanted = table(left, right, rows);
        let head = format!("| {left} | {right} |\n");
        let at = text.find(&head).unwrap_or_else(|| panic!("ARCHITECTURE.md must contain this table:\n\n{wanted}"));
        let end = text[at..].find("\n\n").map_or(text.len(), |end| at + end + 1);
        if std::env::var("BLESS").is_ok_and(|value| value == "1") {
            text.replace_range(at..end, &wanted);
        } else {
            assert_eq!(&text[at..end], wanted, "ARCHITECTURE.md is behind the table in tests/architecture.rs");
        }
    }
    if text != page("ARCHITECTURE.md") {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md"), text).expect("a writable page");
    }
}

#[test]
fn the_paths_in_the_documents_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "tests/README.md"] {
        let folder = Path::new(name).parent().unwrap_or(Path::new(""));
        for path in paths(&page(name)) {
            let written = [root.join(&path), root.join(folder).join(&path)];
            assert!(written.iter().any(|path| path.exists()), "{name}: there is no `{path}`");
        }
    }
}

#[test]
fn every_room_is_on_the_code_map() {
    let text = page("ARCHITECTURE.md");
    for source in sources() {
        let room = source.room();
        let known = [format!("`src/{room}/`"), format!("`src/{room}.rs`")];
        assert!(known.iter().any(|path| text.contains(path)), "ARCHITECTURE.md does not show `src/{room}`");
    }
}

/// No name of an entity, and no word of a language other than English, in a string of the code. English is checked for
/// names alone, since messages are written in it; the help of the command line may name names as examples.
#[test]
fn the_code_names_nobody_and_no_word() {
    let ontology = Ontology::read(&Sources::built_in()).expect("the built-in ontology");
    let names = names(&ontology);
    let words = words(&ontology);
    let mut wrong = String::new();
    for source in sources() {
        for literal in &source.literals {
            let help = source.path == "src/cli/args.rs";
            if let Some(found) = named(&literal.text, &names).filter(|_| !help) {
                let _ = writeln!(wrong, "{}:{}: names «{found}»", source.path, literal.line);
            }
            if in_language(&source, &literal.text, &words) {
                let _ = writeln!(wrong, "{}:{}: «{}» is a word of a language", source.path, literal.line, literal.text);
            }
        }
    }
    assert!(wrong.is_empty(), "what the program knows of the world stands in ontology/:\n{wrong}");
}

/// Labels that are unmistakable in a string: capitalised, at least four letters, and no class of the vocabulary, no
/// category of the language files and no word of English.
fn names(ontology: &Ontology) -> BTreeSet<String> {
    let mut terms: BTreeSet<String> = ontology.classes.iter().map(|class| class.name.clone()).collect();
    for lexicon in &ontology.lexicons {
        terms.extend(lexicon.lists.keys().map(|(category, _)| category.clone()));
        if lexicon.language.as_str() == "en" {
            terms.extend(lexicon.lists.values().flatten().map(|word| capitalised(word)));
        }
    }
    let mut names = BTreeSet::new();
    for entity in &ontology.entities {
        for labels in [&entity.labels, &entity.alternatives, &entity.hidden] {
            let fit = all(labels).filter(|name| name.chars().count() > 3 && name.starts_with(char::is_uppercase));
            names.extend(fit.filter(|name| !terms.contains(*name)).cloned());
        }
        for ambiguous in all(&entity.ambiguous) {
            names.remove(ambiguous);
        }
    }
    names
}

/// The small words of every language but English: closed classes, adverbs and cues. Nouns and verbs are not among
/// them: too many are English too. Neither are codes of languages.
fn words(ontology: &Ontology) -> BTreeSet<String> {
    let small = |category: &str, predicate: &str| {
        matches!(predicate, "word" | "cue" | "notCue") && !category.ends_with("Noun")
            || predicate == "forms" && category != "Irregular"
    };
    let mut words = BTreeSet::new();
    for lexicon in ontology.lexicons.iter().filter(|lexicon| lexicon.language.as_str() != "en") {
        let lists = lexicon.lists.iter().filter(|((category, predicate), _)| small(category, predicate));
        let single = lists.flat_map(|(_, list)| list).flat_map(|string| string.split(' '));
        let fit = single.filter(|word| word.chars().count() > 1 && word.chars().all(char::is_alphabetic));
        words.extend(fit.map(str::to_lowercase));
    }
    for lexicon in &ontology.lexicons {
        words.remove(lexicon.language.as_str());
        if lexicon.language.as_str() == "en" {
            for word in lexicon.lists.values().flatten() {
                words.remove(&word.to_lowercase());
            }
        }
    }
    words
}

fn named<'n>(literal: &str, names: &'n BTreeSet<String>) -> Option<&'n str> {
    let words: Vec<&str> = literal.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    (1..=4)
        .flat_map(|n| words.windows(n))
        .map(|window| window.join(" "))
        .find_map(|name| names.get(&name).map(String::as_str))
}

/// A string that is a single word of a language, or holds letters that English does not have. Codes of languages,
/// endings of paradigms and the labels of Universal Dependencies may look like words, and keys of formats may be words.
fn in_language(source: &Source, literal: &str, words: &BTreeSet<String>) -> bool {
    const KEYS: &[&str] =
        &["base", "content", "date", "headline", "info", "lang", "relation", "relations", "text", "und", "unit", "url"];
    let foreign = |text: &str| text.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    match source.path.as_str() {
        path if path.starts_with("src/ontology/forms/") => {
            literal.split(' ').any(|part| part.chars().count() > 6 && words.contains(part))
        }
        path if path.starts_with("src/ontology/") && literal.len() <= 2 => foreign(literal),
        "src/model/tree.rs" => foreign(literal),
        "src/read/language.rs" if literal.len() <= 3 => foreign(literal),
        _ => foreign(literal) || words.contains(literal) && !KEYS.contains(&literal),
    }
}

fn all(labels: &Labels) -> impl Iterator<Item = &String> {
    labels.values().flatten()
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn dependencies() -> Vec<String> {
    let text = page("Cargo.toml");
    let section = text.split("\n[dependencies]\n").nth(1).and_then(|rest| rest.split("\n[").next()).unwrap_or("");
    let names = section.lines().filter_map(|line| line.split_once('=')).map(|(name, _)| name.trim().replace('-', "_"));
    names.filter(|name| !name.starts_with('#')).collect()
}

fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn table(left: &str, right: &str, rows: &[(&str, &[&str])]) -> String {
    let mut out = format!("| {left} | {right} |\n| --- | --- |\n");
    for (name, others) in rows {
        let others = if others.is_empty() { "–".to_owned() } else { others.join(", ") };
        let _ = writeln!(out, "| {name} | {others} |");
    }
    out
}

/// What stands in backticks and looks like a path of the repository.
fn paths(text: &str) -> Vec<String> {
    let mut paths = Vec::new();
    let mut code_block = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            code_block = !code_block;
        }
        if code_block {
            continue;
        }
        for word in line.split('`').skip(1).step_by(2) {
            let known = ["src", "tests", "ontology", "benches", "output", ".ci"]
                .iter()
                .any(|top| word.strip_prefix(top).is_some_and(|rest| rest.starts_with('/')));
            let file = [".rs", ".md", ".toml", ".csv"].iter().any(|end| word.ends_with(end));
            let plain = !word
                .contains(|c: char| c.is_whitespace() || "<>*{}NAMELNG".contains(c) && !file || "<>*{}".contains(c));
            if (known || file) && plain {
                paths.push(word.to_owned());
            }
        }
    }
    paths
}

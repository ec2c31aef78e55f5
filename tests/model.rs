//! Language models: trained to the same bytes, measured, and refused where they are broken.

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::{Command, Output},
};

use newsgraph::{
    model::{Article, LABELS, Language, PARTS, Shape, Span, Token},
    ontology::{Ontology, Sources},
    parse::{Container, Error, Model, built_in, conllu, measure},
    pipeline::{self, Engine, Models},
};
use tempfile::TempDir;

/// A treebank of our own: each sentence a subject, a verb, an object and a full stop, some with a preposition.
fn treebank() -> String {
    let names = ["Alfatech", "Boreasoft", "Cirrus", "Deltacom", "Eosbank"];
    let verbs = ["rejects", "buys", "sues"];
    let mut text = String::new();
    for (at, subject) in names.iter().enumerate() {
        for (verb_at, verb) in verbs.iter().enumerate() {
            let object = names[(at + verb_at + 1) % names.len()];
            let _ = writeln!(
                text,
                "1\t{subject}\t_\tPROPN\t_\t_\t2\tnsubj\t_\t_\n2\t{verb}\t_\tVERB\t_\tVerbForm=Fin\t0\troot\t_\t_\n\
                 3\t{object}\t_\tPROPN\t_\t_\t2\tobj\t_\t_\n4\tin\t_\tADP\t_\t_\t5\tcase\t_\t_\n\
                 5\tBern\t_\tPROPN\t_\t_\t2\tobl\t_\t_\n6\t.\t_\tPUNCT\t_\t_\t2\tpunct\t_\t_\n",
            );
        }
    }
    text
}

fn newsgraph(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newsgraph")).args(args).current_dir(folder).output().expect("the program runs")
}

fn trained() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("own.conllu"), treebank()).expect("written");
    for name in ["one.ngm", "two.ngm"] {
        let run = newsgraph(folder.path(), &["model", "train", "--lang", "en", "--conllu", "own.conllu", "-o", name]);
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    }
    folder
}

#[test]
fn training_is_reproducible_and_learns() {
    let folder = trained();
    let read = |name: &str| fs::read(folder.path().join(name)).expect("a model");
    assert_eq!(read("one.ngm"), read("two.ngm"));
    let run = newsgraph(folder.path(), &["model", "eval", "one.ngm", "--conllu", "own.conllu"]);
    let out = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(run.status.success());
    assert!(out.contains("LAS        100.00 %") && out.contains("words/s"), "{out}");
}

#[test]
fn broken_models_and_treebanks_are_told() {
    let folder = trained();
    let path = folder.path();
    let whole = fs::read(path.join("one.ngm")).expect("a model");
    let mut other_version = whole.clone();
    other_version[4] = 77;
    fs::write(path.join("version.ngm"), other_version).expect("written");
    fs::write(path.join("short.ngm"), &whole[..whole.len() / 2]).expect("written");
    fs::write(path.join("text.ngm"), "no model").expect("written");
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    fs::write(path.join("flipped.ngm"), flipped).expect("written");
    fs::write(path.join("bad.conllu"), "1\tAlfatech\t_\n").expect("written");
    for (name, heads) in [("cycle.conllu", ["0", "3", "2"]), ("roots.conllu", ["0", "1", "0"])] {
        let word = |(at, head)| format!("{at}\tAlfatech\t_\tPROPN\t_\t_\t{head}\tdep\t_\t_\n");
        fs::write(path.join(name), (1..).zip(heads).map(word).collect::<String>()).expect("written");
    }
    for (model, treebank, said) in [
        ("version.ngm", "own.conllu", "version 77"),
        ("short.ngm", "own.conllu", "checksum"),
        ("text.ngm", "own.conllu", "not a model"),
        ("flipped.ngm", "own.conllu", "checksum"),
        ("one.ngm", "cycle.conllu", "cycle.conllu: line 1: word 2 is in a cycle"),
        ("one.ngm", "roots.conllu", "roots.conllu: line 1: 2 roots; a sentence has one"),
        ("one.ngm", "bad.conllu", "bad.conllu: line 1: 3 columns"),
    ] {
        let run = newsgraph(path, &["model", "eval", model, "--conllu", treebank]);
        let err = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{model}: {err}");
        assert!(err.contains(said), "{model}: {err}");
    }
}

/// Empty nodes belong to another layer, and a token of several words is one of the text alone: neither is a word.
#[test]
fn words_alone_are_measured() {
    let folder = trained();
    let (first, rest) = ("1\tAlfatech", "3\t");
    let text = treebank();
    let more = text.replacen(first, &format!("1-2\tAlfatechbuys{}\n{first}", "\t_".repeat(8)), 1);
    let more = more.replacen(rest, &format!("2.1\tso{}\n{rest}", "\t_".repeat(8)), 1);
    assert_eq!(more.lines().count(), text.lines().count() + 2);
    fs::write(folder.path().join("more.conllu"), more).expect("written");
    let words = |name: &str| {
        let run = newsgraph(folder.path(), &["model", "eval", "one.ngm", "--conllu", name]);
        let out = String::from_utf8_lossy(&run.stdout).into_owned();
        out.lines().find(|line| line.starts_with("words ")).map(ToOwned::to_owned).expect("a count of words")
    };
    assert_eq!(words("more.conllu"), words("own.conllu"));
}

/// Of another language's treebank the trees are learned and the words are not.
#[test]
fn trees_of_another_language_help() {
    let folder = trained();
    let foreign = treebank().replace("rejects", "lehnt").replace("in\t_", "zu\t_");
    fs::write(folder.path().join("foreign.conllu"), foreign).expect("written");
    let train = |out: &str| {
        let arguments = ["model", "train", "--lang", "en", "--conllu", "own.conllu", "de:foreign.conllu", "-o", out];
        let run = newsgraph(folder.path(), &arguments);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(run.status.success() && said.contains("trees of 15 sentences, 90 words, of other languages"), "{said}");
        fs::read(folder.path().join(out)).expect("a model")
    };
    let model = train("three.ngm");
    assert_eq!(model, train("four.ngm"));
    assert_ne!(model, fs::read(folder.path().join("one.ngm")).expect("a model"));
    let run = newsgraph(folder.path(), &["model", "eval", "three.ngm", "--conllu", "own.conllu"]);
    assert!(String::from_utf8_lossy(&run.stdout).contains("LAS        100.00 %"));
    let alone = ["model", "train", "--lang", "en", "--conllu", "de:foreign.conllu", "-o", "five.ngm"];
    let run = newsgraph(folder.path(), &alone);
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("the treebanks hold no sentence"));
}

#[test]
fn a_container_without_sections_is_no_model() {
    assert_eq!(Model::read(&Container::new("en")).err(), Some(Error::Missing { section: "tagger" }));
}

/// Universal Dependencies has 37 universal relations and 17 parts of speech.
#[test]
fn every_universal_relation_is_known() {
    assert_eq!(LABELS.iter().filter(|label| !label.contains(':')).count(), 37);
    assert!(LABELS.is_sorted() && PARTS.is_sorted());
}

#[test]
fn long_sentences_end() {
    let folder = trained();
    let bytes = fs::read(folder.path().join("one.ngm")).expect("a model");
    let model = Model::read(&Container::from_bytes(&bytes).expect("a container")).expect("a model");
    let long = vec!["Alfatech"; 10_000];
    assert_eq!(model.arcs(&long).len(), 10_000);
    let longer = vec!["Alfatech"; 10_001];
    assert!(model.arcs(&longer).is_empty());
    assert!(model.arcs(&[]).is_empty());
}

#[cfg(feature = "models")]
#[test]
fn a_sentence_too_long_for_a_tree_is_told() {
    let ontology = Ontology::read(&Sources::built_in()).expect("the built-in ontology can be read");
    let engine = Engine::new(ontology, true);
    let text = format!("Alfatech rejected Boreasoft, saying it was {}.", vec!["very"; 10_000].join(" "));
    let article = Article::plain(&text, Language::new("en").expect("a code"));
    let told = |engine: &Engine| -> Vec<String> {
        pipeline::reading(engine, &article).notes.into_iter().map(|note| note.code).collect()
    };
    assert_eq!(told(&engine), ["sentence-unparsed"]);
    assert!(told(&engine.asking(Models::None)).is_empty());
}

/// Every tree has one root and no cycle, whatever the words.
#[test]
fn what_comes_out_is_a_tree() {
    let folder = trained();
    let bytes = fs::read(folder.path().join("one.ngm")).expect("a model");
    let model = Model::read(&Container::from_bytes(&bytes).expect("a container")).expect("a model");
    let words = ["in", ".", "Alfatech", "rejects", "", "«", "17", "Bern", "\u{200B}", "ß", "buys"];
    let mut chance = 7usize;
    for length in 1..60 {
        let sentence: Vec<&str> = (0..length)
            .map(|_| {
                chance = chance.wrapping_mul(1_103_515_245).wrapping_add(12_345) & 0x7fff_ffff;
                words[(chance >> 8) % words.len()]
            })
            .collect();
        let arcs = model.arcs(&sentence);
        assert_eq!(arcs.iter().filter(|(head, ..)| head.is_none()).count(), 1);
        for &(mut head, ..) in &arcs {
            let mut steps = 0;
            while let Some(at) = head {
                head = arcs[at].0;
                steps += 1;
                assert!(steps <= length, "a cycle in {sentence:?}");
            }
        }
    }
}

#[cfg(feature = "models")]
#[test]
fn the_models_built_in_can_be_read_and_are_small() {
    for code in ["de", "en", "fr", "id"] {
        let language = Language::new(code).expect("a code");
        let bytes = built_in::file(language).expect("built in");
        assert!(bytes.len() <= 3 << 20, "{code}: {} bytes", bytes.len());
        let container = built_in::container(language).expect("a container");
        assert_eq!(container.language, code);
        let model = Model::read(&container).expect("a model");
        let text = "Alfatech";
        let token = Token { span: Span::new(0, text.len()), shape: Shape::CAPITAL, ..Token::default() };
        assert_eq!(model.tree(text, &[token], 0..1).nodes.len(), 1);
    }
}

/// The models of `models/` on treebanks that no model has seen, where these are at hand.
#[cfg(feature = "models")]
#[test]
fn the_models_built_in_reach_what_the_documents_say() {
    use std::io::Write as _;
    let root = std::env::var("NEWSGRAPH_DATA").unwrap_or_else(|_| "../shared/data".to_owned());
    for (code, file, least) in [
        ("de", "UD_German-PUD/de_pud-wiki.conllu", 60),
        ("en", "UD_English-PUD/en_pud-wiki.conllu", 75),
        ("fr", "UD_French-PUD/fr_pud-wiki.conllu", 75),
        ("id", "UD_Indonesian-PUD/id_pud-wiki.conllu", 60),
    ] {
        let path = Path::new(&root).join("ud").join(file);
        let Ok(text) = fs::read_to_string(&path) else {
            let line = format!("skipped: ud/{file} not found under {root} (set NEWSGRAPH_DATA)\n");
            std::io::stderr().write_all(line.as_bytes()).expect("stderr");
            continue;
        };
        let container = built_in::container(Language::new(code).expect("a code")).expect("built in");
        let model = Model::read(&container).expect("a model");
        let figures = measure::figures(&model, &conllu::sentences(&text).expect("a treebank"));
        assert!(figures.arcs * 100 >= figures.words * least, "{code}\n{figures}");
    }
}

/// Names of our own: each sentence a person, a verb, an organization and a place.
fn named() -> String {
    let mut text = String::new();
    for person in ["Marta Kielholz", "Anna Berger", "Paul Lindqvist"] {
        for organization in ["Alfatech", "Boreasoft", "Cirrus"] {
            let (first, last) = person.split_once(' ').expect("two words");
            let _ = writeln!(
                text,
                "{first}\tB-PER\n{last}\tI-PER\njoins\tO\n{organization}\tB-ORG\nin\tO\nBern\tB-LOC\n.\tO\n"
            );
        }
    }
    text
}

#[test]
fn names_are_learned_measured_and_reproducible() {
    let folder = trained();
    let path = folder.path();
    fs::write(path.join("own.tsv"), named()).expect("written");
    fs::write(path.join("bad.tsv"), "Marta\tB-PER\nKielholz\tperson\n").expect("written");
    let train = |data: &str, to: &str| {
        newsgraph(path, &["model", "train", "--lang", "en", "--from", "one.ngm", "--ner", data, "-o", to])
    };
    for name in ["three.ngm", "four.ngm"] {
        let run = train("own.tsv", name);
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    }
    let read = |name: &str| fs::read(path.join(name)).expect("a model");
    assert_eq!(read("three.ngm"), read("four.ngm"));
    let run = newsgraph(path, &["model", "eval", "three.ngm", "--ner", "own.tsv"]);
    let out = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(run.status.success() && out.contains("PER LOC ORG 100.00 %"), "{out}");
    let run = train("bad.tsv", "five.ngm");
    let err = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(
        !run.status.success() && err.contains("bad.tsv") && err.contains("line 2: `person` is no BIO tag"),
        "{err}"
    );
    let run = newsgraph(path, &["model", "eval", "one.ngm", "--ner", "own.tsv"]);
    assert!(String::from_utf8_lossy(&run.stderr).contains("finds no names"));
}

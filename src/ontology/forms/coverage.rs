//! Share of the verb forms of a treebank that the paradigms of their lemmas hold (Universal Dependencies).
//!
//! The treebanks are no part of the repository; without them the tests say so and pass.

use std::{
    collections::BTreeMap,
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use super::{Paradigms, small};
use crate::{
    model::Language,
    ontology::{Ontology, Sources},
};

/// One line of a CoNLL-U file.
struct Word {
    form: String,
    lemma: String,
    misc: String,
}

/// The verbs of a treebank, or none where it is not there, which is said.
fn verbs(path: &str) -> Option<Vec<Word>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = env::var_os("NEWSGRAPH_DATA").map_or_else(|| here.join("../shared/data"), PathBuf::from);
    let Ok(text) = fs::read_to_string(folder.join(path)) else {
        let line = format!("skipped: {path} not found under {} (set NEWSGRAPH_DATA)\n", folder.display());
        std::io::stderr().write_all(line.as_bytes()).expect("standard error is open");
        return None;
    };
    let words = text.lines().filter_map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, lemma, "VERB", _, features, .., misc] = columns.as_slice() else { return None };
        let whole = id.bytes().all(|byte| byte.is_ascii_digit());
        let sound = !features.contains("Typo=Yes") && !features.contains("Foreign=Yes") && !form.contains(['-', '.']);
        let letters = form.chars().all(char::is_alphabetic) && lemma.chars().all(char::is_alphabetic);
        let word = || Word { form: small(form), lemma: small(lemma), misc: misc.to_owned() };
        (whole && sound && letters).then(word)
    });
    Some(words.collect())
}

/// Share of `pairs` (form, lemma) whose form is in the paradigm, and the most frequent that are not.
fn coverage(language: &str, pairs: &[(String, String)]) -> (f64, Vec<String>) {
    let ontology = Ontology::read(&Sources::built_in()).expect("the ontology reads");
    let lexicon = Language::new(language).and_then(|language| ontology.lexicon(language)).expect("a lexicon");
    let paradigms = Paradigms::new(lexicon);
    let mut forms: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut missing: BTreeMap<String, usize> = BTreeMap::new();
    for (form, lemma) in pairs {
        let known =
            forms.entry(lemma).or_insert_with(|| paradigms.verb(lemma).into_iter().map(|form| form.text).collect());
        if !known.contains(form) {
            *missing.entry(format!("{lemma}/{form}")).or_default() += 1;
        }
    }
    let lost: usize = missing.values().sum();
    let mut missing: Vec<(usize, String)> = missing.into_iter().map(|(word, count)| (count, word)).collect();
    missing.sort_by(|a, b| b.cmp(a));
    #[expect(clippy::cast_precision_loss, reason = "a share of some thousand words")]
    let share = 1.0 - lost as f64 / pairs.len().max(1) as f64;
    (share, missing.into_iter().take(60).map(|(count, word)| format!("{word} {count}")).collect())
}

fn holds(language: &str, path: &str, floor: f64) {
    let Some(words) = verbs(path) else { return };
    let pairs: Vec<_> = words.into_iter().map(|word| (word.form, word.lemma)).collect();
    let (share, missing) = coverage(language, &pairs);
    println!("{language}: {:.2} % of {} verb forms; missing: {missing:?}", 100.0 * share, pairs.len());
    assert!(share >= floor, "{language}: {share:.4} of {} verb forms, wanted {floor}; {missing:?}", pairs.len());
}

#[test]
fn english_verbs() {
    holds("en", "ud/UD_English-EWT/en_ewt-ud-dev.conllu", 0.97);
}

#[test]
fn german_verbs() {
    holds("de", "ud/UD_German-GSD/de_gsd-ud-dev.conllu", 0.93);
}

#[test]
fn french_verbs() {
    holds("fr", "ud/UD_French-GSD/fr_gsd-ud-dev.conllu", 0.95);
}

/// The lemmas of this treebank are roots without suffix; the base is taken from its own analysis instead
/// (`Morf=^meN+sebut<v>+kan_VSA$`).
#[test]
fn indonesian_verbs() {
    let Some(words) = verbs("ud/UD_Indonesian-GSD/id_gsd-ud-dev.conllu") else { return };
    let pairs: Vec<_> = words.into_iter().filter_map(|word| Some((word.form, base(&word.misc)?))).collect();
    let (share, missing) = coverage("id", &pairs);
    println!("id: {:.2} % of {} verb forms; missing: {missing:?}", 100.0 * share, pairs.len());
    assert!(pairs.len() > 100 && share >= 0.97, "{share:.4} of {} verb forms; {missing:?}", pairs.len());
}

/// The voice-neutral base of a verb with a voice prefix, from its analysis.
fn base(misc: &str) -> Option<String> {
    let analysis = misc.split("Morf=^").nth(1)?.split(['_', '$', '|']).next()?;
    let mut parts = analysis.split('+');
    let prefix = parts.next()?;
    let base: String = parts.map(|part| part.split('<').next().unwrap_or(part)).collect();
    (matches!(prefix, "meN" | "di" | "ter") && base.len() > 1).then(|| small(&base))
}

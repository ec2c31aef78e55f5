//! French: the three regular conjugations with their spelling, irregular lists completed, nouns with their feminine.

use super::{Collector, Features, Paradigms, ends, is_vowel};

const PRESENT: Features = Features::FINITE;
const PAST: Features = Features::FINITE.with(Features::PAST);
const CONDITIONAL: Features = Features::FINITE.with(Features::CONDITIONAL);

const IMPERFECT: [&str; 5] = ["ais", "ait", "ions", "iez", "aient"];
const FUTURE_ENDINGS: [&str; 6] = ["ai", "as", "a", "ons", "ez", "ont"];
const AGREEMENT: [&str; 4] = ["", "e", "s", "es"];

/// Adds the forms of the verb `lemma`, its reflexive pronoun already taken off.
pub(super) fn verb(lemma: &str, paradigms: &Paradigms, forms: &mut Collector) {
    forms.add(lemma, Features::INFINITIVE);
    let listed = paradigms.irregular.get(lemma);
    if let Some(listed) = listed {
        irregular(listed, forms);
    }
    if let Some(stem) = lemma.strip_suffix("er") {
        return first_group(stem, forms);
    }
    if listed.is_some() {
        return;
    }
    let derived = paradigms.irregular_of(lemma);
    if let Some(listed) = &derived {
        irregular(&listed.forms, forms);
    }
    if let Some(stem) = lemma.strip_suffix("ir").filter(|stem| !stem.ends_with('o')) {
        // A listed verb that this one merely rhymes with does not take the regular forms away.
        second_group(stem, forms);
    } else if let Some(stem) = lemma.strip_suffix("re").filter(|_| derived.is_none()) {
        third_group(stem, forms);
    }
}

/// Adds the forms of a noun: its plural and, where it can name a person, its feminine. Of several words those before
/// the first preposition agree.
pub(super) fn noun(words: &[&str], agreeing: usize, paradigms: &Paradigms, forms: &mut Collector) {
    let own: Vec<[Vec<String>; 4]> = words[..agreeing].iter().map(|word| agreement(word, paradigms)).collect();
    let rest = words[agreeing..].iter().map(|word| (*word).to_owned());
    let rest: Vec<String> = rest.collect();
    for (number, features) in
        [(0, Features::default()), (1, Features::PLURAL), (2, Features::default()), (3, Features::PLURAL)]
    {
        let mut texts = vec![String::new()];
        for variants in &own {
            texts = texts
                .iter()
                .flat_map(|text| variants[number].iter().map(move |word| format!("{text}{word} ")))
                .collect();
        }
        for text in texts {
            forms.add(format!("{text}{}", rest.join(" ")).trim_end(), features);
        }
    }
}

/// The forms of one word: singular, plural, feminine singular, feminine plural; as many as spelling allows.
fn agreement(word: &str, paradigms: &Paradigms) -> [Vec<String>; 4] {
    let listed = paradigms.irregular.get(word).filter(|forms| forms.len() <= 3);
    let plurals = listed.cloned().unwrap_or_else(|| plurals(word));
    let feminines = if listed.is_some() { Vec::new() } else { feminines(word) };
    let feminine_plurals = feminines.iter().map(|feminine| format!("{feminine}s")).collect();
    [vec![word.to_owned()], plurals, feminines, feminine_plurals]
}

fn plurals(word: &str) -> Vec<String> {
    if ends(word, &["s", "x", "z"]) {
        return vec![word.to_owned()];
    }
    if ends(word, &["au", "eu"]) {
        return vec![format!("{word}x"), format!("{word}s")];
    }
    match word.strip_suffix("al") {
        Some(stem) => vec![format!("{stem}aux"), format!("{word}s")],
        None => vec![format!("{word}s")],
    }
}

fn feminines(word: &str) -> Vec<String> {
    let with = |suffix: &str, endings: &[&str]| {
        let stem = &word[..word.len() - suffix.len()];
        endings.iter().map(|ending| format!("{stem}{ending}")).collect()
    };
    let rules: [(&str, &[&str]); 14] = [
        ("teur", &["trice", "teuse", "teure"]),
        ("eur", &["euse", "eure"]),
        ("er", &["ère"]),
        ("ment", &[]),
        ("en", &["enne"]),
        ("on", &["onne"]),
        ("el", &["elle"]),
        ("f", &["ve"]),
        ("eux", &["euse"]),
        ("x", &["se"]),
        ("é", &["ée"]),
        ("t", &["te"]),
        ("d", &["de"]),
        ("l", &["le"]),
    ];
    let rule = rules.iter().find(|(suffix, _)| word.len() > suffix.len() && word.ends_with(suffix));
    match rule {
        Some((suffix, endings)) => with(suffix, endings),
        None if ends(word, &["ais", "ois", "un", "in", "an"]) => with("", &["e"]),
        None => Vec::new(),
    }
}

/// Verbs in -er, with the spellings that keep the sound of the stem.
fn first_group(stem: &str, forms: &mut Collector) {
    let soft = match stem.strip_suffix('c') {
        Some(start) => format!("{start}ç"),
        None if stem.ends_with('g') => format!("{stem}e"),
        None => stem.to_owned(),
    };
    for strong in strong_stems(stem) {
        forms.endings(&strong, &["e", "es", "ent"], PRESENT);
        forms.endings(&format!("{strong}er"), &FUTURE_ENDINGS, PRESENT);
        forms.endings(&format!("{strong}er"), &IMPERFECT, CONDITIONAL);
    }
    if let Some(start) = stem.strip_suffix("voy") {
        future(&format!("{start}verr"), forms);
    }
    forms.add(&format!("{soft}ons"), PRESENT);
    forms.add(&format!("{stem}ez"), PRESENT);
    forms.endings(&soft, &["ais", "ait", "aient", "ai", "as", "a", "âmes", "âtes", "ât", "assent"], PAST);
    forms.endings(stem, &["ions", "iez", "èrent"], PAST);
    forms.endings(&format!("{stem}é"), &AGREEMENT, Features::PARTICIPLE);
    forms.add(&format!("{soft}ant"), Features::GERUND);
}

/// The stem itself, and as it may be before a silent e: è for e or é, a doubled l or t, i for y.
fn strong_stems(stem: &str) -> Vec<String> {
    let mut all = vec![stem.to_owned()];
    if let Some(start) = stem.strip_suffix('y') {
        all.push(format!("{start}i"));
    }
    if ends(stem, &["el", "et"]) {
        all.push(format!("{stem}{}", &stem[stem.len() - 1..]));
    }
    let letters: Vec<char> = stem.chars().collect();
    let vowel = letters.iter().rposition(|&letter| is_vowel(letter)).filter(|&at| at + 1 < letters.len());
    if let Some(at) = vowel.filter(|&at| matches!(letters[at], 'e' | 'é')) {
        let change = |(i, &letter): (usize, &char)| if i == at { 'è' } else { letter };
        all.push(letters.iter().enumerate().map(change).collect());
    }
    all
}

/// Verbs in -ir with -iss-.
fn second_group(stem: &str, forms: &mut Collector) {
    let base = format!("{stem}i");
    forms.endings(&base, &["s", "t", "ssons", "ssez", "ssent", "sse"], PRESENT);
    forms.endings(&base, &["ssais", "ssait", "ssions", "ssiez", "ssaient", "mes", "rent"], PAST);
    forms.add(&format!("{base}t"), PAST);
    future(&format!("{base}r"), forms);
    forms.endings(&base, &AGREEMENT, Features::PARTICIPLE);
    forms.add(&format!("{base}ssant"), Features::GERUND);
}

/// Verbs in -re: the regular ones, and the classes in -uire and -indre, whose stem changes by rule.
fn third_group(stem: &str, forms: &mut Collector) {
    future(&format!("{stem}r"), forms);
    if let Some(start) = stem.strip_suffix("nd").filter(|start| ends(start, &["ai", "ei", "oi"])) {
        forms.endings(&format!("{start}n"), &["s", "t"], PRESENT);
        forms.endings(&format!("{start}nt"), &AGREEMENT, Features::PARTICIPLE);
        stem_forms(&format!("{start}gn"), forms);
        forms.endings(&format!("{start}gni"), &["t", "rent"], PAST);
    } else if stem.ends_with("ui") {
        forms.endings(stem, &["s", "t"], PRESENT);
        forms.endings(&format!("{stem}t"), &AGREEMENT, Features::PARTICIPLE);
        stem_forms(&format!("{stem}s"), forms);
        forms.endings(&format!("{stem}si"), &["t", "rent"], PAST);
    } else {
        forms.endings(stem, &["s", "", "t"], PRESENT);
        forms.endings(&format!("{stem}u"), &AGREEMENT, Features::PARTICIPLE);
        stem_forms(stem, forms);
        forms.endings(&format!("{stem}i"), &["s", "t", "mes", "rent"], PAST);
    }
}

/// What is built on the plural stem of the present.
fn stem_forms(stem: &str, forms: &mut Collector) {
    forms.endings(stem, &["ons", "ez", "ent", "e", "es"], PRESENT);
    forms.endings(stem, &IMPERFECT, PAST);
    forms.add(&format!("{stem}ant"), Features::GERUND);
}

fn future(stem: &str, forms: &mut Collector) {
    forms.endings(stem, &FUTURE_ENDINGS, PRESENT);
    forms.endings(stem, &IMPERFECT, CONDITIONAL);
}

/// Listed forms, told apart by which others are listed beside them, and the persons that follow from them.
fn irregular(listed: &[String], forms: &mut Collector) {
    let has = |stem: &str, ending: &str| listed.iter().any(|form| form.strip_suffix(ending) == Some(stem));
    for form in listed {
        if let Some(stem) = form.strip_suffix("ant") {
            forms.add(form, Features::GERUND);
            forms.endings(stem, &["ons", "ez"], PRESENT);
            forms.endings(stem, &["ais", "ions", "iez"], PAST);
            continue;
        }
        let masculine = AGREEMENT
            .iter()
            .filter_map(|ending| form.strip_suffix(ending))
            .find(|stem| listed.iter().any(|form| form == stem) && has(stem, "e") && has(stem, "es"));
        if masculine.is_some() {
            // Some masculine participles are written like a form of the present or past: dit, pris.
            let also = if ends(form, &["it", "is"]) { PRESENT } else { Features::default() };
            forms.add(form, Features::PARTICIPLE.with(also));
            continue;
        }
        finite(form, has, forms);
    }
}

fn finite(form: &str, has: impl Fn(&str, &str) -> bool, forms: &mut Collector) {
    for ending in ["ait", "aient", "ais", "ions", "iez"] {
        if let Some(stem) = form.strip_suffix(ending) {
            if stem.ends_with('r') && (has(stem, "a") || has(stem, "ont")) {
                return forms.add(form, CONDITIONAL);
            }
            if has(stem, "ait") && has(stem, "aient") || has(stem, "ant") {
                return forms.add(form, PAST);
            }
        }
    }
    if let Some(stem) = form.strip_suffix('a').filter(|stem| stem.ends_with('r')) {
        future(stem, forms);
    }
    if ends(form, &["irent", "urent", "inrent"]) {
        return forms.add(form, PAST);
    }
    forms.add(form, PRESENT);
    if let Some(stem) = form.strip_suffix("ent").filter(|stem| !stem.ends_with("ai")) {
        forms.endings(stem, &["e", "es"], PRESENT);
    }
}

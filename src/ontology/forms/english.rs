//! English: regular endings with their spelling, and principal parts as listed.

use super::{Collector, Features, Irregular, ends, is_vowel, last_two};

const PAST: Features = Features::FINITE.with(Features::PAST);

/// Adds the forms of the verb `lemma`.
pub(super) fn verb(lemma: &str, listed: Option<Irregular>, forms: &mut Collector) {
    forms.add(lemma, Features::FINITE.with(Features::INFINITIVE));
    for form in plural(lemma) {
        forms.add(&form, Features::FINITE);
    }
    for stem in stems(lemma) {
        forms.add(&format!("{stem}ing"), Features::GERUND);
    }
    if let Some(stem) = lemma.strip_suffix("ie") {
        forms.add(&format!("{stem}ying"), Features::GERUND);
    }
    let regular = listed.as_ref().is_none_or(|listed| listed.derived);
    if regular {
        for form in pasts(lemma) {
            forms.add(&form, PAST.with(Features::PARTICIPLE));
        }
    }
    if let Some(listed) = listed {
        irregular(lemma, &listed.forms, forms);
    }
}

/// Adds the forms of the noun `lemma`.
pub(super) fn noun(lemma: &str, listed: Option<&Irregular>, forms: &mut Collector) {
    forms.add(lemma, Features::default());
    let own: Vec<&String> = listed.into_iter().flat_map(|l| &l.forms).filter(|form| is_plural(form)).collect();
    for form in &own {
        forms.add(form, Features::PLURAL);
    }
    if own.is_empty() || listed.is_some_and(|listed| listed.derived) {
        for form in plural(lemma) {
            forms.add(&form, Features::PLURAL);
        }
        if let Some(stem) = lemma.strip_suffix("man") {
            forms.add(&format!("{stem}men"), Features::PLURAL);
        }
        if let Some(stem) = lemma.strip_suffix("sis") {
            forms.add(&format!("{stem}ses"), Features::PLURAL);
        }
    }
}

/// Whether a listed form looks like a noun's plural rather than a verb's past.
fn is_plural(form: &str) -> bool {
    ends(form, &["s", "men", "ren", "a", "i", "eople", "eet", "eeth", "eese", "ice"])
}

/// Principal parts: past and participle in this order; one form is both; of more than two each may be either.
fn irregular(lemma: &str, listed: &[String], forms: &mut Collector) {
    let mut parts = Vec::new();
    for form in listed {
        if form.ends_with("ing") && form.len() > lemma.len() {
            forms.add(form, Features::GERUND);
        } else if form.ends_with('s') {
            forms.add(form, Features::FINITE);
        } else {
            parts.push(form);
        }
    }
    if let [past, participle] = parts[..] {
        forms.add(past, PAST);
        forms.add(participle, Features::PARTICIPLE);
    } else {
        for part in parts {
            forms.add(part, PAST.with(Features::PARTICIPLE));
        }
    }
}

/// The form in -s: third person of a verb, plural of a noun.
fn plural(lemma: &str) -> Vec<String> {
    let (before, last) = last_two(lemma);
    if ends(lemma, &["s", "x", "z", "ch", "sh"]) {
        let mut all = vec![format!("{lemma}es")];
        if last == Some('z') && is_short(lemma) {
            all.push(format!("{lemma}zes"));
        }
        return all;
    }
    match (before, last) {
        (Some(before), Some('y')) if !is_vowel(before) => vec![format!("{}ies", &lemma[..lemma.len() - 1])],
        (Some(before), Some('o')) if !is_vowel(before) => vec![format!("{lemma}es"), format!("{lemma}s")],
        _ => vec![format!("{lemma}s")],
    }
}

fn pasts(lemma: &str) -> Vec<String> {
    if lemma.ends_with('e') {
        return vec![format!("{lemma}d")];
    }
    stems(lemma)
        .into_iter()
        .map(|stem| match (last_two(&stem), stem.strip_suffix('y')) {
            ((Some(before), _), Some(stem)) if !is_vowel(before) => format!("{stem}ied"),
            _ => format!("{stem}ed"),
        })
        .collect()
}

/// The stems before an ending that begins with a vowel. Where the stress of a longer word would decide on doubling,
/// both; a word of one syllable always doubles, so that no form of another word comes about (*planned*, *planed*).
fn stems(lemma: &str) -> Vec<String> {
    if lemma.ends_with('e') {
        let keeps = ends(lemma, &["ee", "oe", "ye", "nge"]);
        let dropped = (!ends(lemma, &["ee", "oe", "ye", "ie"])).then(|| lemma[..lemma.len() - 1].to_owned());
        return dropped.into_iter().chain(keeps.then(|| lemma.to_owned())).collect();
    }
    if ends(lemma, &["ic", "ac"]) {
        return vec![format!("{lemma}k")];
    }
    match (is_short(lemma), lemma.chars().last()) {
        (true, Some(last)) => {
            let doubled = format!("{lemma}{last}");
            let syllables = vowel_groups(lemma);
            if syllables > 1 { vec![doubled, lemma.to_owned()] } else { vec![doubled] }
        }
        _ => vec![lemma.to_owned()],
    }
}

/// Whether the word ends in one vowel and one consonant that can double.
fn is_short(lemma: &str) -> bool {
    let letters: Vec<char> = lemma.chars().collect();
    let [.., before, vowel, last] = letters[..] else { return false };
    let doubles = last.is_alphabetic() && !is_vowel(last) && !matches!(last, 'w' | 'x' | 'h' | 'c' | 'j' | 'q');
    // The u after q is no vowel of its own: equip, quit.
    let after_q = before == 'u' && letters.len() >= 4 && letters[letters.len() - 4] == 'q';
    doubles && is_vowel(vowel) && (!is_vowel(before) || after_q || before == 'y')
}

fn vowel_groups(lemma: &str) -> usize {
    let mut inside = false;
    let mut groups = 0;
    for vowel in lemma.chars().map(is_vowel) {
        groups += usize::from(vowel && !inside);
        inside = vowel;
    }
    groups
}

//! German: weak endings, strong verbs from their principal parts, prefixes that part and prefixes that stay, nouns.

use super::{Collector, Features, Paradigms, ends, is_vowel, last_two};

const PAST: Features = Features::FINITE.with(Features::PAST);
const INFLECTED: [&str; 5] = ["e", "en", "er", "es", "em"];

/// Consonants that a stem may begin with; a prefix before anything else is none.
const ONSETS: [&str; 36] = [
    "bl", "br", "ch", "chr", "dr", "fl", "fr", "gl", "gn", "gr", "kl", "kn", "kr", "kw", "pf", "pfl", "pfr", "ph",
    "pl", "pr", "qu", "sch", "schl", "schm", "schn", "schr", "schw", "sk", "sp", "spr", "st", "str", "th", "tr", "wr",
    "zw",
];

/// The forms of a verb before any separable prefix is put to it.
#[derive(Default)]
struct Stem {
    infinitive: String,
    finite: Vec<(String, Features)>,
    participles: Vec<String>,
}

/// Adds the forms of the verb `lemma`.
pub(super) fn verb(lemma: &str, paradigms: &Paradigms, forms: &mut Collector) {
    let particle = separable(lemma, paradigms);
    if let Some(particle) = particle {
        let base = stem(&lemma[particle.len()..], paradigms);
        parted(particle, &base, forms);
    }
    let listed_base = particle.is_some_and(|particle| paradigms.irregular.contains_key(&lemma[particle.len()..]));
    let only_parted = listed_base && !paradigms.inseparable.iter().any(|prefix| Some(prefix.as_str()) == particle);
    if !only_parted {
        whole(&stem(lemma, paradigms), forms);
    }
}

/// Adds the forms of the noun `lemma`.
pub(super) fn noun(lemma: &str, paradigms: &Paradigms, forms: &mut Collector) {
    forms.add(lemma, Features::default());
    let listed = paradigms.irregular.get(lemma);
    for form in listed.into_iter().flatten() {
        let genitive = form.strip_prefix(lemma).is_some_and(|ending| matches!(ending, "s" | "es" | "ns" | "ens"));
        forms.add(form, if genitive { Features::GENITIVE } else { Features::PLURAL });
    }
    for (endings, features) in [(genitives(lemma), Features::GENITIVE), (plurals(lemma), Features::PLURAL)] {
        forms.endings(lemma, endings, features);
    }
    if let Some(mutated) = with_umlaut(lemma).filter(|_| listed.is_none() && takes_umlaut(lemma)) {
        let endings: &[&str] = if ends(lemma, &["er", "el", "en"]) { &["", "n"] } else { &["e", "en", "er", "ern"] };
        forms.endings(&mutated, endings, Features::PLURAL);
    }
    adjectival_noun(lemma, forms);
    for (ending, plural) in [("um", "en"), ("us", "en"), ("is", "en"), ("ma", "men")] {
        if let Some(stem) = lemma.strip_suffix(ending).filter(|stem| stem.len() > 2) {
            forms.add(&format!("{stem}{plural}"), Features::PLURAL);
        }
    }
}

/// Nouns that are inflected like adjectives, cited with or without the strong ending.
fn adjectival_noun(lemma: &str, forms: &mut Collector) {
    let strong = lemma.strip_suffix('r').filter(|stem| {
        let participle = ends(stem, &["gte", "ierte", "llte", "ndte"]) || stem.ends_with("ende") && stem.len() > 8;
        participle && stem.len() > 6
    });
    let stem = strong.or_else(|| Some(lemma).filter(|lemma| ends(lemma, &["te", "ende", "ige", "sche"])));
    if let Some(stem) = stem {
        forms.endings(stem, &["", "r", "n", "m", "s"], Features::default());
    }
}

fn genitives(lemma: &str) -> &'static [&'static str] {
    if is_feminine(lemma) {
        &[]
    } else if ends(lemma, &["nis"]) {
        &["ses"]
    } else if ends(lemma, &["s", "ß", "x", "z"]) {
        &["es"]
    } else if ends(lemma, &["e", "er", "el", "en", "em", "chen", "lein", "or", "a", "i", "o", "u"]) {
        &["s", "ns"]
    } else {
        &["s", "es"]
    }
}

fn plurals(lemma: &str) -> &'static [&'static str] {
    if ends(lemma, &["in"]) {
        &["nen", "e", "en", "s"]
    } else if ends(lemma, &["nis"]) {
        &["se", "sen"]
    } else if is_feminine(lemma) {
        &["en"]
    } else if ends(lemma, &["e", "er", "el"]) {
        &["n", "s"]
    } else if ends(lemma, &["en", "chen", "lein"]) {
        &["s"]
    } else if ends(lemma, &["a", "i", "o", "u", "y"]) {
        &["s", "en"]
    } else {
        &["e", "en", "er", "ern", "s"]
    }
}

fn is_feminine(lemma: &str) -> bool {
    lemma.len() > 5 && ends(lemma, &["ung", "heit", "keit", "schaft", "ion", "tät", "ik", "enz", "anz"])
}

fn takes_umlaut(lemma: &str) -> bool {
    !is_feminine(lemma) && !ends(lemma, &["e", "in", "or", "ist", "ent", "ant", "at", "ment", "chen", "lein"])
}

/// The word with its last vowel mutated; a final syllable in -e- is passed over.
fn with_umlaut(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let end = if ends(word, &["er", "el", "en"]) { letters.len().saturating_sub(2) } else { letters.len() };
    let at = letters[..end].iter().rposition(|&letter| is_vowel(letter))?;
    let at = if at > 0 && letters[at] == 'u' && letters[at - 1] == 'a' { at - 1 } else { at };
    let mutated = match letters[at] {
        'a' => 'ä',
        'o' => 'ö',
        'u' => 'ü',
        _ => return None,
    };
    Some(letters.iter().enumerate().map(|(i, &letter)| if i == at { mutated } else { letter }).collect())
}

/// The separable prefix of a verb. A second one is taken with it (*wieder-auf-*) where the list knows what then
/// remains.
fn separable<'l>(lemma: &'l str, paradigms: &Paradigms) -> Option<&'l str> {
    let first = prefix(lemma, &paradigms.separable, paradigms)?;
    let rest = &lemma[first.len()..];
    let second = prefix(rest, &paradigms.separable, paradigms).filter(|second| {
        !paradigms.irregular.contains_key(rest) && paradigms.irregular.contains_key(&rest[second.len()..])
    });
    Some(&lemma[..first.len() + second.map_or(0, str::len)])
}

/// The longest of `prefixes` that leaves something like a verb.
fn prefix<'l>(lemma: &'l str, prefixes: &[String], paradigms: &Paradigms) -> Option<&'l str> {
    let found = prefixes.iter().find(|prefix| {
        lemma.strip_prefix(prefix.as_str()).is_some_and(|rest| paradigms.irregular.contains_key(rest) || is_verb(rest))
    })?;
    Some(&lemma[..found.len()])
}

fn is_verb(word: &str) -> bool {
    let onset = &word[..word.find(is_vowel).unwrap_or(0)];
    let begins = onset.chars().count() <= 1 || ONSETS.contains(&onset);
    begins && word.chars().count() >= 4 && ends(word, &["en", "eln", "ern"])
}

fn stem(lemma: &str, paradigms: &Paradigms) -> Stem {
    if let Some(listed) = paradigms.irregular.get(lemma) {
        return strong(lemma, listed);
    }
    let Some(prefix) = prefix(lemma, &paradigms.inseparable, paradigms) else { return weak(lemma, true) };
    let rest = &lemma[prefix.len()..];
    if let Some(listed) = paradigms.irregular.get(rest) {
        return prefixed(prefix, rest, &strong(rest, listed));
    }
    let mut plain = weak(lemma, false);
    if rest.starts_with(is_vowel) || rest.chars().count() < 6 {
        // The first letters may be no prefix at all: with and without the mark of the participle.
        plain.participles.extend(weak(lemma, true).participles);
    }
    plain
}

/// A verb with a prefix that stays takes no *ge-*.
fn prefixed(prefix: &str, base: &str, stem: &Stem) -> Stem {
    let unmarked = |participle: &str| {
        let own = base.starts_with("ge") && !participle.starts_with("geg");
        let rest = if own { participle } else { participle.strip_prefix("ge").unwrap_or(participle) };
        format!("{prefix}{rest}")
    };
    Stem {
        infinitive: format!("{prefix}{}", stem.infinitive),
        finite: stem.finite.iter().map(|(form, features)| (format!("{prefix}{form}"), *features)).collect(),
        participles: stem.participles.iter().map(|participle| unmarked(participle)).collect(),
    }
}

fn weak(lemma: &str, marked: bool) -> Stem {
    let root = root(lemma);
    let (before, last) = last_two(root);
    let linked = match (before, last) {
        (_, Some('t' | 'd')) => true,
        // A nasal after most consonants needs a vowel: öffnet, rechnet; but lernt, filmt, wohnt, kennt.
        (Some('h'), Some('m' | 'n')) => root.len() > 2 && root.as_bytes()[root.len() - 3] == b'c',
        (Some(before), Some('m' | 'n')) => !is_vowel(before) && !matches!(before, 'l' | 'r' | 'm' | 'n'),
        _ => false,
    };
    let link = if linked { "e" } else { "" };
    let mut finite = present(lemma, root, link);
    for ending in ["te", "ten", "tet", "test"] {
        finite.push((format!("{root}{link}{ending}"), PAST));
    }
    let mark = if marked && !lemma.ends_with("ieren") { "ge" } else { "" };
    Stem { infinitive: lemma.to_owned(), finite, participles: vec![format!("{mark}{root}{link}t")] }
}

fn root(lemma: &str) -> &str {
    let whole = if ends(lemma, &["eln", "ern"]) { lemma.strip_suffix('n') } else { lemma.strip_suffix("en") };
    whole.or_else(|| lemma.strip_suffix('n')).unwrap_or(lemma)
}

fn present(lemma: &str, root: &str, link: &str) -> Vec<(String, Features)> {
    let subjunctive = Features::FINITE.with(Features::CONJUNCTIVE);
    let mut finite = vec![
        (lemma.to_owned(), Features::FINITE),
        (format!("{root}{link}t"), Features::FINITE),
        (format!("{root}e"), subjunctive),
    ];
    if !ends(root, &["s", "ß", "z", "x"]) {
        finite.push((format!("{root}{link}st"), Features::FINITE));
    }
    if let Some(short) = root.strip_suffix("el").filter(|_| lemma.ends_with("eln")) {
        finite.push((format!("{short}le"), subjunctive));
    }
    finite
}

/// Principal parts: third person where its vowel changes, past, Konjunktiv II where given, participle.
fn strong(lemma: &str, listed: &[String]) -> Stem {
    let root = root(lemma);
    let link = if ends(root, &["t", "d"]) { "e" } else { "" };
    let mut stem = Stem { infinitive: lemma.to_owned(), finite: present(lemma, root, link), participles: Vec::new() };
    let Some((participle, parts)) = listed.split_last() else { return weak(lemma, true) };
    stem.participles.push(participle.clone());
    let (third, past, second) = match parts {
        [] => (None, None, None),
        [past] => (None, Some(past), None),
        [one, two] if is_subjunctive(one, two) => (None, Some(one), Some(two)),
        [third, past] => (Some(third), Some(past), None),
        [third, past, second, ..] => (Some(third), Some(past), Some(second)),
    };
    for extra in parts.iter().skip(3) {
        stem.finite.push((extra.clone(), Features::FINITE));
    }
    if let Some(third) = third {
        stem.finite.push((third.clone(), Features::FINITE));
        if let Some(you) = third.strip_suffix('t').filter(|you| !ends(you, &["s", "ß", "z"])) {
            stem.finite.push((format!("{you}st"), Features::FINITE));
        }
    }
    let conditional = Features::FINITE.with(Features::CONDITIONAL);
    for (form, features) in [(past, PAST), (second, conditional)] {
        if let Some(form) = form {
            let plural = if form.ends_with('e') { format!("{form}n") } else { format!("{form}en") };
            stem.finite.extend([(form.clone(), features), (plural, features), (format!("{form}t"), features)]);
        }
    }
    stem
}

/// «Mainzer», «Karlsruher», «Bremer», but also «Essener»: -er behind the name, and behind it without -e or -en.
pub fn city_adjectives(city: &str) -> Vec<String> {
    let stems = [Some(city), city.strip_suffix('e'), city.strip_suffix("en")];
    stems.into_iter().flatten().filter(|stem| stem.len() > 2).map(|stem| format!("{stem}er")).collect()
}

/// Whether `second` is the Konjunktiv II of the past form `first`: the same consonants and an -e.
fn is_subjunctive(first: &str, second: &str) -> bool {
    let consonants = |word: &str| word.chars().filter(|&letter| !is_vowel(letter)).collect::<String>();
    second.ends_with('e') && consonants(first) == consonants(second)
}

/// Adds the forms of a verb whose parts stay together.
fn whole(stem: &Stem, forms: &mut Collector) {
    forms.add(&stem.infinitive, Features::INFINITIVE);
    for (form, features) in &stem.finite {
        forms.add(form, *features);
    }
    nonfinite("", stem, forms);
}

/// Adds the forms of a verb with a separable prefix: parted, and together at the end of a clause.
fn parted(particle: &str, base: &Stem, forms: &mut Collector) {
    forms.add(&format!("{particle}{}", base.infinitive), Features::INFINITIVE);
    forms.add(&format!("{particle}zu{}", base.infinitive), Features::INFINITIVE.with(Features::ZU));
    for (form, features) in &base.finite {
        forms.split(form, particle, *features);
        forms.add(&format!("{particle}{form}"), *features);
    }
    nonfinite(particle, base, forms);
}

fn nonfinite(particle: &str, stem: &Stem, forms: &mut Collector) {
    let present = format!("{particle}{}d", stem.infinitive);
    forms.add(&present, Features::GERUND);
    forms.endings(&present, &INFLECTED, Features::GERUND.with(Features::ADJECTIVAL));
    for participle in &stem.participles {
        let participle = format!("{particle}{participle}");
        forms.add(&participle, Features::PARTICIPLE);
        forms.endings(&participle, &INFLECTED, Features::PARTICIPLE.with(Features::ADJECTIVAL));
    }
}

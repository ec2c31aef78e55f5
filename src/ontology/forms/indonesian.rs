//! Indonesian: the voices of a verb from its neutral base, and nouns with clitics and doubled.

use std::collections::BTreeSet;

use super::{Collector, Features};

/// Particles that may be attached without a change of meaning.
const PARTICLES: [&str; 4] = ["", "lah", "kah", "pun"];
/// Attached possessors and objects.
const CLITICS: [&str; 3] = ["nya", "ku", "mu"];

/// Adds the forms of the verb with the voice-neutral base `base` (*luncurkan*, *setujui*, *tolak*).
pub(super) fn verb(base: &str, loans: &BTreeSet<String>, forms: &mut Collector) {
    if base.is_empty() {
        return;
    }
    for active in actives(base, loans) {
        attached(&active, Features::FINITE.with(Features::ACTIVE), forms);
    }
    let passive = Features::FINITE.with(Features::PASSIVE);
    attached(&format!("di{base}"), passive, forms);
    attached(&format!("{}{base}", if base.starts_with('r') { "te" } else { "ter" }), passive, forms);
    let own = if has_own_prefix(base) { Features::ACTIVE } else { Features::BARE };
    attached(base, Features::FINITE.with(own), forms);
}

/// Adds the forms of a noun; of several words the first is doubled and the last takes what is attached.
pub(super) fn noun(lemma: &str, forms: &mut Collector) {
    attached(lemma, Features::default(), forms);
    let (head, rest) = lemma.split_at(lemma.find(' ').unwrap_or(lemma.len()));
    if !head.contains('-') {
        attached(&format!("{head}-{head}{rest}"), Features::PLURAL, forms);
    }
}

/// Adds a word with everything that may be attached to it; in a word of several parts, to the first or the last.
fn attached(word: &str, features: Features, forms: &mut Collector) {
    let tail = std::mem::take(&mut forms.tail);
    forms.endings(&format!("{word}{tail}"), &PARTICLES, features);
    forms.endings(&format!("{word}{tail}"), &CLITICS, features.with(Features::CLITIC));
    if !tail.is_empty() {
        forms.tail = tail;
        forms.endings(word, &CLITICS, features.with(Features::CLITIC));
    }
}

/// Whether the base is active by a prefix of its own: *ber-* with its variant before a root in -er-, *ter-*, *ke-an*.
/// A transitive suffix shows that the first letters belong to the root or to a derived base.
fn has_own_prefix(base: &str) -> bool {
    let letters: Vec<char> = base.chars().take(5).collect();
    let variant = matches!(letters[..], ['b', 'e', c, 'e', 'r'] if !is_vowel(c));
    let long = base.chars().count() > 5 && !base.ends_with("kan");
    long && (variant || base.starts_with("ber") || base.starts_with("ter"))
        || base.starts_with("ke") && base.ends_with("an") && long
}

/// The *meN-* forms of a base. The first consonant is dropped or kept as the list of loans and the cluster rule say;
/// before a second prefix, and where usage wavers, both.
fn actives(base: &str, loans: &BTreeSet<String>) -> Vec<String> {
    let mut letters = base.chars();
    let (Some(first), second) = (letters.next(), letters.next()) else { return Vec::new() };
    let rest = &base[first.len_utf8()..];
    let cluster = second.is_some_and(|second| !is_vowel(second));
    let (dropped, kept) = match first {
        'p' => ("mem", "mem"),
        't' => ("men", "men"),
        's' => ("meny", "men"),
        'k' => ("meng", "meng"),
        _ => ("", ""),
    };
    let mut all = Vec::new();
    if dropped.is_empty() {
        let nasal = match first {
            'b' | 'f' | 'v' => "mem",
            'c' | 'd' | 'j' | 'z' => "men",
            'l' | 'r' | 'w' | 'y' | 'm' | 'n' => "me",
            _ => "meng",
        };
        all.push(format!("{nasal}{base}"));
    } else {
        let loan = is_loan(base, loans);
        let second_prefix = base.starts_with("per") || base.starts_with("pe") || base.starts_with("ter");
        if !loan {
            all.push(format!("{dropped}{rest}"));
        }
        if loan || cluster || second_prefix {
            all.push(format!("{kept}{base}"));
        }
    }
    if has_one_syllable(base) {
        all.push(format!("menge{base}"));
    }
    all
}

/// Whether the base, or what it was formed from with a suffix, is listed as a loan.
fn is_loan(base: &str, loans: &BTreeSet<String>) -> bool {
    let mut stems = ["kan", "i"].iter().filter_map(|suffix| base.strip_suffix(suffix));
    loans.contains(base) || stems.any(|stem| loans.contains(stem))
}

/// The letter y is a consonant here.
fn is_vowel(letter: char) -> bool {
    "aeiou".contains(letter)
}

fn has_one_syllable(base: &str) -> bool {
    let root = base.strip_suffix("kan").or_else(|| base.strip_suffix('i')).unwrap_or(base);
    let root = if root.contains(is_vowel) { root } else { base };
    let mut inside = false;
    let mut groups = 0;
    for vowel in root.chars().map(is_vowel) {
        groups += usize::from(vowel && !inside);
        inside = vowel;
    }
    groups <= 1 && root.chars().count() <= 5
}

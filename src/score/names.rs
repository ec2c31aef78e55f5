//! Names made comparable.

use std::{collections::BTreeSet, sync::LazyLock};

use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

static INSIGNIFICANT: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../ontology/scoring.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// A name without case, accents, punctuation, legal forms and articles; with them where nothing else is left.
pub(super) fn normal(name: &str) -> String {
    let plain: String = name
        .nfkd()
        .flat_map(char::to_lowercase)
        .flat_map(folded)
        .filter(|&c| canonical_combining_class(c) == 0)
        .map(|c| if c == '’' { '\'' } else { c })
        .collect();
    let plain = plain.replace("'s ", " ");
    let words = || plain.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    let significant: Vec<&str> = words().filter(|word| !INSIGNIFICANT.contains(word)).collect();
    if significant.is_empty() { words().collect::<Vec<_>>().join(" ") } else { significant.join(" ") }
}

/// What full case folding does beyond small letters (Unicode 3.13, default caseless matching).
fn folded(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ß' => ('s', Some('s')),
        'ς' => ('σ', None),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn drops_case_accents_and_legal_forms() {
        for (name, expected) in [
            ("Brückmann AG", "bruckmann"),
            ("The Group", "the group"),
            ("Straße", "strasse"),
            ("STRASSE", "strasse"),
            ("Alfatech’s chips", "alfatech chips"),
            ("L'Étoile", "etoile"),
            ("ﬁnance  Ltd.", "finance"),
            ("", ""),
            ("…", ""),
        ] {
            assert_eq!(normal(name), expected, "{name}");
        }
    }
}

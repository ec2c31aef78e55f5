//! The names nearest to one that nobody has.

/// The three names nearest to `name` by edit distance, case aside; a name that begins or ends with it, or has it as a
/// word, is nearer than any other.
#[must_use]
pub fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let wanted: Vec<char> = name.to_lowercase().chars().collect();
    let wanted_text: String = wanted.iter().collect();
    let mut ranked: Vec<(usize, &str)> = names
        .map(|candidate| {
            let lower = candidate.to_lowercase();
            let inside = wanted.len() > 2 && lower.split_whitespace().any(|word| word.starts_with(&wanted_text));
            (if inside { 0 } else { distance(&wanted, &lower.chars().collect::<Vec<_>>()) }, candidate)
        })
        .collect();
    ranked.sort_unstable();
    ranked.dedup();
    ranked.into_iter().take(3).map(|(_, name)| name).collect()
}

/// How many letters must be put in, taken out or changed (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let here = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = std::mem::replace(&mut row[j + 1], here);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn typing_errors_come_near() {
        let names = ["Galvanor", "Boreasoft", "Alfatech", "Alfatech Motors", "Cirrus"];
        assert_eq!(nearest("alfatehc", names.into_iter())[0], "Alfatech");
        assert_eq!(nearest("motors", names.into_iter())[0], "Alfatech Motors");
        assert_eq!(nearest("", names.into_iter()).len(), 3);
        assert!(nearest("x", std::iter::empty()).is_empty());
    }
}

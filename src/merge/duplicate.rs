//! Near-duplicate texts.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::union::Union;
use crate::model::{ArticleHead, Decimal, Language};

/// Two texts are near-duplicates from this share of common shingles on, in percent.
const SHARE: usize = 60;
/// Hashes of a full sketch.
const SIZE: usize = 64;
/// Articles compared by one common hash at most; more have a phrase in common, not a text.
const COMPARED: usize = 200;

/// Two articles in different languages that have so many numbers in common tell what one of them, or a third, has told.
const FIGURES: usize = 3;
/// Days that lie between an article and its translation at most.
const TRANSLATED: i64 = 3;

/// A number with its unit.
pub type Figure<'e> = (&'e str, Decimal);

/// Joins articles in different languages that give the same three or more numbers within a few days, in `clusters`, where
/// the position of the first of its near-duplicates stands for each article. No two languages share shingles.
pub fn translated(articles: &[ArticleHead], figures: &[BTreeSet<Figure<'_>>], clusters: &mut [usize]) {
    let mut sets = Union::new(articles.len());
    for (at, first) in clusters.iter().enumerate() {
        sets.join(*first, at);
    }
    let mut seen: BTreeMap<Figure<'_>, Vec<usize>> = BTreeMap::new();
    for (at, own) in figures.iter().enumerate().filter(|(_, own)| own.len() >= FIGURES) {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for figure in own {
            let others = seen.entry(*figure).or_default();
            for other in others.iter().rev().take(COMPARED) {
                *shared.entry(*other).or_default() += 1;
            }
            others.push(at);
        }
        for (other, _) in shared.into_iter().filter(|(_, shared)| *shared >= FIGURES) {
            let (one, two) = (&articles[at], &articles[other]);
            let days = one.published.zip(two.published).map(|(one, two)| (one.days() - two.days()).abs());
            if one.language != two.language && days.is_some_and(|days| days <= TRANSLATED) {
                sets.join(other, at);
            }
        }
    }
    for (at, first) in clusters.iter_mut().enumerate() {
        *first = sets.root(at);
    }
}

/// For each article the position of the first of its near-duplicates, which may be itself. Articles are compared within
/// one language, by the shingles that are smallest in both (prefix filtering: Bayardo and others, «Scaling up all pairs
/// similarity search»).
pub fn clusters(articles: &[ArticleHead]) -> Vec<usize> {
    let mut sets = Union::new(articles.len());
    let mut seen: FxHashMap<(Language, u64), Vec<usize>> = FxHashMap::default();
    for (at, article) in articles.iter().enumerate() {
        // Texts that are near enough share one of the first hashes of each.
        let prefix = article.sketch.len() - (article.sketch.len() * SHARE).div_ceil(100).min(article.sketch.len()) + 1;
        for hash in article.sketch.iter().take(prefix) {
            let others = seen.entry((article.language, *hash)).or_default();
            for other in others.iter().take(COMPARED) {
                if sets.root(*other) != sets.root(at) && near(&articles[*other].sketch, &article.sketch) {
                    sets.join(*other, at);
                }
            }
            others.push(at);
        }
    }
    (0..articles.len()).map(|at| sets.root(at)).collect()
}

/// Whether the share of common hashes among the smallest of both is large enough.
fn near(one: &[u64], two: &[u64]) -> bool {
    let limit = if one.len() < SIZE && two.len() < SIZE { usize::MAX } else { SIZE };
    let (mut i, mut j, mut all, mut common) = (0, 0, 0, 0);
    while all < limit && (i < one.len() || j < two.len()) {
        let order = match (one.get(i), two.get(j)) {
            (Some(first), Some(second)) => first.cmp(second),
            (Some(_), None) => std::cmp::Ordering::Less,
            _ => std::cmp::Ordering::Greater,
        };
        i += usize::from(order.is_le());
        j += usize::from(order.is_ge());
        common += usize::from(order.is_eq());
        all += 1;
    }
    all > 0 && common * 100 >= all * SHARE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merge::tests::article;

    fn sketched(id: &str, language: &str, sketch: impl Iterator<Item = u64>) -> ArticleHead {
        let mut head = article(id, None, None);
        head.language = Language::new(language).expect("a language");
        head.sketch = sketch.collect();
        head
    }

    #[test]
    fn most_shingles_in_common_in_one_language() {
        let articles = [
            sketched("a", "en", 0..64),
            sketched("b", "en", 10..74),
            sketched("c", "en", 40..104),
            sketched("d", "de", 0..64),
            sketched("e", "en", std::iter::empty()),
            sketched("f", "en", std::iter::empty()),
            sketched("g", "en", 1000..1003),
            sketched("h", "en", 1001..1004),
            sketched("i", "en", 1001..1005),
        ];
        assert_eq!(clusters(&articles), [0, 0, 2, 3, 4, 5, 6, 7, 7]);
    }

    #[test]
    fn three_numbers_in_another_language_within_days() {
        let day = |id: &str, language: &str, day: u8| {
            let mut head = sketched(id, language, std::iter::empty());
            head.published = crate::model::Date::day(2026, 3, day);
            head
        };
        let articles = [day("a", "en", 4), day("b", "de", 5), day("c", "en", 5), day("d", "fr", 9), day("e", "id", 4)];
        let of = |numbers: &[&str]| {
            numbers.iter().map(|number| ("percent", Decimal::parse(number).expect("a number"))).collect::<BTreeSet<_>>()
        };
        let three = || of(&["8.48", "11.1", "180"]);
        let figures = [three(), three(), three(), three(), of(&["8.48", "11.1", "7"])];
        let mut found: Vec<usize> = (0..articles.len()).collect();
        translated(&articles, &figures, &mut found);
        // The third is in the language of the first, but its numbers are those of the second.
        assert_eq!(found, [0, 0, 0, 3, 4]);
    }

    #[test]
    fn thousands_of_copies_are_no_trouble() {
        let articles: Vec<_> = (0..5_000).map(|n| sketched(&format!("{n:05}"), "en", n % 2..n % 2 + 64)).collect();
        assert!(clusters(&articles).iter().all(|first| *first == 0));
    }
}

//! Near-duplicate texts.

use rustc_hash::FxHashMap;

use super::union::Union;
use crate::model::{ArticleHead, Language};

/// Two texts are near-duplicates from this share of common shingles on, in percent.
const SHARE: usize = 60;
/// Hashes of a full sketch.
const SIZE: usize = 64;
/// Articles compared by one common hash at most; more have a phrase in common, not a text.
const COMPARED: usize = 200;

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
    fn thousands_of_copies_are_no_trouble() {
        let articles: Vec<_> = (0..5_000).map(|n| sketched(&format!("{n:05}"), "en", n % 2..n % 2 + 64)).collect();
        assert!(clusters(&articles).iter().all(|first| *first == 0));
    }
}

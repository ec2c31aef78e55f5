//! Each evidence once.

use rustc_hash::FxHashMap;

use super::Keyed;
use crate::model::Evidence;

/// Sorts by article, place and frame; drops evidence of the same claim at the same place by the same frame, and what an
/// article says a second time in the same sentence (a headline printed twice).
pub fn once(mut all: Vec<Keyed>) -> Vec<Keyed> {
    all.sort_unstable_by(|a, b| {
        let place = |keyed: &Keyed| (keyed.article, place(&keyed.evidence));
        place(a)
            .cmp(&place(b))
            .then_with(|| a.evidence.frame.cmp(&b.evidence.frame))
            .then_with(|| a.key.cmp(&b.key))
            .then_with(|| a.evidence.cmp(&b.evidence))
    });
    all.dedup_by(|later, first| {
        later.article == first.article
            && place(&later.evidence) == place(&first.evidence)
            && later.evidence.frame == first.evidence.frame
            && later.key == first.key
    });
    let mut kept = Vec::with_capacity(all.len());
    {
        let mut printed: FxHashMap<(usize, &str), u32> = FxHashMap::default();
        for keyed in &all {
            let sentence = &keyed.evidence.sentence;
            let first = *printed.entry((keyed.article, sentence.text.trim())).or_insert(sentence.start);
            kept.push(first == sentence.start);
        }
    }
    let mut kept = kept.into_iter();
    all.retain(|_| kept.next().unwrap_or(true));
    all
}

/// Where an evidence stands: sentence, subject, trigger, object.
fn place(evidence: &Evidence) -> [u32; 8] {
    let object = evidence.object.as_ref().map_or((0, 0), |object| (object.mention.start, object.mention.end));
    [
        evidence.sentence.start,
        evidence.sentence.end,
        evidence.subject.mention.start,
        evidence.subject.mention.end,
        evidence.trigger.start,
        evidence.trigger.end,
        object.0,
        object.1,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merge::{
        key,
        tests::{evidence, moved, ontology},
    };

    fn keyed(article: usize, evidence: Evidence) -> Keyed {
        Keyed { key: key::key(&ontology(), &evidence).expect("a key"), article, evidence }
    }

    #[test]
    fn the_same_place_or_the_same_sentence_counts_once() {
        let headline = evidence("a", "alfa", "rejected", "boreal");
        let later = moved(headline.clone(), 500);
        let mut other = headline.clone();
        other.frame = "rejected/en/noun-1".to_owned();
        let all = vec![
            keyed(0, later),
            keyed(0, headline.clone()),
            keyed(0, headline.clone()),
            keyed(0, other),
            keyed(1, moved(headline, 700)),
        ];
        let kept = once(all);
        let places: Vec<_> = kept.iter().map(|keyed| (keyed.article, keyed.evidence.sentence.start)).collect();
        assert_eq!(places, [(0, 0), (0, 0), (1, 700)]);
    }
}

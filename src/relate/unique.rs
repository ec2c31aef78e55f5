//! Each claim of a sentence once.

use crate::model::{Evidence, Polarity, Quantity};

/// Of evidences of one sentence that state the same the one stays that denies it («sold its stake in B»: the noun alone
/// would affirm it), then the one that tells most, then the surest; it is as sure as the surest of them.
pub fn deduplicate(out: &mut Vec<Evidence>, first: usize) {
    let mut fresh = out.split_off(first);
    let object = |one: &Evidence| one.object.as_ref().map(|object| object.entity.id.clone());
    // «holds a 70 percent stake in B»: what a majority makes of a stake stands for it.
    let more: Vec<(String, String, Option<String>)> = fresh
        .iter()
        .filter_map(|one| {
            let own = one.frame.split('/').next().filter(|own| *own != one.relation)?;
            Some((own.to_owned(), one.subject.entity.id.clone(), object(one)))
        })
        .collect();
    fresh.retain(|one| {
        !more.iter().any(|(own, subject, other)| {
            *own == one.relation && *subject == one.subject.entity.id && *other == object(one)
        })
    });
    let told =
        |one: &Evidence| usize::from(one.qualifiers.role.is_some()) + usize::from(one.qualifiers.place.is_some());
    let denies = |one: &Evidence| one.polarity == Polarity::Denied;
    fresh.sort_by(|a, b| {
        key(a)
            .cmp(&key(b))
            .then(denies(b).cmp(&denies(a)))
            .then(told(b).cmp(&told(a)))
            .then(b.confidence.cmp(&a.confidence))
            .then_with(|| a.cmp(b))
    });
    fresh.dedup_by(|later, earlier| {
        let same = key(later) == key(earlier);
        if same {
            earlier.confidence = earlier.confidence.max(later.confidence);
        }
        same
    });
    fresh.sort_by(|a, b| (a.trigger.start, &a.frame).cmp(&(b.trigger.start, &b.frame)).then_with(|| a.cmp(b)));
    out.append(&mut fresh);
}

type Key<'e> = (&'e str, &'e str, Option<&'e str>, Option<&'e Quantity>);

fn key(evidence: &Evidence) -> Key<'_> {
    let object = evidence.object.as_ref().map(|object| object.entity.id.as_str());
    (&evidence.relation, &evidence.subject.entity.id, object, evidence.quantity.as_ref())
}

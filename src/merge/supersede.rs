//! Claims closed by what came later.

use std::collections::BTreeMap;

use super::Draft;
use crate::{
    model::{Date, Object, Status},
    ontology::{Ontology, RelationKind},
};

/// A later claim closes an earlier one where more days than these lie between.
const APART: i64 = 30;
/// The relation of a choice: a later one of the same chooser, told together with an earlier, replaces it.
const CHOICE: &str = "selected";
/// Opening relations, what they open, and whether it stands the other way round.
const OPENS: [(&str, &str, bool); 2] = [("appointed", "worksFor", true), ("acquired", "owns", false)];
/// Closing relations, and what they close.
const CLOSES: [(&str, &str); 1] = [("left", "worksFor")];

/// Marks the claims that are closed, and by which other claim, where there is one.
///
/// A state is closed where all that is said of it last says that it is over; by an event that closes it; by a later
/// claim of a disjoint relation. A choice is closed by a later one of which the same articles tell. Contradictions of
/// the same time are left as they are.
pub fn close(ontology: &Ontology, drafts: &mut [Draft]) {
    let mut near = Near::default();
    for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.claim.status.holds()) {
        let key = &draft.claim.key;
        near.same_relation.entry((&key.subject, &key.relation)).or_default().push(at);
        near.same_pair.entry((&key.subject, &key.object)).or_default().push(at);
    }
    let closed = (0..drafts.len()).filter_map(|at| closed(ontology, drafts, at, &near).map(|by| (at, by)));
    let closed: Vec<(usize, Closed)> = closed.collect();
    for (at, by) in closed {
        let by = match by {
            Closed::By(by) => Some(drafts[by].claim.id.clone()),
            Closed::ByItsOwn => None,
        };
        let claim = &mut drafts[at].claim;
        claim.status = Status::Superseded;
        claim.superseded_by = by;
    }
}

/// Says from when until when each state holds: from when it is first said to hold or an event opened it, until an event
/// or what replaced it closed it, or it is said to be over.
pub fn date(ontology: &Ontology, drafts: &mut [Draft]) {
    let mut opened: BTreeMap<(&str, String, String), Date> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| draft.claim.status.holds()) {
        let key = &draft.claim.key;
        let opening = OPENS.iter().find(|(event, ..)| *event == key.relation);
        if let (Some((_, state, turned)), Object::Entity(object), Some(day)) =
            (opening, &key.object, draft.weight.since)
        {
            let ends = (key.subject.clone(), object.clone());
            let (subject, object) = if *turned { (ends.1, ends.0) } else { ends };
            let first = opened.entry((state, subject, object)).or_insert(day);
            *first = day.min(*first);
        }
    }
    let happened: BTreeMap<String, Option<Date>> =
        drafts.iter().map(|draft| (draft.claim.id.clone(), draft.weight.happened)).collect();
    for draft in drafts {
        let is_state = ontology.relation(&draft.claim.key.relation).is_some_and(|r| r.kind == RelationKind::State);
        let told = draft.claim.status.holds() || draft.claim.status == Status::Superseded;
        let Object::Entity(object) = &draft.claim.key.object else { continue };
        if !is_state || !told {
            continue;
        }
        let key = (draft.claim.key.relation.as_str(), draft.claim.key.subject.clone(), object.clone());
        draft.claim.from = draft.weight.since.into_iter().chain(opened.get(&key).copied()).min();
        if draft.claim.status == Status::Superseded {
            let by = draft.claim.superseded_by.as_ref().and_then(|by| happened.get(by).copied().flatten());
            let until = by.into_iter().chain(draft.weight.over_on).min();
            draft.claim.until = until.filter(|until| draft.claim.from.is_none_or(|from| from <= *until));
        }
    }
}

/// The claims that hold and may close another, by position.
#[derive(Default)]
struct Near<'d> {
    same_relation: BTreeMap<(&'d str, &'d str), Vec<usize>>,
    same_pair: BTreeMap<(&'d str, &'d Object), Vec<usize>>,
}

/// What closes a claim.
enum Closed {
    /// Another claim, by position.
    By(usize),
    /// Its own evidence, which says that it is over.
    ByItsOwn,
}

/// Whether the claim at `at` is closed, and by which other.
fn closed(ontology: &Ontology, drafts: &[Draft], at: usize, near: &Near<'_>) -> Option<Closed> {
    let draft = &drafts[at];
    let key = &draft.claim.key;
    if draft.weight.asserting == 0 || !matches!(key.object, Object::Entity(_)) {
        return None;
    }
    let state = ontology.relation(&key.relation).is_some_and(|relation| relation.kind == RelationKind::State);
    let choice = key.relation == CHOICE;
    if !state && !choice {
        return None;
    }
    let over = is_over(draft);
    if state {
        let pair = || near.same_pair.get(&(key.subject.as_str(), &key.object)).into_iter().flatten().copied();
        let closing = latest(drafts, pair().filter(|other| closes(&drafts[*other], draft)));
        let disjoint = || {
            pair().filter(|other| {
                let other = &drafts[*other];
                are_disjoint(ontology, &other.claim.key.relation, &key.relation)
                    && (over || is_later(other.weight.happened, draft.weight.holds_on))
            })
        };
        if let Some(by) = closing.or_else(|| latest(drafts, disjoint())) {
            return Some(Closed::By(by));
        }
    }
    let same = near.same_relation.get(&(key.subject.as_str(), key.relation.as_str())).into_iter().flatten().copied();
    let replacing = same.filter(|other| {
        let other = &drafts[*other];
        other.claim.key.object != key.object
            && !is_over(other)
            && (over || choice && is_later(other.weight.happened, draft.weight.happened))
            && share_an_article(draft, other)
    });
    let replaced = latest(drafts, replacing);
    replaced.map(Closed::By).or((over && state).then_some(Closed::ByItsOwn))
}

/// The one that happened last; of several the one with most support.
fn latest(drafts: &[Draft], found: impl Iterator<Item = usize>) -> Option<usize> {
    let rank = |at: usize| (drafts[at].weight.happened, drafts[at].claim.support);
    found.max_by(|a, b| rank(*a).cmp(&rank(*b)).then_with(|| drafts[*b].claim.id.cmp(&drafts[*a].claim.id)))
}

/// Whether what is said of it last says that it is over.
pub fn is_over(draft: &Draft) -> bool {
    let weight = &draft.weight;
    let later = matches!((weight.over_on, weight.holds_on), (Some(over), Some(holds)) if over > holds);
    weight.ended && (!weight.open || later)
}

/// Whether `event` closes `state`, and nothing said long after it lets the state go on.
fn closes(event: &Draft, state: &Draft) -> bool {
    let pair = (event.claim.key.relation.as_str(), state.claim.key.relation.as_str());
    CLOSES.contains(&pair) && !is_later(state.weight.holds_on, event.weight.happened)
}

pub fn are_disjoint(ontology: &Ontology, a: &str, b: &str) -> bool {
    let lists = |one: &str, other: &str| {
        ontology.relation(one).is_some_and(|relation| relation.disjoint.iter().any(|name| name == other))
    };
    lists(a, b) || lists(b, a)
}

/// Whether two days are known and far from each other.
pub fn are_apart(one: Option<Date>, other: Option<Date>) -> bool {
    is_later(one, other) || is_later(other, one)
}

/// Whether `later` is clearly after `earlier`, both known.
pub fn is_later(later: Option<Date>, earlier: Option<Date>) -> bool {
    matches!((later, earlier), (Some(later), Some(earlier)) if later.days() > earlier.days() + APART)
}

fn share_an_article(a: &Draft, b: &Draft) -> bool {
    let (few, many) = if a.articles.len() < b.articles.len() { (a, b) } else { (b, a) };
    few.articles.iter().any(|article| many.articles.binary_search(article).is_ok())
}

#[cfg(test)]
mod tests {
    use crate::{
        merge::{
            graph,
            tests::{article, at, claim, evidence, ontology},
        },
        model::{Aspect, Date, Evidence, Modality, Status},
    };

    fn ended(evidence: Evidence) -> Evidence {
        Evidence { aspect: Aspect::Ended, ..evidence }
    }

    fn merged(evidence: Vec<Evidence>) -> crate::model::Graph {
        let mut articles: Vec<_> = ["a", "b", "c"].iter().map(|id| article(id, None, None)).collect();
        for (article, month) in articles.iter_mut().zip([(1, 15), (2, 10), (6, 10)]) {
            article.published = Date::day(2026, month.0, month.1);
        }
        graph(&ontology(), articles, evidence)
    }

    #[test]
    fn a_later_choice_replaces_an_earlier_one_told_with_it() {
        let graph = merged(vec![
            ended(evidence("a", "alfa", "selected", "boreal")),
            evidence("a", "alfa", "selected", "cirrus"),
            ended(evidence("b", "delta", "selected", "boreal")),
            evidence("c", "delta", "selected", "cirrus"),
        ]);
        let old = claim(&graph, "alfa", "selected", "boreal");
        let new = claim(&graph, "alfa", "selected", "cirrus");
        assert_eq!((old.status, old.superseded_by.as_ref()), (Status::Superseded, Some(&new.id)));
        assert_eq!(new.status, Status::Supported);
        // Nobody tells of both: each stands.
        assert_eq!(claim(&graph, "delta", "selected", "boreal").status, Status::Supported);
    }

    #[test]
    fn an_earlier_day_is_as_good_as_a_word() {
        let graph = merged(vec![
            at(evidence("b", "alfa", "selected", "boreal"), None, Some("2025-06-01")),
            evidence("b", "alfa", "selected", "cirrus"),
            evidence("b", "alfa", "selected", "delta"),
        ]);
        assert_eq!(claim(&graph, "alfa", "selected", "boreal").status, Status::Superseded);
        assert_eq!(claim(&graph, "alfa", "selected", "cirrus").status, Status::Supported);
        assert_eq!(claim(&graph, "alfa", "selected", "delta").status, Status::Supported);
    }

    #[test]
    fn posts_end() {
        let planned = Evidence { modality: Modality::Planned, ..evidence("a", "jane", "left", "boreal") };
        let graph = merged(vec![
            evidence("a", "jane", "worksFor", "alfa"),
            evidence("b", "jane", "left", "alfa"),
            evidence("a", "jane", "worksFor", "boreal"),
            planned,
            ended(evidence("a", "jane", "worksFor", "cirrus")),
            evidence("a", "jane", "left", "delta"),
            evidence("c", "jane", "worksFor", "delta"),
        ]);
        let works = |object| claim(&graph, "jane", "worksFor", object);
        assert_eq!(works("alfa").status, Status::Superseded);
        assert_eq!(works("alfa").superseded_by.as_ref(), Some(&claim(&graph, "jane", "left", "alfa").id));
        assert_eq!(works("boreal").status, Status::Supported);
        assert_eq!(works("cirrus").status, Status::Superseded);
        assert_eq!(works("delta").status, Status::Supported);
    }

    #[test]
    fn events_are_past_and_stay_true() {
        let graph = merged(vec![
            ended(evidence("a", "alfa", "rejected", "boreal")),
            ended(evidence("a", "alfa", "partnersWith", "boreal")),
        ]);
        assert_eq!(claim(&graph, "alfa", "rejected", "boreal").status, Status::Supported);
        let partners = claim(&graph, "alfa", "partnersWith", "boreal");
        assert_eq!(
            (partners.status, &partners.superseded_by),
            (Status::Superseded, &Some(claim(&graph, "alfa", "rejected", "boreal").id.clone()))
        );
    }

    #[test]
    fn a_disjoint_claim_of_the_same_time_is_a_contradiction() {
        let graph = merged(vec![
            evidence("a", "alfa", "partnersWith", "boreal"),
            evidence("b", "alfa", "rejected", "boreal"),
            evidence("a", "alfa", "partnersWith", "cirrus"),
            evidence("c", "alfa", "rejected", "cirrus"),
        ]);
        assert_eq!(claim(&graph, "alfa", "partnersWith", "boreal").status, Status::Supported);
        assert_eq!(claim(&graph, "alfa", "partnersWith", "cirrus").status, Status::Superseded);
    }
}

//! Claims that cannot hold at the same time.

use std::collections::BTreeMap;

use super::{Draft, supersede};
use crate::{
    model::{Object, Status},
    ontology::Ontology,
};

/// What the claims of a group have in common, and may not all be true of: relation or none, one end, the other end.
type Group<'d> = (&'d str, Option<&'d str>, Option<&'d Object>);

/// Links each claim with those that contradict it in the time that it is told of: a claim that is said and denied with
/// itself; two of disjoint relations and the same ends; two objects where the relation allows one, and two subjects where
/// it allows one. What is superseded, denied, planned, hearsay or over contradicts nothing but itself.
pub fn link(ontology: &Ontology, drafts: &mut [Draft]) {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut groups: BTreeMap<Group<'_>, Vec<usize>> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let weight = &draft.weight;
        if weight.denied && (weight.asserting > 0 || weight.hearsay) && draft.meets {
            pairs.push((at, at));
        }
        let Some(relation) = ontology.relation(&draft.claim.key.relation).filter(|_| stands(draft)) else { continue };
        let (subject, object) = (draft.claim.key.subject.as_str(), &draft.claim.key.object);
        if matches!(object, Object::Quantity(_)) {
            continue;
        }
        groups.entry(("", Some(subject), Some(object))).or_default().push(at);
        if relation.functional {
            groups.entry((&relation.name, Some(subject), None)).or_default().push(at);
        }
        if relation.inverse_functional {
            groups.entry((&relation.name, None, Some(object))).or_default().push(at);
        }
    }
    for ((relation, ..), group) in &groups {
        for (number, one) in group.iter().enumerate() {
            for other in &group[number + 1..] {
                let (a, b) = (&drafts[*one], &drafts[*other]);
                let names = (a.claim.key.relation.as_str(), b.claim.key.relation.as_str());
                let excluded = !relation.is_empty() || supersede::are_disjoint(ontology, names.0, names.1);
                if excluded && !supersede::are_apart(a.weight.happened, b.weight.happened) {
                    pairs.push((*one, *other));
                }
            }
        }
    }
    for (one, other) in pairs {
        let ids = (drafts[one].claim.id.clone(), drafts[other].claim.id.clone());
        drafts[one].claim.contradicts.push(ids.1);
        if one != other {
            drafts[other].claim.contradicts.push(ids.0);
        }
    }
    for draft in drafts {
        draft.claim.contradicts.sort_unstable();
        draft.claim.contradicts.dedup();
    }
}

fn stands(draft: &Draft) -> bool {
    matches!(draft.claim.status, Status::Confirmed | Status::Supported | Status::Contested)
        && !supersede::is_over(draft)
}

#[cfg(test)]
mod tests {
    use crate::{
        merge::{
            graph,
            tests::{article, claim, evidence, ontology},
        },
        model::{Aspect, Date, Evidence, Graph, Modality, Polarity, Status},
    };

    /// Articles of January, February and June.
    fn merged(evidence: Vec<Evidence>) -> Graph {
        let mut articles: Vec<_> = ["a", "b", "c"].iter().map(|id| article(id, Some(id), None)).collect();
        for (article, month) in articles.iter_mut().zip([(1, 15), (2, 10), (6, 10)]) {
            article.published = Date::day(2026, month.0, month.1);
        }
        graph(&ontology(), articles, evidence)
    }

    fn denied(evidence: Evidence) -> Evidence {
        Evidence { polarity: Polarity::Denied, by_party: true, ..evidence }
    }

    #[test]
    fn a_state_denied_long_after_is_over_and_an_event_is_not() {
        let graph = merged(vec![
            evidence("a", "alfa", "partnersWith", "boreal"),
            denied(evidence("b", "alfa", "partnersWith", "boreal")),
            evidence("a", "alfa", "partnersWith", "cirrus"),
            denied(evidence("c", "alfa", "partnersWith", "cirrus")),
            denied(evidence("a", "alfa", "partnersWith", "delta")),
            evidence("c", "alfa", "partnersWith", "delta"),
            evidence("a", "alfa", "rejected", "estra"),
            denied(evidence("c", "alfa", "rejected", "estra")),
        ]);
        let told = |object, relation| {
            let claim = claim(&graph, "alfa", relation, object);
            (claim.status, claim.contradicts.len())
        };
        assert_eq!(told("boreal", "partnersWith"), (Status::Contested, 1));
        assert_eq!(told("cirrus", "partnersWith"), (Status::Denied, 0));
        assert_eq!(told("delta", "partnersWith"), (Status::Supported, 0));
        assert_eq!(told("estra", "rejected"), (Status::Contested, 1));
    }

    #[test]
    fn disjoint_relations_and_single_owners_of_one_time() {
        let over = |evidence| Evidence { aspect: Aspect::Ended, ..evidence };
        let planned = |evidence| Evidence { modality: Modality::Planned, ..evidence };
        let graph = merged(vec![
            evidence("a", "alfa", "selected", "boreal"),
            evidence("b", "alfa", "rejected", "boreal"),
            evidence("a", "alfa", "selected", "cirrus"),
            evidence("c", "alfa", "rejected", "cirrus"),
            over(evidence("a", "alfa", "selected", "delta")),
            evidence("b", "alfa", "rejected", "delta"),
            evidence("a", "alfa", "acquired", "estra"),
            evidence("b", "boreal", "acquired", "estra"),
            evidence("b", "alfa", "acquired", "fonda"),
            planned(evidence("b", "boreal", "acquired", "fonda")),
        ]);
        let number = |subject, relation, object| claim(&graph, subject, relation, object).contradicts.len();
        assert_eq!((number("alfa", "selected", "boreal"), number("alfa", "rejected", "boreal")), (1, 1));
        assert_eq!(number("alfa", "rejected", "cirrus"), 0, "long after");
        assert_eq!(number("alfa", "rejected", "delta"), 0, "told as over");
        assert_eq!((number("alfa", "acquired", "estra"), number("boreal", "acquired", "estra")), (1, 1));
        assert_eq!(number("alfa", "acquired", "fonda"), 0, "planned");
    }
}

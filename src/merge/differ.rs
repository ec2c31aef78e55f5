//! Different numbers for the same thing.

use std::collections::BTreeMap;

use super::Draft;
use crate::{
    model::{Decimal, Object, Status},
    ontology::{Ontology, Relation, RelationKind},
};

/// What must be the same of two observations for their numbers to be compared; for a month or year that too.
type Measured = (String, String, Vec<String>, String, Vec<String>, Option<String>);
/// Days that lie between two reports of one event at most.
const SAME_EVENT: i64 = 14;

/// Links the observations of the same subject, measure, place, period and day (one day more or less) whose numbers
/// differ, also when the finer is rounded to the coarser; and the numbers of one event that has one. Denied and planned ones are not compared, nor are those
/// without any day.
pub fn compare(ontology: &Ontology, drafts: &mut [Draft]) {
    let mut groups: BTreeMap<Measured, Vec<(i64, Decimal, usize)>> = BTreeMap::new();
    let is =
        |draft: &Draft, what: fn(&Relation) -> bool| ontology.relation(&draft.claim.key.relation).is_some_and(what);
    for (at, draft) in drafts.iter().enumerate() {
        let compared = is(draft, |relation| relation.kind == RelationKind::Observation || relation.functional)
            && !matches!(draft.claim.status, Status::Denied | Status::Planned);
        if let Some((measured, day, value)) = compared.then(|| measured(draft)).flatten() {
            groups.entry(measured).or_default().push((day, value, at));
        }
    }
    for mut group in groups.into_values() {
        group.sort_unstable();
        for (i, (day, value, at)) in group.iter().enumerate() {
            let window =
                if is(&drafts[*at], |relation| relation.kind == RelationKind::Observation) { 1 } else { SAME_EVENT };
            for (_, other, with) in group[i + 1..].iter().take_while(|(later, ..)| *later <= day + window) {
                if differ(*value, *other) {
                    let (id, other_id) = (drafts[*at].claim.id.clone(), drafts[*with].claim.id.clone());
                    drafts[*at].claim.differs_from.push(other_id);
                    drafts[*with].claim.differs_from.push(id);
                }
            }
        }
    }
    for draft in drafts {
        draft.claim.differs_from.sort_unstable();
        draft.claim.differs_from.dedup();
    }
}

fn measured(draft: &Draft) -> Option<(Measured, i64, Decimal)> {
    let key = &draft.claim.key;
    let Object::Quantity(quantity) = &key.object else { return None };
    let (span, day) = match key.date {
        Some(date) if !date.is_day() => (Some(date.to_string()), 0),
        Some(date) => (None, date.days()),
        None => (None, draft.claim.first_reported?.days()),
    };
    let (relation, subject) = (key.relation.clone(), key.subject.clone());
    Some((
        (relation, subject, draft.places.clone(), quantity.unit.clone(), draft.periods.clone(), span),
        day,
        quantity.value,
    ))
}

/// Whether two numbers differ when the finer is rounded to the coarser.
fn differ(a: Decimal, b: Decimal) -> bool {
    let places = a.places().min(b.places());
    a.rounded(places) != b.rounded(places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        merge::{
            graph,
            tests::{article, at, ontology, value},
        },
        model::Evidence,
    };

    fn differences(all: Vec<Evidence>) -> Vec<(String, usize)> {
        let graph = graph(&ontology(), vec![article("a", None, None)], all);
        let mut found: Vec<_> = graph
            .claims
            .iter()
            .map(|claim| match &claim.key.object {
                Object::Quantity(quantity) => (quantity.value.to_string(), claim.differs_from.len()),
                Object::Entity(id) => (id.clone(), 0),
            })
            .collect();
        found.sort();
        found
    }

    fn rose(number: &str, place: &str, day: &str) -> Evidence {
        at(value("a", "alfa", "sharesChanged", number, "percent"), Some(place), Some(day))
    }

    #[test]
    fn the_same_day_and_place_with_another_number() {
        let found = differences(vec![
            rose("6.4", "frankfurt", "2026-03-04"),
            rose("6.1", "frankfurt", "2026-03-05"),
            rose("6.12", "frankfurt", "2026-03-04"),
            rose("2.6", "paris", "2026-03-04"),
            rose("1.1", "frankfurt", "2026-03-07"),
        ]);
        let expected = [("1.1", 0), ("2.6", 0), ("6.1", 1), ("6.12", 1), ("6.4", 2)];
        assert_eq!(found, expected.map(|(number, count)| (number.to_owned(), count)));
    }

    #[test]
    fn another_period_is_another_thing() {
        let mut early = rose("1.5", "frankfurt", "2026-03-04");
        early.qualifiers.period = Some("early-trading".to_owned());
        let found = differences(vec![early, rose("2.2", "frankfurt", "2026-03-04")]);
        assert!(found.iter().all(|(_, count)| *count == 0));
    }

    #[test]
    fn rounding_is_no_difference() {
        let of = |text| Decimal::parse(text).expect("a number");
        assert!(!differ(of("8.48"), of("8.5")));
        assert!(differ(of("8.44"), of("8.5")));
        assert!(!differ(of("11"), of("11.1")));
        assert!(differ(of("-9.1"), of("9.1")));
    }
}

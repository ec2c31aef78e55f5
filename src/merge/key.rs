//! What an evidence claims, whatever its language.

use crate::{
    model::{ClaimKey, Entity, Evidence, Object, Quantity, identifier},
    ontology::{Ontology, RelationKind},
};

/// The key of the claim that an evidence states: relation, subject, object or value, and for observations place and
/// day. `None` where there is neither object nor value, or where both ends are the same.
pub fn key(ontology: &Ontology, evidence: &Evidence) -> Option<ClaimKey> {
    key_by(ontology, evidence, |entity| entity.id.clone())
}

/// The same where `id` says who an entity is.
pub fn key_by(ontology: &Ontology, evidence: &Evidence, id: impl Fn(&Entity) -> String) -> Option<ClaimKey> {
    let relation = ontology.relation(&evidence.relation);
    let has_value = relation.map_or(evidence.object.is_none(), |relation| relation.has_value);
    let mut subject = id(&evidence.subject.entity);
    let object = if has_value {
        Object::Quantity(evidence.quantity.clone()?)
    } else {
        let mut object = id(&evidence.object.as_ref()?.entity);
        if object == subject {
            return None;
        }
        if relation.is_some_and(|relation| relation.symmetric) && object < subject {
            std::mem::swap(&mut object, &mut subject);
        }
        Object::Entity(object)
    };
    let observed = relation.is_some_and(|relation| relation.kind == RelationKind::Observation);
    let qualifiers = observed.then_some(&evidence.qualifiers);
    Some(ClaimKey {
        relation: evidence.relation.clone(),
        subject,
        object,
        place: qualifiers.and_then(|qualifiers| Some(id(qualifiers.place.as_ref()?))),
        date: qualifiers.and_then(|qualifiers| qualifiers.date),
    })
}

/// The identifier of a claim, from its key.
#[must_use]
pub fn claim_id(key: &ClaimKey) -> String {
    let (kind, object) = match &key.object {
        Object::Entity(id) => ("entity", id.clone()),
        Object::Quantity(Quantity { value, unit }) => ("quantity", format!("{value} {unit}")),
    };
    let date = key.date.map(|date| date.to_string()).unwrap_or_default();
    let place = key.place.as_deref().unwrap_or("");
    identifier("claim", &[&key.relation, &key.subject, kind, &object, place, &date])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merge::tests::{at, evidence, ontology, value};

    #[test]
    fn symmetric_relations_have_one_order() {
        let ontology = ontology();
        let one = key(&ontology, &evidence("a", "alfa", "partnersWith", "boreal")).expect("a key");
        let two = key(&ontology, &evidence("b", "boreal", "partnersWith", "alfa")).expect("a key");
        assert_eq!((one.subject.as_str(), &one), ("alfa", &two));
        let one = key(&ontology, &evidence("a", "alfa", "rejected", "boreal"));
        assert_ne!(one, key(&ontology, &evidence("a", "boreal", "rejected", "alfa")));
        assert_eq!(key(&ontology, &evidence("a", "alfa", "partnersWith", "alfa")), None);
    }

    #[test]
    fn place_and_day_belong_to_observations_alone() {
        let ontology = ontology();
        let there = |evidence| at(evidence, Some("frankfurt"), Some("2026-03-04"));
        let shares = key(&ontology, &there(value("a", "alfa", "sharesChanged", "6.4", "percent"))).expect("a key");
        assert_eq!(
            (shares.place.as_deref(), shares.date.map(|date| date.to_string())),
            (Some("frankfurt"), Some("2026-03-04".to_owned()))
        );
        let raised = key(&ontology, &there(value("a", "alfa", "raised", "180000000", "EUR"))).expect("a key");
        assert_eq!((&raised.place, raised.date), (&None, None));
        assert_ne!(claim_id(&shares), claim_id(&raised));
        assert_eq!(key(&ontology, &evidence("a", "alfa", "raised", "boreal")), None);
    }
}

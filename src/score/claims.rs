//! Evidence into claims that can be held against gold facts.
//!
//! Evidence of one article that says the same (relation, ends, value, polarity) is one claim. What is hypothetical is no
//! claim.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fact, GoldLine, Options, names::normal};
use crate::{
    model::{Argument, Decimal, Evidence, Modality, Polarity},
    ontology::Ontology,
};

/// What all evidence of one article says in the same way.
pub(super) struct Claim<'e> {
    pub(super) evidence: Vec<&'e Evidence>,
    subjects: Vec<BTreeSet<String>>,
    objects: Vec<BTreeSet<String>>,
}

/// The claims of each article, by the part of its name after the last slash.
pub(super) fn claims<'e>(
    ontology: &Ontology,
    evidence: impl IntoIterator<Item = (&'e str, &'e Evidence)>,
) -> BTreeMap<&'e str, Vec<Claim<'e>>> {
    type Key<'e> = (&'e str, &'e str, [String; 2], Option<Decimal>, bool);
    let mut claims: BTreeMap<&str, Vec<Claim<'_>>> = BTreeMap::new();
    let mut places: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    for (article, evidence) in evidence {
        if evidence.modality == Modality::Hypothetical {
            continue;
        }
        let article = article.rsplit('/').next().unwrap_or(article);
        let label = |argument: &Argument| normal(&argument.entity.label);
        let mut ends = [label(&evidence.subject), evidence.object.as_ref().map_or(String::new(), label)];
        if symmetric(ontology, &evidence.relation) {
            ends.sort();
        }
        let value = evidence.quantity.as_ref().map(|quantity| quantity.value);
        let denied = evidence.polarity == Polarity::Denied;
        let claims = claims.entry(article).or_default();
        let at = *places.entry((article, &evidence.relation, ends, value, denied)).or_insert(claims.len());
        if at == claims.len() {
            claims.push(Claim { evidence: Vec::new(), subjects: Vec::new(), objects: Vec::new() });
        }
        claims[at].evidence.push(evidence);
        claims[at].subjects.push(names(Some(&evidence.subject)));
        claims[at].objects.push(names(evidence.object.as_ref()));
    }
    claims
}

fn symmetric(ontology: &Ontology, relation: &str) -> bool {
    ontology.relation(relation).is_some_and(|relation| relation.symmetric)
}

fn names(argument: Option<&Argument>) -> BTreeSet<String> {
    let Some(Argument { entity, mention }) = argument else { return BTreeSet::new() };
    let all = [&entity.label, &mention.text].into_iter().chain(&entity.aliases);
    all.filter(|name| !name.is_empty()).map(|name| normal(name)).collect()
}

/// The names of a fact's ends, made comparable once.
pub(super) struct Names {
    subject: BTreeSet<String>,
    object: BTreeSet<String>,
}

impl Names {
    /// The names of a fact.
    pub(super) fn of(fact: &Fact) -> Self {
        let all = |names: &[String]| names.iter().map(|name| normal(name)).collect();
        Self { subject: all(&fact.subject), object: all(&fact.object) }
    }
}

impl Claim<'_> {
    /// Whether some evidence states the fact.
    pub(super) fn matches(&self, fact: &Fact, names: &Names, ontology: &Ontology) -> bool {
        let places = self.evidence.iter().zip(&self.subjects).zip(&self.objects);
        places.into_iter().any(|((evidence, subject), object)| {
            let relation = &evidence.relation;
            if *relation != fact.relation && !fact.or.contains(relation) {
                return false;
            }
            if fact.denied != (evidence.polarity == Polarity::Denied) {
                return false;
            }
            let meet = |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_disjoint(b);
            if let Some(value) = &fact.value {
                let given = evidence.quantity.as_ref().map(|quantity| quantity.value.to_f64());
                return meet(&names.subject, subject) && close(given, value.as_f64());
            }
            if names.object.is_empty() {
                return meet(&names.subject, subject);
            }
            let straight = meet(&names.subject, subject) && meet(&names.object, object);
            let either_way = symmetric(ontology, &fact.relation) || symmetric(ontology, relation);
            straight || either_way && meet(&names.subject, object) && meet(&names.object, subject)
        })
    }

    /// Whether the gold line is complete for claims like this one, so that one without a fact is false.
    pub(super) fn judged(&self, line: &GoldLine, options: &Options) -> bool {
        let (Some(first), Some(subject), Some(object)) =
            (self.evidence.first(), self.subjects.first(), self.objects.first())
        else {
            return false;
        };
        if line.relations.as_ref().is_some_and(|relations| !relations.contains(&first.relation)) {
            return false;
        }
        let modalities = [Modality::Asserted, Modality::Reported, Modality::Planned];
        if !line.mods.as_deref().unwrap_or(&modalities).contains(&first.modality) {
            return false;
        }
        let Some(pair) = line.pairs.as_ref().filter(|_| options.pairs) else { return true };
        let [one, other] = pair.each_ref().map(|names| names.iter().map(|name| normal(name)).collect::<BTreeSet<_>>());
        let meet = |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_disjoint(b);
        meet(subject, &one) && meet(object, &other) || meet(subject, &other) && meet(object, &one)
    }
}

/// Within half a percent, or within 0.005 below one.
fn close(given: Option<f64>, wanted: Option<f64>) -> bool {
    matches!((given, wanted), (Some(given), Some(wanted)) if (given - wanted).abs() <= 0.005 * wanted.abs().max(1.0))
}

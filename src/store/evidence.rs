//! Evidence as quads: the place in the article that states a claim, and the words there.

use oxigraph::model::{Literal, NamedNode, Term};

use super::{
    iris::{NG, NIF, RDF},
    write::{Writer, count_of, date, decimal, name, tagged, term, text, thousandths},
};
use crate::model::{Aspect, Claim, Evidence, Language, Modality, Object, Polarity, Quote, Source, identifier};

/// The identifier of an evidence: from its article, its places, its frame and what it says.
#[must_use]
pub fn evidence_id(evidence: &Evidence) -> String {
    let place = |quote: &Quote| format!("{},{}", quote.start, quote.end);
    let object = evidence.object.as_ref();
    let said: Vec<&str> = evidence.attribution.iter().map(|source| source.label.as_str()).collect();
    identifier(
        "evidence",
        &[
            &evidence.article,
            &place(&evidence.sentence),
            &place(&evidence.subject.mention),
            &place(&evidence.trigger),
            &object.map_or(String::new(), |object| place(&object.mention)),
            &evidence.frame,
            &evidence.relation,
            &evidence.subject.entity.id,
            object.map_or("", |object| &object.entity.id),
            &evidence.quantity.as_ref().map_or(String::new(), |q| format!("{} {}", q.value, q.unit)),
            polarity(evidence.polarity),
            modality(evidence.modality),
            &said.join("\n"),
            // One clause may tell the same number of two places or days.
            evidence.qualifiers.place.as_ref().map_or("", |place| &place.id),
            &evidence.qualifiers.date.map_or(String::new(), |date| date.to_string()),
        ],
    )
}

pub(super) fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Affirmed => "Affirmed",
        Polarity::Denied => "Denied",
    }
}

pub(super) fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "Asserted",
        Modality::Reported => "Reported",
        Modality::Planned => "Planned",
        Modality::Possible => "Possible",
        Modality::Hypothetical => "Hypothetical",
    }
}

pub(super) fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Plain => "Plain",
        Aspect::Ongoing => "Ongoing",
        Aspect::Ended => "Ended",
        Aspect::NotYet => "NotYet",
    }
}

/// Whether the chain can be read back from `ng:attributedTo` and `ng:via` alone.
pub(super) fn is_plain_chain(chain: &[Source]) -> bool {
    let plain = |source: &Source| source.entity.as_ref().is_none_or(|entity| entity.label == source.label);
    chain.len() <= 2 && chain.iter().all(plain)
}

impl Writer<'_> {
    pub(super) fn evidence(&mut self, evidence: &Evidence, claims: &[&Claim]) {
        let node = self.iris.evidence(&evidence_id(evidence));
        self.add(&node, RDF, "type", term("Evidence"));
        self.add(&node, NG, "article", self.iris.article(&evidence.article));
        for claim in claims {
            self.add(&node, NG, "claim", self.iris.claim(&claim.id));
        }
        self.own_words(&node, evidence, claims.first().copied());
        self.add(&node, NG, "polarity", term(polarity(evidence.polarity)));
        self.add(&node, NG, "modality", term(modality(evidence.modality)));
        if evidence.aspect != Aspect::Plain {
            self.add(&node, NG, "aspect", term(aspect(evidence.aspect)));
        }
        if evidence.by_party {
            self.add(&node, NG, "byParty", Literal::from(true));
        }
        if evidence.computed {
            self.add(&node, NG, "computed", Literal::from(true));
        }
        self.add(&node, NG, "frame", text(&evidence.frame));
        self.add(&node, NG, "confidence", thousandths(evidence.confidence));
        self.sources(&node, &evidence.attribution, evidence.language);
        self.qualifiers(&node, evidence);
        let object = evidence.object.as_ref().map(|object| &object.mention);
        let quotes = [
            ("subjectSpan", Some(&evidence.subject.mention)),
            ("triggerSpan", Some(&evidence.trigger)),
            ("objectSpan", object),
            ("sentence", Some(&evidence.sentence)),
        ];
        for (name, quote) in quotes {
            let Some(quote) = quote else { continue };
            let span = self.iris.span(&evidence.article, quote.start, quote.end);
            self.add(&span, NIF, "anchorOf", tagged(&quote.text, evidence.language));
            if name == "sentence" {
                self.add(&span, RDF, "type", NamedNode::new_unchecked(format!("{NIF}Sentence")));
                self.add(&span, NIF, "beginIndex", Literal::from(count_of(quote.start)));
                self.add(&span, NIF, "endIndex", Literal::from(count_of(quote.end)));
            }
            self.add(&node, NG, name, span);
        }
    }

    /// Subject, relation, object and amount, as far as they are not those of the claim (the ends of a symmetric
    /// relation may stand the other way round, amounts may have been rounded together, and some evidence has no claim).
    fn own_words(&mut self, node: &NamedNode, evidence: &Evidence, claim: Option<&Claim>) {
        let key = claim.map(|claim| &claim.key);
        if key.is_none_or(|key| key.relation != evidence.relation) {
            self.add(node, RDF, "predicate", term(&evidence.relation));
        }
        if key.is_none_or(|key| key.subject != evidence.subject.entity.id) {
            self.add(node, RDF, "subject", self.iris.entity(&evidence.subject.entity.id));
        }
        if let Some(object) = &evidence.object {
            let same = key.is_some_and(|key| matches!(&key.object, Object::Entity(id) if *id == object.entity.id));
            if !same {
                self.add(node, RDF, "object", self.iris.entity(&object.entity.id));
            }
        }
        if let Some(quantity) = &evidence.quantity {
            let same = key.is_some_and(|key| matches!(&key.object, Object::Quantity(of) if of == quantity));
            if !same {
                self.add(node, NG, "amount", decimal(&quantity.value.to_string()));
                self.add(node, NG, "unit", name(&quantity.unit));
            }
        }
    }

    fn sources(&mut self, node: &NamedNode, chain: &[Source], language: Language) {
        for (at, source) in chain.iter().enumerate() {
            let said: Term = match &source.entity {
                Some(entity) => self.iris.entity(&entity.id).into(),
                None => tagged(&source.label, language).into(),
            };
            self.add(node, NG, if at == 0 { "attributedTo" } else { "via" }, said);
        }
        if !is_plain_chain(chain) {
            let links: Vec<_> =
                chain.iter().map(|source| (&source.label, source.entity.as_ref().map(|entity| &entity.id))).collect();
            let json = serde_json::to_string(&links).unwrap_or_default();
            let datatype = NamedNode::new_unchecked(format!("{RDF}JSON"));
            self.add(node, NG, "attribution", Literal::new_typed_literal(json, datatype));
        }
    }

    fn qualifiers(&mut self, node: &NamedNode, evidence: &Evidence) {
        let qualifiers = &evidence.qualifiers;
        if let Some(place) = &qualifiers.place {
            self.add(node, NG, "place", self.iris.entity(&place.id));
        }
        if let Some(day) = qualifiers.date {
            self.add(node, NG, "date", date(day));
        }
        if let Some(role) = &qualifiers.role {
            self.add(node, NG, "role", name(role));
        }
        if let Some(period) = &qualifiers.period {
            self.add(node, NG, "period", text(period));
        }
    }
}

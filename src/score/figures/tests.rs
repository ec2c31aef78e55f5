use std::sync::Arc;

use super::*;
use crate::{
    model::{Argument, Aspect, Decimal, Entity, Language, Polarity, Qualifiers, Quantity, Quote, Source},
    ontology::Relation,
    score::gold,
};

fn ontology() -> Ontology {
    let relation = |name: &str, symmetric| Relation { name: name.to_owned(), symmetric, ..Relation::default() };
    let names = [("acquired", false), ("partnersWith", true), ("raised", false), ("sued", false)];
    Ontology { relations: names.map(|(name, symmetric)| relation(name, symmetric)).to_vec(), ..Ontology::default() }
}

fn evidence(subject: &str, relation: &str, object: &str) -> Evidence {
    let quote = |text: &str| Quote { text: text.to_owned(), start: 0, end: 1 };
    let argument = |label: &str| Argument {
        entity: Arc::new(Entity {
            id: label.to_lowercase(),
            label: label.to_owned(),
            aliases: Vec::new(),
            class: "Company".to_owned(),
            known: true,
        }),
        mention: quote("it"),
    };
    let value = Decimal::parse(object);
    Evidence {
        article: "x".to_owned(),
        language: Language::new("en").expect("a code"),
        sentence: quote("s"),
        trigger: quote("t"),
        relation: relation.to_owned(),
        subject: argument(subject),
        object: value.is_none().then(|| argument(object)),
        quantity: value.map(|value| Quantity { value, unit: "percent".to_owned() }),
        polarity: Polarity::Affirmed,
        modality: Modality::Asserted,
        aspect: Aspect::Plain,
        attribution: Vec::new(),
        by_party: false,
        computed: false,
        qualifiers: Qualifiers::default(),
        frame: "f".to_owned(),
        confidence: 900,
    }
}

fn scored(gold_text: &str, evidence: &[Evidence], options: &Options) -> Figures {
    let gold = gold(gold_text).expect("gold");
    figures(&ontology(), &gold, evidence.iter().map(|evidence| ("dir/a.txt", evidence)), options)
}

const GOLD: &str = r#"{"article": "a.txt", "lang": "en", "facts": [
{"s": ["Alfa", "Alfa AG"], "r": "partnersWith", "o": ["Bo"]},
{"s": ["Alfa"], "r": "raised", "value": 9.1},
{"s": ["Alfa"], "r": "acquired", "o": ["Ce"], "optional": true},
{"s": ["Alfa"], "r": "sued", "o": ["De"], "mod": "reported", "by": ["Wire"]}]}"#;

fn one_line() -> String {
    GOLD.replace('\n', " ")
}

#[test]
fn symmetric_relations_match_either_way_and_values_within_half_a_percent() {
    let found = [evidence("Bo", "partnersWith", "Alfa"), evidence("Alfa", "raised", "9.12")];
    let total = scored(&one_line(), &found, &Options::default()).total();
    assert_eq!((total.found, total.false_claims, total.missed), (2, 0, 1));
}

#[test]
fn optional_facts_count_neither_way_and_the_rest_is_false() {
    let found = [evidence("Alfa", "acquired", "Ce"), evidence("Ce", "acquired", "Alfa")];
    let figures = scored(&one_line(), &found, &Options::default());
    let total = figures.total();
    assert_eq!((total.found, total.false_claims, total.missed), (0, 1, 3));
    assert_eq!(figures.differences.last().map(ToString::to_string).as_deref(), Some("false  a.txt: Ce acquired Alfa"));
}

#[test]
fn the_same_said_twice_counts_once_and_denial_is_another_claim() {
    let mut denied = evidence("Alfa", "partnersWith", "Bo");
    denied.polarity = Polarity::Denied;
    let found = [evidence("Alfa", "partnersWith", "Bo"), evidence("Bo", "partnersWith", "Alfa"), denied];
    let total = scored(&one_line(), &found, &Options::default()).total();
    assert_eq!((total.found, total.false_claims), (1, 1));
}

#[test]
fn modality_and_attribution_are_counted_over_what_was_found() {
    let mut found = evidence("Alfa", "sued", "De");
    found.modality = Modality::Possible;
    found.attribution = vec![Source { label: "The Wire".to_owned(), entity: None }];
    let figures = scored(&one_line(), &[found.clone()], &Options::default());
    assert_eq!((figures.modality, figures.attribution), ((1, 1), (1, 1)));
    found.modality = Modality::Hypothetical;
    assert_eq!(scored(&one_line(), &[found], &Options::default()).total().found, 0);
}

#[test]
fn gold_that_is_complete_for_a_pair_or_some_relations_judges_these_only() {
    let gold = r#"{"article": "a.txt", "lang": "en", "relations": ["sued"], "pairs": [["Alfa"], ["Bo"]], "facts": []}"#;
    let found = [evidence("Alfa", "sued", "Bo"), evidence("Alfa", "sued", "Ce"), evidence("Alfa", "acquired", "Bo")];
    let count = |pairs| scored(gold, &found, &Options { pairs, relations: None }).total().false_claims;
    assert_eq!((count(false), count(true)), (2, 1));
    let only = Options { relations: Some(["acquired".to_owned()].into()), pairs: false };
    assert_eq!(scored(gold, &found, &only).total().false_claims, 0);
}

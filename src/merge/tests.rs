//! Evidence in, graph out.

use std::sync::Arc;

use super::*;
use crate::{
    model::{
        Argument, Aspect, ClassId, Decimal, Entity, Language, Modality, Object, Polarity, Qualifiers, Quantity, Quote,
        Source, Status,
    },
    ontology::{Class, KnownEntity, Lexicon, Relation, RelationKind},
};

/// A small ontology: some relations, an outlet.
pub fn ontology() -> Ontology {
    let relation = |(name, kind, symmetric, has_value): (&str, RelationKind, bool, bool)| Relation {
        name: name.to_owned(),
        kind,
        symmetric,
        has_value,
        inverse_functional: name == "acquired",
        functional: name == "raised",
        disjoint: if ["partnersWith", "selected"].contains(&name) { vec!["rejected".to_owned()] } else { Vec::new() },
        ..Relation::default()
    };
    let relations = [
        ("acquired", RelationKind::Event, false, false),
        ("left", RelationKind::Event, false, false),
        ("partnersWith", RelationKind::State, true, false),
        ("raised", RelationKind::Event, false, true),
        ("rejected", RelationKind::Event, false, false),
        ("selected", RelationKind::Event, false, false),
        ("sharesChanged", RelationKind::Observation, false, true),
        ("worksFor", RelationKind::State, false, false),
    ];
    let language = Language::new("en").expect("a language");
    let anonymous =
        (("AnonymousSource".to_owned(), "word".to_owned()), vec!["people familiar with the matter".to_owned()]);
    let entity = |(id, name, class): (&str, &str, u8)| KnownEntity {
        id: id.to_owned(),
        class: ClassId(class),
        labels: [(None, vec![name.to_owned()])].into(),
        ..KnownEntity::default()
    };
    Ontology {
        classes: ["Media", "Company"]
            .iter()
            .zip(0..)
            .map(|(name, at)| Class { name: (*name).to_owned(), ancestors: 1 << at, ..Class::default() })
            .collect(),
        relations: relations.into_iter().map(relation).collect(),
        lexicons: vec![Lexicon { language, lists: [anonymous].into() }],
        entities: [("alfa", "Alfa", 1), ("reuters", "Reuters", 0)].into_iter().map(entity).collect(),
        ..Ontology::default()
    }
}

/// The head of an article with nothing else in it.
pub fn article(id: &str, publisher: Option<&str>, agency: Option<&str>) -> ArticleHead {
    ArticleHead {
        id: id.to_owned(),
        name: format!("{id}.txt"),
        language: Language::new("en").expect("a language"),
        title: None,
        publisher: publisher.map(str::to_owned),
        byline: None,
        published: crate::model::Date::day(2026, 3, 4),
        url: None,
        agency: agency.map(str::to_owned),
        sketch: Vec::new(),
    }
}

fn entity(id: &str) -> Arc<Entity> {
    let class = "Company".to_owned();
    Arc::new(Entity { id: id.to_owned(), label: id.to_owned(), aliases: Vec::new(), class, known: false })
}

fn argument(id: &str, start: u32) -> Argument {
    Argument { entity: entity(id), mention: Quote { text: id.to_owned(), start, end: start + 5 } }
}

/// An evidence that is plainly asserted, at a place that its words decide.
pub fn evidence(article: &str, subject: &str, relation: &str, object: &str) -> Evidence {
    Evidence {
        article: article.to_owned(),
        language: Language::new("en").expect("a language"),
        sentence: Quote { text: format!("{subject} {relation} {object}."), start: 0, end: 90 },
        trigger: Quote { text: relation.to_owned(), start: 10, end: 20 },
        relation: relation.to_owned(),
        subject: argument(subject, 0),
        object: Some(argument(object, 30)),
        quantity: None,
        polarity: Polarity::Affirmed,
        modality: Modality::Asserted,
        aspect: Aspect::Plain,
        attribution: Vec::new(),
        by_party: false,
        computed: false,
        qualifiers: Qualifiers::default(),
        frame: format!("{relation}/en/verb-1"),
        confidence: 900,
    }
}

/// An evidence with a number instead of an object.
pub fn value(article: &str, subject: &str, relation: &str, number: &str, unit: &str) -> Evidence {
    let quantity = Quantity { value: Decimal::parse(number).expect("a number"), unit: unit.to_owned() };
    Evidence { object: None, quantity: Some(quantity), ..evidence(article, subject, relation, number) }
}

/// The same with place and day.
pub fn at(mut evidence: Evidence, place: Option<&str>, day: Option<&str>) -> Evidence {
    evidence.qualifiers.place = place.map(entity);
    evidence.qualifiers.date = day.map(|day| day.parse().expect("a day"));
    evidence
}

/// The same with sources, the nearest first.
pub fn by(mut evidence: Evidence, sources: &[&str]) -> Evidence {
    let source =
        |label: &&str| Source { label: (*label).to_owned(), entity: (*label == "Reuters").then(|| entity("reuters")) };
    evidence.attribution = sources.iter().map(source).collect();
    evidence
}

/// The same further on in the article.
pub fn moved(mut evidence: Evidence, by: u32) -> Evidence {
    let object = evidence.object.as_mut().map(|object| &mut object.mention);
    for quote in
        [&mut evidence.sentence, &mut evidence.trigger, &mut evidence.subject.mention].into_iter().chain(object)
    {
        quote.start += by;
        quote.end += by;
    }
    evidence
}

/// The claim with these ends.
pub fn claim<'g>(graph: &'g Graph, subject: &str, relation: &str, object: &str) -> &'g Claim {
    let object = Object::Entity(object.to_owned());
    let is =
        |claim: &&Claim| claim.key.subject == subject && claim.key.relation == relation && claim.key.object == object;
    graph.claims.iter().find(is).expect("the claim")
}

fn articles() -> Vec<ArticleHead> {
    let mut all = vec![
        article("a", Some("Outlet One"), None),
        article("b", Some("Outlet Two"), None),
        article("c", None, Some("Reuters")),
    ];
    all[1].published = crate::model::Date::day(2026, 3, 6);
    all[2].language = Language::new("fr").expect("a language");
    all
}

#[test]
fn one_claim_of_several_articles() {
    let french = Evidence {
        language: Language::new("fr").expect("a language"),
        ..evidence("c", "boreal", "partnersWith", "alfa")
    };
    let graph = graph(
        &ontology(),
        articles(),
        vec![
            evidence("a", "alfa", "partnersWith", "boreal"),
            moved(evidence("a", "boreal", "partnersWith", "alfa"), 100),
            by(evidence("b", "alfa", "partnersWith", "boreal"), &["Reuters"]),
            french,
        ],
    );
    let claim = claim(&graph, "alfa", "partnersWith", "boreal");
    assert_eq!(graph.claims.len(), 1);
    assert_eq!((claim.evidence.len(), claim.articles, claim.lineages, claim.languages), (4, 3, 2, 2));
    assert_eq!((claim.status, claim.support), (Status::Confirmed, 979));
    assert_eq!(claim.first_reported.map(|day| day.to_string()).as_deref(), Some("2026-03-04"));
    assert_eq!(claim.last_reported.map(|day| day.to_string()).as_deref(), Some("2026-03-06"));
    assert!(graph.evidence_of(claim).all(|evidence| evidence.relation == "partnersWith"));
    let names: Vec<_> =
        graph.entities.iter().map(|entity| (entity.id.as_str(), entity.label.as_str(), entity.known)).collect();
    assert_eq!(names, [("alfa", "Alfa", true), ("boreal", "boreal", false), ("reuters", "Reuters", true)]);
}

#[test]
fn said_and_denied() {
    let denied = |evidence| Evidence { polarity: Polarity::Denied, by_party: true, ..evidence };
    let hedged = |evidence| Evidence { modality: Modality::Reported, ..evidence };
    let graph = graph(
        &ontology(),
        articles(),
        vec![
            hedged(evidence("a", "alfa", "rejected", "boreal")),
            denied(evidence("b", "alfa", "rejected", "boreal")),
            evidence("a", "alfa", "rejected", "cirrus"),
            denied(evidence("b", "alfa", "rejected", "cirrus")),
        ],
    );
    assert_eq!(claim(&graph, "alfa", "rejected", "boreal").status, Status::Denied);
    assert_eq!(claim(&graph, "alfa", "rejected", "cirrus").status, Status::Contested);
}

#[test]
fn what_is_only_imagined_makes_no_claim() {
    let imagined = |evidence| Evidence { modality: Modality::Hypothetical, ..evidence };
    let graph = graph(
        &ontology(),
        articles(),
        vec![
            imagined(evidence("a", "delta", "rejected", "boreal")),
            imagined(moved(evidence("a", "alfa", "rejected", "cirrus"), 100)),
            moved(evidence("b", "alfa", "rejected", "cirrus"), 200),
            evidence("nowhere", "alfa", "rejected", "estra"),
        ],
    );
    assert_eq!((graph.claims.len(), graph.evidence.len()), (1, 3));
    assert_eq!(graph.claims[0].evidence, [1, 2]);
    assert_eq!(graph.articles.len(), 3);
}

#[test]
fn nothing_gives_an_empty_graph() {
    assert_eq!(graph(&ontology(), Vec::new(), Vec::new()), Graph::default());
}

/// A small generator of numbers that look random (Marsaglia, «Xorshift RNGs»).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % limit
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

fn random(numbers: &mut Numbers, articles: usize, count: usize) -> (Vec<ArticleHead>, Vec<Evidence>) {
    let names: Vec<String> = (0..6 + articles / 5).map(|n| format!("name{n}")).collect();
    let outlets = [None, Some("One"), Some("Two"), Some("Reuters")];
    let heads = (0..articles).map(|n| {
        let mut head = article(&format!("art{n:05}"), outlets[numbers.below(4)], outlets[numbers.below(4)]);
        head.published = crate::model::Date::day(2026, 1 + u8::try_from(numbers.below(12)).unwrap_or(0), 10);
        let start = numbers.below(articles * 40) as u64;
        head.sketch = (start..start + 64).collect();
        head
    });
    let heads: Vec<_> = heads.collect();
    let evidence = (0..count).map(|_| {
        let article = heads[numbers.below(heads.len())].id.clone();
        let relations = ["left", "partnersWith", "rejected", "selected", "worksFor", "sharesChanged", "raised"];
        let relation = relations[numbers.below(7)];
        let (subject, object) = (&names[numbers.below(names.len())], &names[numbers.below(names.len())]);
        let mut one = match relation {
            "sharesChanged" => {
                let number = ["6.4", "6.1", "6.12"][numbers.below(3)];
                at(value(&article, &names[0], relation, number, "percent"), None, Some("2026-03-04"))
            }
            "raised" => value(&article, subject, relation, "180", "EUR"),
            _ => evidence(&article, subject, relation, object),
        };
        one.modality =
            [Modality::Asserted, Modality::Reported, Modality::Planned, Modality::Hypothetical][numbers.below(4)];
        one.polarity = [Polarity::Affirmed, Polarity::Affirmed, Polarity::Denied][numbers.below(3)];
        one.aspect = [Aspect::Plain, Aspect::Ended][numbers.below(2)];
        one.confidence = 600 + u16::try_from(numbers.below(400)).unwrap_or(0);
        let one = if numbers.below(2) == 0 { one } else { by(one, &["Reuters"]) };
        moved(one, u32::try_from(numbers.below(20)).unwrap_or(0) * 100)
    });
    let evidence = evidence.collect();
    (heads, evidence)
}

#[test]
fn order_and_repetition_do_not_matter() {
    let mut numbers = Numbers(0x9e37_79b9);
    for _ in 0..20 {
        let (mut heads, mut all) = random(&mut numbers, 12, 150);
        let first = graph(&ontology(), heads.clone(), all.clone());
        assert!(!first.claims.is_empty());
        for at in 0..40 {
            all.push(all[at * 3].clone());
        }
        heads.push(heads[3].clone());
        numbers.shuffle(&mut all);
        numbers.shuffle(&mut heads);
        assert_eq!(graph(&ontology(), heads, all), first);
    }
}

#[test]
fn every_position_and_link_leads_somewhere() {
    let mut numbers = Numbers(77);
    let (heads, all) = random(&mut numbers, 40, 800);
    let graph = graph(&ontology(), heads, all);
    let imagined = |evidence: &Evidence| evidence.modality == Modality::Hypothetical;
    let mut named: Vec<bool> = graph.evidence.iter().map(imagined).collect();
    for claim in &graph.claims {
        assert!(claim.evidence.is_sorted() && !claim.evidence.is_empty());
        for at in &claim.evidence {
            named[*at] = true;
        }
        for other in claim.differs_from.iter().chain(&claim.superseded_by).chain(&claim.contradicts) {
            assert!(
                (*other != claim.id || claim.contradicts.contains(other))
                    && graph.claims.binary_search_by(|claim| claim.id.cmp(other)).is_ok()
            );
        }
        for id in [Some(&claim.key.subject), claim.key.place.as_ref()].into_iter().flatten() {
            assert!(graph.entity(id).is_some());
        }
        assert!(
            !claim.status.holds() || graph.evidence_of(claim).any(|evidence| evidence.modality == Modality::Asserted)
        );
    }
    assert!(named.into_iter().all(|named| named));
    assert!(graph.evidence.iter().all(|evidence| graph.article(&evidence.article).is_some()));
}

#[test]
fn ten_thousand_articles() {
    let mut numbers = Numbers(5);
    let (heads, all) = random(&mut numbers, 10_000, 60_000);
    let graph = graph(&ontology(), heads, all);
    assert_eq!(graph.articles.len(), 10_000);
    assert!(graph.claims.iter().any(|claim| claim.superseded_by.is_some()));
    assert!(graph.claims.iter().any(|claim| !claim.differs_from.is_empty()));
}

//! A small graph for the tests of this module, `query` and `export`.

use oxigraph::model::Quad;

use super::{BASE, Store, quads};
use crate::{
    model::{
        Argument, ArticleHead, Aspect, Claim, ClaimKey, Date, Decimal, Entity, Evidence, Graph, Language, Modality,
        Object, Polarity, Qualifiers, Quantity, Quote, Source, Status, identifier,
    },
    ontology::{Ontology, Sources},
};

const TERMS: &str = r#"
@prefix ng: <https://w3id.org/newsgraph/ns#> .
@prefix e: <https://w3id.org/newsgraph/entity/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
ng:partnersWith a ng:Relation , owl:SymmetricProperty ; rdfs:label "partners with"@en , "arbeitet zusammen mit"@de ;
  rdfs:domain ng:Organization ; rdfs:range ng:Organization .
ng:rejected a ng:Relation ; rdfs:label "rejected"@en ; rdfs:domain ng:Organization ; rdfs:range ng:Organization .
ng:selected a ng:Relation ; rdfs:label "selected"@en ; rdfs:domain ng:Organization ; rdfs:range ng:Organization .
ng:acquired a ng:Relation ; rdfs:label "acquired"@en ; rdfs:domain ng:Organization ; rdfs:range ng:Organization .
ng:investigates a ng:Relation ; rdfs:label "investigates"@en ; rdfs:domain ng:Authority .
ng:launched a ng:Relation ; rdfs:label "launched"@en ; rdfs:domain ng:Organization ; rdfs:range ng:Product .
ng:worksFor a ng:Relation ; rdfs:label "works for"@en ; rdfs:domain ng:Person ; rdfs:range ng:Organization .
ng:sharesChanged a ng:Relation ; rdfs:label "share price changed"@en ; ng:unit ng:percent .
ng:raised a ng:Relation ; rdfs:label "raised"@en .
e:alfatech a ng:TechCompany ; skos:prefLabel "Alfatech" ; skos:altLabel "Alfatech Group"@en , "Alfatech-Gruppe"@de ;
  owl:sameAs <http://www.wikidata.org/entity/Q0> .
e:boreasoft a ng:TechCompany ; skos:prefLabel "Boreasoft" .
e:hong-kong a ng:City ; skos:prefLabel "Hong Kong"@en , "Hongkong"@de .
"#;

/// The classes of the built-in vocabulary, and a few relations and entities.
pub(crate) fn ontology() -> Ontology {
    let mut sources = Sources::default();
    let built_in = Sources::built_in().files().find(|file| file.path == "vocabulary.ttl");
    sources.insert("vocabulary.ttl", &built_in.expect("the vocabulary").text);
    sources.insert("terms.ttl", TERMS);
    Ontology::read(&sources).expect("an ontology")
}

pub(crate) fn language(code: &str) -> Language {
    Language::new(code).expect("a language")
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

pub(crate) fn entity(id: &str) -> Entity {
    let (label, class, known) = match id {
        "alfatech" => ("Alfatech", "TechCompany", true),
        "boreasoft" => ("Boreasoft", "TechCompany", true),
        "fjordbank" => ("Fjordbank", "Bank", true),
        "nca" => ("Norland Competition Authority", "Regulator", true),
        "nimbus" => ("Nimbus", "Product", true),
        "anna-berger" => ("Anna Berger", "Person", true),
        "hong-kong" => ("Hong Kong", "City", true),
        "norland-news" => ("Norland News", "Media", true),
        _ => ("Zentavo", "Company", false),
    };
    let aliases = if id == "alfatech" { vec!["Alfatech Group".to_owned(), "Alfa".to_owned()] } else { Vec::new() };
    let mut entity = Entity { id: id.to_owned(), label: label.to_owned(), aliases, class: class.to_owned(), known };
    entity.aliases.sort();
    entity
}

/// Evidence whose quotes stand where they stand: `words` are subject, trigger and, where there is one, object.
pub(crate) fn evidence(article: &str, at: u32, text: &str, relation: &str, words: [(&str, &str); 3]) -> Evidence {
    let quote = |part: &str| {
        let before = text.find(part).map_or(0, |byte| text[..byte].chars().count());
        let start = at + u32::try_from(before).expect("a short sentence");
        Quote { text: part.to_owned(), start, end: start + u32::try_from(part.chars().count()).expect("a short part") }
    };
    let argument = |(id, part): (&str, &str)| Argument { entity: entity(id).into(), mention: quote(part) };
    Evidence {
        article: article.to_owned(),
        language: language(&article[..2]),
        sentence: quote(text),
        trigger: quote(words[1].1),
        relation: relation.to_owned(),
        subject: argument(words[0]),
        object: (!words[2].0.is_empty()).then(|| argument(words[2])),
        quantity: None,
        polarity: Polarity::Affirmed,
        modality: Modality::Asserted,
        aspect: Aspect::Plain,
        attribution: Vec::new(),
        by_party: false,
        computed: false,
        qualifiers: Qualifiers::default(),
        frame: format!("{relation}/{}/verb-1", &article[..2]),
        confidence: 900,
    }
}

fn quantity(value: &str, unit: &str) -> Quantity {
    Quantity { value: Decimal::parse(value).expect("a number"), unit: unit.to_owned() }
}

fn source(label: &str, id: &str) -> Source {
    Source { label: label.to_owned(), entity: (!id.is_empty()).then(|| entity(id).into()) }
}

pub(crate) fn article(id: &str, on: &str, publisher: &str) -> ArticleHead {
    ArticleHead {
        id: id.to_owned(),
        name: format!("articles/{id}.txt"),
        language: language(&id[..2]),
        title: Some(format!("Headline of «{id}»\nin two lines")),
        publisher: (!publisher.is_empty()).then(|| publisher.to_owned()),
        byline: None,
        published: day(on),
        url: Some(format!("https://example.org/{id}?a=b&c=d")),
        agency: None,
        sketch: vec![7, u64::MAX],
    }
}

/// A claim with the given evidence, its counts taken from it.
pub(crate) fn claim(key: (&str, &str, Object), status: Status, evidence: &[usize], all: &[Evidence]) -> Claim {
    let object = match &key.2 {
        Object::Entity(id) => id.clone(),
        Object::Quantity(quantity) => quantity.value.to_string(),
    };
    let mut articles: Vec<&str> = evidence.iter().map(|&at| all[at].article.as_str()).collect();
    articles.dedup();
    let mut languages: Vec<&str> = articles.iter().map(|id| &id[..2]).collect();
    languages.dedup();
    Claim {
        id: identifier("claim", &[key.0, key.1, &object]),
        key: ClaimKey { relation: key.1.to_owned(), subject: key.0.to_owned(), object: key.2, place: None, date: None },
        status,
        support: 950,
        denial: 0,
        evidence: evidence.to_vec(),
        articles: u32::try_from(articles.len()).expect("few"),
        lineages: 1,
        languages: u32::try_from(languages.len()).expect("few"),
        first_reported: day("2025-02-13"),
        last_reported: day("2025-02-14"),
        differs_from: Vec::new(),
        superseded_by: None,
        contradicts: Vec::new(),
        from: None,
        until: None,
    }
}

/// A graph with every status, a number in two versions, an unlisted name, and evidence without a claim.
#[expect(clippy::too_many_lines, reason = "a list of sentences")]
pub(crate) fn sample() -> Graph {
    let mut all = vec![
        evidence(
            "de1",
            0,
            "„Boreasoft“ kooperiert mit Alfatech.",
            "partnersWith",
            [("boreasoft", "Boreasoft"), ("", "kooperiert"), ("alfatech", "Alfatech")],
        ),
        evidence(
            "de1",
            40,
            "Alfatech prüfte Fjordbank.",
            "selected",
            [("alfatech", "Alfatech"), ("", "prüfte"), ("fjordbank", "Fjordbank")],
        ),
        evidence(
            "de1",
            70,
            "Fjordbank übernimmt Zentavo nicht.",
            "acquired",
            [("fjordbank", "Fjordbank"), ("", "übernimmt"), ("zentavo", "Zentavo")],
        ),
        evidence(
            "en1",
            0,
            "Alfatech partners with Boreasoft.",
            "partnersWith",
            [("alfatech", "Alfatech"), ("", "partners"), ("boreasoft", "Boreasoft")],
        ),
        evidence(
            "en1",
            40,
            "Alfatech rejected Fjordbank and launched Nimbus.",
            "rejected",
            [("alfatech", "Alfatech"), ("", "rejected"), ("fjordbank", "Fjordbank")],
        ),
        evidence(
            "en1",
            40,
            "Alfatech rejected Fjordbank and launched Nimbus.",
            "launched",
            [("alfatech", "Alfatech"), ("", "launched"), ("nimbus", "Nimbus")],
        ),
        evidence(
            "en1",
            100,
            "Boreasoft rose 9.1 percent.",
            "sharesChanged",
            [("boreasoft", "Boreasoft"), ("", "rose"), ("", "")],
        ),
        evidence(
            "en1",
            140,
            "Boreasoft may buy Alfatech.",
            "acquired",
            [("boreasoft", "Boreasoft"), ("", "buy"), ("alfatech", "Alfatech")],
        ),
        evidence(
            "fr1",
            0,
            "Boreasoft a gagné 8,5 %.",
            "sharesChanged",
            [("boreasoft", "Boreasoft"), ("", "gagné"), ("", "")],
        ),
        evidence(
            "fr1",
            30,
            "La NCA enquête sur Alfatech.",
            "investigates",
            [("nca", "NCA"), ("", "enquête"), ("alfatech", "Alfatech")],
        ),
        evidence(
            "id1",
            0,
            "NCA membantah menyelidiki Alfatech.",
            "investigates",
            [("nca", "NCA"), ("", "menyelidiki"), ("alfatech", "Alfatech")],
        ),
        evidence(
            "id1",
            50,
            "CEO Alfatech Anna Berger hadir.",
            "worksFor",
            [("anna-berger", "Anna Berger"), ("", "CEO"), ("alfatech", "Alfatech")],
        ),
        evidence(
            "id1",
            90,
            "Jika Zentavo menolak Alfatech.",
            "rejected",
            [("zentavo", "Zentavo"), ("", "menolak"), ("alfatech", "Alfatech")],
        ),
        evidence(
            "id1",
            130,
            "Alfatech meraih 100 juta euro dari Fjordbank.",
            "raised",
            [("alfatech", "Alfatech"), ("", "meraih"), ("fjordbank", "Fjordbank")],
        ),
    ];
    all[1].aspect = Aspect::Ended;
    all[2].polarity = Polarity::Denied;
    all[2].by_party = true;
    all[2].computed = true;
    all[5].attribution = vec![source("the chief executive", ""), source("News", "norland-news"), source("a paper", "")];
    all[6].quantity = Some(quantity("9.1", "percent"));
    all[6].qualifiers.place = Some(entity("hong-kong").into());
    all[6].qualifiers.date = day("2025-02-13");
    all[7].modality = Modality::Planned;
    all[7].attribution = vec![source("people \"close\" to it", ""), source("Norland News", "norland-news")];
    all[8].quantity = Some(quantity("8.50", "percent"));
    all[8].modality = Modality::Reported;
    all[8].qualifiers.period = Some("year-to-date".to_owned());
    all[10].polarity = Polarity::Denied;
    all[11].qualifiers.role = Some("ceo".to_owned());
    all[11].qualifiers.date = day("2024-10");
    all[12].modality = Modality::Hypothetical;
    all[13].quantity = Some(quantity("100000000", "EUR"));
    let to = |id: &str| Object::Entity(id.to_owned());
    let value = |value, unit| Object::Quantity(quantity(value, unit));
    let of = |key, status, evidence: &[usize]| claim(key, status, evidence, &all);
    let mut claims = vec![
        of(("alfatech", "partnersWith", to("boreasoft")), Status::Confirmed, &[0, 3]),
        of(("alfatech", "selected", to("fjordbank")), Status::Superseded, &[1]),
        of(("fjordbank", "acquired", to("zentavo")), Status::Denied, &[2]),
        of(("alfatech", "rejected", to("fjordbank")), Status::Supported, &[4]),
        of(("alfatech", "launched", to("nimbus")), Status::Supported, &[5]),
        of(("boreasoft", "sharesChanged", value("9.1", "percent")), Status::Supported, &[6]),
        of(("boreasoft", "acquired", to("alfatech")), Status::Planned, &[7]),
        of(("boreasoft", "sharesChanged", value("8.5", "percent")), Status::Reported, &[8]),
        of(("nca", "investigates", to("alfatech")), Status::Contested, &[9, 10]),
        of(("anna-berger", "worksFor", to("alfatech")), Status::Supported, &[11]),
        of(("alfatech", "raised", value("100000000", "EUR")), Status::Supported, &[13]),
    ];
    for at in [5, 7] {
        claims[at].key.place = Some("hong-kong".to_owned());
        claims[at].key.date = day("2025-02-13");
        claims[at].differs_from = vec![claims[12 - at].id.clone()];
    }
    claims[0].lineages = 2;
    claims[2].denial = 900;
    claims[8].denial = 900;
    claims[1].superseded_by = Some(claims[3].id.clone());
    claims[1].from = Date::day(2025, 2, 1);
    claims[1].until = Date::day(2025, 2, 13);
    for claim in claims.iter_mut().filter(|claim| claim.status == Status::Contested) {
        claim.contradicts = vec![claim.id.clone()];
    }
    claims.sort_by(|a, b| a.id.cmp(&b.id));
    let ids =
        ["alfatech", "anna-berger", "boreasoft", "fjordbank", "hong-kong", "nca", "nimbus", "norland-news", "zentavo"];
    Graph {
        articles: vec![
            article("de1", "2025-02-13", "Norland Bote"),
            article("en1", "2025-02-13", "Norland News"),
            article("fr1", "2025-02-14", ""),
            article("id1", "", "Kabar"),
        ],
        entities: ids.map(entity).to_vec(),
        evidence: all,
        claims,
    }
}

pub(crate) fn sample_quads() -> Vec<Quad> {
    quads(&sample(), &ontology(), BASE)
}

pub(crate) fn store() -> Store {
    Store::from_quads(sample_quads())
}

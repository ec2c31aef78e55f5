//! A graph that grows and shrinks: whatever was added, replaced and taken out before, it is the graph that a fresh build
//! of what is left gives, to the byte.

mod engine;

use std::sync::Arc;

use engine::Random;
use newsgraph::{
    export::{self, Format, PICTURE_LIMIT},
    merge::{self, Articles},
    model::{
        Argument, ArticleHead, Aspect, Date, Decimal, Entity, Evidence, Graph, Modality, Polarity, Qualifiers,
        Quantity, Quote, Source, identifier,
    },
    ontology::Ontology,
    pipeline,
    store::{self, BASE},
};

type Told = (ArticleHead, Vec<Evidence>);

const OPERATIONS: usize = 2_000;

#[test]
fn any_order_of_adding_replacing_and_removing_gives_the_graph_of_what_is_left() {
    let ontology = &engine::with_samples().compiled.ontology;
    let mut random = Random(11);
    let pool: Vec<Told> = (0..60).map(|number| told(&mut random, number)).collect();
    let mut left: Vec<Told> = Vec::new();
    let mut graph = Graph::default();
    let (mut replaced, mut removed) = (0, 0);
    for operation in 0..OPERATIONS {
        let mut articles = Articles::of(back(&graph, ontology));
        if random.below(5) < 2 && !left.is_empty() {
            let (head, _) = left.swap_remove(random.below(left.len()));
            assert!(articles.remove(&head.id));
            removed += 1;
        } else {
            let batch: Vec<&Told> = (0..=random.below(3)).map(|_| random.one(&pool)).collect();
            for (head, evidence) in &batch {
                match left.iter().find(|(before, _)| before.id == head.id) {
                    Some((before, _)) if merge::is_same(before, head) => articles.keep(head.clone()),
                    _ => drop(articles.add(head.clone(), evidence.clone())),
                }
            }
            let before = left.len();
            left.retain(|(old, _)| !batch.iter().any(|(new, _)| old.id == new.id || old.url == new.url));
            replaced += before - left.len();
            let mut new: Vec<Told> = batch.into_iter().cloned().collect();
            new.sort();
            new.dedup();
            left.extend(new);
        }
        graph = articles.graph(ontology, &[]).graph;
        let mut others = left.clone();
        random.shuffle(&mut others);
        let fresh = fresh(others, ontology);
        assert_eq!(graph, fresh, "after operation {operation}");
        if operation % 250 == 0 {
            assert_eq!(written(&graph, ontology), written(&fresh, ontology), "after operation {operation}");
        }
    }
    assert!(removed > 400 && replaced > 400, "{removed} removed, {replaced} replaced");
}

#[test]
fn the_samples_added_one_by_one_and_taken_out_again() {
    let engine = engine::with_samples();
    let ontology = &engine.compiled.ontology;
    let readings = pipeline::readings(engine, &engine::samples());
    let all: Vec<Told> = readings.into_iter().map(|read| (read.head, read.evidence)).collect();
    let mut graphs = vec![Graph::default()];
    for (head, evidence) in &all {
        let mut articles = Articles::of(back(&graphs[graphs.len() - 1], ontology));
        assert!(articles.add(head.clone(), evidence.clone()));
        graphs.push(articles.graph(ontology, &[]).graph);
    }
    let mut grown = graphs.pop().expect("a graph");
    assert_eq!(written(&grown, ontology), written(&fresh(all.clone(), ontology), ontology));
    for (head, _) in all.iter().rev() {
        let mut articles = Articles::of(back(&grown, ontology));
        assert!(articles.remove(&head.id));
        grown = articles.graph(ontology, &[]).graph;
        let before = graphs.pop().expect("a graph");
        assert_eq!(written(&grown, ontology), written(&before, ontology), "without {}", head.name);
    }
}

fn fresh(told: Vec<Told>, ontology: &Ontology) -> Graph {
    let (heads, evidence): (Vec<_>, Vec<_>) = told.into_iter().unzip();
    merge::graph(ontology, heads, evidence.into_iter().flatten().collect())
}

/// The graph after the way into RDF and back.
fn back(graph: &Graph, ontology: &Ontology) -> Graph {
    store::graph(store::parts(graph, ontology, BASE).flatten()).expect("a graph")
}

fn written(graph: &Graph, ontology: &Ontology) -> Vec<String> {
    let export = |format| export::export(graph, ontology, format, BASE, PICTURE_LIMIT).expect("an export");
    [Format::Turtle, Format::NQuads, Format::Dot, Format::Json].map(export).to_vec()
}

/// An article of the pool. Three of them have one address, so that they replace each other.
fn told(random: &mut Random, number: usize) -> Told {
    let outlets = ["The Harbour Ledger", "Atlas Press", "Kabar Nusa"];
    let id = identifier("article", &[&number.to_string()]);
    let head = ArticleHead {
        name: format!("articles/{number}.txt"),
        language: engine::language(random.one::<&str>(&["en", "de", "fr", "id"])),
        title: (random.below(3) > 0).then(|| format!("«Title» \\ {number}\t")),
        publisher: (random.below(3) > 0).then(|| (*random.one(&outlets)).to_owned()),
        byline: None,
        published: Date::day(2026, 1 + u8::try_from(random.below(6)).expect("small"), 10),
        url: Some(format!("https://news.example/{}", number / 3)),
        agency: (random.below(5) == 0).then(|| "Norrwire".to_owned()),
        sketch: {
            let start = random.below(400) as u64;
            (start..start + 64).collect()
        },
        id,
    };
    let evidence = (0..random.below(6)).map(|at| evidence(random, &head, at)).collect();
    (head, evidence)
}

/// An evidence of few entities, so that articles meet; the same name is written in several ways.
fn evidence(random: &mut Random, head: &ArticleHead, at: usize) -> Evidence {
    let start = u32::try_from(at).expect("small") / 2 * 100;
    let quote = |text: &str, from: u32| Quote {
        text: text.to_owned(),
        start: start + from,
        end: start + from + u32::try_from(text.chars().count()).expect("small"),
    };
    let relations = ["rejected", "selected", "partnersWith", "worksFor", "left", "sharesChanged", "raised"];
    let relation = *random.one(&relations);
    let value = ["sharesChanged", "raised"].contains(&relation);
    let quantity = Quantity {
        value: Decimal::parse(random.one::<&str>(&["6.4", "6.1", "-3", "8.48", "8.50"])).expect("a number"),
        unit: "percent".to_owned(),
    };
    let mut attribution = Vec::new();
    for _ in 0..random.below(3) {
        let entity = (random.below(2) == 0).then(|| entity(random));
        let own = entity.as_ref().filter(|_| random.below(2) == 0).map(|entity| entity.label.clone());
        attribution.push(Source { label: own.unwrap_or_else(|| "a person close to it".to_owned()), entity });
    }
    Evidence {
        article: head.id.clone(),
        language: head.language,
        sentence: quote("She said that the company had turned them down.", 0),
        trigger: quote("turned down", 30),
        relation: relation.to_owned(),
        subject: Argument { entity: entity(random), mention: quote("company", 18) },
        object: (!value).then(|| Argument { entity: entity(random), mention: quote("them", 37) }),
        quantity: value.then_some(quantity),
        polarity: *random.one(&[Polarity::Affirmed, Polarity::Affirmed, Polarity::Denied]),
        modality: *random.one(&[Modality::Asserted, Modality::Asserted, Modality::Planned, Modality::Hypothetical]),
        aspect: *random.one(&[Aspect::Plain, Aspect::Ended]),
        attribution,
        by_party: random.below(6) == 0,
        computed: false,
        qualifiers: Qualifiers {
            place: (random.below(3) == 0).then(|| entity(random)),
            date: (random.below(3) == 0)
                .then(|| Date::day(2026, 2, 1 + u8::try_from(at % 3).expect("small")))
                .flatten(),
            role: (random.below(6) == 0).then(|| "ceo".to_owned()),
            period: (random.below(6) == 0).then(|| "year-to-date".to_owned()),
        },
        frame: format!("{relation}/{}/verb-1", head.language),
        confidence: 600 + u16::try_from(random.below(400)).expect("small"),
    }
}

fn entity(random: &mut Random) -> Arc<Entity> {
    let number = random.below(5);
    let label = format!("{}{number}", random.one(&["Norrglim", "NORRGLIM"]));
    let alias = [format!("Norrglim{number} AB"), format!("the {number} group")];
    Arc::new(Entity {
        id: format!("x-norrglim{number}"),
        label,
        aliases: alias.into_iter().take(random.below(3)).collect(),
        class: (*random.one(&["Company", "Organization", "TechCompany"])).to_owned(),
        known: false,
    })
}

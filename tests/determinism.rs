//! Same articles, same bytes: Turtle, N-Quads and DOT of the samples over 20 orders of the input, on 1, 2 and 4
//! threads.

mod engine;

use engine::Random;
use newsgraph::{
    export::{self, Format, PICTURE_LIMIT},
    merge,
    model::{Article, Graph},
    pipeline,
    store::BASE,
};

const FORMATS: [Format; 3] = [Format::Turtle, Format::NQuads, Format::Dot];

#[test]
fn order_and_threads_do_not_matter() {
    let mut random = Random(5);
    let mut articles = engine::samples();
    let wanted = written(&graph(&articles));
    assert!(wanted[0].len() > 1000, "the samples give no graph");
    for threads in [1, 2, 4] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        for round in 0..20 {
            random.shuffle(&mut articles);
            let given = pool.install(|| written(&graph(&articles)));
            for ((given, wanted), format) in given.iter().zip(&wanted).zip(FORMATS) {
                assert_eq!(given, wanted, "{format:?} differs in round {round} on {threads} threads");
            }
        }
    }
}

/// Adding articles only adds evidence: that of an article does not depend on the others.
#[test]
fn the_evidence_of_an_article_is_its_own() {
    let articles = engine::samples();
    let all = graph(&articles);
    for article in &articles {
        let alone = graph(std::slice::from_ref(article));
        let among = all.evidence.iter().filter(|evidence| evidence.article == article.head.id);
        assert!(alone.evidence.iter().eq(among), "{}", article.head.name);
    }
}

fn graph(articles: &[Article]) -> Graph {
    let engine = engine::with_samples();
    let readings = pipeline::readings(engine, articles);
    let (heads, evidence): (Vec<_>, Vec<_>) = readings.into_iter().map(|read| (read.head, read.evidence)).unzip();
    merge::graph(&engine.compiled.ontology, heads, evidence.into_iter().flatten().collect())
}

fn written(graph: &Graph) -> Vec<String> {
    let ontology = &engine::with_samples().compiled.ontology;
    let export = |format| export::export(graph, ontology, format, BASE, PICTURE_LIMIT).expect("an export");
    FORMATS.into_iter().map(export).collect()
}

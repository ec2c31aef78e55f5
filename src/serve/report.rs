//! The page as one file, with the graph inside: it opens without a server.

use serde_json::{Value, json};

use super::{
    live::{Known, Loaded},
    overview::overview,
    page,
    server::Texts,
    view::View,
};
use crate::{
    model::Graph,
    ontology::{Ontology, SavedQuery},
    store::Store,
};

/// The page with this graph inside; `None` where the program was built without the page. Texts of articles are put in where
/// `texts` gives them.
#[must_use]
pub fn report(graph: Graph, ontology: Ontology, queries: Vec<SavedQuery>, base: &str, texts: &Texts) -> Option<String> {
    let store = Store::of(&graph, &ontology, base);
    let known = Known { path: std::path::PathBuf::new(), ontology, queries };
    let loaded = Loaded::of(graph, store);
    page::with_data(&data(View { loaded: &loaded, known: &known }, texts).to_string())
}

fn data(view: View<'_>, texts: &Texts) -> Value {
    let graph = view.graph();
    let entities: Vec<Value> = graph
        .entities
        .iter()
        .map(|entity| {
            let mut value = view.entity_in_full(entity);
            if let Some(map) = value.as_object_mut() {
                // The page finds these itself.
                map.remove("about");
                map.remove("articles");
            }
            value
        })
        .collect();
    let articles: Vec<Value> = graph
        .articles
        .iter()
        .map(|article| {
            let text = texts(article).filter(|text| text.head.id == article.id);
            let mut value = view.article_in_full(article, text.as_ref());
            value["about"].as_array_mut().into_iter().flatten().for_each(by_id);
            value
        })
        .collect();
    let claims = graph.claims.iter().map(|claim| {
        let mut value = view.claim_in_full(claim);
        let proof = value["proof"].as_array_mut();
        proof.into_iter().flatten().for_each(|one| by_id(&mut one["article"]));
        value
    });
    json!({
        "overview": overview(view),
        "entities": entities,
        "claims": claims.collect::<Vec<_>>(),
        "articles": articles,
    })
}

/// Only the id of what stands in full elsewhere in the file: the page finds it again.
fn by_id(value: &mut Value) {
    *value = value["id"].take();
}

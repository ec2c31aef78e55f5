//! Opens the graph, and finds in it what the user names.

use std::path::Path;

use anyhow::Result;
use newsgraph::{
    export::Selection,
    model::{Claim, Entity, Graph, Object},
    ontology::Ontology,
    query,
    query::nearest,
    store::{self, Store},
};

pub use newsgraph::query::is_about;

use super::{
    args::{Filters, Global},
    error::{Hinted, hinted},
};

/// The store behind `-g`.
pub fn store(global: &Global) -> Result<Store> {
    stored(&global.graph)
}

/// The graph behind `-g`.
pub fn graph(global: &Global) -> Result<Graph> {
    Ok(store_and_graph(global)?.1)
}

/// The graph behind `-g`, and the store it was read from.
pub fn store_and_graph(global: &Global) -> Result<(Store, Graph)> {
    opened(&global.graph)
}

/// The graph at a path, and the store it was read from.
pub fn opened(path: &Path) -> Result<(Store, Graph)> {
    let store = stored(path)?;
    let graph = store.graph().map_err(|error| {
        let hint = "it is no graph of newsgraph, or was changed by hand: `query` reads any RDF, `build --append --salvage` keeps \
            what can be kept";
        hinted(format!("{}: {error}", path.display()), hint)
    })?;
    Ok((store, graph))
}

/// The error for a graph that is not there.
pub fn missing(path: &Path) -> anyhow::Error {
    let error = store::Error::Missing { path: path.to_owned() };
    hinted(error.to_string(), "run \"newsgraph build ARTICLES\" first, or \"newsgraph demo\"")
}

fn stored(path: &Path) -> Result<Store> {
    Store::open(path).map_err(explained)
}

/// The error of a graph that cannot be read, with what to do about it.
pub fn explained(error: store::Error) -> anyhow::Error {
    let hint = match &error {
        store::Error::Missing { path } => return missing(path),
        store::Error::Format { .. } => "name a folder that a build wrote, or a file of these",
        store::Error::Syntax { .. } => {
            "the file was cut short or changed by hand: mend the line, or keep what can be kept with `build --append --salvage`"
        }
        store::Error::Later { .. } => "use that version, or build the graph anew with this one",
        _ => return error.into(),
    };
    hinted(error.to_string(), hint)
}

/// The part of a graph that filters leave.
pub fn filtered(graph: Graph, filters: &Filters, ontology: &Ontology) -> Result<Graph> {
    if let Some(name) = filters.relation.iter().find(|name| ontology.relation(name).is_none()) {
        let names = ontology.relations.iter().map(|relation| relation.name.as_str());
        return Err(unknown("relation", name, nearest(name, names)).into());
    }
    if let Some(class) = filters.class.as_ref().filter(|class| ontology.class(class).is_none()) {
        let names = ontology.classes.iter().map(|class| class.name.as_str());
        return Err(unknown("class", class, nearest(class, names)).into());
    }
    let around = match &filters.around {
        Some(name) => Some(entity(&graph, ontology, name)?.id.clone()),
        None => None,
    };
    let selection = Selection {
        since: filters.since,
        until: filters.until,
        languages: filters.lang.into_iter().collect(),
        sources: filters.source.iter().cloned().collect(),
        types: filters.class.iter().cloned().collect(),
        relations: filters.relation.clone(),
        polarity: filters.polarity.map(Into::into),
        min_evidence: filters.min_evidence,
        around,
        hops: filters.hops,
    };
    Ok(if selection.is_empty() { graph } else { selection.apply(&graph, ontology) })
}

/// The entity that a name stands for.
pub fn entity<'g>(graph: &'g Graph, ontology: &Ontology, name: &str) -> Result<&'g Entity> {
    query::entity(graph, ontology, name).map_err(|nearest| unknown("entity", name, nearest).into())
}

/// The label of an entity, or its id where the graph does not list it.
pub fn label<'g>(graph: &'g Graph, id: &'g str) -> &'g str {
    graph.entity(id).map_or(id, |entity| entity.label.as_str())
}

/// The object or the number of a claim, for people.
pub fn object(graph: &Graph, claim: &Claim) -> String {
    match &claim.key.object {
        Object::Entity(id) => label(graph, id).to_owned(),
        Object::Quantity(quantity) => match quantity.unit.as_str() {
            "percent" if quantity.value.is_negative() => format!("{} %", quantity.value),
            "percent" => format!("+{} %", quantity.value),
            "count" => quantity.value.to_string(),
            unit => format!("{} {unit}", quantity.value),
        },
    }
}

/// The error for a name that nobody has.
pub fn unknown(kind: &str, name: &str, nearest: Vec<&str>) -> Hinted {
    let names: Vec<String> = nearest.into_iter().map(|name| format!("\"{name}\"")).collect();
    let hint = match names.as_slice() {
        [] => "the graph is empty".to_owned(),
        [one] => format!("the nearest name is {one}"),
        [some @ .., last] => format!("the nearest names are {} and {last}", some.join(", ")),
    };
    Hinted::new(format!("no {kind} is called \"{name}\""), hint)
}

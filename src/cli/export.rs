//! `export`: the graph, or a part of it, in another format.

use anyhow::Result;
use newsgraph::export::{self, Format, PICTURE_LIMIT};

use super::{
    Outcome,
    args::{Export, Global},
    error::hinted,
    folder::{deliver, deliver_all},
    graph, knowledge,
};

/// Writes the graph to a file or to stdout.
pub fn run(args: &Export, global: &Global) -> Result<Outcome> {
    let by_name = args.output.as_ref().filter(|path| path.extension().is_some());
    let format = match (args.format, by_name) {
        (Some(format), _) => format,
        (None, None) => Format::Turtle,
        (None, Some(path)) => Format::of_path(path).ok_or_else(|| {
            let known = Format::ALL.map(Format::name).join(" ");
            hinted(format!("{}: no format has this extension", path.display()), format!("say one with -f: {known}"))
        })?,
    };
    let (store, whole) = graph::store_and_graph(global)?;
    let ontology = knowledge::ontology(global)?;
    let graph = graph::filtered(whole, &args.filters, &ontology)?;
    if format.is_folder() {
        let path = args.output.as_deref().ok_or_else(|| {
            hinted(format!("{} is a folder of files", format.name()), "name the folder with `-o DIR`")
        })?;
        deliver_all(&export::files(&graph, &ontology, format), path)?;
        return Ok(Outcome::Done);
    }
    let text = export::export(&graph, &ontology, format, store.iris().base(), PICTURE_LIMIT)?;
    deliver(&text, args.output.as_deref())?;
    Ok(Outcome::Done)
}

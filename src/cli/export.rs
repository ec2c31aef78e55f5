//! `export`: the graph, or a part of it, in another format.

use anyhow::Result;
use newsgraph::{
    export::{self, Format, PICTURE_LIMIT},
    serve,
};

use super::{
    Outcome,
    args::{Export, Global},
    error::hinted,
    folder::{deliver, deliver_all},
    formats::ExportFormat,
    graph, knowledge,
    texts::texts,
};

/// Writes the graph to a file or to stdout.
pub fn run(args: &Export, global: &Global) -> Result<Outcome> {
    let by_name = args.output.as_ref().filter(|path| path.extension().is_some());
    let format = match (args.format, by_name) {
        (Some(format), _) => format,
        (None, None) => ExportFormat::Graph(Format::Turtle),
        (None, Some(path)) => ExportFormat::of_path(path).ok_or_else(|| {
            let known = ExportFormat::names().join(" ");
            hinted(format!("{}: no format has this extension", path.display()), format!("say one with -f: {known}"))
        })?,
    };
    let (store, whole) = graph::store_and_graph(global)?;
    let ontology = knowledge::ontology(global)?;
    let graph = graph::filtered(whole, &args.filters, &ontology)?;
    if let ExportFormat::Graph(format) = format
        && format.is_folder()
    {
        let path = args.output.as_deref().ok_or_else(|| {
            hinted(format!("{} is a folder of files", format.name()), "name the folder with `-o DIR`")
        })?;
        deliver_all(&export::files(&graph, &ontology, format), path)?;
        return Ok(Outcome::Done);
    }
    let base = store.iris().base();
    let text = match format {
        ExportFormat::Graph(format) => export::export(&graph, &ontology, format, base, PICTURE_LIMIT)?,
        ExportFormat::Page => {
            let texts = texts(&global.graph, ontology.clone());
            let queries = knowledge::sources(global)?.queries();
            serve::report(graph, ontology, queries, base, &*texts).ok_or_else(|| {
                let hint = "with Node.js, `cargo build --release` (or NEWSGRAPH_PAGE=1 cargo build) puts it in";
                hinted("the page is not in this program", hint)
            })?
        }
    };
    deliver(&text, args.output.as_deref())?;
    Ok(Outcome::Done)
}

//! Names of formats.

use std::path::Path;

use clap::{
    ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};
use newsgraph::{export::Format, query::Form};

/// A format that articles come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// Plain text.
    Txt,
    /// A web page.
    Html,
    /// One JSON object per line, each an article.
    Ndjson,
}

/// What a graph can be exported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// One of the library's formats.
    Graph(Format),
    /// The page with the graph inside.
    Page,
}

impl ExportFormat {
    /// The names of all.
    pub fn names() -> Vec<&'static str> {
        Format::ALL.map(Format::name).into_iter().chain(["html"]).collect()
    }

    /// The format that the extension of a path stands for.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        if extension.eq_ignore_ascii_case("html") { Some(Self::Page) } else { Format::of_path(path).map(Self::Graph) }
    }
}

/// Reads the name of a format that a graph can be exported to.
pub fn graph_format() -> impl TypedValueParser<Value = ExportFormat> {
    PossibleValuesParser::new(ExportFormat::names())
        .try_map(|name| if name == "html" { Ok(ExportFormat::Page) } else { name.parse().map(ExportFormat::Graph) })
}

/// Reads the name of a form that an answer can be written in.
pub fn answer_form() -> impl TypedValueParser<Value = Form> {
    PossibleValuesParser::new(Form::ALL.map(Form::name)).try_map(|name| name.parse())
}

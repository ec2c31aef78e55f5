//! Names of formats.

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

/// Reads the name of a format that a graph can be exported to.
pub fn graph_format() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| name.parse())
}

/// Reads the name of a form that an answer can be written in.
pub fn answer_form() -> impl TypedValueParser<Value = Form> {
    PossibleValuesParser::new(Form::ALL.map(Form::name)).try_map(|name| name.parse())
}

//! SPARQL in, an answer out.
//!
//! In goes a query (SPARQL 1.1) and a [`Store`](crate::store::Store); out comes an [`Answer`], which is shown as a table,
//! CSV, TSV, JSON, XML, Turtle, N-Triples, RDF/XML, JSON-LD or DOT. Our prefixes are known without declaring them. Nothing is changed and
//! nobody else is asked: updates do not parse, and `SERVICE` is refused, but for `ng:search`, which looks for words here. An entity is found by its
//! name, and where nobody has it, the nearest names. It knows nothing of how a claim is written.

mod answer;
mod check;
mod drawing;
mod error;
mod named;
mod nearest;
mod question;
mod run;
mod search;
mod stoppable;
mod syntax;
mod table;
#[cfg(test)]
mod tests;

pub use answer::{Answer, Form};
pub use check::{Check, Finding, check};
pub use error::Error;
pub use named::{entity, is_about};
pub use nearest::nearest;
pub use question::{Kind, Options, Question};
pub use run::run;

//! News articles in, a knowledge graph with its evidence out.
//!
//! An article is [read] from text, HTML or NDJSON, with its headline, date, outlet and language. It is
//! [cut](segment) into tokens and sentences. Names, descriptions, posts, amounts and dates are [found](annotate) in
//! them, and it is [decided](link) whom each names, pronouns and «the company» included. Then frames written in Turtle
//! [relate] the mentions: around a noun on the surface, around a verb on light clause analysis, each match with
//! who says so, whether it is denied, and how sure it is. The claims of all articles are [merged](merge) into one graph
//! that counts independent sources and keeps contradictions. All words of all languages stand in the
//! [ontology], none in the code. The graph is [stored](store) as RDF, [asked](query) in SPARQL and
//! [exported](export) as Turtle, pictures and tables, or [served](serve) over HTTP; how good the extraction is, [score] tells. The stages are pure:
//! the same articles give the same bytes, in any order and on any number of threads ([pipeline]).
//!
//! ```
//! use newsgraph::{
//!     model::{Article, Language},
//!     ontology::{Ontology, Sources},
//!     pipeline::{self, Engine},
//! };
//!
//! let engine = Engine::new(Ontology::read(&Sources::built_in())?, true);
//! let english = Language::new("en").ok_or("a language code")?;
//! let article = Article::plain("Boreasoft was rejected by Alfatech.", english);
//! let evidence = &pipeline::reading(&engine, &article).evidence[0];
//! assert_eq!(evidence.subject.entity.label, "Alfatech");
//! assert_eq!(evidence.relation, "rejected");
//! assert_eq!(evidence.subject.mention.start, 26);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod model;
pub mod ontology;
pub mod read;
pub mod parse;
pub mod segment;
pub mod annotate;
pub mod link;
pub mod relate;
pub mod merge;
pub mod pipeline;
pub mod store;
pub mod query;
pub mod export;
pub mod serve;
pub mod score;

//! The graph over HTTP: a read-only SPARQL endpoint, an API and the page.
//!
//! In goes the path of a graph; requests are answered until the program is told to end. The endpoint follows the SPARQL 1.1
//! Protocol, the Service Description and the read half of the Graph Store HTTP Protocol. Every request is bounded in time,
//! rows, bytes and memory; an error gets its status, and an answer that breaks off is never taken for a whole one. When
//! the file changes, the new graph takes the place of the old one, and no request fails. Nothing is ever written, and no
//! other host is asked.

mod accept;
mod api;
mod describe;
mod endpoint;
mod error;
mod graph_store;
mod index;
mod limits;
mod live;
mod mcp;
mod metrics;
mod network;
mod overview;
mod page;
mod pool;
mod protocol;
mod refusal;
mod report;
mod routes;
mod segments;
mod server;
mod spool;
mod tools;
mod view;

pub use error::Error;
pub use limits::Limits;
pub use mcp::Mcp;
pub use page::has_page;
pub use report::report;
pub use server::{Cors, Event, Server, Settings, Texts};

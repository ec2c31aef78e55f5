//! The server: every form of a request, every form of an answer, and what it does with bad and hostile ones.

mod api;
#[path = "../binary/mod.rs"]
mod binary;
mod bounds;
mod clients;
mod endpoint;
mod http;
mod life;
mod mcp;

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use newsgraph::{
    ontology::{Ontology, Sources},
    serve::{Cors, Limits, Server, Settings},
};

const ALL: &str = "*/*";
const JSON: &str = "application/sparql-results+json";
const PARTNERS: &str = "SELECT ?a ?b { ?a ng:partnersWith ?b } ORDER BY ?a ?b";

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("output/sample")
}

/// A server in this process, which ends with it.
fn started(path: &Path, cors: Cors, limits: Limits) -> SocketAddr {
    let address = "127.0.0.1:0".parse().expect("an address");
    let sources = Sources::built_in();
    let ontology = Ontology::read(&sources).expect("the ontology");
    let settings = Settings { path: path.to_owned(), address, cors, limits };
    let server = Server::bind(&settings, ontology, sources.queries(), Arc::new(|_: &_| None)).expect("a server");
    let address = server.address().expect("an address");
    std::thread::spawn(move || server.run(|_| ()));
    address
}

fn shared() -> SocketAddr {
    static SHARED: OnceLock<SocketAddr> = OnceLock::new();
    *SHARED.get_or_init(|| started(&sample(), Cors::Off, Limits::default()))
}

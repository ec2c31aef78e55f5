//! `serve`: the page, the API and the endpoint over HTTP.

use std::{net::SocketAddr, process::Command, time::Duration};

use anyhow::Result;
use newsgraph::serve::{Cors, Error, Event, Limits, Server, Settings, has_page};

use super::{
    Outcome,
    args::{Global, Serve},
    build::count,
    error::hinted,
    graph, knowledge,
    term::Term,
    texts::texts,
};

/// Serves until told to end.
pub fn run(args: &Serve, global: &Global, term: &Term) -> Result<Outcome> {
    let settings = Settings {
        path: global.graph.clone(),
        address: args.bind,
        cors: match args.cors.as_deref() {
            None => Cors::Off,
            Some("*") => Cors::Anybody,
            Some(origin) => Cors::Only(origin.to_owned()),
        },
        limits: limits(args),
    };
    let sources = knowledge::sources(global)?;
    let ontology = knowledge::ontology(global)?;
    let texts = texts(&global.graph, ontology.clone());
    let server = Server::bind(&settings, ontology, sources.queries(), texts).map_err(explained)?;
    let address = server.address().map_err(explained)?;
    let (articles, claims, triples) = server.counts();
    term.say(&format!(
        "{}: {}, {}, {}",
        global.graph.display(),
        count(articles, "article"),
        count(claims, "claim"),
        count(triples, "triple"),
    ));
    if let Some(reason) = server.foreign() {
        term.warn(&format!("served as plain RDF, without API and page: {reason}"), None);
    }
    if !address.ip().is_loopback() {
        let message = format!("{address} can be reached from other machines: they can read the whole graph");
        term.warn(&message, Some("`-b 127.0.0.1:7979` answers this machine only"));
    }
    if !has_page() {
        let hint = "with Node.js, `cargo build --release` (or NEWSGRAPH_PAGE=1 cargo build) puts it in";
        term.warn("the page is not in this program: it answers endpoint and API only", Some(hint));
    }
    let url = format!("http://{}/", reachable(address));
    term.say(&format!("page      {url}\nendpoint  {url}sparql\nCtrl-C ends it"));
    if args.open {
        open(&url, term);
    }
    let talk = *term;
    server.run(move |event| tell(&talk, &event)).map_err(explained)?;
    Ok(Outcome::Done)
}

fn limits(args: &Serve) -> Limits {
    let usual = Limits::default();
    Limits {
        time: Duration::from_secs(args.timeout),
        rows: args.max_rows,
        bytes: args.max_mib.saturating_mul(1 << 20),
        memory: args.max_memory_mib.saturating_mul(1 << 20),
        running: args.jobs.unwrap_or(usual.running).max(1),
        ..usual
    }
}

fn tell(term: &Term, event: &Event) {
    match event {
        Event::Renewed { triples } => term.say(&format!("the graph has changed: {} now", count(*triples, "triple"))),
        Event::NotRenewed(error) => {
            term.warn(
                &format!("the graph has changed, but {error}"),
                Some("the old one is served until it can be read"),
            );
        }
        Event::Ending => term.say("ending"),
        _ => {}
    }
}

/// The address as a browser on this machine reaches it.
fn reachable(address: SocketAddr) -> SocketAddr {
    if !address.ip().is_unspecified() {
        return address;
    }
    let host = if address.is_ipv4() { "127.0.0.1" } else { "::1" };
    host.parse().map_or(address, |ip| SocketAddr::new(ip, address.port()))
}

fn open(url: &str, term: &Term) {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    if let Err(error) = Command::new(opener).arg(url).spawn() {
        term.warn(&format!("no browser could be opened: {opener}: {error}"), Some(&format!("open {url} yourself")));
    }
}

fn explained(error: Error) -> anyhow::Error {
    match (error.hint(), error) {
        (Some(hint), error) => hinted(error.to_string(), hint),
        (None, Error::Graph(error)) => graph::explained(error),
        (None, error) => error.into(),
    }
}

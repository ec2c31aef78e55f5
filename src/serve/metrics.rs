//! Counts for monitoring, in the text format of Prometheus.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use super::live::Loaded;
use crate::store::resident;

/// Upper ends of the classes of durations, in seconds.
const SECONDS: [f64; 9] = [0.001, 0.005, 0.025, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0];

/// What is counted since the start.
#[derive(Debug, Default)]
pub(super) struct Metrics {
    /// By route and status.
    requests: Mutex<BTreeMap<(String, u16), u64>>,
    queries: Mutex<Durations>,
    pub(super) running: AtomicU64,
    pub(super) waiting: AtomicU64,
    pub(super) reloads: AtomicU64,
    pub(super) failed_reloads: AtomicU64,
}

#[derive(Debug, Default)]
struct Durations {
    /// One class more than ends: the rest.
    classes: [u64; SECONDS.len() + 1],
    sum: f64,
}

impl Metrics {
    pub(super) fn request(&self, route: &str, status: u16) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests.entry((route.to_owned(), status)).or_default() += 1;
    }

    pub(super) fn query(&self, took: Duration) {
        let mut durations = self.queries.lock().unwrap_or_else(PoisonError::into_inner);
        let seconds = took.as_secs_f64();
        let class = SECONDS.iter().position(|end| seconds <= *end).unwrap_or(SECONDS.len());
        durations.classes[class] += 1;
        durations.sum += seconds;
    }

    /// Everything as text.
    pub(super) fn text(&self, loaded: &Loaded) -> String {
        let mut out = String::new();
        head(&mut out, "requests_total", "counter", "Requests by route and status.");
        for ((route, status), number) in self.requests.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let _ = writeln!(out, "newsgraph_requests_total{{route=\"{route}\",status=\"{status}\"}} {number}");
        }
        head(&mut out, "query_seconds", "histogram", "How long queries took.");
        let durations = self.queries.lock().unwrap_or_else(PoisonError::into_inner);
        let mut sum = 0;
        for (end, number) in SECONDS.iter().map(ToString::to_string).chain(["+Inf".to_owned()]).zip(durations.classes) {
            sum += number;
            let _ = writeln!(out, "newsgraph_query_seconds_bucket{{le=\"{end}\"}} {sum}");
        }
        let _ = writeln!(out, "newsgraph_query_seconds_sum {}\nnewsgraph_query_seconds_count {sum}", durations.sum);
        let load = |number: &AtomicU64| number.load(Ordering::Relaxed);
        let numbers = [
            ("queries_running", "gauge", "Queries that run now.", load(&self.running)),
            ("queries_waiting", "gauge", "Queries that wait for their turn.", load(&self.waiting)),
            ("reloads_total", "counter", "Changes of the graph that were picked up.", load(&self.reloads)),
            ("failed_reloads_total", "counter", "Changes that could not be read.", load(&self.failed_reloads)),
            ("graph_triples", "gauge", "Triples of the graph.", loaded.triples() as u64),
            ("graph_claims", "gauge", "Claims of the graph.", loaded.graph.claims.len() as u64),
            ("graph_articles", "gauge", "Articles of the graph.", loaded.graph.articles.len() as u64),
            ("resident_bytes", "gauge", "Memory that the program holds.", resident().unwrap_or_default()),
        ];
        for (name, kind, help, number) in numbers {
            head(&mut out, name, kind, help);
            let _ = writeln!(out, "newsgraph_{name} {number}");
        }
        out
    }
}

fn head(out: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(out, "# HELP newsgraph_{name} {help}\n# TYPE newsgraph_{name} {kind}");
}

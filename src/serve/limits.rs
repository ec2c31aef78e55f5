//! How much one request may take.

use std::time::Duration;

/// The bounds of requests and of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A query is stopped after this time.
    pub time: Duration,
    /// Rows or triples of an answer.
    pub rows: usize,
    /// Bytes of an answer.
    pub bytes: usize,
    /// Bytes that the program may hold beyond the graph before queries are stopped.
    pub memory: u64,
    /// Bytes of the body of a request.
    pub body: usize,
    /// Characters of a query.
    pub query: usize,
    /// Queries that run at the same time.
    pub running: usize,
    /// Queries that may wait for their turn; more are sent away.
    pub waiting: usize,
    /// Connections that may be open.
    pub connections: usize,
    /// How long the head or the body of a request may take to arrive.
    pub patience: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(30),
            rows: 1_000_000,
            bytes: 256 << 20,
            memory: 2 << 30,
            body: 1 << 20,
            query: 64 << 10,
            running: std::thread::available_parallelism().map_or(2, usize::from).max(2),
            waiting: 128,
            connections: 1024,
            patience: Duration::from_secs(10),
        }
    }
}

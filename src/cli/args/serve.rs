//! What can be typed after `serve`.

use std::net::SocketAddr;

use clap::Args;

/// Arguments of `serve`.
#[derive(Debug, Args)]
#[command(
    after_help = "Answers /sparql (SPARQL 1.1 Protocol), /data (Graph Store Protocol), /.well-known/void, /health and\n\
    /metrics. A graph that changes on disk is picked up. Nothing is written, and no other host is asked.\n\n\
    Examples:\n  newsgraph serve --open\n  newsgraph -g newsgraph-demo/output serve -b 127.0.0.1:8080\n  \
    curl -s localhost:7979/sparql --data-urlencode 'query=SELECT * { ?s ng:rejected ?o }' -H 'Accept: text/csv'"
)]
pub struct Serve {
    /// Address and port to listen on; port 0 takes any that is free.
    #[arg(short, long, value_name = "ADDR", default_value = "127.0.0.1:7979")]
    pub bind: SocketAddr,
    /// Open the page in a browser.
    #[arg(long)]
    pub open: bool,
    /// Let pages of this origin read the answers in a browser; of every origin where none is named.
    #[arg(long, value_name = "ORIGIN", num_args = 0..=1, default_missing_value = "*")]
    pub cors: Option<String>,
    /// Seconds after which a query is stopped.
    #[arg(long, value_name = "SECONDS", default_value = "30", help_heading = "Limits")]
    pub timeout: u64,
    /// Rows or triples of an answer.
    #[arg(long, value_name = "N", default_value = "1000000", help_heading = "Limits")]
    pub max_rows: usize,
    /// Size of an answer, in mebibytes.
    #[arg(long, value_name = "MIB", default_value = "256", help_heading = "Limits")]
    pub max_mib: usize,
    /// Memory that queries may take beyond the graph, in mebibytes (on Linux).
    #[arg(long, value_name = "MIB", default_value = "2048", help_heading = "Limits")]
    pub max_memory_mib: u64,
    /// Queries that run at the same time; as many as the machine has cores by default.
    #[arg(short, long, value_name = "N", help_heading = "Limits")]
    pub jobs: Option<usize>,
}

/// What stands below the options of `mcp`.
pub const MCP_HELP: &str = "In the settings of a client, the command is `newsgraph` and its arguments are `-g GRAPH mcp`.\n\n\
    Example:\n  echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}' | newsgraph mcp";

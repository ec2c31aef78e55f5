//! The graph for language models: the Model Context Protocol, its tools alone (JSON-RPC 2.0, one message a line).
//!
//! In goes a line, out comes the answer, or nothing for a notification. Everything is read-only, and every answer is
//! bounded in rows; what a tool cannot find is said in words, with the nearest names.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::{Value, json};

use super::{
    Limits, Texts,
    live::{Known, Live, Stamp},
    tools::{self, TOOLS},
};
use crate::{
    ontology::{Ontology, SavedQuery},
    store,
};

/// Versions of the protocol that are spoken, the newest first.
const VERSIONS: [&str; 3] = ["2025-06-18", "2025-03-26", "2024-11-05"];

/// What is told to the model before it asks.
const INSTRUCTIONS: &str = "A knowledge graph of news. Every claim has sentences that state it: call `why` before you \
    repeat a claim, and quote its sentence with its source. A claim with status denied, contested, planned or reported is \
    no fact. Call `get_schema` before `sparql_query`.";

/// Answers messages about one graph, which is read anew when its file changes.
pub struct Mcp {
    live: Live,
    seen: Mutex<Option<Stamp>>,
    texts: Arc<Texts>,
    limits: Limits,
}

impl Mcp {
    /// Reads the graph.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn open(
        path: PathBuf,
        ontology: Ontology,
        queries: Vec<SavedQuery>,
        texts: Arc<Texts>,
        limits: Limits,
    ) -> Result<Self, store::Error> {
        let live = Live::open(Known { path, ontology, queries })?;
        let seen = Mutex::new(live.stamp());
        Ok(Self { live, seen, texts, limits })
    }

    /// The answer to one message, on one line; `None` where none is due.
    #[must_use]
    pub fn answer(&self, line: &str) -> Option<String> {
        let message: Value = match serde_json::from_str(line) {
            Ok(message) => message,
            Err(error) => return Some(failure(&Value::Null, -32700, &format!("this is no JSON: {error}"))),
        };
        let id = message.get("id").cloned();
        let shown = id.clone().filter(|id| id.is_string() || id.is_number()).unwrap_or(Value::Null);
        let Some(object) = message.as_object() else {
            return Some(failure(
                &Value::Null,
                -32600,
                "a message is one object; batches are not part of the protocol",
            ));
        };
        if object.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
            return Some(failure(&shown, -32600, "this is no JSON-RPC 2.0: `jsonrpc` must be \"2.0\""));
        }
        let Some(method) = object.get("method").and_then(Value::as_str) else {
            // An answer to a question that we never ask.
            let answers = object.contains_key("result") || object.contains_key("error");
            return (!answers).then(|| failure(&shown, -32600, "the message has no `method`"));
        };
        // Without an id it is a notification, which is not answered.
        id?;
        if shown.is_null() {
            return Some(failure(&shown, -32600, "`id` must be a string or a number"));
        }
        let empty = json!({});
        let parameters = object.get("params").unwrap_or(&empty);
        Some(match self.result(method, parameters) {
            Ok(result) => json!({"jsonrpc": "2.0", "id": shown, "result": result}).to_string(),
            Err((code, message)) => failure(&shown, code, &message),
        })
    }

    fn result(&self, method: &str, parameters: &Value) -> Result<Value, (i32, String)> {
        match method {
            "initialize" => {
                let wanted = parameters["protocolVersion"].as_str().unwrap_or_default();
                let version = VERSIONS.into_iter().find(|version| *version == wanted).unwrap_or(VERSIONS[0]);
                Ok(json!({
                    "protocolVersion": version,
                    "capabilities": {"tools": {}},
                    "serverInfo": {"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")},
                    "instructions": INSTRUCTIONS,
                }))
            }
            "ping" => Ok(json!({})),
            "tools/list" => Ok(json!({"tools": TOOLS.iter().map(tools::Tool::described).collect::<Vec<_>>()})),
            "tools/call" => self.call(parameters),
            other => Err((
                -32601,
                format!("there is no method `{other}`; known are initialize, ping, tools/list, tools/call"),
            )),
        }
    }

    fn call(&self, parameters: &Value) -> Result<Value, (i32, String)> {
        let name = parameters["name"].as_str().ok_or((-32602, "`name` is missing".to_owned()))?;
        let tool = TOOLS.iter().find(|tool| tool.name == name).ok_or_else(|| {
            let known: Vec<&str> = TOOLS.iter().map(|tool| tool.name).collect();
            (-32602, format!("there is no tool `{name}`; known are {}", known.join(", ")))
        })?;
        let arguments = tool.arguments(&parameters["arguments"]).map_err(|message| (-32602, message))?;
        self.renew();
        let loaded = self.live.now();
        let asked = tools::Asked { loaded: &loaded, known: &self.live.known, texts: &*self.texts, limits: self.limits };
        // What goes wrong inside a tool is for the model to read, not for the client.
        let (text, failed) = match asked.call(tool.name, &arguments) {
            Ok(value) => (format!("{value:#}"), false),
            Err(refusal) => (format!("{}. {}", refusal.message, refusal.hint), true),
        };
        Ok(json!({"content": [{"type": "text", "text": text}], "isError": failed}))
    }

    /// Reads the file anew where it has changed; the old graph stays where that fails.
    fn renew(&self) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let stamp = self.live.stamp();
        if stamp.is_some() && stamp != *seen && self.live.renew().is_ok() {
            *seen = stamp;
        }
    }
}

fn failure(id: &Value, code: i32, message: &str) -> String {
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}}).to_string()
}

//! The tools for language models.

use std::sync::Arc;

use newsgraph::{
    ontology::{Ontology, Sources},
    serve::{Limits, Mcp},
};

use crate::{binary, sample};

fn mcp() -> Mcp {
    let sources = Sources::built_in();
    let ontology = Ontology::read(&sources).expect("the ontology");
    Mcp::open(sample(), ontology, sources.queries(), Arc::new(|_: &_| None), Limits::default()).expect("a graph")
}

#[test]
fn a_language_model_can_ask() {
    let mcp = mcp();
    let ask = |method: &str, params: serde_json::Value| -> serde_json::Value {
        let message = serde_json::json!({"jsonrpc": "2.0", "id": 7, "method": method, "params": params});
        let answer = mcp.answer(&message.to_string()).expect("an answer");
        assert!(!answer.contains('\n'));
        serde_json::from_str(&answer).expect("JSON")
    };
    let hello = ask("initialize", serde_json::json!({"protocolVersion": "2025-03-26", "capabilities": {}}));
    assert_eq!((&hello["id"], &hello["result"]["protocolVersion"]), (&7.into(), &"2025-03-26".into()));
    assert_eq!(
        ask("initialize", serde_json::json!({"protocolVersion": "1"}))["result"]["protocolVersion"],
        "2025-06-18"
    );
    assert_eq!(mcp.answer(r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#), None);
    let tools = ask("tools/list", serde_json::json!({}));
    let names: Vec<&str> =
        tools["result"]["tools"].as_array().expect("tools").iter().filter_map(|tool| tool["name"].as_str()).collect();
    assert_eq!(
        names,
        [
            "search_entities",
            "get_entity",
            "why",
            "neighbours",
            "sparql_query",
            "get_schema",
            "list_articles",
            "get_article"
        ]
    );
    let call = |name: &str, arguments: serde_json::Value| {
        let result = ask("tools/call", serde_json::json!({"name": name, "arguments": arguments}))["result"].clone();
        (result["isError"] == true, result["content"][0]["text"].as_str().expect("text").to_owned())
    };
    let read = |name: &str, arguments: serde_json::Value| -> serde_json::Value {
        let (failed, text) = call(name, arguments);
        assert!(!failed, "{text}");
        serde_json::from_str(&text).expect("JSON")
    };
    assert_eq!(read("search_entities", serde_json::json!({"query": "tejo"}))["entities"][0]["label"], "Tejovolt");
    assert_eq!(read("get_entity", serde_json::json!({"entity": "Tejovolt"}))["label"], "Tejovolt");
    let why =
        read("why", serde_json::json!({"subject": "Brückmann", "object": "Tejovolt", "relation": "partnersWith"}));
    assert_eq!((why["total"].as_u64(), why["claims"][0]["quotes"].as_array().map(Vec::len)), (Some(1), Some(5)));
    assert!(why["claims"][0]["quotes"][0]["quote"].as_str().is_some_and(|quote| quote.contains("alliance")), "{why}");
    assert_eq!(why["claims"][0]["quotes"][0]["source"], "Atlas Press");
    let near = read("neighbours", serde_json::json!({"entity": "Tejovolt", "limit": 3}));
    assert_eq!(near["entities"].as_array().map(Vec::len), Some(3));
    let rows = read("sparql_query", serde_json::json!({"query": "SELECT ?s { ?s ?p ?o }", "limit": 2}));
    assert!(rows["rows"].as_array().map(Vec::len) == Some(2) && rows["total"].as_u64() > Some(1000));
    assert_eq!(read("sparql_query", serde_json::json!({"query": "ASK {}"}))["truth"], true);
    assert!(read("get_schema", serde_json::json!({}))["relations"].as_array().is_some_and(|all| all.len() > 30));
    let articles = read("list_articles", serde_json::json!({"limit": 2, "offset": 1}));
    assert_eq!((articles["articles"].as_array().map(Vec::len), articles["total"].as_u64()), (Some(2), Some(14)));
    let id = articles["articles"][0]["id"].clone();
    assert!(read("get_article", serde_json::json!({"article": id}))["segments"].is_array());
    let (failed, text) = call("get_entity", serde_json::json!({"entity": "Tejovold"}));
    assert!(failed && text.contains("Tejovolt"), "{text}");
    let (failed, text) = call("sparql_query", serde_json::json!({"query": "DROP ALL"}));
    assert!(failed && text.contains("read-only"), "{text}");
}

#[test]
fn what_is_no_json_rpc_gets_its_error() {
    let mcp = mcp();
    let code = |line: &str| {
        let answer: serde_json::Value = serde_json::from_str(&mcp.answer(line).expect("an answer")).expect("JSON");
        answer["error"]["code"].as_i64().expect("a code")
    };
    assert_eq!(code("hello"), -32700);
    assert_eq!(code("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\""), -32700);
    assert_eq!(code("[]"), -32600);
    assert_eq!(code("3"), -32600);
    assert_eq!(code(r#"{"id":1,"method":"ping"}"#), -32600);
    assert_eq!(code(r#"{"jsonrpc":"2.0","id":1}"#), -32600);
    assert_eq!(code(r#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#), -32600);
    assert_eq!(code(r#"{"jsonrpc":"2.0","id":1,"method":"resources/list"}"#), -32601);
    assert_eq!(code(r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}}"#), -32602);
    assert_eq!(code(r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"rm"}}"#), -32602);
    assert_eq!(
        code(r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"why","arguments":{}}}"#),
        -32602
    );
    assert_eq!(
        code(r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"why","arguments":{"subject":3}}}"#),
        -32602
    );
    assert_eq!(
        code(r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_schema","arguments":{"x":3}}}"#),
        -32602
    );
    assert_eq!(mcp.answer(r#"{"jsonrpc":"2.0","id":1,"result":{}}"#), None);
    let place = tempfile::tempdir().expect("a folder");
    let line = format!("newsgraph -g '{}' mcp", sample().display());
    let output = binary::shell(
        place.path(),
        &format!("printf '%s\\n\\n%s' nonsense '{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}}' | {line}"),
    );
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines: Vec<&str> = text.lines().collect();
    assert!(output.status.success() && lines.len() == 2, "{text}");
    assert!(lines[0].contains("-32700") && lines[1].contains("\"result\":{}"), "{text}");
}

//! Programs of others ask the saved queries and get the rows that `newsgraph query` gives: Comunica (Node.js) and rdflib's
//! `SPARQLStore` (Python). Where one of them is missing, its test says so and passes.

use std::{
    collections::BTreeMap,
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use newsgraph::{
    ontology::Sources,
    query::{self, Form, Options},
    store::Store,
};
use serde_json::{Value, json};

use crate::{sample, shared};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn runs(program: &str, arguments: &[&str]) -> bool {
    let status = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// Columns and rows of every saved query, by name, as the command line gives them.
fn wanted() -> BTreeMap<String, Value> {
    let store = Store::open(sample()).expect("the sample");
    let answered = |text: &str| {
        let answer = query::run(&store, text, &Options::default()).expect("an answer");
        let json: Value = serde_json::from_str(&answer.written(Form::Json).expect("text")).expect("JSON");
        let columns = json["head"]["vars"].clone();
        let names: Vec<&str> = columns.as_array().expect("columns").iter().filter_map(Value::as_str).collect();
        let row =
            |row: &Value| json!(names.iter().map(|name| row[name]["value"].as_str().unwrap_or("")).collect::<Vec<_>>());
        let rows: Vec<Value> = json["results"]["bindings"].as_array().expect("rows").iter().map(row).collect();
        json!([columns, rows])
    };
    Sources::built_in().queries().iter().map(|saved| (saved.name.clone(), answered(&saved.text))).collect()
}

fn same_rows(program: &str, script: &Path) {
    let endpoint = format!("http://{}/sparql", shared());
    let output = Command::new(program).arg(script).arg(endpoint).arg(root().join("ontology/queries")).output();
    let output = output.expect("the client runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut got: BTreeMap<String, Value> = BTreeMap::new();
    for line in said.lines() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        got.insert(line["query"].as_str().expect("a name").to_owned(), json!([line["columns"], line["rows"]]));
    }
    let wanted = wanted();
    assert!(wanted.len() >= 15);
    for (name, wanted) in wanted {
        assert_eq!(got.get(&name), Some(&wanted), "{name}");
    }
}

#[test]
fn comunica_gets_the_same_rows() {
    let folder = root().join("tests/clients");
    if !folder.join("node_modules/@comunica/query-sparql").is_dir() || !runs("node", &["--version"]) {
        eprintln!("skipped: there is no Comunica: `npm ci --ignore-scripts` in tests/clients/");
        return;
    }
    same_rows("node", &folder.join("comunica.mjs"));
}

#[test]
fn rdflib_gets_the_same_rows() {
    let python = env::var("NEWSGRAPH_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if !runs(&python, &["-c", "import rdflib"]) {
        eprintln!("skipped: {python} has no rdflib: `pip install rdflib`");
        return;
    }
    same_rows(&python, &root().join("tests/clients/rdflib_store.py"));
}

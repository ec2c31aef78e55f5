//! The program as it is run: output, errors, exit codes, and what it does with bad input.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_newsgraph");

/// What a run gave.
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
    }
}

impl Run {
    #[track_caller]
    fn expect(self, code: i32, err: &[&str]) -> Self {
        assert_eq!(self.code, code, "exit code\nstdout: {}\nstderr: {}", self.out, self.err);
        for part in err {
            assert!(self.err.contains(part), "«{part}» is not in stderr:\n{}", self.err);
        }
        self
    }
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(args).current_dir(folder).stdin(Stdio::null());
    command.env_remove("NEWSGRAPH_GRAPH").env_remove("NEWSGRAPH_ONTOLOGY").env_remove("NO_COLOR");
    command
}

fn run(folder: &Path, args: &[&str]) -> Run {
    command(folder, args).output().expect("the program runs").into()
}

fn run_with(folder: &Path, args: &[&str], input: &[u8]) -> Run {
    let mut command = command(folder, args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    child.stdin.take().expect("stdin").write_all(input).expect("read by the program");
    child.wait_with_output().expect("ends").into()
}

fn place() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn small() -> String {
    root().join("tests/graphs/small.ttl").display().to_string()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

const ENGLISH: &str = "The company said on Tuesday that it would build a new plant in the north of the country, and that \
                       its shares had risen after the news.";

#[test]
fn help_names_every_verb_and_no_verb_that_is_not_there() {
    let place = place();
    let help = run(place.path(), &["--help"]).expect(0, &[]).out;
    for verb in [
        "demo", "build", "remove", "extract", "query", "show", "why", "export", "decide", "diff", "serve", "mcp",
        "check", "ontology", "eval", "stats",
    ] {
        assert!(help.contains(&format!("\n  {verb} ")), "{verb} is missing from\n{help}");
        let own = run(place.path(), &[verb, "--help"]).expect(0, &[]).out;
        assert!(matches!(verb, "ontology" | "decide") || own.contains("Example"), "{verb} --help has no example");
    }
    for verb in ["suggest", "--rdf12"] {
        assert!(!help.contains(verb), "{verb} is in the help");
    }
    run(place.path(), &["suggest"]).expect(2, &["unrecognized subcommand"]);
}

#[test]
fn completions_and_manual_pages_are_written() {
    let place = place();
    assert!(run(place.path(), &["completions", "bash"]).expect(0, &[]).out.contains("newsgraph"));
    run(place.path(), &["man", "pages"]).expect(0, &[]);
    assert!(place.path().join("pages/newsgraph-why.1").exists());
}

#[test]
fn every_input_that_gives_no_article_is_named_and_the_rest_goes_on() {
    let place = place();
    let folder = place.path();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).expect("written");
    write("good.txt", ENGLISH.as_bytes());
    write("empty.txt", b"");
    write("binary.txt", &[0x7f, b'E', b'L', b'F', 0, 0, 1, 2, 3, 0, 0, 0, 255, 254, 0, 0]);
    write(
        "latin.txt",
        b"Die Gesellschaft \xfcbernimmt den gr\xf6\xdften Wettbewerber, sagte ein Sprecher am Dienstag in M\xfcnchen.",
    );
    write(
        "finnish.txt",
        "Yhtiö kertoi tiistaina, että se rakentaa uuden tehtaan maan pohjoisosaan ja palkkaa väkeä.".as_bytes(),
    );
    let line = |id: &str| serde_json::json!({"id": id, "text": format!("{id} {ENGLISH}")}).to_string();
    write("wire.ndjson", format!("{}\n{{\"id\": broken\n{}\n", line("n1"), line("n2")).as_bytes());
    write("strange.txt", format!("\u{202e}{ENGLISH}\u{7}\u{1b}[31m\u{2066} {ENGLISH}").as_bytes());
    fs::create_dir(folder.join("hollow")).expect("a folder");
    let inputs = [
        "good.txt",
        "missing.txt",
        "empty.txt",
        "binary.txt",
        "latin.txt",
        "finnish.txt",
        "wire.ndjson",
        "strange.txt",
        "hollow",
    ];
    let mut args = vec!["build", "-o", "out"];
    args.extend(inputs);
    let run_1 = run(folder, &args)
        .expect(3, &["missing.txt", "empty.txt", "binary.txt", "finnish.txt", "hollow", "wire.ndjson", "line 2"])
        .expect(3, &["note: latin.txt: not UTF-8: read as windows-1252"]);
    let report = fs::read_to_string(folder.join("out/report.json")).expect("a report");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    let skipped = report["skipped"].to_string();
    for name in ["missing.txt", "empty.txt", "binary.txt", "finnish.txt", "hollow", "line 2"] {
        assert!(skipped.contains(name), "{name} is not in {skipped}");
    }
    for name in ["good.txt", "strange.txt"] {
        assert!(!skipped.contains(name), "{name} was skipped: {skipped}\n{}", run_1.err);
    }
    assert!(report["articles"].as_u64() >= Some(4), "{report}");
    for file in ["graph.ttl", "graph.dot", "claims.ndjson"] {
        assert!(folder.join("out").join(file).exists(), "{file}");
    }
    args.push("--strict");
    run(folder, &args).expect(2, &["error: missing.txt"]);
}

#[test]
fn nothing_but_missing_files_is_an_error_and_leaves_the_graph_alone() {
    let place = place();
    run(place.path(), &["build", "nowhere"]).expect(2, &["error: nowhere not found", "hint:"]);
    run(place.path(), &["extract", "nowhere.txt"]).expect(2, &["error: nowhere.txt not found"]);
    run(place.path(), &["eval", "nowhere.jsonl", "x"]).expect(2, &["error: nowhere.jsonl not found"]);
}

#[test]
fn a_large_line_and_an_endless_word_are_read() {
    let place = place();
    // Fifty million bytes in the program that users have; without optimisation a part of it tells as much.
    let bytes = if cfg!(debug_assertions) { 1 << 18 } else { 50 << 20 };
    let mut text = format!("{ENGLISH} ").repeat(bytes / ENGLISH.len());
    text.push_str(&"a".repeat(bytes / 4));
    fs::write(place.path().join("long.txt"), text).expect("written");
    run(place.path(), &["extract", "-q", "long.txt"]).expect(0, &[]);
}

#[test]
fn stdin_is_read_and_a_dry_run_writes_nothing() {
    let place = place();
    run_with(place.path(), &["build", "--dry-run", "-"], ENGLISH.as_bytes())
        .expect(0, &["1 article", "nothing was written"]);
    assert!(!place.path().join("output").exists());
    let line = serde_json::json!({"id": "n1", "body": ENGLISH}).to_string();
    let args = ["build", "-f", "ndjson", "--field", "text=body", "--lang", "en", "-o", "o", "-"];
    run_with(place.path(), &args, line.as_bytes()).expect(0, &["1 article"]);
    run_with(place.path(), &["extract", "--field", "body=text"], b"").expect(2, &["`body` is none of"]);
}

#[test]
fn an_output_folder_of_another_program_is_left_alone() {
    let place = place();
    fs::write(place.path().join("a.txt"), ENGLISH).expect("written");
    fs::create_dir(place.path().join("theirs")).expect("a folder");
    fs::write(place.path().join("theirs/thesis.odt"), "mine").expect("written");
    run(place.path(), &["build", "a.txt", "-o", "theirs"]).expect(2, &["thesis.odt", "hint:"]);
    assert!(!place.path().join("theirs/graph.ttl").exists());
    run(place.path(), &["build", "a.txt", "-o", "a.txt"]).expect(2, &["a.txt is no folder"]);
    run(place.path(), &["demo", "theirs"]).expect(2, &["thesis.odt"]);
}

#[cfg(unix)]
#[test]
fn a_read_only_output_folder_is_said() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = place();
    fs::write(place.path().join("a.txt"), ENGLISH).expect("written");
    let locked = place.path().join("locked");
    fs::create_dir(&locked).expect("a folder");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).expect("locked");
    // For the superuser no folder is read-only, but that of the processes is no place for files.
    let output = if fs::write(locked.join("x"), "").is_ok() { "/proc/newsgraph" } else { "locked" };
    run(place.path(), &["build", "a.txt", "-o", output]).expect(2, &["cannot be written", "hint:"]);
}

#[test]
fn an_ontology_with_an_error_is_refused_by_file_line_and_column() {
    let place = place();
    let folder = place.path().join("mine/relations");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("broken.ttl"), "@prefix ng: <https://w3id.org/newsgraph/ns#> .\nng:x ng:y , .\n")
        .expect("written");
    run(place.path(), &["--ontology", "mine", "extract", "-"]).expect(2, &["error: relations/broken.ttl:2:"]);
    run(place.path(), &["--ontology", "nowhere", "extract", "-"]).expect(2, &["nowhere"]);
}

#[test]
fn a_frame_that_cannot_be_read_is_named_and_the_others_work() {
    let place = place();
    let folder = place.path().join("mine/relations");
    fs::create_dir_all(&folder).expect("a folder");
    let relation = "@prefix ng: <https://w3id.org/newsgraph/ns#> .\n\
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\
        ng:frobbed a ng:Relation ; rdfs:domain ng:Organization ; rdfs:range ng:Orgnization ;\n\
          ng:verb \"{s} frob {o:Gadget}\"@en , \"{s} frob {q}\"@en , \"{s} (frob {o}\"@en .\n";
    fs::write(folder.join("frobbed.ttl"), relation).expect("written");
    let check =
        run(place.path(), &["--ontology", "mine", "ontology", "check", "--relation", "frobbed", "--lang", "en"]);
    let check = check.expect(1, &[]);
    for part in [
        "Gadget",
        "frobbed/en/verb-1",
        "frobbed/en/verb-2",
        "frobbed/en/verb-3",
        "Orgnization",
        "relations/frobbed.ttl",
    ] {
        assert!(check.out.contains(part), "«{part}» is not in\n{}", check.out);
    }
    run_with(place.path(), &["--ontology", "mine", "extract"], ENGLISH.as_bytes()).expect(0, &["frobbed/en/verb-1"]);
}

#[test]
fn a_graph_that_is_not_there_or_not_a_graph_is_said() {
    let place = place();
    for verb in
        [&["stats"][..], &["show", "Alfatech"], &["why", "A", "B"], &["export"], &["query", "ASK {}"], &["check"]]
    {
        run(place.path(), verb).expect(2, &["not found", "newsgraph build ARTICLES"]);
    }
    fs::write(place.path().join("bad.ttl"), "this is\nno turtle").expect("written");
    run(place.path(), &["-g", "bad.ttl", "stats"]).expect(2, &["bad.ttl:1:"]);
    fs::write(place.path().join("bad.doc"), "").expect("written");
    run(place.path(), &["-g", "bad.doc", "stats"]).expect(2, &["bad.doc", ".ttl"]);
}

#[test]
fn a_name_that_nobody_has_gives_the_nearest_ones() {
    let (place, graph) = (place(), small());
    run(place.path(), &["-g", &graph, "show", "Boresoft"])
        .expect(2, &["no entity is called \"Boresoft\"", "\"Boreasoft\""]);
    run(place.path(), &["-g", &graph, "why", "Alfatech", "rejectd", "Fjordbank"]).expect(2, &["\"rejected\""]);
    run(place.path(), &["-g", &graph, "export", "--type", "Compny"]).expect(2, &["\"Company\""]);
    run(place.path(), &["-g", &graph, "query", "-e", "partnes"]).expect(2, &["partners"]);
}

#[test]
fn why_shows_the_marked_sentence_or_says_no() {
    let (place, graph) = (place(), small());
    let why = run(place.path(), &["-g", &graph, "why", "Alfatech", "rejected", "Fjordbank"]).expect(0, &[]).out;
    assert!(why.contains("[Alfatech] <rejected> [Fjordbank] and launched"), "{why}");
    assert!(
        why.contains("supported") && why.contains("articles/en1.txt") && why.contains("rejected/en/verb-1"),
        "{why}"
    );
    let none = run(place.path(), &["-g", &graph, "why", "Boreasoft", "rejected", "Alfatech"]);
    none.expect(1, &["nothing says so", "partnersWith"]);
    let colours =
        run(place.path(), &["-g", &graph, "--color", "always", "why", "Alfatech", "Fjordbank"]).expect(0, &[]).out;
    assert!(colours.contains("\u{1b}["));
    let json =
        run(place.path(), &["-g", &graph, "why", "Alfatech", "Boreasoft", "--lang", "de", "--json"]).expect(0, &[]).out;
    let json: serde_json::Value = serde_json::from_str(json.trim()).expect("one object");
    assert_eq!((json["language"].as_str(), json["relation"].as_str()), (Some("de"), Some("partnersWith")));
}

#[test]
fn show_finds_an_entity_by_any_of_its_names() {
    let (place, graph) = (place(), small());
    for name in ["Alfatech", "e:alfatech", "ALFA", "alfatech group"] {
        let out = run(place.path(), &["-g", &graph, "show", name]).expect(0, &[]).out;
        assert!(out.starts_with("Alfatech  TechCompany  e:alfatech"), "{out}");
    }
    let out = run(place.path(), &["-g", &graph, "show", "Alfatech", "--relation", "rejected"]).expect(0, &[]).out;
    assert!(out.contains("Fjordbank") && !out.contains("partnersWith"), "{out}");
}

#[test]
fn export_knows_its_formats_by_name_and_by_extension() {
    let (place, graph) = (place(), small());
    for format in ["ttl", "nt", "nq", "trig", "rdfxml", "jsonld", "dot", "svg", "csv", "json"] {
        let out = run(place.path(), &["-g", &graph, "export", "-f", format]).expect(0, &[]).out;
        assert!(out.contains("Alfatech"), "{format}: {out}");
        let file = format!("g.{format}");
        run(place.path(), &["-g", &graph, "export", "-o", &file]).expect(0, &[]);
        assert_eq!(fs::read_to_string(place.path().join(&file)).expect("written"), out);
    }
    run(place.path(), &["-g", &graph, "export", "-o", "g.odt"]).expect(2, &["no format has this extension", "trig"]);
    run(place.path(), &["-g", &graph, "export", "-o", "no/such/g.ttl"]).expect(2, &["cannot be written"]);
    run(place.path(), &["-g", "g.nq", "show", "Alfatech"]).expect(0, &[]);
}

#[test]
fn a_query_is_answered_in_the_form_asked_for() {
    let (place, graph) = (place(), small());
    let query = "SELECT ?who { ?who ng:rejected e:fjordbank }";
    let ask = |more: &[&str]| {
        let mut args = vec!["-g", &graph, "query"];
        args.extend(more);
        run(place.path(), &args)
    };
    let csv = ask(&[query]).expect(0, &[]).out;
    assert_eq!(csv.replace('\r', ""), "who\nhttps://w3id.org/newsgraph/entity/alfatech\n");
    assert!(ask(&[query, "-f", "table"]).expect(0, &[]).out.contains("e:alfatech"));
    ask(&[query, "-o", "answer.json"]).expect(0, &[]);
    let json = fs::read_to_string(place.path().join("answer.json")).expect("written");
    assert!(json.starts_with('{') && json.contains("alfatech"), "{json}");
    fs::write(place.path().join("q.rq"), query).expect("written");
    assert_eq!(ask(&["@q.rq"]).expect(0, &[]).out, csv);
    assert_eq!(run_with(place.path(), &["-g", &graph, "query", "-"], query.as_bytes()).expect(0, &[]).out, csv);
    ask(&[&query.replace("fjordbank", "nobody"), "-E"]).expect(1, &[]);
    assert!(ask(&["--list"]).expect(0, &[]).out.contains("partners"));
    assert!(ask(&["-e", "partners"]).expect(0, &[]).out.contains("Alfatech"));
    ask(&[query, "-f", "ttl"]).expect(2, &["cannot be written as ttl"]);
    ask(&["SELECT *\nWHERE { ?s ?p }"]).expect(2, &["error: 2:", "WHERE { ?s ?p }\n", "^"]);
    ask(&["DELETE WHERE { ?s ?p ?o }"]).expect(2, &["this is an update", "hint:"]);
    let killer = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    ask(&[killer, "--timeout", "1"]).expect(2, &["stopped after 1 s", "hint:"]);
}

#[test]
fn checks_and_counts_of_a_graph() {
    let (place, graph) = (place(), small());
    run(place.path(), &["-g", &graph, "check", "--fail-on", "none"]).expect(0, &["rules"]);
    let stats = run(place.path(), &["-g", &graph, "stats", "--json"]).expect(0, &[]).out;
    let stats: serde_json::Value = serde_json::from_str(&stats).expect("JSON");
    assert_eq!((stats["articles"].as_u64(), stats["claims"].as_u64()), (Some(4), Some(11)));
}

#[cfg(unix)]
#[test]
fn the_demo_suggests_commands_that_work() {
    let place = place();
    let demo = run(place.path(), &["demo", "my demo"]).expect(0, &["14 articles"]).out;
    let path = Path::new(PROGRAM).parent().expect("a folder").display().to_string();
    let lines: Vec<&str> = demo.lines().filter_map(|line| line.strip_prefix("  newsgraph ")).collect();
    assert!(lines.len() > 4, "{demo}");
    for line in lines {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("newsgraph {line}")]).current_dir(place.path());
        let old = std::env::var("PATH").unwrap_or_default();
        let run: Run = shell.env("PATH", format!("{path}:{old}")).output().expect("a shell").into();
        run.expect(0, &[]);
    }
    run(place.path(), &["demo", "my demo"]).expect(0, &[]);
}

#[test]
fn a_sentence_is_explained_in_a_language_that_has_a_file() {
    let place = place();
    let args = ["ontology", "explain", "--lang", "en", "Alfatech turned down Boreasoft."];
    assert!(run(place.path(), &args).expect(0, &[]).out.contains("Alfatech"));
    run(place.path(), &["ontology", "explain", "--lang", "fi", "Hei."]).expect(2, &["`fi`", "en"]);
    run(place.path(), &["ontology", "explain", "--lang", "english", "Hi."]).expect(2, &["language code"]);
}

#[test]
fn a_closed_pipe_ends_silently() {
    let (place, graph) = (place(), small());
    let mut command = command(place.path(), &["-g", &graph, "export"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    drop(child.stdout.take());
    let run: Run = child.wait_with_output().expect("ends").into();
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn the_two_scorers_agree() {
    let scorer =
        std::env::var_os("NEWSGRAPH_SCORER").map_or_else(|| root().join("../shared/tools/score.py"), PathBuf::from);
    if !scorer.exists() || Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: no python3, or no {}", scorer.display());
        return;
    }
    let place = place();
    let articles = root().join("tests/articles").display().to_string();
    let gold = root().join("tests/gold/samples.jsonl").display().to_string();
    let ontology = place.path().join("mine/entities");
    fs::create_dir_all(&ontology).expect("a folder");
    fs::copy(root().join("ontology/entities/samples.ttl"), ontology.join("names.ttl")).expect("copied");
    let claims = run(place.path(), &["--ontology", "mine", "-q", "extract", &articles]).out;
    fs::write(place.path().join("claims.ndjson"), claims).expect("written");
    for more in [&[][..], &["--show"], &["--relations", "acquired,partnersWith", "--pairs"]] {
        let mut args = vec!["--ontology", "mine", "-q", "eval", &gold, &articles];
        args.extend(more);
        let own = run(place.path(), &args).out;
        let mut python = Command::new("python3");
        let theirs: Run = python
            .arg(&scorer)
            .args([&gold, "claims.ndjson"])
            .args(more)
            .current_dir(place.path())
            .output()
            .expect("python3 runs")
            .into();
        assert_eq!(own, theirs.out, "{}", theirs.err);
    }
}

#[test]
fn eval_says_no_below_the_bar() {
    let place = place();
    let gold = r#"{"article": "a.txt", "lang": "en", "facts": [{"s": ["Nobody"], "r": "acquired", "o": ["Nothing"]}]}"#;
    fs::write(place.path().join("gold.jsonl"), gold).expect("written");
    fs::write(place.path().join("a.txt"), ENGLISH).expect("written");
    let run_1 =
        run(place.path(), &["eval", "gold.jsonl", "a.txt", "--min-f1", "0.5", "--show"]).expect(1, &["below 0.5"]);
    assert!(run_1.out.starts_with("miss   a.txt: Nobody acquired Nothing\n"), "{}", run_1.out);
    let json = run(place.path(), &["eval", "gold.jsonl", "a.txt", "--json"]).expect(0, &[]).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["all"]["fn"], 1);
    fs::write(place.path().join("gold.jsonl"), format!("{gold}\n{{\"article\": 1}}")).expect("written");
    run(place.path(), &["eval", "gold.jsonl", "a.txt"]).expect(2, &["gold.jsonl", "line 2"]);
}

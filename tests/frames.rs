//! The commands for those who write frames: `ontology suggest` and `ontology check --gold`.

mod binary;

use std::{fs, path::Path};

use serde_json::Value;

const TEXT: &str = "Google hoovered up Motorola last year. Siemens has hoovered up Bosch.\n\n\
                    Google acquired Nokia. Apple's hookup with Nokia ended.\n";

/// Exit code, stdout and stderr.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = binary::newsgraph(folder, arguments);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn what_no_frame_reads_is_suggested_and_the_suggestion_works() {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("a.txt"), TEXT).expect("a file");
    let (code, out, err) = run(place.path(), &["ontology", "suggest", "a.txt", "--json"]);
    assert_eq!(code, Some(0), "{err}");
    let groups = json(&out);
    assert_eq!(groups[0]["count"], 2, "the commonest first: {out}");
    assert_eq!(groups[0]["frame"], "{s} hoover up {o}");
    let relations: Vec<&str> =
        groups[0]["relations"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(relations.contains(&"acquired") && !relations.contains(&"visited"), "{relations:?}");
    assert!(
        groups.as_array().expect("a list").iter().any(|group| group["frame"] == "{s/poss} hookup with {o}"),
        "{out}"
    );
    assert!(!out.contains("Google acquired"), "what a frame reads needs no other: {out}");
    assert_eq!(run(place.path(), &["ontology", "suggest", "a.txt", "--json"]).1, out, "the same twice");

    let (_, text, err) = run(place.path(), &["ontology", "suggest", "a.txt", "--limit", "1"]);
    assert!(text.contains("{s} hoover up {o}\"@en .") && !text.contains("hookup"), "{text}");
    assert!(err.contains("1 suggestion of 2 groups without a frame, from 1 article"), "{err}");
    assert_eq!(run(place.path(), &["ontology", "suggest", "a.txt", "--lang", "de"]).1, "");

    let folder = place.path().join("mine/relations");
    fs::create_dir_all(&folder).expect("a folder");
    let line = "ng:acquired ng:verb \"{s} hoover up {o}\"@en .";
    fs::write(folder.join("more.ttl"), format!("@prefix ng: <https://w3id.org/newsgraph/ns#> .\n{line}\n"))
        .expect("a file");
    let (_, out, _) = run(place.path(), &["--ontology", "mine", "extract", "a.txt"]);
    assert_eq!(out.lines().filter(|line| line.contains("hoovered")).count(), 2, "{out}");
    let (_, out, _) = run(place.path(), &["--ontology", "mine", "ontology", "suggest", "a.txt"]);
    assert!(!out.contains("hoover up"), "{out}");
}

#[test]
fn bad_input_is_said() {
    let place = tempfile::tempdir().expect("a folder");
    let (code, _, err) = run(place.path(), &["ontology", "suggest", "nowhere"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("nowhere not found"), "{err}");
    fs::write(place.path().join("a.txt"), TEXT).expect("a file");
    let (code, _, err) = run(place.path(), &["ontology", "suggest", "a.txt", "--lang", "ja"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("no language file for `ja`"), "{err}");
    let (code, _, err) = run(place.path(), &["ontology", "check", "--gold", "gold.jsonl"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("ARTICLES"), "{err}");
}

#[test]
fn each_frame_is_held_against_gold() {
    let place = tempfile::tempdir().expect("a folder");
    let texts = "{\"id\": \"a\", \"lang\": \"en\", \"text\": \"Google acquired Fitbit. Google acquired Nest. Google acquired Waze.\\n\"}\n";
    fs::write(place.path().join("texts.ndjson"), texts).expect("a file");
    let fact = |object: &str| format!("{{\"s\": [\"Google\"], \"r\": \"acquired\", \"o\": [\"{object}\"]}}");
    let gold = |facts: &[&str]| {
        let facts: Vec<String> = facts.iter().map(|object| fact(object)).collect();
        format!("{{\"article\": \"a\", \"lang\": \"en\", \"facts\": [{}]}}\n", facts.join(", "))
    };
    let check = |objects: &[&str], more: &[&str]| {
        fs::write(place.path().join("gold.jsonl"), gold(objects)).expect("a file");
        let arguments = ["ontology", "check", "--gold", "gold.jsonl", "texts.ndjson"];
        run(place.path(), &[&arguments[..], more].concat())
    };
    let (code, out, err) = check(&["Fitbit", "Waze", "Nest"], &["--json"]);
    assert_eq!(code, Some(0), "{err}");
    let frames = json(&out)["frames"].as_array().expect("a list").clone();
    let sum = |key: &str| frames.iter().filter_map(|frame| frame[key].as_u64()).sum::<u64>();
    assert_eq!((sum("right"), sum("wrong")), (3, 0), "{out}");

    let (code, out, err) = check(&[], &["--min-precision", "0.7", "--show"]);
    assert_eq!(code, Some(1), "{out}{err}");
    assert!(err.contains("1 frame below 0.7 with 3 or more wrong"), "{err}");
    assert!(out.contains("wrong  a: Google acquired Waze"), "{out}");
    let first = out.lines().nth(1).unwrap_or_default();
    assert!(first.trim_start().starts_with("0.00") && first.contains("acquired/en/"), "the worst first: {out}");
    assert_eq!(check(&[], &["--relation", "sued"]).1.lines().count(), 1, "the head alone");
}

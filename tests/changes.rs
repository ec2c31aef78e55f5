//! A graph in a folder that is changed again and again: added to, taken from, cut short at any moment, by two at once,
//! on a full disk. What is there afterwards is a whole graph, and in the end the one that a fresh build gives.

#![cfg(unix)]

mod binary;
mod engine;

use std::{
    env,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Output,
    thread,
    time::{Duration, Instant},
};

use engine::Random;

const FILES: [&str; 3] = ["graph.ttl", "graph.dot", "claims.ndjson"];
/// How often a change is killed; more often where `NEWSGRAPH_KILLS` says so.
const KILLS: usize = 8;

/// The sample articles as files, one each.
struct Place {
    folder: tempfile::TempDir,
    articles: Vec<String>,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
        let mut articles = Vec::new();
        fs::create_dir(folder.path().join("articles")).expect("a folder");
        for entry in fs::read_dir(samples).expect("the samples") {
            let path = entry.expect("an entry").path();
            let name = format!("articles/{}", path.file_name().expect("a name").to_string_lossy());
            fs::copy(&path, folder.path().join(&name)).expect("copied");
            articles.push(name);
        }
        articles.sort();
        let names = folder.path().join("names/entities");
        fs::create_dir_all(&names).expect("a folder");
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology/entities/samples.ttl");
        fs::copy(own, names.join("names.ttl")).expect("copied");
        Self { folder, articles }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut all = vec!["--ontology", "names", "--models", "none"];
        all.extend(arguments);
        binary::newsgraph(self.folder.path(), &all)
    }

    #[track_caller]
    fn expect(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        said
    }

    #[track_caller]
    fn build(&self, output: &str, more: &[&str], articles: &[String]) -> String {
        let mut arguments = vec!["build", "-o", output];
        arguments.extend(more);
        arguments.extend(articles.iter().map(String::as_str));
        self.expect(0, &arguments)
    }

    fn files(&self, output: &str) -> Vec<String> {
        FILES.map(|name| fs::read_to_string(self.path(output).join(name)).unwrap_or_default()).to_vec()
    }
}

#[test]
fn adding_and_removing_gives_what_a_fresh_build_of_the_rest_gives() {
    let place = Place::new();
    let mut random = Random(3);
    let mut left: Vec<String> = Vec::new();
    for round in 0..8 {
        if round % 3 == 2 {
            let gone = left.swap_remove(random.below(left.len()));
            // A file of several articles has a name for each.
            let names = if gone.ends_with("ndjson") { ids(&place, &gone) } else { vec![gone.as_str()] };
            place.expect(0, &[&["-g", "grown", "remove"], names.as_slice()].concat());
        } else {
            let batch: Vec<String> = (0..3).map(|_| random.one(&place.articles).clone()).collect();
            place.build("grown", &["--append"], &batch);
            left.extend(batch);
            left.sort();
            left.dedup();
        }
    }
    place.build("fresh", &[], &left);
    assert_eq!(place.files("grown"), place.files("fresh"));
    let said = place.build("grown", &["--append"], &left);
    assert!(said.contains("unchanged: ") && !said.contains("added"), "{said}");
    assert_eq!(place.files("grown"), place.files("fresh"));
    assert!(!place.path("grown/graph.lock").exists() && !place.path("grown/graph.spool").exists());
}

/// The names of the articles in a file of lines.
fn ids(place: &Place, file: &str) -> Vec<&'static str> {
    let text = fs::read_to_string(place.path(file)).expect("a file");
    let id =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["id"].as_str().map(str::to_owned);
    text.lines().filter_map(id).map(|id| &*id.leak()).collect()
}

#[test]
fn what_was_deferred_is_merged_by_whoever_comes_next_and_once() {
    let place = Place::new();
    let (first, rest) = place.articles.split_at(2);
    place.build("fresh", &[], &place.articles);
    place.build("out", &[], first);
    let before = place.files("out");
    for article in rest.iter().chain(first) {
        let said = place.build("out", &["--append", "--defer"], std::slice::from_ref(article));
        assert!(said.contains("merged when the graph is next read or changed"), "{said}");
    }
    assert_eq!(place.files("out"), before, "nothing but the articles is touched");
    let pending = || {
        let mut runs: Vec<PathBuf> =
            fs::read_dir(place.path("out")).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        runs.retain(|path| path.to_string_lossy().contains("graph.pending-"));
        runs.sort();
        runs
    };
    let runs: Vec<(PathBuf, Vec<u8>)> =
        pending().into_iter().map(|path| (path.clone(), fs::read(path).expect("a run"))).collect();
    assert_eq!(runs.len(), place.articles.len());
    place.expect(0, &["-g", "out", "-q", "stats"]);
    assert_eq!(place.files("out"), place.files("fresh"));
    assert!(pending().is_empty());
    // As after a crash between writing the graph and taking some of the runs away.
    for (path, bytes) in &runs[3..] {
        fs::write(path, bytes).expect("written");
    }
    place.expect(0, &["-g", "out", "query", "-e", "partners"]);
    assert_eq!(place.files("out"), place.files("fresh"));
    // A folder of nothing but what was deferred; whoever changes it merges first.
    place.build("new", &["--append", "--defer"], rest);
    place.build("new", &["--append", "--defer"], first);
    place.expect(0, &["-g", "new", "remove", &first[0]]);
    place.build("fresh", &[], &place.articles[1..]);
    assert_eq!(place.files("new"), place.files("fresh"));
    place.expect(2, &["build", "--defer", &first[0]]);
}

#[test]
fn a_changed_article_replaces_itself_and_an_unknown_one_is_named_with_the_nearest() {
    let place = Place::new();
    let write = |text: &str| fs::write(place.path("a.txt"), text).expect("written");
    write("The carmaker Brückmann rejected the bid of Tejovolt on Monday in Berlin, the company said.");
    place.build("out", &["--append"], &["a.txt".to_owned()]);
    let first = place.files("out");
    assert!(first[0].contains("ng:rejected e:"), "{}", first[0]);
    write("The carmaker Brückmann acquired Tejovolt on Monday in Berlin, the company said.");
    let said = place.build("out", &["--append"], &["a.txt".to_owned()]);
    assert!(said.contains("1 added, 1 replaced") || said.starts_with("1 article"), "{said}");
    let second = place.files("out");
    assert!(second[0].contains("ng:acquired e:") && !second[0].contains("ng:rejected e:"), "{}", second[0]);
    place.build("out", &["--append"], &place.articles);
    let before = place.files("out");
    let said = place.expect(2, &["-g", "out", "remove", "a.txt", "articles/delivery-talks.en.text"]);
    assert!(said.contains("no article is called \"articles/delivery-talks.en.text\""), "{said}");
    assert!(said.contains("\"articles/delivery-talks.en.txt\"") && said.matches('"').count() >= 8, "{said}");
    assert_eq!(place.files("out"), before, "all are removed or none");
    let all: Vec<&str> = ids(&place, "articles/wire.ndjson");
    let files = place.articles.iter().map(String::as_str).filter(|name| !name.ends_with("ndjson"));
    let gone: Vec<&str> = ["-g", "out/graph.ttl", "remove"].into_iter().chain(all).chain(files).collect();
    place.expect(0, &gone);
    assert_eq!(place.files("out"), second);
    place.expect(2, &["-g", "nowhere", "remove", "a.txt"]);
    place.expect(2, &["-g", "a.txt", "remove", "a.txt"]);
    let other = binary::newsgraph(place.folder.path(), &["-g", "out", "remove", "a.txt"]);
    assert_eq!(other.status.code(), Some(0), "the names of the samples are built in");
    assert!(fs::read_to_string(place.path("out/graph.ttl")).is_ok_and(|text| !text.contains("ng:Evidence")));
}

#[test]
fn a_change_that_is_killed_leaves_a_whole_graph_and_the_next_one_comes_to_the_same_end() {
    let place = Place::new();
    let mut random = Random(9);
    let (first, second) = place.articles.split_at(place.articles.len() / 2);
    place.build("whole", &[], &place.articles);
    place.build("half", &[], first);
    // A build of all, an addition of the second half, the same deferred and then merged, and its removal.
    let removed: Vec<String> = second
        .iter()
        .flat_map(|name| if name.ends_with("ndjson") { ids(&place, name) } else { vec![name.clone().leak() as &str] })
        .map(str::to_owned)
        .collect();
    let changes: [(&[&str], &[String], &str, &str); 4] = [
        (&["build", "-o", "OUT"], &place.articles, "half", "whole"),
        (&["build", "-o", "OUT", "--append"], second, "half", "whole"),
        (&["build", "-o", "OUT", "--append", "--defer"], second, "half", "whole"),
        (&["-g", "OUT", "remove"], &removed, "whole", "half"),
    ];
    let kills = env::var("NEWSGRAPH_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(KILLS);
    let mut long = [Duration::ZERO; 4];
    let (mut killed, mut changed) = (0, 0);
    for round in 0..kills + changes.len() {
        let (verb, articles, from, to) = changes[round % changes.len()];
        let output = format!("out{round}");
        fs::create_dir(place.path(&output)).expect("a folder");
        for name in FILES {
            fs::copy(place.path(from).join(name), place.path(&output).join(name)).expect("copied");
        }
        let mut arguments = vec!["--ontology", "names", "--models", "none"];
        arguments.extend(verb.iter().map(|word| if *word == "OUT" { output.as_str() } else { word }));
        arguments.extend(articles.iter().map(String::as_str));
        let begin = Instant::now();
        let mut child = binary::started(place.folder.path(), &arguments);
        if round < changes.len() {
            // The first of each is left alone, to see how long it takes.
            assert!(child.wait().expect("ended").success());
            long[round] = begin.elapsed();
        } else {
            thread::sleep(long[round % changes.len()] * u32::try_from(random.below(1100)).expect("small") / 1000);
            killed += usize::from(child.kill().is_ok() && !child.wait().expect("ended").success());
        }
        let (before, after) = (place.files(from), place.files(to));
        let left = &place.files(&output)[0];
        assert!(*left == before[0] || *left == after[0], "round {round}: neither the old nor the new graph");
        changed += usize::from(*left == after[0]);
        let again = &arguments[4..];
        if verb.contains(&"remove") && *left == after[0] {
            assert_eq!(place.run(again).status.code(), Some(2), "round {round}: they are gone already");
        } else {
            place.expect(0, again);
        }
        place.expect(0, &["-g", &output, "-q", "stats"]);
        assert_eq!(place.files(&output)[0], after[0], "round {round}");
        fs::remove_dir_all(place.path(&output)).expect("removed");
    }
    eprintln!("{killed} of {kills} killed alive; {changed} found changed");
    assert!(killed > 0, "no process was caught alive");
}

#[test]
fn a_folder_is_changed_by_one_process_at_a_time() {
    let place = Place::new();
    fs::create_dir(place.path("out")).expect("a folder");
    fs::write(place.path("out/graph.lock"), "process 7 on elsewhere since 2026-01-01\n").expect("written");
    let lock = File::options().write(true).open(place.path("out/graph.lock")).expect("a file");
    lock.lock().expect("ours");
    let said = place.expect(2, &["build", "-o", "out", &place.articles[0]]);
    assert!(said.contains("out is being changed by process 7 on elsewhere since 2026-01-01"), "{said}");
    lock.unlock().expect("free");
    place.build("out", &[], &place.articles[..1]);
    // Two at once: one waits for nobody, and the graph is that of one of them.
    let start = |article: &str| {
        binary::started(
            place.folder.path(),
            &["--ontology", "names", "--models", "none", "build", "-o", "out", article],
        )
    };
    let (mut one, mut two) = (start(&place.articles[1]), start(&place.articles[2]));
    let codes = [one.wait(), two.wait()].map(|status| status.expect("ended").code());
    assert!(codes.contains(&Some(0)) && codes.iter().all(|code| matches!(code, Some(0 | 2))), "{codes:?}");
    place.expect(0, &["-g", "out", "-q", "stats"]);
}

#[test]
fn a_full_disk_is_said_and_the_old_graph_untouched() {
    let place = Place::new();
    place.build("out", &[], &place.articles[..2]);
    let before = place.files("out");
    for change in ["build --append -o out articles", "-g out remove articles/battery-alliance.de.html"] {
        // Blocks of 512 bytes or of 1,024, as the shell has it; the signal would end the process.
        let line = format!("trap '' XFSZ; ulimit -f 4; exec newsgraph --ontology names --models none {change}");
        let output = binary::shell(place.folder.path(), &line);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("error: out cannot be written") && said.contains("hint:"), "{said}");
        assert_eq!(place.files("out"), before);
    }
    let names = fs::read_dir(place.path("out")).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    assert!(names.into_iter().all(|name| !name.to_string_lossy().ends_with("unfinished")));
    place.build("out", &["--append"], &place.articles);
}

#[test]
fn what_is_broken_is_salvaged_and_the_rest_named_by_line() {
    let place = Place::new();
    place.build("fresh", &[], &place.articles);
    place.build("out", &[], &place.articles);
    let path = place.path("out/graph.ttl");
    let whole = fs::read_to_string(&path).expect("a graph");
    let cut: String = whole.chars().take(whole.chars().count() * 7 / 10).collect();
    fs::write(&path, &cut).expect("written");
    let lines = cut.lines().count();
    for change in [&["-g", "out", "-q", "stats"][..], &["build", "-o", "out", "--append", &place.articles[0]]] {
        let said = place.expect(2, change);
        assert!(said.contains(&format!("graph.ttl:{lines}:")) && said.contains("--salvage"), "{said}");
    }
    assert_eq!(fs::read_to_string(&path).expect("a graph"), cut, "nothing is changed unasked");
    let said = place.build("out", &["--append", "--salvage"], &place.articles[..1]);
    assert!(said.contains(&format!("out/graph.ttl:{lines}: ")), "{said}");
    assert_eq!(fs::read_to_string(place.path("out/graph.broken.ttl")).expect("kept"), cut);
    let stats = String::from_utf8_lossy(&place.run(&["-g", "out", "stats"]).stdout).into_owned();
    let articles: usize =
        stats.lines().next().and_then(|line| line.split_whitespace().last()?.parse().ok()).expect("a number");
    assert!(articles > 3 && articles < place.articles.len() + 1, "{stats}");
    place.build("out", &["--append"], &place.articles);
    assert_eq!(place.files("out"), place.files("fresh"), "what was lost is read again");
    // A line taken out by hand.
    let line = whole.lines().position(|line| line.starts_with("ev:")).expect("evidence") + 1;
    let less: Vec<&str> = whole
        .lines()
        .enumerate()
        .filter(|(at, text)| *at < line || *at > line + 8 || !text.contains("ng:polarity"))
        .map(|(_, text)| text)
        .collect();
    fs::write(&path, less.join("\n")).expect("written");
    let said = place.expect(2, &["-g", "out", "-q", "stats"]);
    assert!(said.contains("lacks ng:polarity") && said.contains("--salvage"), "{said}");
    let said = place.build("out", &["--append", "--salvage"], &place.articles);
    assert!(said.contains(&format!("out/graph.ttl:{line}: ")) && said.contains("lacks ng:polarity"), "{said}");
}

#[test]
fn what_others_wrote_into_a_graph_is_kept_and_a_later_version_left_alone() {
    let place = Place::new();
    place.build("fresh", &[], &place.articles);
    place.build("out", &[], &place.articles);
    let path = place.path("out/graph.ttl");
    let kept = || fs::read_to_string(place.path("out/graph.foreign.ttl")).unwrap_or_default();
    let own =
        ["<http://example.org/x> <http://example.org/y> \"z\" .", "e:tejovolt rdfs:comment \"seen\" , \"checked\" ."];
    for (text, number) in own.iter().zip(["1 triple ", "2 triples "]) {
        let graph = fs::read_to_string(&path).expect("a graph");
        fs::write(&path, format!("{graph}\n{text}\n")).expect("written");
        // Whatever the clock says: nothing depends on when a file was written.
        let file = File::options().write(true).open(&path).expect("a file");
        file.set_modified(std::time::UNIX_EPOCH + Duration::from_secs(4_000_000_000)).expect("set");
        let said = place.build("out", &["--append"], &place.articles);
        assert!(said.contains(number) && said.contains("kept in graph.foreign.ttl"), "{said}");
        assert_eq!(place.files("out"), place.files("fresh"));
    }
    assert!(
        kept().contains("example.org/y") && kept().contains("\"seen\"") && kept().contains("\"checked\""),
        "{}",
        kept()
    );
    let graph = fs::read_to_string(&path).expect("a graph");
    fs::write(&path, graph.replacen("format 1", "format 9", 1)).expect("written");
    for change in [&["-g", "out", "-q", "stats"][..], &["build", "-o", "out", "--append", "--salvage", "articles"]] {
        let said = place.expect(2, change);
        assert!(said.contains("written by a later version: format 9"), "{said}");
    }
}

#[test]
fn decisions_are_kept_shown_and_taken_back() {
    let place = Place::new();
    place.build("out", &[], &place.articles);
    place.build("plain", &[], &place.articles);
    let before = place.files("out");
    let decide = |words: &[&str]| place.expect(0, &[&["-g", "out", "decide"], words].concat());
    let why = || {
        String::from_utf8_lossy(&place.run(&["-g", "out", "why", "Brückmann", "partnersWith", "Tejovolt"]).stdout)
            .into_owned()
    };
    decide(&["reject", "Brückmann", "partnersWith", "Tejovolt"]);
    assert!(
        why().contains("denied") && why().contains("decided: 1  reject  Brückmann partnersWith Tejovolt"),
        "{}",
        why()
    );
    let rejected = place.files("out");
    assert!(!rejected[0].contains("ng:partnersWith e:tejovolt ;"), "no direct triple is left");
    place.build("out", &[], &place.articles);
    assert_eq!(place.files("out"), rejected, "replayed at every build");
    let said = place.expect(1, &["diff", "plain", "out"]);
    assert!(said.contains("0 claims added, 0 gone, "), "{said}");
    place.expect(0, &["diff", "out", "out", "-f", "json"]);
    decide(&["undo"]);
    assert_eq!(place.files("out"), before);
    decide(&["merge", "Tejovolt", "Brückmann"]);
    assert!(!place.files("out")[0].contains("ng:rejected e:brueckmann") && place.files("out") != before);
    decide(&["alias", "Tejovolt", "Norrglim AB"]);
    decide(&["split", "Lokaria", "articles/delivery-talks.en.txt"]);
    let list = String::from_utf8_lossy(&place.run(&["-g", "out", "decide", "list"]).stdout).into_owned();
    assert_eq!(list.lines().count(), 3, "{list}");
    let (name, note) = (
        place.path("out/decisions.ttl"),
        "d:7 a ng:Decision ; ng:verdict ng:Merge ; ng:about e:nobody ; ng:sameAs e:noone .",
    );
    let text = fs::read_to_string(&name).expect("decisions");
    let prefix = "@prefix d: <https://w3id.org/newsgraph/decision/> .\n";
    fs::write(&name, format!("{prefix}{text}{note}\n")).expect("written");
    let said = place.build("out", &["--append"], &place.articles);
    assert!(said.contains("7  merge") && said.contains("names what is not in the graph"), "{said}");
    for number in ["7", "1", "3", "2"] {
        decide(&["undo", number]);
    }
    assert_eq!(place.files("out"), before);
    place.expect(2, &["-g", "out", "decide", "undo"]);
    place.expect(2, &["-g", "out", "decide", "reject", "Brückmann", "partnersWith", "Lokaria"]);
    fs::write(&name, "this is no turtle").expect("written");
    let said = place.expect(2, &["-g", "out", "decide", "list"]);
    assert!(said.contains("decisions.ttl:1:"), "{said}");
}

#[test]
fn exports_that_are_folders() {
    let place = Place::new();
    place.build("out", &[], &place.articles);
    for (format, file) in [("neo4j", "import.sh"), ("obsidian", "Graph.md")] {
        place.expect(2, &["-g", "out", "export", "-f", format]);
        for _ in 0..2 {
            place.expect(0, &["-g", "out", "export", "-f", format, "-o", format]);
        }
        assert!(place.path(format).join(file).exists());
        place.expect(2, &["-g", "out", "export", "-f", format, "-o", "articles"]);
    }
    assert!(place.path("obsidian/Tejovolt.md").exists());
}

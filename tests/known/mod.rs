//! Cases with a list of known failures.
//!
//! A listed case that fails is reported and counted, no more; a listed case that passes is an error, and so is an
//! unlisted one that fails. `BLESS=known` writes the list anew.

use std::{
    collections::BTreeSet,
    env, fs,
    path::PathBuf,
    process::ExitCode,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use libtest_mimic::{Arguments, Failed, Trial};

/// One case: its name, and what is wrong, empty where all is well.
pub struct Case {
    /// Unique among the cases of a test.
    pub name: String,
    /// Runs it.
    pub wrong: Box<dyn Fn() -> String + Send>,
}

/// Whether `BLESS` asks for this.
pub fn blessed(what: &str) -> bool {
    env::var("BLESS").is_ok_and(|value| value == what)
}

#[expect(clippy::print_stdout, reason = "a summary for people, after all tests")]
/// Runs all cases against the list at `list` (from the root of the repository).
pub fn run(cases: Vec<Case>, list: &str, header: &str) -> ExitCode {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(list);
    let text = fs::read_to_string(&path).unwrap_or_default();
    let listed: BTreeSet<String> =
        text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(str::to_owned).collect();
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "two cases have the same name");
    let gone: Vec<&String> = listed.iter().filter(|name| !names.contains(name.as_str())).collect();
    assert!(gone.is_empty() || blessed("known"), "no such case, take it from {}: {gone:?}", path.display());

    let all = cases.len();
    let passed = Arc::new(AtomicUsize::new(0));
    let failing = Arc::new(Mutex::new(BTreeSet::new()));
    let trials = cases.into_iter().map(|Case { name, wrong }| {
        let known = listed.contains(&name);
        let (passed, failing, key) = (Arc::clone(&passed), Arc::clone(&failing), name.clone());
        let show = env::var_os("SHOW_KNOWN").is_some();
        Trial::test(name, move || {
            let wrong = wrong();
            if wrong.is_empty() {
                passed.fetch_add(1, Ordering::Relaxed);
            } else {
                failing.lock().map_err(|_| "poisoned")?.insert(key);
            }
            match (wrong.is_empty(), known) {
                _ if blessed("known") => Ok(()),
                (true, true) => Err(Failed::from("passes now: remove it from the list of known failures")),
                (false, true) if show => Err(Failed::from(wrong)),
                (false, false) => Err(Failed::from(wrong)),
                _ => Ok(()),
            }
        })
        .with_kind(if known { "known failure" } else { "" })
    });
    let arguments = Arguments::from_args();
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    let ran = usize::try_from(conclusion.num_passed + conclusion.num_failed).unwrap_or(usize::MAX);
    let failing = failing.lock().map(|failing| failing.clone()).unwrap_or_default();
    println!("{} of {ran} cases pass, {} fail ({} known)", passed.load(Ordering::Relaxed), failing.len(), listed.len());
    if blessed("known") && ran == all {
        let lines: Vec<&str> = failing.iter().map(String::as_str).collect();
        fs::write(&path, format!("# {header}\n{}\n", lines.join("\n"))).expect("a writable list");
        count(list, failing.len(), all);
    } else if ran == all && !count(list, listed.len(), all) {
        println!("tests/README.md is wrong about the number of known failures: BLESS=known");
        return ExitCode::FAILURE;
    }
    conclusion.exit_code()
}

/// Whether `tests/README.md` says how long the list is; `BLESS=known` makes it say so.
fn count(list: &str, known: usize, all: usize) -> bool {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/README.md");
    let text = fs::read_to_string(&path).expect("a readable page");
    let (begin, wanted) = (format!("- `{list}`: "), format!("- `{list}`: {known} of {all} cases"));
    let lines: Vec<&str> = text.lines().collect();
    let said = lines.iter().position(|line| line.starts_with(&begin)).expect("a line on the known failures");
    if lines[said] != wanted && blessed("known") {
        let lines: Vec<&str> =
            lines.iter().enumerate().map(|(at, line)| if at == said { &wanted } else { *line }).collect();
        fs::write(&path, lines.join("\n") + "\n").expect("a writable page");
    }
    lines[said] == wanted
}

//! `output/sample/` is what the program makes of `tests/articles`, and Graphviz draws it. `BLESS=1` writes it anew.

mod binary;

use std::{
    env, fs,
    io::{self, Write as _},
    path::Path,
    process::{Command, Stdio},
};

#[test]
fn the_committed_sample_is_what_the_program_makes() {
    let demo = binary::demo();
    let folder = demo.path().join("newsgraph-demo/output");
    let drawn = binary::newsgraph(demo.path(), &["-g", "newsgraph-demo/output", "export", "-f", "svg"]);
    assert!(drawn.status.success(), "{}", String::from_utf8_lossy(&drawn.stderr));
    fs::write(folder.join("graph.svg"), drawn.stdout).expect("a writable folder");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("output/sample");
    for name in ["graph.ttl", "graph.dot", "graph.svg"] {
        let made = fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        if env::var("BLESS").is_ok_and(|value| value == "1") {
            fs::create_dir_all(&sample).expect("a writable folder");
            fs::write(sample.join(name), &made).expect("a writable sample");
        }
        let committed = fs::read_to_string(sample.join(name)).unwrap_or_default();
        let differs = committed.lines().zip(made.lines()).position(|(committed, made)| committed != made);
        let line = differs.unwrap_or_else(|| committed.lines().count().min(made.lines().count()));
        let (before, after) = (committed.lines().nth(line), made.lines().nth(line));
        assert!(made == committed, "output/sample/{name}, line {}:\n- {before:?}\n+ {after:?}", line + 1);
    }
}

#[test]
fn graphviz_draws_it_without_a_warning() {
    if !binary::has_dot() {
        let _ = writeln!(io::stderr(), "skipped: `dot` not found (install graphviz to draw the sample)");
        return;
    }
    let demo = binary::demo();
    let all = binary::newsgraph(demo.path(), &["-g", "newsgraph-demo/output", "export", "-f", "dot"]);
    fs::write(demo.path().join("all.dot"), all.stdout).expect("a writable folder");
    for name in ["newsgraph-demo/output/graph.dot", "all.dot"] {
        let mut dot = Command::new("dot");
        let drawn = dot.args(["-Tsvg", name]).current_dir(demo.path()).stdin(Stdio::null()).output().expect("dot runs");
        assert!(
            drawn.status.success() && drawn.stderr.is_empty(),
            "{name}: {}",
            String::from_utf8_lossy(&drawn.stderr)
        );
        assert!(String::from_utf8_lossy(&drawn.stdout).contains("</svg>"), "{name} gives no picture");
    }
}

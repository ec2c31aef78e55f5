//! The commands of README.md print what it says.
//!
//! In its `console` blocks each line after `$ ` is run by a shell, in a folder where `newsgraph demo` has been run; the
//! lines up to the next `$ ` are what it prints on stdout, or on stderr where stdout is empty. A line `…` stands for any
//! lines. `BLESS=1` writes what the commands print, as long as before where it ended in `…`.

mod binary;

use std::{
    env, fs,
    io::{self, Write as _},
    path::Path,
};

/// A command, the line its output begins on (from 0), and the output.
struct Shown {
    command: String,
    begin: usize,
    output: Vec<String>,
}

#[test]
fn commands_print_what_it_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let mut lines: Vec<String> =
        fs::read_to_string(&path).expect("a readable README").lines().map(str::to_owned).collect();
    let demo = binary::demo();
    let shown = shown(&lines);
    assert!(shown.len() >= 3, "README.md shows commands");
    let bless = env::var("BLESS").is_ok_and(|value| value == "1");
    let mut wrong = Vec::new();
    let mut blessed = Vec::new();
    for one in shown {
        if one.command.starts_with("cargo test") {
            continue;
        }
        if one.command.contains("| dot ") && !binary::has_dot() {
            let _ = writeln!(io::stderr(), "skipped: `dot` not found for «{}»", one.command);
            continue;
        }
        let line =
            one.command.replace("cargo run --release --", "newsgraph").replace("cargo run --release", "newsgraph");
        let output = binary::shell(demo.path(), &line);
        let stream = if output.stdout.is_empty() { output.stderr } else { output.stdout };
        let printed: Vec<String> =
            String::from_utf8_lossy(&stream).lines().map(|line| line.trim_end().to_owned()).collect();
        if matches(&one.output, &printed) {
            continue;
        }
        wrong.push(format!("$ {}\n{}", one.command, printed.join("\n")));
        blessed.push((one, printed));
    }
    if bless && !blessed.is_empty() {
        for (one, mut printed) in blessed.into_iter().rev() {
            if one.output.last().is_some_and(|line| line == "…") && printed.len() >= one.output.len() {
                printed.truncate(one.output.len() - 1);
                printed.push("…".to_owned());
            }
            lines.splice(one.begin..one.begin + one.output.len(), printed);
        }
        fs::write(&path, lines.join("\n") + "\n").expect("a writable README");
        return;
    }
    assert!(wrong.is_empty(), "README.md is behind; the program prints:\n\n{}", wrong.join("\n\n"));
}

fn shown(lines: &[String]) -> Vec<Shown> {
    let mut all: Vec<Shown> = Vec::new();
    let mut inside = false;
    for (at, line) in lines.iter().enumerate() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            all.push(Shown { command: command.to_owned(), begin: at + 1, output: Vec::new() });
        } else if let Some(last) = all.last_mut().filter(|_| inside) {
            last.output.push(line.clone());
        }
    }
    all
}

/// Whether the lines printed are those wanted, where `…` stands for any number of lines.
fn matches(wanted: &[String], printed: &[String]) -> bool {
    match wanted.split_first() {
        None => printed.is_empty(),
        Some((first, rest)) if first == "…" => (0..=printed.len()).any(|at| matches(rest, &printed[at..])),
        Some((first, rest)) => {
            printed.split_first().is_some_and(|(line, others)| line == first.trim_end() && matches(rest, others))
        }
    }
}

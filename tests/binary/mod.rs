//! The program as a user runs it.

#![allow(dead_code, reason = "each test uses a part")]

use std::{
    env,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

/// Runs the program in a folder, with nothing of the surroundings that it listens to.
pub fn newsgraph(folder: &Path, arguments: &[&str]) -> Output {
    quiet(Command::new(env!("CARGO_BIN_EXE_newsgraph")), folder).args(arguments).output().expect("the program runs")
}

/// Starts the program in a folder, without output.
pub fn started(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = quiet(Command::new(env!("CARGO_BIN_EXE_newsgraph")), folder);
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs")
}

/// Runs a line of shell in a folder, where `newsgraph` is the program.
pub fn shell(folder: &Path, line: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_newsgraph"));
    let mut paths = vec![program.parent().expect("a folder").to_path_buf()];
    paths.extend(env::var_os("PATH").iter().flat_map(env::split_paths).collect::<Vec<PathBuf>>());
    let path = env::join_paths(paths).expect("a search path");
    quiet(Command::new("sh"), folder).env("PATH", path).args(["-c", line]).output().expect("a shell")
}

/// A folder with what `newsgraph demo` makes.
pub fn demo() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = newsgraph(folder.path(), &["demo"]);
    assert!(output.status.success(), "demo fails: {}", String::from_utf8_lossy(&output.stderr));
    folder
}

/// Whether Graphviz is there.
pub fn has_dot() -> bool {
    Command::new("dot").arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|code| code.success())
}

fn quiet(mut command: Command, folder: &Path) -> Command {
    command.current_dir(folder).stdin(Stdio::null());
    for name in ["NEWSGRAPH_GRAPH", "NEWSGRAPH_ONTOLOGY", "RUST_LOG", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.env("NO_COLOR", "1").env("COLUMNS", "120");
    command
}

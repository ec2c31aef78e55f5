//! Puts the page where the program can take it in.
//!
//! The page is a help, never a condition: where it cannot be built the program is built without it and says so. It is
//! taken from `web/dist` where that is there (`npm run build` in `web/`). Else a release build makes it with npm in a
//! folder of its own under `target/`; other builds do so where `NEWSGRAPH_PAGE=1` asks for it, and none where
//! `NEWSGRAPH_PAGE=0` forbids it.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What the page is made from.
const SOURCES: [&str; 7] =
    ["index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "src", "public"];

fn main() {
    println!("cargo::rerun-if-env-changed=NEWSGRAPH_PAGE");
    println!("cargo::rerun-if-changed=build.rs");
    let web = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("web");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let page = out.join("page");
    // A path that is not there counts as changed every time; so a first `npm run build` asks for a `touch build.rs`.
    for path in SOURCES.iter().chain(&["dist"]).map(|name| web.join(name)).filter(|path| path.exists()) {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    // It is always there, if only empty: the program looks for what is in it.
    let _ = fs::remove_dir_all(&page);
    if let Err(error) = fs::create_dir_all(&page).and_then(|()| fill(&web, &out, &page)) {
        println!("cargo::warning=the page is not built in: {error}; the endpoint and the API work without it");
    }
}

fn fill(web: &Path, out: &Path, page: &Path) -> io::Result<()> {
    if web.join("dist/index.html").is_file() {
        return copy(&web.join("dist"), page);
    }
    let wanted = env::var("NEWSGRAPH_PAGE").unwrap_or_default();
    let release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if wanted == "0" || !release && wanted != "1" {
        return Ok(());
    }
    // The sources are left as they are: npm works on a copy.
    let work = out.join("web");
    fs::create_dir_all(&work)?;
    for name in SOURCES {
        copy(&web.join(name), &work.join(name))?;
    }
    npm(&work, &["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=20000"])?;
    npm(&work, &["run", "build"])?;
    copy(&work.join("dist"), page)
}

fn npm(folder: &Path, arguments: &[&str]) -> io::Result<()> {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output = Command::new(program).args(arguments).current_dir(folder).stdin(Stdio::null()).output();
    let output = output.map_err(|error| io::Error::other(format!("npm: {error}")))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find(|line| line.to_lowercase().contains("error")).unwrap_or_default();
    Err(io::Error::other(format!("npm {} fails: {line}", arguments[0])))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if from.is_dir() {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    fs::copy(from, to).map(|_| ())
}

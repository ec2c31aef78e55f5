//! The page in a browser: what it shows, that nothing in a text acts, and that it asks nobody else.
//!
//! Driven by `tests/browser/page.mjs` with Node.js, playwright-core and Debian's Chromium (`.ci/run` installs them); where
//! one of them is missing, or the page is not in the program, the test says so and passes.

mod binary;

use std::{
    env, fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
};

use newsgraph::{
    ontology::{Ontology, Sources},
    serve::{Cors, Limits, Server, Settings, has_page},
};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What is missing for a test in a browser.
fn no_browser() -> Option<&'static str> {
    let runs = |program: &str| {
        let found = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        found.is_ok_and(|status| status.success())
    };
    let chromium = env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    match () {
        () if !runs("node") => Some("there is no Node.js"),
        () if !root().join("tests/browser/node_modules/playwright-core").is_dir() => {
            Some("there is no playwright-core: `npm ci --ignore-scripts` in tests/browser/")
        }
        () if !Path::new(&chromium).exists() => Some("there is no Chromium: install the package `chromium`"),
        () => None,
    }
}

fn started(path: &Path, cors: Cors) -> SocketAddr {
    let address = "127.0.0.1:0".parse().expect("an address");
    let sources = Sources::built_in();
    let ontology = Ontology::read(&sources).expect("the ontology");
    let settings = Settings { path: path.to_owned(), address, cors, limits: Limits::default() };
    let server = Server::bind(&settings, ontology, sources.queries(), Arc::new(|_: &_| None)).expect("a server");
    let address = server.address().expect("an address");
    std::thread::spawn(move || server.run(|_| ()));
    address
}

/// Runs one of the scripts of `tests/browser`, which says so where all its checks passed.
fn checked(script: &str, arguments: &[String]) {
    let output = Command::new("node").arg(root().join("tests/browser").join(script)).args(arguments).output();
    let output = output.expect("Node.js runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("all checks passed"), "{said}");
}

#[test]
fn the_page_in_a_browser() {
    let no_page = "the page is not in the program: `npm ci --ignore-scripts && npm run build` in web/";
    if let Some(missing) = (!has_page()).then_some(no_page).or_else(no_browser) {
        eprintln!("skipped: {missing}");
        return;
    }
    let place = tempfile::tempdir().expect("a folder");
    let sample = root().join("output/sample");
    // Names, titles and texts that would act, were they read as markup.
    let evil = r#"\"><img src=x onerror=\"window.hit=1\"><script>window.hit=2</script>\u202Eevil"#;
    let text = fs::read_to_string(sample.join("graph.ttl")).expect("the sample");
    let hostile = text
        .replace("\"Tejovolt\"", &format!("\"{evil}\""))
        .replace("\"Brückmann\"", &format!("\"{}\"", "x".repeat(10_000)))
        .replace("German carmaker", evil)
        .replace("schema:url ", "schema:url \"javascript:window.hit=3\"^^xsd:anyURI , ");
    fs::write(place.path().join("hostile.ttl"), hostile).expect("written");
    let report = place.path().join("report.html");
    let arguments = ["-g", sample.to_str().expect("a path"), "export", "-o", report.to_str().expect("a path")];
    let output = binary::newsgraph(place.path(), &arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let bytes = fs::metadata(&report).expect("the report").len();
    assert!(bytes < 1_000_000, "the report of the sample has {bytes} bytes");
    let (good, bad) = (started(&sample, Cors::Off), started(&place.path().join("hostile.ttl"), Cors::Off));
    checked("page.mjs", &[format!("http://{good}/"), format!("http://{bad}/"), report.display().to_string()]);
}

#[test]
fn an_editor_on_another_page_can_ask() {
    let yasgui = root().join("tests/browser/node_modules/@zazuko/yasgui");
    match no_browser() {
        Some(missing) => eprintln!("skipped: {missing}"),
        None if !yasgui.is_dir() => {
            eprintln!("skipped: there is no Yasgui: `npm ci --ignore-scripts` in tests/browser/");
        }
        None => {
            let address = started(&root().join("output/sample"), Cors::Anybody);
            checked("yasgui.mjs", &[format!("http://{address}/sparql")]);
        }
    }
}

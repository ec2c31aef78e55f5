//! Every evidence can be shown: its spans slice to their quotes (in code points), lie in its sentence, and its frame
//! exists. On the samples, and on texts of other people where they are there.

mod engine;

use std::{
    env, fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use newsgraph::{model::Article, pipeline};

#[test]
fn of_the_samples() {
    let found = check(&engine::samples());
    assert!(found > 0, "the samples give no evidence");
}

/// 250 texts a language, four sentences each, from the treebanks under `NEWSGRAPH_DATA`.
#[test]
fn of_texts_from_treebanks() {
    const FOLDERS: [(&str, &str); 4] = [("English", "en"), ("French", "fr"), ("German", "de"), ("Indonesian", "id")];
    let root = env::var_os("NEWSGRAPH_DATA").map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
    if !root.join("ud").is_dir() {
        let shown = env::var("NEWSGRAPH_DATA").unwrap_or_else(|_| "../shared/data".to_owned());
        let _ = writeln!(io::stderr(), "skipped: ud not found under {shown} (set NEWSGRAPH_DATA)");
        return;
    }
    let mut articles = Vec::new();
    for (name, code) in FOLDERS {
        let sentences = sentences(&root.join("ud"), &format!("UD_{name}-"));
        let texts = sentences
            .chunks_exact(4)
            .take(250)
            .map(|four| format!("{} {}\n\n{}\n", four[0], four[1], four[2..].join(" ")));
        articles.extend(texts.map(|text| Article::plain(&text, engine::language(code))));
    }
    assert_eq!(articles.len(), 1000, "four languages with 1,000 sentences each");
    check(&articles);
}

/// Whole articles and 1,000 short texts of other people, under `NEWSGRAPH_TEXTS`: `seeds/` and `gold/dev/`.
#[test]
fn of_other_texts() {
    let given = env::var("NEWSGRAPH_TEXTS").unwrap_or_else(|_| "../shared".to_owned());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(&given);
    let folders = ["seeds", "gold/dev"].map(|name| root.join(name));
    if let Some(missing) = folders.iter().find(|folder| !folder.is_dir()) {
        let shown = missing.strip_prefix(&root).unwrap_or(missing).display();
        let _ = writeln!(io::stderr(), "skipped: {shown} not found under {given} (set NEWSGRAPH_TEXTS)");
        return;
    }
    for (folder, most) in folders.into_iter().zip([usize::MAX, 1000]) {
        let mut files: Vec<PathBuf> =
            fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension != "jsonl"));
        files.sort();
        let each = most / files.len();
        let articles: Vec<Article> =
            files.iter().flat_map(|file| engine::read(file).into_iter().take(each).collect::<Vec<_>>()).collect();
        let found = check(&articles);
        assert!(found > 0, "{} gives no evidence", folder.display());
    }
}

/// How many evidences there are, all right.
fn check(articles: &[Article]) -> usize {
    let engine = engine::with_samples();
    let readings = pipeline::readings(engine, articles);
    let mut wrong = Vec::new();
    for (article, reading) in articles.iter().zip(&readings) {
        wrong.extend(engine::wrong(&engine.compiled, article, &reading.evidence));
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    readings.iter().map(|reading| reading.evidence.len()).sum()
}

/// The sentences of all treebanks whose folder begins with `prefix`.
fn sentences(root: &Path, prefix: &str) -> Vec<String> {
    let mut files = Vec::new();
    for folder in fs::read_dir(root).expect("the treebanks").map(|entry| entry.expect("an entry").path()) {
        if folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix)) {
            let inside = fs::read_dir(folder).expect("a treebank").map(|entry| entry.expect("an entry").path());
            files.extend(inside.filter(|path| path.extension().is_some_and(|extension| extension == "conllu")));
        }
    }
    files.sort();
    let text = |path: &PathBuf| fs::read_to_string(path).expect("a readable treebank");
    let lines = files.iter().map(text).collect::<Vec<_>>().join("\n");
    lines.lines().filter_map(|line| line.strip_prefix("# text = ")).map(str::to_owned).collect()
}

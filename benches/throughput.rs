//! How fast: megabytes of text a second, on one core.
//!
//! Times, over the same text in the same run: cutting into tokens; an aho-corasick scan for all labels of the ontology,
//! the least that any tool with such a list must do; sentences; and the whole way from text to evidence, without and
//! with language models. The corpus is made of the files of `NEWSGRAPH_BENCH` (a folder of `.txt`, `.html` and
//! `.ndjson`; `tests/articles` without it), repeated up to 20 MB. Repeated text flatters every one of them alike: read
//! the ratios first.

#![expect(clippy::print_stdout, reason = "a table for people")]

use std::{
    env,
    hint::black_box,
    path::{Path, PathBuf},
    time::Instant,
};

use aho_corasick::AhoCorasick;
use newsgraph::{
    model::{Article, identifier},
    ontology::{Ontology, Sources, tokens},
    pipeline::{self, Engine, Models},
    read::{self, Input},
    segment,
};

const BYTES: usize = 20 << 20;

fn main() {
    let engine = || {
        let ontology = Ontology::read(&Sources::built_in()).expect("the built-in ontology can be read");
        Engine::new(ontology, false)
    };
    let (engine, plain) = (engine(), engine().asking(Models::None));
    let compiled = &engine.compiled;
    let articles = corpus(&compiled.ontology);
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    println!("{} articles, {:.1} MB, one thread", articles.len(), megabytes(bytes));

    let labels = labels(&compiled.ontology);
    let scanner = AhoCorasick::new(&labels).expect("labels can be compiled");
    let language = |article: &Article| compiled.language(article.head.language);
    let time = |what: &dyn Fn(&Article) -> usize| {
        let begin = Instant::now();
        let found: usize = articles.iter().map(what).sum();
        (begin.elapsed().as_secs_f64(), black_box(found))
    };
    let rows = [
        (
            "tokens",
            time(&|article| {
                let mut count = 0;
                tokens::tokens(&article.text, |_| count += 1);
                count
            }),
        ),
        ("aho-corasick, all labels", time(&|article| scanner.find_iter(&article.text).count())),
        (
            "sentences",
            time(&|article| {
                language(article).map_or(0, |at| segment::sentences(article, compiled, at).sentences.len())
            }),
        ),
        ("reading, without models", time(&|article| pipeline::reading(&plain, article).evidence.len())),
        ("reading", time(&|article| pipeline::reading(&engine, article).evidence.len())),
    ];
    let whole = rows[4].1.0;
    println!("{:26} {:>10} {:>10} {:>22}", "", "MB/s", "found", "times faster than all");
    for (name, (seconds, found)) in rows {
        println!("{name:26} {:>10.1} {found:>10} {:>22.1}", megabytes(bytes) / seconds, whole / seconds);
    }
    println!("{} labels", labels.len());
}

/// Articles of at least [`BYTES`] in all; each repetition is an article of its own.
fn corpus(ontology: &Ontology) -> Vec<Article> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = env::var_os("NEWSGRAPH_BENCH").map_or_else(|| root.join("tests/articles"), PathBuf::from);
    let inputs = [Input::Path(folder.clone())];
    let options = read::Options::default();
    let originals: Vec<Article> = read::articles(ontology, &inputs, &options).flatten().collect();
    assert!(!originals.is_empty(), "no articles in {}", folder.display());
    let mut articles = Vec::new();
    let mut bytes = 0;
    for (round, original) in originals.iter().cycle().enumerate() {
        if bytes >= BYTES && round % originals.len() == 0 {
            break;
        }
        let mut article = original.clone();
        article.head.id = identifier("article", &[&original.head.id, &round.to_string()]);
        bytes += article.text.len();
        articles.push(article);
    }
    articles
}

fn labels(ontology: &Ontology) -> Vec<&str> {
    let mut labels: Vec<&str> = ontology
        .entities
        .iter()
        .flat_map(|entity| {
            [&entity.labels, &entity.alternatives, &entity.hidden, &entity.ambiguous, &entity.descriptors]
        })
        .flat_map(|labels| labels.values().flatten())
        .map(String::as_str)
        .collect();
    labels.sort_unstable();
    labels.dedup();
    labels
}

#[expect(clippy::cast_precision_loss, reason = "shown, never compared")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

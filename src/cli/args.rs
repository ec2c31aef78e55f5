//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use newsgraph::{
    model::{Date, Language, Polarity},
    query::Form,
};

mod changes;
mod models;
mod ontology;
mod serve;

pub use changes::{Build, DecideVerb, Diff, DiffForm, Remove};
pub use models::{Asked, ModelEval, ModelTrain, ModelVerb};
pub use ontology::{OntologyCheck, OntologySuggest, OntologyVerb};
use serve::MCP_HELP;
pub use serve::Serve;

use super::formats::{ExportFormat, InputFormat, answer_form, graph_format};

/// Builds a knowledge graph from news articles: offline, deterministic, and every edge shows its sentence.
#[derive(Debug, Parser)]
#[command(
    name = "newsgraph",
    version,
    propagate_version = true,
    disable_help_subcommand = true,
    after_help = "The first two minutes:\n  \
        newsgraph demo                        build a graph from the sample articles\n  \
        newsgraph build ARTICLES              build one from your own, into output/\n  \
        newsgraph query -e partners           ask it\n  \
        newsgraph why SUBJECT OBJECT          see the sentences behind an edge\n  \
        newsgraph serve --open                see it all in a browser\n\n\
        Exit codes: 0 done, 1 the answer is no, 2 error, 3 done but inputs were skipped."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
    /// Options of every verb.
    #[command(flatten)]
    pub global: Global,
}

/// Options of every verb.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// Graph to read: a folder that `build` wrote, or a file (.ttl .nt .nq .trig .rdf .jsonld).
    #[arg(short, long, global = true, value_name = "PATH", env = "NEWSGRAPH_GRAPH", default_value = "output", hide_env_values = true, value_hint = ValueHint::AnyPath)]
    pub graph: PathBuf,
    /// Folder of ontology files that extend the built-in ones, or replace those of the same path.
    #[arg(long, global = true, value_name = "DIR", env = "NEWSGRAPH_ONTOLOGY", hide_env_values = true, value_hint = ValueHint::DirPath)]
    pub ontology: Option<PathBuf>,
    /// Which of the built-in language models to read with.
    #[arg(long, global = true, value_name = "WHICH", default_value = "both", value_enum)]
    pub models: Asked,
    /// When to use colours.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", value_enum)]
    pub color: Color,
    /// Say more on stderr.
    #[arg(short, long, global = true, action = clap::ArgAction::Count, conflicts_with = "quiet")]
    pub verbose: u8,
    /// Say nothing on stderr but errors.
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Write the sample articles, build their graph, and show what to try next.
    Demo(Demo),
    /// Read articles and write the graph of what they say.
    Build(Build),
    /// Take articles out of a graph again, and exactly what only they said.
    Remove(Remove),
    /// Print what articles say, one JSON object per place that says it.
    Extract(Extract),
    /// Ask the graph a SPARQL question.
    Query(Query),
    /// Show what the graph knows of an entity.
    Show(Show),
    /// Show the sentences behind a claim: who said it, where, and which frame found it.
    Why(Why),
    /// Write the graph, or a part of it, in another format.
    Export(Export),
    /// Judge claims, join and part entities: decisions that are kept and can be taken back.
    #[command(subcommand)]
    Decide(DecideVerb),
    /// Show what a new graph has that an old one has not, and the other way round.
    Diff(Diff),
    /// Serve the page, the API and a read-only SPARQL endpoint over HTTP.
    Serve(Serve),
    /// Answer a language model over stdin and stdout (Model Context Protocol, read-only).
    #[command(after_help = MCP_HELP)]
    Mcp,
    /// Look for what should not be in a graph.
    Check(Check),
    /// Check the ontology and its frames, see why a sentence gives what it gives, or find frames that are missing.
    #[command(subcommand)]
    Ontology(OntologyVerb),
    /// Measure the extraction against gold: precision, recall and F1.
    Eval(Eval),
    /// Train a language model on treebanks, or measure one.
    #[command(subcommand)]
    Model(ModelVerb),
    /// Count what is in the graph.
    Stats(Stats),
    /// Print the completions for a shell.
    Completions(Completions),
    /// Write the manual pages.
    Man(Man),
}

/// Arguments of `demo`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  newsgraph demo\n  newsgraph -g newsgraph-demo/output query -e partners")]
pub struct Demo {
    /// Folder to write into.
    #[arg(default_value = "newsgraph-demo", value_hint = ValueHint::DirPath)]
    pub dir: PathBuf,
}

/// How to read articles.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Reading")]
pub struct Reading {
    /// Format of every input; otherwise told by its extension.
    #[arg(short, long, value_name = "FORMAT", value_enum)]
    pub format: Option<InputFormat>,
    /// Language of every article; otherwise told by its head or its words.
    #[arg(long, value_name = "CODE")]
    pub lang: Option<Language>,
    /// Name of a key in NDJSON, such as `text=body`. Keys: id, text, title, lang, published, publisher, url.
    #[arg(long = "field", value_name = "KEY=NAME", value_parser = field)]
    pub fields: Vec<(String, String)>,
    /// Number of threads; as many as the machine has by default.
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<usize>,
    /// End with an error (exit code 2) where an input cannot be read, instead of skipping it.
    #[arg(long)]
    pub strict: bool,
}

fn field(text: &str) -> Result<(String, String), String> {
    const KEYS: [&str; 7] = ["id", "text", "title", "lang", "published", "publisher", "url"];
    let (key, name) = text.split_once('=').ok_or("it has the form KEY=NAME, such as text=body")?;
    if !KEYS.contains(&key) {
        return Err(format!("`{key}` is none of {}", KEYS.join(", ")));
    }
    Ok((key.to_owned(), name.to_owned()))
}

/// Arguments of `extract`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  newsgraph extract article.txt\n  \
    curl -s https://example.org/story | newsgraph extract -f html - | jq -r '[.subject.label, .relation, .object.label] | @tsv'")]
pub struct Extract {
    /// Articles: files (text, HTML, NDJSON), folders, or `-` for stdin.
    #[arg(value_name = "INPUT", default_value = "-", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub reading: Reading,
}

/// Arguments of `query`.
#[derive(Debug, Args)]
#[command(
    after_help = "The prefixes ng: e: c: a: ev: rdf: rdfs: xsd: schema: prov: skos: owl: nif: wd: need no declaration.\n\n\
    Examples:\n  newsgraph query --list\n  newsgraph query -e partners\n  \
    newsgraph query 'SELECT ?who WHERE { ?who ng:partnersWith e:apple }'\n  \
    newsgraph query @question.rq -f json -o answer.json"
)]
pub struct Query {
    /// SPARQL, `@FILE` that holds it, or `-` for stdin.
    #[arg(value_name = "SPARQL", required_unless_present_any = ["example", "list"], conflicts_with_all = ["example", "list"])]
    pub sparql: Option<String>,
    /// Run a saved query.
    #[arg(short, long, value_name = "NAME", conflicts_with = "list")]
    pub example: Option<String>,
    /// List the saved queries.
    #[arg(long)]
    pub list: bool,
    /// Format of the answer: by the extension of the output, else a table on a terminal and CSV into a pipe.
    #[arg(short, long, value_name = "FORMAT", value_parser = answer_form())]
    pub format: Option<Form>,
    /// File to write to.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Exit with 1 where the answer is empty (or false).
    #[arg(short = 'E', long)]
    pub exit_status: bool,
    /// Seconds after which to give up.
    #[arg(long, value_name = "SECONDS", default_value = "60")]
    pub timeout: u64,
}

/// Which part of the graph.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Filters")]
pub struct Filters {
    /// Articles published on this day or later (YYYY, YYYY-MM or YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    pub since: Option<Date>,
    /// Articles published on this day or before.
    #[arg(long, value_name = "DATE")]
    pub until: Option<Date>,
    /// Articles in this language.
    #[arg(long, value_name = "CODE")]
    pub lang: Option<Language>,
    /// Evidence of this outlet or speaker (part of the name is enough).
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Claims about an entity of this class or of one below it, such as Company.
    #[arg(long = "type", value_name = "CLASS")]
    pub class: Option<String>,
    /// Claims of this relation, such as partnersWith; may be repeated or separated by commas.
    #[arg(long, value_name = "RELATION", value_delimiter = ',')]
    pub relation: Vec<String>,
    /// Evidence that says so, or that denies it.
    #[arg(long, value_enum)]
    pub polarity: Option<PolarityArg>,
    /// Claims with at least so many evidences.
    #[arg(long, value_name = "N")]
    pub min_evidence: Option<usize>,
    /// Claims in the neighbourhood of this entity.
    #[arg(long, value_name = "ENTITY")]
    pub around: Option<String>,
    /// How many claims away from `--around`.
    #[arg(long, value_name = "N", default_value = "1", requires = "around")]
    pub hops: usize,
}

/// Affirmed or denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PolarityArg {
    /// It says so.
    Affirmed,
    /// It denies it.
    Denied,
}

impl From<PolarityArg> for Polarity {
    fn from(polarity: PolarityArg) -> Self {
        match polarity {
            PolarityArg::Affirmed => Self::Affirmed,
            PolarityArg::Denied => Self::Denied,
        }
    }
}

/// Arguments of `show`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  newsgraph show Apple\n  newsgraph show Apple --relation partnersWith,selected --json"
)]
pub struct Show {
    /// Name or id of the entity.
    pub entity: String,
    /// One JSON object instead of text.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub filters: Filters,
}

/// Arguments of `why`.
#[derive(Debug, Args)]
#[command(
    override_usage = "newsgraph why [OPTIONS] <SUBJECT> [RELATION] <OBJECT>",
    after_help = "Examples:\n  newsgraph why Apple Alibaba\n  newsgraph why Apple rejected DeepSeek\n  \
    newsgraph why Apple partnersWith Alibaba --lang de"
)]
pub struct Why {
    /// Subject, relation (may be left out) and object: names or ids; the object may be a number.
    #[arg(required = true, value_name = "SUBJECT [RELATION] OBJECT")]
    pub claim: Vec<String>,
    /// JSON, one object per evidence, instead of text.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub filters: Filters,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  newsgraph export -f dot --around Apple | dot -Tsvg > apple.svg\n  \
    newsgraph export -o graph.svg\n  newsgraph export -o report.html\n  newsgraph export -o tables.csv --since 2025-02 --relation acquired")]
pub struct Export {
    /// Format: by the extension of the output, else Turtle.
    #[arg(short, long, value_name = "FORMAT", value_parser = graph_format())]
    pub format: Option<ExportFormat>,
    /// File to write to.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub filters: Filters,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  newsgraph check --fail-on warn")]
pub struct Check {
    /// Exit with 1 where something of this severity or worse is found.
    #[arg(long, value_enum, default_value = "error", value_name = "SEVERITY")]
    pub fail_on: FailOn,
}

/// When `check` fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warn,
    /// Anything.
    Info,
    /// Never.
    None,
}

/// Arguments of `eval`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  newsgraph eval gold.jsonl articles/\n  \
    newsgraph eval gold.jsonl texts.ndjson --relations acquired,owns --show --min-f1 0.8")]
pub struct Eval {
    /// Gold: one JSON object per article.
    #[arg(value_hint = ValueHint::FilePath)]
    pub gold: PathBuf,
    /// The articles, as for `build`.
    #[arg(required = true, value_name = "ARTICLES", value_hint = ValueHint::AnyPath)]
    pub articles: Vec<PathBuf>,
    /// Where a gold line has a pair, judge claims about it only.
    #[arg(long)]
    pub pairs: bool,
    /// Score these relations only, separated by commas.
    #[arg(long, value_name = "RELATIONS", value_delimiter = ',')]
    pub relations: Vec<String>,
    /// List every miss and every false claim.
    #[arg(long)]
    pub show: bool,
    /// Exit with 1 where F1 over all is below.
    #[arg(long, value_name = "F1")]
    pub min_f1: Option<f64>,
    /// JSON instead of text.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub reading: Reading,
}

/// Arguments of `stats`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  newsgraph stats --json")]
pub struct Stats {
    /// One JSON object instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  newsgraph completions bash > ~/.local/share/bash-completion/completions/newsgraph")]
pub struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  newsgraph man ~/.local/share/man/man1")]
pub struct Man {
    /// Folder to write the pages into.
    #[arg(value_hint = ValueHint::DirPath)]
    pub dir: PathBuf,
}

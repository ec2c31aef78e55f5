//! What changes a graph, and what compares two.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};

use super::Reading;

/// Arguments of `build`.
#[derive(Debug, Args)]
#[command(
    after_help = "Writes graph.ttl (the graph), graph.dot (a picture for Graphviz), claims.ndjson (every place that states a\n\
    claim) and report.json (what was read, skipped and found).\n\n\
    Examples:\n  newsgraph build articles/\n  newsgraph build a.txt b.html wire.ndjson -o graphs/today\n  newsgraph build --append today/\n  \
    newsgraph build --append --defer minute.ndjson\n  \
    zcat wire.ndjson.gz | newsgraph build -f ndjson --field text=body -"
)]
#[expect(clippy::struct_excessive_bools, reason = "each is one switch of the command line")]
pub struct Build {
    /// Articles: files (text, HTML, NDJSON), folders, or `-` for stdin.
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,
    /// Folder to write into.
    #[arg(short, long, value_name = "DIR", default_value = "output", value_hint = ValueHint::DirPath)]
    pub output: PathBuf,
    /// Add to the graph that is there. An article that is in it already is not read again; a changed one, known by its
    /// web address or path, replaces what it said before.
    #[arg(long)]
    pub append: bool,
    /// With `--append`: leave the merging to whoever next reads or changes the graph. It then takes as long as the articles
    /// do, however large the graph.
    #[arg(long, requires = "append", conflicts_with = "dry_run")]
    pub defer: bool,
    /// With `--append`: where the graph that is there was cut short or changed by hand, keep what can be kept of it and name
    /// the rest by line; the file as it was stays beside it.
    #[arg(long, requires = "append", conflicts_with = "defer")]
    pub salvage: bool,
    /// Read and count, but write nothing.
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub reading: Reading,
}

/// Arguments of `remove`.
#[derive(Debug, Args)]
#[command(after_help = "The graph is then what a build of the other articles gives, byte for byte.\n\n\
    Examples:\n  newsgraph remove articles/a.txt\n  newsgraph -g graphs/today remove https://example.org/story")]
pub struct Remove {
    /// Articles: each by its id (with or without a:), path or web address.
    #[arg(required = true, value_name = "ARTICLE")]
    pub articles: Vec<String>,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
#[command(
    after_help = "Articles, entities and claims: + added, - gone, ~ with another label, class or status. Exits with 1 where\n\
    they differ.\n\nExample:\n  newsgraph diff yesterday/ output/"
)]
pub struct Diff {
    /// The old graph: a folder that `build` wrote, or a file.
    #[arg(value_hint = ValueHint::AnyPath)]
    pub old: PathBuf,
    /// The new graph.
    #[arg(value_hint = ValueHint::AnyPath)]
    pub new: PathBuf,
    /// Format of the answer.
    #[arg(short, long, value_enum, default_value = "text", value_name = "FORMAT")]
    pub format: DiffForm,
}

/// How `diff` answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffForm {
    /// A line each.
    Text,
    /// One JSON object.
    Json,
    /// Turtle.
    Ttl,
}

/// What to decide. Decisions stand in `decisions.ttl` beside the graph and are applied at every build.
#[derive(Debug, Subcommand)]
#[command(
    after_help = "Decisions stand in decisions.ttl beside the graph and are applied at every build; what articles say stays.\n\n\
    Examples:\n  newsgraph decide reject SUBJECT acquired OBJECT\n  newsgraph decide merge \"Norrglim AB\" Norrglim\n  \
    newsgraph decide undo"
)]
pub enum DecideVerb {
    /// A claim holds, whatever its evidence.
    Accept {
        /// Its id (c:…), or subject, relation and object.
        #[arg(required = true, value_name = "CLAIM")]
        claim: Vec<String>,
    },
    /// A claim does not hold, whatever its evidence.
    Reject {
        /// Its id (c:…), or subject, relation and object.
        #[arg(required = true, value_name = "CLAIM")]
        claim: Vec<String>,
    },
    /// Two entities are one; the first stays.
    Merge {
        /// The one that stays.
        entity: String,
        /// The one that is the same.
        same: String,
    },
    /// In some articles the name means somebody else, who becomes an entity of its own.
    Split {
        /// The entity.
        entity: String,
        /// The articles, each by its id, path or web address.
        #[arg(required = true, value_name = "ARTICLE")]
        articles: Vec<String>,
    },
    /// A name that the ontology does not list means an entity.
    Alias {
        /// The entity.
        entity: String,
        /// The name, in any case.
        name: String,
    },
    /// Take a decision back: the last one, or that of a number.
    Undo {
        /// Its number, as `decide list` shows it.
        number: Option<u32>,
    },
    /// List the decisions.
    List,
}

//! Arguments of `ontology`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};
use newsgraph::model::Language;

use super::InputFormat;

/// What to do with the ontology.
#[derive(Debug, Subcommand)]
pub enum OntologyVerb {
    /// Check frames, labels and examples, and show the coverage of every relation in every language; or, with `--gold`,
    /// how often each frame is right.
    #[command(
        after_help = "Exits with 1 where something is wrong, or with --gold and --min-precision where a frame is below that bar and\n\
    wrong at least three times.\n\n\
    With --gold, every frame that gave a claim in the articles of the gold file is listed, worst precision first: claims\n\
    matched, right and wrong. What is neither right nor wrong the gold cannot judge.\n\n\
    Examples:\n  newsgraph ontology check --relation rejected --lang id\n  \
    newsgraph ontology check --gold gold.jsonl texts.ndjson --min-precision 0.7 --show"
    )]
    Check(OntologyCheck),
    /// Show what the program sees in a sentence, and at which step each frame fails.
    #[command(
        after_help = "Example:\n  newsgraph ontology explain --lang en \"The company turned down an offer from Marlowe Ltd.\""
    )]
    Explain {
        /// Language of the sentence.
        #[arg(long, value_name = "CODE")]
        lang: Language,
        /// The sentence, or `-` for stdin.
        sentence: String,
    },
    /// Suggest frames for sentences that name two that a relation could join, and that no frame reads.
    #[command(
        after_help = "Sentences are grouped by the words between the two, the commonest first. Each group comes with a frame that was\n\
    tried and does catch the first of its sentences, and with the relations whose classes fit, the likeliest first. Which\n\
    of them the words mean, if any, is yours to say. To use a line, paste it at the end of the file of its relation, or\n\
    into a file of your own with the prefix declared:\n\n  \
    mkdir -p mine/relations\n  \
    echo '@prefix ng: <https://w3id.org/newsgraph/ns#> .' > mine/relations/more.ttl\n  \
    echo 'ng:acquired ng:verb \"{s} hoover up {o}\"@en .' >> mine/relations/more.ttl\n  \
    newsgraph --ontology mine build articles/\n\n\
    Examples:\n  newsgraph ontology suggest articles/\n  newsgraph ontology suggest wire.ndjson --lang de --limit 50 --json"
    )]
    Suggest(OntologySuggest),
}

/// Arguments of `ontology check`.
#[derive(Debug, Args)]
pub struct OntologyCheck {
    /// This relation only.
    #[arg(long, value_name = "RELATION")]
    pub relation: Option<String>,
    /// This language only.
    #[arg(long, value_name = "CODE")]
    pub lang: Option<Language>,
    /// Gold: one JSON object per article, as for `eval`.
    #[arg(long, value_name = "FILE", requires = "articles", value_hint = ValueHint::FilePath)]
    pub gold: Option<PathBuf>,
    /// The articles of the gold.
    #[arg(value_name = "ARTICLES", requires = "gold", value_hint = ValueHint::AnyPath)]
    pub articles: Vec<PathBuf>,
    /// Where a gold line has a pair, judge claims about it only.
    #[arg(long, requires = "gold")]
    pub pairs: bool,
    /// List every wrong claim.
    #[arg(long, requires = "gold")]
    pub show: bool,
    /// Exit with 1 where a frame that is wrong three times or more is right less often than this, 0 to 1.
    #[arg(long, value_name = "SHARE", requires = "gold")]
    pub min_precision: Option<f64>,
    /// JSON instead of text.
    #[arg(long, requires = "gold")]
    pub json: bool,
}

/// Arguments of `ontology suggest`.
#[derive(Debug, Args)]
pub struct OntologySuggest {
    /// Articles: files (text, HTML, NDJSON), folders, or `-` for stdin.
    #[arg(required = true, value_name = "ARTICLES", value_hint = ValueHint::AnyPath)]
    pub articles: Vec<PathBuf>,
    /// Format of every input; otherwise told by its extension.
    #[arg(short, long, value_name = "FORMAT", value_enum)]
    pub format: Option<InputFormat>,
    /// Articles in this language only.
    #[arg(long, value_name = "CODE")]
    pub lang: Option<Language>,
    /// Number of groups, at most.
    #[arg(long, value_name = "N", default_value = "20")]
    pub limit: usize,
    /// JSON instead of text.
    #[arg(long)]
    pub json: bool,
}

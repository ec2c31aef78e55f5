//! What can be typed behind `model`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};
use newsgraph::{model::Language, pipeline::Models};

/// Which of the language models reading asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Asked {
    /// Both: unknown names are found, and trees confirm what verbs say.
    Both,
    /// The finder of names; what verbs say rests on clause analysis alone.
    Names,
    /// The parser; unknown names rest on rules alone.
    Parser,
    /// Neither: faster, and as without the feature `models`.
    None,
}

impl From<Asked> for Models {
    fn from(asked: Asked) -> Self {
        match asked {
            Asked::Both => Self::Both,
            Asked::Names => Self::Names,
            Asked::Parser => Self::Parser,
            Asked::None => Self::None,
        }
    }
}

/// What to do with language models.
#[derive(Debug, Subcommand)]
pub enum ModelVerb {
    /// Learn a language's parts of speech and sentence structure from treebanks.
    Train(ModelTrain),
    /// Measure a model on treebanks it has not seen.
    Eval(ModelEval),
}

/// Arguments of `model train`.
#[derive(Debug, Args)]
#[command(after_help = "The same files in the same order give the same bytes.\n\n\
    Example:\n  newsgraph model train --lang id --conllu train.conllu dev.conllu -o models/id.ngm")]
pub struct ModelTrain {
    /// Language of the treebanks.
    #[arg(long, value_name = "CODE")]
    pub lang: Language,
    /// Treebanks in CoNLL-U, the format of Universal Dependencies. Files of another language are written `CODE:FILE`:
    /// their trees help where the language's own are few.
    #[arg(long, required_unless_present = "from", num_args = 1.., value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub conllu: Vec<String>,
    /// Names: a token and its BIO tag a line. Files of another language are written `CODE:FILE`.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub ner: Vec<String>,
    /// A model to take from what is not learned anew.
    #[arg(long, value_name = "MODEL", value_hint = ValueHint::FilePath)]
    pub from: Option<PathBuf>,
    /// File to write to.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: PathBuf,
}

/// Arguments of `model eval`.
#[derive(Debug, Args)]
#[command(
    after_help = "Words are taken as the treebank cuts them, parts of speech as the model guesses them. UPOS: parts of\n\
    speech; UAS: heads; LAS: heads and universal relations.\n\n\
    Example:\n  newsgraph model eval models/id.ngm --conllu test.conllu"
)]
pub struct ModelEval {
    /// The model.
    #[arg(value_hint = ValueHint::FilePath)]
    pub model: PathBuf,
    /// Treebanks in CoNLL-U.
    #[arg(long, required_unless_present = "ner", num_args = 1.., value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub conllu: Vec<PathBuf>,
    /// Names: a token and its BIO tag a line.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub ner: Vec<String>,
}

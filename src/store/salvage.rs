//! What is left of a graph whose file was cut short or changed by hand.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt, fs,
    path::Path,
};

use oxigraph::io::{RdfFormat, RdfParser};

use super::{
    Error, Store,
    files::{check_format, restored, syntax},
    foreign::{Foreign, foreign},
    read,
};
use crate::model::Graph;

/// A part of a file that could not be kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// Line of the file, from 1; 0 where it is not in the file at all.
    pub line: u64,
    /// Name of the claim, evidence, entity or article that is lost; empty where only the text is known to be wrong.
    pub name: String,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, name, message } = self;
        match (line, name.as_str()) {
            (_, "") => write!(f, "{line}: {message}"),
            (0, _) => write!(f, " {name}: {message}"),
            _ => write!(f, "{line}: {name}: {message}"),
        }
    }
}

/// What could be kept of a file in Turtle, and what not.
#[derive(Debug)]
pub struct Salvaged {
    /// The whole articles, evidence, entities and claims in it.
    pub graph: Graph,
    /// Base of its IRIs.
    pub base: String,
    /// What is not of the graph's own kind.
    pub foreign: Foreign,
    /// The text as it is.
    pub text: String,
    /// What could not be kept, by line.
    pub losses: Vec<Loss>,
}

/// Reads what can be read of a graph in Turtle: a statement that is broken costs itself, and what cannot do without it.
///
/// # Errors
/// Where the file cannot be read at all, or was written by a later version.
pub fn salvage(file: &Path) -> Result<Salvaged, Error> {
    let bytes = fs::read(file).map_err(|source| Error::Read { path: file.to_owned(), source })?;
    check_format(file, &bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (mut quads, mut losses) = (Vec::new(), Vec::new());
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes()) {
        match quad {
            Ok(quad) => quads.push(quad),
            Err(error) => {
                if let Error::Syntax { line, message, .. } = syntax(file, &error) {
                    losses.push(Loss { line, name: String::new(), message });
                }
            }
        }
    }
    let quads = restored(quads);
    let mut broken: Vec<(String, String)> = Vec::new();
    let mut graph = read::read(quads.iter().cloned(), &mut |error| {
        if let Error::Meaning { subject, message } = error {
            broken.push((subject, message));
        }
        Ok(())
    })?;
    let homeless = graph.evidence.iter().filter(|evidence| graph.article(&evidence.article).is_none());
    let gone: BTreeSet<String> = homeless.map(|evidence| evidence.article.clone()).collect();
    let headless = "the head of the article is gone, and with it what the article says";
    broken.extend(gone.iter().map(|id| (format!("/{id}"), headless.to_owned())));
    // Positions of evidence have changed; whoever goes on with the graph merges it again.
    graph.claims.iter_mut().for_each(|claim| claim.evidence.clear());
    let lines = if broken.is_empty() { BTreeMap::new() } else { lines(&text) };
    losses.extend(broken.into_iter().map(|(subject, message)| {
        let name = local_name(&subject).to_owned();
        Loss { line: lines.get(name.as_str()).copied().unwrap_or(0), name, message }
    }));
    // An article that lost a part would else pass for whole when it is added again.
    let partly = partly_lost(&text, &losses);
    graph.articles.retain(|head| !partly.contains_key(&head.id));
    graph.evidence.retain(|evidence| !gone.contains(&evidence.article) && !partly.contains_key(&evidence.article));
    losses.extend(partly.into_iter().map(|(name, line)| Loss {
        line,
        name,
        message: "the article is not whole and is left out; add it again".to_owned(),
    }));
    losses.sort();
    losses.dedup();
    let names: BTreeSet<&str> = losses.iter().map(|loss| loss.name.as_str()).filter(|name| !name.is_empty()).collect();
    let base = Store::from_quads(quads.iter().cloned()).iris().base().to_owned();
    let foreign = foreign(quads, &graph, &base).without(&names);
    Ok(Salvaged { graph, base, foreign, text, losses })
}

/// The first line of each block, by the last part of its subject's IRI.
fn lines(text: &str) -> BTreeMap<&str, u64> {
    let mut lines = BTreeMap::new();
    for (line, number) in text.lines().zip(1..) {
        if let Some(name) = subject(line) {
            lines.entry(name).or_insert(number);
        }
    }
    lines
}

/// The last part of the IRI of the subject that a line begins with.
fn subject(line: &str) -> Option<&str> {
    let subject = line.split([' ', '\t']).next().filter(|word| !word.is_empty())?;
    let subject = subject.trim_start_matches('<').trim_end_matches('>');
    Some(match subject.split_once(':') {
        Some((prefix, name)) if !name.starts_with("//") && !prefix.is_empty() => name,
        _ => local_name(subject),
    })
}

/// The articles in whose part of the file something is lost, with the lines of their heads: evidence follows its article.
fn partly_lost(text: &str, losses: &[Loss]) -> BTreeMap<String, u64> {
    let is_head = |(line, _): &(&str, u64)| line.contains(" a schema:NewsArticle");
    let heads: Vec<(u64, &str)> =
        text.lines().zip(1..).filter(is_head).filter_map(|(line, number)| Some((number, subject(line)?))).collect();
    let article_of = |loss: &Loss| {
        let after = heads.partition_point(|(line, _)| *line <= loss.line);
        heads.get(after.checked_sub(1)?).map(|(line, id)| ((*id).to_owned(), *line))
    };
    losses.iter().filter_map(article_of).collect()
}

fn local_name(iri: &str) -> &str {
    iri.rsplit_once('/').map_or(iri, |(_, name)| name)
}

//! The decisions beside a graph.

use std::path::Path;

use anyhow::Result;
use newsgraph::{
    model::{Claim, Decision, Object},
    store::{self, Numbered},
};

/// Name of the file.
pub const NAME: &str = "decisions.ttl";

/// What people decided, by number.
#[derive(Default)]
pub struct Decisions(pub Vec<Numbered>);

impl Decisions {
    /// Those of a folder.
    pub fn of(folder: &Path) -> Result<Self> {
        Ok(Self(store::read_decisions(&folder.join(NAME))?))
    }

    /// Those beside a graph, which may be a folder or a file in it.
    pub fn beside(graph: &Path) -> Result<Self> {
        let folder = if graph.is_file() { graph.parent().unwrap_or(graph) } else { graph };
        Self::of(folder)
    }

    /// Without their numbers.
    pub fn plain(&self) -> Vec<Decision> {
        self.0.iter().map(|one| one.decision.clone()).collect()
    }

    /// Those at some positions, in words.
    pub fn named(&self, positions: &[usize]) -> Vec<String> {
        positions.iter().filter_map(|at| self.0.get(*at)).map(words).collect()
    }

    /// Those that speak of a claim or of one of its ends, in words.
    pub fn about(&self, claim: &Claim) -> Vec<String> {
        let end = |id: &String| {
            claim.key.subject == *id || matches!(&claim.key.object, Object::Entity(object) if object == id)
        };
        let speaks = |one: &&Numbered| match &one.decision {
            Decision::Accept(id) | Decision::Reject(id) => *id == claim.id,
            Decision::Merge { kept, .. } => end(kept),
            Decision::Split { entity, .. } | Decision::Alias { entity, .. } => end(entity),
        };
        self.0.iter().filter(speaks).map(words).collect()
    }
}

/// A decision in words.
pub fn words(one: &Numbered) -> String {
    let verdict = match one.decision {
        Decision::Accept(_) => "accept",
        Decision::Reject(_) => "reject",
        Decision::Merge { .. } => "merge",
        Decision::Split { .. } => "split",
        Decision::Alias { .. } => "also called",
    };
    format!("{}  {verdict}  {}", one.number, one.comment)
}

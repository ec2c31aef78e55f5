//! The graph: articles, entities, evidence and claims, merged.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ArticleHead, Claim, Entity, Evidence, Language};

/// Everything known, sorted, each thing once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Graph {
    /// Sorted by id.
    pub articles: Vec<ArticleHead>,
    /// Sorted by id.
    pub entities: Vec<Entity>,
    /// Sorted by article, place, frame.
    pub evidence: Vec<Evidence>,
    /// Sorted by id.
    pub claims: Vec<Claim>,
}

impl Graph {
    /// The entity with this id.
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.binary_search_by(|entity| entity.id.as_str().cmp(id)).ok().map(|at| &self.entities[at])
    }

    /// The article with this id.
    #[must_use]
    pub fn article(&self, id: &str) -> Option<&ArticleHead> {
        self.articles.binary_search_by(|article| article.id.as_str().cmp(id)).ok().map(|at| &self.articles[at])
    }

    /// The evidence of a claim, in order.
    pub fn evidence_of<'g>(&'g self, claim: &'g Claim) -> impl Iterator<Item = &'g Evidence> {
        claim.evidence.iter().filter_map(|&at| self.evidence.get(at))
    }
}

/// What became of the sentences of one article or of many: every sentence is counted exactly once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerLine {
    /// Sentences that gave at least one evidence.
    pub used: u64,
    /// Sentences read that gave none.
    pub without_relation: u64,
    /// Lines that are no part of the story.
    pub boilerplate: u64,
    /// Sentences in a language without a file.
    pub unsupported: u64,
}

impl LedgerLine {
    /// Adds the counts of another line.
    pub fn add(&mut self, other: &Self) {
        self.used += other.used;
        self.without_relation += other.without_relation;
        self.boilerplate += other.boilerplate;
        self.unsupported += other.unsupported;
    }
}

/// The ledger of a build: what became of every sentence, by language, and how often each relation was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// By language code.
    pub languages: BTreeMap<Language, LedgerLine>,
    /// Evidences by relation and language.
    pub relations: BTreeMap<String, BTreeMap<Language, u64>>,
}

//! What each frame contributed: how often its claims are right by gold, and how often wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Fact, GoldLine, Options,
    claims::{Claim, Names, claims},
};
use crate::{model::Evidence, ontology::Ontology};

/// The claims of one frame, held against gold. A claim counts once for each frame and article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameTally {
    /// The frame, such as `acquired/en/verb-1`.
    pub frame: String,
    /// Claims in the articles of the gold.
    pub matched: u32,
    /// Claims that a fact of the gold states, required or optional.
    pub right: u32,
    /// Claims that no fact states where the gold is complete. What is neither right nor wrong the gold cannot judge.
    pub wrong: u32,
    /// The wrong claims, as article and claim, in the order of the gold.
    pub wrong_claims: Vec<(String, String)>,
}

impl FrameTally {
    /// Share of the claims judged that are right, 0 to 1; `None` where the gold judges none.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        let judged = self.right + self.wrong;
        (judged > 0).then(|| f64::from(self.right) / f64::from(judged))
    }
}

/// The frames that gave a claim in an article of the gold: worst precision first, of equals the one that is wrong more
/// often, then by name; those that the gold does not judge come last. Evidence as for [`figures`](super::figures).
#[must_use]
pub fn frames<'e>(
    ontology: &Ontology,
    gold: &[GoldLine],
    evidence: impl IntoIterator<Item = (&'e str, &'e Evidence)>,
    options: &Options,
) -> Vec<FrameTally> {
    let claims = claims(ontology, evidence);
    let wanted = |relation: &str| options.relations.as_ref().is_none_or(|wanted| wanted.contains(relation));
    let mut tallies: BTreeMap<&str, FrameTally> = BTreeMap::new();
    for line in gold {
        let facts: Vec<(&Fact, Names)> =
            line.facts.iter().filter(|fact| wanted(&fact.relation)).map(|fact| (fact, Names::of(fact))).collect();
        for claim in claims.get(line.article.as_str()).into_iter().flatten() {
            let Some(first) = claim.evidence.first().filter(|first| wanted(&first.relation)) else { continue };
            let right = facts.iter().any(|(fact, names)| claim.matches(fact, names, ontology));
            let wrong = !right && claim.judged(line, options);
            for frame in by_frame(claim) {
                let tally = tallies.entry(frame).or_default();
                tally.matched += 1;
                tally.right += u32::from(right);
                tally.wrong += u32::from(wrong);
                if wrong {
                    tally.wrong_claims.push((line.article.clone(), super::figures::shown(first)));
                }
            }
        }
    }
    let named = |(frame, tally): (&str, FrameTally)| FrameTally { frame: frame.to_owned(), ..tally };
    let mut tallies: Vec<FrameTally> = tallies.into_iter().map(named).collect();
    tallies.sort_by(|a, b| {
        let precision = |tally: &FrameTally| tally.precision().unwrap_or(2.0);
        precision(a).total_cmp(&precision(b)).then_with(|| b.wrong.cmp(&a.wrong)).then_with(|| a.frame.cmp(&b.frame))
    });
    tallies
}

fn by_frame<'e>(claim: &Claim<'e>) -> BTreeSet<&'e str> {
    claim.evidence.iter().map(|evidence| evidence.frame.as_str()).collect()
}

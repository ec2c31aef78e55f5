//! Precision, recall and F1 of evidence against gold.
//!
//! Evidence of one article that says the same (relation, ends, value, polarity) counts once. What matches no gold fact
//! is false only where the gold is complete: for the relations, modalities and pair that the gold line names.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::{
    Fact, GoldLine,
    claims::{Claim, Names, claims},
    names::normal,
};
use crate::{
    model::{Evidence, Modality},
    ontology::Ontology,
};

/// How to score.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Relations to score; all where it is missing.
    pub relations: Option<BTreeSet<String>>,
    /// Where a gold line has a pair, judge claims between these two only.
    pub pairs: bool,
}

/// What was right, wrong and missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Required facts found.
    pub found: u32,
    /// Claims that are false.
    pub false_claims: u32,
    /// Required facts missed.
    pub missed: u32,
}

impl Tally {
    /// Share of what was given that is right, 0 to 1.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.found, self.found + self.false_claims)
    }

    /// Share of what is required that was given, 0 to 1.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.found, self.found + self.missed)
    }

    /// Harmonic mean of precision and recall, 0 to 1.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }

    fn add(&mut self, other: Self) {
        self.found += other.found;
        self.false_claims += other.false_claims;
        self.missed += other.missed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (precision, recall, f1) = (self.precision(), self.recall(), self.f1());
        let Self { found, false_claims, missed } = self;
        write!(f, "P {precision:.3}  R {recall:.3}  F1 {f1:.3}   (tp {found}, fp {false_claims}, fn {missed})")
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// A place where gold and extraction part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The article as gold names it.
    pub article: String,
    /// Whether the claim is false; else it was missed.
    pub is_false: bool,
    /// Subject, relation, object or value.
    pub claim: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_false { "false  " } else { "miss   " };
        write!(f, "{kind}{}: {}", self.article, self.claim)
    }
}

/// How good an extraction is.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// By language and relation.
    pub cells: BTreeMap<(String, String), Tally>,
    /// Of the required facts found, those that have the gold's modality on some evidence; and all of them.
    pub modality: (u32, u32),
    /// Of the required facts found that name a source, those that have it; and all of them.
    pub attribution: (u32, u32),
    /// Every miss and every false claim, in the order of the gold.
    pub differences: Vec<Difference>,
}

impl Figures {
    /// Everything together.
    #[must_use]
    pub fn total(&self) -> Tally {
        self.cells.values().fold(Tally::default(), |mut sum, tally| {
            sum.add(*tally);
            sum
        })
    }

    /// By language.
    #[must_use]
    pub fn by_language(&self) -> BTreeMap<&str, Tally> {
        self.by(|(language, _)| language)
    }

    /// By relation.
    #[must_use]
    pub fn by_relation(&self) -> BTreeMap<&str, Tally> {
        self.by(|(_, relation)| relation)
    }

    fn by<'f>(&'f self, part: impl Fn(&'f (String, String)) -> &'f String) -> BTreeMap<&'f str, Tally> {
        let mut out: BTreeMap<&str, Tally> = BTreeMap::new();
        for (cell, tally) in &self.cells {
            out.entry(part(cell)).or_default().add(*tally);
        }
        out
    }

    fn cell(&mut self, language: &str, relation: &str) -> &mut Tally {
        self.cells.entry((language.to_owned(), relation.to_owned())).or_default()
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, tally) in self.by_language().into_iter().chain(self.by_relation()) {
            writeln!(f, "{name:20} {tally}")?;
        }
        let (right, all) = self.modality;
        writeln!(
            f,
            "{:20} {right} of {all} required facts found have the gold's modality on some evidence",
            "modality"
        )?;
        let (right, all) = self.attribution;
        writeln!(f, "{:20} {right} of {all} required facts found that name a source have it", "attribution")?;
        writeln!(f, "{:20} {}", "all", self.total())
    }
}

/// Scores evidence against gold. Each evidence comes with the name of its article, of which the part after the last
/// slash counts.
#[must_use]
pub fn figures<'e>(
    ontology: &Ontology,
    gold: &[GoldLine],
    evidence: impl IntoIterator<Item = (&'e str, &'e Evidence)>,
    options: &Options,
) -> Figures {
    let claims = claims(ontology, evidence);
    let mut figures = Figures::default();
    for line in gold {
        let found = claims.get(line.article.as_str()).map_or(&[][..], Vec::as_slice);
        line_figures(ontology, line, found, options, &mut figures);
    }
    figures
}

fn line_figures(ontology: &Ontology, line: &GoldLine, found: &[Claim<'_>], options: &Options, figures: &mut Figures) {
    let wanted = |relation: &str| options.relations.as_ref().is_none_or(|wanted| wanted.contains(relation));
    let facts: Vec<&Fact> = line.facts.iter().filter(|fact| wanted(&fact.relation)).collect();
    let mut used = vec![false; found.len()];
    for fact in &facts {
        let names = Names::of(fact);
        let mut said: Vec<&Evidence> = Vec::new();
        for (claim, used) in found.iter().zip(&mut used) {
            if claim.matches(fact, &names, ontology) {
                *used = true;
                said.extend(&claim.evidence);
            }
        }
        if fact.optional {
            continue;
        }
        let tally = figures.cell(&line.lang, &fact.relation);
        if said.is_empty() {
            tally.missed += 1;
            let object = match (fact.object.first(), &fact.value) {
                (Some(object), _) => object.clone(),
                (None, Some(value)) => value.to_string(),
                (None, None) => "None".to_owned(),
            };
            let subject = fact.subject.first().map_or("", String::as_str);
            let claim = format!("{subject} {} {object}", fact.relation);
            figures.differences.push(Difference { article: line.article.clone(), is_false: false, claim });
        } else {
            tally.found += 1;
            qualified(fact, &said, figures);
        }
    }
    for (claim, _) in found.iter().zip(used).filter(|(_, used)| !used) {
        let Some(first) = claim.evidence.first() else { continue };
        if !wanted(&first.relation) || !claim.judged(line, options) {
            continue;
        }
        figures.cell(&line.lang, &first.relation).false_claims += 1;
        let claim = shown(first);
        figures.differences.push(Difference { article: line.article.clone(), is_false: true, claim });
    }
}

/// Subject, relation, object or value of an evidence.
pub(super) fn shown(evidence: &Evidence) -> String {
    let object = match (&evidence.object, &evidence.quantity) {
        (Some(object), _) => object.entity.label.clone(),
        (None, Some(quantity)) => quantity.value.to_string(),
        (None, None) => "None".to_owned(),
    };
    format!("{} {} {object}", evidence.subject.entity.label, evidence.relation)
}

fn qualified(fact: &Fact, said: &[&Evidence], figures: &mut Figures) {
    let modality = fact.modality.unwrap_or(Modality::Asserted);
    let right = said.iter().any(|evidence| {
        evidence.modality == modality || modality != Modality::Asserted && evidence.modality == Modality::Possible
    });
    figures.modality.0 += u32::from(right);
    figures.modality.1 += 1;
    if !fact.by.is_empty() {
        let wanted: BTreeSet<String> = fact.by.iter().map(|name| normal(name)).collect();
        let mut sources = said.iter().flat_map(|evidence| &evidence.attribution);
        figures.attribution.0 += u32::from(sources.any(|source| wanted.contains(&normal(&source.label))));
        figures.attribution.1 += 1;
    }
}

#[cfg(test)]
mod tests;

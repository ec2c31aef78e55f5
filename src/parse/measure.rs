//! How well a model does on a treebank: words as the treebank cuts them, tags as the model guesses them.
//!
//! Labels are compared in their universal part, subtypes left aside.

use std::{collections::BTreeMap, fmt};

use super::{Model, conllu::Sentence};

/// How often something is there, was found, and was found rightly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// In the treebank.
    pub gold: usize,
    /// Found by the model.
    pub found: usize,
    /// Found by the model, and so in the treebank.
    pub right: usize,
}

impl Count {
    /// Percentage of what was found that is right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        percent(self.right, self.found)
    }

    /// Percentage of what is there that was found.
    #[must_use]
    pub fn recall(&self) -> f64 {
        percent(self.right, self.gold)
    }

    fn add(&mut self, gold: bool, found: bool, right: bool) {
        self.gold += usize::from(gold);
        self.found += usize::from(found);
        self.right += usize::from(gold && found && right);
    }
}

/// A model's figures on a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Words.
    pub words: usize,
    /// Words with the right part of speech.
    pub tags: usize,
    /// Words with the right head.
    pub heads: usize,
    /// Words with the right head and universal relation.
    pub arcs: usize,
    /// By universal relation: arcs with head and relation right.
    pub relations: BTreeMap<String, Count>,
    /// Subjects of verbs that are names: proper nouns in the treebank that hang on a verb as subject.
    pub subjects: Count,
    /// Subjects and objects of verbs that are names.
    pub arguments: Count,
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

fn universal(relation: &str) -> &str {
    relation.split(':').next().unwrap_or_default()
}

/// Parses every sentence of a treebank and compares.
#[must_use]
pub fn figures(model: &Model, sentences: &[Sentence]) -> Figures {
    let mut figures = Figures::default();
    for sentence in sentences {
        let forms: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
        let is_verb = |head: usize| head > 0 && sentence.words[head - 1].tag == "VERB";
        for (word, (head, label, part)) in sentence.words.iter().zip(model.arcs(&forms)) {
            let head = head.map_or(0, |head| head + 1);
            let (gold, found) = (universal(&word.relation), universal(label));
            let (heads, arcs) = (head == word.head, head == word.head && gold == found);
            figures.words += 1;
            figures.tags += usize::from(part == word.tag);
            figures.heads += usize::from(heads);
            figures.arcs += usize::from(arcs);
            figures.relations.entry(gold.to_owned()).or_default().gold += 1;
            figures.relations.entry(found.to_owned()).or_default().found += 1;
            if arcs {
                figures.relations.entry(gold.to_owned()).or_default().right += 1;
            }
            if word.tag == "PROPN" {
                let (in_gold, in_found) = (is_verb(word.head), is_verb(head));
                let subject = |relation: &str| relation == "nsubj";
                let argument = |relation: &str| matches!(relation, "nsubj" | "obj" | "iobj");
                figures.subjects.add(in_gold && subject(gold), in_found && subject(found), arcs);
                figures.arguments.add(in_gold && argument(gold), in_found && argument(found), arcs);
            }
        }
    }
    figures
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { words, tags, heads, arcs, .. } = *self;
        writeln!(f, "words      {words}")?;
        writeln!(f, "UPOS       {:5.2} %", percent(tags, words))?;
        writeln!(f, "UAS        {:5.2} %", percent(heads, words))?;
        writeln!(f, "LAS        {:5.2} %", percent(arcs, words))?;
        for (name, count) in
            [("subjects that are names", self.subjects), ("subjects and objects that are names", self.arguments)]
        {
            writeln!(
                f,
                "{name}: precision {:.1} %, recall {:.1} %, of {}",
                count.precision(),
                count.recall(),
                count.gold
            )?;
        }
        writeln!(f, "\nrelation    precision  recall     of")?;
        for (relation, count) in &self.relations {
            writeln!(f, "{relation:11}     {:5.1}   {:5.1}  {:5}", count.precision(), count.recall(), count.gold)?;
        }
        Ok(())
    }
}

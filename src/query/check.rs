//! Quality rules: queries that must find nothing in a good graph.

use super::{Answer, Error, Form, Options, run};
use crate::{model::Severity, store::Store};

/// A rule: a query with a head of comments.
///
/// The head has a title in its first line, then `# problem: …`, `# solution: …` and `# severity: error|warn|info`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Name of its file, without the extension.
    pub name: String,
    /// What it looks for.
    pub title: String,
    /// What is wrong with what it finds.
    pub problem: String,
    /// What to do about it.
    pub solution: String,
    /// How much it matters.
    pub severity: Severity,
    /// The query.
    pub sparql: String,
}

impl Check {
    /// Reads the head of a rule; without a severity it is an error.
    #[must_use]
    pub fn read(name: &str, sparql: &str) -> Self {
        let mut check = Self {
            name: name.to_owned(),
            title: String::new(),
            problem: String::new(),
            solution: String::new(),
            severity: Severity::Error,
            sparql: sparql.to_owned(),
        };
        let head =
            sparql.lines().take_while(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
        for line in head {
            match line.split_once(':') {
                Some(("problem", text)) => text.trim().clone_into(&mut check.problem),
                Some(("solution", text)) => text.trim().clone_into(&mut check.solution),
                Some(("severity", text)) => check.severity = severity(text.trim()),
                _ if check.title.is_empty() => line.clone_into(&mut check.title),
                _ => {}
            }
        }
        check
    }
}

fn severity(name: &str) -> Severity {
    match name {
        "warn" => Severity::Warn,
        "info" => Severity::Info,
        _ => Severity::Error,
    }
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule.
    pub check: Check,
    /// What it found: never empty.
    pub answer: Answer,
}

impl Finding {
    /// The rule and its first `limit` rows as text, the columns aligned.
    ///
    /// # Errors
    /// Never for the rows of a rule; the signature is that of [`Answer::written`].
    pub fn text(&self, limit: usize) -> Result<String, Error> {
        let Check { name, title, problem, solution, severity, .. } = &self.check;
        let severity = match severity {
            Severity::Error => "error",
            Severity::Warn => "warn",
            Severity::Info => "info",
        };
        let table = self.answer.written(Form::Table)?;
        let mut shown: Vec<String> = table.lines().take(limit + 2).map(|line| format!("    {line}")).collect();
        if self.answer.len() > limit {
            shown.push(format!("    … and {} more", self.answer.len() - limit));
        }
        let rows = shown.join("\n");
        Ok(format!("{severity}: {title} [{name}]\n  {problem}\n  hint: {solution}\n{rows}\n"))
    }
}

/// Runs rules over a store: what they found, in their order.
///
/// # Errors
/// Where a rule is not SPARQL or goes beyond the bounds.
pub fn check(store: &Store, checks: &[Check], options: &Options) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    for check in checks {
        let answer = run(store, &check.sparql, options)?;
        if !answer.is_empty() {
            findings.push(Finding { check: check.clone(), answer });
        }
    }
    Ok(findings)
}

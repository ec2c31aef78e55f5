//! `decide`: what people know better, kept beside the graph and applied at once.

use std::io::Write as _;

use anyhow::Result;
use newsgraph::{
    export,
    model::{Claim, Decision, Graph},
    ontology::Ontology,
    store::{self, Numbered},
};

use super::{
    Outcome,
    args::{DecideVerb, Global},
    build::Built,
    decisions::{Decisions, NAME, words},
    error::hinted,
    graph, knowledge, pending,
    remove::{folder, named},
    start::Start,
    term::Term,
    why::{Question, harmless_line, one_line},
};

/// Adds a decision or takes one back, and writes the graph anew; or lists them.
pub fn run(verb: &DecideVerb, global: &Global, term: &Term) -> Result<Outcome> {
    let path = folder(&global.graph)?;
    if let DecideVerb::List = verb {
        let mut out = Term::stdout();
        for one in &Decisions::of(path)?.0 {
            writeln!(out, "{}", harmless_line(&words(one)))?;
        }
        out.flush()?;
        return Ok(Outcome::Done);
    }
    let folder = pending::folder(path, global, term)?;
    let mut start = Start::of(path).unwrap_or_else(|| Err(graph::missing(&path.join("graph.ttl"))))?;
    let ontology = start.ontology(knowledge::ontology(global)?)?;
    let all = &mut start.decisions.0;
    if let DecideVerb::Undo { number } = verb {
        let wanted = number.or_else(|| all.last().map(|last| last.number));
        let at = all.iter().position(|one| Some(one.number) == wanted);
        let at = at.ok_or_else(|| hinted("there is no such decision", "`decide list` shows those there are"))?;
        term.say(&format!("taken back: {}", words(&all.remove(at))));
    } else {
        let (_, graph) = graph::opened(path)?;
        let (decision, comment) = decision(verb, &graph, &ontology, &start.heads)?;
        let number = all.last().map_or(1, |last| last.number + 1);
        let one = Numbered { number, decision, comment };
        term.say(&format!("decided: {}", words(&one)));
        all.push(one);
    }
    let text = export::turtle(&store::decision_quads(all, &start.base), &start.base);
    folder.prepare(NAME, &text)?;
    Built::of_what_is_left(start, &ontology).write(&folder, &ontology, term)?;
    Ok(Outcome::Done)
}

type Heads = std::collections::BTreeMap<String, newsgraph::model::ArticleHead>;

/// What is decided, and the words for it.
fn decision(verb: &DecideVerb, graph: &Graph, ontology: &Ontology, heads: &Heads) -> Result<(Decision, String)> {
    let entity =
        |name: &str| graph::entity(graph, ontology, name).map(|entity| (entity.id.clone(), entity.label.clone()));
    Ok(match verb {
        DecideVerb::Accept { claim } => {
            let claim = the_claim(claim, graph, ontology)?;
            (Decision::Accept(claim.id.clone()), one_line(graph, claim))
        }
        DecideVerb::Reject { claim } => {
            let claim = the_claim(claim, graph, ontology)?;
            (Decision::Reject(claim.id.clone()), one_line(graph, claim))
        }
        DecideVerb::Merge { entity: kept, same } => {
            let ((kept, label), (same, other)) = (entity(kept)?, entity(same)?);
            if kept == same {
                return Err(hinted(format!("{label} and {other} are one already"), "`show` tells all its names"));
            }
            (Decision::Merge { kept, same }, format!("{other} is {label}"))
        }
        DecideVerb::Split { entity: name, articles } => {
            let (id, label) = entity(name)?;
            let mut ids = Vec::new();
            for article in articles {
                ids.extend(named(heads, article)?);
            }
            ids.sort_unstable();
            ids.dedup();
            (
                Decision::Split { entity: id, articles: ids },
                format!("{label} is somebody else in {}", articles.join(", ")),
            )
        }
        DecideVerb::Alias { entity: known, name } => {
            let (id, label) = entity(known)?;
            (Decision::Alias { entity: id, name: name.clone() }, format!("{name} is {label}"))
        }
        DecideVerb::Undo { .. } | DecideVerb::List => return Err(hinted("nothing is decided", "see `decide --help`")),
    })
}

/// The one claim that words stand for.
fn the_claim<'g>(words: &[String], graph: &'g Graph, ontology: &Ontology) -> Result<&'g Claim> {
    if let [id] = words {
        let wanted = id.strip_prefix("c:").unwrap_or(id);
        let found = graph.claims.iter().find(|claim| claim.id == wanted);
        return found.ok_or_else(|| {
            hinted(format!("no claim has the id {id}"), "give subject, relation and object; `show --json` tells ids")
        });
    }
    let question = Question::of(words, graph, ontology)?;
    let found: Vec<&Claim> = graph.claims.iter().filter(|claim| question.asks_for(claim, ontology)).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(hinted(format!("nothing says so: {}", words.join(" ")), "`show ENTITY` tells what is said of it")),
        several => {
            let lines: Vec<String> =
                several.iter().map(|claim| format!("c:{}  {}", claim.id, one_line(graph, claim))).collect();
            Err(hinted(format!("several claims are called so:\n  {}", lines.join("\n  ")), "give the id of one"))
        }
    }
}

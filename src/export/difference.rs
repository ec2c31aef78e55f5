//! What is in one graph and not in another.

use std::{cmp::Ordering, fmt::Write as _};

use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use serde_json::{Value, json};

use super::turtle::turtle;
use crate::{
    model::{ArticleHead, Claim, Entity, Graph, Object},
    store::{Iris, NG},
};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// What became of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<T> {
    /// It is in the old graph alone.
    Gone(T),
    /// It is in the new graph alone.
    Added(T),
    /// It is in both, but not the same: as it was, as it is.
    Changed(T, T),
}

/// How a new graph differs from an old one: by id.
#[derive(Debug)]
pub struct Difference<'g> {
    old: &'g Graph,
    new: &'g Graph,
    /// Articles; what they say of themselves is not compared.
    pub articles: Vec<Change<&'g ArticleHead>>,
    /// Entities; one is changed that has another label or class.
    pub entities: Vec<Change<&'g Entity>>,
    /// Claims; one is changed that has another status.
    pub claims: Vec<Change<&'g Claim>>,
}

impl<'g> Difference<'g> {
    /// Compares two graphs.
    #[must_use]
    pub fn of(old: &'g Graph, new: &'g Graph) -> Self {
        let same = |a: &Entity, b: &Entity| a.label == b.label && a.class == b.class;
        Self {
            articles: changes(&old.articles, &new.articles, |article| &article.id, |_, _| true),
            entities: changes(&old.entities, &new.entities, |entity| &entity.id, same),
            claims: changes(&old.claims, &new.claims, |claim| &claim.id, |a, b| a.status == b.status),
            old,
            new,
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty() && self.entities.is_empty() && self.claims.is_empty()
    }

    /// A line each: `+` added, `-` gone, `~` changed.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        for change in &self.articles {
            let _ = match change {
                Change::Gone(article) => writeln!(out, "- article  {}", one_line(&article.name)),
                Change::Added(article) | Change::Changed(_, article) => {
                    writeln!(out, "+ article  {}", one_line(&article.name))
                }
            };
        }
        for change in &self.entities {
            let named = |entity: &Entity| format!("{}  {}", one_line(&entity.label), entity.class);
            let _ = match change {
                Change::Gone(entity) => writeln!(out, "- entity   {}", named(entity)),
                Change::Added(entity) => writeln!(out, "+ entity   {}", named(entity)),
                Change::Changed(was, is) => writeln!(out, "~ entity   {} → {}", named(was), named(is)),
            };
        }
        for change in &self.claims {
            let _ = match change {
                Change::Gone(claim) => writeln!(out, "- claim    {}  {}", said(self.old, claim), status(claim)),
                Change::Added(claim) => writeln!(out, "+ claim    {}  {}", said(self.new, claim), status(claim)),
                Change::Changed(was, is) => {
                    writeln!(out, "~ claim    {}  {} → {}", said(self.new, is), status(was), status(is))
                }
            };
        }
        out
    }

    /// One object: `articles`, `entities` and `claims`, each with `added`, `gone` and `changed`.
    #[must_use]
    pub fn json(&self) -> String {
        let article =
            |_: &Graph, article: &ArticleHead| json!({"id": format!("a:{}", article.id), "name": article.name});
        let entity = |_: &Graph, entity: &Entity| json!({"id": format!("e:{}", entity.id), "label": entity.label, "type": entity.class});
        let claim = |graph: &Graph, claim: &Claim| json!({"id": format!("c:{}", claim.id), "claim": said(graph, claim), "status": claim.status});
        let value = json!({
            "articles": self.sides(&self.articles, article),
            "entities": self.sides(&self.entities, entity),
            "claims": self.sides(&self.claims, claim),
        });
        format!("{value:#}\n")
    }

    fn sides<T>(&self, changes: &[Change<&T>], show: impl Fn(&Graph, &T) -> Value) -> Value {
        let (mut added, mut gone, mut changed) = (Vec::new(), Vec::new(), Vec::new());
        for change in changes {
            match change {
                Change::Added(new) => added.push(show(self.new, new)),
                Change::Gone(old) => gone.push(show(self.old, old)),
                Change::Changed(was, is) => {
                    let mut value = show(self.new, is);
                    value["was"] = show(self.old, was);
                    changed.push(value);
                }
            }
        }
        json!({"added": added, "gone": gone, "changed": changed})
    }

    /// The changes as Turtle: what is named has `ng:change`, a claim its ends and status, and the status it had.
    #[must_use]
    pub fn turtle(&self, base: &str) -> String {
        let iris = Iris::new(base);
        let mut out = Vec::new();
        for change in &self.articles {
            mark(&mut out, change, |article| iris.article(&article.id));
        }
        for change in &self.entities {
            mark(&mut out, change, |entity| iris.entity(&entity.id));
        }
        for change in &self.claims {
            let node = mark(&mut out, change, |claim| iris.claim(&claim.id));
            let (Change::Gone(claim) | Change::Added(claim) | Change::Changed(_, claim)) = change;
            let object: Term = match &claim.key.object {
                Object::Entity(id) => iris.entity(id).into(),
                Object::Quantity(quantity) => Literal::new_typed_literal(
                    quantity.value.to_string(),
                    NamedNode::new_unchecked("http://www.w3.org/2001/XMLSchema#decimal"),
                )
                .into(),
            };
            say(&mut out, &node, RDF, "subject", iris.entity(&claim.key.subject));
            say(&mut out, &node, RDF, "object", object);
            for (name, value) in [("predicate", Some(&*claim.key.relation)), ("status", Some(claim.status.name()))] {
                if let Some(value) = value.and_then(Iris::term) {
                    say(&mut out, &node, if name == "status" { NG } else { RDF }, name, value);
                }
            }
            if let Change::Changed(was, _) = change {
                say(&mut out, &node, NG, "statusBefore", Iris::term(was.status.name()).unwrap_or_else(|| node.clone()));
            }
        }
        turtle(&out, base)
    }
}

/// Both lists are sorted by id.
fn changes<'g, T>(
    old: &'g [T],
    new: &'g [T],
    id: impl Fn(&T) -> &String,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<Change<&'g T>> {
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    loop {
        let order = match (old.get(i), new.get(j)) {
            (None, None) => return out,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(a), Some(b)) => id(a).cmp(id(b)),
        };
        match order {
            Ordering::Less => out.push(Change::Gone(&old[i])),
            Ordering::Greater => out.push(Change::Added(&new[j])),
            Ordering::Equal if same(&old[i], &new[j]) => {}
            Ordering::Equal => out.push(Change::Changed(&old[i], &new[j])),
        }
        i += usize::from(order.is_le());
        j += usize::from(order.is_ge());
    }
}

fn mark<T>(out: &mut Vec<Quad>, change: &Change<&T>, iri: impl Fn(&T) -> NamedNode) -> NamedNode {
    let (name, thing) = match change {
        Change::Gone(thing) => ("Gone", thing),
        Change::Added(thing) => ("Added", thing),
        Change::Changed(_, thing) => ("Changed", thing),
    };
    let node = iri(thing);
    say(out, &node, NG, "change", NamedNode::new_unchecked(format!("{NG}{name}")));
    node
}

fn say(out: &mut Vec<Quad>, node: &NamedNode, namespace: &str, name: &str, object: impl Into<Term>) {
    let predicate = NamedNode::new_unchecked(format!("{namespace}{name}"));
    out.push(Quad::new(node.clone(), predicate, object, GraphName::DefaultGraph));
}

fn status(claim: &Claim) -> String {
    claim.status.name().to_lowercase()
}

/// Subject, relation and object in words.
fn said(graph: &Graph, claim: &Claim) -> String {
    let label = |id: &str| one_line(graph.entity(id).map_or(id, |entity| &entity.label));
    let object = match &claim.key.object {
        Object::Entity(id) => label(id),
        Object::Quantity(quantity) => format!("{} {}", quantity.value, quantity.unit),
    };
    let place = claim.key.place.as_ref().map_or(String::new(), |place| format!(" in {}", label(place)));
    let day = claim.key.date.map_or(String::new(), |date| format!(" on {date}"));
    format!("{} {} {object}{place}{day}", label(&claim.key.subject), claim.key.relation)
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Status,
        store::{BASE, sample::sample},
    };

    #[test]
    fn added_gone_and_changed() {
        let old = sample();
        assert!(Difference::of(&old, &old).is_empty());
        let mut new = sample();
        new.articles.remove(0);
        new.entities[0].label = "Alfatech SE".to_owned();
        let gone = new.claims.remove(1);
        let was = std::mem::replace(&mut new.claims[0].status, Status::Superseded);
        let difference = Difference::of(&old, &new);
        let text = difference.text();
        assert_eq!(text.lines().count(), 4, "{text}");
        assert!(
            text.contains("- article  ")
                && text.contains("~ entity   Alfatech  TechCompany → Alfatech SE  TechCompany")
        );
        assert!(text.contains(&format!("{} → superseded", was.name().to_lowercase())), "{text}");
        let json: Value = serde_json::from_str(&difference.json()).expect("JSON");
        assert_eq!(json["claims"]["gone"][0]["id"], format!("c:{}", gone.id));
        assert_eq!(json["claims"]["changed"][0]["was"]["status"], was.name().to_lowercase());
        let turtle = difference.turtle(BASE);
        assert!(turtle.contains("ng:change ng:Gone") && turtle.contains(&format!("ng:statusBefore ng:{}", was.name())));
        assert!(Difference::of(&new, &old).text().contains("+ article  "));
    }
}

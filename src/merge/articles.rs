//! The articles that a graph is made of: more are added, changed ones replaced, others taken out.

use std::collections::{BTreeMap, BTreeSet};

use super::decided;
use crate::{
    model::{ArticleHead, Decision, Evidence, Graph},
    ontology::Ontology,
};

/// An article with its evidence.
type Told = (ArticleHead, Vec<Evidence>);

/// Articles with their evidence: those of an older graph, and those of the run that changes it.
///
/// The graph of what is left after any number of changes is the graph that a fresh build of it gives.
#[derive(Clone, Debug, Default)]
pub struct Articles {
    /// By id.
    old: BTreeMap<String, Told>,
    /// By id; those that were there before and are given again stand here.
    new: BTreeMap<String, Told>,
    changes: Changes,
}

/// What a run did to the articles of a graph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Articles that are new, or newer than one that they replace.
    pub added: usize,
    /// Older ones that were replaced.
    pub replaced: usize,
    /// Articles that were given again as they were.
    pub unchanged: usize,
    /// Articles taken out.
    pub removed: usize,
}

/// A graph and what became of the articles and decisions that it was made of.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The graph.
    pub graph: Graph,
    /// What changed.
    pub changes: Changes,
    /// Positions of the decisions that name claims or entities that are not there.
    pub idle: Vec<usize>,
}

impl Articles {
    /// The articles of a graph.
    #[must_use]
    pub fn of(graph: Graph) -> Self {
        let mut told: BTreeMap<String, Told> =
            graph.articles.into_iter().map(|head| (head.id.clone(), (head, Vec::new()))).collect();
        for evidence in graph.evidence {
            if let Some((_, list)) = told.get_mut(&evidence.article) {
                list.push(evidence);
            }
        }
        Self { old: told, ..Self::default() }
    }

    /// The heads of the older graph's articles, by id.
    #[must_use]
    pub fn heads(&self) -> BTreeMap<String, ArticleHead> {
        self.old.iter().map(|(id, (head, _))| (id.clone(), head.clone())).collect()
    }

    /// Keeps an article of the older graph that is given again [as it is](is_same), under the smaller of both names.
    pub fn keep(&mut self, head: ArticleHead) {
        if let Some((mut known, evidence)) = self.old.remove(&head.id) {
            known.name = known.name.min(head.name);
            self.changes.unchanged += 1;
            self.new.insert(head.id, (known, evidence));
        } else if let Some((known, _)) = self.new.get_mut(&head.id) {
            let name = known.name.clone().min(head.name);
            known.name = name;
        }
    }

    /// Adds an article; says whether it was not given before in this run. Of two that have the same id in one run the
    /// smaller stays, so that their order does not matter.
    pub fn add(&mut self, head: ArticleHead, evidence: Vec<Evidence>) -> bool {
        let told = (head, evidence);
        if let Some(known) = self.new.get_mut(&told.0.id) {
            if told < *known {
                *known = told;
            }
            return false;
        }
        self.changes.added += 1;
        self.new.insert(told.0.id.clone(), told);
        true
    }

    /// Adds a later run: a graph of articles of its own, as one run after those before.
    pub fn then(&mut self, later: Graph) {
        self.end_run();
        for (head, evidence) in Self::of(later).old.into_values() {
            match self.old.get(&head.id) {
                Some((before, _)) if is_same(before, &head) => self.keep(head),
                _ => drop(self.add(head, evidence)),
            }
        }
        self.end_run();
    }

    /// Takes an article out, and what it says; says whether it was there.
    pub fn remove(&mut self, id: &str) -> bool {
        let was = self.old.remove(id).is_some();
        self.changes.removed += usize::from(was);
        was
    }

    /// The graph of all that is left, with what people decided. An older article gives way to a newer one of the same address,
    /// or, where one of them has no address, of the same name and not of another outlet.
    #[must_use]
    pub fn graph(mut self, ontology: &Ontology, decisions: &[Decision]) -> Merged {
        self.end_run();
        let (heads, evidence): (Vec<_>, Vec<_>) = self.old.into_values().unzip();
        let (graph, idle) = decided(ontology, decisions, heads, evidence.into_iter().flatten().collect());
        Merged { graph, changes: self.changes, idle }
    }

    /// Puts the articles of the run in the places of those that they replace.
    fn end_run(&mut self) {
        let before = self.old.len();
        {
            let addresses: BTreeSet<&str> = self.new.values().filter_map(|(head, _)| head.url.as_deref()).collect();
            let mut names: BTreeMap<&str, Vec<&ArticleHead>> = BTreeMap::new();
            for (head, _) in self.new.values().filter(|(head, _)| is_lasting(&head.name)) {
                names.entry(&head.name).or_default().push(head);
            }
            let is_replaced = |old: &ArticleHead| {
                let mut of_same_name = names.get(old.name.as_str()).into_iter().flatten();
                old.url.as_deref().is_some_and(|url| addresses.contains(url))
                    || of_same_name.any(|new| (old.url.is_none() || new.url.is_none()) && same_outlet(old, new))
            };
            self.old.retain(|id, (head, _)| !self.new.contains_key(id) && !is_replaced(head));
        }
        self.changes.replaced += before - self.old.len();
        self.old.append(&mut self.new);
    }
}

/// Whether an article given now is the same as before; only its name may be another.
#[must_use]
pub fn is_same(before: &ArticleHead, now: &ArticleHead) -> bool {
    ArticleHead { name: now.name.clone(), ..before.clone() } == *now
}

/// Whether a name stands for the same article tomorrow: standard input and the place of a line do not.
fn is_lasting(name: &str) -> bool {
    let is_line = name.rsplit_once(':').is_some_and(|(_, line)| line.bytes().all(|byte| byte.is_ascii_digit()));
    name != "-" && !name.is_empty() && !is_line
}

fn same_outlet(a: &ArticleHead, b: &ArticleHead) -> bool {
    a.publisher.is_none() || b.publisher.is_none() || a.publisher == b.publisher
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merge::tests::{article, evidence, ontology};

    fn head(id: &str, name: &str, url: &str, outlet: &str) -> ArticleHead {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        ArticleHead { name: name.to_owned(), url: some(url), ..article(id, some(outlet).as_deref(), None) }
    }

    /// Ids left after a second run gives `next`.
    fn left(first: &[ArticleHead], next: &[ArticleHead]) -> (Vec<String>, Changes) {
        let mut articles = Articles::default();
        for head in first {
            articles.add(head.clone(), vec![evidence(&head.id, "alfa", "rejected", "boreal")]);
        }
        let mut articles = Articles::of(articles.graph(&ontology(), &[]).graph);
        for head in next {
            if first.iter().any(|before| is_same(before, head)) {
                articles.keep(head.clone());
            } else {
                articles.add(head.clone(), Vec::new());
            }
        }
        let Merged { graph, changes, .. } = articles.graph(&ontology(), &[]);
        (graph.articles.into_iter().map(|head| head.id).collect(), changes)
    }

    #[test]
    fn a_newer_version_replaces_the_older_one() {
        let by_address = [head("a", "x.html", "https://n.example/1", "One")];
        for (next, stay) in [
            (head("b", "y.html", "https://n.example/1", "One"), false),
            (head("b", "x.html", "", "One"), false),
            (head("b", "x.html", "", ""), false),
            (head("b", "x.html", "", "Two"), true),
            (head("b", "x.html", "https://n.example/2", "One"), true),
            (head("b", "y.html", "", "One"), true),
        ] {
            let (ids, changes) = left(&by_address, std::slice::from_ref(&next));
            assert_eq!(ids.len(), 1 + usize::from(stay), "{next:?}");
            assert_eq!((changes.added, changes.replaced), (1, usize::from(!stay)));
        }
        for name in ["-", "wire.ndjson:3"] {
            assert_eq!(left(&[head("a", name, "", "")], &[head("b", name, "", "")]).0, ["a", "b"]);
        }
    }

    #[test]
    fn the_same_article_is_left_alone_and_one_run_keeps_all_it_is_given() {
        let first = [head("b", "m.txt", "https://n.example/1", "One")];
        let again =
            [head("b", "k.txt", "https://n.example/1", "One"), head("c", "c.txt", "https://n.example/1", "One")];
        let (ids, changes) = left(&first, &again);
        assert_eq!(ids, ["b", "c"]);
        assert_eq!(changes, Changes { added: 1, unchanged: 1, ..Changes::default() });
        let mut other = first[0].clone();
        other.published = None;
        assert_eq!(left(&first, &[other]).1, Changes { added: 1, replaced: 1, ..Changes::default() });
    }
}

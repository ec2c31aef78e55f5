//! Notes in Markdown for Obsidian: one an entity, linked with each other, every claim with its sentences.
//!
//! The properties of a note are YAML; links are `[[name]]`. `Graph.md` lists all notes.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use crate::model::{Claim, Entity, Evidence, Graph, Object, Polarity};

/// The longest name of a note, in characters.
const LONGEST: usize = 100;

/// The notes by name of file.
#[must_use]
pub fn files(graph: &Graph) -> BTreeMap<String, String> {
    let mut claims: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in &graph.claims {
        claims.entry(&claim.key.subject).or_default().push(claim);
        if let Object::Entity(object) = &claim.key.object {
            claims.entry(object).or_default().push(claim);
        }
    }
    let names = names(graph, &claims);
    let mut files = BTreeMap::new();
    let mut index = "# Graph\n\n".to_owned();
    for (id, claims) in claims {
        let (Some(entity), Some(name)) = (graph.entity(id), names.get(id)) else { continue };
        let _ = writeln!(index, "- [[{name}]]: {}, {} claims", plain(&entity.class), claims.len());
        files.insert(format!("{name}.md"), note(graph, entity, claims, &names));
    }
    files.insert("Graph.md".to_owned(), index);
    files
}

/// By id, names that file systems and links take, each once whatever the case.
fn names<'g>(graph: &'g Graph, claims: &BTreeMap<&'g str, Vec<&Claim>>) -> BTreeMap<&'g str, String> {
    let mut taken: BTreeSet<String> = ["graph".to_owned()].into();
    let mut names = BTreeMap::new();
    for entity in graph.entities.iter().filter(|entity| claims.contains_key(entity.id.as_str())) {
        let fits = |c: char| if c.is_control() || "\\/:*?\"<>|#^[]".contains(c) { ' ' } else { c };
        let words = entity.label.chars().map(fits).collect::<String>();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let name: String = words.trim_matches('.').chars().take(LONGEST).collect();
        let free = !name.is_empty() && taken.insert(name.to_lowercase());
        let name = if free { name } else { format!("{name} ({})", entity.id.replace(['/', ':'], "-")) };
        names.insert(entity.id.as_str(), name);
    }
    names
}

fn note(graph: &Graph, entity: &Entity, mut claims: Vec<&Claim>, names: &BTreeMap<&str, String>) -> String {
    let mut out = format!("---\nid: {}\nclass: {}\n", yaml(&entity.id), yaml(&entity.class));
    if !entity.aliases.is_empty() {
        out.push_str("aliases:\n");
        for alias in &entity.aliases {
            let _ = writeln!(out, "  - {}", yaml(alias));
        }
    }
    let _ = writeln!(out, "tags:\n  - {}\n---\n\n# {}", yaml(&entity.class), plain(&entity.label));
    claims.sort_by(|a, b| a.key.cmp(&b.key));
    let link = |id: &str| match names.get(id) {
        Some(name) if id != entity.id => format!("[[{name}]]"),
        _ => plain(graph.entity(id).map_or(id, |entity| &entity.label)),
    };
    for claim in claims {
        let object = match &claim.key.object {
            Object::Entity(object) => link(object),
            Object::Quantity(quantity) => format!("{} {}", quantity.value, plain(&quantity.unit)),
        };
        let _ = writeln!(out, "\n## {} {} {object}\n", link(&claim.key.subject), claim.key.relation);
        let _ = writeln!(out, "{}, {} articles", claim.status.name().to_lowercase(), claim.articles);
        for evidence in graph.evidence_of(claim) {
            out.push_str(&quoted(graph, evidence));
        }
    }
    out
}

fn quoted(graph: &Graph, evidence: &Evidence) -> String {
    let mut out = format!("\n> {}\n", plain(&evidence.sentence.text));
    let mut from = Vec::new();
    if evidence.polarity == Polarity::Denied {
        from.push("denied".to_owned());
    }
    from.extend(evidence.attribution.iter().map(|source| plain(&source.label)));
    if let Some(article) = graph.article(&evidence.article) {
        from.extend(article.publisher.iter().map(|outlet| plain(outlet)));
        from.extend(article.published.map(|day| day.to_string()));
        from.push(article.url.as_ref().map_or_else(|| plain(&article.name), |url| format!("<{}>", plain(url))));
    }
    let _ = writeln!(out, "> — {}", from.join(", "));
    out
}

/// Text on one line with nothing in it that Markdown would take for its own.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if "\\`*_[]<>#|".contains(c) {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

/// A string of YAML: JSON's strings are some.
fn yaml(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::sample;

    #[test]
    fn a_note_for_each_entity_that_claims_speak_of() {
        let files = files(&sample());
        assert!(files.contains_key("Alfatech.md") && files["Graph.md"].contains("- [[Alfatech]]: TechCompany"));
        let note = &files["Alfatech.md"];
        assert!(note.starts_with("---\nid: \"alfatech\"\nclass: \"TechCompany\"\naliases:\n  - \"Alfa\"\n"), "{note}");
        assert!(note.contains("## Alfatech partnersWith [[Boreasoft]]\n\nconfirmed, 2 articles\n\n> "), "{note}");
    }

    #[test]
    fn names_fit_every_file_system_and_are_not_given_twice() {
        let mut graph = sample();
        graph.entities[0].label = "A/B: [x]".to_owned();
        graph.entities[2].label = "a b x".to_owned();
        let files = files(&graph);
        assert!(files.contains_key("A B x.md") && files.contains_key("a b x (boreasoft).md"), "{:?}", files.keys());
    }
}

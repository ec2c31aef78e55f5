//! Triples into classes, roles, relations, lexicons and entities.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Class, Error, Example, FrameKind, FrameSource, KnownEntity, Labels, Lexicon, Ontology, Relation, RelationKind,
    Role, SavedQuery, SourceFile, Sources,
    turtle::{self, ENTITY, NG, Triple, Value},
};
use crate::model::{ClassId, Language};

const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const OWL: &str = "http://www.w3.org/2002/07/owl#";
const SCHEMA: &str = "https://schema.org/";

/// Everything said of one subject: predicate → values, in the order of the files.
#[derive(Default)]
struct Node<'t> {
    values: BTreeMap<&'t str, Vec<&'t Value>>,
    file: usize,
}

impl<'t> Node<'t> {
    fn all(&self, predicate: &str) -> impl Iterator<Item = &'t Value> + '_ {
        self.values.get(predicate).into_iter().flatten().copied()
    }

    fn nodes(&self, predicate: &str) -> impl Iterator<Item = &'t str> + '_ {
        self.all(predicate).filter_map(|value| match value {
            Value::Node(node) => Some(node.as_str()),
            Value::Text(..) => None,
        })
    }

    fn texts(&self, predicate: &str) -> impl Iterator<Item = (&'t str, Option<Language>)> + '_ {
        self.all(predicate).filter_map(|value| match value {
            Value::Text(text, language) => Some((text.as_str(), *language)),
            Value::Node(_) => None,
        })
    }

    fn local(&self, predicate: &str, namespace: &str) -> Option<String> {
        self.nodes(predicate).find_map(|node| node.strip_prefix(namespace)).map(str::to_owned)
    }

    fn labels(&self, predicate: &str) -> Labels {
        let mut labels = Labels::new();
        for (text, language) in self.texts(predicate) {
            labels.entry(language).or_default().push(text.to_owned());
        }
        labels
    }

    fn by_language(&self, predicate: &str) -> BTreeMap<Language, String> {
        self.texts(predicate).filter_map(|(text, language)| Some((language?, text.to_owned()))).collect()
    }
}

impl Ontology {
    /// Reads and joins all files of `sources`.
    ///
    /// # Errors
    /// Where a file is not Turtle, or says what cannot be meant (unknown class, too many classes).
    pub fn read(sources: &Sources) -> Result<Self, Error> {
        let (turtle, queries): (Vec<_>, Vec<_>) = sources
            .files()
            .filter(|file| !file.path.ends_with("shapes.ttl"))
            .partition(|file| file.path.strip_suffix(".ttl").is_some());
        let triples = turtle::triples(&turtle)?;
        let mut nodes: BTreeMap<&str, Node<'_>> = BTreeMap::new();
        for Triple { subject, predicate, object, file } in &triples {
            let node = nodes.entry(subject).or_insert_with(|| Node { file: *file, ..Node::default() });
            node.values.entry(predicate).or_default().push(object);
        }
        let mut ontology = Self {
            classes: classes(&nodes)?,
            roles: roles(&nodes),
            relations: relations(&nodes, &turtle),
            lexicons: lexicons(&nodes),
            queries: saved(&queries, "queries/"),
            checks: saved(&queries, "checks/"),
            entities: Vec::new(),
        };
        ontology.entities = entities(&nodes, &ontology, &turtle)?;
        Ok(ontology)
    }
}

fn ng(name: &str) -> String {
    format!("{NG}{name}")
}

fn classes(nodes: &BTreeMap<&str, Node<'_>>) -> Result<Vec<Class>, Error> {
    let class_type = format!("{RDFS}Class");
    let mut classes: Vec<Class> = Vec::new();
    for (iri, node) in nodes {
        let Some(name) = iri.strip_prefix(NG) else { continue };
        if node.nodes(RDF_TYPE).any(|kind| kind == class_type) {
            let above = format!("{RDFS}subClassOf");
            classes.push(Class {
                name: name.to_owned(),
                labels: node.by_language(&format!("{RDFS}label")),
                parents: node.nodes(&above).filter_map(|node| node.strip_prefix(NG)).map(str::to_owned).collect(),
                external_parents: node.nodes(&above).filter(|node| !node.starts_with(NG)).map(str::to_owned).collect(),
                ancestors: 0,
            });
        }
    }
    if classes.len() > 128 {
        let message = format!("{} classes, but no more than 128 are possible", classes.len());
        return Err(Error::Meaning { file: "vocabulary.ttl".to_owned(), message });
    }
    let position: BTreeMap<String, usize> =
        classes.iter().enumerate().map(|(at, class)| (class.name.clone(), at)).collect();
    for at in 0..classes.len() {
        let (mut seen, mut open) = (0u128, vec![at]);
        while let Some(next) = open.pop() {
            if seen >> next & 1 == 0 {
                seen |= 1 << next;
                open.extend(classes[next].parents.iter().filter_map(|name| position.get(name)));
            }
        }
        classes[at].ancestors = seen;
    }
    Ok(classes)
}

fn roles(nodes: &BTreeMap<&str, Node<'_>>) -> Vec<Role> {
    let title = ng("title");
    let named = nodes.iter().filter(|(_, node)| node.values.contains_key(title.as_str()));
    named
        .filter_map(|(iri, node)| Some(Role { name: iri.strip_prefix(NG)?.to_owned(), titles: node.labels(&title) }))
        .collect()
}

fn relations(nodes: &BTreeMap<&str, Node<'_>>, files: &[SourceFile]) -> Vec<Relation> {
    let relation_type = ng("Relation");
    let mut relations = Vec::new();
    for (iri, node) in nodes {
        let Some(name) = iri.strip_prefix(NG) else { continue };
        if node.nodes(RDF_TYPE).any(|kind| kind == relation_type) {
            relations.push(relation(name, node, nodes, files));
        }
    }
    relations
}

fn relation(name: &str, node: &Node<'_>, nodes: &BTreeMap<&str, Node<'_>>, files: &[SourceFile]) -> Relation {
    let locals = |predicates: &[String]| -> Vec<String> {
        let all: BTreeSet<&str> =
            predicates.iter().flat_map(|p| node.nodes(p)).filter_map(|node| node.strip_prefix(NG)).collect();
        all.into_iter().map(str::to_owned).collect()
    };
    let range = locals(&[format!("{RDFS}range"), format!("{SCHEMA}rangeIncludes")]);
    let kind = match node.local(&ng("kind"), NG).as_deref() {
        Some("State") => RelationKind::State,
        Some("Observation") => RelationKind::Observation,
        _ => RelationKind::Event,
    };
    let is_a = |class: &str| node.nodes(RDF_TYPE).any(|kind| kind.strip_prefix(OWL) == Some(class));
    Relation {
        name: name.to_owned(),
        labels: node.by_language(&format!("{RDFS}label")),
        comment: node.texts(&format!("{RDFS}comment")).next().map_or(String::new(), |(text, _)| text.to_owned()),
        domain: locals(&[format!("{RDFS}domain"), format!("{SCHEMA}domainIncludes")]),
        has_value: range.is_empty(),
        range,
        kind,
        symmetric: is_a("SymmetricProperty"),
        functional: is_a("FunctionalProperty"),
        inverse_functional: is_a("InverseFunctionalProperty"),
        unit: node.local(&ng("unit"), NG),
        disjoint: locals(&[format!("{OWL}propertyDisjointWith")]),
        qualifiers: locals(&[ng("qualifier")]),
        frames: frames(name, node),
        gaps: node.by_language(&ng("gap")),
        examples: examples(node, nodes),
        counter_examples: counter_examples(node),
        file: files.get(node.file).map_or(String::new(), |file| file.path.clone()),
    }
}

/// Names frames `relation/language/kind-rank`; the rank is by code point among the siblings, so that it comes from
/// content and not from the order in a file.
fn frames(relation: &str, node: &Node<'_>) -> Vec<FrameSource> {
    let kinds = [
        (FrameKind::Verb, "verb"),
        (FrameKind::Noun, "noun"),
        (FrameKind::Phrase, "phrase"),
        (FrameKind::Unless, "unless"),
    ];
    let mut frames = Vec::new();
    for (kind, word) in kinds {
        let mut siblings: BTreeMap<Language, BTreeSet<&str>> = BTreeMap::new();
        for (text, language) in node.texts(&ng(word)) {
            if let Some(language) = language {
                siblings.entry(language).or_default().insert(text);
            }
        }
        for (language, texts) in siblings {
            for (rank, text) in texts.into_iter().enumerate() {
                let name = format!("{relation}/{language}/{word}-{}", rank + 1);
                frames.push(FrameSource { name, kind, language, text: text.to_owned() });
            }
        }
    }
    frames
}

fn examples(node: &Node<'_>, nodes: &BTreeMap<&str, Node<'_>>) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for example in node.nodes(&ng("example")).filter_map(|id| nodes.get(id)) {
        let mut yields: Vec<String> = example.texts(&ng("yields")).map(|(text, _)| text.to_owned()).collect();
        yields.sort_unstable();
        for (text, language) in example.texts(&ng("text")) {
            if let Some(language) = language {
                examples.push(Example { text: text.to_owned(), language, yields: yields.clone() });
            }
        }
    }
    examples.sort_by(|a, b| (a.language, &a.text).cmp(&(b.language, &b.text)));
    examples
}

fn counter_examples(node: &Node<'_>) -> Vec<Example> {
    let texts = node.texts(&ng("counterExample"));
    let mut examples: Vec<Example> = texts
        .filter_map(|(text, language)| Some(Example { text: text.to_owned(), language: language?, yields: Vec::new() }))
        .collect();
    examples.sort_by(|a, b| (a.language, &a.text).cmp(&(b.language, &b.text)));
    examples
}

fn lexicons(nodes: &BTreeMap<&str, Node<'_>>) -> Vec<Lexicon> {
    const PREDICATES: [&str; 10] =
        ["word", "forms", "cue", "notCue", "frame", "line", "wholeLine", "classNoun", "title", "numeral"];
    let mut lexicons: BTreeMap<Language, Lexicon> = BTreeMap::new();
    for (iri, node) in nodes {
        let Some(category) = iri.strip_prefix(NG) else { continue };
        for predicate in PREDICATES {
            for (text, language) in node.texts(&ng(predicate)) {
                let Some(language) = language else { continue };
                let lexicon = lexicons.entry(language).or_insert_with(|| Lexicon { language, lists: BTreeMap::new() });
                lexicon.lists.entry((category.to_owned(), predicate.to_owned())).or_default().push(text.to_owned());
            }
        }
    }
    for lexicon in lexicons.values_mut() {
        for words in lexicon.lists.values_mut() {
            words.sort_unstable();
            words.dedup();
        }
    }
    // A language is there when it has function words; a stray title in another language does not make one.
    let has_grammar = |lexicon: &Lexicon| lexicon.lists.keys().any(|(category, _)| category == "Preposition");
    lexicons.into_values().filter(has_grammar).collect()
}

/// The saved queries (`folder` is `queries/`) or checks (`checks/`) among files: what can be asked without reading all
/// the rest.
pub fn saved(files: &[SourceFile], folder: &str) -> Vec<SavedQuery> {
    let inside = files.iter().filter_map(|file| Some((file, file.path.strip_prefix(folder)?.strip_suffix(".rq")?)));
    inside
        .map(|(file, name)| {
            let head = file.text.lines().take_while(|line| line.starts_with('#'));
            let mut head = head.map(|line| line.trim_start_matches('#').trim());
            let title = head.next().unwrap_or_default().to_owned();
            let comment = head.collect::<Vec<_>>().join(" ").trim().to_owned();
            SavedQuery { name: name.to_owned(), title, comment, text: file.text.clone() }
        })
        .collect()
}

fn entities(
    nodes: &BTreeMap<&str, Node<'_>>,
    ontology: &Ontology,
    files: &[SourceFile],
) -> Result<Vec<KnownEntity>, Error> {
    let mut entities = Vec::new();
    for (iri, node) in nodes {
        let Some(id) = iri.strip_prefix(ENTITY) else { continue };
        let file = files.get(node.file).map_or("", |file| file.path.as_str());
        entities.push(entity(id, node, ontology, file)?);
    }
    Ok(entities)
}

fn entity(id: &str, node: &Node<'_>, ontology: &Ontology, file: &str) -> Result<KnownEntity, Error> {
    let wrong = |message: String| Error::Meaning { file: file.to_owned(), message };
    let class: ClassId = match node.local(RDF_TYPE, NG) {
        Some(name) => {
            ontology.class(&name).ok_or_else(|| wrong(format!("e:{id} is of an unknown class, ng:{name}")))?
        }
        None => return Err(wrong(format!("e:{id} has no class"))),
    };
    Ok(KnownEntity {
        id: id.to_owned(),
        class,
        labels: node.labels(&format!("{SKOS}prefLabel")),
        alternatives: node.labels(&format!("{SKOS}altLabel")),
        hidden: node.labels(&format!("{SKOS}hiddenLabel")),
        ambiguous: node.labels(&ng("ambiguousLabel")),
        descriptors: node.labels(&ng("descriptor")),
        demonyms: node.labels(&ng("demonym")),
        country: node.local(&ng("country"), ENTITY),
        parent: node.local(&ng("parent"), ENTITY),
        member_of: node.local(&ng("memberOf"), ENTITY),
        role: node.local(&ng("role"), NG),
        same_as: node.nodes(&format!("{OWL}sameAs")).map(str::to_owned).collect(),
        example: file.starts_with("entities/examples"),
        sample: file.starts_with("entities/samples"),
    })
}

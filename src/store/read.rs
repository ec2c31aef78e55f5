//! Quads as the graph.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use oxigraph::model::{NamedOrBlankNode, Quad, Term};

use super::{
    Error,
    evidence::{aspect, modality, polarity},
    iris::{self, NG, NIF, RDF, RDFS, SCHEMA, SKOS},
};
use crate::model::{
    Argument, ArticleHead, Aspect, Claim, ClaimKey, Date, Decimal, Entity, Evidence, Graph, Language, Modality, Object,
    Polarity, Qualifiers, Quantity, Quote, Source, Status,
};

/// The graph that quads describe, whatever their base and whether or not their named graphs were kept.
///
/// Triples that are not of the graph's own kind are passed over, so that a graph can be read from a file that holds
/// other things too. Evidence that is read back names entities as its article does.
///
/// # Errors
/// Where a claim, evidence, article or entity lacks a part that it must have.
pub fn graph(quads: impl IntoIterator<Item = Quad>) -> Result<Graph, Error> {
    read(quads, &mut Err)
}

/// The same, where `lose` says whether a part that cannot be read ends it all or is left out.
pub(super) fn read(
    quads: impl IntoIterator<Item = Quad>,
    lose: &mut dyn FnMut(Error) -> Result<(), Error>,
) -> Result<Graph, Error> {
    let mut nodes: BTreeMap<String, Node> = BTreeMap::new();
    for quad in quads {
        if let NamedOrBlankNode::NamedNode(subject) = quad.subject {
            let node = nodes.entry(subject.into_string()).or_default();
            let values = node.values.entry(quad.predicate.into_string()).or_default();
            if !values.contains(&quad.object) {
                values.push(quad.object);
            }
        }
    }
    let mut graph = Graph::default();
    for (iri, node) in &nodes {
        if node.has(NG, "class") {
            graph.entities.extend(kept(entity(iri, node), lose)?);
        } else if node.is(SCHEMA, "NewsArticle") && node.has(NG, "path") {
            graph.articles.extend(kept(article(iri, node), lose)?);
        }
    }
    graph.entities.sort_by(|a, b| a.id.cmp(&b.id));
    graph.articles.sort_by(|a, b| a.id.cmp(&b.id));
    let mut keys: BTreeMap<&str, (ClaimKey, String)> = BTreeMap::new();
    for (iri, node) in nodes.iter().filter(|(_, node)| node.is(NG, "Claim")) {
        let key = claim_key(iri, node).and_then(|key| Ok((key, id(iri, "claim")?)));
        keys.extend(kept(key, lose)?.map(|key| (iri.as_str(), key)));
    }
    let mut namings = BTreeMap::new();
    for (iri, node) in nodes.iter().filter(|(_, node)| node.is(NG, "Naming")) {
        let Some((article, mut entity)) = kept(naming(iri, node), lose)? else { continue };
        entity.known = graph.entity(&entity.id).is_some_and(|whole| whole.known);
        namings.insert((article, entity.id.clone()), Arc::new(entity));
    }
    let entities = graph.entities.iter().map(|entity| (entity.id.clone(), Arc::new(entity.clone()))).collect();
    let reader = Reader { graph: &graph, entities, namings, nodes: &nodes, keys: &keys };
    let mut evidence: Vec<(Evidence, BTreeSet<&str>)> = Vec::new();
    for (iri, node) in nodes.iter().filter(|(_, node)| node.is(NG, "Evidence")) {
        let read = kept(reader.evidence(iri, node), lose)?;
        evidence.extend(read.map(|evidence| (evidence, node.iris(NG, "claim").collect())));
    }
    evidence.sort_by(|(a, _), (b, _)| a.reading_order(b));
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, (_, claims)) in evidence.iter().enumerate() {
        for claim in claims {
            places.entry(claim).or_default().push(at);
        }
    }
    let mut claims = Vec::new();
    for (iri, (key, id)) in &keys {
        if let Some(node) = nodes.get(*iri) {
            claims.extend(kept(claim(iri, node, id, key, places.remove(iri).unwrap_or_default()), lose)?);
        }
    }
    claims.sort_by(|a: &Claim, b| a.id.cmp(&b.id));
    let evidence = evidence.into_iter().map(|(evidence, _)| evidence).collect();
    Ok(Graph { articles: graph.articles, entities: graph.entities, evidence, claims })
}

/// What was read, unless it is lost.
fn kept<T>(read: Result<T, Error>, lose: &mut dyn FnMut(Error) -> Result<(), Error>) -> Result<Option<T>, Error> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(error) => lose(error).map(|()| None),
    }
}

/// Everything said of one subject.
#[derive(Default)]
struct Node {
    values: BTreeMap<String, Vec<Term>>,
}

impl Node {
    fn all(&self, namespace: &str, name: &str) -> &[Term] {
        self.values.get(&format!("{namespace}{name}")).map_or(&[], Vec::as_slice)
    }

    fn has(&self, namespace: &str, name: &str) -> bool {
        !self.all(namespace, name).is_empty()
    }

    fn is(&self, namespace: &str, class: &str) -> bool {
        let class = format!("{namespace}{class}");
        self.iris(RDF, "type").any(|iri| iri == class)
    }

    fn iris<'n>(&'n self, namespace: &str, name: &str) -> impl Iterator<Item = &'n str> + use<'n> {
        self.all(namespace, name).iter().filter_map(|term| match term {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        })
    }

    fn texts<'n>(&'n self, namespace: &str, name: &str) -> impl Iterator<Item = (&'n str, Option<&'n str>)> + use<'n> {
        self.all(namespace, name).iter().filter_map(|term| match term {
            Term::Literal(literal) => Some((literal.value(), literal.language())),
            _ => None,
        })
    }

    fn text(&self, namespace: &str, name: &str) -> Option<&str> {
        self.texts(namespace, name).next().map(|(text, _)| text)
    }

    fn owned(&self, namespace: &str, name: &str) -> Option<String> {
        self.text(namespace, name).map(str::to_owned)
    }

    /// The local name of a term of the vocabulary, or a string.
    fn name(&self, name: &str) -> Option<String> {
        let term = self.iris(NG, name).find_map(|iri| iri.strip_prefix(NG));
        term.or_else(|| self.text(NG, name)).map(str::to_owned)
    }
}

fn wrong(subject: &str, message: impl Into<String>) -> Error {
    Error::Meaning { subject: subject.to_owned(), message: message.into() }
}

fn id(iri: &str, kind: &str) -> Result<String, Error> {
    iris::local(iri, kind).ok_or_else(|| wrong(iri, format!("the IRI holds no /{kind}/")))
}

/// The value under `ng:NAME`, read by `parse`; `None` where there is none.
fn parsed<T>(iri: &str, node: &Node, name: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Error> {
    let read = |text: &str| parse(text).ok_or_else(|| wrong(iri, format!("ng:{name} cannot be `{text}`")));
    node.name(name).map(|text| read(&text)).transpose()
}

fn required<T>(iri: &str, name: &str, value: Option<T>) -> Result<T, Error> {
    value.ok_or_else(|| wrong(iri, format!("lacks ng:{name}")))
}

fn thousandths(text: &str) -> Option<u16> {
    let number = Decimal::parse(text)?.scaled(3).rounded(0).to_string();
    number.parse().ok()
}

fn date(text: &str) -> Option<Date> {
    text.parse().ok()
}

fn day(iri: &str, node: &Node, name: &str) -> Result<Option<Date>, Error> {
    parsed(iri, node, name, date)
}

fn entity(iri: &str, node: &Node) -> Result<Entity, Error> {
    let label = node.owned(RDFS, "label").ok_or_else(|| wrong(iri, "lacks rdfs:label"))?;
    let untagged = node.texts(SKOS, "altLabel").filter(|(_, language)| language.is_none());
    let mut aliases: Vec<String> = untagged.map(|(text, _)| text.to_owned()).collect();
    aliases.sort_unstable();
    Ok(Entity {
        id: id(iri, "entity")?,
        label,
        aliases,
        class: required(iri, "class", node.name("class"))?,
        known: !node.is(NG, "UnlistedEntity"),
    })
}

/// How an article calls an entity: the article's id, and the entity in that form.
fn naming(iri: &str, node: &Node) -> Result<(String, Entity), Error> {
    let named = node.iris(NG, "names").next().ok_or_else(|| wrong(iri, "lacks ng:names"))?;
    let mut aliases: Vec<String> = node.texts(SCHEMA, "alternateName").map(|(text, _)| text.to_owned()).collect();
    aliases.sort_unstable();
    let entity = Entity {
        id: id(named, "entity")?,
        label: node.owned(SCHEMA, "name").ok_or_else(|| wrong(iri, "lacks schema:name"))?,
        aliases,
        class: required(iri, "asClass", node.name("asClass"))?,
        known: false,
    };
    Ok((id(iri, "article")?, entity))
}

fn article(iri: &str, node: &Node) -> Result<ArticleHead, Error> {
    let language = node.text(SCHEMA, "inLanguage").and_then(Language::new);
    let hashes = node.text(NG, "sketch").unwrap_or_default().split_whitespace();
    let sketch: Result<Vec<u64>, _> = hashes.map(|hash| u64::from_str_radix(hash, 16)).collect();
    Ok(ArticleHead {
        id: id(iri, "article")?,
        name: required(iri, "path", node.owned(NG, "path"))?,
        language: language.ok_or_else(|| wrong(iri, "lacks schema:inLanguage, or it is no language code"))?,
        title: node.owned(SCHEMA, "headline"),
        publisher: node.owned(SCHEMA, "publisher"),
        byline: node.owned(SCHEMA, "author"),
        published: node.text(SCHEMA, "datePublished").and_then(date),
        url: node.owned(SCHEMA, "url"),
        agency: node.owned(NG, "agency"),
        sketch: sketch.map_err(|_| wrong(iri, "ng:sketch is not a list of hexadecimal numbers"))?,
    })
}

fn quantity(iri: &str, node: &Node, number: Option<&str>) -> Result<Quantity, Error> {
    let value = number.and_then(Decimal::parse).ok_or_else(|| wrong(iri, "has no number where it must have one"))?;
    Ok(Quantity { value, unit: required(iri, "unit", node.name("unit"))? })
}

fn claim_key(iri: &str, node: &Node) -> Result<ClaimKey, Error> {
    let object = match node.all(RDF, "object").first() {
        Some(Term::NamedNode(object)) => Object::Entity(id(object.as_str(), "entity")?),
        Some(Term::Literal(number)) => Object::Quantity(quantity(iri, node, Some(number.value()))?),
        _ => return Err(wrong(iri, "lacks rdf:object")),
    };
    Ok(ClaimKey {
        relation: relation(node).ok_or_else(|| wrong(iri, "lacks rdf:predicate"))?,
        subject: end(node, "subject")?.ok_or_else(|| wrong(iri, "lacks rdf:subject"))?,
        object,
        place: node.iris(NG, "place").next().map(|iri| id(iri, "entity")).transpose()?,
        date: day(iri, node, "date")?,
    })
}

fn relation(node: &Node) -> Option<String> {
    node.iris(RDF, "predicate").find_map(|iri| iri.strip_prefix(NG)).map(str::to_owned)
}

fn end(node: &Node, name: &str) -> Result<Option<String>, Error> {
    node.iris(RDF, name).next().map(|iri| id(iri, "entity")).transpose()
}

fn claim(iri: &str, node: &Node, claim_id: &str, key: &ClaimKey, evidence: Vec<usize>) -> Result<Claim, Error> {
    let status = |name: &str| Status::ALL.into_iter().find(|status| status.name() == name);
    let count = |name: &str| Ok::<u32, Error>(parsed(iri, node, name, |text| text.parse().ok())?.unwrap_or_default());
    let others = |name: &str| {
        let mut others: Vec<String> = node.iris(NG, name).map(|iri| id(iri, "claim")).collect::<Result<_, _>>()?;
        others.sort_unstable();
        Ok::<_, Error>(others)
    };
    Ok(Claim {
        id: claim_id.to_owned(),
        key: key.clone(),
        status: required(iri, "status", parsed(iri, node, "status", status)?)?,
        support: parsed(iri, node, "support", thousandths)?.unwrap_or_default(),
        denial: parsed(iri, node, "denial", thousandths)?.unwrap_or_default(),
        evidence,
        articles: count("articleCount")?,
        lineages: count("lineageCount")?,
        languages: count("languageCount")?,
        first_reported: day(iri, node, "firstReported")?,
        last_reported: day(iri, node, "lastReported")?,
        differs_from: others("differsFrom")?,
        superseded_by: node.iris(NG, "supersededBy").next().map(|iri| id(iri, "claim")).transpose()?,
        contradicts: others("contradicts")?,
        from: day(iri, node, "from")?,
        until: day(iri, node, "until")?,
    })
}

struct Reader<'g> {
    /// Articles and entities.
    graph: &'g Graph,
    /// By id.
    entities: BTreeMap<String, Arc<Entity>>,
    /// By the ids of article and entity.
    namings: BTreeMap<(String, String), Arc<Entity>>,
    nodes: &'g BTreeMap<String, Node>,
    keys: &'g BTreeMap<&'g str, (ClaimKey, String)>,
}

impl Reader<'_> {
    fn evidence(&self, iri: &str, node: &Node) -> Result<Evidence, Error> {
        let claims = node.iris(NG, "claim").filter_map(|claim| self.keys.get(claim));
        let key = claims.min_by(|(_, a), (_, b)| a.cmp(b)).map(|(key, _)| key);
        let article = node.iris(NG, "article").next().ok_or_else(|| wrong(iri, "lacks ng:article"))?;
        let article = id(article, "article")?;
        let subject = end(node, "subject")?.or_else(|| key.map(|key| key.subject.clone()));
        let object = end(node, "object")?.or_else(|| match key.map(|key| &key.object) {
            Some(Object::Entity(id)) => Some(id.clone()),
            _ => None,
        });
        let (sentence, language) = self.required_quote(iri, node, "sentence")?;
        let object = match (self.quote(iri, node, "objectSpan")?, object) {
            (Some((mention, _)), Some(id)) => Some(Argument { entity: self.entity(iri, &article, &id)?, mention }),
            _ => None,
        };
        Ok(Evidence {
            language: language
                .or_else(|| Some(self.graph.article(&article)?.language))
                .ok_or_else(|| wrong(iri, "has a sentence without language"))?,
            sentence,
            trigger: self.required_quote(iri, node, "triggerSpan")?.0,
            relation: relation(node)
                .or_else(|| key.map(|key| key.relation.clone()))
                .ok_or_else(|| wrong(iri, "lacks ng:claim"))?,
            subject: Argument {
                entity: self.entity(iri, &article, &subject.ok_or_else(|| wrong(iri, "lacks ng:claim"))?)?,
                mention: self.required_quote(iri, node, "subjectSpan")?.0,
            },
            object,
            quantity: match (node.text(NG, "amount"), key.map(|key| &key.object)) {
                (Some(number), _) => Some(quantity(iri, node, Some(number))?),
                (None, Some(Object::Quantity(quantity))) => Some(quantity.clone()),
                (None, _) => None,
            },
            polarity: required(iri, "polarity", parsed(iri, node, "polarity", polarity_named)?)?,
            modality: required(iri, "modality", parsed(iri, node, "modality", modality_named)?)?,
            aspect: parsed(iri, node, "aspect", aspect_named)?.unwrap_or_default(),
            attribution: self.attribution(iri, &article, node)?,
            by_party: node.text(NG, "byParty") == Some("true"),
            computed: node.text(NG, "computed") == Some("true"),
            qualifiers: Qualifiers {
                place: node.iris(NG, "place").next().map(|place| self.entity_at(iri, &article, place)).transpose()?,
                date: day(iri, node, "date")?,
                role: node.name("role"),
                period: node.owned(NG, "period"),
            },
            frame: required(iri, "frame", node.owned(NG, "frame"))?,
            confidence: required(iri, "confidence", parsed(iri, node, "confidence", thousandths)?)?,
            article,
        })
    }

    /// The entity as the article calls it, else as the graph does.
    fn entity(&self, evidence: &str, article: &str, id: &str) -> Result<Arc<Entity>, Error> {
        let named = self.namings.get(&(article.to_owned(), id.to_owned())).or_else(|| self.entities.get(id));
        named.cloned().ok_or_else(|| wrong(evidence, format!("names `{id}`, but no entity is called so")))
    }

    fn entity_at(&self, evidence: &str, article: &str, iri: &str) -> Result<Arc<Entity>, Error> {
        self.entity(evidence, article, &id(iri, "entity")?)
    }

    fn quote(&self, iri: &str, node: &Node, name: &str) -> Result<Option<(Quote, Option<Language>)>, Error> {
        let Some(place) = node.iris(NG, name).next() else { return Ok(None) };
        let (_, start, end) = iris::span(place).ok_or_else(|| wrong(iri, format!("ng:{name} is not a span")))?;
        let words = self.nodes.get(place).and_then(|span| span.texts(NIF, "anchorOf").next());
        let (text, language) = words.ok_or_else(|| wrong(place, "lacks nif:anchorOf"))?;
        Ok(Some((Quote { text: text.to_owned(), start, end }, language.and_then(Language::new))))
    }

    fn required_quote(&self, iri: &str, node: &Node, name: &str) -> Result<(Quote, Option<Language>), Error> {
        required(iri, name, self.quote(iri, node, name)?)
    }

    fn attribution(&self, iri: &str, article: &str, node: &Node) -> Result<Vec<Source>, Error> {
        if let Some(json) = node.text(NG, "attribution") {
            let links: Vec<(String, Option<String>)> =
                serde_json::from_str(json).map_err(|error| wrong(iri, format!("ng:attribution: {error}")))?;
            let source = |(label, id): (String, Option<String>)| {
                Ok(Source { label, entity: id.map(|id| self.entity(iri, article, &id)).transpose()? })
            };
            return links.into_iter().map(source).collect();
        }
        let terms = node.all(NG, "attributedTo").iter().chain(node.all(NG, "via"));
        let source = |term: &Term| match term {
            Term::NamedNode(source) => {
                let entity = self.entity_at(iri, article, source.as_str())?;
                Ok(Some(Source { label: entity.label.clone(), entity: Some(entity) }))
            }
            Term::Literal(words) => Ok(Some(Source { label: words.value().to_owned(), entity: None })),
            Term::BlankNode(_) => Ok(None),
        };
        terms.map(source).filter_map(Result::transpose).collect()
    }
}

fn polarity_named(name: &str) -> Option<Polarity> {
    [Polarity::Affirmed, Polarity::Denied].into_iter().find(|value| polarity(*value) == name)
}

fn modality_named(name: &str) -> Option<Modality> {
    use Modality::{Asserted, Hypothetical, Planned, Possible, Reported};
    [Asserted, Reported, Planned, Possible, Hypothetical].into_iter().find(|value| modality(*value) == name)
}

fn aspect_named(name: &str) -> Option<Aspect> {
    [Aspect::Plain, Aspect::Ongoing, Aspect::Ended, Aspect::NotYet].into_iter().find(|value| aspect(*value) == name)
}

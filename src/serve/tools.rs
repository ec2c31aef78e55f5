//! The tools that a language model may call, and what they give.

use serde_json::{Map, Value, json};

use super::{
    Limits, Texts,
    api::{self, Kind},
    live::{Known, Loaded},
    network::{self, Wanted},
    refusal::Refusal,
    view::{View, outlet},
};
use crate::{
    model::{Claim, Object},
    query::{Form, Kind as Gives, Options, Question, entity},
};

/// Rows, claims or articles in one answer, unless asked for otherwise, and at most.
const USUAL: usize = 50;
const MOST: usize = 500;

/// A tool: its name, what it is for, and its arguments (name, kind, whether it must be given, what it is).
pub(super) struct Tool {
    pub(super) name: &'static str,
    about: &'static str,
    takes: &'static [(&'static str, &'static str, bool, &'static str)],
}

const LIMIT: (&str, &str, bool, &str) = ("limit", "integer", false, "how many at most (50; never more than 500)");

pub(super) const TOOLS: [Tool; 8] = [
    Tool {
        name: "search_entities",
        about: "Find entities by a part of their name, and sentences by their words.",
        takes: &[("query", "string", true, "a name, a part of one, or words of a sentence"), LIMIT],
    },
    Tool {
        name: "get_entity",
        about: "Everything about one entity: names, class, claims with their status, articles.",
        takes: &[("entity", "string", true, "its name or id")],
    },
    Tool {
        name: "why",
        about: "The sentences behind what is claimed of two entities, quoted in their language, with source, day, speaker, polarity and modality.",
        takes: &[
            ("subject", "string", true, "name or id of one entity"),
            ("object", "string", false, "name or id of the other; without it, all claims about the first"),
            ("relation", "string", false, "such as partnersWith"),
            LIMIT,
        ],
    },
    Tool {
        name: "neighbours",
        about: "The entities that claims link with one, the best supported first, and the claims between them.",
        takes: &[
            ("entity", "string", true, "its name or id"),
            ("hops", "integer", false, "how many claims away (1)"),
            LIMIT,
        ],
    },
    Tool {
        name: "sparql_query",
        about: "Ask a SPARQL 1.1 query (read-only). The usual prefixes need no declaration.",
        takes: &[("query", "string", true, "SELECT, ASK, CONSTRUCT or DESCRIBE"), LIMIT],
    },
    Tool {
        name: "get_schema",
        about: "Classes, relations, statuses and prefixes of the graph, how claims and evidence are written, and example queries.",
        takes: &[],
    },
    Tool {
        name: "list_articles",
        about: "The articles, the latest first.",
        takes: &[LIMIT, ("offset", "integer", false, "how many to pass over")],
    },
    Tool {
        name: "get_article",
        about: "One article: its head, its text as far as it is known, and the claims it makes.",
        takes: &[("article", "string", true, "its id or path")],
    },
];

impl Tool {
    /// The tool as the protocol describes tools.
    pub(super) fn described(&self) -> Value {
        let field = |&(name, kind, _, about): &(&str, &str, bool, &str)| {
            (name.to_owned(), json!({"type": kind, "description": about}))
        };
        let properties: Map<String, Value> = self.takes.iter().map(field).collect();
        let required: Vec<&str> =
            self.takes.iter().filter(|(_, _, required, _)| *required).map(|(name, ..)| *name).collect();
        json!({
            "name": self.name,
            "description": self.about,
            "inputSchema": {"type": "object", "properties": properties, "required": required, "additionalProperties": false},
            "annotations": {"readOnlyHint": true, "openWorldHint": false},
        })
    }

    /// The arguments, where each is known, of its kind, and none that must be given is missing.
    pub(super) fn arguments(&self, given: &Value) -> Result<Map<String, Value>, String> {
        let given = match given {
            Value::Null => Map::new(),
            Value::Object(map) => map.clone(),
            _ => return Err("`arguments` must be an object".to_owned()),
        };
        for (name, value) in &given {
            let Some((_, kind, ..)) = self.takes.iter().find(|(known, ..)| known == name) else {
                let known: Vec<&str> = self.takes.iter().map(|(name, ..)| *name).collect();
                return Err(format!("`{}` takes no `{name}`; it takes {}", self.name, known.join(", ")));
            };
            let fits = if *kind == "string" { value.is_string() } else { value.is_u64() };
            if !fits {
                return Err(format!("`{name}` must be of type {kind}"));
            }
        }
        match self.takes.iter().find(|(name, _, required, _)| *required && !given.contains_key(*name)) {
            Some((name, ..)) => Err(format!("`{name}` is missing")),
            None => Ok(given),
        }
    }
}

/// What a tool works on.
pub(super) struct Asked<'a> {
    pub(super) loaded: &'a Loaded,
    pub(super) known: &'a Known,
    pub(super) texts: &'a Texts,
    pub(super) limits: Limits,
}

impl Asked<'_> {
    /// Calls a tool with arguments that were checked.
    pub(super) fn call(&self, name: &str, arguments: &Map<String, Value>) -> Result<Value, Refusal> {
        let view = View { loaded: self.loaded, known: self.known };
        let text = |name: &str| arguments.get(name).and_then(Value::as_str).unwrap_or_default();
        let number = |name: &str, usual: usize| {
            arguments
                .get(name)
                .and_then(Value::as_u64)
                .map_or(usual, |number| usize::try_from(number).unwrap_or(usize::MAX))
        };
        let limit = number("limit", USUAL).clamp(1, MOST);
        match name {
            "search_entities" => Ok(api::found(view, text("query"), limit)),
            "get_entity" => {
                let mut value = api::in_full(view, Kind::Entity, text("entity"), &|_| None)?;
                cut(&mut value, "about", MOST);
                cut(&mut value, "articles", MOST);
                Ok(value)
            }
            "why" => why(view, text("subject"), text("object"), text("relation"), limit),
            "neighbours" => network::part(view, &Wanted::around(text("entity"), number("hops", 1), limit)),
            "sparql_query" => self.sparql(text("query"), limit),
            "get_schema" => Ok(schema(view)),
            "list_articles" => {
                let mut all: Vec<_> = view.graph().articles.iter().collect();
                all.sort_by_key(|article| (std::cmp::Reverse(article.published), article.name.as_str()));
                let listed = all.iter().skip(number("offset", 0)).take(limit).map(|article| view.article(article));
                Ok(json!({"articles": listed.collect::<Vec<_>>(), "total": all.len()}))
            }
            _ => api::in_full(view, Kind::Article, text("article"), self.texts),
        }
    }

    fn sparql(&self, sparql: &str, limit: usize) -> Result<Value, Refusal> {
        let question = Question::parse(sparql, self.loaded.iris())?;
        let options = Options {
            timeout: Some(self.limits.time),
            max_rows: Some(self.limits.rows),
            max_memory: Some(self.loaded.memory.saturating_add(self.limits.memory)),
        };
        let kind = question.kind();
        let answer = question.answer(&self.loaded.store, &options)?;
        if kind == Gives::Triples {
            let text = answer.written(Form::NTriples)?;
            let lines: Vec<&str> = text.lines().take(limit).collect();
            return Ok(json!({"triples": lines, "total": answer.len()}));
        }
        let value: Value = serde_json::from_str(&answer.written(Form::Json)?).unwrap_or_default();
        let Some(rows) = value["results"]["bindings"].as_array() else { return Ok(json!({"truth": value["boolean"]})) };
        let plain = |row: &Value| -> Map<String, Value> {
            let cells = row.as_object().into_iter().flatten();
            cells.map(|(name, cell)| (name.clone(), cell["value"].clone())).collect()
        };
        Ok(json!({
            "columns": value["head"]["vars"],
            "rows": rows.iter().take(limit).map(plain).collect::<Vec<_>>(),
            "total": rows.len(),
        }))
    }
}

/// The claims about one or two entities, each with its quotes.
fn why(view: View<'_>, subject: &str, object: &str, relation: &str, limit: usize) -> Result<Value, Refusal> {
    let graph = view.graph();
    let find = |name: &str| match entity(graph, &view.known.ontology, name) {
        Ok(entity) => Ok(entity.id.as_str()),
        Err(nearest) => Err(network::unknown(name, &nearest)),
    };
    let subject = find(subject)?;
    let object = if object.is_empty() { None } else { Some(find(object)?) };
    let relation = relation.strip_prefix("ng:").unwrap_or(relation);
    let fits = |claim: &&Claim| {
        let other = match &claim.key.object {
            Object::Entity(id) if claim.key.subject == subject => Some(id.as_str()),
            Object::Entity(_) => Some(claim.key.subject.as_str()),
            Object::Quantity(_) => None,
        };
        (relation.is_empty() || claim.key.relation.eq_ignore_ascii_case(relation))
            && object.is_none_or(|object| other == Some(object))
    };
    let own = view.loaded.index.claims_of(subject).iter().filter_map(|&at| graph.claims.get(at));
    let claims: Vec<&Claim> = own.filter(fits).collect();
    let quoted = |claim: &&Claim| {
        let mut value = view.claim(graph, claim);
        let quotes: Vec<Value> = graph
            .evidence_of(claim)
            .take(limit)
            .map(|evidence| {
                let article = graph.article(&evidence.article);
                let said: Vec<&str> = evidence.attribution.iter().map(|source| source.label.as_str()).collect();
                json!({
                    "quote": evidence.sentence.text, "language": evidence.language, "trigger": evidence.trigger.text,
                    "polarity": evidence.polarity, "modality": evidence.modality, "said_by": said,
                    "source": article.and_then(outlet),
                    "published": article.and_then(|article| article.published),
                    "article": article.map(|article| &article.name), "article_id": evidence.article,
                    "characters": [evidence.sentence.start, evidence.sentence.end],
                })
            })
            .collect();
        value["quotes"] = json!(quotes);
        value
    };
    Ok(json!({"claims": claims.iter().take(limit).map(quoted).collect::<Vec<_>>(), "total": claims.len()}))
}

fn schema(view: View<'_>) -> Value {
    let overview = super::overview::overview(view);
    let relations: Vec<Value> = view
        .known
        .ontology
        .relations
        .iter()
        .map(|relation| {
            json!({
                "name": format!("ng:{}", relation.name), "about": relation.comment, "domain": relation.domain,
                "range": relation.range, "symmetric": relation.symmetric, "number": relation.has_value,
            })
        })
        .collect();
    json!({
        "counts": overview["counts"],
        "classes": overview["facets"]["type"],
        "statuses": overview["facets"]["status"],
        "relations": relations,
        "prefixes": overview["prefixes"],
        "shape": [
            "?s ng:RELATION ?o . (a direct triple, for claims that hold)",
            "?claim a ng:Claim ; rdf:subject ?s ; rdf:predicate ng:RELATION ; rdf:object ?o ; ng:status ng:Confirmed ; ng:support 0.95 .",
            "?evidence ng:claim ?claim ; ng:article ?article ; ng:sentence ?span ; ng:polarity ng:Affirmed ; ng:modality ng:Asserted .",
            "?span nif:anchorOf \"the sentence\" . ?article schema:headline ?title ; schema:publisher ?outlet ; schema:datePublished ?day .",
            "?entity rdfs:label ?name ; ng:class ng:Company .",
            "SERVICE ng:search { ?span ng:match \"some words beginnin*\" } (sentences, entities and articles with all these words)",
        ],
        "queries": overview["queries"],
    })
}

/// Shortens a list and says so.
fn cut(value: &mut Value, name: &str, most: usize) {
    let Some(list) = value.get_mut(name).and_then(Value::as_array_mut) else { return };
    let all = list.len();
    if all > most {
        list.truncate(most);
        value[format!("{name}_in_all")] = json!(all);
    }
}

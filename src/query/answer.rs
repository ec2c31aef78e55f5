//! What a query gives, and the forms it can be written in.

use std::str::FromStr;

use oxigraph::{
    io::{JsonLdProfileSet, RdfFormat, RdfSerializer},
    model::{GraphName, Quad, Term, Triple, Variable},
    sparql::results::{QueryResultsFormat, QueryResultsSerializer},
};

use super::{Error, drawing, table};
use crate::store::Iris;

/// What a query gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// `SELECT`: rows of terms.
    Rows {
        /// Names of the variables.
        columns: Vec<String>,
        /// As many cells as columns; `None` where a variable has no value.
        rows: Vec<Vec<Option<Term>>>,
        /// How IRIs are shortened.
        iris: Iris,
    },
    /// `CONSTRUCT` and `DESCRIBE`: triples, sorted, each once.
    Triples {
        /// The triples.
        triples: Vec<Triple>,
        /// How IRIs are shortened.
        iris: Iris,
    },
    /// `ASK`: yes or no.
    Truth(bool),
}

/// A form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Aligned columns, for people.
    Table,
    /// Comma-separated values (SPARQL 1.1 CSV).
    Csv,
    /// Tab-separated values (SPARQL 1.1 TSV): terms in full.
    Tsv,
    /// SPARQL 1.1 Query Results JSON.
    Json,
    /// SPARQL Query Results XML.
    Xml,
    /// Turtle; triples only.
    Turtle,
    /// N-Triples; triples only.
    NTriples,
    /// RDF/XML; triples only.
    RdfXml,
    /// JSON-LD; triples only.
    JsonLd,
    /// Graphviz: triples, or rows of two or three columns.
    Dot,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Table,
        Self::Csv,
        Self::Tsv,
        Self::Json,
        Self::Xml,
        Self::Turtle,
        Self::NTriples,
        Self::RdfXml,
        Self::JsonLd,
        Self::Dot,
    ];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Turtle => "ttl",
            Self::NTriples => "nt",
            Self::RdfXml => "rdfxml",
            Self::JsonLd => "jsonld",
            Self::Dot => "dot",
        }
    }

    /// Its media type, without parameters.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Table => "text/plain",
            Self::Csv => "text/csv",
            Self::Tsv => "text/tab-separated-values",
            Self::Json => "application/sparql-results+json",
            Self::Xml => "application/sparql-results+xml",
            Self::Turtle => "text/turtle",
            Self::NTriples => "application/n-triples",
            Self::RdfXml => "application/rdf+xml",
            Self::JsonLd => "application/ld+json",
            Self::Dot => "text/vnd.graphviz",
        }
    }
}

impl FromStr for Form {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|form| form.name().eq_ignore_ascii_case(name));
        found.ok_or_else(|| Error::UnknownForm(name.to_owned()))
    }
}

impl Answer {
    /// Whether there is nothing: no row, no triple, or no.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Rows { rows, .. } => rows.is_empty(),
            Self::Triples { triples, .. } => triples.is_empty(),
            Self::Truth(truth) => !truth,
        }
    }

    /// The number of rows or triples; of yes or no, 1.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Rows { rows, .. } => rows.len(),
            Self::Triples { triples, .. } => triples.len(),
            Self::Truth(_) => 1,
        }
    }

    /// The answer as text. A table is as wide as it needs.
    ///
    /// # Errors
    /// Where the answer is of a kind that the form cannot hold.
    pub fn written(&self, form: Form) -> Result<String, Error> {
        self.written_within(form, None)
    }

    /// The answer as text; a table is no wider than `width` columns, where that leaves something of every column.
    ///
    /// # Errors
    /// As [`Answer::written`].
    pub fn written_within(&self, form: Form, width: Option<usize>) -> Result<String, Error> {
        match (self, form) {
            (_, Form::Table) => Ok(table::table(self, width)),
            (Self::Triples { triples, iris }, Form::Turtle) => triples_as(triples, iris, RdfFormat::Turtle),
            (Self::Triples { triples, iris }, Form::NTriples) => triples_as(triples, iris, RdfFormat::NTriples),
            (Self::Triples { triples, iris }, Form::RdfXml) => triples_as(triples, iris, RdfFormat::RdfXml),
            (Self::Triples { triples, iris }, Form::JsonLd) => {
                triples_as(triples, iris, RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() })
            }
            (Self::Triples { .. } | Self::Rows { .. }, Form::Dot) => {
                drawing::dot(self).ok_or_else(|| self.misfit(form))
            }
            (Self::Rows { columns, rows, .. }, Form::Csv | Form::Tsv | Form::Json | Form::Xml) => {
                rows_as(columns, rows, results_format(form))
            }
            (Self::Truth(truth), Form::Csv | Form::Tsv | Form::Json | Form::Xml) => {
                let serializer = QueryResultsSerializer::from_format(results_format(form));
                let bytes = serializer.serialize_boolean_to_writer(Vec::new(), *truth).map_err(failed)?;
                Ok(String::from_utf8_lossy(&bytes).into_owned())
            }
            _ => Err(self.misfit(form)),
        }
    }

    fn misfit(&self, form: Form) -> Error {
        let (answer, possible) = match self {
            Self::Rows { .. } => ("a table of rows", "table, csv, tsv, json, xml, and dot for two or three columns"),
            Self::Triples { .. } => ("a set of triples", "table, ttl, nt, rdfxml, jsonld, dot"),
            Self::Truth(_) => ("yes or no", "table, csv, tsv, json, xml"),
        };
        Error::Form { answer, form: form.name(), possible }
    }
}

fn failed(error: std::io::Error) -> Error {
    Error::Evaluation(Box::new(error))
}

pub(super) fn results_format(form: Form) -> QueryResultsFormat {
    match form {
        Form::Tsv => QueryResultsFormat::Tsv,
        Form::Json => QueryResultsFormat::Json,
        Form::Xml => QueryResultsFormat::Xml,
        _ => QueryResultsFormat::Csv,
    }
}

fn rows_as(columns: &[String], rows: &[Vec<Option<Term>>], format: QueryResultsFormat) -> Result<String, Error> {
    let variables: Vec<Variable> = columns.iter().map(Variable::new_unchecked).collect();
    let serializer = QueryResultsSerializer::from_format(format);
    let mut writer = serializer.serialize_solutions_to_writer(Vec::new(), variables.clone()).map_err(failed)?;
    for row in rows {
        let bound = variables.iter().zip(row).filter_map(|(variable, term)| Some((variable, term.as_ref()?)));
        writer.serialize(bound).map_err(failed)?;
    }
    Ok(String::from_utf8_lossy(&writer.finish().map_err(failed)?).into_owned())
}

fn triples_as(triples: &[Triple], iris: &Iris, format: RdfFormat) -> Result<String, Error> {
    let mut serializer = RdfSerializer::from_format(format);
    let used = |iri: &str| triples.iter().any(|triple| triple.to_string().contains(&format!("<{iri}")));
    for (prefix, iri) in iris.prefixes().into_iter().filter(|(_, iri)| used(iri)) {
        serializer = serializer.clone().with_prefix(prefix, iri).unwrap_or(serializer);
    }
    let mut writer = serializer.for_writer(Vec::new());
    for triple in triples {
        let quad =
            Quad::new(triple.subject.clone(), triple.predicate.clone(), triple.object.clone(), GraphName::DefaultGraph);
        writer.serialize_triple(quad.as_ref()).map_err(failed)?;
    }
    Ok(String::from_utf8_lossy(&writer.finish().map_err(failed)?).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        query::{Options, run},
        store::sample::store,
    };

    fn ask(sparql: &str) -> Answer {
        run(&store(), sparql, &Options::default()).expect("an answer")
    }

    #[test]
    fn every_form_of_rows() {
        let answer = ask("SELECT ?who ?name { ?who ng:rejected ?o . OPTIONAL { ?who rdfs:nothing ?name } }");
        let text = |form| answer.written(form).expect("text").replace('\r', "");
        assert_eq!(text(Form::Csv), "who,name\nhttps://w3id.org/newsgraph/entity/alfatech,\n");
        assert_eq!(text(Form::Tsv), "?who\t?name\n<https://w3id.org/newsgraph/entity/alfatech>\t\n");
        assert!(text(Form::Json).contains("\"who\":{\"type\":\"uri\""));
        assert!(text(Form::Xml).contains("<uri>https://w3id.org/newsgraph/entity/alfatech</uri>"));
        assert!(!answer.is_empty() && answer.len() == 1);
        let error = answer.written(Form::Turtle).expect_err("rows are no Turtle").to_string();
        assert_eq!(error.split(';').next(), Some("a table of rows cannot be written as ttl"));
    }

    #[test]
    fn triples_and_yes_or_no() {
        let triples = ask("CONSTRUCT { ?a ng:rejected ?b } WHERE { ?a ng:rejected ?b }");
        let turtle = triples.written(Form::Turtle).expect("Turtle");
        assert!(turtle.contains("@prefix e:") && turtle.contains("e:alfatech ng:rejected e:fjordbank"), "{turtle}");
        assert!(!turtle.contains("@prefix schema:"));
        assert!(triples.written(Form::NTriples).expect("triples").ends_with("entity/fjordbank> .\n"));
        assert!(triples.written(Form::Csv).is_err());
        assert!(ask("DESCRIBE e:alfatech").len() > 5);
        let yes = ask("ASK { ?a ng:rejected ?b }");
        assert_eq!(yes.written(Form::Csv).expect("text").trim(), "true");
        assert!(yes.written(Form::Dot).is_err() && ask("ASK { ?a ng:none ?b }").is_empty());
        assert_eq!("TTL".parse::<Form>().ok(), Some(Form::Turtle));
        assert!("docx".parse::<Form>().is_err());
    }
}

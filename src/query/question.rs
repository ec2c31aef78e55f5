//! A query, parsed: what it gives, and its evaluation.

use std::{io::Write, sync::Arc, time::Duration};

use oxigraph::{
    model::{GraphName, NamedNode, NamedOrBlankNode, Term, Variable},
    sparql::{QueryEvaluationError, QueryResults, SparqlEvaluator, results::QueryResultsSerializer},
};
use spargebra::{Query, SparqlParser};

use super::{
    Answer, Error, Form, answer, search,
    stoppable::{self, ALIVE},
    syntax::syntax,
};
use crate::store::{Guard, GuardError, Iris, Store};

/// Bounds of a query; without them it may take for ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// It is stopped after this time.
    pub timeout: Option<Duration>,
    /// More rows or triples than this are an error.
    pub max_rows: Option<usize>,
    /// It is stopped where the program holds more bytes than this; only where the system tells how many it holds.
    pub max_memory: Option<u64>,
}

/// What a query gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `SELECT`: rows.
    Rows,
    /// `CONSTRUCT` and `DESCRIBE`: triples.
    Triples,
    /// `ASK`: yes or no.
    Truth,
}

impl Kind {
    /// The forms that it can be written in, the usual one first.
    #[must_use]
    pub fn forms(self) -> &'static [Form] {
        match self {
            Self::Rows => &[Form::Json, Form::Xml, Form::Csv, Form::Tsv],
            Self::Triples => &[Form::Turtle, Form::NTriples, Form::RdfXml, Form::JsonLd],
            Self::Truth => &[Form::Json, Form::Xml, Form::Csv, Form::Tsv],
        }
    }
}

/// A query that has been parsed, and the graphs it is asked of.
#[derive(Clone, Debug)]
pub struct Question {
    query: Query,
    kind: Kind,
    default_graphs: Vec<NamedNode>,
    named_graphs: Vec<NamedNode>,
    beside: Option<NamedNode>,
}

impl Question {
    /// Parses a query; our prefixes are known to it.
    ///
    /// # Errors
    /// Where it is not SPARQL, changes something, calls a service, or nests too deep to be evaluated.
    pub fn parse(sparql: &str, iris: &Iris) -> Result<Self, Error> {
        stoppable::depth(sparql)?;
        let mut parser = SparqlParser::new();
        for (prefix, iri) in iris.prefixes() {
            parser = parser.clone().with_prefix(prefix, iri).unwrap_or(parser);
        }
        let query = match parser.clone().parse_query(sparql) {
            Ok(query) => query,
            Err(_) if parser.parse_update(sparql).is_ok_and(|update| !update.operations.is_empty()) => {
                return Err(Error::Update);
            }
            Err(error) => return Err(syntax(sparql, &error)),
        };
        let query = search::answered_here(query)?;
        let kind = match query {
            Query::Select { .. } => Kind::Rows,
            Query::Construct { .. } | Query::Describe { .. } => Kind::Triples,
            Query::Ask { .. } => Kind::Truth,
        };
        let query = stoppable::stoppable(query);
        Ok(Self { query, kind, default_graphs: Vec::new(), named_graphs: Vec::new(), beside: None })
    }

    /// Whether it names a term that begins with one of these.
    #[must_use]
    pub fn names_any(&self, namespaces: &[&str]) -> bool {
        let text = self.query.to_string();
        namespaces.iter().any(|namespace| text.contains(&format!("<{namespace}")))
    }

    /// Asks this graph too, beside everything, where neither request nor query says which graphs to ask.
    #[must_use]
    pub fn beside(self, graph: NamedNode) -> Self {
        Self { beside: Some(graph), ..self }
    }

    /// Asks these graphs and no others, whatever the query says (SPARQL 1.1 Protocol, 2.1.4). With neither, the query's own
    /// `FROM` stands.
    #[must_use]
    pub fn of_graphs(mut self, default: Vec<NamedNode>, named: Vec<NamedNode>) -> Self {
        (self.default_graphs, self.named_graphs) = (default, named);
        self
    }

    /// What it gives.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The whole answer.
    ///
    /// # Errors
    /// Where the query calls a service or goes beyond its bounds.
    pub fn answer(self, store: &Store, options: &Options) -> Result<Answer, Error> {
        self.evaluated(store, options, |results, _| collected(store, results, options.max_rows))
    }

    /// Writes the answer while it is found, rows in the order of the query; gives the number of rows or triples.
    ///
    /// # Errors
    /// As [`Question::answer`]; where the answer is of a kind that the form cannot hold; where it cannot be written. What
    /// was written before an error is no answer.
    pub fn write(self, store: &Store, options: &Options, form: Form, out: &mut dyn Write) -> Result<usize, Error> {
        self.evaluated(store, options, |results, guard| match results {
            QueryResults::Solutions(solutions) if matches!(form, Form::Csv | Form::Tsv | Form::Json | Form::Xml) => {
                let variables: Vec<Variable> = solutions.variables().to_vec();
                let serializer = QueryResultsSerializer::from_format(answer::results_format(form));
                let mut writer = serializer.serialize_solutions_to_writer(out, variables).map_err(Error::Output)?;
                let mut rows = 0;
                for solution in solutions {
                    let solution = solution.map_err(evaluation)?;
                    guard.check().map_err(|error| stopped(error, options))?;
                    rows += 1;
                    fits(rows, options.max_rows)?;
                    writer.serialize(&solution).map_err(Error::Output)?;
                }
                writer.finish().map_err(Error::Output)?;
                Ok(rows)
            }
            results => {
                let answer = collected(store, results, options.max_rows)?;
                out.write_all(answer.written(form)?.as_bytes()).map_err(Error::Output)?;
                Ok(answer.len())
            }
        })
    }

    fn evaluated<T>(
        self,
        store: &Store,
        options: &Options,
        then: impl FnOnce(QueryResults<'_>, &Guard) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let guard = Arc::new(Guard::new(options.timeout, options.max_memory));
        let asked = Arc::clone(&guard);
        // The evaluator multiplies parts that share no variable without asking the dataset: this asks in its place.
        let alive = move |_: &[Term]| asked.check().is_ok().then(|| Term::from(oxigraph::model::Literal::from(true)));
        let evaluator = SparqlEvaluator::new().with_custom_function(NamedNode::new_unchecked(ALIVE), alive);
        let says_graphs = self.query.dataset().is_some();
        let mut prepared = evaluator.for_query(self.query);
        if !self.default_graphs.is_empty() || !self.named_graphs.is_empty() {
            let default = self.default_graphs.into_iter().map(GraphName::from).collect();
            prepared.dataset_mut().set_default_graph(default);
            let named = self.named_graphs.into_iter().map(NamedOrBlankNode::from).collect();
            prepared.dataset_mut().set_available_named_graphs(named);
        } else if let (Some(graph), false) = (self.beside, says_graphs) {
            prepared.dataset_mut().set_default_graph(vec![GraphName::DefaultGraph, graph.into()]);
        }
        let done = prepared
            .on_queryable_dataset(store.view(Arc::clone(&guard)))
            .execute()
            .map_err(evaluation)
            .and_then(|results| then(results, &guard));
        // The evaluator may have swallowed the guard's error: the guard itself knows.
        match guard.tripped() {
            Some(error) if !matches!(done, Err(Error::Output(_))) => Err(stopped(error, options)),
            _ => done,
        }
    }
}

fn stopped(error: GuardError, options: &Options) -> Error {
    match error {
        GuardError::Memory => Error::Memory,
        _ => Error::Timeout(options.timeout.unwrap_or_default()),
    }
}

fn fits(rows: usize, max_rows: Option<usize>) -> Result<(), Error> {
    match max_rows {
        Some(max) if rows > max => Err(Error::TooLong(max)),
        _ => Ok(()),
    }
}

fn collected(store: &Store, results: QueryResults<'_>, max_rows: Option<usize>) -> Result<Answer, Error> {
    Ok(match results {
        QueryResults::Boolean(truth) => Answer::Truth(truth),
        QueryResults::Solutions(solutions) => {
            let columns: Vec<String> =
                solutions.variables().iter().map(|variable| variable.as_str().to_owned()).collect();
            let mut rows = Vec::new();
            for solution in solutions {
                let solution = solution.map_err(evaluation)?;
                rows.push((0..columns.len()).map(|column| solution.get(column).cloned()).collect());
                fits(rows.len(), max_rows)?;
            }
            Answer::Rows { columns, rows, iris: store.iris().clone() }
        }
        QueryResults::Graph(found) => {
            let mut triples = Vec::new();
            for triple in found {
                triples.push(triple.map_err(evaluation)?);
                fits(triples.len(), max_rows)?;
            }
            triples.sort_by_cached_key(ToString::to_string);
            triples.dedup();
            Answer::Triples { triples, iris: store.iris().clone() }
        }
    })
}

fn evaluation(error: QueryEvaluationError) -> Error {
    match error {
        QueryEvaluationError::Service(_)
        | QueryEvaluationError::UnboundService
        | QueryEvaluationError::UnsupportedService(_)
        | QueryEvaluationError::InvalidServiceName(_) => Error::Service,
        error => Error::Evaluation(Box::new(error)),
    }
}

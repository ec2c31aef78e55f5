//! Runs a query.

use std::{rc::Rc, time::Duration};

use oxigraph::sparql::{QueryEvaluationError, QueryResults, SparqlEvaluator, SparqlSyntaxError};

use super::{Answer, Error};
use crate::store::{Guard, Store};

/// Bounds of a query; without them it may take for ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// It is stopped after this time.
    pub timeout: Option<Duration>,
    /// More rows or triples than this are an error.
    pub max_rows: Option<usize>,
}

/// The answer to a query. Its default graph is everything in the store, each triple once; `GRAPH` sees the articles.
///
/// # Errors
/// Where the query is not SPARQL, calls a service, or goes beyond its bounds.
pub fn run(store: &Store, sparql: &str, options: &Options) -> Result<Answer, Error> {
    let mut evaluator = SparqlEvaluator::new();
    for (prefix, iri) in store.iris().prefixes() {
        evaluator = evaluator.clone().with_prefix(prefix, iri).unwrap_or(evaluator);
    }
    let query = evaluator.parse_query(sparql).map_err(|error| syntax(sparql, &error))?;
    let guard = Rc::new(Guard::new(options.timeout));
    let answer = query
        .on_queryable_dataset(store.view(Rc::clone(&guard)))
        .execute()
        .map_err(evaluation)
        .and_then(|results| collected(store, results, options.max_rows));
    // The evaluator may have swallowed the guard's error: the guard itself knows.
    match options.timeout {
        Some(timeout) if guard.tripped() => Err(Error::Timeout(timeout)),
        _ => answer,
    }
}

fn collected(store: &Store, results: QueryResults<'_>, max_rows: Option<usize>) -> Result<Answer, Error> {
    let fits = |rows: usize| match max_rows {
        Some(max) if rows > max => Err(Error::TooLong(max)),
        _ => Ok(()),
    };
    Ok(match results {
        QueryResults::Boolean(truth) => Answer::Truth(truth),
        QueryResults::Solutions(solutions) => {
            let columns: Vec<String> =
                solutions.variables().iter().map(|variable| variable.as_str().to_owned()).collect();
            let mut rows = Vec::new();
            for solution in solutions {
                let solution = solution.map_err(evaluation)?;
                rows.push((0..columns.len()).map(|column| solution.get(column).cloned()).collect());
                fits(rows.len())?;
            }
            Answer::Rows { columns, rows, iris: store.iris().clone() }
        }
        QueryResults::Graph(found) => {
            let mut triples = Vec::new();
            for triple in found {
                triples.push(triple.map_err(evaluation)?);
                fits(triples.len())?;
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

/// The parser tells the place in its message only: «error at 2:7: expected …».
fn syntax(sparql: &str, error: &SparqlSyntaxError) -> Error {
    let text = error.to_string();
    let place = text.strip_prefix("error at ").and_then(|rest| {
        let (line, rest) = rest.split_once(':')?;
        let (column, message) = rest.split_once(':')?;
        Some((line.parse::<usize>().ok()?, column.parse::<usize>().ok()?, message.trim().to_owned()))
    });
    let (line, column, message) = place.unwrap_or((1, 1, text));
    let (line, column) = keyword_start(sparql, line, column, &message);
    let source = sparql.split('\n').nth(line - 1).unwrap_or_default().trim_end_matches('\r');
    // The caret stands under its column in a font of equal widths: tabs stay tabs, wide characters take two columns.
    let before: String = source.chars().take(column - 1).collect();
    let pad: String = before
        .chars()
        .map(|c| {
            if c == '\t' { "\t".to_owned() } else { " ".repeat(unicode_width::UnicodeWidthChar::width(c).unwrap_or(0)) }
        })
        .collect();
    let message = plain(&message, sparql.split('\n').nth(line - 1).unwrap_or_default(), column);
    Error::Syntax { line, column, message, excerpt: format!("{source}\n{pad}^") }
}

/// Where the word begins that should have been a keyword: the parser reads as many characters as the keyword has before it
/// finds that they are others, and tells the place after them.
fn keyword_start(sparql: &str, line: usize, column: usize, message: &str) -> (usize, usize) {
    let expected: Vec<&str> =
        message.trim_start_matches("expected ").trim_start_matches("one of ").split(", ").collect();
    let is_keyword = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase() || c == ' ');
    if !expected.iter().all(is_keyword) {
        return (line, column);
    }
    let text: Vec<char> = sparql.chars().collect();
    let before: usize = sparql.split('\n').take(line - 1).map(|line| line.chars().count() + 1).sum();
    let begins = |&at: &usize| {
        let word = text.get(at).is_some_and(|c| c.is_alphanumeric());
        word && (at == 0 || !text[at - 1].is_alphanumeric())
    };
    let place = before + column - 1;
    let start = expected.iter().filter_map(|word| place.checked_sub(word.len())).filter(begins).max();
    let Some(start) = start else { return (line, column) };
    let line = text[..start].iter().filter(|c| **c == '\n').count() + 1;
    let column = text[..start].iter().rev().take_while(|c| **c != '\n').count() + 1;
    (line, column)
}

/// The parser lists every token it could have gone on with; a reader needs the word that stopped it and a few of those.
fn plain(message: &str, line: &str, column: usize) -> String {
    const FEW: usize = 6;
    let Some(list) = message.strip_prefix("expected ") else { return message.to_owned() };
    let found: String = line.chars().skip(column - 1).take_while(|c| !c.is_whitespace()).take(30).collect();
    let found = if found.is_empty() { "the end of the line".to_owned() } else { format!("`{found}`") };
    let all: Vec<&str> = list.strip_prefix("one of ").unwrap_or(list).split(", ").collect();
    let more = if all.len() > FEW { " or other" } else { "" };
    format!("unexpected {found}, expected {}{more}", all[..all.len().min(FEW)].join(", "))
}

#[cfg(test)]
mod tests {
    use oxigraph::model::Term;

    use super::*;
    use crate::store::{quads, sample as tests};

    fn ask(sparql: &str) -> Result<Answer, Error> {
        run(&tests::store(), sparql, &Options::default())
    }

    fn rows(sparql: &str) -> Vec<Vec<Option<Term>>> {
        match ask(sparql).unwrap_or_else(|error| panic!("{error}")) {
            Answer::Rows { rows, .. } => rows,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn prefixes_are_known_and_a_declared_one_wins() {
        assert_eq!(rows("SELECT ?b { e:alfatech ng:partnersWith ?b }").len(), 1);
        assert_eq!(rows("PREFIX ng: <http://example.org/> SELECT ?b { e:alfatech ng:partnersWith ?b }").len(), 0);
        assert_eq!(rows("SELECT ?c { ?c a ng:Claim ; ng:status ng:Denied . ?c rdf:predicate/rdfs:label ?l FILTER(LANG(?l)=\"en\") }").len(), 1);
        let elsewhere = Store::from_quads(quads(&tests::sample(), &tests::ontology(), "http://example.org/n/"));
        let answer = run(&elsewhere, "ASK { e:alfatech ng:rejected e:fjordbank }", &Options::default());
        assert!(matches!(answer, Ok(Answer::Truth(true))));
    }

    #[test]
    fn everything_is_in_the_default_graph_once_and_articles_are_graphs() {
        assert_eq!(rows("SELECT ?v { ?v a ng:Evidence }").len(), 14);
        assert_eq!(rows("SELECT ?g { GRAPH ?g { ?v a ng:Evidence } } GROUP BY ?g").len(), 4);
        assert_eq!(rows("SELECT * FROM a:en1 { ?v a ng:Evidence }").len(), 5);
        assert_eq!(rows("SELECT * FROM NAMED a:en1 { GRAPH a:de1 { ?v a ng:Evidence } }").len(), 0);
        assert_eq!(rows("SELECT * { GRAPH a:en1 { ?v ng:polarity ng:Affirmed } }").len(), 5);
    }

    #[test]
    fn a_syntax_error_points_at_its_place() {
        let error = ask("SELECT ?b\nWHERE { e:alfatech ng:partnersWith ?b ; }\nORDR BY ?b").expect_err("no SPARQL");
        let Error::Syntax { line, column, message, excerpt } = error else { panic!("{error}") };
        assert_eq!((line, column), (3, 1), "{message}");
        assert_eq!(excerpt, "ORDR BY ?b\n^");
        assert!(message.starts_with("unexpected `ORDR`, expected "), "{message}");
        let Err(Error::Syntax { line, column, excerpt, .. }) = ask("SELECT * {\n\t?s ng:x \"中文\" } LIMIT x") else {
            panic!()
        };
        assert_eq!((line, column), (2, 23));
        assert!(excerpt.ends_with(&format!("\n\t{}^", " ".repeat(23))), "{excerpt}");
        assert!(matches!(ask("SELECT ?x { ?x unknown:p ?y }"), Err(Error::Syntax { line: 1, .. })));
        assert!(matches!(ask(""), Err(Error::Syntax { .. })));
        assert!(matches!(ask("DELETE WHERE { ?s ?p ?o }"), Err(Error::Syntax { .. })));
    }

    #[test]
    fn no_service_is_called() {
        let error = ask("SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }").expect_err("no service");
        assert!(matches!(error, Error::Service) && error.hint().is_some(), "{error}");
    }

    #[test]
    fn bounds_hold() {
        let options = Options { timeout: Some(Duration::from_millis(1)), max_rows: None };
        for killer in [
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
            "SELECT (COUNT(*) AS ?n) { ?a (!ng:x|^!ng:x)+ ?b . ?c (!ng:x|^!ng:x)+ ?d }",
            "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f LIMIT 1",
        ] {
            let error = run(&tests::store(), killer, &options).expect_err(killer);
            assert!(matches!(error, Error::Timeout(_)) && error.hint().is_some(), "{error}");
        }
        let options = Options { timeout: None, max_rows: Some(10) };
        assert!(matches!(run(&tests::store(), "SELECT * { ?s ?p ?o }", &options), Err(Error::TooLong(10))));
    }
}

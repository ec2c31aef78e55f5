//! Runs a query.

use super::{Answer, Error, Options, Question};
use crate::store::Store;

/// The answer to a query. Its default graph is everything in the store, each triple once; `GRAPH` sees the articles.
///
/// # Errors
/// Where the query is not SPARQL, calls a service, or goes beyond its bounds.
pub fn run(store: &Store, sparql: &str, options: &Options) -> Result<Answer, Error> {
    Question::parse(sparql, store.iris())?.answer(store, options)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

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
        assert!(matches!(ask("DELETE WHERE { ?s ?p ?o }"), Err(Error::Update)));
        let deep = format!("SELECT * {} ?s ?p ?o {}", "{".repeat(100_000), "}".repeat(100_000));
        assert!(matches!(ask(&deep), Err(Error::TooDeep)));
    }

    #[test]
    fn no_service_is_called() {
        let error = ask("SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }").expect_err("no service");
        assert!(matches!(error, Error::Service) && error.hint().is_some(), "{error}");
    }

    #[test]
    fn bounds_hold() {
        let options = Options { timeout: Some(Duration::from_millis(1)), ..Options::default() };
        for killer in [
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
            "SELECT (COUNT(*) AS ?n) { ?a (!ng:x|^!ng:x)+ ?b . ?c (!ng:x|^!ng:x)+ ?d }",
            "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f LIMIT 1",
            // No triple is read between two of their rows.
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
            "SELECT (COUNT(*) AS ?n) { { SELECT ?t { ?a a ?t } } { SELECT ?t { ?b a ?t } } { SELECT ?t { ?c a ?t } } ?d ?e ?f }",
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f } OPTIONAL { ?g ?h ?i } OPTIONAL { ?j ?k ?l } }",
        ] {
            let error = run(&tests::store(), killer, &options).expect_err(killer);
            assert!(matches!(error, Error::Timeout(_)) && error.hint().is_some(), "{error}");
        }
        let options = Options { max_rows: Some(10), ..Options::default() };
        assert!(matches!(run(&tests::store(), "SELECT * { ?s ?p ?o }", &options), Err(Error::TooLong(10))));
    }
}

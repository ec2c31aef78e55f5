//! Search for words inside a query: `SERVICE ng:search { ?sentence ng:match "words" }`.
//!
//! It is written as a service, because it finds what no triple says; but nobody is called: the store answers it. Every
//! other `SERVICE` is refused, wherever it stands.

use oxigraph::model::NamedNode;
use spargebra::{
    Query,
    algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression},
    term::{NamedNodePattern, TermPattern, TriplePattern},
};

use super::Error;
use crate::store::{MATCH, NG};

/// The query with its searches as patterns that the store understands.
///
/// # Errors
/// Where it calls a service, or a search is not written as one.
pub(super) fn answered_here(mut query: Query) -> Result<Query, Error> {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = &mut query;
    in_pattern(pattern)?;
    Ok(query)
}

fn in_pattern(pattern: &mut GraphPattern) -> Result<(), Error> {
    match pattern {
        GraphPattern::Service { name: NamedNodePattern::NamedNode(name), inner, .. } if is_ours(name, "search") => {
            *pattern = search(inner)?;
            Ok(())
        }
        GraphPattern::Service { .. } => Err(Error::Service),
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => Ok(()),
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            in_pattern(left)?;
            in_pattern(right)
        }
        GraphPattern::LeftJoin { left, right, expression } => {
            in_pattern(left)?;
            in_pattern(right)?;
            expression.as_mut().map_or(Ok(()), in_expression)
        }
        GraphPattern::Filter { expr: expression, inner } | GraphPattern::Extend { inner, expression, .. } => {
            in_expression(expression)?;
            in_pattern(inner)
        }
        GraphPattern::OrderBy { inner, expression } => {
            for OrderExpression::Asc(by) | OrderExpression::Desc(by) in expression {
                in_expression(by)?;
            }
            in_pattern(inner)
        }
        GraphPattern::Group { inner, aggregates, .. } => {
            for (_, aggregate) in aggregates {
                if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                    in_expression(expr)?;
                }
            }
            in_pattern(inner)
        }
        GraphPattern::Graph { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => in_pattern(inner),
    }
}

fn in_expression(expression: &mut Expression) -> Result<(), Error> {
    match expression {
        Expression::Exists(pattern) => in_pattern(pattern),
        Expression::NamedNode(_) | Expression::Literal(_) | Expression::Variable(_) | Expression::Bound(_) => Ok(()),
        Expression::Or(a, b)
        | Expression::And(a, b)
        | Expression::Equal(a, b)
        | Expression::SameTerm(a, b)
        | Expression::Greater(a, b)
        | Expression::GreaterOrEqual(a, b)
        | Expression::Less(a, b)
        | Expression::LessOrEqual(a, b)
        | Expression::Add(a, b)
        | Expression::Subtract(a, b)
        | Expression::Multiply(a, b)
        | Expression::Divide(a, b) => {
            in_expression(a)?;
            in_expression(b)
        }
        Expression::UnaryPlus(inner) | Expression::UnaryMinus(inner) | Expression::Not(inner) => in_expression(inner),
        Expression::In(one, list) => {
            in_expression(one)?;
            list.iter_mut().try_for_each(in_expression)
        }
        Expression::If(condition, then, other) => {
            in_expression(condition)?;
            in_expression(then)?;
            in_expression(other)
        }
        Expression::Coalesce(list) | Expression::FunctionCall(_, list) => list.iter_mut().try_for_each(in_expression),
    }
}

/// What stands in a search: triples with `ng:match` and words, and nothing else.
fn search(inner: &GraphPattern) -> Result<GraphPattern, Error> {
    let GraphPattern::Bgp { patterns } = inner else { return Err(Error::Search) };
    let here = |triple: &TriplePattern| match (&triple.predicate, &triple.object) {
        (NamedNodePattern::NamedNode(name), TermPattern::Literal(_)) if is_ours(name, "match") => {
            let predicate = NamedNode::new_unchecked(MATCH).into();
            Ok(TriplePattern { predicate, ..triple.clone() })
        }
        _ => Err(Error::Search),
    };
    let patterns: Vec<TriplePattern> = patterns.iter().map(here).collect::<Result<_, _>>()?;
    if patterns.is_empty() { Err(Error::Search) } else { Ok(GraphPattern::Bgp { patterns }) }
}

fn is_ours(iri: &NamedNode, name: &str) -> bool {
    iri.as_str().strip_prefix(NG) == Some(name)
}

//! Makes a query stoppable.
//!
//! A guard in the dataset sees every triple that is read, and ends most queries in time. Where parts of a query share no
//! variable, or are queries of their own, the evaluator multiplies their rows without reading: three such parts of a
//! thousand rows make a thousand million steps that no guard sees. Here each such product gets a filter that asks the
//! guard. Deep nesting is refused before parsing, as parser and evaluator go down by recursion.

use std::collections::BTreeSet;

use oxigraph::model::{NamedNode, Variable};
use spargebra::{
    Query,
    algebra::{Expression, Function, GraphPattern},
    term::{NamedNodePattern, TermPattern, TriplePattern},
};

use super::Error;

/// Name of the function that asks the guard. A query that calls it itself gains nothing.
pub(super) const ALIVE: &str = "urn:newsgraph:alive";

/// The deepest nesting of brackets.
const DEEPEST: usize = 128;
/// Refuses a query that nests too deep.
pub(super) fn depth(sparql: &str) -> Result<(), Error> {
    let mut depth = 0usize;
    for c in sparql.chars() {
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(Error::TooDeep);
        }
    }
    Ok(())
}

/// The same query, with a filter that asks the guard on every product.
pub(super) fn stoppable(query: Query) -> Query {
    match query {
        Query::Select { dataset, pattern, base_iri } => Query::Select { dataset, pattern: guarded(pattern), base_iri },
        Query::Construct { template, dataset, pattern, base_iri } => {
            Query::Construct { template, dataset, pattern: guarded(pattern), base_iri }
        }
        Query::Describe { dataset, pattern, base_iri } => {
            Query::Describe { dataset, pattern: guarded(pattern), base_iri }
        }
        Query::Ask { dataset, pattern, base_iri } => Query::Ask { dataset, pattern: guarded(pattern), base_iri },
    }
}

fn guarded(pattern: GraphPattern) -> GraphPattern {
    let inside = |inner: Box<GraphPattern>| Box::new(guarded(*inner));
    match pattern {
        GraphPattern::Bgp { patterns } => parts(patterns),
        GraphPattern::Join { left, right } => {
            let (left, right) = (inside(left), inside(right));
            asking(left, right, |left, right| GraphPattern::Join { left, right })
        }
        GraphPattern::LeftJoin { left, right, expression } => {
            let (left, right) = (inside(left), inside(right));
            asking(left, right, |left, right| GraphPattern::LeftJoin { left, right, expression })
        }
        GraphPattern::Filter { expr, inner } => GraphPattern::Filter { expr, inner: inside(inner) },
        GraphPattern::Union { left, right } => GraphPattern::Union { left: inside(left), right: inside(right) },
        GraphPattern::Graph { name, inner } => GraphPattern::Graph { name, inner: inside(inner) },
        GraphPattern::Extend { inner, variable, expression } => {
            GraphPattern::Extend { inner: inside(inner), variable, expression }
        }
        GraphPattern::Minus { left, right } => GraphPattern::Minus { left: inside(left), right: inside(right) },
        GraphPattern::OrderBy { inner, expression } => GraphPattern::OrderBy { inner: inside(inner), expression },
        GraphPattern::Project { inner, variables } => GraphPattern::Project { inner: inside(inner), variables },
        GraphPattern::Distinct { inner } => GraphPattern::Distinct { inner: inside(inner) },
        GraphPattern::Reduced { inner } => GraphPattern::Reduced { inner: inside(inner) },
        GraphPattern::Slice { inner, start, length } => GraphPattern::Slice { inner: inside(inner), start, length },
        GraphPattern::Group { inner, variables, aggregates } => {
            GraphPattern::Group { inner: inside(inner), variables, aggregates }
        }
        other => other,
    }
}

/// Triple patterns as a product of the groups that share variables; most queries have one group and stay as they are.
fn parts(patterns: Vec<TriplePattern>) -> GraphPattern {
    let mut groups: Vec<(BTreeSet<String>, Vec<TriplePattern>)> = Vec::new();
    for pattern in patterns {
        let mut names: BTreeSet<String> = names_of(&pattern).into_iter().collect();
        let mut together = vec![];
        let mut apart = Vec::new();
        for (others, members) in groups {
            if names.is_disjoint(&others) {
                apart.push((others, members));
            } else {
                names.extend(others);
                together.extend(members);
            }
        }
        together.push(pattern);
        apart.push((names, together));
        groups = apart;
    }
    let bgps = groups.into_iter().map(|(_, patterns)| GraphPattern::Bgp { patterns });
    let product =
        |left, right| asking(Box::new(left), Box::new(right), |left, right| GraphPattern::Join { left, right });
    bgps.reduce(product).unwrap_or(GraphPattern::Bgp { patterns: Vec::new() })
}

/// A join, which asks the guard for each of its rows where it may be a product.
fn asking(
    left: Box<GraphPattern>,
    right: Box<GraphPattern>,
    join: impl FnOnce(Box<GraphPattern>, Box<GraphPattern>) -> GraphPattern,
) -> GraphPattern {
    let (of_left, of_right) = (variables(&left), variables(&right));
    let shared = of_left.iter().any(|variable| of_right.contains(variable));
    if shared && simple(&left) && simple(&right) {
        return join(left, right);
    }
    let only = |own: &BTreeSet<Variable>, other: &BTreeSet<Variable>| own.difference(other).next().cloned();
    let ends = [only(&of_left, &of_right), only(&of_right, &of_left)];
    let product = join(left, right);
    let [Some(one), Some(other)] = ends else { return product };
    // A variable of each side keeps the optimizer from moving the filter into one of them; a constant beside each keeps
    // rows in which it has no value.
    let value = |variable: Variable| {
        let constant = Expression::Literal(oxigraph::model::Literal::from(true));
        Expression::Coalesce(vec![Expression::Variable(variable), constant])
    };
    let function = Function::Custom(NamedNode::new_unchecked(ALIVE));
    GraphPattern::Filter {
        expr: Expression::FunctionCall(function, vec![value(one), value(other)]),
        inner: Box::new(product),
    }
}

/// Whether the evaluator looks its rows up one by one, with what is known so far.
fn simple(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => true,
        GraphPattern::Join { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::LeftJoin { left, right, .. } => simple(left) && simple(right),
        GraphPattern::Filter { expr, inner } => {
            simple(inner)
                && !matches!(expr, Expression::FunctionCall(Function::Custom(name), _) if name.as_str() == ALIVE)
        }
        GraphPattern::Graph { inner, .. } | GraphPattern::Extend { inner, .. } => simple(inner),
        _ => false,
    }
}

fn variables(pattern: &GraphPattern) -> BTreeSet<Variable> {
    let mut found = BTreeSet::new();
    pattern.on_in_scope_variable(|variable| {
        found.insert(variable.clone());
    });
    found
}

fn names_of(pattern: &TriplePattern) -> Vec<String> {
    let end = |term: &TermPattern| match term {
        TermPattern::Variable(variable) => Some(variable.as_str().to_owned()),
        TermPattern::BlankNode(node) => Some(format!("_:{}", node.as_str())),
        _ => None,
    };
    let predicate = match &pattern.predicate {
        NamedNodePattern::Variable(variable) => Some(variable.as_str().to_owned()),
        NamedNodePattern::NamedNode(_) => None,
    };
    [end(&pattern.subject), predicate, end(&pattern.object)].into_iter().flatten().collect()
}

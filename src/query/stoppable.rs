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
/// Refuses a query that nests too deep. Brackets in strings, IRIs and comments do not nest.
pub(super) fn depth(sparql: &str) -> Result<(), Error> {
    let mut depth = 0usize;
    let mut rest = sparql;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth = depth.saturating_sub(1),
            '#' => rest = rest.split_once(['\n', '\r']).map_or("", |(_, after)| after),
            '"' | '\'' => rest = after_string(rest, c),
            '<' => {
                let end = rest.find(|c: char| c <= ' ' || "<>\"{}|^`\\".contains(c)).unwrap_or(rest.len());
                rest = rest[end..].strip_prefix('>').unwrap_or(rest);
            }
            _ => {}
        }
        if depth > DEEPEST {
            return Err(Error::TooDeep);
        }
    }
    Ok(())
}

/// What follows a string whose first quotation mark has been read: one that ends with its line, or a long one.
fn after_string(text: &str, quote: char) -> &str {
    let long = [quote, quote].iter().collect::<String>();
    let (end, body) = match text.strip_prefix(&long) {
        Some(body) => (format!("{long}{quote}"), body),
        None => (quote.to_string(), text),
    };
    let mut at = 0;
    while at < body.len() {
        let rest = &body[at..];
        if let Some(after) = rest.strip_prefix(&end) {
            return after;
        }
        let mut chars = rest.chars();
        match chars.next() {
            Some('\\') => at += 1 + chars.next().map_or(0, char::len_utf8),
            Some('\n' | '\r') if end.len() == 1 => return rest,
            Some(c) => at += c.len_utf8(),
            None => break,
        }
    }
    ""
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
        GraphPattern::Bgp { .. } | GraphPattern::Join { .. } => joined(pattern),
        GraphPattern::LeftJoin { left, right, expression } => {
            let (left, right) = (inside(left), inside(right));
            let looked_up = simple(&right) && !names(&left).is_disjoint(&names(&right));
            let product = |left, right| GraphPattern::LeftJoin { left, right, expression };
            if looked_up { product(left, right) } else { asking(left, right, product) }
        }
        GraphPattern::Lateral { left, right } => {
            asking(inside(left), inside(right), |left, right| GraphPattern::Lateral { left, right })
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

/// Parts that share variables, directly or through others.
#[derive(Default)]
struct Component {
    names: BTreeSet<String>,
    triples: Vec<TriplePattern>,
    others: Vec<GraphPattern>,
}

/// A join as a product of its components. Within a component the evaluator is free to order, and looks rows up one by one;
/// only queries of their own beyond the first are multiplied there too. Most queries have one component and stay as they are.
fn joined(pattern: GraphPattern) -> GraphPattern {
    let mut components: Vec<Component> = Vec::new();
    let mut add = |new: Component| {
        let mut together = Component::default();
        let mut apart = Vec::new();
        for component in std::mem::take(&mut components) {
            if component.names.is_disjoint(&new.names) {
                apart.push(component);
            } else {
                together.names.extend(component.names);
                together.triples.extend(component.triples);
                together.others.extend(component.others);
            }
        }
        together.names.extend(new.names);
        together.triples.extend(new.triples);
        together.others.extend(new.others);
        apart.push(together);
        components = apart;
    };
    let mut operands = vec![pattern];
    while let Some(operand) = operands.pop() {
        match operand {
            GraphPattern::Join { left, right } => operands.extend([*right, *left]),
            GraphPattern::Bgp { patterns } => {
                for triple in patterns {
                    add(Component { names: names_of(&triple), triples: vec![triple], others: Vec::new() });
                }
            }
            other => {
                let other = guarded(other);
                add(Component { names: names(&other), triples: Vec::new(), others: vec![other] });
            }
        }
    }
    let products = components.into_iter().map(Component::pattern);
    products.reduce(product).unwrap_or(GraphPattern::Bgp { patterns: Vec::new() })
}

impl Component {
    fn pattern(self) -> GraphPattern {
        let (simple, own): (Vec<_>, Vec<_>) = self.others.into_iter().partition(simple);
        let triples = (!self.triples.is_empty()).then_some(GraphPattern::Bgp { patterns: self.triples });
        let mut own = own.into_iter();
        let looked_up = own.next().into_iter().chain(triples).chain(simple);
        let join = |left, right| GraphPattern::Join { left: Box::new(left), right: Box::new(right) };
        let first = looked_up.reduce(join).unwrap_or(GraphPattern::Bgp { patterns: Vec::new() });
        own.fold(first, product)
    }
}

fn product(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    asking(Box::new(left), Box::new(right), |left, right| GraphPattern::Join { left, right })
}

/// A join that asks the guard for each of its rows.
fn asking(
    left: Box<GraphPattern>,
    right: Box<GraphPattern>,
    join: impl FnOnce(Box<GraphPattern>, Box<GraphPattern>) -> GraphPattern,
) -> GraphPattern {
    let (of_left, of_right) = (variables(&left), variables(&right));
    let only = |own: &BTreeSet<Variable>, other: &BTreeSet<Variable>| own.difference(other).next().cloned();
    let ends = [only(&of_left, &of_right), only(&of_right, &of_left)];
    let product = join(left, right);
    // Where one side has no variable of its own, the join makes no more rows than the other side has.
    let [Some(one), Some(other)] = ends else { return product };
    // A variable of each side keeps the optimizer from moving the filter into one of them; a constant beside each keeps
    // rows in which it has no value.
    let value = |variable: Variable| {
        let constant = Expression::Literal(oxigraph::model::Literal::from(true));
        Expression::Coalesce(vec![Expression::Variable(variable), constant])
    };
    let function = Function::Custom(NamedNode::new_unchecked(ALIVE));
    let expr = Expression::FunctionCall(function, vec![value(one), value(other)]);
    GraphPattern::Filter { expr, inner: Box::new(product) }
}

/// Whether the evaluator can look its rows up one by one, with what is known so far.
fn simple(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => true,
        GraphPattern::Join { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::LeftJoin { left, right, .. } => simple(left) && simple(right),
        GraphPattern::Filter { expr, inner } => {
            let asks = matches!(expr, Expression::FunctionCall(Function::Custom(name), _) if name.as_str() == ALIVE);
            !asks && simple(inner)
        }
        GraphPattern::Graph { inner, .. } | GraphPattern::Extend { inner, .. } => simple(inner),
        _ => false,
    }
}

fn names(pattern: &GraphPattern) -> BTreeSet<String> {
    let ends = match pattern {
        GraphPattern::Path { subject, object, .. } => [end(subject), end(object)],
        _ => [None, None],
    };
    variables(pattern).into_iter().map(Variable::into_string).chain(ends.into_iter().flatten()).collect()
}

fn variables(pattern: &GraphPattern) -> BTreeSet<Variable> {
    let mut found = BTreeSet::new();
    pattern.on_in_scope_variable(|variable| {
        found.insert(variable.clone());
    });
    found
}

fn names_of(pattern: &TriplePattern) -> BTreeSet<String> {
    let predicate = match &pattern.predicate {
        NamedNodePattern::Variable(variable) => Some(variable.as_str().to_owned()),
        NamedNodePattern::NamedNode(_) => None,
    };
    [end(&pattern.subject), predicate, end(&pattern.object)].into_iter().flatten().collect()
}

fn end(term: &TermPattern) -> Option<String> {
    match term {
        TermPattern::Variable(variable) => Some(variable.as_str().to_owned()),
        TermPattern::BlankNode(node) => Some(format!("_:{}", node.as_str())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_brackets_that_nest_count() {
        let many = "(".repeat(1000);
        for fine in [
            format!("ASK {{ ?s ?p \"{many}\" }}"),
            format!("ASK {{ ?s ?p '''{many}\n{many}''' , \"\\\"{many}\" }}"),
            format!("# {many}\nASK {{}}"),
            format!("ASK {{ ?s <http://a/{many}> ?o FILTER(1 < 2) }}"),
            format!("ASK {{ {} }}", "{} ".repeat(1000)),
        ] {
            assert!(depth(&fine).is_ok(), "{fine}");
        }
        for deep in [
            many.clone(),
            format!("# '\n{many}"),
            format!("<http://a'> {many}"),
            format!("\"\" {many}"),
            format!("1 < {many}"),
        ] {
            assert!(matches!(depth(&deep), Err(Error::TooDeep)), "{deep}");
        }
    }
}

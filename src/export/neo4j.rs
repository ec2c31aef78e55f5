//! For Neo4j: a folder of CSV files with separate headers and the import command, or statements in Cypher.
//!
//! Entities are nodes with the labels of their classes; a number that a claim gives is a node `Number` of its own; every
//! claim is a relationship, its type the relation in capitals, with status, support and counts.

use std::{collections::BTreeMap, fmt::Write as _};

use super::csv::quoted;
use crate::{
    model::{Claim, Entity, Graph, Object},
    ontology::Ontology,
};

/// Reads the files into a new database.
const IMPORT: &str = "#!/bin/sh\n\
    # Reads these files into a new Neo4j database (5 or later); run it in this folder. Name another database as $1.\n\
    neo4j-admin database import full \"${1:-neo4j}\" --array-delimiter=';' --multiline-fields=true \\\n  \
    --nodes=entities-header.csv,entities.csv --nodes=numbers-header.csv,numbers.csv \\\n  \
    --relationships=claims-header.csv,claims.csv\n";

/// The files by name.
#[must_use]
pub fn files(graph: &Graph, ontology: &Ontology) -> BTreeMap<String, String> {
    let mut entities = String::new();
    for entity in &graph.entities {
        let labels = labels(ontology, entity).join(";");
        row(&mut entities, &[&entity.id, &entity.label, &entity.aliases.join(";"), flag(entity), &labels]);
    }
    let (mut numbers, mut claims) = (String::new(), String::new());
    for claim in &graph.claims {
        if let Object::Quantity(quantity) = &claim.key.object {
            let (place, date) = (claim.key.place.as_deref().unwrap_or(""), day(claim.key.date));
            let value = quantity.value.to_string();
            row(&mut numbers, &[&claim.id, &value, &quantity.unit, place, &date, "Number"]);
        }
        let (status, support) = (claim.status.name().to_lowercase(), thousandths(claim.support));
        let (evidence, articles) = (claim.evidence.len().to_string(), claim.articles.to_string());
        let (first, last) = (day(claim.first_reported), day(claim.last_reported));
        let kind = kind(&claim.key.relation);
        let to = end(claim);
        row(
            &mut claims,
            &[&claim.key.subject, to, &claim.id, &status, &support, &evidence, &articles, &first, &last, &kind],
        );
    }
    let files = [
        ("entities-header.csv", "id:ID,name,aliases:string[],known:boolean,:LABEL\n".to_owned()),
        ("entities.csv", entities),
        ("numbers-header.csv", "id:ID,value:double,unit,place,date,:LABEL\n".to_owned()),
        ("numbers.csv", numbers),
        (
            "claims-header.csv",
            ":START_ID,:END_ID,claim,status,support:double,evidence:int,articles:int,firstReported,lastReported,:TYPE\n"
                .to_owned(),
        ),
        ("claims.csv", claims),
        ("import.sh", IMPORT.to_owned()),
    ];
    files.into_iter().map(|(name, text)| (name.to_owned(), text)).collect()
}

/// The same as statements: each may be run again and changes nothing then.
#[must_use]
pub fn cypher(graph: &Graph, ontology: &Ontology) -> String {
    let mut out = "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE;\n\
         CREATE CONSTRAINT number_id IF NOT EXISTS FOR (n:Number) REQUIRE n.id IS UNIQUE;\n"
        .to_owned();
    for entity in &graph.entities {
        let aliases: Vec<String> = entity.aliases.iter().map(|alias| text(alias)).collect();
        let labels = labels(ontology, entity).join("`:`");
        let _ = writeln!(
            out,
            "MERGE (e:Entity {{id: {}}}) SET e.name = {}, e.aliases = [{}], e.known = {}, e:`{labels}`;",
            text(&entity.id),
            text(&entity.label),
            aliases.join(", "),
            flag(entity)
        );
    }
    for claim in &graph.claims {
        let label = match &claim.key.object {
            Object::Entity(_) => "Entity",
            Object::Quantity(quantity) => {
                let _ = writeln!(
                    out,
                    "MERGE (n:Number {{id: {}}}) SET n.value = {}, n.unit = {};",
                    text(&claim.id),
                    quantity.value,
                    text(&quantity.unit)
                );
                "Number"
            }
        };
        let (status, to) = (claim.status.name().to_lowercase(), end(claim));
        let _ = writeln!(
            out,
            "MATCH (a:Entity {{id: {}}}), (b:{label} {{id: {}}}) MERGE (a)-[r:`{}` {{claim: {}}}]->(b) \
             SET r.status = {}, r.support = {}, r.evidence = {}, r.articles = {};",
            text(&claim.key.subject),
            text(to),
            kind(&claim.key.relation),
            text(&claim.id),
            text(&status),
            thousandths(claim.support),
            claim.evidence.len(),
            claim.articles
        );
    }
    out
}

/// Where a claim's relationship ends: at an entity, or at the number of its own.
fn end(claim: &Claim) -> &str {
    match &claim.key.object {
        Object::Entity(id) => id,
        Object::Quantity(_) => &claim.id,
    }
}

/// `Entity`, then its class and all above it.
fn labels(ontology: &Ontology, entity: &Entity) -> Vec<String> {
    let plain = |name: &str| name.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut labels = vec!["Entity".to_owned(), plain(&entity.class)];
    labels.extend(ontology.class_chain(&entity.class).into_iter().filter(|class| **class != entity.class).map(plain));
    labels.dedup();
    labels
}

/// `PARTNERS_WITH` of `partnersWith`.
fn kind(relation: &str) -> String {
    let mut out = String::new();
    for c in relation.chars() {
        if c.is_uppercase() {
            out.push('_');
        }
        out.extend(c.to_uppercase());
    }
    out
}

fn flag(entity: &Entity) -> &'static str {
    if entity.known { "true" } else { "false" }
}

fn day(date: Option<crate::model::Date>) -> String {
    date.map_or(String::new(), |date| date.to_string())
}

fn thousandths(value: u16) -> String {
    format!("{}.{:03}", value / 1000, value % 1000)
}

fn row(out: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    out.push_str(&cells.join(","));
    out.push('\n');
}

/// A string of Cypher.
fn text(value: &str) -> String {
    let mut out = String::from("'");
    for c in value.chars() {
        match c {
            '\'' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::{ontology, sample};

    #[test]
    fn a_row_for_each_entity_number_and_claim_as_wide_as_its_header() {
        let (graph, files) = (sample(), files(&sample(), &ontology()));
        for (name, rows) in [("entities", graph.entities.len()), ("numbers", 3), ("claims", graph.claims.len())] {
            let columns = files[&format!("{name}-header.csv")].trim().split(',').count();
            let text = &files[&format!("{name}.csv")];
            assert_eq!(text.lines().count(), rows, "{name}");
            let plain = text.lines().filter(|line| !line.contains('"'));
            assert!(plain.into_iter().all(|line| line.split(',').count() == columns), "{name}:\n{text}");
        }
        assert!(
            files["entities.csv"].contains("\nalfatech,") || files["entities.csv"].starts_with("alfatech,Alfatech,")
        );
        assert!(files["entities.csv"].contains(",true,Entity;TechCompany"));
        assert!(
            files["claims.csv"].contains(",PARTNERS_WITH\n") && files["import.sh"].contains("database import full")
        );
    }

    #[test]
    fn statements_quote_what_they_must() {
        let mut hostile = sample();
        hostile.entities[0].label = "O'Neil \\ Sons".to_owned();
        let text = cypher(&hostile, &ontology());
        assert!(text.contains("e.name = 'O\\'Neil \\\\ Sons'"), "{text}");
        assert_eq!(text.matches("MERGE (a)-").count(), hostile.claims.len());
        assert!(text.contains("MERGE (a)-[r:`PARTNERS_WITH`"));
    }
}

//! One row per claim (RFC 4180, but with plain line ends), for spreadsheets.
//!
//! Columns: `claim`, `subject_id`, `subject`, `subject_class`, `relation`, `object_id`, `object`, `object_class`, `value`,
//! `unit`, `place`, `date`, `status`, `support`, `denial`, `evidence`, `articles`, `lineages`, `languages`,
//! `first_reported`, `last_reported`, then of the first evidence `sentence`, `article` (its name) and `said_by`.
//! `languages` are codes parted by a blank; support and denial run from 0 to 1. Rows are sorted by subject, relation,
//! object.

use std::collections::BTreeSet;

use crate::model::{Claim, Entity, Graph, Object};

const HEAD: &str = "claim,subject_id,subject,subject_class,relation,object_id,object,object_class,value,unit,place,date,\
                    status,support,denial,evidence,articles,lineages,languages,first_reported,last_reported,sentence,\
                    article,said_by";

/// The claims as CSV.
#[must_use]
pub fn csv(graph: &Graph) -> String {
    let mut claims: Vec<&Claim> = graph.claims.iter().collect();
    claims.sort_by(|a, b| {
        let key = |claim: &Claim| (claim.key.subject.clone(), claim.key.relation.clone(), claim.key.object.clone());
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    let mut out = format!("{HEAD}\n");
    for claim in claims {
        let cells: Vec<String> = row(graph, claim).iter().map(|cell| quoted(cell)).collect();
        out.push_str(&cells.join(","));
        out.push('\n');
    }
    out
}

fn row(graph: &Graph, claim: &Claim) -> Vec<String> {
    let entity = |id: &str| graph.entity(id);
    let label = |id: &str| entity(id).map_or(id, |entity: &Entity| &entity.label).to_owned();
    let class = |id: &str| entity(id).map_or("", |entity| &entity.class).to_owned();
    let key = &claim.key;
    let (object, quantity) = match &key.object {
        Object::Entity(id) => (Some(id.as_str()), None),
        Object::Quantity(quantity) => (None, Some(quantity)),
    };
    let languages: BTreeSet<&str> = graph.evidence_of(claim).map(|evidence| evidence.language.as_str()).collect();
    let first = graph.evidence_of(claim).next();
    let said: Vec<&str> =
        first.map_or(Vec::new(), |first| first.attribution.iter().map(|source| source.label.as_str()).collect());
    let day = |date: Option<crate::model::Date>| date.map_or(String::new(), |date| date.to_string());
    vec![
        claim.id.clone(),
        key.subject.clone(),
        label(&key.subject),
        class(&key.subject),
        key.relation.clone(),
        object.unwrap_or_default().to_owned(),
        object.map_or(String::new(), label),
        object.map_or(String::new(), class),
        quantity.map_or(String::new(), |quantity| quantity.value.to_string()),
        quantity.map_or(String::new(), |quantity| quantity.unit.clone()),
        key.place.as_deref().map_or(String::new(), label),
        day(key.date),
        claim.status.name().to_lowercase(),
        thousandths(claim.support),
        thousandths(claim.denial),
        claim.evidence.len().to_string(),
        claim.articles.to_string(),
        claim.lineages.to_string(),
        languages.into_iter().collect::<Vec<_>>().join(" "),
        day(claim.first_reported),
        day(claim.last_reported),
        first.map_or(String::new(), |first| first.sentence.text.clone()),
        first.and_then(|first| graph.article(&first.article)).map_or(String::new(), |article| article.name.clone()),
        said.join(" < "),
    ]
}

fn thousandths(value: u16) -> String {
    format!("{}.{:03}", value / 1000, value % 1000)
}

/// A cell, in quotation marks where it needs them.
pub(super) fn quoted(cell: &str) -> String {
    let needs = cell.contains(['"', ',', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ');
    if needs { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::sample;

    #[test]
    fn a_row_for_each_claim() {
        let text = csv(&sample());
        assert_eq!(text.lines().count(), 1 + sample().claims.len());
        let partners = text.lines().find(|line| line.contains("partnersWith")).expect("a row");
        assert!(partners.contains(",alfatech,Alfatech,TechCompany,partnersWith,boreasoft,Boreasoft,TechCompany,"));
        assert!(partners.contains(",confirmed,0.950,0.000,2,2,2,de en,"), "{partners}");
        assert_eq!(HEAD.split(',').count(), row(&sample(), &sample().claims[0]).len());
        assert!(text.contains(",\"people \"\"close\"\" to it < Norland News\"") || text.contains("\"\"close\"\""));
    }
}

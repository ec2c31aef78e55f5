//! Claim lines: one evidence in one line of text.
//!
//! `[not ]SUBJECT relation OBJECT-OR-VALUE[; reported|planned|possible|hypothetical][; unit=CODE][; by NAME[ via NAME]]
//! [; place=NAME][; role=NAME][; date=DATE][; period=NAME]`. Names are labels, numbers have no plus sign and no trailing
//! zeros, the names of a symmetric relation stand in the order of their bytes. What is simply asserted has no qualifier.

use std::fmt;

use super::Error;
use crate::{
    model::{Evidence, Modality, Polarity},
    ontology::{Example, Ontology},
};

/// A claim as one line says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Whether it is denied.
    pub denied: bool,
    /// Label of the subject.
    pub subject: String,
    /// Local name of the relation.
    pub relation: String,
    /// Label of the object, or the number.
    pub object: String,
    /// Modalities other than asserted; any one of them will do.
    pub modalities: Vec<Modality>,
    /// Who says so, nearest to the claim first.
    pub sources: Vec<String>,
    /// Label of the place.
    pub place: Option<String>,
    /// Local name of the role.
    pub role: Option<String>,
    /// Date.
    pub date: Option<String>,
    /// What a change is measured over.
    pub period: Option<String>,
    /// Unit of the number.
    pub unit: Option<String>,
}

/// The line of an evidence: at most two sources, and only those with a name; place and role where the relation carries
/// them; no date and no unit.
#[must_use]
pub fn line(ontology: &Ontology, evidence: &Evidence) -> String {
    let mut line = Line::of(ontology, evidence);
    let relation = ontology.relation(&evidence.relation);
    let carries = |name: &str| relation.is_some_and(|relation| relation.qualifiers.iter().any(|q| q == name));
    line.place = line.place.filter(|_| carries("place"));
    line.role = line.role.filter(|_| carries("role"));
    (line.date, line.unit) = (None, None);
    let named = evidence.attribution.iter().filter(|source| source.entity.is_some());
    line.sources = named.take(2).map(|source| source.label.clone()).collect();
    line.to_string()
}

/// What is wrong with the evidence that an example of a relation gave, one message each: a claim of this relation that
/// is missing, or one that should not be there. A counter-example (no `yields`) must give none.
#[must_use]
pub fn wrong(ontology: &Ontology, relation: &str, example: &Example, evidence: &[Evidence]) -> Vec<String> {
    let mut messages = Vec::new();
    let found: Vec<Line> = evidence.iter().map(|evidence| Line::of(ontology, evidence)).collect();
    let mut wanted = Vec::new();
    for text in &example.yields {
        match Line::parse(ontology, text) {
            Ok(line) => {
                if !found.iter().any(|found| line.covers(found)) {
                    messages.push(format!("does not give «{text}»"));
                }
                wanted.push(line);
            }
            Err(error) => messages.push(error.to_string()),
        }
    }
    // Hypothetical evidence alone makes no claim.
    let claims = |(evidence, found): &(&Evidence, &Line)| {
        found.relation == relation && evidence.modality != Modality::Hypothetical
    };
    for (evidence, found) in evidence.iter().zip(&found).filter(claims) {
        if !wanted.iter().any(|wanted| wanted.same_claim(found)) {
            messages.push(format!("gives «{}» by {}", line(ontology, evidence), evidence.frame));
        }
    }
    messages
}

impl Line {
    /// Everything that an evidence says, as a line.
    #[must_use]
    pub fn of(ontology: &Ontology, evidence: &Evidence) -> Self {
        let mut subject = evidence.subject.entity.label.clone();
        let mut object = match (&evidence.object, &evidence.quantity) {
            (Some(object), _) => object.entity.label.clone(),
            (None, Some(quantity)) => quantity.value.to_string(),
            (None, None) => String::new(),
        };
        let relation = ontology.relation(&evidence.relation);
        if let (Some(relation), Some(quantity)) = (relation, &evidence.quantity)
            && relation.has_value
        {
            object = quantity.value.to_string();
        }
        if relation.is_some_and(|relation| relation.symmetric) && object < subject {
            std::mem::swap(&mut subject, &mut object);
        }
        let asserted = evidence.modality == Modality::Asserted;
        Self {
            denied: evidence.polarity == Polarity::Denied,
            subject,
            relation: evidence.relation.clone(),
            object,
            modalities: if asserted { Vec::new() } else { vec![evidence.modality] },
            sources: evidence.attribution.iter().map(|source| source.label.clone()).collect(),
            place: evidence.qualifiers.place.as_ref().map(|place| place.label.clone()),
            role: evidence.qualifiers.role.clone(),
            date: evidence.qualifiers.date.map(|date| date.to_string()),
            period: evidence.qualifiers.period.clone(),
            unit: evidence.quantity.as_ref().map(|quantity| quantity.unit.clone()),
        }
    }

    /// Reads a line.
    ///
    /// # Errors
    /// Where no relation of the ontology stands in it, or a qualifier is none of those above.
    pub fn parse(ontology: &Ontology, text: &str) -> Result<Self, Error> {
        let mut parts = text.split(';').map(str::trim);
        let claim = parts.next().unwrap_or_default();
        let (denied, claim) = claim.strip_prefix("not ").map_or((false, claim), |rest| (true, rest));
        let mut words = claim.match_indices(' ').filter_map(|(at, _)| {
            let rest = &claim[at + 1..];
            let (word, object) = rest.split_once(' ')?;
            Some((&claim[..at], ontology.relation(word)?, object))
        });
        let (subject, relation, object) =
            words.next().ok_or_else(|| Error::Relation { line: text.trim().to_owned() })?;
        let mut line = Self {
            denied,
            subject: subject.trim().to_owned(),
            relation: relation.name.clone(),
            object: object.trim().to_owned(),
            ..Self::default()
        };
        if relation.symmetric && line.object < line.subject {
            std::mem::swap(&mut line.subject, &mut line.object);
        }
        for part in parts.filter(|part| !part.is_empty()) {
            line.qualify(part)
                .ok_or_else(|| Error::Qualifier { line: text.trim().to_owned(), qualifier: part.to_owned() })?;
        }
        Ok(line)
    }

    fn qualify(&mut self, part: &str) -> Option<()> {
        if let Some(sources) = part.strip_prefix("by ") {
            self.sources = sources.split(" via ").map(|name| name.trim().to_owned()).collect();
            return Some(());
        }
        if let Some((name, value)) = part.split_once('=') {
            let place = match name {
                "place" => &mut self.place,
                "role" => &mut self.role,
                "date" => &mut self.date,
                "period" => &mut self.period,
                "unit" => &mut self.unit,
                _ => return None,
            };
            *place = Some(value.to_owned());
            return Some(());
        }
        self.modalities.push(serde_json::from_value(part.into()).ok()?);
        Some(())
    }

    /// Whether both are of the same subject, relation, object or value, and polarity.
    #[must_use]
    pub fn same_claim(&self, other: &Self) -> bool {
        let key = |line: &Self| (line.denied, line.subject.clone(), line.relation.clone(), line.object.clone());
        key(self) == key(other)
    }

    /// Whether `found` is the same claim and has every qualifier that this line names.
    #[must_use]
    pub fn covers(&self, found: &Self) -> bool {
        let has = |wanted: &Option<String>, given: &Option<String>| wanted.is_none() || wanted == given;
        self.same_claim(found)
            && (self.modalities.is_empty()
                || self.modalities.iter().any(|modality| found.modalities.contains(modality)))
            && self.sources.iter().all(|source| found.sources.contains(source))
            && has(&self.place, &found.place)
            && has(&self.role, &found.role)
            && has(&self.date, &found.date)
            && has(&self.period, &found.period)
            && has(&self.unit, &found.unit)
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = if self.denied { "not " } else { "" };
        write!(f, "{not}{} {} {}", self.subject, self.relation, self.object)?;
        for modality in &self.modalities {
            let name = match modality {
                Modality::Asserted => "asserted",
                Modality::Reported => "reported",
                Modality::Planned => "planned",
                Modality::Possible => "possible",
                Modality::Hypothetical => "hypothetical",
            };
            write!(f, "; {name}")?;
        }
        if let Some(unit) = &self.unit {
            write!(f, "; unit={unit}")?;
        }
        if !self.sources.is_empty() {
            write!(f, "; by {}", self.sources.join(" via "))?;
        }
        let named = [("place", &self.place), ("role", &self.role), ("date", &self.date), ("period", &self.period)];
        for (name, value) in named {
            if let Some(value) = value {
                write!(f, "; {name}={value}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::Relation;

    fn ontology() -> Ontology {
        let relation = |name: &str, symmetric| Relation { name: name.to_owned(), symmetric, ..Relation::default() };
        Ontology { relations: vec![relation("partnersWith", true), relation("raised", false)], ..Ontology::default() }
    }

    #[test]
    fn a_line_is_read_as_it_is_printed() {
        for text in [
            "not Bo Soft partnersWith Zed",
            "Alfa raised 50.5; planned; unit=EUR; by Ann Berg via Wire",
            "Alfa raised 2; possible; by Wire; place=Hong Kong; role=ceo; date=2025-02",
        ] {
            let line = Line::parse(&ontology(), text).map(|line| line.to_string());
            assert_eq!(line.ok().as_deref(), Some(text));
        }
    }

    #[test]
    fn a_symmetric_line_has_one_order_and_a_bare_line_covers_a_qualified_one() {
        let parse = |text| Line::parse(&ontology(), text).expect("a claim line");
        assert_eq!(parse("Zed partnersWith Alfa"), parse("Alfa partnersWith Zed"));
        assert!(parse("Alfa raised 2").covers(&parse("Alfa raised 2; planned; by Wire")));
        assert!(!parse("Alfa raised 2; by Paper").covers(&parse("Alfa raised 2; planned; by Wire")));
        assert!(!parse("Alfa raised 2").covers(&parse("not Alfa raised 2")));
    }

    #[test]
    fn a_line_without_relation_or_with_a_strange_qualifier_is_refused() {
        let message = |text| Line::parse(&ontology(), text).map_err(|error| error.to_string());
        assert!(message("Alfa likes Zed").is_err_and(|m| m.contains("no relation")));
        assert!(message("Alfa raised 2; maybe").is_err_and(|m| m.contains("`maybe`")));
        assert!(message("raised 2").is_err());
    }
}

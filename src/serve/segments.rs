//! Texts cut where marks begin and end, so that the page never counts characters.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::model::{Article, CodePoints, Evidence, Quote};

/// The role of a sentence that states a claim.
const SENTENCE: &str = "sentence";

/// Words of a text that stand for an entity, announce a relation, or are a sentence that states a claim; in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark<'m> {
    start: u32,
    end: u32,
    role: &'static str,
    /// Id of the entity; none for the words that announce a relation.
    entity: Option<&'m str>,
    /// Id of a claim.
    claim: Option<&'m str>,
}

/// The marks of one evidence, for each of its claims.
pub(super) fn marks<'m>(evidence: &'m Evidence, claims: &[&'m str]) -> Vec<Mark<'m>> {
    let mark = |quote: &Quote, role, entity: Option<&'m str>| Mark {
        start: quote.start,
        end: quote.end,
        role,
        entity,
        claim: claims.first().copied(),
    };
    let subject = &evidence.subject;
    let mut marks =
        vec![mark(&subject.mention, "subject", Some(&subject.entity.id)), mark(&evidence.trigger, "trigger", None)];
    marks.extend(evidence.object.as_ref().map(|object| mark(&object.mention, "object", Some(&object.entity.id))));
    marks
}

/// The sentence of an evidence in its article, to be found again.
pub(super) fn place(evidence: &Evidence) -> Mark<'_> {
    Mark { start: evidence.sentence.start, end: evidence.sentence.end, role: SENTENCE, entity: None, claim: None }
}

/// The sentence of an evidence: plain parts, and those marked as `subject`, `trigger` or `object`.
pub(super) fn of_sentence(evidence: &Evidence) -> Vec<Value> {
    cut(&evidence.sentence, &marks(evidence, &[]), |roles| roles.first().map(|mark| json!(mark.role)))
}

/// A whole text; lines that are no part of the story are told apart.
pub(super) fn of_text(article: &Article, marks: &[Mark<'_>]) -> Vec<Value> {
    let points = CodePoints::new(&article.text);
    let end = u32::try_from(article.text.chars().count()).unwrap_or(u32::MAX);
    let skipped: Vec<Mark<'_>> = article
        .boilerplate
        .iter()
        .map(|span| {
            let (start, end) = (points.at(span.start), points.at(span.end));
            Mark { start, end, role: "skipped", entity: None, claim: None }
        })
        .collect();
    let all: Vec<Mark<'_>> = marks.iter().copied().chain(skipped).collect();
    let whole = Quote { text: article.text.clone(), start: 0, end };
    cut(&whole, &all, |marks| Some(json!(marks.iter().map(|mark| as_json(mark)).collect::<Vec<_>>())))
}

/// The sentences that are known, in the order of the text; between them is what is not known.
pub(super) fn of_sentences<'e>(evidence: impl Iterator<Item = &'e Evidence>, marks: &[Mark<'_>]) -> Vec<Value> {
    let mut out: Vec<Value> = Vec::new();
    let mut before = 0;
    for one in evidence {
        let sentence = &one.sentence;
        if !out.is_empty() && sentence.end <= before {
            continue;
        }
        if sentence.start > before {
            out.push(json!({"text": " … ", "gap": true}));
        }
        before = sentence.end;
        out.extend(cut(sentence, marks, |marks| {
            Some(json!(marks.iter().map(|mark| as_json(mark)).collect::<Vec<_>>()))
        }));
    }
    out
}

fn as_json(mark: &Mark<'_>) -> Value {
    // What there is not is left out: a report holds thousands of marks.
    let fields = [("entity", mark.entity), ("claim", mark.claim)];
    let mut value: Map<String, Value> =
        fields.into_iter().filter_map(|(name, id)| Some((name.to_owned(), json!(id?)))).collect();
    value.insert("role".to_owned(), json!(mark.role));
    if mark.role == SENTENCE {
        value.insert("at".to_owned(), json!(mark.start));
    }
    Value::Object(value)
}

/// Cuts words at every begin and end of a mark; `said` tells what the marks over a part come to.
fn cut(quote: &Quote, marks: &[Mark<'_>], said: impl Fn(&[&Mark<'_>]) -> Option<Value>) -> Vec<Value> {
    let inside: Vec<&Mark<'_>> =
        marks.iter().filter(|mark| mark.start < quote.end && mark.end > quote.start && mark.start < mark.end).collect();
    let mut places: BTreeSet<u32> = BTreeSet::from([quote.start, quote.end]);
    places.extend(
        inside.iter().flat_map(|mark| [mark.start, mark.end]).filter(|at| (quote.start..quote.end).contains(at)),
    );
    let mut chars = quote.text.chars();
    let places: Vec<u32> = places.into_iter().collect();
    let mut out = Vec::new();
    for ends in places.windows(2) {
        let text: String = chars.by_ref().take((ends[1] - ends[0]) as usize).collect();
        let over: Vec<&Mark<'_>> =
            inside.iter().copied().filter(|mark| mark.start <= ends[0] && ends[1] <= mark.end).collect();
        let mut part = json!({"text": text});
        if let Some(marks) = said(&over).filter(|marks| !over.is_empty() && !marks.is_null()) {
            part["mark"] = marks;
        }
        out.push(part);
    }
    out
}

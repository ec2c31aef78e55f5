//! One evidence as JSON: the keys are a contract, others may be added.

use newsgraph::model::{Argument, Aspect, Date, Decimal, Evidence, Language, Modality, Polarity, Quote};
use serde::Serialize;

/// An evidence as `extract`, `why --json` and `claims.ndjson` give it.
#[derive(Serialize)]
pub struct Json<'e> {
    article: &'e str,
    language: Language,
    subject: Mentioned<'e>,
    relation: &'e str,
    object: Option<Mentioned<'e>>,
    value: Option<Decimal>,
    unit: Option<&'e str>,
    /// Given where the value was computed from two amounts.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    computed: bool,
    polarity: Polarity,
    modality: Modality,
    #[serde(skip_serializing_if = "is_plain")]
    aspect: Aspect,
    attributed_to: Vec<&'e str>,
    qualifiers: Qualified<'e>,
    trigger: &'e Quote,
    sentence: &'e Quote,
    frame: &'e str,
    confidence: f64,
}

#[derive(Serialize)]
struct Mentioned<'e> {
    id: String,
    label: &'e str,
    aliases: &'e [String],
    r#type: &'e str,
    mention: &'e str,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Qualified<'e> {
    place: Option<&'e str>,
    date: Option<Date>,
    role: Option<&'e str>,
    period: Option<&'e str>,
}

impl<'e> Json<'e> {
    /// The JSON of an evidence of the article called `article`.
    pub fn of(article: &'e str, evidence: &'e Evidence) -> Self {
        let quantity = evidence.quantity.as_ref();
        let qualifiers = &evidence.qualifiers;
        Self {
            article,
            language: evidence.language,
            subject: mentioned(&evidence.subject),
            relation: &evidence.relation,
            object: evidence.object.as_ref().map(mentioned),
            value: quantity.map(|quantity| quantity.value),
            unit: quantity.map(|quantity| quantity.unit.as_str()),
            computed: evidence.computed,
            polarity: evidence.polarity,
            modality: evidence.modality,
            aspect: evidence.aspect,
            attributed_to: evidence.attribution.iter().map(|source| source.label.as_str()).collect(),
            qualifiers: Qualified {
                place: qualifiers.place.as_ref().map(|place| place.label.as_str()),
                date: qualifiers.date,
                role: qualifiers.role.as_deref(),
                period: qualifiers.period.as_deref(),
            },
            trigger: &evidence.trigger,
            sentence: &evidence.sentence,
            frame: &evidence.frame,
            confidence: f64::from(evidence.confidence) / 1000.0,
        }
    }

    /// The JSON on one line, with its line feed.
    pub fn line(&self) -> String {
        let mut line = serde_json::to_string(self).unwrap_or_default();
        line.push('\n');
        line
    }
}

fn mentioned(argument: &Argument) -> Mentioned<'_> {
    let Argument { entity, mention } = argument;
    Mentioned {
        id: format!("e:{}", entity.id),
        label: &entity.label,
        aliases: &entity.aliases,
        r#type: &entity.class,
        mention: &mention.text,
        start: mention.start,
        end: mention.end,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_plain(aspect: &Aspect) -> bool {
    *aspect == Aspect::Plain
}

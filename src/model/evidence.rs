//! Evidence: one place in one article that states a claim.

use std::{cmp::Ordering, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{Date, Decimal, Entity, Language};

/// Whether the place says that the claim holds or that it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It holds.
    Affirmed,
    /// It does not.
    Denied,
}

/// How sure the place is of the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// Plainly said.
    Asserted,
    /// Hedged as hearsay.
    Reported,
    /// Intended or in the future.
    Planned,
    /// Possible.
    Possible,
    /// Under a condition, imagined or asked.
    Hypothetical,
}

/// Where in its course the place sees what is claimed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aspect {
    /// Nothing is said of it.
    #[default]
    Plain,
    /// Going on.
    Ongoing,
    /// Over.
    Ended,
    /// Still to come.
    NotYet,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Quantity {
    /// Signed where the relation is a change.
    pub value: Decimal,
    /// `percent`, an ISO 4217 code, or `count`.
    pub unit: String,
}

/// The words of a text at a place: begin and end in Unicode code points from the start of the article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// An entity at a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Argument {
    /// Who or what; shared, as it is named many times.
    pub entity: Arc<Entity>,
    /// The words that name it.
    pub mention: Quote,
}

/// Who says so: one link of the chain of attribution.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Source {
    /// Name, or the words used («people familiar with the matter»).
    pub label: String,
    /// The entity, where it is one.
    pub entity: Option<Arc<Entity>>,
}

/// Place, time and kind of what is claimed, as far as the clause gives them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Qualifiers {
    /// Where.
    pub place: Option<Arc<Entity>>,
    /// When.
    pub date: Option<Date>,
    /// The post held, such as `ceo`.
    pub role: Option<String>,
    /// The period a change is measured over, such as `year-to-date`.
    pub period: Option<String>,
}

/// One place in one article that states a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// [`ArticleHead::id`](super::ArticleHead::id).
    pub article: String,
    /// Language of the sentence.
    pub language: Language,
    /// The sentence.
    pub sentence: Quote,
    /// The words that announce the relation.
    pub trigger: Quote,
    /// Local name of the relation, such as `rejected`.
    pub relation: String,
    /// Who.
    pub subject: Argument,
    /// Whom or what; none where the claim has a quantity alone.
    pub object: Option<Argument>,
    /// How much, for relations with a value.
    pub quantity: Option<Quantity>,
    /// Holds or not.
    pub polarity: Polarity,
    /// How sure.
    pub modality: Modality,
    /// Over, going on, to come.
    pub aspect: Aspect,
    /// Chain of sources, nearest to the claim first (speaker, then outlet).
    pub attribution: Vec<Source>,
    /// Whether a party to the claim says so itself.
    pub by_party: bool,
    /// Whether the quantity is a change that the text does not give but was computed from the two amounts it gives.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub computed: bool,
    /// Place, time, role, period.
    pub qualifiers: Qualifiers,
    /// The frame that fired, such as `rejected/id/verb-1`.
    pub frame: String,
    /// Thousandths.
    pub confidence: u16,
}

impl Evidence {
    /// The entities that it names: subject, object, place and sources.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        let object = self.object.as_ref().map(|object| &object.entity);
        let sources = self.attribution.iter().filter_map(|source| source.entity.as_ref());
        let ends = [Some(&self.subject.entity), object, self.qualifiers.place.as_ref()];
        ends.into_iter().flatten().chain(sources).map(AsRef::as_ref)
    }

    /// The same, to put others in their places.
    pub fn entities_mut(&mut self) -> impl Iterator<Item = &mut Arc<Entity>> {
        let object = self.object.as_mut().map(|object| &mut object.entity);
        let sources = self.attribution.iter_mut().filter_map(|source| source.entity.as_mut());
        let ends = [Some(&mut self.subject.entity), object, self.qualifiers.place.as_mut()];
        ends.into_iter().flatten().chain(sources)
    }

    /// The order of [`Graph::evidence`](super::Graph::evidence): by article, then place in it, then frame, then all else.
    #[must_use]
    pub fn reading_order(&self, other: &Self) -> Ordering {
        let ends = |quote: &Quote| (quote.start, quote.end);
        let place = |e: &Self| {
            let object = e.object.as_ref().map(|object| ends(&object.mention)).unwrap_or_default();
            (ends(&e.sentence), ends(&e.subject.mention), ends(&e.trigger), object)
        };
        let by_place = self.article.cmp(&other.article).then_with(|| place(self).cmp(&place(other)));
        by_place.then_with(|| self.frame.cmp(&other.frame)).then_with(|| self.cmp(other))
    }
}

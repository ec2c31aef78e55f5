//! Whom a text is about: the article as a whole, and at a place in it.

use std::{cmp::Reverse, collections::BTreeMap, ops::Range};

use super::{
    Context, Linked,
    coreference::{Named, REACH, Resolver},
};
use crate::{
    model::{Mention, MentionKind, Referent},
    ontology::Category,
};

/// Whom a whole article is about.
#[derive(Clone, Copy)]
pub(super) struct Topic {
    named: Named,
    /// The token at which it is first named.
    first: usize,
    /// Whether it heads the paragraph.
    heads: bool,
}

impl Topic {
    /// Of a paragraph that a mention heads.
    pub(super) fn headed(mention: &Mention) -> Self {
        let named = Named { referent: mention.referent, class: mention.class, bare: true };
        Self { named, first: mention.tokens.start, heads: true }
    }

    /// Whether it is whom a name at the head of the paragraph means.
    pub(super) fn heads(&self, referent: Referent) -> bool {
        self.heads && self.named.referent == referent
    }

    pub(super) fn referent(&self) -> Referent {
        self.named.referent
    }
}

/// Whom an article is about: the organization that is named most often, of two named equally often the first; what
/// stands in the first two sentences, which news begins with, counts more. Nobody where none is named three times by that
/// count.
pub(super) fn topic(context: &Context<'_>, linked: &Linked) -> Option<Topic> {
    let organization = context.compiled.classes.organization;
    let mut counts: BTreeMap<Referent, (usize, Topic)> = BTreeMap::new();
    for mention in &linked.mentions {
        let named = matches!(mention.kind, MentionKind::Name | MentionKind::UnknownName);
        let fits = mention.class.is_none_or(|class| context.compiled.fits(class, organization));
        if !named || !fits || mention.referent == Referent::Nobody {
            continue;
        }
        let weight = match context.sentence_at(mention.tokens.start) {
            Some(0) => 3,
            Some(1) => 2,
            _ => 1,
        };
        let named = Named { referent: mention.referent, class: mention.class, bare: true };
        counts.entry(mention.referent).or_insert((0, Topic { named, first: mention.tokens.start, heads: false })).0 +=
            weight;
    }
    let most = counts.into_values().max_by_key(|(count, topic)| (*count, Reverse(topic.first)));
    most.filter(|(count, _)| *count >= 3).map(|(_, topic)| topic)
}

impl Resolver<'_> {
    /// Whom a class noun means: one that stands bare and means the one spoken of («perseroan»), whom the whole article
    /// is about; any other, who is most salient.
    pub(super) fn meant(
        &self,
        phrase: &Range<usize>,
        here: &[Named],
        fits: impl Fn(&Named) -> bool,
    ) -> Option<Referent> {
        let pointed = phrase.end < self.sentence.tokens.end && self.category(phrase.end).is(Category::DEMONSTRATIVE);
        let bare = self.category(phrase.start).is(Category::SELF_DEFINITE) && !pointed;
        // «kerja sama perusahaan dengan A»: A is the other.
        let behind = self.linked.mentions.iter().find(|next| next.tokens.start == phrase.end + 1);
        let joint = phrase.end < self.sentence.tokens.end
            && self.category(phrase.end).is(Category::PREPOSITION | Category::COORDINATOR)
            && !self.category(phrase.end).is(Category::GENITIVE);
        let other = behind.filter(|_| joint).map(|next| next.referent);
        let fits = |named: &Named| Some(named.referent) != other && fits(named);
        // «A menggandeng B. Perusahaan yang bermarkas di X itu …»: either may be described.
        let described = phrase.end < self.sentence.tokens.end
            && self.context.grammar.traits.voice_prefix
            && self.category(phrase.end).is(Category::SUBJECT_RELATIVISER);
        if described
            && let Some(last) = self.history.last().filter(|_| here.is_empty() && self.linked.headings.is_empty())
        {
            let mut named = last.iter().filter(|named| fits(named)).map(|named| named.referent);
            let first = named.next();
            if first.is_some() && named.any(|other| Some(other) != first) {
                return None;
            }
        }
        let topic = self.topic.filter(|topic| bare && topic.first < phrase.start && fits(&topic.named));
        topic.map(|topic| topic.referent()).or_else(|| self.most_salient(here, fits))
    }

    /// Whom the text is about at this place: named often, as a subject or object, and lately. Each mention weighs three
    /// times as much without preposition, and a sentence 0.7 of the one behind it. Whom the whole article is about has
    /// the weight of half a mention more.
    pub(super) fn most_salient(&self, here: &[Named], fits: impl Fn(&Named) -> bool) -> Option<Referent> {
        let before = self.history.iter().rev().take(REACH).map(Vec::as_slice);
        let mut weights: BTreeMap<Referent, u32> = BTreeMap::new();
        let mut weight = 10_000;
        let was_named = |topic: &Topic| {
            let here = || here.iter().any(|named| named.referent == topic.named.referent);
            topic.first < self.sentence.tokens.start || here()
        };
        if let Some(topic) = self.topic.filter(|topic| fits(&topic.named) && was_named(topic)) {
            weights.insert(topic.named.referent, weight * 3 / 2);
        }
        for sentence in std::iter::once(here).chain(before) {
            for named in sentence.iter().filter(|named| fits(named)) {
                *weights.entry(named.referent).or_default() += if named.bare { 3 * weight } else { weight };
            }
            weight = weight * 7 / 10;
        }
        weights.into_iter().max_by_key(|(_, weight)| *weight).map(|(referent, _)| referent)
    }
}

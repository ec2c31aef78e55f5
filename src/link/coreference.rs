//! Class nouns, pronouns and «we»: whom they stand for.
//!
//! One rule for each, the surest first. An antecedent must be of a fitting class, stand before its anaphor and not far
//! from it; of several a class noun means the most salient, and a pronoun a subject or object of the nearest sentence.

use std::{collections::BTreeMap, ops::Range};

use super::{
    Context, Linked, Unlisted, mentions_in,
    salience::{self, Topic},
};
use crate::{
    model::{ClassId, Mention, MentionKind, Referent, Sentence, SentenceKind, Shape},
    ontology::{Category, Classes},
};

pub(super) const REACH: usize = 4; // sentences that an antecedent may stand back

/// An entity named before.
#[derive(Clone, Copy)]
pub(super) struct Named {
    pub(super) referent: Referent,
    pub(super) class: Option<ClassId>,
    /// Named without preposition or possessive: likely a subject or object.
    pub(super) bare: bool,
}

/// Resolves what is not named by name.
pub fn resolve(context: &Context<'_>, linked: &mut Linked) {
    let topic = salience::topic(context, linked);
    linked.topic = topic.map(|topic| topic.referent());
    let mut history: Vec<Vec<Named>> = Vec::new();
    let mut at = 0;
    let mut entries: BTreeMap<String, usize> = BTreeMap::new();
    let (mut local, mut paragraph) = (topic, None);
    for sentence in context.sentences {
        let mut here: Vec<Named> = Vec::new();
        if paragraph.replace(sentence.paragraph) != Some(sentence.paragraph) {
            let headed = linked.headings.binary_search(&sentence.tokens.start).is_ok();
            let heading = linked.mentions.get(at).filter(|_| headed);
            local = heading.map(Topic::headed).or(topic);
            if heading.is_some() {
                history.clear();
            }
        }
        while let Some(mention) = linked.mentions.get(at).filter(|mention| mention.tokens.start < sentence.tokens.end) {
            if mention.kind == MentionKind::Demonym {
                let resolver = Resolver { context, linked, history: &history, here: &here, sentence, topic: local };
                if let Some(referent) = resolver.told_by_place(at) {
                    let class = linked.class(context.compiled, referent);
                    let mention = &mut linked.mentions[at];
                    (mention.kind, mention.referent, mention.class) = (MentionKind::ClassNoun, referent, class);
                }
            } else if mention.referent == Referent::Nobody {
                let resolver = Resolver { context, linked, history: &history, here: &here, sentence, topic: local };
                let mut taken = 0..0;
                let found = match resolver.referent(at) {
                    Found::Entity(referent) => referent,
                    Found::Pair(pair) => {
                        linked.pairs.push(pair);
                        Referent::Pair(u32::try_from(linked.pairs.len() - 1).unwrap_or(u32::MAX))
                    }
                    Found::New(unlisted, phrase) => {
                        taken = phrase;
                        let entry = *entries.entry(unlisted.name.clone()).or_insert_with(|| {
                            linked.unlisted.push(unlisted);
                            linked.unlisted.len() - 1
                        });
                        Referent::Unlisted(u32::try_from(entry).unwrap_or(u32::MAX))
                    }
                    Found::Nobody => Referent::Nobody,
                };
                let class = match found {
                    Referent::Pair(at) => linked.class(context.compiled, linked.pairs[at as usize][0]),
                    _ => linked.class(context.compiled, found),
                };
                linked.take(at, taken);
                let mention = &mut linked.mentions[at];
                mention.referent = found;
                if found != Referent::Nobody && matches!(mention.kind, MentionKind::Title(_)) {
                    mention.kind = MentionKind::ClassNoun;
                }
                if matches!(mention.kind, MentionKind::Pronoun | MentionKind::FirstPerson | MentionKind::ClassNoun) {
                    mention.class = class.or(mention.class).or_else(|| context.thing(mention));
                }
            }
            let mention = &linked.mentions[at];
            let is_name = !matches!(mention.kind, MentionKind::Demonym | MentionKind::FirstPerson);
            if mention.referent != Referent::Nobody && is_name {
                let bare = is_bare(context, &linked.mentions, at, sentence);
                here.push(Named { referent: mention.referent, class: mention.class, bare });
            }
            at += 1;
        }
        if sentence.kind != SentenceKind::Boilerplate {
            history.push(here);
        }
    }
}

enum Found {
    Entity(Referent),
    Pair([Referent; 2]),
    /// With the tokens that name it.
    New(Unlisted, Range<usize>),
    Nobody,
}

pub(super) struct Resolver<'r> {
    pub(super) context: &'r Context<'r>,
    pub(super) linked: &'r Linked,
    pub(super) history: &'r [Vec<Named>],
    pub(super) here: &'r [Named],
    pub(super) sentence: &'r Sentence,
    pub(super) topic: Option<Topic>,
}

impl Resolver<'_> {
    fn referent(&self, at: usize) -> Found {
        let mention = &self.linked.mentions[at];
        match mention.kind {
            MentionKind::ClassNoun if self.is_pair(mention) => self.pair(mention).map_or(Found::Nobody, Found::Pair),
            MentionKind::ClassNoun => self.class_noun(at, mention),
            MentionKind::Title(role) => self.holder(at, role).map_or(Found::Nobody, Found::Entity),
            MentionKind::Pronoun if self.is_pair(mention) => self.pair(mention).map_or(Found::Nobody, Found::Pair),
            MentionKind::Pronoun => {
                self.gloss(at).or_else(|| self.pronoun(mention)).map_or(Found::Nobody, Found::Entity)
            }
            MentionKind::FirstPerson => self.speaker().map_or(Found::Nobody, Found::Entity),
            _ => Found::Nobody,
        }
    }

    pub(super) fn category(&self, at: usize) -> Category {
        self.context.grammar.category(self.context.tokens[at].word)
    }

    pub(super) fn classes(&self) -> &Classes {
        &self.context.compiled.classes
    }

    pub(super) fn fits(&self, named: &Named, set: u128) -> bool {
        named.class.is_none_or(|class| self.context.compiled.fits(class, set))
    }

    /// «They (Apple)»: the name in parentheses right behind.
    fn gloss(&self, at: usize) -> Option<Referent> {
        let end = self.linked.mentions[at].tokens.end;
        let open = self.context.tokens.get(end)?.span.of(self.context.text) == "(";
        let next = self.linked.mentions.get(at + 1).filter(|next| open && next.tokens.start == end + 1)?;
        (next.referent != Referent::Nobody).then_some(next.referent)
    }

    /// The noun of a class with a definite or demonstrative.
    fn class_noun(&self, at: usize, mention: &Mention) -> Found {
        let Some(class) = mention.class else { return Found::Nobody };
        let (definite, phrase) = self.noun_phrase(at);
        let country = self.country(&phrase, mention.tokens.start);
        if self.names_apposition(at, class) {
            return Found::Nobody;
        }
        let renamed = || self.renames(at, class);
        if let Some(referent) = self.own_compound(at).or_else(|| self.apposed(at, &phrase, class)).or_else(renamed) {
            return Found::Entity(referent);
        }
        let set = 1u128 << class.0;
        if let Some(referent) = self.is_owned(mention).then(|| self.employer(set)).flatten() {
            return Found::Entity(referent);
        }
        // «The rival»: not the one that the text is about.
        if self.category(mention.tokens.end - 1).is(Category::RELATIONAL) {
            return Found::Nobody;
        }
        let &Classes { organization, person, event, facility, place, product, .. } = self.classes();
        let is = |set: u128| self.context.compiled.fits(class, set) && set != 0;
        if definite
            && !self.is_told_whole(mention, class)
            && is(organization | person | event | facility | place | product)
            && let Some(referent) = self.antecedent(set, class, country, &phrase)
        {
            return Found::Entity(referent);
        }
        let new = self.named_by_phrase(mention, class, definite, &phrase, country.is_some());
        new.map_or(Found::Nobody, |(unlisted, phrase)| Found::New(unlisted, phrase))
    }

    /// Whether a class noun is definite, and the phrase around it without its article.
    pub(super) fn noun_phrase(&self, at: usize) -> (bool, Range<usize>) {
        let mention = &self.linked.mentions[at];
        let (mut start, mut end) = (mention.tokens.start, mention.tokens.end);
        let limits = &self.sentence.tokens;
        // Where there is no article, an organization that a sentence begins with is one that was named.
        let organization = self.classes().organization;
        let opens = self.context.grammar.traits.voice_prefix && start == limits.start;
        let known = opens && mention.class.is_some_and(|class| self.context.compiled.fits(class, organization));
        let mut definite = known || self.is_self_definite(mention);
        for _ in 0..5 {
            if start == limits.start {
                break;
            }
            let category = self.category(start - 1);
            let token = &self.context.tokens[start - 1];
            if category.is(Category::DEFINITE | Category::DEMONSTRATIVE) {
                definite = true;
                break;
            }
            if let Some(compound) = self.seat_compound(start) {
                start = compound;
                continue;
            }
            if category.is(Category::FUNCTION) && !category.is(Category::QUANTIFIER)
                || token.shape.has(Shape::PUNCTUATION)
                || category.is(Category::VERB)
            {
                break;
            }
            let demonym = at > 0
                && self.linked.mentions[at - 1].tokens.end == start
                && matches!(self.linked.mentions[at - 1].kind, MentionKind::Demonym | MentionKind::Name);
            if self.context.grammar.traits.voice_prefix && !demonym {
                break;
            }
            start -= 1;
        }
        for _ in 0..4 {
            if end >= limits.end {
                break;
            }
            let category = self.category(end);
            let token = &self.context.tokens[end];
            if category.is(Category::DEMONSTRATIVE) && !self.context.grammar.traits.head_final {
                definite = true;
                break;
            }
            let place = self.classes().place;
            let next_is_country = self.linked.mentions.get(at + 1).is_some_and(|next| {
                next.class.is_some_and(|class| self.context.compiled.fits(class, place))
                    && (next.tokens.contains(&end) || next.tokens.start == end + 1)
            });
            let joins = category.is(Category::GENITIVE) && next_is_country;
            let ends = category.is(Category::FUNCTION | Category::VERB) || token.shape.has(Shape::PUNCTUATION);
            if !joins && !next_is_country && (ends || self.context.grammar.traits.head_final) {
                break;
            }
            end += 1;
        }
        // What hangs on at the right end and is no country does not belong to the name.
        if !definite {
            let country_end = self.linked.mentions.get(at + 1).map(|next| next.tokens.end).filter(|next| *next <= end);
            end = country_end.unwrap_or(mention.tokens.end);
        }
        (definite, start..end)
    }

    /// Whether a noun phrase stands behind a preposition.
    fn is_governed(&self, phrase: &Range<usize>) -> bool {
        let inside = |at: &usize| *at > self.sentence.tokens.start;
        let article = Some(phrase.start).filter(inside).map(|at| at - 1);
        let articled = article.is_some_and(|at| self.category(at).is(Category::DEFINITE | Category::DEMONSTRATIVE));
        let before = if articled { article.filter(inside).map(|at| at - 1) } else { article };
        before.is_some_and(|at| {
            let category = self.category(at);
            category.is(Category::PREPOSITION) && !category.is(Category::CLAUSE_OPENER | Category::GENITIVE)
        })
    }

    /// Whether the name a class noun belongs to stands right beside it: «the carmaker BMW».
    fn names_apposition(&self, at: usize, class: ClassId) -> bool {
        let mention = &self.linked.mentions[at];
        let near = |other: &Mention| {
            let compatible = |named: ClassId| {
                self.context.compiled.ontology.is_a(named, class) || self.context.compiled.ontology.is_a(class, named)
            };
            other.kind != MentionKind::ClassNoun
                && other.referent != Referent::Nobody
                && other.class.is_none_or(compatible)
        };
        self.linked.mentions.get(at + 1).is_some_and(|next| {
            let gap = mention.tokens.end..next.tokens.start;
            gap.len() <= 2
                && near(next)
                && gap.clone().all(|token| {
                    !self.category(token).is(Category::FUNCTION | Category::VERB)
                        && !self.context.tokens[token].shape.has(Shape::PUNCTUATION)
                })
        })
    }

    pub(super) fn antecedent(
        &self,
        set: u128,
        class: ClassId,
        country: Option<&str>,
        phrase: &Range<usize>,
    ) -> Option<Referent> {
        let classes = self.classes();
        let commercial = [classes.company, classes.product].iter().any(|set| self.context.compiled.fits(class, *set))
            || classes.organization == 1 << class.0;
        let fits = |named: &&Named| {
            let compiled = self.context.compiled;
            let class_fits = match named.class {
                Some(own) => {
                    let unlisted = matches!(named.referent, Referent::Unlisted(_));
                    // A name known as an organization and no more may be a carmaker; a court is told as one.
                    compiled.fits(own, set) || unlisted && commercial && compiled.ontology.is_a(class, own)
                }
                // A name of which nothing is known may be a company; an authority, a place or an event is told as one.
                None => matches!(named.referent, Referent::Unlisted(_)) && commercial,
            };
            let country_fits = match (country, named.referent) {
                (Some(country), Referent::Known(at)) => {
                    compiled.entity(at).country.as_deref().map_or(commercial, |own| own == country)
                }
                _ => true,
            };
            // An outlet is whoever tells the story, unless the noun says so.
            let outlet = |class: ClassId| classes.media != 0 && compiled.fits(class, classes.media);
            let teller = named.class.is_some_and(outlet) && !outlet(class);
            class_fits && country_fits && !teller
        };
        // «A bought a stake in the Munich-based company»: whoever is told by a place is not named in the same sentence,
        // unless known to be from there.
        let from = |named: &Named| match named.referent {
            _ if self.topic.is_some_and(|topic| topic.heads(named.referent)) => true,
            Referent::Known(at) => country.is_some() && self.context.compiled.entity(at).country.as_deref() == country,
            _ => false,
        };
        let placed = self.tells_place(phrase);
        let here: Vec<Named> = self.here.iter().filter(|named| !placed || from(named)).copied().collect();
        // «A took over B and merged C with the company»: behind a preposition, who was named last; the subject would be
        // named by a pronoun.
        if self.is_governed(phrase)
            && let Some(last) = here.iter().rev().find(fits)
        {
            return Some(last.referent);
        }
        self.meant(phrase, &here, |named| fits(&named))
    }

    /// The first fitting entity of the nearest sentence before, subjects and objects preferred.
    fn before(&self, fits: impl Fn(&Named) -> bool) -> Option<&Named> {
        self.history.iter().rev().take(REACH).find_map(|sentence| {
            sentence
                .iter()
                .find(|named| named.bare && fits(named))
                .or_else(|| sentence.iter().find(|named| fits(named)))
        })
    }

    fn pronoun(&self, mention: &Mention) -> Option<Referent> {
        let category = self.category(mention.tokens.start);
        let classes = self.classes();
        let set = if category.is(Category::PERSON_PRONOUN) {
            classes.person
        } else if self.context.grammar.traits.head_final && !self.context.grammar.traits.verb_second {
            classes.organization | classes.product
        } else {
            classes.organization | classes.person
        };
        // «Elles» are several; of «they» and «sie» that is not sure.
        if self.context.grammar.traits.clitic_pronouns && category.is(Category::PLURAL_PRONOUN) {
            return None;
        }
        let subject = self.here.iter().find(|named| named.bare);
        let before = mention.tokens.start.checked_sub(1).filter(|at| *at >= self.sentence.tokens.start);
        let governed = before.is_some_and(|at| {
            self.category(at).is(Category::VERB | Category::PREPOSITION)
                && !self.category(at).is(Category::CLAUSE_OPENER | Category::REPORTING)
        });
        let object_only =
            category.is(Category::OBJECT_PRONOUN) && (governed || !category.is(Category::SUBJECT_PRONOUN));
        if object_only {
            let owner = self.relative_subject(mention);
            let fits = |named: &Named| {
                self.fits(named, set)
                    && subject.is_none_or(|subject| subject.referent != named.referent || owner.is_some())
                    && owner != Some(named.referent)
            };
            return self
                .here
                .iter()
                .rev()
                .find(|named| fits(named))
                .or_else(|| self.before(fits))
                .map(|named| named.referent);
        }
        let fits = |named: &Named| self.fits(named, set);
        let found = self.here.iter().find(|named| named.bare && fits(named)).or_else(|| {
            self.history
                .iter()
                .rev()
                .take(2)
                .find_map(|sentence| sentence.iter().find(|named| named.bare && fits(named)))
        });
        found.map(|named| named.referent)
    }

    /// «We» in a quotation: the organization of whoever speaks.
    fn speaker(&self) -> Option<Referent> {
        let person = self.classes().person;
        let speaks = |sentence: &Sentence| {
            let inside = mentions_in(&self.linked.mentions, &sentence.tokens).iter();
            let outside = |mention: &&Mention| !self.context.tokens[mention.tokens.start].shape.has(Shape::QUOTED);
            let fits =
                |mention: &&Mention| mention.class.is_some_and(|class| self.context.compiled.fits(class, person));
            inside
                .filter(outside)
                .filter(fits)
                .map(|mention| mention.referent)
                .find(|referent| *referent != Referent::Nobody)
        };
        let at = self.context.sentence_at(self.sentence.tokens.start)?;
        let same =
            |other: usize| self.context.sentences.get(other).filter(|other| other.paragraph == self.sentence.paragraph);
        let nearby = [Some(at), at.checked_sub(1), Some(at + 1), at.checked_sub(2), Some(at + 2)];
        let who = nearby.into_iter().flatten().filter_map(same).find_map(speaks)?;
        self.linked.posts.get(&who).copied()
    }
}

/// Whether a mention stands without preposition and possessive.
pub(super) fn is_bare(context: &Context<'_>, mentions: &[Mention], at: usize, sentence: &Sentence) -> bool {
    let mention = &mentions[at];
    let category = |token: usize| context.grammar.category(context.tokens[token].word);
    let next = context.tokens.get(mention.tokens.end).filter(|_| mention.tokens.end < sentence.tokens.end);
    let owned = next.is_some_and(|next| matches!(next.span.of(context.text), "'s" | "’s" | "'" | "’" | "-"));
    if owned || mention.possessive {
        return false;
    }
    let mut start = mention.tokens.start;
    for _ in 0..4 {
        if start <= sentence.tokens.start {
            return true;
        }
        let here = category(start - 1);
        if here.is(Category::PREPOSITION | Category::GENITIVE | Category::AGENT) {
            return false;
        }
        let passes = here.is(Category::DETERMINER) || !here.is(Category::FUNCTION | Category::VERB);
        if !passes || context.tokens[start - 1].shape.has(Shape::PUNCTUATION) {
            return true;
        }
        start -= 1;
    }
    true
}

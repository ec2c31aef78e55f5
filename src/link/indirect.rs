//! Two at once, a post alone, a company by its owner or in apposition: who is meant without being named.
//!
//! Rules of `coreference`, which calls them; each gives the entity, or nobody where the article does not tell.

use std::ops::Range;

use super::{
    Unlisted,
    coreference::{Named, Resolver, is_bare},
    mentions_in,
};
use crate::{
    model::{ClassId, Mention, MentionKind, Referent, Shape},
    ontology::{Category, Classes, FormOf, forms::Features},
};

impl Resolver<'_> {
    /// «Both companies», «keduanya»: whether the words up to a mention speak of two.
    pub(super) fn is_pair(&self, mention: &Mention) -> bool {
        let tokens = self.context.tokens;
        let first = mention.tokens.end.saturating_sub(5).max(self.sentence.tokens.start);
        (first..=mention.tokens.start).rev().any(|start| {
            let mut found = false;
            let words = tokens[start..mention.tokens.end].iter().map(|token| token.word);
            self.context.grammar.phrases.phrases(words, |len, categories| {
                found |= start + len == mention.tokens.end && categories.iter().any(|c| c.is(Category::PAIR));
            });
            found || start + 1 == mention.tokens.end && self.category(start).is(Category::PAIR)
        })
    }

    /// «Perseroan»: whether a class noun means the one spoken of as it stands, with nothing before it that counts and
    /// nothing behind it that tells which or what kind.
    pub(super) fn is_self_definite(&self, mention: &Mention) -> bool {
        let Range { start, end } = mention.tokens;
        let before = start.checked_sub(1).filter(|at| *at >= self.sentence.tokens.start);
        let counted = before.is_some_and(|at| {
            self.category(at).is(Category::DETERMINER) || self.context.tokens[at].shape.has(Shape::NUMBER)
        });
        let told = self.context.tokens.get(end).filter(|_| end < self.sentence.tokens.end).is_some_and(|token| {
            let category = self.category(end);
            let closes = Category::FUNCTION | Category::VERB | Category::ADVERB | Category::CUE | Category::TIME_UNIT;
            let verb = self.context.grammar.affixes.looks_like_verb(token.span.of(self.context.text));
            let other = Category::RELATIVISER | Category::QUANTIFIER | Category::GENITIVE | Category::LIST_CONNECTOR;
            let which = category.is(other);
            let capital = token.shape.has(Shape::CAPITAL);
            let noun = !category.is(closes) && !verb && !token.shape.has(Shape::PUNCTUATION);
            // «Direktur perseroan Anna Berger»
            let post = |before: &Mention| before.tokens.end == start && matches!(before.kind, MentionKind::Title(_));
            which || noun && !(capital && self.linked.mentions.iter().any(post))
        });
        self.category(start).is(Category::SELF_DEFINITE) && !counted && !told
    }

    /// The last two of a class that were named before.
    pub(super) fn pair(&self, mention: &Mention) -> Option<[Referent; 2]> {
        let set = mention.class.map_or_else(|| self.classes().organization, |class| 1u128 << class.0);
        let before = self.history.iter().rev().take(2).map(Vec::as_slice);
        let mut found: Vec<Referent> = Vec::new();
        for sentence in std::iter::once(self.here).chain(before) {
            let last = sentence.iter().rev().filter(|named| self.fits(named, set));
            for named in last {
                if !found.contains(&named.referent) && !matches!(named.referent, Referent::Pair(_)) {
                    found.push(named.referent);
                }
            }
            if found.len() >= 2 {
                return Some([found[1], found[0]]);
            }
        }
        None
    }

    /// Whether a class noun tells by itself whom or what it means, so that nothing named before is meant: a ministry by
    /// its department, goods by whom they come from («les puces de A»), a company by its part to another one («le
    /// fournisseur de l'avionneur»).
    pub(super) fn is_told_whole(&self, mention: &Mention, class: ClassId) -> bool {
        if self.is_department(mention, class) {
            return true;
        }
        let &Classes { organization, product, .. } = self.classes();
        let fits = |class: ClassId, set: u128| self.context.compiled.fits(class, set);
        let genitive = mention.tokens.end;
        let behind = |at: usize| at < self.sentence.tokens.end;
        let determined = self.context.grammar.traits.determined_nouns;
        if !determined || !behind(genitive + 1) || !self.category(genitive).is(Category::GENITIVE) {
            return false;
        }
        let article = self.category(genitive + 1).is(Category::DEFINITE);
        let first = genitive + 1 + usize::from(article);
        let Some(owner) = self.linked.mentions.iter().find(|other| other.tokens.start == first) else { return false };
        match owner.kind {
            MentionKind::Name | MentionKind::UnknownName => fits(class, product),
            // «un groupe de laboratoires»: without an article it tells the kind.
            MentionKind::ClassNoun => {
                let whole = article || !self.category(genitive).is(Category::INFINITIVE_MARKER);
                whole && fits(class, organization) && owner.class.is_some_and(|owner| fits(owner, organization))
            }
            _ => false,
        }
    }

    /// «Le ministère de la Santé», «das Gesundheitsministerium»: whether a ministry is named by its department.
    fn is_department(&self, mention: &Mention, class: ClassId) -> bool {
        let bare = self.category(mention.tokens.start).is(Category::ORGANIZATION_NOUN);
        let compound = self.context.grammar.traits.noun_capitals && !bare;
        self.context.compiled.fits(class, self.classes().ministry) && (mention.tokens.len() > 1 || compound)
    }

    /// A facility, an event or an authority that its phrase names: «the Vernell plant», «Staatsanwaltschaft Wien»; and
    /// the tokens of an authority's name from its noun on.
    pub(super) fn named_by_phrase(
        &self,
        mention: &Mention,
        class: ClassId,
        definite: bool,
        phrase: &Range<usize>,
        in_country: bool,
    ) -> Option<(Unlisted, Range<usize>)> {
        let &Classes { event, facility, authority, .. } = self.classes();
        let is = |set: u128| self.context.compiled.fits(class, set) && set != 0;
        let department = definite && self.is_department(mention, class);
        // «Parquet de Nanterre», but not «offices in Nanterre».
        let placed =
            |at: usize| self.category(at).is(Category::PREPOSITION) && !self.category(at).is(Category::GENITIVE);
        let local = self.tells_place(phrase) && !(mention.tokens.end..phrase.end).any(placed);
        let official = is(authority) && (in_country || department || local);
        if !(is(facility) || is(event) && phrase.len() > 2 && definite || official) {
            return None;
        }
        let phrase = self.without_amount(phrase, mention.tokens.start);
        let span = self.context.tokens[phrase.start].span.join(self.context.tokens[phrase.end - 1].span);
        let name = span.of(self.context.text).split_whitespace().collect::<Vec<_>>().join(" ");
        // «Des Gesundheitsministeriums»: its name has no ending of the genitive.
        let articled = phrase.start.checked_sub(1).map(|at| self.context.tokens[at].span.of(self.context.text));
        let genitive =
            department && phrase.len() == 1 && articled.is_some_and(|a| self.context.grammar.is_genitive_article(a));
        let name = name.strip_suffix('s').filter(|_| genitive).map_or(name.clone(), str::to_owned);
        let taken = if official { mention.tokens.end..phrase.end } else { 0..0 };
        Some((Unlisted { name, aliases: Vec::new(), class: Some(class) }, taken))
    }

    /// A definite post that nobody is named beside stands for whom the article has in it.
    pub(super) fn holder(&self, at: usize, role: u16) -> Option<Referent> {
        let title = &self.linked.mentions[at];
        let beside = |other: &Mention| {
            let gap = if other.tokens.start >= title.tokens.end {
                title.tokens.end..other.tokens.start
            } else {
                other.tokens.end..title.tokens.start
            };
            let joins = |at: usize| {
                self.context.tokens[at].shape.has(Shape::PUNCTUATION)
                    || self.category(at).is(Category::DETERMINER | Category::GENITIVE | Category::COORDINATOR)
            };
            let named = matches!(
                other.kind,
                MentionKind::Name | MentionKind::UnknownName | MentionKind::AmbiguousName | MentionKind::Descriptor
            );
            named && gap.len() < 4 && gap.into_iter().all(joins)
        };
        let next = self.linked.mentions.get(at + 1).filter(|next| next.tokens.start < self.sentence.tokens.end);
        let last = at.checked_sub(1).map(|at| &self.linked.mentions[at]);
        let last = last.filter(|last| last.tokens.start >= self.sentence.tokens.start);
        if next.is_some_and(beside) || last.is_some_and(beside) || !self.noun_phrase(at).0 {
            return None;
        }
        let genitive = |at: usize| at < self.sentence.tokens.end && self.category(at).is(Category::GENITIVE);
        let named = |who: &Referent| self.here.iter().chain(self.history.iter().flatten()).any(|n| n.referent == *who);
        if genitive(title.tokens.end) {
            return None;
        }
        self.linked.holders.iter().rev().filter(|(post, _)| *post == role).map(|(_, who)| *who).find(named)
    }

    /// «His company», «perusahaannya»: whether a possessive stands before a class noun, or on it as a suffix.
    pub(super) fn is_owned(&self, mention: &Mention) -> bool {
        let start = mention.tokens.start;
        let before = start.checked_sub(1).filter(|before| *before >= self.sentence.tokens.start);
        let word = self.context.tokens[mention.tokens.end - 1].word;
        let suffix = |form: &FormOf| form.features.has(Features::CLITIC);
        before.is_some_and(|before| self.category(before).is(Category::POSSESSIVE))
            || self.context.grammar.forms(word).iter().any(suffix)
    }

    /// «A, who founded it», «A, qui l'a fondée»: who does what a relative clause tells before its object pronoun.
    pub(super) fn relative_subject(&self, pronoun: &Mention) -> Option<Referent> {
        let limit = self.sentence.tokens.start;
        let within = |at: &usize| !self.context.tokens[*at].shape.has(Shape::PUNCTUATION);
        let mut before = (limit..pronoun.tokens.start).rev().take(6).take_while(within);
        let relativiser = before.find(|&at| {
            let category = self.category(at);
            category.is(Category::SUBJECT_RELATIVISER) && !category.is(Category::DETERMINER | Category::COMPLEMENTIZER)
        })?;
        let near = |mention: &&Mention| mention.tokens.end <= relativiser && relativiser - mention.tokens.end <= 1;
        let all = mentions_in(&self.linked.mentions, &(limit..relativiser));
        all.iter().rev().find(near).map(|mention| mention.referent).filter(|referent| *referent != Referent::Nobody)
    }

    /// The organization at which the person last named in the sentence holds a post.
    pub(super) fn employer(&self, set: u128) -> Option<Referent> {
        let person = self.classes().person;
        let is_person = |named: &&Named| named.class.is_some_and(|class| self.context.compiled.fits(class, person));
        let who = self.here.iter().rev().find(is_person)?;
        let place = self.linked.posts.get(&who.referent).copied()?;
        let class = self.linked.class(self.context.compiled, place);
        class.is_none_or(|class| self.context.compiled.fits(class, set)).then_some(place)
    }

    /// «BYD, a company from China»: the name before the comma that a class noun describes.
    pub(super) fn renames(&self, at: usize, class: ClassId) -> Option<Referent> {
        let start = self.linked.mentions[at].tokens.start;
        let last = &self.linked.mentions[at.checked_sub(1)?];
        if last.tokens.start < self.sentence.tokens.start {
            return None;
        }
        let between = last.tokens.end..start;
        let mut words = between.clone().filter(|&at| !self.category(at).is(Category::DEFINITE | Category::INDEFINITE));
        let comma = words.next().is_some_and(|at| self.context.tokens[at].span.of(self.context.text) == ",");
        let named = matches!(last.kind, MentionKind::Name | MentionKind::UnknownName);
        let ontology = &self.context.compiled.ontology;
        let alike = last.class.is_some_and(|own| ontology.is_a(own, class) || ontology.is_a(class, own));
        let bare = is_bare(self.context, &self.linked.mentions, at - 1, self.sentence);
        (comma && words.next().is_none() && named && alike && bare && last.referent != Referent::Nobody)
            .then_some(last.referent)
    }

    /// «Norrglim-Konzern»: a word for organizations behind the name of one, in one compound, is that one.
    pub(super) fn own_compound(&self, at: usize) -> Option<Referent> {
        let noun = &self.linked.mentions[at];
        let hyphen = noun.tokens.start.checked_sub(1).filter(|at| *at > self.sentence.tokens.start)?;
        let glued = |at: usize| self.context.tokens[at].shape.has(Shape::GLUED);
        let joined = self.context.tokens[hyphen].span.of(self.context.text) == "-"
            && glued(hyphen)
            && glued(noun.tokens.start)
            && self.category(noun.tokens.start).is(Category::ORGANIZATION_NOUN);
        let name = self.linked.mentions.get(at.checked_sub(1)?)?;
        let organization = self.classes().organization;
        let fits = name.class.is_none_or(|class| self.context.compiled.fits(class, organization));
        (joined && name.tokens.end == hyphen && fits && name.referent != Referent::Nobody).then_some(name.referent)
    }

    /// «Norrglim, a lender owned by»: the class noun of an apposition is who is named before its comma.
    pub(super) fn apposed(&self, at: usize, phrase: &Range<usize>, class: ClassId) -> Option<Referent> {
        let noun = &self.linked.mentions[at];
        let limit = self.sentence.tokens.start + 2;
        let article = (noun.tokens.start.saturating_sub(9).max(limit)..noun.tokens.start)
            .rev()
            .take_while(|&at| {
                let stops = self
                    .category(at)
                    .is(Category::PREPOSITION | Category::RELATIVISER | Category::AUXILIARY | Category::GENITIVE);
                !stops && !matches!(self.context.tokens[at].span.of(self.context.text), ";" | ":" | "(" | ")")
            })
            .find(|&at| self.category(at).is(Category::DEFINITE | Category::INDEFINITE))?;
        let comma = article - 1;
        let name = mentions_in(&self.linked.mentions, &(self.sentence.tokens.start..comma)).last()?;
        let known = name.class.is_some_and(|named| {
            let ontology = &self.context.compiled.ontology;
            ontology.is_a(named, class) || ontology.is_a(class, named)
        });
        let names = matches!(name.kind, MentionKind::Name | MentionKind::UnknownName);
        // «Facing Norrglim, the group has cut its prices»: before its verb the noun is a subject of its own.
        let ends = noun.tokens.end;
        let subject = ends < self.sentence.tokens.end && self.category(ends).is(Category::AUXILIARY);
        (self.context.tokens[comma].span.of(self.context.text) == ","
            && !subject
            && name.tokens.end == comma
            && names
            && known
            && phrase.start > comma
            && name.referent != Referent::Nobody)
            .then_some(name.referent)
    }

    /// The phrase of a facility from behind the amount that it cost or makes: «a $2 billion chip factory in Leipzig».
    pub(super) fn without_amount(&self, phrase: &Range<usize>, noun: usize) -> Range<usize> {
        let amount = mentions_in(&self.linked.mentions, &(phrase.start.saturating_sub(4)..noun))
            .iter()
            .rev()
            .find(|mention| matches!(mention.kind, MentionKind::Amount(_)) && mention.tokens.end > phrase.start);
        let Some(amount) = amount else { return phrase.clone() };
        let capitals = self.context.grammar.traits.noun_capitals;
        let mut start = amount.tokens.end;
        // «2-billion-euro», and the adjective that an amount measures where nouns have capitals.
        let measures = |at: usize| {
            let shape = self.context.tokens[at].shape;
            shape.has(Shape::GLUED) || capitals && !shape.has(Shape::CAPITAL)
        };
        while start < noun && measures(start) {
            start += 1;
        }
        start.min(noun)..phrase.end
    }
}

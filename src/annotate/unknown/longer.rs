//! Names that are longer than what is known of their words.

use std::{collections::BTreeMap, ops::Range};

use super::Finder;
use crate::{
    model::{ClassId, Mention, MentionKind, Sentence, Shape},
    ontology::Category,
};

/// A part of a name of which something is known by itself.
struct Part {
    end: usize,
    /// A class noun, and no name.
    noun: bool,
}

impl Finder<'_> {
    /// A name that begins at `start` and is longer than what is known of its words: «Adams Capital Management» with two
    /// class nouns, «Kenneth Lewis» with the family name of somebody known, «BMW Bank», «Bank of Norrland».
    pub(super) fn longer(&self, start: usize, sentence: &Sentence, headline: bool) -> Option<Range<usize>> {
        let limit = sentence.tokens.end;
        if headline || !self.tokens[start].shape.has(Shape::CAPITAL) {
            return None;
        }
        if let Some(end) = self.institution(start, limit).or_else(|| self.behind_prefix(start, limit)) {
            return Some(start..end);
        }
        let (mut end, mut plain, mut known, mut nouns) = (start, 0, 0, 0);
        while end < limit && (end == start || !self.tokens[end].shape.has(Shape::LINE_START)) {
            if end > start && self.category(end).is(Category::LEGAL_PREFIX) {
                break;
            }
            if self.is_plain_name(end) {
                plain += 1;
                end += 1;
            } else if let Some(part) = self.known_part(end, start, sentence) {
                if part.noun {
                    nouns += 1;
                } else {
                    known += 1;
                }
                end = part.end;
            } else if self.is_joint(end) && end > start && end + 1 < limit && self.is_plain_name(end + 1) {
                end += 1;
            } else if let Some(behind) = (end > start).then(|| self.initial(end, limit)).flatten() {
                end = behind - 1;
            } else if end > start && end + 1 < limit && self.is_capital_inside(end) {
                end += 1;
            } else {
                break;
            }
        }
        let two = nouns > 1 && start > sentence.tokens.start && !self.grammar.traits.noun_capitals;
        let joined = plain > 0 && known + nouns > 0 || known > 0 && nouns > 0 || two;
        joined.then_some(start..end)
    }

    /// «Bank of Norrland»: where a name ends that begins with the class noun at `start` and goes on with a genitive.
    fn institution(&self, start: usize, limit: usize) -> Option<usize> {
        let noun = &self.mentions[self.covered[start]?];
        let organization = self.compiled.classes.organization;
        let fits = noun.kind == MentionKind::ClassNoun
            && noun.class.is_some_and(|class| self.compiled.fits(class, organization))
            && !self.grammar.traits.noun_capitals;
        let end = noun.tokens.end;
        (fits && end < limit && self.category(end).is(Category::GENITIVE)).then(|| self.name_behind(end + 1, limit))?
    }

    /// «PT Telaga Energi Indonesia»: where a name ends that begins with the legal form at `start`. All words with
    /// capitals belong to it, up to a person behind whose post it stands.
    fn behind_prefix(&self, start: usize, limit: usize) -> Option<usize> {
        let prefix = self.category(start).is(Category::LEGAL_PREFIX) && self.covered[start].is_none();
        let post = start.checked_sub(1).and_then(|before| self.covered[before]);
        let of_post = post.is_some_and(|at| matches!(self.mentions[at].kind, MentionKind::Title(_)));
        if !prefix || of_post || self.is_line(start) {
            return None;
        }
        let person = self.compiled.classes.person;
        let goes_on = |at: usize| {
            let known = self.covered[at].map(|index| &self.mentions[index]);
            let apart = known.is_some_and(|mention| {
                let is_person = mention.class.is_some_and(|class| self.compiled.fits(class, person));
                matches!(mention.kind, MentionKind::Title(_)) || is_person
            });
            self.tokens[at].shape.has(Shape::CAPITAL) && !apart && !self.tokens[at].shape.has(Shape::LINE_START)
        };
        let end = (start + 1..limit).find(|&at| !goes_on(at)).unwrap_or(limit);
        let plain =
            (start + 1..end).any(|at| self.covered[at].is_none() && !self.category(at).is(Category::LEGAL_FORM));
        (end > start + 2 && plain).then_some(end)
    }

    /// «Bank Lintas Samudra»: a small word whose capital only a name explains.
    fn is_capital_inside(&self, at: usize) -> bool {
        let capital =
            |at: usize| self.tokens[at].shape.has(Shape::CAPITAL) && !self.tokens[at].shape.has(Shape::LINE_START);
        !self.grammar.traits.noun_capitals
            && capital(at)
            && capital(at + 1)
            && self.covered[at].is_none()
            && !self.is_line(at)
            && self.category(at).is(Category::FUNCTION)
            && !self.category(at).is(Category::HONORIFIC | Category::DETERMINER)
            && (self.is_plain_name(at + 1) || self.is_class_noun(at + 1))
    }

    /// Where the name ends that begins at `at`, known or not.
    fn name_behind(&self, at: usize, limit: usize) -> Option<usize> {
        if at >= limit || !self.tokens[at].shape.has(Shape::CAPITAL) {
            return None;
        }
        match self.covered[at].map(|index| &self.mentions[index]) {
            None => self.is_plain_name(at).then(|| self.run(at, limit)),
            Some(mention) => matches!(mention.kind, MentionKind::Name | MentionKind::AmbiguousName)
                .then_some(mention.tokens.end.min(limit)),
        }
    }

    /// What is known of the words at `at` and may yet be only part of a longer name that begins at `start`.
    fn known_part(&self, at: usize, start: usize, sentence: &Sentence) -> Option<Part> {
        let mention = &self.mentions[self.covered[at]?];
        if mention.tokens.start != at || mention.possessive || !self.tokens[at].shape.has(Shape::CAPITAL) {
            return None;
        }
        let end = mention.tokens.end;
        let classes = &self.compiled.classes;
        let is = |set: u128| mention.class.is_some_and(|own| self.compiled.fits(own, set));
        let noun_capitals = self.grammar.traits.noun_capitals;
        // Where the head comes last an organization and a person do not stand side by side without a title.
        let apart = self.grammar.traits.head_final && !noun_capitals;
        let first = at == sentence.tokens.start || self.opens(at) || self.is_line(at);
        match mention.kind {
            // The family name of a known person behind or before an unknown given name.
            MentionKind::AmbiguousName if is(classes.person) => Some(Part { end, noun: false }),
            MentionKind::AmbiguousName if apart => Some(Part { end, noun: false }),
            // «Dana Norrgren»: a name of one word that may be a given name, before a new word.
            MentionKind::AmbiguousName
                if at == start
                    && end == at + 1
                    && end < sentence.tokens.end
                    && self.is_plain_name(end)
                    && self.is_new_word(end) =>
            {
                Some(Part { end, noun: false })
            }
            // «Peter Lindner»: the family name of a known person behind another given name.
            MentionKind::Name
                if is(classes.person)
                    && at > start
                    && end == at + 1
                    && !self.is_line(at)
                    && self.is_plain_name(at - 1)
                    && self.is_new_word(at - 1) =>
            {
                Some(Part { end, noun: false })
            }
            // «Harbin Capital», «Pacific Norrglim»: a place, and a word for organizations or a new one right behind it.
            MentionKind::Name
                if (is(classes.place) || is(classes.technology) || is(classes.product))
                    && !is(classes.organization)
                    && apart
                    && at == start
                    && !self.is_line(at) =>
            {
                let inside = at > sentence.tokens.start && is(classes.place);
                let named = end < sentence.tokens.end
                    && (self.category(end).is(Category::ORGANIZATION_NOUN) || inside && self.is_new_word(end))
                    && self.is_plain_name(end);
                named.then_some(Part { end, noun: false })
            }
            // A class noun with a capital that nothing else explains.
            MentionKind::ClassNoun if !(noun_capitals || first && at == start) => {
                let capitals = (at..end).all(|at| self.tokens[at].shape.has(Shape::CAPITAL));
                let behind = at > start || end < sentence.tokens.end && !self.category(end).is(Category::VERB);
                (capitals && behind && !is(classes.person)).then_some(Part { end, noun: true })
            }
            // «Thierry Norrglim», «Syntec Biofuel»: a known name right behind an unknown one.
            MentionKind::Name
                if at > start
                    && apart
                    && !self.is_line(at)
                    && end == at + 1
                    && start > sentence.tokens.start
                    && (is(classes.organization) || is(classes.technology))
                    && self.is_plain_name(at - 1)
                    && self.is_new_word(at - 1) =>
            {
                Some(Part { end, noun: false })
            }
            // «Norrglim Deutschland», «Air Berlin»: a subsidiary, a place in a name.
            MentionKind::Name
                if at > start && is(classes.place) && !self.is_line(at) && start > sentence.tokens.start =>
            {
                let before = at - 1;
                let named = is(classes.country) && self.is_new_word(before)
                    || self.category(before).is(Category::ORGANIZATION_NOUN);
                (self.is_plain_name(before) && named).then_some(Part { end, noun: false })
            }
            // «Matthias Müller»: behind an unknown given name.
            MentionKind::AmbiguousName
                if noun_capitals
                    && at > start
                    && end == at + 1
                    && self.is_plain_name(at - 1)
                    && self.is_new_word(at - 1) =>
            {
                Some(Part { end, noun: false })
            }
            // «BMW Bank»: a known organization, and a word for organizations right behind it.
            MentionKind::Name if is(classes.organization) && at == start && !self.is_line(at) => {
                let next = end;
                let named = next < sentence.tokens.end
                    && self.tokens[next].shape.has(Shape::CAPITAL)
                    && (self.category(next).is(Category::ORGANIZATION_NOUN) || apart && self.is_new_word(next))
                    && (self.is_plain_name(next) || self.is_class_noun(next) && !noun_capitals);
                named.then_some(Part { end, noun: false })
            }
            _ => None,
        }
    }

    fn is_class_noun(&self, at: usize) -> bool {
        self.covered[at].is_some_and(|index| self.mentions[index].kind == MentionKind::ClassNoun)
    }

    /// A class noun written with a capital.
    pub(super) fn is_capital_class_noun(&self, at: usize) -> bool {
        self.is_class_noun(at) && self.tokens[at].shape.has(Shape::CAPITAL)
    }

    /// A hyphen, an ampersand or a small word inside a name.
    pub(super) fn is_joint(&self, at: usize) -> bool {
        let written = self.tokens[at].span.of(self.text);
        written == "-" && self.tokens[at].shape.has(Shape::GLUED)
            || written == "&"
            || self.category(at).is(Category::NAME_PARTICLE)
    }

    /// Names behind a post that begin with another name of the article: «CEO Shipper Phil Oparah» holds an organization
    /// and a person. Gives the position of each, and where its second part begins.
    pub(super) fn parted(&self, sure: &[Mention], known: &BTreeMap<&str, Option<ClassId>>) -> Vec<(usize, usize)> {
        let person = self.compiled.classes.person;
        let is_person = |class: Option<ClassId>| class.is_some_and(|class| self.compiled.fits(class, person));
        let behind_post = |mention: &Mention| {
            let before = mention.tokens.start.checked_sub(1).and_then(|at| self.covered[at]);
            before.is_some_and(|at| matches!(self.mentions[at].kind, MentionKind::Title(_)))
        };
        let place = |mention: &Mention| {
            let ends = (mention.tokens.start + 1..mention.tokens.end).rev();
            ends.into_iter().find(|&end| {
                let part = self.span(&(mention.tokens.start..end)).of(self.text);
                known.get(part).is_some_and(|class| !is_person(*class))
            })
        };
        let head_initial = !self.grammar.traits.head_final;
        let fits = |mention: &Mention| head_initial && is_person(mention.class) && behind_post(mention);
        sure.iter().enumerate().filter(|(_, m)| fits(m)).filter_map(|(at, m)| Some((at, place(m)?))).collect()
    }
}

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
        // «Saham Norrglim Mega Persada»: a noun of the language that only its place capitalises.
        let noun = self.category(start).is(Category::NOUN) && !self.category(start).is(Category::ORGANIZATION_NOUN);
        if self.grammar.traits.voice_prefix && start == sentence.tokens.start && noun {
            return None;
        }
        // «perusahaan Jepang Norrglim Mega»: between the noun and the name a country tells whose it is.
        let country = self.known(start).is_some_and(|known| {
            known.kind == MentionKind::Name
                && known.class.is_some_and(|c| self.compiled.fits(c, self.compiled.classes.country))
        });
        if self.grammar.traits.voice_prefix && country && start > sentence.tokens.start && self.is_class_noun(start - 1)
        {
            return None;
        }
        if let Some(end) = self.institution(start, limit).or_else(|| self.behind_prefix(start, limit)) {
            return Some(start..end);
        }
        let (mut end, mut plain, mut known, mut nouns, mut small) = (start, 0, 0, 0, 0);
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
            } else if self.is_joint(end)
                && end > start
                && end + 1 < limit
                && (self.is_plain_name(end + 1)
                    || self.tokens[end].span.of(self.text) == "&"
                        && self.known_part(end + 1, start, sentence).is_some())
            {
                end += 1;
            } else if let Some(behind) = (end > start).then(|| self.initial(end, limit)).flatten() {
                end = behind - 1;
            } else if end > start && end + 1 < limit && self.is_capital_inside(end, start) {
                small += 1;
                end += 1;
            } else {
                break;
            }
        }
        let two = nouns > 1 && start > sentence.tokens.start && !self.grammar.traits.noun_capitals;
        let joined = plain > 0 && known + nouns + small > 0
            || known > 0 && nouns + small > 0
            || known > 1
            || nouns > 0 && small > 0
            || two;
        joined.then_some(start..end)
    }

    /// «Bank of Norrland»: where a name ends that begins with the class noun at `start` and goes on with a genitive.
    fn institution(&self, start: usize, limit: usize) -> Option<usize> {
        let noun = self.known(start)?;
        let organization = self.compiled.classes.organization;
        let fits = noun.kind == MentionKind::ClassNoun
            && noun.class.is_some_and(|class| self.compiled.fits(class, organization))
            && !self.grammar.traits.noun_capitals;
        let end = noun.tokens.end;
        // «Shareholders of Norrglim»: at the start of a sentence any noun has a capital.
        let first = self.opens(start) || self.tokens[start].shape.has(Shape::LINE_START);
        let fits = fits && (!first || self.category(start).is(Category::ORGANIZATION_NOUN));
        (fits && end < limit && self.category(end).is(Category::GENITIVE)).then(|| self.name_behind(end + 1, limit))?
    }

    /// «PT Telaga Energi Indonesia»: where a name ends that begins with the legal form at `start`. All words with
    /// capitals belong to it, up to a person behind whose post it stands.
    fn behind_prefix(&self, start: usize, limit: usize) -> Option<usize> {
        // «PT Norrglim» may be known by itself, and yet no more than the beginning.
        let own = self.known(start).is_none_or(|known| known.tokens.start == start);
        let prefix = self.category(start).is(Category::LEGAL_PREFIX) && own;
        if !prefix || self.is_titled(start) || self.is_line(start) {
            return None;
        }
        let person = self.compiled.classes.person;
        let goes_on = |at: usize| {
            let apart = self.known(at).is_some_and(|mention| {
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

    /// «Bank Lintas Samudra», «Kirim Cepat»: a small word whose capital only a name explains.
    fn is_capital_inside(&self, at: usize, start: usize) -> bool {
        let capital =
            |at: usize| self.tokens[at].shape.has(Shape::CAPITAL) && !self.tokens[at].shape.has(Shape::LINE_START);
        let inside = capital(at + 1) && (self.is_plain_name(at + 1) || self.is_class_noun(at + 1));
        let small = self.category(at);
        let closes = !capital(at + 1)
            && at == start + 1
            && self.grammar.traits.voice_prefix
            && !small.is(Category::CLAUSE_OPENER | Category::NOT_NAME | Category::FIRST_SINGULAR | Category::TIME_UNIT);
        !self.grammar.traits.noun_capitals
            && capital(at)
            && (inside || closes)
            && self.covered[at].is_none()
            && !self.is_line(at)
            && small.is(Category::FUNCTION)
            && !small.is(Category::HONORIFIC | Category::DETERMINER)
    }

    /// Where the name ends that begins at `at`, known or not.
    fn name_behind(&self, at: usize, limit: usize) -> Option<usize> {
        if at >= limit || !self.tokens[at].shape.has(Shape::CAPITAL) {
            return None;
        }
        match self.known(at) {
            None => self.is_plain_name(at).then(|| self.run(at, limit)),
            Some(mention) => matches!(mention.kind, MentionKind::Name | MentionKind::AmbiguousName)
                .then_some(mention.tokens.end.min(limit)),
        }
    }

    /// What is known of the words at `at` and may yet be only part of a longer name that begins at `start`.
    fn known_part(&self, at: usize, start: usize, sentence: &Sentence) -> Option<Part> {
        let mention = self.known(at)?;
        if mention.tokens.start != at || mention.possessive || !self.tokens[at].shape.has(Shape::CAPITAL) {
            return None;
        }
        let end = mention.tokens.end;
        if mention.kind == MentionKind::ClassNoun {
            return self.noun_part(at, start, sentence).then_some(Part { end, noun: true });
        }
        let part = if self.grammar.traits.noun_capitals {
            self.german_part(mention, start, sentence)
        } else {
            self.first_part(mention, start, sentence) || at > start && self.later_part(mention, start, sentence)
        };
        part.then_some(Part { end, noun: false })
    }

    /// A class noun with a capital that nothing else explains.
    fn noun_part(&self, at: usize, start: usize, sentence: &Sentence) -> bool {
        let Some(noun) = self.known(at) else { return false };
        let end = noun.tokens.end;
        let first = at == sentence.tokens.start || self.opens(at) || self.is_line(at);
        let capitals = (at..end).all(|at| self.tokens[at].shape.has(Shape::CAPITAL));
        let behind = at > start || end < sentence.tokens.end && !self.category(end).is(Category::VERB);
        let nothing_told = self.grammar.traits.noun_capitals || first && at == start;
        !nothing_told && capitals && behind && !self.is_of(noun, self.compiled.classes.person)
    }

    /// Where all nouns have capitals: what is known and yet part of a longer name.
    fn german_part(&self, known: &Mention, start: usize, sentence: &Sentence) -> bool {
        let Range { start: at, end } = known.tokens;
        let classes = &self.compiled.classes;
        let behind_new = at > start && self.is_plain_name(at - 1) && self.is_new_word(at - 1);
        let inside = at > start && !self.is_line(at);
        match known.kind {
            MentionKind::AmbiguousName if self.is_of(known, classes.person) => true,
            // «Dana Norrgren»: a name of one word that may be a given name, before a new word; «Matthias Müller».
            MentionKind::AmbiguousName if end == at + 1 => at == start && self.new_follows(end, sentence) || behind_new,
            // «Peter Lindner»: the family name of a known person behind another given name.
            MentionKind::Name if self.is_of(known, classes.person) => inside && behind_new && end == at + 1,
            // «Norrglim Deutschland»: a subsidiary; «Klinikum Berlin».
            MentionKind::Name if self.is_of(known, classes.place) => {
                let country = self.is_of(known, classes.country) && self.is_new_word(at.saturating_sub(1));
                let named = country || inside && self.category(at - 1).is(Category::ORGANIZATION_NOUN);
                inside && start > sentence.tokens.start && self.is_plain_name(at - 1) && named
            }
            // «BMW Bank»: a known organization, and a word for organizations right behind it.
            MentionKind::Name if self.is_of(known, classes.organization) => {
                let word = end < sentence.tokens.end && self.category(end).is(Category::ORGANIZATION_NOUN);
                at == start && !self.is_line(at) && word && self.is_plain_name(end)
            }
            _ => false,
        }
    }

    /// What is known at the beginning of a longer name.
    fn first_part(&self, known: &Mention, start: usize, sentence: &Sentence) -> bool {
        let Range { start: at, end } = known.tokens;
        let classes = &self.compiled.classes;
        let head_final = self.grammar.traits.head_final;
        if at != start || self.is_line(at) || end >= sentence.tokens.end {
            return false;
        }
        let capital = self.tokens[end].shape.has(Shape::CAPITAL) && !self.tokens[end].shape.has(Shape::LINE_START);
        let organization_word = capital && self.category(end).is(Category::ORGANIZATION_NOUN);
        let new = self.new_follows(end, sentence);
        match known.kind {
            // The family name of a known person behind or before an unknown given name.
            MentionKind::AmbiguousName if self.is_of(known, classes.person) || head_final => true,
            // «CEO Norrglim Anna Berger»: behind a post an organization, then who holds it.
            MentionKind::AmbiguousName => new && !self.is_titled(at),
            // «BMW Bank», «Norrglim Robotics»: a known organization, and a word for organizations or a new one that is
            // no given name right behind it.
            MentionKind::Name if self.is_of(known, classes.organization) => {
                let word = organization_word && (self.is_plain_name(end) || self.is_word_of_name(end));
                // «Analis Norrglim Anna Berger»: where the head comes first two new words behind it are a person.
                let one = !self.new_follows(end + 1, sentence);
                let later = new && !self.is_given_name(end) && (one || head_final && !self.is_titled(at));
                let small = end + 1 < sentence.tokens.end && self.is_capital_inside(end, at);
                word || capital && self.is_class_noun(end) || later || small
            }
            // «Harbin Capital», «Pacific Norrglim»: a place, and a word for organizations or a new one right behind it.
            MentionKind::Name
                if self.is_of(known, classes.place)
                    || self.is_of(known, classes.technology)
                    || self.is_of(known, classes.product) =>
            {
                let inside = at > sentence.tokens.start && self.is_of(known, classes.place);
                let one = !self.new_follows(end + 1, sentence) && !self.is_given_name(end);
                (organization_word || inside && new && (head_final || one)) && self.is_plain_name(end)
            }
            // «Danish Medicines Agency»: what a demonym begins and a word for organizations ends.
            MentionKind::Demonym => {
                let reach = self.capitals(end, sentence);
                head_final
                    && reach > end + 1
                    && (end..reach).all(|at| self.is_plain_name(at) || self.is_class_noun(at))
                    && self.category(reach - 1).is(Category::ORGANIZATION_NOUN)
            }
            _ => false,
        }
    }

    /// What is known further on in a longer name.
    fn later_part(&self, known: &Mention, start: usize, sentence: &Sentence) -> bool {
        let Range { start: at, end } = known.tokens;
        let classes = &self.compiled.classes;
        let head_final = self.grammar.traits.head_final;
        let joined = self.tokens[at - 1].span.of(self.text) == "&";
        let word = !head_final && self.category(at - 1).is(Category::ORGANIZATION_NOUN);
        let behind_new = joined || self.is_plain_name(at - 1) && (self.is_new_word(at - 1) || word);
        // Where adjectives stand before their noun one may open the sentence.
        let inside = start > sentence.tokens.start || !head_final || joined;
        if self.is_line(at) {
            return false;
        }
        match known.kind {
            MentionKind::AmbiguousName if self.is_of(known, classes.person) || head_final => true,
            // «Norrglim Capital»: a name that is a word for organizations too.
            MentionKind::AmbiguousName | MentionKind::Name if self.is_word_of_name(at) => true,
            MentionKind::AmbiguousName => behind_new,
            // «Peter Lindner»: the family name of a known person behind another given name.
            MentionKind::Name if self.is_of(known, classes.person) => behind_new && end == at + 1,
            // «Norrglim Deutschland», «Air Berlin», «Valbury Asia Securities»: a subsidiary, a place in a name.
            MentionKind::Name if self.is_of(known, classes.place) && !self.is_of(known, classes.organization) => {
                inside && (behind_new || self.category(at - 1).is(Category::ORGANIZATION_NOUN))
            }
            // «Thierry Norrglim», «Syntec Biofuel»: a known name right behind an unknown one.
            MentionKind::Name => {
                let thing = self.is_of(known, classes.organization) || self.is_of(known, classes.technology);
                inside && behind_new && thing && end == at + 1
            }
            // «Norrglim Nordic»: an adjective that no noun follows.
            MentionKind::Demonym => {
                let next = self.category(end);
                let noun = self.tokens[end].shape.has(Shape::CAPITAL)
                    || self
                        .known(end)
                        .is_some_and(|m| !matches!(m.kind, MentionKind::Amount(_) | MentionKind::Date(_)))
                    || next.is(Category::NOUN | Category::ORGANIZATION_NOUN)
                    || self.is_new_word(end) && !self.tokens[end].shape.has(Shape::PUNCTUATION);
                head_final && behind_new && inside && !noun
            }
            _ => false,
        }
    }

    /// Whether a name of one word is one that other organizations have in their names.
    fn is_word_of_name(&self, at: usize) -> bool {
        let one = self.known(at).is_some_and(|known| {
            known.tokens.len() == 1 && matches!(known.kind, MentionKind::Name | MentionKind::AmbiguousName)
        });
        one && self.category(at).is(Category::ORGANIZATION_NOUN)
    }

    /// Whether a new word with a capital stands at a token of a sentence.
    fn new_follows(&self, at: usize, sentence: &Sentence) -> bool {
        at < sentence.tokens.end && self.is_plain_name(at) && self.is_new_word(at)
    }

    /// Where the words with capitals end that begin at a token.
    fn capitals(&self, at: usize, sentence: &Sentence) -> usize {
        let capital = |at: &usize| self.tokens[*at].shape.has(Shape::CAPITAL);
        (at..sentence.tokens.end).find(|at| !capital(at)).unwrap_or(sentence.tokens.end)
    }

    pub(super) fn is_of(&self, known: &Mention, set: u128) -> bool {
        known.class.is_some_and(|class| self.compiled.fits(class, set))
    }

    pub(super) fn is_class_noun(&self, at: usize) -> bool {
        self.known(at).is_some_and(|known| known.kind == MentionKind::ClassNoun)
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

    /// Names behind a post that hold an organization and a person: «CEO Shipper Phil Oparah», «Direktur PT Norrglim Tbk
    /// Budi Santoso», «le patron de Norrglim Kevin Halimi». Gives the position of each, and where its second part begins:
    /// behind what the article names elsewhere, behind a legal form or short form, or at a given name.
    pub(super) fn parted(&self, sure: &[Mention], known: &BTreeMap<&str, Option<ClassId>>) -> Vec<(usize, usize)> {
        let person = self.compiled.classes.person;
        let is_person = |class: Option<ClassId>| class.is_some_and(|class| self.compiled.fits(class, person));
        let behind_post = |mention: &Mention| {
            let start = mention.tokens.start;
            self.is_titled(start)
                || start > 0 && self.category(start - 1).is(Category::GENITIVE) && self.is_titled(start - 1)
        };
        let place = |mention: &Mention| {
            let Range { start, end: limit } = mention.tokens;
            let named = |end: &usize| {
                let part = self.span(&(start..*end)).of(self.text);
                known.get(part).is_some_and(|class| !is_person(*class))
            };
            let begins = |end: &usize| self.is_given_name(*end) && limit - end > 1;
            let legal = |end: &usize| self.category(*end - 1).is(Category::LEGAL_FORM);
            let short = self.tokens[start].shape.has(Shape::ALL_CAPITALS) && limit > start + 2;
            let later = || start + 1..limit;
            let given = || later().find(begins).filter(|_| !self.is_given_name(start));
            let split = later().rev().find(named).or_else(|| later().find(legal)).or_else(given);
            split.or_else(|| (short && !self.category(start).is(Category::LEGAL_PREFIX)).then_some(start + 1))
        };
        let head_initial = !self.grammar.traits.head_final;
        // «Direktur Norrglim Energi dr. Anna Berger»: the person begins at the form of address.
        let addressed = |at: usize| self.tokens.get(at).is_some_and(|_| self.category(at).is(Category::HONORIFIC));
        let fits = |mention: &Mention| {
            head_initial && mention.tokens.len() > 1 && behind_post(mention) && !addressed(mention.tokens.end)
        };
        sure.iter().enumerate().filter(|(_, m)| fits(m)).filter_map(|(at, m)| Some((at, place(m)?))).collect()
    }
}

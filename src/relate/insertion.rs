//! What is inserted into a clause between commas or in parentheses, and where it begins.

use std::ops::Range;

use super::{View, phrase::Edge};
use crate::{
    model::{Amount, Mention, MentionKind, Shape},
    ontology::{
        Category,
        pattern::{Filler, Slot},
    },
};

const FAR: usize = 40;

impl View<'_> {
    /// The comma that opens the apposition or relative clause which the comma at `close` closes, where commas stand in
    /// it too («A, a 12-year-old, Lyon, France-based lender, said»): the nearest behind a name that fits, with an
    /// article, a relativiser or a number behind it.
    #[must_use]
    pub fn apposition(&self, close: usize, slot: Slot) -> Option<usize> {
        let mut at = close;
        while at > self.start && close - at < FAR {
            at -= 1;
            match self.written(at) {
                ")" => at = self.matching(at, "(", ")")?,
                "," | "–" | "—" => {
                    let told = self.is(at + 1, Category::DEFINITE | Category::INDEFINITE | Category::RELATIVISER)
                        || self.mention(at + 1).is_some_and(|m| matches!(m.kind, MentionKind::Title(_)))
                        || self.age(at + 1).is_some();
                    let mut before = at.checked_sub(1).filter(|before| self.inside(*before))?;
                    if self.written(before) == ")" {
                        before = self.matching(before, "(", ")")?.checked_sub(1)?;
                    }
                    if told && self.mention(before).is_some_and(|mention| self.takes(slot, mention)) {
                        return Some(at);
                    }
                }
                ";" | ":" => return None,
                _ if self.shape(at).has(Shape::LINE_START) => return None,
                _ => {}
            }
        }
        None
    }

    /// «A, a unit of X, and B»: what explains a member of a list between its commas, the first comma excluded. `leftward`
    /// looks for it before the mention at `index`, where it explains the member before, else behind it.
    #[must_use]
    pub fn explanation(&self, index: usize, leftward: bool) -> Option<Range<usize>> {
        let mention = &self.mentions[index];
        let coordinator =
            |at: usize| self.inside(at) && self.is(at, Category::COORDINATOR) && self.mention(at).is_none();
        let verbal = |at: usize| {
            let clause = Category::RELATIVISER | Category::CLAUSE_OPENER | Category::AUXILIARY;
            let own = Category::DETERMINER | Category::PREPOSITION | Category::GENITIVE;
            let category = self.category(at);
            let verb = category.is(Category::VERB) && !category.is(Category::NOUN);
            self.mention(at).is_none() && (verb || category.is(clause) && !category.is(own))
        };
        let (open, close) = if leftward {
            let near = |at: &usize| mention.tokens.start - at < FAR / 2;
            let joint = (self.start..mention.tokens.start).rev().take(4).find(|&at| coordinator(at))?;
            let close = joint.checked_sub(1).filter(|&at| self.inside(at) && self.written(at) == ",")?;
            (self.insertion(close).filter(near)?, close)
        } else {
            let open = mention.tokens.end;
            let close = (open + 1..self.end.min(open + FAR / 2)).find(|&at| self.written(at) == ",")?;
            (open, close)
        };
        if self.written(open) != "," || !coordinator(close + 1) || (open + 1..close).any(verbal) {
            return None;
        }
        let first = (open + 1..close).find(|&at| !self.is(at, Category::DETERMINER))?;
        let told = self.is(open + 1, Category::INDEFINITE | Category::DEFINITE) || self.is(first, Category::RELATIONAL);
        // «A, the British company B, and C»: B is a member itself; in «A, a unit of X, and C» X is none.
        let is_name = |at: &usize| {
            self.mention(*at)
                .is_some_and(|mention| matches!(mention.kind, MentionKind::Name | MentionKind::UnknownName))
        };
        let name = (first..close).find(is_name);
        let hangs = |at: usize| {
            self.is(at, Category::PREPOSITION | Category::GENITIVE | Category::RELATIONAL)
                || self.grammar.is_genitive_article(self.written(at))
        };
        let member = name.is_some_and(|name| {
            let owner = self.mention(name).is_some_and(|mention| self.is_owner(mention) || !self.ends_phrase(mention));
            name == first || !owner && !(first..name).any(hangs)
        });
        (told && !member).then_some(open + 1..close + 1)
    }

    /// «A new model of text generation, Nimbus», «a robot called Nimbus», «other suppliers of software, notably A and
    /// B»: the name that a class noun introduces, behind what hangs on the noun.
    pub(super) fn apposed_behind(&self, noun: usize, from: usize, limit: usize, slot: Slot) -> Option<usize> {
        // «dismissed its head of research, Anna Berger»
        let post = matches!(self.mentions[noun].kind, MentionKind::Title(_));
        let class = self.mentions[noun].class;
        if class.is_none() && !post {
            return None;
        }
        for at in from..limit.min(from + 12) {
            let category = self.category(at);
            let comma = self.written(at) == ",";
            if comma || category.is(Category::NAMING) {
                let opens = Category::NAMING | Category::LIST_CONNECTOR | Category::CONTINUES;
                let name = (at + 1..limit.min(at + 5)).find(|&at| !self.is(at, opens))?;
                let index = self.mention_index(name)?;
                let mention = &self.mentions[index];
                let named = matches!(mention.kind, MentionKind::Name | MentionKind::UnknownName);
                let ontology = &self.compiled.ontology;
                let alike = post
                    || mention
                        .class
                        .zip(class)
                        .is_none_or(|(own, class)| ontology.is_a(own, class) || ontology.is_a(class, own));
                let end = mention.tokens.end;
                let ends =
                    end >= limit || self.is_mark(end) || self.is(end, Category::COORDINATOR | Category::PREPOSITION);
                let fits = named && alike && mention.tokens.start == name && self.takes(slot, mention);
                return (fits && (ends || !comma)).then_some(index);
            }
            let stops = category.is(Category::AUXILIARY | Category::RELATIVISER)
                || category.is(Category::VERB) && !category.is(Category::NOUN) && !self.adjectival(at)
                || category.is(Category::CLAUSE_OPENER) && !category.is(Category::PREPOSITION);
            if self.is_mark(at) && self.written(at) != "-" || stops && self.mention(at).is_none() {
                return None;
            }
        }
        None
    }

    /// «le fabricant français de puces A»: the class noun whose phrase ends with the name that it introduces, where
    /// nothing is said of a bare noun or of goods by the name behind it. `edge` is that of the name up to the genitive.
    pub(super) fn introducing(&self, edge: &Edge, mention: &Mention) -> Option<&Mention> {
        let genitive = edge.preposition.filter(|&at| self.is(at, Category::GENITIVE))?;
        let organization = self.compiled.classes.organization;
        let named = matches!(mention.kind, MentionKind::Name | MentionKind::UnknownName)
            && mention.class.is_none_or(|class| self.compiled.fits(class, organization));
        if !self.traits().determined_nouns || !named || edge.start == mention.tokens.start {
            return None;
        }
        let is_organization =
            |mention: &&Mention| mention.kind == MentionKind::ClassNoun && self.fits(mention.class, organization);
        // «la filiale du groupe A»: a name of what the second noun says.
        let determined = edge.determiner.is_some() || !self.is(genitive, Category::INFINITIVE_MARKER);
        let inner = edge.determiner.map_or(edge.start, |article| article + 1);
        if determined && self.mention(inner).as_ref().is_some_and(is_organization) {
            return None;
        }
        let mut before = genitive.checked_sub(1).filter(|&at| self.inside(at))?;
        for _ in 0..2 {
            let adjective = match self.mention(before) {
                Some(mention) => mention.kind == MentionKind::Demonym,
                None => !self.is(before, Category::FUNCTION | Category::VERB) && !self.is_mark(before),
            };
            if adjective {
                before = before.checked_sub(1).filter(|&at| self.inside(at))?;
            }
        }
        let head = self.mention(before).filter(is_organization)?;
        let article = head.tokens.start.checked_sub(1).filter(|&at| self.inside(at))?;
        let whole = self.is(article, Category::DETERMINER | Category::PREPOSITION);
        (whole && !self.is(head.tokens.start, Category::RELATIONAL)).then_some(head)
    }

    /// «le spécialiste du vélo A»: whether a class noun only introduces the name that its phrase ends with.
    pub(super) fn introduces_name(&self, noun: &Mention) -> bool {
        const NEAR: usize = 8;
        let end = noun.tokens.end;
        let opens = noun.kind == MentionKind::ClassNoun && self.traits().determined_nouns && self.inside(end);
        let name = |at: usize| {
            self.mention(at).filter(|other| matches!(other.kind, MentionKind::Name | MentionKind::UnknownName))
        };
        let behind = || (end..self.end.min(end + NEAR)).take_while(|&at| !self.is_mark(at)).find_map(name);
        opens && behind().is_some_and(|name| self.edge(name).start <= noun.tokens.start)
    }

    /// The name that the class noun `noun` introduces behind the genitive at `from`.
    pub(super) fn introduced_behind(&self, noun: usize, from: usize, limit: usize, slot: Slot) -> Option<usize> {
        const NEAR: usize = 8;
        let named = |at: usize| {
            let index = self.mention_index(at)?;
            matches!(self.mentions[index].kind, MentionKind::Name | MentionKind::UnknownName).then_some(index)
        };
        let index = (from + 1..limit.min(from + NEAR)).take_while(|&at| !self.is_mark(at)).find_map(named)?;
        let mention = &self.mentions[index];
        let fits = self.traits().determined_nouns && mention.tokens.start > from + 1 && self.takes(slot, mention);
        (fits && self.edge(mention).start <= self.mentions[noun].tokens.start).then_some(index)
    }

    /// «three start-ups: A, B and C»: the first name of the list that a colon opens behind a class noun.
    pub(super) fn enumerated(&self, from: usize, limit: usize, slot: Slot) -> Option<usize> {
        let class_noun = |at: usize| self.mention(at).is_some_and(|mention| mention.kind == MentionKind::ClassNoun);
        let one = Category::DEFINITE | Category::INDEFINITE | Category::DEMONSTRATIVE | Category::POSSESSIVE;
        let several = !(from..limit).any(|at| self.is(at, one));
        let near = limit.checked_sub(1).filter(|&at| at >= from && limit - from < 8 && class_noun(at));
        let index = near.filter(|_| several && self.written(limit) == ":").and(self.mention_index(limit + 1))?;
        let mention = &self.mentions[index];
        let named = matches!(mention.kind, MentionKind::Name | MentionKind::UnknownName);
        let opens = named && mention.tokens.start == limit + 1 && self.takes(slot, mention);
        (opens && self.list(index, slot, false).len() > 1).then_some(index)
    }

    /// Behind a number between commas, bare or of years: the age of who is named before.
    #[must_use]
    pub fn age(&self, at: usize) -> Option<usize> {
        let mention =
            self.mention(at).filter(|mention| matches!(mention.kind, MentionKind::Amount(Amount::Count(_))))?;
        let years = mention.tokens.end;
        let end = if self.is(years, Category::TIME_UNIT) { years + 1 } else { years };
        // «45 Jahre alt», «45 years old»
        let old = end > years && self.written(end) != "," && self.written(end + 1) == ",";
        let end = end + usize::from(old);
        (self.inside(end) && self.written(end) == ",").then_some(end)
    }

    /// Behind a date with its preposition, which may be of several words: «en 2023», «d'ici à 2030».
    pub(super) fn behind_date(&self, preposition: usize, limit: usize) -> Option<usize> {
        let date = (preposition + 1..limit.min(preposition + 4)).find(|&at| self.mention(at).is_some())?;
        let mention = self.mention(date).filter(|mention| matches!(mention.kind, MentionKind::Date(_)))?;
        let plain = |at: usize| !self.is_mark(at) && !self.is(at, Category::VERB | Category::AUXILIARY);
        (preposition + 1..date).all(plain).then_some(mention.tokens.end)
    }

    /// Behind the phrase with a preposition that keeps a verb from what it takes: «livrera pendant cinq ans des moteurs»,
    /// «a déposé auprès de B une demande». An article that no preposition governs begins the verb's own noun phrase.
    pub(super) fn behind_adjunct(&self, from: usize, limit: usize) -> Option<usize> {
        const FAR: usize = 12;
        let opens = |at: usize| {
            self.is(at, Category::PREPOSITION)
                && !self.is(at, Category::GENITIVE | Category::PURPOSE | Category::ADVERB)
        };
        if !self.traits().determined_nouns || from >= limit || self.mention(from).is_some() || !opens(from) {
            return None;
        }
        let (mut at, mut governed) = (from + 1, true);
        while at < limit.min(from + FAR) {
            if let Some(mention) = self.mention(at) {
                (at, governed) = (mention.tokens.end, false);
                continue;
            }
            if self.is_mark(at)
                || self.is(at, Category::AUXILIARY | Category::CLAUSE_OPENER | Category::RELATIVISER) && !opens(at)
            {
                return None;
            }
            let article = self.is(at, Category::DEFINITE | Category::INDEFINITE | Category::POSSESSIVE)
                && !self.is(at, Category::CONTINUES)
                && (!self.is(at, Category::GENITIVE) || self.is(at - 1, Category::TIME_UNIT));
            if article && !governed {
                return Some(at);
            }
            let goes_on = self.is(at, Category::CONTINUES | Category::DETERMINER | Category::QUANTIFIER);
            governed = self.is(at, Category::PREPOSITION | Category::GENITIVE) || governed && goes_on;
            at += 1;
        }
        None
    }

    /// Whether a preposition is but a part of one of several words, so that a place of its own takes nothing behind it:
    /// «en compagnie de B» is neither «en B» nor «de B».
    pub(super) fn in_long_preposition(&self, at: usize, from: usize, filler: &Filler) -> bool {
        let slot = matches!(filler, Filler::Slot(slot) if slot.classes != 0);
        // «en compagnie de B et de C»
        let joined = at > from
            && self.is(at - 1, Category::COORDINATOR)
            && self.is(at, Category::GENITIVE)
            && (from..at).any(|at| self.is(at, Category::CONTINUES));
        let opens = self.is(at + 1, Category::CONTINUES) && self.is(at + 2, Category::CONTINUES);
        let ends = at > from && self.is(at, Category::CONTINUES);
        self.traits().determined_nouns && slot && (joined || opens || ends)
    }

    /// The first name of the list behind a name that fits, with nothing but commas and a coordinator between.
    pub(super) fn fitting_member(&self, index: usize, limit: usize, slot: Slot) -> Option<usize> {
        let mut last = index;
        let mut joined = false;
        for next in index + 1..(index + 5).min(self.mentions.len()) {
            let between = self.mentions[last].tokens.end..self.mentions[next].tokens.start;
            let joins = |at: usize| self.written(at) == "," || self.is(at, Category::COORDINATOR);
            let listed = !between.is_empty()
                && between.end < limit
                && between.clone().all(|at| joins(at) || self.is(at, Category::DETERMINER));
            joined |= between.clone().any(|at| self.is(at, Category::COORDINATOR));
            if !listed || !self.names(&self.mentions[next]) {
                return None;
            }
            if joined && self.takes(slot, &self.mentions[next]) && self.ends_phrase(&self.mentions[next]) {
                return Some(next);
            }
            last = next;
        }
        None
    }

    /// The position of the comma that opens the insertion which the comma at `close` closes.
    #[must_use]
    pub fn insertion(&self, close: usize) -> Option<usize> {
        let mut at = close;
        while at > self.start && close - at < 30 {
            at -= 1;
            match self.written(at) {
                ")" => at = self.matching(at, "(", ")")?,
                "," => return Some(at),
                _ if self.is_dash(at) => return Some(at),
                _ if self.shape(at).has(Shape::LINE_START) => return None,
                _ => {}
            }
        }
        None
    }

    /// The position of the opening mark that belongs to the closing one at `at`.
    #[must_use]
    pub fn matching(&self, at: usize, open: &str, close: &str) -> Option<usize> {
        let mut depth = 0;
        for here in (self.start..=at).rev() {
            if self.written(here) == close {
                depth += 1;
            } else if self.written(here) == open {
                depth -= 1;
                if depth == 0 {
                    return Some(here);
                }
            }
        }
        None
    }
}

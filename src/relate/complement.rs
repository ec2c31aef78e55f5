//! What fills a place beside the verb, looked for on its right.

use super::{View, anaphor};
use crate::{
    model::{Mention, MentionKind, Referent, Shape},
    ontology::{
        Category, LemmaId,
        forms::Features,
        pattern::{Complement, Filler, Role, Slot, Unit},
    },
};

impl View<'_> {
    /// The mention that fills a slot from `from` on, before `limit`, without a preposition of its own; light nouns are
    /// stepped through.
    #[must_use]
    pub fn slot_right(&self, from: usize, limit: usize, slot: Slot) -> Option<usize> {
        let (mut at, mut words, mut light, mut class_noun, mut owned) = (from, 0, false, false, false);
        let mut introduced = None;
        let amount = slot.role == Role::Value || slot.unit != Unit::Any;
        while at < limit {
            if at > from && self.shape(at).has(Shape::LINE_START) {
                return None;
            }
            let category = self.category(at);
            owned |= category.is(Category::POSSESSIVE);
            if let Some(index) = self.mention_index(at) {
                let mention = &self.mentions[index];
                let end = mention.tokens.end;
                let takes = !self.opens_compound(mention)
                    && self.takes(slot, mention)
                    && !(slot.role == Role::Any && slot.classes == 0 && !self.names(mention));
                match mention.kind {
                    MentionKind::Demonym => {}
                    MentionKind::ClassNoun | MentionKind::Title(_) => {
                        if takes
                            && (slot.role == Role::Post
                                || mention.referent != Referent::Nobody
                                    && !self.named_behind(end)
                                    && !self.introduces_name(mention))
                        {
                            return Some(index);
                        }
                        class_noun = true;
                        let person = slot.classes & self.compiled.classes.person != 0;
                        introduced = Some(index).filter(|_| mention.kind == MentionKind::ClassNoun || person);
                    }
                    MentionKind::Amount(_) | MentionKind::Date(_) if !takes => {}
                    MentionKind::Amount(_) | MentionKind::Date(_) => return Some(index),
                    _ if takes => {
                        // «une centrale photovoltaïque»: where adjectives follow, a name in small letters is one.
                        let small = !self.shape(at).has(Shape::CAPITAL) && !self.traits().head_final;
                        // «oleh tiga alumnus A»: the noun is meant, not whom it belongs to.
                        let headed = self.traits().voice_prefix && !class_noun;
                        let foreign = words > 0 && !light && (headed || small);
                        if foreign || self.is_modifier(index) {
                            return None;
                        }
                        // «named Anna Berger chief executive»
                        let titled = self.mention(end).is_some_and(|next| matches!(next.kind, MentionKind::Title(_)))
                            && mention.class.is_some_and(|own| self.compiled.fits(own, self.compiled.classes.person));
                        let head = (titled || self.ends_phrase(mention)) && !self.is_owner(mention);
                        if head || slot.literal {
                            return Some(index);
                        }
                        let noun = end + usize::from(self.is_possessive_mark(end));
                        if (noun..noun + 3).any(|at| self.inside(at) && self.is(at, Category::LIGHT_NOUN)) {
                            return Some(index);
                        }
                        words += 1;
                    }
                    MentionKind::Pronoun => return None,
                    _ => {
                        let modifies = self.is_owner(mention)
                            || !self.ends_phrase(mention)
                            || self.traits().voice_prefix && class_noun;
                        if !modifies {
                            // «challenges a product of A and B»: the members of a list that fit count.
                            return self.fitting_member(index, limit, slot);
                        }
                    }
                }
                at = end + usize::from(self.is_possessive_mark(end));
                continue;
            }
            let written = self.written(at);
            if self.is_mark(at) {
                let opens = matches!(written, "\"" | "“" | "„" | "«" | "-" | "‘");
                let quoted = matches!(self.written(at + 1), "\"" | "“" | "„" | "«");
                let apposed =
                    words > 0 && owned && (quoted || self.is(at + 1, Category::DEFINITE | Category::INDEFINITE));
                let goes_on = written == "," && (class_noun || apposed || self.is(at + 1, Category::LIST_CONNECTOR));
                if !opens && !goes_on {
                    return None;
                }
            } else if amount
                && category.is(Category::PREPOSITION)
                && self.is(at + 1, Category::GENITIVE | Category::CONTINUES)
            {
                // «Près de 500 millions»
                if !self.mention(at + 2).is_some_and(|mention| matches!(mention.kind, MentionKind::Amount(_))) {
                    return None;
                }
                at += 1;
            } else if category.is(Category::LIGHT_NOUN) {
                light = true;
            } else if category.is(Category::LIST_CONNECTOR | Category::DENIED | Category::NOT_DENIED) {
            } else if category.is(Category::GENITIVE | Category::PREPOSITION)
                && !category.is(Category::QUANTIFIER)
                && !self.is_adverb(at)
                // «fabrique des puces»
                && (at > from || !category.is(Category::INDEFINITE))
            {
                // «racheté en 2023 B»
                if let Some(behind) = self.behind_date(at, limit) {
                    at = behind;
                    continue;
                }
                let origin = self.traits().voice_prefix && class_noun;
                let adjacent = at > from && self.is(at - 1, Category::LIGHT_NOUN | Category::CONTINUES);
                let through = light && (self.is(at, Category::GENITIVE | Category::AGENT) || adjacent);
                if !through && !origin {
                    let noun = introduced?;
                    let named = self.introduced_behind(noun, at, limit, slot);
                    return named.or_else(|| self.apposed_behind(noun, at, limit, slot));
                }
                // «startup asal Cina B», but «gudang di X»: what the preposition governs is not meant itself.
                let place = |place: &&Mention| {
                    let local = !category.is(Category::GENITIVE) || self.fits(place.class, self.compiled.classes.place);
                    self.names(place) && local
                };
                if let Some(place) = self.mention(at + 1).filter(|_| origin && !through).filter(place) {
                    at = place.tokens.end;
                    continue;
                }
            } else if category.is(Category::DETERMINER | Category::CONTINUES | Category::HONORIFIC)
                || self.is_adverb(at)
            {
            } else if category.is(Category::FUNCTION)
                || category.is(Category::VERB) && !category.is(Category::NOUN) && !self.adjectival(at)
                || category.is(Category::NAMING)
            {
                return self.apposed_behind(introduced?, at, limit, slot);
            } else {
                words += 1;
                if words > 4 {
                    return self.apposed_behind(introduced?, at, limit, slot);
                }
            }
            at += 1;
        }
        None
    }

    /// Behind an insertion between commas that begins at `at` and has no verb, or `at` itself: «signed, this week, …».
    #[must_use]
    pub fn behind_insertion(&self, at: usize, limit: usize) -> usize {
        if self.written(at) != "," {
            return at;
        }
        let close = (at + 1..limit.min(at + 12))
            .take_while(|&at| !self.is(at, Category::VERB | Category::AUXILIARY | Category::RELATIVISER))
            .find(|&at| self.written(at) == ",");
        close.map_or(at, |close| close + 1)
    }

    /// «Smartphone Samsung»: where modifiers follow, a name right behind a class noun that it is no instance of.
    fn is_modifier(&self, index: usize) -> bool {
        let mention = &self.mentions[index];
        let noun = index
            .checked_sub(1)
            .map(|before| &self.mentions[before])
            .filter(|before| before.kind == MentionKind::ClassNoun && before.tokens.end == mention.tokens.start);
        let Some((class, own)) = noun.and_then(|noun| noun.class.zip(mention.class)) else { return false };
        let organization = self.compiled.classes.organization;
        let thing = self.compiled.classes.product | self.compiled.classes.technology;
        !self.traits().head_final && self.compiled.fits(own, organization) && self.compiled.fits(class, thing)
    }

    /// Whether a name follows within two words, so that the noun before only introduces it.
    fn named_behind(&self, at: usize) -> bool {
        (at..at + 3).take_while(|&at| self.inside(at) && !self.is_mark(at) && !self.is(at, Category::FUNCTION)).any(
            |at| {
                self.mention(at)
                    .is_some_and(|mention| matches!(mention.kind, MentionKind::Name | MentionKind::UnknownName))
            },
        )
    }

    /// A participle between article and noun.
    pub(super) fn adjectival(&self, at: usize) -> bool {
        self.forms(at).iter().any(|form| {
            form.features.has(Features::PARTICIPLE)
                || form.features.has(Features::ADJECTIVAL)
                || form.features.has(Features::GERUND)
        })
    }

    /// Where these words stand from `from` on: their positions' end, and their begin.
    #[must_use]
    pub fn words_right(
        &self,
        from: usize,
        limit: usize,
        words: &[LemmaId],
        reach: usize,
    ) -> Option<std::ops::Range<usize>> {
        let (first, rest) = words.split_first()?;
        let mut skipped = 0;
        for at in from..limit.min(from + 14) {
            if self.is_form(at, *first)
                && self.mention(at).is_none_or(|m| m.kind == MentionKind::ClassNoun)
                && let Some(end) = self.words_behind(at + 1, limit, rest)
            {
                return Some(at..end);
            }
            let category = self.category(at);
            if self.mention(at).is_none()
                && !category.is(Category::DETERMINER | Category::CONTINUES)
                && !self.is_adverb(at)
            {
                if self.is_mark(at) && !matches!(self.written(at), "-" | "\"" | "“" | "„" | "«")
                    || category.is(Category::FUNCTION) && !category.is(Category::DETERMINER)
                {
                    return None;
                }
                skipped += 1;
                if skipped > reach {
                    return None;
                }
            }
        }
        None
    }

    /// Fills a complement from `from` on: what fills it, and the position behind.
    #[must_use]
    pub fn complement(
        &self,
        from: usize,
        limit: usize,
        complement: &Complement,
        filled: &mut Vec<(Slot, Vec<usize>)>,
    ) -> Option<usize> {
        let Some(preposition) = complement.preposition else {
            return self.filler(from, limit, &complement.filler, filled);
        };
        let mut at = from;
        while at < limit {
            let category = self.category(at);
            if self.mention(at).is_none()
                && self.is_form(at, preposition)
                && !self.in_long_preposition(at, from, &complement.filler)
                && let Some(end) = self.filler(at + 1, limit, &complement.filler, filled)
            {
                return Some(end);
            }
            // «le rachat de la filiale de A»: what hangs on the noun behind the preposition is not meant.
            if at == from
                && category.is(Category::GENITIVE)
                && self.mention(at).is_none()
                && self.is_form(at, preposition)
            {
                return None;
            }
            let coordinated_verb = category.is(Category::COORDINATOR | Category::ADVERSATIVE)
                && self.is(at + 1, Category::VERB | Category::AUXILIARY | Category::SUBJECT_PRONOUN);
            let adversative =
                category.is(Category::ADVERSATIVE) && !self.is_adverb(at) && !category.is(Category::PREPOSITION);
            let infinitive = category.is(Category::INFINITIVE_MARKER)
                && self.is(at + 1, Category::VERB)
                && self.mention(at + 1).is_none()
                && self.traits().head_final;
            let temporal = at > from
                && category.is(Category::SUBORDINATOR)
                && category.is(Category::PREPOSITION)
                && !self.is_form(at, preposition);
            if coordinated_verb
                || adversative
                || infinitive
                || temporal
                || at > from && self.shape(at).has(Shape::LINE_START)
            {
                return None;
            }
            if self.written(at) == "," && at - from > 1 {
                let other = self.is(at + 1, Category::PREPOSITION);
                if !other {
                    return None;
                }
                if !self.is_form(at + 1, preposition) {
                    // «a profit of 3 billion, with sales up 4 %»: past an insertion, but not into another phrase.
                    let behind = self.behind_insertion(at, limit);
                    if behind == at {
                        return None;
                    }
                    at = behind;
                    continue;
                }
            }
            at += 1;
        }
        None
    }

    fn filler(
        &self,
        from: usize,
        limit: usize,
        filler: &Filler,
        filled: &mut Vec<(Slot, Vec<usize>)>,
    ) -> Option<usize> {
        match filler {
            Filler::Slot(slot) if slot.role == Role::Any && slot.classes == 0 => {
                let skipped = self.any_phrase(from, limit);
                (skipped > from).then_some(skipped)
            }
            Filler::Slot(slot) => {
                let index = self.slot_right(from, limit, *slot).or_else(|| self.enumerated(from, limit, *slot))?;
                let members = self.list(index, *slot, false);
                let end = members.iter().map(|&index| self.mentions[index].tokens.end).max()?;
                filled.push((*slot, members));
                Some(end)
            }
            Filler::Words { words, possessor } => {
                let found = self.words_right(from, limit, words, 4)?;
                let Some(slot) = possessor else { return Some(found.end) };
                let understood = || anaphor::understood(self, &found, *slot, filled, self.end);
                let index = self.possessor(&found, limit, *slot).or_else(understood)?;
                filled.push((*slot, self.list(index, *slot, false)));
                Some(self.mentions[index].tokens.end.max(found.end))
            }
        }
    }

    /// Passes over one noun phrase, whatever it is.
    fn any_phrase(&self, from: usize, limit: usize) -> usize {
        let mut at = from;
        let governed = self.inside(from)
            && self.is(from, Category::PREPOSITION)
            && !self.is(from, Category::DETERMINER | Category::QUANTIFIER | Category::ADVERB | Category::GENITIVE)
            && self.mention(from).is_none();
        if governed && !self.traits().voice_prefix {
            return from;
        }
        while at < limit {
            let category = self.category(at);
            let hangs = self.traits().voice_prefix && category.is(Category::RELATIVISER);
            let stops = category.is(Category::PREPOSITION
                | Category::AUXILIARY
                | Category::CLAUSE_OPENER
                | Category::RELATIVISER
                | Category::PURPOSE)
                && !hangs
                && !category.is(Category::DETERMINER | Category::GENITIVE);
            if stops && at > from
                || self.is_mark(at) && !matches!(self.written(at), "\"" | "“" | "„" | "«" | "-" | "”" | "»")
            {
                break;
            }
            at += 1;
        }
        at
    }
}

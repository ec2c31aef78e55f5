//! What governs an infinitive: whose it is, and what becomes of its claim.

use super::{
    View,
    clause::{DEEP, Subject},
    group::Control,
};
use crate::{
    model::{Amount, Mention, MentionKind, Shape},
    ontology::{Category, FormOf, forms::Features, pattern::Slot},
};

impl View<'_> {
    /// What a governing verb or noun does to the claim of the infinitive under it; `None` where it governs none.
    #[must_use]
    pub fn control(&self, at: usize) -> Option<Control> {
        let category = self.category(at);
        if category.is(Category::FAILED_VERB | Category::DENYING) {
            Some(Control::FAILED)
        } else if category.is(Category::PLANNED_VERB | Category::PLANNED_NOUN | Category::PLANNED | Category::FUTURE) {
            Some(Control::PLANNED)
        } else if category.is(Category::ASSERTED_VERB | Category::CONTROL_NOUN) {
            Some(Control::default())
        } else {
            None
        }
    }

    /// The subject of an infinitive whose marker stands at `marker`: that of its governor, or the possessor of its noun.
    #[must_use]
    pub fn governed(&self, marker: usize, slot: Slot, depth: u8) -> Option<Subject> {
        let mut first = marker;
        while let Some(denial) = self.denial_before(first) {
            first = denial;
        }
        let before = first.checked_sub(1).filter(|before| self.inside(*before))?;
        let joint = if self.is(first, Category::COORDINATOR) { first } else { before };
        if let Some((earlier, verb)) = self.earlier_infinitive(joint).filter(|_| depth < DEEP) {
            let mut subject = self.governed(earlier, slot, depth + 1)?;
            subject.control = subject.control.negated(self.group(verb, self.infinitive(verb)).denies());
            return Some(subject);
        }
        // «n'a pas l'intention de»: a phrase of several words.
        let phrase = (self.start..=before).rev().find(|&at| !self.is(at, Category::CONTINUES)).unwrap_or(before);
        if phrase < before && self.is(phrase, Category::PLANNED) && phrase > self.start {
            return self.governor(phrase - 1, Control::PLANNED, first, slot, depth);
        }
        let purpose = self.is(marker, Category::PURPOSE);
        if let Some(index) = self.hired(before).filter(|_| purpose) {
            return Some(Subject { mentions: vec![index], control: Control::PLANNED, inferred: false });
        }
        if let Some(index) = self.mention_index(before) {
            let mention = &self.mentions[index];
            if let Some(verb) = self.spends(mention).filter(|_| depth < DEEP) {
                return self.governor(verb, self.spent(verb, first), first, slot, depth);
            }
            let edge = self.edge(mention);
            // «the effort of A to»: the noun right before its owner.
            let owned = mention.tokens.start.checked_sub(1).filter(|&noun| {
                !self.traits().head_final && self.is(noun, Category::CONTROL_NOUN | Category::PLANNED_NOUN)
            });
            if let Some(noun) = owned.filter(|_| self.names(mention)) {
                let control = self.noun_control(noun);
                return Some(Subject { mentions: vec![index], control, inferred: false });
            }
            if let Some(preposition) = edge.preposition {
                let noun = preposition.checked_sub(1)?;
                // «allows A to use»: whom a verb lets or makes do it.
                let lets = self.is(noun, Category::PLANNED_VERB | Category::ASSERTED_VERB)
                    && !self.is(preposition, Category::GENITIVE);
                if lets && self.names(mention) && !purpose {
                    return Some(Subject { mentions: vec![index], control: Control::PLANNED, inferred: false });
                }
                if self.is(preposition, Category::GENITIVE)
                    && self.is(noun, Category::CONTROL_NOUN | Category::PLANNED_NOUN)
                    && self.names(mention)
                {
                    let control = self.noun_control(noun);
                    return Some(Subject { mentions: vec![index], control, inferred: false });
                }
                return if purpose { self.inferred(edge.start, Control::PLANNED) } else { None };
            }
            // «A to cut 900 jobs»: a headline.
            let first = edge.start.checked_sub(1).filter(|at| self.inside(*at)).is_none_or(|at| self.is_mark(at))
                || self.shape(edge.start).has(Shape::LINE_START);
            if purpose && first && self.traits().head_final && self.names(mention) && self.ends_phrase(mention) {
                let mentions = self.list(index, slot, true);
                return Some(Subject { mentions, control: Control::PLANNED, inferred: false });
            }
            let noun = if edge.foreign_head { edge.start } else { edge.start.checked_sub(1)? };
            if !self.traits().head_final && self.is(noun, Category::CONTROL_NOUN | Category::PLANNED_NOUN) {
                let control = self.noun_control(noun);
                return Some(Subject { mentions: vec![index], control, inferred: false });
            }
            let verb = edge.start.checked_sub(1).filter(|at| self.inside(*at));
            let urged = verb.is_some_and(|at| {
                !self.is(at, Category::VERB)
                    || self.is(at, Category::PLANNED_VERB | Category::ASSERTED_VERB | Category::REPORTING)
            });
            return if purpose && !(self.traits().head_final && urged) {
                self.inferred(mention.tokens.start, Control::PLANNED)
            } else {
                None
            };
        }
        if let Some(control) = self.control(before) {
            let owned = (1..4).any(|back| before.checked_sub(back).is_some_and(|at| self.is_possessive_mark(at)));
            if self.is(before, Category::VERB) && !owned && !self.stands_as_noun(before) {
                return self.governor(before, control, first, slot, depth);
            }
            // «Apple's decision to»
            let owner = (1..4).find_map(|back| before.checked_sub(back).filter(|&at| self.is_possessive_mark(at)));
            if let Some(index) = owner.and_then(|mark| self.mention_index(mark.checked_sub(1)?)) {
                return Some(Subject { mentions: vec![index], control, inferred: false });
            }
            // «A signed an agreement to»: whoever has the plan is the subject of its verb.
            let verb = (1..5)
                .map_while(|back| before.checked_sub(back).filter(|&at| self.inside(at) && !self.is_mark(at)))
                .take_while(|&at| !self.is(at, Category::PREPOSITION))
                .find(|&at| {
                    let noun = self.is(at, Category::NOUN) && !self.is(at + 1, Category::DETERMINER);
                    self.is(at, Category::VERB) && !noun && self.mention(at).is_none()
                });
            if let Some(verb) = verb {
                let outer = self.control(verb).unwrap_or_default();
                let mut subject = self.governor(verb, outer, first, slot, depth)?;
                subject.control = control.under(subject.control);
                return Some(subject);
            }
            // «in talks to buy»: a noun without owner behind a preposition belongs to the subject.
            let governs = (1..4).find_map(|back| {
                let at = before.checked_sub(back).filter(|&at| self.inside(at) && self.mention(at).is_none())?;
                self.is(at, Category::PREPOSITION).then_some(at)
            });
            return governs.and_then(|at| self.inferred(at, control.under(Control::PLANNED)));
        }
        if self.is(before, Category::AUXILIARY) {
            return self.governor(before, Control::PLANNED, first, slot, depth);
        }
        // «is expected to», «is set to»
        let auxiliary = (1..4)
            .find_map(|back| before.checked_sub(back).filter(|&at| self.is(at, Category::PASSIVE | Category::COPULA)));
        if let Some(auxiliary) = auxiliary {
            return self.governor(auxiliary, Control::PLANNED, first, slot, depth);
        }
        if purpose { self.inferred(before, Control::PLANNED) } else { None }
    }

    /// «A hired Anna Berger, once of B, to run it»: the person who is the object of the verb before an infinitive.
    fn hired(&self, before: usize) -> Option<usize> {
        let open = if self.written(before) == "," { self.insertion(before)? } else { before + 1 };
        let index = self.mention_index(open.checked_sub(1)?)?;
        let mention = &self.mentions[index];
        let person = mention.class.is_some_and(|class| self.compiled.fits(class, self.compiled.classes.person));
        let edge = self.edge(mention);
        let verb = edge.start.checked_sub(1).filter(|&at| self.inside(at) && self.mention(at).is_none())?;
        // «brought in Anna Berger»
        let particle =
            self.grammar.is_verb_particle(self.written(verb)) && self.is(verb.saturating_sub(1), Category::VERB);
        let object = particle || edge.preposition.is_none() && self.is(verb, Category::VERB);
        (person && object && self.traits().head_final && self.names(mention) && mention.tokens.end == open)
            .then_some(index)
    }

    /// The verb of spending whose object an amount of money is.
    fn spends(&self, amount: &Mention) -> Option<usize> {
        const WORDS: usize = 4;
        if !matches!(amount.kind, MentionKind::Amount(Amount::Money(..))) {
            return None;
        }
        let first = self.start.max(amount.tokens.start.saturating_sub(WORDS));
        let mut before = (first..amount.tokens.start).rev().filter(|&at| self.mention(at).is_none());
        before.find(|&at| self.is(at, Category::VERB)).filter(|&at| self.is(at, Category::SPENDING))
    }

    /// «paid $30 million to acquire B»: what money was spent for came about, what it will be spent for is to come.
    fn spent(&self, verb: usize, until: usize) -> Control {
        let group = self.group(verb, self.forms(verb).first());
        let open =
            Category::FUTURE | Category::MODAL | Category::POSSIBLE | Category::PLANNED | Category::CONDITIONAL_FORM;
        let own = (group.from..group.to.min(until)).filter(|&at| self.mention(at).is_none());
        let all = own.fold(Category::default(), |all, at| all | self.category(at));
        if all.is(open) { Control::PLANNED } else { Control::default() }
    }

    /// What a noun does to the claim of the infinitive under it: «no plan of A to».
    fn noun_control(&self, noun: usize) -> Control {
        let before = (self.start..noun).rev().take(3).take_while(|&at| self.mention(at).is_none() && !self.is_mark(at));
        let phrase = before.take_while(|&at| !self.is(at, Category::AUXILIARY));
        let denied = phrase.fold(Category::default(), |all, at| all | self.category(at)).denies();
        self.control(noun).unwrap_or_default().negated(denied)
    }

    /// The subject of a verb that governs an infinitive beginning at `until`, with what the two do to its claim.
    #[must_use]
    pub fn governor(&self, verb: usize, control: Control, until: usize, slot: Slot, depth: u8) -> Option<Subject> {
        let form = if self.is(verb, Category::AUXILIARY) { None } else { self.forms(verb).first() };
        let outer = self.group(verb, form);
        let own = (outer.from..outer.to.min(until)).filter(|&at| at != verb && self.mention(at).is_none());
        let denied = own.fold(Category::default(), |all, at| all | self.category(at)).denies();
        let mut subject = self.subject(&outer, slot, depth + 1)?;
        subject.control = control.negated(denied).under(subject.control);
        Some(subject)
    }

    /// Of «to buy B or to sue C», from the coordinator on: marker and verb of the first infinitive.
    fn earlier_infinitive(&self, joint: usize) -> Option<(usize, usize)> {
        const FAR: usize = 24;
        if !self.is(joint, Category::COORDINATOR) {
            return None;
        }
        let first = self.start.max(joint.saturating_sub(FAR));
        let opens = |at: &usize| {
            !self.is(*at, Category::CLAUSE_OPENER | Category::RELATIVISER) || self.is(*at, Category::INFINITIVE_MARKER)
        };
        let marks = (first..joint).rev().take_while(opens).filter(|&at| self.is(at, Category::INFINITIVE_MARKER));
        marks.into_iter().find_map(|at| {
            let verb = (at + 1..at + 4).find(|&verb| !self.is_adverb(verb) && !self.is(verb, Category::DENIED))?;
            (self.mention(verb).is_none() && self.infinitive(verb).is_some()).then_some((at, verb))
        })
    }

    /// The word at a position as an infinitive.
    fn infinitive(&self, at: usize) -> Option<&FormOf> {
        self.forms(at).iter().find(|form| form.features.has(Features::INFINITIVE))
    }
}

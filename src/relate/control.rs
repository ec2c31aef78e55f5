//! What governs an infinitive: whose it is, and what becomes of its claim.

use super::{View, clause::Subject, group::Control};
use crate::{
    model::Shape,
    ontology::{Category, forms::Features, pattern::Slot},
};

impl View<'_> {
    /// What a governing verb or noun does to the claim of the infinitive under it; `None` where it governs none.
    #[must_use]
    pub fn control(&self, at: usize) -> Option<Control> {
        let category = self.category(at);
        if category.is(Category::FAILED_VERB | Category::DENYING) {
            Some(Control::Failed)
        } else if category.is(Category::PLANNED_VERB | Category::PLANNED_NOUN | Category::PLANNED | Category::FUTURE) {
            Some(Control::Planned)
        } else if category.is(Category::ASSERTED_VERB | Category::CONTROL_NOUN) {
            Some(Control::None)
        } else {
            None
        }
    }

    /// The subject of an infinitive whose marker stands at `marker`: that of its governor, or the possessor of its noun.
    #[must_use]
    pub fn governed(&self, marker: usize, slot: Slot, depth: u8) -> Option<Subject> {
        let before = marker.checked_sub(1).filter(|before| self.inside(*before))?;
        let purpose = self.is(marker, Category::PURPOSE);
        if let Some(index) = self.mention_index(before) {
            let mention = &self.mentions[index];
            let edge = self.edge(mention);
            // «the effort of A to»: the noun right before its owner.
            let owned = mention.tokens.start.checked_sub(1).filter(|&noun| {
                !self.traits().head_final && self.is(noun, Category::CONTROL_NOUN | Category::PLANNED_NOUN)
            });
            if let Some(noun) = owned.filter(|_| self.names(mention)) {
                let control = self.control(noun).unwrap_or_default();
                return Some(Subject { mentions: vec![index], control, inferred: false });
            }
            if let Some(preposition) = edge.preposition {
                let noun = preposition.checked_sub(1)?;
                // «allows A to use»: whom a verb lets or makes do it.
                let lets = self.is(noun, Category::PLANNED_VERB | Category::ASSERTED_VERB)
                    && !self.is(preposition, Category::GENITIVE);
                if lets && self.names(mention) && !purpose {
                    return Some(Subject { mentions: vec![index], control: Control::Planned, inferred: false });
                }
                if self.is(preposition, Category::GENITIVE)
                    && self.is(noun, Category::CONTROL_NOUN | Category::PLANNED_NOUN)
                    && self.names(mention)
                {
                    let control = self.control(noun).unwrap_or_default();
                    return Some(Subject { mentions: vec![index], control, inferred: false });
                }
                return if purpose { self.inferred(edge.start, Control::Planned) } else { None };
            }
            // «A to cut 900 jobs»: a headline.
            let first = edge.start.checked_sub(1).filter(|at| self.inside(*at)).is_none_or(|at| self.is_mark(at))
                || self.shape(edge.start).has(Shape::LINE_START);
            if purpose && first && self.traits().head_final && self.names(mention) && self.ends_phrase(mention) {
                let mentions = self.list(index, slot, true);
                return Some(Subject { mentions, control: Control::Planned, inferred: false });
            }
            let noun = if edge.foreign_head { edge.start } else { edge.start.checked_sub(1)? };
            if !self.traits().head_final && self.is(noun, Category::CONTROL_NOUN | Category::PLANNED_NOUN) {
                let control = self.control(noun).unwrap_or_default();
                return Some(Subject { mentions: vec![index], control, inferred: false });
            }
            let verb = edge.start.checked_sub(1).filter(|at| self.inside(*at));
            let urged = verb.is_some_and(|at| {
                !self.is(at, Category::VERB)
                    || self.is(at, Category::PLANNED_VERB | Category::ASSERTED_VERB | Category::REPORTING)
            });
            return if purpose && !(self.traits().head_final && urged) {
                self.inferred(mention.tokens.start, Control::Planned)
            } else {
                None
            };
        }
        if let Some(control) = self.control(before) {
            let owned = (1..4).any(|back| before.checked_sub(back).is_some_and(|at| self.is_possessive_mark(at)));
            if self.is(before, Category::VERB) && !owned {
                let outer = self.group(before, self.forms(before).first());
                let mut subject = self.subject(&outer, slot, depth + 1)?;
                subject.control = strongest(control, subject.control);
                return Some(subject);
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
                .find(|&at| self.is(at, Category::VERB) && !self.is_noun_form(at) && self.mention(at).is_none())
                .filter(|_| self.traits().head_final);
            if let Some(verb) = verb {
                let outer = self.group(verb, self.forms(verb).first());
                let mut subject = self.subject(&outer, slot, depth + 1)?;
                subject.control = strongest(control, subject.control);
                return Some(subject);
            }
            // «in talks to buy»: a noun without owner behind a preposition belongs to the subject.
            let governs = (1..4).find_map(|back| {
                let at = before.checked_sub(back).filter(|&at| self.inside(at) && self.mention(at).is_none())?;
                self.is(at, Category::PREPOSITION).then_some(at)
            });
            return governs.and_then(|at| self.inferred(at, strongest(control, Control::Planned)));
        }
        if self.is(before, Category::AUXILIARY) {
            let outer = self.group(before, None);
            let mut subject = self.subject(&outer, slot, depth + 1)?;
            subject.control = strongest(Control::Planned, subject.control);
            return Some(subject);
        }
        // «is expected to», «is set to»
        let auxiliary = (1..4)
            .find_map(|back| before.checked_sub(back).filter(|&at| self.is(at, Category::PASSIVE | Category::COPULA)));
        if let Some(auxiliary) = auxiliary {
            let outer = self.group(auxiliary, None);
            let mut subject = self.subject(&outer, slot, depth + 1)?;
            subject.control = strongest(Control::Planned, subject.control);
            return Some(subject);
        }
        if purpose { self.inferred(before, Control::Planned) } else { None }
    }
}

impl View<'_> {
    /// Whether a word may be a noun by its form: «sign» may, «signed» may not.
    fn is_noun_form(&self, at: usize) -> bool {
        self.is(at, Category::NOUN) && self.forms(at).iter().any(|form| form.features.has(Features::NOUN))
    }
}

/// Of two governors the one that says more.
pub fn strongest(a: Control, b: Control) -> Control {
    match (a, b) {
        (Control::Failed, _) | (_, Control::Failed) => Control::Failed,
        (Control::Planned, _) | (_, Control::Planned) => Control::Planned,
        _ => Control::None,
    }
}

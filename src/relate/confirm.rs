//! Whether the tree of a sentence has what clause analysis found.
//!
//! In: a match of a verb frame. Out: its verb, with what the tree says of it. What only the tree finds is not taken: on
//! texts that no rule was written for half of it is right, where of what clause analysis finds alone it is four of five.

use std::cell::OnceCell;

use super::{
    View,
    found::Match,
    tree::{Found, Parsed},
    verb::{Tier, Verb},
};
use crate::model::{Referent, Tree};

/// The tree of a sentence, which is parsed when a match is first looked at.
pub struct Witness<'w> {
    view: &'w View<'w>,
    tree: &'w dyn Fn() -> Option<Tree>,
    parsed: OnceCell<Option<Parsed<'w>>>,
}

impl<'w> Witness<'w> {
    /// `tree` parses the sentence, where there is a model of its language; it is asked at most once.
    #[must_use]
    pub fn new(view: &'w View<'w>, tree: &'w dyn Fn() -> Option<Tree>) -> Self {
        Self { view, tree, parsed: OnceCell::new() }
    }

    /// The verb of a match, as sure as the tree makes it; none of a noun frame.
    #[must_use]
    pub fn verb(&self, found: &Match<'_>) -> Option<Verb> {
        let verb = found.verb?;
        let parsed = || self.parsed.get_or_init(|| Parsed::new(self.view, (self.tree)()?)).as_ref();
        let Some(other) = found.question.and_then(|question| parsed()?.attempt(&question)) else { return Some(verb) };
        let same = alike(self.view, found, &other);
        // What either takes for denied is not affirmed.
        let known = verb.group.denies() || verb.control.denied;
        let control = if same && other.control.denied && !known { other.control } else { verb.control };
        Some(Verb { control, tier: if same { Tier::Both } else { Tier::Disputed }, ..verb })
    }
}

/// Whether both have a party in common in every role that both fill.
fn alike(view: &View<'_>, one: &Match<'_>, other: &Found) -> bool {
    one.filled.iter().all(|(slot, members)| {
        let same = other.filled.iter().find(|(filled, _)| filled.role == slot.role);
        let referent = |index: &usize| view.mentions[*index].referent;
        same.is_none_or(|(_, others)| {
            members.iter().any(|member| {
                others.iter().any(|other| {
                    other == member || referent(member) != Referent::Nobody && referent(other) == referent(member)
                })
            })
        })
    })
}

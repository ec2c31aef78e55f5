//! Frames, flattened and resolved: what the matchers run on.

use super::{FrameKind, LemmaId};

/// What a slot is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The claim's subject.
    Subject,
    /// The claim's object.
    Object,
    /// The claim's number.
    Value,
    /// The amount before a change, of which and the value the percentage is computed.
    From,
    /// A post; fills the qualifier `role`.
    Post,
    /// A noun for something of a class («start-up»); is not kept.
    Noun,
    /// The qualifier `place`.
    Place,
    /// The qualifier `date`.
    Date,
    /// Must be there, is not kept.
    Any,
    /// Who says so (reporting frames).
    Source,
}

/// Which numbers a value slot takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Percent.
    Percent,
    /// Money.
    Money,
    /// A count.
    Count,
    /// Any number.
    Any,
}

/// A role to fill, with the classes it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What it is for.
    pub role: Role,
    /// Set of class positions; 0 takes everything.
    pub classes: u128,
    /// Which numbers it takes.
    pub unit: Unit,
    /// Whether the mention is taken literally.
    pub literal: bool,
    /// Whether the frame names the classes itself.
    pub explicit: bool,
    /// Whether an adjective names what it takes.
    pub adjective: bool,
}

/// What fills a place beside the verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filler {
    /// A role.
    Slot(Slot),
    /// These words in a row, with a role as their possessor.
    Words {
        /// The words.
        words: Vec<LemmaId>,
        /// Who or what they belong to.
        possessor: Option<Slot>,
    },
}

/// A place beside the verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complement {
    /// The preposition it takes.
    pub preposition: Option<LemmaId>,
    /// What fills it.
    pub filler: Filler,
}

/// What a frame adds to the claims it gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent traits of a frame")]
pub struct Meaning {
    /// Position of the frame.
    pub frame: u32,
    /// Position of the relation.
    pub relation: u16,
    /// `sign=-`: the value is negative.
    pub negative: bool,
    /// `modality=planned`.
    pub planned: bool,
    /// `polarity=denied`.
    pub denied: bool,
    /// `role=…`, as position among the roles.
    pub post: Option<u16>,
    /// Number of literal words: the more, the more specific.
    pub literals: u8,
    /// Whether it only suppresses its relation.
    pub unless: bool,
    /// Whether its noun is a party of the claim and not what happens: «its rival B».
    pub apposed: bool,
    /// What a sentence must have for the frame to be tried.
    pub gate: Gate,
}

/// What a sentence must have, so that most frames are rejected with two comparisons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gate {
    /// A Bloom filter of the lemmas the frame names besides its anchor.
    pub words: u128,
    /// Sets of classes of which some mention must have one; 0 where there is none.
    pub classes: [u128; 2],
}

impl Gate {
    /// The bits of a lemma in the filter.
    #[must_use]
    pub fn bits(lemma: LemmaId) -> u128 {
        let hash = u64::from(lemma.0).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        1 << (hash >> 57) | 1 << (hash >> 50 & 127)
    }

    pub(super) fn slot(&mut self, slot: Slot) {
        let asks = matches!(slot.role, Role::Subject | Role::Object) && slot.classes != 0;
        if asks && let Some(free) = self.classes.iter_mut().find(|set| **set == 0) {
            *free = slot.classes;
        }
    }

    pub(super) fn filler(&mut self, filler: &Filler) {
        match filler {
            Filler::Slot(slot) => self.slot(*slot),
            Filler::Words { words, possessor } => {
                self.words |= words.iter().fold(0, |all, word| all | Self::bits(*word));
                if let Some(slot) = possessor {
                    self.slot(*slot);
                }
            }
        }
    }
}

/// A verb frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbPattern {
    /// What it means.
    pub meaning: Meaning,
    /// The verb.
    pub head: LemmaId,
    /// Whether the verb is reflexive.
    pub reflexive: bool,
    /// Its grammatical subject in the active.
    pub subject: Filler,
    /// The preposition between the subject's noun and its owner, where the frame writes one.
    pub subject_preposition: Option<LemmaId>,
    /// Its complements, in order.
    pub complements: Vec<Complement>,
}

/// One step of a noun frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A mention.
    Slot(Slot),
    /// A form of this lemma.
    Word(LemmaId),
    /// Up to so many tokens.
    Gap(u8),
    /// The ending or clitic of a possessor.
    PossessiveMark,
    /// A genitive preposition or a genitive article.
    Genitive,
    /// A comma or an opening parenthesis.
    Comma,
    /// A hyphen without blanks.
    Hyphen,
    /// A form of «to be».
    Copula,
    /// No token: a possessive before the noun or a suffix on it stands for the possessor.
    Anaphor(Slot),
    /// No token: the same, or the subject of the verb that the noun depends on.
    Doer(Slot),
}

/// A step and how many tokens of the same phrase may stand before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// The step.
    pub step: Step,
    /// Tokens that may be passed over on the way to it.
    pub skip: u8,
}

/// A noun or phrase frame: one realisation of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NounPattern {
    /// What it means.
    pub meaning: Meaning,
    /// The steps.
    pub elements: Vec<Element>,
    /// Position of the anchor among the steps: a word, or a post.
    pub anchor: usize,
}

/// Whether frames of this kind are matched around a verb.
#[must_use]
pub fn is_verb_frame(kind: FrameKind) -> bool {
    matches!(kind, FrameKind::Verb | FrameKind::Unless)
}

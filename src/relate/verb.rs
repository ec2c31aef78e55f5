//! Verb frames on light clause analysis: the walk over the verbs of a sentence.

use super::{
    View, active,
    found::{Match, Question},
    group::{Control, Group},
    passive, verb_second,
};
use crate::{
    model::MentionKind,
    ontology::{
        Category, FormOf, Frames,
        forms::Features,
        pattern::{Complement, Filler, VerbPattern},
    },
};

/// The verb behind a match.
#[derive(Clone, Copy, Debug, Default)]
pub struct Verb {
    /// Its group.
    pub group: Group,
    /// What governs it.
    pub control: Control,
    /// Whether an argument was inferred and not read.
    pub inferred: bool,
    /// Whether the tree has the same arguments.
    pub tier: Tier,
}

/// Whether the tree, where there is one, has the arguments that clause analysis found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tier {
    /// The tree has none, or there is no tree.
    #[default]
    Clause,
    /// It has the same.
    Both,
    /// It has others: those of clause analysis are kept, which more often are right.
    Disputed,
}

/// Why a verb frame does not fit at a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The verb stands as a noun.
    Noun,
    /// The frame's verb is reflexive and the text's is not, or the other way round.
    Reflexive,
    /// No subject that the frame takes.
    Subject,
    /// The complement at this position.
    Complement(usize),
    /// The passive names no agent.
    Agent,
    /// The passive has nothing to be said of.
    Promotion,
}

/// What became of one frame at one verb.
pub struct Attempt<'p> {
    /// The frame.
    pub pattern: &'p VerbPattern,
    /// The verb.
    pub at: usize,
    /// The match, or where it failed.
    pub outcome: Result<Match<'p>, Failure>,
}

/// All matches of verb frames in a sentence.
pub fn matches<'p>(view: &View<'_>, frames: &'p Frames) -> Vec<Match<'p>> {
    let mut out: Vec<Match<'p>> = Vec::new();
    attempts(view, frames, |attempt| {
        let Ok(found) = attempt.outcome else { return };
        let same = |other: &Match<'_>| {
            other.meaning.frame == found.meaning.frame && other.trigger == found.trigger && other.filled == found.filled
        };
        if !out.iter().any(same) {
            out.push(found);
        }
    });
    out
}

/// Tries every frame at every verb that sets it off.
pub fn attempts<'p>(view: &View<'_>, frames: &'p Frames, mut seen: impl FnMut(Attempt<'p>)) {
    for at in view.start..view.end {
        let in_name = view
            .mention(at)
            .is_some_and(|mention| !matches!(mention.kind, MentionKind::ClassNoun | MentionKind::Title(_)));
        if in_name {
            continue;
        }
        for form in view.forms(at) {
            let mut admitted =
                frames.verbs.get(form.lemma).iter().filter(|pattern| view.admits(&pattern.meaning.gate)).peekable();
            if admitted.peek().is_none() {
                continue;
            }
            if view.traits().verb_second {
                let clause = verb_second::Clause::new(view, at, form);
                let verb = clause.as_ref().map(verb_second::Clause::verb).unwrap_or_default();
                for pattern in admitted {
                    let Some(clause) = &clause else {
                        seen(Attempt { pattern, at, outcome: Err(Failure::Noun) });
                        continue;
                    };
                    let question = Some(Question { pattern, verb, passive: clause.passive() });
                    let outcome = clause.attempt(pattern).map(|found| Match { question, ..found });
                    seen(Attempt { pattern, at, outcome });
                }
            } else {
                let reading = Reading::new(view, at, form);
                let verb = Verb { group: reading.group, ..Verb::default() };
                for pattern in admitted {
                    let question = Some(Question { pattern, verb, passive: reading.passive });
                    let outcome = reading.attempt(pattern).map(|found| Match { question, ..found });
                    seen(Attempt { pattern, at, outcome });
                }
            }
        }
    }
}

/// One verb, read in one of its forms.
pub(super) struct Reading<'v> {
    pub(super) view: &'v View<'v>,
    pub(super) group: Group,
    /// Where its clause ends.
    pub(super) limit: usize,
    passive: bool,
    noun: bool,
    /// The verb that it only helps.
    helps: Option<usize>,
}

impl<'v> Reading<'v> {
    fn new(view: &'v View<'v>, at: usize, form: &FormOf) -> Self {
        let group = view.group(at, Some(form));
        Self {
            view,
            group,
            limit: view.clause_end(group.end),
            passive: view.is_passive(&group),
            noun: group.start == at && view.stands_as_noun(at),
            helps: helped(view, at),
        }
    }

    fn attempt<'p>(&self, pattern: &'p VerbPattern) -> Result<Match<'p>, Failure> {
        if self.noun || self.helps.is_some_and(|next| !names_word(self.view, pattern, next)) {
            return Err(Failure::Noun);
        }
        if self.passive {
            // «est entré au capital»: where nothing can be promoted the auxiliary is that of the perfect.
            return passive::matched(self, pattern).or_else(|failure| match failure {
                Failure::Promotion => active::matched(self, pattern),
                other => Err(other),
            });
        }
        active::matched(self, pattern).or_else(|failure| {
            let bare = self.group.features.has(Features::BARE);
            bare.then(|| passive::bare(self, pattern)).flatten().ok_or(failure)
        })
    }
}

/// Whether a frame names the word at a position among its complements.
fn names_word(view: &View<'_>, pattern: &VerbPattern, at: usize) -> bool {
    let named = |complement: &Complement| match &complement.filler {
        Filler::Words { words, .. } => words.first().is_some_and(|word| view.is_form(at, *word)),
        Filler::Slot(_) => false,
    };
    pattern.complements.iter().any(named)
}

/// The verb that an auxiliary only helps.
fn helped(view: &View<'_>, at: usize) -> Option<usize> {
    if !view.is(at, Category::AUXILIARY) {
        return None;
    }
    let next =
        (at + 1..view.end).find(|&at| !view.is_adverb(at) && !view.is(at, Category::DENIED | Category::AUXILIARY));
    next.filter(|&next| {
        let verbal = |form: &FormOf| {
            form.features.has(Features::PARTICIPLE)
                || form.features.has(Features::INFINITIVE)
                || form.features.has(Features::GERUND)
        };
        next <= at + 4
            && view.is(next, Category::VERB)
            && !view.is(next, Category::NOUN)
            && view.forms(next).iter().any(verbal)
    })
}

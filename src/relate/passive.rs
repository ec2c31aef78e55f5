//! The passive reading of a verb whose subject stands before it.

use super::{
    active::subject_noun,
    anaphor,
    clause::Subject,
    found::Match,
    verb::{Failure, Reading, Verb},
};
use crate::ontology::{
    Category,
    forms::Features,
    pattern::{Complement, Filler, Role, Slot, VerbPattern},
};

/// The place a passive's grammatical subject fills, and the others.
pub(super) fn places(pattern: &VerbPattern) -> Option<(usize, &Complement)> {
    let bare = |complement: &&Complement| complement.preposition.is_none();
    let slot = pattern.complements.iter().enumerate().find(|(_, c)| {
        bare(c) && matches!(&c.filler, Filler::Slot(slot) if !matches!(slot.role, Role::Post | Role::Value))
    });
    let post = |complement: &Complement| matches!(&complement.filler, Filler::Slot(slot) if slot.role == Role::Post);
    slot.or_else(|| pattern.complements.iter().enumerate().find(|(_, c)| bare(c) && !post(c)))
}

/// The frame at a passive verb.
pub(super) fn matched<'p>(reading: &Reading<'_>, pattern: &'p VerbPattern) -> Result<Match<'p>, Failure> {
    let &Reading { view, ref group, limit, .. } = reading;
    let (place, promoted) = places(pattern).ok_or(Failure::Promotion)?;
    let mut filled: Vec<(Slot, Vec<usize>)> = Vec::new();
    let mut verb = Verb { group: *group, ..Verb::default() };
    let mut relative = false;
    match &promoted.filler {
        Filler::Slot(slot) if slot.role == Role::Value => {
            let mut before = view.mention_range().filter(|&index| {
                let mention = &view.mentions[index];
                mention.tokens.end <= group.start && group.start - mention.tokens.end <= 6 && view.takes(*slot, mention)
            });
            let index = before.next_back().ok_or(Failure::Subject)?;
            filled.push((*slot, vec![index]));
            let mut from = view.mentions[index].tokens.end;
            for (position, complement) in pattern.complements.iter().enumerate().skip(place + 1) {
                from = view
                    .complement(from, group.start, complement, &mut filled)
                    .or_else(|| view.complement(group.end, limit, complement, &mut filled))
                    .ok_or(Failure::Complement(position))?;
            }
        }
        Filler::Slot(slot) => {
            let subject = view.subject(group, *slot, 0).or_else(|| behind(reading, pattern, *slot));
            let subject = subject.ok_or(Failure::Subject)?;
            let mentions: Vec<usize> =
                subject.mentions.iter().copied().filter(|&index| view.takes(*slot, &view.mentions[index])).collect();
            if mentions.is_empty() {
                return Err(Failure::Subject);
            }
            if subject.inferred && subject.control.planned {
                return Err(Failure::Subject);
            }
            verb.control = subject.control;
            verb.inferred = subject.inferred;
            // «A, qui, selon X, a été rejeté»
            let comma = group.start.checked_sub(1).filter(|&at| view.inside(at) && view.written(at) == ",");
            let opens = comma.and_then(|comma| view.insertion(comma)).unwrap_or(group.start);
            relative =
                opens.checked_sub(1).is_some_and(|at| view.inside(at) && view.is(at, Category::SUBJECT_RELATIVISER));
            filled.push((*slot, mentions));
        }
        Filler::Words { words, possessor } => {
            let noun = subject_noun(view, group, words).ok_or(Failure::Subject)?;
            if let Some(slot) = possessor {
                let understood = || anaphor::understood(view, &noun, *slot, &[], group.start);
                let index = view.possessor(&noun, group.start, *slot).or_else(understood).ok_or(Failure::Subject)?;
                filled.push((*slot, vec![index]));
            }
            // «A partnership with B was announced by A»: a complement may stand behind its noun.
            for (position, complement) in pattern.complements.iter().enumerate().skip(place + 1) {
                if view.complement(noun.end, group.start, complement, &mut filled).is_none() {
                    view.complement(group.end, limit, complement, &mut filled).ok_or(Failure::Complement(position))?;
                }
            }
        }
    }
    let mut at = group.end;
    if matches!(promoted.filler, Filler::Slot(slot) if slot.role != Role::Value) {
        for (other, complement) in pattern.complements.iter().enumerate() {
            if other != place {
                at = view.complement(at, limit, complement, &mut filled).ok_or(Failure::Complement(other))?;
            }
        }
    }
    if matches!(pattern.subject, Filler::Words { .. }) {
        return Err(Failure::Agent);
    }
    if let Filler::Slot(slot) = &pattern.subject {
        let agent = agent(reading, *slot);
        let agent = match agent {
            Some(members) => members,
            None if slot.role == Role::Any || pattern.meaning.unless && !slot.explicit => Vec::new(),
            // «B, which was rejected»: the agent is the subject of the main clause.
            None if relative => {
                let object = filled.first().and_then(|(_, indices)| indices.first()).ok_or(Failure::Agent)?;
                let index = view.main_subject(view.mentions[*object].tokens.start).ok_or(Failure::Agent)?;
                verb.inferred = true;
                view.takes(*slot, &view.mentions[index]).then(|| vec![index]).ok_or(Failure::Agent)?
            }
            None => {
                let doer = anaphor::doer_of_number(view, *slot, &filled, group.start);
                verb.inferred = true;
                vec![doer.ok_or(Failure::Agent)?]
            }
        };
        if !agent.is_empty() {
            filled.push((*slot, agent));
        }
    }
    Ok(Match {
        meaning: &pattern.meaning,
        trigger: group.head,
        filled,
        covers: group.start..at,
        verb: Some(verb),
        question: None,
    })
}

/// «Dalam rapat itu ditunjuk A sebagai …»: where voice is a prefix the subject of a passive may stand behind it, if
/// nothing before it is one.
fn behind(reading: &Reading<'_>, pattern: &VerbPattern, slot: Slot) -> Option<Subject> {
    let &Reading { view, ref group, limit, .. } = reading;
    if !view.traits().voice_prefix || pattern.complements.len() < 2 {
        return None;
    }
    let index = view.slot_right(group.end, limit.min(group.end + 3), slot)?;
    (view.takes(slot, &view.mentions[index]))
        .then(|| Subject { mentions: view.list(index, slot, false), ..Subject::default() })
}

/// The agent of a passive: behind its preposition, or right behind the verb where the language allows it.
fn agent(reading: &Reading<'_>, slot: Slot) -> Option<Vec<usize>> {
    let &Reading { view, ref group, limit, .. } = reading;
    // «B yang digarapnya»: the suffix is who does it, the subject of what goes before.
    if view.traits().voice_prefix && group.features.has(Features::CLITIC) {
        let index = view.main_subject(group.start).filter(|&index| view.takes(slot, &view.mentions[index]));
        return index.or_else(|| view.topic(slot)).map(|index| vec![index]);
    }
    let from = group.end;
    for at in from..limit.min(from + 16) {
        if view.mention(at).is_none()
            && view.is(at, Category::AGENT)
            && let Some(index) = view.slot_right(at + 1, limit, slot)
        {
            return Some(view.list(index, slot, false));
        }
        if view.is(at, Category::COORDINATOR) && view.is(at + 1, Category::VERB | Category::AUXILIARY) {
            break;
        }
    }
    if view.traits().voice_prefix {
        let index = view.mention_index(from)?;
        let mention = &view.mentions[index];
        return (mention.tokens.start == from && view.takes(slot, mention)).then(|| view.list(index, slot, false));
    }
    None
}

/// Indonesian «B (yang) A tolak»: agent right before the bare verb, the object before it.
pub(super) fn bare<'p>(Reading { view, group, .. }: &Reading<'_>, pattern: &'p VerbPattern) -> Option<Match<'p>> {
    let (_, promoted) = places(pattern)?;
    let (Filler::Slot(object), Filler::Slot(agent)) = (&promoted.filler, &pattern.subject) else { return None };
    if pattern.complements.len() != 1 {
        return None;
    }
    let index = view.mention_index(group.start.checked_sub(1)?)?;
    let mention = &view.mentions[index];
    if !view.takes(*agent, mention) {
        return None;
    }
    let mut before = mention.tokens.start.checked_sub(1).filter(|at| view.inside(*at))?;
    while view.inside(before)
        && (view.is(before, Category::SUBJECT_RELATIVISER | Category::AUXILIARY) || view.is_adverb(before))
    {
        before = before.checked_sub(1)?;
    }
    let other = view.mention_index(before)?;
    let fits = view.takes(*object, &view.mentions[other]) && view.names(&view.mentions[other]) && other != index;
    let filled = vec![(*object, vec![other]), (*agent, vec![index])];
    let verb = Verb { group: *group, ..Verb::default() };
    fits.then_some(Match {
        meaning: &pattern.meaning,
        trigger: group.head,
        filled,
        covers: before..group.end,
        verb: Some(verb),
        question: None,
    })
}

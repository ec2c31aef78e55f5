//! Verb frames on light clause analysis, where the subject stands before the verb.

use super::{
    View,
    clause::Subject,
    group::{Control, Group},
    noun::Match,
    verb_second,
};
use crate::{
    model::{MentionKind, Shape},
    ontology::{
        Category, Frames,
        forms::Features,
        pattern::{Complement, Filler, Role, Slot, VerbPattern},
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
    if view.traits().verb_second {
        return verb_second::attempts(view, frames, seen);
    }
    for at in view.start..view.end {
        let in_name = view
            .mention(at)
            .is_some_and(|mention| !matches!(mention.kind, MentionKind::ClassNoun | MentionKind::Title(_)));
        if in_name {
            continue;
        }
        for form in view.forms(at) {
            let Some(patterns) = frames.verbs.get(&form.lemma) else { continue };
            if !patterns.iter().any(|pattern| view.admits(&pattern.meaning.gate)) {
                continue;
            }
            let group = view.group(at, Some(form));
            let noun = noun_reading(view, at, &group);
            let helps = helped(view, at);
            let passive = view.is_passive(&group);
            let limit = view.clause_end(group.end);
            for pattern in patterns.iter().filter(|pattern| view.admits(&pattern.meaning.gate)) {
                let outcome = if noun || helps.is_some_and(|next| !names_word(view, pattern, next)) {
                    Err(Failure::Noun)
                } else {
                    attempt(view, pattern, &group, limit, passive)
                };
                seen(Attempt { pattern, at, outcome });
            }
        }
    }
}

fn attempt<'p>(
    view: &View<'_>,
    pattern: &'p VerbPattern,
    group: &Group,
    limit: usize,
    passive: bool,
) -> Result<Match<'p>, Failure> {
    if passive {
        // «est entré au capital»: where nothing can be promoted the auxiliary is that of the perfect.
        return passive_match(view, pattern, group, limit).or_else(|failure| match failure {
            Failure::Promotion => active_match(view, pattern, group, limit),
            other => Err(other),
        });
    }
    active_match(view, pattern, group, limit).or_else(|failure| {
        let bare = group.features.has(Features::BARE);
        bare.then(|| bare_passive(view, pattern, group)).flatten().ok_or(failure)
    })
}

/// A word that could be a verb but stands behind an article or possessor, as a noun does.
fn noun_reading(view: &View<'_>, at: usize, group: &Group) -> bool {
    if view.traits().voice_prefix || group.start < at {
        return false;
    }
    let Some(before) = at.checked_sub(1).filter(|before| view.inside(*before)) else { return false };
    let category = view.category(before);
    let article = category.is(Category::DEFINITE | Category::INDEFINITE | Category::POSSESSIVE | Category::GENITIVE)
        && !category.is(Category::OBJECT_PRONOUN | Category::SUBJECT_PRONOUN | Category::INFINITIVE_MARKER);
    article || view.is_possessive_mark(before)
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
        let verbal = |form: &crate::ontology::FormOf| {
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

fn wants_reflexive(view: &View<'_>, pattern: &VerbPattern, group: &Group) -> bool {
    if view.traits().clitic_pronouns {
        return pattern.reflexive == group.reflexive || pattern.reflexive && group.features.has(Features::PARTICIPLE);
    }
    !pattern.reflexive || (group.end..group.end + 3).any(|at| view.inside(at) && view.is(at, Category::REFLEXIVE))
}

fn active_match<'p>(
    view: &View<'_>,
    pattern: &'p VerbPattern,
    group: &Group,
    limit: usize,
) -> Result<Match<'p>, Failure> {
    if !wants_reflexive(view, pattern, group) {
        return Err(Failure::Reflexive);
    }
    let mut filled: Vec<(Slot, Vec<usize>)> = Vec::new();
    let mut at = group.end;
    let mut missing: Option<Slot> = None;
    for (position, complement) in pattern.complements.iter().enumerate() {
        if let Some(end) = view.complement(at, limit, complement, &mut filled) {
            at = end;
            continue;
        }
        // «met and rejected B»: what stands behind the second verb belongs to both.
        if let Some(end) =
            shared(view, group, limit).and_then(|from| shared_complement(view, from, limit, complement, &mut filled))
        {
            at = end;
            continue;
        }
        match (complement.preposition, &complement.filler) {
            // «turned B down»: a particle behind the object.
            (None, Filler::Slot(slot))
                if position > 0 && filled.is_empty() && view.slot_right(group.end, at, *slot).is_some() =>
            {
                let index = view.slot_right(group.end, at, *slot).unwrap_or_default();
                filled.push((*slot, view.list(index, *slot, false)));
            }
            (None, Filler::Slot(slot)) if missing.is_none() && filled.is_empty() && slot.role != Role::Value => {
                missing = Some(*slot);
            }
            _ => return Err(Failure::Complement(position)),
        }
    }
    let (subject, mentions) = subject(view, pattern, group).ok_or(Failure::Subject)?;
    if let Some(slot) = missing {
        let object = match group.clitic.or_else(|| suffixed(view, group, &mentions)) {
            Some(index) if view.takes(slot, &view.mentions[index]) => vec![index],
            _ => object_relative(view, &mentions, slot).ok_or(Failure::Complement(0))?,
        };
        filled.push((slot, object));
    }
    if let Filler::Slot(slot) | Filler::Words { possessor: Some(slot), .. } = &pattern.subject {
        filled.push((*slot, mentions));
    }
    let verb = Verb { group: *group, control: subject.control, inferred: subject.inferred };
    Ok(Match { meaning: &pattern.meaning, trigger: group.head, filled, covers: group.start..at, verb: Some(verb) })
}

/// The position behind a verb that is coordinated with this one and takes its complements for both.
fn shared(view: &View<'_>, group: &Group, limit: usize) -> Option<usize> {
    let joined = view.inside(group.end) && view.is(group.end, Category::COORDINATOR);
    let next = (group.end + 1..limit.min(group.end + 5))
        .find(|&at| view.is(at, Category::VERB) && view.mention(at).is_none())?;
    joined.then_some(next + 1)
}

/// Fills a complement behind the second verb; a preposition that only the first verb takes is forgiven.
fn shared_complement(
    view: &View<'_>,
    from: usize,
    limit: usize,
    complement: &Complement,
    filled: &mut Vec<(Slot, Vec<usize>)>,
) -> Option<usize> {
    let plain = Complement { preposition: None, filler: complement.filler.clone() };
    view.complement(from, limit, complement, filled).or_else(|| {
        matches!(complement.filler, Filler::Slot(_)).then(|| view.complement(from, limit, &plain, filled)).flatten()
    })
}

/// The subject of an active verb: its control, and the mentions that fill the subject's slot.
fn subject(view: &View<'_>, pattern: &VerbPattern, group: &Group) -> Option<(Subject, Vec<usize>)> {
    match &pattern.subject {
        Filler::Slot(slot) => {
            let found = view.subject(group, *slot, 0);
            if slot.role == Role::Any && slot.classes == 0 || pattern.meaning.unless && !slot.explicit {
                let found = found.unwrap_or_default();
                let mentions = found.mentions.clone();
                return Some((found, mentions));
            }
            let found = found?;
            let mentions: Vec<usize> =
                found.mentions.iter().copied().filter(|&index| view.takes(*slot, &view.mentions[index])).collect();
            (!mentions.is_empty()).then_some((found, mentions))
        }
        Filler::Words { words, possessor } => {
            let noun = subject_noun(view, group, words)?;
            let Some(slot) = possessor else { return Some((Subject::default(), Vec::new())) };
            let index = view
                .possessor(&noun, group.start, *slot)
                .or_else(|| behind_preposition(view, pattern, &noun, group, *slot))
                .or_else(|| owner_before(view, &noun, *slot))?;
            let mentions = view.list(index, *slot, false);
            Some((Subject { mentions: mentions.clone(), ..Subject::default() }, mentions))
        }
    }
}

/// «Sales at A»: where the frame writes the preposition itself.
fn behind_preposition(
    view: &View<'_>,
    pattern: &VerbPattern,
    noun: &std::ops::Range<usize>,
    group: &Group,
    slot: Slot,
) -> Option<usize> {
    let preposition = pattern.subject_preposition?;
    let at = (noun.end..noun.end + 2).find(|&at| view.inside(at) && view.is_form(at, preposition))?;
    view.slot_right(at + 1, group.start, slot)
}

/// «Its shares»: the noun's possessive stands for the subject of the clause before.
fn owner_before(view: &View<'_>, noun: &std::ops::Range<usize>, slot: Slot) -> Option<usize> {
    let possessive = (1..4).any(|back| {
        noun.start.checked_sub(back).is_some_and(|at| view.inside(at) && view.is(at, Category::POSSESSIVE))
    });
    let relative = (1..4).any(|back| {
        noun.start.checked_sub(back).is_some_and(|at| view.inside(at) && view.is(at, Category::OTHER_RELATIVISER))
    });
    let clitic = view.forms(noun.start).iter().any(|form| form.features.has(Features::CLITIC));
    if !(possessive || relative || clitic) {
        return None;
    }
    let mut before = view.mention_range().filter(|&index| view.mentions[index].tokens.end <= noun.start);
    let fits = |index: &usize| view.takes(slot, &view.mentions[*index]) && view.names(&view.mentions[*index]);
    if relative {
        before.rfind(fits)
    } else {
        before.find(|index| fits(index) && view.edge(&view.mentions[*index]).preposition.is_none())
    }
}

/// The noun that heads the subject of a verb group: the nearest of these words on its left, with nothing but its own
/// attributes between.
fn subject_noun(view: &View<'_>, group: &Group, words: &[crate::ontology::LemmaId]) -> Option<std::ops::Range<usize>> {
    let first = words.first()?;
    let mut at = group.start;
    while at > view.start && group.start - at < 24 {
        at -= 1;
        if view.shape(at + 1).has(Shape::LINE_START) && at + 1 != group.start {
            return None;
        }
        if view.is_form(at, *first) && view.mention(at).is_none_or(|mention| mention.kind == MentionKind::ClassNoun) {
            let mut end = at + 1;
            let rest = words[1..].iter().all(|word| {
                let found = (end..end + 3).find(|&at| view.is_form(at, *word));
                found.is_some_and(|at| {
                    end = at + 1;
                    true
                })
            });
            // What stands between the noun and the verb hangs on the noun or is an adverb.
            let between = end..group.start;
            let attributes = between.clone().next().is_none_or(|next| {
                view.is(
                    next,
                    Category::GENITIVE
                        | Category::PREPOSITION
                        | Category::CONTINUES
                        | Category::TIME_UNIT
                        | Category::DEMONSTRATIVE
                        | Category::SUBJECT_RELATIVISER,
                ) || view.is_adverb(next)
                    || view.mention(next).is_some()
                    || matches!(view.written(next), "," | "(")
                    || !view.traits().head_final
            });
            if rest && attributes {
                return Some(at..end);
            }
        }
        let category = view.category(at);
        if view.written(at) == ","
            && let Some(open) = view.insertion(at)
        {
            at = open;
            continue;
        }
        if category.is(Category::CLAUSE_OPENER) && !category.is(Category::PREPOSITION | Category::DEMONSTRATIVE)
            || matches!(view.written(at), ";" | ":" | "“" | "„")
        {
            return None;
        }
        if category.is(Category::AUXILIARY) && view.mention(at).is_none() {
            return None;
        }
    }
    None
}

/// A verb whose suffix is its object: the nearest organization or thing named before that is not its subject.
fn suffixed(view: &View<'_>, group: &Group, subject: &[usize]) -> Option<usize> {
    if !group.features.has(Features::CLITIC) {
        return None;
    }
    let subjects: Vec<_> = subject.iter().map(|&index| view.mentions[index].referent).collect();
    let mut before = view.mention_range().filter(|&index| view.mentions[index].tokens.end <= group.start);
    before.rfind(|&index| view.names(&view.mentions[index]) && !subjects.contains(&view.mentions[index].referent))
}

/// «B, which A rejected»: the antecedent of a relativiser right before the subject.
fn object_relative(view: &View<'_>, subject: &[usize], slot: Slot) -> Option<Vec<usize>> {
    let first = view.mentions.get(*subject.first()?)?;
    let relativiser = view.edge(first).start.checked_sub(1).filter(|at| view.inside(*at))?;
    if !view.is(relativiser, Category::OBJECT_RELATIVISER) {
        return None;
    }
    let mut before = relativiser.checked_sub(1)?;
    if view.written(before) == "," {
        before = before.checked_sub(1)?;
    }
    let index = view.mention_index(before)?;
    let mention = &view.mentions[index];
    (view.names(mention) && view.takes(slot, mention)).then(|| vec![index])
}

/// The place a passive's grammatical subject fills, and the others.
fn passive_places(pattern: &VerbPattern) -> Option<(usize, &Complement)> {
    let bare = |complement: &&Complement| complement.preposition.is_none();
    let slot = pattern.complements.iter().enumerate().find(|(_, c)| {
        bare(c) && matches!(&c.filler, Filler::Slot(slot) if !matches!(slot.role, Role::Post | Role::Value))
    });
    slot.or_else(|| pattern.complements.iter().enumerate().find(|(_, c)| bare(c)))
}

fn passive_match<'p>(
    view: &View<'_>,
    pattern: &'p VerbPattern,
    group: &Group,
    limit: usize,
) -> Result<Match<'p>, Failure> {
    let (place, promoted) = passive_places(pattern).ok_or(Failure::Promotion)?;
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
            let subject = view.subject(group, *slot, 0).ok_or(Failure::Subject)?;
            let mentions: Vec<usize> =
                subject.mentions.iter().copied().filter(|&index| view.takes(*slot, &view.mentions[index])).collect();
            if mentions.is_empty() {
                return Err(Failure::Subject);
            }
            if subject.inferred && subject.control == Control::Planned {
                return Err(Failure::Subject);
            }
            verb.control = subject.control;
            verb.inferred = subject.inferred;
            relative = group
                .start
                .checked_sub(1)
                .is_some_and(|at| view.inside(at) && view.is(at, Category::SUBJECT_RELATIVISER));
            filled.push((*slot, mentions));
        }
        Filler::Words { words, possessor } => {
            let noun = subject_noun(view, group, words).ok_or(Failure::Subject)?;
            if let Some(slot) = possessor {
                let index = view.possessor(&noun, group.start, *slot).ok_or(Failure::Subject)?;
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
    if let Filler::Slot(slot) = &pattern.subject {
        let agent = agent(view, group.end, limit, *slot);
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
            None => return Err(Failure::Agent),
        };
        if !agent.is_empty() {
            filled.push((*slot, agent));
        }
    }
    Ok(Match { meaning: &pattern.meaning, trigger: group.head, filled, covers: group.start..at, verb: Some(verb) })
}

/// The agent of a passive: behind its preposition, or right behind the verb where the language allows it.
fn agent(view: &View<'_>, from: usize, limit: usize, slot: Slot) -> Option<Vec<usize>> {
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
fn bare_passive<'p>(view: &View<'_>, pattern: &'p VerbPattern, group: &Group) -> Option<Match<'p>> {
    let (_, promoted) = passive_places(pattern)?;
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
    })
}

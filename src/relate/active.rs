//! The active reading of a verb whose subject stands before it.

use std::ops::Range;

use super::{
    View, anaphor,
    clause::Subject,
    found::Match,
    group::Group,
    verb::{Failure, Reading, Verb},
};
use crate::{
    model::{Mention, MentionKind, Shape},
    ontology::{
        Category, LemmaId,
        forms::Features,
        pattern::{Complement, Filler, Role, Slot, VerbPattern},
    },
};

fn wants_reflexive(view: &View<'_>, pattern: &VerbPattern, group: &Group) -> bool {
    if view.traits().clitic_pronouns {
        return pattern.reflexive == group.reflexive || pattern.reflexive && group.features.has(Features::PARTICIPLE);
    }
    !pattern.reflexive || (group.end..group.end + 3).any(|at| view.inside(at) && view.is(at, Category::REFLEXIVE))
}

/// The frame at an active verb.
pub(super) fn matched<'p>(reading: &Reading<'_>, pattern: &'p VerbPattern) -> Result<Match<'p>, Failure> {
    let &Reading { view, ref group, limit, .. } = reading;
    if !wants_reflexive(view, pattern, group) {
        return Err(Failure::Reflexive);
    }
    let mut filled: Vec<(Slot, Vec<usize>)> = Vec::new();
    let mut at = view.behind_insertion(group.end, limit);
    let mut missing: Option<Slot> = None;
    let mut related: Option<(usize, LemmaId, Slot)> = None;
    let mut done = 0;
    for (position, complement) in pattern.complements.iter().enumerate() {
        if position < done {
            continue;
        }
        if let Some(end) = view.complement(at, limit, complement, &mut filled) {
            at = end;
            continue;
        }
        // «are working together»: an adverb that the verb group has taken in.
        if let (0, Filler::Words { words, possessor: None }, None) =
            (position, &complement.filler, complement.preposition)
            && view.words_right(group.head + 1, group.end, words, 2).is_some()
        {
            continue;
        }
        // «delivers to A seats and dashboards»: what is long stands last.
        if let Some(next) = pattern.complements.get(position + 1)
            && let Some(end) = heavy(view, at..limit, complement, next, &mut filled)
        {
            (at, done) = (end, position + 2);
            continue;
        }
        // «met and rejected B»: what stands behind the second verb belongs to both.
        if let Some(end) =
            shared(reading).and_then(|from| shared_complement(view, from, limit, complement, &mut filled))
        {
            at = end;
            continue;
        }
        if position == 0
            && complement.preposition.is_none()
            && let Some(behind) = view.behind_adjunct(at, limit)
            && let Some(end) = view.complement(behind, limit, complement, &mut filled)
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
            (Some(preposition), Filler::Slot(slot)) if related.is_none() => {
                related = Some((position, preposition, *slot));
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
    if let Some((position, preposition, slot)) = related {
        let index = preposition_relative(view, &mentions, preposition, slot).ok_or(Failure::Complement(position))?;
        filled.push((slot, vec![index]));
    }
    if let Filler::Slot(slot) | Filler::Words { possessor: Some(slot), .. } = &pattern.subject {
        filled.push((*slot, mentions));
    }
    let verb = Verb { group: *group, control: subject.control, inferred: subject.inferred, ..Verb::default() };
    Ok(Match {
        meaning: &pattern.meaning,
        trigger: group.head,
        filled,
        covers: group.start..at,
        verb: Some(verb),
        question: None,
    })
}

/// Fills two complements in the other order: a phrase with its preposition, then what has none.
fn heavy(
    view: &View<'_>,
    range: Range<usize>,
    complement: &Complement,
    next: &Complement,
    filled: &mut Vec<(Slot, Vec<usize>)>,
) -> Option<usize> {
    let preposition = next.preposition.filter(|_| complement.preposition.is_none())?;
    // The phrase stands right behind the verb, or behind a date.
    let first = range.clone().find(|&at| view.mention(at).is_none() && view.is_form(at, preposition))?;
    let dated = |at: usize| view.mention(at).is_some_and(|mention| matches!(mention.kind, MentionKind::Date(_)));
    let near = (range.start..first).all(|at| {
        view.is_adverb(at)
            || dated(at)
            || view.is(at, Category::PREPOSITION | Category::LAST | Category::NEXT) && dated(at + 1)
    });
    let kept = filled.len();
    let end = near.then(|| view.complement(first, range.end, next, filled)).flatten()?;
    let end = view.complement(end, range.end, complement, filled);
    if end.is_none() {
        filled.truncate(kept);
    }
    end
}

/// The position behind a verb that is coordinated with this one and takes its complements for both.
fn shared(&Reading { view, ref group, limit, .. }: &Reading<'_>) -> Option<usize> {
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
            // Whoever announces for an organization stands for it.
            let announces = view.is(group.head, Category::REPORTING | Category::CONFIRMING);
            let fits = |mention: &Mention| {
                view.takes(*slot, mention) || announces && view.stands_for(*slot, mention).is_some()
            };
            let mentions: Vec<usize> =
                found.mentions.iter().copied().filter(|&index| fits(&view.mentions[index])).collect();
            (!mentions.is_empty()).then_some((found, mentions))
        }
        Filler::Words { words, possessor } => {
            let noun = subject_noun(view, group, words)?;
            let Some(slot) = possessor else { return Some((Subject::default(), Vec::new())) };
            let index = view
                .possessor(&noun, group.start, *slot)
                .or_else(|| behind_preposition(view, pattern, &noun, group, *slot))
                .or_else(|| owner_before(view, &noun, *slot))
                .or_else(|| understood(view, pattern, &noun, group, *slot))?;
            let mentions = view.list(index, *slot, false);
            Some((Subject { mentions: mentions.clone(), ..Subject::default() }, mentions))
        }
    }
}

/// «Sales at A»: where the frame writes the preposition itself.
fn behind_preposition(
    view: &View<'_>,
    pattern: &VerbPattern,
    noun: &Range<usize>,
    group: &Group,
    slot: Slot,
) -> Option<usize> {
    let preposition = pattern.subject_preposition?;
    let at = (noun.end..noun.end + 2).find(|&at| view.inside(at) && view.is_form(at, preposition))?;
    view.slot_right(at + 1, group.start, slot)
}

/// «Revenue rose 8%»: a measure without owner is that of the company the text is about.
fn understood(view: &View<'_>, pattern: &VerbPattern, noun: &Range<usize>, group: &Group, slot: Slot) -> Option<usize> {
    let measured = pattern
        .complements
        .iter()
        .any(|complement| matches!(&complement.filler, Filler::Slot(slot) if slot.role == Role::Value));
    let alone = (noun.end..group.start).all(|at| {
        view.is_adverb(at)
            || view.mention(at).is_some_and(|mention| matches!(mention.kind, MentionKind::Date(_)))
            || view.is(at, Category::TIME_UNIT | Category::LAST | Category::CONTINUES)
            || view.is(at, Category::PREPOSITION | Category::DEFINITE)
                && (at + 1..at + 3).any(|at| {
                    view.is(at, Category::TIME_UNIT | Category::LAST)
                        || view.mention(at).is_some_and(|mention| matches!(mention.kind, MentionKind::Date(_)))
                })
    });
    if possessive_relativiser(view, noun).is_some() {
        return None;
    }
    if !measured {
        return anaphor::understood(view, noun, slot, &[], group.start);
    }
    (alone && view.is_own_measure(noun.start)).then(|| view.measured_before(noun.start, slot))?
}

/// «whose third-quarter profit»: the relativiser of whom a noun belongs to.
fn possessive_relativiser(view: &View<'_>, noun: &Range<usize>) -> Option<usize> {
    let before = (1..6).filter_map(|back| noun.start.checked_sub(back));
    before.take_while(|&at| view.inside(at)).find(|&at| view.is(at, Category::OTHER_RELATIVISER))
}

/// «Its shares»: the noun's possessive stands for the subject of the clause before.
fn owner_before(view: &View<'_>, noun: &Range<usize>, slot: Slot) -> Option<usize> {
    let possessive = (1..4).any(|back| {
        noun.start.checked_sub(back).is_some_and(|at| view.inside(at) && view.is(at, Category::POSSESSIVE))
    });
    let relative = possessive_relativiser(view, noun);
    let clitic = noun.clone().any(|at| view.forms(at).iter().any(|form| form.features.has(Features::CLITIC)));
    if !(possessive || relative.is_some() || clitic) {
        return None;
    }
    let mut before = view.mention_range().filter(|&index| view.mentions[index].tokens.end <= noun.start);
    let fits = |index: &usize| view.takes(slot, &view.mentions[*index]) && view.names(&view.mentions[*index]);
    if let Some(relativiser) = relative {
        // «a bank whose profit rose»: nobody who is named farther off.
        let common = |at: usize| {
            view.mention(at).is_some_and(|mention| !view.names(mention)) || view.is(at, Category::ORGANIZATION_NOUN)
        };
        let antecedent = relativiser.checked_sub(1).map(|at| at - usize::from(view.sets_off(at) && at > view.start))?;
        if common(antecedent) { None } else { before.rfind(fits) }
    } else {
        // The subject of the clause before, or whom its subject belongs to («the sales of A rose, but its profit …»).
        let rank = |index: &usize| match view.edge(&view.mentions[*index]).preposition {
            None => 0,
            // «The owner of A raised its forecast»: the owner's.
            Some(at) if view.is(at, Category::GENITIVE) && !tells_whose(view, at) => 1,
            Some(_) => 2,
        };
        before
            .filter(fits)
            .map(|index| (rank(&index), index))
            .filter(|(rank, _)| *rank < 2)
            .min()
            .map(|(_, index)| index)
            .or_else(|| view.topic(slot))
    }
}

/// Whether the noun before a preposition tells of somebody by whom it belongs to: «the owner of», «la filiale de».
fn tells_whose(view: &View<'_>, preposition: usize) -> bool {
    let noun = preposition.checked_sub(1).filter(|&at| view.inside(at));
    noun.is_some_and(|at| {
        view.is(at, Category::RELATIONAL)
            || view.mention(at).is_some_and(|mention| mention.kind == MentionKind::ClassNoun)
    })
}

/// The noun that heads the subject of a verb group: the nearest of these words on its left, with nothing but its own
/// attributes between.
pub fn subject_noun(view: &View<'_>, group: &Group, words: &[LemmaId]) -> Option<Range<usize>> {
    let (first, rest) = words.split_first()?;
    let mut at = group.start;
    // «its shares fell while B's rose»: the possessive stands for the noun named before.
    // The mark may look like an auxiliary.
    let owned = [at, at.saturating_sub(1)].into_iter().find(|&mark| view.is_possessive_mark(mark));
    if let Some(mark) = owned.filter(|&mark| (view.start..mark).any(|at| view.is_form(at, *first))) {
        return Some(mark + 1..mark + 1);
    }
    while at > view.start && group.start - at < 24 {
        at -= 1;
        if view.shape(at + 1).has(Shape::LINE_START) && at + 1 != group.start {
            return None;
        }
        // «those of its rival B»: stands for the noun named before.
        if view.is(at, Category::DEMONSTRATIVE)
            && view.mention(at).is_none()
            && view.inside(at + 1)
            && view.is(at + 1, Category::GENITIVE)
            && (view.start..at).any(|at| view.is_form(at, *first))
        {
            return Some(at..at + 1);
        }
        // «le bénéfice par action»: a measure counted by this noun.
        let counts = view.traits().determined_nouns
            && at > view.start
            && view.is(at - 1, Category::AGENT)
            && view.mention(at - 1).is_none();
        if view.is_form(at, *first)
            && !counts
            && view.mention(at).is_none_or(|mention| mention.kind == MentionKind::ClassNoun)
            && let Some(end) = view.words_behind(at + 1, view.end, rest)
        {
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
            if attributes {
                return Some(at..end);
            }
        }
        let category = view.category(at);
        if view.written(at) == ")" {
            at = view.matching(at, "(", ")")?;
            continue;
        }
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
    let mut before = view.edge(first).start.checked_sub(1).filter(|at| view.inside(*at))?;
    if view.is(before, Category::OBJECT_RELATIVISER) && view.mention(before).is_none() {
        before = before.checked_sub(1)?;
        if view.sets_off(before) {
            before = before.checked_sub(1)?;
        }
    } else {
        // «a plant it opened»
        let pronoun = first.kind == MentionKind::Pronoun && view.is(first.tokens.start, Category::SUBJECT_PRONOUN);
        if !pronoun || !view.traits().head_final {
            return None;
        }
    }
    let index = view.mention_index(before)?;
    let mention = &view.mentions[index];
    (view.names(mention) && view.takes(slot, mention)).then(|| vec![index])
}

/// «B, in which A holds a stake»: the antecedent of a relativiser behind this preposition, right before the subject.
fn preposition_relative(view: &View<'_>, subject: &[usize], preposition: LemmaId, slot: Slot) -> Option<usize> {
    let first = view.mentions.get(*subject.first()?)?;
    let relativiser = view.edge(first).start.checked_sub(1).filter(|&at| view.is(at, Category::RELATIVISER))?;
    // The two may be listed as one phrase.
    let own = [relativiser, relativiser.saturating_sub(1)];
    let opens = own.into_iter().find(|&at| view.inside(at) && view.is_form(at, preposition))?;
    let mut before = opens.checked_sub(1)?;
    if view.sets_off(before) {
        before = before.checked_sub(1)?;
    }
    let index = view.mention_index(before)?;
    let mention = &view.mentions[index];
    (view.names(mention) && view.takes(slot, mention)).then_some(index)
}

//! Noun and phrase frames: sequences around an anchor word or post, on the surface.

use super::{
    View,
    anaphor::{anaphor, understood},
    between::{introduces, may_bridge, may_stand_between, pass_over, passes, says_more},
    found::Match,
};
use crate::{
    model::{Mention, MentionKind, Shape},
    ontology::{
        Category, FormOf, Frames,
        forms::Features,
        pattern::{Element, NounPattern, Slot, Step},
    },
};

/// All matches of noun and phrase frames in a sentence, each frame once a trigger, the closest fit first.
pub fn matches<'p>(view: &View<'_>, frames: &'p Frames) -> Vec<Match<'p>> {
    let mut out = Vec::new();
    for at in view.start..view.end {
        // A word inside a name tells nothing.
        let in_name = view.mention(at).is_some_and(|mention| {
            matches!(mention.kind, MentionKind::Name | MentionKind::UnknownName | MentionKind::Descriptor)
        });
        if in_name {
            continue;
        }
        for form in view.forms(at) {
            best(view, frames.nouns.get(form.lemma), at, &mut out);
        }
    }
    for index in view.mention_range() {
        let mention = &view.mentions[index];
        if matches!(mention.kind, MentionKind::Title(_)) {
            best(view, &frames.posts, mention.tokens.start, &mut out);
        } else if matches!(mention.kind, MentionKind::ClassNoun | MentionKind::Demonym) {
            best(view, &frames.slots, mention.tokens.start, &mut out);
        }
        if view.inside(mention.tokens.end) && view.written(mention.tokens.end) == "," {
            // Where no word tells what is meant only names of known class do.
            let first = out.len();
            best(view, &frames.commas, mention.tokens.end, &mut out);
            let known = |found: &Match<'_>| {
                found.filled.iter().all(|(_, all)| all.iter().all(|&index| view.mentions[index].class.is_some()))
            };
            let kept: Vec<Match<'p>> = out.drain(first..).filter(known).collect();
            out.extend(kept);
        }
    }
    out
}

/// Of the realisations of one frame the one that covers least is kept; but what stands in apposition behind a comma
/// belongs to the name before it, and a predicate has nobody in apposition behind it.
fn best<'p>(view: &View<'_>, patterns: &'p [NounPattern], at: usize, out: &mut Vec<Match<'p>>) {
    let mut admitted = patterns.iter().filter(|pattern| view.admits(&pattern.meaning.gate)).peekable();
    if admitted.peek().is_none() {
        return;
    }
    let first = out.len();
    let words = (view.start..at).rev();
    let before = words.clone().find(|&at| !view.is(at, Category::DETERMINER | Category::ENDED) || view.is_mark(at));
    let apposed = before.is_some_and(|at| view.written(at) == ",");
    let predicate = before.is_some_and(|at| view.is(at, Category::COPULA) && view.mention(at).is_none());
    let reaches_left = |found: &Match<'_>| apposed && found.covers.start < before.unwrap_or(at);
    // «the parent of B, namely A»: whoever is named so is meant.
    let told = |found: &Match<'_>| (at..found.covers.end).any(|at| introduces(view, at));
    for pattern in admitted {
        let behind = pattern.elements[pattern.anchor..].iter().any(|element| element.step == Step::Comma);
        if predicate && behind {
            continue;
        }
        let Some(found) = around(view, pattern, at) else { continue };
        let same = out[first..].iter().position(|other| other.meaning.frame == found.meaning.frame);
        let rank = |found: &Match<'_>| (!told(found), !reaches_left(found), found.covers.len());
        match same {
            Some(other) if rank(&out[first + other]) <= rank(&found) => {}
            Some(other) => out[first + other] = found,
            None => out.push(found),
        }
    }
}

/// Matches one realisation around its anchor at `at`.
pub fn around<'p>(view: &View<'_>, pattern: &'p NounPattern, at: usize) -> Option<Match<'p>> {
    let anchor = &pattern.elements[pattern.anchor];
    let mut filled = Vec::new();
    let after = match anchor.step {
        Step::Slot(slot) => {
            let index = view.mention_index(at).filter(|&index| view.takes(slot, &view.mentions[index]))?;
            filled.push((slot, vec![index]));
            view.mentions[index].tokens.end
        }
        // «B, yang digarapnya bersama A»: the suffix on a passive is who does it.
        Step::Word(lemma) if view.is_form(at, lemma) && !is_done_by_suffix(view, at) => at + 1,
        Step::Comma if view.written(at) == "," => at + 1,
        _ => return None,
    };
    let end = rightward(view, &pattern.elements[pattern.anchor + 1..], after, &mut filled)?;
    let start = leftward(view, &pattern.elements[..pattern.anchor], anchor.skip, at, &mut filled)?;
    Some(Match { meaning: &pattern.meaning, trigger: at, filled, covers: start..end, verb: None, question: None })
}

/// Whether a passive has its agent as a suffix.
fn is_done_by_suffix(view: &View<'_>, at: usize) -> bool {
    let both = |form: &FormOf| form.features.has(Features::PASSIVE) && form.features.has(Features::CLITIC);
    view.traits().voice_prefix && view.forms(at).iter().any(both)
}

type Filled = Vec<(Slot, Vec<usize>)>;

fn rightward(view: &View<'_>, elements: &[Element], at: usize, filled: &mut Filled) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else { return Some(at) };
    if let Step::Gap(most) = element.step {
        for skipped in 0..=usize::from(most) {
            if skipped > 0 && !may_bridge(view, at + skipped - 1) {
                return None;
            }
            let kept = filled.len();
            if let Some(end) = rightward(view, rest, at + skipped, filled) {
                return Some(end);
            }
            filled.truncate(kept);
        }
        return None;
    }
    // «between A, a unit of X, and B»
    let explained = at.checked_sub(1).and_then(|before| view.mention_index(before)).filter(|_| view.written(at) == ",");
    let explained = explained.filter(|_| matches!(element.step, Step::Word(_)));
    let at = explained.and_then(|index| view.explanation(index, false)).map_or(at, |explanation| explanation.end);
    let mut here = at;
    for skipped in 0..=element.skip {
        if !view.inside(here) {
            return None;
        }
        // «offers for A's planes»: A is only the possessor of what is meant.
        let owns = matches!(element.step, Step::Slot(_))
            && view.mention(here).is_some_and(|mention| view.is_possessive_mark(mention.tokens.end))
            && !rest.first().is_some_and(|next| next.step == Step::PossessiveMark);
        // «The merger of A and B, C …»: behind the frame's own coordinator stands one name.
        let coordinated = at > view.start && view.is(at - 1, Category::COORDINATOR) && !filled.is_empty();
        // «the parent of B, namely A, C and D»: only the name right behind is told.
        let told = here > view.start && introduces(view, here - 1);
        let joined =
            coordinated || told && view.mention(here).is_some_and(|mention| view.written(mention.tokens.end) == ",");
        let next = match element.step {
            Step::Slot(_) if owns => None,
            Step::Slot(slot) if joined => first_alone(view, slot, here, filled),
            step => step_right(view, step, here, filled),
        };
        if (skipped == 0 || !view.shape(here).has(Shape::LINE_START))
            && let Some(next) = next
        {
            let kept = filled.len();
            if let Some(end) = rightward(view, rest, next, filled) {
                return Some(end);
            }
            filled.truncate(kept);
            if let Step::Slot(slot) = element.step {
                // The list may belong to the frame: «between {s} and {o}».
                filled.pop();
                if let Some(end) =
                    first_alone(view, slot, here, filled).and_then(|next| rightward(view, rest, next, filled))
                {
                    return Some(end);
                }
                filled.truncate(kept - 1);
            }
        }
        // «owner of A and B»: behind a name a coordinator joins another to it.
        let is_name = |mention: &Mention| matches!(mention.kind, MentionKind::Name | MentionKind::UnknownName);
        let named = at.checked_sub(1).and_then(|at| view.mention(at)).is_some_and(is_name);
        let joins = here == at && named && view.is(here, Category::COORDINATOR);
        if joins && matches!(element.step, Step::Slot(_)) {
            return None;
        }
        if says_more(view, here) {
            return None;
        }
        here = pass_over(view, here)?;
    }
    None
}

/// The position behind what a step matches at `at`.
fn step_right(view: &View<'_>, step: Step, at: usize, filled: &mut Filled) -> Option<usize> {
    match step {
        Step::Slot(slot) => {
            let index = view.mention_index(at)?;
            let mention = &view.mentions[index];
            let seat = view.opens_compound(mention) && at.checked_sub(1).is_none_or(|at| view.written(at) != ",");
            if mention.tokens.start != at || seat || !view.takes(slot, mention) {
                return None;
            }
            // «A (Nasdaq: AAA)»: only what stands alone in parentheses is another name or class of what goes before.
            // «The acquisition of the Nimbus maker»: the name of a product only tells whose maker is meant.
            let thing = view.compiled.classes.product | view.compiled.classes.technology;
            let modifies = view.traits().head_final
                && mention.class.is_some_and(|class| view.compiled.fits(class, thing))
                && view
                    .mention(mention.tokens.end)
                    .is_some_and(|noun| noun.kind == MentionKind::ClassNoun && !view.is_mark(mention.tokens.end));
            if modifies {
                return None;
            }
            let opened = at.checked_sub(1).is_some_and(|before| view.inside(before) && view.written(before) == "(");
            if opened && view.written(mention.tokens.end) != ")" {
                return None;
            }
            let members = view.list(index, slot, false);
            let end = members.iter().map(|&index| view.mentions[index].tokens.end).max()?;
            filled.push((slot, members));
            Some(end)
        }
        _ => single(view, step, at).then_some(at + usize::from(!is_zero(view, step, at))),
    }
}

/// Fills a slot with the one mention at `at`.
fn first_alone(view: &View<'_>, slot: Slot, at: usize, filled: &mut Filled) -> Option<usize> {
    let index = view.mention_index(at)?;
    let mention = &view.mentions[index];
    (mention.tokens.start == at && view.takes(slot, mention)).then(|| {
        filled.push((slot, vec![index]));
        mention.tokens.end
    })
}

/// A possessor marked by its own ending takes no token of its own.
fn is_zero(view: &View<'_>, step: Step, at: usize) -> bool {
    step == Step::PossessiveMark && !view.is_possessive_mark(at)
}

fn single(view: &View<'_>, step: Step, at: usize) -> bool {
    match step {
        Step::Word(lemma) => {
            view.is_form(at, lemma)
                && view.mention(at).is_none_or(|mention| {
                    mention.kind == MentionKind::ClassNoun || matches!(mention.kind, MentionKind::Title(_))
                })
        }
        Step::PossessiveMark => {
            let owner = at.checked_sub(1).and_then(|at| view.mention(at));
            view.is_possessive_mark(at) || owner.is_some_and(|owner| owner.possessive && owner.tokens.end == at)
        }
        Step::Genitive => {
            let article = view.traits().verb_second && view.grammar.is_genitive_article(view.written(at));
            view.is(at, Category::GENITIVE) || article
        }
        Step::Comma => matches!(view.written(at), "," | "(") || view.is_dash(at),
        Step::Hyphen => view.written(at) == "-" && view.shape(at).has(Shape::GLUED),
        Step::Copula => view.is(at, Category::COPULA),
        Step::Slot(_) | Step::Gap(_) | Step::Anaphor(_) | Step::Doer(_) => false,
    }
}

/// «Mehrheitseigner ist A», «…; neuer Eigentümer bleibt A»: where all nouns have capitals, one that opens its sentence without
/// article before a finite verb tells of whom the text is about.
fn opens_predicate(view: &View<'_>, noun: usize) -> bool {
    let behind = noun + 1;
    let bare = |at: usize| view.mention(at).is_none() && !view.is_mark(at) && !view.is(at, Category::FUNCTION);
    let finite = view.is(behind, Category::COPULA | Category::AUXILIARY)
        || view.forms(behind).iter().any(|form| form.features.has(Features::FINITE));
    let small = !view.shape(behind).has(Shape::CAPITAL);
    let opening =
        (view.start..noun).rev().find(|&at| matches!(view.written(at), ";" | ":")).map_or(view.start, |at| at + 1);
    view.traits().noun_capitals && view.inside(behind) && finite && small && (opening..noun).all(bare)
}

/// Matches the steps before the anchor, from right to left; `skip` is what may stand right before the anchor.
fn leftward(view: &View<'_>, elements: &[Element], skip: u8, at: usize, filled: &mut Filled) -> Option<usize> {
    let Some((element, rest)) = elements.split_last() else { return Some(at) };
    if let Step::Anaphor(slot) | Step::Doer(slot) = element.step {
        // «A, owner of B»: whom a noun in apposition belongs to stands beside it.
        let apposed = rest.iter().any(|element| element.step == Step::Comma);
        let doer = || if element.step == Step::Doer(slot) && !apposed { view.doer(at, slot) } else { None };
        let start = leftward(view, rest, element.skip, at, filled)?;
        let told: Vec<usize> = filled.iter().flat_map(|(_, all)| all.iter().copied()).collect();
        let beside: &[usize] = if rest.is_empty() { &[] } else { &told };
        let mut owner = anaphor(view, at, slot, beside).or_else(doer);
        if owner.is_none() && (element.step == Step::Anaphor(slot) || opens_predicate(view, at)) {
            owner = understood(view, &(at..at + 1), slot, filled, view.end);
        }
        filled.push((slot, vec![owner?]));
        return Some(start);
    }
    let mut here = at;
    let most = match element.step {
        Step::Gap(most) => return gap_left(view, rest, most, at, filled),
        _ => skip,
    };
    // «A and B, owner of C»: one name in apposition to a noun in the singular.
    let apposed = here < view.end && view.written(here) == "," && !plural(view, here + 1);
    for _ in 0..=most {
        let next = match element.step {
            Step::Slot(slot) if apposed => alone_left(view, slot, here, filled),
            step => step_left(view, step, here, filled),
        };
        if let Some(next) = next {
            let kept = filled.len();
            if let Some(start) = leftward(view, rest, element.skip, next, filled) {
                return Some(start);
            }
            filled.truncate(kept);
            if matches!(element.step, Step::Slot(_)) {
                filled.pop();
            }
        }
        let before = here.checked_sub(1).filter(|before| view.inside(*before))?;
        if view.shape(here).has(Shape::LINE_START) {
            return None;
        }
        // «a acheté à A 30 % de B»: the amount is of B, and A no part of its phrase.
        let amount = |mention: &Mention| matches!(mention.kind, MentionKind::Amount(_));
        let counted = view.traits().determined_nouns && view.mention(before).is_some_and(amount);
        if counted && here == at && view.is(at, Category::GENITIVE) {
            return None;
        }
        here = match view.mention(before) {
            Some(mention) if may_stand_between(view, mention) => mention.tokens.start,
            Some(_) => return None,
            None if passes(view, before) => before,
            None => return None,
        };
    }
    None
}

/// Whether the noun that begins at `from`, behind its determiners, is a plural.
fn plural(view: &View<'_>, from: usize) -> bool {
    if view.traits().voice_prefix {
        // Nouns show no number there; but a post is held by one.
        return !view.mention(from).is_some_and(|mention| matches!(mention.kind, MentionKind::Title(_)));
    }
    let noun = (from..from + 4).find(|&at| view.inside(at) && !view.is(at, Category::DETERMINER));
    noun.is_some_and(|at| view.forms(at).iter().any(|form| form.features.has(Features::PLURAL)))
}

/// Fills a slot with the one mention right before `at`.
fn alone_left(view: &View<'_>, slot: Slot, at: usize, filled: &mut Filled) -> Option<usize> {
    let index = view.mention_index(at.checked_sub(1)?)?;
    let mention = &view.mentions[index];
    (mention.tokens.end == at && view.takes(slot, mention)).then(|| {
        filled.push((slot, vec![index]));
        mention.tokens.start
    })
}

fn gap_left(view: &View<'_>, rest: &[Element], most: u8, at: usize, filled: &mut Filled) -> Option<usize> {
    for skipped in 0..=usize::from(most) {
        let here = at.checked_sub(skipped)?;
        if skipped > 0 && !may_bridge(view, here) {
            return None;
        }
        let kept = filled.len();
        if let Some(start) = leftward(view, rest, 0, here, filled) {
            return Some(start);
        }
        filled.truncate(kept);
    }
    None
}

/// The first position of what a step matches right before `at`.
fn step_left(view: &View<'_>, step: Step, at: usize, filled: &mut Filled) -> Option<usize> {
    let before = at.checked_sub(1).filter(|before| view.inside(*before))?;
    match step {
        Step::Slot(slot) => {
            let index = view.mention_index(before)?;
            let mention = &view.mentions[index];
            if !view.takes(slot, mention) {
                return None;
            }
            let members = view.list(index, slot, true);
            let start = members.iter().map(|&index| view.mentions[index].tokens.start).min()?;
            filled.push((slot, members));
            Some(start)
        }
        Step::PossessiveMark => {
            let owner = view.mention(before);
            if owner.is_some_and(|owner| owner.possessive && owner.tokens.end == at) {
                return Some(at);
            }
            view.is_possessive_mark(before).then_some(before)
        }
        _ => single(view, step, before).then_some(before),
    }
}

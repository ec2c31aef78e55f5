//! Whom a noun that names no possessor belongs to: its possessive, its suffix, or the text it stands in tells.

use std::ops::Range;

use super::View;
use crate::{
    model::{Mention, MentionKind, Referent},
    ontology::{
        Category,
        forms::Features,
        pattern::{Role, Slot},
    },
};

/// Whom a possessive before the noun at `noun`, or a suffix on it, stands for: the subject of what goes before, but nobody
/// of `told`, who stand on the other side.
pub fn anaphor(view: &View<'_>, noun: usize, slot: Slot, told: &[usize]) -> Option<usize> {
    let (mut at, mut possessive) = (noun, false);
    let mut words = 0;
    while words < 3 {
        let Some(before) = at.checked_sub(1).filter(|&at| view.inside(at)) else { break };
        at = match view.mention(before) {
            // «its €5 billion ($6 billion) offer»
            Some(mention) if matches!(mention.kind, MentionKind::Amount(_)) => mention.tokens.start,
            None if !view.is_mark(before) || matches!(view.written(before), "(" | ")") => before,
            _ => break,
        };
        words += usize::from(view.mention(at).is_none() && !view.is_mark(at));
        possessive |= view.mention(at).is_none() && view.is(at, Category::POSSESSIVE);
    }
    let suffix = view.forms(noun).iter().any(|form| form.features.has(Features::CLITIC));
    if !possessive && !suffix {
        return post_holder(view, noun, slot);
    }
    let fits = |index: &usize| {
        let mention = &view.mentions[*index];
        // An authority has no rivals, suppliers and shares.
        let official = view.fits(mention.class, view.compiled.classes.authority);
        view.takes(slot, mention)
            && view.names(mention)
            && !official
            && !told.iter().any(|&told| view.mentions[told].referent == mention.referent)
    };
    // The subject, or where there is none whoever was named last («a victory for A over its rival»).
    // «A, B and C are its clients»: whoever stands in one list with those told is none of them either.
    let listed = |index: usize| {
        let between = told
            .iter()
            .map(|&told| view.mentions[index].tokens.end..view.mentions[told].tokens.start)
            .min_by_key(|between| between.end);
        between.is_some_and(|mut between| {
            between.all(|at| !view.is(at, Category::VERB | Category::AUXILIARY) || view.mention(at).is_some())
        })
    };
    view.main_subject(noun)
        .filter(fits)
        .filter(|&index| !listed(index))
        .or_else(|| {
            view.mention_range().take_while(|&index| view.mentions[index].tokens.end <= noun).filter(fits).last()
        })
        .or_else(|| view.topic(slot).filter(fits))
}

/// «The rival B», «customers include B»: whom a noun that relates somebody to another belongs to where it does not say,
/// in a text about one: the one the text is about. What is `filled` stands on the other side; nobody else that could be meant
/// may stand in the sentence before `end`.
pub fn understood(
    view: &View<'_>,
    noun: &Range<usize>,
    slot: Slot,
    filled: &[(Slot, Vec<usize>)],
    end: usize,
) -> Option<usize> {
    let topic = view.article_topic(slot)?;
    let post = view.mention(noun.start).is_some_and(|mention| matches!(mention.kind, MentionKind::Title(_)));
    if post && !view.is(noun.start, Category::COMPANY_POST) {
        return None;
    }
    let mut at = noun.start;
    while let Some(before) = at.checked_sub(1).filter(|&before| view.inside(before)) {
        let within = view.is_adverb(before)
            || view.mention(before).is_some_and(|mention| {
                matches!(mention.kind, MentionKind::ClassNoun | MentionKind::Demonym | MentionKind::Amount(_))
            })
            || !view.is(before, Category::FUNCTION | Category::VERB | Category::CUE) && !view.is_mark(before);
        if !within || view.mention(before).is_some_and(|mention| view.names(mention)) {
            break;
        }
        at = before;
    }
    // «A supplier»: one of many, of anybody; «any rival», «our rivals»: it is said whose.
    let opener = at.checked_sub(1).filter(|&before| view.inside(before));
    let foreign = opener.is_some_and(|before| {
        let other = Category::DETERMINER.without(Category::DEFINITE);
        view.is(before, other | Category::GENITIVE) && !view.is(before, Category::DEFINITE)
            || view.is_possessive_mark(before)
            || view.written(before) == "-"
    });
    let behind = noun.end;
    let dated = |at: usize| view.mention(at).is_some_and(|mention| matches!(mention.kind, MentionKind::Date(_)));
    // «supplier of cells», «Chefin des Hauses», «anak usaha B»: the noun says whose or of what itself.
    let complement = view.inside(behind)
        && (view.is(behind, Category::GENITIVE | Category::THEME) && !dated(behind + 1)
            || view.traits().noun_capitals && view.grammar.is_genitive_article(view.written(behind))
            || view.traits().voice_prefix && names_possessor(view, behind));
    let told: Vec<Referent> =
        filled.iter().flat_map(|(_, all)| all).map(|&index| view.mentions[index].referent).collect();
    let same = told.contains(&view.mentions[topic].referent);
    (!foreign && !complement && !same && !another(view, slot, topic, &told, end)).then_some(topic)
}

/// Whether a sentence has somebody before `end` who fits a slot and is neither whom the text is about nor `told`.
fn another(view: &View<'_>, slot: Slot, topic: usize, told: &[Referent], end: usize) -> bool {
    view.mention_range().map(|index| &view.mentions[index]).any(|mention| {
        mention.tokens.end <= end
            && is_party(view, slot, mention)
            && mention.referent != view.mentions[topic].referent
            && !told.contains(&mention.referent)
    })
}

/// Whether a mention names who fits a slot: no outlet, which tells of it, and no authority, which decides on it, unless the
/// slot asks for one.
fn is_party(view: &View<'_>, slot: Slot, mention: &Mention) -> bool {
    let apart = (view.compiled.classes.media | view.compiled.classes.authority) & !slot.classes;
    view.names(mention) && view.takes(slot, mention) && !view.fits(mention.class, apart)
}

/// «A said that 16,000 jobs would be cut», «600 jobs will go» in a text about one: who does what a passive tells of a
/// number and of nobody, before `end`.
pub fn doer_of_number(view: &View<'_>, slot: Slot, filled: &[(Slot, Vec<usize>)], end: usize) -> Option<usize> {
    if !filled.iter().any(|(slot, _)| slot.role == Role::Value) {
        return None;
    }
    let says = |index: &usize| {
        (view.mentions[*index].tokens.end..end)
            .any(|at| view.verb_category(at, view.end).is(Category::REPORTING | Category::CONFIRMING))
    };
    let speaker = view.main_subject(end).filter(|&index| is_party(view, slot, &view.mentions[index])).filter(says);
    let topic = || view.article_topic(slot).filter(|&topic| !another(view, slot, topic, &[], view.end));
    speaker.or_else(topic)
}

/// «Anak usaha B»: whether a name follows, or a word of the noun and then a name.
fn names_possessor(view: &View<'_>, behind: usize) -> bool {
    let named = |at: usize| view.mention(at).is_some_and(|mention| view.names(mention));
    let noun = match view.mention(behind) {
        Some(mention) => mention.kind == MentionKind::ClassNoun,
        None => !view.is(behind, Category::FUNCTION) && !view.is_mark(behind),
    };
    named(behind) || noun && view.inside(behind + 1) && named(behind + 1)
}

/// «Chief executive Anna Berger said»: a company's post right before a name, in a text about one, where no other is near.
fn post_holder(view: &View<'_>, noun: usize, slot: Slot) -> Option<usize> {
    const NEAR: usize = 9;
    let post = view.mention(noun)?;
    let topic = view.article_topic(slot)?;
    let person = view.compiled.classes.person;
    let comma = usize::from(view.written(post.tokens.end) == ",");
    let named = view
        .mention(post.tokens.end + comma)
        .is_some_and(|name| name.class.is_some_and(|class| view.compiled.fits(class, person)) && view.names(name));
    let other = view.mention_range().any(|index| {
        let mention = &view.mentions[index];
        let near = mention.tokens.end + NEAR > noun && mention.tokens.start < post.tokens.end + NEAR;
        near && mention.referent != view.mentions[topic].referent && view.takes(slot, mention)
    });
    let compound = noun.checked_sub(1).is_some_and(|at| view.inside(at) && view.written(at) == "-");
    (view.is(noun, Category::COMPANY_POST) && named && !other && !compound).then_some(topic)
}

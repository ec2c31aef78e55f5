//! Whom a noun that names no possessor belongs to: its possessive, its suffix, or the text it stands in tells.

use super::View;
use crate::{
    model::MentionKind,
    ontology::{Category, forms::Features, pattern::Slot},
};

/// Whom a possessive before the noun at `noun`, or a suffix on it, stands for: the subject of what goes before.
pub fn anaphor(view: &View<'_>, noun: usize, slot: Slot) -> Option<usize> {
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
    let fits = |index: &usize| view.takes(slot, &view.mentions[*index]) && view.names(&view.mentions[*index]);
    // The subject, or where there is none whoever was named last («a victory for A over its rival»).
    view.main_subject(noun)
        .filter(fits)
        .or_else(|| {
            view.mention_range().take_while(|&index| view.mentions[index].tokens.end <= noun).filter(fits).last()
        })
        .or_else(|| view.topic(slot))
}

/// «Chief executive Anna Berger said»: a company's post right before a name, in a text about one, where no other is near.
fn post_holder(view: &View<'_>, noun: usize, slot: Slot) -> Option<usize> {
    const NEAR: usize = 9;
    let post = view.mention(noun)?;
    let topic = view.topic(slot)?;
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

//! What may stand between two steps of a noun frame.

use super::View;
use crate::{
    model::{Mention, MentionKind, Shape},
    ontology::{Category, forms::Features},
};

/// Steps over one token of the same phrase; `None` where the phrase ends.
pub(super) fn pass_over(view: &View<'_>, at: usize) -> Option<usize> {
    if let Some(mention) = view.mention(at) {
        if view.opens_compound(mention) {
            return Some(mention.tokens.end + 2);
        }
        return may_stand_between(view, mention).then_some(mention.tokens.end);
    }
    passes(view, at).then_some(at + 1)
}

/// Whether what is known of a phrase's words may stand between two steps: a class noun, a number, and names of technology
/// in small letters («a Lyon robotics start-up»).
pub(super) fn may_stand_between(view: &View<'_>, mention: &Mention) -> bool {
    let common = matches!(
        mention.kind,
        MentionKind::ClassNoun
            | MentionKind::Demonym
            | MentionKind::Title(_)
            | MentionKind::Date(_)
            | MentionKind::Amount(_)
    );
    common || mention.kind == MentionKind::Name && !view.shape(mention.tokens.start).has(Shape::CAPITAL)
}

pub(super) fn passes(view: &View<'_>, at: usize) -> bool {
    let category = view.category(at);
    if view.is_mark(at) {
        return matches!(view.written(at), "\"" | "“" | "„" | "«")
            || view.written(at) == "-" && view.shape(at).has(Shape::GLUED);
    }
    // «permet à A de racheter B»: an infinitive is no part of a noun's phrase.
    let marked = at.checked_sub(1).is_some_and(|marker| view.is(marker, Category::INFINITIVE_MARKER));
    if view.traits().clitic_pronouns && marked && category.is(Category::VERB) && view.infinitive(at).is_some() {
        return false;
    }
    let determiner = category.is(Category::DETERMINER
        | Category::HONORIFIC
        | Category::CONTINUES
        | Category::ENDED
        | Category::ONGOING);
    determiner
        || introduces(view, at)
        || category.is(Category::COORDINATOR)
        || view.is_adverb(at)
        || !category.is(Category::FUNCTION) && (!category.is(Category::VERB) || category.is(Category::NOUN))
}

/// Whether a word tells that what follows is what was just described: «namely».
pub(super) fn introduces(view: &View<'_>, at: usize) -> bool {
    view.is(at, Category::LIST_CONNECTOR) && view.is(at, Category::COPULA)
}

pub(super) fn may_bridge(view: &View<'_>, at: usize) -> bool {
    // «den Rivalen»: what may be an article too relates only behind a comma.
    let article = view.is(at, Category::DEFINITE) && at.checked_sub(1).is_none_or(|before| view.written(before) != ",");
    view.inside(at)
        && !view.is(at, Category::CLAUSE_OPENER)
        && (article || !view.is(at, Category::RELATIVISER))
        && !matches!(view.written(at), ";" | ":" | "." | "!" | "?")
}

/// Whether what stands at a position is no longer the phrase before it: a verb behind a name, a class noun or a
/// demonstrative that closes it («the Lyon-based lender bought A»: it is not A that is of Lyon).
pub(super) fn says_more(view: &View<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|before| view.inside(*before)) else { return false };
    let closed = view.traits().voice_prefix && view.is(before, Category::DEMONSTRATIVE);
    let headed = view.mention(before).is_some_and(|mention| {
        matches!(mention.kind, MentionKind::Name | MentionKind::UnknownName | MentionKind::ClassNoun)
    });
    let verb = view.is(at, Category::VERB) && view.mention(at).is_none();
    (closed || headed) && verb && view.forms(at).iter().any(|form| form.features.has(Features::FINITE))
}

//! Who holds a post where: a title between a person and an organization.

use super::{Context, Linked, mentions_in};
use crate::model::{Mention, MentionKind, Referent};

/// How far a name may stand from a title, in tokens.
const REACH: usize = 7;

/// Notes the organization of every person with a title, from the text, else from the ontology.
pub fn posts(context: &Context<'_>, linked: &mut Linked) {
    let person = context.compiled.classes.person;
    let organization = context.compiled.classes.organization;
    let fits = |mention: &Mention, set: u128| {
        mention.referent != Referent::Nobody && mention.class.is_some_and(|class| context.compiled.fits(class, set))
    };
    for at in 0..linked.mentions.len() {
        let MentionKind::Title(role) = linked.mentions[at].kind else { continue };
        let title = linked.mentions[at].tokens.clone();
        let Some(sentence) = context.sentence_at(title.start).map(|at| &context.sentences[at]) else { continue };
        let near = |set: u128| {
            let inside = mentions_in(&linked.mentions, &sentence.tokens).iter();
            let fitting = inside.filter(|mention| fits(mention, set));
            fitting
                .min_by_key(|mention| distance(&mention.tokens, &title))
                .filter(|mention| distance(&mention.tokens, &title) <= REACH)
        };
        if let (Some(who), Some(place)) = (near(person), near(organization)) {
            let (who, place) = (who.referent, place.referent);
            linked.posts.entry(who).or_insert(place);
            linked.holders.push((role, who));
        }
    }
    for mention in linked.mentions.iter().filter(|mention| fits(mention, person)) {
        if let Referent::Known(at) = mention.referent
            && let Some(place) = context.compiled.entity(at).member_of.as_deref()
            && let Some(place) = context.compiled.entity_index(place)
        {
            linked.posts.entry(mention.referent).or_insert(Referent::Known(place));
        }
    }
}

fn distance(a: &std::ops::Range<usize>, b: &std::ops::Range<usize>) -> usize {
    if a.start >= b.end { a.start - b.end } else { b.start.saturating_sub(a.end) }
}

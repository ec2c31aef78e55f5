//! Run-in headings: the name that a paragraph begins with, set off from the rest of its line («NORRGLIM: The group …»).

use super::{Context, Linked};
use crate::model::{Mention, MentionKind, Referent};

/// The tokens at which paragraphs begin with a name that heads them, where more than one paragraph of an article has such a name: what follows in
/// the paragraph is about whom it names, whatever went before.
pub fn headings(context: &Context<'_>, linked: &Linked) -> Vec<usize> {
    let mut last = None;
    let mut openings = Vec::new();
    for sentence in context.sentences {
        if last.replace(sentence.paragraph) != Some(sentence.paragraph) {
            openings.push(sentence.tokens.start);
        }
    }
    let heads = |mention: &Mention| {
        let organization = context.compiled.classes.organization;
        let fits = mention.class.is_none_or(|class| context.compiled.fits(class, organization));
        let named = matches!(mention.kind, MentionKind::Name | MentionKind::UnknownName);
        let opens = openings.binary_search(&mention.tokens.start).is_ok();
        named && fits && opens && mention.referent != Referent::Nobody && context.sets_off(mention.tokens.end)
    };
    let found: Vec<usize> =
        linked.mentions.iter().filter(|mention| heads(mention)).map(|mention| mention.tokens.start).collect();
    if found.len() > 1 { found } else { Vec::new() }
}

//! Names: which of the doubtful ones count, and which of the unknown ones are the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, Linked, Unlisted};
use crate::{
    model::{Mention, MentionKind, Referent, SentenceKind, Shape, Token, WordId},
    ontology::Category,
};

/// Keeps an ambiguous name where the article names its entity surely too, or a title, an honorific or a class noun
/// stands beside it, or no language use of the word is known; drops it elsewhere.
pub fn ambiguous(context: &Context<'_>, linked: &mut Linked) {
    let mut sure: Vec<Referent> =
        linked.mentions.iter().filter(|m| m.kind == MentionKind::Name).map(|m| m.referent).collect();
    // What something supports in one place is sure in the others.
    let told = (0..linked.mentions.len()).filter(|&at| {
        linked.mentions[at].kind == MentionKind::AmbiguousName && supported(context, &linked.mentions, at)
    });
    sure.extend(told.map(|at| linked.mentions[at].referent));
    sure.sort_unstable();
    let keep: Vec<bool> = (0..linked.mentions.len())
        .map(|at| {
            let mention = &linked.mentions[at];
            mention.kind != MentionKind::AmbiguousName || sure.binary_search(&mention.referent).is_ok()
        })
        .collect();
    let mut keep = keep.into_iter();
    linked.mentions.retain(|_| keep.next().unwrap_or(true));
    for mention in &mut linked.mentions {
        if mention.kind == MentionKind::AmbiguousName {
            mention.kind = MentionKind::Name;
        }
    }
}

fn supported(context: &Context<'_>, mentions: &[Mention], at: usize) -> bool {
    let mention = &mentions[at];
    let start = mention.tokens.start;
    let person = context.compiled.class_set("Person");
    let is_person = mention.class.is_some_and(|class| context.compiled.fits(class, person));
    let beside = |other: &Mention| {
        other.tokens.end == start
            && match &other.kind {
                MentionKind::Title(_) => is_person,
                MentionKind::ClassNoun => {
                    let fits = |class| context.compiled.ontology.is_a(class, other.class.unwrap_or_default());
                    mention.class.is_some_and(fits)
                }
                _ => false,
            }
    };
    if at > 0 && beside(&mentions[at - 1]) {
        return true;
    }
    if start > 0 && is_person && context.grammar.category(context.tokens[start - 1].word).is(Category::HONORIFIC) {
        return true;
    }
    let legal = context.tokens.get(mention.tokens.end);
    if legal.is_some_and(|token| context.grammar.category(token.word).is(Category::LEGAL_FORM)) {
        return true;
    }
    // Several capitalised words inside a sentence are a name.
    let capitals = mention.tokens.clone().all(|at| context.tokens[at].shape.has(Shape::CAPITAL));
    let line = context.sentence_at(start).is_some_and(|at| context.sentences[at].kind == SentenceKind::Line);
    if mention.tokens.len() > 1 && capitals && !line && !context.grammar.traits.noun_capitals {
        return true;
    }
    // A bare subject where common nouns have a determiner.
    let bare = start.checked_sub(1).map(|at| &context.tokens[at]).is_none_or(|before| {
        let category = context.grammar.category(before.word);
        !before.shape.has(Shape::CAPITAL) && !category.is(Category::DETERMINER | Category::PREPOSITION)
    });
    if capitals && bare && context.grammar.names_subject(context.tokens, mention.tokens.end) {
        return true;
    }
    // A company under its everyday word: only where the word is capitalised inside a sentence of a language that keeps
    // capitals for names.
    let first = context.sentence_at(start).is_some_and(|at| context.sentences[at].tokens.start == start);
    !is_person
        && !first
        && !context.grammar.traits.noun_capitals
        && context.tokens[start].shape.has(Shape::CAPITAL)
        && !context.tokens[start].shape.has(Shape::LINE_START)
        && mention.tokens.len() == 1
        && context.grammar.category(context.tokens[start].word) == Category::default()
        && context.tokens[start].word != WordId::UNKNOWN
}

/// Gives the unknown names of an article one entry each: the same words, or the first or last word of a longer name.
pub fn unknown(context: &Context<'_>, linked: &mut Linked) {
    let genitives = context.grammar.traits.verb_second;
    let capital = |token: &&Token| genitives && token.shape.has(Shape::CAPITAL);
    let capitals: BTreeSet<&str> =
        context.tokens.iter().filter(capital).map(|token| token.span.of(context.text)).collect();
    let name_of = |mention: &Mention| -> String {
        let mut range = mention.tokens.clone();
        let legal = |at: usize| {
            let category = context.grammar.category(context.tokens[at].word);
            category.is(Category::LEGAL_FORM | Category::LEGAL_PREFIX)
                || context.tokens[at].shape.has(Shape::PUNCTUATION)
        };
        while range.len() > 1 && legal(range.end - 1) {
            range.end -= 1;
        }
        while range.len() > 1 && legal(range.start) {
            range.start += 1;
        }
        let span = context.tokens[range.start].span.join(context.tokens[range.end - 1].span);
        let name = span.of(context.text).split_whitespace().collect::<Vec<_>>().join(" ");
        genitive(context, &capitals, &name)
    };
    // People whom the ontology knows, by the words of the name they have here.
    let person = context.compiled.class_set("Person");
    let mut people: BTreeMap<&str, Referent> = BTreeMap::new();
    for mention in linked.mentions.iter().filter(|mention| {
        mention.kind == MentionKind::Name
            && mention.tokens.len() > 1
            && mention.class.is_some_and(|class| context.compiled.fits(class, person))
    }) {
        for at in [mention.tokens.start, mention.tokens.end - 1] {
            people.entry(context.tokens[at].span.of(context.text)).or_insert(mention.referent);
        }
    }
    let mut by_name: BTreeMap<String, u32> = BTreeMap::new();
    // Longer names by their first and last word.
    let mut ends: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let Linked { mentions, unlisted, .. } = linked;
    // Longer names first, so that short ones find them wherever they stand.
    let mut order: Vec<usize> =
        (0..mentions.len()).filter(|&at| mentions[at].kind == MentionKind::UnknownName).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(mentions[at].tokens.len()), at));
    for at in order {
        let name = name_of(&mentions[at]);
        let personal = mentions[at].class.is_none_or(|class| context.compiled.fits(class, person));
        if let Some(referent) = people.get(name.as_str()).filter(|_| personal) {
            mentions[at].referent = *referent;
            mentions[at].class = context.compiled.ontology.class("Person");
            continue;
        }
        let parent = ends.get(&name).into_iter().flatten().find(|entry| {
            let class = unlisted[**entry as usize].class;
            mentions[at].class.is_none() || mentions[at].class == class
        });
        let entry = by_name.get(&name).copied().or(parent.copied()).unwrap_or_else(|| {
            unlisted.push(Unlisted { name: name.clone(), aliases: Vec::new(), class: None });
            u32::try_from(unlisted.len() - 1).unwrap_or(u32::MAX)
        });
        if let (Some((first, _)), Some((_, last))) = (name.split_once(' '), name.rsplit_once(' ')) {
            for end in [first, last] {
                ends.entry(end.to_owned()).or_default().push(entry);
            }
        }
        by_name.insert(name.clone(), entry);
        let known = &mut unlisted[entry as usize];
        known.class = known.class.or(mentions[at].class);
        known.aliases.push(name);
        mentions[at].referent = Referent::Unlisted(entry);
    }
    for mention in mentions.iter_mut() {
        if let Referent::Unlisted(entry) = mention.referent {
            mention.class = unlisted[entry as usize].class.or(mention.class);
        }
    }
}

/// Without the bare genitive ending of languages that have one, where the article also has the name without it.
fn genitive(context: &Context<'_>, capitals: &BTreeSet<&str>, name: &str) -> String {
    match name.strip_suffix('s') {
        Some(stem) if context.grammar.traits.verb_second && stem.len() > 3 => {
            let last = stem.rsplit(' ').next().unwrap_or(stem);
            let alone = capitals.contains(last);
            if alone { stem.to_owned() } else { name.to_owned() }
        }
        _ => name.to_owned(),
    }
}

//! Names: which of the doubtful ones count, and which of the unknown ones are the same.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{Context, Linked, Unlisted};
use crate::{
    model::{ClassId, Mention, MentionKind, Referent, SentenceKind, Shape, Token},
    ontology::{Category, Classes, forms::Features},
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
    // «Son concurrent»: a word of the closed classes that opens a sentence.
    let opens = context.sentence_at(start).is_some_and(|at| context.sentences[at].tokens.start == start);
    let function = context.grammar.category(context.tokens[start].word).is(Category::DETERMINER);
    if opens && function && mention.tokens.len() == 1 {
        return false;
    }
    let person = context.compiled.classes.person;
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
    let capital = |at: usize| {
        let shape = context.tokens[at].shape;
        shape.has(Shape::CAPITAL) || shape.has(Shape::PUNCTUATION) || shape.has(Shape::NUMBER)
    };
    let capitals = context.tokens[start].shape.has(Shape::CAPITAL) && mention.tokens.clone().all(capital);
    // «Norrglim-Chef»: in a compound with a post, or with a word for organizations.
    let noun = mention.tokens.end + 1;
    let joined = context.grammar.traits.noun_capitals
        && context.tokens.get(noun).is_some_and(|token| token.shape.has(Shape::GLUED))
        && context.tokens[noun - 1].span.of(context.text) == "-"
        && (context.grammar.category(context.tokens[noun].word).is(Category::ORGANIZATION_NOUN)
            || mentions
                .get(at + 1)
                .is_some_and(|next| next.tokens.start == noun && matches!(next.kind, MentionKind::Title(_))));
    if joined && !is_person {
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
    if !is_person && capitals && is_told_organization(context, mentions, at) {
        return true;
    }
    // «Norrglim and Sandvik said»: joined to a name.
    let conjunction = mention.tokens.end;
    let joined = context.tokens.get(conjunction).is_some_and(|token| {
        let name = |next: &Mention| {
            next.tokens.start == conjunction + 1 && matches!(next.kind, MentionKind::Name | MentionKind::UnknownName)
        };
        context.grammar.category(token.word).is(Category::COORDINATOR) && mentions.get(at + 1).is_some_and(name)
    });
    !is_person && capitals && (bare && joined || stands_as_name(context, mention))
}

/// «Meta, pemilik Norrglim, …», «Meta, operator seluler asal …»: whether an apposition follows that only an organization
/// has: a class noun that fits, or a noun and the name of somebody or something known, up to the next comma.
fn is_told_organization(context: &Context<'_>, mentions: &[Mention], at: usize) -> bool {
    let mention = &mentions[at];
    let comma = |at: usize| context.tokens.get(at).is_some_and(|token| token.span.of(context.text) == ",");
    let Some(next) = mentions.get(at + 1).filter(|_| context.grammar.traits.voice_prefix && comma(mention.tokens.end))
    else {
        return false;
    };
    let first = mention.tokens.end + 1;
    let organization = context.compiled.classes.organization;
    let is = |class: Option<ClassId>, set: u128| class.is_some_and(|class| context.compiled.fits(class, set));
    if next.kind == MentionKind::ClassNoun {
        return next.tokens.start == first && is(next.class, organization);
    }
    let category = context.grammar.category(context.tokens[first].word);
    let noun = !category.is(Category::FUNCTION | Category::REPORTING | Category::CUE)
        && !context.tokens[first].shape.has(Shape::CAPITAL)
        && !context.grammar.affixes.looks_like_verb(context.tokens[first].span.of(context.text));
    let named = next.kind == MentionKind::Name && is(next.class, organization | context.compiled.classes.product);
    noun && named && next.tokens.start == first + 1 && comma(next.tokens.end)
}

/// Whether a word with a capital stands as only a name does: in a language that keeps capitals for names, inside a
/// sentence or before a verb or possessive mark at its start; in one that capitalises nouns, without determiner right
/// before a finite verb or right behind a preposition, where the vocabulary has no other use of the word.
fn stands_as_name(context: &Context<'_>, mention: &Mention) -> bool {
    let Some(sentence) = context.sentence_at(mention.tokens.start).map(|at| &context.sentences[at]) else {
        return false;
    };
    let Range { start, end } = mention.tokens.clone();
    let category = |at: usize| context.grammar.category(context.tokens[at].word);
    let written = |at: usize| context.tokens[at].span.of(context.text);
    let own = category(start);
    if mention.tokens.len() == 1 && own.is(Category::NOT_NAME | Category::FUNCTION | Category::CUE) {
        return false;
    }
    let first = sentence.tokens.start == start || context.tokens[start].shape.has(Shape::LINE_START);
    // Several words with capitals are a name, but for a headline.
    if mention.tokens.len() > 1 && sentence.kind != SentenceKind::Line && !context.grammar.traits.noun_capitals {
        return true;
    }
    let next = (end < sentence.tokens.end).then_some(end);
    // «Amazon resmi mengakuisisi B»
    let passes = |at: &usize| context.grammar.traits.voice_prefix && category(*at).is(Category::ADVERB);
    let next = next.map(|at| if passes(&at) && at + 1 < sentence.tokens.end { at + 1 } else { at });
    let owns = next.is_some_and(|at| matches!(written(at), "'s" | "’s" | "'" | "’"));
    // «mengakuisisi»: with its prefix a word that could be a noun is a verb.
    let voiced =
        |at: usize| context.grammar.forms(context.tokens[at].word).iter().any(|form| form.features.has_voice());
    let finite = |at: usize| {
        category(at).is(Category::AUXILIARY)
            || context.grammar.traits.voice_prefix
                && (category(at).is(Category::VERB) && !category(at).is(Category::NOUN) || voiced(at))
            || context.grammar.forms(context.tokens[at].word).iter().any(|form| form.features.has(Features::FINITE))
                && !(context.grammar.traits.voice_prefix && category(at).is(Category::NOUN))
                && !context.tokens[at].shape.has(Shape::CAPITAL)
    };
    let verb = next.is_some_and(finite);
    if context.grammar.traits.noun_capitals {
        let bare = first && verb
            || start > sentence.tokens.start
                && category(start - 1).is(Category::PREPOSITION | Category::GENITIVE | Category::COORDINATOR)
                && !own.is(Category::NOUN);
        return bare && (mention.tokens.len() > 1 || !own.is(Category::NOUN | Category::VERB | Category::TIME_UNIT));
    }
    let opens = start > sentence.tokens.start && matches!(written(start - 1), ":" | "“" | "\"" | "«" | "•" | "–" | "—");
    if !first && !opens && sentence.kind != SentenceKind::Line {
        return true;
    }
    // «Ford to cut jobs»: in a headline an infinitive is as good as a finite verb.
    let infinitive = next.is_some_and(|at| category(at).is(Category::INFINITIVE_MARKER))
        && end + 1 < sentence.tokens.end
        && category(end + 1).is(Category::VERB);
    owns || verb || infinitive
}

/// Gives the unknown names of an article one entry each: the same words, or the first or last word of a longer name.
pub fn unknown(context: &Context<'_>, linked: &mut Linked) {
    let genitives = context.grammar.traits.verb_second;
    let capital = |token: &&Token| genitives && token.shape.has(Shape::CAPITAL);
    let capitals: BTreeSet<&str> =
        context.tokens.iter().filter(capital).map(|token| token.span.of(context.text)).collect();
    let name_of = |mention: &Mention| -> String {
        let mut range = mention.tokens.clone();
        range.end = short_form(context, mention).map_or(range.end, |at| at - 1);
        let legal = |at: usize| is_legal(context, at) || context.tokens[at].shape.has(Shape::PUNCTUATION);
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
    let Classes { person, product, facility, .. } = context.compiled.classes;
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
    // By entry, the class of what bears the name where every mention has one: «Aplikasi Norrglim» may be a company's.
    let mut borrowed: BTreeMap<u32, Option<ClassId>> = BTreeMap::new();
    let mut by_name: BTreeMap<String, u32> = BTreeMap::new();
    // Longer names by their first and last word.
    let mut ends: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let Linked { mentions, unlisted, .. } = linked;
    for at in 0..mentions.len() {
        if is_person(context, mentions, at) {
            mentions[at].class = Classes::first(person);
        }
    }
    let short = short_names(context, mentions);
    // Longer names first, so that short ones find them wherever they stand.
    let mut order: Vec<usize> =
        (0..mentions.len()).filter(|&at| mentions[at].kind == MentionKind::UnknownName).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(mentions[at].tokens.len()), at));
    for at in order {
        let name = name_of(&mentions[at]);
        let personal = mentions[at].class.is_none_or(|class| context.compiled.fits(class, person));
        if let Some(referent) = people.get(name.as_str()).filter(|_| personal) {
            mentions[at].referent = *referent;
            mentions[at].class = Classes::first(person);
            continue;
        }
        if let Some(known) = short.get(name.as_str()).filter(|_| !by_name.contains_key(&name)) {
            let class = linked_class(context, *known);
            if mentions[at].class.is_none_or(|own| class.is_some_and(|class| related(context, own, class))) {
                mentions[at].referent = *known;
                mentions[at].class = class;
                continue;
            }
        }
        let parent = ends.get(&name).into_iter().flatten().find(|entry| {
            let class = unlisted[**entry as usize].class;
            // An organization may turn out to be a company.
            let general = |own: ClassId| class.is_some_and(|class| context.compiled.ontology.is_a(class, own));
            mentions[at].class.is_none_or(general)
        });
        let entry = by_name.get(&name).copied().or(parent.copied()).unwrap_or_else(|| {
            unlisted.push(Unlisted { name: name.clone(), aliases: Vec::new(), class: None });
            u32::try_from(unlisted.len() - 1).unwrap_or(u32::MAX)
        });
        // «PT Norrglim Biru Nusantara», then «Norrglim Biru»: a full legal name is shortened from its end.
        if mentions[at].tokens.clone().any(|at| is_legal(context, at)) {
            for (end, _) in name.match_indices(' ').skip(1) {
                ends.entry(name[..end].to_owned()).or_default().push(entry);
            }
        }
        if let (Some((first, _)), Some((_, last))) = (name.split_once(' '), name.rsplit_once(' ')) {
            // «Norrglim E5»: a product's name may begin with its maker's.
            let product = mentions[at].class.is_some_and(|class| context.compiled.fits(class, product));
            for end in [first, last].into_iter().skip(usize::from(product)) {
                ends.entry(end.to_owned()).or_default().push(entry);
            }
        }
        by_name.insert(name.clone(), entry);
        let known = &mut unlisted[entry as usize];
        let own = mentions[at].class.filter(|class| context.compiled.fits(*class, product | facility));
        known.class = known.class.or(mentions[at].class.filter(|_| own.is_none()));
        let all = borrowed.entry(entry).or_insert(own);
        *all = all.and(own);
        known.aliases.push(name);
        mentions[at].referent = Referent::Unlisted(entry);
        if let Some(acronym) = gloss(context, mentions, at) {
            by_name.entry(name_of(&mentions[acronym])).or_insert(entry);
        }
        if let Some(acronym) = short_form(context, &mentions[at]) {
            by_name.entry(context.tokens[acronym].span.of(context.text).to_owned()).or_insert(entry);
        }
    }
    for (entry, class) in borrowed {
        let known = &mut unlisted[entry as usize];
        known.class = known.class.or(class);
    }
    for mention in mentions.iter_mut() {
        if let Referent::Unlisted(entry) = mention.referent {
            mention.class = unlisted[entry as usize].class.or(mention.class);
        }
    }
}

/// Whether a name of unknown class is told to be a person's: by an age between commas, or beside one whose family name it
/// shares («Anna Berger, 34, from Lyon»; «Anna and Paul Berger»).
fn is_person(context: &Context<'_>, mentions: &[Mention], at: usize) -> bool {
    let mention = &mentions[at];
    if mention.kind != MentionKind::UnknownName || mention.class.is_some() {
        return false;
    }
    let end = mention.tokens.end;
    let written = |at: usize| context.tokens.get(at).map_or("", |token| token.span.of(context.text));
    let age = written(end + 1).parse::<u8>().is_ok_and(|age| (16..100).contains(&age));
    let next = mentions.get(at + 1).filter(|next| next.tokens.start == end + 1 && next.tokens.len() == 2);
    let person = context.compiled.classes.person;
    let family = next.is_some_and(|next| next.class.is_some_and(|class| context.compiled.fits(class, person)));
    let joined =
        context.tokens.get(end).is_some_and(|token| context.grammar.category(token.word).is(Category::COORDINATOR));
    age && written(end) == "," && written(end + 2) == "," || mention.tokens.len() == 1 && joined && family
}

/// Whether a token is a legal form, before or behind a name.
fn is_legal(context: &Context<'_>, at: usize) -> bool {
    context.grammar.category(context.tokens[at].word).is(Category::LEGAL_FORM | Category::LEGAL_PREFIX)
}

/// The first word of a known organization's name of several words («Norrglim» of «Norrglim Bank»), and an acronym in
/// parentheses behind a known name; what two of them share stands for neither.
fn short_names<'t>(context: &Context<'t>, mentions: &[Mention]) -> BTreeMap<&'t str, Referent> {
    let mut short: BTreeMap<&str, Referent> = BTreeMap::new();
    let organization = context.compiled.classes.organization;
    let mut add = |word: &'t str, referent: Referent| {
        let entry = short.entry(word).or_insert(referent);
        if *entry != referent {
            *entry = Referent::Nobody;
        }
    };
    for (at, mention) in mentions.iter().enumerate() {
        let fits = mention.kind == MentionKind::Name
            && mention.class.is_some_and(|class| context.compiled.fits(class, organization));
        if !fits {
            continue;
        }
        let first = &context.tokens[mention.tokens.start];
        if mention.tokens.len() > 1 && first.shape.has(Shape::CAPITAL) {
            add(first.span.of(context.text), mention.referent);
        }
        if let Some(acronym) = gloss(context, mentions, at) {
            add(context.tokens[mentions[acronym].tokens.start].span.of(context.text), mention.referent);
        }
        if let Some(acronym) = short_form(context, mention) {
            add(context.tokens[acronym].span.of(context.text), mention.referent);
        }
    }
    short.retain(|_, referent| *referent != Referent::Nobody);
    short
}

/// The short form in parentheses that ends a mention («Norrglim Tbk (NRGL)»), a token of it.
fn short_form(context: &Context<'_>, mention: &Mention) -> Option<usize> {
    let written = |at: usize| context.tokens[at].span.of(context.text);
    let at = mention.tokens.end.checked_sub(2).filter(|at| *at > mention.tokens.start + 1)?;
    let is_form = context.grammar.category(context.tokens[at].word).is(Category::LEGAL_FORM);
    (written(at - 1) == "(" && written(at + 1) == ")" && !is_form).then_some(at)
}

/// The name in capitals that stands alone in parentheses right behind a mention.
fn gloss(context: &Context<'_>, mentions: &[Mention], at: usize) -> Option<usize> {
    let end = mentions[at].tokens.end;
    let written = |at: usize| context.tokens.get(at).map_or("", |token| token.span.of(context.text));
    let next = mentions.get(at + 1)?;
    let capitals = context.tokens.get(next.tokens.start)?.shape.has(Shape::ALL_CAPITALS);
    (written(end) == "("
        && next.tokens == (end + 1..end + 2)
        && written(end + 2) == ")"
        && capitals
        && next.kind == MentionKind::UnknownName)
        .then_some(at + 1)
}

fn linked_class(context: &Context<'_>, referent: Referent) -> Option<ClassId> {
    match referent {
        Referent::Known(at) => Some(context.compiled.entity(at).class),
        _ => None,
    }
}

fn related(context: &Context<'_>, a: ClassId, b: ClassId) -> bool {
    context.compiled.ontology.is_a(a, b) || context.compiled.ontology.is_a(b, a)
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

//! Names, descriptors, class nouns and posts that the ontology knows.

use crate::{
    model::{Mention, MentionKind, Referent, Sentence, SentenceKind, Shape, Token},
    ontology::{Category, Compiled, Grammar, Name, Named},
};

/// Adds the longest known phrases of a sentence, from left to right.
pub fn mentions(
    text: &str,
    tokens: &[Token],
    sentence: &Sentence,
    compiled: &Compiled,
    grammar: &Grammar,
    out: &mut Vec<Mention>,
) {
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        if !compiled.gazetteer.begins_with(tokens[at].word) {
            at += 1;
            continue;
        }
        // A capital inside a sentence is that of a name, where the language keeps capitals for names.
        let inner = !grammar.traits.noun_capitals && sentence.kind != SentenceKind::Line;
        let longest = |range: std::ops::Range<usize>| {
            let named = inner && range.start > sentence.tokens.start;
            let at = range.start;
            let found = longest(text, &tokens[range], named, compiled, grammar);
            found.or_else(|| headed(text, tokens, at, sentence, compiled, grammar))
        };
        let Some((mut len, mut name)) = longest(at..sentence.tokens.end) else {
            at += 1;
            continue;
        };
        // «Kepala Badan Koordinasi …»: a post or class noun ends where a longer name begins.
        let begins = |inner: &usize| {
            compiled.gazetteer.begins_with(tokens[*inner].word)
                && longest(*inner..sentence.tokens.end)
                    .is_some_and(|(more, name)| is_name(name) && inner + more > at + len)
        };
        if !is_name(name)
            && let Some(inner) = (at + 1..at + len).find(begins)
        {
            let Some(shorter) = longest(at..inner) else {
                at = inner;
                continue;
            };
            (len, name) = shorter;
        }
        // «X3»: a letter right before a number is part of what the number names.
        let number = |token: &Token| token.shape.has(Shape::GLUED) && token.shape.has(Shape::NUMBER);
        if len == 1 && tokens[at].span.of(text).len() == 1 && tokens.get(at + 1).is_some_and(number) {
            at += 1;
            continue;
        }
        if matches!(name.named, Named::Entity { .. }) && !name.possessive {
            len += legal_form(text, &tokens[at + len..sentence.tokens.end], grammar);
        }
        out.push(mention(at..at + len, name, compiled));
        at += len;
    }
}

/// How many tokens of a legal form stand right behind a name, its comma and point included («Norrglim, Inc.»).
fn legal_form(text: &str, behind: &[Token], grammar: &Grammar) -> usize {
    let written = |at: usize| behind.get(at).map_or("", |token| token.span.of(text));
    let is_form = |at: usize| {
        behind.get(at).is_some_and(|token| {
            grammar.category(token.word).is(Category::LEGAL_FORM) && token.shape.has(Shape::CAPITAL)
        })
    };
    let mut len = usize::from(written(0) == "," && is_form(1) && written(2) == ".");
    while is_form(len) {
        len += 1;
        let point = behind.get(len).is_some_and(|token| token.shape.has(Shape::GLUED));
        if written(len) == "." && point && len + 1 < behind.len() {
            len += 1;
        }
    }
    len
}

/// The longest phrase at the beginning of some tokens.
/// With `named` a doubtful name with a capital is rather one than not.
fn longest<'n>(
    text: &str,
    here: &[Token],
    named: bool,
    compiled: &'n Compiled,
    grammar: &Grammar,
) -> Option<(usize, &'n Name)> {
    let mut best: Option<(usize, &Name)> = None;
    compiled.gazetteer.phrases(here.iter().map(|token| token.word), |len, names| {
        let written = here[0].span.join(here[len - 1].span).of(text);
        let fitting = names.iter().filter(|name| {
            name.language.is_none_or(|language| language == grammar.language) && written_alike(name, written)
        });
        if let Some(name) = fitting.min_by_key(|name| rank(name, named && written.starts_with(char::is_uppercase))) {
            best = Some((len, name));
        }
    });
    best
}

/// Whether a phrase names an entity.
fn is_name(name: &Name) -> bool {
    matches!(name.named, Named::Entity { ambiguous: false, .. })
}

/// Of phrases equally long the surest comes first; a doubtful name before a common noun only where it is written as
/// a name.
fn rank(name: &Name, named: bool) -> u8 {
    match name.named {
        Named::Entity { ambiguous: false, .. } => 0,
        Named::Entity { ambiguous: true, .. } if named => 1,
        Named::Post(_) => 1,
        Named::Descriptor(_) => 2,
        Named::ClassNoun(_) | Named::Demonym(_) => 3,
        Named::Entity { ambiguous: true, .. } => 4,
    }
}

/// «Lohnhersteller Norrglim», «Fondstochter Norrglim Real»: a compound whose last part is the noun of a class of companies,
/// before a name of one word; before a longer one, which may be a person's, only where the noun relates one company to
/// another. What ends in a word that closes names too («Nordbank») may be a name itself.
fn headed<'n>(
    text: &str,
    tokens: &[Token],
    at: usize,
    sentence: &Sentence,
    compiled: &'n Compiled,
    grammar: &Grammar,
) -> Option<(usize, &'n Name)> {
    let category = grammar.category(tokens[at].word);
    if !tokens[at].shape.has(Shape::COMPOUND) || category.is(Category::ORGANIZATION_NOUN) {
        return None;
    }
    let inside = |at: usize| at < sentence.tokens.end && !tokens[at].shape.has(Shape::LINE_START);
    let capital = |at: usize| {
        inside(at)
            && tokens[at].shape.has(Shape::CAPITAL)
            && !tokens[at].shape.has(Shape::COMPOUND)
            && !grammar.category(tokens[at].word).is(Category::FUNCTION | Category::NOUN)
    };
    let known = compiled.gazetteer.begins_with(tokens.get(at + 1)?.word);
    if !capital(at + 1) || capital(at + 2) && !category.is(Category::RELATIONAL) && !known {
        return None;
    }
    let written = tokens[at].span.of(text);
    let mut found = None;
    compiled.gazetteer.phrases(std::iter::once(tokens[at].word), |len, names| {
        let heads = |name: &&Name| {
            let company =
                matches!(name.named, Named::ClassNoun(class) if compiled.fits(class, compiled.classes.company));
            let own = name.language == Some(grammar.language);
            let ends = |label: &str| written.ends_with(&label.to_lowercase());
            company && own && name.written.as_deref().is_some_and(ends)
        };
        found = found.or(names.iter().find(heads).map(|name| (len, name)));
    });
    found
}

/// Whether capitals are as they should be: as the name is written, all capitals, or, in a name of several words, the
/// first letter.
fn written_alike(name: &Name, written: &str) -> bool {
    let Some(label) = name.written.as_deref() else { return true };
    if label == written {
        return true;
    }
    let straight = |c: char| if c == '’' { '\'' } else { c };
    if label.chars().map(straight).eq(written.chars().map(straight)) {
        return true;
    }
    let all_capitals = || label.chars().count() > 3 && !written.chars().any(char::is_lowercase);
    written.starts_with(char::is_uppercase)
        && (label.contains(' ') || label.starts_with(char::is_lowercase) || all_capitals())
}

fn mention(tokens: std::ops::Range<usize>, name: &Name, compiled: &Compiled) -> Mention {
    let (kind, class, referent) = match name.named {
        Named::Entity { entity, ambiguous } => {
            let kind = if ambiguous { MentionKind::AmbiguousName } else { MentionKind::Name };
            (kind, Some(compiled.entity(entity).class), Referent::Known(entity))
        }
        Named::Descriptor(entity) => {
            (MentionKind::Descriptor, Some(compiled.entity(entity).class), Referent::Known(entity))
        }
        Named::Demonym(entity) => (MentionKind::Demonym, Some(compiled.entity(entity).class), Referent::Known(entity)),
        Named::ClassNoun(class) => (MentionKind::ClassNoun, Some(class), Referent::Nobody),
        Named::Post(role) => (MentionKind::Title(role), None, Referent::Nobody),
    };
    Mention { tokens, kind, class, referent, possessive: name.possessive }
}

//! Pronouns that may stand for an entity.

use crate::{
    model::{Mention, MentionKind, Referent, Sentence, Shape, Token},
    ontology::{Category, Grammar},
};

/// Adds the personal pronouns of a sentence, and «we» where it stands in a quotation.
pub fn mentions(tokens: &[Token], sentence: &Sentence, grammar: &Grammar, out: &mut Vec<Mention>) {
    for at in sentence.tokens.clone() {
        let category = grammar.category(tokens[at].word);
        // «pabrik keduanya»: behind a noun for a thing it is its second.
        let is_noun = |before: &Mention| before.tokens.end == at && before.kind == MentionKind::ClassNoun;
        let here = || out.iter().rev().take_while(|before| before.tokens.start >= sentence.tokens.start);
        if grammar.traits.voice_prefix && category.is(Category::WHOLE_WORD) && here().any(is_noun) {
            continue;
        }
        let kind = if category.is(Category::FIRST_PLURAL) && tokens[at].shape.has(Shape::QUOTED) {
            MentionKind::FirstPerson
        } else if grammar.traits.clitic_pronouns
            && category.is(Category::OBJECT_PRONOUN)
            && category.is(Category::DETERMINER)
        {
            // «l'a rejeté»: an article before a verb is a pronoun.
            let next =
                tokens.get(at + 1).filter(|_| at + 1 < sentence.tokens.end).map(|next| grammar.category(next.word));
            let behind = tokens.get(at + 2).filter(|_| at + 2 < sentence.tokens.end);
            let verb = behind.is_some_and(|behind| {
                grammar.category(behind.word).is(Category::VERB | Category::ADVERB | Category::AUXILIARY)
            });
            if !verb || !next.is_some_and(|next| next.is(Category::AUXILIARY) && !next.is(Category::PREPOSITION)) {
                continue;
            }
            MentionKind::Pronoun
        } else if category.is(Category::SUBJECT_PRONOUN | Category::OBJECT_PRONOUN)
            && !category
                .is(Category::DETERMINER | Category::RELATIVISER | Category::REFLEXIVE | Category::COMPLEMENTIZER)
        {
            MentionKind::Pronoun
        } else {
            continue;
        };
        out.push(Mention { tokens: at..at + 1, kind, class: None, referent: Referent::Nobody, possessive: false });
    }
}

//! The words of one sentence, as the rules of attribution ask for them.

use std::{collections::BTreeMap, ops::Range};

use super::{Memory, SourceRef};
use crate::{
    model::{ClassId, Mention, MentionKind, Referent, SentenceKind, Shape, Span, WordId},
    ontology::{Category, Classes, forms::Features},
    relate::View,
};

/// What a verb form does as a verb of saying.
#[derive(Clone, Copy, Debug)]
pub struct Saying {
    /// What the language files say of the verb.
    pub category: Category,
    /// What all its readings are.
    pub features: Features,
    /// Whether the form can be finite.
    pub finite: bool,
    /// One past its last token; a particle that stands apart is not counted.
    pub end: usize,
    /// Where its particle stands.
    pub particle: Option<usize>,
}

/// Looks at one sentence.
pub struct Finder<'f, 'v> {
    /// The sentence.
    pub view: &'f View<'v>,
    /// What the sentences before left behind.
    pub memory: &'f Memory,
    /// Who holds a post where.
    pub posts: &'f BTreeMap<Referent, Referent>,
    person: u128,
    organization: u128,
    media: u128,
}

impl<'f, 'v> Finder<'f, 'v> {
    /// Prepares the classes that the rules name.
    pub fn new(view: &'f View<'v>, memory: &'f Memory, posts: &'f BTreeMap<Referent, Referent>) -> Self {
        let Classes { person, organization, media, .. } = view.compiled.classes;
        Self { view, memory, posts, person, organization, media }
    }

    /// What the word at a position can be, whatever phrase it stands in.
    pub fn word(&self, at: usize) -> Category {
        self.view.word(at)
    }

    /// Whether the word at a position has a flag of `category`, whatever phrase it stands in.
    pub fn is(&self, at: usize, category: Category) -> bool {
        self.word(at).is(category)
    }

    /// The longest phrase of the language files that begins at a position and has a flag of `category`: one past its end.
    pub fn phrase(&self, at: usize, category: Category) -> Option<usize> {
        let (grammar, tokens) = (self.view.grammar, self.view.tokens);
        let mut end = self.is(at, category).then_some(at + 1);
        if self.view.inside(at) && grammar.phrases.begins_with(tokens[at].word) {
            let words = tokens[at..self.view.end].iter().map(|token| token.word);
            grammar.phrases.phrases(words, |len, found| {
                if found.iter().any(|one| one.is(category)) {
                    end = Some(at + len);
                }
            });
        }
        end
    }

    /// Whether a sentence holds anything that may tell who speaks.
    pub fn speaks(&self) -> bool {
        let view = self.view;
        let frames = view.compiled.language(view.grammar.language).map(|at| &view.compiled.frames[at].attributions);
        let quoted = Shape::QUOTED;
        let said = Category::REPORTING | Category::SPEAKER_AFTER | Category::CONFIRMING | Category::DENYING;
        (view.start..view.end).any(|at| {
            view.shape(at).has(quoted)
                || self.is(at, said | Category::REPORT_NOUN)
                || view.forms(at).iter().any(|form| {
                    view.grammar.verb_category(form.lemma).is(said)
                        || frames.is_some_and(|frames| frames.has(form.lemma))
                })
        })
    }

    /// The verb of saying that begins at a position.
    pub fn saying(&self, at: usize) -> Option<Saying> {
        let said = Category::REPORTING | Category::SPEAKER_AFTER | Category::CONFIRMING | Category::DENYING;
        let view = self.view;
        let named = view.mention(at).is_some_and(|mention| {
            !matches!(mention.kind, MentionKind::ClassNoun | MentionKind::Title(_) | MentionKind::Date(_))
        });
        let continues = view.is(at, Category::CONTINUES)
            && (at == view.start || !self.is(at - 1, Category::ANONYMOUS) || self.is(at - 1, Category::CONTINUES));
        let closed = Category::FUNCTION
            .without(Category::AUXILIARY | Category::ADVERB | Category::SUBJUNCTIVE | Category::REPORTED);
        if named || continues || view.is_mark(at) || self.is(at, closed) {
            return None;
        }
        if view.category(at).is(said) && view.is(at + 1, Category::CONTINUES) {
            let end = (at + 1..view.end).find(|&next| !view.is(next, Category::CONTINUES)).unwrap_or(view.end);
            let category = view.category(at);
            return Some(Saying { category, features: Features::default(), finite: true, end, particle: None });
        }
        let voice_prefix = view.traits().voice_prefix;
        let mut found: Option<Saying> = None;
        for form in view.forms(at) {
            let mut category = view.grammar.verb_category(form.lemma);
            if voice_prefix && !form.features.has(Features::BARE) {
                category = category.without(Category::SPEAKER_AFTER);
            }
            if !category.is(said) {
                continue;
            }
            let particle = if form.particle == WordId::UNKNOWN {
                None
            } else {
                let Some(place) = self.particle(at, form.particle) else { continue };
                Some(place)
            };
            let finite = form.features.has(Features::FINITE);
            found = Some(match found {
                None => Saying { category, features: form.features, finite, end: at + 1, particle },
                Some(before) => Saying {
                    category: before.category | category,
                    features: Features(before.features.0 & form.features.0),
                    finite: before.finite || finite,
                    end: at + 1,
                    particle: before.particle.or(particle),
                },
            });
        }
        found
    }

    /// Where the particle of a verb stands: before the next comma, or right before a participle.
    fn particle(&self, at: usize, particle: WordId) -> Option<usize> {
        let view = self.view;
        if at > view.start && view.tokens[at - 1].word == particle {
            return Some(at - 1);
        }
        let end = (at + 1..view.end).find(|&next| view.is_mark(next) && !view.shape(next).has(Shape::PARENTHESIS));
        (at + 1..end.unwrap_or(view.end)).rev().find(|&next| view.tokens[next].word == particle)
    }

    /// Whether a comma stands at a position.
    pub fn is_comma(&self, at: usize) -> bool {
        self.view.inside(at) && matches!(self.view.written(at), "," | "،")
    }

    /// Whether a quotation mark, or a dash between clauses, stands at a position.
    pub fn is_quotation_mark(&self, at: usize) -> bool {
        self.view.inside(at) && matches!(self.view.written(at), "\"" | "“" | "”" | "„" | "«" | "»" | "‟" | "‘‘" | "’’")
    }

    /// Whether a clause ends at a mark: comma, dash, colon, semicolon, quotation mark, parenthesis.
    pub fn is_break(&self, at: usize) -> bool {
        let view = self.view;
        view.is_mark(at)
            && (!matches!(view.written(at), "-" | "&" | "." | "'" | "’" | "/" | "%" | "$" | "€")
                || at + 1 == view.end
                || view.written(at) == "-" && !view.shape(at).has(Shape::GLUED))
    }

    /// Whether a preposition that does not join two nouns stands at a position.
    pub fn is_preposition(&self, at: usize) -> bool {
        self.view.inside(at)
            && (self.is(at, Category::PREPOSITION) || self.view.is(at, Category::PREPOSITION))
            && !self.is(at, Category::DEFINITE)
    }

    /// Whether a class is below one of those of persons.
    pub fn is_person(&self, class: Option<ClassId>) -> bool {
        class.is_some_and(|class| self.person != 0 && self.view.compiled.fits(class, self.person))
    }

    /// Whether a class is below that of media.
    pub fn is_media(&self, class: Option<ClassId>) -> bool {
        class.is_some_and(|class| self.media != 0 && self.view.compiled.fits(class, self.media))
    }

    /// Whether what a mention names can speak: a person, an organization, or a name of unknown class.
    pub fn can_speak(&self, mention: &Mention) -> bool {
        match mention.class {
            Some(class) => self.is_person(mention.class) || self.view.compiled.fits(class, self.organization),
            None => matches!(mention.kind, MentionKind::Name | MentionKind::UnknownName),
        }
    }

    /// The capitalised words that begin at a position and that no mention holds: a name nobody knows.
    pub fn written_name(&self, at: usize) -> Option<Range<usize>> {
        let view = self.view;
        let is_name = |at: usize| {
            let word = self.word(at);
            view.inside(at)
                && view.shape(at).has(Shape::CAPITAL)
                && view.mention(at).is_none()
                && !word.is(Category::NOT_NAME
                    | Category::TIME_UNIT
                    | Category::CUE
                    | Category::VERB
                    | Category::DETERMINER)
                && !word.is(Category::SUBJECT_PRONOUN | Category::FIRST_SINGULAR | Category::FIRST_PLURAL)
        };
        if view.sentence.kind == SentenceKind::Line
            || view.traits().noun_capitals
            || at <= view.start
            || view.is_mark(at - 1) && !self.is_comma(at - 1) && !self.is_quotation_mark(at - 1)
        {
            return None;
        }
        let article = self.is(at, Category::DEFINITE) && view.shape(at).has(Shape::CAPITAL);
        let end = (at + usize::from(article)..view.end).find(|&next| !is_name(next)).unwrap_or(view.end);
        (end > at + usize::from(article)).then_some(at..end)
    }

    /// A source by its mention.
    pub fn entity(&self, mention: usize) -> SourceRef {
        SourceRef::Entity { mention, referent: self.view.mentions[mention].referent }
    }

    /// A source by its words.
    pub fn words(&self, range: Range<usize>) -> SourceRef {
        let tokens = self.view.tokens;
        let span = match tokens.get(range) {
            Some([first, .., last]) => first.span.join(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        };
        SourceRef::Words(span)
    }
}

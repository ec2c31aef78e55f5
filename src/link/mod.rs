//! Mentions into entities: who is named, by name, description, class noun or pronoun.
//!
//! In go an article's mentions; out come the same mentions with their referents, the names the ontology does not know,
//! and who holds a post where. «Nobody known» is a legal answer, and better than a wrong one.

mod coreference;
mod headings;
mod indirect;
mod names;
mod places;
mod posts;
mod salience;

use std::{cell::RefCell, collections::BTreeMap, ops::Range, sync::Arc};

use crate::{
    model::{ClassId, Entity, Mention, MentionKind, Referent, Sentence, Shape, Token, identifier},
    ontology::{Category, Classes, Compiled, Grammar},
};

/// A name that the ontology does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlisted {
    /// As the article first writes it in full, without legal form.
    pub name: String,
    /// Other ways the article writes it.
    pub aliases: Vec<String>,
    /// Its class, where something tells.
    pub class: Option<ClassId>,
}

/// An article's mentions with their referents.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    /// Sorted by place, without overlap.
    pub mentions: Vec<Mention>,
    /// Names the ontology does not know; [`Referent::Unlisted`] is the position.
    pub unlisted: Vec<Unlisted>,
    /// The organization a person is said, or known, to hold a post at.
    pub posts: BTreeMap<Referent, Referent>,
    /// Who holds which post, in the order in which the article says so.
    pub holders: Vec<(u16, Referent)>,
    /// Two that are named at once; [`Referent::Pair`] is the position.
    pub pairs: Vec<[Referent; 2]>,
    /// The organization that the article as a whole is about.
    pub topic: Option<Referent>,
    /// The tokens at which paragraphs begin with a name that heads them, in order.
    pub headings: Vec<usize>,
    /// Entities of unlisted names, made when they are asked for first.
    entities: RefCell<Made>,
}

/// Entities by position of their name and class.
type Made = BTreeMap<(u32, Option<ClassId>), Arc<Entity>>;

/// What the rules of this stage look at.
struct Context<'c> {
    text: &'c str,
    tokens: &'c [Token],
    sentences: &'c [Sentence],
    compiled: &'c Compiled,
    grammar: &'c Grammar,
}

/// Decides whom the mentions of an article name. `language` is a position in [`Compiled::grammars`].
#[must_use]
pub fn entities(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    mentions: Vec<Mention>,
    compiled: &Compiled,
    language: usize,
) -> Linked {
    let context = Context { text, tokens, sentences, compiled, grammar: &compiled.grammars[language] };
    let mut linked = Linked { mentions, ..Linked::default() };
    names::ambiguous(&context, &mut linked);
    names::unknown(&context, &mut linked);
    posts::posts(&context, &mut linked);
    linked.headings = headings::headings(&context, &linked);
    coreference::resolve(&context, &mut linked);
    linked
}

impl Context<'_> {
    /// The class of whom a pronoun stands for that no person has («Norrglim said it»), where nothing else tells.
    fn thing(&self, mention: &Mention) -> Option<ClassId> {
        let category = self.grammar.category(self.tokens[mention.tokens.start].word);
        let tells = self.grammar.traits.head_final && !self.grammar.traits.verb_second;
        let thing = tells && !category.is(Category::PERSON_PRONOUN | Category::PLURAL_PRONOUN);
        let named = mention.kind == MentionKind::Pronoun && mention.referent != Referent::Nobody;
        Classes::first(self.compiled.classes.organization).filter(|_| thing && named)
    }

    /// Whether a colon, or a dash with blanks around it, sets off what goes before a token from more in its line.
    fn sets_off(&self, at: usize) -> bool {
        let (Some(mark), Some(next)) = (self.tokens.get(at), self.tokens.get(at + 1)) else { return false };
        let written = mark.span.of(self.text);
        let apart = !mark.shape.has(Shape::GLUED) && !next.shape.has(Shape::GLUED);
        let line = mark.shape.has(Shape::LINE_START) || next.shape.has(Shape::LINE_START);
        // «NRGL +3,2%»: a change of its price.
        let change = matches!(written, "+" | "-" | "−") && !mark.shape.has(Shape::GLUED);
        let change = change && next.shape.has(Shape::GLUED) && next.shape.has(Shape::NUMBER);
        !line && (written == ":" || matches!(written, "-" | "–" | "—") && apart || change)
    }

    /// The position of the sentence that holds a token.
    fn sentence_at(&self, token: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.tokens.end <= token);
        self.sentences.get(at).filter(|sentence| sentence.tokens.contains(&token)).map(|_| at)
    }
}

/// The mentions that begin in a range of tokens.
fn mentions_in<'m>(mentions: &'m [Mention], range: &Range<usize>) -> &'m [Mention] {
    let first = mentions.partition_point(|mention| mention.tokens.start < range.start);
    let last = mentions.partition_point(|mention| mention.tokens.start < range.end);
    &mentions[first..last.max(first)]
}

impl Linked {
    /// Lets a mention reach over the tokens right behind it; what is named there is part of its name.
    fn take(&mut self, at: usize, behind: Range<usize>) {
        if behind.start == self.mentions[at].tokens.end && !behind.is_empty() {
            self.mentions[at].tokens.end = behind.end;
            let inside = self.mentions[at + 1..].iter().take_while(|next| behind.contains(&next.tokens.start)).count();
            self.mentions.drain(at + 1..=at + inside);
        }
    }

    /// The class of what a mention names, as far as known.
    #[must_use]
    pub fn class(&self, compiled: &Compiled, referent: Referent) -> Option<ClassId> {
        match referent {
            Referent::Known(at) => Some(compiled.entity(at).class),
            Referent::Unlisted(at) => self.unlisted.get(at as usize).and_then(|unlisted| unlisted.class),
            Referent::Nobody | Referent::Pair(_) => None,
        }
    }

    /// The entity of a referent; `expected` is the class of an unlisted name of which nothing else is known. `None` for
    /// nobody.
    #[must_use]
    pub fn entity(&self, compiled: &Compiled, referent: Referent, expected: Option<ClassId>) -> Option<Arc<Entity>> {
        match referent {
            Referent::Known(at) => Some(compiled.shared_entity(at)),
            Referent::Unlisted(at) => {
                let unlisted = self.unlisted.get(at as usize)?;
                let class = unlisted.class.or(expected);
                let mut made = self.entities.borrow_mut();
                let entity = made.entry((at, class)).or_insert_with(|| Arc::new(entity(compiled, unlisted, class)));
                Some(Arc::clone(entity))
            }
            Referent::Nobody | Referent::Pair(_) => None,
        }
    }
}

/// The entity of a name that the ontology does not know.
fn entity(compiled: &Compiled, unlisted: &Unlisted, class: Option<ClassId>) -> Entity {
    let mut aliases: Vec<String> = unlisted.aliases.iter().filter(|alias| **alias != unlisted.name).cloned().collect();
    aliases.sort_unstable();
    aliases.dedup();
    Entity {
        id: format!("x-{}", identifier("entity", &[kind(compiled, class), &unlisted.name.to_lowercase()])),
        label: unlisted.name.clone(),
        aliases,
        class: class.map_or("Thing", |class| compiled.ontology.class_name(class)).to_owned(),
        known: false,
    }
}

/// The broad kind of a class, so that «Norrglim» the company and «Norrglim» the start-up are one entity.
fn kind(compiled: &Compiled, class: Option<ClassId>) -> &'static str {
    let Some(class) = class else { return "Thing" };
    let classes = &compiled.classes;
    let kinds = [
        ("Person", classes.person),
        ("Organization", classes.organization),
        ("Product", classes.product),
        ("Place", classes.place),
        ("Event", classes.event),
        ("Facility", classes.facility),
        ("Technology", classes.technology),
    ];
    kinds.into_iter().find(|(_, set)| *set != 0 && compiled.fits(class, *set)).map_or("Thing", |(kind, _)| kind)
}

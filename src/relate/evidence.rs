//! Matches into evidence.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Memory, SourceRef, Speech, View, choose,
    confirm::Witness,
    found::Match,
    noun,
    qualify::{self, Stance},
    quantity::{quantity, same_unit},
    topic::Topic,
    unique,
    verb::{self, Tier},
};
use crate::{
    model::{
        Amount, Argument, ArticleHead, ClassId, CodePoints, Entity, Evidence, Mention, MentionKind, Qualifiers,
        Quantity, Quote, Referent, Sentence, SentenceKind, Source, Span, Token, Tree,
    },
    ontology::{
        Category, Classes, Compiled, Relation,
        pattern::{Role, Slot},
    },
};

/// What this stage reads.
pub struct Input<'i> {
    /// The article's head.
    pub head: &'i ArticleHead,
    /// The article's text.
    pub text: &'i str,
    /// Its tokens.
    pub tokens: &'i [Token],
    /// Its sentences.
    pub sentences: &'i [Sentence],
    /// Its mentions with their referents, sorted.
    pub mentions: &'i [Mention],
    /// The organization that a person holds a post at.
    pub posts: &'i BTreeMap<Referent, Referent>,
    /// Two that are named at once; [`Referent::Pair`] is the position.
    pub pairs: &'i [[Referent; 2]],
    /// The organization that the article as a whole is about.
    pub topic: Option<Referent>,
    /// The tokens at which paragraphs begin with a name that heads them, in order.
    pub headings: &'i [usize],
    /// The entity of a referent; the class is that of an unlisted name of which nothing else is known.
    pub entity: &'i dyn Fn(Referent, Option<ClassId>) -> Option<Arc<Entity>>,
    /// Parses a sentence, where there is a model of the language.
    pub tree: &'i dyn Fn(&Sentence) -> Option<Tree>,
    /// The ontology.
    pub compiled: &'i Compiled,
    /// Position of the language among the grammars.
    pub language: usize,
}

/// The evidence of an article, in reading order, and the positions of the sentences that gave some.
#[must_use]
pub fn evidence(input: &Input<'_>) -> (Vec<Evidence>, Vec<usize>) {
    let points = CodePoints::new(input.text);
    let grammar = &input.compiled.grammars[input.language];
    let frames = &input.compiled.frames[input.language];
    let (mut out, mut used) = (Vec::new(), Vec::new());
    let mut memory = Memory::default();
    let mut topic = Topic::of(input.topic);
    for (position, sentence) in input.sentences.iter().enumerate() {
        if sentence.kind == SentenceKind::Boilerplate {
            continue;
        }
        topic.enter(sentence, input.mentions, input.headings);
        let view = View::new(input.text, input.tokens, sentence, input.mentions, input.compiled, grammar)
            .with_posts(input.posts)
            .about(topic);
        topic.follow(&view);
        let speech = Speech::new(&view, &mut memory, input.sentences, input.posts);
        if sentence.question || !worth_reading(input, &view) {
            continue;
        }
        let first = out.len();
        let mut matches = noun::matches(&view, frames);
        matches.extend(verb::matches(&view, frames));
        let tree = || (input.tree)(sentence);
        let witness = Witness::new(&view, &tree);
        for mut found in choose::chosen(&view, matches) {
            let claims = Writer { input, view: &view, points: &points, found: &found, speech: &speech }.claims();
            // To parse costs more than all the rest: only what gives a claim is worth it.
            if claims.is_empty() {
                continue;
            }
            found.verb = witness.verb(&found);
            let Some(stance) = qualify::stance(&view, &found, &speech) else { continue };
            let writer = Writer { input, view: &view, points: &points, found: &found, speech: &speech };
            out.extend(claims.into_iter().map(|claim| writer.evidence(claim, stance)));
        }
        unique::deduplicate(&mut out, first);
        if out.len() > first {
            used.push(position);
        }
    }
    (out, used)
}

/// Whether a sentence has somebody named, or a measure of whom the text is about, and a word that sets off a frame.
fn worth_reading(input: &Input<'_>, view: &View<'_>) -> bool {
    let (mut named, mut title, mut noun, mut town) = (false, false, false, false);
    for index in view.mention_range() {
        let mention = &view.mentions[index];
        named |= mention.referent != Referent::Nobody;
        named |= view.has_topic() && matches!(mention.kind, MentionKind::Amount(Amount::Percent(_)));
        title |= matches!(mention.kind, MentionKind::Title(_) | MentionKind::Demonym);
        noun |= mention.kind == MentionKind::ClassNoun;
        town |= mention.class.is_some_and(|class| input.compiled.fits(class, input.compiled.classes.place));
    }
    title |= noun && town;
    let triggers = |token: &Token| input.compiled.triggers(input.language, token.word);
    named && (title || input.tokens[view.start..view.end].iter().any(triggers))
}

/// An argument of a match.
#[derive(Clone, Copy)]
struct Filled {
    /// Index of the mention.
    mention: usize,
    /// The slot it fills.
    slot: Slot,
    /// Whom the claim is about.
    referent: Referent,
    /// Whether the one named stands for another: a person for her organization.
    stands: bool,
}

/// What a match claims, before it is known how it is meant.
struct Claim {
    subject: Filled,
    object: Option<Filled>,
    subject_argument: Argument,
    object_argument: Option<Argument>,
    quantity: Option<Quantity>,
}

struct Writer<'w> {
    input: &'w Input<'w>,
    view: &'w View<'w>,
    points: &'w CodePoints<'w>,
    found: &'w Match<'w>,
    speech: &'w Speech,
}

impl Writer<'_> {
    fn relation(&self) -> &Relation {
        self.input.compiled.relation(self.found.meaning.relation)
    }

    fn claims(&self) -> Vec<Claim> {
        let mut out = Vec::new();
        let relation = self.relation();
        let subjects = self.filled(Role::Subject);
        let objects = self.filled(Role::Object);
        if relation.has_value {
            let values = self.values();
            // «A and B rose 3 and 4 percent»: each has its own; who has which is not said where the numbers differ.
            let each = values.len() == subjects.len();
            if !each && values.len() > 1 && subjects.len() > 1 {
                return out;
            }
            for (at, subject) in subjects.iter().enumerate() {
                let value = values.get(if each { at } else { 0 }).copied();
                out.extend(self.claim(relation, *subject, None, value));
            }
        } else if objects.is_empty() && relation.symmetric {
            for (at, subject) in subjects.iter().enumerate() {
                for object in &subjects[at + 1..] {
                    out.extend(self.claim(relation, *subject, Some(*object), None));
                }
            }
        } else if objects.is_empty() {
            for subject in &subjects {
                if let Some(object) = self.employer(relation, *subject) {
                    out.extend(self.claim(relation, *subject, Some(object), None));
                }
            }
        } else {
            for subject in &subjects {
                for object in &objects {
                    out.extend(self.claim(relation, *subject, Some(*object), None));
                }
                // «X has resigned»: from where X holds a post.
                if objects.is_empty()
                    && let Some(employer) = self.input.posts.get(&subject.referent)
                {
                    let object = Filled { referent: *employer, stands: true, ..*subject };
                    out.extend(self.claim(relation, *subject, Some(object), None));
                }
            }
        }
        out
    }

    /// «Anna Berger resigned»: where the frame can do without its object, the organization a person holds a post at,
    /// else the one the text is about.
    fn employer(&self, relation: &Relation, holder: Filled) -> Option<Filled> {
        let classes = self.input.compiled.ontology.class_set(&relation.range);
        let slot = Slot { role: Role::Object, classes, ..holder.slot };
        let Some(post) = self.input.posts.get(&holder.referent) else {
            let topic = self.view.article_topic(slot).or_else(|| self.view.topic(slot));
            let mention = topic.filter(|_| self.is_of_company(holder.mention))?;
            return Some(Filled { mention, slot, referent: self.view.mentions[mention].referent, stands: false });
        };
        let named = |at: &usize| {
            let mention = &self.view.mentions[*at];
            mention.referent == *post && self.view.takes(slot, mention)
        };
        let here = self.view.mention_range().find(named);
        let before = || (0..self.view.mention_range().start).rev().find(named);
        here.or_else(before).map(|mention| Filled { mention, slot, referent: *post, stands: false })
    }

    /// Whether nothing speaks against a person's post being one of a company: «the minister Anna Berger» does.
    fn is_of_company(&self, index: usize) -> bool {
        let holder = &self.view.mentions[index];
        let person = self.input.compiled.classes.person;
        let before = index.checked_sub(1).map(|index| &self.view.mentions[index]);
        let beside = |title: &&Mention| title.tokens.end == holder.tokens.start;
        let titled = before.filter(beside).filter(|title| matches!(title.kind, MentionKind::Title(_)));
        holder.class.is_some_and(|class| self.input.compiled.fits(class, person))
            && titled.is_none_or(|title| self.view.is(title.tokens.start, Category::COMPANY_POST))
    }

    fn filled(&self, role: Role) -> Vec<Filled> {
        let slots = self.found.filled.iter().filter(|(slot, _)| slot.role == role);
        let mut out = Vec::new();
        for (slot, mention) in slots.flat_map(|(slot, indices)| indices.iter().map(|index| (*slot, *index))) {
            let named = &self.view.mentions[mention];
            let plain = Filled { mention, slot, referent: named.referent, stands: false };
            match named.referent {
                Referent::Pair(at) => {
                    let both = self.input.pairs.get(at as usize).into_iter().flatten();
                    out.extend(both.map(|referent| Filled { referent: *referent, ..plain }));
                }
                _ => match self.view.stands_for(slot, named) {
                    Some(referent) => out.push(Filled { referent, stands: true, ..plain }),
                    None => out.push(plain),
                },
            }
        }
        out
    }

    /// The mentions of the claim's number and of those in a row with it.
    fn values(&self) -> Vec<usize> {
        let view = self.view;
        let mut values: Vec<usize> =
            self.filled(Role::Value).first().map(|filled| filled.mention).into_iter().collect();
        while let Some(&last) = values.last()
            && let Some(next) = view.mentions.get(last + 1).filter(|next| view.inside(next.tokens.start))
            && same_unit(&next.kind, &view.mentions[last].kind)
        {
            let mut between = view.mentions[last].tokens.end..next.tokens.start;
            let joins = |at: usize| view.written(at) == "," || view.is(at, Category::COORDINATOR);
            if between.is_empty() || between.len() > 2 || !between.all(joins) {
                break;
            }
            values.push(last + 1);
        }
        values
    }

    fn claim(
        &self,
        relation: &Relation,
        subject: Filled,
        object: Option<Filled>,
        value: Option<usize>,
    ) -> Option<Claim> {
        let subject_argument = self.argument(subject)?;
        let object_argument = match object {
            Some(object) => Some(self.argument(object)?),
            None => None,
        };
        if object_argument.as_ref().is_some_and(|object| object.entity.id == subject_argument.entity.id) {
            return None;
        }
        // «It rose 3 %»: what is meant may as well be a measure.
        let moves = relation.unit.as_deref() == Some("percent") && self.found.verb.is_some();
        if moves && self.view.mentions[subject.mention].kind == MentionKind::Pronoun {
            return None;
        }
        let amount = |index: usize| &self.view.mentions[index].kind;
        let from = self.filled(Role::From).first().map(|from| amount(from.mention));
        let negative = self.found.meaning.negative;
        let quantity = value.and_then(|value| quantity(relation, amount(value), from, negative));
        if relation.has_value && quantity.is_none() {
            return None;
        }
        Some(Claim { subject, object, subject_argument, object_argument, quantity })
    }

    fn evidence(&self, claim: Claim, stance: Stance) -> Evidence {
        let Claim { subject, object, subject_argument, object_argument, quantity } = claim;
        let relation = self.relation();
        let sentence = self.quote(self.view.sentence.span);
        let trigger = self.quote(self.view.tokens[self.found.trigger].span);
        let info = &self.input.compiled.frame_infos[self.found.meaning.frame as usize];
        let mut attribution = self.attribution();
        if subject.stands
            && let Some(speaker) = (self.input.entity)(self.view.mentions[subject.mention].referent, None)
            && !attribution.iter().any(|source| source.label == speaker.label)
        {
            attribution.insert(0, Source { label: speaker.label.clone(), entity: Some(speaker) });
        }
        let by_party = self.by_party(subject, object);
        Evidence {
            article: self.input.head.id.clone(),
            language: self.view.grammar.language,
            sentence,
            trigger,
            relation: relation.name.clone(),
            confidence: self.confidence(subject, object),
            qualifiers: self.qualifiers(relation),
            subject: subject_argument,
            object: object_argument,
            quantity,
            polarity: stance.polarity,
            modality: stance.modality,
            aspect: stance.aspect,
            attribution,
            by_party,
            computed: !self.filled(Role::From).is_empty(),
            frame: info.name.clone(),
        }
    }

    fn attribution(&self) -> Vec<Source> {
        let sources = self.speech.sources(self.found.trigger).into_iter().filter_map(|source| match source {
            SourceRef::Entity { referent, .. } => {
                let entity = (self.input.entity)(referent, None)?;
                Some(Source { label: entity.label.clone(), entity: Some(entity) })
            }
            SourceRef::Words(span) => Some(Source { label: span.of(self.input.text).to_owned(), entity: None }),
        });
        let mut sources: Vec<Source> = sources.collect();
        sources.dedup();
        sources
    }

    /// Whether a source is one of the parties, or holds a post at one.
    fn by_party(&self, subject: Filled, object: Option<Filled>) -> bool {
        let parties = [Some(subject.referent), object.map(|object| object.referent)];
        self.speech.sources(self.found.trigger).into_iter().any(|source| match source {
            SourceRef::Entity { referent, .. } => {
                let post = self.input.posts.get(&referent).copied();
                parties.contains(&Some(referent)) || post.is_some() && parties.contains(&post)
            }
            SourceRef::Words(_) => false,
        })
    }

    fn quote(&self, span: Span) -> Quote {
        let text = span.of(self.input.text).to_owned();
        Quote { text, start: self.points.at(span.start), end: self.points.at(span.end) }
    }

    fn argument(&self, filled: Filled) -> Option<Argument> {
        let mention = &self.view.mentions[filled.mention];
        let expected = self.expected(filled.slot);
        let entity = (self.input.entity)(filled.referent, expected)?;
        // Whom the sentence does not name is understood with what happens.
        let tokens = if self.view.inside(mention.tokens.start) {
            mention.tokens.clone()
        } else {
            self.found.trigger..self.found.trigger + 1
        };
        let first = self.view.tokens[tokens.start].span;
        let last = self.view.tokens[tokens.end - 1].span;
        Some(Argument { entity, mention: self.quote(first.join(last)) })
    }

    /// The class a name of unknown class has by the slot it fills: an organization where that fits, else the first.
    fn expected(&self, slot: Slot) -> Option<ClassId> {
        let organization = slot.classes & self.input.compiled.classes.organization;
        Classes::first(if organization == 0 { slot.classes } else { organization })
    }

    fn qualifiers(&self, relation: &Relation) -> Qualifiers {
        let has = |name: &str| relation.qualifiers.iter().any(|qualifier| qualifier == name);
        let entity = |index: usize| (self.input.entity)(self.view.mentions[index].referent, None);
        let place = self.filled(Role::Place).first().map(|filled| filled.mention);
        let place = place.or_else(|| has("place").then(|| qualify::place(self.view, self.found)).flatten());
        let post = self.filled(Role::Post).first().and_then(|filled| match self.view.mentions[filled.mention].kind {
            MentionKind::Title(role) => Some(role),
            _ => None,
        });
        let role = post.or(self.found.meaning.post).and_then(|at| self.input.compiled.ontology.roles.get(at as usize));
        Qualifiers {
            place: place.and_then(entity),
            date: has("date").then(|| qualify::date(self.view, self.found)).flatten(),
            role: role.map(|role| role.name.clone()),
            period: has("period").then(|| qualify::period(self.view, self.found)).flatten().map(str::to_owned),
        }
    }

    /// How many such claims are right, in thousandths, measured on gold and public sets: of noun frames, of verb frames
    /// that the tree confirms, leaves or contradicts; less where an argument was inferred, stands for another, or is of
    /// unknown class.
    fn confidence(&self, subject: Filled, object: Option<Filled>) -> u16 {
        let mut confidence: u32 = match self.found.verb.map(|verb| verb.tier) {
            None | Some(Tier::Clause) => 830,
            Some(Tier::Both) => 930,
            Some(Tier::Disputed) => 500,
        };
        if self.found.verb.is_some_and(|verb| verb.inferred) {
            confidence = confidence * 9 / 10;
        }
        for filled in [Some(subject), object].into_iter().flatten() {
            let mention = &self.view.mentions[filled.mention];
            let indirect = filled.stands
                || matches!(mention.kind, MentionKind::ClassNoun | MentionKind::Pronoun | MentionKind::FirstPerson);
            if indirect || mention.class.is_none() || !self.view.inside(mention.tokens.start) {
                confidence = confidence * 9 / 10;
            }
        }
        u16::try_from(confidence).unwrap_or(0)
    }
}

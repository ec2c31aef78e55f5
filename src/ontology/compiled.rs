//! The ontology, compiled: words numbered, names in a trie, frames by their anchor.

use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    ByLemma, Category, Classes, FormOf, FrameKind, Grammar, KnownEntity, Ontology, Relation, Trie, Words, frame,
    names::{Name, Names},
    pattern::{self, Meaning, NounPattern, VerbPattern},
    resolve::Resolver,
};
use crate::model::{ClassId, Entity, Language, Note, Severity, WordId};

/// A frame's place among all frames.
#[derive(Clone, Debug)]
pub struct FrameInfo {
    /// `relation/language/kind-rank`.
    pub name: String,
    /// The frame.
    pub text: String,
    /// Position of its relation.
    pub relation: u16,
}

/// The frames of one language, by what sets them off.
#[derive(Default)]
pub struct Frames {
    /// Verb frames by their verb.
    pub verbs: ByLemma<VerbPattern>,
    /// Noun and phrase frames by the word they are anchored at.
    pub nouns: ByLemma<NounPattern>,
    /// Noun frames that are anchored at a post.
    pub posts: Vec<NounPattern>,
    /// Noun frames that are anchored at another slot.
    pub slots: Vec<NounPattern>,
    /// Phrase frames that are anchored at a comma.
    pub commas: Vec<NounPattern>,
    /// Attribution frames, anchored likewise.
    pub attributions: ByLemma<NounPattern>,
}

/// The ontology, compiled.
pub struct Compiled {
    /// What it was compiled from.
    pub ontology: Ontology,
    /// The classes that rules ask for.
    pub classes: Classes,
    /// The closed vocabulary.
    pub words: Words,
    /// Names, descriptors, class nouns and posts.
    pub gazetteer: Trie<Name>,
    /// Given names of people, of all languages.
    pub given_names: FxHashSet<String>,
    /// One grammar a language, in the order of the lexicons.
    pub grammars: Vec<Grammar>,
    /// The frames of each grammar.
    pub frames: Vec<Frames>,
    /// All frames by position.
    pub frame_infos: Vec<FrameInfo>,
    /// Frames that cannot be read, names that clash.
    pub notes: Vec<Note>,
    /// By language and word, whether it may set off a frame.
    triggers: Vec<Vec<bool>>,
    entity_index: FxHashMap<String, u32>,
    shared: Vec<OnceLock<Arc<Entity>>>,
}

impl Compiled {
    /// Whether a word may set off a frame in a language (a position in [`Compiled::grammars`]).
    #[must_use]
    pub fn triggers(&self, language: usize, word: WordId) -> bool {
        self.triggers[language].get(word.0 as usize).copied().unwrap_or(false)
    }

    /// Compiles an ontology. Entities that serve examples or the sample articles are left out unless `with_examples`
    /// (those of the samples alone are kept by [`Ontology::with_samples`]).
    #[must_use]
    pub fn new(mut ontology: Ontology, with_examples: bool) -> Self {
        if !with_examples {
            ontology = ontology.without_examples();
        }
        let mut words = Words::default();
        let mut grammars: Vec<Grammar> =
            ontology.lexicons.iter().map(|lexicon| Grammar::new(lexicon, &mut words)).collect();
        let mut notes = Vec::new();
        let mut frame_infos = Vec::new();
        let mut frames: Vec<Frames> = grammars.iter().map(|_| Frames::default()).collect();
        for (at, relation) in ontology.relations.iter().enumerate() {
            for (grammar, frames) in grammars.iter_mut().zip(&mut frames) {
                let mut build = Build {
                    ontology: &ontology,
                    grammar,
                    words: &mut words,
                    frames,
                    infos: &mut frame_infos,
                    notes: &mut notes,
                };
                build.relation(relation, u16::try_from(at).unwrap_or(u16::MAX));
            }
        }
        for ((lexicon, grammar), frames) in ontology.lexicons.iter().zip(&mut grammars).zip(&mut frames) {
            let mut build = Build {
                ontology: &ontology,
                grammar,
                words: &mut words,
                frames,
                infos: &mut frame_infos,
                notes: &mut notes,
            };
            for text in lexicon.list("Attribution", "frame") {
                build.attribution(text);
            }
        }
        let mut gazetteer = Trie::default();
        let mut names = Names { trie: &mut gazetteer, words: &mut words, grammars: &grammars };
        for (at, entity) in ontology.entities.iter().enumerate() {
            names.entity(u32::try_from(at).unwrap_or(u32::MAX), entity, &ontology);
        }
        names.common_nouns(&ontology);
        for grammar in &mut grammars {
            grammar.seal(words.bound());
        }
        let bound = u32::try_from(words.bound()).unwrap_or(u32::MAX);
        let of_language = |(grammar, frames): (&Grammar, &Frames)| {
            let sets_off = |form: &FormOf| frames.verbs.has(form.lemma) || frames.nouns.has(form.lemma);
            (0..bound).map(|word| grammar.forms(WordId(word)).iter().any(sets_off)).collect()
        };
        let triggers = grammars.iter().zip(&frames).map(of_language).collect();
        let entity_index = (0u32..).zip(&ontology.entities).map(|(at, entity)| (entity.id.clone(), at)).collect();
        let shared = vec![OnceLock::new(); ontology.entities.len()];
        let classes = Classes::new(&ontology);
        let given =
            |lexicon: &super::Lexicon| lexicon.words("GivenName").into_iter().map(str::to_owned).collect::<Vec<_>>();
        let given_names = ontology.lexicons.iter().flat_map(given).collect();
        Self {
            ontology,
            classes,
            words,
            gazetteer,
            given_names,
            grammars,
            frames,
            frame_infos,
            notes,
            triggers,
            entity_index,
            shared,
        }
    }

    /// Position of a language among grammars and frames.
    #[must_use]
    pub fn language(&self, language: Language) -> Option<usize> {
        self.grammars.iter().position(|grammar| grammar.language == language)
    }

    /// Position of a known entity.
    #[must_use]
    pub fn entity_index(&self, id: &str) -> Option<u32> {
        self.entity_index.get(id).copied()
    }

    /// The known entity at a position.
    #[must_use]
    pub fn entity(&self, at: u32) -> &KnownEntity {
        &self.ontology.entities[at as usize]
    }

    /// The known entity at a position as claims name it. Its hidden names serve to find it and are none of its aliases.
    #[must_use]
    pub fn shared_entity(&self, at: u32) -> Arc<Entity> {
        let make = || {
            let known = self.entity(at);
            let label = known.label().to_owned();
            let names = known.labels.values().chain(known.alternatives.values()).flatten();
            let mut aliases: Vec<String> = names.filter(|name| **name != label).cloned().collect();
            aliases.sort_unstable();
            aliases.dedup();
            let class = self.ontology.class_name(known.class).to_owned();
            Arc::new(Entity { id: known.id.clone(), label, aliases, class, known: true })
        };
        Arc::clone(self.shared[at as usize].get_or_init(make))
    }

    /// The relation at a position.
    #[must_use]
    pub fn relation(&self, at: u16) -> &Relation {
        &self.ontology.relations[at as usize]
    }

    /// Whether a class is one of `set` or a kind of one.
    #[must_use]
    pub fn fits(&self, class: ClassId, set: u128) -> bool {
        set == 0 || self.ontology.classes.get(class.0 as usize).is_some_and(|class| class.ancestors & set != 0)
    }
}

struct Build<'b> {
    ontology: &'b Ontology,
    grammar: &'b mut Grammar,
    words: &'b mut Words,
    frames: &'b mut Frames,
    infos: &'b mut Vec<FrameInfo>,
    notes: &'b mut Vec<Note>,
}

impl Build<'_> {
    fn relation(&mut self, relation: &Relation, at: u16) {
        let (domain, range) = (self.ontology.class_set(&relation.domain), self.ontology.class_set(&relation.range));
        let language = self.grammar.language;
        for frame in relation.frames.iter().filter(|frame| frame.language == language) {
            let position = u32::try_from(self.infos.len()).unwrap_or(u32::MAX);
            self.infos.push(FrameInfo { name: frame.name.clone(), text: frame.text.clone(), relation: at });
            let wrong = |message: String| {
                let message = format!("{}: frame {} «{}»: {message}", relation.file, frame.name, frame.text);
                Note::new("frame-unreadable", Severity::Error, message)
            };
            let tree = match frame::parse(&frame.text) {
                Ok(tree) => tree,
                Err(error) => {
                    self.notes.push(wrong(error.to_string()));
                    continue;
                }
            };
            let mut meaning = Meaning {
                frame: position,
                relation: at,
                unless: frame.kind == FrameKind::Unless,
                ..Meaning::default()
            };
            for (name, value) in &tree.flags {
                match (name.as_str(), value.as_str()) {
                    ("sign", "-") => meaning.negative = true,
                    ("sign", "+") | ("unit", _) => {}
                    ("modality", "planned") => meaning.planned = true,
                    ("polarity", "denied") => meaning.denied = true,
                    ("role", role) => {
                        let post = self.ontology.roles.iter().position(|known| known.name == role);
                        meaning.post = post.and_then(|at| u16::try_from(at).ok());
                        if meaning.post.is_none() {
                            self.notes.push(wrong(format!("unknown role `{role}`")));
                        }
                    }
                    _ => self.notes.push(wrong(format!("unknown flag `{name}={value}`"))),
                }
            }
            let mut fits = Err("it has no variant".to_owned());
            for items in tree.variants() {
                let literals = items.iter().filter(|item| matches!(item, frame::Item::Word { .. })).count();
                meaning.literals = u8::try_from(literals).unwrap_or(u8::MAX);
                let apposed = |item: &frame::Item| matches!(item, frame::Item::Slot(slot) if slot.link == frame::Link::Apposition);
                meaning.apposed = items.iter().any(apposed);
                let result = self.variant(&items, meaning, frame.kind, domain, range);
                if fits.is_err() {
                    fits = result;
                }
            }
            if let Err(message) = fits {
                self.notes.push(wrong(message));
            }
        }
    }

    fn variant(
        &mut self,
        items: &[frame::Item],
        meaning: Meaning,
        kind: FrameKind,
        domain: u128,
        range: u128,
    ) -> Result<(), String> {
        let mut resolver =
            Resolver { ontology: self.ontology, grammar: self.grammar, words: self.words, domain, range };
        let verb = if pattern::is_verb_frame(kind) { Some(resolver.verb(items, meaning)) } else { None };
        let nouns = if kind == FrameKind::Verb {
            None
        } else {
            Some(resolver.nouns(items, meaning, kind == FrameKind::Phrase))
        };
        let result = match (&verb, &nouns) {
            (Some(Err(error)), None | Some(Err(_))) | (None, Some(Err(error))) => Err(error.clone()),
            _ => Ok(()),
        };
        if let Some(Ok(pattern)) = verb {
            let known = self.frames.verbs.of(pattern.head);
            if !known
                .iter()
                .rev()
                .take_while(|other| other.meaning.frame == pattern.meaning.frame)
                .any(|other| *other == pattern)
            {
                known.push(pattern);
            }
        }
        for pattern in nouns.and_then(Result::ok).into_iter().flatten() {
            let known = match pattern.elements[pattern.anchor].step {
                pattern::Step::Word(lemma) => self.frames.nouns.of(lemma),
                pattern::Step::Comma => &mut self.frames.commas,
                pattern::Step::Slot(slot) if slot.role != pattern::Role::Post => &mut self.frames.slots,
                _ => &mut self.frames.posts,
            };
            if !known
                .iter()
                .rev()
                .take_while(|other| other.meaning.frame == pattern.meaning.frame)
                .any(|other| *other == pattern)
            {
                known.push(pattern);
            }
        }
        result
    }

    /// Marks the longest content word, so that no frame is tried at every article or preposition.
    fn set_anchor(&self, items: &mut [frame::Item]) {
        let weight = |item: &frame::Item| match item {
            frame::Item::Word { text, .. } => {
                let category = self.grammar.category(self.words.id(&text.to_lowercase()));
                let closed = category.is(Category::FUNCTION) || self.grammar.is_preposition(text);
                (!closed && text.chars().all(char::is_alphabetic)).then(|| text.chars().count())
            }
            _ => None,
        };
        let longest = (0..items.len()).filter_map(|at| Some((weight(&items[at])?, std::cmp::Reverse(at)))).max();
        if let Some((_, std::cmp::Reverse(at))) = longest
            && let frame::Item::Word { head, .. } = &mut items[at]
        {
            *head = true;
        }
    }

    fn attribution(&mut self, text: &str) {
        let result = frame::parse(text).map_err(|error| error.to_string()).and_then(|tree| {
            for mut items in tree.variants() {
                self.set_anchor(&mut items);
                let mut resolver =
                    Resolver { ontology: self.ontology, grammar: self.grammar, words: self.words, domain: 0, range: 0 };
                for pattern in resolver.nouns(&items, Meaning::default(), true)? {
                    if let pattern::Step::Word(lemma) = pattern.elements[pattern.anchor].step {
                        self.frames.attributions.of(lemma).push(pattern);
                    }
                }
            }
            Ok(())
        });
        if let Err(message) = result {
            let message = format!("languages/{}.ttl: attribution «{text}»: {message}", self.grammar.language);
            self.notes.push(Note::new("frame-unreadable", Severity::Error, message));
        }
    }
}

//! What the ontology consists of.

use std::collections::BTreeMap;

use crate::model::{ClassId, Language};

/// Strings per language; the key `None` holds those that are the same in every language.
pub type Labels = BTreeMap<Option<Language>, Vec<String>>;

/// A class, such as `Company`.
#[derive(Clone, Debug, Default)]
pub struct Class {
    /// Local name.
    pub name: String,
    /// Labels per language.
    pub labels: BTreeMap<Language, String>,
    /// Local names of the classes right above it.
    pub parents: Vec<String>,
    /// Itself and everything above it, as a set of class positions.
    pub ancestors: u128,
    /// Full IRIs of classes outside this vocabulary that it is a kind of.
    pub external_parents: Vec<String>,
}

/// A kind of post, such as `ceo`.
#[derive(Clone, Debug, Default)]
pub struct Role {
    /// Local name.
    pub name: String,
    /// Titles per language.
    pub titles: Labels,
}

/// What a relation's claims are in time (`frames.md` calls it `ng:kind`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum RelationKind {
    /// Holds over a span.
    State,
    /// Happens once.
    #[default]
    Event,
    /// A measured value.
    Observation,
}

/// The predicate under which a frame stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FrameKind {
    /// `ng:verb`
    Verb,
    /// `ng:noun`
    Noun,
    /// `ng:phrase`
    Phrase,
    /// `ng:unless`
    Unless,
}

/// A frame as written.
#[derive(Clone, Debug)]
pub struct FrameSource {
    /// `relation/language/kind-rank`.
    pub name: String,
    /// Where it stands.
    pub kind: FrameKind,
    /// Its language.
    pub language: Language,
    /// The frame itself.
    pub text: String,
}

/// A sentence and the claims it must give.
#[derive(Clone, Debug)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Its language.
    pub language: Language,
    /// `ng:yields`, sorted; empty for a counter-example.
    pub yields: Vec<String>,
}

/// A relation, such as `rejected`.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the vocabulary says or does not")]
pub struct Relation {
    /// Local name.
    pub name: String,
    /// Labels per language.
    pub labels: BTreeMap<Language, String>,
    /// Definition in English.
    pub comment: String,
    /// Classes of the subject.
    pub domain: Vec<String>,
    /// Classes of the object; empty where it has a value.
    pub range: Vec<String>,
    /// What its claims are in time.
    pub kind: RelationKind,
    /// Whether it holds both ways.
    pub symmetric: bool,
    /// Whether a claim carries a number instead of an object.
    pub has_value: bool,
    /// `percent` where the vocabulary fixes the unit.
    pub unit: Option<String>,
    /// Whether a subject has one object or number at a time.
    pub functional: bool,
    /// Whether an object has one subject at a time.
    pub inverse_functional: bool,
    /// Relations that cannot hold of the same two at the same time.
    pub disjoint: Vec<String>,
    /// Names of the qualifiers it may carry.
    pub qualifiers: Vec<String>,
    /// Frames of all languages, sorted by name.
    pub frames: Vec<FrameSource>,
    /// Languages without a frame, with the reason.
    pub gaps: BTreeMap<Language, String>,
    /// Sentences that must give a claim.
    pub examples: Vec<Example>,
    /// Sentences that must give none of this relation.
    pub counter_examples: Vec<Example>,
    /// The file it was first declared in.
    pub file: String,
}

/// An entity that the ontology knows.
#[derive(Clone, Debug, Default)]
pub struct KnownEntity {
    /// Local part of its IRI, such as `apple`.
    pub id: String,
    /// Its class.
    pub class: ClassId,
    /// `skos:prefLabel`.
    pub labels: Labels,
    /// `skos:altLabel`.
    pub alternatives: Labels,
    /// `skos:hiddenLabel`: matched, never shown.
    pub hidden: Labels,
    /// `ng:ambiguousLabel`: counts only where something else supports it.
    pub ambiguous: Labels,
    /// `ng:descriptor`.
    pub descriptors: Labels,
    /// `ng:demonym` (countries).
    pub demonyms: Labels,
    /// `ng:country`, by id.
    pub country: Option<String>,
    /// `ng:parent`, by id.
    pub parent: Option<String>,
    /// `ng:memberOf`, by id (people).
    pub member_of: Option<String>,
    /// `ng:role`, local name (people).
    pub role: Option<String>,
    /// `owl:sameAs`, full IRIs.
    pub same_as: Vec<String>,
    /// Whether it serves examples only.
    pub example: bool,
    /// Whether it serves the sample articles only.
    pub sample: bool,
}

impl KnownEntity {
    /// The name to show: English, else that of every language, else the first there is.
    #[must_use]
    pub fn label(&self) -> &str {
        let english = Language::new("en");
        [english, None]
            .iter()
            .filter_map(|language| self.labels.get(language))
            .chain(self.labels.values())
            .find_map(|names| names.first())
            .map_or(&self.id, String::as_str)
    }
}

/// The words of one language, by category and predicate (`ontology/README.md` lists them).
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// Its language.
    pub language: Language,
    /// (category, predicate) → words, in the order of their code points.
    pub lists: BTreeMap<(String, String), Vec<String>>,
}

impl Lexicon {
    /// The `ng:word`s of a category such as `Preposition`; of `ng:forms` groups each form.
    #[must_use]
    pub fn words(&self, category: &str) -> Vec<&str> {
        let plain = self.list(category, "word").iter().map(String::as_str);
        let groups = self.list(category, "forms").iter().flat_map(|group| group.split(' '));
        plain.chain(groups).collect()
    }

    /// The strings under one predicate of a category, such as `("Denied", "cue")`.
    #[must_use]
    pub fn list(&self, category: &str, predicate: &str) -> &[String] {
        self.lists.get(&(category.to_owned(), predicate.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// Categories that have this predicate, with their strings.
    pub fn with_predicate<'l>(&'l self, predicate: &'l str) -> impl Iterator<Item = (&'l str, &'l [String])> {
        self.lists
            .iter()
            .filter(move |((_, p), _)| p == predicate)
            .map(|((c, _), words)| (c.as_str(), words.as_slice()))
    }
}

/// A SPARQL file: a saved query or a check.
#[derive(Clone, Debug)]
pub struct SavedQuery {
    /// File name without `.rq`.
    pub name: String,
    /// First comment line.
    pub title: String,
    /// The other comment lines at the top, joined by blanks.
    pub comment: String,
    /// The query, comments included, without prefixes.
    pub text: String,
}

/// All knowledge.
#[derive(Clone, Debug, Default)]
pub struct Ontology {
    /// Classes; [`ClassId`] is the position.
    pub classes: Vec<Class>,
    /// Roles, sorted by name.
    pub roles: Vec<Role>,
    /// Relations, sorted by name.
    pub relations: Vec<Relation>,
    /// Lexicons, sorted by language.
    pub lexicons: Vec<Lexicon>,
    /// Known entities, sorted by id.
    pub entities: Vec<KnownEntity>,
    /// `queries/*.rq`, sorted by name.
    pub queries: Vec<SavedQuery>,
    /// `checks/*.rq`, sorted by name.
    pub checks: Vec<SavedQuery>,
}

impl Ontology {
    /// The same, with the entities of the sample articles among those of the news.
    #[must_use]
    pub fn with_samples(mut self) -> Self {
        for entity in &mut self.entities {
            entity.sample = false;
        }
        self
    }

    /// The same, without the entities that serve examples or the sample articles: what news is read with.
    #[must_use]
    pub fn without_examples(mut self) -> Self {
        self.entities.retain(|entity| !entity.example && !entity.sample);
        self
    }

    /// The class with this local name.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.classes.iter().position(|class| class.name == name).and_then(|at| u8::try_from(at).ok()).map(ClassId)
    }

    /// The set of the classes with these local names.
    #[must_use]
    pub fn class_set(&self, names: &[String]) -> u128 {
        names.iter().filter_map(|name| self.class(name)).fold(0, |set, class| set | 1 << class.0)
    }

    /// The local name of a class.
    #[must_use]
    pub fn class_name(&self, class: ClassId) -> &str {
        self.classes.get(class.0 as usize).map_or("", |class| class.name.as_str())
    }

    /// Whether `class` is `above` or a kind of it.
    #[must_use]
    pub fn is_a(&self, class: ClassId, above: ClassId) -> bool {
        self.classes.get(class.0 as usize).is_some_and(|class| class.ancestors >> above.0 & 1 == 1)
    }

    /// Local names of the class called `name` and of all above it, `name` first, then sorted.
    #[must_use]
    pub fn class_chain(&self, name: &str) -> Vec<&str> {
        let Some(class) = self.class(name) else { return Vec::new() };
        let above = self
            .classes
            .iter()
            .enumerate()
            .filter(|&(at, _)| at != class.0 as usize && self.classes[class.0 as usize].ancestors >> at & 1 == 1);
        let mut names: Vec<&str> = above.map(|(_, class)| class.name.as_str()).collect();
        names.sort_unstable();
        names.insert(0, self.class_name(class));
        names
    }

    /// The relation with this local name.
    #[must_use]
    pub fn relation(&self, name: &str) -> Option<&Relation> {
        self.relations.binary_search_by(|relation| relation.name.as_str().cmp(name)).ok().map(|at| &self.relations[at])
    }

    /// The known entity with this id.
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<&KnownEntity> {
        self.entities.binary_search_by(|entity| entity.id.as_str().cmp(id)).ok().map(|at| &self.entities[at])
    }

    /// The words of a language, where it has a file.
    #[must_use]
    pub fn lexicon(&self, language: Language) -> Option<&Lexicon> {
        self.lexicons.iter().find(|lexicon| lexicon.language == language)
    }

    /// Every language that has a file.
    #[must_use]
    pub fn languages(&self) -> Vec<Language> {
        self.lexicons.iter().map(|lexicon| lexicon.language).collect()
    }
}

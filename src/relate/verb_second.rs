//! Verb frames on light clause analysis, where the finite verb is second in main clauses and last in others, and commas
//! bound clauses.

use std::ops::Range;

use super::{
    View,
    group::{Control, Group},
    nominal::{Head, Nominal},
    noun::Match,
    verb::{Attempt, Failure, Verb},
};
use crate::{
    model::{MentionKind, Referent},
    ontology::{
        Category, FormOf, Frames,
        forms::Features,
        pattern::{Complement, Filler, Role, Slot, VerbPattern},
    },
};

/// Tries every frame at every verb that sets it off.
pub fn attempts<'p>(view: &View<'_>, frames: &'p Frames, mut seen: impl FnMut(Attempt<'p>)) {
    let mut segments: Option<Vec<Range<usize>>> = None;
    for at in view.start..view.end {
        let in_name = view
            .mention(at)
            .is_some_and(|mention| !matches!(mention.kind, MentionKind::ClassNoun | MentionKind::Title(_)));
        if in_name {
            continue;
        }
        for form in view.forms(at) {
            let Some(patterns) = frames.verbs.get(&form.lemma) else { continue };
            if !patterns.iter().any(|pattern| view.admits(&pattern.meaning.gate)) {
                continue;
            }
            let segments = segments.get_or_insert_with(|| view.segments());
            let clause = Clause::new(view, segments, at, form);
            for pattern in patterns.iter().filter(|pattern| view.admits(&pattern.meaning.gate)) {
                let outcome = match &clause {
                    Some(clause) => clause.try_frame(pattern),
                    None => Err(Failure::Noun),
                };
                seen(Attempt { pattern, at, outcome });
            }
        }
    }
}

impl View<'_> {
    /// The sentence cut at its commas and other marks, but not inside lists.
    #[must_use]
    pub fn segments(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut start = self.start;
        for at in self.start..self.end {
            let cuts = match self.written(at) {
                "," => !self.is_list_comma(at),
                ";" | ":" | "(" | ")" | "–" | "—" | "." | "!" | "?" => self.mention(at).is_none(),
                "„" | "“" | "”" | "\"" | "»" | "«" => true,
                _ => at > start && self.shape(at).has(crate::model::Shape::LINE_START),
            };
            if cuts {
                if at > start {
                    out.push(start..at);
                }
                start = at + usize::from(self.is_mark(at));
            }
        }
        if start < self.end {
            out.push(start..self.end);
        }
        out
    }

    /// A comma between two names of one list: the next name is followed by a further comma or a coordinator.
    fn is_list_comma(&self, at: usize) -> bool {
        let before = at.checked_sub(1).is_some_and(|at| self.mention(at).is_some());
        let Some(next) = (at + 1..at + 4).find(|&at| self.mention(at).is_some()) else { return false };
        let end = self.mention(next).map_or(next, |mention| mention.tokens.end);
        let clean =
            (at + 1..next).all(|at| !self.is(at, Category::VERB | Category::AUXILIARY | Category::CLAUSE_OPENER));
        before
            && clean
            && self.inside(end)
            && (self.is(end, Category::COORDINATOR | Category::LIST_CONNECTOR)
                || self.written(end) == "," && self.is_list_comma(end))
    }
}

/// A verb with the clause it stands in.
struct Clause<'c> {
    view: &'c View<'c>,
    segments: &'c [Range<usize>],
    /// Position of the clause's segment.
    segment: usize,
    group: Group,
    passive: bool,
    /// Position of the finite verb, where the clause has one.
    finite: Option<usize>,
    opener: Opener,
    nominals: Vec<Nominal>,
    attributive: bool,
}

/// What a clause begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opener {
    Main,
    Subordinate,
    /// A relativiser at this position.
    Relative(usize),
}

impl<'c> Clause<'c> {
    /// Reads the clause around the verb at `at`; `None` where the verb cannot be meant there.
    fn new(view: &'c View<'c>, segments: &'c [Range<usize>], at: usize, form: &FormOf) -> Option<Self> {
        let segment = segments.iter().position(|segment| segment.contains(&at))?;
        let range = segments[segment].clone();
        let features = form.features;
        let last = range.clone().rev().find(|&at| !view.is_mark(at)).unwrap_or(at);
        if features.has(Features::SPLIT) {
            let closes = (at + 1..range.end).find(|&at| {
                view.tokens[at].word == form.particle
                    && (at == last
                        || view.is(at + 1, Category::COORDINATOR | Category::AUXILIARY | Category::INFINITIVE_MARKER))
            });
            closes?;
        } else if form.particle != crate::model::WordId::UNKNOWN {
            (at > range.start && view.tokens[at - 1].word == form.particle).then_some(())?;
        } else if features.has(Features::FINITE)
            && last > at
            && view.grammar.is_particle(view.tokens[last].word)
            && !view.is(last, Category::ADVERB)
            && !(at + 1..last).any(|other| view.forms(other).iter().any(|form| form.particle == view.tokens[last].word))
        {
            // «schlug … vor»: another verb.
            return None;
        }
        if view.shape(at).has(crate::model::Shape::CAPITAL) && at > range.start && !features.has(Features::ADJECTIVAL) {
            return None;
        }
        let finite_form = features.has(Features::FINITE) || features.has(Features::SPLIT);
        let attributive = features.has(Features::ADJECTIVAL)
            && at < last
            && !finite_form
            && (view.mention(at + 1).is_some() || view.shape(at + 1).has(crate::model::Shape::CAPITAL));
        let opener = opener(view, &range);
        let auxiliary = |at: &usize| view.is(*at, Category::AUXILIARY) && view.mention(*at).is_none();
        let mut categories = Category::default();
        for here in range.clone().filter(|here| view.mention(*here).is_none()) {
            let category = view.category(here);
            if category.is(Category::PREPOSITION) && category.is(Category::DENIED) && here != range.start {
                continue;
            }
            categories = categories
                | Category(
                    category.0 & (Category::AUXILIARY | Category::CUE | Category::NOT_DENIED | Category::SUBJUNCTIVE).0,
                );
        }
        let finite = if finite_form && !(features.has(Features::INFINITIVE) && range.clone().any(|at| auxiliary(&at))) {
            Some(at)
        } else {
            range.clone().find(auxiliary)
        };
        let participle = features.has(Features::PARTICIPLE) && finite != Some(at);
        if participle {
            categories = categories.without(Category::FUTURE);
        } else {
            categories = categories.without(Category::PASSIVE);
        }
        let marked =
            at > range.start && view.is(at - 1, Category::INFINITIVE_MARKER) && features.has(Features::INFINITIVE);
        let marker = features.has(Features::ZU) && !finite_form || marked;
        let finite = finite.filter(|_| !marked);
        if !marker {
            // «ohne»: the preposition denies an infinitive, not a clause.
            categories = if view.is(range.start, Category::PREPOSITION) {
                categories.without(Category(view.category(range.start).0 & Category::DENIED.0))
            } else {
                categories
            };
        }
        let passive = attributive || participle && categories.is(Category::PASSIVE);
        let group = Group {
            head: at,
            start: at,
            end: at + 1,
            categories,
            marker: marker.then_some(at),
            features,
            ..Group::default()
        };
        let nominals = view.nominals(range);
        Some(Self { view, segments, segment, group, passive, finite, opener, nominals, attributive })
    }

    fn range(&self) -> Range<usize> {
        self.segments[self.segment].clone()
    }

    fn try_frame<'p>(&self, pattern: &'p VerbPattern) -> Result<Match<'p>, Failure> {
        let reflexive = self.range().any(|at| self.view.is(at, Category::REFLEXIVE));
        let near = |at: usize| at.abs_diff(self.group.head) <= 2 && self.view.is(at, Category::REFLEXIVE);
        if pattern.reflexive && !reflexive || !pattern.reflexive && self.range().any(near) {
            return Err(Failure::Reflexive);
        }
        let mut free: Vec<bool> = vec![true; self.nominals.len()];
        let mut filled: Vec<(Slot, Vec<usize>)> = Vec::new();
        let mut verb = Verb { group: self.group, control: self.control(), inferred: false };
        let promoted = if self.passive { Some(promoted(pattern).ok_or(Failure::Promotion)?) } else { None };
        let subject_filler = match promoted {
            Some(place) => &pattern.complements[place].filler,
            None => &pattern.subject,
        };
        self.subject(subject_filler, pattern, &mut free, &mut filled, &mut verb)?;
        for (position, complement) in pattern.complements.iter().enumerate() {
            if Some(position) != promoted && !self.complement(complement, &mut free, &mut filled) {
                return Err(Failure::Complement(position));
            }
        }
        if self.passive
            && let Filler::Slot(slot) = &pattern.subject
        {
            match self.agent(*slot, &mut free) {
                Some(mentions) => filled.push((*slot, mentions)),
                None if slot.role == Role::Any || pattern.meaning.unless && !slot.explicit => {}
                None if matches!(self.opener, Opener::Relative(_)) => {
                    let index = self.view.main_subject(self.range().start).ok_or(Failure::Agent)?;
                    let fits = self.view.takes(*slot, &self.view.mentions[index]);
                    let used = filled.iter().any(|(_, indices)| indices.contains(&index));
                    if !fits || used {
                        return Err(Failure::Agent);
                    }
                    verb.inferred = true;
                    filled.push((*slot, vec![index]));
                }
                None => return Err(Failure::Agent),
            }
        }
        let covers = self.range();
        Ok(Match { meaning: &pattern.meaning, trigger: self.group.head, filled, covers, verb: Some(verb) })
    }

    /// Fills the place of the grammatical subject.
    fn subject(
        &self,
        filler: &Filler,
        pattern: &VerbPattern,
        free: &mut [bool],
        filled: &mut Vec<(Slot, Vec<usize>)>,
        verb: &mut Verb,
    ) -> Result<(), Failure> {
        let chosen = if self.attributive { self.behind() } else { self.grammatical_subject() };
        match filler {
            Filler::Slot(slot) => {
                let lenient = slot.role == Role::Any && slot.classes == 0 || pattern.meaning.unless && !slot.explicit;
                let found = match chosen {
                    Some(position) => {
                        free[position] = false;
                        let mentions = self.filling(position, *slot, false);
                        self.use_up(mentions.as_deref().unwrap_or_default(), free);
                        mentions
                    }
                    None => self.distant_subject(*slot, verb),
                };
                match found {
                    Some(mentions) => filled.push((*slot, mentions)),
                    None if lenient => {}
                    None => return Err(Failure::Subject),
                }
                Ok(())
            }
            Filler::Words { words, possessor } => {
                let first = words.first().ok_or(Failure::Subject)?;
                let matches = |position: &usize| {
                    let nominal = &self.nominals[*position];
                    nominal.preposition.is_none()
                        && matches!(nominal.head, Head::Noun(at) if self.view.is_form(at, *first))
                };
                let position = (0..self.nominals.len()).find(matches).ok_or(Failure::Subject)?;
                free[position] = false;
                if let Some(slot) = possessor {
                    let owner = self.owner(position, *slot, free).ok_or(Failure::Subject)?;
                    filled.push((*slot, self.view.list(owner, *slot, false)));
                }
                Ok(())
            }
        }
    }

    /// The phrase that is the clause's subject by its place: before the finite verb where it stands alone there, else the
    /// first behind it; in other clauses the first of all.
    fn grammatical_subject(&self) -> Option<usize> {
        if self.group.marker.is_some() {
            return None;
        }
        let candidates = |position: &usize| {
            let nominal = &self.nominals[*position];
            nominal.preposition.is_none()
                && !nominal.genitive
                && !self.is_oblique(nominal)
                && !self.is_adjunct(nominal)
                && !self.postposed(nominal)
        };
        let mut all = (0..self.nominals.len()).filter(candidates);
        match self.opener {
            Opener::Subordinate => all.next(),
            Opener::Relative(relativiser) => {
                let objective = self.is_objective(relativiser);
                if objective { all.find(|&position| self.nominals[position].range.start > relativiser) } else { None }
            }
            Opener::Main => {
                let finite = self.finite?;
                let before: Vec<usize> =
                    all.clone().filter(|&position| self.nominals[position].range.end <= finite).collect();
                if let Some(&first) = before.first() {
                    return Some(first);
                }
                let opens = self.range().start;
                let fronted = self.nominals.iter().any(|nominal| nominal.range.end <= finite)
                    || (opens..finite).any(|at| self.view.is_adverb(at));
                let inserted = !fronted && self.insertion_before().is_some();
                if inserted { None } else { all.find(|&position| self.nominals[position].range.end > finite + 1) }
            }
        }
    }

    /// An article that only accusative or dative have.
    fn is_oblique(&self, nominal: &Nominal) -> bool {
        nominal.article.is_some_and(|at| self.view.grammar.is_oblique_article(self.view.written(at)))
    }

    /// A relativiser that cannot be the subject of its clause.
    fn is_objective(&self, relativiser: usize) -> bool {
        !self.view.is(relativiser, Category::SUBJECT_RELATIVISER)
            || self.view.grammar.is_oblique_article(self.view.written(relativiser))
    }

    /// «Reuters zufolge hat …»: a preposition behind its phrase.
    fn postposed(&self, nominal: &Nominal) -> bool {
        let end = nominal.range.end;
        self.view.inside(end) && self.view.is(end, Category::PREPOSITION) && self.finite == Some(end + 1)
    }

    /// A date or an amount is no subject.
    fn is_adjunct(&self, nominal: &Nominal) -> bool {
        match nominal.head {
            Head::Mention(index) => {
                matches!(self.view.mentions[index].kind, MentionKind::Date(_) | MentionKind::Amount(_))
            }
            Head::Noun(at) => self.view.is(at, Category::TIME_UNIT | Category::PERCENT),
        }
    }

    /// The phrase behind an attributive participle.
    fn behind(&self) -> Option<usize> {
        (0..self.nominals.len()).find(|&position| self.nominals[position].range.end > self.group.head)
    }

    /// A subject outside the clause: the antecedent of a relativiser, the subject of the governing clause, the name before
    /// an insertion.
    fn distant_subject(&self, slot: Slot, verb: &mut Verb) -> Option<Vec<usize>> {
        if let Opener::Relative(at) = self.opener {
            return if self.is_objective(at) { None } else { self.antecedent(slot).map(|index| vec![index]) };
        }
        if self.group.marker.is_some() {
            return self.governor_subject(slot, verb);
        }
        if let Some(range) = self.insertion_before() {
            let fits = |index: &usize| {
                let mention = &self.view.mentions[*index];
                range.contains(&mention.tokens.start)
                    && self.view.takes(slot, mention)
                    && self.view.edge(mention).preposition.is_none()
            };
            let index = self.view.mention_range().rfind(fits)?;
            return Some(self.view.list(index, slot, true));
        }
        let joined = self.range().start..self.group.head;
        let coordinated = joined.clone().any(|at| self.view.is(at, Category::COORDINATOR)) || self.segment > 0;
        let index = self.view.main_subject(self.range().start.max(joined.start)).filter(|_| coordinated)?;
        verb.inferred = true;
        self.view.takes(slot, &self.view.mentions[index]).then(|| vec![index])
    }

    /// The segments before, where they are no clause of their own: apposition, or the first part of an interrupted clause.
    fn insertion_before(&self) -> Option<Range<usize>> {
        let mut segment = self.segment.checked_sub(1)?;
        loop {
            let range = self.segments[segment].clone();
            let relative = matches!(opener(self.view, &range), Opener::Relative(_));
            let subordinate = opener(self.view, &range) == Opener::Subordinate;
            let verbal = range.clone().any(|at| {
                self.view.is(at, Category::AUXILIARY | Category::VERB)
                    && self.view.mention(at).is_none()
                    && !self.view.shape(at).has(crate::model::Shape::CAPITAL)
            });
            if subordinate {
                return None;
            }
            if !relative && !verbal {
                let named = self.view.mention_range().any(|index| {
                    let mention = &self.view.mentions[index];
                    range.contains(&mention.tokens.start)
                        && self.view.names(mention)
                        && self.view.edge(mention).preposition.is_none()
                });
                if named {
                    return Some(range);
                }
            } else if !relative {
                return None;
            }
            segment = segment.checked_sub(1)?;
        }
    }

    fn antecedent(&self, slot: Slot) -> Option<usize> {
        let start = self.range().start;
        let index = self.view.mention_range().rfind(|&index| self.view.mentions[index].tokens.end <= start)?;
        let mention = &self.view.mentions[index];
        let near = start - mention.tokens.end <= 3;
        (near && self.view.names(mention) && self.view.takes(slot, mention)).then_some(index)
    }

    /// What governs an infinitive with marker.
    fn control(&self) -> Control {
        if self.group.marker.is_none() {
            return Control::None;
        }
        let start = self.range().start;
        if self.range().any(|at| {
            self.view.is(at, Category::PURPOSE)
                && at < self.group.head
                && !self.view.is(at, Category::INFINITIVE_MARKER)
        }) {
            return Control::Planned;
        }
        let from = self.segment.checked_sub(1).map_or(start, |segment| self.segments[segment].start);
        let governs = |at: &usize| {
            self.view.is(
                *at,
                Category::FAILED_VERB
                    | Category::PLANNED_VERB
                    | Category::PLANNED_NOUN
                    | Category::ASSERTED_VERB
                    | Category::CONTROL_NOUN,
            )
        };
        match (from..self.group.head).rev().find(governs) {
            Some(at) if self.view.is(at, Category::FAILED_VERB) => Control::Failed,
            Some(at) if self.view.is(at, Category::PLANNED_VERB | Category::PLANNED_NOUN) => Control::Planned,
            Some(_) => Control::None,
            None => Control::Planned,
        }
    }

    fn governor_subject(&self, slot: Slot, verb: &mut Verb) -> Option<Vec<usize>> {
        let segment = self.segment.checked_sub(1)?;
        let before = self.view.nominals(self.segments[segment].clone());
        let controls = |nominal: &&Nominal| matches!(nominal.head, Head::Noun(at) if self.view.is(at, Category::CONTROL_NOUN | Category::PLANNED_NOUN));
        let owner = before.iter().rev().find(controls).and_then(|nominal| {
            let next = before.iter().find(|next| {
                next.range.start == nominal.range.end
                    && next.preposition.is_some_and(|at| self.view.is(at, Category::GENITIVE))
            });
            nominal.owner.or(next.and_then(mention_of))
        });
        let index = owner.or_else(|| self.view.main_subject(self.range().start))?;
        verb.inferred = owner.is_none() && self.segment > 1;
        self.view.takes(slot, &self.view.mentions[index]).then(|| self.view.list(index, slot, false))
    }

    /// The mentions with which a phrase fills a slot; light nouns are stepped through where `through`.
    fn filling(&self, position: usize, slot: Slot, through: bool) -> Option<Vec<usize>> {
        let nominal = &self.nominals[position];
        let takes = |index: usize| {
            self.view.takes(slot, &self.view.mentions[index]).then(|| self.view.list(index, slot, false))
        };
        match nominal.head {
            Head::Mention(index) => {
                let anonymous = self.view.mentions[index].referent == Referent::Nobody
                    && slot.role != Role::Value
                    && slot.role != Role::Post;
                if anonymous && slot.role != Role::Date { None } else { takes(index) }
            }
            Head::Noun(at) if through && self.view.is(at, Category::LIGHT_NOUN) => {
                // «den Plan für eine Partnerschaft mit B»: from noun to noun.
                let mut behind = None;
                let mut end = nominal.range.end;
                for next in &self.nominals[position + 1..] {
                    if next.range.start != end {
                        break;
                    }
                    end = next.range.end;
                    behind = mention_of(next);
                    if behind.is_some()
                        || !matches!(next.head, Head::Noun(at) if self.view.is(at, Category::LIGHT_NOUN))
                    {
                        break;
                    }
                }
                nominal.owner.or(behind).and_then(takes)
            }
            Head::Noun(_) => None,
        }
    }

    /// The members of a list that fills one slot fill no other.
    fn use_up(&self, mentions: &[usize], free: &mut [bool]) {
        for (nominal, free) in self.nominals.iter().zip(free) {
            *free &= !mention_of(nominal).is_some_and(|index| mentions.contains(&index));
        }
    }

    fn complement(&self, complement: &Complement, free: &mut [bool], filled: &mut Vec<(Slot, Vec<usize>)>) -> bool {
        let governed = |nominal: &Nominal| match complement.preposition {
            Some(lemma) => nominal.preposition.is_some_and(|at| self.view.is_form(at, lemma)),
            None => nominal.preposition.is_none() && !nominal.genitive,
        };
        match &complement.filler {
            Filler::Slot(slot) if slot.role == Role::Any && slot.classes == 0 => {
                if let Some(position) =
                    (0..free.len()).find(|&position| free[position] && governed(&self.nominals[position]))
                {
                    free[position] = false;
                }
                true
            }
            Filler::Slot(slot) => {
                for position in 0..free.len() {
                    if free[position]
                        && governed(&self.nominals[position])
                        && let Some(mentions) = self.filling(position, *slot, true)
                    {
                        free[position] = false;
                        self.use_up(&mentions, free);
                        filled.push((*slot, mentions));
                        return true;
                    }
                }
                // «den A ablehnte»: the relativiser is the object.
                if let (Opener::Relative(at), None) = (self.opener, complement.preposition)
                    && self.is_objective(at)
                    && let Some(index) = self.antecedent(*slot)
                {
                    filled.push((*slot, vec![index]));
                    return true;
                }
                false
            }
            Filler::Words { words, possessor } => self.words(words, *possessor, complement, free, filled),
        }
    }

    fn words(
        &self,
        words: &[crate::ontology::LemmaId],
        possessor: Option<Slot>,
        complement: &Complement,
        free: &mut [bool],
        filled: &mut Vec<(Slot, Vec<usize>)>,
    ) -> bool {
        let Some(first) = words.first() else { return false };
        let found = (0..free.len()).find(|&position| {
            let nominal = &self.nominals[position];
            let governed = match complement.preposition {
                Some(lemma) => nominal.preposition.is_some_and(|at| self.view.is_form(at, lemma)),
                None => true,
            };
            governed && matches!(nominal.head, Head::Noun(at) if self.view.is_form(at, *first))
        });
        let Some(position) = found else {
            // A word that is no noun: an adverb, a participle.
            let mut from = self.range();
            return possessor.is_none()
                && words.iter().all(|word| from.any(|at| at != self.group.head && self.view.is_form(at, *word)));
        };
        free[position] = false;
        let Some(slot) = possessor else { return true };
        self.owner(position, slot, free).is_some_and(|index| {
            filled.push((slot, self.view.list(index, slot, false)));
            true
        })
    }

    /// The mention that a noun phrase belongs to: its genitive, the first part of its compound, or what follows with a
    /// genitive preposition.
    fn owner(&self, position: usize, slot: Slot, free: &mut [bool]) -> Option<usize> {
        let nominal = &self.nominals[position];
        let takes = |index: usize| self.view.takes(slot, &self.view.mentions[index]).then_some(index);
        if let Some(index) = nominal.owner.and_then(takes) {
            return Some(index);
        }
        let next = self.nominals.get(position + 1)?;
        let genitive = next.genitive || next.preposition.is_some_and(|at| self.view.is(at, Category::GENITIVE));
        let bare =
            next.preposition.is_none() && mention_of(next).is_some_and(|index| self.view.mentions[index].possessive);
        if next.range.start == nominal.range.end && (genitive || bare) {
            let index = mention_of(next).and_then(takes)?;
            free[position + 1] = false;
            return Some(index);
        }
        None
    }

    fn agent(&self, slot: Slot, free: &mut [bool]) -> Option<Vec<usize>> {
        let fits = |position: usize| {
            let agent = self.nominals[position].preposition.is_some_and(|at| self.view.is(at, Category::AGENT));
            let before = !self.attributive || self.nominals[position].range.end <= self.group.head;
            if agent && before { self.filling(position, slot, false) } else { None }
        };
        let (position, mentions) = (0..free.len())
            .filter(|&position| free[position])
            .find_map(|position| Some((position, fits(position)?)))?;
        free[position] = false;
        Some(mentions)
    }
}

fn mention_of(nominal: &Nominal) -> Option<usize> {
    match nominal.head {
        Head::Mention(index) => Some(index),
        Head::Noun(_) => None,
    }
}

/// The complement that a passive makes its subject.
fn promoted(pattern: &VerbPattern) -> Option<usize> {
    let bare = |complement: &Complement| complement.preposition.is_none();
    let slot = pattern.complements.iter().position(|c| {
        bare(c) && matches!(&c.filler, Filler::Slot(slot) if !matches!(slot.role, Role::Post | Role::Value))
    });
    slot.or_else(|| pattern.complements.iter().position(bare))
}

/// What a segment begins with.
fn opener(view: &View<'_>, range: &Range<usize>) -> Opener {
    let mut first = range.start;
    while range.contains(&first)
        && (view.is(first, Category::COORDINATOR | Category::ADVERSATIVE) || view.is_mark(first))
        && !view.is(first, Category::CLAUSE_OPENER)
    {
        first += 1;
    }
    let last = range.clone().rev().find(|&at| !view.is_mark(at)).unwrap_or(first);
    let verb_last = view.is(last, Category::VERB | Category::AUXILIARY) && view.mention(last).is_none();
    let after_comma = range.start > view.start && view.written(range.start - 1) == ",";
    if view.mention(first).is_some() {
        return Opener::Main;
    }
    let relativiser = view.is(first, Category::RELATIVISER) && verb_last && after_comma;
    if relativiser {
        return Opener::Relative(first);
    }
    let behind_preposition = view.is(first, Category::PREPOSITION)
        && view.is(first + 1, Category::RELATIVISER)
        && verb_last
        && after_comma
        && view.mention(first + 2).is_none_or(|m| m.kind != MentionKind::ClassNoun);
    if behind_preposition && !view.shape(first + 2).has(crate::model::Shape::CAPITAL) {
        return Opener::Relative(first + 1);
    }
    if view.is(first, Category::CLAUSE_OPENER)
        && (verb_last || !view.is(first, Category::PREPOSITION | Category::ADVERB))
    {
        return Opener::Subordinate;
    }
    Opener::Main
}

//! Verb frames on light clause analysis, where the finite verb is second in main clauses and last in others, and commas
//! bound clauses.

mod complement;
mod segments;
mod subject;

use std::ops::Range;

use segments::Opener;

use super::{
    View, anaphor,
    found::Match,
    group::Group,
    nominal::Nominal,
    verb::{Failure, Verb},
};
use crate::ontology::{
    Category, FormOf, LemmaId,
    forms::Features,
    pattern::{Filler, Role, Slot, VerbPattern},
};

/// A verb with the clause it stands in.
pub struct Clause<'c> {
    view: &'c View<'c>,
    segments: &'c [Range<usize>],
    /// Position of the clause's segment.
    segment: usize,
    /// Of «A buys B and sues C» the part with the verb.
    own: Range<usize>,
    group: Group,
    lemma: LemmaId,
    passive: bool,
    /// Position of the finite verb, where the clause has one.
    finite: Option<usize>,
    opener: Opener,
    nominals: Vec<Nominal>,
    attributive: bool,
}

impl<'c> Clause<'c> {
    /// Reads the clause around the verb at `at`; `None` where the verb cannot be meant there.
    pub fn new(view: &'c View<'c>, at: usize, form: &FormOf) -> Option<Self> {
        let segments = view.segments();
        let segment = segments.iter().position(|segment| segment.contains(&at))?;
        let range = segments[segment].clone();
        let features = form.features;
        let last = range.clone().rev().find(|&at| !view.is_mark(at)).unwrap_or(at);
        if features.has(Features::SPLIT) {
            let closes = (at + 1..range.end).find(|&at| {
                view.tokens[at].word == form.particle
                    && (at == last
                        || view.is(
                            at + 1,
                            Category::COORDINATOR
                                | Category::AUXILIARY
                                | Category::INFINITIVE_MARKER
                                | Category::PREPOSITION,
                        ))
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
        let own = segments::conjunct(view, &range, at, finite_form);
        // «wird von A kontrolliert», «hat B gekauft und C verklagt»: what looks finite too is a participle.
        let mut before = range.start..at;
        let helped = before.any(|at| view.is(at, Category::AUXILIARY) && view.mention(at).is_none());
        let ends = |wanted: Category| (at + 1..own.end).all(|at| view.is_mark(at) || view.is(at, wanted));
        let followed = (at + 1..own.end).any(|at| view.is(at, Category::AUXILIARY)) && ends(Category::AUXILIARY);
        let closes = ends(Category::default()) && helped || followed;
        let finite_form = finite_form && !(features.has(Features::PARTICIPLE) && closes);
        let has_finite = |part: &Range<usize>| {
            finite_form || part.clone().any(|at| view.is(at, Category::AUXILIARY) && view.mention(at).is_none())
        };
        // A part with a finite verb shares no auxiliary with the others.
        let apart = own != range && has_finite(&own);
        let helping = if apart { own.clone() } else { range.clone() };
        let auxiliary = |at: &usize| view.is(*at, Category::AUXILIARY) && view.mention(*at).is_none();
        let mut categories = Category::default();
        for here in helping.clone().filter(|here| view.mention(*here).is_none()) {
            let category = view.category(here);
            if category.is(Category::PREPOSITION) && category.is(Category::DENIED) && here != range.start {
                continue;
            }
            categories = categories
                | Category(
                    category.0 & (Category::AUXILIARY | Category::CUE | Category::NOT_DENIED | Category::SUBJUNCTIVE).0,
                );
        }
        let helped = helping.clone().any(|at| auxiliary(&at));
        let finite = if finite_form && !(features.has(Features::INFINITIVE) && helped) {
            Some(at)
        } else {
            helping.clone().find(auxiliary)
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
        // «den A zu kaufen»: an infinitive has no relativiser of its own, so what looks like one is an article.
        let opener = if marker && (at + 1..range.end).all(|at| view.is_mark(at)) {
            Opener::Main
        } else {
            segments::opener(view, &range)
        };
        if !marker {
            // «ohne»: the preposition denies an infinitive, not a clause.
            categories = if view.is(range.start, Category::PREPOSITION) {
                categories.without(Category(view.category(range.start).0 & Category::DENIED.0))
            } else {
                categories
            };
        }
        // «lässt sich von B beliefern»
        let reflexive = || helping.clone().any(|at| view.is(at, Category::REFLEXIVE) && view.mention(at).is_none());
        let caused = features.has(Features::INFINITIVE) && categories.is(Category::CAUSATIVE) && reflexive();
        let passive = attributive || participle && categories.is(Category::PASSIVE) || caused;
        let group = Group {
            head: at,
            start: at,
            end: at + 1,
            from: helping.start,
            to: helping.end,
            categories,
            marker: marker.then_some(at),
            features,
            ..Group::default()
        };
        let inserted = view.shape(range.start).has(crate::model::Shape::PARENTHESIS);
        let mut nominals = view.nominals(range.clone());
        nominals.retain(|nominal| inserted || !view.shape(nominal.range.start).has(crate::model::Shape::PARENTHESIS));
        // «um B zu kaufen», «an dem A beteiligt ist»: what opens the clause governs no phrase and is no article.
        let opens_infinitive =
            marker && view.is(own.start, Category::PURPOSE | Category::CLAUSE_OPENER | Category::DENIED);
        let (preposition, article) = match opener {
            Opener::Relative(at) => (at.checked_sub(1), Some(at)),
            // «während der Gewinn sank»
            Opener::Subordinate => (Some(range.start), None),
            Opener::Main => (Some(own.start).filter(|_| opens_infinitive), None),
        };
        for nominal in &mut nominals {
            nominal.preposition = nominal.preposition.filter(|at| Some(*at) != preposition);
            nominal.article = nominal.article.filter(|at| Some(*at) != article);
        }
        // «Reuters zufolge hat …»: a preposition behind its phrase.
        for nominal in &mut nominals {
            let end = nominal.range.end;
            let postposed = finite == Some(end + 1) && view.is(end, Category::PREPOSITION);
            nominal.preposition = nominal.preposition.or(Some(end).filter(|_| postposed));
        }
        Some(Self {
            view,
            segments,
            segment,
            own,
            group,
            lemma: form.lemma,
            passive,
            finite,
            opener,
            nominals,
            attributive,
        })
    }

    /// The verb with its auxiliaries, and what governs it.
    pub(super) fn verb(&self) -> Verb {
        Verb { group: self.group, control: self.control(), ..Verb::default() }
    }

    /// Whether the verb is passive.
    pub(super) fn passive(&self) -> bool {
        self.passive
    }

    /// Whether a phrase stands in the verb's own part of its clause.
    fn is_own(&self, nominal: &Nominal) -> bool {
        self.own.contains(&nominal.range.start)
    }

    fn range(&self) -> Range<usize> {
        self.segments[self.segment].clone()
    }

    /// The frame at this verb.
    pub(super) fn attempt<'p>(&self, pattern: &'p VerbPattern) -> Result<Match<'p>, Failure> {
        // «ist eine Partnerschaft eingegangen»: the auxiliary may be that of the perfect.
        let perfect = self.finite.is_some_and(|at| self.view.is(at, Category::PERFECT));
        self.read(pattern, self.passive).or_else(|failure| {
            let active = self.passive && perfect && !self.attributive;
            if active { self.read(pattern, false).map_err(|_| failure) } else { Err(failure) }
        })
    }

    fn read<'p>(&self, pattern: &'p VerbPattern, passive: bool) -> Result<Match<'p>, Failure> {
        let reflexive = self.range().any(|at| self.view.is(at, Category::REFLEXIVE));
        let near = |at: usize| at.abs_diff(self.group.head) <= 2 && self.view.is(at, Category::REFLEXIVE);
        if pattern.reflexive && !reflexive || !pattern.reflexive && self.range().any(near) {
            return Err(Failure::Reflexive);
        }
        let mut free: Vec<bool> = vec![true; self.nominals.len()];
        let mut filled: Vec<(Slot, Vec<usize>)> = Vec::new();
        let mut verb = self.verb();
        // «ist gestiegen»: where nothing can be promoted the auxiliary is that of the perfect.
        let promoted = if passive { complement::promoted(pattern) } else { None };
        let passive = promoted.is_some();
        let subject_filler = match promoted {
            Some(place) => &pattern.complements[place].filler,
            None => &pattern.subject,
        };
        self.subject(subject_filler, pattern, &mut free, &mut filled, &mut verb)?;
        if self.nominals.iter().zip(&free).any(|(nominal, free)| *free && self.is_own(nominal)) {
            for (nominal, free) in self.nominals.iter().zip(&mut free) {
                *free &= self.is_own(nominal);
            }
        }
        for (position, complement) in pattern.complements.iter().enumerate() {
            if Some(position) != promoted && !self.complement(complement, &mut free, &mut filled) {
                return Err(Failure::Complement(position));
            }
        }
        if passive && matches!(pattern.subject, Filler::Words { .. }) {
            return Err(Failure::Agent);
        }
        if passive && let Filler::Slot(slot) = &pattern.subject {
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
                None => {
                    let doer = anaphor::doer_of_number(self.view, *slot, &filled, self.range().start);
                    filled.push((*slot, vec![doer.ok_or(Failure::Agent)?]));
                    verb.inferred = true;
                }
            }
        }
        let covers = self.range();
        Ok(Match {
            meaning: &pattern.meaning,
            trigger: self.group.head,
            filled,
            covers,
            verb: Some(verb),
            question: None,
        })
    }
}

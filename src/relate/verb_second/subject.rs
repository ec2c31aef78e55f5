//! The subject of a clause whose verb stands second or last.

use std::ops::Range;

use super::{
    Clause,
    complement::mention_of,
    segments::{Opener, opener},
};
use crate::{
    model::{Amount, Mention, MentionKind, Shape},
    ontology::{
        Category, LemmaId,
        pattern::{Complement, Filler, Role, Slot, VerbPattern},
    },
    relate::{
        anaphor,
        group::Control,
        nominal::{Head, Nominal},
        verb::{Failure, Verb},
    },
};

/// What may govern an infinitive.
const GOVERNORS: Category = Category(
    Category::PLANNED_VERB.0 | Category::PLANNED_NOUN.0 | Category::ASSERTED_VERB.0 | Category::CONTROL_NOUN.0,
);

impl Clause<'_> {
    /// Fills the place of the grammatical subject.
    pub(super) fn subject(
        &self,
        filler: &Filler,
        pattern: &VerbPattern,
        free: &mut [bool],
        filled: &mut Vec<(Slot, Vec<usize>)>,
        verb: &mut Verb,
    ) -> Result<(), Failure> {
        let chosen = if self.attributive { self.behind() } else { self.grammatical_subject() };
        match filler {
            // «16.000 Stellen werden gestrichen»
            Filler::Slot(slot) if slot.role == Role::Value => {
                let takes = |position: &usize| {
                    let index = mention_of(&self.nominals[*position]);
                    free[*position] && index.is_some_and(|index| self.view.takes(*slot, &self.view.mentions[index]))
                };
                // The number of what is counted stands right before it.
                let counted = pattern.complements.iter().find_map(|complement| match &complement.filler {
                    Filler::Words { words, .. } => words.first().copied(),
                    Filler::Slot(_) => None,
                });
                let counts = |position: &usize| {
                    let next = self.nominals.get(position + 1);
                    let own = |word| next.is_some_and(|next| self.heads(next, word));
                    let beside = next.is_some_and(|next| next.range.start == self.nominals[*position].range.end);
                    counted.is_none_or(|word| beside && own(word))
                };
                let mut numbers = (0..self.nominals.len()).filter(takes);
                let position = numbers.find(counts).ok_or(Failure::Subject)?;
                free[position] = false;
                filled.push((*slot, mention_of(&self.nominals[position]).into_iter().collect()));
                Ok(())
            }
            Filler::Slot(slot) => {
                let lenient = slot.role == Role::Any && slot.classes == 0 || pattern.meaning.unless && !slot.explicit;
                let chosen = chosen.map(|position| self.behind_object(position, pattern));
                let found = match chosen {
                    Some(position) => {
                        free[position] = false;
                        let mentions = self
                            .filling(position, *slot, false)
                            .or_else(|| self.announcer(position, *slot, pattern))
                            .or_else(|| self.introduced(position, *slot));
                        self.use_up(mentions.as_deref().unwrap_or_default(), free);
                        mentions
                    }
                    None => self.distant_subject(*slot, pattern, verb),
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
                    nominal.preposition.is_none() && self.heads(nominal, *first)
                };
                let own = (0..self.nominals.len()).find(|at| self.is_own(&self.nominals[*at]) && matches(at));
                let position = own.or_else(|| (0..self.nominals.len()).find(matches)).ok_or(Failure::Subject)?;
                free[position] = false;
                if let Some(slot) = possessor {
                    let owners = if let Some(owner) = self.owner(position, *slot, free) {
                        self.view.list(owner, *slot, false)
                    } else {
                        vec![self.understood(position, pattern, *slot).ok_or(Failure::Subject)?]
                    };
                    filled.push((*slot, owners));
                }
                Ok(())
            }
        }
    }

    /// Whether a mention fills the subject's slot: whoever announces what a noun tells stands for her organization.
    fn acts_as(&self, slot: Slot, pattern: &VerbPattern, mention: &Mention) -> bool {
        let noun = |complement: &Complement| matches!(complement.filler, Filler::Words { .. });
        let category = self.view.category(self.group.head) | self.view.grammar.verb_category(self.lemma);
        let tells = category.is(Category::REPORTING | Category::CONFIRMING);
        let announces = tells && pattern.complements.iter().any(noun);
        self.view.takes(slot, mention) || announces && self.view.stands_for(slot, mention).is_some()
    }

    /// The mention of a phrase that announces for an organization.
    fn announcer(&self, position: usize, slot: Slot, pattern: &VerbPattern) -> Option<Vec<usize>> {
        let index = mention_of(&self.nominals[position])?;
        self.acts_as(slot, pattern, &self.view.mentions[index]).then(|| vec![index])
    }

    /// «Der Lohnhersteller A beliefert B», «Der Verein für Beratung (A) klagt»: the name that a common noun introduces, or
    /// that stands in parentheses behind its phrase.
    fn introduced(&self, position: usize, slot: Slot) -> Option<Vec<usize>> {
        let common = match self.nominals[position].head {
            Head::Noun(_) => true,
            Head::Mention(index) => self.view.mentions[index].kind == MentionKind::ClassNoun,
        };
        let glossed = || {
            let mut end = self.nominals[position].range.end;
            for next in &self.nominals[position + 1..] {
                let within = next.range.start == end && (next.preposition.is_some() || next.genitive);
                if within && matches!(next.head, Head::Noun(_)) {
                    end = next.range.end;
                }
            }
            let index = self.view.mention_index(end + 1).filter(|_| self.view.written(end) == "(")?;
            let mention = &self.view.mentions[index];
            (self.view.written(mention.tokens.end) == ")" && self.view.names(mention)).then_some(index)
        };
        let index = self.apposed_name(position).or_else(|| if common { glossed() } else { None })?;
        self.view.takes(slot, &self.view.mentions[index]).then(|| vec![index])
    }

    /// «Die Lizenz hat A der B erteilt»: what stands first may be the object that the frame names, and the subject
    /// stands right behind the finite verb.
    fn behind_object(&self, first: usize, pattern: &VerbPattern) -> usize {
        let nominal = &self.nominals[first];
        let Some(finite) = self.finite.filter(|&at| nominal.range.end <= at && !self.passive) else { return first };
        let object = pattern.complements.iter().any(|complement| {
            let words = match &complement.filler {
                Filler::Words { words, .. } if complement.preposition.is_none() => words.first(),
                _ => None,
            };
            words.is_some_and(|word| matches!(nominal.head, Head::Noun(at) if self.view.is_form(at, *word)))
        });
        let subject = (first + 1..self.nominals.len()).find(|&position| {
            let next = &self.nominals[position];
            next.range.end > finite + 1 && next.preposition.is_none() && !next.genitive && !self.is_adjunct(next)
        });
        let near = |position: &usize| {
            let next = &self.nominals[*position];
            next.range.start <= finite + 1 && !self.is_oblique(next)
        };
        subject.filter(near).filter(|_| object).unwrap_or(first)
    }

    /// Whether a phrase has a form of this word as its head, a post or class noun included.
    pub(super) fn heads(&self, nominal: &Nominal, word: LemmaId) -> bool {
        match nominal.head {
            Head::Noun(at) => self.view.is_form(at, word),
            Head::Mention(index) => {
                let mention = &self.view.mentions[index];
                matches!(mention.kind, MentionKind::Title(_)) && self.view.is_form(mention.tokens.end - 1, word)
            }
        }
    }

    /// «Der Umsatz stieg um 8 Prozent»: a measure without owner is that of the company the text is about.
    fn understood(&self, position: usize, pattern: &VerbPattern, slot: Slot) -> Option<usize> {
        let measured = pattern
            .complements
            .iter()
            .any(|complement| matches!(&complement.filler, Filler::Slot(slot) if slot.role == Role::Value));
        let nominal = &self.nominals[position];
        let Head::Noun(noun) = nominal.head else { return None };
        // «der Umsatz mit Autos», «der Absatz in China»: a part of it.
        let mut end = nominal.range.end;
        let whole = self.nominals[position + 1..].iter().all(|next| {
            let measure = matches!(next.head, Head::Noun(at) if self.view.is(at, Category::MEASURE));
            if next.range.start == end && (measure || self.is_adjunct(next)) {
                end = next.range.end + usize::from(self.view.is(next.range.end, Category::COORDINATOR));
                return true;
            }
            next.range.start != end || next.preposition.is_none() && !next.genitive
        });
        if !measured {
            return anaphor::understood(self.view, &(noun..noun + 1), slot, &[], noun);
        }
        (whole && self.view.is_own_measure(noun)).then(|| self.view.measured_before(nominal.range.start, slot))?
    }

    /// The phrase that is the clause's subject by its place: before the finite verb where it stands alone there, else the
    /// first behind it; in other clauses the first of all.
    fn grammatical_subject(&self) -> Option<usize> {
        if self.group.marker.is_some() {
            return None;
        }
        let candidates = |position: &usize| {
            let nominal = &self.nominals[*position];
            nominal.preposition.is_none() && !nominal.genitive && !self.is_oblique(nominal) && !self.is_adjunct(nominal)
        };
        let mut all = (0..self.nominals.len()).filter(candidates);
        match self.opener {
            Opener::Subordinate => all.next(),
            Opener::Relative(relativiser) => {
                let objective = self.is_objective(relativiser);
                if objective { all.find(|&position| self.nominals[position].range.end > relativiser + 1) } else { None }
            }
            Opener::Main => {
                let finite = self.finite?;
                let preceding = |&position: &usize| self.nominals[position].range.end <= finite;
                // «A buys B and C sues D»
                if let Some(own) = all.clone().filter(preceding).find(|&at| self.is_own(&self.nominals[at])) {
                    return Some(own);
                }
                let before: Vec<usize> = all.clone().filter(preceding).collect();
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

    /// A relativiser that cannot be the subject of its clause, «mit der» included.
    pub(super) fn is_objective(&self, relativiser: usize) -> bool {
        let before = relativiser.checked_sub(1).filter(|at| self.range().contains(at));
        !self.view.is(relativiser, Category::SUBJECT_RELATIVISER)
            || self.view.grammar.is_oblique_article(self.view.written(relativiser))
            || before.is_some_and(|at| self.view.is(at, Category::PREPOSITION))
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
    pub(super) fn distant_subject(&self, slot: Slot, pattern: &VerbPattern, verb: &mut Verb) -> Option<Vec<usize>> {
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
                    && self.acts_as(slot, pattern, mention)
                    && self.view.edge(mention).preposition.is_none()
            };
            let index = match self.explained(&range, slot, pattern) {
                Some(index) => index,
                None => self.view.mention_range().rfind(fits)?,
            };
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
                    && !self.view.shape(at).has(Shape::CAPITAL)
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

    /// «A, eine Tochter des Konzerns B, streicht …»: the name before the comma that a phrase with more than a name in it
    /// explains. What only belongs to a noun before it («die Chefin von A, X, sagte») is explained by nothing.
    fn explained(&self, apposition: &Range<usize>, slot: Slot, pattern: &VerbPattern) -> Option<usize> {
        let view = self.view;
        let comma = apposition.start.checked_sub(1).filter(|&at| view.inside(at) && view.written(at) == ",")?;
        let mut before = comma.checked_sub(1)?;
        if view.written(before) == ")" {
            before = view.matching(before, "(", ")")?.checked_sub(1)?;
        }
        let index = view.mention_index(before)?;
        let mention = &view.mentions[index];
        let inner = view.mention(apposition.start).is_some_and(|inner| {
            matches!(inner.kind, MentionKind::Name | MentionKind::UnknownName) && inner.tokens.end == apposition.end
        });
        let segment = view.segments().iter().find(|segment| segment.contains(&mention.tokens.start))?.clone();
        let nominals = view.nominals(segment);
        let bare = nominals
            .iter()
            .any(|nominal| mention_of(nominal) == Some(index) && nominal.preposition.is_none() && !nominal.genitive);
        (!inner && bare && view.names(mention) && self.acts_as(slot, pattern, mention)).then_some(index)
    }

    pub(super) fn antecedent(&self, slot: Slot) -> Option<usize> {
        let start = self.range().start;
        let mut before =
            self.view.mention_range().rev().skip_while(|&index| self.view.mentions[index].tokens.end > start);
        let mut index = before.next()?;
        let mut from = start;
        // «A, 56, der …», «A, 56 Jahre alt, der …»
        let number = self.view.mentions[index].tokens.start;
        if self.view.age(number).is_some_and(|end| end < start) {
            (index, from) = (before.next()?, number);
        }
        let mention = &self.view.mentions[index];
        let near = from.saturating_sub(mention.tokens.end) <= 3;
        (near && self.view.names(mention) && self.view.takes(slot, mention)).then_some(index)
    }

    /// What governs an infinitive with marker: what stands in its own clause, or in the nearest before that governs
    /// («A plant nicht, wie es heißt, B zu kaufen»).
    pub(super) fn control(&self) -> Control {
        const BACK: usize = 4;
        if self.group.marker.is_none() {
            return Control::default();
        }
        let purpose = |at: usize| {
            self.view.is(at, Category::PURPOSE)
                && at < self.group.head
                && !self.view.is(at, Category::INFINITIVE_MARKER)
        };
        if self.range().any(purpose) {
            return if self.is_spent() { Control::default() } else { Control::PLANNED };
        }
        // Denials of the own clause count with the verb.
        if let Some(control) = self.governs(self.range().start..self.group.head) {
            return control;
        }
        let before = self.segments[..self.segment].iter().rev().take(BACK);
        let mut governing = before.filter_map(|segment| {
            let control = self.governs(segment.clone());
            let (mut denied, mut verbal) = (false, false);
            for at in segment.clone().filter(|&at| self.view.mention(at).is_none()) {
                let category = self.view.category(at);
                denied |= category.denies() && !category.is(Category::PREPOSITION) || category.is(Category::OPPOSED);
                verbal |= category.is(Category::AUXILIARY | Category::VERB);
            }
            (control.is_some() || denied && verbal).then(|| control.unwrap_or(Control::PLANNED).negated(denied))
        });
        governing.next().unwrap_or(Control::PLANNED)
    }

    /// «A zahlte 30 Millionen Euro, um B zu kaufen»: what money was spent for came about.
    fn is_spent(&self) -> bool {
        let Some(segment) = self.segment.checked_sub(1).map(|before| self.segments[before].clone()) else {
            return false;
        };
        let view = self.view;
        let own = segment.clone().filter(|&at| view.mention(at).is_none());
        let all =
            own.fold(Category::default(), |all, at| all | view.category(at) | view.verb_category(at, segment.end));
        let money = segment.clone().any(|at| {
            view.mention(at).is_some_and(|mention| matches!(mention.kind, MentionKind::Amount(Amount::Money(..))))
        });
        let open = Category::FUTURE | Category::MODAL | Category::POSSIBLE | Category::CONDITIONAL_FORM;
        money && all.is(Category::SPENDING) && !all.denies() && !all.is(open)
    }

    /// What the verbs and nouns of a stretch do to an infinitive under them; `None` where none governs one.
    fn governs(&self, range: Range<usize>) -> Option<Control> {
        let all = range.clone().fold(Category::default(), |all, at| all | self.view.verb_category(at, range.end));
        if all.is(Category::FAILED_VERB | Category::DENYING) {
            return Some(Control::FAILED);
        }
        let nearest = range.rev().map(|at| self.view.category(at)).find(|category| category.is(GOVERNORS))?;
        let plans = nearest.is(Category::PLANNED_VERB | Category::PLANNED_NOUN);
        Some(if plans { Control::PLANNED } else { Control::default() })
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
        // «dass A plane, B zu kaufen»: the subject of the clause right before, where it opens as one.
        let own = (opener(self.view, &self.segments[segment]) == Opener::Subordinate).then(|| {
            let mut named = before.iter().filter(|nominal| nominal.preposition.is_none() && !nominal.genitive);
            named.find_map(mention_of).filter(|&index| self.view.names(&self.view.mentions[index]))
        });
        let index = owner.or(own.flatten()).or_else(|| self.view.main_subject(self.range().start))?;
        verb.inferred = owner.is_none() && own.is_none() && self.segment > 1;
        self.view.takes(slot, &self.view.mentions[index]).then(|| self.view.list(index, slot, false))
    }
}

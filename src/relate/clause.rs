//! Clauses, and who is the subject of a verb, in languages where it stands before the verb.

use super::{
    View,
    group::{Control, Group},
    phrase::Edge,
};
use crate::{
    model::{MentionKind, Referent, Shape},
    ontology::{Category, FormOf, forms::Features, pattern::Slot},
};

/// Who does it.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// The mentions, in order.
    pub mentions: Vec<usize>,
    /// What governs the verb.
    pub control: Control,
    /// Whether it was inferred and not read.
    pub inferred: bool,
}

const FAR: usize = 40;
/// So many verbs up a subject is looked for.
pub const DEEP: u8 = 4;

impl View<'_> {
    /// One past the last position of the clause that goes on at `at`.
    #[must_use]
    pub fn clause_end(&self, at: usize) -> usize {
        let (mut here, mut quoted) = (at, false);
        while here < self.end {
            let category = self.category(here);
            // In a head-initial language the relative clause hangs on the noun right before it, and the clause goes on.
            let hangs = self.traits().voice_prefix
                && category.is(Category::RELATIVISER)
                && !category.is(Category::CLAUSE_OPENER);
            let opener = category.is(Category::CLAUSE_OPENER | Category::RELATIVISER)
                && !hangs
                && !category.is(Category::LIST_CONNECTOR | Category::PREPOSITION | Category::DETERMINER)
                && self.mention(here).is_none();
            // A quotation that the clause itself holds does not end it.
            let closes = matches!(self.written(here), "”" | "»") && !std::mem::replace(&mut quoted, false);
            quoted |= matches!(self.written(here), "“" | "«");
            let mark = closes || matches!(self.written(here), ";" | ":" | "?" | "!") || self.is_dash(here);
            if opener || mark || here > at && self.shape(here).has(Shape::LINE_START) {
                return here;
            }
            here += 1;
        }
        self.end
    }

    /// The first mention of a sentence that can be its subject.
    #[must_use]
    pub fn main_subject(&self, before: usize) -> Option<usize> {
        let agents = self.compiled.classes.organization | self.compiled.classes.person;
        self.mention_range().find(|&index| {
            let mention = &self.mentions[index];
            let edge = self.edge(mention);
            mention.tokens.end <= before
                && self.names(mention)
                && self.fits(mention.class, agents)
                && !self.is_governed(index)
                && !self.is_owner_phrase(edge)
                && !edge.foreign_head
                && !self.is_owner(mention)
                && self.ends_phrase(mention)
                && !self.shape(mention.tokens.start).has(Shape::PARENTHESIS)
        })
    }

    /// «ein Gegner der A»: whether a phrase is the genitive of the noun before it.
    fn is_owner_phrase(&self, edge: Edge) -> bool {
        let article = edge.determiner.is_some_and(|at| self.grammar.is_genitive_article(self.written(at)));
        let noun = edge.start.checked_sub(1).filter(|&at| self.inside(at));
        let noun = noun.is_some_and(|at| self.shape(at).has(Shape::CAPITAL) && !self.is(at, Category::FUNCTION));
        self.traits().noun_capitals && article && noun
    }

    /// The main subject of the sentence before a position, where the clause itself names none.
    #[must_use]
    pub fn inferred(&self, before: usize, control: Control) -> Option<Subject> {
        self.main_subject(before).map(|index| Subject { mentions: vec![index], control, inferred: true })
    }

    /// The subject of a verb group, looked for on its left.
    #[must_use]
    pub fn subject(&self, group: &Group, slot: Slot, depth: u8) -> Option<Subject> {
        let found = self.subject_before(group, slot, depth);
        if found.as_ref().is_none_or(|found| found.inferred) && self.traits().voice_prefix && group.marker.is_none() {
            return self.behind_phrase(group, slot).or(found);
        }
        found
    }

    fn subject_before(&self, group: &Group, slot: Slot, depth: u8) -> Option<Subject> {
        if depth > DEEP {
            return None;
        }
        if let Some(marker) = group.marker {
            return self.governed(marker, slot, depth);
        }
        let mut at = group.start;
        while at > self.start && group.start - at < FAR {
            if self.shape(at).has(Shape::LINE_START) && at != group.start {
                return None;
            }
            let before = at - 1;
            if self.shape(at).has(Shape::LINE_START) {
                return None;
            }
            if let Some(index) = self.mention_index(before) {
                let mention = &self.mentions[index];
                match mention.kind {
                    MentionKind::Date(_) => {
                        at = mention.tokens.start;
                        if at > self.start && self.is(at - 1, Category::PREPOSITION) {
                            at -= 1;
                        }
                        continue;
                    }
                    // «le groupe lyonnais a racheté A»
                    MentionKind::Demonym if !self.traits().head_final => {
                        at = mention.tokens.start;
                        continue;
                    }
                    _ if !self.names(mention) => return None,
                    _ => {}
                }
                if mention.possessive {
                    return None;
                }
                let edge = self.edge(mention);
                let touches = (mention.tokens.end..group.start)
                    .all(|at| self.is(at, Category::DEMONSTRATIVE) || self.is_adverb(at));
                let opener = |at: usize| self.is(at, Category::CLAUSE_OPENER) && touches;
                if let Some(preposition) = edge.preposition.filter(|&at| !opener(at)) {
                    // «…, with A plunging 10 %»: who does what a preposition adds.
                    let gerund = group.features.has(Features::GERUND) && !group.is(Category::AUXILIARY) && touches;
                    let adds = preposition.checked_sub(1).is_none_or(|at| !self.inside(at) || self.written(at) == ",");
                    if gerund && adds && self.takes(slot, mention) {
                        return Some(Subject { mentions: vec![index], ..Subject::default() });
                    }
                    // «The board of A decided»: what its organ does an organization does.
                    if self.is(preposition, Category::GENITIVE) && self.is_organ(preposition) {
                        return Some(Subject { mentions: vec![index], ..Subject::default() });
                    }
                    at = preposition;
                    continue;
                }
                if edge.foreign_head || !self.ends_phrase(mention) && mention.tokens.end < group.start {
                    return None;
                }
                let mentions = self.list(index, slot, true);
                return Some(Subject { mentions, ..Subject::default() });
            }
            let category = self.category(before);
            let written = self.written(before);
            match written {
                ")" => {
                    at = self.matching(before, "(", ")")?;
                    continue;
                }
                "“" | "”" | "\"" | "»" | "«" => {
                    at = before;
                    continue;
                }
                _ if self.sets_off(before) => {
                    let participial = !group.is(Category::AUXILIARY)
                        && group.features.has(Features::PARTICIPLE)
                        && self.is_passive(group);
                    if participial {
                        return self.antecedent(before);
                    }
                    if group.features.has(Features::GERUND) && !group.is(Category::AUXILIARY) {
                        return self.inferred(before, Control::default());
                    }
                    let open = self.apposition(before, slot).or_else(|| self.insertion(before))?;
                    if let Some(index) = self.renamed(open, before, slot) {
                        return Some(Subject { mentions: vec![index], ..Subject::default() });
                    }
                    at = open;
                    continue;
                }
                _ => {}
            }
            if category.is(Category::DEMONSTRATIVE) && !self.traits().head_final {
                // «A yang bermarkas di X itu membeli B»
                let closed = Some(before).filter(|_| !group.features.has(Features::BARE));
                at = closed.and_then(|at| self.closed_relative(at)).unwrap_or(before);
                continue;
            }
            if let Some(noun) = self.modified(before) {
                at = noun;
                continue;
            }
            // «A itself acquired B»
            let emphatic =
                category.is(Category::REFLEXIVE) && before.checked_sub(1).is_some_and(|at| self.mention(at).is_some());
            if emphatic
                || category.is(Category::TIME_UNIT | Category::LAST | Category::NEXT | Category::CONTINUES)
                || self.is_adverb(before)
                    && !category.is(Category::COORDINATOR | Category::PREPOSITION | Category::CLAUSE_OPENER)
            {
                at = before;
                continue;
            }
            if category.is(Category::SUBJECT_RELATIVISER)
                && !(category.is(Category::DETERMINER) && self.traits().verb_second)
            {
                let found = self.antecedent(before);
                if found.is_some() || !category.is(Category::COMPLEMENTIZER | Category::DEMONSTRATIVE) {
                    return found;
                }
            }
            if category.is(Category::COORDINATOR | Category::ADVERSATIVE) {
                // «telah merger dan akuisisi»: a bare form beside what is no verb is a noun.
                let bare = self.traits().voice_prefix && group.features.has(Features::BARE);
                let beside =
                    before.checked_sub(1).is_some_and(|at| self.is(at, Category::VERB) && !self.is(at, Category::NOUN));
                if bare && !beside {
                    return None;
                }
                let finite = group.features.has(Features::FINITE) && group.marker.is_none();
                return self.coordinated_subject(before, slot, depth, finite);
            }
            let perfect = (group.start..group.head).any(|at| {
                self.is(at, Category::AUXILIARY)
                    && self.forms(at).iter().any(|form| form.features.has(Features::INFINITIVE))
            });
            let nonfinite = perfect
                || group.features.has(Features::GERUND)
                || group.features.has(Features::INFINITIVE) && !group.features.has(Features::FINITE);
            let voiced = self.traits().voice_prefix;
            if category.is(Category::PURPOSE) && (voiced || group.features.has(Features::INFINITIVE)) {
                return self.governed(before, slot, depth);
            }
            if category.is(Category::CLAUSE_OPENER | Category::PREPOSITION)
                && (nonfinite || voiced && category.is(Category::CLAUSE_OPENER))
            {
                if category.is(Category::INFINITIVE_MARKER) {
                    return self.governed(before, slot, depth);
                }
                // «was blocked from buying B»
                let verb = before.checked_sub(1).filter(|&verb| self.inside(verb) && self.mention(verb).is_none());
                let failed = verb.and_then(|verb| self.control(verb)).filter(|control| control.denied);
                if let (Some(verb), Some(control)) = (verb, failed) {
                    return self.governor(verb, control, before, slot, depth);
                }
                let hypothetical = category.is(Category::CONDITIONAL);
                if hypothetical {
                    return None;
                }
                let behind = || self.behind_comma(group, slot).filter(|_| self.opens(before));
                return self.inferred(before, Control::default()).or_else(behind);
            }
            if category.is(Category::VERB) && (voiced || nonfinite) {
                // «says it will buy»: where the second verb has no subject of its own it is whoever speaks.
                let says = category.is(Category::REPORTING | Category::CONFIRMING).then_some(Control::default());
                // «tidak memiliki rencana untuk»: whoever has the plan that the words of the group tell of.
                let plans = group.start < group.head && self.word(group.start).is(Category::PLANNED_NOUN);
                let control = self.control(before).or(says).or(plans.then_some(Control::PLANNED))?;
                return self.governor(before, control, group.start, slot, depth);
            }
            return None;
        }
        self.announced(group, slot)
    }

    /// Whether the noun before a genitive is an organ of the organization behind it, and no preposition governs it.
    fn is_organ(&self, genitive: usize) -> bool {
        let words = (self.start..genitive).rev();
        let Some(noun) = words.clone().find(|&at| !self.is(at, Category::CONTINUES)) else { return false };
        let before = words.skip(genitive - noun).find(|&at| !self.is(at, Category::DETERMINER));
        let governors = Category::PREPOSITION | Category::GENITIVE | Category::AGENT;
        self.is(noun, Category::ORGAN_NOUN) && !before.is_some_and(|at| self.is(at, governors))
    }

    /// «Speaking in Dubai, X said»: a clause without subject at the start of a sentence shares that of the clause behind.
    fn announced(&self, group: &Group, slot: Slot) -> Option<Subject> {
        // «Founded in 1983 by A, the company …», «Having acquired A, the company …»
        let participial = self.opens(group.start) && group.features.has(Features::PARTICIPLE);
        let subjectless = group.features.has(Features::GERUND) || self.traits().voice_prefix || participial;
        let gerund = |form: &FormOf| form.features.has(Features::GERUND);
        let perfect = participial && self.forms(group.start).iter().any(gerund);
        if !subjectless || group.is(Category::AUXILIARY) && !perfect {
            return None;
        }
        self.behind_comma(group, slot)
    }

    /// Whether a sentence or line begins at a position.
    fn opens(&self, at: usize) -> bool {
        at == self.start || self.shape(at).has(Shape::LINE_START)
    }

    /// The subject of the main clause behind a clause that has none: what stands right behind its comma, before a verb.
    fn behind_comma(&self, group: &Group, slot: Slot) -> Option<Subject> {
        let behind = self.mention_range().find(|&index| {
            let mention = &self.mentions[index];
            let edge = self.edge(mention);
            let comma = edge.start.checked_sub(1).is_some_and(|at| self.inside(at) && self.written(at) == ",");
            let verb = (mention.tokens.end..mention.tokens.end + 3)
                .any(|at| self.inside(at) && self.is(at, Category::VERB | Category::AUXILIARY));
            mention.tokens.start > group.end
                && comma
                && verb
                && edge.preposition.is_none()
                && self.names(mention)
                && self.takes(slot, mention)
        })?;
        Some(Subject { mentions: vec![behind], inferred: true, ..Subject::default() })
    }

    /// «A met and rejected B»: the subject of the verb before the coordinator, of a finite one that of a finite verb («denied
    /// planning to close A, but will cut B»).
    fn coordinated_subject(&self, at: usize, slot: Slot, depth: u8, finite: bool) -> Option<Subject> {
        let mut here = at;
        // «meninggalkan A karena …, lalu mendirikan B»: behind a comma the main clause goes on.
        let apart = at.checked_sub(1).is_some_and(|comma| self.inside(comma) && self.written(comma) == ",");
        while here > self.start {
            here -= 1;
            let category = self.category(here);
            if self.shape(here + 1).has(Shape::LINE_START)
                || category.is(Category::CLAUSE_OPENER)
                    && !category.is(Category::PREPOSITION | Category::DEMONSTRATIVE | Category::ADVERB)
                    && !(apart && self.traits().voice_prefix)
            {
                return None;
            }
            if category.is(Category::VERB | Category::AUXILIARY)
                && self.mention(here).is_none()
                && !category.is(Category::NOUN)
            {
                let infinitive = |form: &FormOf| {
                    form.features.has(Features::INFINITIVE)
                        && !form.features.has(Features::FINITE)
                        && !form.features.has(Features::PARTICIPLE)
                };
                let forms = self.forms(here);
                if finite && !forms.is_empty() && forms.iter().all(infinitive) {
                    continue;
                }
                let group = self.group(here, forms.first());
                return self.subject(&group, slot, depth + 1);
            }
        }
        self.inferred(at, Control::default())
    }

    /// The mention that a relative clause or participle behind `at` (its relativiser or comma) hangs on.
    fn antecedent(&self, at: usize) -> Option<Subject> {
        let mut before = at.checked_sub(1).filter(|before| self.inside(*before))?;
        if self.written(before) == "(" || self.sets_off(before) {
            before = before.checked_sub(1).filter(|before| self.inside(*before))?;
        }
        if self.written(before) == ")" {
            before = self.matching(before, "(", ")")?.checked_sub(1)?;
        }
        // «A, 56, who», «A, 56 ans, qui»
        let aged = (before.saturating_sub(2)..=before).find(|&at| self.age(at) == Some(before + 1));
        if let Some(aged) = aged.filter(|&at| self.written(at.wrapping_sub(1)) == ",") {
            before = aged.checked_sub(2).filter(|before| self.inside(*before))?;
        }
        let index = self.mention_index(before);
        let index = index.filter(|&index| self.names(&self.mentions[index])).or_else(|| self.headed(before))?;
        let mention = &self.mentions[index];
        // «Pabrik mobil A yang dibangun»: the clause hangs on the noun, not on its owner.
        if !self.names(mention) || self.traits().voice_prefix && self.edge(mention).foreign_head {
            return None;
        }
        Some(Subject { mentions: vec![index], ..Subject::default() })
    }

    /// «The chair of A, X, said»: the name between the commas is the subject, where what stands before is not.
    fn renamed(&self, open: usize, close: usize, slot: Slot) -> Option<usize> {
        let inner = self.mention_index(close.checked_sub(1)?)?;
        let mention = &self.mentions[inner];
        let whole = self.edge(mention).start <= open + 1 && mention.tokens.end == close && self.names(mention);
        let outer = self.mention_index(open.checked_sub(1)?).map(|index| &self.mentions[index]);
        let outer_fits = outer.is_some_and(|outer| {
            let edge = self.edge(outer);
            // «Anak usaha A, B, membangun»: right behind a noun of that kind, or any other, stands its owner.
            let owns = edge.foreign_head
                || !self.traits().head_final
                    && (edge.start..outer.tokens.start).any(|at| self.is(at, Category::RELATIONAL));
            self.takes(slot, outer) && edge.preposition.is_none() && !self.is_owner(outer) && !owns
        });
        let titled = outer.is_some_and(|outer| {
            (outer.tokens.start.saturating_sub(4)..outer.tokens.start)
                .any(|at| self.inside(at) && self.mention(at).is_some_and(|m| matches!(m.kind, MentionKind::Title(_))))
        });
        (whole && self.takes(slot, mention) && (!outer_fits || titled)).then_some(inner)
    }

    /// In languages whose adjectives follow: where the noun ends that the words up to `at` modify.
    fn modified(&self, at: usize) -> Option<usize> {
        if self.traits().head_final {
            return None;
        }
        let mut here = at;
        for _ in 0..3 {
            let content = !self.is(here, Category::FUNCTION | Category::VERB | Category::CUE)
                && !self.is_mark(here)
                && self.mention(here).is_none();
            if !content {
                return None;
            }
            here = here.checked_sub(1).filter(|here| self.inside(*here))?;
            if let Some(mention) = self.mention(here) {
                let noun = mention.kind == MentionKind::ClassNoun && mention.referent != Referent::Nobody;
                return noun.then_some(mention.tokens.end);
            }
        }
        None
    }
}

//! What a match says of its claim besides who and whom: denied, planned, reported, over, where, when.
//!
//! Scope is the clause. For a verb it is the verb group and what governs it; for a noun the words of its own phrase and
//! the verb it is the direct object of, and nothing of a main clause it only happens to stand in.

use super::{Speech, View, found::Match, group::Control};
use crate::{
    model::{Aspect, Date, Mention, MentionKind, Modality, Polarity, Referent},
    ontology::{Category, PERIODS, RelationKind, SPANS, forms::Features, pattern::Role},
};

/// How a claim is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stance {
    /// Whether it is said to hold.
    pub polarity: Polarity,
    /// How sure.
    pub modality: Modality,
    /// Over, going on, to come.
    pub aspect: Aspect,
}

/// «Menjual kepemilikannya di B»: what a noun with its possessor as a suffix says to be so is so, whatever becomes of it.
fn is_presupposed(view: &View<'_>, found: &Match<'_>) -> bool {
    let state = view.compiled.relation(found.meaning.relation).kind == RelationKind::State;
    let owned = view.forms(found.trigger).iter().any(|form| form.features.has(Features::CLITIC));
    state && owned && found.verb.is_none() && view.traits().voice_prefix
}

/// How the claim of a match is meant; `None` where the sentence asserts nothing of it.
pub fn stance(view: &View<'_>, found: &Match<'_>, speech: &Speech) -> Option<Stance> {
    if view.sentence.question {
        return None;
    }
    let around = match &found.verb {
        Some(verb) => verb.group.categories | inherited(view, found),
        None => noun_categories(view, found),
    };
    let control = found.verb.map_or(Control::default(), |verb| verb.control);
    let negated = around.denies();
    // A verb of denial governs its infinitive or noun and speaks of it: that is one denial.
    let told = speech.denied(found.trigger) && !view.is_stated_instead(found.trigger);
    let governed =
        !is_presupposed(view, found) && (control.denied || told || view.fails(found) || view.is_denied_report(found));
    // «neither to buy B nor to sue C»: the second denial is the first once more.
    let once_more = around.is(Category::COORDINATOR) && negated;
    let denied = negated != governed || once_more || determined_no(view, found) || view.is_untrue(found);
    let clause = clause_categories(view, found);
    let conditional = found.verb.is_some_and(|verb| {
        verb.group.is(Category::CONDITIONAL_FORM) || verb.group.features.has(Features::CONDITIONAL)
    });
    let perfect = found.verb.is_some_and(|verb| verb.group.features.has(Features::PARTICIPLE));
    // «soll»: hearsay before a perfect infinitive, else a plan.
    let either = around.is(Category::REPORTED) && around.is(Category::PLANNED) && view.traits().verb_second;
    let hearsay =
        if either { perfect || !speech.sources(found.trigger).is_empty() } else { around.is(Category::REPORTED) };
    let future = found.verb.is_some_and(|verb| {
        verb.group.features.has(Features::FINITE)
            && view.grammar.affixes.looks_like_future(view.written(verb.group.head))
    });
    let indirect = view.traits().verb_second
        && (around.is(Category::SUBJUNCTIVE)
            || found.verb.is_some_and(|verb| {
                verb.group.features.has(Features::CONJUNCTIVE)
                    && !verb.group.features.has(Features::PAST)
                    && !verb.group.features.has(Features::INFINITIVE)
            }))
        && !speech.is_reported_content(found.trigger);
    // «said it would buy»: in what somebody says the conditional is only the future of the past.
    let reported_future = around.is(Category::CONDITIONAL_FORM)
        && view.traits().head_final
        && !view.traits().verb_second
        && speech.is_reported_content(found.trigger);
    let modality =
        if clause.is(Category::CONDITIONAL) || (clause | around).is(Category::HYPOTHETICAL) && !reported_future {
            Modality::Hypothetical
        } else if hearsay
            || clause.is(Category::REPORTED) && !view.traits().verb_second
            || conditional && perfect && !view.traits().head_final
            || indirect
            || speech.is_hearsay(found.trigger)
        {
            Modality::Reported
        } else if around.is(Category::POSSIBLE) || conditional && !view.traits().head_final && !perfect {
            Modality::Possible
        } else if around.is(Category::FUTURE
            | Category::PLANNED
            | Category::PLANNED_VERB
            | Category::PLANNED_NOUN
            | Category::MODAL
            | Category::CONDITIONAL_FORM)
            || control.planned
            || view.traits().verb_second && view.is_planned_in_clause(found)
            || future
            || found.meaning.planned
        {
            Modality::Planned
        } else {
            Modality::Asserted
        };
    let aspect = if around.is(Category::NOT_YET) {
        Aspect::NotYet
    } else if around.is(Category::ENDED) {
        Aspect::Ended
    } else if around.is(Category::ONGOING) {
        Aspect::Ongoing
    } else {
        Aspect::Plain
    };
    let polarity = if denied == found.meaning.denied { Polarity::Affirmed } else { Polarity::Denied };
    Some(Stance { polarity, modality, aspect })
}

/// Of coordinated verbs the second shares the auxiliaries of the first («has met and rejected», «will buy and sell»).
fn inherited(view: &View<'_>, found: &Match<'_>) -> Category {
    let Some(verb) = found.verb else { return Category::default() };
    let start = verb.group.start;
    let joined = start.checked_sub(1).is_some_and(|at| view.inside(at) && view.is(at, Category::COORDINATOR));
    if !joined || verb.group.is(Category::AUXILIARY) || view.traits().verb_second {
        return Category::default();
    }
    let before =
        (view.start..start - 1).rev().take(10).find(|&at| view.is(at, Category::VERB) && view.mention(at).is_none());
    // «did not buy or sue»: an alternative shares the denial too.
    let own = if view.is(start - 1, Category::ALTERNATIVE) { Category::default() } else { Category::DENIED };
    before.map_or(Category::default(), |at| view.group(at, view.forms(at).first()).categories.without(own))
}

/// The categories of the words in a noun's own phrase, and of the verb right before it.
fn noun_categories(view: &View<'_>, found: &Match<'_>) -> Category {
    let mut all = Category::default();
    let mut at = found.trigger;
    for _ in 0..5 {
        let Some(before) = at.checked_sub(1).filter(|before| view.inside(*before)) else { break };
        let category = view.category(before);
        if let Some(mention) = view.mention(before) {
            if matches!(mention.kind, MentionKind::Demonym | MentionKind::ClassNoun | MentionKind::Title(_)) {
                at = mention.tokens.start;
                continue;
            }
            break;
        }
        if category.is(Category::AUXILIARY) && !category.is(Category::NOUN)
            || view.stands_as_verb(before)
            || view.is_mark(before)
            || category.is(Category::PREPOSITION | Category::CLAUSE_OPENER)
        {
            // The verb whose object the noun is.
            let is_title = view.mention(found.trigger).is_some();
            if category.is(Category::VERB) && !is_title {
                let group = view.group(before, view.forms(before).first());
                all = all
                    | Category(
                        group.categories.0
                            & (Category::FUTURE
                                | Category::MODAL
                                | Category::POSSIBLE
                                | Category::DENIED
                                | Category::NOT_DENIED)
                                .0,
                    );
                all = all | Category(category.0 & Category::PLANNED_VERB.0);
            }
            break;
        }
        all = all | Category(category.0 & (Category::CUE | Category::NOT_DENIED | Category::PLANNED_NOUN).0);
        at = before;
    }
    // «Swallowed by A in 2021, B is no longer a brand»: another clause.
    if view.goes_on_behind_comma(found) {
        return all;
    }
    // «… is reportedly close»: the verb whose subject the noun is.
    for at in (found.covers.end..found.covers.end + 4).filter(|&at| view.inside(at)) {
        let category = view.category(at);
        if !(category.is(Category::AUXILIARY | Category::CUE | Category::CONTINUES) || view.is_adverb(at))
            || view.mention(at).is_some()
            || view.mention(found.trigger).is_some()
        {
            break;
        }
        // «soll» may as well tell of a plan.
        let either = category.is(Category::PLANNED);
        all = all | if either { Category::default() } else { Category(category.0 & Category::REPORTED.0) };
    }
    // «BCA did not book a profit of …»: what is said of a verb inside the frame is said of the claim.
    let verbal = found.covers.clone().any(|at| {
        view.is(at, Category::VERB) && at != found.trigger && view.mention(at).is_none() && !view.stands_as_noun(at)
    });
    let within = Category::DENIED | Category::NOT_DENIED | Category::NOT_YET | Category::PLANNED | Category::FUTURE;
    for at in found.covers.clone().filter(|&at| view.mention(at).is_none()) {
        let before = if at < found.trigger { Category::ENDED } else { Category::default() };
        let said = if verbal && !view.is(at, Category::PREPOSITION) { within } else { Category::default() };
        all = all | Category(view.category(at).0 & (before | said).0);
    }
    all
}

/// «no partner», «keine Kooperation»: a negative article on what the match is about.
fn determined_no(view: &View<'_>, found: &Match<'_>) -> bool {
    // «No fine was imposed on A», «Aucune amende n'a été infligée à A»
    if let Some(verb) = found.verb.filter(|verb| !verb.group.is(Category::DENIED)) {
        let content = |at: &usize| !view.is(*at, Category::FUNCTION) && !view.is_mark(*at);
        let mut before = (view.start..verb.group.start).rev().take(5);
        let none = |at: usize| view.is(at, Category::DENIED) && view.is(at, Category::QUANTIFIER);
        if before.find(|at| !content(at)).is_some_and(|at| at + 1 < verb.group.start && none(at)) {
            return true;
        }
    }
    let mut arguments = found
        .filled
        .iter()
        .filter(|(slot, _)| matches!(slot.role, Role::Subject | Role::Object))
        .flat_map(|(_, indices)| indices);
    arguments.any(|&index| {
        let mention: &Mention = &view.mentions[index];
        let edge = view.inside(mention.tokens.start).then(|| view.edge(mention));
        edge.is_some_and(|edge| {
            let before = edge.start.checked_sub(1).filter(|&at| view.inside(at) && view.mention(at).is_none());
            edge.determiner.into_iter().chain(before).any(|at| {
                view.is(at, Category::DENIED)
                    && !view.is(at, Category::NOT_DENIED | Category::PREPOSITION | Category::VERB)
            }) && found.verb.is_none_or(|verb| !verb.group.is(Category::DENIED))
        })
    })
}

/// What opens the clause of a match: a condition, hearsay, imagination.
fn clause_categories(view: &View<'_>, found: &Match<'_>) -> Category {
    let mut all = Category::default();
    let start = found.verb.map_or(found.trigger, |verb| verb.group.start);
    let mut at = start;
    let mut commas = 0;
    while at > view.start {
        at -= 1;
        let category = view.category(at);
        if view.mention(at).is_some() {
            continue;
        }
        if matches!(view.written(at), ";" | ":" | "“" | "„" | "«") {
            break;
        }
        commas += u32::from(view.written(at) == ",");
        if commas == 0 {
            all = all | Category(category.0 & (Category::CONDITIONAL | Category::REPORTED).0);
        }
        // «would run on what B makes, in which A holds a stake»: an auxiliary is that of its own clause.
        if commas == 0 || !category.is(Category::AUXILIARY) {
            all = all | Category(category.0 & Category::HYPOTHETICAL.0);
        }
        if commas == 0
            && category.is(Category::CLAUSE_OPENER)
            && !category.is(Category::PREPOSITION | Category::DEMONSTRATIVE | Category::RELATIVISER | Category::ADVERB)
        {
            break;
        }
    }
    all
}

/// The place of what happens: the nearest place of the clause that fills no slot.
pub fn place(view: &View<'_>, found: &Match<'_>) -> Option<usize> {
    let places = view.compiled.classes.place | view.compiled.classes.stock_exchange;
    let used: Vec<usize> = found.filled.iter().flat_map(|(_, indices)| indices.iter().copied()).collect();
    let candidates = view.mention_range().filter(|&index| {
        let mention = &view.mentions[index];
        view.fits(mention.class, places)
            && mention.referent != Referent::Nobody
            && mention.kind != MentionKind::Demonym
            && !used.contains(&index)
            && !apart(view, mention.tokens.start, found.trigger)
            && view.edge(mention).preposition.is_some()
    });
    candidates
        .min_by_key(|&index| view.mentions[index].tokens.start.abs_diff(found.trigger))
        .filter(|&index| view.mentions[index].tokens.start.abs_diff(found.trigger) < 16)
}

/// Whether a mark parts two positions into different clauses.
fn apart(view: &View<'_>, a: usize, b: usize) -> bool {
    (a.min(b)..a.max(b)).any(|at| matches!(view.written(at), "," | ";" | ":" | "–" | "—") && view.mention(at).is_none())
}

/// When it happens: the nearest date of the sentence.
pub fn date(view: &View<'_>, found: &Match<'_>) -> Option<Date> {
    let dates = view.mention_range().filter_map(|index| match &view.mentions[index].kind {
        MentionKind::Date(Some(date)) => Some((view.mentions[index].tokens.start.abs_diff(found.trigger), *date)),
        _ => None,
    });
    dates.min_by_key(|(distance, _)| *distance).filter(|(distance, _)| *distance < 16).map(|(_, date)| date)
}

/// What a change is measured over: the nearest phrase for it in the sentence, one that compares only where no other
/// stands.
pub fn period(view: &View<'_>, found: &Match<'_>) -> Option<&'static str> {
    const NEAR: usize = 20;
    let mut best: Option<(bool, usize, u8)> = None;
    for at in view.start..view.end {
        let away = at.abs_diff(found.trigger);
        if away > NEAR || !view.grammar.periods.begins_with(view.tokens[at].word) {
            continue;
        }
        let words = view.tokens[at..view.end].iter().map(|token| token.word);
        view.grammar.periods.phrases(words, |_, periods| {
            for &period in periods {
                let candidate = (period >= SPANS, away, period);
                best = Some(best.map_or(candidate, |best| best.min(candidate)));
            }
        });
    }
    best.and_then(|(_, _, period)| PERIODS.get(usize::from(period))).map(|(_, name)| *name)
}

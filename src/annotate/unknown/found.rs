//! Names by rule and names by a language model, joined.
//!
//! What a rule is firm about (legal form, title, class noun) stands. Elsewhere the model decides where a name begins and
//! ends and what it names, as far as it is sure; the sentences of an article vote on names written alike.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use crate::model::{ClassId, FoundName};

/// A name that the ontology does not know, before it is decided whether it is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub class: Option<ClassId>,
    /// What its class rests on.
    pub basis: Basis,
    /// Whether it is a name.
    pub sure: bool,
    /// Whether the vocabulary has none of its words, or no other word could stand there.
    pub new: bool,
}

/// What the class of a candidate rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// A word tells it: a legal form, a title, a class noun.
    Told,
    /// How the name is written and what stands around it.
    #[default]
    Inferred,
    /// A guess that counts only where the model shares it.
    Guessed,
}

impl Basis {
    /// With a word that tells the class, or without one.
    pub fn told(told: bool) -> Self {
        if told { Self::Told } else { Self::Inferred }
    }
}

/// Margin from which the model's class is taken where rules give none.
const CLASS: i32 = 32;
/// Margin from which it is taken against a rule that only guesses.
const AGAINST: i32 = 64;
/// Margin from which the model confirms a guess.
const SHARED: i32 = 96;
/// Margin from which a name is taken that no rule sees, or sees with other ends.
const NEW: i32 = 80;

/// A name with what is added to its margin. Most names that the ontology does not know and that a claim is about are
/// organizations: a class that keeps them out of claims must be much surer than one that lets them in, above all where
/// one word is all there is.
pub fn leaning(name: FoundName, person: Option<ClassId>, organization: Option<ClassId>) -> FoundName {
    let lean = match name.class {
        None => 0,
        class if class == organization => 48,
        class if class == person && name.tokens.len() > 1 => -32,
        Some(_) => -160,
    };
    FoundName { margin: name.margin + lean, ..name }
}

/// Candidates with what the model found, in order. Both lists are sorted by place and without overlap; `may` tells
/// whether a name may stand at these tokens.
pub fn joined<'t>(
    candidates: Vec<Candidate>,
    mut found: Vec<FoundName>,
    written: impl Fn(&Range<usize>) -> &'t str,
    may: impl Fn(&Range<usize>) -> bool,
) -> Vec<Candidate> {
    let doubted = |candidate: Candidate| {
        let class = candidate.class.filter(|_| candidate.basis != Basis::Guessed);
        Candidate { class, ..candidate }
    };
    if found.is_empty() {
        return candidates.into_iter().map(doubted).collect();
    }
    // What is told once of a name, or of a longer one that begins or ends with it, holds wherever it stands.
    let told: BTreeSet<&str> = candidates
        .iter()
        .filter(|candidate| candidate.basis == Basis::Told && candidate.sure)
        .flat_map(|Candidate { tokens, .. }| {
            [tokens.clone(), tokens.start..tokens.start + 1, tokens.end - 1..tokens.end]
        })
        .map(|tokens| written(&tokens))
        .collect();
    vote(&mut found, &written);
    found.retain(|name| may(&name.tokens) && !told.contains(written(&name.tokens)));
    let mut out: Vec<Candidate> = Vec::with_capacity(candidates.len());
    let mut candidates = candidates.into_iter().peekable();
    for name in found {
        while let Some(before) = candidates.next_if(|candidate| candidate.tokens.end <= name.tokens.start) {
            out.push(doubted(before));
        }
        let mut over: Vec<Candidate> = Vec::new();
        while let Some(candidate) = candidates.next_if(|candidate| candidate.tokens.start < name.tokens.end) {
            over.push(candidate);
        }
        // A candidate may hold two found names: the first has taken it.
        if out.last().is_some_and(|last| last.tokens.end > name.tokens.start) {
            continue;
        }
        let firm = over.iter().any(|candidate| candidate.basis == Basis::Told && candidate.sure);
        match over.as_mut_slice() {
            _ if firm => {}
            [one] if one.tokens == name.tokens => {
                let least = if one.class.is_some() && one.class != name.class { AGAINST } else { CLASS };
                if name.margin >= least {
                    one.class = name.class;
                    one.sure |= name.class.is_some();
                }
                // Where a guess and the model differ nobody knows, and the frame decides.
                if one.class.is_some() && one.class != name.class && name.margin > 0 && name.margin < AGAINST {
                    one.class = None;
                }
                // A new word that the model takes for a name of whatever kind is one.
                one.sure |= one.new;
                if one.basis == Basis::Guessed && one.class == name.class && name.margin > SHARED {
                    one.basis = Basis::Inferred;
                }
            }
            _ if name.margin >= NEW && name.class.is_some() => {
                over = vec![Candidate { tokens: name.tokens, class: name.class, sure: true, ..Candidate::default() }];
            }
            _ => {}
        }
        out.extend(over.into_iter().map(doubted));
    }
    out.extend(candidates.map(doubted));
    out
}

/// Names written alike in one article name the same: the class with the most margin in all, as sure as they are on
/// average.
fn vote<'t>(found: &mut [FoundName], written: impl Fn(&Range<usize>) -> &'t str) {
    // Per name: how many found it, and the margin of each class.
    let mut votes: BTreeMap<&str, (i32, BTreeMap<Option<ClassId>, i32>)> = BTreeMap::new();
    for name in &*found {
        let (count, classes) = votes.entry(written(&name.tokens)).or_default();
        *count += 1;
        *classes.entry(name.class).or_default() += name.margin;
    }
    for name in found {
        let (count, classes) = &votes[written(&name.tokens)];
        let all: i32 = classes.values().sum();
        // What speaks for another class speaks against this one.
        let sums = classes.iter().map(|(&class, own)| (2 * own - all, std::cmp::Reverse(class)));
        if let Some((sum, std::cmp::Reverse(class))) = sums.max() {
            (name.class, name.margin) = (class, sum / count);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSON: Option<ClassId> = Some(ClassId(1));
    const COMPANY: Option<ClassId> = Some(ClassId(2));

    fn candidate(tokens: Range<usize>, class: Option<ClassId>, firm: bool, sure: bool) -> Candidate {
        Candidate { tokens, class, basis: Basis::told(firm), sure, ..Candidate::default() }
    }

    fn name(tokens: Range<usize>, class: Option<ClassId>, margin: i32) -> FoundName {
        FoundName { tokens, class, margin }
    }

    #[test]
    fn rules_that_are_firm_win() {
        let firm = vec![candidate(0..2, COMPANY, true, true)];
        assert_eq!(joined(firm.clone(), vec![name(0..2, PERSON, 500)], |_| "", |_| true), firm);
        assert_eq!(joined(firm.clone(), vec![name(0..1, PERSON, 500)], |_| "", |_| true), firm);
        let again = vec![firm[0].clone(), candidate(5..6, None, false, true)];
        let texts = |range: &Range<usize>| ["a b", "b", "", "", "", "b"][range.start];
        assert_eq!(joined(again.clone(), vec![name(5..6, PERSON, 500)], texts, |_| true), again);
    }

    #[test]
    fn a_sure_model_gives_class_ends_and_names() {
        let guess = vec![candidate(0..2, PERSON, false, true), candidate(4..5, None, false, false)];
        let found = vec![name(0..2, COMPANY, 70), name(3..5, COMPANY, 90), name(7..8, PERSON, 90)];
        let texts = |range: &Range<usize>| ["a", "", "", "b", "", "", "", "c"][range.start];
        let sure = |tokens, class| candidate(tokens, class, false, true);
        let wanted = vec![sure(0..2, COMPANY), sure(3..5, COMPANY), sure(7..8, PERSON)];
        assert_eq!(joined(guess.clone(), found.clone(), texts, |_| true), wanted);
        let unsure: Vec<FoundName> = found.into_iter().map(|name| FoundName { margin: 20, ..name }).collect();
        // A guess that the model does not share is none.
        let doubtful = vec![candidate(0..2, None, false, true), guess[1].clone()];
        assert_eq!(joined(guess, unsure, texts, |_| true), doubtful);
    }

    #[test]
    fn names_written_alike_are_of_one_class() {
        let mut found = vec![name(0..1, COMPANY, 90), name(3..4, PERSON, 30)];
        vote(&mut found, |_| "same");
        assert_eq!(found, [name(0..1, COMPANY, 30), name(3..4, COMPANY, 30)]);
    }
}

//! How much weight a claim has.

use super::{Keyed, supersede::is_later};
use crate::model::{ArticleHead, Aspect, Date, Evidence, Modality, Polarity};

/// Trust of a source in thousandths, the same for all.
const TRUST: u64 = 1000;

/// What the evidence of one claim comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one question that a status asks")]
pub struct Weight {
    /// Of those who say so, in thousandths.
    pub support: u16,
    /// Of those who deny it, in thousandths.
    pub denial: u16,
    /// Whether anybody says it, plans included.
    pub said: bool,
    /// Whether anybody denies it.
    pub denied: bool,
    /// Whether a party concerned asserts it.
    pub by_party: bool,
    /// Lineages that assert it.
    pub asserting: usize,
    /// Whether it is hearsay or possible to anybody.
    pub hearsay: bool,
    /// Latest day on which it is said to hold, and not to be over; `None` where no day is known.
    pub holds_on: Option<Date>,
    /// Latest day on which it is said to be over.
    pub over_on: Option<Date>,
    /// Whether some assertion sees it as going on, or says nothing of that.
    pub open: bool,
    /// Whether some assertion sees it as over.
    pub ended: bool,
    /// First day on which it is said to hold, or that such an assertion dates it to.
    pub since: Option<Date>,
    /// First and last day on which it is said, and on which it is denied; `None` where no day is known.
    pub said_on: Option<(Date, Date)>,
    /// See `said_on`.
    pub denied_on: Option<(Date, Date)>,
    /// Latest day that an assertion dates it to: by the text, else by publication.
    pub happened: Option<Date>,
}

impl Weight {
    /// Whether it is said and denied for one time, as far as days are known.
    pub fn meets(&self) -> bool {
        match (self.said_on, self.denied_on) {
            (Some(said), Some(denied)) => {
                !is_later(Some(denied.0), Some(said.1)) && !is_later(Some(said.0), Some(denied.1))
            }
            _ => true,
        }
    }
}

/// Weighs the evidence of one claim; `lineages` says which is of the same origin.
///
/// `support = 1 − Π over lineages (1 − max over its evidence q · f · r)`, the same for the denials.
pub fn weigh(evidence: &[&Keyed], lineages: &[usize], articles: &[ArticleHead]) -> Weight {
    let count = lineages.iter().max().map_or(0, |last| last + 1);
    let (mut support, mut denial) = (vec![0; count], vec![0; count]);
    let mut asserting = vec![false; count];
    let mut weight = Weight::default();
    for (keyed, lineage) in evidence.iter().zip(lineages) {
        let evidence = &keyed.evidence;
        if evidence.modality == Modality::Hypothetical {
            continue;
        }
        let part = strength(evidence);
        let published = articles.get(keyed.article).and_then(|article| article.published);
        let day = evidence.qualifiers.date.or(published);
        if evidence.polarity == Polarity::Denied {
            weight.denied = true;
            weight.denied_on = widened(weight.denied_on, day);
            denial[*lineage] = part.max(denial[*lineage]);
            continue;
        }
        weight.said = true;
        support[*lineage] = part.max(support[*lineage]);
        if is_plan(evidence) {
            continue;
        }
        if evidence.modality != Modality::Asserted {
            weight.hearsay = true;
            weight.said_on = widened(weight.said_on, day);
            continue;
        }
        asserting[*lineage] = true;
        weight.by_party |= evidence.by_party;
        weight.said_on = widened(weight.said_on, day);
        weight.happened = weight.happened.max(day);
        if evidence.aspect == Aspect::Ended {
            weight.ended = true;
            weight.over_on = weight.over_on.max(published);
        } else {
            weight.open = true;
            weight.holds_on = weight.holds_on.max(published);
            weight.since = weight.since.into_iter().chain(day).min();
        }
    }
    weight.support = together(support);
    weight.denial = together(denial);
    weight.asserting = asserting.into_iter().filter(|asserts| *asserts).count();
    weight
}

/// A time with one more day in it.
fn widened(time: Option<(Date, Date)>, day: Option<Date>) -> Option<(Date, Date)> {
    match (time, day) {
        (Some((first, last)), Some(day)) => Some((first.min(day), last.max(day))),
        (None, Some(day)) => Some((day, day)),
        (time, None) => time,
    }
}

/// `q · f · r` of one evidence, in thousandths.
fn strength(evidence: &Evidence) -> u64 {
    let said = match evidence.modality {
        Modality::Hypothetical => 0,
        Modality::Possible => 200,
        Modality::Reported => 500,
        // «Will not» denies as plainly as «does not».
        Modality::Planned if evidence.polarity == Polarity::Affirmed => 0,
        _ if is_plan(evidence) => 0,
        _ if evidence.by_party => 1000,
        _ if evidence.attribution.is_empty() => 950,
        _ => 800,
    };
    let confidence = u64::from(evidence.confidence.min(1000));
    (confidence * said * TRUST + 500_000) / 1_000_000
}

/// Whether the evidence sees it in the future.
fn is_plan(evidence: &Evidence) -> bool {
    let to_come = evidence.modality == Modality::Planned || evidence.aspect == Aspect::NotYet;
    evidence.polarity == Polarity::Affirmed && to_come
}

/// One minus the product of what each lacks, in thousandths; the order given does not matter.
fn together(mut parts: Vec<u64>) -> u16 {
    const ONE: u64 = 1_000_000_000_000;
    parts.sort_unstable();
    let lacking = parts.into_iter().fold(ONE, |lacking, part| lacking / 1000 * (1000 - part.min(1000)));
    u16::try_from((ONE - lacking + ONE / 2000) / (ONE / 1000)).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merge::{
        key,
        tests::{by, evidence, ontology},
    };

    fn weighed(all: &[(usize, Evidence)]) -> Weight {
        let keyed: Vec<Keyed> = all
            .iter()
            .map(|(_, evidence)| Keyed {
                key: key::key(&ontology(), evidence).expect("a key"),
                article: 0,
                evidence: evidence.clone(),
            })
            .collect();
        let lineages: Vec<usize> = all.iter().map(|(lineage, _)| *lineage).collect();
        weigh(&keyed.iter().collect::<Vec<_>>(), &lineages, &[])
    }

    fn said(modality: Modality, confidence: u16) -> Evidence {
        Evidence { modality, confidence, ..evidence("a", "alfa", "rejected", "boreal") }
    }

    #[test]
    fn the_strongest_of_a_lineage_counts_and_lineages_add_up() {
        let plain = || said(Modality::Asserted, 900);
        assert_eq!(weighed(&[(0, plain())]).support, 855);
        assert_eq!(weighed(&[(0, plain()), (0, plain()), (0, said(Modality::Reported, 900))]).support, 855);
        assert_eq!(weighed(&[(0, plain()), (1, said(Modality::Reported, 900))]).support, 920);
        assert_eq!(weighed(&[(0, by(plain(), &["Reuters"]))]).support, 720);
        assert_eq!(weighed(&[(0, Evidence { by_party: true, ..said(Modality::Asserted, 1000) })]).support, 1000);
        assert_eq!(weighed(&[(0, said(Modality::Possible, 900))]).support, 180);
        assert_eq!(weighed(&[(0, said(Modality::Planned, 900))]).support, 0);
        let many: Vec<_> = (0..50).map(|n| (n, plain())).collect();
        assert_eq!(weighed(&many).support, 1000);
    }

    #[test]
    fn denials_weigh_the_same_and_plans_denied_too() {
        let denied = Evidence { polarity: Polarity::Denied, ..said(Modality::Planned, 900) };
        let weight = weighed(&[(0, denied)]);
        assert_eq!((weight.support, weight.denial, weight.said, weight.denied), (0, 855, false, true));
    }
}

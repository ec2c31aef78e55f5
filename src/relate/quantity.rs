//! How much a claim says, from the amounts that its frame found.

use crate::{
    model::{Amount, Decimal, MentionKind, Quantity},
    ontology::Relation,
};

/// The quantity of a claim whose frame found `value`, and perhaps the amount before the change, `from`; `negative` where
/// its words tell of a fall. `None` where unit or sign do not fit the relation and the words.
pub(super) fn quantity(
    relation: &Relation,
    value: &MentionKind,
    from: Option<&MentionKind>,
    negative: bool,
) -> Option<Quantity> {
    if let Some(from) = from {
        let change = computed(value, from)?;
        let told = change != Decimal::from(0) && change.is_negative() == negative;
        return told.then(|| Quantity { value: change, unit: "percent".to_owned() });
    }
    let MentionKind::Amount(amount) = value else { return None };
    let signed = |value: Decimal| if negative { value.magnitude().negated() } else { value };
    let (value, unit) = match amount {
        Amount::Percent(value) => (signed(*value), "percent".to_owned()),
        Amount::Money(value, code) => (*value, String::from_utf8_lossy(code).into_owned()),
        Amount::Count(value) => (*value, "count".to_owned()),
    };
    let fits = match relation.unit.as_deref() {
        Some("percent") => unit == "percent",
        _ => true,
    };
    fits.then_some(Quantity { value, unit })
}

/// The change in percent between two amounts of one unit.
fn computed(to: &MentionKind, from: &MentionKind) -> Option<Decimal> {
    match (to, from) {
        (MentionKind::Amount(Amount::Money(to, one)), MentionKind::Amount(Amount::Money(from, other))) => {
            (one == other).then(|| to.percent_above(*from))?
        }
        (MentionKind::Amount(Amount::Count(to)), MentionKind::Amount(Amount::Count(from))) => to.percent_above(*from),
        _ => None,
    }
}

/// Whether two amounts are counted in the same unit.
pub(super) fn same_unit(one: &MentionKind, other: &MentionKind) -> bool {
    match (one, other) {
        (MentionKind::Amount(Amount::Percent(_)), MentionKind::Amount(Amount::Percent(_))) => true,
        (MentionKind::Amount(Amount::Money(_, one)), MentionKind::Amount(Amount::Money(_, other))) => one == other,
        _ => false,
    }
}

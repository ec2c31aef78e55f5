//! Mentions: places where something is named.

use std::ops::Range;

use super::{Date, Decimal};

/// A class of the ontology, by its position in the ontology's list of classes (fewer than 128).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub u8);

/// A number with its unit, as the text gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Percent.
    Percent(Decimal),
    /// An amount of money; the unit is an ISO 4217 code in capitals.
    Money(Decimal, [u8; 3]),
    /// A plain number.
    Count(Decimal),
}

/// How a mention names what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// By a name.
    Name,
    /// By a name that is often something else; counts only where something supports it.
    AmbiguousName,
    /// By a name that the ontology does not know.
    UnknownName,
    /// By words that describe one entity («iPhone maker»).
    Descriptor,
    /// A country by its adjective («French»); names no argument of a claim.
    Demonym,
    /// By the noun of its class («the company»).
    ClassNoun,
    /// By a pronoun.
    Pronoun,
    /// By «we» inside a quotation.
    FirstPerson,
    /// A post, by its role's position in the ontology's list of roles.
    Title(u16),
    /// A number with a unit.
    Amount(Amount),
    /// A day, month or year; `None` where it cannot be resolved.
    Date(Option<Date>),
}

/// Whom a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Referent {
    /// Nobody known.
    Nobody,
    /// An entity of the ontology, by its position there.
    Known(u32),
    /// A name the ontology does not know, by its position in the article's list of such names.
    Unlisted(u32),
    /// Two at once («both companies»), by their position in the article's list of pairs.
    Pair(u32),
}

/// A place where an entity, a post, an amount or a date is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its tokens, as positions in the article's token list.
    pub tokens: Range<usize>,
    /// How it names.
    pub kind: MentionKind,
    /// The most specific class it is known to have; `None` for amounts, dates, titles and names of unknown class.
    pub class: Option<ClassId>,
    /// Whom it names.
    pub referent: Referent,
    /// Whether its own ending makes it a possessor («Apples»).
    pub possessive: bool,
}

/// A name that a language model found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundName {
    /// Its tokens, as positions in the article's token list.
    pub tokens: Range<usize>,
    /// What it names; `None` for what is neither person, place nor organization.
    pub class: Option<ClassId>,
    /// How sure the class is: how much better it fits than the next best, in 32nds of a nat.
    pub margin: i32,
}

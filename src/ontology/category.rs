//! What a word can be to the grammar of its language: a set of flags.

use std::ops::BitOr;

/// A set of categories of one word (`ontology/README.md` explains each).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Category(pub u128);

macro_rules! categories {
    ($($(#[$doc:meta])* $flag:ident = $bit:literal, $name:literal, $predicate:literal;)*) => {
        impl Category {
            $($(#[$doc])* pub const $flag: Self = Self(1 << $bit);)*

            /// (flag, name of the category in the language files, predicate) of every flag that is read from there.
            pub const ALL: &'static [(Self, &'static str, &'static str)] = &[$((Self::$flag, $name, $predicate)),*];
        }
    };
}

categories! {
    /// the
    DEFINITE = 0, "DefiniteArticle", "word";
    /// a
    INDEFINITE = 1, "IndefiniteArticle", "word";
    /// this
    DEMONSTRATIVE = 2, "Demonstrative", "word";
    /// its
    POSSESSIVE = 3, "PossessiveDeterminer", "word";
    /// our
    OUR = 4, "OurDeterminer", "word";
    /// several
    QUANTIFIER = 5, "Quantifier", "word";
    /// with
    PREPOSITION = 6, "Preposition", "forms";
    /// by, of a passive's agent
    AGENT = 7, "AgentPreposition", "word";
    /// of
    GENITIVE = 8, "GenitivePreposition", "word";
    /// to, before an infinitive
    INFINITIVE_MARKER = 9, "InfinitiveMarker", "word";
    /// in order to
    PURPOSE = 10, "PurposeMarker", "word";
    /// and
    COORDINATOR = 11, "Coordinator", "word";
    /// but
    ADVERSATIVE = 12, "Adversative", "word";
    /// including
    LIST_CONNECTOR = 13, "ListConnector", "word";
    /// that, before a clause
    COMPLEMENTIZER = 14, "Complementizer", "word";
    /// if
    CONDITIONAL = 15, "Conditional", "word";
    /// because
    SUBORDINATOR = 16, "Subordinator", "word";
    /// who
    SUBJECT_RELATIVISER = 17, "SubjectRelativiser", "word";
    /// whom
    OBJECT_RELATIVISER = 18, "ObjectRelativiser", "word";
    /// whose, where
    OTHER_RELATIVISER = 19, "OtherRelativiser", "word";
    /// it, as subject
    SUBJECT_PRONOUN = 20, "SubjectPronoun", "word";
    /// he: persons only
    PERSON_PRONOUN = 21, "PersonPronoun", "word";
    /// they
    PLURAL_PRONOUN = 22, "PluralPronoun", "word";
    /// him
    OBJECT_PRONOUN = 23, "ObjectPronoun", "word";
    /// itself, sich
    REFLEXIVE = 24, "Reflexive", "word";
    /// we
    FIRST_PLURAL = 25, "FirstPersonPlural", "word";
    /// I
    FIRST_SINGULAR = 26, "FirstPersonSingular", "word";
    /// is
    COPULA = 27, "Copula", "forms";
    /// has
    PERFECT = 28, "PerfectAuxiliary", "forms";
    /// was, of the passive
    PASSIVE = 29, "PassiveAuxiliary", "forms";
    /// will
    FUTURE = 30, "FutureAuxiliary", "forms";
    /// must
    MODAL = 31, "Modal", "forms";
    /// would; aurait
    CONDITIONAL_FORM = 32, "ConditionalForm", "word";
    /// sei
    SUBJUNCTIVE = 33, "SubjunctiveForm", "word";
    /// also
    ADVERB = 34, "Adverb", "word";
    /// not
    DENIED = 35, "Denied", "cue";
    /// might
    POSSIBLE = 36, "Possible", "cue";
    /// plans to
    PLANNED = 37, "Planned", "cue";
    /// reportedly
    REPORTED = 38, "Reported", "cue";
    /// imagine
    HYPOTHETICAL = 39, "Hypothetical", "cue";
    /// former
    ENDED = 40, "Ended", "cue";
    /// currently
    ONGOING = 41, "Ongoing", "cue";
    /// not yet
    NOT_YET = 42, "NotYet", "cue";
    /// Inc.
    LEGAL_FORM = 43, "LegalForm", "word";
    /// PT
    LEGAL_PREFIX = 44, "LegalFormPrefix", "word";
    /// Mr
    HONORIFIC = 45, "Honorific", "word";
    /// van
    NAME_PARTICLE = 46, "NameParticle", "word";
    /// Bank, University
    ORGANIZATION_NOUN = 47, "OrganizationNoun", "word";
    /// City
    PLACE_NOUN = 48, "PlaceNoun", "word";
    /// Monday, French: capitalised, yet no name
    NOT_NAME = 49, "NotName", "word";
    /// insiders
    ANONYMOUS = 50, "AnonymousSource", "word";
    /// -nya words that are no possessive
    WHOLE_WORD = 51, "NyaWord", "word";
    /// last, of dates
    LAST = 52, "Last", "word";
    /// next, of dates
    NEXT = 53, "Next", "word";
    /// day, week, month, quarter, year
    TIME_UNIT = 54, "YearUnit", "word";
    /// percent
    PERCENT = 55, "Percent", "word";
    /// not only: cancels DENIED
    NOT_DENIED = 56, "Denied", "notCue";
    /// said, report: any form of a reporting verb
    REPORTING = 57, "ReportingVerb", "verb";
    /// kata: speaker stands behind
    SPEAKER_AFTER = 58, "SpeakerAfterVerb", "verb";
    /// deny
    DENYING = 59, "DenyingVerb", "verb";
    /// confirm
    CONFIRMING = 60, "ConfirmingVerb", "verb";
    /// plan to
    PLANNED_VERB = 61, "PlannedVerb", "verb";
    /// decide to
    ASSERTED_VERB = 62, "AssertedVerb", "verb";
    /// fail to
    FAILED_VERB = 63, "FailedVerb", "verb";
    /// decision to
    CONTROL_NOUN = 64, "ControlNoun", "noun";
    /// plan to, of nouns
    PLANNED_NOUN = 65, "PlannedNoun", "noun";
    /// offer from: stepped through
    LIGHT_NOUN = 66, "LightNoun", "noun";
    /// the report
    REPORT_NOUN = 67, "ReportNoun", "noun";
    /// both companies
    PAIR = 68, "PairNoun", "word";
    /// do, in questions and denials
    SUPPORT = 69, "SupportAuxiliary", "forms";
    /// a class noun that means the one spoken of, without article
    SELF_DEFINITE = 70, "SelfDefinite", "word";
    /// board of: does what its organization does
    ORGAN_NOUN = 71, "OrganNoun", "noun";
    /// called, before a name
    NAMING = 72, "NamingWord", "word";
    /// net, total: says which measure of a company is meant
    MEASURE = 73, "MeasureWord", "word";
    /// chief executive: a post that only a company has
    COMPANY_POST = 74, "CompanyPost", "word";
    /// of, on, from: what a verb or noun is about
    THEME = 75, "ThemePreposition", "word";
    /// happen, take place: what did not is denied
    HAPPENING = 76, "HappeningVerb", "verb";
    /// dagegen: for the other side
    OPPOSED = 77, "OpposingWord", "word";
    /// or: shares a denial
    ALTERNATIVE = 78, "Alternative", "word";
    /// Inflation, oil: stands bare, yet no name
    MASS_NOUN = 79, "MassNoun", "word";
    /// rival, subsidiary: somebody else than who is spoken of
    RELATIONAL = 80, "RelationalNoun", "noun";
    /// with, against: before who acts, who bare is a name
    NAME_PREPOSITION = 81, "NamePreposition", "word";
    /// pay, spend: what the money was for came about
    SPENDING = 82, "SpendingVerb", "verb";
    /// lassen: with a reflexive and an infinitive a passive
    CAUSATIVE = 83, "CausativeAuxiliary", "forms";
}

impl Category {
    /// Any verb form that a frame or the grammar knows.
    pub const VERB: Self = Self(1 << 100);
    /// Any noun form that a frame or the grammar knows.
    pub const NOUN: Self = Self(1 << 101);
    /// A noun of a class («company»), a descriptor or a title begins here.
    pub const CLASS_NOUN: Self = Self(1 << 102);
    /// A later word of a phrase that was recognised as one.
    pub const CONTINUES: Self = Self(1 << 103);

    /// What opens a noun phrase.
    pub const DETERMINER: Self = Self(
        Self::DEFINITE.0
            | Self::INDEFINITE.0
            | Self::DEMONSTRATIVE.0
            | Self::POSSESSIVE.0
            | Self::OUR.0
            | Self::QUANTIFIER.0,
    );
    /// Any auxiliary.
    pub const AUXILIARY: Self = Self(
        Self::COPULA.0
            | Self::PERFECT.0
            | Self::PASSIVE.0
            | Self::FUTURE.0
            | Self::MODAL.0
            | Self::CONDITIONAL_FORM.0
            | Self::SUPPORT.0
            | Self::CAUSATIVE.0,
    );
    /// Opens a clause that is not a main clause.
    pub const CLAUSE_OPENER: Self = Self(Self::COMPLEMENTIZER.0 | Self::CONDITIONAL.0 | Self::SUBORDINATOR.0);
    /// Any relativiser.
    pub const RELATIVISER: Self =
        Self(Self::SUBJECT_RELATIVISER.0 | Self::OBJECT_RELATIVISER.0 | Self::OTHER_RELATIVISER.0);
    /// Qualifies what is said.
    pub const CUE: Self = Self(
        Self::DENIED.0
            | Self::POSSIBLE.0
            | Self::PLANNED.0
            | Self::REPORTED.0
            | Self::HYPOTHETICAL.0
            | Self::ENDED.0
            | Self::ONGOING.0
            | Self::NOT_YET.0,
    );
    /// A word of the closed classes: no name and no content word.
    pub const FUNCTION: Self = Self((1 << 39) - 1);

    /// Whether the two share a flag.
    #[must_use]
    pub fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether words of these categories deny: «not», «not yet», but not «not only».
    #[must_use]
    pub fn denies(self) -> bool {
        self.is(Self::DENIED | Self::NOT_YET) && !self.is(Self::NOT_DENIED)
    }

    /// Without the flags of `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl BitOr for Category {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Categories of the language files that say what a change is measured over, and the name the qualifier `period` gives
/// them. Those behind [`SPANS`] compare, and count only where no span of time is named.
pub const PERIODS: [(&str, &str); 12] = [
    ("EarlyTrading", "early-trading"),
    ("PreMarket", "pre-market"),
    ("AfterHours", "after-hours"),
    ("YearToDate", "year-to-date"),
    ("FirstQuarter", "first-quarter"),
    ("SecondQuarter", "second-quarter"),
    ("ThirdQuarter", "third-quarter"),
    ("FourthQuarter", "fourth-quarter"),
    ("HalfYear", "half-year"),
    ("NineMonths", "nine-months"),
    ("FullYear", "full-year"),
    ("YearOnYear", "year-on-year"),
];

/// How many of [`PERIODS`] name a span of time.
pub const SPANS: u8 = 11;

//! How classes and statuses look: shapes, colours, lines.

use crate::model::Status;

/// The outline of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// A box with round corners: organizations.
    Round,
    /// An ellipse: people.
    Ellipse,
    /// A sheet with a folded corner: news outlets.
    Note,
    /// Eight corners: authorities.
    Octagon,
    /// A box with a roof: places.
    House,
    /// A slanted box: products.
    Slanted,
    /// Six corners: technologies.
    Hexagon,
    /// A card with a tab: events.
    Tab,
    /// A plain box: all else.
    Box,
}

/// Class, shape, fill and outline; the first whose class fits is used. Fills are light enough for black text, and the
/// outlines differ for people with a colour vision deficiency too.
pub(super) const STYLES: [(&str, Shape, &str, &str); 9] = [
    ("Person", Shape::Ellipse, "#fdebd3", "#b86e00"),
    ("Media", Shape::Note, "#eef3e2", "#5f7f1c"),
    ("Authority", Shape::Octagon, "#f6e3ee", "#a03c78"),
    ("Place", Shape::House, "#e2f1ec", "#1b7a5e"),
    ("Product", Shape::Slanted, "#fff6cf", "#8a7000"),
    ("Technology", Shape::Hexagon, "#ece6f8", "#6a4bb0"),
    ("Event", Shape::Tab, "#fde4e0", "#b8452f"),
    ("Facility", Shape::Box, "#ececec", "#555555"),
    ("Organization", Shape::Round, "#e3eefb", "#2b66b1"),
];

/// How sure a claim is, as a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// It holds.
    Solid,
    /// Reported or planned: dotted.
    Dotted,
    /// Said and denied: amber, dashed.
    Contested,
    /// Denied: red, dashed.
    Denied,
    /// Closed by what came later: grey.
    Past,
}

impl Line {
    /// All of them, in the order of the legend.
    pub const ALL: [Self; 5] = [Self::Solid, Self::Dotted, Self::Contested, Self::Denied, Self::Past];

    /// Its colour.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            Self::Solid => "#444444",
            Self::Dotted => "#5b6b8c",
            Self::Contested => "#b35c00",
            Self::Denied => "#c62828",
            Self::Past => "#a8a8a8",
        }
    }

    /// What it stands for, in words.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Solid => "confirmed or supported",
            Self::Dotted => "reported or planned",
            Self::Contested => "contested",
            Self::Denied => "denied",
            Self::Past => "superseded",
        }
    }

    pub(super) fn of(status: Status) -> Self {
        match status {
            Status::Confirmed | Status::Supported => Self::Solid,
            Status::Reported | Status::Planned => Self::Dotted,
            Status::Contested => Self::Contested,
            Status::Denied => Self::Denied,
            Status::Superseded => Self::Past,
        }
    }
}

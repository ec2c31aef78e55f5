//! The nouns: what the stages hand to each other.
//!
//! Plain data with no behaviour beyond reading and printing itself. Nothing here knows the ontology, a file or a
//! triple. All offsets are bytes into [`Article::text`]; they become Unicode code points only on the way out
//! ([`CodePoints`]).

mod article;
mod claim;
mod date;
mod decimal;
mod decision;
mod entity;
mod evidence;
mod graph;
mod id;
mod language;
mod mention;
mod note;
mod sentence;
mod span;
mod tree;

pub use article::{Article, ArticleHead};
pub use claim::{Claim, ClaimKey, Object, Status};
pub use date::Date;
pub use decimal::Decimal;
pub use decision::Decision;
pub use entity::Entity;
pub use evidence::{Argument, Aspect, Evidence, Modality, Polarity, Qualifiers, Quantity, Quote, Source};
pub use graph::{Graph, Ledger, LedgerLine};
pub use id::identifier;
pub use language::Language;
pub use mention::{Amount, ClassId, FoundName, Mention, MentionKind, Referent};
pub use note::{Note, Severity};
pub use sentence::{Sentence, SentenceKind, Shape, Token, WordId};
pub use span::{CodePoints, Span};
pub use tree::{LABELS, Node, PARTS, Tree};

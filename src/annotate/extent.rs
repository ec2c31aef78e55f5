//! How far a known name reaches: the legal form around it, the country behind it, its short form in parentheses.
//!
//! In go the mentions of one sentence, or of the article; the same mentions come out, some of them longer. A name that
//! grows over another mention takes its place.

use crate::{
    model::{Amount, Mention, MentionKind, Referent, Shape, Token, WordId},
    ontology::{Category, Compiled, Grammar},
};

/// What the rules look at.
pub struct Extent<'e> {
    /// The article's text.
    pub text: &'e str,
    /// Its tokens.
    pub tokens: &'e [Token],
    /// The ontology.
    pub compiled: &'e Compiled,
    /// The language's grammar.
    pub grammar: &'e Grammar,
}

impl Extent<'_> {
    fn category(&self, at: usize) -> Category {
        self.tokens.get(at).map_or(Category::default(), |token| self.grammar.category(token.word))
    }

    fn written(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    fn is(&self, mention: &Mention, set: u128) -> bool {
        set != 0 && mention.class.is_some_and(|class| self.compiled.fits(class, set))
    }

    /// Takes the legal form before and behind known organizations: «PT Bank Mandiri (Persero) Tbk». And in languages
    /// whose nouns are modified from behind, the country makes a subsidiary of them: «Samsung India».
    pub fn known(&self, mentions: &mut Vec<Mention>, first: usize, end: usize) {
        for at in first..mentions.len() {
            let named = matches!(mentions[at].kind, MentionKind::Name | MentionKind::AmbiguousName);
            if !named || !self.is(&mentions[at], self.compiled.classes.organization) {
                continue;
            }
            let free = |token: usize| mentions.get(at + 1).is_none_or(|next| token < next.tokens.start);
            let mut reach = mentions[at].tokens.clone();
            while reach.end < end && free(reach.end) {
                let form = self.category(reach.end).is(Category::LEGAL_FORM)
                    && self.tokens[reach.end].shape.has(Shape::CAPITAL);
                let bracketed = self.written(reach.end) == "("
                    && self.category(reach.end + 1).is(Category::LEGAL_FORM)
                    && self.written(reach.end + 2) == ")";
                if form {
                    reach.end += 1;
                } else if bracketed && reach.end + 3 <= end && free(reach.end + 2) {
                    reach.end += 3;
                } else {
                    break;
                }
            }
            let before = reach.start.checked_sub(1).filter(|before| {
                self.category(*before).is(Category::LEGAL_PREFIX)
                    && !self.tokens[reach.start].shape.has(Shape::LINE_START)
                    && (at == first || mentions[at - 1].tokens.end <= *before)
            });
            reach.start = before.unwrap_or(reach.start);
            let whole = reach.len() == mentions[at].tokens.len();
            mentions[at].tokens = reach;
            if whole && !self.grammar.traits.head_final && self.is_branch(mentions, at) {
                mentions[at].tokens.end = mentions[at + 1].tokens.end;
                mentions[at].kind = MentionKind::UnknownName;
                mentions[at].referent = Referent::Nobody;
                mentions[at + 1].tokens = mentions[at].tokens.end..mentions[at].tokens.end;
            }
        }
        drop_empty(mentions, first);
    }

    /// Takes the number or letters that tell the models of a product apart: «Galaxy S24 Ultra», «iPhone 5».
    pub fn models(&self, mentions: &mut Vec<Mention>, first: usize, end: usize) {
        for at in first..mentions.len() {
            let named = matches!(mentions[at].kind, MentionKind::Name | MentionKind::AmbiguousName);
            if !named || !self.is(&mentions[at], self.compiled.classes.product) {
                continue;
            }
            let start = mentions[at].tokens.end;
            let mut reach = start;
            while reach < end && reach < start + 4 && self.tells_model(mentions, at, reach, start) {
                reach += 1;
            }
            if reach > start {
                mentions[at].tokens.end = reach;
                mentions[at].kind = MentionKind::UnknownName;
                mentions[at].referent = Referent::Nobody;
                for other in mentions.iter_mut().skip(at + 1).take_while(|other| other.tokens.start < reach) {
                    other.tokens = reach..reach;
                }
            }
        }
        drop_empty(mentions, first);
    }

    /// Whether a token goes on with the name of a product's model that began at `start`.
    fn tells_model(&self, mentions: &[Mention], product: usize, at: usize, start: usize) -> bool {
        let token = &self.tokens[at];
        let written = self.written(at);
        let other = mentions[product + 1..].iter().find(|other| other.tokens.contains(&at));
        let count =
            |other: &Mention| matches!(other.kind, MentionKind::Amount(Amount::Count(_))) && other.tokens.len() == 1;
        if token.shape.has(Shape::LINE_START) || !other.is_none_or(count) {
            return false;
        }
        let short = written.len() <= 4 && written.chars().all(char::is_alphanumeric);
        let code = token.shape.has(Shape::NUMBER)
            || token.shape.has(Shape::CAPITAL) && (token.shape.has(Shape::ALL_CAPITALS) || written.len() == 1);
        let digits = token.shape.has(Shape::CAPITAL) && written.contains(|c: char| c.is_ascii_digit());
        let word = at > start
            && token.shape.has(Shape::CAPITAL)
            && token.word == WordId::UNKNOWN
            && !self.grammar.traits.noun_capitals;
        short && (code || digits) || word
    }

    /// Whether the next mention is a country that stands bare behind a company, as the name of its branch there.
    fn is_branch(&self, mentions: &[Mention], at: usize) -> bool {
        let company = &mentions[at];
        company.kind == MentionKind::Name
            && self.is(company, self.compiled.classes.company)
            && mentions.get(at + 1).is_some_and(|next| {
                next.kind == MentionKind::Name
                    && next.tokens.start == company.tokens.end
                    && self.is(next, self.compiled.classes.country)
                    && !self.tokens[next.tokens.start].shape.has(Shape::LINE_START)
            })
    }

    /// Takes the short form that a name gives itself in parentheses: «Tower Bersama Infrastructure (TBIG)»; and of a
    /// post likewise.
    pub fn glossed(&self, mentions: &mut Vec<Mention>) {
        for at in 0..mentions.len() {
            let open = mentions[at].tokens.end;
            if self.written(open) != "(" || self.written(open + 2) != ")" {
                continue;
            }
            let inner = mentions.get(at + 1).filter(|next| next.tokens.start == open + 1);
            let same = match (&mentions[at].kind, inner) {
                (MentionKind::Title(post), Some(inner)) => inner.kind == MentionKind::Title(*post),
                (MentionKind::Name | MentionKind::UnknownName, Some(inner)) => match inner.kind {
                    MentionKind::Name | MentionKind::AmbiguousName => {
                        inner.referent == mentions[at].referent && inner.referent != Referent::Nobody
                    }
                    MentionKind::UnknownName => self.shortens(&mentions[at], open + 1),
                    _ => false,
                },
                (MentionKind::Name | MentionKind::UnknownName, None) => self.shortens(&mentions[at], open + 1),
                _ => false,
            };
            if same {
                mentions[at].tokens.end = open + 3;
                if let Some(inner) = mentions.get_mut(at + 1).filter(|next| next.tokens.start == open + 1) {
                    inner.tokens = open + 3..open + 3;
                }
            }
        }
        mentions.retain(|mention| !mention.tokens.is_empty());
    }

    /// Whether a word may be the short form of a name: in capitals, with the name's first letter.
    fn shortens(&self, name: &Mention, at: usize) -> bool {
        let short = self.written(at);
        let mut words = name.tokens.clone().filter(|&at| !self.category(at).is(Category::LEGAL_PREFIX));
        let first = words.next().and_then(|at| self.written(at).chars().next());
        let capitals = self.tokens[at].shape.has(Shape::ALL_CAPITALS) && short.len() <= 8;
        let mixed = self.tokens[at].shape.has(Shape::CAPITAL) && name.tokens.len() > 1;
        !self.is(name, self.compiled.classes.place) && (capitals || mixed) && short.chars().next() == first
    }
}

/// Drops what another mention took over, from `first` on: a look at the whole article for every sentence of it would
/// make long ones slow.
fn drop_empty(mentions: &mut Vec<Mention>, first: usize) {
    let fresh = mentions.split_off(first);
    mentions.extend(fresh.into_iter().filter(|mention| !mention.tokens.is_empty()));
}

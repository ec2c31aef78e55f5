//! Noun phrases around mentions: where they begin, what governs them, what they are coordinated with.

use super::View;
use crate::{
    model::{ClassId, Mention, MentionKind, Referent, Shape},
    ontology::{
        Category,
        pattern::{Role, Slot, Unit},
    },
};

/// The left edge of the noun phrase a mention is the name of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Edge {
    /// First position of the phrase.
    pub start: usize,
    /// The preposition that governs it.
    pub preposition: Option<usize>,
    /// Its article or other determiner.
    pub determiner: Option<usize>,
    /// Whether a common noun heads it, so that the mention is only its possessor or modifier.
    pub foreign_head: bool,
}

impl View<'_> {
    /// Walks left from a mention over what may belong to its phrase.
    #[must_use]
    pub fn edge(&self, mention: &Mention) -> Edge {
        let mut edge = Edge { start: mention.tokens.start, ..Edge::default() };
        if mention.kind == MentionKind::Pronoun {
            // «a plant it opened»: a pronoun is a phrase by itself.
            let before = edge.start.checked_sub(1).filter(|&at| self.inside(at) && self.mention(at).is_none());
            let governors = Category::PREPOSITION | Category::GENITIVE | Category::AGENT;
            edge.preposition = before.filter(|&at| self.is(at, governors) && !self.is(at, Category::ADVERB));
            return edge;
        }
        let (mut plain, mut class_noun) = (0, false);
        while edge.start > self.start {
            let at = edge.start - 1;
            if self.shape(edge.start).has(Shape::LINE_START) {
                break;
            }
            let category = self.category(at);
            if let Some(other) = self.mention(at) {
                match other.kind {
                    MentionKind::Demonym | MentionKind::Title(_) | MentionKind::ClassNoun => {
                        class_noun |= other.kind != MentionKind::Demonym;
                        edge.start = other.tokens.start;
                        continue;
                    }
                    _ if self.traits().voice_prefix && self.is_origin(other) => {
                        // «startup asal Cina DeepSeek»
                        edge.start = other.tokens.start - 1;
                        continue;
                    }
                    _ => break,
                }
            }
            if self.is_possessive_mark(at) {
                // «Germany's BMW»: the possessor is the determiner.
                edge.determiner = Some(at);
                let owner = at.checked_sub(1).and_then(|at| self.mention(at));
                let before = owner.map(|owner| self.edge(owner));
                edge.preposition = before.and_then(|before| before.preposition);
                edge.start = before.map_or(at, |before| before.start);
                return edge;
            }
            if category.is(Category::PREPOSITION | Category::GENITIVE | Category::AGENT)
                && !category.is(Category::ADVERB)
            {
                edge.preposition = Some(at);
                break;
            }
            if category.is(Category::DETERMINER) {
                edge.determiner = Some(at);
                edge.start = at;
                let before = at.checked_sub(1).filter(|before| self.inside(*before));
                if before.is_none_or(|before| !self.is(before, Category::DETERMINER)) {
                    edge.preposition =
                        before.filter(|before| self.is(*before, Category::PREPOSITION | Category::GENITIVE));
                    break;
                }
                continue;
            }
            if self.shape(at).has(Shape::NUMBER) {
                break;
            }
            if category.is(Category::HONORIFIC | Category::LEGAL_PREFIX | Category::NAME_PARTICLE)
                || self.written(at) == "."
            {
                edge.start = at;
                continue;
            }
            let content = !category.is(Category::FUNCTION | Category::VERB | Category::CUE) && !self.is_mark(at)
                || category.is(Category::ENDED | Category::LIGHT_NOUN) && !self.is_mark(at);
            if !content || plain == 3 {
                break;
            }
            plain += 1;
            edge.start = at;
        }
        if let Some(head) = self.introducing(&edge, mention) {
            return Edge { foreign_head: false, ..self.edge(head) };
        }
        let organ = self.is(mention.tokens.start.saturating_sub(1), Category::ORGAN_NOUN);
        edge.foreign_head =
            self.traits().voice_prefix && plain > 0 && !class_noun && !organ && edge.preposition.is_none();
        // «kolaborasi perusahaan dengan A»: the one spoken of is the owner.
        let phrase = self.is(mention.tokens.start.wrapping_sub(1), Category::CONTINUES);
        let owner = self.is(mention.tokens.start, Category::SELF_DEFINITE) && !phrase;
        edge.foreign_head &= owner || !matches!(mention.kind, MentionKind::ClassNoun | MentionKind::Pronoun);
        // «CEO Apple»: a title before an organization makes it the possessor.
        let titled = mention
            .tokens
            .start
            .checked_sub(1)
            .and_then(|at| self.mention(at))
            .is_some_and(|before| matches!(before.kind, MentionKind::Title(_)));
        let person = self.compiled.classes.person;
        edge.foreign_head |= titled
            && !self.traits().head_final
            && mention.class.is_some_and(|class| !self.compiled.fits(class, person));
        edge
    }

    /// Whether a mention stands under a preposition, its own or that of the list it is a member of («unlike A and B»).
    #[must_use]
    pub fn is_governed(&self, index: usize) -> bool {
        let edge = self.edge(&self.mentions[index]);
        if edge.preposition.is_some() {
            return true;
        }
        let Some(joint) = edge.start.checked_sub(1).filter(|at| self.inside(*at)) else { return false };
        let joined = self.is(joint, Category::COORDINATOR) || self.written(joint) == ",";
        let before = joint.checked_sub(1).and_then(|at| self.mention_index(at));
        let listed = before.filter(|&before| self.is(joint, Category::COORDINATOR) || self.lists(before));
        joined && listed.is_some_and(|before| self.names(&self.mentions[before]) && self.is_governed(before))
    }

    /// Whether a comma before a mention makes it a member of a list.
    fn lists(&self, index: usize) -> bool {
        let before = self.mentions[index].tokens.start.wrapping_sub(1);
        self.inside(before) && self.written(before) == ","
    }

    /// A place after the word for «from», as in «asal Cina».
    fn is_origin(&self, place: &Mention) -> bool {
        let before = place.tokens.start.wrapping_sub(1);
        self.inside(before)
            && self.is(before, Category::GENITIVE | Category::PREPOSITION)
            && self.fits(place.class, self.compiled.classes.place)
    }

    /// Whether a mention is a possessor by what follows or ends it.
    #[must_use]
    pub fn is_owner(&self, mention: &Mention) -> bool {
        mention.possessive || self.is_possessive_mark(mention.tokens.end)
    }

    /// Whether a mention heads its phrase on the right: no noun goes on behind it («Apple shares»), no hyphen either.
    #[must_use]
    pub fn ends_phrase(&self, mention: &Mention) -> bool {
        let next = mention.tokens.end;
        if !self.inside(next) || self.shape(next).has(Shape::LINE_START) {
            return true;
        }
        if self.written(next) == "-" && self.shape(next).has(Shape::GLUED) {
            return false;
        }
        if self.is_mark(next) || !self.traits().head_final {
            return true;
        }
        if let Some(other) = self.mention(next) {
            let goes_on = matches!(
                other.kind,
                MentionKind::ClassNoun | MentionKind::Title(_) | MentionKind::Name | MentionKind::UnknownName
            );
            // «A Teams Up with B»
            let verb =
                self.is(next, Category::VERB) && self.grammar.is_verb_particle(&self.written(next + 1).to_lowercase());
            return self.traits().verb_second || !goes_on || verb;
        }
        let category = self.category(next);
        if self.traits().noun_capitals {
            return !self.shape(next).has(Shape::CAPITAL) || category.is(Category::FUNCTION);
        }
        category.is(Category::FUNCTION
            | Category::VERB
            | Category::CUE
            | Category::NOT_DENIED
            | Category::CONTINUES
            | Category::TIME_UNIT
            | Category::LAST
            | Category::NEXT)
            || self.shape(next).has(Shape::NUMBER)
            || self.is_adverb(next)
            || !category.is(Category::NOUN) && !self.compiled_noun(next)
    }

    /// An unknown small-letter word right behind a name is a noun more often than not, unless it looks like a verb.
    fn compiled_noun(&self, at: usize) -> bool {
        let written = self.written(at);
        !self.grammar.affixes.looks_like_verb(written)
    }

    /// An adverb by list or ending.
    #[must_use]
    pub fn is_adverb(&self, at: usize) -> bool {
        self.is(at, Category::ADVERB) || self.grammar.affixes.looks_like_adverb(self.written(at))
    }

    /// Whether a place is named only to say where the noun behind it is at home: «the Munich-based lender».
    #[must_use]
    pub fn opens_compound(&self, mention: &Mention) -> bool {
        let hyphen = mention.tokens.end;
        matches!(mention.kind, MentionKind::Name | MentionKind::UnknownName)
            && self.inside(hyphen + 1)
            && self.written(hyphen) == "-"
            && self.shape(hyphen).has(Shape::GLUED)
            && self.shape(hyphen + 1).has(Shape::GLUED)
            && !self.shape(hyphen + 1).has(Shape::CAPITAL)
            && self.fits(mention.class, self.compiled.classes.place)
    }

    /// Whether a slot takes a mention, by kind and class.
    #[must_use]
    pub fn takes(&self, slot: Slot, mention: &Mention) -> bool {
        match slot.role {
            // «in drei Jahren 6000 Stellen»: years are no number of anything.
            Role::Value if slot.unit == Unit::Count && self.is(mention.tokens.end, Category::TIME_UNIT) => false,
            Role::Value => takes_amount(slot.unit, &mention.kind),
            Role::Post => matches!(mention.kind, MentionKind::Title(_)),
            Role::Noun => mention.kind == MentionKind::ClassNoun && self.fits(mention.class, slot.classes),
            _ if slot.adjective => mention.kind == MentionKind::Demonym && self.fits(mention.class, slot.classes),
            Role::Date => matches!(mention.kind, MentionKind::Date(_)),
            Role::Any if slot.classes == 0 && slot.unit == Unit::Any => true,
            _ if slot.unit != Unit::Any => takes_amount(slot.unit, &mention.kind),
            _ => {
                self.names(mention)
                    && match (mention.class, mention.referent) {
                        (Some(class), Referent::Unlisted(_)) => {
                            self.fits(mention.class, slot.classes) || self.may_be(class, slot.classes)
                        }
                        (Some(_), _) => self.fits(mention.class, slot.classes),
                        // News names new companies and people, hardly new countries; events and facilities say what
                        // they are.
                        (None, _) => {
                            mention.kind == MentionKind::UnknownName
                                && (slot.classes == 0
                                    || slot.classes & !(self.compiled.classes.event | self.compiled.classes.facility)
                                        != 0)
                                && !(slot.explicit && self.is_place_only(slot.classes))
                        }
                    }
            }
        }
    }

    /// Whether a name that the ontology does not know, and of which only a general class is told, may be of a class of
    /// `set`: what is called an organization may be a company.
    fn may_be(&self, class: ClassId, set: u128) -> bool {
        let organization = self.compiled.classes.organization;
        self.compiled.fits(class, organization) && classes(set).any(|wanted| self.compiled.ontology.is_a(wanted, class))
    }

    /// Whether a set of classes has nothing but kinds of places.
    fn is_place_only(&self, set: u128) -> bool {
        let place = self.compiled.classes.place;
        set != 0 && classes(set).all(|class| self.compiled.fits(class, place))
    }

    /// The mentions that stand in one list with a mention, itself included, in order. `leftward` looks before it,
    /// else behind it.
    #[must_use]
    pub fn list(&self, index: usize, slot: Slot, leftward: bool) -> Vec<usize> {
        let mut members = vec![index];
        if slot.literal || slot.role == Role::Value {
            return members;
        }
        let (mut last, mut joined) = (index, false);
        let mut pending: Vec<usize> = Vec::new();
        while let Some((next, sure)) = self.neighbour(last, slot, leftward) {
            pending.push(next);
            // The coordinator stands before the last member.
            let closed = sure && !joined && !leftward && self.coordinates(last, next);
            joined |= sure;
            last = next;
            if closed || pending.len() > 12 {
                break;
            }
        }
        let opened = index > 0 && self.opens_list(self.mentions[index].tokens.start);
        if joined || opened && !leftward {
            members.extend(pending);
        }
        members.sort_unstable();
        members
    }

    /// Whether a coordinator stands between two mentions.
    fn coordinates(&self, first: usize, second: usize) -> bool {
        (self.mentions[first].tokens.end..self.mentions[second].tokens.start)
            .any(|at| self.is(at, Category::COORDINATOR) && !self.is(at, Category::LIST_CONNECTOR))
    }

    fn opens_list(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        self.inside(before) && self.is(before, Category::LIST_CONNECTOR)
            || self.inside(before)
                && self.is(before, Category::CONTINUES)
                && (2..4).any(|back| self.is(at.wrapping_sub(back), Category::LIST_CONNECTOR))
    }

    /// The next member of a list, and whether a word joins it (rather than a mere comma).
    fn neighbour(&self, index: usize, slot: Slot, leftward: bool) -> Option<(usize, bool)> {
        let explained = self.explanation(index, leftward).unwrap_or_default();
        let mut other = index;
        let (mut gap, mut between);
        loop {
            other = if leftward { other.checked_sub(1)? } else { other + 1 };
            let mention = self.mentions.get(other).filter(|mention| self.inside(mention.tokens.start))?;
            if explained.contains(&mention.tokens.start) {
                continue;
            }
            between = if leftward {
                mention.tokens.end..self.mentions[index].tokens.start
            } else {
                self.mentions[index].tokens.end..mention.tokens.start
            };
            gap = between.len() - explained.len();
            if gap > 14 {
                return None;
            }
            let parenthetic = self.shape(mention.tokens.start).has(Shape::PARENTHESIS)
                != self.shape(self.mentions[index].tokens.start).has(Shape::PARENTHESIS);
            let apart = matches!(mention.kind, MentionKind::ClassNoun | MentionKind::Demonym | MentionKind::Title(_))
                && (!self.takes(slot, mention) || self.introduces_name(mention));
            let again = mention.referent == self.mentions[index].referent;
            if !parenthetic && !apart && !again && !self.inserted(mention) {
                break;
            }
        }
        let mention = &self.mentions[other];
        if !self.takes(slot, mention) {
            return None;
        }
        // «Selon A, B et C»: what a preposition governs is no member of a bare list.
        if leftward
            && self.is_governed(other)
            && self.edge(&self.mentions[index]).preposition.is_none()
            && !self.edge(&self.mentions[index]).foreign_head
        {
            let listed =
                (mention.tokens.end..self.mentions[index].tokens.start).any(|at| self.is(at, Category::COORDINATOR));
            if !listed {
                return None;
            }
        }
        let (mut joined, mut comma, mut depth, mut words) = (false, false, 0i32, 0);
        for at in between.clone().filter(|at| !explained.contains(at)) {
            let written = self.written(at);
            let category = self.category(at);
            match written {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ if depth > 0 => {}
                "," => comma = true,
                "-" if self.shape(at).has(Shape::GLUED) => {}
                "\"" | "“" | "”" | "„" | "«" | "»" => {}
                _ if category.is(Category::COORDINATOR | Category::LIST_CONNECTOR) => joined = true,
                // «not only with A but also with B»
                _ if category.is(Category::ADVERSATIVE) && self.is_not_only(between.start) => joined = true,
                // A class noun before a member introduces it; elsewhere it heads a phrase of its own.
                _ if self.mention(at).is_some_and(|other| {
                    other.kind == MentionKind::ClassNoun && other.tokens.end + 3 < mention.tokens.start
                }) =>
                {
                    return None;
                }
                _ if category.is(Category::DETERMINER | Category::CONTINUES)
                    || self.is_adverb(at)
                    || self.mention(at).is_some() => {}
                _ if category.is(Category::PREPOSITION | Category::GENITIVE) && (joined || comma) => {}
                _ if category.is(Category::FUNCTION | Category::VERB) || self.is_mark(at) => return None,
                // «A grows, and B sells»: words right behind a name are no list.
                _ if !(joined || comma) => return None,
                _ => words += 1,
            }
        }
        if words > 3 || !(joined || comma) {
            return None;
        }
        // «rejected A, and B sued»: what follows the last name is a verb of its own.
        if !leftward
            && comma
            && !self.is_not_only(between.start)
            && (mention.tokens.end..mention.tokens.end + 2)
                .any(|at| self.inside(at) && self.is(at, Category::AUXILIARY | Category::VERB))
        {
            return None;
        }
        Some((other, joined))
    }

    /// Whether words before a position say that something is not all.
    fn is_not_only(&self, end: usize) -> bool {
        (self.start..end).any(|at| self.is(at, Category::NOT_DENIED))
    }

    /// Whether a mention only explains the next member («`TikTok`'s parent `ByteDance`»).
    fn inserted(&self, mention: &Mention) -> bool {
        // «induk perusahaan B yakni A»
        let relational = |at: usize| self.is(at, Category::RELATIONAL);
        let owns = self.traits().voice_prefix && (self.edge(mention).start..mention.tokens.start).any(relational);
        self.is_owner(mention) || owns && self.is(mention.tokens.end, Category::LIST_CONNECTOR)
    }
}

/// The classes of a set.
fn classes(set: u128) -> impl Iterator<Item = ClassId> {
    (0..128u8).filter(move |at| set >> at & 1 == 1).map(ClassId)
}

fn takes_amount(unit: Unit, kind: &MentionKind) -> bool {
    use crate::model::Amount;
    let MentionKind::Amount(amount) = kind else { return false };
    matches!(
        (unit, amount),
        (Unit::Any, _)
            | (Unit::Percent, Amount::Percent(_))
            | (Unit::Money, Amount::Money(..))
            | (Unit::Count, Amount::Count(_))
    )
}

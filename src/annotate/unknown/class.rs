//! What an unknown name names, as far as its words and neighbours tell.

use std::ops::Range;

use super::Finder;
use crate::{
    model::{ClassId, Mention, MentionKind, Sentence, Shape},
    ontology::{Category, Classes},
};

impl Finder<'_> {
    /// The class of a name, and whether a word tells it: a guess gives way to what a language model is sure of.
    pub(super) fn class_or_guess(
        &self,
        name: &Range<usize>,
        full: &Range<usize>,
        sentence: &Sentence,
    ) -> (Option<ClassId>, bool) {
        let classes = &self.compiled.classes;
        match self.class(name, full, sentence) {
            None if self.ends_in_model(name) => (Classes::first(classes.product), false),
            None if self.names_place(name) => (Classes::first(classes.place), false),
            None if self.looks_personal(name) => (Classes::first(classes.person), false),
            told => (told, told.is_some()),
        }
    }

    fn class(&self, name: &Range<usize>, full: &Range<usize>, sentence: &Sentence) -> Option<ClassId> {
        let classes = &self.compiled.classes;
        if full != name {
            return Classes::first(classes.company);
        }
        let noun = self.own_noun(name);
        if name.clone().any(|at| self.category(at).is(Category::ORGANIZATION_NOUN)) {
            // «Pengadilan Negeri Norrland»
            let authority = |class: &ClassId| self.compiled.fits(*class, classes.authority);
            if self.grammar.traits.voice_prefix && noun.as_ref().is_some_and(authority) {
                return noun;
            }
            return Classes::first(classes.organization);
        }
        if name.start > sentence.tokens.start {
            let before = name.start - 1;
            if self.category(before).is(Category::HONORIFIC) {
                return Classes::first(classes.person);
            }
            let dotted = before > sentence.tokens.start && self.tokens[before].span.of(self.text) == ".";
            if dotted && self.category(before - 1).is(Category::HONORIFIC) {
                return Classes::first(classes.person);
            }
            if let Some(mention) = self.known(before) {
                match mention.kind {
                    // «Who chairs Norrglim»: behind a relativiser the post is a verb. «CEO Norrglim»: where the head
                    // comes first one word behind a post may be whose post it is.
                    MentionKind::Title(_)
                        if !self.follows_relativiser(mention.tokens.start, sentence)
                            && (!self.grammar.traits.voice_prefix
                                || name.len() > 1 && !self.holder_follows(full.end, sentence)) =>
                    {
                        return Classes::first(classes.person);
                    }
                    // «Direktur Utama Norrglim, Budi Santoso,»: whose post it is, then who holds it.
                    MentionKind::Title(_)
                        if self.grammar.traits.voice_prefix && self.holder_follows(full.end, sentence) =>
                    {
                        return Classes::first(classes.organization);
                    }
                    // «Gubernur Norrland Anna Berger», «direktur perseroan Anna Berger»
                    MentionKind::Name | MentionKind::ClassNoun
                        if self.grammar.traits.voice_prefix && self.is_titled_whole(mention) =>
                    {
                        return Classes::first(classes.person);
                    }
                    MentionKind::ClassNoun => return self.outer_noun(before, sentence).class,
                    _ => {}
                }
            }
        }
        // «Norrglim-Tochter», «Norrglim-Chefin»: what has subsidiaries and posts.
        let compounded = self.grammar.traits.noun_capitals && self.is_compounded(name.end, sentence.tokens.end);
        let organization = || Classes::first(classes.organization).filter(|_| compounded);
        noun.or_else(|| self.told_behind(full.end, sentence)).or_else(organization)
    }

    /// Whether a post stands right before what is known and is no person: a place, or a noun that means the one spoken of.
    fn is_titled_whole(&self, known: &Mention) -> bool {
        let place = known.class.is_some_and(|class| self.compiled.fits(class, self.compiled.classes.place));
        let whole = place || self.category(known.tokens.start).is(Category::SELF_DEFINITE);
        whole && self.is_titled(known.tokens.start)
    }

    /// Whether a word for places heads a name: a hint only, «Norrglim Bay» may be a company.
    fn names_place(&self, name: &Range<usize>) -> bool {
        let is_noun = |at: usize| self.category(at).is(Category::PLACE_NOUN);
        name.len() > 1 && (is_noun(name.start) || self.grammar.traits.head_final && is_noun(name.end - 1))
    }

    /// Two to four new words with capitals, as people have them.
    pub(super) fn looks_personal(&self, name: &Range<usize>) -> bool {
        let word = |at: usize| {
            let shape = self.tokens[at].shape;
            shape.has(Shape::CAPITAL)
                && !shape.has(Shape::ALL_CAPITALS)
                && !shape.has(Shape::MIXED)
                && self.is_new_word(at)
        };
        // «Jean-Louis Chaussade»: a double given name counts as one.
        let hyphen = |at: usize| self.tokens[at].span.of(self.text) == "-";
        let hyphens = name.clone().filter(|&at| hyphen(at)).count();
        (2..=4).contains(&name.len().saturating_sub(2 * hyphens))
            && name.clone().all(|at| word(at) || hyphen(at) || self.category(at).is(Category::NAME_PARTICLE))
            && (word(name.start) || name.len() > 2 && self.tokens[name.start].shape.has(Shape::CAPITAL))
    }

    /// Whether a comma and what looks like the name of a person follow, or a form of address.
    fn holder_follows(&self, comma: usize, sentence: &Sentence) -> bool {
        let start = comma + 1;
        if comma < sentence.tokens.end && self.category(comma).is(Category::HONORIFIC) {
            return true;
        }
        if start >= sentence.tokens.end || self.tokens[comma].span.of(self.text) != "," {
            return false;
        }
        let capital = self.tokens[start].shape.has(Shape::CAPITAL);
        if !(self.is_plain_name(start) || capital && self.category(start).is(Category::NAME_PARTICLE)) {
            return false;
        }
        let name = start..self.run(start, sentence.tokens.end);
        self.looks_personal(&name) || name.len() > 1 && self.is_given_name(start)
    }

    /// The class noun that heads the phrase of the one at a token: where the head comes first, «pemasok mesin» is a
    /// supplier and no engine.
    fn outer_noun(&self, at: usize, sentence: &Sentence) -> &Mention {
        let noun = |at: usize| self.known(at).filter(|mention| mention.kind == MentionKind::ClassNoun);
        // «un fabricant français de puces»
        let demonym = |at: usize| self.known(at).is_some_and(|mention| mention.kind == MentionKind::Demonym);
        let adjective = |genitive: usize| genitive - if genitive > 1 && demonym(genitive - 1) { 2 } else { 1 };
        let mut outer = noun(at).unwrap_or(&self.mentions[self.covered[at].unwrap_or_default()]);
        while !self.grammar.traits.head_final
            && let Some(before) = outer.tokens.start.checked_sub(1).filter(|before| *before > sentence.tokens.start)
            && let Some(head) = noun(before)
                .or_else(|| self.category(before).is(Category::GENITIVE).then(|| noun(adjective(before)))?)
        {
            outer = head;
        }
        outer
    }

    fn follows_relativiser(&self, at: usize, sentence: &Sentence) -> bool {
        at > sentence.tokens.start && self.category(at - 1).is(Category::SUBJECT_RELATIVISER)
    }

    /// The class of the class noun that heads a name.
    fn own_noun(&self, name: &Range<usize>) -> Option<ClassId> {
        let noun = |at: usize| self.known(at).filter(|mention| mention.kind == MentionKind::ClassNoun)?.class;
        let genitive = name.clone().any(|at| self.category(at).is(Category::GENITIVE));
        if self.grammar.traits.head_final && !genitive { noun(name.end - 1) } else { name.clone().find_map(noun) }
    }

    /// The class of a name by what is said of it right behind: «X, a maker of chips,» or «X is a maker of chips».
    fn told_behind(&self, end: usize, sentence: &Sentence) -> Option<ClassId> {
        let inside = |at: usize| at < sentence.tokens.end;
        let copula = inside(end) && self.category(end).is(Category::COPULA);
        if !inside(end) || !copula && self.tokens[end].span.of(self.text) != "," {
            return None;
        }
        let article = end + 1;
        let person = Classes::first(self.compiled.classes.person);
        // «X, chair of Y»: posts stand without article.
        if inside(article) && !copula && self.known(article).is_some_and(|m| matches!(m.kind, MentionKind::Title(_))) {
            return person;
        }
        if !inside(article) || !self.category(article).is(Category::DEFINITE | Category::INDEFINITE) {
            return None;
        }
        let mut found = None;
        for at in article + 1..sentence.tokens.end.min(article + 16) {
            if let Some(mention) = self.known(at) {
                match mention.kind {
                    MentionKind::Title(_) => return person,
                    MentionKind::ClassNoun => {
                        found = mention.class;
                        if !self.grammar.traits.head_final {
                            let subject = !copula && self.goes_on(mention.tokens.end, sentence);
                            return found.filter(|_| !subject);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            let category = self.category(at);
            let stops = category.is(Category::RELATIVISER | Category::CLAUSE_OPENER | Category::AUXILIARY)
                || found.is_some() && category.is(Category::PREPOSITION | Category::GENITIVE)
                || matches!(self.tokens[at].span.of(self.text), ";" | ":" | "(");
            if stops {
                break;
            }
        }
        found
    }

    /// «Fondée par A et B, la start-up emploie 30 personnes»: whether a clause goes on behind the class noun that ends at
    /// `end`, so that it is a subject and no apposition to the name before the comma. An apposition closes behind an
    /// adjective or two, or something hangs on it.
    fn goes_on(&self, end: usize, sentence: &Sentence) -> bool {
        let hangs = Category::PREPOSITION | Category::GENITIVE | Category::RELATIVISER | Category::COORDINATOR;
        let adjective = |at: usize| match self.known(at) {
            Some(mention) => mention.kind == MentionKind::Demonym,
            None => !self.category(at).is(Category::FUNCTION) && !self.tokens[at].shape.has(Shape::CAPITAL),
        };
        let closes = |at: usize| self.tokens[at].shape.has(Shape::PUNCTUATION) || self.category(at).is(hangs);
        let adjectives = (end..sentence.tokens.end.min(end + 2)).take_while(|&at| !closes(at) && adjective(at)).count();
        let next = end + adjectives;
        self.grammar.traits.determined_nouns && next < sentence.tokens.end && !closes(next)
    }
}

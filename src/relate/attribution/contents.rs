//! What is said: where the content of a report stands.

use std::ops::Range;

use super::{
    SourceRef,
    finder::{Finder, Saying},
    phrases::{Kind, Named},
};
use crate::{
    model::{MentionKind, Shape},
    ontology::Category,
};

/// What is said, and where the report's own words end.
#[derive(Clone, Debug)]
pub struct Content {
    /// What is said.
    pub said: Range<usize>,
    /// What is said further on, behind a report in the middle.
    pub resumed: Option<Range<usize>>,
    /// Whether the report stands behind what is said.
    pub behind: bool,
    /// One past the report's own words.
    pub end: usize,
}

impl Content {
    /// What stands behind the words of a report that end before `end`.
    fn ahead(said: Range<usize>, end: usize) -> Self {
        Self { said, resumed: None, behind: false, end }
    }
}

/// A verb of saying and its speaker.
pub struct Told<'t> {
    /// Where the verb stands.
    pub at: usize,
    /// The verb.
    pub saying: Saying,
    /// Who speaks.
    pub speaker: &'t Named,
    /// Whether the speaker stands behind the verb.
    pub right: bool,
    /// Where the clause of the report begins.
    pub clause: usize,
    /// One past verb and speaker, whichever comes last.
    pub end: usize,
}

impl Finder<'_, '_> {
    /// The complementizer of a verb that ends before `from`.
    pub fn complementizer(&self, from: usize, verb: usize) -> Option<usize> {
        let view = self.view;
        let limit = (from + 14).min(view.end);
        for at in from..limit {
            let word = self.word(at);
            if word.is(Category::COMPLEMENTIZER) && !word.is(Category::PURPOSE | Category::INFINITIVE_MARKER) {
                return Some(at);
            }
            let other = at > verb && self.saying(at).is_some_and(|saying| saying.finite);
            let stops =
                self.is_break(at) && !(self.is_comma(at) && view.traits().verb_second) && !self.is_quotation_mark(at);
            if stops
                || other && !view.traits().verb_second
                || word.is(Category::SUBJECT_RELATIVISER) && !word.is(Category::DEFINITE)
            {
                return None;
            }
        }
        None
    }

    /// What is said.
    pub fn content(&self, told: &Told<'_>) -> Option<Content> {
        let view = self.view;
        let Told { at, saying, right, end: head, .. } = *told;
        if let Some(opener) = self.complementizer(head, at) {
            return Some(Content::ahead(opener + 1..view.end, opener));
        }
        let says = saying.category.is(Category::REPORTING | Category::SPEAKER_AFTER);
        let apart = view.traits().verb_second && !saying.finite;
        let direct = self.opens_clause(head);
        if says && !apart && self.stands_behind(told, direct) {
            let resumed = self.resumed(head, told.clause);
            let end = resumed.as_ref().map_or(view.end, |next| next.start);
            return Some(Content { said: view.start..told.clause, resumed, behind: true, end });
        }
        if (says || saying.category.is(Category::CONFIRMING | Category::DENYING))
            && let Some((mark, comma)) = self.opening_mark(head, right)
        {
            // Of «hat … bestätigt, …» the object in front belongs to it.
            let first = if apart && comma && !right { told.speaker.tokens.end.min(mark + 1) } else { mark + 1 };
            return (mark + 1 < view.end).then(|| Content::ahead(first..view.end, mark));
        }
        if apart {
            // «hat am Donnerstag eine Kooperation bekannt gegeben»: what stands between auxiliary and participle.
            let first = if right { head } else { self.group(at, saying).map_or(at, |group| group.start + 1) };
            return self.takes_object(told, first).then(|| Content::ahead(first..at, first));
        }
        let passes = |at: usize| self.is(at, Category::ADVERB | Category::TIME_UNIT) && view.mention(at).is_none();
        let next = (head..view.end).find(|&at| !passes(at))?;
        let infinitive = self.is(next, Category::INFINITIVE_MARKER | Category::PURPOSE);
        if infinitive && !saying.category.is(Category::DENYING) {
            return None;
        }
        if says && direct || self.takes_object(told, next) {
            let first = self.addressee(next);
            let end = if direct { self.statement_end(first) } else { self.clause_end(first) };
            return Some(Content::ahead(first..end, first));
        }
        None
    }

    /// Whether a report stands behind what is said: «…, X said», «…, said X», «…, as X said».
    fn stands_behind(&self, told: &Told<'_>, direct: bool) -> bool {
        let (view, clause, next) = (self.view, told.clause, told.end);
        // «Sued by A, B denies the claims»: what is denied is named.
        let named = told.saying.category.is(Category::DENYING) && self.is(next, Category::DETERMINER);
        if named || clause == view.start || !self.is_break(clause - 1) {
            return false;
        }
        let ends = next >= view.end
            || view.is_mark(next)
            || self.is_preposition(next) && !self.is(next, Category::PURPOSE)
            || self.is(next, Category::SUBORDINATOR | Category::TIME_UNIT | Category::NOT_NAME | Category::ADVERB)
            || told.saying.particle == Some(next);
        let compares = self.is(clause, Category::SUBORDINATOR | Category::LIST_CONNECTOR);
        told.right || (compares || self.has_clause(view.start..clause)) && (ends || !direct)
    }

    /// The colon or quotation mark before what is said, or the comma of languages that set one before every clause;
    /// and whether it is the comma.
    fn opening_mark(&self, from: usize, right: bool) -> Option<(usize, bool)> {
        let view = self.view;
        for mark in from..(from + 10).min(view.end) {
            let comma = self.is_comma(mark) && (view.traits().verb_second || right);
            if view.written(mark) == ":" || self.is_quotation_mark(mark) || comma {
                return Some((mark, comma));
            }
            if self.is_break(mark) || self.is(mark, Category::VERB | Category::AUXILIARY) {
                return None;
            }
        }
        None
    }

    /// Whether a verb may have what is said as a mere noun phrase.
    fn takes_object(&self, told: &Told<'_>, next: usize) -> bool {
        let category = told.saying.category;
        let reports = category.is(Category::REPORTING);
        let ends = next >= self.view.end || self.view.is_mark(next) && !self.is_quotation_mark(next);
        if ends || category.is(Category::ASSERTED_VERB | Category::PLANNED_VERB) {
            return false;
        }
        match told.speaker.kind {
            Kind::Person => reports || category.is(Category::CONFIRMING),
            Kind::Media | Kind::Unknown | Kind::Report | Kind::Anonymous => reports,
            Kind::Other => reports && category.is(Category::CONFIRMING | Category::DENYING),
        }
    }

    /// Whether a clause with its own subject and verb begins here, or a verb's chain goes on («denied being», «mengaku akan»).
    fn opens_clause(&self, from: usize) -> bool {
        let view = self.view;
        let mut coordinated = false;
        for at in from..view.end.min(from + 16) {
            let word = self.word(at);
            if self.is_break(at) {
                return false;
            }
            coordinated |= word.is(Category::COORDINATOR);
            let subject = at > from && view.mention(at - 1).is_some_and(|mention| view.names(mention));
            let verb = word.is(Category::AUXILIARY) || word.is(Category::VERB) && (subject || !word.is(Category::NOUN));
            let marked = at > view.start && self.is(at - 1, Category::INFINITIVE_MARKER | Category::PURPOSE);
            if verb && !marked && view.mention(at).is_none() && !coordinated {
                return at > from || view.traits().voice_prefix;
            }
        }
        false
    }

    /// Whether a range holds a clause: a verb, a quotation, or many words.
    fn has_clause(&self, range: Range<usize>) -> bool {
        range.len() >= 9
            || range.clone().any(|at| {
                self.view.shape(at).has(Shape::QUOTED)
                    || self.view.mention(at).is_none() && self.is(at, Category::VERB | Category::AUXILIARY)
            })
    }

    /// What goes on behind a report in the middle: a second quotation, or the rest of a sentence just begun.
    fn resumed(&self, from: usize, clause: usize) -> Option<Range<usize>> {
        let view = self.view;
        let quote = (from..view.end).find(|&at| view.shape(at).has(Shape::QUOTED));
        if quote.is_some() {
            return quote.map(|first| first..view.end);
        }
        let begun = view.start..clause;
        let words = begun.clone().filter(|&at| !view.is_mark(at)).count();
        if begun.into_iter().any(|at| view.shape(at).has(Shape::QUOTED)) {
            return None;
        }
        let comma = (from..view.end).find(|&at| self.is_comma(at))?;
        (words <= 2 && comma + 2 < view.end).then_some(comma + 1..view.end)
    }

    /// One past an outlet that is told: «told Reuters Apple had …».
    fn addressee(&self, from: usize) -> usize {
        match self.view.mention(from) {
            Some(mention) if self.is_media(mention.class) => mention.tokens.end,
            _ => from,
        }
    }

    /// Where a statement ends that no comma ends.
    fn statement_end(&self, from: usize) -> usize {
        (from..self.view.end).find(|&at| self.view.written(at) == ";").unwrap_or(self.view.end)
    }

    /// Where a clause ends: before a comma with a connective behind it.
    fn clause_end(&self, from: usize) -> usize {
        let stop = |at: usize| {
            self.view.written(at) == ";"
                || self.is_comma(at)
                    && self.is(at + 1, Category::COORDINATOR | Category::ADVERSATIVE | Category::SUBORDINATOR)
        };
        (from..self.view.end).find(|&at| stop(at)).unwrap_or(self.view.end)
    }

    /// An outlet among the words of a report.
    pub fn outlet(&self, words: Range<usize>, speaker: &Range<usize>) -> Option<SourceRef> {
        let mentions = self.view.mention_range().filter(|&index| {
            let mention = &self.view.mentions[index];
            let start = mention.tokens.start;
            words.contains(&start)
                && !speaker.contains(&start)
                && !self.view.shape(start).has(Shape::QUOTED)
                && self.view.names(mention)
                && self.is_media(mention.class)
                && matches!(mention.kind, MentionKind::Name)
        });
        mentions.map(|index| self.entity(index)).next()
    }
}

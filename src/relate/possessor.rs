//! Whom a noun belongs to.

use super::View;
use crate::{
    model::{MentionKind, Shape},
    ontology::{Category, pattern::Slot},
};

impl View<'_> {
    /// Who or what the noun at `noun` belongs to: the mention before it with its mark, behind it with its preposition,
    /// or right behind it where the language puts it there.
    #[must_use]
    pub fn possessor(&self, noun: &std::ops::Range<usize>, limit: usize, slot: Slot) -> Option<usize> {
        let takes = |index: usize| self.takes(slot, &self.mentions[index]).then_some(index);
        // before
        let mut at = noun.start;
        for _ in 0..5 {
            let Some(before) = at.checked_sub(1).filter(|before| self.inside(*before)) else { break };
            if self.is_possessive_mark(before) {
                return before.checked_sub(1).and_then(|at| self.mention_index(at)).and_then(takes);
            }
            if self.written(before) == "-" && self.shape(before).has(Shape::GLUED) && before + 1 == noun.start {
                return before.checked_sub(1).and_then(|at| self.mention_index(at)).and_then(takes);
            }
            if let Some(index) = self.mention_index(before) {
                let mention = &self.mentions[index];
                let compound = self.traits().head_final
                    && !self.traits().verb_second
                    && self.edge(mention).preposition.is_none_or(|p| p + 1 == mention.tokens.start);
                if self.names(mention) && (mention.possessive || compound) {
                    return takes(index);
                }
                if matches!(mention.kind, MentionKind::ClassNoun | MentionKind::Demonym | MentionKind::Date(_)) {
                    at = mention.tokens.start;
                    continue;
                }
                break;
            }
            if self.is(before, Category::DETERMINER)
                || self.is(before, Category::FUNCTION | Category::VERB) && !self.is(before, Category::NOUN)
                || self.is_mark(before)
            {
                break;
            }
            at = before;
        }
        let behind = self.possessor_behind(noun, limit, slot);
        behind.or_else(|| self.possessor_relative(noun.start, slot))
    }

    /// «A, dont B détient 24 % du capital»: the antecedent of a relativiser that opens the noun's clause.
    fn possessor_relative(&self, noun: usize, slot: Slot) -> Option<usize> {
        let relativiser = (self.start..noun)
            .rev()
            .take(16)
            .take_while(|&at| !matches!(self.written(at), "," | ";" | ":" | "(" | ")"))
            .find(|&at| {
                self.is(at, Category::OTHER_RELATIVISER) && !self.is(at, Category::PREPOSITION | Category::DETERMINER)
            })?;
        let mut before = relativiser.checked_sub(1).filter(|before| self.inside(*before))?;
        if self.written(before) == "," {
            before = before.checked_sub(1)?;
        }
        self.mention_index(before).filter(|&index| self.takes(slot, &self.mentions[index]))
    }

    fn possessor_behind(&self, noun: &std::ops::Range<usize>, limit: usize, slot: Slot) -> Option<usize> {
        let takes = |index: usize| self.takes(slot, &self.mentions[index]).then_some(index);
        let mut at = noun.end;
        for _ in 0..4 {
            if at >= limit || !self.inside(at) {
                return None;
            }
            if let Some(index) = self.mention_index(at) {
                let mention = &self.mentions[index];
                if self.names(mention) {
                    let bare = !self.traits().head_final || mention.possessive;
                    return if bare { takes(index) } else { None };
                }
                at = mention.tokens.end;
                continue;
            }
            let category = self.category(at);
            let article = self.traits().verb_second && self.grammar.is_genitive_article(self.written(at));
            if category.is(Category::GENITIVE) || article {
                return self.slot_right(at + 1, limit, slot);
            }
            // «le bénéfice par action de A»
            let counts = self.traits().determined_nouns && category.is(Category::AGENT);
            if counts && !self.is(at + 1, Category::FUNCTION) && self.is(at + 2, Category::GENITIVE) {
                at += 2;
                continue;
            }
            if category.is(Category::FUNCTION | Category::VERB) || self.is_mark(at) {
                return None;
            }
            at += 1;
        }
        None
    }
}

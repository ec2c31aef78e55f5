//! Bare words that are names because a common noun would have a determiner there: «Kelmora said», «Sprachwerk teilte mit».

use std::ops::Range;

use super::{Candidate, Finder};
use crate::{
    model::{MentionKind, Sentence, SentenceKind, Shape},
    ontology::{Category, forms::Features},
};

impl Finder<'_> {
    /// A compound that the vocabulary knows by its last part alone. It is a name where it stands as only names do, and
    /// then wherever else it stands in the article.
    pub(super) fn compound(&self, at: usize, sentence: &Sentence) -> Option<Candidate> {
        let kind = self.covered[at].map(|index| &self.mentions[index]);
        let alone = kind.is_none_or(|known| known.kind == MentionKind::ClassNoun && known.tokens.len() == 1);
        if !self.tokens[at].shape.has(Shape::COMPOUND) || self.tokens[at].shape.has(Shape::ALL_CAPITALS) || !alone {
            return None;
        }
        let name = at..at + 1;
        // «Leiterin Rohstoffanalyse»: behind a post stands a department; «Nettoverlust»: a measure is no name.
        let behind_noun = self.is_introduced(at, sentence) && !self.is_titled(at);
        let measure = self.compiled.triggers(self.language, self.tokens[at].word)
            && !self.category(at).is(Category::ORGANIZATION_NOUN);
        let sure = behind_noun || !measure && self.is_bare_subject(&name, sentence);
        let told = self.class_or_guess(&name, &name, sentence).0;
        let class = told.or_else(|| kind?.class).filter(|_| sure);
        Some(Candidate { tokens: name, class, firm: true, sure, new: false })
    }

    /// Whether a post stands right before.
    fn is_titled(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.covered[before]);
        before.is_some_and(|index| matches!(self.mentions[index].kind, MentionKind::Title(_)))
    }

    /// «das Start-up Norrglim Labs»: whether the noun right before tells what is named.
    pub(super) fn is_introduced(&self, at: usize, sentence: &Sentence) -> bool {
        let Some(before) = at.checked_sub(1).filter(|before| *before >= sentence.tokens.start) else { return false };
        let kind = self.covered[before].map(|index| &self.mentions[index].kind);
        kind.is_some_and(|kind| matches!(kind, MentionKind::ClassNoun | MentionKind::Title(_)))
    }

    /// «Norrglim said», «wie Norrglim mitteilt»: a single new word that stands bare as subject, where a common noun
    /// would have a determiner.
    pub(super) fn is_bare_subject(&self, name: &Range<usize>, sentence: &Sentence) -> bool {
        if name.len() != 1 || sentence.kind != SentenceKind::Text || name.end >= sentence.tokens.end {
            return false;
        }
        let word = self.tokens[name.start].span.of(self.text);
        let singular = self.grammar.traits.determined_singulars && !self.grammar.affixes.may_stand_bare(word);
        if name.start == sentence.tokens.start || self.opens(name.start) {
            let owns = matches!(self.tokens[name.end].span.of(self.text), "'s" | "’s");
            return singular && (owns || self.is_singular_verb(name.end)) || self.is_told_of(name.end, sentence);
        }
        singular && self.category(name.start - 1).is(Category::CLAUSE_OPENER)
    }

    /// Whether a finite verb stands at a token that is not surely in the plural.
    fn is_singular_verb(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let finite = |features: Features| features.has_voice() || features.has(Features::FINITE);
        let verb = self.category(at).is(Category::AUXILIARY)
            || self.grammar.forms(token.word).iter().any(|form| finite(form.features));
        verb && !token.shape.has(Shape::CAPITAL) && !self.grammar.affixes.is_plural_verb(token.span.of(self.text))
    }

    /// «Norrglim, founded in 2011», «Norrglim, which»: whether an insertion that only a name has follows at a comma.
    fn is_told_of(&self, comma: usize, sentence: &Sentence) -> bool {
        let first = comma + 1;
        if first >= sentence.tokens.end || self.tokens[comma].span.of(self.text) != "," {
            return false;
        }
        let class_noun = self.covered[first].is_some_and(|at| self.mentions[at].kind == MentionKind::ClassNoun);
        let participle =
            || self.grammar.forms(self.tokens[first].word).iter().any(|form| form.features.has(Features::PARTICIPLE));
        class_noun || self.category(first).is(Category::SUBJECT_RELATIVISER) || participle()
    }
}

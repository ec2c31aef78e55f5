//! Bare words that are names because a common noun would have a determiner there: «Kelmora said», «Sprachwerk teilte mit».

use std::ops::Range;

use super::{Basis, Candidate, Finder};
use crate::{
    model::{MentionKind, Sentence, SentenceKind, Shape},
    ontology::{Category, forms::Features},
};

impl Finder<'_> {
    /// A compound that the vocabulary knows by its last part alone. It is a name where it stands as only names do, and
    /// then wherever else it stands in the article.
    pub(super) fn compound(&self, at: usize, sentence: &Sentence) -> Option<Candidate> {
        let kind = self.known(at);
        let alone = kind.is_none_or(|known| known.kind == MentionKind::ClassNoun && known.tokens.len() == 1);
        if !self.tokens[at].shape.has(Shape::COMPOUND) || self.tokens[at].shape.has(Shape::ALL_CAPITALS) || !alone {
            return None;
        }
        let name = at..at + 1;
        // «Leiterin Rohstoffanalyse»: behind a post stands a department; «Nettoverlust»: a measure is no name.
        let behind_noun = self.is_introduced(at, sentence) && !self.is_titled(at);
        let measure = self.compiled.triggers(self.language, self.tokens[at].word)
            && !self.category(at).is(Category::ORGANIZATION_NOUN);
        let bare = !measure && self.is_bare_complement(&name, sentence);
        let sure =
            behind_noun || !measure && self.is_bare_subject(&name, sentence) || bare && self.is_singular_count(at);
        let told = self.class_or_guess(&name, &name, sentence).0;
        let class = told.or_else(|| kind?.class).filter(|_| sure);
        Some(Candidate { tokens: name, class, basis: Basis::told(sure), sure, new: bare })
    }

    /// «das Start-up Norrglim Labs»: whether the noun right before tells what is named.
    pub(super) fn is_introduced(&self, at: usize, sentence: &Sentence) -> bool {
        if at == sentence.tokens.start {
            return false;
        }
        self.before(at).is_some_and(|known| matches!(known.kind, MentionKind::ClassNoun | MentionKind::Title(_)))
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
            // «Norrglim chairman Anna Berger»: where the head comes last a post may follow its company.
            // «Vorläufiger Insolvenzverwalter»: an adjective may have that place too.
            let adjective = self.grammar.traits.noun_capitals && self.grammar.affixes.is_plural_noun(word);
            let post = self.grammar.traits.head_final && !adjective && self.is_titled(name.end + 1);
            return singular && (owns || post || self.is_singular_verb(name.end))
                || self.is_told_of(name.end, sentence)
                || self.is_joined_to_name(name.end, sentence);
        }
        singular && self.category(name.start - 1).is(Category::CLAUSE_OPENER)
    }

    /// «bei Norrglim», «gegen Norrglim und Sandvik»: a single word that stands bare behind a preposition that takes what
    /// acts, or joined to a name, where nouns have capitals and a common one in the singular would have a determiner.
    pub(super) fn is_bare_complement(&self, name: &Range<usize>, sentence: &Sentence) -> bool {
        let at = name.start;
        let traits = &self.grammar.traits;
        if name.len() != 1
            || !traits.noun_capitals
            || !traits.determined_singulars
            || at == sentence.tokens.start
            || sentence.kind != SentenceKind::Text
            || self.tokens[at].shape.has(Shape::ALL_CAPITALS)
        {
            return false;
        }
        let next = (name.end < sentence.tokens.end).then(|| self.tokens[name.end]);
        let goes_on = next.is_some_and(|next| {
            next.shape.has(Shape::CAPITAL) || next.span.of(self.text) == "-" && next.shape.has(Shape::GLUED)
        });
        let joined = self.category(at - 1).is(Category::COORDINATOR)
            && at > sentence.tokens.start + 1
            && (self.before(at - 1).is_some_and(|known| known.kind == MentionKind::Name)
                || self.is_plain_name(at - 2) && self.is_bare_complement(&(at - 2..at - 1), sentence));
        !goes_on && (self.category(at - 1).is(Category::NAME_PREPOSITION) || joined)
    }

    /// Whether a noun is neither a plural nor one of those that stand bare in the singular too.
    pub(super) fn is_singular_count(&self, at: usize) -> bool {
        let word = self.tokens[at].span.of(self.text);
        let known = !self.tokens[at].shape.has(Shape::COMPOUND) && !self.is_new_word(at);
        !known && !self.grammar.affixes.may_stand_bare(word) && !self.grammar.affixes.is_plural_noun(word)
    }

    /// «Norrglim and Sandvik»: whether a conjunction and a name follow, where a common noun would have a determiner.
    fn is_joined_to_name(&self, conjunction: usize, sentence: &Sentence) -> bool {
        let other = conjunction + 1;
        let traits = &self.grammar.traits;
        if other >= sentence.tokens.end || !self.category(conjunction).is(Category::COORDINATOR) {
            return false;
        }
        let named = self.known(other).is_some_and(|known| {
            let organization = self.compiled.classes.organization;
            known.kind == MentionKind::Name && known.class.is_some_and(|class| self.compiled.fits(class, organization))
        });
        let new = !traits.noun_capitals && self.is_plain_name(other) && self.is_new_word(other);
        (traits.determined_nouns || traits.determined_singulars) && (named || new)
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
        let class_noun = self.known(first).is_some_and(|known| known.kind == MentionKind::ClassNoun);
        let participle =
            || self.grammar.forms(self.tokens[first].word).iter().any(|form| form.features.has(Features::PARTICIPLE));
        class_noun || self.category(first).is(Category::SUBJECT_RELATIVISER) || participle()
    }
}

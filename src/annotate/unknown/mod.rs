//! Names that the ontology does not know: by capitals, legal form, title, class noun.
//!
//! A capital proves little at the start of a sentence, in a headline, or in a language that capitalises all nouns; there
//! a name needs a second sign. What was found surely once is found everywhere in the article, its last word alone
//! included («Marta Kielholz», then «Kielholz»).

mod again;
mod bare;
mod bounds;
mod class;
mod found;
mod longer;

use std::collections::BTreeMap;
use std::ops::Range;

use found::{Basis, Candidate};

use crate::{
    model::{ClassId, FoundName, Mention, MentionKind, Referent, Sentence, SentenceKind, Shape, Span, Token, WordId},
    ontology::{Category, Classes, Compiled, Grammar},
};

/// Adds the unknown names of an article to its mentions, which stay sorted by place. `ask` gives the names that a
/// language model finds in a sentence, if there is one; it is asked where the rules leave something open. `language` is
/// a position in [`Compiled::grammars`].
pub fn mentions(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    compiled: &Compiled,
    language: usize,
    mentions: &mut Vec<Mention>,
    ask: &dyn Fn(&Sentence, &[Mention]) -> Vec<FoundName>,
) {
    let grammar = &compiled.grammars[language];
    let mut covered: Vec<Option<usize>> = vec![None; tokens.len()];
    for (at, mention) in mentions.iter().enumerate() {
        covered[mention.tokens.clone()].fill(Some(at));
    }
    let is_line = |sentence: &&Sentence| sentence.kind == SentenceKind::Line;
    let lines = sentences.iter().filter(is_line).map(|sentence| sentence.tokens.clone()).collect();
    let finder = Finder { text, tokens, compiled, language, grammar, mentions, covered, lines };
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut found: Vec<FoundName> = Vec::new();
    let (person, organization) =
        (Classes::first(compiled.classes.person), Classes::first(compiled.classes.organization));
    let mut replaced: Vec<usize> = Vec::new();
    for sentence in sentences.iter().filter(|sentence| sentence.kind != SentenceKind::Boilerplate) {
        let first = candidates.len();
        finder.sentence(sentence, &mut candidates, &mut replaced);
        if candidates[first..].iter().any(|candidate| candidate.basis != Basis::Told) {
            found.extend(ask(sentence, mentions).into_iter().map(|name| found::leaning(name, person, organization)));
        }
    }
    let written = |range: &Range<usize>| finder.span(range).of(text);
    // «Nordhafen Bank»: a class noun may be part of a name, but is none alone.
    let is_free = |at: usize| finder.covered[at].is_none();
    let may = |range: &Range<usize>| {
        !finder.is_mass(range)
            && !finder.is_letter(range)
            && !finder.begins_with_noun(range)
            && (range.clone().any(is_free) || finder.is_local_authority(range))
            && range.clone().all(|at| is_free(at) || finder.is_capital_class_noun(at) || finder.is_edge(at, range))
    };
    let (mut sure, mut unsure): (Vec<Mention>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    for name in found::joined(candidates, found, written, may) {
        if name.sure {
            replaced.extend(name.tokens.clone().filter_map(|at| finder.covered[at]));
            sure.push(mention(name.tokens, name.class));
        } else {
            unsure.push(name.tokens);
        }
    }
    // Sure names by their words; the first class given to a name is its class.
    let mut known: BTreeMap<&str, Option<ClassId>> = BTreeMap::new();
    // «Aplikasi Norrglim», «the Norrglim plant»: what bears a company's name is told of one place alone.
    let borrowed = compiled.classes.product | compiled.classes.facility;
    for mention in &sure {
        let told = mention.class.filter(|class| !compiled.fits(*class, borrowed));
        let entry = known.entry(written(&mention.tokens)).or_insert(told);
        *entry = entry.or(told);
    }
    let mut short: BTreeMap<&str, Option<ClassId>> = BTreeMap::new();
    for mention in sure.iter().filter(|mention| mention.tokens.len() > 1 && !finder.ends_in_model(&mention.tokens)) {
        for name in finder.shortened(&mention.tokens) {
            short.entry(written(&name)).or_insert(mention.class);
        }
        // «PT Norrglim Biru», then «Norrglim».
        let legal = |at: &usize| finder.category(*at).is(Category::LEGAL_PREFIX);
        let first = mention.tokens.clone().find(|at| !legal(at)).unwrap_or(mention.tokens.start);
        let ends = [mention.tokens.end - 1, first];
        for end in ends {
            let word = tokens[end].span.of(text);
            if word.chars().count() > 2 && finder.is_plain_name(end) {
                short.entry(word).or_insert(mention.class);
            }
        }
    }
    let class_of = |range: &Range<usize>| known.get(written(range)).or_else(|| short.get(written(range)));
    for range in unsure {
        // «Saham Norrglim»: a word of the language that only its place capitalises, and a name.
        let rest = range.start + 1..range.end;
        let found = if range.len() > 1 && !finder.is_new_word(range.start) {
            class_of(&range).map(|class| (range, class)).or_else(|| class_of(&rest).map(|class| (rest, class)))
        } else {
            class_of(&range).map(|class| (range, class))
        };
        if let Some((range, class)) = found {
            replaced.extend(range.clone().filter_map(|at| finder.covered[at]));
            sure.push(mention(range, *class));
        }
    }
    for (range, class) in finder.again(known.iter().chain(&short), &sure) {
        replaced.extend(range.clone().filter_map(|at| finder.covered[at]));
        sure.push(mention(range, class));
    }
    let organization = compiled.classes.organization;
    for mention in &mut sure {
        let name = finder.span(&mention.tokens).of(text);
        if mention.class.is_none() {
            mention.class = known.get(name).copied().flatten();
        }
        // What begins the full name of an organization is one, whatever stands beside it.
        let full = short.get(name).copied().flatten();
        let is_organization = full.is_some_and(|class| compiled.fits(class, organization));
        if mention.class.is_none() || is_organization {
            mention.class = full.or(mention.class);
        }
    }
    let parts = finder.parted(&sure, &known);
    for (at, middle) in parts {
        let rest = middle..sure[at].tokens.end;
        let told = sure[at].class.filter(|class| compiled.fits(*class, organization));
        sure[at].class = told.or(Classes::first(organization));
        sure[at].tokens.end = middle;
        sure.push(mention(rest, person));
    }
    replaced.sort_unstable();
    let mut at = 0;
    mentions.retain(|_| {
        at += 1;
        replaced.binary_search(&(at - 1)).is_err()
    });
    mentions.extend(sure);
    mentions.sort_by_key(|mention| mention.tokens.start);
}

struct Finder<'f> {
    text: &'f str,
    tokens: &'f [Token],
    compiled: &'f Compiled,
    language: usize,
    grammar: &'f Grammar,
    mentions: &'f [Mention],
    covered: Vec<Option<usize>>,
    lines: Vec<Range<usize>>,
}

impl Finder<'_> {
    fn span(&self, range: &Range<usize>) -> Span {
        self.tokens[range.start].span.join(self.tokens[range.end - 1].span)
    }

    fn category(&self, at: usize) -> Category {
        self.grammar.category(self.tokens[at].word)
    }

    /// What is known of a token.
    fn known(&self, at: usize) -> Option<&Mention> {
        self.covered[at].map(|index| &self.mentions[index])
    }

    /// What is known right before a token.
    fn before(&self, at: usize) -> Option<&Mention> {
        self.known(at.checked_sub(1)?)
    }

    /// Whether a post stands right before.
    fn is_titled(&self, at: usize) -> bool {
        self.before(at).is_some_and(|known| matches!(known.kind, MentionKind::Title(_)))
    }

    /// Whether a word is a given name that people often have.
    fn is_given_name(&self, at: usize) -> bool {
        self.compiled.given_names.contains(self.tokens[at].span.of(self.text))
    }

    /// A capitalised word that no known mention holds and that the language does not use otherwise.
    fn is_plain_name(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let category = self.category(at);
        token.shape.has(Shape::CAPITAL)
            && self.covered[at].is_none()
            && !category.is(Category::NOT_NAME | Category::HONORIFIC | Category::FUNCTION | Category::CUE)
            && !(self.grammar.traits.noun_capitals && category.is(Category::NOUN))
            && !(category.is(Category::VERB) && self.is_line(at))
    }

    /// Whether the name of something known that is no person is part of a longer one.
    fn holds_thing(&self, name: &Range<usize>) -> bool {
        let person = self.compiled.classes.person;
        let known = name.clone().filter_map(|at| self.known(at));
        known.filter(|m| m.kind == MentionKind::Name).any(|m| m.class.is_some_and(|c| !self.compiled.fits(c, person)))
    }

    /// Whether the name of somebody known is part of a longer one.
    fn holds_person(&self, name: &Range<usize>) -> bool {
        let person = self.compiled.classes.person;
        name.clone().filter_map(|at| self.known(at)).any(|m| m.class.is_some_and(|c| self.compiled.fits(c, person)))
    }

    /// A word for goods or masses alone: «Hydrogen», «Erdgas».
    fn is_mass(&self, name: &Range<usize>) -> bool {
        let compound = self.tokens[name.start].shape.has(Shape::COMPOUND);
        name.len() == 1 && !compound && self.category(name.start).is(Category::MASS_NOUN)
    }

    /// «series E»: a letter alone numbers something.
    fn is_letter(&self, name: &Range<usize>) -> bool {
        name.len() == 1 && self.span(name).of(self.text).chars().count() == 1
    }

    /// A line of its own, where capitals may be those of a headline.
    fn is_line(&self, at: usize) -> bool {
        let next = self.lines.partition_point(|line| line.end <= at);
        self.lines.get(next).is_some_and(|line| line.contains(&at))
    }

    /// Whether the vocabulary of the language does not have the word at all.
    fn is_new_word(&self, at: usize) -> bool {
        let word = self.tokens[at].word;
        word == WordId::UNKNOWN || self.category(at) == Category::default() && self.grammar.forms(word).is_empty()
    }

    fn sentence(&self, sentence: &Sentence, candidates: &mut Vec<Candidate>, replaced: &mut Vec<usize>) {
        let headline = self.is_title_case(sentence);
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if let Some(name) = self.longer(at, sentence, headline) {
                let (name, full) = self.with_legal_form(name, sentence);
                let (class, told) = self.class_or_guess(&name, &full, sentence);
                // «Pacific Norrglim» looks like a person, but what is known of it is none.
                let class = class.filter(|_| {
                    told || !self.holds_thing(&full) && (self.is_given_name(name.start) || self.holds_person(&full))
                });
                let mut inside: Vec<usize> = full.clone().filter_map(|at| self.covered[at]).collect();
                inside.dedup();
                replaced.append(&mut inside);
                at = full.end;
                // What stands in for known names is not for the model to cut.
                candidates.push(Candidate {
                    tokens: full,
                    class,
                    basis: Basis::Told,
                    sure: true,
                    ..Candidate::default()
                });
                continue;
            }
            if !self.is_plain_name(at) {
                if let Some(candidate) = self.compound(at, sentence) {
                    if candidate.sure {
                        replaced.extend(self.covered[at]);
                    }
                    candidates.push(candidate);
                }
                at += 1;
                continue;
            }
            let end = self.model(at, self.run(at, sentence.tokens.end), sentence);
            // «Direktur Rantai Pasok Norrglim»: between a post and a known organization stands the field of the post.
            let organization = self.compiled.classes.organization;
            if self.grammar.traits.voice_prefix
                && self.is_titled(at)
                && end < sentence.tokens.end
                && self
                    .known(end)
                    .is_some_and(|known| known.kind == MentionKind::Name && self.is_of(known, organization))
            {
                at = end;
                continue;
            }
            let (name, full) = self.with_legal_form(at..end, sentence);
            if self.is_mass(&full) || self.is_letter(&full) {
                at += 1;
                continue;
            }
            let (class, firm) = self.class_or_guess(&name, &full, sentence);
            let legal = full != name;
            let bare = self.is_bare_complement(&name, sentence);
            let sure =
                legal || self.is_sure(&name, class, sentence, headline) || bare && self.is_singular_count(name.start);
            at = full.end.max(end);
            let guessed = !firm
                && !self.grammar.traits.noun_capitals
                && self.looks_personal(&name)
                && !self.is_given_name(name.start);
            let tokens = if legal { full } else { name };
            if sure {
                replaced.extend(tokens.clone().filter_map(|at| self.covered[at]));
            }
            // Where nouns have capitals, that the vocabulary lacks a word says little.
            let new = bare || !self.grammar.traits.noun_capitals && tokens.clone().all(|at| self.is_new_word(at));
            candidates.push(Candidate {
                tokens,
                class: class.filter(|_| sure),
                basis: if guessed { Basis::Guessed } else { Basis::told(firm && sure) },
                sure,
                new,
            });
        }
    }

    /// Most words of a line begin with a capital: a headline in title case.
    fn is_title_case(&self, sentence: &Sentence) -> bool {
        if sentence.kind != SentenceKind::Line || self.grammar.traits.noun_capitals {
            return false;
        }
        let letters = |token: &&Token| !token.shape.has(Shape::PUNCTUATION) && !token.shape.has(Shape::NUMBER);
        let words: Vec<&Token> = self.tokens[sentence.tokens.clone()].iter().filter(letters).collect();
        let capitals = words.iter().filter(|token| token.shape.has(Shape::CAPITAL)).count();
        words.len() >= 2 && capitals * 10 >= words.len() * 6
    }

    fn is_sure(&self, name: &Range<usize>, class: Option<ClassId>, sentence: &Sentence, headline: bool) -> bool {
        if headline {
            return false;
        }
        // «Engineering», «Operations»: a word for organizations alone is no name of one.
        if name.clone().all(|at| self.category(at).is(Category::ORGANIZATION_NOUN) && self.covered[at].is_none()) {
            return false;
        }
        if class.is_some() && name.len() == 1 {
            return true;
        }
        // «Norrglim Gruppe»: two nouns side by side of which the language does not know the first.
        if self.grammar.traits.noun_capitals
            && name.len() > 1
            && self.is_new_word(name.start)
            && self.category(name.end - 1).is(Category::ORGANIZATION_NOUN)
        {
            return true;
        }
        // A word that the language uses otherwise needs a second sign.
        if name.len() == 1 && !self.is_new_word(name.start) {
            return false;
        }
        if self.grammar.names_subject(self.tokens, name.end) || self.is_bare_subject(name, sentence) {
            return true;
        }
        let first = name.start == sentence.tokens.start || self.opens(name.start);
        let odd = |at: usize| {
            let shape = self.tokens[at].shape;
            shape.has(Shape::MIXED) || shape.has(Shape::ALL_CAPITALS) && self.tokens[at].span.of(self.text).len() < 8
        };
        let strange = name.clone().any(|at| odd(at) && self.is_new_word(at));
        if self.grammar.traits.noun_capitals {
            // «Norrglim-Chefin», «Norrglim-Konzern»: a compound with a post or a word for organizations.
            if name.len() == 1 && !name.clone().all(odd) && self.is_compounded(name.end, sentence.tokens.end) {
                return true;
            }
            if (self.is_introduced(name.start, sentence) || self.follows_compound(name.start, sentence))
                && self.is_new_word(name.start)
            {
                return true;
            }
            let determined =
                name.start > sentence.tokens.start && self.category(name.start - 1).is(Category::DETERMINER);
            let plain = name.clone().all(|at| self.is_new_word(at) || self.tokens[at].shape.has(Shape::PUNCTUATION));
            return strange || name.len() > 1 && plain && !determined || self.ends_in_model(name);
        }
        strange || !first || name.len() > 1 && self.is_new_word(name.start)
    }

    /// «Norrglim-Tochter Optaline»: whether a compound of a name and a noun stands right before.
    fn follows_compound(&self, at: usize, sentence: &Sentence) -> bool {
        let Some(noun) = at.checked_sub(1).filter(|noun| *noun >= sentence.tokens.start + 2) else { return false };
        let glued = |at: usize| self.tokens[at].shape.has(Shape::GLUED);
        let named = match self.known(noun - 2) {
            Some(known) => known.kind == MentionKind::Name,
            None => self.is_plain_name(noun - 2) && self.is_compounded(noun - 1, sentence.tokens.end),
        };
        named
            && glued(noun)
            && glued(noun - 1)
            && self.tokens[noun - 1].span.of(self.text) == "-"
            && self.tokens[noun].shape.has(Shape::CAPITAL)
            && !self.tokens[noun].shape.has(Shape::ALL_CAPITALS)
    }

    /// Whether a hyphen and a post, or a word for organizations, follow in one word.
    fn is_compounded(&self, hyphen: usize, limit: usize) -> bool {
        let head = hyphen + 1;
        if head >= limit
            || self.tokens[hyphen].span.of(self.text) != "-"
            || !self.tokens[hyphen].shape.has(Shape::GLUED)
            || !self.tokens[head].shape.has(Shape::GLUED)
        {
            return false;
        }
        let post = self.is_titled(head + 1);
        post || self.category(head).is(Category::ORGANIZATION_NOUN)
    }

    /// Whether a token opens what is said: after a colon, a dash, an opening quotation mark.
    fn opens(&self, at: usize) -> bool {
        let apart = |at: usize| !self.tokens[at].shape.has(Shape::GLUED);
        at == 0
            || self.tokens[at - 1].span.of(self.text) == "-" && apart(at - 1) && apart(at)
            || matches!(self.tokens[at - 1].span.of(self.text), ":" | "„" | "“" | "\"" | "«" | "•" | "–" | "—" | ".")
    }
}

fn mention(tokens: Range<usize>, class: Option<ClassId>) -> Mention {
    Mention { tokens, kind: MentionKind::UnknownName, class, referent: Referent::Nobody, possessive: false }
}

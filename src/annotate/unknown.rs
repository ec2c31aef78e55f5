//! Names that the ontology does not know: by capitals, legal form, title, class noun.
//!
//! A capital proves little at the start of a sentence, in a headline, or in a language that capitalises all nouns; there
//! a name needs a second sign. What was found surely once is found everywhere in the article, its last word alone
//! included («Marta Kielholz», then «Kielholz»).

use std::collections::BTreeMap;
use std::ops::Range;

use crate::{
    model::{ClassId, Mention, MentionKind, Referent, Sentence, SentenceKind, Shape, Span, Token, WordId},
    ontology::{Category, Compiled, Grammar},
};

/// Adds the unknown names of an article to its mentions, which stay sorted by place.
pub fn mentions(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    compiled: &Compiled,
    grammar: &Grammar,
    mentions: &mut Vec<Mention>,
) {
    let mut covered: Vec<Option<usize>> = vec![None; tokens.len()];
    for (at, mention) in mentions.iter().enumerate() {
        covered[mention.tokens.clone()].fill(Some(at));
    }
    let is_line = |sentence: &&Sentence| sentence.kind == SentenceKind::Line;
    let lines = sentences.iter().filter(is_line).map(|sentence| sentence.tokens.clone()).collect();
    let finder = Finder { text, tokens, compiled, grammar, mentions, covered, lines };
    let mut sure: Vec<Mention> = Vec::new();
    let mut unsure: Vec<Range<usize>> = Vec::new();
    let mut replaced: Vec<usize> = Vec::new();
    for sentence in sentences.iter().filter(|sentence| sentence.kind != SentenceKind::Boilerplate) {
        finder.sentence(sentence, &mut sure, &mut unsure, &mut replaced);
    }
    // Sure names by their words; the first class given to a name is its class.
    let written = |range: &Range<usize>| finder.span(range).of(text);
    let mut known: BTreeMap<&str, Option<ClassId>> = BTreeMap::new();
    for mention in &sure {
        let entry = known.entry(written(&mention.tokens)).or_insert(mention.class);
        *entry = entry.or(mention.class);
    }
    let mut short: BTreeMap<&str, Option<ClassId>> = BTreeMap::new();
    for mention in sure.iter().filter(|mention| mention.tokens.len() > 1) {
        let ends = [mention.tokens.end - 1, mention.tokens.start];
        for end in ends {
            let word = tokens[end].span.of(text);
            if word.chars().count() > 2 && finder.is_plain_name(end) {
                short.entry(word).or_insert(mention.class);
            }
        }
    }
    for range in unsure {
        let class = known.get(written(&range)).or_else(|| short.get(written(&range)));
        if let Some(class) = class {
            sure.push(mention(range, *class));
        }
    }
    for mention in &mut sure {
        if mention.class.is_none() {
            let name = finder.span(&mention.tokens).of(text);
            mention.class = known.get(name).copied().flatten().or_else(|| short.get(name).copied().flatten());
        }
    }
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

    fn sentence(
        &self,
        sentence: &Sentence,
        sure: &mut Vec<Mention>,
        unsure: &mut Vec<Range<usize>>,
        replaced: &mut Vec<usize>,
    ) {
        let headline = self.is_title_case(sentence);
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if let Some(name) = self.longer(at, sentence, headline) {
                let (name, full) = self.with_legal_form(name, sentence);
                let class = self.class(&name, &full, sentence);
                let mut inside: Vec<usize> = full.clone().filter_map(|at| self.covered[at]).collect();
                inside.dedup();
                replaced.append(&mut inside);
                at = full.end;
                sure.push(mention(if full == name { name } else { full }, class));
                continue;
            }
            if !self.is_plain_name(at) {
                at += 1;
                continue;
            }
            let end = self.run(at, sentence.tokens.end);
            let (name, full) = self.with_legal_form(at..end, sentence);
            let class = self.class(&name, &full, sentence);
            let legal = full != name;
            if legal || self.is_sure(&name, class, sentence, headline) {
                sure.push(mention(if legal { full.clone() } else { name }, class));
            } else {
                unsure.push(name);
            }
            at = full.end.max(end);
        }
    }

    /// A name that begins at `start` and is longer than what is known of its words: «Adams Capital Management» with two
    /// class nouns, «Kenneth Lewis» with the family name of somebody known, «BMW Bank», «Bank of Norrland».
    fn longer(&self, start: usize, sentence: &Sentence, headline: bool) -> Option<Range<usize>> {
        let limit = sentence.tokens.end;
        if headline || !self.tokens[start].shape.has(Shape::CAPITAL) {
            return None;
        }
        if let Some(end) = self.institution(start, limit) {
            return Some(start..end);
        }
        let (mut end, mut plain, mut known, mut nouns) = (start, 0, 0, 0);
        while end < limit && (end == start || !self.tokens[end].shape.has(Shape::LINE_START)) {
            if self.is_plain_name(end) {
                plain += 1;
                end += 1;
            } else if let Some(part) = self.known_part(end, start, sentence) {
                if part.noun { nouns += 1 } else { known += 1 }
                end = part.end;
            } else if self.is_joint(end) && end > start && end + 1 < limit && self.is_plain_name(end + 1) {
                end += 1;
            } else if let Some(behind) = (end > start).then(|| self.initial(end, limit)).flatten() {
                end = behind - 1;
            } else {
                break;
            }
        }
        let joined = plain > 0 && known + nouns > 0 || known > 0 && nouns > 0;
        joined.then_some(start..end)
    }

    /// «Bank of Norrland»: where a name ends that begins with the class noun at `start` and goes on with a genitive.
    fn institution(&self, start: usize, limit: usize) -> Option<usize> {
        let noun = &self.mentions[self.covered[start]?];
        let organization = self.compiled.class_set("Organization");
        let fits = noun.kind == MentionKind::ClassNoun
            && noun.class.is_some_and(|class| self.compiled.fits(class, organization))
            && !self.grammar.traits.noun_capitals;
        let end = noun.tokens.end;
        (fits && end < limit && self.category(end).is(Category::GENITIVE)).then(|| self.name_behind(end + 1, limit))?
    }

    /// Where the name ends that begins at `at`, known or not.
    fn name_behind(&self, at: usize, limit: usize) -> Option<usize> {
        if at >= limit || !self.tokens[at].shape.has(Shape::CAPITAL) {
            return None;
        }
        match self.covered[at].map(|index| &self.mentions[index]) {
            None => self.is_plain_name(at).then(|| self.run(at, limit)),
            Some(mention) => matches!(mention.kind, MentionKind::Name | MentionKind::AmbiguousName)
                .then_some(mention.tokens.end.min(limit)),
        }
    }

    /// What is known of the words at `at` and may yet be only part of a longer name that begins at `start`.
    fn known_part(&self, at: usize, start: usize, sentence: &Sentence) -> Option<Part> {
        let mention = &self.mentions[self.covered[at]?];
        if mention.tokens.start != at || mention.possessive || !self.tokens[at].shape.has(Shape::CAPITAL) {
            return None;
        }
        let end = mention.tokens.end;
        let is = |class: &str| {
            mention.class.is_some_and(|own| self.compiled.fits(own, self.compiled.class_set(class)))
        };
        let noun_capitals = self.grammar.traits.noun_capitals;
        // Where the head comes last an organization and a person do not stand side by side without a title.
        let apart = self.grammar.traits.head_final && !noun_capitals;
        let first = at == sentence.tokens.start || self.opens(at) || self.is_line(at);
        match mention.kind {
            // The family name of a known person behind or before an unknown given name.
            MentionKind::AmbiguousName if is("Person") => Some(Part { end, noun: false }),
            MentionKind::AmbiguousName if apart => Some(Part { end, noun: false }),
            // A class noun with a capital that nothing else explains.
            MentionKind::ClassNoun if !noun_capitals && !(first && at == start) => {
                let capitals = (at..end).all(|at| self.tokens[at].shape.has(Shape::CAPITAL));
                let behind = at > start || end < sentence.tokens.end && !self.category(end).is(Category::VERB);
                (capitals && behind && !is("Person")).then_some(Part { end, noun: true })
            }
            // «Thierry Norrglim», «Syntec Biofuel»: a known name right behind an unknown one.
            MentionKind::Name
                if at > start
                    && apart
                    && !self.is_line(at)
                    && end == at + 1
                    && start > sentence.tokens.start
                    && (is("Organization") || is("Technology"))
                    && self.is_plain_name(at - 1)
                    && self.is_new_word(at - 1) =>
            {
                Some(Part { end, noun: false })
            }
            // «BMW Bank»: a known organization, and a word for organizations right behind it.
            MentionKind::Name if is("Organization") && at == start && !self.is_line(at) => {
                let next = end;
                let named = next < sentence.tokens.end
                    && self.tokens[next].shape.has(Shape::CAPITAL)
                    && (self.category(next).is(Category::ORGANIZATION_NOUN) || apart && self.is_new_word(next))
                    && (self.is_plain_name(next) || self.is_class_noun(next) && !noun_capitals);
                named.then_some(Part { end, noun: false })
            }
            _ => None,
        }
    }

    fn is_class_noun(&self, at: usize) -> bool {
        self.covered[at].is_some_and(|index| self.mentions[index].kind == MentionKind::ClassNoun)
    }

    /// A hyphen, an ampersand or a small word inside a name.
    fn is_joint(&self, at: usize) -> bool {
        let written = self.tokens[at].span.of(self.text);
        written == "-" && self.tokens[at].shape.has(Shape::GLUED)
            || written == "&"
            || self.category(at).is(Category::NAME_PARTICLE)
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

    /// Where the run of name words that begins at `start` ends.
    fn run(&self, start: usize, limit: usize) -> usize {
        let mut end = start + 1;
        loop {
            let next = end;
            if next >= limit || self.tokens[next].shape.has(Shape::LINE_START) {
                return end;
            }
            let token = &self.tokens[next];
            let number =
                token.shape.has(Shape::NUMBER) && token.shape.has(Shape::GLUED) && self.covered[next].is_none();
            let joint = self.is_joint(next) && next + 1 < limit && self.is_plain_name(next + 1);
            if self.is_plain_name(next) || number {
                end = next + 1;
            } else if let Some(behind) = self.initial(next, limit) {
                end = behind;
            } else if joint {
                end = next + 2;
            } else {
                return end;
            }
        }
    }

    /// «Anna J. Berger»: where the name goes on whose middle initial has its point at `point`.
    fn initial(&self, point: usize, limit: usize) -> Option<usize> {
        let letter = point.checked_sub(1).map(|at| self.tokens[at].span.of(self.text))?;
        let single = letter.chars().count() == 1 && letter.chars().all(char::is_uppercase);
        let dotted = self.tokens[point].span.of(self.text) == "." && self.tokens[point].shape.has(Shape::GLUED);
        let behind = point + 1 < limit
            && !self.tokens[point + 1].shape.has(Shape::GLUED)
            && (self.is_plain_name(point + 1) || self.is_surname(point + 1));
        (single && dotted && behind).then_some(point + 2)
    }

    /// The family name of somebody known, who need not be meant.
    fn is_surname(&self, at: usize) -> bool {
        self.covered[at].is_some_and(|index| self.mentions[index].kind == MentionKind::AmbiguousName)
    }

    /// The name with the legal form around it: (name alone, everything).
    fn with_legal_form(&self, name: Range<usize>, sentence: &Sentence) -> (Range<usize>, Range<usize>) {
        let (mut core, mut full) = (name.clone(), name);
        // A legal form written as a word may have been taken into the run.
        while core.len() > 1 && self.category(core.end - 1).is(Category::LEGAL_FORM) {
            core.end -= 1;
        }
        while core.len() > 1 && self.category(core.start).is(Category::LEGAL_PREFIX) {
            core.start += 1;
        }
        while full.end < sentence.tokens.end {
            let token = &self.tokens[full.end];
            let written = token.span.of(self.text);
            let next_legal = full.end + 1 < sentence.tokens.end
                && self.category(full.end + 1).is(Category::LEGAL_FORM)
                && self.tokens[full.end + 1].shape.has(Shape::CAPITAL);
            let hyphen = self
                .tokens
                .get(full.end + 1)
                .is_some_and(|next| next.shape.has(Shape::GLUED) && next.span.of(self.text) == "-");
            let form = self.category(full.end).is(Category::LEGAL_FORM)
                && !token.shape.has(Shape::PUNCTUATION)
                && !(hyphen && !token.shape.has(Shape::CAPITAL));
            let point = written == "."
                && token.shape.has(Shape::GLUED)
                && full.end > core.end
                && full.end + 1 < sentence.tokens.end;
            if form || point {
                full.end += 1;
            } else if matches!(written, "(" | "&" | ",") && next_legal {
                full.end += 2;
            } else if written == ")" && full.end > core.end && self.category(full.end - 1).is(Category::LEGAL_FORM) {
                full.end += 1;
            } else {
                break;
            }
        }
        if full.start > sentence.tokens.start && self.category(full.start - 1).is(Category::LEGAL_PREFIX) {
            full.start -= 1;
        }
        (core, full)
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
        // A word that the language uses otherwise needs a second sign.
        if name.len() == 1 && !self.is_new_word(name.start) {
            return false;
        }
        let first = name.start == sentence.tokens.start || self.opens(name.start);
        let odd = |at: usize| {
            let shape = self.tokens[at].shape;
            shape.has(Shape::MIXED) || shape.has(Shape::ALL_CAPITALS) && self.tokens[at].span.of(self.text).len() < 8
        };
        let strange = name.clone().any(|at| odd(at) && self.is_new_word(at));
        if self.grammar.traits.noun_capitals {
            let determined =
                name.start > sentence.tokens.start && self.category(name.start - 1).is(Category::DETERMINER);
            let plain = name.clone().all(|at| self.is_new_word(at) || self.tokens[at].shape.has(Shape::PUNCTUATION));
            return strange || name.len() > 1 && plain && !determined;
        }
        strange || !first || name.len() > 1 && self.is_new_word(name.start)
    }

    /// Whether a token opens what is said: after a colon, a dash, an opening quotation mark.
    fn opens(&self, at: usize) -> bool {
        at == 0
            || matches!(self.tokens[at - 1].span.of(self.text), ":" | "„" | "“" | "\"" | "«" | "•" | "–" | "—" | ".")
    }

    fn class(&self, name: &Range<usize>, full: &Range<usize>, sentence: &Sentence) -> Option<ClassId> {
        let ontology = &self.compiled.ontology;
        if full != name {
            return ontology.class("Company");
        }
        let noun = self.own_noun(name);
        if name.clone().any(|at| self.category(at).is(Category::ORGANIZATION_NOUN)) {
            return ontology.class("Organization");
        }
        if name.clone().any(|at| self.category(at).is(Category::PLACE_NOUN)) {
            return ontology.class("Place");
        }
        if name.start > sentence.tokens.start {
            let before = name.start - 1;
            if self.category(before).is(Category::HONORIFIC) {
                return ontology.class("Person");
            }
            let dotted = before > sentence.tokens.start && self.tokens[before].span.of(self.text) == ".";
            if dotted && self.category(before - 1).is(Category::HONORIFIC) {
                return ontology.class("Person");
            }
            if let Some(mention) = self.covered[before].map(|at| &self.mentions[at]) {
                match mention.kind {
                    MentionKind::Title(_) => return ontology.class("Person"),
                    MentionKind::ClassNoun => return mention.class,
                    _ => {}
                }
            }
        }
        if let Some(class) = noun.or_else(|| self.told_behind(full.end, sentence)) {
            return Some(class);
        }
        let word = |at: usize| {
            let shape = self.tokens[at].shape;
            shape.has(Shape::CAPITAL)
                && !shape.has(Shape::ALL_CAPITALS)
                && !shape.has(Shape::MIXED)
                && self.is_new_word(at)
        };
        let personal = (2..=4).contains(&name.len())
            && name.clone().all(|at| word(at) || self.category(at).is(Category::NAME_PARTICLE))
            && word(name.start);
        if personal { ontology.class("Person") } else { None }
    }

    /// The class of the class noun that heads a name.
    fn own_noun(&self, name: &Range<usize>) -> Option<ClassId> {
        let noun = |at: usize| {
            let mention = &self.mentions[self.covered[at]?];
            (mention.kind == MentionKind::ClassNoun).then_some(mention.class)?
        };
        let genitive = name.clone().any(|at| self.category(at).is(Category::GENITIVE));
        if self.grammar.traits.head_final && !genitive {
            name.clone().rev().find_map(noun)
        } else {
            name.clone().find_map(noun)
        }
    }

    /// The class of a name by what is said of it right behind: «X, a maker of chips,» or «X is a maker of chips».
    fn told_behind(&self, end: usize, sentence: &Sentence) -> Option<ClassId> {
        let inside = |at: usize| at < sentence.tokens.end;
        let copula = inside(end) && self.category(end).is(Category::COPULA);
        if !inside(end) || !copula && self.tokens[end].span.of(self.text) != "," {
            return None;
        }
        let article = end + 1;
        let mention_at = |at: usize| self.covered[at].map(|index| &self.mentions[index]);
        // «X, chair of Y»: posts stand without article.
        if inside(article) && !copula && mention_at(article).is_some_and(|m| matches!(m.kind, MentionKind::Title(_))) {
            return self.compiled.ontology.class("Person");
        }
        if !inside(article) || !self.category(article).is(Category::DEFINITE | Category::INDEFINITE) {
            return None;
        }
        let mut found = None;
        for at in article + 1..sentence.tokens.end.min(article + 16) {
            if let Some(mention) = mention_at(at) {
                match mention.kind {
                    MentionKind::Title(_) => return self.compiled.ontology.class("Person"),
                    MentionKind::ClassNoun => {
                        found = mention.class;
                        if !self.grammar.traits.head_final {
                            return found;
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
}

/// A part of a name of which something is known by itself.
struct Part {
    end: usize,
    /// A class noun, and no name.
    noun: bool,
}

fn mention(tokens: Range<usize>, class: Option<ClassId>) -> Mention {
    Mention { tokens, kind: MentionKind::UnknownName, class, referent: Referent::Nobody, possessive: false }
}

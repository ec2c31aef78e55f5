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
    for sentence in sentences.iter().filter(|sentence| sentence.kind != SentenceKind::Boilerplate) {
        finder.sentence(sentence, &mut sure, &mut unsure);
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
    let parts = finder.parted(&sure, &known);
    for (at, middle) in parts {
        let rest = middle..sure[at].tokens.end;
        let person = std::mem::replace(&mut sure[at].class, compiled.ontology.class("Organization"));
        sure[at].tokens.end = middle;
        sure.push(mention(rest, person));
    }
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

    fn sentence(&self, sentence: &Sentence, sure: &mut Vec<Mention>, unsure: &mut Vec<Range<usize>>) {
        let headline = self.is_title_case(sentence);
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
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
            let written = token.span.of(self.text);
            let then_name = |at: usize| at < limit && self.is_plain_name(at);
            let number =
                token.shape.has(Shape::NUMBER) && token.shape.has(Shape::GLUED) && self.covered[next].is_none();
            let joint = (written == "-" && token.shape.has(Shape::GLUED)
                || written == "&"
                || self.category(next).is(Category::NAME_PARTICLE))
                && then_name(next + 1);
            // «Lee Kang Hyun»: what is a form of address elsewhere may be part of a name.
            let honorific = token.shape.has(Shape::CAPITAL)
                && self.covered[next].is_none()
                && self.category(next).is(Category::HONORIFIC)
                && then_name(next + 1);
            if self.is_plain_name(next) || number {
                end = next + 1;
            } else if joint || honorific {
                end = next + 2;
            } else {
                return end;
            }
        }
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
            let next_legal = full.end + 1 < sentence.tokens.end && self.category(full.end + 1).is(Category::LEGAL_FORM);
            // «Lacroix se replie»: a pronoun in small letters is no legal form.
            let small = written.chars().all(char::is_lowercase) && written.chars().count() < 3;
            let form =
                self.category(full.end).is(Category::LEGAL_FORM) && !token.shape.has(Shape::PUNCTUATION) && !small;
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

    /// Names behind a post that begin with another name of the article: «CEO Shipper Phil Oparah» holds an organization
    /// and a person. Gives the position of each, and where its second part begins.
    fn parted(&self, sure: &[Mention], known: &BTreeMap<&str, Option<ClassId>>) -> Vec<(usize, usize)> {
        let person = self.compiled.class_set("Person");
        let is_person = |class: Option<ClassId>| class.is_some_and(|class| self.compiled.fits(class, person));
        let behind_post = |mention: &Mention| {
            let before = mention.tokens.start.checked_sub(1).and_then(|at| self.covered[at]);
            before.is_some_and(|at| matches!(self.mentions[at].kind, MentionKind::Title(_)))
        };
        let place = |mention: &Mention| {
            let ends = (mention.tokens.start + 1..mention.tokens.end).rev();
            ends.into_iter().find(|&end| {
                let part = self.span(&(mention.tokens.start..end)).of(self.text);
                known.get(part).is_some_and(|class| !is_person(*class))
            })
        };
        let head_initial = !self.grammar.traits.head_final;
        let fits = |mention: &Mention| head_initial && is_person(mention.class) && behind_post(mention);
        sure.iter().enumerate().filter(|(_, m)| fits(m)).filter_map(|(at, m)| Some((at, place(m)?))).collect()
    }

    fn is_sure(&self, name: &Range<usize>, class: Option<ClassId>, sentence: &Sentence, headline: bool) -> bool {
        if headline {
            return false;
        }
        if class.is_some() && name.len() == 1 {
            return true;
        }
        // A word that the language uses otherwise needs a second sign.
        if name.len() == 1 && !self.is_new_word(name.start) {
            return false;
        }
        if self.grammar.names_subject(self.tokens, name.end) {
            return true;
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
        let personal = (2..=4).contains(&(name.len() - 2 * hyphens))
            && name.clone().all(|at| word(at) || hyphen(at) || self.category(at).is(Category::NAME_PARTICLE))
            && word(name.start);
        if personal { ontology.class("Person") } else { None }
    }
}

fn mention(tokens: Range<usize>, class: Option<ClassId>) -> Mention {
    Mention { tokens, kind: MentionKind::UnknownName, class, referent: Referent::Nobody, possessive: false }
}

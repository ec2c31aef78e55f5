//! Pairs of mentions that no frame joins, each with the frames that might: suggestions for those who write frames.
//!
//! In go an article's sentences and mentions, and which sentences gave evidence; out comes one gap for every two
//! neighbours in the others whose classes some relation takes and that have a verb or noun between. It tells verbs from
//! nouns by the tree where there is a model, and offers the exact words where there is none. Whether a frame does catch
//! its sentence is to be tried; it is not known here.

use std::ops::Range;

use super::{Input, View};
use crate::{
    model::{Amount, CodePoints, Mention, MentionKind, Quote, Referent, SentenceKind, Span, Tree},
    ontology::{Category, Compiled, FrameKind, forms::Features},
};

/// Words of frames between two mentions, at most.
const MOST_WORDS: usize = 5;
/// Tokens between two mentions, at most.
const MOST_TOKENS: usize = 12;

/// Two mentions that stand side by side in a sentence that gave no evidence.
#[derive(Clone, Debug)]
pub struct Gap {
    /// The sentence.
    pub sentence: Quote,
    /// The first mention.
    pub first: Quote,
    /// The second mention.
    pub second: Quote,
    /// Frames that might join them, the most general first; at least one.
    pub candidates: Vec<Candidate>,
}

/// A frame that might join the mentions of a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Under which term it is to be written.
    pub kind: FrameKind,
    /// The frame.
    pub text: String,
    /// The relations whose domain and range take the mentions, as positions in the ontology.
    pub relations: Vec<u16>,
}

/// The gaps of an article, in reading order. `used` are the positions of the sentences that gave evidence, sorted.
#[must_use]
pub fn gaps(input: &Input<'_>, used: &[usize]) -> Vec<Gap> {
    let points = CodePoints::new(input.text);
    let relations = Relations::new(input.compiled);
    let mut out = Vec::new();
    for (position, sentence) in input.sentences.iter().enumerate() {
        let skipped = sentence.question || sentence.kind == SentenceKind::Boilerplate;
        if skipped || used.binary_search(&position).is_ok() {
            continue;
        }
        let grammar = &input.compiled.grammars[input.language];
        let view = View::new(input.text, input.tokens, sentence, input.mentions, input.compiled, grammar);
        let ends: Vec<&Mention> =
            view.mention_range().map(|index| &view.mentions[index]).filter(|mention| is_end(mention)).collect();
        let fits = |pair: &[&Mention]| relations.any(pair[0], pair[1]) || relations.any(pair[1], pair[0]);
        let mut tree = None;
        for pair in ends.windows(2).filter(|pair| is_named(pair[0]) && fits(pair)) {
            let [first, second] = [pair[0], pair[1]];
            let between = first.tokens.end..second.tokens.start;
            if between.is_empty() || between.len() > MOST_TOKENS {
                continue;
            }
            let tree = tree.get_or_insert_with(|| (input.tree)(sentence)).as_ref();
            let pair = Pair { view: &view, relations: &relations, first, second, between, tree };
            let candidates = pair.candidates();
            if !candidates.is_empty() {
                let quote = |span: Span| Quote {
                    text: span.of(input.text).to_owned(),
                    start: points.at(span.start),
                    end: points.at(span.end),
                };
                let (first, second) = (quote(span(input, pair.first)), quote(span(input, pair.second)));
                out.push(Gap { sentence: quote(sentence.span), first, second, candidates });
            }
        }
    }
    out
}

fn span(input: &Input<'_>, mention: &Mention) -> Span {
    let tokens = &input.tokens[mention.tokens.clone()];
    tokens.iter().fold(tokens[0].span, |span, token| span.join(token.span))
}

/// Whether a mention may be an end of a claim.
fn is_end(mention: &Mention) -> bool {
    matches!(mention.kind, MentionKind::Amount(_)) || is_named(mention)
}

fn is_named(mention: &Mention) -> bool {
    let kind = matches!(
        mention.kind,
        MentionKind::Name | MentionKind::AmbiguousName | MentionKind::UnknownName | MentionKind::Descriptor
    );
    kind && mention.referent != Referent::Nobody && mention.class.is_some()
}

/// Which classes the relations take.
struct Relations<'c> {
    compiled: &'c Compiled,
    /// Domain, range and the units of the values, in the order of the ontology.
    ends: Vec<(u128, u128, Vec<&'static str>)>,
}

impl<'c> Relations<'c> {
    fn new(compiled: &'c Compiled) -> Self {
        let ends = compiled.ontology.relations.iter().map(|relation| {
            let takes = |slot: &&str| relation.frames.iter().any(|frame| frame.text.contains(*slot));
            let units = if relation.has_value { UNITS.into_iter().filter(takes).collect() } else { Vec::new() };
            let set = |classes: &[String]| compiled.ontology.class_set(classes);
            (set(&relation.domain), set(&relation.range), units)
        });
        Self { compiled, ends: ends.collect() }
    }

    fn fitting(&self, subject: &Mention, object: &Mention) -> impl Iterator<Item = u16> {
        let fits = |mention: &Mention, set| mention.class.is_some_and(|class| self.compiled.fits(class, set));
        (0..).zip(&self.ends).filter_map(move |(at, (domain, range, units))| {
            let object = value(object).map_or_else(|| units.is_empty() && fits(object, *range), |v| units.contains(&v));
            (fits(subject, *domain) && object).then_some(at)
        })
    }

    fn any(&self, subject: &Mention, object: &Mention) -> bool {
        self.fitting(subject, object).next().is_some()
    }
}

const UNITS: [&str; 3] = ["{value:Percent}", "{value:Money}", "{value:Count}"];

/// The slot of an amount.
fn value(mention: &Mention) -> Option<&'static str> {
    match mention.kind {
        MentionKind::Amount(Amount::Percent(_)) => Some(UNITS[0]),
        MentionKind::Amount(Amount::Money(..)) => Some(UNITS[1]),
        MentionKind::Amount(Amount::Count(_)) => Some(UNITS[2]),
        _ => None,
    }
}

/// What a word is to a frame.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Verb,
    Noun,
    Preposition,
    /// What frames leave out.
    Filler,
}

/// Two neighbours and the tokens between.
struct Pair<'p> {
    view: &'p View<'p>,
    relations: &'p Relations<'p>,
    first: &'p Mention,
    second: &'p Mention,
    between: Range<usize>,
    tree: Option<&'p Tree>,
}

impl Pair<'_> {
    fn candidates(&self) -> Vec<Candidate> {
        let view = self.view;
        let opens = Category::CLAUSE_OPENER | Category::RELATIVISER | Category::COORDINATOR | Category::ADVERSATIVE;
        let titled = |at: usize| {
            view.mention(at).is_some_and(|mention| matches!(mention.kind, MentionKind::Title(_))) && self.tree.is_some()
        };
        let stops = |at: usize| view.is(at, opens | Category::CONTINUES) || titled(at) || self.is_mark(at);
        if self.between.clone().any(stops) {
            return Vec::new();
        }
        let mut out = Vec::new();
        if let Some(parts) = self.parts(self.between.clone()) {
            out.extend(self.verb(&parts));
            if out.is_empty() {
                out.extend(self.nouns(&parts));
            }
            if out.is_empty() {
                return out;
            }
        }
        out.extend(self.phrase());
        out
    }

    /// A mark that is more than the sign of a possessor.
    fn is_mark(&self, at: usize) -> bool {
        !self.view.written(at).starts_with(char::is_alphanumeric) && !self.view.is_possessive_mark(at)
    }

    /// The words that a frame would name, where the parts of speech are known and none is a name.
    fn parts(&self, tokens: Range<usize>) -> Option<Vec<(usize, Part)>> {
        let tree = self.tree?;
        let mut parts = Vec::new();
        for at in tokens {
            let dated = self.view.mention(at).is_some_and(|mention| matches!(mention.kind, MentionKind::Date(_)));
            let node = tree.nodes.iter().find(|node| node.tokens.contains(&at));
            let category = self.view.category(at);
            let part = match node.map(|node| node.part) {
                _ if dated || category.is(Category::AUXILIARY) => Part::Filler,
                _ if category.is(Category::INDEFINITE) => Part::Filler,
                _ if category.is(Category::PREPOSITION) => Part::Preposition,
                _ if category.is(Category::FUNCTION) => Part::Filler,
                Some("VERB") => Part::Verb,
                Some("NOUN") => Part::Noun,
                Some("ADP") => Part::Preposition,
                Some("PROPN") => return None,
                _ => Part::Filler,
            };
            if part != Part::Filler {
                parts.push((at, part));
            }
        }
        let content = parts.iter().any(|(_, part)| *part != Part::Preposition);
        (content || self.view.traits().verb_second && parts.len() <= MOST_WORDS).then_some(parts)
    }

    /// `{s} VERB … {o}`, or where the verb comes second and last, `{s} … {o} *VERB`.
    fn verb(&self, parts: &[(usize, Part)]) -> Option<Candidate> {
        let view = self.view;
        let at = parts.iter().rposition(|(_, part)| *part == Part::Verb);
        let (verb, prefix) = match at {
            Some(at) => (parts[at].0, self.particle()),
            None => (self.last_verb()?, None),
        };
        let written = format!("{}{}", prefix.unwrap_or_default(), view.written(verb).to_lowercase());
        let paradigms = view.grammar.paradigms();
        let cited = |word: &str| paradigms.cited_verb(word);
        // «schlägt … vor»: the parts are cited as one word.
        let lemma = match prefix {
            Some(prefix) => format!("{prefix}{}", cited(view.written(verb))?),
            None => cited(&written)?,
        };
        let passive_form = paradigms
            .verb(&lemma)
            .iter()
            .any(|form| form.text == written && form.features.has(Features::PASSIVE) && form.features.has_voice());
        let last = parts.last().filter(|(_, part)| *part == Part::Preposition);
        let by = last.is_some_and(|&(at, _)| view.is(at, Category::AGENT));
        let helped = self.between.clone().any(|at| view.is(at, Category::PASSIVE));
        let passive = by && (helped || !view.traits().verb_second) || passive_form;
        let words = if by && passive { &parts[..parts.len() - 1] } else { parts };
        let (before, behind) = match at {
            Some(at) if !view.traits().verb_second => {
                (&words[..at.min(words.len())], &words[(at + 1).min(words.len())..])
            }
            _ => (&words[..0], words),
        };
        let behind: Vec<String> = self.named(behind.iter().filter(|(_, part)| *part != Part::Verb));
        // What stands before the verb is its subject, and the first mention the owner of it.
        let owned = self.named(before.iter().filter(|(_, part)| *part != Part::Verb));
        let mark = if owned.is_empty() { "{s}".to_owned() } else { format!("{{s/poss}} {}", owned.join(" ")) };
        let (subject, object) = if passive { (self.second, self.first) } else { (self.first, self.second) };
        let object_slot = value(object).unwrap_or("{o}");
        let star = if owned.is_empty() { "" } else { "*" };
        let text = if view.traits().verb_second {
            sequence(&[&mark, &behind.join(" "), object_slot, &format!("*{lemma}")])
        } else {
            sequence(&[&mark, &format!("{star}{lemma}"), &behind.join(" "), object_slot])
        };
        let few = owned.len() <= 1 && behind.len() < MOST_WORDS;
        few.then(|| self.candidate(FrameKind::Verb, text, subject, object)).flatten()
    }

    /// `{s/poss} NOUN PREPOSITION {o}` or `{o/poss} NOUN {s/app}`, where nothing between is a verb.
    fn nouns(&self, parts: &[(usize, Part)]) -> Vec<Candidate> {
        let verbal = |at: usize| self.view.is(at, Category::AUXILIARY);
        let has_noun = parts.iter().any(|(_, part)| *part == Part::Noun);
        let has_verb = parts.iter().any(|(_, part)| *part == Part::Verb) || self.between.clone().any(verbal);
        if has_verb || !has_noun || parts.len() > MOST_WORDS {
            return Vec::new();
        }
        let words = self.named(parts.iter()).join(" ");
        let (first, second) = (self.first, self.second);
        let last = parts.last().is_some_and(|(_, part)| *part == Part::Preposition);
        let slot = value(second).unwrap_or("{o}");
        let noun = |text, subject, object| self.candidate(FrameKind::Noun, text, subject, object);
        if last || value(second).is_some() {
            return noun(format!("{{s/poss}} {words} {slot}"), first, second).into_iter().collect();
        }
        let owner = noun(format!("{{o/poss}} {words} {{s/app}}"), second, first);
        let owned = noun(format!("{{s/poss}} {words} {{o/app}}"), first, second);
        owner.into_iter().chain(owned).collect()
    }

    /// The exact words.
    fn phrase(&self) -> Option<Candidate> {
        let words: Vec<&str> = self.between.clone().map(|at| self.view.written(at)).collect();
        let plain = |word: &&str| word.chars().all(|letter| letter.is_alphabetic() || letter == '-');
        let content = self.between.clone().any(|at| !self.view.category(at).is(Category::FUNCTION));
        if !words.iter().all(plain) || !content || words.len() > MOST_WORDS {
            return None;
        }
        let words: Vec<String> = words.iter().map(|word| format!("={word}")).collect();
        let slot = value(self.second).unwrap_or("{o}");
        self.candidate(FrameKind::Phrase, format!("{{s}} {} {slot}", words.join(" ")), self.first, self.second)
    }

    fn candidate(&self, kind: FrameKind, text: String, subject: &Mention, object: &Mention) -> Option<Candidate> {
        let relations: Vec<u16> = self.relations.fitting(subject, object).collect();
        (!relations.is_empty()).then_some(Candidate { kind, text, relations })
    }

    /// Words as frames cite them: nouns by their lemma, the rest as written.
    fn named<'w>(&self, words: impl Iterator<Item = &'w (usize, Part)>) -> Vec<String> {
        let view = self.view;
        let cited = |&(at, part): &(usize, Part)| match part {
            Part::Noun if !view.traits().noun_capitals => view.grammar.paradigms().cited_noun(view.written(at)),
            Part::Noun => view.written(at).to_owned(),
            _ => view.written(at).to_lowercase(),
        };
        words.map(cited).collect()
    }

    /// The tokens behind the second mention up to a mark or the next clause.
    fn rest(&self) -> Range<usize> {
        let view = self.view;
        let ends = |&at: &usize| self.is_mark(at) || view.is(at, Category::CLAUSE_OPENER | Category::COORDINATOR);
        let end = (self.second.tokens.end..view.end).find(ends).unwrap_or(view.end);
        self.second.tokens.end..end
    }

    /// The verb that closes the clause, where the verb may stand last.
    fn last_verb(&self) -> Option<usize> {
        let tree = self.tree.filter(|_| self.view.traits().verb_second)?;
        let mut verbs = tree.nodes.iter().rev().filter(|node| node.part == "VERB").map(|node| node.tokens.start);
        verbs.find(|at| self.rest().contains(at))
    }

    /// The part of a separable verb that closes the clause.
    fn particle(&self) -> Option<&str> {
        let last = self.rest().next_back().filter(|_| self.view.traits().verb_second)?;
        self.view.grammar.is_particle(self.view.tokens[last].word).then(|| self.view.written(last))
    }
}

fn sequence(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

//! What the name finder looks at: the words, how they are written, what the language files and the ontology say of them.

use std::ops::Range;

use super::Scene;
use crate::{
    model::{Mention, MentionKind, Shape, WordId},
    ontology::{Category, tokens::normal_form},
    parse::linear::{feature, value},
};

/// One token as the features see it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sight {
    word: u32,
    cased: u32,
    shape: u32,
    long_shape: u32,
    prefixes: [u32; 3],
    suffixes: [u32; 4],
    category: u32,
    hint: u32,
    part: u32,
    capital: bool,
    /// Whether it can be part of a name: it has a capital, or stands between two words that have.
    pub open: bool,
    /// Number of name-like words of its run before and behind it, up to 3, and the run's last and first word.
    run: [u32; 4],
    /// Capitals in the sentence: none, few, most, all.
    case: u32,
}

impl Sight {
    /// Forgets which word it is.
    pub fn blind(&mut self) {
        (self.word, self.cased) = (2, 2);
    }
}

/// The tokens of a sentence; hints for which `drop` says so are left out (in training).
pub fn sights(scene: &Scene<'_>, range: Range<usize>, mut drop: impl FnMut(usize) -> bool) -> Vec<Sight> {
    let grammar = &scene.compiled.grammars[scene.language];
    let mut buffer = String::new();
    let mut out: Vec<Sight> = Vec::with_capacity(range.len());
    for at in range.clone() {
        let token = &scene.tokens[at];
        let written = token.span.of(scene.text);
        let word = normal_form(written, &mut buffer);
        let mut sight = Sight {
            word: value(word),
            cased: value(written),
            category: category(grammar.category(token.word), token.word == WordId::UNKNOWN),
            capital: token.shape.has(Shape::CAPITAL),
            open: token.shape.has(Shape::CAPITAL) || token.shape.has(Shape::MIXED),
            ..Sight::default()
        };
        (sight.shape, sight.long_shape) = shapes(written);
        let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let chars = ends.len() - 1;
        for (len, prefix) in (2..).zip(&mut sight.prefixes) {
            *prefix = if chars > len { value(&word[..ends[len]]) } else { 0 };
        }
        for (len, suffix) in (1..).zip(&mut sight.suffixes) {
            *suffix = if chars > len { value(&word[ends[chars - len]..]) } else { 0 };
        }
        if sight.capital && !drop(at) {
            sight.part = scene.parts.of_word(sight.word);
        }
        out.push(sight);
    }
    let first = scene.mentions.partition_point(|mention| mention.tokens.end <= range.start);
    for mention in scene.mentions[first..].iter().take_while(|mention| mention.tokens.start < range.end) {
        let is_name = matches!(mention.kind, MentionKind::Name | MentionKind::AmbiguousName);
        if is_name && drop(mention.tokens.start) {
            continue;
        }
        let hint = hint(scene, mention);
        for at in mention.tokens.clone().filter(|at| range.contains(at)) {
            out[at - range.start].hint = hint * 2 + u32::from(at > mention.tokens.start);
        }
    }
    runs(scene, &range, &mut out);
    open(scene, &range, &mut out);
    out
}

/// Opens what stands between two words with capitals, at most three tokens, and numbers behind one.
fn open(scene: &Scene<'_>, range: &Range<usize>, sights: &mut [Sight]) {
    let mut last = usize::MAX;
    for at in 0..sights.len() {
        if sights[at].open {
            if last < at && at - last <= 4 {
                sights[last..at].iter_mut().for_each(|sight| sight.open = true);
            }
            last = at;
        } else if last.wrapping_add(1) == at && scene.tokens[range.start + at].shape.has(Shape::NUMBER) {
            sights[at].open = true;
        }
    }
}

/// What the ontology says stands here.
fn hint(scene: &Scene<'_>, mention: &Mention) -> u32 {
    let broad = mention.class.map_or(0, |class| scene.parts.broad(scene.compiled, class));
    let kind = match mention.kind {
        MentionKind::Name => 1,
        MentionKind::AmbiguousName => 2,
        MentionKind::Descriptor => 3,
        MentionKind::Demonym => 4,
        MentionKind::ClassNoun => 5,
        MentionKind::Title(_) => 6,
        MentionKind::Date(_) => 7,
        MentionKind::Amount(_) => 8,
        MentionKind::UnknownName | MentionKind::Pronoun | MentionKind::FirstPerson => 9,
    };
    kind * 8 + broad
}

/// The categories that matter to names, as one number.
fn category(category: Category, unknown: bool) -> u32 {
    const TOLD: [Category; 18] = [
        Category::DETERMINER,
        Category::PREPOSITION,
        Category::GENITIVE,
        Category::COORDINATOR,
        Category::LIST_CONNECTOR,
        Category::AUXILIARY,
        Category::FUNCTION,
        Category::REPORTING,
        Category::SPEAKER_AFTER,
        Category::VERB,
        Category::NOUN,
        Category::HONORIFIC,
        Category::LEGAL_FORM,
        Category::LEGAL_PREFIX,
        Category::ORGANIZATION_NOUN,
        Category::PLACE_NOUN,
        Category::NAME_PARTICLE,
        Category::NOT_NAME,
    ];
    TOLD.iter().enumerate().fold(u32::from(unknown), |set, (at, told)| set | u32::from(category.is(*told)) << (at + 1))
}

/// How a word is written: letters and digits by kind, with repeats drawn together and without.
fn shapes(written: &str) -> (u32, u32) {
    let (mut short, mut long) = (0u32, 0u32);
    let mut last = 0;
    for c in written.chars() {
        let kind = if c.is_uppercase() {
            1
        } else if c.is_lowercase() {
            2
        } else if c.is_numeric() {
            3
        } else {
            u32::from(c) + 4
        };
        if kind != last {
            short = short.wrapping_mul(0x0100_0193) ^ kind;
            last = kind;
        }
        long = long.wrapping_mul(0x0100_0193) ^ kind;
    }
    (short, if written.len() < 10 { long } else { short })
}

/// Runs of capitalised words, with what joins them, and the capitals of the sentence.
fn runs(scene: &Scene<'_>, range: &Range<usize>, sights: &mut [Sight]) {
    let grammar = &scene.compiled.grammars[scene.language];
    let joins = |at: usize| {
        let token = &scene.tokens[range.start + at];
        let written = token.span.of(scene.text);
        matches!(written, "-" | "&" | "." | "'" | "’") && token.shape.has(Shape::GLUED)
            || written == "&"
            || grammar.category(token.word).is(Category::NAME_PARTICLE)
    };
    let words =
        sights.iter().enumerate().filter(|(at, _)| !scene.tokens[range.start + at].shape.has(Shape::PUNCTUATION));
    let (count, capitals) =
        words.fold((0, 0), |(all, capitals), (_, sight)| (all + 1, capitals + usize::from(sight.capital)));
    let case = if capitals == 0 {
        0
    } else if capitals * 2 < count {
        1
    } else if capitals < count {
        2
    } else {
        3
    };
    let mut at = 0;
    while at < sights.len() {
        sights[at].case = case;
        if !sights[at].capital {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < sights.len() {
            if sights[end].capital {
                end += 1;
            } else if joins(end) && sights.get(end + 1).is_some_and(|next| next.capital) {
                end += 2;
            } else {
                break;
            }
        }
        let (first, last) = (sights[at].word, sights[end - 1].word);
        for (place, sight) in sights[at..end].iter_mut().enumerate() {
            sight.case = case;
            sight.run = [place.min(3) as u32, (end - 1 - at - place).min(3) as u32, first, last];
        }
        at = end;
    }
}

const EDGE: Sight = Sight {
    word: 1,
    cased: 1,
    shape: 1,
    long_shape: 1,
    prefixes: [0; 3],
    suffixes: [0; 4],
    category: 1 << 31,
    hint: 0,
    part: 0,
    capital: false,
    open: false,
    run: [0; 4],
    case: 0,
};

/// The features of one token, into `out`.
pub fn features(sights: &[Sight], at: usize, out: &mut Vec<u32>) {
    out.clear();
    let see = |offset: isize| at.checked_add_signed(offset).and_then(|at| sights.get(at)).unwrap_or(&EDGE);
    let (before2, before, here, after, after2) = (see(-2), see(-1), see(0), see(1), see(2));
    let mut template = 0;
    let mut add = |a: u32, b: u32, c: u32| {
        out.push(feature(template, a, b, c));
        template += 1;
    };
    // The word itself.
    add(0, 0, 0);
    add(here.word, 0, 0);
    add(here.cased, 0, 0);
    add(here.shape, 0, 0);
    add(here.long_shape, 0, 0);
    add(here.category, 0, 0);
    add(here.category, here.shape, 0);
    for prefix in here.prefixes {
        add(prefix, here.shape, 0);
    }
    for suffix in here.suffixes {
        add(suffix, here.shape, 0);
    }
    add(u32::from(at == 0), here.shape, here.category);
    add(here.case, here.shape, u32::from(at == 0));
    // Its neighbours.
    for (neighbour, far) in [(before, false), (after, false), (before2, true), (after2, true)] {
        add(neighbour.word, 0, 0);
        add(neighbour.shape, here.shape, 0);
        add(neighbour.category, here.shape, 0);
        if !far {
            add(neighbour.word, here.word, 0);
            add(neighbour.word, here.shape, 0);
            add(neighbour.suffixes[2], here.shape, 0);
            add(neighbour.category, here.category, here.shape);
        }
    }
    add(before.shape, here.shape, after.shape);
    add(before.category, here.shape, after.category);
    add(before2.category, before.category, here.shape);
    add(after.category, after2.category, here.shape);
    add(before2.word, before.word, 0);
    add(after.word, after2.word, 0);
    // The run of capitals around it: its head, and what stands before and behind it.
    if here.capital || here.run[3] != 0 {
        let [left, right, first, last] = here.run;
        add(left, right, here.shape);
        add(last, right, 0);
        add(first, left, 0);
        let begin = see(-(run_offset(sights, at, false) as isize) - 1);
        let end = see(run_offset(sights, at, true) as isize + 1);
        add(begin.word, left.min(1), 0);
        add(end.word, right.min(1), 0);
        add(begin.category, left, right);
        add(end.category, left, right);
        add(begin.hint, left, right);
        add(end.hint, left, right);
    }
    // What the ontology says.
    template = 100;
    let mut add = |a: u32, b: u32, c: u32| {
        out.push(feature(template, a, b, c));
        template += 1;
    };
    if here.hint | before.hint | after.hint != 0 {
        add(here.hint, 0, 0);
        add(here.hint, here.shape, 0);
        add(before.hint, here.hint, 0);
        add(here.hint, after.hint, 0);
        add(before.hint, here.shape, here.category);
        add(after.hint, here.shape, here.category);
        add(before.hint, here.shape, after.shape);
        add(here.hint, before.shape, after.shape);
    }
    template = 120;
    let mut add = |a: u32, b: u32, c: u32| {
        out.push(feature(template, a, b, c));
        template += 1;
    };
    if here.part | before.part | after.part != 0 {
        add(here.part, 0, 0);
        add(before.part, here.part, 0);
        add(here.part, after.part, 0);
        add(before.part, here.shape, 0);
        add(after.part, here.shape, 0);
    }
}

/// How far the run of capitals reaches behind (or before) a token.
fn run_offset(sights: &[Sight], at: usize, behind: bool) -> usize {
    let mut far = 0;
    loop {
        let next = if behind { at.checked_add(far + 1) } else { at.checked_sub(far + 1) };
        let Some(sight) = next.and_then(|next| sights.get(next)) else { return far };
        if sight.run == [0; 4] {
            return far;
        }
        far += 1;
    }
}

//! What the name finder looks at: the words, how they are written, what the language files and the ontology say of them.

use std::ops::Range;

use super::Scene;
use crate::{
    model::{Mention, MentionKind, Shape, WordId},
    ontology::{Category, tokens::normal_form},
    parse::linear::{Templates, value},
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
    /// Whether it can be part of a name.
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
pub fn sights(scene: &Scene<'_>, range: Range<usize>, drop: impl FnMut(usize) -> bool) -> Vec<Sight> {
    let open = open(scene, &range);
    seen(scene, range, &open, drop, |_| true)
}

/// The tokens of a sentence as far as the features of its open ones look: the others are left blank. Empty where none
/// is open.
pub fn open_sights(scene: &Scene<'_>, range: Range<usize>) -> Vec<Sight> {
    const FAR: usize = 2;
    let open = open(scene, &range);
    if !open.contains(&true) {
        return Vec::new();
    }
    let near = |at: usize| open[at.saturating_sub(FAR)..open.len().min(at + FAR + 1)].contains(&true);
    seen(scene, range, &open, |_| false, near)
}

/// The tokens of a sentence, of which those at `wanted` (counted from its first) are looked at.
fn seen(
    scene: &Scene<'_>,
    range: Range<usize>,
    open: &[bool],
    mut drop: impl FnMut(usize) -> bool,
    wanted: impl Fn(usize) -> bool,
) -> Vec<Sight> {
    let (mut buffer, mut ends) = (String::new(), Vec::new());
    let mut out: Vec<Sight> = Vec::with_capacity(range.len());
    for (at, &open) in range.clone().zip(open) {
        let mut sight =
            if wanted(at - range.start) { look(scene, at, &mut buffer, &mut ends) } else { Sight::default() };
        sight.capital = scene.tokens[at].shape.has(Shape::CAPITAL);
        sight.open = open;
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
    out
}

/// One token; `buffer` and `ends` are only working space.
fn look(scene: &Scene<'_>, at: usize, buffer: &mut String, ends: &mut Vec<usize>) -> Sight {
    let grammar = &scene.compiled.grammars[scene.language];
    let token = &scene.tokens[at];
    let written = token.span.of(scene.text);
    let word = normal_form(written, buffer);
    let mut sight = Sight {
        word: value(word),
        cased: value(written),
        category: category(grammar.category(token.word), token.word == WordId::UNKNOWN),
        ..Sight::default()
    };
    (sight.shape, sight.long_shape) = shapes(written);
    ends.clear();
    ends.extend(word.char_indices().map(|(at, _)| at).chain([word.len()]));
    let chars = ends.len() - 1;
    for (len, prefix) in (2..).zip(&mut sight.prefixes) {
        *prefix = if chars > len { value(&word[..ends[len]]) } else { 0 };
    }
    for (len, suffix) in (1..).zip(&mut sight.suffixes) {
        *suffix = if chars > len { value(&word[ends[chars - len]..]) } else { 0 };
    }
    sight
}

/// Which tokens can be part of a name: those with a capital, what stands between two of them (at most three tokens), and
/// numbers behind one.
fn open(scene: &Scene<'_>, range: &Range<usize>) -> Vec<bool> {
    let tokens = &scene.tokens[range.clone()];
    let mut out = vec![false; tokens.len()];
    let mut last = usize::MAX;
    for (at, token) in tokens.iter().enumerate() {
        if token.shape.has(Shape::CAPITAL) || token.shape.has(Shape::MIXED) {
            out[at] = true;
            if last < at && at - last <= 4 {
                out[last..at].fill(true);
            }
            last = at;
        } else if last.wrapping_add(1) == at && token.shape.has(Shape::NUMBER) {
            out[at] = true;
        }
    }
    out
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
    let mut list = Templates { next: 0, out };
    // The word itself.
    list.add(0, 0, 0);
    list.add(here.word, 0, 0);
    list.add(here.cased, 0, 0);
    list.add(here.shape, 0, 0);
    list.add(here.long_shape, 0, 0);
    list.add(here.category, 0, 0);
    list.add(here.category, here.shape, 0);
    for prefix in here.prefixes {
        list.add(prefix, here.shape, 0);
    }
    for suffix in here.suffixes {
        list.add(suffix, here.shape, 0);
    }
    list.add(u32::from(at == 0), here.shape, here.category);
    list.add(here.case, here.shape, u32::from(at == 0));
    // Its neighbours.
    for (neighbour, far) in [(before, false), (after, false), (before2, true), (after2, true)] {
        list.add(neighbour.word, 0, 0);
        list.add(neighbour.shape, here.shape, 0);
        list.add(neighbour.category, here.shape, 0);
        if !far {
            list.add(neighbour.word, here.word, 0);
            list.add(neighbour.word, here.shape, 0);
            list.add(neighbour.suffixes[2], here.shape, 0);
            list.add(neighbour.category, here.category, here.shape);
        }
    }
    list.add(before.shape, here.shape, after.shape);
    list.add(before.category, here.shape, after.category);
    list.add(before2.category, before.category, here.shape);
    list.add(after.category, after2.category, here.shape);
    list.add(before2.word, before.word, 0);
    list.add(after.word, after2.word, 0);
    // The run of capitals around it: its head, and what stands before and behind it.
    if here.capital || here.run[3] != 0 {
        let [left, right, first, last] = here.run;
        list.add(left, right, here.shape);
        list.add(last, right, 0);
        list.add(first, left, 0);
        let begin = see(-(run_offset(sights, at, false) as isize) - 1);
        let end = see(run_offset(sights, at, true) as isize + 1);
        list.add(begin.word, left.min(1), 0);
        list.add(end.word, right.min(1), 0);
        list.add(begin.category, left, right);
        list.add(end.category, left, right);
        list.add(begin.hint, left, right);
        list.add(end.hint, left, right);
    }
    // What the ontology says.
    list.next = 100;
    if here.hint | before.hint | after.hint != 0 {
        list.add(here.hint, 0, 0);
        list.add(here.hint, here.shape, 0);
        list.add(before.hint, here.hint, 0);
        list.add(here.hint, after.hint, 0);
        list.add(before.hint, here.shape, here.category);
        list.add(after.hint, here.shape, here.category);
        list.add(before.hint, here.shape, after.shape);
        list.add(here.hint, before.shape, after.shape);
    }
    list.next = 120;
    if here.part | before.part | after.part != 0 {
        list.add(here.part, 0, 0);
        list.add(before.part, here.part, 0);
        list.add(here.part, after.part, 0);
        list.add(before.part, here.shape, 0);
        list.add(after.part, here.shape, 0);
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

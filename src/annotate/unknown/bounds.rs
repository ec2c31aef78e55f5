//! Where an unknown name begins and ends: runs of capitals, initials, legal forms.

use std::ops::Range;

use super::Finder;
use crate::{
    model::{Mention, MentionKind, Sentence, Shape},
    ontology::Category,
};

impl Finder<'_> {
    /// Where the run of name words that begins at `start` ends.
    pub(super) fn run(&self, start: usize, limit: usize) -> usize {
        let mut end = start + 1;
        // «das Mittel Norrglim von Sandvik»: what a class noun introduces has no particle of nobility.
        let introduced = self.grammar.traits.noun_capitals
            && self.before(start).is_some_and(|known| {
                let person = self.compiled.classes.person;
                known.kind == MentionKind::ClassNoun && known.class.is_some_and(|c| !self.compiled.fits(c, person))
            });
        loop {
            let next = end;
            if next >= limit || self.tokens[next].shape.has(Shape::LINE_START) {
                return end;
            }
            let token = &self.tokens[next];
            let number =
                token.shape.has(Shape::NUMBER) && token.shape.has(Shape::GLUED) && self.covered[next].is_none();
            let particle = self.category(next).is(Category::NAME_PARTICLE);
            let joint =
                self.is_joint(next) && next + 1 < limit && self.is_plain_name(next + 1) && !(introduced && particle);
            // «Lee Kang Hyun»: what is a form of address elsewhere may be part of a name.
            let honorific = token.shape.has(Shape::CAPITAL)
                && self.covered[next].is_none()
                && self.category(next).is(Category::HONORIFIC)
                && next + 1 < limit
                && self.is_plain_name(next + 1);
            // «Yannick Le Goff»
            let article = token.shape.has(Shape::CAPITAL)
                && self.category(next).is(Category::DEFINITE)
                && self.is_given_name(next - 1)
                && next + 1 < limit
                && self.is_plain_name(next + 1);
            // «Anna Berger», where the language has a noun that is written like the family name: «Anna Richter», «Anna
            // Kaiser» too, which elsewhere are posts or classes of persons.
            let family = self.grammar.traits.noun_capitals
                && token.shape.has(Shape::CAPITAL)
                && next == start + 1
                && self.is_given_name(start)
                && self.known(next).is_none_or(|known| {
                    known.tokens.len() == 1 && matches!(known.kind, MentionKind::Title(_) | MentionKind::ClassNoun)
                })
                && !self.category(next).is(Category::FUNCTION | Category::NOT_NAME | Category::HONORIFIC);
            // «Norrglim+ Mini»: a plus sign that is part of the word.
            let glued = |at: usize| at < limit && self.tokens[at].shape.has(Shape::GLUED);
            let plus = token.span.of(self.text) == "+" && glued(next) && (!glued(next + 1) || self.is_mark(next + 1));
            let second = self.known(next).is_some_and(|known| known.kind == MentionKind::AmbiguousName)
                && token.shape.has(Shape::CAPITAL)
                && self.tokens[next - 1].span.of(self.text) == "+";
            if article {
                end = next + 2;
            } else if plus || second || self.is_plain_name(next) || number || family || self.is_second_noun(next) {
                end = next + 1;
            } else if let Some(behind) =
                self.initial(next, limit).or_else(|| self.small_part(next, limit)).or_else(|| self.code(next, limit))
            {
                end = behind;
            } else if joint || honorific {
                end = next + 2;
            } else {
                return end;
            }
        }
    }

    fn is_mark(&self, at: usize) -> bool {
        self.tokens[at].shape.has(Shape::PUNCTUATION)
    }

    /// «Norrglim Gruppe», «Norrglim International»: a word for organizations right behind a new one, where all nouns
    /// have capitals.
    fn is_second_noun(&self, at: usize) -> bool {
        self.grammar.traits.noun_capitals
            && self.tokens[at].shape.has(Shape::CAPITAL)
            && self.category(at).is(Category::ORGANIZATION_NOUN)
            && self.known(at).is_none_or(|known| known.kind == MentionKind::ClassNoun && known.tokens.len() == 1)
            && (self.is_new_word(at - 1) || self.category(at - 1).is(Category::ORGANIZATION_NOUN))
    }

    /// «Norrglim 4», «Norrglim E5»: where a name ends with the number of a model behind it. A number that counts what
    /// follows is none, nor is a year.
    pub(super) fn model(&self, start: usize, end: usize, sentence: &Sentence) -> usize {
        let limit = sentence.tokens.end;
        let count = |known: &Mention| matches!(known.kind, MentionKind::Amount(_)) && known.tokens.len() == 1;
        if end + 1 >= limit
            || self.is_line(end)
            || !self.tokens[end].shape.has(Shape::NUMBER)
            || self.tokens[end].span.of(self.text).len() > 2
            || !self.known(end).is_none_or(count)
            || !self.is_new_word(start)
        {
            return end;
        }
        let next = self.category(end + 1);
        let stops = self.tokens[end + 1].span.of(self.text);
        let closes = matches!(stops, "." | ",") && !(end + 2 < limit && self.tokens[end + 2].shape.has(Shape::NUMBER));
        let function = next.is(Category::FUNCTION) && !next.is(Category::GENITIVE | Category::INDEFINITE);
        let verb = next.is(Category::AUXILIARY) || next.is(Category::VERB) && !next.is(Category::NOUN);
        // «Norrglim 24 beschäftigt gut …»: where all nouns have capitals a number before two small words counts nothing.
        let small = |at: usize| at < limit && self.tokens[at].span.of(self.text).starts_with(char::is_lowercase);
        let alone = self.grammar.traits.noun_capitals && small(end + 1) && small(end + 2);
        if closes || function || verb || alone { end + 1 } else { end }
    }

    /// Whether a name ends in the number of a model, set apart from it.
    pub(super) fn ends_in_model(&self, name: &Range<usize>) -> bool {
        let mut code = name.end - 1;
        let number = self.tokens[code].shape.has(Shape::NUMBER);
        while code > name.start && self.tokens[code].shape.has(Shape::GLUED) {
            code -= 1;
        }
        number && code > name.start
    }

    /// «Halbleiterspezialist Norrglim»: where all nouns have capitals, a compound that ends in a word of the language and
    /// in none for organizations tells what the name behind it is.
    pub(super) fn begins_with_noun(&self, name: &Range<usize>) -> bool {
        self.grammar.traits.noun_capitals
            && name.len() > 1
            && self.tokens[name.start].shape.has(Shape::COMPOUND)
            && !self.category(name.start).is(Category::ORGANIZATION_NOUN)
    }

    /// A place or a demonym at the edge of a name that a model finds: «Deutsche Norrhilfe», «Landgericht Norrstadt». A
    /// class noun right behind a demonym is its own.
    pub(super) fn is_edge(&self, at: usize, name: &Range<usize>) -> bool {
        let Some(known) = self.known(at) else { return false };
        let place = known.class.is_some_and(|class| self.compiled.fits(class, self.compiled.classes.place));
        match known.kind {
            MentionKind::Demonym => {
                known.tokens.start == name.start && known.tokens.end < name.end && !self.is_class_noun(known.tokens.end)
            }
            MentionKind::Name => place && name.len() > 1 && known.tokens.end == name.end,
            _ => false,
        }
    }

    /// «Landgericht Norrstadt»: a word for organizations and a place right behind it.
    pub(super) fn is_local_authority(&self, name: &Range<usize>) -> bool {
        name.len() > 1 && self.category(name.start).is(Category::ORGANIZATION_NOUN) && self.is_edge(name.end - 1, name)
    }

    /// «Anna J. Berger»: where the name goes on whose middle initial has its point at `point`.
    pub(super) fn initial(&self, point: usize, limit: usize) -> Option<usize> {
        let letter = point.checked_sub(1).map(|at| self.tokens[at].span.of(self.text))?;
        let single = letter.chars().count() == 1 && letter.chars().all(char::is_uppercase);
        let dotted = self.tokens[point].span.of(self.text) == "." && self.tokens[point].shape.has(Shape::GLUED);
        let behind = point + 1 < limit
            && !self.tokens[point + 1].shape.has(Shape::GLUED)
            && (self.is_plain_name(point + 1) || self.is_surname(point + 1));
        (single && dotted && behind).then_some(point + 2)
    }

    /// «NRG-204»: where the name ends whose capitals have the number of a model behind the hyphen at `hyphen`.
    pub(super) fn code(&self, hyphen: usize, limit: usize) -> Option<usize> {
        let number = hyphen + 1;
        let glued = |at: usize| self.tokens[at].shape.has(Shape::GLUED);
        (number < limit
            && self.tokens[hyphen].span.of(self.text) == "-"
            && glued(hyphen)
            && glued(number)
            && self.covered[number].is_none()
            && self.tokens[number].shape.has(Shape::NUMBER)
            && self.tokens[hyphen - 1].shape.has(Shape::ALL_CAPITALS))
        .then_some(number + 1)
    }

    /// «Ban Ki-moon»: where the name ends that goes on behind the hyphen at `hyphen` with a small letter.
    pub(super) fn small_part(&self, hyphen: usize, limit: usize) -> Option<usize> {
        let part = hyphen + 1;
        let glued = |at: usize| self.tokens[at].shape.has(Shape::GLUED);
        (part < limit
            && self.tokens[hyphen].span.of(self.text) == "-"
            && glued(hyphen)
            && glued(part)
            && self.covered[part].is_none()
            && self.tokens[part].span.of(self.text).chars().all(char::is_lowercase)
            && self.is_new_word(part)
            // «Soil-sensor start-up»: a compound that describes the noun behind it.
            && !self.known(part + 1).is_some_and(|known| known.kind == MentionKind::ClassNoun))
        .then_some(part + 1)
    }

    /// The family name of somebody known, who need not be meant.
    pub(super) fn is_surname(&self, at: usize) -> bool {
        self.known(at).is_some_and(|known| known.kind == MentionKind::AmbiguousName)
    }

    /// «PT Norrglim Biru Nusantara», then «Norrglim Biru»: what a full legal name may be shortened to, two words at least.
    pub(super) fn shortened(&self, full: &Range<usize>) -> Vec<Range<usize>> {
        let legal = |at: usize| self.category(at).is(Category::LEGAL_FORM | Category::LEGAL_PREFIX);
        if !full.clone().any(legal) {
            return Vec::new();
        }
        let start = full.clone().find(|&at| !legal(at)).unwrap_or(full.end);
        let end = (start..full.end).find(|&at| !self.tokens[at].shape.has(Shape::CAPITAL) || legal(at));
        (start + 2..end.unwrap_or(full.end)).map(|end| start..end).collect()
    }

    /// The name with the legal form around it: (name alone, everything).
    pub(super) fn with_legal_form(&self, name: Range<usize>, sentence: &Sentence) -> (Range<usize>, Range<usize>) {
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
            // «Kielholz as chief executive»: in small letters a short word is no legal form.
            let small = !token.shape.has(Shape::CAPITAL) && written.chars().all(char::is_lowercase);
            let form = self.category(full.end).is(Category::LEGAL_FORM)
                && !token.shape.has(Shape::PUNCTUATION)
                && !(small && (hyphen || written.len() < 3));
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
        if full.end > core.end {
            // «Dresden Marketing GmbH»: what a legal form ends began with the first name before it.
            while let Some(before) = full.start.checked_sub(1).filter(|at| *at >= sentence.tokens.start)
                && let Some(mention) = self.known(before)
                && mention.kind == MentionKind::Name
                && !mention.possessive
                && !self.tokens[full.start].shape.has(Shape::LINE_START)
                && mention.class.is_some_and(|class| !self.compiled.fits(class, self.compiled.classes.person))
            {
                full.start = mention.tokens.start;
                core.start = full.start;
            }
        }
        (core, full)
    }
}

//! Reads one date at a token.

use std::ops::Range;

use super::{DateWords, Meaning};
use crate::{
    annotate::calendar::{self, Direction},
    model::{Date, Token},
};

/// What is found: the tokens and, where it can be told, the date.
type Found = (Range<usize>, Option<Date>);

/// One sentence, its day of publication and the words to know.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) start: usize,
    pub(super) end: usize,
    /// A day, not a month or year.
    pub(super) published: Option<Date>,
    pub(super) words: &'a DateWords,
}

impl Reader<'_> {
    /// The date that begins at token `at`.
    pub(super) fn date(&self, at: usize) -> Option<Found> {
        if self.word(at).starts_with(|c: char| c.is_ascii_digit()) {
            return self.numeric(at).or_else(|| self.day_first(at)).or_else(|| self.year_alone(at));
        }
        match self.find(at, |meaning| {
            !matches!(meaning, Meaning::Measure | Meaning::Link | Meaning::Article | Meaning::Period)
        })? {
            (Meaning::Weekday { day, short }, next) => self.weekday(at, day, short, next),
            (Meaning::Month { month, short }, next) => self.month(at, month, short, next),
            (Meaning::Day(days), next) => Some((at..next, self.published.map(|day| day.plus(days)))),
            (Meaning::Toward(direction), next) => self.toward(at, direction, next),
            (Meaning::Year, next) => self.unit(at, false, next),
            (Meaning::MonthUnit, next) => self.unit(at, true, next),
            (Meaning::Part, next) => self.part(at, next),
            _ => None,
        }
    }

    /// *early 2027*, *Ende Juni*: the year or month itself, for which part of it is not kept.
    fn part(&self, at: usize, next: usize) -> Option<Found> {
        let next = if self.word(next) == "-" && self.is_glued(next) { next + 1 } else { next };
        let year = self.year(next).map(|year| (at..next + 1, Some(Date::year(year))));
        year.or_else(|| self.date(next).map(|(tokens, date)| (at..tokens.end, date)))
    }

    fn word(&self, at: usize) -> &str {
        if at < self.end { self.tokens[at].span.of(self.text) } else { "" }
    }

    fn find(&self, at: usize, wanted: impl Fn(Meaning) -> bool) -> Option<(Meaning, usize)> {
        self.words.phrases.find(self.text, self.tokens, at, self.end, wanted)
    }

    fn direction(&self, at: usize) -> Option<(Direction, usize)> {
        match self.find(at, |meaning| matches!(meaning, Meaning::Toward(_)))? {
            (Meaning::Toward(direction), next) => Some((direction, next)),
            _ => None,
        }
    }

    fn is_glued(&self, at: usize) -> bool {
        at > self.start && at < self.end && self.tokens[at - 1].span.end == self.tokens[at].span.start
    }

    /// A whole number without marks at token `at`, if it is one by itself.
    fn number(&self, at: usize) -> Option<i16> {
        let word = self.word(at);
        if word.is_empty() || word.len() > 4 || !word.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.words.notation.read(word)?.small()
    }

    /// Whether a number ends before token `next`, and neither a unit nor more of a number or word follows.
    fn stands_alone(&self, next: usize) -> bool {
        let glued = self.is_glued(next) && {
            let sign = self.word(next);
            sign.starts_with(char::is_alphanumeric)
                || sign.starts_with(['-', '–', '/', ':', '.'])
                    && self.is_glued(next + 1)
                    && self.word(next + 1).starts_with(char::is_alphanumeric)
        };
        !glued && self.find(next, |meaning| meaning == Meaning::Measure).is_none()
    }

    /// A year of four digits at token `at`.
    fn year(&self, at: usize) -> Option<i16> {
        let year = self.number(at).filter(|year| self.word(at).len() == 4 && (1900..=2100).contains(year))?;
        self.stands_alone(at + 1).then_some(year)
    }

    /// A day of the month at token `at`, with its ordinal letters, and the token after.
    fn day(&self, at: usize) -> Option<(u8, usize)> {
        let word = self.word(at);
        let digits = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
        let day: u8 = word[..digits].parse().ok().filter(|day| digits <= 2 && (1..=31).contains(day))?;
        let ordinal = |word: &str| word.chars().count() <= 3 && word.chars().all(char::is_alphabetic);
        if !ordinal(word[digits..].trim_end_matches('.')) {
            return None;
        }
        let mark = self.word(at + 1);
        let mark = self.is_glued(at + 1) && digits == word.len() && !mark.is_empty() && ordinal(mark);
        Some((day, at + 1 + usize::from(mark)))
    }

    /// Whether the number at `at` is the second of two days joined by a dash or slash.
    fn ends_range(&self, at: usize) -> bool {
        at >= self.start + 2
            && matches!(self.word(at - 1), "-" | "–" | "—" | "/")
            && self.word(at - 2).starts_with(|c: char| c.is_ascii_digit())
    }

    /// *2025-02-13*, *17/02/25*, *13.02.2025*; *17/2* beside a weekday or alone in parentheses.
    fn numeric(&self, at: usize) -> Option<Found> {
        let (parts, end) = self.parts(at)?;
        let (year, month, day) = match parts[..] {
            [(year, 4), (month, 1 | 2), (day, 1 | 2)] => (year, month, day),
            [(day, 1 | 2), (month, 1 | 2), (year, width @ (2 | 4))] => {
                let year = if width == 4 { year } else { year + if year < 70 { 2000 } else { 1900 } };
                return Some((at..end, self.day_and_month(day, month, year)));
            }
            [(day, 1 | 2), (month, 1 | 2)] if self.word(at + 1) == "/" && self.is_apart(at, end) => {
                let nearest = |day, month| calendar::nearest_day(month, day, self.published?);
                let date = u8::try_from(day).ok().zip(u8::try_from(month).ok()).and_then(|(d, m)| nearest(d, m));
                return (1..=12).contains(&month).then_some((at..end, date));
            }
            _ => return None,
        };
        let small = |number: i16| u8::try_from(number).ok();
        let date = Date::day(year, small(month)?, small(day)?)?;
        (1900..=2100).contains(&year).then_some((at..end, Some(date)))
    }

    /// Numbers with their width, joined by one kind of mark without blanks; and the token after.
    fn parts(&self, at: usize) -> Option<(Vec<(i16, usize)>, usize)> {
        let part = |digits: &str| Some((digits.parse().ok()?, digits.len())).filter(|&(_, width)| width <= 4);
        let word = self.word(at);
        if word.contains('.') {
            let parts: Option<Vec<_>> = word.split('.').map(part).collect();
            return parts.filter(|parts| parts.len() == 3).map(|parts| (parts, at + 1));
        }
        let mark = self.word(at + 1);
        if !matches!(mark, "/" | "-" | ".") {
            return None;
        }
        let mut parts = vec![part(word)?];
        let mut end = at + 1;
        while parts.len() < 3 && self.word(end) == mark && self.is_glued(end) && self.is_glued(end + 1) {
            let Some(next) = part(self.word(end + 1)) else { break };
            parts.push(next);
            end += 2;
        }
        let more = self.is_glued(end) && self.word(end) == mark && mark != ".";
        let joined = self.is_glued(at) && !matches!(self.word(at - 1), "(" | "[" | "," | "\"");
        (parts.len() > 1 && !more && !joined).then_some((parts, end))
    }

    /// Day first, unless only the other order is possible; in English both orders are in use, so that a date which
    /// allows both stays open.
    fn day_and_month(&self, first: i16, second: i16, year: i16) -> Option<Date> {
        let small = |number: i16| u8::try_from(number).ok();
        let (first, second) = (small(first)?, small(second)?);
        let day_first = Date::day(year, second, first);
        let month_first = Date::day(year, first, second).filter(|_| self.words.english);
        match (day_first, month_first) {
            (Some(one), Some(two)) => (one == two).then_some(one),
            (one, two) => one.or(two),
        }
    }

    /// Whether a short date stands in parentheses, or behind a weekday.
    fn is_apart(&self, at: usize, end: usize) -> bool {
        let inside = at > self.start && self.word(at - 1) == "(" && self.word(end) == ")";
        let is_weekday = |meaning| matches!(meaning, Meaning::Weekday { .. });
        let behind = (at.saturating_sub(2).max(self.start)..at).any(|before| self.find(before, is_weekday).is_some());
        inside || behind
    }

    /// *13 February 2025*, *13. Februar*, *1er mars*.
    fn day_first(&self, at: usize) -> Option<Found> {
        let (day, next) = self.day(at)?;
        let next = next + usize::from(self.word(next) == "." && self.is_glued(next));
        let next = self.find(next, |meaning| meaning == Meaning::Link).map_or(next, |(_, next)| next);
        let (Meaning::Month { month, .. }, next) =
            self.find(next, |meaning| matches!(meaning, Meaning::Month { .. }))?
        else {
            return None;
        };
        let joined = self.is_glued(at) && !matches!(self.word(at - 1), "(" | "[" | "\"" | "“" | "„" | "«");
        if joined || self.ends_range(at) {
            return None;
        }
        Some(self.with_year(at, month, day, next))
    }

    /// Completes a day of a month by the year that follows, or the year nearest to publication.
    fn with_year(&self, at: usize, month: u8, day: u8, next: usize) -> Found {
        let after_comma = next + usize::from(self.word(next) == ",");
        if let Some(year) = self.year(after_comma) {
            return (at..after_comma + 1, Date::day(year, month, day));
        }
        if let Some((direction, end)) = self.relative_year(next) {
            let year = self.published.and_then(|published| calendar::shifted(false, direction, published));
            return (at..end, year.and_then(|year| Date::day(year.parts().0, month, day)));
        }
        // The beginning of a span has the year of its end.
        let spans = self.is_glued(next) && matches!(self.word(next), "-" | "–");
        let published = self.published.filter(|_| !spans);
        (at..next, published.and_then(|published| calendar::nearest_day(month, day, published)))
    }

    /// A year that a preposition, the word for year or a part of the year announces.
    fn year_alone(&self, at: usize) -> Option<Found> {
        let year = self.year(at)?;
        if at == self.start || self.is_glued(at) {
            return None;
        }
        let announced = (at.saturating_sub(2).max(self.start)..at)
            .any(|before| self.find(before, |meaning| meaning == Meaning::Year).is_some_and(|(_, end)| end == at));
        let quarter = (at.saturating_sub(4).max(self.start)..at)
            .any(|before| self.find(before, |meaning| meaning == Meaning::Period).is_some_and(|(_, end)| end == at));
        let behind = self.words.prepositions.contains(&self.word(at - 1).to_lowercase());
        // A round number before a small letter may count things.
        let counts = year % 100 == 0 && self.word(at + 1).starts_with(char::is_alphabetic);
        (announced || quarter || behind && !counts).then(|| (at..at + 1, Some(Date::year(year))))
    }

    fn weekday(&self, at: usize, day: u8, short: bool, next: usize) -> Option<Found> {
        if let Some(found) = self.date_beside(at, next) {
            return Some(found);
        }
        if short {
            return None;
        }
        let resolved = |direction| self.published.map(|published| calendar::weekday(day, direction, published));
        if let Some((direction, end)) = self.relative(next, Meaning::Week) {
            let date = self.published.map(|published| calendar::weekday_in_week(day, direction, published));
            return Some((at..end, date));
        }
        match self.direction(next) {
            Some((direction, end)) => Some((at..end, resolved(Some(direction)))),
            None => Some((at..next, resolved(None))),
        }
    }

    /// The date that stands right behind a weekday, behind a comma or article, or in parentheses.
    fn date_beside(&self, at: usize, next: usize) -> Option<Found> {
        let open = self.word(next) == "(";
        let inner = next + usize::from(open || self.word(next) == ",");
        let inner = self.find(inner, |meaning| meaning == Meaning::Article).map_or(inner, |(_, next)| next);
        let digits = self.word(inner).starts_with(|c: char| c.is_ascii_digit());
        let (range, date) = if digits {
            self.numeric(inner).or_else(|| self.day_first(inner))?
        } else {
            let is_month = |meaning| matches!(meaning, Meaning::Month { .. });
            let (Meaning::Month { month, .. }, next) = self.find(inner, is_month)? else { return None };
            self.month_first(inner, month, next)?
        };
        let closed = open && self.word(range.end) == ")";
        Some((at..range.end + usize::from(closed), date))
    }

    fn month(&self, at: usize, month: u8, short: bool, next: usize) -> Option<Found> {
        let before = if at > self.start { self.word(at - 1).to_lowercase() } else { String::new() };
        // The end of a span, or behind a number that was found to be no single day.
        if before.starts_with(|c: char| c.is_ascii_digit()) || self.is_glued(at) && matches!(before.as_str(), "-" | "–")
        {
            return None;
        }
        if let Some(found) = self.month_first(at, month, next) {
            return Some(found);
        }
        let comma = (self.word(next) == ",").then_some(next + 1);
        let link = || self.find(next, |meaning| meaning == Meaning::Link).map(|(_, next)| next);
        let year_at = comma.or_else(link).unwrap_or(next);
        if let Some(year) = self.year(year_at) {
            return Some((at..year_at + 1, Date::month(year, month)));
        }
        if let Some((direction, end)) = self.relative_year(next) {
            let year = self.published.and_then(|published| calendar::shifted(false, direction, published));
            return Some((at..end, year.and_then(|year| Date::month(year.parts().0, month))));
        }
        if let Some((direction, end)) = self.direction(next) {
            let date = self.published.and_then(|published| calendar::month(month, direction, published));
            return Some((at..end, date));
        }
        let announced = self.words.prepositions.contains(&before);
        let doubtful = at == self.start || self.words.modals.contains(&self.word(at).to_lowercase());
        if short || self.is_glued(next) && self.word(next) == "-" || doubtful && !announced {
            return None;
        }
        Some((at..next, self.published.and_then(|published| calendar::nearest_month(month, published))))
    }

    /// *February 13, 2025*; without a year in English only.
    fn month_first(&self, at: usize, month: u8, next: usize) -> Option<Found> {
        let (day, after) = self.day(next)?;
        let found = self.with_year(at, month, day, after);
        let has_year = found.0.end > after;
        let is_day = || self.words.english && self.stands_alone(after) && self.word(after) != "-";
        (has_year || is_day()).then_some(found)
    }

    /// *last October*, *next Thursday*, *last year*; for a day of the week or a month also what follows it.
    fn toward(&self, at: usize, direction: Direction, next: usize) -> Option<Found> {
        let wanted = |meaning| {
            matches!(meaning, Meaning::Month { .. } | Meaning::Weekday { .. } | Meaning::Year | Meaning::MonthUnit)
        };
        let (meaning, end) = self.find(next, wanted)?;
        let published = self.published;
        let date = match meaning {
            Meaning::Month { month, .. } => {
                if let Some(year) = self.year(end) {
                    return Some((at..end + 1, Date::month(year, month)));
                }
                published.and_then(|published| calendar::month(month, direction, published))
            }
            Meaning::Weekday { day, .. } => {
                if let Some((range, date)) = self.date_beside(next, end) {
                    return Some((at..range.end, date));
                }
                published.map(|published| calendar::weekday(day, Some(direction), published))
            }
            unit => {
                let is_article = |meaning| meaning == Meaning::Article;
                let span = self.words.english && at > self.start && self.find(at - 1, is_article).is_some();
                // What follows with a number is a name for that year, not one told from today.
                if span || self.year(end).is_some() {
                    return None;
                }
                published.and_then(|published| calendar::shifted(unit == Meaning::MonthUnit, direction, published))
            }
        };
        Some((at..end, date))
    }

    /// *tahun lalu*, *l'année dernière*; behind a number of units, which day that was is left open.
    fn unit(&self, at: usize, of_months: bool, next: usize) -> Option<Found> {
        let (direction, end) = self.direction(next)?;
        let before = at.checked_sub(1).filter(|&before| before >= self.start);
        let number = before.is_some_and(|before| {
            self.word(before).starts_with(|c: char| c.is_ascii_digit())
                || self.find(before, |meaning| meaning == Meaning::Numeral).is_some()
        });
        if self.is_glued(at) && before.is_some_and(|before| matches!(self.word(before), "-" | "–")) {
            return None;
        }
        let published = self.published.filter(|_| !number);
        Some((at..end, published.and_then(|published| calendar::shifted(of_months, direction, published))))
    }

    /// *last year* or *année dernière* at token `at`, also behind a preposition of possession and an article.
    fn relative_year(&self, at: usize) -> Option<(Direction, usize)> {
        let linked = self.find(at, |meaning| meaning == Meaning::Link).map_or(at, |(_, next)| next);
        let start = self.find(linked, |meaning| meaning == Meaning::Article).map_or(linked, |(_, next)| next);
        self.relative(start, Meaning::Year)
    }

    /// A unit with a direction before or behind it.
    fn relative(&self, at: usize, unit: Meaning) -> Option<(Direction, usize)> {
        let of_unit = |at: usize| self.find(at, |meaning| meaning == unit);
        if let Some((direction, next)) = self.direction(at) {
            return of_unit(next).map(|(_, end)| (direction, end));
        }
        self.direction(of_unit(at)?.1)
    }
}

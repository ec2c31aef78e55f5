//! The head of a text: headline, outlet, byline and day, where they stand in it.

use super::{
    Draft,
    boilerplate::is_furniture,
    date,
    dateline::{closing_credit, dateline, is_web_name},
    lines::lines,
    words::{OfLanguage, Words, letters},
};
use crate::model::{Date, Language, Span};

/// Lines of the head at most.
const HEAD: usize = 12;
/// Lines at the end that may hold a byline, a day or a credit.
const TAIL: usize = 5;
/// The longest line of a head, in bytes.
const LONGEST: usize = 240;

/// What the text says of itself.
#[derive(Debug, Default)]
pub struct Head {
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Agency credited.
    pub agency: Option<String>,
    /// Places of bylines, days and datelines, which are no part of the story.
    pub spans: Vec<Span>,
}

/// Reads the first and last lines of a draft.
pub fn head(draft: &Draft, own: Option<&OfLanguage>, words: &Words) -> Head {
    let text = draft.text.as_str();
    let mut found = Head::default();
    let Some(own) = own else { return found };
    let mut story = text.len();
    for span in lines(text).take(HEAD) {
        let line = span.of(text);
        story = span.start as usize;
        if let Some(meta) = meta(line, own, words) {
            found.take(meta, span);
        } else if is_furniture(line, own, words) {
            continue;
        } else if let Some(dateline) = dateline(line, own.language, words) {
            let end = span.start as usize + dateline.span.end as usize;
            found.spans.push(Span::new(span.start as usize, end));
            found.published = found.published.or(dateline.date);
            found.agency = found.agency.or(dateline.agency);
            found.publisher = found.publisher.or(dateline.publisher);
            break;
        } else if words.outlet(line).is_some() {
            found.publisher.get_or_insert_with(|| line.to_owned());
            found.spans.push(span);
        } else if is_body(line) {
            break;
        } else if found.title.is_none() && is_headline(line) {
            found.title = Some(line.to_owned());
        }
        story = span.end as usize;
    }
    tail(text, story, own, words, &mut found);
    found
}

/// Reads the last lines, as far as they come after byte `story`.
fn tail(text: &str, story: usize, own: &OfLanguage, words: &Words, found: &mut Head) {
    let mut last: Vec<Span> = last_lines(text);
    last.retain(|span| span.start as usize >= story);
    for span in last {
        let line = span.of(text);
        if let Some((name, agency)) = credit(line, own, words) {
            if agency {
                found.agency.get_or_insert_with(|| name.to_owned());
            } else {
                found.publisher.get_or_insert_with(|| name.trim_start_matches("www.").to_owned());
            }
            found.spans.push(span);
        } else if let Some((name, true)) = closing_credit(line, words) {
            found.agency.get_or_insert_with(|| name.to_owned());
        } else if let Some(meta) = meta(line, own, words) {
            found.take(meta, span);
        }
    }
}

/// The last lines, found from the end, so that a long text is not read for them.
fn last_lines(text: &str) -> Vec<Span> {
    let mut start = text.len();
    for _ in 0..TAIL * 2 {
        let before = text[..start].trim_end();
        start = before.rfind('\n').max(before.rfind('\r')).unwrap_or(0);
    }
    let all: Vec<Span> = lines(&text[start..]).collect();
    let shift = u32::try_from(start).unwrap_or(u32::MAX);
    let moved = all.iter().map(|span| Span { start: span.start + shift, end: span.end + shift });
    moved.skip(all.len().saturating_sub(TAIL)).collect()
}

impl Head {
    fn take(&mut self, meta: Meta, span: Span) {
        self.published = self.published.or(meta.date);
        if self.byline.is_none() {
            self.byline = meta.byline;
        }
        if self.publisher.is_none() {
            self.publisher = meta.publisher;
        }
        self.spans.push(span);
    }
}

/// What a line without a story says: day, byline, outlet.
#[derive(Debug, Default, PartialEq, Eq)]
struct Meta {
    date: Option<Date>,
    byline: Option<String>,
    publisher: Option<String>,
}

/// Reads a line such as `Outlet | Wednesday, 18 March 2026 | By Jane Doe`; `None` where a part of it is a story.
fn meta(line: &str, own: &OfLanguage, words: &Words) -> Option<Meta> {
    if line.len() > LONGEST / 2 {
        return None;
    }
    let day = date::date(line, own.language, words);
    // «Published on» before a day tells the day; «Read also» before a headline with a day does not.
    if let (Some(found), Some(phrase)) = (day, own.starts.length(line)) {
        let between = line.get(phrase..found.span.start as usize).unwrap_or("");
        if own.bylines.length(line).is_none() && !is_time(between.trim_matches([' ', ':']), own.language, words) {
            return None;
        }
    }
    let mut meta = Meta { date: day.and_then(|found| found.date), ..Meta::default() };
    let mut told = day.is_some();
    let (before, after) =
        day.map_or((line, ""), |found| (&line[..found.span.start as usize], &line[found.span.end as usize..]));
    let parts = [before, after].into_iter().flat_map(|side| side.split(['|', '·', '•', '—', '–', ';']));
    for part in parts.map(|part| part.trim_matches([' ', '\u{a0}', ',', '-', '(', ')'])) {
        let part = if is_time(part, own.language, words) { "" } else { part };
        if part.is_empty() {
            continue;
        }
        if let Some(name) = byline(part, own) {
            meta.byline.get_or_insert_with(|| name.to_owned());
        } else if words.outlet(part).is_some() {
            meta.publisher = Some(part.to_owned());
        } else if is_furniture(part, own, words) {
            told = true;
            continue;
        } else if part.split_whitespace().count() <= 4 && is_name(part) && line.len() > part.len() {
            meta.publisher.get_or_insert_with(|| part.to_owned());
            continue;
        } else {
            return None;
        }
        told |= meta.byline.is_some();
    }
    told.then_some(meta)
}

/// The name after a byline word: short, capitalised, without a final full stop.
fn byline<'l>(line: &'l str, own: &OfLanguage) -> Option<&'l str> {
    let name = line[own.bylines.length(line)?..].trim_matches([' ', ':', '\u{a0}']);
    let name = name.split(['|', '·', '(']).next()?.trim().trim_end_matches(',');
    let words = name.split_whitespace().count();
    let good = (1..=8).contains(&words) && !name.ends_with(['.', '!', '?']) && name.split_whitespace().any(is_name);
    (good && name.starts_with(|c: char| c.is_uppercase() || c == '@') && !name.contains(|c: char| c.is_ascii_digit()))
        .then_some(name)
}

/// Whether every long word begins with a capital.
fn is_name(text: &str) -> bool {
    let mut words = text.split_whitespace().filter(|word| word.chars().count() > 3).peekable();
    let first = text.starts_with(char::is_uppercase);
    first && words.all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}

/// A weekday, an hour, a time zone, a preposition before the day.
fn is_time(part: &str, language: Language, words: &Words) -> bool {
    let function = words.of(language).map(|own| &own.function);
    part.split([' ', '\u{a0}', ',', ':', '.', '(', ')', '/']).filter(|word| !word.is_empty()).all(|word| {
        let small = word.to_lowercase();
        words.weekdays.contains(&small)
            || word.starts_with(|c: char| c.is_ascii_digit())
            || word.len() <= 4 && !word.chars().any(char::is_lowercase)
            || word.len() <= 3 && !word.chars().any(char::is_uppercase)
            || function.is_some_and(|function| function.contains(&small))
    })
}

/// A line that names where the text is from: `WORD: Outlet` or `WORD: www.outlet.com`.
fn credit<'l>(line: &'l str, own: &OfLanguage, words: &Words) -> Option<(&'l str, bool)> {
    if line.len() > LONGEST / 3 {
        return None;
    }
    let (before, after) = line.split_once(':')?;
    let name = after.trim().trim_end_matches('.');
    let said = own.credits.length(line).is_some();
    if before.split_whitespace().count() > 3 || name.contains(' ') && words.outlet(name).is_none() {
        return None;
    }
    match words.outlet(name) {
        // A picture's credit looks the same, and is mostly an agency's.
        Some(outlet) if said || !outlet.agency => Some((name, outlet.agency)),
        None if said || name.starts_with("www.") || is_web_name(name) => Some((name, false)),
        _ => None,
    }
}

fn is_body(line: &str) -> bool {
    line.len() > LONGEST || line.ends_with(['.', '”', '"', '»', ')']) && line.split_whitespace().nth(7).is_some()
}

fn is_headline(line: &str) -> bool {
    let words = letters(line);
    words.split(' ').count() >= 3 && !line.ends_with(['.', ':', ',', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::tests::words;

    fn read(text: &str, language: &str) -> Head {
        let own = words().of(Language::new(language).expect("a language"));
        head(&Draft { text: text.to_owned(), ..Draft::default() }, own, words())
    }

    fn told(head: &Head) -> [&str; 4] {
        [&head.title, &head.byline, &head.publisher, &head.agency].map(|part| part.as_deref().unwrap_or("-"))
    }

    #[test]
    fn headline_byline_day_and_dateline() {
        let text = "Deltamobil picks Galvanor for car batteries\r\n\r\nBy Helen Ashdown\r\nMarch 4, 2026\r\n\r\nLISBON, March 4 (Atlas Press) - German carmaker Deltamobil has chosen Galvanor, both said on Wednesday.";
        let head = read(text, "en");
        assert_eq!(told(&head), ["Deltamobil picks Galvanor for car batteries", "Helen Ashdown", "-", "Atlas Press"]);
        assert_eq!(head.published.map(|date| date.to_string()).as_deref(), Some("2026-03-04"));
        let spans: Vec<_> = head.spans.iter().map(|span| span.of(text)).collect();
        assert_eq!(spans, ["By Helen Ashdown", "March 4, 2026", "LISBON, March 4 (Atlas Press) - "]);
    }

    #[test]
    fn lines_of_several_parts() {
        let head = read(
            "Startup raih dana baru\n\nLintas Pasar | Rabu, 18 Maret 2026 | Lama baca 2 menit\n\nPerusahaan itu berkembang.",
            "id",
        );
        assert_eq!(told(&head), ["Startup raih dana baru", "-", "Lintas Pasar", "-"]);
        assert_eq!(head.published.map(|date| date.to_string()).as_deref(), Some("2026-03-18"));
        let head = read(
            "Le groupe lève des fonds\nPar Iris Montavel | 11 avril 2026 | Temps de lecture : 2 min\nLe groupe a levé des fonds hier.",
            "fr",
        );
        assert_eq!(told(&head)[1], "Iris Montavel");
        let head = read(
            "Hansebote, 18. März 2026\nVon Merle Dahlkamp\nFirma sammelt viel Geld ein\nHamburg. Das Unternehmen hat Geld gesammelt und will wachsen.",
            "de",
        );
        assert_eq!(told(&head), ["Firma sammelt viel Geld ein", "Merle Dahlkamp", "Hansebote", "-"]);
    }

    #[test]
    fn a_story_is_no_head() {
        let head = read(
            "By 2030 the company wants to sell a million cars on March 4, 2026.\nIt sold none so far, said its chief.",
            "en",
        );
        assert_eq!(told(&head), ["-", "-", "-", "-"]);
        assert!(head.published.is_none() && head.spans.is_empty());
        let head = read("Alfatech to report earnings on March 4, 2026\nThe company said so.", "en");
        assert_eq!(told(&head)[0], "Alfatech to report earnings on March 4, 2026");
        assert!(head.published.is_none());
    }

    #[test]
    fn a_day_in_a_reference_is_not_the_day() {
        let head = read(
            "Read also: what happened on Wednesday, March 4, 2026\nThe bank said on Wednesday that it is well.",
            "en",
        );
        assert!(head.published.is_none());
        let head = read("Ikuti berita 4 Maret 2026\nPenulis: Laras\nBank itu baik.", "id");
        assert_eq!((head.published.is_some(), head.byline.as_deref()), (true, Some("Laras")));
    }

    #[test]
    fn the_end_may_tell_too() {
        let head = read(
            "Alfatech buys Boreasoft today\nThe company said so on Monday, and that was all. (Reuters)\nOriginal: www.outlet.com\nEditor: Wening Palupi",
            "en",
        );
        assert_eq!(told(&head), ["Alfatech buys Boreasoft today", "Wening Palupi", "outlet.com", "Reuters"]);
    }
}

//! The dateline: place, day and agency before the first sentence.

use super::{date, words::Words};
use crate::model::{Date, Language, Span};

/// How far into a line its dateline may reach, in bytes.
const LONGEST: usize = 120;
/// Words in a dateline at most, without what stands in parentheses.
const WORDS: usize = 8;

/// What stands before the first sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dateline {
    /// From the start of the line to its first sentence.
    pub span: Span,
    /// Day, where it has a year.
    pub date: Option<Date>,
    /// Agency in parentheses, or named as such.
    pub agency: Option<String>,
    /// Outlet.
    pub publisher: Option<String>,
}

/// The dateline at the start of `line`: `LISBON, March 4 (Agency) -`, `OUTLET.COM, Jakarta –`, `Berlin (dpa)`,
/// `Hamburg. `; places are relative to the line.
pub fn dateline(line: &str, language: Language, words: &Words) -> Option<Dateline> {
    ends(line).into_iter().find_map(|(before, after)| {
        let mut found = parts(&line[..before], language, words)?;
        found.span = Span::new(0, after);
        Some(found)
    })
}

/// Where a dateline may end: first byte after it, without and with its mark.
fn ends(line: &str) -> Vec<(usize, usize)> {
    let mut limit = line.len().min(LONGEST);
    while !line.is_char_boundary(limit) {
        limit -= 1;
    }
    let mut out = Vec::new();
    for (at, c) in line[..limit].char_indices() {
        if !matches!(c, '-' | '–' | '—' | ')' | '.' | ':') {
            continue;
        }
        let after = at + c.len_utf8();
        let rest = line[after..].trim_start_matches(['-', '–', '—']);
        if !rest.starts_with(char::is_whitespace) {
            continue;
        }
        let first = line.len() - rest.trim_start().len();
        let before = line[..at].trim_end();
        match c {
            '-' | '–' | '—' if before.len() < at || before.ends_with(')') => out.push((before.len(), first)),
            // Without a dash only where a sentence begins: «Ils (Apple) ont …» has no dateline.
            ')' if !line[first..].starts_with(['-', '–', '—', ':'])
                && !line[first..].starts_with(char::is_lowercase) =>
            {
                out.push((after, first));
            }
            '.' | ':' if at > 0 => out.push((at, first)),
            _ => {}
        }
    }
    out
}

/// What one of the parts between commas is.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Part<'t> {
    Place,
    Day(Option<Date>),
    Outlet {
        name: &'t str,
        agency: bool,
    },
    /// In capitals, or a web name.
    Shouted(&'t str),
    Name(&'t str),
}

fn parts(prefix: &str, language: Language, words: &Words) -> Option<Dateline> {
    let (rest, credit) = match prefix.strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
        Some((rest, credit)) => (rest.trim(), Some(credit.trim()).filter(|credit| is_credit(credit))?.into()),
        None => (prefix.trim(), None::<&str>),
    };
    if rest.split_whitespace().count() > WORDS || rest.contains(['"', '“', '”', '„', '«', '»', '?', '!', ';', '('])
    {
        return None;
    }
    let parts = rest_parts(rest, language, words)?;
    let has = |test: fn(&Part<'_>) -> bool| parts.iter().any(test);
    let anchored = has(|part| matches!(part, Part::Place | Part::Outlet { .. }));
    let shouted = has(|part| matches!(part, Part::Shouted(_)));
    let other = parts.iter().any(|part| match part {
        Part::Shouted(name) | Part::Name(name) => words.others.contains(&super::words::normal(name)),
        _ => false,
    });
    let known_credit = credit.and_then(|credit| words.outlet(credit.split('/').next().unwrap_or(credit).trim()));
    let ticker = credit.is_some_and(|credit| credit.len() <= 5 && !credit.chars().any(char::is_lowercase));
    let accepted = match credit {
        Some(_) if known_credit.is_some() => true,
        Some(_) => !other && (!ticker || anchored || shouted) && !parts.is_empty(),
        None => anchored && (parts.len() > 1 || prefix_is_enough(&parts)) || shouted && !other && long_enough(&parts),
    };
    accepted.then(|| summed(&parts, credit, known_credit.is_none_or(|outlet| outlet.agency)))
}

/// A single outlet or place before a dash is a dateline; so is a web name.
fn prefix_is_enough(parts: &[Part<'_>]) -> bool {
    matches!(parts, [Part::Place | Part::Outlet { .. }])
}

/// One word in capitals may be a company; from four letters on it is rather a place.
fn long_enough(parts: &[Part<'_>]) -> bool {
    match parts {
        [Part::Shouted(name)] => name.len() >= 4,
        _ => true,
    }
}

fn summed(parts: &[Part<'_>], credit: Option<&str>, credit_is_agency: bool) -> Dateline {
    let mut out = Dateline::default();
    match credit {
        Some(credit) if credit_is_agency => out.agency = Some(credit.to_owned()),
        Some(credit) => out.publisher = Some(credit.to_owned()),
        None => {}
    }
    let mut unplaced = Vec::new();
    for part in parts {
        match part {
            Part::Day(date) => out.date = out.date.or(*date),
            Part::Outlet { name, agency: true } => out.agency = out.agency.or_else(|| Some((*name).to_owned())),
            Part::Outlet { name, agency: false } => out.publisher = out.publisher.or_else(|| Some((*name).to_owned())),
            Part::Shouted(name) if name.contains('.') => out.publisher = out.publisher.or(Some((*name).to_owned())),
            Part::Shouted(name) => unplaced.push((true, *name)),
            Part::Name(name) => unplaced.push((false, *name)),
            Part::Place => {}
        }
    }
    // «SHOUTED, Name» without parentheses: one is the place, the other the outlet, if the place is known.
    let place = parts.contains(&Part::Place);
    if let ([(_, name)], true, None, None) = (unplaced.as_slice(), place, &out.publisher, &out.agency) {
        let mixed = parts.len() == 2;
        out.publisher = (mixed && credit.is_none()).then(|| (*name).to_owned());
    }
    out
}

/// The parts of what stands before the parentheses; `None` where one is none of a dateline.
fn rest_parts<'t>(rest: &'t str, language: Language, words: &Words) -> Option<Vec<Part<'t>>> {
    let mut out = Vec::new();
    let mut rest = rest;
    let day;
    if let Some(found) = date::date(rest, language, words) {
        let after = rest[found.span.end as usize..].trim_matches([' ', ',', '.']);
        if !after.is_empty() {
            return None;
        }
        rest = &rest[..found.span.start as usize];
        day = Some(Part::Day(found.date));
    } else {
        day = None;
    }
    for part in rest.split([',', '/']).map(str::trim).filter(|part| !part.is_empty()) {
        out.push(classified(part, words)?);
    }
    out.extend(day);
    Some(out)
}

fn classified<'t>(part: &'t str, words: &Words) -> Option<Part<'t>> {
    let normal = super::words::normal(part);
    if words.weekdays.contains(normal.trim_end_matches('.')) {
        return Some(Part::Day(None));
    }
    if words.places.contains(&normal) {
        return Some(Part::Place);
    }
    if let Some(outlet) = words.outlet(part) {
        return Some(Part::Outlet { name: part, agency: outlet.agency });
    }
    let letters = part.chars().filter(|c| c.is_alphabetic());
    let shouted = letters.clone().count() >= 2 && letters.clone().all(char::is_uppercase);
    if shouted || is_web_name(part) {
        return Some(Part::Shouted(part));
    }
    let capitals = part.split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase()));
    (capitals && part.split_whitespace().count() <= 3).then_some(Part::Name(part))
}

/// `Name.com`: one word, letters on both sides of its last full stop.
pub fn is_web_name(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(name, end)| {
        let ends = (2..=4).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_alphabetic());
        ends && name.len() >= 3 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.')
    })
}

fn is_credit(credit: &str) -> bool {
    let length = credit.chars().count();
    (2..=40).contains(&length)
        && credit.split_whitespace().count() <= 4
        && credit.starts_with(char::is_alphabetic)
        && !credit.contains([',', '%', '='])
}

/// The agency or outlet in parentheses at the end of a text, where it is known: `… said on Monday. (Agency)`.
pub fn closing_credit<'t>(line: &'t str, words: &Words) -> Option<(&'t str, bool)> {
    let open = line.trim_end_matches('.').strip_suffix(')')?;
    let (_, credit) = open.rsplit_once('(')?;
    let mut names = credit.split(['/', ',']).map(str::trim).filter(|name| is_credit(name));
    names.find_map(|name| words.outlet(name).map(|outlet| (name, outlet.agency)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::tests::words;

    fn read(line: &str) -> String {
        let language = Language::new("en").expect("a language");
        let Some(found) = dateline(line, language, words()) else { return "-".to_owned() };
        let Dateline { span, date, agency, publisher } = found;
        let rest: String = line[span.end as usize..].chars().take(5).collect();
        format!(
            "{rest}|{}|{}|{}",
            agency.unwrap_or_default(),
            publisher.unwrap_or_default(),
            date.map_or(String::new(), |date| date.to_string())
        )
    }

    #[test]
    fn agencies_and_outlets() {
        for (line, found) in [
            ("LISBON, March 4 (Atlas Press) - German carmaker", "Germa|Atlas Press||"),
            ("PARIS, March 17, 2026 (Meridian Business) - Siliciane, a chip", "Silic|Meridian Business||2026-03-17"),
            ("PARIS, 13 février (Reuters) Le groupe", "Le gr|Reuters||"),
            ("BERLIN (dpa) Der Konzern", "Der K|dpa||"),
            ("Frankfurt/Main (dpa-AFX) – Die Aktie", "Die A|dpa-AFX||"),
            ("(Reuters) - Alfatech said", "Alfat|Reuters||"),
            ("TEMPO.CO, Jakarta - Perusahaan", "Perus||TEMPO.CO|"),
            ("JAKARTA, KOMPAS.com – Produsen", "Produ||KOMPAS.com|"),
            ("JAKARTA, Kabar Nusa – Produsen", "Produ||Kabar Nusa|"),
            ("SUARA NIAGA, Jakarta – PT Lokaria", "PT Lo||SUARA NIAGA|"),
            ("Bolong.id - Salah seorang", "Salah||Bolong.id|"),
            ("SINGAPORE (The Harbour Ledger) - Indonesian", "Indon||The Harbour Ledger|"),
            ("Leipzig – Der Autobauer", "Der A|||"),
            ("Hamburg. Das Start-up", "Das S|||"),
            ("SEOUL — Shares", "Share|||"),
        ] {
            assert_eq!(read(line), found, "{line}");
        }
    }

    #[test]
    fn sentences_are_no_datelines() {
        for line in [
            "Alfatech – the chipmaker – said",
            "Alfatech (ALF) - the chipmaker",
            "The company (Boreasoft) said it would",
            "IBM - once a giant",
            "He said: \"No\" - and left",
            "Prices rose 3 - 4 percent",
            "",
            "-",
            "Mr. Smith said no",
            "Luminec – in March 2025 – bought",
        ] {
            assert_eq!(read(line), "-", "{line}");
        }
    }

    #[test]
    fn a_credit_closes_the_text() {
        assert_eq!(closing_credit("said on Monday. (Reuters)", words()), Some(("Reuters", true)));
        assert_eq!(closing_credit("sagte er. (heb/dpa)", words()), Some(("dpa", true)));
        assert_eq!(closing_credit("the firm (Nobody)", words()), None);
    }
}

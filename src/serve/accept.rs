//! Content negotiation (RFC 9110, 12.5.1): which of the media types at hand a client likes best.

use axum::http::{HeaderMap, StatusCode, header};

use super::refusal::Refusal;

/// The position of the best of `offers` (media types without parameters, the usual one first).
///
/// # Errors
/// 406 where none of them is accepted.
pub(super) fn best(headers: &HeaderMap, offers: &[&str]) -> Result<usize, Refusal> {
    let lines: Vec<&str> = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    let wanted = lines.join(",");
    if wanted.trim().is_empty() {
        return Ok(0);
    }
    let ranges: Vec<Range<'_>> = wanted.split(',').filter_map(Range::read).collect();
    let ranked = offers.iter().enumerate().map(|(at, offer)| (quality(&ranges, offer), at));
    let best = ranked.filter(|((quality, _), _)| *quality > 0).max_by_key(|(rank, at)| (*rank, usize::MAX - at));
    best.map(|(_, at)| at).ok_or_else(|| {
        let message = format!("the answer cannot be given as `{}`", wanted.trim());
        Refusal::new(StatusCode::NOT_ACCEPTABLE, message, format!("possible are {}", offers.join(", ")))
    })
}

/// One range of an Accept header; quality in thousandths.
struct Range<'a> {
    kind: &'a str,
    subtype: &'a str,
    quality: u16,
}

impl<'a> Range<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let (kind, subtype) = parts.next()?.split_once('/')?;
        let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        let quality = weight.map_or(1000, |weight| thousandths(weight.trim()));
        Some(Self { kind: kind.trim(), subtype: subtype.trim(), quality })
    }

    /// 3 exact, 2 a whole kind, 1 anything, 0 no match.
    fn fits(&self, offer: &str) -> u8 {
        let Some((kind, subtype)) = offer.split_once('/') else { return 0 };
        let (same_kind, same_subtype) =
            (self.kind.eq_ignore_ascii_case(kind), self.subtype.eq_ignore_ascii_case(subtype));
        match (self.kind, self.subtype) {
            _ if same_kind && same_subtype => 3,
            (_, "*") if same_kind => 2,
            ("*", "*") => 1,
            _ => 0,
        }
    }
}

/// What the most specific range that fits says of an offer, and how specific it is.
fn quality(ranges: &[Range<'_>], offer: &str) -> (u16, u8) {
    let fitting = ranges.iter().map(|range| (range.fits(offer), range.quality)).filter(|(fits, _)| *fits > 0);
    fitting.max_by_key(|(fits, _)| *fits).map_or((0, 0), |(fits, quality)| (quality, fits))
}

fn thousandths(text: &str) -> u16 {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits: String = rest.chars().chain("000".chars()).take(3).collect();
    let value = whole.parse::<u16>().unwrap_or(0).min(1) * 1000 + digits.parse::<u16>().unwrap_or(0);
    value.min(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(accept: &str) -> Option<&'static str> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().expect("a header"));
        let offers = ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"];
        best(&headers, &offers).ok().map(|at| offers[at])
    }

    #[test]
    fn the_best_that_is_liked_most() {
        assert_eq!(chosen("*/*"), Some("application/sparql-results+json"));
        assert_eq!(chosen("text/*"), Some("text/csv"));
        assert_eq!(
            chosen("text/csv;q=0.5, application/sparql-results+xml;q=0.9, */*;q=0.1"),
            Some("application/sparql-results+xml")
        );
        assert_eq!(chosen("*/*;q=0.8, text/csv;q=0.8"), Some("text/csv"));
        assert_eq!(chosen("application/sparql-results+json;q=0, */*"), Some("application/sparql-results+xml"));
        assert_eq!(chosen("image/png"), None);
        assert_eq!(chosen("nonsense"), None);
        assert_eq!(chosen("text/csv;q=0"), None);
    }
}

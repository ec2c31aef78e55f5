//! Bytes into text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use super::Error;
use crate::model::{Note, Severity};

/// How far into a page its own word about its encoding is looked for, in bytes.
const DECLARED_WITHIN: usize = 4096;

/// The text of `bytes`: by byte order mark; else UTF-8; else what the page declares; else a guess, which is noted.
///
/// # Errors
/// Where the bytes are no text.
pub fn text(bytes: Vec<u8>, html: bool, notes: &mut Vec<Note>) -> Result<String, Error> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        if broken {
            notes.push(replaced(encoding));
        }
        return checked(text.into_owned());
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return checked(text),
        Err(error) => error.into_bytes(),
    };
    if looks_binary(&bytes) {
        return Err(Error::Binary);
    }
    if let Some(encoding) = html.then(|| declared(&bytes)).flatten().filter(|encoding| *encoding != UTF_8) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes);
        if !broken {
            return checked(text.into_owned());
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    let (text, broken) = encoding.decode_without_bom_handling(&bytes);
    let message = format!("not UTF-8: read as {}", encoding.name());
    notes.push(Note::new("encoding-guessed", Severity::Info, message));
    if broken {
        notes.push(replaced(encoding));
    }
    checked(text.into_owned())
}

fn replaced(encoding: &'static Encoding) -> Note {
    let message = format!("bytes that are not {} were replaced", encoding.name());
    Note::new("encoding-broken", Severity::Warn, message)
}

fn checked(text: String) -> Result<String, Error> {
    let control = text.bytes().filter(|byte| *byte < 0x20 && !byte.is_ascii_whitespace()).count();
    // NUL stands in no text; single other control characters do, a tenth of the text is something else.
    if text.as_bytes().contains(&0) || control * 10 > text.len() { Err(Error::Binary) } else { Ok(text) }
}

fn looks_binary(bytes: &[u8]) -> bool {
    let control = bytes.iter().filter(|byte| **byte < 0x20 && !byte.is_ascii_whitespace()).count();
    bytes.contains(&0) || control * 20 > bytes.len()
}

/// The encoding that a page names in a `meta` element.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).to_ascii_lowercase();
    let after = start.split("<meta").skip(1).find_map(|meta| {
        let meta = meta.split('>').next()?;
        meta.split_once("charset=").map(|(_, after)| after.to_owned())
    })?;
    let label = after.trim_start_matches(['"', '\'', ' ']).split(['"', '\'', ' ', ';', '/']).next()?;
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], html: bool) -> (Result<String, Error>, Vec<String>) {
        let mut notes = Vec::new();
        let text = text(bytes.to_vec(), html, &mut notes);
        (text, notes.into_iter().map(|note| format!("{}: {}", note.code, note.message)).collect())
    }

    #[test]
    fn byte_order_marks_go_and_decide() {
        let (text, notes) = read(b"\xEF\xBB\xBFGr\xC3\xB6\xC3\x9Fe", false);
        assert_eq!((text.expect("text").as_str(), notes.len()), ("Größe", 0));
        let (text, notes) = read(b"\xFF\xFEG\0r\0\xF6\0", false);
        assert_eq!((text.expect("text").as_str(), notes.len()), ("Grö", 0));
    }

    #[test]
    fn another_encoding_is_guessed_and_said() {
        let latin: Vec<u8> = "Der Vorstand prüft die Übernahme für 3 Millionen, hieß es in München."
            .chars()
            .map(|c| u8::try_from(c as u32).expect("Latin-1"))
            .collect();
        let (text, notes) = read(&latin, false);
        assert!(text.expect("text").contains("prüft die Übernahme"));
        assert_eq!(notes, ["encoding-guessed: not UTF-8: read as windows-1252"]);
    }

    #[test]
    fn a_page_may_declare_its_encoding() {
        let page = b"<html><head><meta charset=\"iso-8859-2\"></head>\xB1</html>";
        let (text, notes) = read(page, true);
        assert!(text.expect("text").contains('ą'));
        assert!(notes.is_empty());
    }

    #[test]
    fn binary_is_no_text() {
        assert!(matches!(read(b"\x89PNG\r\n\x1a\n\0\0\0", false).0, Err(Error::Binary)));
        assert!(matches!(read(b"a\0b", false).0, Err(Error::Binary)));
        assert!(read("a\u{1b}[0m \u{202e}right to left\u{202c} and\u{7} more text".as_bytes(), false).0.is_ok());
    }
}

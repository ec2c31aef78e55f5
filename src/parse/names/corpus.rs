//! Annotated names: files of tokens with tags, as texts with spans.
//!
//! A line is a token with its tag, between tabs, a blank line ends a sentence, `#` begins a remark. Where the first
//! column is a number, the token is the second and the tag the third (CoNLL-U Plus as Universal NER writes it,
//! `GermEval`); else the token is the first and the tag the last. Tags are BIO: `B-PER`, `I-ORG`, `O`. A tag that ends in
//! `part` marks a word that begins with a name and a hyphen, one that ends in `deriv` no name. `N` is a word of some
//! name, `?` a word of which nothing is said: trees tell as much, and learning takes what it gets.

use std::ops::Range;

use super::Kind;
use crate::parse::Error;

/// A text with its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotated {
    /// Its sentences, one a line.
    pub text: String,
    /// Its names: bytes of the text, what each names, and whether finding it is measured.
    pub names: Vec<(Range<usize>, Kind, bool)>,
    /// Words of which not all is said: bytes of the text, and whether they surely belong to a name.
    pub loose: Vec<(Range<usize>, bool)>,
    /// Where its tokens begin and end: a name that cuts one is not measured.
    pub edges: Vec<usize>,
}

/// Longest text, in bytes; longer ones are cut between sentences.
const LONGEST: usize = 20_000;

/// Reads a file of annotated names.
///
/// # Errors
/// [`Error::Names`] with the line that is not as it should be.
pub fn read(file: &str) -> Result<Vec<Annotated>, Error> {
    let mut out = vec![Annotated::default()];
    let mut sentence: Vec<(&str, &str)> = Vec::new();
    let mut written = None;
    for (at, line) in file.lines().enumerate() {
        if line.trim().is_empty() {
            close(&mut out, &mut sentence, &mut written);
        } else if let Some(remark) =
            line.strip_prefix('#').filter(|rest| !rest.starts_with('\t') || sentence.is_empty())
        {
            if remark.trim_start().starts_with("newdoc") {
                close(&mut out, &mut sentence, &mut written);
                out.push(Annotated::default());
            }
            written = remark.trim_start().strip_prefix("text = ").or(written);
        } else {
            let mut columns = line.split('\t');
            let first = columns.next().unwrap_or_default();
            let numbered =
                !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit()) && line.matches('\t').count() > 1;
            let (token, tag) = if numbered {
                (columns.next().unwrap_or_default(), columns.next())
            } else {
                (first, columns.next_back())
            };
            let wrong = |what: &str| Error::Names { line: at + 1, what: what.to_owned() };
            let tag = tag.ok_or_else(|| wrong("a token without a tag"))?;
            if !(matches!(tag, "O" | "N" | "?") || tag.starts_with("B-") || tag.starts_with("I-")) {
                return Err(wrong(&format!("`{tag}` is no BIO tag")));
            }
            sentence.push((token.trim(), tag));
        }
    }
    close(&mut out, &mut sentence, &mut written);
    out.retain(|one| !one.text.is_empty());
    Ok(out)
}

fn close(out: &mut Vec<Annotated>, sentence: &mut Vec<(&str, &str)>, written: &mut Option<&str>) {
    let written = written.take();
    if sentence.is_empty() {
        return;
    }
    if out.last().is_some_and(|last| last.text.len() > LONGEST) {
        out.push(Annotated::default());
    }
    let Some(last) = out.last_mut() else { return };
    let mut rest = written.unwrap_or_default();
    // The name that is open: where it began, its kind.
    let mut open: Option<(usize, Option<Kind>, bool)> = None;
    let mut end = last.text.len();
    let mut before = "";
    for (token, tag) in sentence.drain(..) {
        let (blank, left) = match rest.trim_start().strip_prefix(token) {
            Some(left) => (rest.starts_with(char::is_whitespace), left),
            None => (is_apart(before, token), ""),
        };
        let blank = if rest.is_empty() { is_apart(before, token) } else { blank };
        rest = left;
        let begins =
            tag.starts_with("B-") || tag.starts_with("I-") && open.is_none_or(|(_, kind, _)| kind != kind_of(tag));
        if tag.len() == 1 || begins {
            finish(last, open.take(), end);
        }
        if blank && !before.is_empty() {
            last.text.push(' ');
        }
        before = token;
        let start = last.text.len();
        last.text.push_str(token);
        end = last.text.len();
        last.edges.extend([start, end]);
        if tag != "O" && tag.len() == 1 {
            last.loose.push((start..end, tag == "N"));
        }
        if begins {
            open = Some((start, kind_of(tag), !tag.ends_with("part")));
        }
    }
    finish(last, open, end);
    last.edges.dedup();
    last.text.push('\n');
}

/// Whether a blank stands between two tokens, as far as they tell.
fn is_apart(before: &str, token: &str) -> bool {
    let apostrophe = |c: char| matches!(c, '\'' | '’');
    let elided = before.ends_with(apostrophe) && before.len() > 1 && token.starts_with(char::is_alphanumeric);
    let clitic = token.starts_with(apostrophe) && token.chars().count() > 1 || token == "n't";
    !(elided || clitic)
}

fn kind_of(tag: &str) -> Option<Kind> {
    let class = tag.get(2..).unwrap_or_default().to_uppercase();
    if class.ends_with("DERIV") || class == "O" {
        return None;
    }
    Some(match class.get(..3).unwrap_or_default() {
        "PER" | "PPL" => Kind::Person,
        "LOC" | "PLA" | "PLC" | "GPE" => Kind::Place,
        "ORG" => Kind::Organization,
        _ => Kind::Other,
    })
}

fn finish(last: &mut Annotated, open: Option<(usize, Option<Kind>, bool)>, end: usize) {
    let Some((start, Some(kind), whole)) = open else { return };
    let end = if whole {
        end
    } else {
        match last.text[start..end].rfind('-') {
            Some(hyphen) => start + hyphen,
            None => return,
        }
    };
    if end > start {
        last.names.push((start..end, kind, whole));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_and_tags_of_every_set_are_read() {
        let uner = "# text = Marta Kielholz's firm\n1\tMarta\tB-PER\t-\tx\n2\tKielholz\tI-PER\t-\tx\n3\t's\tO\t-\tx\n4\tfirm\tO\t-\tx\n";
        let read_in = read(uner).expect("BIO tags");
        assert_eq!(read_in[0].text, "Marta Kielholz's firm\n");
        assert_eq!(read_in[0].names, [(0..14, Kind::Person, true)]);
        let two = "Norrglim\tB-ORGpart\n-Chef\tO\n\nDie\tO\nNorrglim-Chefin\tB-ORGpart\n";
        assert_eq!(read(two).expect("BIO tags")[0].names, [(19..27, Kind::Organization, false)]);
        assert_eq!(read("a\tX-PER\n"), Err(Error::Names { line: 1, what: "`X-PER` is no BIO tag".to_owned() }));
    }
}

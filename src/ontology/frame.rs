//! The frame language: a frame's text into a tree (`ontology/README.md` has the grammar).

use thiserror::Error;

/// Why a frame cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("column {column}: {message}")]
pub struct FrameError {
    /// Column in the frame, in characters from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// What stands in a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Any one of these sequences; none is possible too where `optional`.
    Group {
        /// The sequences.
        alternatives: Vec<Vec<Item>>,
        /// Whether it may be left out.
        optional: bool,
        /// Whether it is the head.
        head: bool,
    },
    /// A role to fill.
    Slot(Slot),
    /// Up to so many tokens.
    Gap(u8),
    /// A word.
    Word {
        /// As written, without marks.
        text: String,
        /// Whether only this form counts (`=`).
        exact: bool,
        /// Whether it is the head (`*`).
        head: bool,
    },
}

/// A role to fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// `s`, `o`, `value`, `x`, `src`, `content`, `quote` or a qualifier.
    pub role: String,
    /// How it hangs on its noun.
    pub link: Link,
    /// Classes it may have; empty: those of the relation.
    pub classes: Vec<String>,
    /// Whether the mention is taken literally.
    pub literal: bool,
    /// Whether it is the head.
    pub head: bool,
}

/// How a slot hangs on its noun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// It does not.
    #[default]
    None,
    /// As possessor.
    Possessor,
    /// In apposition.
    Apposition,
    /// As adjective: «Viennese».
    Adjective,
}

/// A frame as a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The sequence.
    pub items: Vec<Item>,
    /// `name=constant` flags, in order.
    pub flags: Vec<(String, String)>,
}

/// The most variants that one frame may have.
pub const MOST_VARIANTS: usize = 160;

/// Reads a frame.
///
/// # Errors
/// Where the text is not a frame, with the column.
pub fn parse(text: &str) -> Result<Frame, FrameError> {
    let (body, flags) = text.split_once(";;").map_or((text, None), |(body, flags)| (body, Some(flags)));
    let chars: Vec<char> = body.chars().collect();
    let mut reader = Reader { chars: &chars, at: 0 };
    let items = reader.sequence(&[])?;
    if reader.at < chars.len() {
        return reader.fail(format!("unexpected `{}`", chars[reader.at]));
    }
    let mut read = Vec::new();
    for flag in flags.into_iter().flat_map(|flags| flags.split(',')) {
        match flag.trim().split_once('=') {
            Some((name, value)) if !name.is_empty() && !value.is_empty() => {
                read.push((name.trim().to_owned(), value.trim().to_owned()));
            }
            _ => {
                return Err(FrameError {
                    column: body.chars().count() + 3,
                    message: format!("`{flag}` is no name=constant"),
                });
            }
        }
    }
    Ok(Frame { items, flags: read })
}

impl Frame {
    /// All ways to choose among the groups and options, in order; a head mark on a group passes to the first word of
    /// the alternative chosen. At most [`MOST_VARIANTS`].
    #[must_use]
    pub fn variants(&self) -> Vec<Vec<Item>> {
        let mut variants = flatten(&self.items);
        variants.truncate(MOST_VARIANTS);
        variants
    }
}

fn flatten(items: &[Item]) -> Vec<Vec<Item>> {
    let mut out: Vec<Vec<Item>> = vec![Vec::new()];
    for item in items {
        let choices = match item {
            Item::Group { alternatives, optional, head } => {
                let mut choices: Vec<Vec<Item>> = alternatives.iter().flat_map(|items| flatten(items)).collect();
                if *head {
                    for choice in &mut choices {
                        mark_head(choice);
                    }
                }
                if *optional {
                    choices.push(Vec::new());
                }
                choices
            }
            other => vec![vec![other.clone()]],
        };
        out = out
            .iter()
            .flat_map(|before| choices.iter().map(move |choice| before.iter().chain(choice).cloned().collect()))
            .take(4 * MOST_VARIANTS)
            .collect();
    }
    out
}

fn mark_head(items: &mut [Item]) {
    match items.first_mut() {
        Some(Item::Word { head, .. }) => *head = true,
        Some(Item::Slot(slot)) => slot.head = true,
        _ => {}
    }
}

struct Reader<'c> {
    chars: &'c [char],
    at: usize,
}

impl Reader<'_> {
    fn fail<T>(&self, message: String) -> Result<T, FrameError> {
        Err(FrameError { column: self.at + 1, message })
    }

    fn peek(&mut self) -> Option<char> {
        while self.chars.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
        self.chars.get(self.at).copied()
    }

    fn sequence(&mut self, ends: &[char]) -> Result<Vec<Item>, FrameError> {
        let mut items = Vec::new();
        while let Some(c) = self.peek() {
            if ends.contains(&c) {
                break;
            }
            items.push(self.item(c)?);
        }
        if items.is_empty() { self.fail("nothing stands here".to_owned()) } else { Ok(items) }
    }

    fn item(&mut self, mut c: char) -> Result<Item, FrameError> {
        let head = c == '*';
        if head {
            self.at += 1;
            c = match self.peek() {
                Some(c) => c,
                None => return self.fail("`*` marks nothing".to_owned()),
            };
        }
        match c {
            '(' => self.group(')', false, head),
            '[' => self.group(']', true, head),
            '{' => self.slot(head).map(Item::Slot),
            ')' | ']' | '|' | '}' => self.fail(format!("unexpected `{c}`")),
            '.' if self.chars[self.at..].starts_with(&['.', '.', '.']) => {
                self.at += 3;
                let digit = self.chars.get(self.at).and_then(|c| c.to_digit(10));
                self.at += usize::from(digit.is_some());
                Ok(Item::Gap(digit.and_then(|n| u8::try_from(n).ok()).unwrap_or(6)))
            }
            _ => self.word(head),
        }
    }

    fn group(&mut self, close: char, optional: bool, head: bool) -> Result<Item, FrameError> {
        let open = self.at;
        self.at += 1;
        let mut alternatives = vec![self.sequence(&['|', close])?];
        loop {
            match self.peek() {
                Some('|') => {
                    self.at += 1;
                    alternatives.push(self.sequence(&['|', close])?);
                }
                Some(c) if c == close => {
                    self.at += 1;
                    return Ok(Item::Group { alternatives, optional, head });
                }
                _ => {
                    self.at = open;
                    return self.fail(format!("`{}` is never closed", self.chars[open]));
                }
            }
        }
    }

    fn slot(&mut self, head: bool) -> Result<Slot, FrameError> {
        let open = self.at;
        let Some(len) = self.chars[open..].iter().position(|c| *c == '}') else {
            return self.fail("`{` is never closed".to_owned());
        };
        let inside: String = self.chars[open + 1..open + len].iter().collect();
        self.at = open + len + 1;
        let literal = inside.ends_with('!');
        let inside = inside.trim_end_matches('!');
        let (name, classes) = inside.split_once(':').unwrap_or((inside, ""));
        let (role, link) = name.split_once('/').unwrap_or((name, ""));
        let link = match link {
            "" => Link::None,
            "poss" => Link::Possessor,
            "app" => Link::Apposition,
            "adj" => Link::Adjective,
            _ => {
                return Err(FrameError {
                    column: open + 1,
                    message: format!("unknown link `/{link}`; poss, app and adj are known"),
                });
            }
        };
        let classes = classes.split('|').filter(|class| !class.is_empty());
        let classes = classes.map(|class| class.trim_start_matches("ng:").to_owned()).collect();
        Ok(Slot { role: role.to_owned(), link, classes, literal, head })
    }

    fn word(&mut self, head: bool) -> Result<Item, FrameError> {
        let start = self.at;
        while self.chars.get(self.at).is_some_and(|c| !c.is_whitespace() && !"()[]{}|*".contains(*c)) {
            self.at += 1;
        }
        let written: String = self.chars[start..self.at].iter().collect();
        let (exact, text) = match written.strip_prefix('=') {
            Some(rest) => (true, rest.to_owned()),
            None => (false, written),
        };
        if text.is_empty() { self.fail("an empty word".to_owned()) } else { Ok(Item::Word { text, exact, head }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_multiply_groups_and_options() {
        let frame =
            parse("{s} *(hold|open) [secret] talks with {o:Company|Bank} ;; modality=planned").expect("a frame");
        assert_eq!(frame.variants().len(), 4);
        assert_eq!(frame.flags, [("modality".to_owned(), "planned".to_owned())]);
        assert!(matches!(&frame.variants()[3][1], Item::Word { text, head: true, .. } if text == "open"));
    }

    #[test]
    fn errors_name_the_column() {
        for (text, column) in
            [("{s} (a|b {o}", 5), ("{s} {o", 5), ("{s/of} x", 1), ("{s} ()", 6), ("a ) b", 3), ("a ;; sign", 5)]
        {
            assert_eq!(parse(text).map_err(|error| error.column), Err(column), "{text}");
        }
    }
}

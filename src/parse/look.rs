//! How a word looks, as numbers for features: itself, its beginning and end, its shape.

use super::linear::value;

/// A word as the tagger and the parser see it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// The small-letter form, figures made equal.
    pub word: u32,
    /// Its last one, two, three and four letters.
    pub ends: [u32; 4],
    /// Its first two and three letters.
    pub starts: [u32; 2],
    /// Capitals, figures, hyphens, marks.
    pub shape: u32,
}

impl Look {
    /// Looks at a word; `buffer` is only working space.
    #[must_use]
    pub fn new(form: &str, buffer: &mut String) -> Self {
        buffer.clear();
        buffer.extend(form.chars().flat_map(char::to_lowercase).map(|c| match c {
            '’' | 'ʼ' => '\'',
            '0'..='9' => '0',
            other => other,
        }));
        let text = buffer.as_str();
        let figures = text.contains('0') && text.chars().all(|c| !c.is_alphabetic());
        let word = if figures { value(&"0000"[..text.len().min(4)]) } else { value(text) };
        let mut places = text.char_indices().rev().map(|(at, _)| at);
        let ends = [(); 4].map(|()| value(&text[places.next().unwrap_or(0)..]));
        let start = |count: usize| value(text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at]));
        Self { word, ends, starts: [start(2), start(3)], shape: shape(form) }
    }

    /// Looks at a word of another language, of which only signs and figures say something in this one.
    #[must_use]
    pub fn foreign(form: &str, buffer: &mut String) -> Self {
        const LETTERS: Look = Look { word: 2, ends: [2; 4], starts: [2; 2], shape: 2 };
        if form.contains(char::is_alphabetic) { LETTERS } else { Self::new(form, buffer) }
    }
}

/// Shape of a word as flags.
fn shape(form: &str) -> u32 {
    let letters = || form.chars().filter(|c| c.is_alphabetic());
    let flags = [
        form.chars().next().is_some_and(char::is_uppercase),
        form.chars().any(|c| c.is_ascii_digit()),
        form.contains('-'),
        form.chars().all(|c| !c.is_alphanumeric()),
        letters().count() > 1 && letters().all(char::is_uppercase),
        form.chars().count() == 1,
        form.chars().skip(1).any(char::is_uppercase),
    ];
    flags.iter().rev().fold(0, |bits, &flag| bits << 1 | u32::from(flag))
}

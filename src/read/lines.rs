//! The lines of a text, by place.

use crate::model::Span;

/// The lines of `text` that are not blank, without the blanks around them; ended by `\n`, `\r\n` or `\r`.
pub fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split('\n').flat_map(|line| line.split('\r')).filter_map(move |line| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len() + 1;
        let line = line.trim();
        (!line.is_empty()).then(|| Span::new(start, start + line.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn blanks_and_line_ends_are_left_out() {
        let text = "\u{a0}One \r\n\r\n  two\nthree\rfour";
        assert_eq!(lines(text).map(|span| span.of(text)).collect::<Vec<_>>(), ["One", "two", "three", "four"]);
        assert_eq!(lines(" \n\t").count(), 0);
    }
}

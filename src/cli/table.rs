//! Tables for people: columns as wide as their widest cell.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

/// A table with a head.
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with the names of its columns.
    pub fn new(head: &[&str]) -> Self {
        Self { rows: vec![head.iter().map(|&name| name.to_owned()).collect()] }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Writes it without its head.
    pub fn write_rows(&self, out: &mut impl Write) -> io::Result<()> {
        Self { rows: self.rows[1..].to_vec() }.lines(out, 1, |_, _, text| text.to_owned())
    }

    /// Writes it; `paint` is given row, column and text of each cell, padding excluded. Numbers stand on the right.
    pub fn write(&self, out: &mut impl Write, paint: impl Fn(usize, usize, &str) -> String) -> io::Result<()> {
        self.lines(out, 0, paint)
    }

    /// `first` is the number of the first line, 0 being the head.
    fn lines(
        &self,
        out: &mut impl Write,
        first: usize,
        paint: impl Fn(usize, usize, &str) -> String,
    ) -> io::Result<()> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0)
            })
            .collect();
        for (number, row) in (first..).zip(&self.rows) {
            let mut line = String::new();
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let gap = " ".repeat(width.saturating_sub(cell.width()));
                let text = if number == 0 { cell.clone() } else { paint(number - 1, column, cell) };
                let is_number = number > 0 && cell.parse::<f64>().is_ok();
                let between = if column == 0 { "" } else { "  " };
                line.push_str(between);
                let (before, after) = if is_number { (gap.as_str(), "") } else { ("", gap.as_str()) };
                line.extend([before, text.as_str(), after]);
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn cells_line_up_by_what_is_seen() {
        let mut table = Table::new(&["who", "n"]);
        table.row(vec!["中文".to_owned(), "7".to_owned()]);
        table.row(vec!["é".to_owned(), "12".to_owned()]);
        let mut out = Vec::new();
        table.write(&mut out, |_, _, text| text.to_owned()).expect("written");
        assert_eq!(String::from_utf8_lossy(&out), "who   n\n中文   7\né     12\n");
    }
}

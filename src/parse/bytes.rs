//! Numbers and texts as bytes: small numbers short, the same on every platform.

use super::Error;

/// Writes numbers and texts.
#[derive(Debug, Default)]
pub struct Writer {
    /// What was written so far.
    pub bytes: Vec<u8>,
}

impl Writer {
    /// A number in as many bytes as it needs (LEB128: seven bits a byte, lowest first).
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// A number with sign: 0, -1, 1, -2 … become 0, 1, 2, 3 …
    pub fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)) as u64);
    }

    /// A text behind its length in bytes.
    pub fn text(&mut self, text: &str) {
        self.block(text.as_bytes());
    }

    /// Texts behind their number.
    pub fn texts<'t>(&mut self, texts: impl ExactSizeIterator<Item = &'t String>) {
        self.number(texts.len() as u64);
        texts.for_each(|text| self.text(text));
    }

    /// Bytes behind their number.
    pub fn block(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }
}

/// Reads what a [`Writer`] wrote. Every call fails with [`Error::Damaged`] where the bytes end early.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'b> {
    bytes: &'b [u8],
}

/// What is said of bytes that end early or say more than they hold.
const SHORT: Error = Error::Damaged { what: "it ends early" };

impl<'b> Reader<'b> {
    /// Begins at the first byte.
    #[must_use]
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes }
    }

    /// Whether nothing is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The next `count` bytes.
    ///
    /// # Errors
    /// Where fewer are left.
    pub fn take(&mut self, count: usize) -> Result<&'b [u8], Error> {
        let (head, rest) = self.bytes.split_at_checked(count).ok_or(SHORT)?;
        self.bytes = rest;
        Ok(head)
    }

    /// A number.
    ///
    /// # Errors
    /// Where the bytes end early or the number does not fit 64 bits.
    pub fn number(&mut self) -> Result<u64, Error> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.take(1)?[0];
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(SHORT)
    }

    /// A number with sign.
    ///
    /// # Errors
    /// As for [`Reader::number`].
    pub fn signed(&mut self) -> Result<i64, Error> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// A number of things that follow, each at least one byte: never more than there are bytes.
    ///
    /// # Errors
    /// As for [`Reader::number`], and where so many cannot follow.
    pub fn count(&mut self) -> Result<usize, Error> {
        let count = usize::try_from(self.number()?).map_err(|_| SHORT)?;
        if count > self.bytes.len() { Err(SHORT) } else { Ok(count) }
    }

    /// Bytes behind their number.
    ///
    /// # Errors
    /// Where the bytes end early.
    pub fn block(&mut self) -> Result<&'b [u8], Error> {
        let length = self.count()?;
        self.take(length)
    }

    /// Texts.
    ///
    /// # Errors
    /// As for [`Reader::text`].
    pub fn texts(&mut self) -> Result<Vec<String>, Error> {
        let count = self.count()?;
        (0..count).map(|_| self.text().map(str::to_owned)).collect()
    }

    /// A text.
    ///
    /// # Errors
    /// Where the bytes end early or are not UTF-8.
    pub fn text(&mut self) -> Result<&'b str, Error> {
        std::str::from_utf8(self.block()?).map_err(|_| Error::Damaged { what: "a text is not UTF-8" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut writer = Writer::default();
        let numbers = [0, 1, -1, 63, -64, 64, 1 << 40, i64::MIN, i64::MAX];
        for number in numbers {
            writer.signed(number);
        }
        writer.text("Zürich");
        let mut reader = Reader::new(&writer.bytes);
        for number in numbers {
            assert_eq!(reader.signed(), Ok(number));
        }
        assert_eq!(reader.text(), Ok("Zürich"));
        assert!(reader.is_empty());
        assert_eq!(reader.number(), Err(SHORT));
    }
}

//! Exact numbers.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A decimal number with four digits after the point; exact, so that equal amounts are equal bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i128);

impl Decimal {
    const SCALE: i128 = 10_000;

    /// Reads `-?digits[.digits]`; further digits than four are rounded half up. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() || whole.len() > 24 || !whole.bytes().chain(part.bytes()).all(|b| b.is_ascii_digit()) {
            return None;
        }
        let whole: i128 = whole.parse().ok()?;
        let digit = |i: usize| part.as_bytes().get(i).map_or(0, |b| i128::from(b - b'0'));
        let fraction = (0..4).fold(0, |sum, i| sum * 10 + digit(i)) + i128::from(digit(4) >= 5);
        let number = whole * Self::SCALE + fraction;
        Some(Self(if negative { -number } else { number }))
    }

    /// The number times ten to the `power`.
    #[must_use]
    pub fn scaled(self, power: u32) -> Self {
        Self(self.0.saturating_mul(10i128.saturating_pow(power)))
    }

    /// The number with its sign turned.
    #[must_use]
    pub fn negated(self) -> Self {
        Self(-self.0)
    }

    /// Without its sign.
    #[must_use]
    pub fn magnitude(self) -> Self {
        Self(self.0.abs())
    }

    /// By how many percent it is more than `from`, rounded to one digit after the point; `None` where `from` is not above
    /// zero.
    #[must_use]
    pub fn percent_above(self, from: Self) -> Option<Self> {
        let percent = (from.0 > 0).then(|| (self.0 - from.0).checked_mul(100 * Self::SCALE))??;
        Some(Self(percent / from.0).rounded(1))
    }

    /// Whether it is less than zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The nearest floating-point number, for JSON and for showing.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "shown, never compared")]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / Self::SCALE as f64
    }

    /// The number of digits after the point that it needs.
    #[must_use]
    pub fn places(self) -> usize {
        (0..4).find(|&n| self.0 % 10i128.pow(4 - n) == 0).unwrap_or(4) as usize
    }

    /// Rounded half away from zero to `places` digits after the point (at most four).
    #[must_use]
    pub fn rounded(self, places: usize) -> Self {
        let unit = 10i128.pow(4 - u32::try_from(places.min(4)).unwrap_or(4));
        let half = unit / 2 * self.0.signum();
        Self((self.0 + half) / unit * unit)
    }
}

impl From<i64> for Decimal {
    fn from(whole: i64) -> Self {
        Self(i128::from(whole) * Self::SCALE)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0.abs() / Self::SCALE, self.0.abs() % Self::SCALE);
        let sign = if self.0 < 0 { "-" } else { "" };
        if part == 0 {
            return f.pad(&format!("{sign}{whole}"));
        }
        f.pad(format!("{sign}{whole}.{part:04}").trim_end_matches('0'))
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match i64::try_from(self.0 / Self::SCALE) {
            Ok(whole) if self.0 % Self::SCALE == 0 => to.serialize_i64(whole),
            _ => to.serialize_f64(self.to_f64()),
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(from)?;
        Self::parse(&format!("{number:.4}")).ok_or_else(|| serde::de::Error::custom("not a decimal number"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_as_short_as_exact() {
        for (text, printed) in
            [("8.50", "8.5"), ("-11.1", "-11.1"), ("3", "3"), ("0.00005", "0.0001"), ("-0.09", "-0.09")]
        {
            assert_eq!(Decimal::parse(text).map(|d| d.to_string()).as_deref(), Some(printed));
        }
        assert_eq!(Decimal::parse("1e5"), None);
        assert_eq!(Decimal::parse(""), None);
    }

    #[test]
    fn rounds_to_the_coarser_of_two() {
        let of = |text| Decimal::parse(text).expect("a number");
        assert_eq!(of("8.48").rounded(1), of("8.5"));
        assert_eq!(of("-11.06").rounded(1), of("-11.1"));
        assert_eq!((of("8.48").places(), of("11").places()), (2, 0));
    }
}

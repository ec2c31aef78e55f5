//! Calendar days, months and years.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A day, a month or a year of the Gregorian calendar, as exact as the text was: `2025-02-13`, `2024-10`, `2024`
/// (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

impl Date {
    /// A day; `None` where the calendar has no such day.
    #[must_use]
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        ((1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day)).then_some(Self { year, month, day })
    }

    /// A month of a year; `None` where `month` is not 1 to 12.
    #[must_use]
    pub fn month(year: i16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { year, month, day: 0 })
    }

    /// A whole year.
    #[must_use]
    pub fn year(year: i16) -> Self {
        Self { year, month: 0, day: 0 }
    }

    /// Year, month (0: none) and day (0: none).
    #[must_use]
    pub fn parts(self) -> (i16, u8, u8) {
        (self.year, self.month, self.day)
    }

    /// Whether it names a single day.
    #[must_use]
    pub fn is_day(self) -> bool {
        self.day != 0
    }

    /// Days since 1970-01-01 of its first day (Hinnant, «chrono-compatible low-level date algorithms»).
    #[must_use]
    pub fn days(self) -> i64 {
        let (month, day) = (i64::from(self.month.max(1)), i64::from(self.day.max(1)));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let of_era = year - era * 400;
        let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day that is `days` after 1970-01-01.
    #[must_use]
    pub fn from_days(days: i64) -> Self {
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days - era * 146_097;
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year + era * 400 + i64::from(month <= 2);
        let small = |n: i64| u8::try_from(n).unwrap_or(1);
        Self { year: i16::try_from(year).unwrap_or(0), month: small(month), day: small(day) }
    }

    /// The day `days` later, or earlier where negative.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self::from_days(self.days() + days)
    }

    /// Day of the week, Monday 0 to Sunday 6.
    #[must_use]
    pub fn weekday(self) -> u8 {
        u8::try_from((self.days() + 3).rem_euclid(7)).unwrap_or(0)
    }

    /// The XML Schema datatype that fits: `date`, `gYearMonth` or `gYear`.
    #[must_use]
    pub fn datatype(self) -> &'static str {
        match (self.month, self.day) {
            (0, _) => "gYear",
            (_, 0) => "gYearMonth",
            _ => "date",
        }
    }
}

fn days_in(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day } = self;
        match (month, day) {
            (0, _) => f.pad(&format!("{year:04}")),
            (_, 0) => f.pad(&format!("{year:04}-{month:02}")),
            _ => f.pad(&format!("{year:04}-{month:02}-{day:02}")),
        }
    }
}

impl FromStr for Date {
    type Err = String;

    /// Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD`; what follows a `T` is dropped.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a date such as 2025-02-13");
        let day = text.split(['T', ' ']).next().unwrap_or(text);
        let mut parts = day.split('-');
        let year: i16 = parts.next().filter(|y| y.len() == 4).and_then(|y| y.parse().ok()).ok_or_else(wrong)?;
        let mut small = || parts.next().map(|p| p.parse::<u8>().map_err(|_| wrong())).transpose();
        match (small()?, small()?) {
            (None, _) => Ok(Self::year(year)),
            (Some(month), None) => Self::month(year, month).ok_or_else(wrong),
            (Some(month), Some(day)) => Self::day(year, month, day).ok_or_else(wrong),
        }
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_back_and_forth() {
        for days in (-200_000..200_000).step_by(37) {
            assert_eq!(Date::from_days(days).days(), days);
        }
        let day = Date::day(2025, 2, 13).expect("a day");
        assert_eq!((day.weekday(), day.days()), (3, 20_132));
        assert_eq!(day.plus(-13).to_string(), "2025-01-31");
    }

    #[test]
    fn reads_what_it_prints_and_no_impossible_day() {
        for text in ["2025-02-13", "2024-10", "1999"] {
            assert_eq!(text.parse::<Date>().map(|d| d.to_string()).as_deref(), Ok(text));
        }
        assert!("2025-02-30".parse::<Date>().is_err());
        assert!("13.02.2025".parse::<Date>().is_err());
    }
}

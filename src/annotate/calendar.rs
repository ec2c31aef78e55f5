//! Days, months and years that a text names from where it stands in time.

use crate::model::Date;

/// Which way from the day of publication a text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Last,
    This,
    Next,
}

/// The day of the week (Monday 0) nearest in the direction; with `None`, the nearest that is not after `published`.
pub(super) fn weekday(day: u8, direction: Option<Direction>, published: Date) -> Date {
    let (today, day) = (i64::from(published.weekday()), i64::from(day));
    let since = (today - day).rem_euclid(7);
    let days = match direction {
        None => -since,
        Some(Direction::Last) => -(if since == 0 { 7 } else { since }),
        Some(Direction::Next) => 7 - since,
        Some(Direction::This) => day - today,
    };
    published.plus(days)
}

/// The day of the week in the week before or after that of `published`.
pub(super) fn weekday_in_week(day: u8, direction: Direction, published: Date) -> Date {
    let weeks = match direction {
        Direction::Last => -1,
        Direction::This => 0,
        Direction::Next => 1,
    };
    published.plus(i64::from(day) - i64::from(published.weekday()) + 7 * weeks)
}

/// The month nearest in the direction.
pub(super) fn month(month: u8, direction: Direction, published: Date) -> Option<Date> {
    let (year, now, _) = published.parts();
    let shift = match direction {
        Direction::Last => -i16::from(month >= now),
        Direction::This => 0,
        Direction::Next => i16::from(month <= now),
    };
    Date::month(year.checked_add(shift)?, month)
}

/// The month nearest to `published` in either direction; `None` where both are six months away.
pub(super) fn nearest_month(month: u8, published: Date) -> Option<Date> {
    let (year, now, _) = published.parts();
    let shift = match i16::from(month) - i16::from(now) {
        -5..=5 => 0,
        ..=-7 => 1,
        7.. => -1,
        _ => return None,
    };
    Date::month(year.checked_add(shift)?, month)
}

/// The day of a month nearest to `published`.
pub(super) fn nearest_day(month: u8, day: u8, published: Date) -> Option<Date> {
    let (year, ..) = published.parts();
    let years = [year, year.checked_sub(1)?, year.checked_add(1)?];
    let days = years.into_iter().filter_map(|year| Date::day(year, month, day));
    days.min_by_key(|date| (date.days() - published.days()).abs())
}

/// The month or year of `published`, or the one before or after.
pub(super) fn shifted(of_months: bool, direction: Direction, published: Date) -> Option<Date> {
    let (year, month, _) = published.parts();
    let by = match direction {
        Direction::Last => -1,
        Direction::This => 0,
        Direction::Next => 1,
    };
    if !of_months {
        return Some(Date::year(year.checked_add(by)?));
    }
    if month == 0 {
        return None;
    }
    let months = i32::from(year) * 12 + i32::from(month) - 1 + i32::from(by);
    Date::month(i16::try_from(months.div_euclid(12)).ok()?, u8::try_from(months.rem_euclid(12)).ok()? + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_both_ways_from_a_thursday() {
        let published = Date::day(2025, 2, 13).expect("a day");
        let of = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        for (direction, thursday, tuesday) in [
            (None, "2025-02-13", "2025-02-11"),
            (Some(Direction::Last), "2025-02-06", "2025-02-11"),
            (Some(Direction::This), "2025-02-13", "2025-02-11"),
            (Some(Direction::Next), "2025-02-20", "2025-02-18"),
        ] {
            assert_eq!(weekday(3, direction, published).to_string(), thursday, "{direction:?}");
            assert_eq!(weekday(1, direction, published).to_string(), tuesday, "{direction:?}");
        }
        assert_eq!(weekday_in_week(6, Direction::Last, published).to_string(), "2025-02-09");
        assert_eq!(of(month(10, Direction::Last, published)), "2024-10");
        assert_eq!(of(month(2, Direction::Last, published)), "2024-02");
        assert_eq!(of(month(1, Direction::Next, published)), "2026-01");
        assert_eq!(of(nearest_month(12, published)), "2024-12");
        assert_eq!(of(nearest_month(8, published)), "");
        assert_eq!(of(nearest_day(12, 24, published)), "2024-12-24");
        assert_eq!(of(nearest_day(2, 29, published)), "2024-02-29");
        assert_eq!(of(shifted(true, Direction::Last, Date::day(2025, 1, 5).expect("a day"))), "2024-12");
        assert_eq!(of(shifted(false, Direction::Next, published)), "2026");
    }
}

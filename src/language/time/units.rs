//! Units of time and reckoning with them.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// A unit of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The unit a word names, with whether the word is a plural. `fortnight` is no unit here, but two weeks.
    pub(super) fn of(word: &str) -> Option<(Self, bool)> {
        let lower = word.to_ascii_lowercase();
        let plural = lower.ends_with('s') && lower != "s";
        let stem = match lower.as_str() {
            "centuries" => "century",
            other => other.strip_suffix('s').unwrap_or(other),
        };
        let unit = match stem {
            "second" | "sec" => Self::Second,
            "minute" | "min" => Self::Minute,
            "hour" | "hr" | "h" => Self::Hour,
            "day" | "night" => Self::Day,
            "week" | "wk" => Self::Week,
            "weekend" => Self::Weekend,
            "month" | "mo" => Self::Month,
            "quarter" => Self::Quarter,
            "year" | "yr" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            _ => return None,
        };
        Some((unit, plural))
    }

    /// Its length in seconds; a month has 30 days here, a year 365.
    pub fn seconds(self) -> f64 {
        const DAY: f64 = 86_400.0;
        match self {
            Self::Second => 1.0,
            Self::Minute => 60.0,
            Self::Hour => 3_600.0,
            Self::Day => DAY,
            Self::Weekend => 2.0 * DAY,
            Self::Week => 7.0 * DAY,
            Self::Month => 30.0 * DAY,
            Self::Quarter => 90.0 * DAY,
            Self::Year => 365.0 * DAY,
            Self::Decade => 3_650.0 * DAY,
            Self::Century => 36_500.0 * DAY,
        }
    }

    /// How many of `smaller` make one; months and years are told apart from days by their usual lengths.
    pub(super) fn in_units_of(self, smaller: Self) -> f64 {
        match (self, smaller) {
            (Self::Year, Self::Month) => 12.0,
            (Self::Year, Self::Week) => 52.0,
            (Self::Decade, Self::Year) => 10.0,
            (Self::Decade, Self::Month) => 120.0,
            _ => self.seconds() / smaller.seconds(),
        }
    }
}

/// The date so many units away; `None` beyond the calendar. Units below a day do not move it.
pub(super) fn shifted(date: Date, count: i32, unit: Unit) -> Option<Date> {
    let count = i64::from(count);
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return Some(date),
        Unit::Day => days(count)?,
        Unit::Week | Unit::Weekend => days(count * 7)?,
        Unit::Month => months(count)?,
        Unit::Quarter => months(count * 3)?,
        Unit::Year => months(count * 12)?,
        Unit::Decade => months(count * 120)?,
        Unit::Century => months(count * 1200)?,
    };
    date.checked_add(span).ok()
}

fn days(count: i64) -> Option<Span> {
    0.days().try_days(count).ok()
}

fn months(count: i64) -> Option<Span> {
    0.months().try_months(count).ok()
}

/// The Monday of a date's week.
pub(super) fn monday(date: Date) -> Option<Date> {
    shifted(date, -i32::from(date.weekday().to_monday_zero_offset()), Unit::Day)
}

/// The calendar unit that holds a date, as its first day and the day after its last.
pub(super) fn around(date: Date, unit: Unit) -> Option<(Date, Date)> {
    let from = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => date,
        Unit::Week => monday(date)?,
        Unit::Weekend => {
            let saturday = shifted(monday(date)?, 5, Unit::Day)?;
            return Some((saturday, shifted(saturday, 2, Unit::Day)?));
        }
        Unit::Month => date.first_of_month(),
        Unit::Quarter => Date::new(date.year(), (date.month() - 1) / 3 * 3 + 1, 1).ok()?,
        Unit::Year => Date::new(date.year(), 1, 1).ok()?,
        Unit::Decade => Date::new(date.year().div_euclid(10) * 10, 1, 1).ok()?,
        Unit::Century => Date::new(date.year().div_euclid(100) * 100, 1, 1).ok()?,
    };
    let days = matches!(unit, Unit::Second | Unit::Minute | Unit::Hour);
    Some((from, shifted(from, 1, if days { Unit::Day } else { unit })?))
}

//! Dates, periods and durations in prose, with their bytes. A weekday or a day without a year stays relative until
//! an article's date resolves it.

use jiff::civil::Date;

use super::number::Number;
use super::token::Tokens;
use crate::text::TextRange;

/// A phrase of time in a block. Ranges are bytes of the block's text.
#[derive(Clone, PartialEq, Debug)]
pub struct TimeSpan {
    /// The whole phrase: `Thursday, Nov. 2`, `last month`, `three-month`, `since June`.
    pub range: TextRange,
    /// Its tokens.
    pub tokens: std::ops::Range<usize>,
    /// What it says.
    pub time: Time,
}

/// What a phrase of time says, before it is seen from a date. Extend as the grammar needs.
#[derive(Clone, PartialEq, Debug)]
pub enum Time {
    /// A calendar day, as far as it is given: `Thursday, Nov. 2, 2011`, `Tuesday`, `the 4th`.
    Day {
        /// 1 to 12.
        month: Option<i8>,
        /// The day of the month as written, also where no such day exists (`Nov. 31`).
        day: Option<i8>,
        /// The year with its century.
        year: Option<i16>,
        /// From 0 for Monday to 6 for Sunday.
        weekday: Option<i8>,
        /// The bytes of the weekday.
        weekday_range: TextRange,
        /// The bytes of month, day and year.
        date_range: TextRange,
    },
    /// Days from the article's: `today` 0, `yesterday` -1, `two days ago` -2.
    DayOffset(i32),
    /// A month, a year, a decade, a season: `June 2011`, `2009`, `the 1990s`.
    Period {
        /// The first day.
        from: Option<Date>,
        /// The day after the last.
        to: Option<Date>,
        /// The month without a year.
        month: Option<i8>,
    },
    /// A calendar unit seen from the article's date: `last month` (-1), `this week` (0), `next year` (1).
    Relative {
        /// The unit.
        unit: Unit,
        /// How many units away.
        offset: i32,
    },
    /// A length of time: `eight months`, `three-month`, `24 hours`, `nearly two years`.
    Duration {
        /// How many units, hedges left out.
        count: f64,
        /// The unit.
        unit: Unit,
        /// Whether the count is hedged downwards: `nearly eight months`.
        nearly: bool,
    },
}

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

/// All phrases of time of a block, in order; they do not overlap.
pub fn times(_tokens: Tokens<'_>, _numbers: &[Number]) -> Vec<TimeSpan> {
    Vec::new()
}

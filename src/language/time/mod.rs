//! Dates, periods and durations in prose, with their bytes. A weekday or a day without a year stays relative until
//! an article's date resolves it.

mod atoms;
mod days;
mod holiday;
mod join;
mod length;
mod months;
mod numeric;
mod parts;
mod relative;
mod resolve;
mod tense;
mod timex;
mod units;
mod weekday;

#[cfg(test)]
mod tests;

pub use holiday::Holiday;
pub use timex::{Kind as TimexKind, Timex};
pub use units::Unit;

use jiff::civil::Date;

use super::number::{Bound, Number};
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
    /// Whether the verbs around speak of what is to come: "will meet on Friday".
    pub ahead: bool,
}

/// What a phrase of time says, before it is seen from a date.
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
        /// The bytes of the weekday; empty when there is none.
        weekday_range: TextRange,
        /// The bytes of month, day and year; empty when there are none.
        date_range: TextRange,
    },
    /// Days from the article's: `today` 0, `yesterday` -1, `two days ago` -2.
    DayOffset(i32),
    /// A month, a year, a decade: `June 2011`, `2009`, `the 1990s`.
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
        /// How it is hedged: `more than a year`, `several weeks`.
        bound: Bound,
    },
    /// Digits that may be read as two days: `06/07/2011`, month first, then day first.
    Either(Box<[Time; 2]>),
    /// A weekday told from others by its week: `last Tuesday`, `next Friday`, `Tuesday of last week`.
    Weekday {
        /// From 0 for Monday to 6 for Sunday.
        weekday: i8,
        /// Which of them.
        which: Which,
    },
    /// A month told from others: `last June` (-1), `next March` (1), `this May` (0).
    Month {
        /// 1 to 12.
        month: i8,
        /// -1 the last one, 0 the one of this year, 1 the next one.
        offset: i32,
    },
    /// A season: `last summer`, `winter 2010`.
    Season {
        /// Which one.
        season: Season,
        /// The year it begins in, when given.
        year: Option<i16>,
        /// How many years away, when the year is not given.
        offset: i32,
    },
    /// A holiday: `Easter Sunday`, `Christmas 2010`.
    Holiday {
        /// Which one.
        holiday: Holiday,
        /// The year, when given.
        year: Option<i16>,
        /// -1 for the last one, 1 for the next one, 0 for the nearest.
        offset: i32,
    },
    /// A stretch that ends or begins at the article's date: `the past 24 hours`, `the next five days`.
    Rolling {
        /// How many units.
        count: f64,
        /// The unit.
        unit: Unit,
        /// Whether it lies ahead.
        ahead: bool,
        /// How the count is hedged: `the past several days` is vague.
        bound: Bound,
    },
    /// A moment so far from another: `two months ago`, `three weeks earlier`, `two days before Christmas`.
    Shift {
        /// How many units.
        count: f64,
        /// The unit.
        unit: Unit,
        /// Whether it lies ahead of the moment it is counted from.
        ahead: bool,
        /// What it is counted from.
        from: Anchor,
        /// How the count is hedged: `more than a year ago`.
        bound: Bound,
    },
    /// A part of a longer time: `early March`, `the end of 2011`, `the first week of October`.
    Part {
        /// Which part.
        part: Part,
        /// Of what.
        of: Box<Time>,
    },
    /// The week that holds a day: `the week of Nov. 7`.
    WeekOf(Box<Time>),
    /// `since June`
    Since(Box<Time>),
    /// `until Friday`, `by Friday`: the time itself belongs to it.
    Until(Box<Time>),
    /// `before 2010`
    Before(Box<Time>),
    /// `after 2010`
    After(Box<Time>),
    /// `from Monday to Friday`, `between June and August`, `2009-2011`
    Between {
        /// The first time.
        from: Box<Time>,
        /// The last time, which belongs to it.
        to: Box<Time>,
    },
}

/// Which of the days with one name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// The one in the week so far from the article's: -1 the last, 0 this, 1 the next.
    Week(i32),
    /// The so manieth before the article's date or after it: `this past Wednesday` (-1), `this coming Friday` (1), `two
    /// Fridays ago` (-2).
    Nth(i32),
}

/// What a shifted moment is counted from.
#[derive(Clone, PartialEq, Debug)]
pub enum Anchor {
    /// The article's date: `ago`, `from now`.
    Article,
    /// Some moment of the story, which only a reader knows: `earlier`, `later`, `the day before`.
    Story,
    /// A time that is named: `two days before Christmas`.
    Time(Box<Time>),
}

/// A part of a longer time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// `early March`
    Early,
    /// `mid-March`, `the middle of 2009`
    Middle,
    /// `late March`
    Late,
    /// `the start of 2009`, `the beginning of March`
    Start,
    /// `the end of March`
    End,
    /// `earlier this month`: what of it lies behind.
    Earlier,
    /// `later this month`: what of it lies ahead.
    Later,
    /// `the first half of 2011`
    Half(i8),
    /// `the first week of October`, `the third quarter of 2009`; negative ones count from the end: `the last day of May`.
    Nth(i8, Unit),
    /// `the second Tuesday of September`, with 0 for Monday; negative ones count from the end.
    Weekday(i8, i8),
}

/// A season of the northern half of the world; a reader in Sydney knows better, the text does not say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Time {
    /// The calendar days within it, as written: itself, or those that "until Nov. 31" and "from Nov. 2 to Nov. 9" name.
    pub fn calendar_days(&self) -> Vec<&Self> {
        match self {
            Self::Day { .. } => vec![self],
            Self::Since(inner) | Self::Until(inner) | Self::Before(inner) | Self::After(inner) | Self::WeekOf(inner) => inner.calendar_days(),
            Self::Between { from, to } => [from.calendar_days(), to.calendar_days()].concat(),
            _ => Vec::new(),
        }
    }

    /// A calendar day without a weekday.
    pub(crate) fn day(year: Option<i16>, month: Option<i8>, day: i8, date_range: TextRange) -> Self {
        Self::Day {
            month,
            day: Some(day),
            year,
            weekday: None,
            weekday_range: TextRange::default(),
            date_range,
        }
    }

    /// A month without a year.
    pub(crate) fn month(month: i8) -> Self {
        Self::Period { from: None, to: None, month: Some(month) }
    }

    /// The days from the first of one year to the first of another.
    pub(crate) fn years(from: i16, to: i16) -> Option<Self> {
        let (from, to) = (Date::new(from, 1, 1).ok()?, Date::new(to, 1, 1).ok()?);
        Some(Self::Period { from: Some(from), to: Some(to), month: None })
    }

    /// A month of a year.
    pub(crate) fn month_of(year: i16, month: i8) -> Option<Self> {
        let from = Date::new(year, month, 1).ok()?;
        let to = units::shifted(from, 1, Unit::Month)?;
        Some(Self::Period { from: Some(from), to: Some(to), month: None })
    }

    /// Whether it is a length of time rather than a place in time.
    pub fn is_duration(&self) -> bool {
        matches!(self, Self::Duration { .. })
    }
}

/// All phrases of time of a block, in order; they do not overlap.
pub fn times(tokens: Tokens<'_>, numbers: &[Number]) -> Vec<TimeSpan> {
    let source = atoms::Source { tokens, numbers };
    let atoms = atoms::atoms(source);
    join::joined(source, atoms)
        .into_iter()
        .map(|atom| TimeSpan {
            range: tokens.range(atom.start, atom.end),
            ahead: tense::is_ahead(tokens, &atom),
            tokens: atom.start..atom.end,
            time: atom.time,
        })
        .collect()
}

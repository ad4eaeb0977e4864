//! Tolls of the same place and effect side by side, and the event clock that orders articles without a date.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::ArticleId;
use super::contribution::{ClaimEntry, Contribution};
use crate::facts::Effect;
use crate::language::time::Unit;

/// What tolls must share to be looked at together.
pub type TollKey = (Arc<str>, Effect);

/// One toll of one article.
#[derive(Clone, Debug)]
pub struct TollRow {
    /// The article.
    pub article: ArticleId,
    /// The claim's index in its contribution.
    pub claim: u32,
    /// What the article contributes.
    pub contribution: Arc<Contribution>,
}

impl TollRow {
    /// The claim.
    pub fn entry(&self) -> Option<&ClaimEntry> {
        self.contribution.claims.get(self.claim as usize)
    }

    /// The article's day.
    pub fn date(&self) -> Option<Date> {
        self.contribution.date.map(|it| it.date)
    }
}

/// All tolls under a key.
#[derive(Debug, Default)]
pub struct TollBucket {
    /// Sorted by day, then article and claim; those without a day first.
    pub rows: Vec<TollRow>,
}

impl TollBucket {
    /// A bucket; the rows are put in order.
    pub fn new(mut rows: Vec<TollRow>) -> Self {
        rows.sort_by(|a, b| (a.date(), &a.article, a.claim).cmp(&(b.date(), &b.article, b.claim)));
        Self { rows }
    }
}

/// When a long event began, by the event clock: "a three-month revolt" on 28 June began between 28 February and
/// 13 April. N units at day D mean a start between D minus (N+1) and D minus (N-0.5) of them; "nearly N" between
/// D minus N and D minus (N-0.5).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Start {
    /// The earliest day.
    pub from: Date,
    /// The latest day.
    pub to: Date,
}

impl Start {
    /// The start that a length at a day tells.
    pub fn of(date: Date, (count, unit, nearly): (f64, Unit, bool)) -> Option<Self> {
        let longest = if nearly { count } else { count + 1.0 };
        Some(Self { from: back(date, longest, unit)?, to: back(date, count - 0.5, unit)? })
    }

    /// Whether one event may have begun at both.
    pub fn agrees(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// The day a number of units before another.
fn back(date: Date, count: f64, unit: Unit) -> Option<Date> {
    let count = count.clamp(0.0, 10_000.0);
    #[expect(clippy::cast_possible_truncation, reason = "clamped right above")]
    let (whole, half) = (count.floor() as i64, count.fract() >= 0.5);
    let span: Span = match unit {
        Unit::Day => whole.days(),
        Unit::Week => (whole * 7 + if half { 3 } else { 0 }).days(),
        Unit::Month => whole.months().days(if half { 15 } else { 0 }),
        Unit::Year => whole.years().months(if half { 6 } else { 0 }),
        Unit::Decade => (whole * 10).years().months(if half { 60 } else { 0 }),
        _ => return None,
    };
    date.checked_sub(span).ok()
}

/// The length in days, to order articles of one event that carry no date.
pub fn days((count, unit, _): (f64, Unit, bool)) -> Option<f64> {
    let one = match unit {
        Unit::Day => 1.0,
        Unit::Week => 7.0,
        Unit::Month => 30.4,
        Unit::Year => 365.2,
        Unit::Decade => 3652.0,
        _ => return None,
    };
    Some(count * one)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_event_clock_finds_the_start() {
        let start = |day, count, nearly| Start::of(day, (count, Unit::Month, nearly)).unwrap();
        assert_eq!(start(date(2011, 6, 28), 3.0, false), Start { from: date(2011, 2, 28), to: date(2011, 4, 13) });
        assert_eq!(start(date(2011, 11, 15), 8.0, true), Start { from: date(2011, 3, 15), to: date(2011, 3, 31) });
    }

    #[test]
    fn reports_of_one_event_agree() {
        let a = Start::of(date(2011, 6, 28), (3.0, Unit::Month, false)).unwrap();
        let b = Start::of(date(2012, 12, 28), (21.0, Unit::Month, false)).unwrap();
        let other = Start::of(date(2012, 12, 28), (8.0, Unit::Month, false)).unwrap();
        assert!(a.agrees(b));
        assert!(!a.agrees(other));
    }
}

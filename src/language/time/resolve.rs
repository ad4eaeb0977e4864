//! From words to days, as writers of news mean them: a weekday is the nearest before the article's date, a day without a year
//! the nearest one at all, "last month" the calendar month before.

use jiff::civil::Date;

use super::super::number::Bound;
use super::units::{around, monday, shifted};
use super::{Anchor, Part, Season, Time, TimeSpan, Unit, Which};

/// A stretch of days: the first, and the day after the last.
pub(super) type Days = (Date, Date);

impl TimeSpan {
    /// The days it covers, seen from the article's date; see [`Time::resolve`].
    pub fn resolve(&self, reference: Date) -> Option<Days> {
        self.time.resolve(reference, self.ahead)
    }
}

impl Time {
    /// The days it covers, half-open, seen from the article's date. `ahead` says that the text speaks of what is to come.
    ///
    /// Open ends are the ends of the calendar. `None` for lengths of time, for days that do not exist, and for what is told from
    /// some other moment of the story ("a day earlier"). Months and years "ago" are as wide as their unit.
    pub fn resolve(&self, reference: Date, ahead: bool) -> Option<Days> {
        self.days(reference, ahead).filter(|it| it.0 < it.1)
    }

    fn days(&self, reference: Date, ahead: bool) -> Option<Days> {
        match self {
            Self::Day { .. } => self.day_near(reference, ahead).and_then(one),
            Self::DayOffset(days) => one(shifted(reference, *days, Unit::Day)?),
            Self::Period { from: Some(from), to: Some(to), .. } => Some((*from, *to)),
            Self::Period { month, .. } => month_near(reference, (*month)?),
            Self::Relative { unit, offset } => relative(reference, *unit, *offset, ahead),
            Self::Either(both) => either(both, reference, ahead),
            Self::Weekday { weekday, which } => one(weekday_at(reference, *weekday, *which)?),
            Self::Month { month, offset } => month_offset(reference, *month, *offset),
            Self::Season { season, year, offset } => season_near(reference, *season, *year, *offset),
            Self::Holiday { .. } => one(self.holiday_near(reference)?),
            // "Several days ago" tells no day.
            Self::Duration { .. }
            | Self::Rolling { bound: Bound::Vague, .. }
            | Self::Shift { bound: Bound::Vague, .. } => None,
            Self::Rolling { count, unit, ahead, .. } => rolling(reference, *count, *unit, *ahead),
            Self::Shift { count, unit, ahead: later, from, .. } => {
                shift(reference, ahead, *count, *unit, *later, from)
            }
            Self::Part { part, of } => part_of(of.resolve(reference, ahead)?, *part, reference),
            Self::WeekOf(day) => around(day.resolve(reference, ahead)?.0, Unit::Week),
            Self::Since(time) => {
                let from = time.resolve(reference, ahead)?.0;
                let now = shifted(reference, 1, Unit::Day)?;
                Some((from, if from < now { now } else { Date::MAX }))
            }
            Self::Until(time) => Some((Date::MIN, time.resolve(reference, ahead)?.1)),
            Self::Before(time) => Some((Date::MIN, time.resolve(reference, ahead)?.0)),
            Self::After(time) => Some((time.resolve(reference, ahead)?.1, Date::MAX)),
            Self::Between { from, to } => between(from, to, reference, ahead),
        }
    }

    /// When something began that has lasted so long at the reference: "a three-month revolt", "nearly eight months of
    /// protests". N months mean less than N + 1 and more than N - 0.5, "nearly N" less than N. The days are half-open.
    ///
    /// `None` for what is no length, and for vague ones ("several weeks").
    pub fn began(&self, reference: Date) -> Option<Days> {
        let Self::Duration { count, unit, bound, .. } = self else { return None };
        let (most, least) = match bound {
            Bound::Exact | Bound::Range => (count + 1.0, count - 0.5),
            Bound::Nearly | Bound::LessThan | Bound::AtMost => (*count, count - 0.5),
            Bound::MoreThan | Bound::AtLeast => (count + 1.0, *count),
            Bound::About => (count + 1.0, count - 1.0),
            Bound::Vague => return None,
        };
        let (from, last) = (moved(reference, most, *unit, false)?, back(reference, least, *unit)?);
        Some((from, shifted(last, 1, Unit::Day)?))
    }

    /// The year of a day or month that names none, else the year it names.
    fn day_near(&self, reference: Date, ahead: bool) -> Option<Date> {
        let Self::Day { month, day, year, weekday, .. } = self else { return None };
        match (month, day, weekday) {
            (Some(month), Some(day), _) => match year {
                Some(year) => Date::new(*year, *month, *day).ok(),
                None => nearest(
                    reference,
                    (-8..=8).filter_map(|it| Date::new(reference.year().checked_add(it)?, *month, *day).ok()),
                ),
            },
            (None, Some(day), Some(weekday)) => {
                nearest(reference, months(reference, *day).filter(|it| weekday_of(*it) == *weekday))
            }
            (None, Some(day), None) if ahead => months(reference, *day).find(|it| *it >= reference),
            (None, Some(day), None) => months(reference, *day).filter(|it| *it <= reference).last(),
            (_, None, Some(weekday)) => {
                let back = i32::from(reference.weekday().to_monday_zero_offset()) - i32::from(*weekday);
                let days = if ahead { (-back).rem_euclid(7) } else { -back.rem_euclid(7) };
                shifted(reference, days, Unit::Day)
            }
            _ => None,
        }
    }

    pub(super) fn holiday_near(&self, reference: Date) -> Option<Date> {
        let Self::Holiday { holiday, year, offset } = self else { return None };
        if let Some(year) = year {
            return holiday.in_year(*year);
        }
        let days = || (-1..=1).filter_map(|it| holiday.in_year(reference.year().checked_add(it)?));
        match offset {
            ..0 => days().rfind(|it| *it < reference),
            0 => nearest(reference, days()),
            1.. => days().find(|it| *it > reference),
        }
    }
}

/// A single day.
fn one(day: Date) -> Option<Days> {
    Some((day, shifted(day, 1, Unit::Day)?))
}

/// How far two dates are apart, in days.
pub(super) fn distance(a: Date, b: Date) -> i32 {
    a.since(b).map_or(i32::MAX, |span| span.get_days())
}

/// The date nearest to the reference; of two as near, the one that lies behind.
fn nearest(reference: Date, dates: impl Iterator<Item = Date>) -> Option<Date> {
    dates.min_by_key(|it| distance(*it, reference).abs())
}

/// That day of the months around, in order.
fn months(reference: Date, day: i8) -> impl Iterator<Item = Date> {
    (-14..=14).filter_map(move |it| {
        let month = shifted(reference.first_of_month(), it, Unit::Month)?;
        Date::new(month.year(), month.month(), day).ok()
    })
}

fn weekday_of(day: Date) -> i8 {
    day.weekday().to_monday_zero_offset()
}

/// A month without a year: the one of which fewest months lie between.
fn month_near(reference: Date, month: i8) -> Option<Days> {
    let apart = i32::from(month) - i32::from(reference.month());
    // Half a year behind rather than half a year ahead.
    let apart = if apart >= 6 {
        apart - 12
    } else if apart < -6 {
        apart + 12
    } else {
        apart
    };
    around(shifted(reference.first_of_month(), apart, Unit::Month)?, Unit::Month)
}

fn month_offset(reference: Date, month: i8, offset: i32) -> Option<Days> {
    let apart = i32::from(month) - i32::from(reference.month());
    let apart = if offset < 0 && apart >= 0 {
        apart - 12
    } else if offset > 0 && apart <= 0 {
        apart + 12
    } else {
        apart
    };
    around(shifted(reference.first_of_month(), apart, Unit::Month)?, Unit::Month)
}

fn relative(reference: Date, unit: Unit, offset: i32, ahead: bool) -> Option<Days> {
    let weekday = reference.weekday().to_monday_zero_offset();
    // "Over the weekend", told on a Tuesday, is the one before.
    let back = unit == Unit::Weekend && offset == 0 && !ahead && weekday < 5;
    let offset = if back { -1 } else { offset };
    let base = if unit > Unit::Weekend { around(reference, unit)?.0 } else { reference };
    around(shifted(base, offset, unit)?, unit)
}

fn either(both: &[Time; 2], reference: Date, ahead: bool) -> Option<Days> {
    let [first, second] = both;
    let (first, second) = (first.resolve(reference, ahead), second.resolve(reference, ahead));
    let near = |it: &Days| distance(it.0, reference).abs() <= 60;
    match (first.filter(near), second.filter(near)) {
        (Some(found), None) | (None, Some(found)) => Some(found),
        _ => None,
    }
}

pub(super) fn weekday_at(reference: Date, weekday: i8, which: Which) -> Option<Date> {
    let today = i32::from(reference.weekday().to_monday_zero_offset());
    let days = match which {
        Which::Week(weeks) => return shifted(monday(reference)?, weeks * 7 + i32::from(weekday), Unit::Day),
        Which::Nth(n) if n < 0 => -((today - i32::from(weekday) - 1).rem_euclid(7) + 1) + 7 * (n + 1),
        Which::Nth(n) => (i32::from(weekday) - today - 1).rem_euclid(7) + 1 + 7 * (n - 1),
    };
    shifted(reference, days, Unit::Day)
}

/// Seasons of the calendar: three full months each; a winter bears the year of its December.
fn season_near(reference: Date, season: Season, year: Option<i16>, offset: i32) -> Option<Days> {
    let month = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    let of = |year: i16| {
        let from = Date::new(year, month, 1).ok()?;
        Some((from, shifted(from, 3, Unit::Month)?))
    };
    if let Some(year) = year {
        return of(year);
    }
    let mut all = (-2..=2).filter_map(|it| of(reference.year().checked_add(it)?));
    match offset {
        ..0 => all.rfind(|it| it.1 <= reference),
        0 => all.min_by_key(|it| distance(it.0, reference).abs()),
        1.. => all.find(|it| it.0 > reference),
    }
}

/// So many units from a date, also parts of units; rounded to days.
pub(super) fn moved(date: Date, count: f64, unit: Unit, ahead: bool) -> Option<Date> {
    let sign = if ahead { 1.0 } else { -1.0 };
    if count.fract() == 0.0 && count < 1e5 {
        return shifted(date, truncated(sign * count), unit);
    }
    let days = (count * unit.seconds() / Unit::Day.seconds()).round();
    (days < 1e6).then(|| shifted(date, truncated(sign * days), Unit::Day)).flatten()
}

/// So many units back, the whole ones by the calendar and the rest in days.
fn back(date: Date, count: f64, unit: Unit) -> Option<Date> {
    let whole = moved(date, count.max(0.0).floor(), unit, false)?;
    let rest = count.max(0.0).fract() * unit.seconds() / Unit::Day.seconds();
    shifted(whole, -truncated(rest), Unit::Day)
}

fn truncated(value: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "callers pass values below a million")]
    let it = value as i32;
    it
}

/// The past or next so many units; today belongs to both.
fn rolling(reference: Date, count: f64, unit: Unit, ahead: bool) -> Option<Days> {
    let (count, unit) = in_days(count, unit);
    let tomorrow = shifted(reference, 1, Unit::Day)?;
    let far = moved(reference, count, unit, ahead)?;
    Some(if ahead { (reference, shifted(far, 1, Unit::Day)?) } else { (far, tomorrow) })
}

/// Hours and below as whole days.
fn in_days(count: f64, unit: Unit) -> (f64, Unit) {
    if unit < Unit::Day {
        ((count * unit.seconds() / Unit::Day.seconds()).ceil(), Unit::Day)
    } else {
        (count, unit)
    }
}

fn shift(reference: Date, ahead: bool, count: f64, unit: Unit, later: bool, from: &Anchor) -> Option<Days> {
    let base = match from {
        Anchor::Article => reference,
        Anchor::Story => return None,
        Anchor::Time(time) => time.resolve(reference, ahead)?.0,
    };
    let day = moved(base, count, unit, later)?;
    // "two months ago" is not said of a day.
    let around = match unit {
        Unit::Month => 15,
        Unit::Quarter => 45,
        Unit::Year => 183,
        Unit::Decade => 1826,
        Unit::Century => 18_262,
        Unit::Week if *from == Anchor::Article => 3,
        Unit::Day if *from == Anchor::Article => 1,
        _ => 0,
    };
    Some((shifted(day, -around, Unit::Day)?, shifted(day, around + 1, Unit::Day)?))
}

/// A part of a stretch of days.
pub(super) fn part_of(whole: Days, part: Part, reference: Date) -> Option<Days> {
    let (from, to) = whole;
    let tomorrow = shifted(reference, 1, Unit::Day)?;
    match part {
        Part::Earlier => Some((from, to.min(tomorrow))).filter(|it| it.0 < it.1),
        Part::Later => Some((from.max(reference), to)).filter(|it| it.0 < it.1),
        Part::Early | Part::Start => Some((from, third(whole, 1)?)),
        Part::Middle => Some((third(whole, 1)?, third(whole, 2)?)),
        Part::Late | Part::End => Some((third(whole, 2)?, to)),
        Part::Half(n) => {
            let middle = middle(whole)?;
            Some(if n == 1 { (from, middle) } else { (middle, to) })
        }
        Part::Nth(n, Unit::Week) => {
            let thursday = nth_weekday(whole, n, 3)?;
            around(thursday, Unit::Week)
        }
        Part::Nth(n, unit) => nth(whole, n, unit),
        Part::Weekday(n, weekday) => one(nth_weekday(whole, n, weekday)?),
    }
}

/// Where the first or second third of a stretch ends: the 11th and 21st of a month, May and September of a year.
fn third(whole: Days, which: i32) -> Option<Date> {
    let (from, to) = whole;
    let days = distance(to, from);
    match days {
        28..=31 => shifted(from, 10 * which, Unit::Day),
        365 | 366 => shifted(from, 4 * which, Unit::Month),
        _ => shifted(from, (days * which + 1) / 3, Unit::Day),
    }
}

pub(super) fn middle(whole: Days) -> Option<Date> {
    let (from, to) = whole;
    let days = distance(to, from);
    if (365..=366).contains(&days) {
        shifted(from, 6, Unit::Month)
    } else {
        shifted(from, days / 2, Unit::Day)
    }
}

fn nth(whole: Days, n: i8, unit: Unit) -> Option<Days> {
    let (from, to) = whole;
    let n = i32::from(n);
    let at = if n > 0 {
        shifted(around(from, unit)?.0, n - 1, unit)?
    } else {
        shifted(around(shifted(to, -1, Unit::Day)?, unit)?.0, n + 1, unit)?
    };
    around(at, unit).filter(|it| it.0 < to && it.1 > from)
}

/// The nth such weekday of a stretch; negative ones count from its end.
fn nth_weekday(whole: Days, n: i8, weekday: i8) -> Option<Date> {
    let (from, to) = whole;
    let n = i32::from(n);
    let day = if n > 0 {
        let first = (i32::from(weekday) - i32::from(from.weekday().to_monday_zero_offset())).rem_euclid(7);
        shifted(from, first + 7 * (n - 1), Unit::Day)?
    } else {
        let last = shifted(to, -1, Unit::Day)?;
        let back = (i32::from(last.weekday().to_monday_zero_offset()) - i32::from(weekday)).rem_euclid(7);
        shifted(last, -back + 7 * (n + 1), Unit::Day)?
    };
    (from <= day && day < to).then_some(day)
}

/// Both ends belong to it; the first is looked for before the last.
fn between(from: &Time, to: &Time, reference: Date, ahead: bool) -> Option<Days> {
    let last = to.resolve(reference, ahead)?;
    let first = from.resolve(from.seen_from(to, reference, ahead), ahead)?;
    (first.0 < last.1).then_some((first.0, last.1))
}

impl Time {
    /// From where the first time of a range is to be seen so that it lies before the last: from there, or from the last.
    pub(super) fn seen_from(&self, last: &Self, reference: Date, ahead: bool) -> Date {
        match (self.resolve(reference, ahead), last.resolve(reference, ahead)) {
            (Some(first), Some(last)) if first.0 > last.0 => last.0,
            _ => reference,
        }
    }
}

//! Times in the notation of TIMEX3, as annotated corpora write them: `XXXX-11-02`, `2011-W24`, `P3M`.

use jiff::civil::Date;

use super::resolve::{distance, middle, moved, part_of};
use super::units::{around, shifted};
use super::{Anchor, Part, Time, TimeSpan, Unit};

/// A time by the conventions of TIMEX3: a range ends where its last named point begins.
#[derive(Clone, PartialEq, Debug)]
pub struct Timex {
    /// What kind of time it is.
    pub kind: Kind,
    /// The normalised value.
    pub value: String,
}

/// The kinds of times that corpora tell apart.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Kind {
    /// One day; `None` when it does not exist, or needs a reference that is not there.
    Day(Option<Date>),
    /// From the first day up to, but without, the second; `None` where it is open or unknown.
    Range(Option<Date>, Option<Date>),
    /// A length in seconds; a month has 30 days, a year 365.
    Length(f64),
}

impl TimeSpan {
    /// The time in TIMEX3; without a reference only what the text itself tells.
    pub fn timex(&self, reference: Option<Date>) -> Timex {
        let kind = self.time.timex_kind(reference, self.ahead);
        Timex { kind, value: self.time.timex_value(kind) }
    }
}

impl Time {
    fn timex_kind(&self, reference: Option<Date>, ahead: bool) -> Kind {
        if let Self::Duration { count, unit, .. } = self {
            return Kind::Length(count * unit.seconds());
        }
        // What needs no reference is the same from any.
        let own = matches!(
            self,
            Self::Period { from: Some(_), .. }
                | Self::Day { year: Some(_), .. }
                | Self::Holiday { year: Some(_), .. }
        );
        let any = Date::constant(2000, 1, 1);
        let Some(reference) = reference.or(own.then_some(any)) else {
            return if self.is_day() { Kind::Day(None) } else { Kind::Range(None, None) };
        };
        if self.is_day() {
            return Kind::Day(self.exact_day(reference, ahead));
        }
        let (from, to) = self.named(reference, ahead);
        Kind::Range(from, to)
    }

    /// Whether it names one day.
    fn is_day(&self) -> bool {
        match self {
            Self::Day { .. }
            | Self::DayOffset(_)
            | Self::Either(_)
            | Self::Weekday { .. }
            | Self::Holiday { .. } => true,
            Self::Part { part, .. } => matches!(part, Part::Nth(_, Unit::Day) | Part::Weekday(..)),
            Self::Shift { count, unit, from, .. } => {
                !(*from == Anchor::Story && *count <= 1.0 && *unit >= Unit::Week)
            }
            _ => false,
        }
    }

    fn exact_day(&self, reference: Date, ahead: bool) -> Option<Date> {
        match self {
            Self::Shift { count, unit, ahead: later, from, .. } => {
                let base = match from {
                    Anchor::Time(time) => time.exact_day(reference, ahead)?,
                    _ => reference,
                };
                moved(base, *count, *unit, *later)
            }
            Self::Either(both) => both.first().and_then(|it| it.exact_day(reference, ahead)),
            _ => self.resolve(reference, ahead).map(|it| it.0),
        }
    }

    /// The points that the words name.
    fn named(&self, reference: Date, ahead: bool) -> (Option<Date>, Option<Date>) {
        let days = match self {
            Self::Rolling { count, unit, ahead, .. } => {
                let from = if *ahead { shifted(reference, 1, Unit::Day) } else { Some(reference) };
                let far = from.and_then(|it| moved(it, *count, *unit, *ahead));
                return if *ahead { (from, far) } else { (far, from) };
            }
            Self::Shift { count, unit, ahead: later, .. } => {
                moved(reference, *count, *unit, *later).and_then(|it| around(it, *unit))
            }
            Self::Relative { unit: Unit::Weekend, offset } => {
                shifted(reference, *offset, Unit::Week).and_then(|it| around(it, Unit::Weekend))
            }
            Self::Between { from, to } => {
                let seen = from.seen_from(to, reference, ahead);
                return (from.point(seen, ahead), to.point(reference, ahead));
            }
            Self::Since(time) => return (time.point(reference, ahead), None),
            Self::Until(time) | Self::Before(time) => return (None, time.point(reference, ahead)),
            Self::After(time) => {
                if matches!(**time, Self::Part { part: Part::Start, .. }) {
                    return (time.point(reference, ahead), None);
                }
                let day = time.is_day();
                let days = time.resolve(reference, ahead);
                return (days.map(|it| if day { it.0 } else { it.1 }), None);
            }
            Self::Part { part: part @ (Part::Earlier | Part::Later), of } => {
                of.resolve(reference, ahead).and_then(|whole| {
                    let middle = middle(whole)?;
                    Some(if *part == Part::Earlier {
                        (whole.0, middle.min(reference))
                    } else {
                        (middle.max(reference), whole.1)
                    })
                })
            }
            _ => self.resolve(reference, ahead),
        };
        (days.map(|it| it.0), days.map(|it| it.1))
    }

    /// The point that a time is as the end of a range: "the end of June" is where July begins.
    fn point(&self, reference: Date, ahead: bool) -> Option<Date> {
        match self {
            Self::Part { part, of } => {
                let whole = of.resolve(reference, ahead)?;
                match part {
                    Part::End => Some(whole.1),
                    Part::Start => Some(whole.0),
                    Part::Middle => shifted(whole.0, distance(whole.1, whole.0) / 2, Unit::Day),
                    _ => part_of(whole, *part, reference).map(|it| it.0),
                }
            }
            _ if self.is_day() => self.exact_day(reference, ahead),
            _ => self.resolve(reference, ahead).map(|it| it.0),
        }
    }

    fn timex_value(&self, kind: Kind) -> String {
        match (self, kind) {
            (Self::Duration { count, unit, .. }, _) => period(*count, *unit),
            (Self::Day { month, day, year, weekday, .. }, _) => day_value(*year, *month, *day, *weekday),
            (Self::Holiday { holiday, year: None, offset: 0 }, _) => match holiday.month_day() {
                Some((month, day)) => format!("XXXX-{month:02}-{day:02}"),
                None => iso(kind),
            },
            (Self::Period { month: Some(month), from: None, .. }, _) => format!("XXXX-{month:02}"),
            (
                Self::Since(time) | Self::Until(time) | Self::Before(time) | Self::After(time),
                Kind::Range(from, to),
            ) => {
                let inner = match **time {
                    Self::Period { .. } | Self::Day { .. } | Self::Part { .. } | Self::Relative { .. } => {
                        time.timex_value(Kind::Range(from.or(to), to.or(from)))
                    }
                    _ => String::new(),
                };
                if inner.is_empty() {
                    from.or(to).map_or_else(String::new, |it| it.to_string())
                } else {
                    inner
                }
            }
            (Self::Between { from, to }, Kind::Range(a, b)) => between(from, to, a, b),
            (Self::Period { from: Some(from), to: Some(to), .. }, _) => calendar(*from, *to),
            (Self::Relative { unit: Unit::Week, .. }, Kind::Range(Some(from), _)) => week(from),
            (Self::Relative { unit: Unit::Weekend, .. }, Kind::Range(Some(from), _)) => {
                format!("{}-WE", week(from))
            }
            (Self::Relative { .. } | Self::Month { .. }, Kind::Range(Some(from), Some(to))) => {
                calendar(from, to)
            }
            (Self::Rolling { count, unit, .. }, Kind::Range(Some(from), Some(to))) => {
                format!("({from},{to},{})", period(*count, *unit))
            }
            (Self::Part { of, .. }, _) if !self.is_day() => of.timex_value(kind),
            _ => iso(kind),
        }
    }
}

fn iso(kind: Kind) -> String {
    match kind {
        Kind::Day(Some(day)) => day.to_string(),
        Kind::Range(Some(from), Some(to)) => format!("({from},{to},P{}D)", distance(to, from)),
        _ => String::new(),
    }
}

/// `2011-11-02`, `XXXX-11-02`, `XXXX-XX-18`, `XXXX-WXX-3`
fn day_value(year: Option<i16>, month: Option<i8>, day: Option<i8>, weekday: Option<i8>) -> String {
    let year = year.map_or_else(|| "XXXX".to_owned(), |it| format!("{it:04}"));
    match (month, day, weekday) {
        (Some(month), Some(day), _) => format!("{year}-{month:02}-{day:02}"),
        (_, _, Some(weekday)) => format!("XXXX-WXX-{}", weekday + 1),
        (None, Some(day), None) => format!("{year}-XX-{day:02}"),
        _ => String::new(),
    }
}

/// `2011`, `2011-06`, `(1990-01-01,2000-01-01,P10Y)`
fn calendar(from: Date, to: Date) -> String {
    let years = to.year() - from.year();
    let whole_years = from.month() == 1 && from.day() == 1 && to.month() == 1 && to.day() == 1;
    if whole_years && years == 1 {
        return format!("{:04}", from.year());
    }
    if whole_years && years > 1 {
        return format!("({from},{to},P{years}Y)");
    }
    if shifted(from, 1, Unit::Month) == Some(to) {
        return format!("{:04}-{:02}", from.year(), from.month());
    }
    format!("({from},{to},P{}D)", distance(to, from))
}

fn week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// A range between two named points, its length in the finer of their units.
fn between(from: &Time, to: &Time, a: Option<Date>, b: Option<Date>) -> String {
    let (Some(a), Some(b)) = (a, b) else { return String::new() };
    let months =
        || (i32::from(b.year()) - i32::from(a.year())) * 12 + i32::from(b.month()) - i32::from(a.month());
    let length = match grain(from).min(grain(to)) {
        Unit::Year => format!("P{}Y", b.year() - a.year()),
        Unit::Month => format!("P{}M", months()),
        _ => format!("P{}D", distance(b, a)),
    };
    // Points without a year keep none.
    let written = |time: &Time, point: Date| {
        if has_year(time) {
            point.to_string()
        } else {
            format!("XXXX-{:02}-{:02}", point.month(), point.day())
        }
    };
    format!("({},{},{length})", written(from, a), written(to, b))
}

/// The unit in which a time is told.
fn grain(time: &Time) -> Unit {
    match time {
        Time::Period { from: Some(from), to: Some(to), .. } if distance(*to, *from) > 360 => Unit::Year,
        Time::Period { .. } | Time::Month { .. } => Unit::Month,
        Time::Part { of, .. } if grain(of) >= Unit::Month => Unit::Month,
        Time::Relative { unit, .. } => *unit,
        _ => Unit::Day,
    }
}

fn has_year(time: &Time) -> bool {
    match time {
        Time::Period { from, .. } => from.is_some(),
        Time::Day { year, month, .. } => year.is_some() || month.is_none(),
        Time::Part { of, .. } => has_year(of),
        _ => true,
    }
}

/// `P3M`, `PT24H`, `P1.5Y`
fn period(count: f64, unit: Unit) -> String {
    match unit {
        Unit::Second => format!("PT{count}S"),
        Unit::Minute => format!("PT{count}M"),
        Unit::Hour => format!("PT{count}H"),
        Unit::Day => format!("P{count}D"),
        Unit::Week => format!("P{count}W"),
        Unit::Weekend => format!("P{}D", count * 2.0),
        Unit::Month => format!("P{count}M"),
        Unit::Quarter => format!("P{}M", count * 3.0),
        Unit::Year => format!("P{count}Y"),
        Unit::Decade => format!("P{}Y", count * 10.0),
        Unit::Century => format!("P{}Y", count * 100.0),
    }
}

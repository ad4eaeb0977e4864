//! The numbers and times of a text as one flat list of values: what `copydesk facts` prints as `found`.

use super::number::{Bound, Number, NumberKind, numbers};
use super::time::{TimeSpan, TimexKind, times};
use super::token::{Tokens, tokenize};
use crate::text::TextRange;
use jiff::civil::Date;

/// Something found in a text.
#[derive(Clone, PartialEq, Debug)]
pub struct Found {
    /// Its bytes.
    pub range: TextRange,
    /// What it says.
    pub value: Value,
}

/// The value of a finding.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// `twelve`, `1.3 million`, `two thirds`
    Number(f64),
    /// `third`, `4th`
    Ordinal(f64),
    /// `20 percent`
    Percent(f64),
    /// `15 to 20`, `more than 250`; an open end is `None`. Whether an end belongs to it is not told.
    Range {
        /// The lower end.
        lo: Option<f64>,
        /// The upper end.
        hi: Option<f64>,
    },
    /// `Nov. 2`, `yesterday`
    Date {
        /// The day; `None` when there is no such day, or when it takes a reference to know it.
        day: Option<Date>,
        /// In the notation of TIMEX3.
        timex: String,
    },
    /// `last month`, `2009-2011`, `since June`
    DateRange {
        /// The first day.
        from: Option<Date>,
        /// The day after the last, or the point that the words name as the end.
        to: Option<Date>,
        /// In the notation of TIMEX3.
        timex: String,
    },
    /// `eight months`, `three-month`
    Duration {
        /// A month counts 30 days, a year 365.
        seconds: f64,
        /// In the notation of TIMEX3.
        timex: String,
    },
}

/// All numbers and times of a text, in order of their first byte; days as seen from `reference`, the article's date.
pub fn found(text: &str, reference: Option<Date>) -> Vec<Found> {
    let all = tokenize(text);
    let tokens = Tokens { text, all: &all };
    let numbers = numbers(tokens);
    let mut found: Vec<Found> = numbers.iter().flat_map(of_number).collect();
    found.extend(times(tokens, &numbers).iter().map(|it| of_time(it, reference)));
    found.sort_by_key(|it| (it.range.start, it.range.end));
    found
}

/// A hedged number is found twice: its core as a number, the whole as the range that it opens.
fn of_number(number: &Number) -> Vec<Found> {
    let at = |range, value| Found { range, value };
    // The sign of a negative number belongs to it.
    let whole = if number.value < 0.0 { number.range } else { number.core };
    let core = at(whole, Value::Number(number.value));
    match number.kind {
        NumberKind::Clock | NumberKind::Calendar | NumberKind::Label => Vec::new(),
        NumberKind::Percent if number.upper.is_none() => vec![at(number.range, Value::Percent(number.value))],
        NumberKind::Ordinal if number.bound == Bound::Exact => {
            vec![at(number.core, Value::Ordinal(number.value))]
        }
        _ => match (range_of(number), number.bound) {
            // "a few", "a couple": small enough to be reckoned with.
            (Some(range), Bound::Vague) if number.value < 10.0 => vec![core, at(number.range, range)],
            (Some(range), Bound::Range | Bound::Vague) => vec![at(number.range, range)],
            (Some(range), _) => vec![core, at(number.range, range)],
            (None, _) => vec![core],
        },
    }
}

fn of_time(time: &TimeSpan, reference: Option<Date>) -> Found {
    let timex = time.timex(reference);
    let value = match timex.kind {
        TimexKind::Day(day) => Value::Date { day, timex: timex.value },
        TimexKind::Range(from, to) => Value::DateRange { from, to, timex: timex.value },
        TimexKind::Length(seconds) => Value::Duration { seconds, timex: timex.value },
    };
    Found { range: time.range, value }
}

fn range_of(number: &Number) -> Option<Value> {
    let value = Some(number.value);
    let (lo, hi) = match number.bound {
        Bound::Range | Bound::Vague => (value, number.upper),
        Bound::AtLeast | Bound::MoreThan => (value, None),
        Bound::AtMost | Bound::LessThan => (None, value),
        Bound::Exact | Bound::About | Bound::Nearly => return None,
    };
    Some(Value::Range { lo, hi })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::text::slice;

    fn check(text: &str, expected: &[(&str, Value)]) {
        let found = found(text, Some(date(2011, 11, 15)));
        let found: Vec<_> = found.into_iter().map(|it| (slice(text, it.range), it.value)).collect();
        assert_eq!(found, expected, "{text}");
    }

    fn range(lo: Option<f64>, hi: Option<f64>) -> Value {
        Value::Range { lo, hi }
    }

    #[test]
    fn a_hedged_number_is_also_a_range() {
        check(
            "More than 250 soldiers died.",
            &[("More than 250", range(Some(250.0), None)), ("250", Value::Number(250.0))],
        );
        check("Up to 80 fled.", &[("Up to 80", range(None, Some(80.0))), ("80", Value::Number(80.0))]);
        check("15 to 20 fled.", &[("15 to 20", range(Some(15.0), Some(20.0)))]);
    }

    #[test]
    fn kinds_keep_their_own_type() {
        check("the fourth", &[("fourth", Value::Ordinal(4.0))]);
        check("20 percent", &[("20 percent", Value::Percent(20.0))]);
        check("about $2", &[("2", Value::Number(2.0))]);
    }

    #[test]
    fn times_carry_value_and_timex() {
        let timex = || "XXXX-11-02".to_owned();
        check("on Nov. 2", &[("Nov. 2", Value::Date { day: Some(date(2011, 11, 2)), timex: timex() })]);
        check("on Nov. 31", &[("Nov. 31", Value::Date { day: None, timex: "XXXX-11-31".to_owned() })]);
        let june = Value::DateRange {
            from: Some(date(2011, 6, 1)),
            to: Some(date(2011, 7, 1)),
            timex: "XXXX-06".to_owned(),
        };
        check("in June", &[("June", june)]);
    }

    #[test]
    fn names_times_and_years_are_no_numbers() {
        check("Flight 447 left at 13:56.", &[]);
        check("a boy", &[]);
    }
}

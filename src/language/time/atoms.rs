//! Finds the single times of a text: days, months, years, weekdays, "last month", durations. They are joined later.

use super::super::lexicon::Class;
use super::super::number::{Number, NumberKind};
use super::super::token::{Kind, Tokens};
use super::{Time, days, holiday, length, months, numeric, parts, relative, weekday};

/// What is read from: the tokens of a block and its numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    pub(super) tokens: Tokens<'a>,
    pub(super) numbers: &'a [Number],
}

/// A time with its tokens.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Atom {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) time: Time,
}

impl Atom {
    pub(super) fn new(start: usize, end: usize, time: Time) -> Self {
        Self { start, end, time }
    }
}

impl<'a> Source<'a> {
    /// The number whose core begins at the token.
    pub(super) fn number_at(&self, token: usize) -> Option<&'a Number> {
        let index = self.numbers.partition_point(|it| it.core_tokens.start < token);
        self.numbers.get(index).filter(|it| it.core_tokens.start == token)
    }

    /// The value of a day of the month at the token, and the token behind it.
    pub(super) fn month_day(&self, token: usize) -> Option<(i8, usize)> {
        let number = self.number_at(token).filter(|it| it.kind == NumberKind::Calendar)?;
        let day = small(number.value).filter(|it| (1..=31).contains(it))?;
        // "26-28 June" is one number; its first day is meant.
        let end = if number.core_tokens.len() == 3 { token + 1 } else { number.core_tokens.end };
        Some((day, end))
    }

    /// A year at the token, and the token behind it.
    pub(super) fn year(&self, token: usize) -> Option<(i16, usize)> {
        let number = self.number_at(token).filter(|it| it.kind == NumberKind::Calendar)?;
        let written = self.tokens.str(token);
        let four = written.len() == 4
            && written.bytes().all(|it| it.is_ascii_digit())
            && number.core_tokens.len() == 1;
        let year = if four { whole(number.value) } else { None };
        Some((year?, number.core_tokens.end))
    }
}

/// A whole number from -100 to 100.
pub(super) fn small(value: f64) -> Option<i8> {
    whole(value).and_then(|it| i8::try_from(it).ok())
}

/// A whole number of at most four digits.
pub(super) fn whole(value: f64) -> Option<i16> {
    let fits = value.fract() == 0.0 && (-9999.0..=9999.0).contains(&value);
    #[expect(clippy::cast_possible_truncation, reason = "checked above")]
    fits.then_some(value as i16)
}

/// All single times, in order.
pub(super) fn atoms(source: Source<'_>) -> Vec<Atom> {
    let tokens = source.tokens;
    let mut found: Vec<Atom> = Vec::new();
    let (mut at, mut floor, mut number) = (0, 0, 0);
    while at < tokens.len() {
        while source.numbers.get(number).is_some_and(|it| it.core_tokens.start < at) {
            number += 1;
        }
        let led = source.numbers.get(number).filter(|it| it.core_tokens.start == at);
        let atom = match led {
            Some(led) => of_number(source, led, floor),
            None if may_begin(tokens, at) => of_word(source, at, floor),
            None => None,
        };
        match atom {
            Some(mut atom) => {
                // What stands before the head may belong to the time before: "half a year 2011".
                atom.start = atom.start.max(floor);
                at = atom.end.max(at + 1);
                floor = at;
                found.push(atom);
                days::more_days(source, &mut found);
                if let Some(last) = found.last() {
                    at = at.max(last.end);
                    floor = at;
                }
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a time can begin or have its head at the token; most tokens are turned away here.
fn may_begin(tokens: Tokens<'_>, at: usize) -> bool {
    const HEADS: Class = Class::MONTH.or(Class::WEEKDAY).or(Class::TIME_UNIT).or(Class::NUMERAL);
    let token = tokens.at(at);
    if token.kind != Kind::Word {
        return false;
    }
    token.is(HEADS)
        || token.hyphen
        || (token.end - token.start >= 3 && relative::is_time_word(tokens.str(at)))
}

fn of_number(source: Source<'_>, number: &Number, floor: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let at = number.core_tokens.start;
    numeric::numeric(source, at)
        .or_else(|| days::day_first(source, at, floor))
        .or_else(|| months::year(source, number))
        .or_else(|| months::hyphened(source, at))
        .or_else(|| length::compound(source, at, Some(number)))
        .or_else(|| parts::nth(source, number, floor))
        .or_else(|| parts::day_of_unit(source, number, floor))
        .or_else(|| days::lone_day(source, number, floor))
        .or_else(|| length::counted(source, number, floor))
        .or_else(|| weekday::counted(source, number))
        .or_else(|| months::worded(source, at))
        .or_else(|| if tokens.is(at, Class::TIME_UNIT) { of_word(source, at, floor) } else { None })
}

fn of_word(source: Source<'_>, at: usize, floor: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let token = tokens.at(at);
    if !token.is(Class::WEEKDAY.or(Class::TIME_UNIT))
        && let Some((holiday, end)) = holiday::holiday(tokens, at)
    {
        return Some(days::of_holiday(source, at, holiday, end, floor));
    }
    if token.is(Class::WEEKDAY) {
        return weekday::weekday(source, at, floor);
    }
    if token.is(Class::MONTH) {
        return months::month(source, at, floor);
    }
    if token.is(Class::TIME_UNIT) {
        return relative::unit(source, at, floor);
    }
    if token.hyphen {
        return months::hyphened(source, at).or_else(|| length::compound(source, at, None));
    }
    relative::word(source, at, floor)
}

//! Finds the single times of a text: days, months, years, weekdays, "last month", durations. They are joined later.

use super::super::lexicon::Class;
use super::super::number::{Number, NumberKind};
use super::super::token::{Kind, Tokens};
use super::{Time, calendar, holiday, relative};

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

    /// The number whose core, or whole, ends before the token.
    pub(super) fn number_before(&self, token: usize) -> Option<&'a Number> {
        let index = self.numbers.partition_point(|it| it.tokens.end < token);
        let ends = |it: &&Number| it.core_tokens.end == token || it.tokens.end == token;
        let found = self.numbers.get(index).filter(ends);
        found.or_else(|| index.checked_sub(1).and_then(|it| self.numbers.get(it)).filter(ends))
    }

    /// The value of a day of the month at the token, and the token behind it.
    pub(super) fn month_day(&self, token: usize) -> Option<(i8, usize)> {
        let number = self.number_at(token).filter(|it| it.kind == NumberKind::Calendar)?;
        let day = small(number.value).filter(|it| (1..=31).contains(it))?;
        Some((day, number.core_tokens.end))
    }

    /// A year at the token, and the token behind it.
    pub(super) fn year(&self, token: usize) -> Option<(i16, usize)> {
        let number = self.number_at(token).filter(|it| it.kind == NumberKind::Calendar)?;
        let four = self.tokens.str(token).len() == 4 && number.core_tokens.len() == 1;
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
            Some(atom) => {
                at = atom.end.max(at + 1);
                floor = at;
                found.push(atom);
                calendar::more_days(source, &mut found);
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
    calendar::numeric(source, at)
        .or_else(|| calendar::day_first(source, at, floor))
        .or_else(|| calendar::year(source, number))
        .or_else(|| relative::compound(source, at, Some(number)))
        .or_else(|| relative::nth(source, number, floor))
        .or_else(|| relative::day_of_unit(source, number, floor))
        .or_else(|| calendar::lone_day(source, number, floor))
        .or_else(|| relative::counted(source, number, floor))
        .or_else(|| if tokens.is(at, Class::TIME_UNIT) { of_word(source, at, floor) } else { None })
}

fn of_word(source: Source<'_>, at: usize, floor: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let token = tokens.at(at);
    if !token.is(Class::WEEKDAY.or(Class::TIME_UNIT))
        && let Some((holiday, end)) = holiday::holiday(tokens, at)
    {
        return Some(calendar::of_holiday(source, at, holiday, end, floor));
    }
    if token.is(Class::WEEKDAY) {
        return calendar::weekday(source, at, floor);
    }
    if token.is(Class::MONTH) {
        return calendar::month(source, at, floor);
    }
    if token.is(Class::TIME_UNIT) {
        return relative::unit(source, at, floor);
    }
    if token.hyphen {
        return calendar::hyphened(source, at).or_else(|| relative::compound(source, at, None));
    }
    relative::word(source, at, floor)
}

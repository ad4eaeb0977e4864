//! Days of the calendar, in all the orders they are written in: `Nov. 2, 2011`, `2 November`, `the 4th of July`, `18 and 19 June`.

use super::super::lexicon::Class;
use super::super::number::{Number, NumberKind, is_capital_month};
use super::super::token::Kind;
use super::atoms::{Atom, Source, small, whole};
use super::weekday::{direction, weekday_number};
use super::{Holiday, Time};
use crate::text::TextRange;

/// The number of a month by its name or abbreviation, in any case.
pub(super) fn month_number(word: &str) -> Option<i8> {
    const STEMS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let head = word.get(..3)?;
    let index = STEMS.iter().position(|it| head.eq_ignore_ascii_case(it))?;
    i8::try_from(index + 1).ok()
}

/// A day as read forward from some token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Read {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: i8,
    pub(super) end: usize,
}

/// The day written at the token, month or day first: `Nov. 2, 2011`, `2 November`, `the 4th of July`.
pub(super) fn day_at(source: Source<'_>, at: usize) -> Option<Read> {
    month_then_day(source, at).or_else(|| day_then_month(source, at))
}

pub(super) fn month_then_day(source: Source<'_>, at: usize) -> Option<Read> {
    let tokens = source.tokens;
    if !tokens.is(at, Class::MONTH) || tokens.at(at).hyphen {
        return None;
    }
    let month = month_number(tokens.str(at))?;
    let mut next = at + 1 + usize::from(tokens.kind(at + 1) == Kind::Comma);
    next += usize::from(tokens.is_word(next, "the"));
    let (day, end) = source.month_day(next)?;
    let (year, end) = year_behind(source, end);
    // What has a day behind it is a month; `number` has seen to that.
    Some(Read { year, month: Some(month), day, end })
}

fn day_then_month(source: Source<'_>, at: usize) -> Option<Read> {
    let tokens = source.tokens;
    let the = usize::from(tokens.is_word(at, "the"));
    let number = source.number_at(at + the)?;
    let day = small(number.value).filter(|it| (1..=31).contains(it))?;
    // "26-28 June" is one number with two days.
    let dashed = number.core_tokens.len() == 3;
    if dashed || !matches!(number.kind, NumberKind::Calendar | NumberKind::Ordinal) {
        return None;
    }
    let mut next = number.core_tokens.end;
    // "the twenty third day of September"
    if tokens.is_word(next, "day") && tokens.is_word(next + 1, "of") {
        next += 1;
    } else if number.kind == NumberKind::Ordinal {
        return None;
    }
    next += usize::from(tokens.is_word(next, "of"));
    if !tokens.is(next, Class::MONTH) {
        return None;
    }
    let month = month_number(tokens.str(next))?;
    let (year, end) = year_behind(source, next + 1);
    Some(Read { year, month: Some(month), day, end })
}

/// A year behind a day or month: `, 2011`, `of 1995`, `in 2019`, `'87`, `of 87`; and the token behind it.
pub(super) fn year_behind(source: Source<'_>, at: usize) -> (Option<i16>, usize) {
    let tokens = source.tokens;
    let comma = tokens.kind(at) == Kind::Comma;
    let of = tokens.is_any(at, &["of", "in"]);
    let next = at + usize::from(comma || of);
    if let Some((year, end)) = source.year(next).or_else(|| worded_year(source, next)) {
        return (Some(year), end);
    }
    // "of 87", "'87"
    let mark = tokens.kind(next) == Kind::SingleQuote && tokens.str(next + 1).len() == 2;
    let short = if mark { next + 1 } else { next };
    if (mark || (of && !comma)) && tokens.str(short).len() == 2 {
        let year = source.number_at(short).and_then(|it| whole(it.value)).filter(|it| (20..100).contains(it));
        if let Some(year) = year {
            return (Some(1900 + year), short + 1);
        }
    }
    (None, at)
}

/// `two thousand and eleven`, `nineteen seventy-two`
pub(super) fn worded_year(source: Source<'_>, at: usize) -> Option<(i16, usize)> {
    let number = source.number_at(at).filter(|it| it.kind == NumberKind::Cardinal && it.range == it.core)?;
    if source.tokens.kind(at) != Kind::Word {
        return None;
    }
    let value = whole(number.value)?;
    if (1900..2100).contains(&value) {
        return Some((value, number.core_tokens.end));
    }
    let rest = source.number_at(number.core_tokens.end).filter(|it| it.kind == NumberKind::Cardinal)?;
    let (century, rest_value) = (value, whole(rest.value)?);
    let is_year = (17..=20).contains(&century) && (10..100).contains(&rest_value);
    is_year.then(|| (century * 100 + rest_value, rest.core_tokens.end))
}

/// The days and months before the article's: numbers with their month behind them.
pub(super) fn day_first(source: Source<'_>, at: usize, floor: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let read = day_then_month(source, at).or_else(|| borrowed_month(source, at))?;
    let the = at > floor && tokens.is_word(at - 1, "the");
    let start = at - usize::from(the);
    Some(finished(source, start, start, read, None, floor))
}

/// `18 and 19 June`, `26-28 June`, `from ninth till seventeenth of April`: the first of two days has no month of its own.
fn borrowed_month(source: Source<'_>, at: usize) -> Option<Read> {
    let tokens = source.tokens;
    let number = source.number_at(at)?;
    let day = small(number.value).filter(|it| (1..=31).contains(it))?;
    // A dashed pair is one number: "26-28 June".
    let joint = if number.core_tokens.len() == 3 { at + 1 } else { number.core_tokens.end };
    let plain = matches!(number.kind, NumberKind::Cardinal | NumberKind::Ordinal | NumberKind::Calendar);
    let joins = tokens.kind(joint) == Kind::Dash
        || tokens.kind(joint) == Kind::Comma
        || tokens.is_any(joint, &["and", "or", "to", "through", "till", "until"]);
    if !plain || !joins || number.malformed {
        return None;
    }
    let after = joint + 1 + usize::from(tokens.is_word(joint + 1, "the"));
    let other = day_then_month(source, after).or_else(|| dashed_day(source, after))?;
    (day < other.day).then_some(Read { year: other.year, month: other.month, day, end: joint })
}

/// The second day of a dashed pair: `28 June` of `26-28 June`.
fn dashed_day(source: Source<'_>, at: usize) -> Option<Read> {
    let tokens = source.tokens;
    let written = tokens.str(at);
    let day: i8 = written.parse().ok().filter(|it| (1..=31).contains(it))?;
    let month = Some(at + 1)
        .filter(|it| is_capital_month(tokens, *it))
        .and_then(|it| month_number(tokens.str(it)))?;
    let (year, end) = year_behind(source, at + 2);
    Some(Read { year, month: Some(month), day, end })
}

/// Adds further days that lean on the last one: `June 26-28`, `Nov. 2 and 3`, `April ninth through 17th`.
pub(super) fn more_days(source: Source<'_>, found: &mut Vec<Atom>) {
    while let Some(next) = found.last().and_then(|last| leaning_day(source, last)) {
        found.push(next);
    }
}

fn leaning_day(source: Source<'_>, last: &Atom) -> Option<Atom> {
    let tokens = source.tokens;
    let Time::Day { month: Some(month), day: Some(day), year, .. } = last.time else { return None };
    let joint = last.end;
    // The second of a dashed pair, which is one number.
    if tokens.kind(joint) == Kind::Dash && dashed_day(source, joint + 1).is_some() {
        let read = dashed_day(source, joint + 1)?;
        return Some(finished(source, joint + 1, joint + 1, read, None, joint + 1));
    }
    let range = tokens.kind(joint) == Kind::Dash || tokens.is_any(joint, &["to", "through", "until", "till"]);
    if !range && !tokens.is_word(joint, "and") {
        return None;
    }
    let at = joint + 1;
    let the = usize::from(tokens.is_word(at, "the"));
    let other: i8 = match tokens.str(at + the).parse() {
        Ok(digits) if tokens.str(at + the).len() <= 2 => digits,
        _ => source
            .number_at(at + the)
            .filter(|it| it.kind == NumberKind::Ordinal)
            .and_then(|it| small(it.value))?,
    };
    let end = source.number_at(at + the).map_or(at + the + 1, |it| it.core_tokens.end);
    let next = tokens.at(end);
    // "On Nov. 2 and 3 people": a count.
    let free = next.kind != Kind::Word
        || (next.is(Class::FUNCTION) && !tokens.is_any(end, &["were", "are", "of", "more"]));
    let ordered = other > day || (range && the == 1);
    if !free || !(1..=31).contains(&other) || !ordered || next.kind == Kind::Percent {
        return None;
    }
    let month = if other > day { month } else { month % 12 + 1 };
    let (own, end) = year_behind(source, end);
    let time = Time::day(own.or(year), Some(month), other, tokens.range(at + the, end));
    Some(Atom::new(at, end, time))
}

/// Weekdays around a day, and the finished atom.
pub(super) fn finished(
    source: Source<'_>,
    start: usize,
    date_start: usize,
    read: Read,
    weekday: Option<(i8, TextRange)>,
    floor: usize,
) -> Atom {
    let tokens = source.tokens;
    let date_range = tokens.range(date_start, read.end);
    let (mut end, mut weekday) = (read.end, weekday);
    if weekday.is_none()
        && let Some((number, token, past)) = weekday_behind(source, read.end)
    {
        weekday = Some((number, tokens.at(token).range()));
        end = past;
    }
    let start = start.max(floor);
    let time = Time::Day {
        month: read.month,
        day: Some(read.day),
        year: read.year,
        weekday: weekday.map(|it| it.0),
        weekday_range: weekday.map_or_else(TextRange::default, |it| it.1),
        date_range,
    };
    Atom::new(start, end, time)
}

/// `July 18, Fri`, `Nov. 2 (Wednesday)`, `Nov. 2, a Thursday`: the weekday, its token and the token behind.
fn weekday_behind(source: Source<'_>, at: usize) -> Option<(i8, usize, usize)> {
    let tokens = source.tokens;
    let open = tokens.kind(at) == Kind::Open;
    let comma = tokens.kind(at) == Kind::Comma;
    if !open && !comma {
        return None;
    }
    let a = usize::from(tokens.is_word(at + 1, "a"));
    let token = at + 1 + a;
    let number = Some(token)
        .filter(|it| tokens.is(*it, Class::WEEKDAY))
        .and_then(|it| weekday_number(tokens.str(it)))?;
    let closed = open && tokens.kind(token + 1) == Kind::Close;
    let ends = comma && (a == 1 || matches!(tokens.kind(token + 1), Kind::Stop | Kind::Comma | Kind::Other));
    (closed || ends).then_some((number, token, token + 1 + usize::from(closed)))
}

/// `on the 18th`, where nothing stands behind that it could count.
pub(super) fn lone_day(source: Source<'_>, number: &Number, floor: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let at = number.core_tokens.start;
    let day = small(number.value).filter(|it| (1..=31).contains(it))?;
    if number.kind != NumberKind::Ordinal || number.range != number.core || at < floor + 1 {
        return None;
    }
    let led = tokens.is_word(at - 1, "the")
        && tokens.is_any(
            at.wrapping_sub(2),
            &["on", "by", "until", "since", "from", "through", "before", "after", "to", "around"],
        );
    let end = number.core_tokens.end;
    let next = tokens.at(end);
    let digits = tokens.kind(at) == Kind::Number;
    let noun = next.kind == Kind::Word
        && !tokens.is_any(end, &["and", "to", "at", "in", "after", "when", "but", "or", "that", "this"]);
    let ends = matches!(next.kind, Kind::Stop | Kind::Comma | Kind::Other);
    if !led || noun || next.hyphen || !(digits || ends && tokens.is_word(at.wrapping_sub(2), "on")) {
        return None;
    }
    Some(Atom::new(at - 1, end, Time::day(None, None, day, tokens.at(at).range())))
}

/// A holiday with its year or direction.
pub(super) fn of_holiday(source: Source<'_>, at: usize, holiday: Holiday, end: usize, floor: usize) -> Atom {
    let tokens = source.tokens;
    let (year, end) = match source.year(end) {
        Some((year, past)) => (Some(year), past),
        None => (None, end),
    };
    let before = at.checked_sub(1).filter(|it| *it >= floor);
    let led = before.and_then(|it| direction(tokens.str(it)).filter(|way| *way != 0).map(|way| (it, way)));
    let (start, offset) = led.unwrap_or((at, 0));
    Atom::new(start, end, Time::Holiday { holiday, year, offset })
}

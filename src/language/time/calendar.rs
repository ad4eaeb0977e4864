//! Days, months, years and decades of the calendar, in all the orders they are written in.

use super::super::lexicon::Class;
use super::super::number::{Number, NumberKind, is_capital_month, is_month_word, ordinal_value};
use super::super::token::{Case, Kind, Tokens};
use super::atoms::{Atom, Source, small, whole};
use super::{Holiday, Part, Time, Unit, Which};
use crate::text::TextRange;

/// The number of a month by its name or abbreviation, in any case.
pub(super) fn month_number(word: &str) -> Option<i8> {
    const STEMS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let head = word.get(..3)?;
    let index = STEMS.iter().position(|it| head.eq_ignore_ascii_case(it))?;
    i8::try_from(index + 1).ok()
}

/// The number of a weekday by its name or abbreviation, 0 for Monday.
pub(super) fn weekday_number(word: &str) -> Option<i8> {
    const STEMS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let head = word.get(..3)?;
    let index = STEMS.iter().position(|it| head.eq_ignore_ascii_case(it))?;
    i8::try_from(index).ok()
}

/// A day as read forward from some token.
#[derive(Clone, Copy, Debug)]
struct Read {
    year: Option<i16>,
    month: Option<i8>,
    day: i8,
    end: usize,
}

/// The day written at the token, month or day first: `Nov. 2, 2011`, `2 November`, `the 4th of July`.
fn day_at(source: Source<'_>, at: usize) -> Option<Read> {
    month_then_day(source, at).or_else(|| day_then_month(source, at))
}

fn month_then_day(source: Source<'_>, at: usize) -> Option<Read> {
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
    if !matches!(number.kind, NumberKind::Calendar | NumberKind::Ordinal) {
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
fn year_behind(source: Source<'_>, at: usize) -> (Option<i16>, usize) {
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
fn worded_year(source: Source<'_>, at: usize) -> Option<(i16, usize)> {
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
    is_year.then_some((century * 100 + rest_value, rest.core_tokens.end))
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
fn finished(
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

/// `Tuesday`, `Thursday, Nov. 2`, `Tuesday the 19th`, `last Tuesday`, `Tuesday of last week`.
pub(super) fn weekday(source: Source<'_>, at: usize, floor: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let word = tokens.str(at);
    let number = weekday_number(word)?;
    let range = tokens.at(at).range();
    if let Some(atom) = weekday_and_day(source, at, number, floor) {
        return Some(atom);
    }
    let plural = word.ends_with('s') && word.len() > 5;
    if plural || is_part_of_name(tokens, at) || !is_sure_weekday(tokens, at) {
        return None;
    }
    if let Some(atom) = weekday_of_week(source, at, number, floor) {
        return Some(atom);
    }
    let time = Time::Day {
        month: None,
        day: None,
        year: None,
        weekday: Some(number),
        weekday_range: range,
        date_range: TextRange::default(),
    };
    Some(Atom::new(at, at + 1, time))
}

/// Full names are weekdays in any case; "wed", "fri" and "mon" only with a capital and a period or an "on".
fn is_sure_weekday(tokens: Tokens<'_>, at: usize) -> bool {
    let token = tokens.at(at);
    let full = tokens.str(at).ends_with("day") || tokens.str(at).ends_with("DAY");
    full || (token.has_capital()
        && (token.dotted || tokens.is_any(at.wrapping_sub(1), &["on", "last", "next", "this"])))
}

/// "Bloody Sunday", "Ruby Tuesday", "Black Friday", "Sheffield Wednesday", "Wednesday Addams".
fn is_part_of_name(tokens: Tokens<'_>, at: usize) -> bool {
    const NAMES: &[&str] =
        &["bloody", "black", "ruby", "super", "sheffield", "palm", "ash", "holy", "shrove", "cyber", "fat"];
    tokens.is_any(at.wrapping_sub(1), NAMES) && tokens.before(at, 1).has_capital()
}

fn weekday_and_day(source: Source<'_>, at: usize, number: i8, floor: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let range = tokens.at(at).range();
    let mut next = at + 1;
    // "Tuesday night, Nov. 2"
    next += usize::from(tokens.is_any(next, &["morning", "afternoon", "evening", "night"]));
    let mark = matches!(tokens.kind(next), Kind::Comma | Kind::Open) || tokens.kind(next) == Kind::Dash;
    let open = tokens.kind(next) == Kind::Open;
    next += usize::from(mark);
    let weekday = Some((number, range));
    if let Some(read) = day_at(source, next).or_else(|| numeric_read(source, next)) {
        let mut atom = finished(source, at, next, read, weekday, floor);
        atom.end += usize::from(open && tokens.kind(atom.end) == Kind::Close);
        return Some(atom);
    }
    // "Tuesday the 19th", "Tuesday 19th"
    let the = usize::from(tokens.is_word(next, "the"));
    let ordinal =
        source.number_at(next + the).filter(|it| it.kind == NumberKind::Ordinal && it.core == it.range)?;
    let day = small(ordinal.value).filter(|it| (1..=31).contains(it))?;
    let end = ordinal.core_tokens.end;
    let noun = tokens.kind(end) == Kind::Word && !tokens.is(end, Class::FUNCTION);
    let spelled = ordinal_value(tokens.str(next + the)).is_some() && the == 0;
    if noun || spelled || mark {
        return None;
    }
    let read = Read { year: None, month: None, day, end };
    Some(finished(source, at, next, read, weekday, floor))
}

/// `last Tuesday`, `this coming Friday`, `Tuesday of last week`, `last week's Sunday`
fn weekday_of_week(source: Source<'_>, at: usize, weekday: i8, floor: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let named = |start, end, which| Some(Atom::new(start, end, Time::Weekday { weekday, which }));
    let of = usize::from(tokens.is_word(at + 1, "of"));
    let the = usize::from(tokens.is_word(at + 1 + of, "the"));
    let lead = at + 1 + of + the;
    if tokens.is_any(lead + 1, &["week"])
        && let Some(offset) = direction(tokens.str(lead))
    {
        return named(at, lead + 2, Which::Week(offset));
    }
    let before = at.checked_sub(1).filter(|it| *it >= floor)?;
    // "last week's Sunday"
    let possessive =
        tokens.kind(before) == Kind::Possessive && tokens.is_word(before.wrapping_sub(1), "week");
    if possessive && before >= floor + 2 {
        let offset = direction(tokens.str(before - 2))?;
        return named(before - 2, at + 1, Which::Week(offset));
    }
    let this = before.checked_sub(1).filter(|it| *it >= floor && tokens.is_any(*it, &["this", "the"]));
    let start = this.unwrap_or(before);
    match tokens.str(before).to_ascii_lowercase().as_str() {
        "last" | "previous" => named(before, at + 1, Which::Week(-1)),
        "next" => named(before, at + 1, Which::Week(1)),
        // "Following Friday's crackdown": after it.
        "following" if tokens.kind(at + 1) != Kind::Possessive => named(before, at + 1, Which::Week(1)),
        "past" => named(start, at + 1, Which::Before),
        "coming" | "upcoming" => named(start, at + 1, Which::After),
        _ => None,
    }
}

/// Where a word points: `last` -1, `this` 0, `next` 1.
pub(super) fn direction(word: &str) -> Option<i32> {
    match word.to_ascii_lowercase().as_str() {
        "last" | "previous" | "past" => Some(-1),
        "this" | "current" => Some(0),
        "next" | "coming" | "upcoming" | "following" => Some(1),
        _ => None,
    }
}

/// `Nov. 2, 2011`, `November`, `June 2011`, `last June`.
pub(super) fn month(source: Source<'_>, at: usize, floor: usize) -> Option<Atom> {
    let tokens = source.tokens;
    if let Some(read) = month_then_day(source, at) {
        return Some(finished(source, at, at, read, None, floor));
    }
    let month = month_number(tokens.str(at))?;
    let (year, end) = year_behind(source, at + 1);
    if let Some(year) = year {
        let bare = tokens.at(at).case == Case::Lower && !is_month_word(tokens, at);
        return if bare { None } else { Some(Atom::new(at, end, Time::month_of(year, month)?)) };
    }
    if !is_bare_month(tokens, at) {
        return None;
    }
    let before = at.checked_sub(1).filter(|it| *it >= floor);
    let led = before.filter(|it| !tokens.is_any(*it, &["following", "past", "current"]));
    match led.and_then(|it| direction(tokens.str(it)).map(|offset| (it, offset))) {
        Some((start, offset)) => Some(Atom::new(start, at + 1, Time::Month { month, offset })),
        None => Some(Atom::new(at, at + 1, Time::month(month))),
    }
}

/// Words before a month that stands alone.
const BEFORE_MONTH: &[&str] = &[
    "in",
    "since",
    "last",
    "until",
    "till",
    "by",
    "of",
    "from",
    "between",
    "and",
    "to",
    "through",
    "this",
    "next",
    "early",
    "late",
    "mid",
    "during",
    "before",
    "after",
    "for",
    "or",
    "next",
    "previous",
    "throughout",
];

/// Whether a month that stands alone is one: "in May", but not "May I", "June Carter", "Jan Egeland", "the march on Rome".
fn is_bare_month(tokens: Tokens<'_>, at: usize) -> bool {
    let token = tokens.at(at);
    let short = token.end - token.start <= 3 || token.dotted || tokens.is_word(at, "sept");
    let led = tokens.is_any(at.wrapping_sub(1), BEFORE_MONTH);
    let next = tokens.at(at + 1);
    let name_behind =
        next.case == Case::Title && next.kind == Kind::Word && !next.is(Class::MONTH.or(Class::WEEKDAY));
    if tokens.len() == 1 {
        // A heading that is nothing but a month.
        return token.has_capital() || !tokens.is_any(at, &["may", "march", "mar", "jan", "dec", "sep"]);
    }
    if tokens.is_any(at, &["may", "march"]) {
        let modal =
            tokens.is_word(at, "may") && next.case == Case::Lower && !next.is(Class::FUNCTION.or(Class::SAY));
        return token.has_capital()
            && led
            && !tokens.is_any(at.wrapping_sub(1), &["and", "or", "to", "for"])
            && !modal;
    }
    if short {
        let name = tokens.is_any(at, &["jan", "mar"]) && !token.dotted;
        return token.has_capital() && led && !(name && name_behind);
    }
    if tokens.is_any(at, &["april", "june", "august"]) && !led {
        // "April Jones", "an august body"
        let first = at == 0 || tokens.before(at, 1).kind == Kind::Stop;
        return token.has_capital() && !name_behind && !(first && next.is(Class::SAY));
    }
    token.has_capital() || led
}

/// `mid-November`, `mid-2011`, `Jan-Feb 2017`.
pub(super) fn hyphened(source: Source<'_>, at: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let (head, tail) = tokens.str(at).split_once(['-', '‑', '‐'])?;
    let capital = tail.starts_with(char::is_uppercase);
    let is_month = |word: &str| {
        super::super::lexicon::lookup(word).classes().has_any(Class::MONTH) && !word.contains('-')
    };
    let part = match head.to_ascii_lowercase().as_str() {
        "mid" => Some(Part::Middle),
        "early" => Some(Part::Early),
        "late" => Some(Part::Late),
        _ => None,
    };
    if let Some(part) = part {
        let (of, end) = if is_month(tail) && capital {
            let (year, end) = year_behind(source, at + 1);
            let month = month_number(tail)?;
            (year.map_or_else(|| Some(Time::month(month)), |it| Time::month_of(it, month))?, end)
        } else {
            let year = tail.parse().ok().filter(|it| (1000..2200).contains(it))?;
            (Time::years(year, year + 1)?, at + 1)
        };
        return Some(Atom::new(at, end, Time::Part { part, of: Box::new(of) }));
    }
    if !(is_month(head) && is_month(tail) && capital) {
        return None;
    }
    let (year, end) = year_behind(source, at + 1);
    let (from, to) = (month_number(head)?, month_number(tail)?);
    let between = |from: Time, to: Time| Time::Between { from: Box::new(from), to: Box::new(to) };
    let time = match year {
        // "Nov-Feb 2017" begins the year before.
        Some(year) => between(Time::month_of(year - i16::from(from > to), from)?, Time::month_of(year, to)?),
        None => between(Time::month(from), Time::month(to)),
    };
    Some(Atom::new(at, end, time))
}

/// `2011`, `2009-2011`, `the 1990s`, `the year 2008`.
pub(super) fn year(source: Source<'_>, number: &Number) -> Option<Atom> {
    let tokens = source.tokens;
    let at = number.core_tokens.start;
    if number.kind != NumberKind::Calendar {
        return None;
    }
    let end = number.core_tokens.end;
    let written = tokens.str(at);
    let year = whole(number.value)?;
    if let Some(digits) = written.strip_suffix('s') {
        // "1990s", "'90s", "90s"
        let from = if digits.len() == 2 { 1900 + year } else { year };
        let quoted = at > 0 && tokens.kind(at - 1) == Kind::SingleQuote && digits.len() == 2;
        let time = Time::years(from, from + 10)?;
        return Some(Atom::new(at - usize::from(quoted), end, time));
    }
    if end == at + 3 && written.len() == 4 {
        return dashed_years(tokens, at, year);
    }
    if number.upper.is_some() && written.len() == 4 {
        let to = number.upper.and_then(whole)?;
        let time = Time::Between {
            from: Box::new(Time::years(year, year + 1)?),
            to: Box::new(Time::years(to, to + 1)?),
        };
        return Some(Atom::new(number.tokens.start, end, time));
    }
    if written.len() != 4 || end != at + 1 {
        return None;
    }
    if let Some(atom) = fiscal(tokens, at, year) {
        return Some(atom);
    }
    // "1990 s" is how some archives split "1990s".
    if year % 10 == 0 && tokens.str(end) == "s" {
        return Some(Atom::new(at, end + 1, Time::years(year, year + 10)?));
    }
    let named = at > 0 && tokens.is_any(at - 1, &["year", "cy"]);
    Some(Atom::new(at - usize::from(named), end, Time::years(year, year + 1)?))
}

/// `H1 2019`, `2019 H2`, `Q3 2011`, as reports on business write them.
fn fiscal(tokens: Tokens<'_>, at: usize, year: i16) -> Option<Atom> {
    let part = |index: usize| {
        let written = tokens.str(index);
        let n: i8 = written.get(1..)?.parse().ok()?;
        match written.get(..1)? {
            "H" if (1..=2).contains(&n) => Some(Part::Half(n)),
            "Q" if (1..=4).contains(&n) => Some(Part::Nth(n, Unit::Quarter)),
            _ => None,
        }
    };
    let of = Box::new(Time::years(year, year + 1)?);
    let before = at.checked_sub(1).and_then(|it| part(it).map(|part| (it, at + 1, part)));
    let (start, end, part) = before.or_else(|| part(at + 1).map(|part| (at, at + 2, part)))?;
    Some(Atom::new(start, end, Time::Part { part, of }))
}

/// `2009-2011`, `2008-09`
fn dashed_years(tokens: Tokens<'_>, at: usize, from: i16) -> Option<Atom> {
    let last: i16 = tokens.str(at + 2).parse().ok()?;
    let to = if last < 100 { from / 100 * 100 + last } else { last };
    let years = |year: i16| Time::years(year, year + 1);
    let time = Time::Between { from: Box::new(years(from)?), to: Box::new(years(to)?) };
    (from <= to).then_some(Atom::new(at, at + 3, time))
}

/// `the nineties`, but not "in his nineties" or temperatures "in the nineties".
pub(super) fn worded_decade(tokens: Tokens<'_>, at: usize) -> Option<Atom> {
    const DECADES: [&str; 8] =
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    let index = DECADES.iter().position(|it| tokens.is_word(at, it))?;
    let part = usize::from(tokens.is_any(at.wrapping_sub(1), &["early", "late", "mid"]));
    let led = tokens.is_word(at.wrapping_sub(1 + part), "the");
    let from = 1920 + 10 * i16::try_from(index).ok()?;
    led.then(|| Time::years(from, from + 10)).flatten().map(|it| Atom::new(at, at + 1, it))
}

/// `2011-06-28`, `06/28/2011`, `28.06.2011`; `06/07/2011` may be read in two ways.
pub(super) fn numeric(source: Source<'_>, at: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let (parts, end) = three_parts(tokens, at)?;
    let range = tokens.range(at, end);
    let day = |year: i16, month: i8, day: i8| Time::day(Some(year), Some(month), day, range);
    let (a, b, c) = parts;
    if a.1 == 4 {
        let (month, date) = (small(b.0)?, small(c.0)?);
        return Some(Atom::new(at, end, day(whole(a.0)?, month, date)));
    }
    let year = whole(c.0)?;
    let year = if c.1 == 2 { if year < 60 { 2000 + year } else { 1900 + year } } else { year };
    let (first, second) = (small(a.0)?, small(b.0)?);
    // Points stand in the order of the Continent only.
    let pointed = tokens.str(at).contains('.');
    let time = match (first > 12 || pointed, second > 12) {
        (true, true) => return None,
        (true, false) => day(year, second, first),
        (false, true) => day(year, first, second),
        (false, false) if first == second => day(year, first, second),
        (false, false) => Time::Either(Box::new([day(year, first, second), day(year, second, first)])),
    };
    Some(Atom::new(at, end, time))
}

fn numeric_read(source: Source<'_>, at: usize) -> Option<Read> {
    let atom = numeric(source, at)?;
    match atom.time {
        Time::Day { year, month, day: Some(day), .. } => Some(Read { year, month, day, end: atom.end }),
        _ => None,
    }
}

/// A number with the count of its digits.
type Digits = (f64, usize);

/// The three parts of a day in digits, and the token behind: one year of four digits, or of two at the end.
fn three_parts(tokens: Tokens<'_>, at: usize) -> Option<((Digits, Digits, Digits), usize)> {
    let written = tokens.str(at);
    let digits = |part: &str| {
        let fits = matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|it| it.is_ascii_digit());
        if fits { part.parse::<f64>().ok().map(|value| (value, part.len())) } else { None }
    };
    let inner = written.contains(['/', '.']);
    let (a, b, c, end) = if inner {
        let mut parts = written.split(['/', '.']);
        let found = (digits(parts.next()?)?, digits(parts.next()?)?, digits(parts.next()?)?);
        if parts.next().is_some() {
            return None;
        }
        (found.0, found.1, found.2, at + 1)
    } else {
        let glued = |index: usize| {
            tokens.kind(index) == Kind::Dash && !tokens.at(index).spaced && !tokens.at(index + 1).spaced
        };
        if !glued(at + 1) || !glued(at + 3) || glued(at + 5) {
            return None;
        }
        (digits(written)?, digits(tokens.str(at + 2))?, digits(tokens.str(at + 4))?, at + 5)
    };
    let year_first = a.1 == 4 && b.1 <= 2 && c.1 <= 2;
    // Two digits of a year only behind slashes: "6/28/11"; "12.34.56" is a time, "1-2-34" anything.
    let year_last = a.1 <= 2 && b.1 <= 2 && (c.1 == 4 || (c.1 == 2 && written.contains('/')));
    let sound = |month: f64, day: f64| (1.0..=31.0).contains(&month) && (1.0..=31.0).contains(&day);
    let sensible = if year_first { sound(b.0, c.0) } else { sound(a.0, b.0) };
    ((year_first || year_last) && sensible && (b.0 <= 12.0 || a.0 <= 12.0)).then_some(((a, b, c), end))
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

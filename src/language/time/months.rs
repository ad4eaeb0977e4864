//! Months, years and decades: `June 2011`, `last June`, `mid-November`, `2009-2011`, `the 1990s`.

use super::super::lexicon::{self, Class};
use super::super::number::roles::{self, Role};
use super::super::number::{Number, NumberKind, is_month_word};
use super::super::token::{Case, Kind, Tokens};
use super::atoms::{Atom, Source, whole};
use super::days::{finished, month_number, month_then_day, worded_year, year_behind};
use super::weekday::direction;
use super::{Part, Time, Unit};

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

/// Whether a month that stands alone is one: "in May", but not "May I", "June Carter", "Jan Egeland", "the march on Rome".
pub(super) fn is_bare_month(tokens: Tokens<'_>, at: usize) -> bool {
    let token = tokens.at(at);
    if tokens.len() == 1 {
        // A heading that is nothing but a month.
        return token.has_capital() || is_month_word(tokens, at);
    }
    let led = roles::is(tokens, at.wrapping_sub(1), Role::BEFORE_MONTH);
    // "Anna and June Carter": these words lead names as well.
    let before = at.wrapping_sub(1);
    let named = tokens.is_any(before, &["and", "or", "to", "for"])
        || (is_name_behind(tokens, at) && tokens.is_any(before, &["of", "between", "before", "after"]));
    if tokens.is_any(at, &["may", "march"]) {
        return token.has_capital() && led && !named && !is_modal(tokens, at);
    }
    if token.end - token.start <= 3 || token.dotted || tokens.is_word(at, "sept") {
        // "Mar del Plata", "Jan Egeland"
        let name = tokens.is_any(at, &["jan", "mar"]) && !token.dotted;
        let word = tokens.kind(at + 1) == Kind::Word && !tokens.is(at + 1, Class::FUNCTION);
        return token.has_capital() && led && !(name && word);
    }
    if tokens.is_any(at, &["april", "june", "august"]) && (!led || named) {
        // "April said", "an august body"
        let first = at == 0 || tokens.before(at, 1).kind == Kind::Stop;
        let said = first && tokens.is(at + 1, Class::SAY);
        return token.has_capital() && !is_name_behind(tokens, at) && !said;
    }
    token.has_capital() || led
}

/// "in May" against "by May go".
fn is_modal(tokens: Tokens<'_>, at: usize) -> bool {
    let next = tokens.at(at + 1);
    tokens.is_word(at, "may") && next.case == Case::Lower && !next.is(Class::FUNCTION.or(Class::SAY))
}

fn is_name_behind(tokens: Tokens<'_>, at: usize) -> bool {
    let next = tokens.at(at + 1);
    next.case == Case::Title && next.kind == Kind::Word && !next.is(Class::MONTH.or(Class::WEEKDAY))
}

/// `mid-November`, `mid-2011`, `Jan-Feb 2017`.
pub(super) fn hyphened(source: Source<'_>, at: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let (head, tail) = tokens.str(at).split_once(['-', '‑', '‐'])?;
    let capital = tail.starts_with(char::is_uppercase);
    let is_month = |word: &str| lexicon::lookup(word).classes().has_any(Class::MONTH) && !word.contains('-');
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
    // "9/11" is no year, though as long as one.
    if written.len() != 4 || !written.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    if end == at + 3 {
        return dashed_years(tokens, at, year);
    }
    if number.upper.is_some() {
        let to = number.upper.and_then(whole)?;
        let time = Time::Between {
            from: Box::new(Time::years(year, year + 1)?),
            to: Box::new(Time::years(to, to + 1)?),
        };
        return Some(Atom::new(number.tokens.start, end, time));
    }
    if end != at + 1 {
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

/// `in two thousand and eleven`, `since nineteen eighty-four`
pub(super) fn worded(source: Source<'_>, at: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let led = tokens.is_any(at.wrapping_sub(1), &["in", "since", "until", "by"]);
    let (year, end) = worded_year(source, at).filter(|it| led && it.0 % 100 != 0)?;
    (tokens.kind(end) != Kind::Word).then_some(Atom::new(at, end, Time::years(year, year + 1)?))
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

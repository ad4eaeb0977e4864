//! Days in digits: `2011-06-28`, `06/28/2011`, `28.06.2011`.

use super::super::token::{Kind, Tokens};
use super::Time;
use super::atoms::{Atom, Source, small, whole};
use super::days::Read;

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

pub(super) fn numeric_read(source: Source<'_>, at: usize) -> Option<Read> {
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

//! Weekdays: `Tuesday`, `Thursday, Nov. 2`, `Tuesday the 19th`, `last Tuesday`, `Tuesday of last week`.

use super::super::lexicon::Class;
use super::super::number::{Number, NumberKind, ordinal_value};
use super::super::token::{Kind, Tokens};
use super::atoms::{Atom, Source, small};
use super::days::{Read, day_at, finished};
use super::numeric::numeric_read;
use super::parts::whole_at;
use super::{Part, Time, Which};
use crate::text::TextRange;

/// The number of a weekday by its name or abbreviation, 0 for Monday.
pub(super) fn weekday_number(word: &str) -> Option<i8> {
    const STEMS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let head = word.get(..3)?;
    let index = STEMS.iter().position(|it| head.eq_ignore_ascii_case(it))?;
    i8::try_from(index).ok()
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
    // "On Fridays", "every Friday": no day of the story.
    let again =
        word.ends_with('s') && word.len() > 5 || tokens.is_any(at.wrapping_sub(1), &["every", "each"]);
    if again || is_part_of_name(tokens, at) || !is_sure_weekday(tokens, at) {
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
    // "the last Friday in April"
    if tokens.is_word(before, "last")
        && tokens.is_any(at + 1, &["of", "in"])
        && let Some(whole) = whole_at(source, at + 2)
    {
        let part = Time::Part { part: Part::Weekday(-1, weekday), of: Box::new(whole.time) };
        return Some(Atom::new(before, whole.end, part));
    }
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
        "past" => named(start, at + 1, Which::Nth(-1)),
        "coming" | "upcoming" => named(start, at + 1, Which::Nth(1)),
        _ => None,
    }
}

/// `two Fridays ago`, `four Tuesdays from now`
pub(super) fn counted(source: Source<'_>, number: &Number) -> Option<Atom> {
    let tokens = source.tokens;
    let at = number.core_tokens.end;
    let n = small(number.value).filter(|it| (1..=60).contains(it) && number.kind == NumberKind::Cardinal)?;
    let written = tokens.str(at);
    if !tokens.is(at, Class::WEEKDAY) || !written.ends_with('s') {
        return None;
    }
    let (end, n) = if tokens.is_any(at + 1, &["ago", "back"]) {
        (at + 2, -n)
    } else if tokens.are_words(at + 1, &["from", "now"]) {
        (at + 3, n)
    } else {
        return None;
    };
    let time = Time::Weekday { weekday: weekday_number(written)?, which: Which::Nth(i32::from(n)) };
    Some(Atom::new(number.tokens.start, end, time))
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

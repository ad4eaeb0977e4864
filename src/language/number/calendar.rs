//! Whether a number is a day of a month, a year or a time of day.

use super::super::lexicon::Class;
use super::super::token::{Case, Kind, Tokens};
use super::context::is_people;
use super::digits::Plain;
use super::roles::{self, Role};
use super::{Bound, Number, NumberKind, hedge};

/// Whether the number at the token, of the value, is the day of a month: `Nov. 2`, `2 November`, `the 4th of July`.
pub(super) fn is_month_day(tokens: Tokens<'_>, at: usize, end: usize, value: f64) -> bool {
    if !(1.0..=31.0).contains(&value) || value.fract() != 0.0 {
        return false;
    }
    // "the first of march" can be nothing else.
    if tokens.is_word(end, "of") && tokens.is(end + 1, Class::MONTH) {
        return true;
    }
    if is_month_word(tokens, end) && is_free_behind(tokens, end) {
        return true;
    }
    let month = at.wrapping_sub(1);
    let month = if tokens.kind(month) == Kind::Comma { at.wrapping_sub(2) } else { month };
    if !is_month_before(tokens, month, at)
        || (tokens.kind(at.wrapping_sub(1)) == Kind::Comma && end == at + 1 && is_count_word(tokens, end))
    {
        return false;
    }
    // "In November 12 people died": "in" wants a month, "on" a day.
    let in_month = tokens.is_any(month.wrapping_sub(1), &["in", "since", "during", "by", "until"]);
    !(in_month && is_count_word(tokens, end))
}

/// "march 3rd", "march 3, 2015"; in small letters only where a day is plain to see.
fn is_month_before(tokens: Tokens<'_>, month: usize, day: usize) -> bool {
    let written = tokens.str(day);
    let ordinal = tokens.kind(day) == Kind::Number && written.ends_with(['t', 'd', 'h']);
    let year = day + 1 + usize::from(tokens.kind(day + 1) == Kind::Comma);
    let dated = tokens.kind(year) == Kind::Number && tokens.str(year).len() == 4;
    is_month_word(tokens, month) || (tokens.is(month, Class::MONTH) && month + 1 == day && (ordinal || dated))
}

fn is_count_word(tokens: Tokens<'_>, at: usize) -> bool {
    is_people(tokens, at) || tokens.is(at, Class::THING)
}

/// "12 May" but not "12 may die", "30 March on Washington".
fn is_free_behind(tokens: Tokens<'_>, month: usize) -> bool {
    tokens.at(month).has_capital()
        || !tokens.is_any(month, &["may", "march", "mar", "jan", "jun", "dec", "sep"])
}

/// Whether the token is the name of a month with a capital, or one that can be nothing else.
pub(in super::super) fn is_month_word(tokens: Tokens<'_>, at: usize) -> bool {
    let token = tokens.at(at);
    token.kind == Kind::Word
        && token.is(Class::MONTH)
        && (token.has_capital() || !tokens.is_any(at, &["may", "march", "mar", "dec", "jan", "sep", "apr"]))
}

/// Whether the token is the name of a month with a capital.
pub(in super::super) fn is_capital_month(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.at(at).has_capital() && is_month_word(tokens, at)
}

/// Whether four digits at the token are a year.
pub(super) fn is_year(tokens: Tokens<'_>, at: usize, plain: Plain, last: Option<&Number>) -> bool {
    let shape = plain.bare && plain.digits == 4 && !plain.padded && (1000.0..2200.0).contains(&plain.value);
    if !shape {
        return false;
    }
    let before = at.wrapping_sub(1);
    let dated = is_month_word(tokens, before)
        || (tokens.kind(before) == Kind::Comma && is_month_word(tokens, at.wrapping_sub(2)))
        || follows_day(tokens, at, last);
    if dated {
        return true;
    }
    // "1500 nurses", but "the 1982 deaths", "in 1982 were"
    let verb = tokens.is_any(at + 1, &["were", "killed", "injured", "wounded", "dead", "more"]);
    let of_event = is_determined(tokens, at) && !tokens.str(at).ends_with('0');
    if is_people(tokens, at + 1) && !verb && !of_event {
        return false;
    }
    let named =
        tokens.kind(at + 1) == Kind::Possessive || tokens.is_any(at + 1, &["bc", "ad", "b.c.", "a.d."]);
    let modern = (1800.0..2060.0).contains(&plain.value);
    if named {
        true
    } else if roles::is(tokens, before, Role::BEFORE_YEAR) {
        is_year_behind(tokens, at, plain.value, modern)
    } else {
        modern && stands_alone(tokens, at)
    }
}

/// A year behind a word that years stand behind: "in 2011 protests spread", but "of 2000 houses", "more than 1600 houses".
fn is_year_behind(tokens: Tokens<'_>, at: usize, value: f64, modern: bool) -> bool {
    let before = at.wrapping_sub(1);
    let plural = is_plural_behind(tokens, at + 1);
    // "at an elevation of 1100 ft"
    if roles::is(tokens, at + 1, Role::MEASURE) {
        return false;
    }
    let joint = tokens.is_any(before, &["to", "and", "or", "not", "than", "for"]);
    if tokens.is_word(before, "than") && plural {
        return false;
    }
    if modern {
        let round = value % 100.0 == 0.0;
        return !(plural && round && (joint || tokens.is_word(before, "of")));
    }
    !joint && !plural
}

/// "Nov. 2, 2011", "the 4th of July 1999", "2009-2011", "2003, 2005 and 2011": a year behind a day or a year.
fn follows_day(tokens: Tokens<'_>, at: usize, last: Option<&Number>) -> bool {
    last.is_some_and(|it| {
        it.kind == NumberKind::Calendar
            && (it.tokens.end < at || it.value < 32.0)
            && at.saturating_sub(it.tokens.end) <= 2
            && (it.tokens.end..at).all(|between| {
                matches!(tokens.kind(between), Kind::Comma | Kind::Dash)
                    || tokens.is_any(between, &["and", "or", "to", "of"])
            })
    })
}

fn is_plural_behind(tokens: Tokens<'_>, at: usize) -> bool {
    let token = tokens.at(at);
    let word = tokens.str(at);
    token.kind == Kind::Word
        && token.case == Case::Lower
        && (token.is(Class::PEOPLE) || (word.ends_with('s') && word.len() > 3 && !token.is(Class::FUNCTION)))
}

/// A year without a word that leads it: "the 2003 invasion", "(2003)", "2012 brought no peace".
fn stands_alone(tokens: Tokens<'_>, at: usize) -> bool {
    let before = tokens.before(at, 1);
    let next = tokens.at(at + 1);
    if before.kind == Kind::Currency
        || before.is(Class::EFFECT)
        || matches!(next.kind, Kind::Percent | Kind::Currency)
    {
        return false;
    }
    // A hedge makes a count: "some 2000 fled"; but "roughly 2007".
    if let Some((bound, _)) = hedge::before(tokens, at, 0) {
        let date = next.kind != Kind::Word || tokens.is_any(at + 1, &["and", "to", "when", "but"]);
        return bound == Bound::About && date && !tokens.str(at).ends_with('0');
    }
    let round = tokens.str(at).ends_with("00");
    if is_determined(tokens, at) {
        return !(round && is_plural_behind(tokens, at + 1));
    }
    if is_plural_behind(tokens, at + 1) || next.is(Class::THING) {
        return false;
    }
    // "2000 fled", but "an historic 2000 summit"
    let verb = next.is(Class::FUNCTION.or(Class::EFFECT).or(Class::PEOPLE)) || before.kind != Kind::Word;
    !(round && next.kind == Kind::Word && verb)
}

fn is_determined(tokens: Tokens<'_>, at: usize) -> bool {
    let words = &[
        "the", "a", "its", "his", "her", "their", "this", "that", "our", "my", "disputed", "failed", "deadly",
    ];
    tokens.is_any(at.wrapping_sub(1), words) || tokens.before(at, 1).kind == Kind::Possessive
}

/// The token behind a time of day that begins at the token: `7 p.m.`, `10 o'clock`, `1300 GMT`.
pub(super) fn clock_end(tokens: Tokens<'_>, at: usize, plain: Plain) -> Option<usize> {
    let half_of_day = tokens.is_any(at + 1, &["p.m.", "a.m.", "pm", "am", "p.m", "a.m", "o'clock"]);
    let zone = tokens.is_any(at + 1, &["gmt", "utc", "est", "edt", "cet", "hours"]);
    let hour = plain.value < 25.0 && half_of_day;
    let military =
        plain.digits == 4 && plain.bare && plain.value < 2400.0 && zone && plain.value % 100.0 < 60.0;
    let of_zone = zone && !tokens.is_word(at + 1, "hours") && plain.value < 25.0;
    let padded = plain.padded || !tokens.is_word(at + 1, "hours");
    (hour || (military && padded) || of_zone).then_some(at + 2)
}

/// "2009 - 10"
pub(super) fn ends_years(tokens: Tokens<'_>, at: usize, last: Option<&Number>) -> bool {
    let behind_year = last.is_some_and(|it| {
        it.kind == NumberKind::Calendar && it.tokens.end + 1 == at && (1000.0..2100.0).contains(&it.value)
    });
    behind_year && tokens.before(at, 1).kind == Kind::Dash && !is_people(tokens, at + 1)
}

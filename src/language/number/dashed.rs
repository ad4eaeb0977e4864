//! Digits joined by dashes: a range, a day, a score, a telephone number.

use super::super::token::{Kind, Tokens};
use super::NumberKind;
use super::calendar::is_month_word;
use super::cardinal::scale_at;
use super::digits::{self, Form};
use super::money::percent_end;
use super::pieces::Spot;
use super::read::Core;
use super::roles::{self, Role};

/// Digits joined by dashes without spaces: a range, a date, a score, a telephone number.
pub(super) fn dashed(tokens: Tokens<'_>, at: usize) -> Option<Core> {
    if tokens.at(at).hyphen {
        return None;
    }
    let glued = |index: usize| {
        tokens.kind(index) == Kind::Dash
            && tokens.kind(index + 1) == Kind::Number
            && !tokens.at(index).spaced
            && !tokens.at(index + 1).spaced
    };
    let mut end = at + 1;
    while glued(end) {
        end += 2;
    }
    if end == at + 1 || end > at + 3 {
        return (end > at + 3).then(|| Core::of(tokens, at, end, dashed_kind(tokens, at, end), 0.0));
    }
    let (Form::Plain(a), Form::Plain(b)) = (digits::read(tokens.str(at)), digits::read(tokens.str(at + 2)))
    else {
        return mixed(tokens, at);
    };
    let label = || Some(Core::of(tokens, at, end, NumberKind::Label, a.value));
    if tokens.before(at, 1).kind == Kind::Currency || percent_end(tokens, end).is_some() {
        return None;
    }
    let is_year = |value: f64| (1700.0..2100.0).contains(&value);
    let years = a.bare
        && b.bare
        && a.digits == 4
        && is_year(a.value)
        && (b.digits == 2 || (b.digits == 4 && is_year(b.value)));
    if years && (b.digits == 2 || a.value <= b.value) {
        return Some(Core::of(tokens, at, end, NumberKind::Calendar, a.value));
    }
    let month = is_month_word(tokens, at.wrapping_sub(1)) || is_month_word(tokens, end);
    if month && a.value <= 31.0 && b.value <= 31.0 {
        return Some(Core::of(tokens, at, end, NumberKind::Calendar, a.value));
    }
    let long = a.digits.max(b.digits) > 9 || a.padded || b.padded;
    // "555-1234"
    let phone = a.bare && b.bare && a.digits == 3 && b.digits == 4;
    if (a.bare && b.bare && is_score(tokens, at, a.value, b.value)) || is_after_score(tokens, at) {
        return label();
    }
    let scaled = scale_at(tokens, Spot::before(tokens, end), true).is_some();
    let grows = a.value < b.value || scaled;
    if long || phone || !grows || b.value > a.value.max(1.0) * 1000.0 { label() } else { None }
}

/// "6-2, 3-6": the set behind a set.
fn is_after_score(tokens: Tokens<'_>, at: usize) -> bool {
    let is = |back: usize, kind: Kind| tokens.before(at, back).kind == kind;
    let behind = is(1, Kind::Comma) && is(2, Kind::Number) && is(3, Kind::Dash) && is(4, Kind::Number);
    let ahead = tokens.kind(at + 3) == Kind::Comma
        && tokens.kind(at + 4) == Kind::Number
        && tokens.kind(at + 5) == Kind::Dash;
    (behind || ahead) && !tokens.before(at, 2).spaced
}

/// "lost 3-6, 4-6", "a record of 68-70", "0-6"
fn is_score(tokens: Tokens<'_>, at: usize, low: f64, high: f64) -> bool {
    let near = (at.saturating_sub(6)..at).rev().take_while(|it| tokens.kind(*it) != Kind::Stop);
    low == 0.0
        || (high < 250.0
            && near.clone().any(|it| roles::is(tokens, it, Role::SCORE))
            && !near
                .clone()
                .any(|it| tokens.is_any(it, &["about", "between", "least", "some", "killed", "aged"])))
}

/// A chain of three and more: `2011-06-28` is a day.
fn dashed_kind(tokens: Tokens<'_>, at: usize, end: usize) -> NumberKind {
    let lengths = (tokens.str(at).len(), tokens.str(at + 2).len(), tokens.str(at + 4).len());
    let date = end == at + 5 && matches!(lengths, (4, 1..=2, 1..=2) | (1..=2, 1..=2, 2 | 4));
    if date { NumberKind::Calendar } else { NumberKind::Label }
}

/// `1990s-2000s`, `5th-7th`, `7-9pm`: read one by one, but ids are not.
fn mixed(tokens: Tokens<'_>, at: usize) -> Option<Core> {
    let is_label = |index: usize| matches!(digits::read(tokens.str(index)), Form::Label(_));
    (is_label(at) || is_label(at + 2)).then(|| Core::of(tokens, at, at + 3, NumberKind::Label, 0.0))
}

//! Cardinals of any size: `143`, `one hundred and forty-three`, `2.5 million`, `two and a half million`, `ten dozen`.

use super::super::token::{Kind, Tokens, eq_lower};
use super::digits::{self, Form, Plain};
use super::pieces::{Piece, Spot, piece};
use super::words::{Term, term};

/// A cardinal as read.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Cardinal {
    pub(super) value: f64,
    /// What stands before the scale: 2 of `2 million`. A range lends the scale: `2 to 3 million`.
    pub(super) base: f64,
    /// 1 when there is none.
    pub(super) scale: f64,
    pub(super) end: Spot,
    /// How its first part is written, when in digits.
    pub(super) digits: Option<Plain>,
    pub(super) dozens: bool,
    pub(super) malformed: bool,
}

impl Cardinal {
    fn of(value: f64, end: Spot) -> Self {
        Self { value, base: value, scale: 1.0, end, digits: None, dozens: false, malformed: false }
    }
}

/// Reads a cardinal; `and` says whether the word may join its parts, which it may not behind `between`.
pub(super) fn cardinal(tokens: Tokens<'_>, at: Spot, and: bool) -> Option<Cardinal> {
    match chain(tokens, at, f64::INFINITY, and) {
        Some(found) => Some(found),
        None => bare_scale(tokens, at, and),
    }
}

/// `hundred thousand dollars`, `(a) million`, `(a) dozen`: the one is not said.
fn bare_scale(tokens: Tokens<'_>, at: Spot, and: bool) -> Option<Cardinal> {
    let one = Cardinal::of(1.0, at);
    let group = hundreds(tokens, one, and);
    let found = scaled(tokens, group, f64::INFINITY, and);
    found.or_else(|| (group.end != at).then_some(group))
}

/// A cardinal below `limit`, which is the scale before it: `two million` + `three hundred thousand`.
fn chain(tokens: Tokens<'_>, at: Spot, limit: f64, and: bool) -> Option<Cardinal> {
    let group = group(tokens, at, and)?;
    match scale_at(tokens, group.end, group.digits.is_some()) {
        Some(_) => scaled(tokens, group, limit, and),
        None => (group.value < limit).then_some(group),
    }
}

/// The scale behind a group, and what follows at lower scales.
fn scaled(tokens: Tokens<'_>, group: Cardinal, limit: f64, and: bool) -> Option<Cardinal> {
    let Scale { value: scale, end, dozen } = scale_at(tokens, group.end, group.digits.is_some())?;
    if scale >= limit {
        return None;
    }
    let value = exact(group.value * scale);
    let mut found = Cardinal { value, base: group.value, scale, end, dozens: dozen, ..group };
    // "2 million million"; "a million million stars" is meant.
    if let Some(again) = scale_at(tokens, end, false).filter(|it| same(it.value, scale) && !dozen) {
        let meant = tokens.is_any(group.end.token.wrapping_sub(1), &["a", "an"]);
        found.end = again.end;
        found.value = exact(value * scale);
        found.malformed = !meant;
        return Some(found);
    }
    Some(lower_parts(tokens, found, and))
}

/// `… and a half`, `… two hundred`, `… and twelve` behind a scale.
fn lower_parts(tokens: Tokens<'_>, found: Cardinal, and: bool) -> Cardinal {
    let next = piece(tokens, found.end);
    let joined = eq_lower(next.text, "and");
    if joined && let Some((part, end)) = part_behind_and(tokens, next.next) {
        let smaller = scale_at(tokens, end, false).filter(|it| it.value < found.scale);
        let (unit, end) = smaller.map_or((found.scale, end), |it| (it.value, it.end));
        return Cardinal { value: exact(found.value + part * unit), end, base: 0.0, ..found };
    }
    if joined && !and {
        return found;
    }
    let from = if joined { next.next } else { found.end };
    match chain(tokens, from, found.scale, and).filter(|it| continues(tokens, &found, from, it, joined)) {
        Some(rest) => Cardinal { value: found.value + rest.value, end: rest.end, base: 0.0, ..found },
        None => found,
    }
}

/// Whether a smaller cardinal behind a scale belongs to it. "raised $2 million and 300 people came" has two numbers, "4
/// thousand 3 hundred" one.
fn continues(tokens: Tokens<'_>, found: &Cardinal, from: Spot, rest: &Cardinal, joined: bool) -> bool {
    let style = match (rest.digits, found.digits) {
        (Some(_), Some(_)) => !joined && rest.end.token > from.token + 1,
        (Some(_), None) => false,
        (None, _) => true,
    };
    style && rest.value > 0.0 && !found.dozens && is_whole(tokens, from, rest.end)
}

/// Whether what was read from `from` ends with its token: "two hundred three-month-old babies" are no 203.
fn is_whole(tokens: Tokens<'_>, from: Spot, end: Spot) -> bool {
    from.is_inside(tokens) || !end.is_inside(tokens)
}

/// A scale behind a group.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    pub(super) value: f64,
    pub(super) end: Spot,
    pub(super) dozen: bool,
}

/// The scale at a place: `hundred`, `million`, `billions`, `dozen`; behind digits also a lone `k`.
pub(super) fn scale_at(tokens: Tokens<'_>, at: Spot, digits: bool) -> Option<Scale> {
    let Piece { text, next } = piece(tokens, at);
    let value = match term(text) {
        Some(Term::Scale(value) | Term::Scales(value)) => value,
        Some(Term::Dozen | Term::Dozens) => return Some(Scale { value: 12.0, end: next, dozen: true }),
        _ if digits && matches!(text, "k" | "K") => 1e3,
        _ => return None,
    };
    Some(Scale { value, end: next, dozen: false })
}

/// A number below a thousand in words, or any in digits, with what parts of a whole follow.
fn group(tokens: Tokens<'_>, at: Spot, and: bool) -> Option<Cardinal> {
    let first = piece(tokens, at);
    let found = if first.text.starts_with(|ch: char| ch.is_ascii_digit() || ch == '.') {
        in_digits(tokens, at, first)?
    } else {
        let (value, end) = below_hundred(tokens, at)?;
        Cardinal::of(value, end)
    };
    let found = hundreds(tokens, found, and);
    Some(with_part(tokens, with_point(tokens, at, found)))
}

fn in_digits(tokens: Tokens<'_>, at: Spot, first: Piece<'_>) -> Option<Cardinal> {
    let Form::Plain(plain) = digits::read(first.text) else { return None };
    let mut found = Cardinal::of(plain.value, first.next);
    found.digits = Some(plain);
    found.malformed = plain.malformed;
    if !at.is_inside(tokens) && plain.bare && plain.digits <= 3 && !plain.padded {
        return Some(spaced_groups(tokens, at, found));
    }
    Some(found)
}

/// The most groups of three digits behind the first: trillions.
const GROUPS: usize = 4;

/// `1 300`, `20 000`: groups of three digits behind spaces.
fn spaced_groups(tokens: Tokens<'_>, at: Spot, first: Cardinal) -> Cardinal {
    let mut found = first;
    for _ in 0..=GROUPS {
        let Some(value) = three_digits(tokens, found.end.token) else { break };
        let end = Spot::before(tokens, found.end.token + 1);
        found = Cardinal { value: found.value * 1000.0 + value, base: 0.0, end, ..found };
    }
    // A row of a table is no number.
    if found.end == first.end || found.end.token - first.end.token > GROUPS {
        return first;
    }
    // Telephone numbers: "1 201 461-1776", "713 965 2158".
    let glued = |index: usize| {
        tokens.kind(index) == Kind::Number
            || (tokens.kind(index) == Kind::Dash && tokens.kind(index + 1) == Kind::Number)
    };
    let before = at.token.checked_sub(1).map(|it| tokens.kind(it));
    if glued(found.end.token) || matches!(before, Some(Kind::Number | Kind::Other | Kind::Dash)) {
        return first;
    }
    Cardinal { base: found.value, digits: first.digits.map(|it| Plain { bare: false, ..it }), ..found }
}

fn three_digits(tokens: Tokens<'_>, index: usize) -> Option<f64> {
    let token = tokens.at(index);
    let written = tokens.str(index);
    let fits = token.kind == Kind::Number && token.spaced && written.len() == 3;
    (fits && written.bytes().all(|it| it.is_ascii_digit())).then(|| written.parse().unwrap_or(0.0))
}

/// `zero` to `ninety-nine`.
fn below_hundred(tokens: Tokens<'_>, at: Spot) -> Option<(f64, Spot)> {
    let first = piece(tokens, at);
    let tens = match term(first.text)? {
        Term::Small(value) => return Some((value, first.next)),
        Term::Tens(value) => value,
        _ => return None,
    };
    let unit = piece(tokens, first.next);
    match term(unit.text) {
        Some(Term::Small(value))
            if (1.0..10.0).contains(&value) && is_whole(tokens, first.next, unit.next) =>
        {
            Some((tens + value, unit.next))
        }
        _ => Some((tens, first.next)),
    }
}

/// `… hundred`, `… hundred and twelve`.
fn hundreds(tokens: Tokens<'_>, found: Cardinal, and: bool) -> Cardinal {
    let hundred = piece(tokens, found.end);
    let is_hundred = matches!(term(hundred.text), Some(Term::Scale(value)) if same(value, 100.0));
    if !is_hundred || found.value >= 1000.0 || found.value <= 0.0 {
        return found;
    }
    let found = Cardinal {
        value: exact(found.value * 100.0),
        base: found.value,
        scale: 100.0,
        end: hundred.next,
        ..found
    };
    let next = piece(tokens, found.end);
    let joined = eq_lower(next.text, "and");
    let from = if joined { next.next } else { found.end };
    // "one hundred and three quarters"
    if joined && (!and || part_behind_and(tokens, next.next).is_some()) {
        return found;
    }
    let Some((value, end)) = rest_of_hundred(tokens, from, found.digits.is_some()) else { return found };
    Cardinal { value: found.value + value, base: found.value + value, scale: 1.0, end, ..found }
}

fn rest_of_hundred(tokens: Tokens<'_>, from: Spot, digits: bool) -> Option<(f64, Spot)> {
    let first = piece(tokens, from);
    let (value, end) = match digits::read(first.text) {
        Form::Plain(plain) if digits && plain.bare && !plain.padded => (plain.value, first.next),
        _ => below_hundred(tokens, from)?,
    };
    let next = term(piece(tokens, end).text);
    let again = matches!(next, Some(Term::Scale(value)) if same(value, 100.0));
    (value > 0.0 && value < 100.0 && !again && is_whole(tokens, from, end)).then_some((value, end))
}

/// `two point two`; not "at one point two men left".
fn with_point(tokens: Tokens<'_>, at: Spot, found: Cardinal) -> Cardinal {
    let point = piece(tokens, found.end);
    if !eq_lower(point.text, "point")
        || tokens.is_any(at.token.wrapping_sub(1), &["at", "this", "that", "some"])
    {
        return found;
    }
    let (mut value, mut unit, mut end) = (found.value, 1.0, point.next);
    while let Some((digits, next)) = below_hundred(tokens, end) {
        unit *= if digits < 10.0 { 0.1 } else { 0.01 };
        value += digits * unit;
        end = next;
    }
    if end == point.next {
        return found;
    }
    let value = (value * 1e9).round() / 1e9;
    Cardinal { value, base: value, end, ..found }
}

/// `two and a half`, `2 1/2`, `2 ½`.
fn with_part(tokens: Tokens<'_>, found: Cardinal) -> Cardinal {
    let next = piece(tokens, found.end);
    let part = if eq_lower(next.text, "and") {
        part_behind_and(tokens, next.next)
    } else if found.digits.is_some_and(|it| it.bare) {
        digits::vulgar(next.text)
            .or_else(|| match digits::read(next.text) {
                Form::Fraction(value) => Some(value),
                _ => None,
            })
            .map(|value| (value, next.next))
    } else {
        None
    };
    match part {
        Some((part, end)) => Cardinal { value: found.value + part, base: found.value + part, end, ..found },
        None => found,
    }
}

/// `a half`, `half`, `three quarters` behind an `and`. "two and half of the crew" has two numbers.
fn part_behind_and(tokens: Tokens<'_>, at: Spot) -> Option<(f64, Spot)> {
    let (value, end) = part(tokens, at)?;
    let next = piece(tokens, end).text;
    let of_another = ["of", "the", "his", "her", "its", "their", "were"].iter().any(|it| eq_lower(next, it));
    (value < 1.0 && !of_another && !end.is_inside(tokens)).then_some((value, end))
}

/// `half`, `a half`, `one quarter`, `three quarters`, `two-thirds`.
pub(super) fn part(tokens: Tokens<'_>, at: Spot) -> Option<(f64, Spot)> {
    let first = piece(tokens, at);
    let (over, next) = match term(first.text) {
        Some(Term::Part(under)) => return (under <= 4.0).then(|| (1.0 / under, first.next)),
        Some(Term::Small(value)) => (value, piece(tokens, first.next)),
        _ if eq_lower(first.text, "a") => (1.0, piece(tokens, first.next)),
        _ => match digits::read(first.text) {
            Form::Plain(plain) if plain.bare => (plain.value, piece(tokens, first.next)),
            _ => return None,
        },
    };
    match term(next.text) {
        Some(Term::Part(under)) if over > 0.0 => Some((over / under, next.next)),
        _ => None,
    }
}

/// A product without the dust of binary fractions: 2.3 million are 2,300,000.
pub(super) fn exact(value: f64) -> f64 {
    let whole = value.round();
    if (value - whole).abs() < 1e-12 * value.abs() { whole } else { value }
}

pub(super) fn same(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9 * a.abs().max(b.abs()).max(1.0)
}

//! Ordinals: `third`, `twenty-first`, `one hundred and first`.

use super::super::token::{Tokens, eq_lower};
use super::cardinal::{cardinal, same};
use super::pieces::{Spot, piece};
use super::read::Core;
use super::words::{Term, term};
use super::{Number, NumberKind, calendar};

/// `third`, `twenty-first`, `one hundred and first`.
pub(super) fn ordinal(tokens: Tokens<'_>, at: usize, last: Option<&Number>) -> Option<Core> {
    let spot = Spot::before(tokens, at);
    let first = piece(tokens, spot);
    let (value, end) = match term(first.text)? {
        Term::Ordinal(value) | Term::TensOrdinal(value) | Term::ScaleOrdinal(value) => (value, first.next),
        Term::Tens(tens) => {
            let unit = piece(tokens, first.next);
            match term(unit.text) {
                Some(Term::Ordinal(value)) if value < 10.0 && is_one_word(tokens, &first.next, value) => {
                    (tens + value, unit.next)
                }
                _ => return None,
            }
        }
        Term::Small(_) | Term::Scale(_) => high_ordinal(tokens, spot)?,
        _ => return None,
    };
    // "one second" is a time.
    let unit = eq_lower(first.text, "second")
        && last.is_some_and(|it| it.tokens.end == at && it.kind != NumberKind::Ordinal);
    if unit {
        return None;
    }
    let day = !end.is_inside(tokens) && calendar::is_month_day(tokens, at, end.token, value) && value < 32.0;
    let kind = if day { NumberKind::Calendar } else { NumberKind::Ordinal };
    Some(Core { end, ..Core::of(tokens, at, at, kind, value) })
}

/// "twenty-second" is one word, "twenty second" only where a month or an article stands before it.
fn is_one_word(tokens: Tokens<'_>, unit: &Spot, value: f64) -> bool {
    let before = unit.token.wrapping_sub(2);
    unit.is_inside(tokens)
        || !same(value, 2.0)
        || calendar::is_month_word(tokens, before)
        || tokens.is_word(before, "the")
}

/// `one hundred and first`, `hundred and fiftieth`, `two thousandth`
fn high_ordinal(tokens: Tokens<'_>, at: Spot) -> Option<(f64, Spot)> {
    let found = cardinal(tokens, at, false)?;
    let mut next = piece(tokens, found.end);
    if let Some(Term::ScaleOrdinal(scale)) = term(next.text) {
        return Some((found.value * scale, next.next));
    }
    if eq_lower(next.text, "and") {
        next = piece(tokens, next.next);
    }
    match term(next.text) {
        Some(Term::Ordinal(value) | Term::TensOrdinal(value)) if found.value >= 100.0 => {
            Some((found.value + value, next.next))
        }
        _ => None,
    }
}

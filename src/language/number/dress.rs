//! What belongs to a number beside its value: hedges, the signs of percent and money, the noun bound by a hyphen.

use super::super::lexicon::{self, Class};
use super::super::token::{Kind, Tokens, eq_lower};
use super::context::is_people;
use super::money::{money_end, money_start, percent_end};
use super::pieces::piece;
use super::read::Core;
use super::{Bound, Number, NumberKind, hedge};
use crate::text::TextRange;

/// Adds what stands around: hedges, the signs of percent and money, the noun bound by a hyphen.
pub(super) fn dressed(tokens: Tokens<'_>, core: Core, floor: usize) -> Number {
    let mut core = core;
    let mut end = core.end.token_end(tokens);
    let mut first = core.first;
    if core.end.is_inside(tokens) {
        end = behind_hyphen(tokens, &mut core);
    }
    let countable = matches!(
        core.kind,
        NumberKind::Cardinal
            | NumberKind::Fraction
            | NumberKind::Ordinal
            | NumberKind::Compound
            | NumberKind::Percent
    );
    let core_end = core.end.end(tokens);
    let core_tokens = core.first..core.end.token_end(tokens).max(core.first + 1);
    if countable && core.kind != NumberKind::Ordinal && !core.end.is_inside(tokens) {
        end = after_hedge(tokens, &mut core, end);
        let percent = percent_end(tokens, end);
        if let Some(percent) = percent {
            core.kind = NumberKind::Percent;
            end = after_hedge(tokens, &mut core, percent);
        }
    }
    if matches!(core.kind, NumberKind::Cardinal | NumberKind::Compound) {
        first = money_start(tokens, first, floor);
        if first < core.first {
            core.kind = NumberKind::Money;
        } else if let Some(past) = money_end(tokens, end) {
            core.kind = NumberKind::Money;
            end = past;
        }
    }
    let minus = minus(tokens, first).filter(|it| countable && *it >= floor);
    // Nobody counts people below none: "-5 people were hurt" is an item of a list.
    if let Some(minus) = minus.filter(|_| !is_people(tokens, end)) {
        core.value = -core.value;
        core.upper = core.upper.map(|it| -it);
        first = minus;
    }
    if countable || core.kind == NumberKind::Money {
        first = before_hedge(tokens, &mut core, first, floor);
    }
    if core.kind == NumberKind::Cardinal && (is_age_behind(tokens, end) || is_suspended(tokens, end)) {
        core.kind = NumberKind::Compound;
    }
    Number {
        range: TextRange::new(tokens.at(first).start, tokens.before(end, 1).end.max(core_end)),
        core: TextRange::new(tokens.at(core.first).start, core_end),
        tokens: first..end,
        core_tokens,
        value: core.value,
        upper: core.upper,
        bound: core.bound,
        kind: core.kind,
        slack: if core.bound == Bound::Range { 0.0 } else { core.slack },
        malformed: core.malformed,
    }
}

/// What a hyphen binds to the number: a hedge ("40-plus"), a sign ("20-percent") or a noun ("45-year-old").
fn behind_hyphen(tokens: Tokens<'_>, core: &mut Core) -> usize {
    let rest = piece(tokens, core.end);
    let is = |word: &str| eq_lower(rest.text, word);
    let last = rest.next.token_end(tokens);
    if is("plus") {
        core.bound = Bound::MoreThan;
    } else if is("odd") || is("some") {
        core.bound = Bound::About;
    } else if is("percent") {
        core.kind = NumberKind::Percent;
    } else if lexicon::lookup(rest.text).classes().has_any(Class::MONTH)
        && tokens.kind(core.first) == Kind::Number
    {
        // "06-Mar"
        core.kind = NumberKind::Calendar;
    } else if core.kind == NumberKind::Cardinal {
        core.kind = NumberKind::Compound;
    }
    last.max(core.end.token + 1)
}

/// The sign or word that makes the number behind it negative: "minus 30 degrees", "-5".
fn minus(tokens: Tokens<'_>, first: usize) -> Option<usize> {
    let at = first.checked_sub(1)?;
    if tokens.is_any(at, &["minus", "negative"]) {
        return Some(at);
    }
    let glued = tokens.is_any(at, &["-", "−"]) && tokens.at(at).spaced && !tokens.at(first).spaced;
    (glued && tokens.before(at, 1).kind != Kind::Number).then_some(at)
}

/// `10 year-old`, `10 year old`
fn is_age_behind(tokens: Tokens<'_>, at: usize) -> bool {
    tokens
        .is_any(at, &["year-old", "years-old", "month-old", "months-old", "week-old", "day-old", "year-olds"])
        || tokens.are_words(at, &["year", "old"])
}

/// "the 100- and 200-meter races"
fn is_suspended(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.kind(at) == Kind::Dash
        && !tokens.at(at).spaced
        && tokens.at(at + 1).spaced
        && tokens.is_any(at + 1, &["and", "or", "to"])
}

fn after_hedge(tokens: Tokens<'_>, core: &mut Core, end: usize) -> usize {
    if !matches!(core.bound, Bound::Exact) {
        return end;
    }
    match hedge::after(tokens, end) {
        Some((bound, past)) => {
            core.bound = bound;
            past
        }
        None => end,
    }
}

fn before_hedge(tokens: Tokens<'_>, core: &mut Core, first: usize, floor: usize) -> usize {
    if let Some(verb) = hedge::passed(tokens, first).filter(|it| *it >= floor) {
        core.bound = Bound::MoreThan;
        return verb;
    }
    if core.bound == Bound::Range
        && let Some(lead) = range_lead(tokens, first, floor)
    {
        return lead;
    }
    let the = core.kind == NumberKind::Ordinal && tokens.is_word(first.wrapping_sub(1), "the");
    let hedged = if the {
        // "higher than the tenth"
        hedge::comparison(tokens, first - 1, floor)
    } else {
        hedge::before(tokens, first, floor)
    };
    match hedged {
        // "about five hundred or more": the hedge behind is the tighter one.
        Some(_) if core.bound != Bound::Exact && !matches!(core.bound, Bound::Range | Bound::Vague) => first,
        Some((bound, start)) => {
            if core.bound == Bound::Exact {
                core.bound = bound;
                core.upper = (bound == Bound::Range).then_some(core.value);
            }
            start
        }
        None => first,
    }
}

/// The `between` or `from` of a range.
fn range_lead(tokens: Tokens<'_>, first: usize, floor: usize) -> Option<usize> {
    let lead = first.checked_sub(1)?;
    let lead = if tokens.is_word(lead, "the") { lead.checked_sub(1)? } else { lead };
    (lead >= floor && tokens.is_any(lead, &["between", "from"])).then_some(lead)
}

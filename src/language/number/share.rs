//! Shares: `half`, `two thirds`, `half a million`, `a third of`, `one in five`.

use super::super::lexicon::Class;
use super::super::token::{Kind, Tokens, eq_lower};
use super::cardinal::{cardinal, exact, part, same, scale_at};
use super::interval::rounding;
use super::pieces::{Spot, piece};
use super::read::Core;
use super::words::{Term, term};
use super::{NumberKind, calendar, hedge};

/// `half`, `two thirds`, `half a million`, `a quarter of a million`, `a third of`.
pub(super) fn share(tokens: Tokens<'_>, at: usize, article: bool) -> Option<Core> {
    let spot = Spot::before(tokens, at);
    let (value, end) = part(tokens, spot).or_else(|| third(tokens, at, article))?;
    let first = if article { at - 1 } else { at };
    if is_half_of_pair(tokens, at) {
        return None;
    }
    let fraction = Core { end, ..Core::of(tokens, first, at, NumberKind::Fraction, value) };
    Some(share_of_scale(tokens, fraction).unwrap_or(fraction))
        .filter(|it| it.kind != NumberKind::Fraction || is_free_share(tokens, at, it))
}

/// "The first half", "the other half", "the third quarter" and a "half-brother" are no shares.
fn is_half_of_pair(tokens: Tokens<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let single = matches!(term(piece(tokens, Spot::before(tokens, at)).text), Some(Term::Part(_)));
    let named = tokens.is_any(
        before,
        &[
            "first", "second", "third", "fourth", "other", "latter", "former", "better", "last", "this",
            "next", "previous",
        ],
    );
    single && (named || tokens.kind(before) == Kind::Number && tokens.str(before).ends_with(['t', 'd', 'h']))
}

/// Whether nothing is glued to the share but what it is a share of: "half-hour", not "half-brother" and "quarter-final".
fn is_free_share(tokens: Tokens<'_>, at: usize, core: &Core) -> bool {
    let single = core.end.token == at + 1;
    // "A quarter", but "a good quarter", "the quarter"
    if (tokens.is_word(at, "quarter") && core.first == at)
        || (single && tokens.is_word(at, "half") && !is_half_of(tokens, at, core))
    {
        return false;
    }
    if !core.end.is_inside(tokens) {
        let quarters = tokens.is_word(at, "quarters") || tokens.is_word(at, "halves");
        return !quarters
            && !tokens
                .is_any(core.end.token, &["final", "finals", "back", "brother", "sister", "time", "mast"]);
    }
    let head = piece(tokens, Spot::before(tokens, at)).text;
    let rest = piece(tokens, core.end).text;
    match term(head) {
        Some(Term::Part(under)) if same(under, 2.0) => {
            ["hour", "day", "year", "century", "mile"].iter().any(|it| eq_lower(rest, it))
        }
        Some(Term::Part(_)) => false,
        _ => true,
    }
}

/// "half of", "half the", "more than half", "a half"; not "the northern half", "in half", "a half marathon".
fn is_half_of(tokens: Tokens<'_>, at: usize, core: &Core) -> bool {
    const BEHIND: &[&str] = &[
        "of", "the", "a", "an", "his", "her", "its", "their", "our", "my", "that", "this", "these", "those",
        "what", "were", "was", "are",
    ];
    let next = core.end.token;
    if core.first < at {
        // "a year and a half" is told by its unit.
        let of_unit = tokens.is_word(core.first.wrapping_sub(1), "and")
            && tokens.is(core.first.wrapping_sub(2), Class::TIME_UNIT);
        let noun = tokens.kind(next) == Kind::Word && !tokens.is(next, Class::FUNCTION);
        return !of_unit && !noun;
    }
    tokens.is_any(next, BEHIND)
        || tokens.is_word(at.wrapping_sub(1), "by")
        || hedge::before(tokens, at, 0).is_some()
}

/// "a third of", "by a third", "one third", "two fifths"; "a third man" is an ordinal.
fn third(tokens: Tokens<'_>, at: usize, article: bool) -> Option<(f64, Spot)> {
    let first = piece(tokens, Spot::before(tokens, at));
    if let Some(Term::Ordinal(under)) = term(first.text).filter(|_| article && !first.next.is_inside(tokens))
    {
        let of = tokens.is_word(at + 1, "of");
        let by = tokens.is_any(
            at.wrapping_sub(2),
            &[
                "by", "about", "nearly", "almost", "over", "than", "around", "roughly", "some", "up", "only",
                "least",
            ],
        ) && !tokens.at(at + 1).is(Class::PEOPLE)
            && (tokens.kind(at + 1) != Kind::Word || tokens.at(at + 1).is(Class::FUNCTION));
        return ((of || by) && under >= 3.0).then(|| (1.0 / under, first.next));
    }
    let Some(Term::Small(over)) = term(first.text) else { return None };
    let next = piece(tokens, first.next);
    match term(next.text) {
        Some(Term::Ordinal(under)) if same(over, 1.0) && under >= 3.0 => {
            let noun = tokens.at(next.next.token);
            let glued = first.next.is_inside(tokens) || tokens.is_word(next.next.token, "of");
            (glued || noun.kind != Kind::Word || noun.is(Class::FUNCTION)).then(|| (1.0 / under, next.next))
        }
        _ => None,
    }
}

/// `half a million`, `half-dozen`, `two thirds of a million`
fn share_of_scale(tokens: Tokens<'_>, share: Core) -> Option<Core> {
    let mut at = share.end;
    for word in ["of", "a"] {
        let next = piece(tokens, at);
        if eq_lower(next.text, word) {
            at = next.next;
        }
    }
    let scale = scale_at(tokens, at, false)?;
    let mut whole = scale.value;
    let mut end = scale.end;
    if let Some(again) = scale_at(tokens, end, false).filter(|it| !it.dozen && it.value > whole) {
        whole *= again.value;
        end = again.end;
    }
    let value = exact(share.value * whole);
    let slack = if scale.dozen { share.value } else { rounding(value) };
    Some(Core { end, value, base: share.value, scale: whole, kind: NumberKind::Cardinal, slack, ..share })
}

/// `one in five`, `9 out of 10`: a share, no count.
pub(super) fn ratio(tokens: Tokens<'_>, core: Core) -> Core {
    let at = core.end.token;
    if core.end.is_inside(tokens) || core.value < 1.0 {
        return core;
    }
    let whole = if tokens.are_words(at, &["out", "of"]) {
        at + 2
    } else if tokens.is_word(at, "in") && same(core.value, 1.0) {
        at + 1
    } else {
        return core;
    };
    let every = usize::from(tokens.is_word(whole, "every"));
    let Some(under) = cardinal(tokens, Spot::before(tokens, whole + every), false) else { return core };
    let past = under.end.token;
    let year = under.digits.is_some_and(|it| it.bare && it.digits == 4);
    let fits = under.value > core.value && !under.end.is_inside(tokens) && !year && under.scale < 1e5;
    let dated = tokens.is(past, Class::TIME_UNIT) || calendar::is_month_word(tokens, past);
    if !fits || dated {
        return core;
    }
    Core { end: under.end, value: core.value / under.value, kind: NumberKind::Fraction, slack: 0.0, ..core }
}

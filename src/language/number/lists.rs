//! Two numbers that are one: ranges (`15 to 20`, `between five and 30`, `2,000-3,000`) and hedges from both sides.

use super::super::token::{Kind, Tokens, eq_lower};
use super::digits::{self, Form};
use super::pieces::{Spot, piece};
use super::read::{self, Core};
use super::{Bound, Number, NumberKind};

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
    if tokens.before(at, 1).kind == Kind::Currency || read::percent_end(tokens, end).is_some() {
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
    let month = super::context::is_month_word(tokens, at.wrapping_sub(1))
        || super::context::is_month_word(tokens, end);
    if month && a.value <= 31.0 && b.value <= 31.0 {
        return Some(Core::of(tokens, at, end, NumberKind::Calendar, a.value));
    }
    let long = a.digits.max(b.digits) > 9 || a.padded || b.padded;
    // "555-1234"
    let phone = a.bare && b.bare && a.digits == 3 && b.digits == 4;
    if (a.bare && b.bare && is_score(tokens, at, a.value, b.value)) || is_after_score(tokens, at) {
        return label();
    }
    let scaled = super::cardinal::scale_at(tokens, Spot::before(tokens, end), true).is_some();
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

/// A chain of three and more: `2011-06-28` is a day.
fn dashed_kind(tokens: Tokens<'_>, at: usize, end: usize) -> NumberKind {
    let lengths = (tokens.str(at).len(), tokens.str(at + 2).len(), tokens.str(at + 4).len());
    let date = end == at + 5 && matches!(lengths, (4, 1..=2, 1..=2) | (1..=2, 1..=2, 2 | 4));
    if date { NumberKind::Calendar } else { NumberKind::Label }
}

/// `ten-to-twelve`, `10-to-25 year sentence`; with the greater first it is a score: `308-to-118`.
fn hyphened(tokens: Tokens<'_>, first: Core, last: Option<&Number>) -> Option<Core> {
    let joint = piece(tokens, first.end);
    if !["to", "or"].iter().any(|it| eq_lower(joint.text, it)) {
        return None;
    }
    let mut at = joint.next;
    if !at.is_inside(tokens) && tokens.kind(at.token) == Kind::Dash && !tokens.at(at.token).spaced {
        at = Spot::before(tokens, at.token + 1);
    }
    let high = if at.is_inside(tokens) {
        let found = super::cardinal::cardinal(tokens, at, false)?;
        Core {
            end: found.end,
            base: found.base,
            scale: found.scale,
            ..Core::of(tokens, at.token, at.token, first.kind, found.value)
        }
    } else {
        number_behind(tokens, at.token, &first, last)?
    };
    spanned(first, high).or(Some(Core { kind: NumberKind::Label, end: high.end, ..first }))
}

/// `1990s-2000s`, `5th-7th`, `7-9pm`: read one by one, but ids are not.
fn mixed(tokens: Tokens<'_>, at: usize) -> Option<Core> {
    let is_label = |index: usize| matches!(digits::read(tokens.str(index)), Form::Label(_));
    (is_label(at) || is_label(at + 2)).then(|| Core::of(tokens, at, at + 3, NumberKind::Label, 0.0))
}

/// The range that begins with the number, or the number itself.
pub(super) fn range(tokens: Tokens<'_>, first: Core, floor: usize, last: Option<&Number>) -> Core {
    if !is_joinable(&first) {
        return first;
    }
    if first.end.is_inside(tokens) {
        return hyphened(tokens, first, last).unwrap_or(first);
    }
    let lead = first.first.checked_sub(1).filter(|it| *it >= floor);
    let lead = lead.map(|it| if tokens.is_word(it, "the") && it > floor { it - 1 } else { it });
    let between = lead.filter(|it| tokens.is_word(*it, "between"));
    if let Some(between) = between {
        return between_and(tokens, first, between, last).unwrap_or(first);
    }
    joined(tokens, first, floor, last).unwrap_or(first)
}

fn is_joinable(core: &Core) -> bool {
    matches!(core.kind, NumberKind::Cardinal | NumberKind::Ordinal)
        && matches!(core.bound, Bound::Exact)
        && !core.malformed
}

/// `between five and 30`, `between the tenth and the fifteenth`
fn between_and(tokens: Tokens<'_>, first: Core, between: usize, last: Option<&Number>) -> Option<Core> {
    // "between 15 to 20" is frequent, though no style guide likes it.
    let with_and = second(tokens, &first, "and", last).or_else(|| second(tokens, &first, "to", last));
    let pair = with_and.map(|it| (first, it)).or_else(|| {
        // "between one hundred and two hundred": the word may have been taken into the first number.
        let alone = read::core(tokens, first.first, between + 1, last, false)?;
        second(tokens, &alone, "and", last).map(|it| (alone, it))
    });
    let (low, high) = pair?;
    Some(Core { first: low.first, ..spanned(low, high)? })
}

/// The number behind the first and a joining word, with a percent sign and articles left out.
fn second(tokens: Tokens<'_>, first: &Core, word: &str, last: Option<&Number>) -> Option<Core> {
    if first.end.is_inside(tokens) {
        return None;
    }
    let end = first.end.token;
    let at = read::percent_end(tokens, end).unwrap_or(end);
    if !tokens.is_word(at, word) {
        return None;
    }
    number_behind(tokens, at + 1, first, last)
}

/// A number of the same kind at the token, behind a sign of money or an article.
fn number_behind(tokens: Tokens<'_>, at: usize, first: &Core, last: Option<&Number>) -> Option<Core> {
    let skip = usize::from(
        tokens.kind(at) == Kind::Currency || (tokens.is_word(at, "the") && first.kind == NumberKind::Ordinal),
    );
    // "a hundred", "a dozen"
    let skip = skip + usize::from(tokens.is_any(at + skip, &["a", "an"]));
    let at = at + skip;
    if !read::may_begin(tokens, at) {
        return None;
    }
    let found = read::core(tokens, at, at, last, true)?;
    (found.kind == first.kind && is_joinable(&found)).then_some(found)
}

/// One core from two, when the second is the greater.
fn spanned(low: Core, high: Core) -> Option<Core> {
    // "two to three million", "50 to 100 thousand"; but "from 500 to 2 million"
    let lent =
        low.scale <= 1.0 && high.scale > 1.0 && low.base > 0.0 && low.base < high.base && low.value < 1000.0;
    let value = if lent { super::cardinal::exact(low.value * high.scale) } else { low.value };
    let years = is_years(&low, &high);
    let kind = if years { NumberKind::Calendar } else { low.kind };
    (value < high.value).then_some(Core {
        kind,
        value,
        upper: Some(high.value),
        bound: Bound::Range,
        end: high.end,
        ..low
    })
}

/// `(1682 - 1725)`
fn is_years(low: &Core, high: &Core) -> bool {
    let year = |it: &Core| {
        it.plain.is_some_and(|plain| plain.bare && plain.digits == 4) && (1000.0..2100.0).contains(&it.value)
    };
    year(low)
        && year(high)
        && high.value - low.value <= 300.0
        && (low.value % 100.0 != 0.0 || high.value % 100.0 != 0.0)
}

/// `15 to 20`, `15-20`, `three or four`
fn joined(tokens: Tokens<'_>, first: Core, floor: usize, last: Option<&Number>) -> Option<Core> {
    let end = first.end.token;
    if first.end.is_inside(tokens) {
        return None;
    }
    let behind = read::percent_end(tokens, end).unwrap_or(end);
    let at = behind + 1;
    if tokens.kind(behind) == Kind::Dash {
        let tight = !tokens.at(behind).spaced && !tokens.at(at).spaced;
        let spaced = tokens.at(behind).spaced && tokens.at(at).spaced && tokens.str(behind) != "--";
        // "killed 12 - 30 were hurt": a spaced dash joins only digits with nothing behind them but their noun.
        let digits = first.plain.is_some() && tokens.kind(at) == Kind::Number;
        let words = tight && first.plain.is_none();
        let found =
            number_behind(tokens, at, &first, last).filter(|_| (digits && (tight || spaced)) || words)?;
        return spanned(first, found).filter(|_| !spaced || !is_verb_behind(tokens, found.end.token));
    }
    if tokens.is_word(behind, "to") && !is_change(tokens, first.first, floor) {
        return spanned(first, number_behind(tokens, at, &first, last)?).filter(|it| !is_step(tokens, it));
    }
    if tokens.is_word(behind, "or") && first.kind == NumberKind::Cardinal {
        let found = spanned(first, number_behind(tokens, at, &first, last)?)?;
        return found.upper.is_some_and(|upper| upper <= found.value * 2.0).then_some(found);
    }
    None
}

fn is_verb_behind(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.is_any(at, &["were", "are", "was", "is", "have", "had", "of"])
}

/// Verbs of change: a number behind them is what was added, or where it began.
const CHANGE: &[&str] = &[
    "rose",
    "rise",
    "rises",
    "risen",
    "rising",
    "fell",
    "fall",
    "falls",
    "fallen",
    "falling",
    "increase",
    "increased",
    "increases",
    "increasing",
    "dropped",
    "drop",
    "drops",
    "dropping",
    "climbed",
    "climbing",
    "jumped",
    "grew",
    "grown",
    "growing",
    "cut",
    "cutting",
    "raised",
    "raise",
    "raising",
    "lowered",
    "lowering",
    "went",
    "gone",
    "up",
    "down",
    "declined",
    "revised",
    "changed",
    "change",
    "changing",
    "expanded",
    "expand",
    "expanding",
    "slipped",
    "surged",
    "soared",
    "moved",
    "shrank",
    "reduced",
    "reduce",
    "reducing",
    "doubled",
    "tripled",
    "extend",
    "extended",
    "extending",
    "shortened",
    "upgraded",
    "downgraded",
    "voted",
    "beat",
    "gained",
    "added",
    "tumbled",
    "lost",
    "trails",
    "trailed",
    "toll",
];

/// Whether the number is one that something rose from or by: "from 12 to 15", "up 3 to 40", "fell more than $2 to $79".
fn is_change(tokens: Tokens<'_>, first: usize, floor: usize) -> bool {
    let lead = first.wrapping_sub(1);
    if first > floor
        && tokens.is_any(lead, &["by", "up", "down", "voted", "vote", "added", "gained", "lost", "trails"])
    {
        return true;
    }
    let reach = if tokens.is_word(lead, "from") { 16 } else { return false };
    (lead.saturating_sub(reach)..lead)
        .rev()
        .take_while(|it| tokens.kind(*it) != Kind::Stop)
        .any(|it| tokens.is_any(it, CHANGE))
}

/// Whether a step of a change is given and then its end: the end is far from the step.
fn is_step(tokens: Tokens<'_>, range: &Core) -> bool {
    let first = range.first;
    range.upper.is_some_and(|upper| upper > range.value * 4.0)
        && (first.saturating_sub(5)..first).any(|it| tokens.is_any(it, CHANGE))
}

/// Words that a score stands with.
const SCORE: &[&str] = &[
    "beat",
    "beats",
    "defeated",
    "defeating",
    "won",
    "win",
    "wins",
    "winning",
    "lost",
    "loss",
    "lead",
    "leads",
    "led",
    "score",
    "scored",
    "scores",
    "record",
    "victory",
    "vote",
    "voted",
    "votes",
    "set",
    "sets",
    "match",
    "tied",
    "draw",
    "drew",
    "defeat",
    "trailing",
    "trails",
    "trailed",
    "series",
    "games",
    "tie",
];

/// "lost 3-6, 4-6", "a record of 68-70", "0-6"
fn is_score(tokens: Tokens<'_>, at: usize, low: f64, high: f64) -> bool {
    let near = (at.saturating_sub(6)..at).rev().take_while(|it| tokens.kind(*it) != Kind::Stop);
    low == 0.0
        || (high < 250.0
            && near.clone().any(|it| tokens.is_any(it, SCORE))
            && !near
                .clone()
                .any(|it| tokens.is_any(it, &["about", "between", "least", "some", "killed", "aged"])))
}

/// Joins hedges from both sides: "more than 10 and less than 40", "at most 100 and at least 20".
pub(super) fn settle(tokens: Tokens<'_>, found: &mut Vec<Number>) {
    let mut index = 0;
    while index + 1 < found.len() {
        let merged = match (found.get(index), found.get(index + 1)) {
            (Some(a), Some(b)) => both_sides(tokens, a, b),
            _ => None,
        };
        if let Some(merged) = merged {
            found.remove(index + 1);
            if let Some(slot) = found.get_mut(index) {
                *slot = merged;
            }
        }
        index += 1;
    }
}

fn both_sides(tokens: Tokens<'_>, a: &Number, b: &Number) -> Option<Number> {
    let near = b.tokens.start == a.tokens.end + 1 && tokens.is_any(a.tokens.end, &["and", "but"]);
    if !near || a.kind != b.kind {
        return None;
    }
    let is_floor = |it: &Number| matches!(it.bound, Bound::AtLeast | Bound::MoreThan);
    let is_ceiling = |it: &Number| matches!(it.bound, Bound::AtMost | Bound::LessThan);
    let (low, high) = if is_floor(a) && is_ceiling(b) { (a, b) } else { (b, a) };
    (is_floor(low) && is_ceiling(high) && low.value < high.value).then(|| Number {
        range: a.range.cover(b.range),
        core: a.core.cover(b.core),
        tokens: a.tokens.start..b.tokens.end,
        core_tokens: a.core_tokens.start..b.core_tokens.end,
        value: low.value,
        upper: Some(high.value),
        bound: Bound::Range,
        kind: a.kind,
        slack: 0.0,
        malformed: false,
    })
}

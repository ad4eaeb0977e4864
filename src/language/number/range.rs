//! Two numbers that are one: `15 to 20`, `between five and 30`, `2,000-3,000`, `three or four`; and hedges from both sides.

use super::super::token::{Kind, Tokens, eq_lower};
use super::cardinal::{cardinal, exact};
use super::money::percent_end;
use super::pieces::{Spot, piece};
use super::read::{self, Core};
use super::roles::{self, Role};
use super::{Bound, Number, NumberKind};

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
    let at = percent_end(tokens, end).unwrap_or(end);
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
    let value = if lent { exact(low.value * high.scale) } else { low.value };
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
    let behind = percent_end(tokens, end).unwrap_or(end);
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
        let found = cardinal(tokens, at, false)?;
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

fn is_verb_behind(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.is_any(at, &["were", "are", "was", "is", "have", "had", "of"])
}

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
        .any(|it| roles::is(tokens, it, Role::CHANGE))
}

/// Whether a step of a change is given and then its end: the end is far from the step.
fn is_step(tokens: Tokens<'_>, range: &Core) -> bool {
    let first = range.first;
    range.upper.is_some_and(|upper| upper > range.value * 4.0)
        && (first.saturating_sub(5)..first).any(|it| roles::is(tokens, it, Role::CHANGE))
}

/// Joins hedges from both sides: "more than 10 and less than 40", "at most 100 and at least 20".
pub(super) fn settled(tokens: Tokens<'_>, found: Vec<Number>) -> Vec<Number> {
    let mut settled: Vec<Number> = Vec::with_capacity(found.len());
    for number in found {
        match settled.last_mut() {
            Some(last) => match both_sides(tokens, last, &number) {
                Some(merged) => *last = merged,
                None => settled.push(number),
            },
            None => settled.push(number),
        }
    }
    settled
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

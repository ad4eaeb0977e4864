//! The signs of percent and money around a number.

use super::super::token::{Kind, Tokens};
use super::roles::{self, Role};

/// The token behind `%`, `percent`, `per cent`, `percentage points`.
pub(super) fn percent_end(tokens: Tokens<'_>, at: usize) -> Option<usize> {
    let end = if tokens.kind(at) == Kind::Percent || tokens.is_any(at, &["percent", "percents", "pct", "pc"])
    {
        at + 1
    } else if tokens.is_word(at, "per") && tokens.is_word(at + 1, "cent") {
        at + 2
    } else if tokens.is_word(at, "percentage") {
        return Some(at + 1 + usize::from(tokens.is_any(at + 1, &["point", "points"])));
    } else {
        return None;
    };
    Some(end + usize::from(tokens.is_any(end, &["point", "points"])))
}

/// The token behind the word of money at the token.
pub(super) fn money_end(tokens: Tokens<'_>, at: usize) -> Option<usize> {
    let sign = tokens.kind(at) == Kind::Currency;
    let land = tokens.is_any(at, &["us", "u.s.", "american", "canadian", "australian"]);
    let at = at + usize::from(land && !sign);
    // "won" is also a verb.
    let verb = tokens.is_word(at, "won") && !tokens.is_any(at + 1, &["(", "for", "to", "in"]);
    (sign || (roles::is(tokens, at, Role::MONEY) && !verb)).then_some(at + 1)
}

/// The first token of the sign of money before the number: `$`, `US$`, `Rs.`
pub(super) fn money_start(tokens: Tokens<'_>, first: usize, floor: usize) -> usize {
    let Some(before) = first.checked_sub(1).filter(|it| *it >= floor) else { return first };
    if tokens.kind(before) == Kind::Currency {
        let land = before.checked_sub(1).filter(|it| *it >= floor).is_some_and(|it| {
            !tokens.at(before).spaced
                && tokens.is_any(it, &["us", "u.s.", "a", "c", "hk", "nz", "s", "r", "ca", "au"])
        });
        return before - usize::from(land);
    }
    if tokens.is_any(before, &["rs", "rs.", "usd", "eur", "gbp", "inr"]) { before } else { first }
}

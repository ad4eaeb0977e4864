//! Numbers in prose: digits, words, ranges, hedges and vague counts, each with its value and its bytes.
//!
//! What a number counts is not decided here; `facts/` reads the words around it.

mod calendar;
mod cardinal;
mod context;
mod dashed;
mod digits;
mod dress;
mod hedge;
mod interval;
mod money;
mod ordinal;
mod pieces;
mod range;
mod read;
pub(super) mod roles;
mod share;
mod vague;
mod words;

#[cfg(test)]
mod tests;

pub use interval::Interval;

use super::token::Tokens;
use crate::text::TextRange;

pub(super) use calendar::{is_capital_month, is_month_word};
pub(super) use hedge::before as hedge_before;
pub(super) use words::{LONGEST, lower, ordinal_value};

/// How a number is hedged.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Bound {
    /// `12`, `all 12`, `a total of 12`
    Exact,
    /// `at least 12`, `no fewer than 12`, `12 or more`
    AtLeast,
    /// `more than 250`, `over 250`, `250-plus`
    MoreThan,
    /// `about 40`, `some 40`, `40 or so`, `an estimated 40`
    About,
    /// `nearly 40`, `almost 40`, `close to 40`
    Nearly,
    /// `up to 80`, `as many as 80`, `at most 80`
    AtMost,
    /// `fewer than 80`, `under 80`
    LessThan,
    /// `15 to 20`, `between 15 and 20`
    Range,
    /// `dozens`, `several`, `hundreds`, `many`
    Vague,
}

/// What form of number it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum NumberKind {
    /// `12`, `twelve`, `1.3 million`, `dozens`
    Cardinal,
    /// `third`, `4th`
    Ordinal,
    /// `20 percent`, `20%`, `20 percentage points`
    Percent,
    /// `two thirds`, `half`, `a quarter`, `one in five`
    Fraction,
    /// `$2`, `2 million euros`
    Money,
    /// `45-year-old`, `three-month`, `12-member`, `80mph`: bound to a noun by a hyphen, or to a unit.
    Compound,
    /// `13:56`, `7 p.m.`
    Clock,
    /// `2011`, `1990s`, where it can only be a year; also the numbers of a calendar date.
    Calendar,
    /// `No. 7`, `Flight 447`, `F-16`, `Resolution 1973`, `1.829641-23`: a name, not a count. Scores too: `3-2`.
    Label,
}

/// A number in a block. Ranges are bytes of the block's text.
#[derive(Clone, PartialEq, Debug)]
pub struct Number {
    /// The whole expression with its hedge and its sign of percent or money: `more than 250`, `between 15 and 20`,
    /// `nearly 20 percent`.
    pub range: TextRange,
    /// The number alone: `250`, `15 and 20`, `20`.
    pub core: TextRange,
    /// The tokens of `range`.
    pub tokens: std::ops::Range<usize>,
    /// The tokens of `core`; of `three-month` and `45-year-old` the one token.
    pub core_tokens: std::ops::Range<usize>,
    /// The stated value; the lower one of a range; the least sensible one of a vague count.
    pub value: f64,
    /// The upper value of a range, or of a vague count that has one.
    pub upper: Option<f64>,
    /// How it is hedged.
    pub bound: Bound,
    /// What form it has.
    pub kind: NumberKind,
    /// How far the true number may lie to either side by the way it is written: 50 for `1,300`, 1 for `a dozen`,
    /// 0 for `12`.
    pub slack: f64,
    /// Whether it is written in digits that form no number: `45,00`, `12,34,5`.
    pub malformed: bool,
}

/// All numbers of a block, in order; they do not overlap.
///
/// `one of` and the pronoun `one` are left out, as are a bare `a` and `an`.
pub fn numbers(tokens: Tokens<'_>) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !read::may_begin(tokens, at) {
            at += 1;
            continue;
        }
        match read::number(tokens, at, found.last()) {
            Some(number) => {
                at = number.tokens.end.max(at + 1);
                found.push(number);
            }
            None => at += 1,
        }
    }
    range::settled(tokens, found)
}

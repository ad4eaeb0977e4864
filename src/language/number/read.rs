//! Reads one number with all that belongs to it.

use super::super::lexicon::Class;
use super::super::token::{Kind, Tokens, eq_lower};
use super::cardinal::{Cardinal, cardinal, exact};
use super::digits::{self, Form, Plain};
use super::dress::dressed;
use super::interval::rounding;
use super::money::money_end;
use super::ordinal::ordinal;
use super::pieces::{self, Spot, piece};
use super::range::range;
use super::roles::{self, Role};
use super::share::{ratio, share};
use super::vague::{vague, zero_or_both};
use super::words::{Term, term};
use super::{Bound, Number, NumberKind, calendar, context, dashed};

/// A number without hedges and units.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Core {
    /// Its first token.
    pub(super) first: usize,
    /// Where it ends, perhaps within a token.
    pub(super) end: Spot,
    pub(super) value: f64,
    pub(super) upper: Option<f64>,
    pub(super) bound: Bound,
    pub(super) kind: NumberKind,
    pub(super) slack: f64,
    pub(super) malformed: bool,
    /// What stands before its scale, which a range may lend: 2 of `2 million`.
    pub(super) base: f64,
    pub(super) scale: f64,
    /// How it is written, when in digits.
    pub(super) plain: Option<Plain>,
}

impl Core {
    /// A number of a kind that is read by itself.
    pub(super) fn of(tokens: Tokens<'_>, first: usize, end: usize, kind: NumberKind, value: f64) -> Self {
        Self {
            first,
            end: Spot::before(tokens, end),
            value,
            upper: None,
            bound: Bound::Exact,
            kind,
            slack: 0.0,
            malformed: false,
            base: value,
            scale: 1.0,
            plain: None,
        }
    }

    fn cardinal(first: usize, found: Cardinal) -> Self {
        let slack = if found.dozens { found.value / 12.0 } else { rounding(found.value) };
        Self {
            first,
            end: found.end,
            value: found.value,
            upper: None,
            bound: Bound::Exact,
            kind: NumberKind::Cardinal,
            slack,
            malformed: found.malformed,
            base: found.base,
            scale: found.scale,
            plain: found.digits,
        }
    }
}

/// Whether a number can begin at the token; most tokens are turned away here.
pub(super) fn may_begin(tokens: Tokens<'_>, at: usize) -> bool {
    let token = tokens.at(at);
    match token.kind {
        Kind::Number => true,
        Kind::Word if token.is(Class::NUMERAL) => true,
        Kind::Word if token.hyphen => pieces::is_numeral(tokens, at) || ends_in_digit(tokens, at),
        // "a number of"
        Kind::Word => token.end - token.start == 6 && tokens.are_words(at, &["number", "of"]),
        Kind::Other => digits::vulgar(tokens.str(at)).is_some(),
        _ => false,
    }
}

/// `F-16`, `M-19`
fn ends_in_digit(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.str(at).ends_with(|ch: char| ch.is_ascii_digit())
}

/// The number at the token, which lies behind `last`.
pub(super) fn number(tokens: Tokens<'_>, at: usize, last: Option<&Number>) -> Option<Number> {
    let floor = last.map_or(0, |it| it.tokens.end);
    let core = core(tokens, at, floor, last, true)?;
    let core = range(tokens, core, floor, last);
    Some(dressed(tokens, core, floor))
}

/// The number at the token without hedges. `and` says whether the word may join its parts.
pub(super) fn core(
    tokens: Tokens<'_>,
    at: usize,
    floor: usize,
    last: Option<&Number>,
    and: bool,
) -> Option<Core> {
    match tokens.kind(at) {
        Kind::Number => in_digits(tokens, at, last, and),
        Kind::Other => {
            let value = digits::vulgar(tokens.str(at))?;
            Some(Core::of(tokens, at, at + 1, NumberKind::Fraction, value))
        }
        Kind::Word => in_words(tokens, at, floor, last, and),
        _ => None,
    }
}

fn in_digits(tokens: Tokens<'_>, at: usize, last: Option<&Number>, and: bool) -> Option<Core> {
    if let Some(core) = dashed::dashed(tokens, at) {
        return Some(core);
    }
    let spot = Spot::before(tokens, at);
    let first = piece(tokens, spot);
    let end = first.next;
    let simple = |kind, value| Some(Core { end, ..Core::of(tokens, at, at + 1, kind, value) });
    match digits::read(first.text) {
        Form::Ordinal(value) if calendar::is_month_day(tokens, at, at + 1, value) => {
            simple(NumberKind::Calendar, value)
        }
        Form::Ordinal(value) => simple(NumberKind::Ordinal, value),
        Form::Fraction(value) => simple(NumberKind::Fraction, value),
        Form::Calendar(value) => simple(NumberKind::Calendar, value),
        Form::Label(value) => simple(NumberKind::Label, value),
        Form::Clock(value) => {
            let half = tokens.is_any(at + 1, &["p.m.", "a.m.", "pm", "am"]);
            Some(Core::of(tokens, at, at + 1 + usize::from(half), NumberKind::Clock, value))
        }
        Form::Glued(value) if first.text.ends_with('m') && is_sum(tokens, at) => {
            simple(NumberKind::Cardinal, exact(value * 1e6))
        }
        Form::Glued(value) => simple(NumberKind::Compound, value),
        Form::Plain(plain) => plain_digits(tokens, at, plain, last, and),
    }
}

/// "$10m", "€2m", "1.3m people"
fn is_sum(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.before(at, 1).kind == Kind::Currency
        || context::is_people(tokens, at + 1)
        || money_end(tokens, at + 1).is_some()
}

fn plain_digits(
    tokens: Tokens<'_>,
    at: usize,
    plain: Plain,
    last: Option<&Number>,
    and: bool,
) -> Option<Core> {
    let value = plain.value;
    let simple = |end: usize, kind| Some(Core::of(tokens, at, end, kind, value));
    if tokens.before(at, 1).kind == Kind::Currency {
        // "€1.300,50" is how much of Europe writes sums.
        let found = cardinal(tokens, Spot::before(tokens, at), and)?;
        return Some(Core { malformed: found.malformed && !plain.malformed, ..Core::cardinal(at, found) });
    }
    if let Some(end) = calendar::clock_end(tokens, at, plain) {
        return simple(end, NumberKind::Clock);
    }
    let hyphened = piece(tokens, Spot::before(tokens, at)).next.is_inside(tokens);
    let short = plain.bare && plain.digits <= 2;
    if short && !hyphened && calendar::is_month_day(tokens, at, at + 1, value) {
        return simple(at + 1, NumberKind::Calendar);
    }
    if !is_grouped(tokens, at) && context::is_label(tokens, at, last) {
        return simple(at + 1, NumberKind::Label);
    }
    if short && calendar::ends_years(tokens, at, last) {
        return simple(at + 1, NumberKind::Calendar);
    }
    if !hyphened && calendar::is_year(tokens, at, plain, last) {
        return simple(at + 1, NumberKind::Calendar);
    }
    let found = cardinal(tokens, Spot::before(tokens, at), and)?;
    let mut core = Core::cardinal(at, found);
    core.malformed = (found.malformed && !(plain.malformed && is_decimal_comma(tokens, at)))
        || plain.doubtful && context::is_people(tokens, at + 1);
    Some(ratio(tokens, core))
}

/// "supposed to number 8,000": no name has a comma.
fn is_grouped(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.str(at).contains(',')
}

/// Whether what stands around digits shows that their comma is a decimal one, or that they are a citation or an angle.
fn is_decimal_comma(tokens: Tokens<'_>, at: usize) -> bool {
    let next = tokens.at(at + 1);
    let before = at.checked_sub(1).map(|it| tokens.kind(it));
    matches!(next.kind, Kind::Percent | Kind::Currency | Kind::Number)
        || (next.kind == Kind::Other && at + 1 < tokens.len())
        || (next.kind == Kind::SingleQuote && !next.spaced)
        || next.is(Class::TIME_UNIT)
        || roles::is(tokens, at + 1, Role::MEASURE)
        || money_end(tokens, at + 1).is_some()
        || matches!(before, Some(Kind::Open | Kind::Currency | Kind::Number | Kind::Other))
}

fn in_words(tokens: Tokens<'_>, at: usize, floor: usize, last: Option<&Number>, and: bool) -> Option<Core> {
    let token = tokens.at(at);
    if token.hyphen && !pieces::is_numeral(tokens, at) {
        return name_with_digits(tokens, at);
    }
    let article = at > floor && tokens.is_any(at - 1, &["a", "an"]);
    if context::is_name_part(tokens, at) || is_named_by_word(tokens, at, last) {
        return cardinal(tokens, Spot::before(tokens, at), false)
            .map(|it| Core { kind: NumberKind::Label, ..Core::cardinal(at, it) });
    }
    if let Some(core) = share(tokens, at, article) {
        return Some(core);
    }
    if let Some(core) = ordinal(tokens, at, last) {
        return Some(core);
    }
    if let Some(found) = vague(tokens, at) {
        let core = Core::of(tokens, found.first.max(floor), at, NumberKind::Cardinal, found.least);
        return Some(Core { end: found.end, upper: found.most, bound: Bound::Vague, ..core });
    }
    if let Some(core) = zero_or_both(tokens, at) {
        return Some(core);
    }
    if context::is_pronoun_one(tokens, at) {
        return None;
    }
    let found = cardinal(tokens, Spot::before(tokens, at), and)?;
    let takes_article =
        matches!(term(piece(tokens, Spot::before(tokens, at)).text), Some(Term::Scale(_) | Term::Dozen));
    let first = if article && takes_article { at - 1 } else { at };
    Some(ratio(tokens, Core::cardinal(first, found)))
}

/// `F-16`, `COVID-19`; not `mid-2011`.
fn name_with_digits(tokens: Tokens<'_>, at: usize) -> Option<Core> {
    let (head, tail) = tokens.str(at).rsplit_once(pieces::is_hyphen)?;
    if tail.is_empty() || !tail.bytes().all(|it| it.is_ascii_digit()) || tail.len() > 15 {
        return None;
    }
    let period = ["mid", "early", "late", "pre", "post"].iter().any(|it| eq_lower(head, it));
    let kind = if period && tail.len() == 4 { NumberKind::Calendar } else { NumberKind::Label };
    Some(Core::of(tokens, at, at + 1, kind, tail.parse().unwrap_or(0.0)))
}

/// `Channel Four`, `number one`, `Phase Two`
fn is_named_by_word(tokens: Tokens<'_>, at: usize, last: Option<&Number>) -> bool {
    let alone = matches!(term(tokens.str(at)), Some(Term::Small(_) | Term::Tens(_)));
    let capital = tokens.at(at).has_capital() && tokens.before(at, 1).has_capital();
    let number = tokens.is_word(at.wrapping_sub(1), "number");
    alone && (capital || number) && context::is_label(tokens, at, last)
}

//! Reads one number with all that belongs to it.

use super::super::lexicon::{self, Class};
use super::super::token::{Kind, Token, Tokens, eq_lower};
use super::cardinal::{Cardinal, cardinal, exact, part, scale_at};
use super::context;
use super::digits::{self, Form, Plain};
use super::interval::rounding;
use super::pieces::{self, Spot, piece};
use super::vague::vague;
use super::words::{Term, term};
use super::{Bound, Number, NumberKind, hedge, lists};
use crate::text::TextRange;

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
        Kind::Word => {
            token.is(Class::NUMERAL)
                || (token.hyphen && (pieces::is_numeral(tokens, at) || ends_in_digit(tokens, at)))
        }
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
    let core = lists::range(tokens, core, floor, last);
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
    if let Some(core) = lists::dashed(tokens, at) {
        return Some(core);
    }
    let spot = Spot::before(tokens, at);
    let first = piece(tokens, spot);
    let end = first.next;
    let simple = |kind, value| Some(Core { end, ..Core::of(tokens, at, at + 1, kind, value) });
    match digits::read(first.text) {
        Form::Ordinal(value) if context::is_month_day(tokens, at, at + 1, value) => {
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
        return cardinal(tokens, Spot::before(tokens, at), and).map(|it| Core::cardinal(at, it));
    }
    if let Some(end) = context::clock_end(tokens, at, plain) {
        return simple(end, NumberKind::Clock);
    }
    let hyphened = piece(tokens, Spot::before(tokens, at)).next.is_inside(tokens);
    let short = plain.bare && plain.digits <= 2;
    if short && !hyphened && context::is_month_day(tokens, at, at + 1, value) {
        return simple(at + 1, NumberKind::Calendar);
    }
    if !is_grouped(tokens, at) && context::is_label(tokens, at, last) {
        return simple(at + 1, NumberKind::Label);
    }
    if short && ends_years(tokens, at, last) {
        return simple(at + 1, NumberKind::Calendar);
    }
    if !hyphened && context::is_year(tokens, at, plain, last) {
        return simple(at + 1, NumberKind::Calendar);
    }
    let found = cardinal(tokens, Spot::before(tokens, at), and)?;
    let mut core = Core::cardinal(at, found);
    core.malformed = found.malformed && !is_decimal_comma(tokens, at)
        || plain.doubtful && context::is_people(tokens, at + 1);
    Some(ratio(tokens, core))
}

/// "supposed to number 8,000": no name has a comma.
fn is_grouped(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.str(at).contains(',')
}

/// "2009 - 10"
fn ends_years(tokens: Tokens<'_>, at: usize, last: Option<&Number>) -> bool {
    let behind_year = last.is_some_and(|it| {
        it.kind == NumberKind::Calendar && it.tokens.end + 1 == at && (1000.0..2100.0).contains(&it.value)
    });
    behind_year && tokens.before(at, 1).kind == Kind::Dash && !context::is_people(tokens, at + 1)
}

/// Whether what stands around digits shows that their comma is a decimal one, or that they are a citation or an angle.
fn is_decimal_comma(tokens: Tokens<'_>, at: usize) -> bool {
    const MEASURES: &[&str] = &[
        "m",
        "km",
        "cm",
        "mm",
        "kg",
        "g",
        "meters",
        "metres",
        "meter",
        "metre",
        "kilometers",
        "kilometres",
        "miles",
        "feet",
        "percent",
        "per",
        "pct",
        "degrees",
        "points",
        "liters",
        "litres",
        "tons",
        "tonnes",
        "million",
        "billion",
        "mm2",
        "°c",
        "hectares",
        "acres",
        "ha",
        "gb",
        "mb",
        "mw",
        "gw",
        "kwh",
        "hz",
    ];
    let next = tokens.at(at + 1);
    matches!(next.kind, Kind::Percent | Kind::Currency | Kind::Number)
        || next.kind == Kind::Other
        || (next.kind == Kind::SingleQuote && !next.spaced)
        || next.is(Class::TIME_UNIT)
        || tokens.is_any(at + 1, MEASURES)
        || money_end(tokens, at + 1).is_some()
        || matches!(tokens.before(at, 1).kind, Kind::Open | Kind::Currency | Kind::Number | Kind::Other)
}

/// `one in five`, `9 out of 10`: a share, no count.
fn ratio(tokens: Tokens<'_>, core: Core) -> Core {
    let at = core.end.token;
    if core.end.is_inside(tokens) || core.value < 1.0 {
        return core;
    }
    let whole = if tokens.are_words(at, &["out", "of"]) {
        at + 2
    } else if tokens.is_word(at, "in") && cardinal_is(core.value, 1.0) {
        at + 1
    } else {
        return core;
    };
    let every = usize::from(tokens.is_word(whole, "every"));
    let Some(under) = cardinal(tokens, Spot::before(tokens, whole + every), false) else { return core };
    let past = under.end.token;
    let year = under.digits.is_some_and(|it| it.bare && it.digits == 4);
    let fits = under.value > core.value && !under.end.is_inside(tokens) && !year && under.scale < 1e5;
    let dated = tokens.is(past, Class::TIME_UNIT) || context::is_month_word(tokens, past);
    if !fits || dated {
        return core;
    }
    Core { end: under.end, value: core.value / under.value, kind: NumberKind::Fraction, slack: 0.0, ..core }
}

fn cardinal_is(value: f64, other: f64) -> bool {
    super::cardinal::same(value, other)
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

/// `half`, `two thirds`, `half a million`, `a quarter of a million`, `a third of`.
fn share(tokens: Tokens<'_>, at: usize, article: bool) -> Option<Core> {
    let spot = Spot::before(tokens, at);
    let (value, end) = part(tokens, spot).or_else(|| third(tokens, at, article))?;
    let first = if article { at - 1 } else { at };
    if is_half_of_pair(tokens, at) {
        return None;
    }
    let fraction = Core { end, ..Core::of(tokens, first, at, NumberKind::Fraction, value) };
    Some(share_of_scale(tokens, fraction).unwrap_or(fraction))
        .filter(|it| it.kind != NumberKind::Fraction || is_free_share(tokens, it))
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
fn is_free_share(tokens: Tokens<'_>, core: &Core) -> bool {
    let single = core.end.token == core.first + 1;
    if tokens.is_word(core.first, "quarter")
        || (single && tokens.is_word(core.first, "half") && !is_half_of(tokens, core))
    {
        return false;
    }
    if !core.end.is_inside(tokens) {
        let quarters = tokens.is_word(core.first, "quarters") || tokens.is_word(core.first, "halves");
        return !quarters
            && !tokens
                .is_any(core.end.token, &["final", "finals", "back", "brother", "sister", "time", "mast"]);
    }
    let head = piece(tokens, Spot::before(tokens, core.first)).text;
    let rest = piece(tokens, core.end).text;
    match term(head) {
        Some(Term::Part(under)) if cardinal_is(under, 2.0) => {
            ["hour", "day", "year", "century", "mile"].iter().any(|it| eq_lower(rest, it))
        }
        Some(Term::Part(_)) => false,
        _ => true,
    }
}

/// "half of", "half the", "more than half"; not "the northern half", "in half", "a half marathon".
fn is_half_of(tokens: Tokens<'_>, core: &Core) -> bool {
    const BEHIND: &[&str] = &[
        "of", "the", "a", "an", "his", "her", "its", "their", "our", "my", "that", "this", "these", "those",
        "what", "were", "was", "are",
    ];
    tokens.is_any(core.end.token, BEHIND)
        || tokens.is_word(core.first.wrapping_sub(1), "by")
        || hedge::before(tokens, core.first, 0).is_some()
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
        Some(Term::Ordinal(under)) if cardinal_is(over, 1.0) && under >= 3.0 => {
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

/// `third`, `twenty-first`, `one hundred and first`.
fn ordinal(tokens: Tokens<'_>, at: usize, last: Option<&Number>) -> Option<Core> {
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
    let day = !end.is_inside(tokens) && context::is_month_day(tokens, at, end.token, value) && value < 32.0;
    let kind = if day { NumberKind::Calendar } else { NumberKind::Ordinal };
    Some(Core { end, ..Core::of(tokens, at, at, kind, value) })
}

/// "twenty-second" is one word, "twenty second" only where a month or an article stands before it.
fn is_one_word(tokens: Tokens<'_>, unit: &Spot, value: f64) -> bool {
    let before = unit.token.wrapping_sub(2);
    unit.is_inside(tokens)
        || !cardinal_is(value, 2.0)
        || context::is_month_word(tokens, before)
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

/// "None were hurt", "no one was killed": 0; "both men", "twin blasts": 2.
fn zero_or_both(tokens: Tokens<'_>, at: usize) -> Option<Core> {
    let simple = |end: usize, value| Some(Core::of(tokens, at, end, NumberKind::Cardinal, value));
    let next = tokens.at(at + 1);
    if tokens.is_any(at, &["none", "nobody"]) && is_toll_verb(tokens, at + 1) {
        return simple(at + 1, 0.0);
    }
    if tokens.are_words(at, &["no", "one"]) && is_toll_verb(tokens, at + 2) {
        return simple(at + 2, 0.0);
    }
    let plural = next.kind == Kind::Word && !next.has_capital() && tokens.str(at + 1).ends_with('s');
    if tokens.is_word(at, "both") {
        let men = next.is(Class::PEOPLE) || tokens.is_any(at + 1, &["men", "women", "were", "died", "are"]);
        return (men || plural && !next.is(Class::FUNCTION)).then(|| simple(at + 1, 2.0)).flatten();
    }
    (tokens.is_word(at, "twin") && plural).then(|| simple(at + 1, 2.0)).flatten()
}

/// "was killed", "were seriously hurt", "has died"
fn is_toll_verb(tokens: Tokens<'_>, at: usize) -> bool {
    let is_effect = |it: usize| tokens.is(it, Class::EFFECT);
    is_effect(at)
        || tokens.is_any(at, &["was", "were", "is", "are", "has", "have", "had"])
            && (at + 1..at + 4).any(is_effect)
}

/// Adds what stands around: hedges, the signs of percent and money, the noun bound by a hyphen.
fn dressed(tokens: Tokens<'_>, core: Core, floor: usize) -> Number {
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
    if countable || core.kind == NumberKind::Money {
        first = before_hedge(tokens, &mut core, first, floor);
    }
    if core.kind == NumberKind::Cardinal && (is_age_behind(tokens, end) || is_suspended(tokens, end)) {
        core.kind = NumberKind::Compound;
    }
    let byte = |token: &Token| token.start;
    Number {
        range: TextRange::new(byte(tokens.at(first)), tokens.before(end, 1).end.max(core_end)),
        core: TextRange::new(byte(tokens.at(core.first)), core_end),
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

/// Words of money behind a number.
const MONEY: &[&str] = &[
    "dollar",
    "dollars",
    "euro",
    "euros",
    "pound",
    "pounds",
    "rupee",
    "rupees",
    "yen",
    "yuan",
    "renminbi",
    "ruble",
    "rubles",
    "rouble",
    "roubles",
    "peso",
    "pesos",
    "dinar",
    "dinars",
    "lira",
    "liras",
    "shekel",
    "shekels",
    "rial",
    "rials",
    "riyal",
    "riyals",
    "dirham",
    "dirhams",
    "franc",
    "francs",
    "krona",
    "kronor",
    "krone",
    "kroner",
    "zloty",
    "zlotys",
    "baht",
    "won",
    "ringgit",
    "rupiah",
    "naira",
    "rand",
    "shilling",
    "shillings",
    "cent",
    "cents",
    "pence",
    "usd",
    "eur",
    "gbp",
    "hryvnia",
];

/// The token behind the word of money at the token.
fn money_end(tokens: Tokens<'_>, at: usize) -> Option<usize> {
    let sign = tokens.kind(at) == Kind::Currency;
    let land = tokens.is_any(at, &["us", "u.s.", "american", "canadian", "australian"]);
    let at = at + usize::from(land && !sign);
    // "won" is also a verb.
    let verb = tokens.is_word(at, "won") && !tokens.is_any(at + 1, &["(", "for", "to", "in"]);
    (sign || (tokens.is_any(at, MONEY) && !verb)).then_some(at + 1)
}

/// The first token of the sign of money before the number: `$`, `US$`, `Rs.`
fn money_start(tokens: Tokens<'_>, first: usize, floor: usize) -> usize {
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

//! Lengths of time, and the moments they lead to: `eight months`, `two days ago`, `the past 24 hours`, `three-month`.

use super::super::lexicon::Class;
use super::super::number::roles::{self, Role};
use super::super::number::{Bound, Number, NumberKind, hedge_before};
use super::super::token::{Kind, Tokens};
use super::atoms::{Atom, Source};
use super::weekday::direction;
use super::{Anchor, Time, Unit, tense};
use crate::text::{TextRange, slice};

/// A length of time.
pub(super) fn length(count: f64, unit: Unit, bound: Bound) -> Time {
    Time::Duration { count, unit, nearly: bound == Bound::Nearly, bound }
}

/// The unit at a token, as one or several: `fortnight` is two weeks.
pub(super) fn unit_at(tokens: Tokens<'_>, at: usize) -> Option<(f64, Unit, bool)> {
    let written = tokens.str(at);
    if written.eq_ignore_ascii_case("fortnight") || written.eq_ignore_ascii_case("fortnights") {
        return Some((2.0, Unit::Week, written.len() > 9));
    }
    let (unit, plural) = Unit::of(written)?;
    Some((1.0, unit, plural))
}

/// A number and its unit: `eight months`, `the past 24 hours`, `two days ago`, `5 upcoming years`, `the 20th of next month`.
pub(super) fn counted(source: Source<'_>, number: &Number, floor: usize) -> Option<Atom> {
    let tokens = source.tokens;
    if !matches!(number.kind, NumberKind::Cardinal | NumberKind::Fraction) || number.malformed {
        return None;
    }
    let mut at = number.tokens.end;
    let mut way = None;
    while at < number.tokens.end + 2 && !tokens.is_word(at, "second") {
        if let Some(found) = inner_direction(tokens.str(at)) {
            way = Some(found);
        } else if !is_between(tokens, at, number) {
            break;
        }
        at += 1;
    }
    let (times, unit, plural) = unit_at(tokens, at)?;
    let one = (number.value - 1.0).abs() < 1e-9 || number.value < 1.0;
    // "one and a half hour"
    let part = number.value.fract() != 0.0;
    let fits = plural
        || one
        || part
        || (tokens.kind(number.core_tokens.start) == Kind::Number && is_short(tokens, at));
    let single_second = tokens.is_word(at, "second") && !one;
    if !fits || single_second || is_age(tokens, at + 1) || (unit == Unit::Quarter && !plural) {
        return None;
    }
    let count = number.point() * times;
    let start = number.tokens.start;
    if way.is_some() || leads(tokens, start, floor).is_some() {
        let (first, ahead) = leads(tokens, start, floor).unwrap_or((start, way.unwrap_or(false)));
        return Some(Atom::new(first, at + 1, Time::Rolling { count, unit, ahead, bound: number.bound }));
    }
    Some(lasting(source, start, at + 1, count, unit, number.bound, floor))
}

/// Words between a count and its unit: "three straight days", "half an hour", "one and three quarters of an hour".
fn is_between(tokens: Tokens<'_>, at: usize, number: &Number) -> bool {
    let part = number.value.fract() != 0.0;
    roles::is(tokens, at, Role::WITHIN_LENGTH)
        || (part && tokens.is_word(at, "of"))
        || (number.kind == NumberKind::Fraction && tokens.is_any(at, &["a", "an"]))
}

/// "10 previous weeks", "the 5 upcoming years": whether they lie ahead.
fn inner_direction(word: &str) -> Option<bool> {
    match direction(word) {
        Some(-1) => Some(false),
        Some(1) => Some(true),
        _ => None,
    }
}

/// `yrs`, `hrs`: units that do not show whether they are many.
fn is_short(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.at(at).end - tokens.at(at).start <= 3 && !tokens.is_word(at, "day")
}

/// `the past …`, `these last …`, `the next …`: the first token, and whether the stretch lies ahead.
fn leads(tokens: Tokens<'_>, start: usize, floor: usize) -> Option<(usize, bool)> {
    let before = start.checked_sub(1).filter(|it| *it >= floor)?;
    let the = before.checked_sub(1).filter(|it| *it >= floor && tokens.is_any(*it, &["the", "these"]));
    let ahead = match tokens.str(before).to_ascii_lowercase().as_str() {
        "past" | "last" | "previous" | "preceding" => false,
        "next" | "coming" | "upcoming" => true,
        // "Following almost two weeks of talks": after them.
        "following" if the.is_some() => true,
        _ => return None,
    };
    Some((the.unwrap_or(before), ahead))
}

/// "45 years old", "12 years of age": no time of the story.
pub(super) fn is_age(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.is_any(at, &["old", "older", "younger"]) || tokens.are_words(at, &["of", "age"])
}

/// A length of time, with further parts ("and three months"), and what makes a moment of it ("ago").
pub(super) fn lasting(
    source: Source<'_>,
    start: usize,
    end: usize,
    count: f64,
    unit: Unit,
    bound: Bound,
    floor: usize,
) -> Atom {
    let tokens = source.tokens;
    let (count, unit, end) = with_more_parts(source, count, unit, end);
    let shift = |end, ahead, from| Atom::new(start, end, Time::Shift { count, unit, ahead, from, bound });
    if tokens.is_word(end, "ago") {
        return match days_in(count, unit).filter(|_| bound == Bound::Exact) {
            Some(days) => Atom::new(start, end + 1, Time::DayOffset(-days)),
            None => shift(end + 1, false, Anchor::Article),
        };
    }
    if tokens.are_words(end, &["from", "now"]) || tokens.are_words(end, &["from", "today"]) {
        return shift(end + 2, true, Anchor::Article);
    }
    if tokens.is_word(end, "hence") {
        return shift(end + 1, true, Anchor::Article);
    }
    let clause_ends = |at: usize| tokens.kind(at) != Kind::Word || tokens.is(at, Class::FUNCTION);
    if tokens.is_any(end, &["earlier", "beforehand"]) && !tokens.is_word(end + 1, "than") {
        return shift(end + 1, false, Anchor::Story);
    }
    if tokens.is_any(end, &["later", "afterwards", "afterward"]) {
        return shift(end + 1, true, Anchor::Story);
    }
    if tokens.is_word(end, "before") && !tokens.is(end + 1, Class::FUNCTION) && clause_ends(end + 1) {
        return shift(end + 1, false, Anchor::Story);
    }
    let inside = start.checked_sub(1).filter(|it| *it >= floor && tokens.is_word(*it, "in"));
    // "in two weeks' time"
    if let Some(inside) =
        inside.filter(|_| tokens.kind(end) == Kind::Possessive && tokens.is_word(end + 1, "time"))
    {
        return Atom::new(
            inside,
            end + 2,
            Time::Shift { count, unit, ahead: true, from: Anchor::Article, bound },
        );
    }
    // "will be held in two weeks": the end of that time; "killed in two weeks" is its length.
    if let Some(inside) = inside.filter(|it| tense::is_future_before(tokens, *it)) {
        return Atom::new(
            inside,
            end,
            Time::Shift { count, unit, ahead: true, from: Anchor::Article, bound },
        );
    }
    Atom::new(start, end, length(count, unit, bound))
}

/// Whole days in a count of days or weeks.
fn days_in(count: f64, unit: Unit) -> Option<i32> {
    let days = match unit {
        Unit::Day => count,
        Unit::Week => count * 7.0,
        _ => return None,
    };
    let fits = days.fract() == 0.0 && days < 1e6;
    #[expect(clippy::cast_possible_truncation, reason = "checked above")]
    fits.then_some(days as i32)
}

/// `… and a half`, `… and three months`, `, 2 days, 3 hours, and 4 seconds`.
fn with_more_parts(source: Source<'_>, count: f64, unit: Unit, end: usize) -> (f64, Unit, usize) {
    let tokens = source.tokens;
    if tokens.are_words(end, &["and", "a", "half"]) && !tokens.is_any(end + 3, &["of", "dozen", "million"]) {
        return (count + 0.5, unit, end + 3);
    }
    let (mut count, mut unit, mut end) = (count, unit, end);
    while let Some((more, smaller, next)) = smaller_part(source, unit, end) {
        count = count * unit.in_units_of(smaller) + more;
        (unit, end) = (smaller, next);
    }
    if let Some((minutes, past)) = bare_minutes(source, unit, end) {
        return (count * 60.0 + minutes, Unit::Minute, past);
    }
    (count, unit, end)
}

/// "two hours and 10", "an hour fifteen": minutes go without saying.
fn bare_minutes(source: Source<'_>, unit: Unit, end: usize) -> Option<(f64, usize)> {
    let tokens = source.tokens;
    let at = end + usize::from(tokens.is_word(end, "and"));
    let number = source.number_at(at).filter(|it| it.kind == NumberKind::Cardinal && it.range == it.core)?;
    let past = number.core_tokens.end;
    let minutes = unit == Unit::Hour && (1.0..60.0).contains(&number.value) && number.bound == Bound::Exact;
    let noun = tokens.kind(past) == Kind::Word
        || !matches!(tokens.kind(past), Kind::Stop | Kind::Comma | Kind::Other);
    (minutes && !noun).then_some((number.value, past))
}

pub(super) fn smaller_part(source: Source<'_>, unit: Unit, end: usize) -> Option<(f64, Unit, usize)> {
    let tokens = source.tokens;
    let mut at = end + usize::from(tokens.kind(end) == Kind::Comma);
    at += usize::from(tokens.is_word(at, "and"));
    let number = source.number_at(at).filter(|it| it.kind == NumberKind::Cardinal && it.range == it.core)?;
    let past = number.core_tokens.end;
    let (times, smaller, _) = unit_at(tokens, past)?;
    let single = tokens.is_word(past, "second") && number.value > 1.0;
    // "3 months and 2 days ago they found it": the days belong to "ago".
    let other = tokens.is_word(past + 1, "ago")
        && tokens.is_word(end, "and")
        && smaller == Unit::Day
        && unit > Unit::Week;
    (smaller < unit && !single && !other && number.bound == Bound::Exact).then_some((
        number.value * times,
        smaller,
        past + 1,
    ))
}

/// "A year ago", "in a week", "for a month", "an hour and a half"; "100 a day" is a rate.
pub(super) fn article_unit(
    source: Source<'_>,
    before: usize,
    at: usize,
    times: f64,
    unit: Unit,
    floor: usize,
) -> Option<Atom> {
    let tokens = source.tokens;
    let one = tokens.is_word(before, "one");
    let led = tokens.is_any(
        before.wrapping_sub(1),
        &[
            "for", "in", "about", "nearly", "almost", "over", "than", "within", "least", "after", "lasting",
            "lasted", "around", "took", "just", "under",
        ],
    );
    let behind = tokens.is_any(at + 1, &["ago", "earlier", "later", "from", "long", "hence"])
        || tokens.are_words(at + 1, &["and", "a", "half"])
        || smaller_part(source, unit, at + 1).is_some()
        || (tokens.is_any(at + 1, &["before", "after"]) && unit >= Unit::Day);
    let whole_text = before == 0 && at + 1 == tokens.len();
    if !(led || behind || whole_text || one) || unit == Unit::Quarter || tokens.is_word(at, "second") {
        return None;
    }
    let (bound, start) = hedge_before(tokens, before, floor).unwrap_or((Bound::Exact, before));
    let rate = tokens.before(before, 1).kind == Kind::Number || tokens.before(before, 1).is(Class::NUMERAL);
    if rate && !behind {
        return None;
    }
    Some(lasting(source, start, at + 1, times, unit, bound, floor))
}

/// `three-month`, `24-hour`, `21-month-old`, `3h`, `week-long`.
pub(super) fn compound(source: Source<'_>, at: usize, number: Option<&Number>) -> Option<Atom> {
    let tokens = source.tokens;
    let written = tokens.str(at);
    let Some(number) = number else { return long(tokens, at) };
    if number.kind != NumberKind::Compound && !(number.kind == NumberKind::Label && written.len() <= 4) {
        return None;
    }
    let behind = number.core.end.max(tokens.at(at).start);
    let token = number.core_tokens.end.checked_sub(1)?;
    let rest = slice(tokens.text, TextRange::new(behind, tokens.at(token).end));
    let rest = rest.trim_start_matches(['-', '‑', '‐']);
    let mut pieces = rest.split(['-', '‑', '‐']);
    let first = pieces.next().unwrap_or("");
    let glued = glued_unit(written);
    let (count, unit) = match (Unit::of(first), glued) {
        (Some((unit, _)), _) if first.len() > 1 => (number.point(), unit),
        (_, Some((count, unit))) => (count, unit),
        _ => return None,
    };
    let old = rest.ends_with("old") || rest.ends_with("olds");
    if (old && !is_event(tokens, token + 1)) || unit == Unit::Weekend || rest.starts_with("hand") {
        return None;
    }
    Some(Atom::new(number.core_tokens.start, token + 1, length(count, unit, number.bound)))
}

/// `3h`, `2w`, `30min`: digits with the letters of a unit.
fn glued_unit(written: &str) -> Option<(f64, Unit)> {
    let split = written.find(|ch: char| ch.is_ascii_alphabetic())?;
    let (digits, letters) = written.split_at_checked(split)?;
    let unit = match letters {
        "h" | "hr" | "hrs" | "H" => Unit::Hour,
        "min" | "mins" => Unit::Minute,
        "sec" | "secs" => Unit::Second,
        "yr" | "yrs" => Unit::Year,
        "W" => Unit::Week,
        _ => return None,
    };
    Some((digits.parse().ok()?, unit))
}

/// `week-long`, `month-long`
fn long(tokens: Tokens<'_>, at: usize) -> Option<Atom> {
    let (head, tail) = tokens.str(at).split_once(['-', '‑', '‐'])?;
    let (unit, plural) = Unit::of(head)?;
    (tail.eq_ignore_ascii_case("long") && !plural)
        .then(|| Atom::new(at, at + 1, length(1.0, unit, Bound::Exact)))
}

/// What may be so many years old without being alive: "a 21-month-old revolt". All else so old is a person.
fn is_event(tokens: Tokens<'_>, at: usize) -> bool {
    (at..at + 3).any(|it| roles::is(tokens, it, Role::LASTING))
}

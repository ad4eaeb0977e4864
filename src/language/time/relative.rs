//! Times told from the article's date or from the story: "today", "last month", "the past 24 hours", "two days ago"; and
//! lengths of time.

use super::super::lexicon::Class;
use super::super::number::{Bound, Number, NumberKind};
use super::super::token::{Kind, Tokens};
use super::atoms::{Atom, Source, small};
use super::calendar::{direction, worded_decade};
use super::{Anchor, Part, Season, Time, Unit};

/// Whether a word that is in no list of the lexicon may begin a time; called for most words, so the first letter decides.
pub(super) fn is_time_word(word: &str) -> bool {
    let words: &[&str] = match word.bytes().next().unwrap_or(0).to_ascii_lowercase() {
        b't' => &["today", "tonight", "tomorrow", "thanksgiving"],
        b'y' => &["yesterday", "yearlong"],
        b'o' => &["overnight"],
        b's' => &["spring", "summer", "saint"],
        b'a' => &["autumn"],
        b'f' => &["fall", "fortnight", "fortnights"],
        b'w' => &["winter", "weeklong"],
        b'm' => &["monthlong"],
        b'd' => &["date", "daylong"],
        b'e' => &["easter", "earth"],
        b'c' => &["christmas"],
        b'h' => &["halloween"],
        b'b' => &["boxing"],
        b'g' => &["good"],
        b'v' => &["valentine", "valentines"],
        b'i' => &["international"],
        b'n' => &["new"],
        _ => return false,
    };
    words.iter().any(|it| word.eq_ignore_ascii_case(it))
}

/// A word that is a time by itself.
pub(super) fn word(source: Source<'_>, at: usize, floor: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let one = |time| Some(Atom::new(at, at + 1, time));
    let lower = tokens.str(at).to_ascii_lowercase();
    match lower.as_str() {
        "today" | "tonight" => one(Time::DayOffset(0)),
        "tomorrow" => one(Time::DayOffset(1)),
        "yesterday" => one(Time::DayOffset(-1)),
        // "overnight Saturday" is the Saturday.
        "overnight" if tokens.is(at + 1, Class::WEEKDAY) => None,
        "overnight" => {
            one(Time::Between { from: Box::new(Time::DayOffset(-1)), to: Box::new(Time::DayOffset(0)) })
        }
        // "so far", "to date"
        "date"
            if at > floor
                && tokens.is_word(at - 1, "to")
                && !tokens.is_any(at.wrapping_sub(2), &["up", "able"]) =>
        {
            let ends = tokens.kind(at + 1) != Kind::Word || tokens.is(at + 1, Class::FUNCTION);
            ends.then(|| Atom::new(at - 1, at + 1, Time::Until(Box::new(Time::DayOffset(0)))))
        }
        "fortnight" => unit(source, at, floor),
        "spring" | "summer" | "autumn" | "fall" | "winter" => season(source, at, &lower, floor),
        "weeklong" => one(length(1.0, Unit::Week, Bound::Exact)),
        "monthlong" => one(length(1.0, Unit::Month, Bound::Exact)),
        "yearlong" => one(length(1.0, Unit::Year, Bound::Exact)),
        "daylong" => one(length(1.0, Unit::Day, Bound::Exact)),
        _ => worded_decade(tokens, at),
    }
}

/// A length of time.
fn length(count: f64, unit: Unit, bound: Bound) -> Time {
    Time::Duration { count, unit, nearly: bound == Bound::Nearly, bound }
}

/// `last summer`, `the winter of 2010`, `in spring`; "fall" and "spring" are also verbs.
fn season(source: Source<'_>, at: usize, word: &str, floor: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let season = match word {
        "spring" => Season::Spring,
        "summer" => Season::Summer,
        "winter" => Season::Winter,
        _ => Season::Autumn,
    };
    let of = usize::from(tokens.is_word(at + 1, "of"));
    if let Some((year, end)) = source.year(at + 1 + of) {
        return Some(Atom::new(at, end, Time::Season { season, year: Some(year), offset: 0 }));
    }
    let before = at.checked_sub(1).filter(|it| *it >= floor)?;
    let time = |offset| Time::Season { season, year: None, offset };
    if let Some(offset) = direction(tokens.str(before)) {
        return Some(Atom::new(before, at + 1, time(offset)));
    }
    let in_season = tokens.is_any(before, &["in", "since", "during", "by", "until"])
        || (tokens.is_any(before, &["the", "early", "late", "mid"])
            && tokens.is_any(before.wrapping_sub(1), &["in", "during", "since", "of", "by"]));
    let noun = tokens.kind(at + 1) == Kind::Word && !tokens.is(at + 1, Class::FUNCTION);
    (in_season && !noun && word != "fall").then(|| Atom::new(at, at + 1, time(0)))
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
    let rest = crate::text::slice(tokens.text, crate::text::TextRange::new(behind, tokens.at(token).end));
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
    const EVENTS: &[&str] = &[
        "revolt",
        "uprising",
        "conflict",
        "war",
        "insurgency",
        "crackdown",
        "crisis",
        "siege",
        "strike",
        "truce",
        "ceasefire",
        "cease-fire",
        "campaign",
        "occupation",
        "blockade",
        "ban",
        "embargo",
        "rule",
        "regime",
        "government",
        "protest",
        "protests",
        "unrest",
        "violence",
        "rebellion",
        "revolution",
        "dispute",
        "standoff",
        "stand-off",
        "stalemate",
        "offensive",
        "battle",
        "fighting",
        "drought",
        "recession",
        "feud",
        "monarchy",
        "curfew",
        "boycott",
        "deadlock",
        "struggle",
        "insurrection",
    ];
    tokens.is_any(at, EVENTS) || tokens.is_any(at + 1, EVENTS) || tokens.is_any(at + 2, EVENTS)
}

/// The unit at a token, as one or several: `fortnight` is two weeks.
fn unit_at(tokens: Tokens<'_>, at: usize) -> Option<(f64, Unit, bool)> {
    let written = tokens.str(at);
    if written.eq_ignore_ascii_case("fortnight") || written.eq_ignore_ascii_case("fortnights") {
        return Some((2.0, Unit::Week, written.len() > 9));
    }
    let (unit, plural) = Unit::of(written)?;
    Some((1.0, unit, plural))
}

/// `the first week of October`, `the third quarter of 2009`, `21st century`: an ordinal and a unit.
pub(super) fn nth(source: Source<'_>, number: &Number, floor: usize) -> Option<Atom> {
    let tokens = source.tokens;
    if number.kind != NumberKind::Ordinal || number.upper.is_some() {
        return None;
    }
    let n = small(number.value)?;
    let at = number.core_tokens.start;
    let mut end = number.core_tokens.end;
    // "the second last week"
    let last = tokens.is_word(end, "last");
    end += usize::from(last);
    let n = if last { -n } else { n };
    if tokens.is(end, Class::WEEKDAY) {
        let weekday = super::calendar::weekday_number(tokens.str(end))?;
        return part_of(source, at, end + 1, Part::Weekday(n, weekday), floor);
    }
    if tokens.is_word(end, "half") && (1..=2).contains(&n) {
        return part_of(source, at, end + 1, Part::Half(n), floor);
    }
    let (_, unit, plural) = unit_at(tokens, end)?;
    if plural || unit < Unit::Day || tokens.at(end).hyphen {
        return None;
    }
    if unit == Unit::Century && !last {
        let first = i16::from(n - 1) * 100;
        return Some(Atom::new(at, end + 1, Time::years(first, first + 100)?));
    }
    part_of(source, at, end + 1, Part::Nth(n, unit), floor)
}

/// `… of October`, `… of this year`; the part alone names nothing, but for quarters.
fn part_of(source: Source<'_>, start: usize, end: usize, part: Part, floor: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let of = tokens.is_any(end, &["of", "in"]);
    let start = if start > floor && tokens.is_word(start - 1, "the") { start - 1 } else { start };
    let inner = if of { end + 1 } else { end };
    if let Some(whole) = whole_at(source, inner).filter(|_| of) {
        return Some(Atom::new(start, whole.end, Time::Part { part, of: Box::new(whole.time) }));
    }
    if let (Part::Nth(_, Unit::Quarter), false) = (part, of) {
        if let Some((year, end)) = source.year(end) {
            let of = Box::new(Time::years(year, year + 1)?);
            return Some(Atom::new(start, end, Time::Part { part, of }));
        }
        let of = Box::new(Time::Relative { unit: Unit::Year, offset: 0 });
        return Some(Atom::new(start, end, Time::Part { part, of }));
    }
    None
}

/// A month, year, or unit that has parts, at the token: `October 2014`, `2011`, `last year`, `the week`.
pub(super) fn whole_at(source: Source<'_>, at: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let the = usize::from(tokens.is_word(at, "the"));
    if let Some((year, end)) = source.year(at + the) {
        return Some(Atom::new(at, end, Time::years(year, year + 1)?));
    }
    if let Some(number) = source.number_at(at + the).filter(|it| it.kind == NumberKind::Calendar) {
        return super::calendar::year(source, number);
    }
    if tokens.is(at + the, Class::MONTH) {
        let atom = super::calendar::month(source, at + the, at)?;
        return matches!(atom.time, Time::Period { .. } | Time::Month { .. }).then_some(atom);
    }
    let way = direction(tokens.str(at + the));
    if way.is_some() && tokens.is(at + the + 1, Class::MONTH) {
        return super::calendar::month(source, at + the + 1, at);
    }
    let (_, unit, plural) = unit_at(tokens, at + the + usize::from(way.is_some()))?;
    let offset = way.or((the == 1).then_some(0))?;
    let end = at + the + usize::from(way.is_some()) + 1;
    (!plural && unit > Unit::Day).then(|| Atom::new(at, end, Time::Relative { unit, offset }))
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
        } else if !tokens.is_any(at, BETWEEN)
            && !(number.kind == NumberKind::Fraction && tokens.is_any(at, &["an", "a"]))
            && !(number.value.fract() != 0.0 && tokens.is_word(at, "of"))
        {
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
        return Some(Atom::new(first, at + 1, Time::Rolling { count, unit, ahead }));
    }
    Some(lasting(source, start, at + 1, count, unit, number.bound, floor))
}

/// Words between a count and its unit.
const BETWEEN: &[&str] = &[
    "more",
    "extra",
    "additional",
    "other",
    "full",
    "straight",
    "consecutive",
    "whole",
    "entire",
    "long",
    "solid",
    "further",
    "successive",
    "calendar",
];

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
fn is_age(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.is_any(at, &["old", "older", "younger"]) || tokens.are_words(at, &["of", "age"])
}

/// `the 20th of next month`, `the 21st this month`, `20th day of next month`
pub(super) fn day_of_unit(source: Source<'_>, number: &Number, floor: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let day = small(number.value).filter(|it| (1..=31).contains(it))?;
    let mut at = number.core_tokens.end;
    at += usize::from(tokens.is_word(at, "day"));
    let of = tokens.is_word(at, "of");
    at += usize::from(of);
    let offset = direction(tokens.str(at))?;
    // "the 20th this month", "20 of next month", but not "20 last month"
    let named = number.kind == NumberKind::Ordinal || (of && number.kind == NumberKind::Cardinal);
    if !tokens.is_word(at + 1, "month") || number.range != number.core || !named {
        return None;
    }
    let start = number.core_tokens.start;
    let start = if start > floor && tokens.is_word(start - 1, "the") { start - 1 } else { start };
    let of = Box::new(Time::Relative { unit: Unit::Month, offset });
    Some(Atom::new(start, at + 2, Time::Part { part: Part::Nth(day, Unit::Day), of }))
}

/// A length of time, with further parts ("and three months"), and what makes a moment of it ("ago").
fn lasting(
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
    let shift = |end, ahead, from| Atom::new(start, end, Time::Shift { count, unit, ahead, from });
    if tokens.is_word(end, "ago") {
        return match days_in(count, unit) {
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
        return Atom::new(inside, end + 2, Time::Shift { count, unit, ahead: true, from: Anchor::Article });
    }
    // "will be held in two weeks": the end of that time; "killed in two weeks" is its length.
    if let Some(inside) = inside.filter(|it| super::tense::is_future_before(tokens, *it)) {
        return Atom::new(inside, end, Time::Shift { count, unit, ahead: true, from: Anchor::Article });
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

fn smaller_part(source: Source<'_>, unit: Unit, end: usize) -> Option<(f64, Unit, usize)> {
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

/// A unit without a number: `last month`, `the weekend`, `a year ago`, `half an hour`, `all week`.
pub(super) fn unit(source: Source<'_>, at: usize, floor: usize) -> Option<Atom> {
    let tokens = source.tokens;
    let (times, unit, plural) = unit_at(tokens, at)?;
    let before = at.checked_sub(1).filter(|it| *it >= floor)?;
    let word = tokens.str(before).to_ascii_lowercase();
    let the = before.checked_sub(1).filter(|it| *it >= floor && tokens.is_any(*it, &["the", "this"]));
    if is_age(tokens, at + 1) {
        return None;
    }
    match word.as_str() {
        "a" | "an" | "one" if !plural => article_unit(source, before, at, times, unit, floor),
        "half" => Some(Atom::new(before, at + 1, length(0.5 * times, unit, Bound::Exact))),
        "some" if plural => Some(Atom::new(before, at + 1, length(3.0, unit, Bound::Vague))),
        "all" if !plural && unit >= Unit::Day => {
            Some(Atom::new(before, at + 1, length(times, unit, Bound::Exact)))
        }
        _ if plural => None,
        _ => directed(source, Directed { at, unit, times, before, the }, &word),
    }
}

/// What stands before a unit without a number.
#[derive(Clone, Copy, Debug)]
struct Directed {
    at: usize,
    unit: Unit,
    times: f64,
    before: usize,
    the: Option<usize>,
}

fn directed(source: Source<'_>, it: Directed, word: &str) -> Option<Atom> {
    let tokens = source.tokens;
    let Directed { at, unit, times, before, the } = it;
    let small = unit < Unit::Day || tokens.is_word(at, "night");
    let with_the = the.unwrap_or(before);
    let story = |start: usize, count: f64, ahead: bool| {
        Some(Atom::new(start, at + 1, Time::Shift { count: count * times, unit, ahead, from: Anchor::Story }))
    };
    let relative =
        |start: usize, offset: i32| Some(Atom::new(start, at + 1, Time::Relative { unit, offset }));
    let rolling = |ahead| Some(Atom::new(with_the, at + 1, Time::Rolling { count: times, unit, ahead }));
    // "last week's Sunday"
    if unit == Unit::Week && tokens.kind(at + 1) == Kind::Possessive && tokens.is(at + 2, Class::WEEKDAY) {
        let weekday = super::calendar::weekday_number(tokens.str(at + 2))?;
        let which = super::Which::Week(direction(word)?);
        return Some(Atom::new(before, at + 3, Time::Weekday { weekday, which }));
    }
    if tokens.is_word(at, "night") && word == "last" {
        return Some(Atom::new(before, at + 1, Time::DayOffset(-1)));
    }
    if times > 1.0 && matches!(word, "next" | "last" | "past" | "coming") {
        return rolling(matches!(word, "next" | "coming"));
    }
    match word {
        "past" => rolling(false),
        _ if small => None,
        "last" if unit == Unit::Day => None,
        "last" => last_unit(source, it),
        "next" if unit == Unit::Day && the.is_some() => story(with_the, 1.0, true),
        "next" if unit == Unit::Day => None,
        "next" | "coming" | "upcoming" => relative(before, 1),
        "this" | "current" if unit == Unit::Day => None,
        "this" | "current" => relative(before, 0),
        "following" if the.is_some() && unit <= Unit::Day => story(with_the, 1.0, true),
        "following" if the.is_some() => story(before, 1.0, true),
        "following" => relative(before, 1),
        "previous" | "preceding" if the.is_some() => story(with_the, 1.0, false),
        "previous" | "preceding" => relative(before, -1),
        "same" if the.is_some() => story(with_the, 0.0, true),
        "that" => story(before, 0.0, true),
        "the" => the_unit(source, it),
        _ => None,
    }
}

/// `last week`; "the last week of October" is a part, "in the last week" a stretch.
fn last_unit(source: Source<'_>, it: Directed) -> Option<Atom> {
    let Directed { at, unit, times, before, the } = it;
    let tokens = source.tokens;
    if tokens.is_any(at + 1, &["of", "in"])
        && let Some(whole) = whole_at(source, at + 2)
    {
        let part = Time::Part { part: Part::Nth(-1, unit), of: Box::new(whole.time) };
        return Some(Atom::new(the.unwrap_or(before), whole.end, part));
    }
    let stretch =
        the.filter(|the| tokens.is_any(the.wrapping_sub(1), &["in", "over", "during", "within", "for"]));
    match stretch {
        Some(the) => Some(Atom::new(the, at + 1, Time::Rolling { count: times, unit, ahead: false })),
        None => Some(Atom::new(before, at + 1, Time::Relative { unit, offset: -1 })),
    }
}

/// `the weekend`, `the day before yesterday`, `the week after`, `the month of June`, `for the year`.
fn the_unit(source: Source<'_>, it: Directed) -> Option<Atom> {
    let Directed { at, unit, times, before, .. } = it;
    let tokens = source.tokens;
    // "Person of the Year"
    if tokens.at(at).has_capital() && before > 0 {
        return None;
    }
    if unit == Unit::Week
        && times < 2.0
        && let Some((end, time)) = week_of(source, at)
    {
        return Some(Atom::new(before, end, time));
    }
    let ahead = tokens.is_word(at + 1, "after");
    let shift =
        |end, count: f64, ahead| Time::Shift { count, unit, ahead, from: Anchor::Story }.at(before, end);
    if ahead || tokens.is_word(at + 1, "before") {
        // "the day before yesterday", "the week before last"
        return match tokens.str(at + 2).to_ascii_lowercase().as_str() {
            "yesterday" if !ahead => Some(Time::DayOffset(-2).at(before, at + 3)),
            "tomorrow" if ahead => Some(Time::DayOffset(2).at(before, at + 3)),
            "last" if !ahead => Some(Time::Relative { unit, offset: -2 }.at(before, at + 3)),
            "next" if ahead => Some(Time::Relative { unit, offset: 2 }.at(before, at + 3)),
            _ => Some(shift(at + 1, 1.0, ahead)),
        };
    }
    if unit == Unit::Weekend
        && let Some((end, week)) = week_of(source, at)
    {
        let part = Time::Part { part: Part::Nth(1, Unit::Weekend), of: Box::new(week) };
        return Some(Atom::new(before, end, part));
    }
    if tokens.is_word(at + 1, "of") && tokens.is(at + 2, Class::MONTH.or(Class::WEEKDAY)) {
        return None;
    }
    let part = tokens.is_any(before.wrapping_sub(1), &["of", "in"])
        && tokens.is_any(before.wrapping_sub(2), &["end", "start", "beginning", "middle", "close"]);
    if unit == Unit::Weekend || (part && unit >= Unit::Week && times < 2.0 && !tokens.is_word(at + 1, "of")) {
        return Some(Time::Relative { unit, offset: 0 }.at(before, at + 1));
    }
    let noun = tokens.kind(at + 1) == Kind::Word && !tokens.is(at + 1, Class::FUNCTION);
    let whole = matches!(unit, Unit::Week | Unit::Month | Unit::Year)
        && tokens.is_any(before.wrapping_sub(1), &["of", "for", "in", "this", "during"]);
    (whole && !noun && !tokens.is_word(at + 1, "of")).then(|| shift(at + 1, 0.0, true))
}

/// `the week of Nov. 7`, `the week beginning February 4`
fn week_of(source: Source<'_>, at: usize) -> Option<(usize, Time)> {
    let tokens = source.tokens;
    let led = tokens.is_any(at + 1, &["of", "beginning", "starting", "commencing", "ending"]);
    let day = at + 2 + usize::from(tokens.is_word(at + 2, "on"));
    if !led {
        return None;
    }
    if let Some((holiday, end)) = super::holiday::holiday(tokens, day) {
        let atom = super::calendar::of_holiday(source, day, holiday, end, day);
        return Some((atom.end, Time::WeekOf(Box::new(atom.time))));
    }
    if !tokens.is(day, Class::MONTH) && source.number_at(day).is_none() {
        return None;
    }
    let atom =
        super::calendar::day_first(source, day, day).or_else(|| super::calendar::month(source, day, day))?;
    matches!(atom.time, Time::Day { .. }).then(|| (atom.end, Time::WeekOf(Box::new(atom.time))))
}

impl Time {
    fn at(self, start: usize, end: usize) -> Atom {
        Atom::new(start, end, self)
    }
}

/// "A year ago", "in a week", "for a month", "an hour and a half"; "100 a day" is a rate.
fn article_unit(
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
    let (bound, start) =
        super::super::number::hedge_before(tokens, before, floor).unwrap_or((Bound::Exact, before));
    let rate = tokens.before(before, 1).kind == Kind::Number || tokens.before(before, 1).is(Class::NUMERAL);
    if rate && !behind {
        return None;
    }
    Some(lasting(source, start, at + 1, times, unit, bound, floor))
}

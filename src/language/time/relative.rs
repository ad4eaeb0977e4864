//! Times told from the article's date or from the story: "today", "last month", "the weekend", "the day before yesterday".

use super::super::lexicon::Class;
use super::super::number::Bound;
use super::super::token::Kind;
use super::atoms::{Atom, Source};
use super::length::{article_unit, is_age, length, unit_at};
use super::parts::whole_at;
use super::weekday::{direction, weekday_number};
use super::{Anchor, Part, Season, Time, Unit, Which, days, months};

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
        _ => months::worded_decade(tokens, at),
    }
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
        Some(Atom::new(
            start,
            at + 1,
            Time::Shift { count: count * times, unit, ahead, from: Anchor::Story, bound: Bound::Exact },
        ))
    };
    let relative =
        |start: usize, offset: i32| Some(Atom::new(start, at + 1, Time::Relative { unit, offset }));
    let rolling = |ahead| {
        Some(Atom::new(with_the, at + 1, Time::Rolling { count: times, unit, ahead, bound: Bound::Exact }))
    };
    // "last week's Sunday"
    if unit == Unit::Week && tokens.kind(at + 1) == Kind::Possessive && tokens.is(at + 2, Class::WEEKDAY) {
        let weekday = weekday_number(tokens.str(at + 2))?;
        let which = Which::Week(direction(word)?);
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
        "next" | "following" if unit == Unit::Day && the.is_some() => story(with_the, 1.0, true),
        // "Last day", "this day" and "next day" tell no day by themselves.
        "last" | "this" | "current" | "next" if unit == Unit::Day => None,
        "last" => Some(last_unit(source, it)),
        "this" | "current" => relative(before, 0),
        "following" if the.is_some() => story(before, 1.0, true),
        "next" | "coming" | "upcoming" | "following" => relative(before, 1),
        "previous" | "preceding" if the.is_some() => story(with_the, 1.0, false),
        "previous" | "preceding" => relative(before, -1),
        "same" if the.is_some() => story(with_the, 0.0, true),
        "that" => story(before, 0.0, true),
        "the" => the_unit(source, it),
        _ => None,
    }
}

/// `last week`; "the last week of October" is a part, "in the last week" a stretch.
fn last_unit(source: Source<'_>, it: Directed) -> Atom {
    let Directed { at, unit, times, before, the } = it;
    let tokens = source.tokens;
    if tokens.is_any(at + 1, &["of", "in"])
        && let Some(whole) = whole_at(source, at + 2)
    {
        let part = Time::Part { part: Part::Nth(-1, unit), of: Box::new(whole.time) };
        return Atom::new(the.unwrap_or(before), whole.end, part);
    }
    let stretch =
        the.filter(|the| tokens.is_any(the.wrapping_sub(1), &["in", "over", "during", "within", "for"]));
    match stretch {
        Some(the) => {
            Atom::new(the, at + 1, Time::Rolling { count: times, unit, ahead: false, bound: Bound::Exact })
        }
        None => Atom::new(before, at + 1, Time::Relative { unit, offset: -1 }),
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
    let shift = |end, count: f64, ahead| {
        Time::Shift { count, unit, ahead, from: Anchor::Story, bound: Bound::Exact }.at(before, end)
    };
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
        let atom = days::of_holiday(source, day, holiday, end, day);
        return Some((atom.end, Time::WeekOf(Box::new(atom.time))));
    }
    if !tokens.is(day, Class::MONTH) && source.number_at(day).is_none() {
        return None;
    }
    let atom = days::day_first(source, day, day).or_else(|| months::month(source, day, day))?;
    matches!(atom.time, Time::Day { .. }).then(|| (atom.end, Time::WeekOf(Box::new(atom.time))))
}

impl Time {
    fn at(self, start: usize, end: usize) -> Atom {
        Atom::new(start, end, self)
    }
}

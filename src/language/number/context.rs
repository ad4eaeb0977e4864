//! What the words around say a number is: a label, a day, a year, a time of day, or no number at all.

use super::super::lexicon::Class;
use super::super::token::{Case, Kind, Tokens};
use super::digits::Plain;
use super::{Number, NumberKind};

/// Words that a number behind them names, in any case.
const LABELS: &[&str] = &[
    "no.",
    "nos.",
    "number",
    "flight",
    "flights",
    "route",
    "highway",
    "interstate",
    "article",
    "articles",
    "resolution",
    "resolutions",
    "section",
    "sections",
    "chapter",
    "chapters",
    "clause",
    "paragraph",
    "paragraphs",
    "page",
    "pages",
    "channel",
    "category",
    "version",
    "volume",
    "vol.",
    "episode",
    "proposition",
    "amendment",
    "psalm",
    "verse",
    "boeing",
    "airbus",
    "protocol",
    "appendix",
    "annex",
    "figure",
    "table",
    "line",
    "grade",
    "type",
    "formula",
    "p.",
    "pp.",
    "ch.",
];

/// Words that do so when they have a capital: "Station 12", but "at the station 12 people".
const CAPITAL_LABELS: &[&str] = &[
    "apollo",
    "area",
    "apartment",
    "apt",
    "apt.",
    "base",
    "battalion",
    "bill",
    "block",
    "brigade",
    "building",
    "bus",
    "camp",
    "cell",
    "class",
    "code",
    "convoy",
    "count",
    "day",
    "division",
    "district",
    "exhibit",
    "exit",
    "floor",
    "gate",
    "group",
    "hall",
    "level",
    "lot",
    "model",
    "part",
    "phase",
    "platform",
    "pool",
    "precinct",
    "reactor",
    "room",
    "round",
    "runway",
    "sector",
    "series",
    "stage",
    "station",
    "suite",
    "terminal",
    "tower",
    "train",
    "unit",
    "ward",
    "windows",
    "zone",
    "bowl",
    "war",
    "act",
    "scene",
    "division",
    "group",
    "plan",
    "agenda",
    "directive",
    "law",
    "order",
    "decree",
    "rule",
    "title",
];

/// Whether the number at the token is a name: `Flight 447`, `Article 5`, `Channel Four`, `Nos. 5 and 6`.
pub(super) fn is_label(tokens: Tokens<'_>, at: usize, last: Option<&Number>) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let word = tokens.at(before);
    if word.kind == Kind::Other
        && !tokens.at(at).spaced
        && tokens.is_any(before, &["#", "№", "@", "_", "/", "\\", "="])
    {
        return true;
    }
    if word.kind != Kind::Word || (word.is(Class::FUNCTION) && !word.dotted) {
        return continues_labels(tokens, at, last);
    }
    let named = tokens.is_any(before, LABELS) && !is_people(tokens, at + 1)
        || word.has_capital() && tokens.is_any(before, CAPITAL_LABELS) && !counts_behind(tokens, at);
    // "the number 12" names, "the number of" never comes here; "a number two" too.
    named || continues_labels(tokens, at, last)
}

/// "Flights 447 and 448": a plural names more than one.
fn continues_labels(tokens: Tokens<'_>, at: usize, last: Option<&Number>) -> bool {
    let Some(last) = last.filter(|it| it.kind == NumberKind::Label) else { return false };
    let plural =
        last.tokens.start.checked_sub(1).is_some_and(|it| {
            tokens.str(it).trim_end_matches('.').ends_with('s') && tokens.is_any(it, LABELS)
        });
    let between = last.tokens.end..at;
    plural
        && (1..=2).contains(&between.len())
        && between.clone().all(|it| tokens.kind(it) == Kind::Comma || tokens.is_any(it, &["and", "or", "to"]))
        && !is_people(tokens, at + 1)
}

/// Whether a plural or a word for people stands at the token, so that the number before it counts.
pub(super) fn is_people(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.is(at, Class::PEOPLE)
        || tokens.is_any(
            at,
            &[
                "people",
                "persons",
                "others",
                "men",
                "women",
                "children",
                "civilians",
                "soldiers",
                "troops",
                "lives",
                "victims",
                "deaths",
                "dead",
                "bodies",
                "were",
                "injured",
                "wounded",
                "killed",
                "more",
            ],
        )
}

fn counts_behind(tokens: Tokens<'_>, at: usize) -> bool {
    is_people(tokens, at + 1) || tokens.is(at + 1, Class::THING)
}

/// Whether a numeral with a capital within a sentence is part of a name: "the Little Rock Nine", "Three Gorges Dam". In a
/// headline that capitalises all its words nothing can be told.
pub(super) fn is_name_part(tokens: Tokens<'_>, at: usize) -> bool {
    let before = tokens.before(at, 1);
    let inner = at > 0 && matches!(before.kind, Kind::Word | Kind::Possessive);
    if tokens.at(at).case != Case::Title || !inner {
        return false;
    }
    let named = before.case == Case::Title || tokens.at(at + 1).case == Case::Title;
    (named || before.case == Case::Lower) && !is_title_case(tokens, at)
}

/// Whether the words around have capitals that a sentence would not give them.
fn is_title_case(tokens: Tokens<'_>, at: usize) -> bool {
    let is_stop = |it: &usize| matches!(tokens.kind(*it), Kind::Stop);
    let before = (at.saturating_sub(12)..at).rev().take_while(|it| !is_stop(it));
    let after = (at + 1..at + 12).take_while(|it| !is_stop(it));
    !before.chain(after).any(|it| {
        let token = tokens.at(it);
        token.case == Case::Lower && token.end - token.start >= 4 && !token.is(Class::FUNCTION)
    })
}

/// Whether `one` at the token stands for a person or thing named before: "this one", "no one", "one of", "one another".
pub(super) fn is_pronoun_one(tokens: Tokens<'_>, at: usize) -> bool {
    if !tokens.is_word(at, "one") {
        return false;
    }
    let behind = &[
        "of", "another", "who", "whose", "whom", "can", "cannot", "could", "may", "might", "must", "should",
        "would", "has", "is", "that", "which", "'d", "by", "or", "way",
    ];
    let before = &[
        "this", "that", "which", "any", "every", "each", "another", "no", "some", "ones", "everyone", "such",
    ];
    if tokens.is_any(at.wrapping_sub(1), before) || tokens.kind(at + 1) == Kind::Possessive {
        return true;
    }
    if tokens.is_word(at + 1, "or") {
        // "one or two", "one or more", but "one or the other"
        return tokens.is_any(at + 2, &["the", "another"]);
    }
    if tokens.is_any(at + 1, &["has", "is"]) && at > 0 {
        // "killing one. One is missing", "one has died": a count.
        return false;
    }
    if tokens.is_any(at + 1, behind) {
        return true;
    }
    // "the one he wanted", "the right one"
    tokens.is_word(at.wrapping_sub(1), "the")
        && !tokens.at(at + 1).is(Class::PEOPLE.or(Class::THING).or(Class::TIME_UNIT))
}

/// Whether the number at the token, of the value, is the day of a month: `Nov. 2`, `2 November`, `the 4th of July`.
pub(super) fn is_month_day(tokens: Tokens<'_>, at: usize, end: usize, value: f64) -> bool {
    if !(1.0..=31.0).contains(&value) || value.fract() != 0.0 {
        return false;
    }
    // "the first of march" can be nothing else.
    if tokens.is_word(end, "of") && tokens.is(end + 1, Class::MONTH) {
        return true;
    }
    if is_month_word(tokens, end) && is_free_behind(tokens, end) {
        return true;
    }
    let month = at.wrapping_sub(1);
    let month = if tokens.kind(month) == Kind::Comma { at.wrapping_sub(2) } else { month };
    if !is_month_before(tokens, month, at)
        || (tokens.kind(at.wrapping_sub(1)) == Kind::Comma && end == at + 1 && is_count_word(tokens, end))
    {
        return false;
    }
    // "In November 12 people died": "in" wants a month, "on" a day.
    let in_month = tokens.is_any(month.wrapping_sub(1), &["in", "since", "during", "by", "until"]);
    !(in_month && is_count_word(tokens, end))
}

/// "march 3rd", "march 3, 2015"; in small letters only where a day is plain to see.
fn is_month_before(tokens: Tokens<'_>, month: usize, day: usize) -> bool {
    let written = tokens.str(day);
    let ordinal = tokens.kind(day) == Kind::Number && written.ends_with(['t', 'd', 'h']);
    let year = day + 1 + usize::from(tokens.kind(day + 1) == Kind::Comma);
    let dated = tokens.kind(year) == Kind::Number && tokens.str(year).len() == 4;
    is_month_word(tokens, month) || (tokens.is(month, Class::MONTH) && month + 1 == day && (ordinal || dated))
}

fn is_count_word(tokens: Tokens<'_>, at: usize) -> bool {
    is_people(tokens, at) || tokens.is(at, Class::THING)
}

/// "12 May" but not "12 may die", "30 March on Washington".
fn is_free_behind(tokens: Tokens<'_>, month: usize) -> bool {
    tokens.at(month).has_capital()
        || !tokens.is_any(month, &["may", "march", "mar", "jan", "jun", "dec", "sep"])
}

/// Whether the token is the name of a month with a capital, or one that can be nothing else.
pub(in super::super) fn is_month_word(tokens: Tokens<'_>, at: usize) -> bool {
    let token = tokens.at(at);
    token.kind == Kind::Word
        && token.is(Class::MONTH)
        && (token.has_capital() || !tokens.is_any(at, &["may", "march", "mar", "dec", "jan", "sep", "apr"]))
}

/// Whether the token is the name of a month with a capital.
pub(in super::super) fn is_capital_month(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.at(at).has_capital() && is_month_word(tokens, at)
}

/// Words before a year.
const BEFORE_YEAR: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "by",
    "before",
    "after",
    "during",
    "from",
    "of",
    "early",
    "late",
    "mid",
    "year",
    "summer",
    "spring",
    "autumn",
    "fall",
    "winter",
    "circa",
    "c.",
    "through",
    "for",
    "to",
    "and",
    "or",
    "between",
    "not",
    "than",
    "season",
    "christmas",
    "easter",
    "ramadan",
    "olympics",
    "cup",
    "euro",
    "championships",
    "cy",
    "fy",
    "ad",
    "bc",
    "h1",
    "h2",
];

/// Whether four digits at the token are a year.
pub(super) fn is_year(tokens: Tokens<'_>, at: usize, plain: Plain, last: Option<&Number>) -> bool {
    let value = plain.value;
    if !plain.bare || plain.digits != 4 || plain.padded || !(1000.0..2200.0).contains(&value) {
        return false;
    }
    let before = at.wrapping_sub(1);
    let dated = is_month_word(tokens, before)
        || (tokens.kind(before) == Kind::Comma && is_month_word(tokens, at.wrapping_sub(2)))
        || follows_day(tokens, at, last);
    if dated {
        return true;
    }
    let verb = tokens.is_any(at + 1, &["were", "killed", "injured", "wounded", "dead", "more"]);
    // "1500 nurses", but "the 1982 deaths"
    let of_event = is_determined(tokens, at) && !tokens.str(at).ends_with('0');
    if is_people(tokens, at + 1) && !verb && !of_event {
        return false;
    }
    let modern = (1800.0..2060.0).contains(&value);
    if tokens.kind(at + 1) == Kind::Possessive || tokens.is_any(at + 1, &["bc", "ad", "b.c.", "a.d."]) {
        return true;
    }
    let led = tokens.is_any(before, BEFORE_YEAR);
    let plural = is_plural_behind(tokens, at + 1);
    if led {
        // "in 2011 protests spread", but "of 2000 houses"
        let counts = plural
            && (!modern
                || (value % 100.0 == 0.0
                    && tokens.is_any(before, &["of", "for", "to", "and", "or", "than"])));
        let joins = tokens.is_any(before, &["to", "and", "or", "not", "than", "for"]);
        return !counts && (modern || !joins) && !(tokens.is_word(before, "than") && plural);
    }
    modern && stands_alone(tokens, at, plural)
}

/// "Nov. 2, 2011", "the 4th of July 1999", "2009-2011", "2003, 2005 and 2011": a year behind a day or a year.
fn follows_day(tokens: Tokens<'_>, at: usize, last: Option<&Number>) -> bool {
    last.is_some_and(|it| {
        it.kind == NumberKind::Calendar
            && (it.tokens.end < at || it.value < 32.0)
            && at.saturating_sub(it.tokens.end) <= 2
            && (it.tokens.end..at).all(|between| {
                matches!(tokens.kind(between), Kind::Comma | Kind::Dash)
                    || tokens.is_any(between, &["and", "or", "to", "of"])
            })
    })
}

fn is_plural_behind(tokens: Tokens<'_>, at: usize) -> bool {
    let token = tokens.at(at);
    let word = tokens.str(at);
    token.kind == Kind::Word
        && token.case == Case::Lower
        && (token.is(Class::PEOPLE) || (word.ends_with('s') && word.len() > 3 && !token.is(Class::FUNCTION)))
}

/// A year without a word that leads it: "the 2003 invasion", "(2003)", "2012 brought no peace".
fn stands_alone(tokens: Tokens<'_>, at: usize, plural: bool) -> bool {
    let before = tokens.before(at, 1);
    let next = tokens.at(at + 1);
    if before.kind == Kind::Currency
        || before.is(Class::EFFECT)
        || matches!(next.kind, Kind::Percent | Kind::Currency)
    {
        return false;
    }
    let determined = is_determined(tokens, at);
    let round = tokens.str(at).ends_with("00");
    if plural && (!determined || round) {
        return false;
    }
    // A hedge makes a count: "some 2000 fled"; but "roughly 2007".
    if let Some((bound, _)) = super::hedge::before(tokens, at, 0) {
        let date = next.kind != Kind::Word || tokens.is_any(at + 1, &["and", "to", "when", "but"]);
        return bound == super::Bound::About && date && !tokens.str(at).ends_with('0');
    }
    let unit = next.is(Class::THING) && !plural && !determined;
    // "2000 fled", but "an historic 2000 summit"
    let counts = round
        && !determined
        && next.kind == Kind::Word
        && next.is(Class::FUNCTION.or(Class::EFFECT).or(Class::PEOPLE));
    !unit && !counts && !(round && !determined && next.kind == Kind::Word && before.kind != Kind::Word)
}

fn is_determined(tokens: Tokens<'_>, at: usize) -> bool {
    let words = &[
        "the", "a", "its", "his", "her", "their", "this", "that", "our", "my", "disputed", "failed", "deadly",
    ];
    tokens.is_any(at.wrapping_sub(1), words) || tokens.before(at, 1).kind == Kind::Possessive
}

/// The token behind a time of day that begins at the token: `7 p.m.`, `10 o'clock`, `1300 GMT`.
pub(super) fn clock_end(tokens: Tokens<'_>, at: usize, plain: Plain) -> Option<usize> {
    let half_of_day = tokens.is_any(at + 1, &["p.m.", "a.m.", "pm", "am", "p.m", "a.m", "o'clock"]);
    let zone = tokens.is_any(at + 1, &["gmt", "utc", "est", "edt", "cet", "hours"]);
    let hour = plain.value < 25.0 && half_of_day;
    let military =
        plain.digits == 4 && plain.bare && plain.value < 2400.0 && zone && plain.value % 100.0 < 60.0;
    let of_zone = zone && !tokens.is_word(at + 1, "hours") && plain.value < 25.0;
    let padded = plain.padded || !tokens.is_word(at + 1, "hours");
    (hour || (military && padded) || of_zone).then_some(at + 2)
}

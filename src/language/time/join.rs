//! Joins single times: "early March", "two days before Christmas", "from Monday to Friday", "since June".

use super::super::lexicon::Class;
use super::super::number::Bound;
use super::super::token::{Kind, Tokens};
use super::atoms::{Atom, Source};
use super::{Anchor, Part, Time};

/// The atoms with all that leans on them.
pub(super) fn joined(source: Source<'_>, atoms: Vec<Atom>) -> Vec<Atom> {
    let tokens = source.tokens;
    let mut found: Vec<Atom> = Vec::with_capacity(atoms.len());
    for atom in atoms {
        let floor = found.last().map_or(0, |it| it.end);
        found.push(with_part(tokens, atom, floor));
        merge_last(tokens, &mut found, counted_from);
    }
    merge_all(tokens, &mut found, between);
    let mut floor = 0;
    for atom in &mut found {
        lead(tokens, atom, floor);
        floor = atom.end;
    }
    found
}

/// Replaces two neighbours by one where they join.
type Merge = fn(Tokens<'_>, &Atom, &Atom, usize) -> Option<Atom>;

fn merge_last(tokens: Tokens<'_>, found: &mut Vec<Atom>, merge: Merge) {
    let Some(last) = found.pop() else { return };
    let floor = found.len().checked_sub(2).and_then(|it| found.get(it)).map_or(0, |it| it.end);
    match found.last().and_then(|before| merge(tokens, before, &last, floor)) {
        Some(merged) => {
            found.pop();
            found.push(merged);
        }
        None => found.push(last),
    }
}

fn merge_all(tokens: Tokens<'_>, found: &mut Vec<Atom>, merge: Merge) {
    let atoms = std::mem::take(found);
    for atom in atoms {
        found.push(atom);
        merge_last(tokens, found, merge);
    }
}

/// `early March`, `the end of 2011`, `earlier this month`
fn with_part(tokens: Tokens<'_>, atom: Atom, floor: usize) -> Atom {
    let long = matches!(
        atom.time,
        Time::Period { .. }
            | Time::Relative { .. }
            | Time::Season { .. }
            | Time::Month { .. }
            | Time::Between { .. }
    );
    let Some(before) = atom.start.checked_sub(1).filter(|it| long && *it >= floor) else { return atom };
    // "the end of the 1991 Gulf War" is the end of a war.
    if tokens.is_word(before, "the") && !is_free(tokens, &atom) {
        return atom;
    }
    let of = |part, start| Atom {
        start,
        end: atom.end,
        time: Time::Part { part, of: Box::new(atom.time.clone()) },
    };
    match tokens.str(before).to_ascii_lowercase().as_str() {
        "early" => return of(Part::Early, before),
        "mid" => return of(Part::Middle, before),
        "late" => return of(Part::Late, before),
        "earlier" => return of(Part::Earlier, before),
        "later" => return of(Part::Later, before),
        _ => {}
    }
    // "the end of (the) …"
    let of_word = if tokens.is_word(before, "the") { before.wrapping_sub(1) } else { before };
    let noun = of_word.wrapping_sub(1);
    if !tokens.is_any(of_word, &["of", "in"]) || noun < floor || noun >= tokens.len() {
        return atom;
    }
    let part = match tokens.str(noun).to_ascii_lowercase().as_str() {
        "start" | "beginning" | "dawn" | "outset" | "turn" => Part::Start,
        "end" | "close" => Part::End,
        "middle" => Part::Middle,
        _ => return atom,
    };
    let the = noun > floor && tokens.is_word(noun - 1, "the");
    of(part, noun - usize::from(the))
}

/// `two days before Christmas`, `three weeks from tomorrow`
fn counted_from(tokens: Tokens<'_>, count: &Atom, moment: &Atom, _floor: usize) -> Option<Atom> {
    let (number, unit) = match &count.time {
        Time::Duration { count, unit, .. } => (*count, *unit),
        // "the day before yesterday" was read as one; "the day before Christmas" comes here.
        Time::Shift { count: 1.0, unit, from: Anchor::Story, .. }
            if tokens.is_any(count.end - 1, &["before", "after"]) =>
        {
            (1.0, *unit)
        }
        _ => return None,
    };
    let own = tokens.is_any(count.end.wrapping_sub(1), &["before", "after"]);
    let joint = if own { count.end - 1 } else { count.end };
    if joint + 1 != moment.start || moment.time.is_duration() {
        return None;
    }
    let ahead = match tokens.str(joint).to_ascii_lowercase().as_str() {
        "before" => false,
        "after" | "from" | "following" => true,
        _ => return None,
    };
    let day = matches!(
        moment.time,
        Time::Day { .. } | Time::DayOffset(_) | Time::Holiday { .. } | Time::Weekday { .. }
    );
    let from = Anchor::Time(Box::new(moment.time.clone()));
    let bound = if let Time::Duration { bound, .. } = count.time { bound } else { Bound::Exact };
    let shift = Time::Shift { count: number, unit, ahead, from, bound };
    // "more than two weeks before Christmas" lies before a day, "less than three days after it" between two.
    let time = match (bound, ahead) {
        (Bound::MoreThan, false) => Time::Before(Box::new(shift)),
        (Bound::MoreThan, true) => Time::After(Box::new(shift)),
        (Bound::LessThan, true) => Time::Between { from: Box::new(moment.time.clone()), to: Box::new(shift) },
        _ => shift,
    };
    day.then(|| Atom::new(count.start, moment.end, time))
}

/// `from Monday to Friday`, `between June and August`, `May-July 2010`
fn between(tokens: Tokens<'_>, first: &Atom, last: &Atom, floor: usize) -> Option<Atom> {
    let joint = first.end;
    let gap = last.start.checked_sub(joint)?;
    let the = gap == 2 && tokens.is_word(joint + 1, "the");
    if (gap != 1 && !the) || !is_place(&first.time) || !is_place(&last.time) {
        return None;
    }
    let lead = first.start.checked_sub(1).filter(|it| *it >= floor);
    let led = |words: &[&str]| lead.filter(|it| tokens.is_any(*it, words));
    let start = if tokens.is_word(joint, "and") {
        led(&["between"])?
    } else {
        let dash = tokens.kind(joint) == Kind::Dash;
        if !dash && !tokens.is_any(joint, &["to", "through", "until", "till", "thru"]) {
            return None;
        }
        let alike = std::mem::discriminant(&first.time) == std::mem::discriminant(&last.time)
            && is_alike(&first.time, &last.time);
        match led(&["from", "in"]) {
            Some(lead) if !dash || tokens.is_word(lead, "from") => lead,
            _ if alike || tokens.is_any(joint, &["through", "until"]) => first.start,
            _ => return None,
        }
    };
    let from = lent(&first.time, &last.time);
    let to = Box::new(last.time.clone());
    Some(Atom::new(start, last.end, Time::Between { from: Box::new(from), to }))
}

fn is_place(time: &Time) -> bool {
    !matches!(
        time,
        Time::Duration { .. }
            | Time::Between { .. }
            | Time::Rolling { .. }
            | Time::Shift { from: Anchor::Story, .. }
    )
}

/// Two weekdays, or two dates; "Tuesday, Nov. 2" is one already.
fn is_alike(first: &Time, last: &Time) -> bool {
    match (first, last) {
        (Time::Day { day: a, .. }, Time::Day { day: b, .. }) => a.is_some() == b.is_some(),
        _ => true,
    }
}

/// The first time with the year of the last, when it has none: "from May to October 2020".
fn lent(first: &Time, last: &Time) -> Time {
    match (first, last) {
        (
            Time::Period { month: Some(month), from: None, .. },
            Time::Period { from: Some(from), to: Some(to), .. },
        ) => {
            let of_month = from.first_of_month() == *from && from.year() == to.year() || to.month() == 1;
            let year = from.year() - i16::from(*month > from.month());
            if of_month {
                Time::month_of(year, *month).unwrap_or_else(|| first.clone())
            } else {
                first.clone()
            }
        }
        (
            Time::Day { month: Some(month), day, year: None, weekday, weekday_range, date_range },
            Time::Day { month: Some(other), year: Some(year), .. },
        ) => Time::Day {
            month: Some(*month),
            day: *day,
            year: Some(year - i16::from(month > other)),
            weekday: *weekday,
            weekday_range: *weekday_range,
            date_range: *date_range,
        },
        _ => first.clone(),
    }
}

/// `since June`, `until Friday`, `before 2010`, `by the end of March`
fn lead(tokens: Tokens<'_>, atom: &mut Atom, floor: usize) {
    if !is_place(&atom.time) {
        return;
    }
    let Some((start, kind)) = lead_at(tokens, atom, floor) else { return };
    let time = Box::new(atom.time.clone());
    atom.start = start;
    atom.time = match kind {
        Lead::Since => Time::Since(time),
        Lead::Until => Time::Until(time),
        Lead::Before => Time::Before(time),
        Lead::After => Time::After(time),
    };
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Lead {
    Since,
    Until,
    Before,
    After,
}

fn lead_at(tokens: Tokens<'_>, atom: &Atom, floor: usize) -> Option<(usize, Lead)> {
    let before = atom.start.checked_sub(1).filter(|it| *it >= floor)?;
    let the = tokens.is_word(before, "the") && before > floor;
    let before = if the { before - 1 } else { before };
    // "devastated by the December 26 earthquake"
    if the && !is_free(tokens, atom) && !tokens.is_word(before, "since") {
        return None;
    }
    let two = before.checked_sub(1).filter(|it| *it >= floor);
    // "starting on Jan. 7", "later than 2018"
    if let Some(two) = two {
        if tokens.is_any(two, &["starting", "beginning"]) && tokens.is_any(before, &["on", "in", "from"]) {
            return Some((two, Lead::Since));
        }
        // "as late as Friday", "as early as next week"
        let as_as = two
            .checked_sub(1)
            .filter(|it| *it >= floor && tokens.is_word(*it, "as") && tokens.is_word(before, "as"));
        if let Some(start) = as_as.filter(|_| tokens.is_any(two, &["late", "early"])) {
            return Some((start, if tokens.is_word(two, "late") { Lead::Until } else { Lead::Since }));
        }
        if tokens.is_word(before, "than") && tokens.is_any(two, &["later", "greater"]) {
            return Some((two, Lead::After));
        }
        if tokens.is_word(before, "than") && tokens.is_word(two, "earlier")
            || tokens.are_words(two, &["prior", "to"]) && is_free(tokens, atom)
        {
            return Some((two, Lead::Before));
        }
    }
    match tokens.str(before).to_ascii_lowercase().as_str() {
        "since" => Some((before, Lead::Since)),
        "until" | "till" | "by" => Some((before, Lead::Until)),
        "before" if is_free(tokens, atom) => Some((before, Lead::Before)),
        "after" if is_free(tokens, atom) => Some((before, Lead::After)),
        _ => None,
    }
}

/// "After Monday's bombing", "before the 2003 invasion": what happened before or after is told of the noun.
fn is_free(tokens: Tokens<'_>, atom: &Atom) -> bool {
    let next = tokens.at(atom.end);
    match next.kind {
        Kind::Possessive => false,
        Kind::Word => next.is(Class::FUNCTION),
        _ => true,
    }
}

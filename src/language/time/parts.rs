//! Parts of longer times: `the first week of October`, `the third quarter of 2009`, `the 20th of next month`, `21st century`.

use super::super::lexicon::Class;
use super::super::number::{Number, NumberKind};
use super::atoms::{Atom, Source, small};
use super::length::unit_at;
use super::weekday::{direction, weekday_number};
use super::{Part, Time, Unit, months};

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
        let weekday = weekday_number(tokens.str(end))?;
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
        return months::year(source, number);
    }
    if tokens.is(at + the, Class::MONTH) {
        let atom = months::month(source, at + the, at)?;
        return matches!(atom.time, Time::Period { .. } | Time::Month { .. }).then_some(atom);
    }
    let way = direction(tokens.str(at + the));
    if way.is_some() && tokens.is(at + the + 1, Class::MONTH) {
        return months::month(source, at + the + 1, at);
    }
    let (_, unit, plural) = unit_at(tokens, at + the + usize::from(way.is_some()))?;
    let offset = way.or((the == 1).then_some(0))?;
    let end = at + the + usize::from(way.is_some()) + 1;
    (!plural && unit > Unit::Day).then(|| Atom::new(at, end, Time::Relative { unit, offset }))
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

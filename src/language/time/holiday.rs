//! Holidays that English news name without a date.

use jiff::civil::Date;

use super::super::token::Tokens;
use super::Unit;
use super::units::shifted;

/// A holiday whose day every year has a rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Holiday {
    NewYearsDay,
    NewYearsEve,
    ValentinesDay,
    StPatricksDay,
    GoodFriday,
    Easter,
    EasterMonday,
    EarthDay,
    MayDay,
    Halloween,
    Thanksgiving,
    ChristmasEve,
    Christmas,
    BoxingDay,
}

use Holiday::{
    BoxingDay, Christmas, ChristmasEve, EarthDay, Easter, EasterMonday, GoodFriday, Halloween, MayDay,
    NewYearsDay, NewYearsEve, StPatricksDay, Thanksgiving, ValentinesDay,
};

/// The names, longer ones first. Apostrophes stand apart in tokens.
const NAMES: &[(&[&str], Holiday)] = &[
    (&["new", "year", "'s", "eve"], NewYearsEve),
    (&["new", "year", "'s", "day"], NewYearsDay),
    (&["new", "years", "eve"], NewYearsEve),
    (&["new", "years", "day"], NewYearsDay),
    (&["christmas", "eve"], ChristmasEve),
    (&["christmas", "day"], Christmas),
    (&["christmas"], Christmas),
    (&["boxing", "day"], BoxingDay),
    (&["good", "friday"], GoodFriday),
    (&["easter", "sunday"], Easter),
    (&["easter", "monday"], EasterMonday),
    (&["easter"], Easter),
    (&["valentine", "'s", "day"], ValentinesDay),
    (&["valentines", "day"], ValentinesDay),
    (&["st.", "patrick", "'s", "day"], StPatricksDay),
    (&["saint", "patrick", "'s", "day"], StPatricksDay),
    (&["st", "patrick", "'s", "day"], StPatricksDay),
    (&["halloween"], Halloween),
    (&["thanksgiving", "day"], Thanksgiving),
    (&["thanksgiving"], Thanksgiving),
    (&["earth", "day"], EarthDay),
    (&["international", "workers", "'", "day"], MayDay),
    (&["may", "day"], MayDay),
];

/// The holiday named at the token, and the token behind it.
pub(super) fn holiday(tokens: Tokens<'_>, at: usize) -> Option<(Holiday, usize)> {
    let begins = |words: &[&str]| words.iter().enumerate().all(|(index, word)| is(tokens, at + index, word));
    let (words, holiday) = NAMES.iter().find(|(words, _)| begins(words))?;
    // "A new year", "a good Friday": what is made of common words has capitals where it is a name.
    let common = words.first().is_some_and(|it| matches!(*it, "new" | "good" | "may"));
    let capitals = tokens.at(at).has_capital() && tokens.at(at + 1).has_capital();
    (!common || capitals).then_some((*holiday, at + words.len()))
}

fn is(tokens: Tokens<'_>, at: usize, word: &str) -> bool {
    tokens.is_word(at, word) || (word == "'" && tokens.is_any(at, &["'", "’"]))
}

impl Holiday {
    /// Its day in a year.
    pub fn in_year(self, year: i16) -> Option<Date> {
        let fixed = |month, day| Date::new(year, month, day).ok();
        match self {
            NewYearsDay => fixed(1, 1),
            NewYearsEve => fixed(12, 31),
            ValentinesDay => fixed(2, 14),
            StPatricksDay => fixed(3, 17),
            GoodFriday => shifted(easter(year)?, -2, Unit::Day),
            Easter => easter(year),
            EasterMonday => shifted(easter(year)?, 1, Unit::Day),
            EarthDay => fixed(4, 22),
            MayDay => fixed(5, 1),
            Halloween => fixed(10, 31),
            Thanksgiving => {
                // The fourth Thursday of November.
                let first = fixed(11, 1)?;
                let to_thursday = (3 - i32::from(first.weekday().to_monday_zero_offset())).rem_euclid(7);
                shifted(first, to_thursday + 21, Unit::Day)
            }
            ChristmasEve => fixed(12, 24),
            Christmas => fixed(12, 25),
            BoxingDay => fixed(12, 26),
        }
    }

    /// The month and day, when they are the same every year.
    pub(super) fn month_day(self) -> Option<(i8, i8)> {
        let (a, b) = (self.in_year(2001)?, self.in_year(2002)?);
        (a.month() == b.month() && a.day() == b.day()).then(|| (a.month(), a.day()))
    }
}

/// Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher.
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let correction = century - century / 4 - (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + correction + 15) % 30;
    let week = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * week) / 451;
    let day = moon + week - 7 * late + 114;
    let (month, day) = (i8::try_from(day / 31).ok()?, i8::try_from(day % 31 + 1).ok()?);
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

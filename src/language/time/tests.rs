use jiff::civil::{Date, date};

use super::*;
use crate::language::number::numbers;
use crate::language::token::tokenize;
use crate::text::slice;

/// A Tuesday.
const REFERENCE: Date = date(2011, 11, 15);

fn read(text: &str) -> Vec<TimeSpan> {
    let all = tokenize(text);
    let tokens = Tokens { text, all: &all };
    times(tokens, &numbers(tokens))
}

/// `Nov. 2: 2011-11-02`, `June: 2011-06-01..2011-07-01`, `three-month: P3M`; open ends and the unknown are `?`.
fn shown(text: &str, span: &TimeSpan) -> String {
    let day = |it: Date| if it == Date::MIN || it == Date::MAX { "?".to_owned() } else { it.to_string() };
    let meaning = match (&span.time, span.resolve(REFERENCE)) {
        (Time::Duration { .. }, _) => span.timex(None).value,
        (_, Some((from, to))) if units::shifted(from, 1, Unit::Day) == Some(to) => from.to_string(),
        (_, Some((from, to))) => format!("{}..{}", day(from), day(to)),
        (_, None) => "?".to_owned(),
    };
    format!("{}: {meaning}", slice(text, span.range))
}

fn check(text: &str, expected: &[&str]) {
    let found: Vec<_> = read(text).iter().map(|it| shown(text, it)).collect();
    assert_eq!(found, expected, "{text}");
}

fn nothing(text: &str) {
    check(text, &[]);
}

#[test]
fn days_in_all_orders() {
    check("on Nov. 2.", &["Nov. 2: 2011-11-02"]);
    check("on 2 November 2011", &["2 November 2011: 2011-11-02"]);
    check("since July 4th, 1999", &["since July 4th, 1999: 1999-07-04..2011-11-16"]);
    check("on the 4th of July, 2009,", &["the 4th of July, 2009: 2009-07-04"]);
    check("dated 2011-06-28 and 28.06.2011", &["2011-06-28: 2011-06-28", "28.06.2011: 2011-06-28"]);
    check("Fri, Nov 4", &["Fri, Nov 4: 2011-11-04"]);
    check("January first two thousand and twelve", &["January first two thousand and twelve: 2012-01-01"]);
}

#[test]
fn weekdays_stay_beside_their_dates() {
    let text = "It fell on Thursday, Nov. 2, as planned.";
    let found = read(text);
    let Some(Time::Day { month, day, weekday, weekday_range, date_range, .. }) =
        found.first().map(|it| &it.time)
    else {
        panic!("a day");
    };
    assert_eq!((*month, *day, *weekday), (Some(11), Some(2), Some(3)));
    assert_eq!((slice(text, *weekday_range), slice(text, *date_range)), ("Thursday", "Nov. 2"));
    check("on Tuesday night, Nov. 1", &["Tuesday night, Nov. 1: 2011-11-01"]);
    check("on Nov. 2 (Wednesday)", &["Nov. 2 (Wednesday): 2011-11-02"]);
    check("on Nov. 2, a Wednesday.", &["Nov. 2, a Wednesday: 2011-11-02"]);
    check("Tuesday the 22nd", &["Tuesday the 22nd: 2011-11-22"]);
}

#[test]
fn days_that_do_not_exist_are_kept_as_written() {
    for text in ["on Nov. 31", "on 29 Feb. 2011", "30 February 2010"] {
        let found = read(text);
        assert!(matches!(found.first().map(|it| &it.time), Some(Time::Day { day: Some(_), .. })), "{text}");
        assert!(found.iter().all(|it| it.resolve(REFERENCE).is_none()), "{text}");
    }
    check("on 29 Feb. 2012", &["29 Feb. 2012: 2012-02-29"]);
}

#[test]
fn days_in_digits_may_be_read_in_two_ways() {
    check("on 06/28/2011", &["06/28/2011: 2011-06-28"]);
    let found = read("on 06/07/2011");
    assert!(matches!(found.first().map(|it| &it.time), Some(Time::Either(_))));
    nothing("The 9/11 attacks, a 24/7 watch, a score of 2-11 and version 1.2.3");
    nothing("192.168.0.1, 713.837.1638, 978-3-16-148410-0");
}

#[test]
fn a_date_without_a_year_is_the_nearest() {
    check("on Dec. 20", &["Dec. 20: 2011-12-20"]);
    check("on June 3", &["June 3: 2011-06-03"]);
    check("on March 3", &["March 3: 2012-03-03"]);
    check("in August and in March", &["August: 2011-08-01..2011-09-01", "March: 2012-03-01..2012-04-01"]);
}

#[test]
fn lists_and_ranges_of_days() {
    check("from June 26 to 28", &["from June 26 to 28: 2011-06-26..2011-06-29"]);
    check("on June 26-28", &["June 26-28: 2011-06-26..2011-06-29"]);
    check("26-28 June 2010", &["26-28 June 2010: 2010-06-26..2010-06-29"]);
    check("on 18 and 19 June", &["18: 2011-06-18", "19 June: 2011-06-19"]);
    check("from April 27 to the third", &["from April 27 to the third: 2012-04-27..2012-05-04"]);
    check("On Nov. 2 and 3 protesters died.", &["Nov. 2: 2011-11-02"]);
    check("On Nov. 2, 3 people died.", &["Nov. 2: 2011-11-02"]);
}

#[test]
fn weekdays() {
    check("Police said on Tuesday.", &["Tuesday: 2011-11-15"]);
    check("He was shot on Thursday.", &["Thursday: 2011-11-10"]);
    check("The council will meet on Friday.", &["Friday: 2011-11-18"]);
    check("last Thursday and next Friday", &["last Thursday: 2011-11-10", "next Friday: 2011-11-25"]);
    check(
        "Wednesday of last week, this past Sunday",
        &["Wednesday of last week: 2011-11-09", "this past Sunday: 2011-11-13"],
    );
    check("two Fridays ago", &["two Fridays ago: 2011-11-04"]);
    check("Monday's bombing", &["Monday: 2011-11-14"]);
    check("last week's Sunday vote", &["last week's Sunday: 2011-11-13"]);
}

#[test]
fn days_from_the_articles() {
    check(
        "today, yesterday, tomorrow",
        &["today: 2011-11-15", "yesterday: 2011-11-14", "tomorrow: 2011-11-16"],
    );
    check("two days ago, three weeks ago", &["two days ago: 2011-11-13", "three weeks ago: 2011-10-25"]);
    check("the day before yesterday", &["the day before yesterday: 2011-11-13"]);
    check("last night", &["last night: 2011-11-14"]);
    check("killed overnight", &["overnight: 2011-11-14..2011-11-16"]);
    check("two months ago", &["two months ago: 2011-08-31..2011-10-01"]);
}

#[test]
fn moments_of_the_story_are_not_resolved() {
    check("three weeks earlier", &["three weeks earlier: ?"]);
    check("a day later", &["a day later: ?"]);
    check("the previous day, the following month", &["the previous day: ?", "following month: ?"]);
}

#[test]
fn calendar_units() {
    check(
        "last month, this week",
        &["last month: 2011-10-01..2011-11-01", "this week: 2011-11-14..2011-11-21"],
    );
    check(
        "next year, last weekend",
        &["next year: 2012-01-01..2013-01-01", "last weekend: 2011-11-12..2011-11-14"],
    );
    check("shot over the weekend", &["the weekend: 2011-11-12..2011-11-14"]);
    check("earlier this month", &["earlier this month: 2011-11-01..2011-11-16"]);
    check("late last year", &["late last year: 2010-09-01..2011-01-01"]);
}

#[test]
fn months_years_and_decades() {
    check("in June 2009", &["June 2009: 2009-06-01..2009-07-01"]);
    check(
        "last June, mid-November",
        &["last June: 2011-06-01..2011-07-01", "mid-November: 2011-11-11..2011-11-21"],
    );
    check("since mid-2009", &["since mid-2009: 2009-05-01..2011-11-16"]);
    check("in 2003, the 1990s", &["2003: 2003-01-01..2004-01-01", "1990s: 1990-01-01..2000-01-01"]);
    check("between 2003 and 2005", &["between 2003 and 2005: 2003-01-01..2006-01-01"]);
    check("the 2008-09 season", &["2008-09: 2008-01-01..2010-01-01"]);
    check("in the 19th century", &["19th century: 1800-01-01..1900-01-01"]);
    check("last summer", &["last summer: 2011-06-01..2011-09-01"]);
}

#[test]
fn parts_of_longer_times() {
    check("the first half of 2011", &["the first half of 2011: 2011-01-01..2011-07-01"]);
    check("in the third quarter of 2009", &["the third quarter of 2009: 2009-07-01..2009-10-01"]);
    check("the second Tuesday of September", &["the second Tuesday of September: 2011-09-13"]);
    check("the last Friday in April", &["last Friday in April: 2012-04-27"]);
    check("at the end of March", &["the end of March: 2012-03-21..2012-04-01"]);
    check("the last week of October", &["the last week of October: 2011-10-24..2011-10-31"]);
    check("the week of Nov. 7", &["the week of Nov. 7: 2011-11-07..2011-11-14"]);
}

#[test]
fn since_until_between() {
    check("since June", &["since June: 2011-06-01..2011-11-16"]);
    check("until Friday", &["until Friday: ?..2011-11-12"]);
    check("between June and August", &["between June and August: 2011-06-01..2011-09-01"]);
    check("from Monday to Friday", &["from Monday to Friday: 2011-11-07..2011-11-12"]);
    check("before 2010 or after 2012,", &["before 2010: ?..2010-01-01", "after 2012: 2013-01-01..?"]);
    check("as late as Sunday", &["as late as Sunday: ?..2011-11-14"]);
    check("After Monday's raid", &["Monday: 2011-11-14"]);
    check("ruined by the December 26 wave", &["December 26: 2011-12-26"]);
}

#[test]
fn stretches_up_to_now() {
    check("in the past 24 hours", &["the past 24 hours: 2011-11-14..2011-11-16"]);
    check("over the last four days", &["the last four days: 2011-11-11..2011-11-16"]);
    check("in the past few weeks, several days ago", &["the past few weeks: ?", "several days ago: ?"]);
    check("about two weeks ago", &["about two weeks ago: 2011-10-29..2011-11-05"]);
    check("the next five days", &["the next five days: 2011-11-15..2011-11-21"]);
}

#[test]
fn lengths() {
    check("eight months of protests", &["eight months: P8M"]);
    check("the three-month revolt", &["three-month: P3M"]);
    check("nearly two years, a year and a half", &["nearly two years: P2Y", "a year and a half: P1.5Y"]);
    check("two years and three months", &["two years and three months: P27M"]);
    check("killed 120 in four days", &["four days: P4D"]);
    check("a 21-month-old conflict", &["21-month-old: P21M"]);
    check(
        "half an hour; 24 hours; a week-long siege",
        &["half an hour: PT0.5H", "24 hours: PT24H", "week-long: P1W"],
    );
    check("polls will open in two weeks", &["in two weeks: 2011-11-26..2011-12-03"]);
    let found = read("nearly eight months of bloodshed");
    assert!(matches!(found.first().map(|it| &it.time), Some(Time::Duration { nearly: true, .. })));
}

#[test]
fn a_length_tells_when_something_began() {
    let began = |text: &str| read(text).first().and_then(|it| it.time.began(REFERENCE));
    assert_eq!(began("a three-month revolt"), Some((date(2011, 7, 15), date(2011, 9, 1))));
    assert_eq!(began("nearly eight months of protests"), Some((date(2011, 3, 15), date(2011, 4, 1))));
    assert_eq!(began("several months of protests"), None);
    assert_eq!(began("last month"), None);
}

#[test]
fn ages_and_rates_are_no_lengths() {
    nothing("a 45-year-old man, a 10-year-old Syrian girl, 12-year-olds, a boy 9 years old");
    nothing("100 a day, twice a week");
    nothing("second from left; the second man; he seconded it");
    nothing("a last-minute goal; quarter-final; the Christian quarter");
}

#[test]
fn words_that_merely_look_like_times() {
    nothing("He may march; they sat in the sun, wed and fell in spring rain.");
    nothing("April Jones and June Carter met Jan Egeland.");
    nothing("every Friday, each Tuesday; at 1100 ft; in Mar del Plata");
    nothing("Bloody Sunday and Black Friday; on Mondays; the march on Rome.");
    nothing("a man in his twenties; Person of the Year");
    nothing("May I go? Mar Thoma said no.");
    nothing("In Unit 2011 people ran."); // a label is no year
}

#[test]
fn holidays() {
    check("on Easter Sunday 2011", &["Easter Sunday 2011: 2011-04-24"]);
    check("last Christmas", &["last Christmas: 2010-12-25"]);
    check("two days before Christmas", &["two days before Christmas: 2011-12-23"]);
    nothing("a new year's day dawned; in may day and night");
}

#[test]
fn without_a_reference_only_what_is_written_is_told() {
    let value = |text: &str| read(text).first().map(|it| it.timex(None)).expect("a time");
    assert_eq!(value("on Nov. 2").value, "XXXX-11-02");
    assert_eq!(value("on Tuesday").value, "XXXX-WXX-2");
    assert_eq!(value("in June 2009").value, "2009-06");
    assert_eq!(value("yesterday").kind, TimexKind::Day(None));
}

#[test]
fn times_do_not_overlap() {
    let text = "half a year 2011 Monday to Friday, Nov. 2, 2011-06-28 and the last week's Sunday 1990s the 4th of July";
    let found = read(text);
    assert!(
        found.len() > 4 && found.windows(2).all(|it| it[0].tokens.end <= it[1].tokens.start),
        "{found:?}"
    );
}

#[test]
fn hostile_texts_are_read_to_their_end() {
    for text in [
        "",
        "of",
        "the",
        "May",
        "1",
        "last",
        "the end of the",
        "99999 years ago",
        "31 31 31",
        "a a a a",
        "9999-12-31 and 0000-00-00",
    ] {
        for span in read(text) {
            let _ = (span.resolve(Date::MAX), span.resolve(Date::MIN), span.timex(Some(Date::MAX)));
        }
    }
    for part in [
        "two days before ",
        "Monday to ",
        "from June 1 and ",
        "the end of the ",
        "2011-",
        "last week's ",
        "1 year, ",
    ] {
        let _ = read(&part.repeat(20_000));
    }
}

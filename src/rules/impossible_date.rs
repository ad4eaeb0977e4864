use jiff::civil::Date;

use super::{Check, Report};
use crate::article::Span;
use crate::config::Severity;
use crate::facts::Facts;
use crate::language::time::Time;
use crate::text::offset;

rule! {
    /// A day that no calendar has.
    ///
    /// ## Why it matters
    ///
    /// It is wrong whatever else the article says: a digit slipped, or the month did.
    ///
    /// ## Flagged
    ///
    /// ```news
    /// Syrian authorities agreed to the plan on {Nov. 31}, pledging to pull back.
    /// ! [impossible-date] 30 days
    /// ```
    ///
    /// ```news
    /// He was born on {29 February 2011} in Homs.
    /// ! [impossible-date] 28 days
    /// ```
    ///
    /// ## Not flagged
    ///
    /// ```news
    /// She was born on 29 February 2012, left on Nov. 30, and may have 31 children. The march of 35 ended.
    /// ```
    ///
    /// ```news
    /// He was born on Feb. 29 and died on 31 December.
    /// ```
    "T402", "impossible-date", Severity::Error, since "0.1.0", Check::Article(check)
}

fn check(facts: &Facts, report: &mut Report<'_>) {
    for (index, (block, read)) in facts.article.blocks.iter().zip(&facts.blocks).enumerate() {
        if !block.zone.is_copy() {
            continue;
        }
        for (time, day_time) in read.times.iter().flat_map(|time| time.time.calendar_days().into_iter().map(move |day| (time, day))) {
            let Time::Day { month: Some(month), day: Some(day), year, date_range, .. } = *day_time else { continue };
            // Without a year, the day need only exist in some year.
            let year_or_leap = year.unwrap_or(2012);
            let Ok(first) = Date::new(year_or_leap, month, 1) else { continue };
            let days = first.days_in_month();
            if (1..=days).contains(&day) {
                continue;
            }
            let span = Span { block: offset(index), range: if date_range.is_empty() { time.range } else { date_range } };
            let of_year = year.map_or_else(String::new, |year| format!(" {year}"));
            report
                .at(facts, span, format!("there is no such day: {}{of_year} has {days} days", first.strftime("%B")))
                .help("check the day and the month with the source");
        }
    }
}

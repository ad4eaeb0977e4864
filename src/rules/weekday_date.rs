use jiff::civil::{Date, Weekday};

use super::{Check, Report};
use crate::article::Span;
use crate::config::Severity;
use crate::facts::Facts;
use crate::language::time::Time;
use crate::text::offset;

rule! {
    /// A weekday that does not fall on the date beside it.
    ///
    /// ## Why it matters
    ///
    /// One of the two is wrong, and readers who plan by it come on the wrong day. When the year is not written, it is
    /// the one that puts the date nearest to the article's own, and the finding is a warning.
    ///
    /// ## Flagged
    ///
    /// ```news
    /// The council meets on {Thursday, Nov. 2, 2011}, the mayor said.
    /// ! [weekday-date] Wednesday
    /// ```
    ///
    /// ```news
    /// --- mayor.txt | 2011-11-15
    /// Syrian authorities agreed on {Thursday, Nov. 2}, to the plan.
    /// ! [weekday-date] Wednesday
    /// ```
    ///
    /// ## Not flagged
    ///
    /// ```news
    /// The council meets on Wednesday, Nov. 2, 2011, the mayor said. It met on Thursday and on Nov. 2, 2010.
    /// ```
    ///
    /// ```news
    /// Without a year and without a date of the article, nobody can say whether Nov. 2 is a Thursday.
    /// Talks resumed on Thursday, Nov. 2, in Geneva.
    /// ```
    "T401", "weekday-date", Severity::Error, since "0.1.0", Check::Article(check)
}

fn check(facts: &Facts, report: &mut Report<'_>) {
    for (index, (block, read)) in facts.article.blocks.iter().zip(&facts.blocks).enumerate() {
        if !block.zone.is_copy() {
            continue;
        }
        for (time, day_time) in read.times.iter().flat_map(|time| time.time.calendar_days().into_iter().map(move |day| (time, day))) {
            let Time::Day { month: Some(month), day: Some(day), year, weekday: Some(weekday), .. } = *day_time else { continue };
            let stated = year.and_then(|year| Date::new(year, month, day).ok());
            let Some(date) = stated.or_else(|| nearest(facts, month, day)) else { continue };
            if year.is_some() && stated.is_none() || i8::from(date.weekday().to_monday_zero_offset()) == weekday {
                continue;
            }
            let span = Span { block: offset(index), range: time.range };
            let message = format!("{} is a {}, not a {}", date.strftime("%-d %B %Y"), name(date.weekday().to_monday_zero_offset()), name(weekday));
            let finding = report.at(facts, span, message);
            finding.help("one of the two is wrong: check the day with the source");
            if year.is_none() {
                finding.lowered(1);
            }
        }
    }
}

/// The year that puts a day within six months of the article.
fn nearest(facts: &Facts, month: i8, day: i8) -> Option<Date> {
    let article = facts.date?.date;
    let years = [article.year() - 1, article.year(), article.year() + 1];
    let dates = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
    dates.min_by_key(|date| article.until(*date).map_or(i32::MAX, |it| it.get_days().abs()))
}

fn name(from_monday: i8) -> &'static str {
    match Weekday::from_monday_zero_offset(from_monday) {
        Ok(Weekday::Monday) => "Monday",
        Ok(Weekday::Tuesday) => "Tuesday",
        Ok(Weekday::Wednesday) => "Wednesday",
        Ok(Weekday::Thursday) => "Thursday",
        Ok(Weekday::Friday) => "Friday",
        Ok(Weekday::Saturday) => "Saturday",
        _ => "Sunday",
    }
}

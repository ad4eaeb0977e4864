use super::{Check, Report};
use crate::article::Span;
use crate::config::Severity;
use crate::facts::Facts;
use crate::text::offset;

rule! {
    /// Digits that form no number: a lost or surplus digit in a group, or two groups by different signs.
    ///
    /// ## Why it matters
    ///
    /// "45,00" is 45, 4,500 or 45,000: the reader cannot tell, and a factor of a thousand is the commonest slip in sums.
    ///
    /// ## Flagged
    ///
    /// ```news
    /// The war has claimed more than {45,00} lives.
    /// ! [malformed-number] 45,00
    /// ```
    ///
    /// ```news
    /// Some {1,30} soldiers crossed the river on Monday, officials said.
    /// ! [malformed-number] 1,30
    /// ```
    ///
    /// ## Not flagged
    ///
    /// ```news
    /// Some 45,000 people, 1,300 of them children, fled 2.5 miles at 13:56.
    /// ```
    ///
    /// ```news
    /// India gave 12,34,567 rupees, and the firm sold 3,5 percent of its shares under No. 4.800-17.
    /// ```
    "F109", "malformed-number", Severity::Warning, since "0.1.0", Check::Article(check)
}

fn check(facts: &Facts, report: &mut Report<'_>) {
    for (index, (block, read)) in facts.article.blocks.iter().zip(&facts.blocks).enumerate() {
        if !block.zone.is_copy() {
            continue;
        }
        for number in read.numbers.iter().filter(|number| number.malformed) {
            let span = Span { block: offset(index), range: number.core };
            let written = facts.text(span);
            report
                .at(facts, span, format!("\"{written}\" is no number: digits are grouped by three, as in 45,000 or 1,234,567"))
                .help("a digit is missing or too much; check the figure with its source");
        }
    }
}

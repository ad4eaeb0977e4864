use super::same_day_conflict::pairs;
use super::words::{figure_of, source_of};
use super::{Check, Neighbours, Report};
use crate::config::Severity;
use crate::index::verdict::Conflict;

rule! {
    /// A later cumulative toll of the same source that is lower than an earlier one.
    ///
    /// ## Why it matters
    ///
    /// The dead do not come back: one of the two is wrong, or the later one counts something else, or it was revised,
    /// and then the text should say so. Two tolls are held against each other only when both are of one source, the
    /// same victims and one long event, which the articles' dates or the event's own age tie together.
    ///
    /// ## Flagged
    ///
    /// ```news
    /// --- june.md | 2011-06-28
    /// Syrian authorities say more than 250 soldiers and police have died during the three-month revolt in Syria.
    /// --- november.md | 2011-11-15
    /// Syria's government says gangs have killed {100 soldiers and police} in eight months of protests in Syria.
    /// ! [toll-decrease] 250 -> june.md
    /// ```
    ///
    /// ## Not flagged
    ///
    /// ```news
    /// --- june.md | 2011-06-28
    /// Syrian authorities say more than 250 soldiers and police have died during the three-month revolt in Syria.
    /// --- november.md | 2011-11-15
    /// Syria's government says gangs have killed 1,100 soldiers and police in eight months of protests in Syria.
    /// ```
    ///
    /// ```news
    /// --- june.md | 2011-06-28
    /// Rights groups say 1,300 civilians have been killed during the three-month revolt in Syria.
    /// --- november.md | 2011-11-15
    /// Syria's government says gangs have killed 1,100 soldiers and police in eight months of protests in Syria.
    /// ```
    ///
    /// ```news
    /// --- june.md | 2011-06-28
    /// Syrian authorities say more than 250 soldiers and police have died during the three-month revolt in Syria.
    /// --- november.md | 2011-11-15
    /// Syria's government says gangs have killed 200 soldiers and police in eight months of protests in Syria, a count it revised down from 250.
    /// ```
    "F104", "toll-decrease", Severity::Warning, since "0.1.0", Check::Across(check)
}

fn check(neighbours: &Neighbours<'_>, report: &mut Report<'_>) {
    for pair in pairs(neighbours, Conflict::Decrease) {
        let message = format!(
            "{} {} here, {}, but {} in {}: a toll of one source does not fall unless it was revised",
            figure_of(pair.later.claim),
            pair.later.claim.effect.name(),
            source_of(pair.later.claim),
            figure_of(pair.earlier.claim),
            pair.earlier_place(),
        );
        report
            .at_claim(pair.later_at, message)
            .help("check the figure with the source; if it was revised, say so in the text")
            .related_claim(pair.earlier_id, pair.earlier_at, format!("{} {} here, earlier", figure_of(pair.earlier.claim), pair.earlier.claim.effect.name()));
    }
}

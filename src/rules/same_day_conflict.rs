use super::words::{figure_of, source_of};
use super::{Check, Neighbours, Report};
use crate::config::Severity;
use crate::index::verdict::{Conflict, Side, Verdict, across};
use crate::index::{ArticleId, ClaimPlace, Contribution};

rule! {
    /// Two articles of one day that give one source's toll differently.
    ///
    /// ## Why it matters
    ///
    /// Two desks took the same statement down differently; one of them has a digit wrong. Source, victims, effect and
    /// event must be the same in both, and the figures must exclude each other.
    ///
    /// ## Flagged
    ///
    /// ```news
    /// --- agency.md | 2011-11-15
    /// The United Nations says more than 3,500 people have been killed in eight months of protests in Syria.
    /// --- desk.md | 2011-11-15
    /// Diplomats met over the eight months of bloodshed in Syria, which the United Nations says has killed {more than 2,500 people}.
    /// ! [same-day-conflict] 3,500 -> agency.md
    /// ```
    ///
    /// ## Not flagged
    ///
    /// ```news
    /// --- agency.md | 2011-11-15
    /// The United Nations says more than 3,500 people have been killed in eight months of protests in Syria.
    /// --- desk.md | 2011-11-15
    /// Rights groups say more than 2,500 people have been killed in eight months of protests in Syria.
    /// ```
    ///
    /// ```news
    /// --- agency.md | 2011-11-15
    /// The United Nations says more than 3,500 people have been killed in eight months of protests in Syria.
    /// --- desk.md | 2011-11-15
    /// The United Nations says more than 3,600 people have been killed in eight months of protests in Syria.
    /// ```
    "F105", "same-day-conflict", Severity::Warning, since "0.1.0", Check::Across(check)
}

fn check(neighbours: &Neighbours<'_>, report: &mut Report<'_>) {
    for pair in pairs(neighbours, Conflict::SameDay) {
        let message = format!(
            "{} {} here, {}, but {} in {} of the same day: one source has one figure",
            figure_of(pair.later.claim),
            pair.later.claim.effect.name(),
            source_of(pair.later.claim),
            figure_of(pair.earlier.claim),
            pair.earlier_place(),
        );
        report
            .at_claim(pair.later_at, message)
            .help("check which figure the source gave")
            .related_claim(pair.earlier_id, pair.earlier_at, format!("{} {} here", figure_of(pair.earlier.claim), pair.earlier.claim.effect.name()));
    }
}

/// Two tolls that clash, the one of the checked article second.
pub(super) struct Pair<'a> {
    pub(super) earlier: Side<'a>,
    pub(super) earlier_id: &'a ArticleId,
    pub(super) earlier_at: &'a ClaimPlace,
    pub(super) later: Side<'a>,
    pub(super) later_at: &'a ClaimPlace,
}

impl Pair<'_> {
    /// "june.md, line 5 (2011-06-28)"
    pub(super) fn earlier_place(&self) -> String {
        let day = self.earlier.date().map_or_else(String::new, |date| format!(" ({date})"));
        format!("{}, line {}{day}", self.earlier_id.file_name(), self.earlier_at.place.line + 1)
    }
}

/// The tolls of other articles that clash with those of the checked one in this way. Each pair is reported once: at
/// the later article, or of two that are of one day at the one whose name sorts last.
pub(super) fn pairs<'a>(neighbours: &'a Neighbours<'a>, kind: Conflict) -> Vec<Pair<'a>> {
    let mut found = Vec::new();
    for (index, claim) in neighbours.contribution.claims.iter().enumerate() {
        let Some(later_at) = neighbours.places.claims.get(index) else { continue };
        let buckets = claim.places.iter().filter_map(|place| neighbours.snapshot.tolls(&(place.clone(), claim.effect)));
        let own = Side::new(neighbours.contribution, claim);
        // The nearest article that clashes says it best; one finding a figure is enough.
        let rows = buckets.flat_map(|bucket| bucket.rows.iter().rev());
        let clash = rows.filter(|row| row.article != *neighbours.id && !is_version(neighbours.contribution, &row.contribution)).find_map(|row| {
            let entry = row.entry()?;
            let other = Side::new(&row.contribution, entry);
            let clashes = across(&other, &own) == Verdict::Conflict(kind);
            (clashes && is_reported_here(&own, neighbours.id, &other, &row.article, kind)).then_some((row, other))
        });
        let Some((row, other)) = clash else { continue };
        let Some(at) = neighbours.place_of(&row.article, row.claim) else { continue };
        found.push(Pair { earlier: other, earlier_id: &row.article, earlier_at: at, later: own, later_at });
    }
    found
}

/// Whether two articles are versions of one: drafts and copies under one headline are no two reports.
fn is_version(a: &Contribution, b: &Contribution) -> bool {
    a.headline.is_some() && a.headline == b.headline
}

/// Whether a clash is told at this article and not at the other one.
fn is_reported_here(own: &Side<'_>, id: &ArticleId, other: &Side<'_>, other_id: &ArticleId, kind: Conflict) -> bool {
    match kind {
        Conflict::SameDay => (own.date(), id) > (other.date(), other_id),
        // The lower figure is the later one, by row 11 and 12 of the table.
        _ => own.claim.interval.hi < other.claim.interval.lo || own.claim.value < other.claim.value,
    }
}

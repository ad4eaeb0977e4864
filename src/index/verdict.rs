//! When two tolls cannot both be right. The table is read from the top; the first row that applies decides.
//!
//! Silence is the default: a row that cannot tell leaves the pair alone, and says why, for the hover.

use jiff::civil::Date;

use super::contribution::{ClaimEntry, Contribution};
use super::tolls::{Start, days};
use crate::facts::{Scope, VictimClass};
use crate::language::number::{Bound, Interval};

/// What a comparison of two tolls came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// The two cannot both be right.
    Conflict(Conflict),
    /// The two agree, or nothing can be said.
    Silent(Why),
}

/// How two tolls clash.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Conflict {
    /// Two articles of one day, one source.
    SameDay,
    /// A later cumulative toll of the same source is lower.
    Decrease,
    /// A later cumulative toll of another source is below half of an earlier one.
    Magnitude,
    /// One article, one source, two figures.
    Within,
}

/// Why a pair is no conflict, in words for the hover.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "`words` says it")]
pub enum Why {
    NotReal,
    OtherEffect,
    OtherEvent,
    OtherVictims,
    Part,
    OtherKind,
    Revised,
    OtherSource,
    NoOrder,
    Agree,
    LaterIsHigher,
    Unclear,
}

impl Why {
    /// The reason in words that a desk understands.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotReal => "not comparable: feared, denied, a rate, or an earlier event",
            Self::OtherEffect => "not comparable: the one counts dead, the other does not",
            Self::OtherEvent => "not comparable: nothing says that both are of one event",
            Self::OtherVictims => "not comparable: other victims",
            Self::Part => "not comparable: one is a part, or comes on top",
            Self::OtherKind => "not comparable: one incident beside a total",
            Self::Revised => "consistent: the text says that the figure was revised",
            Self::OtherSource => "not comparable: another source",
            Self::NoOrder => "not comparable: nothing tells which is later",
            Self::Agree => "consistent",
            Self::LaterIsHigher => "consistent: the later figure is higher",
            Self::Unclear => "not comparable: the text leaves open what is counted",
        }
    }
}

/// A toll with what its article says around it.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The toll.
    pub claim: &'a ClaimEntry,
    /// Its article.
    pub article: &'a Contribution,
}

impl<'a> Side<'a> {
    /// A toll of an article.
    pub fn new(article: &'a Contribution, claim: &'a ClaimEntry) -> Self {
        Self { claim, article }
    }

    /// The article's day.
    pub fn date(&self) -> Option<Date> {
        self.article.date.map(|it| it.date)
    }

    /// When the long event began, as this article's clock tells.
    fn start(&self) -> Option<Start> {
        let stated = self.claim.since.map(|day| Start { from: day, to: day });
        stated.or_else(|| Start::of(self.date()?, self.lasting()?))
    }

    fn lasting(&self) -> Option<(f64, crate::language::time::Unit, bool)> {
        self.claim.length.or(self.article.lasting)
    }

    fn is_cumulative(&self) -> bool {
        self.claim.scope == Scope::Cumulative
    }
}

/// Which of two articles is the later one, and by how many days; none when nothing tells.
fn order(a: &Side<'_>, b: &Side<'_>) -> Option<f64> {
    if let (Some(a), Some(b)) = (a.date(), b.date()) {
        return Some(f64::from(a.until(b).ok()?.get_days()));
    }
    // The event clock: the longer the event has lasted, the later the article. Less than a month proves nothing.
    let apart = days(b.lasting()?)? - days(a.lasting()?)?;
    (apart.abs() >= 20.0).then_some(apart)
}

/// Holds two tolls of different articles against each other; `a` and `b` in any order.
pub fn across(a: &Side<'_>, b: &Side<'_>) -> Verdict {
    let Some(apart) = order(a, b) else { return Verdict::Silent(Why::NoOrder) };
    let (earlier, later) = if apart >= 0.0 { (a, b) } else { (b, a) };
    let apart = apart.abs();
    let (x, y) = (earlier.claim, later.claim);
    // 1 and 2: what is not stated as a fact, and other effects, are never compared.
    if let Some(why) = incomparable(x, y) {
        return Verdict::Silent(why);
    }
    // 3: without an anchor two events are two.
    if !same_event(earlier, later) {
        return Verdict::Silent(Why::OtherEvent);
    }
    // 4: other victims.
    if !same_victims(x, y) && !(y.class == VictimClass::All && y.victim_country.is_none()) {
        return Verdict::Silent(Why::OtherVictims);
    }
    // 6: an incident beside a total.
    if earlier.is_cumulative() != later.is_cumulative() {
        return Verdict::Silent(Why::OtherKind);
    }
    // 7: the text says so itself.
    if x.revised || y.revised {
        return Verdict::Silent(Why::Revised);
    }
    let disjoint = !x.interval.meets(y.interval);
    if same_source(x, y) && same_victims(x, y) {
        // 10: one source, one day. The toll of a long event hardly grows by a fifth within a day; that of an incident
        // does, hour by hour, and is left alone.
        let dated = earlier.date().is_some() && later.date().is_some();
        if dated && apart <= 1.0 && is_firm(x) && is_firm(y) && earlier.is_cumulative() {
            return if disjoint { Verdict::Conflict(Conflict::SameDay) } else { Verdict::Silent(Why::Agree) };
        }
        // 11: the dead do not come back.
        if earlier.is_cumulative() && falls(x, y) {
            return Verdict::Conflict(Conflict::Decrease);
        }
        return Verdict::Silent(if disjoint { Why::LaterIsHigher } else { Why::Agree });
    }
    // 12: a digit lost. Estimates of two sources differ, but hardly by half while the toll only grows.
    let half = later_below_half(x, y);
    if earlier.is_cumulative() && half && x.class != VictimClass::Named && y.class != VictimClass::Named && is_firm(x) && is_firm(y) && apart >= 2.0 {
        return Verdict::Conflict(Conflict::Magnitude);
    }
    // 13
    Verdict::Silent(if same_source(x, y) { Why::OtherVictims } else { Why::OtherSource })
}

/// Rows 1, 2 and 5: what a figure is by itself.
fn incomparable(x: &ClaimEntry, y: &ClaimEntry) -> Option<Why> {
    if x.unreal || y.unreal || x.scope == Scope::Background || y.scope == Scope::Background {
        return Some(Why::NotReal);
    }
    if x.effect != y.effect {
        return Some(Why::OtherEffect);
    }
    let part = |it: &ClaimEntry| matches!(it.scope, Scope::Part | Scope::Addition) || it.other;
    (part(x) || part(y)).then_some(Why::Part)
}

/// Whether two claims of two articles are of one event: the same place, and either a long event that began at the
/// same time by both clocks, or one incident whose place and act both name.
fn same_event(a: &Side<'_>, b: &Side<'_>) -> bool {
    if !a.claim.places.iter().any(|place| b.claim.places.contains(place)) {
        return false;
    }
    if a.is_cumulative() && b.is_cumulative() {
        return match (a.start(), b.start()) {
            (Some(x), Some(y)) => x.agrees(y),
            // Without dates the clock orders the articles; a shared cast ties them to one story.
            _ => a.lasting().is_some() && b.lasting().is_some() && share_cast(a.article, b.article),
        };
    }
    let common = a.claim.words.iter().filter(|word| b.claim.words.contains(word)).count();
    common >= 4 && common * 2 >= a.claim.words.len().min(b.claim.words.len())
}

fn share_cast(a: &Contribution, b: &Contribution) -> bool {
    a.cast.iter().any(|it| b.cast.binary_search(it).is_ok())
}

/// Whether both count the same people, as far as their words tell.
pub fn same_victims(x: &ClaimEntry, y: &ClaimEntry) -> bool {
    if x.victim_country != y.victim_country && x.victim_country.is_some() && y.victim_country.is_some() {
        return false;
    }
    match (x.class, y.class) {
        (VictimClass::Named | VictimClass::Group, VictimClass::Named | VictimClass::Group) => x.victim_head == y.victim_head,
        (a, b) => a == b,
    }
}

/// Whether both are of one source that is the same body everywhere.
pub fn same_source(x: &ClaimEntry, y: &ClaimEntry) -> bool {
    match (&x.source, &y.source) {
        (Some((a, true)), Some((b, true))) => a == b,
        // "rights groups" are no one body, but they keep one count for a newspaper: never compared.
        _ => false,
    }
}

/// Whether a figure is a count, not a guess: estimates may fall.
fn is_firm(it: &ClaimEntry) -> bool {
    !matches!(it.bound, Bound::Vague | Bound::About | Bound::AtMost | Bound::LessThan | Bound::Range)
}

/// Whether the later interval lies wholly below the earlier one.
fn falls(x: &ClaimEntry, y: &ClaimEntry) -> bool {
    is_firm(x) && is_firm(y) && y.interval.hi < x.interval.lo
}

/// Whether the later figure lies below half of the earlier one.
fn later_below_half(x: &ClaimEntry, y: &ClaimEntry) -> bool {
    let (Some(x), Some(y)) = (x.value, y.value) else { return false };
    y * 2.0 < x
}

/// The interval a vague count is given some room in: "dozens" is no conflict with 110.
pub fn meets_loosely(a: Interval, b: Interval, vague: bool) -> bool {
    let room = if vague { 1.5 } else { 1.0 };
    a.lo <= b.hi * room && b.lo <= a.hi * room
}

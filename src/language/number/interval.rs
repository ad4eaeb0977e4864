//! Which numbers a statement admits. Two figures of one toll contradict each other when their intervals do not meet.

use super::{Bound, Number, NumberKind};

/// The numbers a statement of this number admits, in whole units; `hi` is infinite when open.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    /// The least.
    pub lo: f64,
    /// The greatest.
    pub hi: f64,
}

/// How far from a vague count a number may lie before the two contradict each other.
const VAGUE: f64 = 1.5;

impl Interval {
    /// Whether some number lies in both.
    pub fn meets(self, other: Self) -> bool {
        self.lo <= other.hi && other.lo <= self.hi
    }

    /// Whether the number lies in it.
    pub fn contains(self, value: f64) -> bool {
        self.lo <= value && value <= self.hi
    }

    /// Whether every number of this one is below every number of the other.
    pub fn is_below(self, other: Self) -> bool {
        self.hi < other.lo
    }

    /// The sum of a number of each.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { lo: self.lo + other.lo, hi: self.hi + other.hi }
    }

    /// Both ends moved outwards by a factor of at least 1.
    #[must_use]
    pub fn widened(self, factor: f64) -> Self {
        Self { lo: self.lo / factor, hi: self.hi * factor }
    }

    /// The same without an upper end.
    #[must_use]
    pub fn open(self) -> Self {
        Self { hi: f64::INFINITY, ..self }
    }
}

impl Number {
    /// The numbers it admits within one article. Upper ends of floors are soft: who writes "at least 12" does not mean 40.
    ///
    /// Ends are rounded outwards to whole numbers, so that "at least four" admits five.
    pub fn interval(&self) -> Interval {
        let n = self.value;
        let whole = is_whole(n);
        let one = if whole { 1.0 } else { 0.0 };
        let up = |it: f64| if whole { it.ceil() } else { it };
        let down = |it: f64| if whole { it.floor() } else { it };
        if n < 0.0 {
            return Interval { lo: self.upper.unwrap_or(n).min(n), hi: n };
        }
        let (lo, hi) = match self.bound {
            Bound::Exact => self.as_written(),
            Bound::AtLeast => (n, up(soft(n, 1.2))),
            Bound::MoreThan => (n + one, up(soft(n, 1.2)).max(n + one)),
            Bound::Nearly => (down(soft(n, 0.9)), n - one),
            Bound::About => (down(soft(n, 0.9)), up(soft(n, 1.1))),
            Bound::AtMost | Bound::LessThan => (one.min(n), n),
            Bound::Range => (n, self.upper.unwrap_or(n)),
            Bound::Vague => (n, self.upper.unwrap_or(f64::INFINITY)),
        };
        Interval { lo, hi: hi.max(lo) }
    }

    /// The numbers it admits when held against another article: a floor stays a floor, however much later the other is.
    pub fn interval_across(&self) -> Interval {
        match self.bound {
            Bound::AtLeast | Bound::MoreThan => self.interval().open(),
            _ => self.interval(),
        }
    }

    /// Whether the two cannot both be right within one article. A vague count contradicts only what lies far from it.
    pub fn contradicts(&self, other: &Self) -> bool {
        let vague = self.bound == Bound::Vague || other.bound == Bound::Vague;
        let factor = if vague { VAGUE } else { 1.0 };
        !self.interval().widened(factor).meets(other.interval())
    }

    /// The middle of what is stated, to reckon with: 17.5 for `15 to 20`, 12 for `at least 12`.
    pub fn point(&self) -> f64 {
        match (self.bound, self.upper) {
            (Bound::Range, Some(upper)) => f64::midpoint(self.value, upper),
            _ => self.value,
        }
    }

    /// Whether it may count things at all; labels, days, times and ordinals do not.
    pub fn is_count(&self) -> bool {
        self.kind == NumberKind::Cardinal && self.value >= 0.0 && !self.malformed
    }

    /// "1,300" is 1,250 to 1,349; "12" is 12.
    fn as_written(&self) -> (f64, f64) {
        let n = self.value;
        let above = if n >= 100.0 { self.slack - 1.0 } else { self.slack };
        (n - self.slack, n + above.max(0.0))
    }
}

/// A factor applied without the dust of binary fractions: 1.2 times 250 is 300, no more.
fn soft(value: f64, factor: f64) -> f64 {
    let product = value * factor;
    let whole = product.round();
    if (product - whole).abs() < 1e-9 * product.abs().max(1.0) { whole } else { product }
}

fn is_whole(value: f64) -> bool {
    value.fract() == 0.0
}

/// How far the true number may lie from a whole number that is written with zeros at its end: half a unit of its last
/// digit that is not 0, at most a tenth of it. Numbers below 100 are exact.
pub(super) fn rounding(value: f64) -> f64 {
    if value < 100.0 || !is_whole(value) || value > 1e15 {
        return 0.0;
    }
    let mut unit = 1.0;
    while value % (unit * 10.0) == 0.0 {
        unit *= 10.0;
    }
    if unit < 10.0 { 0.0 } else { (unit / 2.0).min(value / 10.0).floor() }
}

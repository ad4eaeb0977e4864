use super::{Check, Report, rule};
use crate::config::Severity;
use crate::facts::Facts;

rule! {
    /// Stub.
    ///
    /// ## Why it matters
    "F101", "headline-figure", Severity::Error, since "0.1.0", Check::Article(check)
}

fn check(_facts: &Facts, _report: &mut Report<'_>) {}

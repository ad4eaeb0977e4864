//! How messages speak of figures and places.

use crate::article::Zone;
use crate::facts::{Claim, Effect, Facts};
use crate::index::ClaimEntry;

/// "in the headline", "in line 5"
pub(super) fn place(facts: &Facts, claim: &Claim) -> String {
    match claim.zone {
        Zone::Headline => "in the headline".to_owned(),
        Zone::Standfirst => "in the standfirst".to_owned(),
        Zone::Caption => format!("in the caption (line {})", line(facts, claim)),
        _ => format!("in line {}", line(facts, claim)),
    }
}

fn line(facts: &Facts, claim: &Claim) -> u32 {
    facts.article.text.line_of(facts.source(claim.span).start) + 1
}

/// "more than 250 soldiers and police", as written.
pub(super) fn figure(facts: &Facts, claim: &Claim) -> String {
    facts.text(claim.span).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "killed", "injured"
pub(super) fn effect(effect: Effect) -> &'static str {
    effect.name()
}

/// "according to Syrian authorities", or that nobody is named.
pub(super) fn source(facts: &Facts, claim: &Claim) -> String {
    match &claim.source {
        Some(source) => format!("according to {}", facts.text(source.span)),
        None => "in the article's own words".to_owned(),
    }
}

/// The same of a figure of another article.
pub(super) fn source_of(claim: &ClaimEntry) -> String {
    claim.source_text.as_ref().map_or_else(|| "in the article's own words".to_owned(), |it| format!("according to {it}"))
}

/// "more than 250 soldiers and police" of another article.
pub(super) fn figure_of(claim: &ClaimEntry) -> String {
    if claim.victims.is_empty() { claim.text.to_string() } else { format!("{} {}", claim.text, claim.victims) }
}

/// A whole number with its groups: 1300 is "1,300".
pub(super) fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

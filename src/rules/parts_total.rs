use super::words::figure;
use super::{Check, Report, rule};
use crate::config::Severity;
use crate::facts::{Claim, Facts, VictimClass};
use crate::language::number::Bound;

rule! {
    /// A part that is larger than its whole, or parts that exclude each other and together exceed it.
    ///
    /// ## Why it matters
    ///
    /// It cannot be right whatever the truth is: of 81 dead, 98 cannot have been civilians. The text itself must say
    /// that one figure is a part of the other ("including", "of them", "among them").
    ///
    /// ## Flagged
    ///
    /// ```news
    /// Militants have killed 1,100 soldiers and police, including {900 soldiers} and 400 police.
    /// ! [parts-total] 1,300
    /// ```
    ///
    /// ```news
    /// Eighty-one people were killed, {98} of them civilians.
    /// ! [parts-total] more than
    /// ```
    ///
    /// ## Not flagged
    ///
    /// ```news
    /// Militants have killed 1,100 soldiers and police, including 900 soldiers and 200 police.
    /// ```
    ///
    /// ```news
    /// At least 40 people were killed, 48 of them civilians, one doctor said; the floor may be higher.
    /// ```
    ///
    /// ```news
    /// Twelve people were killed, including nine civilians and five children.
    /// ```
    "F103", "parts-total", Severity::Error, since "0.1.0", Check::Article(check)
}

fn check(facts: &Facts, report: &mut Report<'_>) {
    for (index, whole) in facts.claims.iter().enumerate() {
        let parts: Vec<&Claim> = facts.claims.iter().filter(|it| it.part_of.is_some_and(|of| of as usize == index)).collect();
        if whole.unreal || whole.malformed || parts.is_empty() {
            continue;
        }
        if !one_too_large(facts, whole, &parts, report) {
            sum_too_large(facts, whole, &parts, report);
        }
    }
}

/// The most a whole can be. A floor says nothing of that: "at least 40" may be 50.
fn most(whole: &Claim) -> Option<f64> {
    match whole.bound {
        Bound::Exact | Bound::AtMost | Bound::LessThan | Bound::Range | Bound::Nearly => Some(whole.interval.hi),
        _ => None,
    }
}

fn counts(part: &Claim) -> bool {
    !part.unreal && !part.malformed && !matches!(part.bound, Bound::Vague | Bound::About | Bound::AtMost | Bound::LessThan)
}

fn one_too_large(facts: &Facts, whole: &Claim, parts: &[&Claim], report: &mut Report<'_>) -> bool {
    let Some(most) = most(whole) else { return false };
    let Some(part) = parts.iter().find(|it| counts(it) && it.effect == whole.effect && it.interval.lo > most) else { return false };
    let message = format!("{} is a part of {} ({}), and more than the whole", figure(facts, part), figure(facts, whole), whole.effect.name());
    report
        .at(facts, part.number_span, message)
        .help("one of the two figures is wrong: check both with the source")
        .related(facts, whole.span, format!("the whole: {}", figure(facts, whole)));
    true
}

fn sum_too_large(facts: &Facts, whole: &Claim, parts: &[&Claim], report: &mut Report<'_>) {
    let Some(most) = most(whole) else { return };
    // One list, in one sentence.
    let Some(first) = parts.first() else { return };
    let list: Vec<&&Claim> = parts.iter().filter(|it| counts(it) && it.effect == whole.effect && it.sentence == first.sentence && it.span.block == first.span.block).collect();
    if list.len() < 2 || !exclude_each_other(&list) {
        return;
    }
    let sum: f64 = list.iter().map(|it| it.interval.lo.max(it.value.unwrap_or(0.0))).sum();
    if sum <= most {
        return;
    }
    let named: Vec<String> = list.iter().map(|it| figure(facts, it)).collect();
    let message = format!("{} make {}, which is more than {} ({})", named.join(" and "), grouped(sum), figure(facts, whole), whole.effect.name());
    report
        .at(facts, first.span, message)
        .help("one of the figures is wrong: check them with the source")
        .related(facts, whole.span, format!("the whole: {}", figure(facts, whole)));
}

/// Whether no person can be counted twice: all nouns differ and are of one kind, soldiers and police, women and men.
/// Civilians and children overlap.
fn exclude_each_other(list: &[&&Claim]) -> bool {
    let class = list.first().map(|it| it.victims.class);
    let kind = list.iter().all(|it| Some(it.victims.class) == class && it.victims.country.is_none());
    let known = matches!(class, Some(VictimClass::Security | VictimClass::Group | VictimClass::Fighters));
    let mut heads: Vec<&str> = list.iter().map(|it| it.victims.head.as_str()).collect();
    let all = heads.len();
    heads.sort_unstable();
    heads.dedup();
    // A student, a mother and a child may be one person; a woman is no man.
    let overlapping = ["student", "mother", "minor", "teenager", "youth", "pupil", "officer", "guard", "baby", "infant"];
    kind && known && heads.len() == all && !heads.iter().any(|it| overlapping.contains(it) || it.is_empty())
}

/// A whole number with its groups: 1300 is "1,300".
fn grouped(value: f64) -> String {
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

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn parts_of_another_effect_are_no_parts() {
        check("Twelve people were injured, 14 of them killed later, a doctor said in error.\n");
    }

    #[test]
    fn a_part_may_equal_its_whole() {
        check("Eighty-one people were killed, 81 of them civilians.\n");
    }
}

use super::words::figure;
use super::{Check, Report};
use crate::article::Zone;
use crate::config::Severity;
use crate::facts::{Claim, Facts, Scope, VictimClass};
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
    orphans(facts, report);
    lists(facts, report);
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

/// "The dead included 22 airmen": a part of the toll that stands elsewhere. Only when every whole toll of the article
/// is smaller can it not be right.
fn orphans(facts: &Facts, report: &mut Report<'_>) {
    for part in facts.claims.iter().filter(|it| it.scope == Scope::Part && it.part_of.is_none() && it.zone.is_copy() && counts(it) && !it.implied) {
        let wholes = || facts.claims.iter().filter(|it| it.effect == part.effect && it.scope != Scope::Part && !it.unreal);
        let open = |it: &Claim| most(it).is_none() && it.interval.hi >= part.interval.lo || it.value.is_none();
        let largest = wholes().filter(|it| it.scope == Scope::Main && it.span.block <= part.span.block).max_by(|a, b| a.interval.hi.total_cmp(&b.interval.hi));
        let Some(whole) = largest else { continue };
        let all_smaller = wholes().all(|it| it.interval.hi < part.interval.lo && !open(it));
        // Several incidents together could hold it.
        let together: f64 = wholes().filter(|it| matches!(it.scope, Scope::Main | Scope::Other) && it.zone == Zone::Body && it.span != whole.span && it.value != whole.value).filter_map(|it| it.value).sum();
        if all_smaller && together == 0.0 {
            let message = format!("{} ({}) is a part of the dead or hurt of the article, but the whole is given as {}", figure(facts, part), part.effect.name(), figure(facts, whole));
            report.at(facts, part.number_span, message).help("one of the two figures is wrong: check both with the source").related(facts, whole.span, format!("the whole: {}", figure(facts, whole)));
        }
    }
}

/// "Three men, a woman and a girl have died" in the paragraph beside "four have died": a list by sex and age, of which
/// nobody is in two groups, is larger than the toll.
fn lists(facts: &Facts, report: &mut Report<'_>) {
    let grouped = |it: &&Claim| it.victims.class == VictimClass::Group && it.scope == Scope::Main && counts(it) && it.zone == Zone::Body && !it.other;
    for first in facts.claims.iter().filter(grouped) {
        let list: Vec<&Claim> = facts.claims.iter().filter(grouped).filter(|it| it.trigger_span == first.trigger_span && it.effect == first.effect).collect();
        let begins = list.first().is_some_and(|it| it.span == first.span);
        if !begins || list.len() < 2 || !exclude_each_other(&list.iter().collect::<Vec<_>>()) {
            continue;
        }
        let sum: f64 = list.iter().filter_map(|it| it.value).sum();
        let near = |it: &&Claim| it.effect == first.effect && it.scope == Scope::Main && it.victims.class != VictimClass::Group && !it.other && it.span < first.span && first.span.block - it.span.block <= 1 && it.zone == Zone::Body;
        let Some(whole) = facts.claims.iter().rfind(near) else { continue };
        if most(whole).is_some_and(|most| sum > most) && !whole.unreal && !facts.claims.iter().any(|it| it.effect == first.effect && it.value == Some(sum)) {
            let named: Vec<String> = list.iter().map(|it| figure(facts, it)).collect();
            let message = format!("{} make {}, which is more than {} ({})", named.join(" and "), super::words::grouped(sum), figure(facts, whole), whole.effect.name());
            report.at(facts, first.number_span, message).help("one of the figures is wrong: check them with the source").related(facts, whole.span, format!("the whole: {}", figure(facts, whole)));
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
    let Some(part) = parts.iter().find(|it| counts(it) && it.interval.lo > most) else { return false };
    let message = format!("{} ({}) is a part of {} ({}), and more than the whole", figure(facts, part), part.effect.name(), figure(facts, whole), whole.effect.name());
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
    let message = format!("{} make {}, which is more than {} ({})", named.join(" and "), super::words::grouped(sum), figure(facts, whole), whole.effect.name());
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

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn figures_of_another_effect_are_no_parts() {
        check("Twelve people were injured, including two children, and 14 were killed, a doctor said.\n");
    }

    #[test]
    fn a_part_may_equal_its_whole() {
        check("Eighty-one people were killed, 81 of them civilians.\n");
    }
}

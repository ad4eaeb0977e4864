//! Ways in which two different figures of one article may both be right. A rule that holds them against each other
//! tries all of these first, and stays silent when one closes the gap.

use crate::article::Zone;
use crate::facts::{Claim, Effect, Facts, Scope, VictimClass};
use crate::index::verdict::meets_loosely;
use crate::language::number::Bound;

/// The claims of a body that a figure may be held against: of its effect, real, whatever their scope.
pub(super) fn body_claims<'a>(facts: &'a Facts, effect: Effect) -> impl Iterator<Item = &'a Claim> + Clone {
    facts.claims.iter().filter(move |it| it.effect == effect && !it.unreal && !it.malformed && matches!(it.zone, Zone::Body | Zone::Subhead))
}

/// Whether two figures of one article admit a common number.
pub(super) fn agree(a: &Claim, b: &Claim) -> bool {
    let vague = a.bound == Bound::Vague || b.bound == Bound::Vague;
    if a.value.is_some() && a.value == b.value {
        return true;
    }
    meets_loosely(a.interval, b.interval, vague)
}

/// Whether the text itself makes both figures right: a sum of its parts, the attacker counted in one, an addition, a
/// range between two sources, a correction it tells of.
pub(super) fn closes(facts: &Facts, figure: &Claim, other: &Claim) -> bool {
    let body: Vec<&Claim> = body_claims(facts, figure.effect).collect();
    body.iter().any(|it| it.value == figure.value || (victims_fit(figure, it) && agree(figure, it))) || adds_up(facts, figure, other)
}

/// The same without the first way: whether what the text counts apart makes up the difference.
pub(super) fn adds_up(facts: &Facts, figure: &Claim, other: &Claim) -> bool {
    let Some(value) = figure.value else { return true };
    let body: Vec<&Claim> = body_claims(facts, figure.effect).collect();
    body.iter().any(|it| it.revised && it.scope != Scope::Background)
        || sums_up(&body, other, value)
        || attacker_counted(facts, other, value)
        || between_sources(&body, figure, value)
        || dead_among_hurt(facts, figure, value)
}

/// Whether the other figure and those beside it make up the value: three at the scene and one in hospital, two towns
/// of one attack, a first toll and a later addition.
fn sums_up(body: &[&Claim], other: &Claim, value: f64) -> bool {
    let Some(base) = other.value else { return false };
    let beside = |it: &&&Claim| {
        let near = it.span.block == other.span.block || matches!(it.scope, Scope::Other | Scope::Addition);
        it.span != other.span && near && it.scope != Scope::Background && it.scope != Scope::Cumulative && it.part_of.is_none()
    };
    let addends: Vec<f64> = body.iter().filter(beside).filter_map(|it| it.value).take(8).collect();
    // Any of them together: lists of places are short.
    (1_u32..1 << addends.len()).any(|chosen| {
        let sum: f64 = addends.iter().enumerate().filter(|(at, _)| chosen & (1 << at) != 0).map(|(_, value)| value).sum();
        base + sum == value
    })
}

/// Whether the figures differ by the attackers who died with their victims: by as many as the text counts, else by one.
fn attacker_counted(facts: &Facts, other: &Claim, value: f64) -> bool {
    let Some(base) = other.value else { return false };
    let gap = (value - base).abs();
    let attackers = |it: &&Claim| it.victims.class == VictimClass::Fighters && it.effect == other.effect && !it.unreal;
    let of_other = |it: &&Claim| it.part_of.and_then(|whole| facts.claims.get(whole as usize)).is_some_and(|whole| whole.span == other.span);
    // "nine people, including the two bombers": the text itself says how many.
    let within: f64 = facts.claims.iter().filter(attackers).filter(of_other).filter_map(|it| it.value).sum();
    if within > 0.0 {
        return gap == within;
    }
    let counted: Vec<f64> = facts.claims.iter().filter(attackers).filter_map(|it| it.value).filter(|it| *it <= 10.0).collect();
    if counted.contains(&gap) || (!counted.is_empty() && counted.iter().sum::<f64>() == gap) {
        return true;
    }
    (gap == 1.0 && attacker_died(facts, &["himself", "herself", "suicide", "unborn"])) || (gap <= 4.0 && attacker_died(facts, &["themselves", "bombers"]))
}

/// Whether the text says that an attacker died: "then himself", "a suicide bomber", "the gunman included", "the gunman
/// was killed".
fn attacker_died(facts: &Facts, words: &[&str]) -> bool {
    const ATTACKERS: [&str; 8] = ["gunman", "attacker", "bomber", "shooter", "assailant", "perpetrator", "hijacker", "killer"];
    let copy = facts.blocks.iter().zip(&facts.article.blocks).filter(|(_, block)| block.zone.is_copy());
    copy.map(|(read, _)| read.tokens()).any(|tokens| {
        (0..tokens.len()).any(|at| {
            let named = tokens.is_any(at, words);
            let attacker = tokens.is_any(at, &ATTACKERS);
            let included = attacker && (tokens.is_any(at.wrapping_sub(2), &["including", "and", "plus", "with"]) || tokens.is_word(at + 1, "included"));
            let died = attacker && (at + 1..at + 5).any(|at| tokens.is_any(at, &["killed", "dead", "died"]));
            named || included || died
        })
    })
}

/// Whether the figure lies between those of two sources that the text names.
fn between_sources(body: &[&Claim], figure: &Claim, value: f64) -> bool {
    let sourced = |it: &&&Claim| it.source.is_some() && it.scope == Scope::Main && victims_fit(figure, it) && it.value.is_some_and(|it| it <= value * 4.0);
    let below = body.iter().filter(sourced).any(|it| it.value.is_some_and(|other| other < value));
    let above = body.iter().filter(sourced).any(|it| it.value.is_some_and(|other| other > value));
    below && above
}

/// "Six people were shot, one fatally": the dead counted among the hurt, or both together.
fn dead_among_hurt(facts: &Facts, figure: &Claim, value: f64) -> bool {
    let other = match figure.effect {
        Effect::Killed => Effect::Injured,
        Effect::Injured => Effect::Killed,
        _ => return false,
    };
    // "Ten dead, nineteen injured": whoever gives both counts the dead apart.
    if facts.claims.iter().any(|it| it.zone == figure.zone && it.effect == other && !it.unreal) {
        return false;
    }
    let own: Vec<f64> = body_claims(facts, figure.effect).filter_map(|it| it.value).collect();
    let others: Vec<f64> = body_claims(facts, other).filter_map(|it| it.value).collect();
    own.iter().any(|a| others.iter().any(|b| a + b == value || (a - b).abs() == value))
}

/// Whether the words for the victims may stand for the same people. "troops" and "servicemen" may, "miners" and
/// "rescuers" may not; a figure without a noun may stand for any.
pub(super) fn victims_fit(a: &Claim, b: &Claim) -> bool {
    let (x, y) = (&a.victims, &b.victims);
    if x.country.is_some() && y.country.is_some() && x.country != y.country {
        return false;
    }
    if x.text.is_empty() || y.text.is_empty() || x.head == y.head || (x.class == VictimClass::All && y.class == VictimClass::All) {
        return true;
    }
    match (x.class, y.class) {
        (VictimClass::Named | VictimClass::Group, VictimClass::Named | VictimClass::Group) => x.head == y.head || synonyms(&x.head, &y.head),
        (p, q) => p == q,
    }
}

/// Nouns that newspapers use for each other.
fn synonyms(a: &str, b: &str) -> bool {
    const SETS: [&[&str]; 6] = [
        &["passenger", "occupant", "traveller", "traveler"],
        &["student", "pupil", "schoolchild"],
        &["worker", "employee", "labourer", "laborer", "staffer"],
        &["migrant", "refugee"],
        &["hostage", "captive", "american"],
        &["inmate", "prisoner", "detainee"],
    ];
    SETS.iter().any(|set| set.contains(&a) && set.contains(&b))
}

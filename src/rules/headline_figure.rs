use super::closing::{adds_up, agree, body_claims, closes, victims_fit};
use super::words::{figure, place, source};
use super::{Check, Report};
use crate::article::Zone;
use crate::config::Severity;
use crate::facts::{Claim, Facts, Scope, VictimClass};
use crate::language::number::Bound;

rule! {
    /// A toll in the headline, standfirst or a caption that the body contradicts.
    ///
    /// ## Why it matters
    ///
    /// The headline is what most readers read, and what is written last and changed first: an updated toll that
    /// reached only one of the two is the commonest contradiction in news. The figure is held against the toll with
    /// which the body opens, of the same effect and the same victims. It is left alone when any figure of the body
    /// agrees, when parts add up to it, when the text counts the attacker in one place or tells of a correction, or
    /// when it lies between two sources.
    ///
    /// ## Flagged
    ///
    /// ```news
    /// Bus fall kills {12}
    /// Thirteen people died when a bus fell into a ravine on Monday, police said.
    /// ! [headline-figure] Thirteen
    /// ```
    ///
    /// ```news
    /// Ten dead, {nineteen} injured as typhoon clears coast
    /// Ten people are confirmed dead and nine injured as the typhoon cleared the coast on Tuesday.
    /// ! [headline-figure] nine injured
    /// ```
    ///
    /// ## Not flagged
    ///
    /// ```news
    /// Bus fall kills 12
    /// At least 12 people died when a bus fell into a ravine. A hospital doctor later said 14 bodies had arrived.
    /// ```
    ///
    /// ```news
    /// 5 dead in shooting
    /// A gunman killed four people and then himself in the town on Monday, police said.
    /// ```
    ///
    /// ```news
    /// Four dead in crash
    /// Three people died at the scene and one in hospital, police said.
    /// ```
    ///
    /// ```news
    /// Dozens killed in quake
    /// The quake killed 67 people on Monday, officials said.
    /// ```
    "F101", "headline-figure", Severity::Error, since "0.1.0", Check::Article(check)
}

fn check(facts: &Facts, report: &mut Report<'_>) {
    for claim in facts.claims.iter().filter(|it| is_display(it)) {
        let rivals = facts.claims.iter().filter(|it| it.zone == claim.zone && it.effect == claim.effect && !it.implied).count();
        // Two tolls in one headline are two things; which one the body speaks of is open.
        let Some(body) = counterpart(facts, claim).filter(|_| rivals == 1) else { continue };
        let closed = if mirrors(facts, claim, body) { adds_up(facts, claim, body) } else { closes(facts, claim, body) };
        if agree(claim, body) || closed {
            continue;
        }
        let said = match &claim.source {
            Some(_) => source(facts, claim),
            None => String::new(),
        };
        let message = format!(
            "{} {} {} {said}, but {} {} {}, {}: the toll with which the body opens, of the same victims",
            figure(facts, claim),
            claim.effect.name(),
            here(claim),
            figure(facts, body),
            body.effect.name(),
            place(facts, body),
            source(facts, body),
        );
        let message = message.replace(" ,", ",");
        let finding = report.at(facts, claim.number_span, message);
        finding.help("use one figure in both, or say which source each is from").related(facts, body.span, format!("{} {} here", figure(facts, body), body.effect.name()));
        finding.lowered(usize::from(!is_certain(facts, claim, body)));
    }
}

fn here(claim: &Claim) -> &'static str {
    match claim.zone {
        Zone::Headline => "in the headline",
        Zone::Standfirst => "in the standfirst",
        _ => "in the caption",
    }
}

/// A firm figure of the article's own event in display text.
fn is_display(claim: &Claim) -> bool {
    matches!(claim.zone, Zone::Headline | Zone::Standfirst | Zone::Caption)
        && !(claim.unreal || claim.rate || claim.implied || claim.malformed || claim.revised || claim.other)
        && matches!(claim.scope, Scope::Main | Scope::Cumulative)
        && matches!(claim.bound, Bound::Exact | Bound::AtLeast | Bound::MoreThan)
        && claim.interval.lo >= 1.0
}

/// The figure of the body that speaks of the same toll: of the same source if the display text names one, else the
/// toll with which the body opens.
fn counterpart<'a>(facts: &'a Facts, claim: &Claim) -> Option<&'a Claim> {
    if let Some(source) = claim.source.as_ref().filter(|it| it.specific) {
        return body_claims(facts, claim.effect).find(|it| it.source.as_ref().is_some_and(|other| other.id == source.id) && is_opening(it) && victims_fit(claim, it));
    }
    let opening = opening_blocks(facts);
    let mut fitting = body_claims(facts, claim.effect).filter(|it| is_opening(it) && victims_fit(claim, it));
    let first = fitting.next()?;
    // Further down, only a figure that has no other beside it can be the headline's.
    let stands_for_it = first.span.block < opening || (fitting.next().is_none() && claim.zone == Zone::Headline);
    (stands_for_it && same_scope(claim, first)).then_some(first)
}

/// Whether the body's sentence says the headline again: both give dead and hurt, and one of the two is the same. Then
/// it is the counterpart, whatever other figures the body holds.
fn mirrors(facts: &Facts, claim: &Claim, body: &Claim) -> bool {
    let beside = |of: &Claim| facts.claims.iter().find(|it| it.zone == of.zone && it.span.block == of.span.block && it.sentence == of.sentence && it.effect != of.effect && !it.unreal).cloned();
    let (Some(x), Some(y)) = (beside(claim), beside(body)) else { return false };
    claim.zone == Zone::Headline && body.span.block < opening_blocks(facts) && x.effect == y.effect && x.value.is_some() && x.value == y.value && body.window.length.is_none()
}

/// A firm figure that stands for itself.
fn is_opening(claim: &Claim) -> bool {
    matches!(claim.scope, Scope::Main | Scope::Cumulative)
        && !(claim.implied || claim.other && claim.value.is_some_and(|it| it < 2.0) || claim.rate || claim.bodies || claim.revised)
        && matches!(claim.bound, Bound::Exact | Bound::AtLeast | Bound::MoreThan)
}

/// A headline on one day's attack and a lead on the war are two tolls.
fn same_scope(a: &Claim, b: &Claim) -> bool {
    a.scope == b.scope
}

/// The index of the first block behind the paragraphs with which the body opens.
fn opening_blocks(facts: &Facts) -> u32 {
    let body = facts.article.blocks.iter().enumerate().filter(|(_, block)| block.zone == Zone::Body);
    body.map(|(at, _)| crate::text::offset(at)).nth(3).unwrap_or(u32::MAX)
}

/// Whether nothing about the pair is inherited: both figures plain, the display text a headline.
fn is_certain(facts: &Facts, claim: &Claim, body: &Claim) -> bool {
    claim.zone == Zone::Headline && body.span.block < opening_blocks(facts) && body.scope == Scope::Main && claim.bound == Bound::Exact && body.bound == Bound::Exact
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn other_victims_are_another_toll() {
        check("Three soldiers killed in raid\nTwelve militants were killed in a raid on Monday, the army said.\n");
        check("Two miners die\nThree rescuers died on Monday in the mine near the town, police said.\n");
    }

    #[test]
    fn a_toll_of_another_event_is_left_alone() {
        check("Raid kills 12\nThe raid came a year after a bomb killed 30 people in the same street, police said.\n");
    }

    #[test]
    fn two_sources_around_the_headline() {
        check("Clash kills 12\nThe army said 10 people were killed in the clash. A hospital said 14 people were killed.\n");
    }
}

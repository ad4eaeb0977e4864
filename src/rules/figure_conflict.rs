use super::closing::{agree, body_claims, closes, victims_fit};
use super::words::{figure, place, source};
use super::{Check, Report};
use crate::config::Severity;
use crate::facts::{Claim, Facts, Scope};
use crate::language::lexicon::Class;
use crate::language::number::Bound;
use crate::language::places::{self, PlaceKind};

rule! {
    /// Two figures in the body for one toll of one source.
    ///
    /// ## Why it matters
    ///
    /// A text put together from two versions keeps a figure of each. Most pairs of different figures in one article are
    /// right, being parts, other places or other days; so two are held against each other only when the same source
    /// gives them for the same victims in sentences that speak of the same thing, or when both are marked as the whole
    /// ("all four hostages", "all three hostages").
    ///
    /// ## Flagged
    ///
    /// ```news
    /// The army said 18 of its soldiers had been killed in the attack on the barracks at Tamra on Sunday.
    /// Helicopters came at noon and the road was closed.
    /// The army said {24} of its soldiers had been killed in the attack on the barracks at Tamra.
    /// ! [figure-conflict] 18
    /// ```
    ///
    /// ```news
    /// At least five people were killed when a man opened fire at a market on Saturday, police said.
    /// The mayor said that the man had killed a total of {three} people.
    /// ! [figure-conflict] At least five
    /// ```
    ///
    /// ```news
    /// The pirates had shot and killed all four hostages, the navy said.
    /// Despite care on board, all {three} hostages died of their wounds, a statement said.
    /// ! [figure-conflict] all four
    /// ```
    ///
    /// ## Not flagged
    ///
    /// ```news
    /// The army said 18 of its soldiers had been killed in the attack on the barracks at Tamra on Sunday.
    /// Rebels said 24 soldiers had been killed in the attack on the barracks at Tamra.
    /// ```
    ///
    /// ```news
    /// The army said 18 of its soldiers had been killed in the attack on the barracks at Tamra on Sunday.
    /// The army said six of its soldiers had been killed in an ambush near Doha on Monday.
    /// ```
    ///
    /// ```news
    /// The army said at first that 18 of its soldiers had been killed in the attack on the barracks at Tamra.
    /// The army later revised that: 24 of its soldiers had been killed in the attack on the barracks at Tamra.
    /// ```
    "F102", "figure-conflict", Severity::Warning, since "0.1.0", Check::Article(check)
}

fn check(facts: &Facts, report: &mut Report<'_>) {
    let claims: Vec<&Claim> = facts.claims.iter().filter(|it| is_whole(it)).collect();
    for (index, later) in claims.iter().enumerate() {
        let earlier = claims.iter().take(index).find(|it| conflict(facts, it, later));
        let Some(earlier) = earlier else { continue };
        let message = format!(
            "{} {} here, {}, but {} {}, {}: both are given as one toll",
            figure(facts, later),
            later.effect.name(),
            source(facts, later),
            figure(facts, earlier),
            place(facts, earlier),
            source(facts, earlier),
        );
        report
            .at(facts, later.number_span, message)
            .help("use one figure, or say what each counts")
            .related(facts, earlier.span, format!("{} {} here", figure(facts, earlier), earlier.effect.name()));
    }
}

fn is_whole(claim: &Claim) -> bool {
    matches!(claim.scope, Scope::Main | Scope::Cumulative)
        && claim.zone == crate::article::Zone::Body
        && !(claim.unreal || claim.rate || claim.implied || claim.malformed || claim.other || claim.bodies)
        && matches!(claim.bound, Bound::Exact | Bound::AtLeast | Bound::MoreThan)
}

fn conflict(facts: &Facts, a: &Claim, b: &Claim) -> bool {
    if a.effect != b.effect || agree(a, b) || (a.span.block, a.sentence) == (b.span.block, b.sentence) || a.revised || b.revised {
        return false;
    }
    if both_all(facts, a, b) || below_floor(facts, a, b) {
        return true;
    }
    if a.scope != Scope::Main || b.scope != Scope::Main {
        return false;
    }
    let one_source = matches!((&a.source, &b.source), (Some(x), Some(y)) if x.id == y.id && !x.text.is_empty());
    one_source && a.victims.head == b.victims.head && !a.victims.head.is_empty() && victims_fit(a, b) && speak_of_one_thing(facts, a, b) && !explained(facts, a, b)
}

/// "all four hostages" and "all three hostages" of one effect.
fn both_all(facts: &Facts, a: &Claim, b: &Claim) -> bool {
    let all = |claim: &Claim| {
        let read = facts.blocks.get(claim.span.block as usize)?;
        let tokens = read.tokens();
        let first = tokens.index_at(claim.number_span.range.start);
        Some(tokens.is_word(first.checked_sub(1)?, "all"))
    };
    let related = !brings_in_another(facts, b);
    related && a.victims.head == b.victims.head && !a.victims.head.is_empty() && a.bound == Bound::Exact && b.bound == Bound::Exact && all(a) == Some(true) && all(b) == Some(true)
}

/// Whether a sentence brings in an event of its own before the figure: a place, a month, "a transport plane".
fn brings_in_another(facts: &Facts, claim: &Claim) -> bool {
    let Some(read) = facts.blocks.get(claim.span.block as usize) else { return true };
    let tokens = read.tokens();
    let start = read.prose.sentences.get(claim.sentence as usize).map_or(0, |it| it.start);
    let end = tokens.index_at(claim.span.range.start);
    (start..end).any(|at| {
        let place = places::at(tokens, at).is_some_and(|(_, kind)| !matches!(kind, PlaceKind::People(_)));
        let article = tokens.is_any(at, &["a", "an", "another"]) && (at + 1..(at + 4).min(end)).any(|at| tokens.at(at).has_capital() || tokens.is(at, Class::THING));
        place || article || tokens.is(at, Class::MONTH) || tokens.is_any(at, &["previous", "other", "earlier", "separate", "last"])
    })
}

/// "At least five were killed", and later "a total of three": the whole lies below its own floor. The first must be
/// the toll with which the body opens.
fn below_floor(facts: &Facts, a: &Claim, b: &Claim) -> bool {
    let floor = matches!(a.bound, Bound::AtLeast | Bound::MoreThan);
    let opens = facts.claims.iter().find(|it| it.zone == crate::article::Zone::Body && it.effect == a.effect && matches!(it.scope, Scope::Main | Scope::Cumulative)).is_some_and(|it| it.span == a.span);
    let whole = facts.blocks.get(b.span.block as usize).is_some_and(|read| {
        let tokens = read.tokens();
        let first = tokens.index_at(b.hedged_span.range.start);
        let last = tokens.index_at(b.span.range.end.saturating_sub(1)) + 1;
        let total = tokens.are_words(first, &["a", "total", "of"]) || tokens.is_word(first.wrapping_sub(1), "of") && tokens.is_word(first.wrapping_sub(2), "total");
        // "the 26 deaths from the violence": those of whom the text speaks, all of them.
        let definite = tokens.is_word(first.wrapping_sub(1), "the") && matches!(b.victims.head.as_str(), "death" | "fatality");
        total || definite || tokens.are_words(last, &["in", "all"]) || tokens.are_words(last, &["in", "total"])
    });
    let general = |claim: &Claim| claim.victims.class == crate::facts::VictimClass::All;
    floor && opens && whole && b.bound == Bound::Exact && b.interval.hi < a.interval.lo && general(a) && general(b)
}

/// Whether the sentences name the same things: most of the words that say what happened and where.
fn speak_of_one_thing(facts: &Facts, a: &Claim, b: &Claim) -> bool {
    let (x, y) = (facts.event_words(a), facts.event_words(b));
    let common = x.iter().filter(|word| y.contains(word)).count();
    common >= 3 && common * 2 >= x.len().min(y.len()) && a.window.day.as_ref().zip(b.window.day.as_ref()).is_none_or(|(x, y)| x == y)
}

/// Whether other figures of the text make both right. The two themselves do not count.
fn explained(facts: &Facts, a: &Claim, b: &Claim) -> bool {
    let others = body_claims(facts, a.effect).filter(|it| it.span != a.span && it.span != b.span).count();
    others > 0 && closes(facts, b, a) && closes(facts, a, b) && body_claims(facts, a.effect).any(|it| it.span != a.span && it.span != b.span && (it.value == a.value.zip(b.value).map(|(x, y)| (x - y).abs())))
}

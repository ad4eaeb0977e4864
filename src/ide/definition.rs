//! From a name to where its person is introduced; from a figure to the one it is held against.
//!
//! A name leads to the introduction in its own article. From there, or where the article has none, it leads on to the
//! introductions in the other articles, the oldest first.

use super::identity::{Identity, identity};
use super::{Jump, Target};
use crate::facts::{Claim, Mention};
use crate::index::verdict::{Side, Verdict, Why, across};
use crate::index::{Analysis, ArticleId, PersonRow, Snapshot, claim_entry};
use crate::text::Place;

/// Where a person is introduced, or which figure a figure follows.
pub fn definition(snapshot: &Snapshot, id: &ArticleId, at: u32) -> Option<Jump> {
    let analysis = snapshot.analysis(id)?;
    match analysis.facts.mention_at(at) {
        Some(mention) => of_person(snapshot, id, &analysis, mention),
        None => of_figure(snapshot, id, &analysis, at),
    }
}

/// The first introduction of a person in the whole workspace.
pub fn declaration(snapshot: &Snapshot, id: &ArticleId, at: u32) -> Option<Jump> {
    let analysis = snapshot.analysis(id)?;
    let mention = analysis.facts.mention_at(at)?;
    let who = identity(snapshot, id, &analysis, mention.person)?;
    let first = introductions(snapshot, &who).into_iter().next()?;
    Some(Jump { origin: origin(&analysis, mention), targets: vec![first] })
}

fn origin(analysis: &Analysis, mention: &Mention) -> Place {
    analysis.facts.article.text.place(analysis.facts.source(mention.span))
}

fn of_person(snapshot: &Snapshot, id: &ArticleId, analysis: &Analysis, mention: &Mention) -> Option<Jump> {
    let facts = &analysis.facts;
    let who = identity(snapshot, id, analysis, mention.person)?;
    let (own, elsewhere): (Vec<_>, Vec<_>) = introductions(snapshot, &who).into_iter().partition(|it| it.article == *id);
    let origin = origin(analysis, mention);
    let at_home = facts.person(mention.person).and_then(|it| it.introduction).and_then(|it| facts.mentions.get(it.mention as usize)).is_some_and(|it| it.span == mention.span);
    let targets = if own.is_empty() || (at_home && !elsewhere.is_empty()) { elsewhere } else { own };
    (!targets.is_empty()).then_some(Jump { origin, targets })
}

/// Where the person is introduced, article by article, in the order of their days and names. Introductions with a
/// role come first if there are any: a caption's bare name tells nobody who it is.
fn introductions(snapshot: &Snapshot, who: &Identity) -> Vec<Target> {
    let mut found: Vec<_> = who.rows.iter().filter_map(|row| introduction(snapshot, row)).collect();
    if found.iter().any(|(with_role, ..)| *with_role) && found.len() > 1 {
        found.retain(|(with_role, ..)| *with_role);
    }
    found.sort_by(|a, b| (a.1, &a.2.article).cmp(&(b.1, &b.2.article)));
    found.into_iter().map(|(_, _, target)| target).collect()
}

type Dated = (bool, Option<jiff::civil::Date>, Target);

fn introduction(snapshot: &Snapshot, row: &PersonRow) -> Option<Dated> {
    let places = snapshot.places(&row.article)?;
    let person = places.people.get(row.person as usize)?;
    let (full, focus) = person.introduction?;
    let date = row.contribution.date.map(|it| it.date);
    Some((person.with_role, date, Target { article: row.article.clone(), full, focus }))
}

/// From a part to its whole, from a later toll to the earlier one that it follows or contradicts.
fn of_figure(snapshot: &Snapshot, id: &ArticleId, analysis: &Analysis, at: u32) -> Option<Jump> {
    let facts = &analysis.facts;
    let (index, claim) = facts.claim_at(at)?;
    let origin = facts.article.text.place(facts.source(claim.span));
    let here = |other: &Claim| {
        let place = facts.article.text.place(facts.source(other.span));
        Target { article: id.clone(), full: place, focus: place }
    };
    if let Some(whole) = claim.part_of.and_then(|whole| facts.claims.get(whole as usize)) {
        return Some(Jump { origin, targets: vec![here(whole)] });
    }
    let entry = claim_entry(facts, crate::text::offset(index), claim);
    let own = Side::new(&analysis.contribution, &entry);
    let related = |verdict: Verdict| matches!(verdict, Verdict::Conflict(_) | Verdict::Silent(Why::LaterIsHigher | Why::Agree));
    let mut targets = Vec::new();
    for row in entry.places.iter().filter_map(|place| snapshot.tolls(&(place.clone(), entry.effect))).flat_map(|bucket| &bucket.rows) {
        let Some(other) = row.entry().filter(|_| row.article != *id) else { continue };
        if related(across(&Side::new(&row.contribution, other), &own)) {
            let place = snapshot.places(&row.article).and_then(|it| it.claims.get(row.claim as usize).map(|it| it.place));
            targets.extend(place.map(|place| Target { article: row.article.clone(), full: place, focus: place }));
        }
    }
    targets.dedup();
    (!targets.is_empty()).then_some(Jump { origin, targets })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, marks, place};
    use super::*;

    /// The marks are the names that the question must lead to.
    fn check(source: &str) {
        let (fixture, jump) = ask(source, definition);
        let mut found: Vec<_> = jump.iter().flat_map(|jump| &jump.targets).map(|it| place(&it.article, &it.focus)).collect();
        found.sort();
        assert_eq!(found, marks(&fixture), "{source}");
    }

    #[test]
    fn a_surname_leads_to_the_introduction() {
        check("The council is led by {Burhan Ghalioun}, a Paris-based academic.\n\"No,\" Ghal$0ioun said on Tuesday.\n");
    }

    #[test]
    fn an_introduction_leads_to_the_other_articles() {
        check("--- a.txt | 2011-06-01\nForeign Minister {Sergei Lavrov} spoke in Moscow.\n--- b.txt | 2011-07-01\nRussian Foreign Minister Sergei La$0vrov left.\n");
    }

    #[test]
    fn nothing_leads_from_other_words() {
        check("The coun$0cil is led by Burhan Ghalioun, an academic.\n");
    }

    #[test]
    fn a_part_leads_to_its_whole() {
        check("Police said {12 people} were killed, including thr$0ee children.\n");
    }
}

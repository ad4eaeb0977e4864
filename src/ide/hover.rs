//! Who is this, what was read here, and how it compares.

use std::fmt::Write;

use jiff::civil::Date;

use super::card::Card;
use super::identity::{Identity, identity};
use crate::facts::{Claim, Facts, Mention, MentionKind, Quote, Scope, Speaker};
use crate::index::verdict::{Side, Verdict, across};
use crate::index::{Analysis, ArticleId, PersonRow, Snapshot, claim_entry, cut};
use crate::language::number::Bound;
use crate::language::time::TimeSpan;
use crate::text::Place;

/// A card and the words it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hover {
    /// The words.
    pub place: Place,
    /// What to show.
    pub card: Card,
}

/// How many items a list of a card shows.
const ITEMS: usize = 5;
/// How many quotations a card shows.
const QUOTES: usize = 3;

/// What is known of the words at a byte.
pub fn hover(snapshot: &Snapshot, id: &ArticleId, at: u32) -> Option<Hover> {
    let analysis = snapshot.analysis(id)?;
    let facts = &analysis.facts;
    let place = |span| facts.article.text.place(facts.source(span));
    if let Some(mention) = facts.mention_at(at) {
        let card = person(snapshot, id, &analysis, mention)?;
        return Some(Hover { place: place(mention.span), card });
    }
    if let Some((index, claim)) = facts.claim_at(at) {
        return Some(Hover { place: place(claim.span), card: figure(snapshot, id, &analysis, index, claim) });
    }
    if let Some((place, card)) = time(facts, at) {
        return Some(Hover { place, card });
    }
    let quote = facts.quote_at(at).filter(|it| it.speaker.is_some())?;
    Some(Hover { place: place(quote.span), card: quotation(facts, quote) })
}

fn person(snapshot: &Snapshot, id: &ArticleId, analysis: &Analysis, mention: &Mention) -> Option<Card> {
    let facts = &analysis.facts;
    let person = facts.person(mention.person)?;
    let who = identity(snapshot, id, analysis, mention.person)?;
    let name = who.rows.iter().filter_map(PersonRow::entry).max_by_key(|it| it.parts.given.len()).map_or_else(|| person.name.clone(), |it| it.name.to_string());
    let mut card = Card::new(name);
    if let Some(introduction) = person.introduction {
        let line = facts.article.text.line_of(facts.source(introduction.span).start) + 1;
        card.field("", format!("{} (line {line})", facts.text(introduction.span)));
    }
    card.field("Also spelt", spellings(&who, facts.text(mention.span)));
    roles(&mut card, &who);
    card.field("Named", mentions(snapshot, id, analysis, &who, mention));
    sayings(&mut card, snapshot, &who);
    card.field("Here", resolution(facts, mention));
    candidates(&mut card, &who);
    Some(card)
}

/// Other spellings seen, with the number of articles that have them.
fn spellings(who: &Identity, here: &str) -> String {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for spelling in who.rows.iter().filter_map(PersonRow::entry).flat_map(|it| &it.spellings) {
        match counts.iter_mut().find(|(it, _)| **it == **spelling) {
            Some((_, count)) => *count += 1,
            None => counts.push((spelling.to_string(), 1)),
        }
    }
    counts.retain(|(spelling, _)| spelling != here);
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let shown = counts.iter().take(ITEMS).map(|(spelling, count)| format!("{spelling} ({})", counted(*count, "article")));
    shown.collect::<Vec<_>>().join(", ")
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// What articles say the person is, in the order of their days; the same words once.
fn roles(card: &mut Card, who: &Identity) {
    let mut seen: Vec<(Option<Date>, String, String)> = Vec::new();
    for row in &who.rows {
        let Some(entry) = row.entry() else { continue };
        for role in &entry.roles {
            let date = row.contribution.date.map(|it| it.date);
            if !seen.iter().any(|(_, text, _)| text.eq_ignore_ascii_case(&role.text)) {
                seen.push((date, role.text.to_string(), row.article.file_name().to_owned()));
            }
        }
    }
    seen.sort();
    let more = seen.len().saturating_sub(ITEMS);
    if seen.len() > 1 {
        card.field("Roles", if more > 0 { format!("{} in all", seen.len()) } else { String::new() });
        for (date, text, article) in seen.iter().take(ITEMS) {
            let day = date.map_or_else(String::new, |date| format!("{date} "));
            card.item(format!("{day}{} ({article})", cut(text, 100)));
        }
    }
}

/// How often, in how many articles, the first and the last.
fn mentions(snapshot: &Snapshot, id: &ArticleId, analysis: &Analysis, who: &Identity, mention: &Mention) -> String {
    let here = analysis.facts.person(mention.person).map_or(0, |it| it.mentions.len());
    let others: Vec<&PersonRow> = who.rows.iter().filter(|row| row.article != *id).collect();
    if others.is_empty() {
        return format!("{} here, in no other article", counted(here, "time"));
    }
    let elsewhere: usize = others.iter().filter_map(|row| snapshot.places(&row.article)?.people.get(row.person as usize).map(|it| it.mentions.len())).sum();
    let mut dated: Vec<(Option<Date>, &ArticleId)> = who.rows.iter().map(|row| (row.contribution.date.map(|it| it.date), &row.article)).collect();
    dated.sort();
    let show = |it: Option<&(Option<Date>, &ArticleId)>| it.map_or_else(String::new, |(date, article)| date.map_or_else(|| article.file_name().to_owned(), |date| format!("{} ({date})", article.file_name())));
    let mut text = format!("{} here, {elsewhere} in {}", counted(here, "time"), counted(others.len(), "other article"));
    let written = write!(text, "; first in {}, last in {}", show(dated.first()), show(dated.last()));
    debug_assert!(written.is_ok(), "writing to a string never fails");
    text
}

/// The newest quotations of the person.
fn sayings(card: &mut Card, snapshot: &Snapshot, who: &Identity) {
    let mut said: Vec<(Option<Date>, String, String)> = Vec::new();
    for row in &who.rows {
        let Some(places) = snapshot.places(&row.article) else { continue };
        let date = row.contribution.date.map(|it| it.date);
        let own = places.quotes.iter().filter(|it| it.person == row.person);
        said.extend(own.map(|it| (date, it.text.to_string(), format!("{}, line {}", row.article.file_name(), it.place.line + 1))));
    }
    let total = said.len();
    said.sort_by(|a, b| b.0.cmp(&a.0));
    if total > 0 {
        card.field("Said", if total > QUOTES { format!("{total} quotations, the newest:") } else { counted(total, "quotation") });
        for (_, text, place) in said.into_iter().take(QUOTES) {
            card.item(format!("{text} ({place})"));
        }
    }
}

/// How the mention was tied to its person, when that is not plain to see.
fn resolution(facts: &Facts, mention: &Mention) -> String {
    let name = facts.person(mention.person).map_or("", |it| it.name.as_str());
    let family = mention.name.family.as_str();
    match mention.kind {
        _ if mention.slip => format!("taken for a slip in \"{name}\""),
        MentionKind::Surname if mention.ambiguous => {
            let same: Vec<&str> = facts.people.iter().filter(|it| it.parts.family == family).map(|it| it.name.as_str()).collect();
            format!("the surname of {}; taken for the one named last", same.join(" and "))
        }
        MentionKind::Given => format!("a given name, taken for {name}"),
        MentionKind::Credit => "named in a credit".to_owned(),
        _ => String::new(),
    }
}

/// Persons of the same surname who were kept apart.
fn candidates(card: &mut Card, who: &Identity) {
    let mut names: Vec<String> = who.others.iter().filter_map(PersonRow::entry).filter(|it| !it.credit_only).map(|it| match it.roles.first() {
        Some(role) => format!("{} ({})", it.name, cut(&role.text, 50)),
        None => it.name.to_string(),
    }).collect();
    names.sort();
    names.dedup();
    let more = names.len().saturating_sub(ITEMS);
    names.truncate(ITEMS);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    card.field("Not the same as", if names.is_empty() { String::new() } else { format!("{}{rest}", names.join(", ")) });
}

fn figure(snapshot: &Snapshot, id: &ArticleId, analysis: &Analysis, index: usize, claim: &Claim) -> Card {
    let facts = &analysis.facts;
    let mut card = Card::new(facts.text(claim.span).split_whitespace().collect::<Vec<_>>().join(" "));
    card.field("Read as", read_as(facts, claim));
    card.field("Source", claim.source.as_ref().map_or_else(|| "nobody named: the article's own words".to_owned(), |it| it.text.clone()));
    card.field("Covers", claim.window.span.map_or_else(String::new, |span| facts.text(span).to_owned()));
    card.field("As of", facts.date.map_or_else(|| "unknown: the article has no date".to_owned(), |it| format!("{} (the article's date)", it.date)));
    let mut others = inside(facts, index, claim);
    others.extend(outside(snapshot, id, analysis, index, claim));
    if !others.is_empty() {
        card.field("Others", counted(others.len(), "figure"));
        for line in others.into_iter().take(2 * ITEMS) {
            card.item(line);
        }
    }
    card
}

/// "killed, soldiers and police, cumulative; 251 to 300"
fn read_as(facts: &Facts, claim: &Claim) -> String {
    let victims = if claim.victims.text.is_empty() { "nobody named" } else { &claim.victims.text };
    let numbers = match (claim.bound, claim.interval) {
        _ if claim.malformed => "not a number".to_owned(),
        (_, it) if it.hi.is_infinite() => format!("{} or more", whole(it.lo)),
        (_, it) if whole(it.lo) == whole(it.hi) => whole(it.lo),
        (Bound::Exact, it) => format!("rounded, {} to {}", whole(it.lo), whole(it.hi)),
        (_, it) => format!("{} to {}", whole(it.lo), whole(it.hi)),
    };
    let kind = match claim.scope {
        Scope::Main => "of the event the article is about",
        Scope::Part => "a part of another figure",
        Scope::Other => "of another incident",
        Scope::Background => "of an earlier event",
        Scope::Cumulative => "cumulative",
        Scope::Addition => "on top of an earlier figure",
    };
    let unreal = if claim.unreal { "; not stated as a fact" } else { "" };
    let place = claim.places.first().map_or_else(String::new, |it| format!("; {it}"));
    let _ = facts;
    format!("{}; {victims}; {kind}{place}; {numbers}{unreal}", claim.effect.name())
}

fn whole(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The other figures of the article for the same effect.
fn inside(facts: &Facts, index: usize, claim: &Claim) -> Vec<String> {
    let others = facts.claims.iter().enumerate().filter(|(at, it)| *at != index && it.effect == claim.effect && !it.implied && !it.unreal);
    let describe = |(at, it): (usize, &Claim)| {
        let line = facts.article.text.line_of(facts.source(it.span).start) + 1;
        let relation = if it.part_of == Some(crate::text::offset(index)) {
            "a part of this"
        } else if claim.part_of == Some(crate::text::offset(at)) {
            "the whole"
        } else if it.interval.meets(claim.interval) {
            "consistent"
        } else {
            match it.scope {
                Scope::Part => "a part",
                Scope::Background => "an earlier event",
                Scope::Other => "another incident",
                Scope::Addition => "on top of an earlier figure",
                _ if it.victims.class != claim.victims.class => "other victims",
                _ if it.source.as_ref().map(|it| &it.id) != claim.source.as_ref().map(|it| &it.id) => "another source",
                _ => "not comparable: the text leaves open what is counted",
            }
        };
        format!("{} (line {line}): {relation}", facts.text(it.span).split_whitespace().collect::<Vec<_>>().join(" "))
    };
    others.map(describe).collect()
}

/// The figures of other articles that may be of the same event, with the reason for or against.
fn outside(snapshot: &Snapshot, id: &ArticleId, analysis: &Analysis, index: usize, claim: &Claim) -> Vec<String> {
    let entry = claim_entry(&analysis.facts, crate::text::offset(index), claim);
    let own = Side::new(&analysis.contribution, &entry);
    let mut found: Vec<(bool, Option<Date>, String)> = Vec::new();
    for row in entry.places.iter().filter_map(|place| snapshot.tolls(&(place.clone(), entry.effect))).flat_map(|bucket| &bucket.rows) {
        let Some(other) = row.entry().filter(|_| row.article != *id) else { continue };
        let verdict = across(&Side::new(&row.contribution, other), &own);
        let (conflict, reason) = match verdict {
            Verdict::Conflict(_) => (true, "conflict"),
            Verdict::Silent(why) => (false, why.words()),
        };
        let source = other.source_text.as_ref().map_or_else(String::new, |it| format!(", {it}"));
        let date = row.date();
        let day = date.map_or_else(String::new, |date| format!("{date} "));
        let victims = if other.victims.is_empty() { String::new() } else { format!(" {}", other.victims) };
        found.push((!conflict, date, format!("{day}{}{victims}{source} ({}): {reason}", other.text, row.article.file_name())));
    }
    found.sort();
    found.dedup();
    found.into_iter().map(|(_, _, line)| line).collect()
}

/// The day a phrase of time means.
fn time(facts: &Facts, at: u32) -> Option<(Place, Card)> {
    let blocks = facts.article.blocks.iter().zip(&facts.blocks).filter(|(block, _)| block.zone.is_copy());
    let (block, it) = blocks.flat_map(|(block, read)| read.times.iter().map(move |it| (block, it))).find(|(block, it)| block.source(it.range).touches(at))?;
    let range = block.source(it.range);
    let card = time_card(facts, crate::text::slice(&block.prose.text, it.range), it)?;
    Some((facts.article.text.place(range), card))
}

fn time_card(facts: &Facts, words: &str, it: &TimeSpan) -> Option<Card> {
    let mut card = Card::new(words);
    let Some(reference) = facts.date else {
        card.field("", "the article has no date to see this from");
        return Some(card);
    };
    let (from, to) = it.resolve(reference.date)?;
    let day = |date: Date| date.strftime("%A, %-d %B %Y").to_string();
    let last = to.yesterday().unwrap_or(to);
    let text = match (from == Date::MIN, to == Date::MAX) {
        (true, true) => return None,
        (true, false) => format!("until {}", day(last)),
        (false, true) => format!("since {}", day(from)),
        _ if from == last => day(from),
        _ => format!("{} to {}", day(from), day(last)),
    };
    card.field("", text);
    card.field("Seen from", format!("{}, the article's date", reference.date));
    Some(card)
}

fn quotation(facts: &Facts, quote: &Quote) -> Card {
    let mut card = Card::new("Quotation");
    let speaker = match &quote.speaker {
        Some(Speaker::Person(person)) => facts.person(*person).map_or_else(String::new, |it| it.name.clone()),
        Some(Speaker::Body(body)) => body.clone(),
        None => String::new(),
    };
    card.field("Speaker", speaker);
    let why = quote.cue.map_or_else(|| "it continues the quotation before".to_owned(), |cue| format!("\"{}\"", facts.text(cue).trim()));
    card.field("Because", why);
    card
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    fn check(source: &str, expected: &[&str]) {
        let (_, hover) = ask(source, hover);
        let text = hover.map_or_else(String::new, |hover| hover.card.plain());
        for words in expected {
            assert!(text.contains(words), "no {words:?} in:\n{text}");
        }
        assert_eq!(text.is_empty(), expected.is_empty(), "{text}");
    }

    #[test]
    fn a_person_over_two_articles() {
        check(
            "--- a.txt | 2011-06-01\nPrime Minister Vladimir Putin of Russia met Sergei Lavrov. \"We will see,\" Putin said.\n--- b.txt | 2012-12-01\nPresident Vladimir Pu$0tin of Russia met Sergei Lavrov.\n",
            &["Vladimir Putin", "Prime Minister (a.txt)", "1 time here, 2 in 1 other article", "\"We will see,\" (a.txt, line 1)"],
        );
    }

    #[test]
    fn a_figure_and_the_others_of_its_event() {
        check(
            "--- a.txt | 2011-06-28\nSyrian authorities say more than 250 soldiers and police have died in a three-month revolt in Syria.\n--- b.txt | 2011-11-15\nSyria's government says gangs have killed 1,1$000 soldiers and police in eight months of protests in Syria.\n",
            &["killed; soldiers and police; cumulative", "Syria's government", "2011-06-28 more than 250 soldiers and police, Syrian authorities (a.txt): consistent: the later figure is higher"],
        );
    }

    #[test]
    fn a_day_as_seen_from_the_article() {
        check("--- a.txt | 2011-06-28\nThey met on Tues$0day in Moscow.\n", &["Tuesday, 28 June 2011"]);
    }

    #[test]
    fn other_words_have_no_card() {
        check("They met in a ho$0tel in Moscow.\n", &[]);
    }
}

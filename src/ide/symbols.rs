//! The people, quotations and figures of an article as an outline, and the people of all articles by name.

use std::sync::Arc;

use super::Target;
use crate::article::{Format, Zone};
use crate::facts::{Facts, MentionKind, Speaker};
use crate::index::{ArticleId, PersonRow, Snapshot, cut};
use crate::language::name::fold;
use crate::text::Place;

/// What a symbol is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum SymbolKind {
    /// A headline or crosshead.
    Section,
    /// A person, where introduced.
    Person,
    /// A quotation.
    Quote,
    /// A figure.
    Figure,
}

/// An entry of an outline or of the people index.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Symbol {
    /// What to show.
    pub name: String,
    /// What to show beside it.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// Where it is.
    pub target: Target,
}

/// The outline of an open article, in order of place. Headings of Markdown are left to the editor, which shows them
/// already.
pub fn document_symbols(snapshot: &Snapshot, id: &ArticleId) -> Vec<Symbol> {
    let Some(analysis) = snapshot.analysis(id) else { return Vec::new() };
    let facts = &analysis.facts;
    let mut found = sections(facts, id);
    found.extend(people(facts, id));
    found.extend(quotes(facts, id));
    found.extend(figures(facts, id));
    found.sort_by_key(|it| (it.target.full.range, it.kind));
    found
}

fn symbol(id: &ArticleId, kind: SymbolKind, name: String, detail: String, full: Place, focus: Place) -> Symbol {
    Symbol { name, detail, kind, target: Target { article: id.clone(), full, focus } }
}

fn sections(facts: &Facts, id: &ArticleId) -> Vec<Symbol> {
    if facts.article.format == Format::Markdown {
        return Vec::new();
    }
    let heads = facts.article.blocks.iter().filter(|block| matches!(block.zone, Zone::Headline | Zone::Subhead));
    let section = |block: &crate::article::Block| {
        let place = facts.article.text.place(block.range());
        symbol(id, SymbolKind::Section, cut(&block.prose.text, 80), block.zone.name().to_owned(), place, place)
    };
    heads.map(section).collect()
}

fn people(facts: &Facts, id: &ArticleId) -> Vec<Symbol> {
    let place = |span| facts.article.text.place(facts.source(span));
    let person = |it: &crate::facts::Person| {
        let introduction = it.introduction?;
        let mention = facts.mentions.get(introduction.mention as usize)?;
        let role = it.roles.first().map_or_else(String::new, |role| role.text.clone());
        Some(symbol(id, SymbolKind::Person, it.name.clone(), role, place(introduction.span), place(mention.span)))
    };
    facts.people.iter().filter_map(person).collect()
}

fn quotes(facts: &Facts, id: &ArticleId) -> Vec<Symbol> {
    let quote = |it: &crate::facts::Quote| {
        let speaker = match it.speaker.as_ref()? {
            Speaker::Person(person) => facts.person(*person)?.name.clone(),
            Speaker::Body(body) => body.clone(),
        };
        let place = facts.article.text.place(facts.source(it.span));
        Some(symbol(id, SymbolKind::Quote, cut(facts.text(it.span), 60), speaker, place, place))
    };
    facts.quotes.iter().filter_map(quote).collect()
}

fn figures(facts: &Facts, id: &ArticleId) -> Vec<Symbol> {
    let shown = facts.claims.iter().filter(|it| !it.implied && !it.unreal);
    let figure = |it: &crate::facts::Claim| {
        let place = facts.article.text.place(facts.source(it.span));
        let source = it.source.as_ref().map_or_else(String::new, |source| format!(", {}", source.text));
        symbol(id, SymbolKind::Figure, facts.text(it.span).to_owned(), format!("{}{source}", it.effect.name()), place, place)
    };
    shown.map(figure).collect()
}

/// The most symbols that one question is answered with.
const MOST: usize = 500;

/// The people of all articles whose names fit a query, the best first. Each person is listed once, where introduced
/// best.
pub fn workspace_symbols(snapshot: &Snapshot, query: &str) -> Vec<Symbol> {
    let found = people_by_name(snapshot, query);
    let symbol = |rows: &Vec<PersonRow>| {
        let best = rows.iter().filter_map(|row| introduced(snapshot, row)).min_by_key(|(with_role, date, _)| (!with_role, *date))?;
        let row = rows.first()?;
        let name = fullest(rows)?;
        let role = rows.iter().filter_map(PersonRow::entry).find_map(|it| it.roles.first()).map_or_else(String::new, |it| it.text.to_string());
        let count = rows.len();
        let detail = if count > 1 { format!("{role} ({count} articles)") } else { role };
        let _ = row;
        Some(Symbol { name, detail: detail.trim().to_owned(), kind: SymbolKind::Person, target: best.2 })
    };
    found.iter().take(MOST).filter_map(symbol).collect()
}

fn introduced(snapshot: &Snapshot, row: &PersonRow) -> Option<(bool, Option<jiff::civil::Date>, Target)> {
    let places = snapshot.places(&row.article)?;
    let person = places.people.get(row.person as usize)?;
    let (full, focus) = match person.introduction {
        Some(both) => both,
        None => person.mentions.iter().find(|(_, kind)| *kind != MentionKind::Credit).map(|(place, _)| (*place, *place))?,
    };
    Some((person.with_role, row.contribution.date.map(|it| it.date), Target { article: row.article.clone(), full, focus }))
}

fn fullest(rows: &[PersonRow]) -> Option<String> {
    let names = rows.iter().filter_map(PersonRow::entry);
    names.max_by_key(|it| it.parts.given.len()).map(|it| it.name.to_string())
}

/// The rows of every person whose name fits a query, person by person, the best fit first. An empty query fits all.
pub fn people_by_name(snapshot: &Snapshot, query: &str) -> Vec<Vec<PersonRow>> {
    let words: Vec<String> = query.split_whitespace().map(fold).filter(|it| !it.is_empty()).collect();
    let mut found: Vec<(u32, String, Vec<PersonRow>)> = Vec::new();
    for bucket in snapshot.families() {
        let mut ids: Vec<_> = bucket.ids().to_vec();
        ids.sort();
        ids.dedup();
        for id in ids {
            let rows: Vec<PersonRow> = bucket.rows_of(&id).cloned().collect();
            let spellings = rows.iter().filter_map(PersonRow::entry).filter(|it| !it.credit_only).flat_map(|it| &it.spellings);
            let best = spellings.filter_map(|spelling| fit(spelling, &words)).min();
            if let Some(score) = best {
                found.push((score, id.as_str().to_owned(), rows));
            }
        }
    }
    found.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    found.into_iter().map(|(_, _, rows)| rows).collect()
}

/// How badly a name fits the words of a query, none if one of them does not fit at all: begins a part, stands in
/// one, or is spelt along one.
fn fit(name: &Arc<str>, words: &[String]) -> Option<u32> {
    let parts: Vec<String> = name.split([' ', '-', '\u{a0}']).map(fold).collect();
    words.iter().map(|word| parts.iter().filter_map(|part| fit_part(part, word)).min()).sum()
}

fn fit_part(part: &str, word: &str) -> Option<u32> {
    if part == word {
        return Some(0);
    }
    if part.starts_with(word) {
        return Some(1);
    }
    if part.contains(word) {
        return Some(3);
    }
    let mut letters = part.chars();
    let along = word.len() >= 2 && part.chars().next() == word.chars().next() && word.chars().all(|ch| letters.any(|it| it == ch));
    along.then_some(6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    const TWO: &str = "--- a.txt | 2011-06-01\nForeign Minister Sergei Lavrov spoke in Moscow. \"We left,\" Lavrov said.\nSome 12 people were killed.\n--- b.txt | 2011-07-01\nRussian Foreign Minister Sergey Lavrov left. Haytham Manna stayed.\n";

    #[test]
    fn the_outline_has_people_quotes_and_figures() {
        let fixture = Fixture::parse(TWO);
        let found = document_symbols(&fixture.world().snapshot(), &fixture.articles[0].id);
        let shown: Vec<_> = found.iter().map(|it| (it.kind, it.name.as_str(), it.detail.as_str())).collect();
        assert_eq!(shown, [
            (SymbolKind::Person, "Sergei Lavrov", "Foreign Minister"),
            (SymbolKind::Quote, "\"We left,\"", "Sergei Lavrov"),
            (SymbolKind::Figure, "Some 12 people", "killed"),
        ]);
    }

    #[test]
    fn people_are_listed_once_under_all_spellings() {
        let snapshot = Fixture::parse(TWO).world().snapshot();
        let names = |query: &str| workspace_symbols(&snapshot, query).into_iter().map(|it| format!("{}: {}", it.target.article, it.name)).collect::<Vec<_>>();
        assert_eq!(names("lavr"), ["a.txt: Sergei Lavrov"]);
        assert_eq!(names("sergey"), ["a.txt: Sergei Lavrov"]);
        assert_eq!(names("man"), ["b.txt: Haytham Manna"]);
        assert_eq!(names("").len(), 2);
        assert!(names("putin").is_empty());
    }
}

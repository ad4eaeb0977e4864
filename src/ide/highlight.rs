//! All mentions of one person in an article, or all figures of one toll.

use crate::facts::{Claim, Facts};
use crate::index::{ArticleId, Snapshot};
use crate::text::TextRange;

/// The ranges of the article's source that belong to what stands at a byte.
pub fn highlights(snapshot: &Snapshot, id: &ArticleId, at: u32) -> Vec<TextRange> {
    let Some(analysis) = snapshot.analysis(id) else { return Vec::new() };
    let facts = &analysis.facts;
    if let Some(mention) = facts.mention_at(at) {
        let same = facts.mentions.iter().filter(|it| it.person == mention.person);
        return same.map(|it| facts.source(it.span)).collect();
    }
    let Some((index, claim)) = facts.claim_at(at) else { return Vec::new() };
    family(facts, index, claim).map(|it| facts.source(it.span)).collect()
}

/// A figure with its whole and its parts.
fn family<'a>(facts: &'a Facts, index: usize, claim: &'a Claim) -> impl Iterator<Item = &'a Claim> {
    let whole = claim.part_of.map_or(index, |it| it as usize);
    facts.claims.iter().enumerate().filter(move |(at, it)| *at == whole || it.part_of == Some(crate::text::offset(whole))).map(|(_, it)| it)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, marks};
    use super::*;

    fn check(source: &str) {
        let (fixture, found) = ask(source, highlights);
        let found: Vec<_> = found.iter().map(|it| ("article.txt".to_owned(), it.start, it.end)).collect();
        assert_eq!(found, marks(&fixture), "{source}");
    }

    #[test]
    fn of_a_person() {
        check("Foreign Minister {Sergei Lavrov} spoke. {Lav$0rov} then met Haytham Manna.\n");
    }

    #[test]
    fn of_a_toll_with_its_parts() {
        check("Police said {12 people} were killed, including {thr$0ee children}. Nine were injured.\n");
    }
}

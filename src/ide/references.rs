//! All places where a person is named, in all articles.

use super::Target;
use super::identity::identity;
use crate::index::{ArticleId, Snapshot};

/// The mentions of the person at a byte, in the order of the articles' names; the introductions among them only when
/// asked for.
pub fn references(snapshot: &Snapshot, id: &ArticleId, at: u32, with_introduction: bool) -> Vec<Target> {
    let Some(analysis) = snapshot.analysis(id) else { return Vec::new() };
    let Some(mention) = analysis.facts.mention_at(at) else { return Vec::new() };
    let Some(who) = identity(snapshot, id, &analysis, mention.person) else { return Vec::new() };
    let mut found = Vec::new();
    for row in &who.rows {
        let places = if row.article == *id { Some(std::sync::Arc::clone(&analysis.places)) } else { snapshot.places(&row.article) };
        let Some(places) = places else { continue };
        let Some(person) = places.people.get(row.person as usize) else { continue };
        let introduction = person.introduction.map(|(_, name)| name);
        for (place, _) in &person.mentions {
            if with_introduction || Some(*place) != introduction {
                found.push(Target { article: row.article.clone(), full: *place, focus: *place });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, marks, place};
    use super::*;

    fn check(source: &str) {
        let (fixture, found) = ask(source, |snapshot, id, at| references(snapshot, id, at, true));
        let mut found: Vec<_> = found.iter().map(|it| place(&it.article, &it.focus)).collect();
        found.sort();
        assert_eq!(found, marks(&fixture), "{source}");
    }

    #[test]
    fn in_all_articles_under_all_names() {
        check("--- a.txt\nForeign Minister {Sergei Lavrov} spoke in Moscow. {Lavrov} then left.\n--- b.txt\nRussian Foreign Minister {Sergei La$0vrov} left.\n");
    }

    #[test]
    fn a_namesake_is_somebody_else() {
        check("--- a.txt\nForeign Minister {Sergei La$0vrov} spoke in Moscow.\n--- b.txt\nThe goalkeeper Anton Lavrov was injured. Lavrov will miss the final.\n");
    }
}

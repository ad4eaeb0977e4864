//! What an editor asks, one feature a file; plain Rust values, no protocol types.
//!
//! A question comes with a snapshot, an article that is open in it, and a byte of its text. "Nothing here" is a normal
//! answer.

mod card;
mod definition;
mod highlight;
mod hover;
mod identity;
mod references;
mod symbols;

pub use card::Card;
pub use definition::{declaration, definition};
pub use highlight::highlights;
pub use hover::{Hover, hover};
pub use references::references;
pub use symbols::{Symbol, SymbolKind, document_symbols, people_by_name, workspace_symbols};

use crate::index::ArticleId;
use crate::text::Place;

/// A place in an article to go to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// The article.
    pub article: ArticleId,
    /// What to show: a name with its role.
    pub full: Place,
    /// What to select in it: the name.
    pub focus: Place,
}

/// The asked-for place and where it leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Jump {
    /// The name or figure the question was about.
    pub origin: Place,
    /// Where it leads.
    pub targets: Vec<Target>,
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;
    use crate::fixture::Fixture;
    use crate::index::Snapshot;

    /// Asks at the cursor of a fixture.
    pub(crate) fn ask<T>(source: &str, question: impl Fn(&Snapshot, &ArticleId, u32) -> T) -> (Fixture, T) {
        let fixture = Fixture::parse(source);
        let snapshot = fixture.world().snapshot();
        let (article, at) = fixture.cursor().map(|(article, at)| (article.id.clone(), at)).unwrap();
        let answer = question(&snapshot, &article, at);
        (fixture, answer)
    }

    /// The marked places of a fixture, for comparison with answers.
    pub(crate) fn marks(fixture: &Fixture) -> Vec<(String, u32, u32)> {
        let all = fixture.articles.iter().flat_map(|article| article.marks.iter().map(move |mark| (article.id.to_string(), mark.start, mark.end)));
        let mut all: Vec<_> = all.collect();
        all.sort();
        all
    }

    pub(crate) fn place(article: &ArticleId, place: &Place) -> (String, u32, u32) {
        (article.to_string(), place.range.start, place.range.end)
    }
}

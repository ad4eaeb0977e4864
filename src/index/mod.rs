//! What the articles say together: persons joined across articles, tolls side by side, and the one place where the
//! state of a workspace changes.
//!
//! Joining is done by pure functions over the sorted rows of one key, so that the server, `check` and any other
//! caller get the same answer from the same articles, in whatever order they came.

mod contribution;
mod people;
mod snapshot;
mod tolls;
pub mod verdict;
mod world;

pub use contribution::{ClaimEntry, claim_entry, cut, excerpt, excerpt_of, ClaimPlace, Contribution, Excerpt, PersonEntry, PersonPlaces, Places, QuotePlace, RoleEntry};
pub use people::{FamilyBucket, PersonId, PersonRow, join};
pub use snapshot::{Analysis, Entry, Snapshot};
pub use tolls::{Start, TollBucket, TollRow};
pub use world::{Change, Effects, World};

use std::sync::Arc;

/// An article's name within a workspace: its normalised path, or the URI of a text that is in no file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct ArticleId(Arc<str>);

impl ArticleId {
    /// A name.
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part of the path, for showing.
    pub fn file_name(&self) -> &str {
        self.0.rsplit(['/', '\\']).next().unwrap_or(&self.0)
    }
}

impl std::fmt::Display for ArticleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

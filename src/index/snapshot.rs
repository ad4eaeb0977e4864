use std::sync::{Arc, OnceLock};

use imbl::OrdMap;

use super::contribution::{Contribution, Places};
use super::people::{FamilyBucket, PersonId};
use super::tolls::{TollBucket, TollKey};
use super::ArticleId;
use crate::article::{Article, Format, Unchanged};
use crate::facts::{Facts, Given};
use crate::text::Text;

/// What was read from one version of one article.
#[derive(Debug)]
pub struct Analysis {
    /// What it says.
    pub facts: Facts,
    /// What it gives to the others.
    pub contribution: Arc<Contribution>,
    /// Where that stands.
    pub places: Arc<Places>,
}

impl Analysis {
    /// Reads a text, taking over from `previous` what stayed the same.
    pub fn read(text: Text, format: Format, given: &Given, previous: Option<(&Self, Unchanged)>) -> Self {
        let article = match previous {
            Some((old, unchanged)) => Article::reread(text, &old.facts.article, unchanged),
            None => Article::read(text, format),
        };
        let facts = Facts::read(article, given, previous.map(|(old, _)| &old.facts));
        let (contribution, places) = Contribution::of(&facts);
        // An equal contribution is the same contribution: whoever compares pointers sees that nothing changed.
        let contribution = match previous {
            Some((old, _)) if *old.contribution == contribution => Arc::clone(&old.contribution),
            _ => Arc::new(contribution),
        };
        Self { facts, contribution, places: Arc::new(places) }
    }
}

/// One article of a workspace in one version.
#[derive(Debug)]
pub struct Entry {
    /// Its name.
    pub id: ArticleId,
    /// The text, while it is open or until it was read; a closed article keeps what it contributes.
    pub open: Option<Open>,
    /// What the index knows of it; none before it was read first.
    pub known: Option<Known>,
}

/// An article's part of the index.
#[derive(Clone, Debug)]
pub struct Known {
    /// What it gives to the others.
    pub contribution: Arc<Contribution>,
    /// Where that stands, in the version it was read from.
    pub places: Arc<Places>,
}

/// An open text. It is read at the first question to this version, by whoever asks first.
#[derive(Debug)]
pub struct Open {
    /// The text.
    pub text: Text,
    /// The client's version; zero for a text from the disk.
    pub version: i32,
    /// How it is written.
    pub format: Format,
    /// What is known of it from outside.
    pub given: Given,
    /// The last version that was read, and what stayed the same since.
    pub(super) base: Option<(Arc<Analysis>, Unchanged)>,
    pub(super) read: OnceLock<Arc<Analysis>>,
}

impl Open {
    /// What this version says. Reads it if nobody has.
    pub fn analysis(&self) -> &Arc<Analysis> {
        self.read.get_or_init(|| {
            let previous = self.base.as_ref().map(|(analysis, unchanged)| (analysis.as_ref(), *unchanged));
            Arc::new(Analysis::read(self.text.clone(), self.format, &self.given, previous))
        })
    }

    /// Whether it has been read.
    pub fn is_read(&self) -> bool {
        self.read.get().is_some()
    }
}

/// The state of a workspace at one moment. It never changes; a clone costs a few reference counts.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    pub(super) entries: OrdMap<ArticleId, Arc<Entry>>,
    pub(super) families: OrdMap<Arc<str>, Arc<FamilyBucket>>,
    pub(super) tolls: OrdMap<TollKey, Arc<TollBucket>>,
}

impl Snapshot {
    /// An article.
    pub fn entry(&self, id: &ArticleId) -> Option<&Arc<Entry>> {
        self.entries.get(id)
    }

    /// All articles by name.
    pub fn entries(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.values()
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What an open article says.
    pub fn analysis(&self, id: &ArticleId) -> Option<Arc<Analysis>> {
        Some(Arc::clone(self.entries.get(id)?.open.as_ref()?.analysis()))
    }

    /// Where everything stands that an article contributes: as typed when it is open, as last read otherwise.
    pub fn places(&self, id: &ArticleId) -> Option<Arc<Places>> {
        let entry = self.entries.get(id)?;
        match &entry.open {
            Some(open) if open.is_read() => Some(Arc::clone(&open.analysis().places)),
            _ => entry.known.as_ref().map(|it| Arc::clone(&it.places)),
        }
    }

    /// Where everything stood in the version that the index holds.
    pub fn known_places(&self, id: &ArticleId) -> Option<&Places> {
        self.entries.get(id)?.known.as_ref().map(|it| it.places.as_ref())
    }

    /// The persons whose family names sound like this one.
    pub fn family(&self, key: &str) -> Option<&Arc<FamilyBucket>> {
        self.families.get(key)
    }

    /// All persons, by the sound of their family names.
    pub fn families(&self) -> impl Iterator<Item = &Arc<FamilyBucket>> {
        self.families.values()
    }

    /// How many persons are named in all articles, by families whose names sound alike.
    pub fn count_people(&self) -> usize {
        let count = |bucket: &Arc<FamilyBucket>| {
            let mut ids: Vec<_> = bucket.ids().to_vec();
            ids.sort_unstable();
            ids.dedup();
            ids.len()
        };
        self.families.values().map(count).sum()
    }

    /// The tolls under a key.
    pub fn tolls(&self, key: &TollKey) -> Option<&Arc<TollBucket>> {
        self.tolls.get(key)
    }

    /// Who a person of an article is over all articles.
    pub fn person_id(&self, article: &ArticleId, key: &str, person: u32) -> Option<PersonId> {
        self.families.get(key)?.id_of(article, person)
    }
}

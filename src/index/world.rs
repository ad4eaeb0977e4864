use std::sync::{Arc, OnceLock};

use super::contribution::{Contribution, Places};
use super::people::{FamilyBucket, PersonRow};
use super::snapshot::{Analysis, Entry, Known, Open, Snapshot};
use super::tolls::{TollBucket, TollKey, TollRow};
use super::ArticleId;
use crate::article::{Format, Unchanged};
use crate::facts::Given;
use crate::text::{Edit, Text, TextRange};

/// The only mutable state: the current snapshot. Every change goes through [`World::apply`].
#[derive(Debug, Default)]
pub struct World {
    now: Snapshot,
}

/// A change to the workspace.
#[derive(Debug)]
pub enum Change {
    /// A text was opened, or replaced as a whole.
    Open {
        /// Its name.
        id: ArticleId,
        /// How it is written.
        format: Format,
        /// The text.
        text: Text,
        /// The client's version.
        version: i32,
        /// What is known of it from outside.
        given: Given,
    },
    /// A place of an open text was replaced.
    Edit {
        /// Its name.
        id: ArticleId,
        /// The version after the edit.
        version: i32,
        /// The text after the edit.
        text: Text,
        /// What the edit did.
        edit: Edit,
    },
    /// A text was closed: the disk's version counts again, once it has been read.
    Close(ArticleId),
    /// An article was read; its part of the index follows.
    Settle {
        /// Its name.
        id: ArticleId,
        /// What it gives to the others.
        contribution: Arc<Contribution>,
        /// Where that stands.
        places: Arc<Places>,
    },
    /// What is known from outside of an article changed: its date in the project file.
    Given {
        /// Its name.
        id: ArticleId,
        /// What is known now.
        given: Given,
    },
    /// An article is gone.
    Remove(ArticleId),
}

/// What a change did to the index: whose findings may be others now.
#[derive(Debug, Default)]
pub struct Effects {
    /// The families of persons whose rows changed.
    pub families: Vec<Arc<str>>,
    /// The tolls whose rows changed.
    pub tolls: Vec<TollKey>,
}

impl Effects {
    /// Whether the index stayed as it was.
    pub fn is_empty(&self) -> bool {
        self.families.is_empty() && self.tolls.is_empty()
    }

    /// Whether an article with this contribution reads a part of the index that changed.
    pub fn touches(&self, contribution: &Contribution) -> bool {
        contribution.people.iter().any(|it| self.families.iter().any(|key| **key == *it.parts.key()))
            || keys_of_tolls(contribution).any(|key| self.tolls.contains(&key))
    }
}

impl World {
    /// The state as it is now.
    pub fn snapshot(&self) -> Snapshot {
        self.now.clone()
    }

    /// Changes the state. Cheap for edits: nothing is read here.
    pub fn apply(&mut self, change: Change) -> Effects {
        match change {
            Change::Open { id, format, text, version, given } => {
                self.open(id, |_| Open { text, version, format, given, base: None, read: OnceLock::new() });
                Effects::default()
            }
            Change::Edit { id, version, text, edit } => {
                self.edit(&id, version, text, edit);
                Effects::default()
            }
            Change::Close(id) => {
                let known = self.now.entry(&id).and_then(|it| it.known.clone());
                self.put(Entry { id, open: None, known });
                Effects::default()
            }
            Change::Settle { id, contribution, places } => self.settle(id, Some(Known { contribution, places })),
            Change::Given { id, given } => {
                if let Some(open) = self.now.entry(&id).and_then(|it| it.open.as_ref()) {
                    let (text, version, format) = (open.text.clone(), open.version, open.format);
                    self.open(id, |_| Open { text, version, format, given, base: None, read: OnceLock::new() });
                }
                Effects::default()
            }
            Change::Remove(id) => {
                let effects = self.settle(id.clone(), None);
                self.now.entries.remove(&id);
                effects
            }
        }
    }

    /// Reads an open article and settles what it contributes, as the server does in the background.
    pub fn settle_open(&mut self, id: &ArticleId) -> Effects {
        let Some(analysis) = self.now.analysis(id) else { return Effects::default() };
        let (contribution, places) = (Arc::clone(&analysis.contribution), Arc::clone(&analysis.places));
        self.apply(Change::Settle { id: id.clone(), contribution, places })
    }

    fn put(&mut self, entry: Entry) {
        self.now.entries.insert(entry.id.clone(), Arc::new(entry));
    }

    fn open(&mut self, id: ArticleId, open: impl FnOnce(Option<&Entry>) -> Open) {
        let entry = self.now.entry(&id);
        let known = entry.and_then(|it| it.known.clone());
        let open = Some(open(entry.map(Arc::as_ref)));
        self.put(Entry { id, open, known });
    }

    fn edit(&mut self, id: &ArticleId, version: i32, text: Text, edit: Edit) {
        let Some(entry) = self.now.entry(id).cloned() else { return };
        let Some(open) = &entry.open else { return };
        let before = open.text.len();
        let step = Unchanged { prefix: edit.start, suffix: before.saturating_sub(edit.old_end) };
        // The last version that somebody read is the base; what came between adds up to one changed place.
        let base = match open.read.get() {
            Some(read) => Some((Arc::clone(read), step)),
            None => open.base.as_ref().map(|(base, since)| (Arc::clone(base), since.then(step))),
        };
        let (format, given) = (open.format, open.given.clone());
        self.open(id.clone(), |_| Open { text, version, format, given, base, read: OnceLock::new() });
    }

    /// Puts a contribution in the place of the one before. If they are the same, the index is not touched.
    fn settle(&mut self, id: ArticleId, known: Option<Known>) -> Effects {
        let entry = self.now.entry(&id).cloned();
        let before = entry.as_ref().and_then(|it| it.known.as_ref()).map(|it| Arc::clone(&it.contribution));
        let after = known.as_ref().map(|it| Arc::clone(&it.contribution));
        let same = match (&before, &after) {
            (Some(before), Some(after)) => Arc::ptr_eq(before, after) || before == after,
            (None, None) => true,
            _ => false,
        };
        let effects = if same { Effects::default() } else { self.reindex(&id, before.as_deref(), after.as_ref()) };
        // The contribution that the index holds is kept, so that rows and entry share one.
        let known = match (known, before) {
            (Some(known), Some(before)) if same => Some(Known { contribution: before, ..known }),
            (known, _) => known,
        };
        let open = entry.and_then(|it| it.open.as_ref().map(Open::again));
        self.put(Entry { id, open, known });
        effects
    }

    /// Replaces the rows of one article under the keys that it had or has.
    fn reindex(&mut self, id: &ArticleId, before: Option<&Contribution>, after: Option<&Arc<Contribution>>) -> Effects {
        let mut families: Vec<Arc<str>> = Vec::new();
        for it in [before, after.map(Arc::as_ref)].into_iter().flatten().flat_map(|it| &it.people) {
            families.push(it.parts.key().into());
        }
        families.sort();
        families.dedup();
        for key in &families {
            let rows = self.now.families.get(key).map_or_else(Vec::new, |bucket| bucket.rows.clone());
            let mut rows: Vec<PersonRow> = rows.into_iter().filter(|row| row.article != *id).collect();
            if let Some(contribution) = after {
                let own = contribution.people.iter().enumerate().filter(|(_, it)| *it.parts.key() == **key);
                rows.extend(own.map(|(at, _)| PersonRow { article: id.clone(), person: crate::text::offset(at), contribution: Arc::clone(contribution) }));
            }
            if rows.is_empty() {
                self.now.families.remove(key);
            } else {
                self.now.families.insert(Arc::clone(key), Arc::new(FamilyBucket::new(rows)));
            }
        }
        let mut tolls: Vec<TollKey> = [before, after.map(Arc::as_ref)].into_iter().flatten().flat_map(keys_of_tolls).collect();
        tolls.sort_unstable();
        tolls.dedup();
        for key in &tolls {
            let rows = self.now.tolls.get(key).map_or_else(Vec::new, |bucket| bucket.rows.clone());
            let mut rows: Vec<TollRow> = rows.into_iter().filter(|row| row.article != *id).collect();
            if let Some(contribution) = after {
                let own = contribution.claims.iter().enumerate().filter(|(_, it)| it.places.contains(&key.0) && it.effect == key.1);
                rows.extend(own.map(|(at, _)| TollRow { article: id.clone(), claim: crate::text::offset(at), contribution: Arc::clone(contribution) }));
            }
            if rows.is_empty() {
                self.now.tolls.remove(key);
            } else {
                self.now.tolls.insert(key.clone(), Arc::new(TollBucket::new(rows)));
            }
        }
        Effects { families, tolls }
    }
}

/// The keys under which an article's figures are compared.
fn keys_of_tolls(contribution: &Contribution) -> impl Iterator<Item = TollKey> + '_ {
    contribution.claims.iter().flat_map(|it| it.places.iter().map(|place| (Arc::clone(place), it.effect)))
}

impl Open {
    /// The same text in another entry; what was read of it is kept.
    fn again(&self) -> Self {
        Self {
            text: self.text.clone(),
            version: self.version,
            format: self.format,
            given: self.given.clone(),
            base: self.base.clone(),
            read: self.read.clone(),
        }
    }
}

impl Unchanged {
    /// What stayed the same over both changes, this one first. Counts from either end cannot grow.
    #[must_use]
    pub fn then(self, later: Self) -> Self {
        Self { prefix: self.prefix.min(later.prefix), suffix: self.suffix.min(later.suffix) }
    }

    /// Nothing stayed the same.
    pub const NOTHING: Self = Self { prefix: 0, suffix: 0 };
}

/// The bytes of a whole text, for an edit that replaces it.
pub fn whole(text: &Text) -> TextRange {
    TextRange::new(0, text.len())
}

/// Reads many texts that do not change, as `check` and `facts` do, and settles them in order.
pub fn settle_all(world: &mut World, read: impl IntoIterator<Item = (ArticleId, Analysis)>) {
    for (id, analysis) in read {
        let Analysis { contribution, places, .. } = analysis;
        world.apply(Change::Settle { id, contribution, places });
    }
}

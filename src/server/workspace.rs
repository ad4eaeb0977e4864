//! The articles on the disk: which folders are read, what their project files say, and what a check of an article
//! needs of both.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_lsp::ls_types::Diagnostic;

use super::convert;
use super::documents::{Documents, Snapshot, id_of};
use super::uri::Key;
use crate::config::Selection;
use crate::disk::{self, Found, Notice, Projects};
use crate::index::Analysis;
use crate::rules;
use crate::text::Text;

/// What the threads of the server know of the disk.
#[derive(Debug)]
pub(super) struct Workspace {
    projects: Mutex<Projects>,
    folders: Mutex<Vec<PathBuf>>,
}

impl Default for Workspace {
    fn default() -> Self {
        Self { projects: Mutex::new(Projects::new(rules::names())), folders: Mutex::default() }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Workspace {
    /// The folders that are read.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        lock(&self.folders).clone()
    }

    /// Adds folders; gives those that are new.
    pub(super) fn add(&self, folders: Vec<PathBuf>) -> Vec<PathBuf> {
        let mut known = lock(&self.folders);
        let new: Vec<PathBuf> = folders.into_iter().filter(|it| !known.contains(it)).collect();
        known.extend(new.iter().cloned());
        new
    }

    /// Lets go of folders.
    pub(super) fn let_go(&self, folders: &[PathBuf]) {
        lock(&self.folders).retain(|it| !folders.contains(it));
    }

    /// Whether an article lies in a folder that is read.
    pub(super) fn holds(&self, path: &Path) -> bool {
        lock(&self.folders).iter().any(|folder| path.starts_with(folder))
    }

    /// The project of an article; the defaults where there is none.
    pub(super) fn project(&self, path: &Path) -> Arc<Found> {
        lock(&self.projects).of(path).unwrap_or_default()
    }

    /// What was wrong with project files since the last question.
    pub(super) fn notices(&self) -> Vec<Notice> {
        std::mem::take(&mut lock(&self.projects).notices)
    }

    /// Forgets all project files: one of them was changed.
    pub(super) fn forget_projects(&self) {
        *lock(&self.projects) = Projects::new(rules::names());
    }

    /// Reads an article from the disk.
    pub(super) fn read(&self, path: &Path) -> Result<Analysis, Notice> {
        let text = disk::read(path)?;
        let format = disk::format_of(path).unwrap_or_default();
        Ok(Analysis::read(Text::new(&text), format, &self.project(path).given(path), None))
    }

    /// Takes an open document into the index, or a closed one's file; tells which others are to be checked again.
    pub(super) fn settle(&self, documents: &Mutex<Documents>, snapshot: &Snapshot, key: &Key) -> Vec<Key> {
        let Some(document) = snapshot.get(key) else { return self.settle_closed(documents, key) };
        if document.format.is_none() {
            return Vec::new();
        }
        let given = key.path().map(|path| self.project(&path).given(&path)).unwrap_or_default();
        let changed = lock(documents).give(key, given);
        let articles = if changed { lock(documents).snapshot(snapshot.cancel.clone()).articles } else { snapshot.articles.clone() };
        let id = id_of(key);
        // The reading itself, outside the lock.
        let Some(analysis) = articles.analysis(&id) else { return Vec::new() };
        let mut documents = lock(documents);
        if !documents.is_current(key, document.revision) {
            return Vec::new();
        }
        let effects = documents.settle(&id, &analysis);
        documents.touched(&effects, key)
    }

    /// The disk counts again for a document that was closed.
    pub(super) fn settle_closed(&self, documents: &Mutex<Documents>, key: &Key) -> Vec<Key> {
        let path = key.path().filter(|path| self.holds(path) && disk::format_of(path).is_some());
        let read = path.and_then(|path| self.read(&path).ok());
        let mut documents = lock(documents);
        let effects = match read {
            Some(analysis) => documents.settle_from_disk(key, &analysis),
            None => documents.remove(key),
        };
        documents.touched(&effects, key)
    }

    /// What is found in an open article.
    pub(super) fn check(&self, snapshot: &Snapshot, key: &Key) -> Vec<Diagnostic> {
        let Some(document) = snapshot.get(key).filter(|it| it.format.is_some()) else { return Vec::new() };
        let project = key.path().map(|path| self.project(&path)).unwrap_or_default();
        let selection = combine(&project, &snapshot.settings);
        let found = rules::run(&snapshot.articles, &id_of(key), &selection);
        let _ = document;
        found.iter().map(|it| convert::to_diagnostic(snapshot, it)).collect()
    }
}

/// The project file's choice of rules, with what the client's settings add to it.
fn combine(project: &Found, settings: &Selection) -> Selection {
    let mut selection = Selection::from(&project.project.check);
    if !settings.select.is_empty() {
        selection.select.clone_from(&settings.select);
    }
    selection.ignore.extend(settings.ignore.iter().cloned());
    selection.strict |= settings.strict;
    selection.severity = settings.severity.or(selection.severity);
    selection
}

//! Publishing what a check finds: with the version it is true of, never an older one after a newer one.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::runtime::Handle;
use tower_lsp::Client;
use tower_lsp::ls_types::{Diagnostic, Uri};

use super::cancel::Cancel;
use super::documents::{Document, Documents, Snapshot};
use super::uri::Key;

/// What is found in a document. Runs in a thread of the scheduler; may return anything once the snapshot is cancelled.
pub(super) type Check = fn(&Snapshot, &Key) -> Vec<Diagnostic>;

/// Checks documents and tells the client.
pub(super) struct Publisher {
    documents: Arc<Mutex<Documents>>,
    client: Client,
    runtime: Handle,
    check: Check,
    told: Mutex<BTreeMap<Key, Told>>,
}

/// What the client was last told of a document.
#[derive(Clone, PartialEq)]
struct Told {
    uri: Uri,
    revision: u64,
    diagnostics: Vec<Diagnostic>,
}

impl Publisher {
    pub(super) fn new(
        documents: Arc<Mutex<Documents>>,
        client: Client,
        runtime: Handle,
        check: Check,
    ) -> Self {
        Self { documents, client, runtime, check, told: Mutex::default() }
    }

    /// Checks a document as it is now and publishes what was found if it is still so then.
    ///
    /// The scheduler runs it for one document never twice at once, which keeps the versions in order.
    pub(super) fn run(&self, key: &Key, cancel: &Cancel) {
        let snapshot = lock(&self.documents).snapshot(cancel.clone());
        let Some(document) = snapshot.get(key) else { return self.clear(key) };
        let diagnostics = (self.check)(&snapshot, key);
        // A newer text has its own check, already under way: what was found would point into a text that is no more.
        if lock(&self.documents).is_current(key, document.revision) {
            self.publish(key, document, diagnostics);
        }
    }

    /// Every version that was checked is published, since the client may wait for it; the same version again only when
    /// another article has changed what is found in this one.
    fn publish(&self, key: &Key, document: &Document, diagnostics: Vec<Diagnostic>) {
        let told = Told { uri: document.uri.clone(), revision: document.revision, diagnostics };
        let before = lock(&self.told).insert(key.clone(), told.clone());
        if before.as_ref() == Some(&told) {
            return;
        }
        if let Some(before) = before.filter(|before| before.uri != told.uri) {
            // Closed under one spelling and opened under another: nobody else will clean up the first.
            self.send(before.uri, Vec::new(), None);
        }
        self.send(told.uri, told.diagnostics, document.version);
    }

    fn clear(&self, key: &Key) {
        let before = lock(&self.told).remove(key);
        if let Some(before) = before.filter(|before| !before.diagnostics.is_empty()) {
            self.send(before.uri, Vec::new(), None);
        }
    }

    /// Waits until the client's side has taken the message, so that a client that does not read is not flooded.
    fn send(&self, uri: Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        self.runtime.block_on(self.client.publish_diagnostics(uri, diagnostics, version));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

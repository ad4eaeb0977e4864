//! Publishing what a check finds: with the version it is true of, never an older one after a newer one.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_lsp::ls_types::{Diagnostic, PublishDiagnosticsParams, Uri};

use super::cancel::Cancel;
use super::documents::{Document, Documents, Snapshot};
use super::uri::Key;

/// Takes what a document says into the index, or what the disk says in its place once it is closed; tells which
/// other documents are to be checked again.
pub(super) type Settle = Box<dyn Fn(&Mutex<Documents>, &Snapshot, &Key) -> Vec<Key> + Send + Sync>;

/// What is found in a document. May return anything once the snapshot is cancelled.
pub(super) type Check = Box<dyn Fn(&Snapshot, &Key) -> Vec<Diagnostic> + Send + Sync>;

/// Takes a message to the client. Returns once the client's side has it, so that a client that does not read is not
/// flooded.
pub(super) type Tell = Box<dyn Fn(PublishDiagnosticsParams) + Send + Sync>;

/// Checks documents and tells the client.
pub(super) struct Publisher {
    documents: Arc<Mutex<Documents>>,
    settle: Settle,
    check: Check,
    tell: Tell,
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
    pub(super) fn new(documents: Arc<Mutex<Documents>>, settle: Settle, check: Check, tell: Tell) -> Self {
        Self { documents, settle, check, tell, told: Mutex::default() }
    }

    /// Checks a document as it is now and publishes what was found if it is still so then. Tells which others the
    /// document touches.
    ///
    /// The scheduler runs it for one document never twice at once, which keeps the versions in order.
    pub(super) fn run(&self, key: &Key, cancel: &Cancel) -> Vec<Key> {
        let before = lock(&self.documents).snapshot(cancel.clone());
        let touched = (self.settle)(&self.documents, &before, key);
        // What the document itself says is in the index now, and so in this snapshot.
        let snapshot = lock(&self.documents).snapshot(cancel.clone());
        let Some(document) = snapshot.get(key) else {
            self.clear(key);
            return touched;
        };
        let diagnostics = (self.check)(&snapshot, key);
        // A newer text has a check of its own, which follows this one: what was found here would point into a text
        // that is no more.
        if lock(&self.documents).is_current(key, document.revision) {
            self.publish(key, document, diagnostics);
        }
        touched
    }

    /// Every version that was checked is published, since the client may wait for it; the same version again only
    /// when another article has changed what is found in this one.
    fn publish(&self, key: &Key, document: &Document, diagnostics: Vec<Diagnostic>) {
        let told = Told { uri: document.uri.clone(), revision: document.revision, diagnostics };
        let before = lock(&self.told).insert(key.clone(), told.clone());
        if before.as_ref() == Some(&told) {
            return;
        }
        if let Some(before) = before.filter(|before| before.uri != told.uri) {
            // Closed under one spelling and opened under another: nobody else will clean up the first.
            self.withdraw(before);
        }
        (self.tell)(PublishDiagnosticsParams::new(told.uri, told.diagnostics, document.version));
    }

    fn clear(&self, key: &Key) {
        let before = lock(&self.told).remove(key);
        if let Some(before) = before {
            self.withdraw(before);
        }
    }

    fn withdraw(&self, told: Told) {
        if !told.diagnostics.is_empty() {
            (self.tell)(PublishDiagnosticsParams::new(told.uri, Vec::new(), None));
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tower_lsp::ls_types::{TextDocumentContentChangeEvent, TextDocumentItem};

    use super::*;

    /// URI, number of findings, version.
    type Sent = (String, usize, Option<i32>);

    /// Finds as many faults as the text has bytes.
    struct Bench {
        documents: Arc<Mutex<Documents>>,
        sent: Arc<Mutex<Vec<Sent>>>,
        publisher: Publisher,
    }

    impl Bench {
        fn new() -> Self {
            Self::with(|snapshot, key| {
                let count = snapshot.get(key).map_or(0, |document| document.text.len());
                (0..count).map(|_| Diagnostic::default()).collect()
            })
        }

        fn with(check: impl Fn(&Snapshot, &Key) -> Vec<Diagnostic> + Send + Sync + 'static) -> Self {
            let (documents, sent) = <(Arc<Mutex<Documents>>, Arc<Mutex<Vec<_>>>)>::default();
            let log = Arc::clone(&sent);
            let tell = move |it: PublishDiagnosticsParams| {
                lock(&log).push((it.uri.as_str().to_owned(), it.diagnostics.len(), it.version));
            };
            let settle: Settle = Box::new(|_, _, _| Vec::new());
            let publisher = Publisher::new(Arc::clone(&documents), settle, Box::new(check), Box::new(tell));
            Self { documents, sent, publisher }
        }

        fn open(&self, uri: &str, version: i32, text: &str) {
            let uri = Uri::from_str(uri).unwrap();
            let key = Key::of(&uri);
            let item = TextDocumentItem { uri, language_id: "markdown".into(), version, text: text.into() };
            lock(&self.documents).open(&key, item);
        }

        fn run(&self, uri: &str) -> Vec<Sent> {
            self.publisher.run(&Key::of(&Uri::from_str(uri).unwrap()), &Cancel::default());
            std::mem::take(&mut lock(&self.sent))
        }
    }

    fn sent(uri: &str, count: usize, version: Option<i32>) -> Sent {
        (uri.to_owned(), count, version)
    }

    const A: &str = "file:///%D0%B0.md";
    const A_TOO: &str = "file:///%d0%b0.md";

    #[test]
    fn every_version_is_published_once() {
        let bench = Bench::new();
        bench.open(A, 1, "xx");
        assert_eq!(bench.run(A), [sent(A, 2, Some(1))]);
        assert_eq!(bench.run(A), []);
        bench.open(A, 2, "xx");
        assert_eq!(bench.run(A), [sent(A, 2, Some(2))]);
    }

    #[test]
    fn a_version_is_published_again_when_another_article_changes_what_is_found() {
        let calls = AtomicUsize::new(0);
        let bench =
            Bench::with(move |_, _| vec![Diagnostic::default(); calls.fetch_add(1, Ordering::Relaxed)]);
        bench.open(A, 1, "x");
        assert_eq!(bench.run(A), [sent(A, 0, Some(1))]);
        assert_eq!(bench.run(A), [sent(A, 1, Some(1))]);
    }

    #[test]
    fn what_was_found_in_a_text_that_is_no_more_is_not_published() {
        let newer = Arc::new(Mutex::new(None::<Arc<Mutex<Documents>>>));
        let documents = Arc::clone(&newer);
        let bench = Bench::with(move |_, key| {
            if let Some(documents) = lock(&documents).take() {
                let change =
                    TextDocumentContentChangeEvent { range: None, range_length: None, text: "y".into() };
                lock(&documents).change(key, 2, &[change]);
            }
            Vec::new()
        });
        *lock(&newer) = Some(Arc::clone(&bench.documents));
        bench.open(A, 1, "x");
        assert_eq!(bench.run(A), []);
        assert_eq!(bench.run(A), [sent(A, 0, Some(2))]);
    }

    #[test]
    fn a_closed_document_shows_nothing_any_more() {
        let bench = Bench::new();
        let key = Key::of(&Uri::from_str(A).unwrap());
        for (text, after) in [("x", &[sent(A, 0, None)][..]), ("", &[])] {
            bench.open(A, 1, text);
            bench.run(A);
            lock(&bench.documents).close(&key);
            assert_eq!(bench.run(A), after, "{text:?}");
            assert_eq!(bench.run(A), []);
        }
    }

    #[test]
    fn a_document_opened_under_another_spelling_leaves_nothing_behind() {
        let bench = Bench::new();
        bench.open(A, 1, "x");
        bench.run(A);
        bench.open(A_TOO, 1, "x");
        assert_eq!(bench.run(A_TOO), [sent(A, 0, None), sent(A_TOO, 1, Some(1))]);
    }
}

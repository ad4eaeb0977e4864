//! The open documents, and how edits change them. The only state of the server that messages change.

use std::collections::BTreeSet;

use imbl::OrdMap;
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::cancel::Cancel;
use super::convert;
use super::gate::NO_VERSION;
use super::uri::Key;
use crate::text::{Encoding, MAX_BYTES, Text};

/// How many documents the server remembers to have complained about.
const COMPLAINTS: usize = 256;

/// An open document.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// As the client spells it, which is how it wants to be answered.
    pub(super) uri: Uri,
    /// The language, as the client names it.
    #[allow(dead_code, reason = "the format of an article is told by it")]
    pub(super) language: String,
    /// The client's version; `None` if it gave none.
    pub(super) version: Option<i32>,
    pub(super) text: Text,
    /// Grows with every change of any document. Versions do not do for telling one state from another: a document
    /// that is closed and opened again begins anew with 1.
    pub(super) revision: u64,
}

/// The open documents.
#[derive(Debug, Default)]
pub(super) struct Documents {
    /// What columns count, as agreed on with the client.
    pub(super) encoding: Encoding,
    open: OrdMap<Key, Document>,
    revision: u64,
    complaints: BTreeSet<Key>,
}

/// The documents at one moment. To take one costs a few reference counts, whatever the size of the texts.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub(super) encoding: Encoding,
    /// Set when nobody waits for the answer any more.
    pub(super) cancel: Cancel,
    open: OrdMap<Key, Document>,
}

/// What a change of a document came to.
#[derive(Debug, PartialEq)]
pub(super) enum Outcome {
    /// The document is to be checked again.
    Changed,
    /// Nothing happened, and nothing is to be said of it.
    Ignored,
    /// The document is not, or no longer, known to the server; the user should hear why.
    Lost(&'static str),
}

impl Documents {
    /// The documents as they are now.
    pub(super) fn snapshot(&self, cancel: Cancel) -> Snapshot {
        Snapshot { encoding: self.encoding, cancel, open: self.open.clone() }
    }

    /// Whether the document is still as it was at that revision.
    pub(super) fn is_current(&self, key: &Key, revision: u64) -> bool {
        self.open.get(key).is_some_and(|document| document.revision == revision)
    }

    pub(super) fn open(&mut self, key: &Key, item: TextDocumentItem) -> Outcome {
        self.complaints.remove(key);
        if item.text.len() > MAX_BYTES {
            return self.lose(key, TOO_LARGE);
        }
        let revision = self.next_revision();
        let TextDocumentItem { uri, language_id: language, version, text } = item;
        let document = Document { uri, language, version: known(version), text: Text::new(&text), revision };
        self.open.insert(key.clone(), document);
        Outcome::Changed
    }

    /// Applies changes in their order. Each is meant for the text that the one before has left.
    pub(super) fn change(
        &mut self,
        key: &Key,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
    ) -> Outcome {
        let (revision, encoding) = (self.next_revision(), self.encoding);
        let Some(document) = self.open.get_mut(key) else { return self.lose(key, UNKNOWN) };
        for change in changes {
            if change.text.len() + document.text.len() as usize > 2 * MAX_BYTES {
                return self.lose(key, TOO_LARGE);
            }
            apply(&mut document.text, change, encoding);
        }
        document.version = known(version);
        document.revision = revision;
        if document.text.len() as usize > MAX_BYTES { self.lose(key, TOO_LARGE) } else { Outcome::Changed }
    }

    pub(super) fn close(&mut self, key: &Key) -> Outcome {
        self.complaints.remove(key);
        if self.open.remove(key).is_some() { Outcome::Changed } else { Outcome::Ignored }
    }

    /// Forgets a document until it is opened again; says so once, and not with every key that is pressed in it.
    pub(super) fn lose(&mut self, key: &Key, why: &'static str) -> Outcome {
        self.open.remove(key);
        if self.complaints.len() >= COMPLAINTS {
            self.complaints.clear();
        }
        if self.complaints.insert(key.clone()) { Outcome::Lost(why) } else { Outcome::Ignored }
    }

    fn next_revision(&mut self) -> u64 {
        self.revision += 1;
        self.revision
    }
}

const TOO_LARGE: &str = "the text is larger than 64 MiB and is not checked";
const UNKNOWN: &str = "the editor changed a document that it had not opened, or whose name could not be read; \
                       it is not checked until it is closed and opened again";
/// After a fault in an edit nobody knows what the text is.
pub(super) const FAULT: &str =
    "an edit failed, and the text is not known any more; close the document and open it again";

fn known(version: i32) -> Option<i32> {
    (version != NO_VERSION).then_some(version)
}

fn apply(text: &mut Text, change: &TextDocumentContentChangeEvent, encoding: Encoding) {
    match change.range {
        Some(range) => {
            let range = convert::from_range(range, text, encoding);
            text.replace(range, &change.text);
        }
        None => *text = Text::new(&change.text),
    }
}

impl Snapshot {
    /// A document, if it is open.
    pub(super) fn get(&self, key: &Key) -> Option<&Document> {
        self.open.get(key)
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use tower_lsp::ls_types::{Position, Range};

    use super::*;

    fn opened(text: &str) -> (Documents, Key) {
        let mut documents = Documents::default();
        let uri = Uri::from_str("file:///a.md").unwrap();
        let key = Key::of(&uri);
        let item = TextDocumentItem { uri, language_id: "markdown".into(), version: 1, text: text.into() };
        assert_eq!(documents.open(&key, item), Outcome::Changed);
        (documents, key)
    }

    fn change(
        documents: &mut Documents,
        key: &Key,
        version: i32,
        changes: &[(Option<[u32; 4]>, &str)],
    ) -> Outcome {
        let range = |[a, b, c, d]: [u32; 4]| Range::new(Position::new(a, b), Position::new(c, d));
        let event = |&(at, text): &(Option<[u32; 4]>, &str)| TextDocumentContentChangeEvent {
            range: at.map(range),
            range_length: None,
            text: text.into(),
        };
        documents.change(key, version, &changes.iter().map(event).collect::<Vec<_>>())
    }

    fn text(documents: &Documents, key: &Key) -> Option<String> {
        Some(documents.snapshot(Cancel::default()).get(key)?.text.to_string())
    }

    #[test]
    fn changes_of_one_message_build_on_each_other() {
        let (mut documents, key) = opened("killed 12");
        let changes = [
            (Some([0, 7, 0, 9]), "thirteen"),
            (Some([0, 15, 0, 15]), " people"),
            (None, "x"),
            (Some([0, 0, 0, 0]), "y"),
        ];
        assert_eq!(change(&mut documents, &key, 2, &changes[..2]), Outcome::Changed);
        assert_eq!(text(&documents, &key).as_deref(), Some("killed thirteen people"));
        change(&mut documents, &key, 3, &changes[2..]);
        assert_eq!(text(&documents, &key).as_deref(), Some("yx"));
    }

    #[test]
    fn ranges_outside_the_text_and_turned_round_are_mended() {
        for (range, after) in [
            ([9, 9, 9, 9], "one\r\ntwo\r\n!"),
            ([0, 0, u32::MAX, u32::MAX], "!"),
            ([1, 3, 0, 3], "one!\r\n"),
            ([0, 99, 0, 99], "one!\r\ntwo\r\n"),
        ] {
            let (mut documents, key) = opened("one\r\ntwo\r\n");
            change(&mut documents, &key, 2, &[(Some(range), "!")]);
            assert_eq!(text(&documents, &key).as_deref(), Some(after), "{range:?}");
        }
    }

    #[test]
    fn a_snapshot_does_not_see_later_edits() {
        let (mut documents, key) = opened("before");
        let snapshot = documents.snapshot(Cancel::default());
        change(&mut documents, &key, 2, &[(None, "after")]);
        documents.close(&key);
        assert_eq!(snapshot.get(&key).unwrap().text.to_string(), "before");
        assert_eq!(text(&documents, &key), None);
    }

    #[test]
    fn an_unknown_document_is_complained_about_once() {
        let (mut documents, key) = opened("x");
        assert_eq!(documents.close(&key), Outcome::Changed);
        assert_eq!(documents.close(&key), Outcome::Ignored);
        assert_eq!(change(&mut documents, &key, 2, &[(None, "y")]), Outcome::Lost(UNKNOWN));
        assert_eq!(change(&mut documents, &key, 3, &[(None, "y")]), Outcome::Ignored);
        assert_eq!(text(&documents, &key), None);
    }

    #[test]
    fn a_state_is_told_by_its_revision_and_not_by_its_version() {
        let (mut documents, key) = opened("one");
        let revision = documents.open.get(&key).unwrap().revision;
        let uri = Uri::from_str("file:///a.md").unwrap();
        let again = TextDocumentItem { uri, language_id: "markdown".into(), version: 1, text: "two".into() };
        documents.close(&key);
        documents.open(&key, again);
        assert!(!documents.is_current(&key, revision));
        change(&mut documents, &key, NO_VERSION, &[]);
        assert_eq!(documents.open.get(&key).unwrap().version, None);
    }

    #[test]
    fn a_text_that_grows_too_large_is_let_go() {
        let (mut documents, key) = opened("x");
        let large = "x".repeat(MAX_BYTES);
        assert_eq!(change(&mut documents, &key, 2, &[(None, &large)]), Outcome::Changed);
        assert_eq!(change(&mut documents, &key, 3, &[(Some([0, 0, 0, 0]), "x")]), Outcome::Lost(TOO_LARGE));
        assert_eq!(change(&mut documents, &key, 4, &[(Some([0, 0, 0, 0]), "x")]), Outcome::Ignored);
    }
}

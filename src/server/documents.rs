//! The open documents and the articles read from them and from the disk: the only state of the server.

use std::collections::BTreeSet;
use std::sync::Arc;

use imbl::OrdMap;
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::cancel::Cancel;
use super::client::Profile;
use super::convert;
use super::gate::NO_VERSION;
use super::uri::Key;
use crate::article::Format;
use crate::config::Selection;
use crate::facts::Given;
use crate::index::{self, Analysis, ArticleId, Change, Effects, World};
use crate::text::{Edit, Encoding, MAX_BYTES, Text};

/// How many documents the server remembers to have complained about.
const COMPLAINTS: usize = 256;

/// An open document.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// As the client spells it, which is how it wants to be answered.
    pub(super) uri: Uri,
    /// How the article is written; `None` for a document that is no article.
    pub(super) format: Option<Format>,
    /// The client's version; `None` if it gave none.
    pub(super) version: Option<i32>,
    pub(super) text: Text,
    /// Grows with every change of any document. Versions do not do for telling one state from another: a document
    /// that is closed and opened again begins anew with 1.
    pub(super) revision: u64,
}

/// The open documents, and everything read.
#[derive(Debug, Default)]
pub(super) struct Documents {
    /// What columns count, as agreed on with the client.
    pub(super) encoding: Encoding,
    /// What the client can show.
    pub(super) profile: Arc<Profile>,
    /// Which rules the client's settings ask for, beside those of the project file.
    pub(super) settings: Arc<Selection>,
    /// Whether the workspace's other articles are still being read.
    pub(super) reading: bool,
    world: World,
    open: OrdMap<Key, Document>,
    revision: u64,
    complaints: BTreeSet<Key>,
}

/// The documents at one moment. To take one costs a few reference counts, whatever the size of the texts.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub(super) encoding: Encoding,
    /// What the client can show.
    pub(super) profile: Arc<Profile>,
    /// Which rules the client's settings ask for.
    pub(super) settings: Arc<Selection>,
    /// Whether the workspace's other articles are still being read.
    pub(super) reading: bool,
    /// Set when nobody waits for the answer any more.
    pub(super) cancel: Cancel,
    /// Everything read.
    pub(super) articles: index::Snapshot,
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
        Snapshot {
            encoding: self.encoding,
            profile: Arc::clone(&self.profile),
            settings: Arc::clone(&self.settings),
            reading: self.reading,
            cancel,
            articles: self.world.snapshot(),
            open: self.open.clone(),
        }
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
        let TextDocumentItem { uri, language_id, version, text } = item;
        let (text, format) = (Text::new(&text), format_of(key, &language_id));
        if let Some(format) = format {
            let (id, text) = (id_of(key), text.clone());
            self.world.apply(Change::Open { id, format, text, version, given: Given::default() });
        }
        self.open.insert(key.clone(), Document { uri, format, version: known(version), text, revision });
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
            let edit = apply(&mut document.text, change, encoding);
            let text = document.text.clone();
            self.world.apply(Change::Edit { id: id_of(key), version, text, edit });
        }
        document.version = known(version);
        document.revision = revision;
        if document.text.len() as usize > MAX_BYTES { self.lose(key, TOO_LARGE) } else { Outcome::Changed }
    }

    pub(super) fn close(&mut self, key: &Key) -> Outcome {
        self.complaints.remove(key);
        if self.open.remove(key).is_none() {
            return Outcome::Ignored;
        }
        self.world.apply(Change::Close(id_of(key)));
        Outcome::Changed
    }

    /// Takes what an article contributes into the index.
    pub(super) fn settle(&mut self, id: &ArticleId, analysis: &Analysis) -> Effects {
        let (contribution, places) = (Arc::clone(&analysis.contribution), Arc::clone(&analysis.places));
        self.world.apply(Change::Settle { id: id.clone(), contribution, places })
    }

    /// The same for a text from the disk. An open document wins over it.
    pub(super) fn settle_from_disk(&mut self, key: &Key, analysis: &Analysis) -> Effects {
        if self.open.contains_key(key) { Effects::default() } else { self.settle(&id_of(key), analysis) }
    }

    /// Forgets an article that is neither open nor on the disk.
    pub(super) fn remove(&mut self, key: &Key) -> Effects {
        if self.open.contains_key(key) { Effects::default() } else { self.world.apply(Change::Remove(id_of(key))) }
    }

    /// Tells what the project file knows of an open article. Whether that was new.
    pub(super) fn give(&mut self, key: &Key, given: Given) -> bool {
        let id = id_of(key);
        let known = self.world.snapshot().entry(&id).and_then(|it| it.open.as_ref()).is_none_or(|open| open.given == given);
        if !known {
            self.world.apply(Change::Given { id, given });
        }
        !known
    }

    /// The open articles that read a part of the index that changed, but for one.
    pub(super) fn touched(&self, effects: &Effects, but: &Key) -> Vec<Key> {
        if effects.is_empty() {
            return Vec::new();
        }
        let now = self.world.snapshot();
        let reads = |key: &Key| now.entry(&id_of(key)).and_then(|it| it.known.as_ref()).is_some_and(|known| effects.touches(&known.contribution));
        self.open.keys().filter(|key| *key != but && reads(key)).cloned().collect()
    }

    /// All open documents.
    pub(super) fn keys(&self) -> Vec<Key> {
        self.open.keys().cloned().collect()
    }

    /// Forgets a document until it is opened again; says so once, and not with every key that is pressed in it.
    pub(super) fn lose(&mut self, key: &Key, why: &'static str) -> Outcome {
        self.open.remove(key);
        self.world.apply(Change::Remove(id_of(key)));
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

fn apply(text: &mut Text, change: &TextDocumentContentChangeEvent, encoding: Encoding) -> Edit {
    match change.range {
        Some(range) => {
            let range = convert::from_range(range, text, encoding);
            text.replace(range, &change.text)
        }
        None => {
            let old_end = text.len();
            *text = Text::new(&change.text);
            Edit { start: 0, old_end, new_end: text.len() }
        }
    }
}

/// The name of an article in the index.
pub(super) fn id_of(key: &Key) -> ArticleId {
    ArticleId::new(&key.to_string())
}

/// How a document is written: by its name, since clients call Markdown "text" at times, else by the client's word.
fn format_of(key: &Key, language: &str) -> Option<Format> {
    Format::of_file_name(&key.to_string()).or(match language {
        "markdown" => Some(Format::Markdown),
        "plaintext" | "text" => Some(Format::Plain),
        _ => None,
    })
}

impl Snapshot {
    /// A document, if it is open.
    pub(super) fn get(&self, key: &Key) -> Option<&Document> {
        self.open.get(key)
    }

    /// The client's spelling of an article's name, if it is open, else ours.
    pub(super) fn uri(&self, id: &ArticleId) -> Option<Uri> {
        let key = Key::from_name(id.as_str());
        self.open.get(&key).map(|document| document.uri.clone()).or_else(|| key.uri())
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

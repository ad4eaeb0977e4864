//! One function a request: convert in, ask, convert out. They run outside the server's task, on a snapshot.

use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    Diagnostic, Hover, HoverContents, HoverParams, MarkedString, TextDocumentIdentifier,
};

use super::convert;
use super::documents::Snapshot;
use super::uri::Key;

pub(super) fn hover(snapshot: &Snapshot, params: &HoverParams) -> Option<Hover> {
    let at = &params.text_document_position_params;
    let document = snapshot.get(&Key::of(&at.text_document.uri))?;
    let offset = document.text.offset(convert::from_position(at.position), snapshot.encoding);
    let text = format!("line {} of {}", document.text.line_of(offset) + 1, document.text.lines());
    Some(Hover { contents: HoverContents::Scalar(MarkedString::String(text)), range: None })
}

/// What is wrong in a document.
pub(super) fn check(_: &Snapshot, _: &Key) -> Vec<Diagnostic> {
    Vec::new()
}

/// The parameters of `copydesk/text`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TextParams {
    text_document: TextDocumentIdentifier,
}

/// A text as the server has it.
#[derive(Debug, Serialize)]
pub(super) struct TextAnswer {
    text: String,
    version: Option<i32>,
}

/// `copydesk/text`: the text of an open document, to be held against the client's.
pub(super) fn text(snapshot: &Snapshot, params: &TextParams) -> Option<TextAnswer> {
    let document = snapshot.get(&Key::of(&params.text_document.uri))?;
    Some(TextAnswer { text: document.text.to_string(), version: document.version })
}

/// The parameters of `copydesk/slow`.
#[derive(Debug, Deserialize)]
pub(super) struct SlowParams {
    ms: u64,
}

/// `copydesk/slow`: takes its time, as a search through a large archive might, and gives up when it is cancelled.
pub(super) fn slow(snapshot: &Snapshot, params: &SlowParams) -> bool {
    let end = Instant::now() + Duration::from_millis(params.ms.min(60_000));
    while Instant::now() < end && !snapshot.cancel.is_set() {
        thread::sleep(Duration::from_millis(1));
    }
    !snapshot.cancel.is_set()
}

/// The parameters of `copydesk/panic`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PanicParams {
    pub(super) text_document: TextDocumentIdentifier,
    /// `handler`, `edit`, or else in the thread that works on the request.
    pub(super) place: String,
}

/// `copydesk/panic`: fails, to show that the server lives on.
#[expect(clippy::panic, reason = "this is what it is for")]
pub(super) fn panic(_: &Snapshot, _: &PanicParams) -> bool {
    panic!("as asked")
}

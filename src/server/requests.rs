//! One function a request: convert in, ask, convert out. They run outside the server's task, on a snapshot.

use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, DocumentSymbolParams, DocumentSymbolResponse,
    GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams, Location, ReferenceParams, TextDocumentIdentifier,
    TextDocumentPositionParams, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use super::convert;
use super::documents::{Document, Snapshot, id_of};
use super::uri::Key;
use crate::ide;
use crate::index::ArticleId;

/// The article a position is in, and the byte.
fn at<'a>(snapshot: &'a Snapshot, position: &TextDocumentPositionParams) -> Option<(ArticleId, &'a Document, u32)> {
    let key = Key::of(&position.text_document.uri);
    let document = snapshot.get(&key).filter(|it| it.format.is_some())?;
    let byte = document.text.offset(convert::from_position(position.position), snapshot.encoding);
    Some((id_of(&key), document, byte))
}

pub(super) fn hover(snapshot: &Snapshot, params: &HoverParams) -> Option<Hover> {
    let (id, _, byte) = at(snapshot, &params.text_document_position_params)?;
    ide::hover(&snapshot.articles, &id, byte).map(|it| convert::to_hover(snapshot, &it))
}

pub(super) fn definition(snapshot: &Snapshot, params: &GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
    let (id, _, byte) = at(snapshot, &params.text_document_position_params)?;
    ide::definition(&snapshot.articles, &id, byte).map(|it| convert::to_definition(snapshot, &it))
}

pub(super) fn declaration(snapshot: &Snapshot, params: &GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
    let (id, _, byte) = at(snapshot, &params.text_document_position_params)?;
    ide::declaration(&snapshot.articles, &id, byte).map(|it| convert::to_definition(snapshot, &it))
}

pub(super) fn references(snapshot: &Snapshot, params: &ReferenceParams) -> Option<Vec<Location>> {
    let (id, _, byte) = at(snapshot, &params.text_document_position)?;
    let found = ide::references(&snapshot.articles, &id, byte, params.context.include_declaration);
    (!found.is_empty()).then(|| found.iter().filter_map(|it| convert::to_location(snapshot, it)).collect())
}

pub(super) fn highlights(snapshot: &Snapshot, params: &DocumentHighlightParams) -> Option<Vec<DocumentHighlight>> {
    let (id, document, byte) = at(snapshot, &params.text_document_position_params)?;
    let found = ide::highlights(&snapshot.articles, &id, byte);
    let highlight = |range| DocumentHighlight {
        range: convert::to_range_in(&document.text, range, snapshot.encoding),
        kind: Some(DocumentHighlightKind::TEXT),
    };
    (!found.is_empty()).then(|| found.into_iter().map(highlight).collect())
}

pub(super) fn symbols(snapshot: &Snapshot, params: &DocumentSymbolParams) -> Option<DocumentSymbolResponse> {
    let key = Key::of(&params.text_document.uri);
    snapshot.get(&key).filter(|it| it.format.is_some())?;
    let found = ide::document_symbols(&snapshot.articles, &id_of(&key));
    Some(if snapshot.profile.nested_symbols {
        DocumentSymbolResponse::Nested(found.iter().map(|it| convert::to_document_symbol(snapshot, it)).collect())
    } else {
        DocumentSymbolResponse::Flat(found.iter().filter_map(|it| convert::to_symbol_information(snapshot, it)).collect())
    })
}

pub(super) fn workspace_symbols(snapshot: &Snapshot, params: &WorkspaceSymbolParams) -> Option<WorkspaceSymbolResponse> {
    let found = ide::workspace_symbols(&snapshot.articles, &params.query);
    let symbols = found.iter().filter_map(|it| convert::to_workspace_symbol(snapshot, it)).collect();
    Some(WorkspaceSymbolResponse::Nested(symbols))
}

/// What `copydesk/status` answers.
#[derive(Debug, Serialize)]
pub(super) struct Status {
    /// How many articles are known.
    articles: usize,
    /// How many persons are named in them.
    people: usize,
    /// Whether the workspace is still being read.
    reading: bool,
}

/// The parameters of `copydesk/status`: none, or anything.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct StatusParams {}

/// `copydesk/status`: how far the workspace is known, for a client's status bar.
pub(super) fn status(snapshot: &Snapshot, _: &StatusParams) -> Status {
    let articles = snapshot.articles.entries().filter(|it| it.known.is_some() || it.open.is_some()).count();
    Status { articles, people: snapshot.articles.count_people(), reading: snapshot.reading }
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

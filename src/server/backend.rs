//! What is done with each message: a table of contents, one line a request.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::runtime::Handle;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, Hover, HoverParams, HoverProviderCapability, InitializeParams,
    InitializeResult, MessageType, OneOf, ServerCapabilities, ServerInfo, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};
use tower_lsp::{Client, LanguageServer};

use super::cancel::Cancel;
use super::convert;
use super::diagnostics::{self, Publisher};
use super::documents::{Documents, FAULT, Outcome, Snapshot};
use super::ending::Ending;
use super::panics;
use super::requests::{self, PanicParams, SlowParams, TextAnswer, TextParams};
use super::schedule::{Scheduler, Urgency};
use super::uri::Key;
use crate::text::Encoding;

/// How many documents are checked at once, at most.
const CHECKERS: usize = 4;

/// The handlers, and the state behind its two doors.
pub(super) struct Backend {
    client: Client,
    documents: Arc<Mutex<Documents>>,
    checks: Scheduler<Key>,
    ending: Arc<Ending>,
}

impl Backend {
    /// To be called within the runtime that will run the handlers.
    pub(super) fn new(client: Client, ending: Arc<Ending>) -> Self {
        let documents = Arc::new(Mutex::new(Documents::default()));
        let publisher =
            Publisher::new(Arc::clone(&documents), Box::new(requests::check), publish_to(client.clone()));
        let threads = thread::available_parallelism().map_or(1, |them| them.get().min(CHECKERS));
        let checks = Scheduler::start(threads, move |key, cancel| publisher.run(key, cancel));
        Self { client, documents, checks, ending }
    }

    /// The only door to change the state. Locks, and never awaits: a handler that edits before its first `await`
    /// edits in the order of the messages, and one that awaits anything before does not.
    fn edit<T>(&self, f: impl FnOnce(&mut Documents) -> T) -> T {
        // A lock that a fault has poisoned is taken all the same: whoever failed cleans up behind itself.
        f(&mut self.documents.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes one document and has it checked.
    fn edit_document(&self, key: &Key, f: impl FnOnce(&mut Documents) -> Outcome) {
        let outcome = catch_unwind(AssertUnwindSafe(|| self.edit(f)))
            .unwrap_or_else(|_| self.edit(|documents| documents.lose(key, FAULT)));
        if let Outcome::Lost(why) = &outcome {
            self.tell(MessageType::WARNING, format!("{key}: {why}"));
        }
        if outcome != Outcome::Ignored {
            self.checks.schedule(key, Urgency::Now);
        }
    }

    /// The only door to read the state. What is asked sees the documents as they were when its message came, and is
    /// worked out by another thread: a handler that computes would keep all others from being read and answered.
    async fn ask<P, R>(&self, params: P, f: fn(&Snapshot, &P) -> R) -> Result<R>
    where
        P: Send + 'static,
        R: Send + 'static,
    {
        let cancel = Cancel::default();
        let snapshot = self.edit(|documents| documents.snapshot(cancel.clone()));
        // The library cancels by dropping this future, which alone would not stop the thread.
        let _cancelled = cancel.on_drop();
        // The only way to fail is a panic in `f`, which the runtime has caught.
        tokio::task::spawn_blocking(move || f(&snapshot, &params)).await.map_err(|_| panics::fault())
    }

    /// Says something in the editor's log. Does not wait until it is said.
    fn tell(&self, kind: MessageType, text: String) {
        let client = self.client.clone();
        tokio::spawn(async move { client.log_message(kind, text).await });
    }

    pub(super) async fn text(&self, params: TextParams) -> Result<Option<TextAnswer>> {
        self.ask(params, requests::text).await
    }

    pub(super) async fn slow(&self, params: SlowParams) -> Result<bool> {
        self.ask(params, requests::slow).await
    }

    #[expect(clippy::panic, reason = "this is what it is for")]
    pub(super) async fn panic(&self, params: PanicParams) -> Result<bool> {
        match params.place.as_str() {
            "handler" => panic!("as asked"),
            "edit" => {
                self.edit_document(&Key::of(&params.text_document.uri), |_| panic!("as asked"));
                Ok(true)
            }
            _ => self.ask(params, requests::panic).await,
        }
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let encoding = convert::from_offered(&params.capabilities);
        self.edit(|documents| documents.encoding = encoding);
        let server_info = Some(ServerInfo {
            name: "copydesk".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        });
        Ok(InitializeResult {
            capabilities: capabilities(encoding),
            server_info,
            ..InitializeResult::default()
        })
    }

    async fn shutdown(&self) -> Result<()> {
        self.ending.note_shutdown();
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let key = Key::of(&params.text_document.uri);
        self.edit_document(&key, |documents| documents.open(&key, params.text_document));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let key = Key::of(&params.text_document.uri);
        self.edit_document(&key, |documents| {
            documents.change(&key, params.text_document.version, &params.content_changes)
        });
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.checks.schedule(&Key::of(&params.text_document.uri), Urgency::Now);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let key = Key::of(&params.text_document.uri);
        self.edit_document(&key, |documents| documents.close(&key));
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.ask(params, requests::hover).await
    }
}

/// How diagnostics leave the threads in which they are found: by way of the runtime that this is called in.
fn publish_to(client: Client) -> diagnostics::Tell {
    let runtime = Handle::current();
    Box::new(move |found| {
        runtime.block_on(client.publish_diagnostics(found.uri, found.diagnostics, found.version));
    })
}

/// What the server offers.
fn capabilities(encoding: Encoding) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::Supported(true)),
        ..TextDocumentSyncOptions::default()
    };
    let folders = WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(OneOf::Left(true)),
    };
    ServerCapabilities {
        position_encoding: Some(convert::to_encoding(encoding)),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(folders),
            ..Default::default()
        }),
        ..ServerCapabilities::default()
    }
}

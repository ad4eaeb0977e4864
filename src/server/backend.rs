//! What is done with each message: a table of contents, one line a request.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use serde::Deserialize;
use tokio::runtime::Handle;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::request::{GotoDeclarationParams, GotoDeclarationResponse};
use tower_lsp::ls_types::{
    DeclarationCapability, DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWatchedFilesRegistrationOptions, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, DocumentHighlight, DocumentHighlightParams,
    DocumentSymbolParams, DocumentSymbolResponse, FileSystemWatcher, GlobPattern, GotoDefinitionParams,
    GotoDefinitionResponse, Hover, HoverParams, HoverProviderCapability, InitializeParams, InitializeResult,
    InitializedParams, Location, MessageType, OneOf, ReferenceParams, Registration, ServerCapabilities, ServerInfo,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkspaceFolder, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities, WorkspaceSymbolParams,
    WorkspaceSymbolResponse,
};
use tower_lsp::{Client, LanguageServer};

use super::cancel::Cancel;
use super::client::Profile;
use super::convert;
use super::diagnostics::{self, Publisher};
use super::documents::{Documents, FAULT, Outcome, Snapshot};
use super::ending::Ending;
use super::panics;
use super::progress::Bar;
use super::reader::{self, Ask, Voice};
use super::requests::{self, PanicParams, SlowParams, Status, StatusParams, TextAnswer, TextParams};
use super::schedule::{Scheduler, Urgency};
use super::uri::Key;
use super::workspace::Workspace;
use crate::config::{FILE_NAME, Selection, Severity};
use crate::text::Encoding;

/// How many documents are checked at once, at most.
const CHECKERS: usize = 4;

/// How long a client may take to answer a request of ours.
const PATIENCE: Duration = Duration::from_secs(20);

/// The handlers, and the state behind its two doors.
pub(super) struct Backend {
    client: Client,
    documents: Arc<Mutex<Documents>>,
    workspace: Arc<Workspace>,
    checks: Arc<Scheduler<Key>>,
    reader: Mutex<Sender<Ask>>,
    ending: Arc<Ending>,
}

impl Backend {
    /// To be called within the runtime that will run the handlers.
    pub(super) fn new(client: Client, ending: Arc<Ending>) -> Self {
        let documents = Arc::new(Mutex::new(Documents::default()));
        let workspace = Arc::new(Workspace::default());
        let (settling, checking) = (Arc::clone(&workspace), Arc::clone(&workspace));
        let publisher = Publisher::new(
            Arc::clone(&documents),
            Box::new(move |documents, snapshot, key| settling.settle(documents, snapshot, key)),
            Box::new(move |snapshot, key| checking.check(snapshot, key)),
            publish_to(client.clone()),
        );
        let threads = thread::available_parallelism().map_or(1, |them| them.get().min(CHECKERS));
        let checks = Arc::new(Scheduler::start(threads, move |key, cancel| publisher.run(key, cancel)));
        let voice = voice(&client, &documents, &checks);
        let reader = Mutex::new(reader::start(Arc::clone(&documents), Arc::clone(&workspace), voice));
        Self { client, documents, workspace, checks, reader, ending }
    }

    /// Asks the thread that reads the disk. Does not wait.
    fn read(&self, ask: Ask) {
        // The thread is gone only when the server is.
        let _ = self.reader.lock().unwrap_or_else(PoisonError::into_inner).send(ask);
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

    pub(super) async fn status(&self, params: Option<StatusParams>) -> Result<Status> {
        self.ask(params.unwrap_or_default(), requests::status).await
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
        let settings = params.initialization_options.as_ref().and_then(settings_of);
        self.edit(|documents| {
            documents.encoding = encoding;
            documents.profile = Arc::new(Profile::of(&params.capabilities));
            if let Some(settings) = settings {
                documents.settings = Arc::new(settings);
            }
        });
        self.workspace.add(folders_of(&params));
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

    async fn initialized(&self, _: InitializedParams) {
        self.read(Ask::Folders(self.workspace.folders()));
        let watch = self.edit(|documents| documents.profile.watch);
        if watch {
            self.watch_files();
        } else {
            self.read(Ask::Watch);
        }
    }

    async fn shutdown(&self) -> Result<()> {
        self.ending.note_shutdown();
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let key = Key::of(&params.text_document.uri);
        self.edit_document(&key, |documents| documents.open(&key, params.text_document));
        self.adopt(&key);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let key = Key::of(&params.text_document.uri);
        self.edit_document(&key, |documents| {
            documents.change(&key, params.text_document.version, &params.content_changes)
        });
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        let key = Key::of(&params.text_document.uri);
        if let Some(path) = key.path().filter(|path| path.file_name().is_some_and(|name| name == FILE_NAME)) {
            self.read(Ask::Files(vec![path]));
        }
        self.checks.schedule(&key, Urgency::Now);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let key = Key::of(&params.text_document.uri);
        self.edit_document(&key, |documents| documents.close(&key));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let paths = params.changes.iter().filter_map(|change| Key::of(&change.uri).path()).collect();
        self.read(Ask::Files(paths));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let removed = paths_of(&params.event.removed);
        self.workspace.let_go(&removed);
        self.read(Ask::Forget(removed));
        let added = self.workspace.add(paths_of(&params.event.added));
        self.read(Ask::Folders(added));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        let Some(settings) = settings_of(&params.settings) else { return };
        let open = self.edit(|documents| {
            let changed = *documents.settings != settings;
            documents.settings = Arc::new(settings);
            if changed { documents.keys() } else { Vec::new() }
        });
        for key in &open {
            self.checks.schedule(key, Urgency::Now);
        }
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.ask(params, requests::hover).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        self.ask(params, requests::definition).await
    }

    async fn goto_declaration(&self, params: GotoDeclarationParams) -> Result<Option<GotoDeclarationResponse>> {
        self.ask(params, requests::declaration).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        self.ask(params, requests::references).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        self.ask(params, requests::highlights).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.ask(params, requests::symbols).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        self.ask(params, requests::workspace_symbols).await
    }
}

impl Backend {
    /// An article that lies in no folder of the client's: the files beside it are read, so that it has company. Helix
    /// names no folder outside a repository.
    fn adopt(&self, key: &Key) {
        let Some(path) = key.path() else { return };
        let Some(folder) = path.parent().filter(|_| self.workspace.folders().is_empty()).map(PathBuf::from) else { return };
        if !self.workspace.add(vec![folder.clone()]).is_empty() {
            self.tell(MessageType::INFO, format!("no folder is open: reading the articles beside {}", path.display()));
            self.read(Ask::Around(folder));
        }
    }

    /// Has the client watch for files that change. Asked in the background: no handler waits for the client.
    fn watch_files(&self) {
        let watchers = ["**/*.{txt,text,md,markdown}", "**/copydesk.toml"];
        let watcher = |glob: &str| FileSystemWatcher { glob_pattern: GlobPattern::String(glob.to_owned()), kind: None };
        let options = DidChangeWatchedFilesRegistrationOptions { watchers: watchers.map(watcher).into() };
        let registration = Registration {
            id: "copydesk-files".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        let client = self.client.clone();
        tokio::spawn(async move { tokio::time::timeout(PATIENCE, client.register_capability(vec![registration])).await });
    }
}

/// The parts of the client's settings that the server reads, under `copydesk` or bare. `null` is as good as nothing:
/// Emacs writes empty lists and false so.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Settings {
    check: Option<CheckSettings>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct CheckSettings {
    select: Option<Vec<String>>,
    ignore: Option<Vec<String>>,
    strict: Option<bool>,
    severity: Option<Severity>,
}

fn settings_of(value: &serde_json::Value) -> Option<Selection> {
    let section = value.get("copydesk").unwrap_or(value);
    let settings: Settings = serde_json::from_value(section.clone()).ok()?;
    let check = settings.check.unwrap_or_default();
    Some(Selection {
        select: check.select.unwrap_or_default(),
        ignore: check.ignore.unwrap_or_default(),
        severity: check.severity,
        strict: check.strict.unwrap_or(false),
    })
}

/// The folders that the client names: all of them, or the one root of an older client.
fn folders_of(params: &InitializeParams) -> Vec<PathBuf> {
    if let Some(folders) = params.workspace_folders.as_ref().filter(|folders| !folders.is_empty()) {
        return paths_of(folders);
    }
    #[expect(deprecated, reason = "older clients name their folder so")]
    let root = params.root_uri.as_ref().and_then(|uri| Key::of(uri).path());
    root.into_iter().collect()
}

fn paths_of(folders: &[WorkspaceFolder]) -> Vec<PathBuf> {
    folders.iter().filter_map(|folder| Key::of(&folder.uri).path()).collect()
}

/// How the thread that reads the disk speaks to the client and has articles checked.
fn voice(client: &Client, documents: &Arc<Mutex<Documents>>, checks: &Arc<Scheduler<Key>>) -> Voice {
    let checks = Arc::clone(checks);
    let (runtime, speaker) = (Handle::current(), client.clone());
    let mut bar = Bar::new(Handle::current(), client.clone());
    let documents = Arc::clone(documents);
    Voice {
        schedule: Box::new(move |key| checks.schedule(key, Urgency::Later)),
        progress: Box::new(move |step| {
            let wanted = documents.lock().unwrap_or_else(PoisonError::into_inner).profile.progress;
            if wanted {
                bar.show(step);
            }
        }),
        warn: Box::new(move |text| {
            let client = speaker.clone();
            runtime.spawn(async move { client.log_message(MessageType::WARNING, text).await });
        }),
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
        definition_provider: Some(OneOf::Left(true)),
        declaration_provider: Some(DeclarationCapability::Simple(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(folders),
            ..Default::default()
        }),
        ..ServerCapabilities::default()
    }
}

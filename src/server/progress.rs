//! A progress report that the server begins: how far the workspace is read.

use std::time::Duration;

use tokio::runtime::Handle;
use tower_lsp::Client;
use tower_lsp::ls_types::notification::Progress as ProgressNotification;
use tower_lsp::ls_types::{
    ProgressParams, ProgressParamsValue, ProgressToken, WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressEnd,
    WorkDoneProgressReport,
};

use super::reader::Progress;

/// How long the client may take to allow a report, before there is none.
const PATIENCE: Duration = Duration::from_secs(5);

/// One report at a time, written from a thread outside the runtime.
pub(super) struct Bar {
    runtime: Handle,
    client: Client,
    reports: u32,
    token: Option<ProgressToken>,
}

impl Bar {
    pub(super) fn new(runtime: Handle, client: Client) -> Self {
        Self { runtime, client, reports: 0, token: None }
    }

    /// Shows a step. The thread waits until the client has allowed the report; no handler does.
    pub(super) fn show(&mut self, step: Progress) {
        match step {
            Progress::Begin => self.begin(),
            Progress::At(done, all) => self.tell(WorkDoneProgress::Report(WorkDoneProgressReport {
                cancellable: Some(false),
                message: Some(format!("{done} of {all} articles")),
                percentage: u32::try_from(done * 100 / all.max(1)).ok(),
            })),
            Progress::End(done) => {
                self.tell(WorkDoneProgress::End(WorkDoneProgressEnd { message: Some(format!("{done} articles")) }));
                self.token = None;
            }
        }
    }

    fn begin(&mut self) {
        self.reports += 1;
        let token = ProgressToken::String(format!("copydesk-reading-{}", self.reports));
        let asked = self.client.create_work_done_progress(token.clone());
        let allowed = self.runtime.block_on(async { tokio::time::timeout(PATIENCE, asked).await });
        if matches!(allowed, Ok(Ok(()))) {
            self.token = Some(token);
            self.tell(WorkDoneProgress::Begin(WorkDoneProgressBegin {
                title: "Reading articles".to_owned(),
                cancellable: Some(false),
                message: None,
                percentage: Some(0),
            }));
        }
    }

    fn tell(&self, value: WorkDoneProgress) {
        let Some(token) = self.token.clone() else { return };
        let value = ProgressParamsValue::WorkDone(value);
        self.runtime.block_on(self.client.send_notification::<ProgressNotification>(ProgressParams { token, value }));
    }
}

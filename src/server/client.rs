//! What the client can show: read once from what it offers, asked whenever something is answered.

use tower_lsp::ls_types::{ClientCapabilities, MarkupKind};

/// What a client can show. A client that says nothing gets plain answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a capability of its own")]
pub(super) struct Profile {
    /// Hovers in Markdown.
    pub(super) markdown: bool,
    /// Definitions as links that also say what was asked about.
    pub(super) links: bool,
    /// Outlines as trees.
    pub(super) nested_symbols: bool,
    /// Other places beside a diagnostic.
    pub(super) related: bool,
    /// A page behind a diagnostic's code.
    pub(super) code_pages: bool,
    /// Data kept with a diagnostic.
    pub(super) data: bool,
    /// A progress report that the server begins.
    pub(super) progress: bool,
    /// Watching files on the server's behalf.
    pub(super) watch: bool,
}

impl Profile {
    pub(super) fn of(offered: &ClientCapabilities) -> Self {
        let text = offered.text_document.as_ref();
        let hover = text.and_then(|it| it.hover.as_ref()).and_then(|it| it.content_format.as_ref());
        // The first format in the client's list is the one it likes best.
        let markdown = hover.and_then(|it| it.first()).is_some_and(|it| *it == MarkupKind::Markdown);
        let published = text.and_then(|it| it.publish_diagnostics.as_ref());
        let window = offered.window.as_ref();
        let watched = offered.workspace.as_ref().and_then(|it| it.did_change_watched_files.as_ref());
        Self {
            markdown,
            links: text.and_then(|it| it.definition.as_ref()).and_then(|it| it.link_support).unwrap_or(false),
            nested_symbols: text
                .and_then(|it| it.document_symbol.as_ref())
                .and_then(|it| it.hierarchical_document_symbol_support)
                .unwrap_or(false),
            related: published.and_then(|it| it.related_information).unwrap_or(false),
            code_pages: published.and_then(|it| it.code_description_support).unwrap_or(false),
            data: published.and_then(|it| it.data_support).unwrap_or(false),
            progress: window.and_then(|it| it.work_done_progress).unwrap_or(false),
            watch: watched.and_then(|it| it.dynamic_registration).unwrap_or(false),
        }
    }
}

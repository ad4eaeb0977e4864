//! Starts Copydesk's language server for Zed. All analysis is the server's.

use zed_extension_api::{self as zed, settings::LspSettings, LanguageServerId, Result, Worktree};

struct Copydesk;

impl zed::Extension for Copydesk {
    fn new() -> Self {
        Self
    }

    fn language_server_command(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<zed::Command> {
        let binary =
            LspSettings::for_worktree(id.as_ref(), worktree).ok().and_then(|settings| settings.binary);
        let (path, arguments) = binary.map_or((None, None), |binary| (binary.path, binary.arguments));
        let command = path
            .or_else(|| worktree.which("copydesk"))
            .ok_or("no copydesk on the PATH; install it, or name it in lsp.copydesk.binary.path")?;
        Ok(zed::Command {
            command,
            args: arguments.unwrap_or_else(|| vec!["server".into()]),
            env: worktree.shell_env(),
        })
    }

    fn language_server_initialization_options(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        settings(id, worktree)
    }

    fn language_server_workspace_configuration(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        settings(id, worktree)
    }
}

/// What the user wrote under `lsp.copydesk.settings`, in the section that the server asks for.
fn settings(id: &LanguageServerId, worktree: &Worktree) -> Result<Option<zed::serde_json::Value>> {
    let settings = LspSettings::for_worktree(id.as_ref(), worktree)?.settings;
    Ok(settings.map(|settings| zed::serde_json::json!({ "copydesk": settings })))
}

zed::register_extension!(Copydesk);

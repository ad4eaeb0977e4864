/** Looks after the server: finds it, starts it, starts it again, and says so when it cannot. */
import { homedir } from "node:os";
import * as vscode from "vscode";
import { Session } from "./client";
import { explain, HOW_TO_INSTALL, introduction, MANAGE_TRUST, OPEN_SETTINGS, remedies, RESTART, RETRY, SHOW_OUTPUT } from "./messages";
import { askVersion, find, type Failure, type Lookup, type Server } from "./server";
import { SECTION, serverSettings } from "./settings";
import type { State } from "./state";

export class Desk {
  state: State = { kind: "stopped" };
  session: Session | undefined;
  lookup: Lookup | undefined;
  private last: Promise<void> = Promise.resolve();
  private waiting = false;

  constructor(
    private readonly context: vscode.ExtensionContext,
    readonly output: vscode.OutputChannel,
    private readonly show: (state: State) => void,
  ) {}

  /** Starts the server, or starts it anew. Several calls at a time come to one. */
  restart(): Promise<void> {
    if (this.waiting) return this.last;
    this.waiting = true;
    if (this.state.kind === "starting") this.session?.abandon();
    return this.queue(async () => {
      this.waiting = false;
      await this.halt();
      await this.begin();
    });
  }

  stop(): Promise<void> {
    if (this.state.kind === "starting") this.session?.abandon();
    return this.queue(async () => {
      await this.halt();
      this.report({ kind: "stopped" });
    });
  }

  /** Steps happen one after the other, and none is lost because the one before it failed. */
  private queue(step: () => Promise<void>): Promise<void> {
    this.last = this.last.then(step).catch((error: unknown) => {
      this.output.appendLine(`Unexpected: ${error instanceof Error ? error.stack : String(error)}`);
    });
    return this.last;
  }

  private async halt(): Promise<void> {
    const { session } = this;
    this.session = undefined;
    await session?.stop();
  }

  private async begin(): Promise<void> {
    this.report({ kind: "starting" });
    this.lookup = await this.find();
    if ("failure" in this.lookup) {
      const { failure } = this.lookup;
      const reason = explain(failure);
      this.output.appendLine(reason);
      this.report({ kind: failure.kind === "untrusted" ? "untrusted" : "stopped", reason });
      void this.offer(failure);
      return;
    }
    const { server } = this.lookup;
    const args = this.args();
    this.introduce(server, args);
    const session: Session = new Session(server, args, this.output, (state) => {
      if (this.session === session) this.report(state);
    });
    this.session = session;
    await session.start();
  }

  private introduce(server: Server, args: readonly string[]): void {
    const lines = introduction({
      extension: `${this.context.extension.packageJSON.version}`,
      editor: `${vscode.env.appName} ${vscode.version}`,
      server,
      args,
      folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
      trusted: vscode.workspace.isTrusted,
    });
    for (const line of lines) this.output.appendLine(line);
  }

  private args(): string[] {
    return ["server", ...(vscode.workspace.isTrusted ? serverSettings().args : [])];
  }

  private find(): Promise<Lookup> {
    return find({
      setting: serverSettings().path,
      folder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
      home: homedir(),
      extension: this.context.extensionPath,
      trusted: vscode.workspace.isTrusted,
      env: process.env,
      platform: process.platform,
      ask: askVersion,
    });
  }

  private report(state: State): void {
    const before = this.state;
    this.state = state;
    this.show(state);
    const failed = state.kind === "stopped" && state.reason !== undefined && this.lookup && "server" in this.lookup;
    if (failed && before.kind !== "stopped") void this.regret(state.reason ?? "");
  }

  /** The server was found, but does not run. */
  private async regret(reason: string): Promise<void> {
    this.output.appendLine(reason);
    const chosen = await vscode.window.showErrorMessage(`Copydesk: ${reason}`, RESTART, SHOW_OUTPUT);
    if (chosen === RESTART) await this.restart();
    if (chosen === SHOW_OUTPUT) this.output.show(true);
  }

  /** No server was found. */
  private async offer(failure: Failure): Promise<void> {
    // In a folder not trusted this is as it should be, and nothing to be alarmed at.
    const tell = failure.kind === "untrusted" ? vscode.window.showInformationMessage : vscode.window.showErrorMessage;
    switch (await tell(explain(failure), ...remedies(failure))) {
      case OPEN_SETTINGS:
        await vscode.commands.executeCommand("workbench.action.openSettings", `${SECTION}.server`);
        break;
      case HOW_TO_INSTALL:
        await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.joinPath(this.context.extensionUri, "docs", "install.md"));
        break;
      case MANAGE_TRUST:
        await vscode.commands.executeCommand("workbench.trust.manage");
        break;
      case RETRY:
        await this.restart();
    }
  }
}

/** Starts the server for the articles in this window, and shows how it is. All analysis is the server's. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { SELECTOR } from "./client";
import { Desk } from "./desk";
import type { State } from "./state";
import { StatusBar } from "./status";

/** For other extensions, and for the tests. */
export interface Api {
  state(): State;
  client(): LanguageClient | undefined;
  /** The server's process. */
  pid(): number | undefined;
}

let desk: Desk | undefined;

export function activate(context: vscode.ExtensionContext): Api {
  const output = vscode.window.createOutputChannel("Copydesk");
  const bar = new StatusBar(SELECTOR);
  const held = (desk = new Desk(context, output, (state) => bar.show(state)));
  context.subscriptions.push(
    output,
    bar,
    vscode.commands.registerCommand("copydesk.restartServer", () => held.restart()),
    vscode.commands.registerCommand("copydesk.showOutput", () => output.show(true)),
    vscode.commands.registerCommand("copydesk.showVersion", () => showVersion(context, held)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => held.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      // All other settings are the server's, which hears of them from the client.
      if (change.affectsConfiguration("copydesk.server")) void held.restart();
    }),
  );
  void vscode.commands.executeCommand("setContext", "copydesk.active", true);
  // Not waited for: the editor shows a slow start as a slow extension.
  void held.restart();
  return { state: () => held.state, client: () => held.session?.client, pid: () => held.session?.pid };
}

export async function deactivate(): Promise<void> {
  await desk?.stop();
}

async function showVersion(context: vscode.ExtensionContext, held: Desk): Promise<void> {
  const extension = `extension ${context.extension.packageJSON.version}`;
  const { lookup } = held;
  const server = lookup && "server" in lookup ? `server ${lookup.server.version} (${lookup.server.path})` : "no server";
  const text = `Copydesk: ${server}, ${extension}`;
  if ((await vscode.window.showInformationMessage(text, "Copy")) === "Copy") await vscode.env.clipboard.writeText(text);
}

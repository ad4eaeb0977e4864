/** The status bar item: shown beside articles, and whenever the server needs attention. */
import * as vscode from "vscode";
import { render, spoken, type State } from "./state";

const ACTIONS = {
  "copydesk.restartServer": "$(debug-restart) Restart Server",
  "copydesk.showOutput": "$(output) Show Server Output",
  "copydesk.showVersion": "$(info) Show Server Version",
} as const;

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("status", vscode.StatusBarAlignment.Left, 0);
  private readonly watch = vscode.window.onDidChangeActiveTextEditor(() => this.place());
  private failed = false;
  private beside = true;

  constructor(private readonly selector: vscode.DocumentSelector) {
    this.item.name = "Copydesk";
    this.item.command = "copydesk.showOutput";
  }

  show(state: State): void {
    const item = render(state);
    this.failed = item.failed;
    this.item.text = item.text;
    this.item.tooltip = tooltip(item.tooltip);
    this.item.accessibilityInformation = { label: spoken(item) };
    this.item.backgroundColor = item.failed ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    this.place();
  }

  private place(): void {
    const editor = vscode.window.activeTextEditor;
    // With the focus in a panel there is no editor or only the panel's own: nothing has changed then.
    if (editor && editor.document.uri.scheme !== "output") {
      this.beside = vscode.languages.match(this.selector, editor.document) > 0;
    }
    if (this.beside || this.failed) this.item.show();
    else this.item.hide();
  }

  dispose(): void {
    this.watch.dispose();
    this.item.dispose();
  }
}

function tooltip(sentence: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString("", true);
  text.isTrusted = { enabledCommands: Object.keys(ACTIONS) };
  text.appendText(sentence);
  const links = Object.entries(ACTIONS).map(([command, title]) => `[${title}](command:${command})`);
  text.appendMarkdown(`\n\n${links.join(" &nbsp; ")}`);
  return text;
}

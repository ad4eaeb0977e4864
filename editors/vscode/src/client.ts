/** One run of the server: starts its process, speaks to it, and tells what becomes of it. */
import { spawn, type ChildProcess } from "node:child_process";
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  ErrorCodes,
  LanguageClient,
  ResponseError,
  State as ClientState,
  type DocumentSelector,
  type LanguageClientOptions,
  type Middleware,
} from "vscode-languageclient/node";
import type { Server } from "./server";
import { initializationOptions, SECTION } from "./settings";
import { parseStatus, type State, type Status } from "./state";

export const SELECTOR = ["plaintext", "markdown"].flatMap((language) =>
  ["file", "untitled"].map((scheme) => ({ language, scheme })),
);

/** A server that ends more often than this within the span is left alone. */
const CRASHES = { most: 4, within: 3 * 60_000 };
/** How long a server may take to go, in milliseconds. */
const LEAVE = 2_000;
/** How long to wait for more of the same before the server is asked how it stands, in milliseconds. */
const PAUSE = 500;

/** Failed requests and lost connections belong in the log; what the user must know, `Session` says itself. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override warn(message: string, data?: unknown): void {
    super.warn(message, data, false);
  }

  override info(message: string, data?: unknown): void {
    super.info(message, data, false);
  }

  override async stop(timeout?: number): Promise<void> {
    // Called by the library itself when `initialize` fails, in the one state in which it throws.
    if (this.state !== ClientState.Starting) await super.stop(timeout);
  }
}

export class Session {
  readonly client: LanguageClient;
  private child: ChildProcess | undefined;
  private ended = "";
  private exit: Promise<unknown> = Promise.resolve();
  private crashes: number[] = [];
  private wasReady = false;
  private leaving = false;
  private over = false;
  private answersStatus = true;
  private reading = new Map<string | number, State>();
  private status: Status | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly watches: vscode.Disposable[] = [];

  constructor(
    private readonly server: Server,
    private readonly args: readonly string[],
    private readonly output: vscode.OutputChannel,
    private readonly report: (state: State) => void,
  ) {
    this.client = new QuietClient(SECTION, "Copydesk", () => this.spawn(), this.options());
    this.client.onDidChangeState(({ newState }) => this.changed(newState));
    const article = (document: vscode.TextDocument) => {
      if (vscode.languages.match(SELECTOR, document) > 0) this.askSoon();
    };
    this.watches.push(
      vscode.workspace.onDidOpenTextDocument(article),
      vscode.workspace.onDidSaveTextDocument(article),
      vscode.workspace.onDidCloseTextDocument(article),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.askSoon()),
    );
  }

  /** The server's process, while there is one. */
  get pid(): number | undefined {
    return this.child?.exitCode === null && this.child.signalCode === null ? this.child.pid : undefined;
  }

  /** Never fails: what goes wrong is reported as a state. */
  async start(): Promise<void> {
    this.report({ kind: "starting" });
    const error: unknown = await this.client.start().catch((error: unknown) => error);
    // If the connection is lost meanwhile, the library's promise is kept all the same.
    if (this.leaving || this.client.isRunning()) return;
    // The status of a process is known a moment after its connection is lost.
    await Promise.race([this.exit, new Promise((resolve) => setTimeout(resolve, PAUSE))]);
    if (!this.leaving) this.gone(`The server did not start: ${this.ended || words(error)}.`);
  }

  /** Asks the server to go, and sees to it that it does. */
  async stop(): Promise<void> {
    this.leaving = true;
    clearTimeout(this.timer);
    for (const watch of this.watches.splice(0)) watch.dispose();
    const running = this.client.isRunning();
    try {
      await this.client.dispose(LEAVE);
    } catch (error) {
      if (running) this.output.appendLine(`The server did not stop in good order: ${words(error)}.`);
    }
    const { child } = this;
    if (child && this.pid !== undefined) {
      const kill = setTimeout(() => child.kill("SIGKILL"), LEAVE);
      child.once("exit", () => clearTimeout(kill));
    }
  }

  /** For a server that hangs while it starts: nothing else ends the wait. */
  abandon(): void {
    this.leaving = true;
    this.child?.kill("SIGKILL");
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: SELECTOR as DocumentSelector,
      outputChannel: this.output,
      diagnosticCollectionName: SECTION,
      initializationOptions,
      synchronize: { configurationSection: SECTION },
      middleware: this.middleware(),
      // No second try with the same question, and no message besides our own.
      initializationFailedHandler: () => false,
      errorHandler: {
        error: (error) => ({ action: this.afterError(error), handled: true }),
        closed: () => ({ action: this.afterCrash(), handled: true }),
      },
    };
  }

  private middleware(): Middleware {
    return {
      // Shown in our own item; the library would put a second one beside it.
      handleWorkDoneProgress: (token, value, next) => {
        if (value.kind === "end") {
          this.reading.delete(token);
          next(token, value);
          this.askSoon();
        } else {
          const title = value.kind === "begin" ? value.title : (this.reading.get(token) as { title?: string } | undefined)?.title;
          this.reading.set(token, { kind: "reading", title: title ?? "Reading", message: value.message, percentage: value.percentage });
        }
        this.refresh();
      },
      handleDiagnostics: (uri, diagnostics, next) => {
        next(uri, diagnostics);
        this.askSoon();
      },
    };
  }

  private spawn(): Promise<ChildProcess> {
    return new Promise((resolve, reject) => {
      const cwd = vscode.workspace.workspaceFolders?.find((folder) => folder.uri.scheme === "file")?.uri.fsPath;
      const child = spawn(this.server.path, this.args, { cwd, windowsHide: true });
      this.child = child;
      this.ended = "";
      child.once("error", (error) => {
        this.ended = error.message;
        reject(error);
      });
      child.once("spawn", () => resolve(child));
      this.exit = new Promise<void>((resolve) => {
        child.once("exit", (code, signal) => {
          this.ended = signal ? `it was ended by ${signal}` : `it ended with status ${code}`;
          if (!this.leaving) this.output.appendLine(`The server is gone: ${this.ended}.`);
          resolve();
        });
      });
    });
  }

  /** Called when a message could not be read or written. */
  private afterError(error: Error): ErrorAction {
    // A pipe fails when the process at its other end dies, and is closed next: that is a crash, as below.
    if (this.leaving || "code" in error) return ErrorAction.Continue;
    this.gone(`What the server says cannot be understood: ${error.message.split("\n", 1)[0]}`);
    this.child?.kill("SIGKILL");
    return ErrorAction.Continue;
  }

  /** Called when the server goes without having been asked to. */
  private afterCrash(): CloseAction {
    const now = Date.now();
    this.crashes = [...this.crashes.filter((then) => now - then < CRASHES.within), now];
    // A server that has never been ready will not be the next time either.
    if (this.leaving || this.over || !this.wasReady) return CloseAction.DoNotRestart;
    if (this.crashes.length <= CRASHES.most) return CloseAction.Restart;
    this.gone(`The server ended ${this.crashes.length} times within ${CRASHES.within / 60_000} minutes and is left alone now.`);
    return CloseAction.DoNotRestart;
  }

  /** The end of this session; its first reason is the one that counts. */
  private gone(reason: string): void {
    if (this.over) return;
    this.over = true;
    this.reading.clear();
    this.report({ kind: "stopped", reason });
  }

  private changed(state: ClientState): void {
    if (this.leaving || this.over) return;
    if (state === ClientState.Starting) this.report({ kind: "starting" });
    if (state !== ClientState.Running) return;
    this.wasReady = true;
    this.reading.clear();
    const encoding = this.client.initializeResult?.capabilities.positionEncoding ?? "utf-16";
    this.output.appendLine(`Position encoding: ${encoding}`);
    // Starting until it has told how it stands: ready for a blink, and then reading, is a flicker.
    void this.ask();
  }

  /** The newest progress, or else the state that the server told last. */
  private refresh(): void {
    if (this.leaving || this.over || !this.client.isRunning()) return;
    this.report([...this.reading.values()].at(-1) ?? { kind: "ready", status: this.status });
  }

  private askSoon(): void {
    clearTimeout(this.timer);
    if (!this.leaving) this.timer = setTimeout(() => void this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    if (this.leaving || !this.client.isRunning()) return;
    try {
      if (this.answersStatus) this.status = parseStatus(await this.client.sendRequest("copydesk/status"));
    } catch (error) {
      // Asking it again and again would fill its log.
      if (error instanceof ResponseError && error.code === ErrorCodes.MethodNotFound) this.answersStatus = false;
    }
    this.refresh();
    if (this.status?.reading) this.askSoon();
  }
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

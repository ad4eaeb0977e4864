/** Finds the server and asks it who it is. Knows nothing of VS Code. */
import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";

/** The oldest server this extension works with. */
export const MINIMUM = "0.1.0";

/** How long a server may take to say its version, in milliseconds. */
const PATIENCE = 10_000;

/** Where a server was found: named by the user, packed with the extension, or on the PATH. */
export type Origin = "setting" | "bundled" | "path";

export interface Server {
  /** Absolute. */
  readonly path: string;
  readonly origin: Origin;
  readonly version: string;
}

/** Why there is no server to start. */
export type Failure =
  | { readonly kind: "missing" }
  | { readonly kind: "untrusted" }
  | { readonly kind: "absent"; readonly path: string }
  | { readonly kind: "unusable"; readonly path: string; readonly reason: string }
  | { readonly kind: "foreign"; readonly path: string; readonly said: string }
  | { readonly kind: "old"; readonly path: string; readonly version: string };

export type Lookup = { readonly server: Server } | { readonly failure: Failure };

/** What a program answered to `--version`. */
export interface Answer {
  readonly stdout: string;
  /** Why it could not be run to its end, if it could not. */
  readonly error?: string;
}

/** All that the search depends on. */
export interface Surroundings {
  /** The setting `copydesk.server.path`, as written. */
  readonly setting: string;
  /** The folder in front, for a relative setting and `${workspaceFolder}`. */
  readonly folder?: string;
  readonly home: string;
  /** Where the extension lies; its server, if it has one, is in `server` there. */
  readonly extension: string;
  /** Without trust neither the setting nor the PATH is looked at: both can be the workspace's. */
  readonly trusted: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Runs a program with `--version`. */
  readonly ask: (program: string) => Promise<Answer>;
}

/** The setting if there is one, else the bundled server, else the one on the PATH. */
export async function find(where: Surroundings): Promise<Lookup> {
  const name = where.platform === "win32" ? "copydesk.exe" : "copydesk";
  const bundled = path.join(where.extension, "server", name);
  if (!where.trusted) {
    return (await isFile(bundled)) ? examine(bundled, "bundled", where) : { failure: { kind: "untrusted" } };
  }
  const wish = where.setting.trim();
  if (wish !== "") return named(wish, where);
  const bundledOnes = (await isFile(bundled)) ? await examine(bundled, "bundled", where) : undefined;
  if (bundledOnes && "server" in bundledOnes) return bundledOnes;
  const installed = await onPath(name, where.env, where.platform);
  if (installed) return examine(installed, "path", where);
  return bundledOnes ?? { failure: { kind: "missing" } };
}

/** The server that the user named. No other one takes its place: that would hide the mistake. */
async function named(wish: string, where: Surroundings): Promise<Lookup> {
  const expanded = expand(wish, where);
  if (!/[/\\]/.test(expanded)) {
    const installed = await onPath(expanded, where.env, where.platform);
    return installed ? examine(installed, "setting", where) : { failure: { kind: "absent", path: expanded } };
  }
  const absolute = path.resolve(where.folder ?? where.home, expanded);
  return (await isFile(absolute)) ? examine(absolute, "setting", where) : { failure: { kind: "absent", path: absolute } };
}

/** Puts in what `~`, `${workspaceFolder}` and `${env:NAME}` stand for. */
export function expand(wish: string, where: Pick<Surroundings, "folder" | "home" | "env">): string {
  return wish
    .replace(/^~(?=$|[/\\])/, () => where.home)
    .replace(/\$\{workspaceFolder\}/g, () => where.folder ?? "")
    .replace(/\$\{env:(\w+)\}/g, (_, name: string) => where.env[name] ?? "");
}

async function examine(program: string, origin: Origin, where: Surroundings): Promise<Lookup> {
  const { stdout, error } = await where.ask(program);
  const version = parseVersion(stdout);
  if (version === undefined) {
    return error === undefined
      ? { failure: { kind: "foreign", path: program, said: firstLine(stdout) } }
      : { failure: { kind: "unusable", path: program, reason: error } };
  }
  if (isOlder(version, MINIMUM)) return { failure: { kind: "old", path: program, version } };
  return { server: { path: program, origin, version } };
}

/** The version in `copydesk 0.1.0`, if these are a copydesk's words. */
export function parseVersion(stdout: string): string | undefined {
  return /^copydesk v?(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)(?:\s|$)/.exec(stdout)?.[1];
}

/** By major, minor and patch number; what follows them does not count. */
export function isOlder(version: string, than: string): boolean {
  const [left, right] = [numbers(version), numbers(than)];
  const differs = left.findIndex((n, i) => n !== right[i]);
  return differs >= 0 && (left[differs] ?? 0) < (right[differs] ?? 0);
}

function numbers(version: string): number[] {
  return (/^\d+\.\d+\.\d+/.exec(version)?.[0] ?? "0.0.0").split(".").map(Number);
}

/** The first program of that name in the PATH's folders. */
export async function onPath(name: string, env: Surroundings["env"], platform: NodeJS.Platform): Promise<string | undefined> {
  const windows = platform === "win32";
  const value = windows ? (env.Path ?? env.PATH) : env.PATH;
  const names = windows && path.extname(name) === "" ? [`${name}.exe`] : [name];
  for (const folder of (value ?? "").split(windows ? ";" : ":")) {
    // An empty or relative entry means the current folder, which may be anybody's.
    if (!path.isAbsolute(folder)) continue;
    for (const file of names.map((n) => path.join(folder, n))) {
      if (await isProgram(file)) return file;
    }
  }
  return undefined;
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then((s) => s.isFile(), () => false);
}

async function isProgram(file: string): Promise<boolean> {
  return (await isFile(file)) && access(file, constants.X_OK).then(() => true, () => false);
}

/** Runs a program with `--version`; it gets no input and not for ever. */
export function askVersion(program: string, patience = PATIENCE): Promise<Answer> {
  return new Promise((resolve) => {
    try {
      const child = execFile(program, ["--version"], { timeout: patience, killSignal: "SIGKILL", windowsHide: true }, (error, stdout, stderr) => {
        resolve(error ? { stdout, error: reasonOf(error, stderr, patience) } : { stdout });
      });
      child.stdin?.end();
    } catch (error) {
      // Some failures are thrown at once, as for a batch file on Windows.
      resolve({ stdout: "", error: error instanceof Error ? error.message : String(error) });
    }
  });
}

function reasonOf(error: Error & { code?: string | number | null; killed?: boolean; signal?: string | null }, stderr: string, patience: number): string {
  if (error.killed) return `it said nothing for ${patience / 1000} s`;
  if (error.code === "EACCES") return "it may not be executed";
  if (typeof error.code === "string") return error.code === "ENOEXEC" ? "it is no program for this machine" : error.code;
  const said = firstLine(stderr);
  const ended = error.signal ? `it was ended by ${error.signal}` : `it ended with status ${error.code}`;
  return said ? `${ended}: ${said}` : ended;
}

/** Short enough for one sentence. */
function firstLine(text: string): string {
  const line = text.trim().split(/\r?\n/, 1)[0] ?? "";
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}

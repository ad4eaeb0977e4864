/** What the user is told, in words. Knows nothing of VS Code. */
import { MINIMUM, type Failure, type Origin, type Server } from "./server";

export const OPEN_SETTINGS = "Open Settings";
export const HOW_TO_INSTALL = "How to Install";
export const RETRY = "Retry";
export const MANAGE_TRUST = "Manage Workspace Trust";
export const SHOW_OUTPUT = "Show Output";
export const RESTART = "Restart";

/** One sentence: what is wrong with the server, or that there is none. */
export function explain(failure: Failure): string {
  switch (failure.kind) {
    case "missing":
      return "Copydesk found no server: this package brings none, and there is no copydesk on the PATH.";
    case "untrusted":
      return "Copydesk starts no server from outside its own package until you trust this folder, and this package brings none.";
    case "absent":
      return `Copydesk found no server at ${failure.path}, which the setting copydesk.server.path names.`;
    case "unusable":
      return `Copydesk could not run the server ${failure.path}: ${failure.reason}.`;
    case "foreign":
      return failure.said === ""
        ? `Copydesk cannot use ${failure.path}: asked for its version, it said nothing.`
        : `Copydesk cannot use ${failure.path}: asked for its version, it said “${failure.said}”.`;
    case "old":
      return `Copydesk needs a server of version ${MINIMUM} or later, and ${failure.path} is ${failure.version}.`;
  }
}

/** What the user can do about it. */
export function remedies(failure: Failure): string[] {
  return failure.kind === "untrusted" ? [MANAGE_TRUST, HOW_TO_INSTALL] : [OPEN_SETTINGS, HOW_TO_INSTALL, RETRY];
}

const ORIGINS: Record<Origin, string> = {
  setting: "named by the setting copydesk.server.path",
  bundled: "packed with the extension",
  path: "found on the PATH",
};

/** The output channel's lines at each start, an empty one first. */
export function introduction(start: {
  readonly extension: string;
  readonly editor: string;
  readonly server: Server;
  readonly args: readonly string[];
  readonly folders: readonly string[];
  readonly trusted: boolean;
}): string[] {
  const { server } = start;
  return [
    "",
    `Extension: ${start.extension}, in ${start.editor}`,
    `Server: ${server.path}, ${ORIGINS[server.origin]}`,
    `Version: ${server.version}`,
    `Arguments: ${start.args.map(quoted).join(" ")}`,
    `Folders: ${start.folders.length > 0 ? start.folders.join(", ") : "none, so open articles only"}${start.trusted ? "" : " (not trusted)"}`,
  ];
}

function quoted(arg: string): string {
  return /^[\w@%+=:,./-]+$/.test(arg) ? arg : JSON.stringify(arg);
}

/** `1 article`, `1,234 articles`. */
export function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;
}

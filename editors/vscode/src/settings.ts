/** The settings: read here, meant for this extension (`server`) or the server (the rest). */
import * as vscode from "vscode";

export const SECTION = "copydesk";

export interface ServerSettings {
  readonly path: string;
  readonly args: readonly string[];
}

export function serverSettings(): ServerSettings {
  const settings = vscode.workspace.getConfiguration(SECTION);
  return { path: settings.get<string>("server.path", ""), args: strings(settings.get("server.arguments")) };
}

/**
 * What the server is told before it can ask: the same tree that answers its `workspace/configuration`
 * for the section `copydesk`, and that other editors write into their settings.
 */
export function initializationOptions(): object {
  const settings = vscode.workspace.getConfiguration(SECTION);
  return {
    [SECTION]: {
      check: {
        select: strings(settings.get("check.select")),
        ignore: strings(settings.get("check.ignore")),
        strict: settings.get("check.strict") === true,
      },
      logLevel: settings.get<string>("logLevel", "info"),
    },
  };
}

/** Settings files hold what their writer typed. */
function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((v): v is string => typeof v === "string") : [];
}

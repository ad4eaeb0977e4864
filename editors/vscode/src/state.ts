/** The state of the server, and how the status bar shows it. Knows nothing of VS Code. */
import { count } from "./messages";

export type State =
  | { readonly kind: "starting" }
  | { readonly kind: "reading"; readonly title: string; readonly message?: string; readonly percentage?: number }
  | { readonly kind: "ready"; readonly status?: Status }
  | { readonly kind: "untrusted"; readonly reason: string }
  | { readonly kind: "stopped"; readonly reason?: string };

/** The server's answer to `copydesk/status`. */
export interface Status {
  readonly articles: number;
  readonly people: number;
  readonly reading: boolean;
}

/** The answer, if it has the shape that was agreed on. */
export function parseStatus(answer: unknown): Status | undefined {
  if (typeof answer !== "object" || answer === null) return undefined;
  const { articles, people, reading } = answer as Record<string, unknown>;
  if (typeof articles !== "number" || typeof people !== "number") return undefined;
  return { articles, people, reading: reading === true };
}

/** A status bar item's words. */
export interface Item {
  readonly text: string;
  /** One or two plain sentences. */
  readonly tooltip: string;
  readonly failed: boolean;
}

export function render(state: State): Item {
  switch (state.kind) {
    case "starting":
      return { text: "$(loading~spin) Copydesk: starting", tooltip: "The server is starting.", failed: false };
    case "reading":
      return { text: `$(sync~spin) Copydesk: reading${share(state.percentage)}`, tooltip: sentence(state.title, state.message), failed: false };
    case "ready":
      return ready(state.status);
    case "untrusted":
      return { text: "$(shield) Copydesk: not trusted", tooltip: state.reason, failed: false };
    case "stopped":
      return { text: "$(error) Copydesk: stopped", tooltip: state.reason ?? "The server is not running.", failed: state.reason !== undefined };
  }
}

function ready(status: Status | undefined): Item {
  if (!status) return { text: "$(check) Copydesk", tooltip: "The server is ready.", failed: false };
  const counts = `${count(status.articles, "article", "articles")}, ${count(status.people, "person", "people")}`;
  if (status.reading) return { text: "$(sync~spin) Copydesk: reading", tooltip: `So far ${counts}.`, failed: false };
  return { text: `$(check) Copydesk: ${counts}`, tooltip: `The server is ready and knows ${counts}.`, failed: false };
}

function share(percentage: number | undefined): string {
  return percentage === undefined ? "" : ` ${Math.round(Math.max(0, Math.min(100, percentage)))}%`;
}

function sentence(title: string, message: string | undefined): string {
  return message ? `${title}: ${message}` : `${title}.`;
}

/** The item's words as a screen reader says them. */
export function spoken(item: Item): string {
  return `${item.text.replace(/\$\([\w~-]+\) ?/g, "")}. ${item.tooltip}`;
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseStatus, render, spoken, type State } from "../../src/state";

const shown: [State, string, string][] = [
  [{ kind: "starting" }, "$(loading~spin) Copydesk: starting", "The server is starting."],
  [{ kind: "reading", title: "Reading articles" }, "$(sync~spin) Copydesk: reading", "Reading articles."],
  [{ kind: "reading", title: "Reading articles", message: "41 of 90", percentage: 45.6 }, "$(sync~spin) Copydesk: reading 46%", "Reading articles: 41 of 90"],
  [{ kind: "reading", title: "Reading", percentage: 0 }, "$(sync~spin) Copydesk: reading 0%", "Reading."],
  [{ kind: "reading", title: "Reading", percentage: 180 }, "$(sync~spin) Copydesk: reading 100%", "Reading."],
  [{ kind: "ready" }, "$(check) Copydesk", "The server is ready."],
  [{ kind: "ready", status: { articles: 1234, people: 1, reading: false } }, "$(check) Copydesk: 1,234 articles, 1 person", "The server is ready and knows 1,234 articles, 1 person."],
  [{ kind: "ready", status: { articles: 1, people: 0, reading: true } }, "$(sync~spin) Copydesk: reading", "So far 1 article, 0 people."],
  [{ kind: "untrusted", reason: "Not yet." }, "$(shield) Copydesk: not trusted", "Not yet."],
  [{ kind: "stopped" }, "$(error) Copydesk: stopped", "The server is not running."],
  [{ kind: "stopped", reason: "It is gone." }, "$(error) Copydesk: stopped", "It is gone."],
];

for (const [state, text, tooltip] of shown) {
  test(text, () => assert.deepEqual(render(state), { text, tooltip, failed: state.kind === "stopped" && "reason" in state }));
}

test("a screen reader says no icons", () => {
  assert.equal(spoken(render({ kind: "starting" })), "Copydesk: starting. The server is starting.");
});

test("a status is taken as agreed or not at all", () => {
  assert.deepEqual(parseStatus({ articles: 2, people: 3, reading: true, more: 1 }), { articles: 2, people: 3, reading: true });
  assert.deepEqual(parseStatus({ articles: 2, people: 3 }), { articles: 2, people: 3, reading: false });
  for (const odd of [undefined, null, 7, "ready", [], {}, { articles: 2 }, { articles: "2", people: 3 }]) assert.equal(parseStatus(odd), undefined);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { count, explain, introduction, remedies } from "../../src/messages";
import type { Failure } from "../../src/server";

const FAILURES: Failure[] = [
  { kind: "missing" },
  { kind: "untrusted" },
  { kind: "absent", path: "/opt/copydesk" },
  { kind: "unusable", path: "/opt/copydesk", reason: "it ended with status 127" },
  { kind: "foreign", path: "/opt/copydesk", said: "GNU cat 9.1" },
  { kind: "foreign", path: "/opt/copydesk", said: "" },
  { kind: "old", path: "/opt/copydesk", version: "0.0.9" },
];

for (const failure of FAILURES) {
  test(`${failure.kind}: one sentence that names the program, and a way on`, () => {
    const text = explain(failure);
    assert.match(text, /^Copydesk [^\n]+\.$/);
    assert.ok(!/\. [A-Z]/.test(text), text);
    if ("path" in failure) assert.ok(text.includes(failure.path));
    assert.ok(remedies(failure).includes("How to Install"));
    assert.equal(remedies(failure).includes("Retry"), failure.kind !== "untrusted");
  });
}

test("the output begins with what was started", () => {
  const start = { extension: "0.1.0", editor: "Editor 1", server: { path: "/opt/copydesk", origin: "path", version: "0.2.0" }, args: ["server", "two words"], folders: [], trusted: false } as const;
  assert.deepEqual(introduction(start), [
    "",
    "Extension: 0.1.0, in Editor 1",
    "Server: /opt/copydesk, found on the PATH",
    "Version: 0.2.0",
    'Arguments: server "two words"',
    "Folders: none, so open articles only (not trusted)",
  ]);
  assert.equal(introduction({ ...start, folders: ["/a", "/b"], trusted: true }).at(-1), "Folders: /a, /b");
});

test("one and many", () => {
  assert.equal(count(0, "article", "articles"), "0 articles");
  assert.equal(count(1, "article", "articles"), "1 article");
  assert.equal(count(12345, "article", "articles"), "12,345 articles");
});

import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { askVersion, expand, find, isOlder, onPath, parseVersion, type Surroundings } from "../../src/server";

let root = "";
before(async () => { root = await mkdtemp(path.join(tmpdir(), "copydesk-test-")); });
after(() => rm(root, { recursive: true, force: true }));

const posix = { skip: process.platform === "win32" && "needs shell scripts" };

/** A program that prints something. */
async function program(name: string, script = "echo copydesk 0.1.0"): Promise<string> {
  const file = path.join(root, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

function surroundings(over: Partial<Surroundings> = {}): Surroundings {
  return { setting: "", home: root, extension: path.join(root, "none"), trusted: true, env: {}, platform: "linux", ask: (file) => askVersion(file, 500), ...over };
}

test("a version is what follows the name", () => {
  assert.equal(parseVersion("copydesk 0.1.0\n"), "0.1.0");
  assert.equal(parseVersion("copydesk 1.20.3-rc.1 (abc 2026-01-01)\n"), "1.20.3-rc.1");
});

for (const said of ["", "0.1.0", "copydesk", "copydesk 1.2", "copydesk-ls 0.1.0", "Copydesk 0.1.0", "usage: copydesk 0.1.0", "copydesk 0.1.0.4", "copydesk 10.1.0x"]) {
  test(`“${said}” is no version`, () => assert.equal(parseVersion(said), undefined));
}

test("older by the first number that differs", () => {
  assert.ok(isOlder("0.0.9", "0.1.0"));
  assert.ok(isOlder("0.9.12", "0.10.0"));
  assert.ok(isOlder("1.9.9", "2.0.0"));
  for (const same of ["0.1.0", "0.1.0-rc.1", "0.1.1", "0.2.0", "1.0.0"]) assert.ok(!isOlder(same, "0.1.0"), same);
});

test("what a setting may hold is replaced, and nothing else", () => {
  const where = { home: "/home/ann", folder: "/news", env: { TOOLS: "/opt/$&" } };
  assert.equal(expand("~/bin/copydesk", where), "/home/ann/bin/copydesk");
  assert.equal(expand("${workspaceFolder}/copydesk", where), "/news/copydesk");
  assert.equal(expand("${env:TOOLS}/copydesk", where), "/opt/$&/copydesk");
  assert.equal(expand("${env:NONE}/copydesk", where), "/copydesk");
  for (const plain of ["/a/~/b", "~ann/b", "a~b", "$HOME/b", "${userHome}/b"]) assert.equal(expand(plain, where), plain);
});

test("the setting comes first", posix, async () => {
  const set = await program("set/copydesk");
  await program("extension/server/copydesk");
  await program("bin/copydesk");
  const where = surroundings({ setting: set, extension: path.join(root, "extension"), env: { PATH: path.join(root, "bin") } });
  assert.deepEqual(await find(where), { server: { path: set, origin: "setting", version: "0.1.0" } });
  assert.deepEqual(await find({ ...where, setting: "  " }), { server: { path: path.join(root, "extension/server/copydesk"), origin: "bundled", version: "0.1.0" } });
  assert.deepEqual(await find({ ...where, setting: "", extension: root }), { server: { path: path.join(root, "bin/copydesk"), origin: "path", version: "0.1.0" } });
});

test("a relative setting is in the workspace's folder, a bare name on the PATH", posix, async () => {
  const inside = await program("news/tools/copydesk-next");
  const where = surroundings({ folder: path.join(root, "news") });
  assert.deepEqual(await find({ ...where, setting: "tools/copydesk-next" }), { server: { path: inside, origin: "setting", version: "0.1.0" } });
  assert.deepEqual(await find({ ...where, setting: "copydesk-next", env: { PATH: path.join(root, "news/tools") } }), { server: { path: inside, origin: "setting", version: "0.1.0" } });
  assert.deepEqual(await find({ ...where, setting: "copydesk-next" }), { failure: { kind: "absent", path: "copydesk-next" } });
});

test("a wrong setting is not made good by another server", posix, async () => {
  await program("bin/copydesk");
  const env = { PATH: path.join(root, "bin") };
  const gone = path.join(root, "gone/copydesk");
  assert.deepEqual(await find(surroundings({ setting: gone, env })), { failure: { kind: "absent", path: gone } });
  const folder = path.join(root, "bin");
  assert.deepEqual(await find(surroundings({ setting: folder, env })), { failure: { kind: "absent", path: folder } });
});

test("a bundled server that does not run gives way to an installed one, and is named if there is none", posix, async () => {
  const broken = await program("broken/server/copydesk", "exit 127");
  const where = surroundings({ extension: path.join(root, "broken") });
  const bin = await program("bin/copydesk");
  assert.deepEqual(await find({ ...where, env: { PATH: path.dirname(bin) } }), { server: { path: bin, origin: "path", version: "0.1.0" } });
  assert.deepEqual(await find(where), { failure: { kind: "unusable", path: broken, reason: "it ended with status 127" } });
});

test("nowhere", async () => {
  assert.deepEqual(await find(surroundings()), { failure: { kind: "missing" } });
});

test("without trust only the bundled server is run", posix, async () => {
  const trap = path.join(root, "trap");
  const set = await program("set/trap", `touch '${trap}'; echo copydesk 0.1.0`);
  await program("trapped/copydesk", `touch '${trap}'; echo copydesk 0.1.0`);
  const where = surroundings({ setting: set, trusted: false, env: { PATH: path.join(root, "trapped") } });
  assert.deepEqual(await find(where), { failure: { kind: "untrusted" } });
  const bundled = await program("own/server/copydesk");
  assert.deepEqual(await find({ ...where, extension: path.join(root, "own") }), { server: { path: bundled, origin: "bundled", version: "0.1.0" } });
  assert.equal(await onPath("trap", { PATH: root }, "linux"), undefined);
});

test("the PATH: relative entries and what is no program are passed over", posix, async () => {
  const found = await program("later/copydesk-x");
  await writeFile(path.join(root, "copydesk-x"), "text");
  await mkdir(path.join(root, "folder/copydesk-x"), { recursive: true });
  const entries = ["", ".", "later", root, path.join(root, "folder"), path.join(root, "nowhere"), path.join(root, "later")];
  assert.equal(await onPath("copydesk-x", { PATH: entries.join(":") }, "linux"), found);
  assert.equal(await onPath("copydesk-x", {}, "linux"), undefined);
});

test("a server of another name, an old one, and one that cannot be run", posix, async () => {
  const failure = async (script: string) => find(surroundings({ setting: await program("odd", script) }));
  const file = path.join(root, "odd");
  assert.deepEqual(await failure("echo 'GNU cat 9.1'"), { failure: { kind: "foreign", path: file, said: "GNU cat 9.1" } });
  assert.deepEqual(await failure("true"), { failure: { kind: "foreign", path: file, said: "" } });
  assert.deepEqual(await failure("echo copydesk 0.0.9"), { failure: { kind: "old", path: file, version: "0.0.9" } });
  assert.deepEqual(await failure("echo no such flag >&2; exit 2"), { failure: { kind: "unusable", path: file, reason: "it ended with status 2: no such flag" } });
  assert.deepEqual(await failure("kill -9 $$"), { failure: { kind: "unusable", path: file, reason: "it was ended by SIGKILL" } });
  assert.deepEqual(await failure("exec sleep 20"), { failure: { kind: "unusable", path: file, reason: "it said nothing for 0.5 s" } });
  await chmod(file, 0o644);
  assert.deepEqual(await find(surroundings({ setting: file })), { failure: { kind: "unusable", path: file, reason: "it may not be executed" } });
});

test("it gets no input to wait for", posix, async () => {
  assert.deepEqual(await askVersion(await program("reader", "cat; echo copydesk 0.1.0"), 2000), { stdout: "copydesk 0.1.0\n" });
});

// What the editor reads of package.json and the code must agree with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { MINIMUM, isOlder } from "../../src/server";

interface Setting { default: unknown; scope?: string; order?: number; enum?: string[]; markdownDescription?: string; markdownEnumDescriptions?: string[] }
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const sources = ["client", "desk", "extension", "settings", "status"].map((name) => readFileSync(`src/${name}.ts`, "utf8")).join("\n");
const groups: { properties: Record<string, Setting> }[] = manifest.contributes.configuration;

test("settings are described, ordered and scoped", () => {
  for (const { properties } of groups) {
    const orders = Object.values(properties).map((s) => s.order);
    assert.deepEqual(orders, orders.map((_, i) => i + 1));
    for (const [name, setting] of Object.entries(properties)) {
      assert.ok(setting.markdownDescription?.endsWith("."), name);
      assert.ok(setting.scope, name);
      assert.equal(setting.markdownEnumDescriptions?.length, setting.enum?.length, name);
      if (setting.enum) assert.ok(setting.enum.includes(setting.default as string), name);
    }
  }
});

test("what names or feeds a program is restricted where the folder is not trusted", () => {
  const names = groups.flatMap((g) => Object.keys(g.properties)).filter((name) => name.startsWith("copydesk.server."));
  assert.deepEqual(names, manifest.capabilities.untrustedWorkspaces.restrictedConfigurations);
  for (const name of names) assert.equal(groups.find((g) => g.properties[name])?.properties[name]?.scope, "machine-overridable");
});

test("every command of the manifest is there, and the other way round", () => {
  const declared = manifest.contributes.commands.map((c: { command: string }) => c.command).sort();
  const registered = [...sources.matchAll(/registerCommand\("([\w.]+)"/g)].map((m) => m[1]).sort();
  assert.deepEqual(declared, registered);
  for (const command of manifest.contributes.commands) {
    assert.equal(command.category, "Copydesk");
    assert.ok(command.enablement);
  }
});

test("every setting that is read is declared", () => {
  const declared = groups.flatMap((g) => Object.keys(g.properties));
  const read = [...sources.matchAll(/settings\.get(?:<[^>]*>)?\("([\w.]+)"/g)].map((m) => `copydesk.${m[1]}`);
  assert.ok(read.length > 4);
  for (const name of read) assert.ok(declared.includes(name), name);
});

test("a server of the extension's own version will do", () => {
  assert.ok(!isOlder(manifest.version, MINIMUM));
});

test("the API used is that of the oldest editor admitted", () => {
  assert.equal(manifest.engines.vscode, `^${manifest.devDependencies["@types/vscode"]}`);
});

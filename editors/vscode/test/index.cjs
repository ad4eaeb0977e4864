// Tests inside the editor: a CommonJS module with run(), as @vscode/test-electron takes it. The workspace is
// tests/editors/articles; COPYDESK_SERVER names a server that works.
const assert = require("node:assert/strict");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const vscode = require("vscode");

const FERRY = "2012-03-14-ferry.txt";
const INQUIRY = "2012-03-21-inquiry.md";
const SERVER = process.env.COPYDESK_SERVER;

const root = () => vscode.workspace.workspaceFolders[0].uri;
const file = (name) => vscode.Uri.joinPath(root(), name);
const at = (line, column) => new vscode.Position(line - 1, column - 1);
const settings = () => vscode.workspace.getConfiguration("copydesk");
const set = (name, value) => settings().update(name, value, vscode.ConfigurationTarget.Global);
const extension = () => vscode.extensions.getExtension("copydesk.copydesk");
const api = () => extension().exports;

async function until(what, look, ms = 15_000) {
  const end = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}; the state is ${JSON.stringify(api()?.state())}`);
    await new Promise((resolve) => { setTimeout(resolve, 25); });
  }
}

const ready = () => until("the server to be ready", () => api().state().kind === "ready");
const hover = async (name, position) => {
  const all = await vscode.commands.executeCommand("vscode.executeHoverProvider", file(name), position);
  return all.flatMap((h) => h.contents.map((c) => c.value ?? c)).join("\n");
};

/** Puts something in the place of error messages: each is taken down, and answered with the button given. */
async function withMessages(body, answer = () => undefined) {
  const shown = [];
  const original = vscode.window.showErrorMessage;
  vscode.window.showErrorMessage = async (text, ...buttons) => {
    shown.push({ text, buttons });
    return answer(text, buttons);
  };
  try {
    await body(shown);
  } finally {
    vscode.window.showErrorMessage = original;
  }
}

const tests = {
  async "it is not active before an article is opened"() {
    assert.equal(extension().isActive, false);
  },

  async "an article starts it, and the commands are there"() {
    await vscode.window.showTextDocument(file(FERRY));
    await until("the extension", () => extension().isActive);
    await ready();
    const commands = await vscode.commands.getCommands(true);
    for (const name of ["restartServer", "showOutput", "showVersion"]) assert.ok(commands.includes(`copydesk.${name}`));
  },

  async "the status counts articles and people"() {
    const { status } = await until("the status", () => api().state().status && !api().state().status.reading && api().state());
    assert.equal(status.articles, 3);
    assert.ok(status.people >= 2, `${status.people} people`);
  },

  async "hover and definition, across articles"() {
    assert.match(await hover(FERRY, at(9, 51)), /mayor of Port Amel/);
    await vscode.window.showTextDocument(file(INQUIRY));
    const [place] = await vscode.commands.executeCommand("vscode.executeDefinitionProvider", file(INQUIRY), at(10, 3));
    assert.equal((place.targetUri ?? place.uri).toString(), file(FERRY).toString());
    const target = place.targetSelectionRange ?? place.range;
    assert.deepEqual([target.start.line, target.start.character, target.end.character], [6, 0, 12]);
  },

  async "nothing on a word that is no name"() {
    assert.equal(await hover(FERRY, at(7, 62)), "");
  },

  async "a figure that contradicts the body is an error with exact ranges, and goes when it is mended"() {
    const uri = file(FERRY);
    const own = () => vscode.languages.getDiagnostics(uri).filter((d) => d.source === "copydesk");
    const figure = new vscode.Range(at(1, 1), at(1, 3));
    const write = async (text) => {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(uri, figure, text);
      assert.ok(await vscode.workspace.applyEdit(edit));
    };
    assert.deepEqual(own(), []);
    await write("31");
    const [problem] = await until("a problem", () => own().length === 1 && own());
    assert.equal(problem.code?.value ?? problem.code, "F101");
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    assert.deepEqual(problem.range, figure);
    assert.match(problem.message, /31/);
    assert.match(problem.message, /12/);
    const [other] = problem.relatedInformation;
    assert.deepEqual(other.location.range, new vscode.Range(at(5, 97), at(5, 99)));
    await write("12");
    await until("no problem", () => own().length === 0);
  },

  async "a new article that is not saved yet is checked too"() {
    const document = await vscode.workspace.openTextDocument({ language: "plaintext", content: "31 killed as storm hits Port Amel\n\nPORT AMEL, March 14, 2012 - A storm hit the coast on Wednesday, killing 12 people.\n" });
    await vscode.window.showTextDocument(document);
    await until("a problem", () => vscode.languages.getDiagnostics(document.uri).some((d) => (d.code?.value ?? d.code) === "F101"));
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  },

  async "other languages are left alone"() {
    const document = await vscode.workspace.openTextDocument({ language: "json", content: '{ "headline": "Salma Haddad" }' });
    await vscode.window.showTextDocument(document);
    const all = await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, at(1, 18));
    assert.deepEqual(all.flatMap((h) => h.contents.map((c) => c.value ?? c)).filter((text) => /mayor/.test(text)), []);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  },

  async "restart: another process, the same answers"() {
    const before = api().pid();
    assert.ok(before);
    await vscode.commands.executeCommand("copydesk.restartServer");
    await ready();
    assert.notEqual(api().pid(), before);
    await until("the old process to go", () => !alive(before));
    assert.match(await hover(FERRY, at(9, 51)), /mayor of Port Amel/);
  },

  async "three restarts at a time leave one server"() {
    const before = api().pid();
    await Promise.all([1, 2, 3].map(() => vscode.commands.executeCommand("copydesk.restartServer")));
    await ready();
    await until("the old process to go", () => !alive(before));
    assert.ok(alive(api().pid()));
  },

  async "a server that dies is started again, without a word"() {
    await withMessages(async (shown) => {
      const before = api().pid();
      process.kill(before, "SIGKILL");
      await until("another process", () => api().pid() !== undefined && api().pid() !== before);
      await ready();
      assert.match(await hover(FERRY, at(9, 51)), /mayor of Port Amel/);
      assert.deepEqual(shown, []);
    });
  },

  async "a setting of the server's: no restart"() {
    const before = api().pid();
    await set("check.ignore", ["F101"]);
    await set("check.ignore", undefined);
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    assert.equal(api().pid(), before);
    await ready();
  },

  async "a server that is not there: one sentence, three buttons, a state"() {
    await withMessages(async (shown) => {
      const before = api().pid();
      await set("server.path", path.join(os.tmpdir(), "no-such-server"));
      await until("the state", () => api().state().kind === "stopped");
      await until("the message", () => shown.length > 0);
      assert.deepEqual(shown, [{
        text: `Copydesk found no server at ${path.join(os.tmpdir(), "no-such-server")}, which the setting copydesk.server.path names.`,
        buttons: ["Open Settings", "How to Install", "Retry"],
      }]);
      assert.equal(api().state().reason, shown[0].text);
      assert.equal(api().client(), undefined);
      await until("the old process to go", () => !alive(before));
    });
  },

  async "a program that is no copydesk"() {
    await withMessages(async (shown) => {
      await set("server.path", process.execPath);
      await until("the message", () => shown.length > 0);
      assert.match(shown[0].text, /^Copydesk cannot use .*node.*: asked for its version, it said “v\d+/);
      assert.equal(api().state().kind, "stopped");
    });
  },

  async "a server that ends at once: one message, no loop"() {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "copydesk-"));
    const program = path.join(folder, "copydesk");
    fs.writeFileSync(program, "#!/bin/sh\n[ \"$1\" = --version ] && echo copydesk 0.1.0 && exit\necho x >> \"$0.runs\"; exit 3\n", { mode: 0o755 });
    await withMessages(async (shown) => {
      await set("server.path", program);
      await until("the message", () => shown.length > 0);
      await new Promise((resolve) => { setTimeout(resolve, 500); });
      assert.deepEqual(shown, [{ text: "Copydesk: The server did not start: it ended with status 3.", buttons: ["Restart", "Show Output"] }]);
      assert.equal(fs.readFileSync(`${program}.runs`, "utf8"), "x\n");
      assert.equal(api().state().kind, "stopped");
    });
    fs.rmSync(folder, { recursive: true });
  },

  async "a server that talks nonsense"() {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "copydesk-"));
    const program = path.join(folder, "copydesk");
    fs.writeFileSync(program, "#!/bin/sh\n[ \"$1\" = --version ] && echo copydesk 0.1.0 && exit\nprintf 'Reading: 3 articles\\r\\n\\r\\n'; exec sleep 1000\n", { mode: 0o755 });
    await withMessages(async (shown) => {
      await set("server.path", program);
      await until("the message", () => shown.length > 0);
      await until("the process to go", () => api().pid() === undefined);
      await new Promise((resolve) => { setTimeout(resolve, 500); });
      assert.deepEqual(shown.map((m) => m.text), ["Copydesk: What the server says cannot be understood: Header must provide a Content-Length property."]);
    });
    fs.rmSync(folder, { recursive: true });
  },

  async "a server that dies again and again is left alone in the end"() {
    await withMessages(async (shown) => {
      await set("server.path", SERVER);
      for (let death = 1; death <= 5; death += 1) {
        await ready();
        const before = await until("a process", () => api().pid());
        process.kill(before, "SIGKILL");
        await until("the next", () => (death === 5 ? shown.length > 0 : api().pid() !== undefined && api().pid() !== before));
      }
      assert.deepEqual(shown.map((m) => m.text), ["Copydesk: The server ended 5 times within 3 minutes and is left alone now."]);
      assert.equal(api().state().kind, "stopped");
    });
  },

  async "a server that hangs is still the user's to restart"() {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "copydesk-"));
    const program = path.join(folder, "copydesk");
    fs.writeFileSync(program, "#!/bin/sh\n[ \"$1\" = --version ] && echo copydesk 0.1.0 && exit\nexec sleep 1000\n", { mode: 0o755 });
    await withMessages(async (shown) => {
      await set("server.path", program);
      const before = await until("the process", () => api().state().kind === "starting" && api().pid());
      await set("server.path", SERVER);
      await ready();
      await until("the old process to go", () => !alive(before));
      assert.deepEqual(shown, []);
    });
    fs.rmSync(folder, { recursive: true });
  },

  async "How to Install shows the page, Open Settings the settings"() {
    const label = () => vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? "";
    for (const [button, title] of [["How to Install", /install\.md/], ["Open Settings", /^Settings$/]]) {
      await withMessages(async () => {
        await set("server.path", path.join(os.tmpdir(), `no-server-for-${button.length}`));
        await until(`a tab ${title}`, () => title.test(label()));
      }, () => button);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    }
    await vscode.window.showTextDocument(file(FERRY));
  },

  async "Retry tries again"() {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "copydesk-"));
    const program = path.join(folder, "copydesk");
    await withMessages(async (shown) => {
      await set("server.path", program);
      await until("the message", () => shown.length > 0);
      await ready();
      assert.equal(shown.length, 1);
    }, () => {
      fs.symlinkSync(SERVER, program);
      return "Retry";
    });
    await set("server.path", SERVER);
    await ready();
    fs.rmSync(folder, { recursive: true });
  },
};

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

exports.run = async () => {
  assert.ok(SERVER, "COPYDESK_SERVER is not set");
  let failed = 0;
  // Here and not in a file of user settings: those do not name programs for another machine, such as a browser's.
  await set("server.path", SERVER);
  for (const [name, test] of Object.entries(tests)) {
    const began = Date.now();
    try {
      await test();
      console.log(`ok    ${name} (${Date.now() - began} ms)`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL  ${name}\n${error.stack}`);
    }
  }
  console.log(`${Object.keys(tests).length - failed} passed, ${failed} failed`);
  if (failed) throw new Error(`${failed} failed`);
};

//! The server as an editor meets it: a process, bytes in, bytes out.
#![expect(
    clippy::indexing_slicing,
    reason = "a test may well panic at an answer that is not as it should be"
)]

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longer than anything takes on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(30);

struct Client {
    process: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// What was read while something else was waited for.
    passed_over: Vec<Value>,
    last_id: i64,
}

impl Client {
    fn start() -> Self {
        Self::spawn(server().arg("--debug-requests"))
    }

    fn spawn(command: &mut Command) -> Self {
        let mut process = command.spawn().expect("the server starts");
        let output = BufReader::new(process.stdout.take().expect("a pipe"));
        let (sender, messages) = channel();
        thread::spawn(move || read_messages(output, |message| sender.send(message).is_ok()));
        Self { input: process.stdin.take(), process, messages, passed_over: Vec::new(), last_id: 0 }
    }

    /// A server past the handshake, with these encodings offered.
    fn ready(encodings: &[&str]) -> Self {
        let mut client = Self::start();
        client.request("initialize", &json!({"capabilities": {"general": {"positionEncodings": encodings}}}));
        client.notify("initialized", &json!({}));
        client
    }

    fn raw(&mut self, bytes: impl AsRef<[u8]>) {
        // A server that has ended already is found out by what it does not answer.
        let _ = self.input.as_mut().expect("still open").write_all(bytes.as_ref());
    }

    fn notify(&mut self, method: &str, params: &Value) {
        self.raw(framed(&json!({"jsonrpc": "2.0", "method": method, "params": params})));
    }

    fn send(&mut self, method: &str, params: &Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        self.raw(framed(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})));
        id
    }

    fn request(&mut self, method: &str, params: &Value) -> Value {
        let id = self.send(method, params);
        self.answer(id)
    }

    fn answer(&mut self, id: i64) -> Value {
        self.wait_for(|message| message["id"] == id && message.get("method").is_none())
    }

    fn wait_for(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.passed_over.iter().position(&wanted) {
            return self.passed_over.remove(at);
        }
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("the server says something");
            if wanted(&message) {
                return message;
            }
            self.passed_over.push(message);
        }
    }

    fn open(&mut self, uri: &str, text: &str) {
        let item = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        self.notify("textDocument/didOpen", &json!({"textDocument": item}));
    }

    fn change(&mut self, uri: &str, version: i64, changes: &[Value]) {
        let params = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes});
        self.notify("textDocument/didChange", &params);
    }

    /// The text as the server has it; null if it has none.
    fn text(&mut self, uri: &str) -> Value {
        self.request("copydesk/text", &document(uri))["result"]["text"].clone()
    }

    fn hover(&mut self, uri: &str) -> Value {
        let mut params = document(uri);
        params["position"] = json!({"line": 0, "character": 0});
        self.request("textDocument/hover", &params)
    }

    /// Whether the server still answers, judged in a document of its own.
    fn lives(&mut self) -> bool {
        self.open("untitled:ping", "x");
        self.hover("untitled:ping")["result"].is_object()
    }

    fn close_input(&mut self) {
        self.input = None;
    }

    fn exit_code(&mut self) -> Option<i32> {
        exit_code(&mut self.process)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn server() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.arg("server").env_remove("COPYDESK_DEBUG_REQUESTS");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

fn exit_code(process: &mut Child) -> Option<i32> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Some(status) = process.try_wait().expect("a process can be waited for") {
            return status.code();
        }
        thread::sleep(Duration::from_millis(5));
    }
    None
}

fn read_messages(mut output: impl BufRead, mut take: impl FnMut(Value) -> bool) -> Option<()> {
    loop {
        let mut header = String::new();
        output.read_line(&mut header).ok()?;
        let length = header.trim().strip_prefix("Content-Length: ")?.parse().ok()?;
        output.read_line(&mut header).ok()?;
        let mut body = vec![0; length];
        output.read_exact(&mut body).ok()?;
        take(serde_json::from_slice(&body).ok()?).then_some(())?;
    }
}

fn framed(message: &Value) -> String {
    framed_text(&message.to_string())
}

fn framed_text(body: &str) -> String {
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

fn document(uri: &str) -> Value {
    json!({"textDocument": {"uri": uri}})
}

fn replace([line, col, end_line, end_col]: [u32; 4], text: &str) -> Value {
    let (start, end) =
        (json!({"line": line, "character": col}), json!({"line": end_line, "character": end_col}));
    json!({"range": {"start": start, "end": end}, "text": text})
}

fn code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or_default()
}

const URI: &str = "file:///news/a.md";

#[test]
fn columns_count_what_was_agreed_on() {
    // "Gül 😀 12": where the figure stands depends on what is counted.
    for (offered, agreed, col) in [
        (&["utf-16", "utf-8"][..], "utf-8", 10),
        (&["utf-16"], "utf-16", 7),
        (&["utf-32"], "utf-32", 6),
        (&[], "utf-16", 7),
    ] {
        let mut client = Client::start();
        let capabilities = json!({"general": {"positionEncodings": offered}});
        let answer = client.request("initialize", &json!({"capabilities": capabilities}));
        assert_eq!(answer["result"]["capabilities"]["positionEncoding"], agreed);
        assert_eq!(answer["result"]["serverInfo"]["name"], "copydesk");
        client.open(URI, "Gül 😀 12 killed");
        client.change(URI, 2, &[replace([0, col, 0, col + 2], "13")]);
        assert_eq!(client.text(URI), "Gül 😀 13 killed", "{agreed}");
    }
}

#[test]
fn edits_over_emoji_and_line_breaks_arrive_as_they_were_made() {
    let mut client = Client::ready(&["utf-16"]);
    client.open(URI, "one\r\ntwo\rthree\n😀😀 end");
    client.change(
        URI,
        2,
        &[replace([3, 2, 3, 4], "e\u{301}"), replace([0, 3, 1, 0], "\n"), replace([2, 0, 2, 5], "")],
    );
    assert_eq!(client.text(URI), "one\ntwo\r\n😀e\u{301} end");
    // CR and LF come together: one line break from now on.
    client.change(URI, 3, &[replace([2, 0, 2, 0], "x"), replace([1, 0, 1, 3], "\u{2028}")]);
    assert_eq!(client.text(URI), "one\n\u{2028}\r\nx😀e\u{301} end");
    let whole = client.request("copydesk/text", &document(URI));
    assert_eq!(whole["result"]["version"], 3);
}

#[test]
fn a_range_that_does_not_fit_changes_what_it_can_mean() {
    for (range, after) in [
        ([0, 2, 0, 0], "!e\ntwo"),
        ([0, 99, 0, 99], "one!\ntwo"),
        ([7, 0, 9, 9], "one\ntwo!"),
        ([0, 0, u32::MAX, u32::MAX], "!"),
    ] {
        let mut client = Client::ready(&[]);
        client.open(URI, "one\ntwo");
        client.change(URI, 2, &[replace(range, "!")]);
        assert_eq!(client.text(URI), after, "{range:?}");
    }
    let mut client = Client::ready(&[]);
    client.open(URI, "one\ntwo");
    let range = json!({"start": {"line": -1, "character": 0}, "end": {"line": 0, "character": 1e12}});
    client.change(URI, 2, &[json!({"range": range, "text": "!"})]);
    assert_eq!(client.text(URI), "!\ntwo");
}

#[test]
fn no_request_overtakes_an_edit_nor_falls_behind_one() {
    let mut client = Client::ready(&["utf-8"]);
    client.open(URI, "");
    let mut asked = Vec::new();
    for version in 2..2002 {
        client.change(URI, version, &[replace([0, 0, 0, 0], "x")]);
        if version % 100 == 0 {
            asked.push((version, client.send("copydesk/text", &document(URI))));
        }
    }
    for (version, id) in asked {
        let result = &client.answer(id)["result"];
        assert_eq!(result["version"], version);
        assert_eq!(result["text"].as_str().map(str::len), usize::try_from(version - 1).ok());
    }
}

#[test]
fn what_is_published_is_true_of_the_newest_version() {
    let mut client = Client::ready(&[]);
    client.open(URI, "");
    let is_published = |message: &Value| message["method"] == "textDocument/publishDiagnostics";
    assert_eq!(client.wait_for(is_published)["params"]["version"], 1);
    for version in 2..=500 {
        client.change(URI, version, &[replace([0, 0, 0, 0], "x")]);
    }
    let mut before = 1;
    while before < 500 {
        let version = client.wait_for(is_published)["params"]["version"].as_i64().expect("a version");
        assert!(version > before, "{version} after {before}");
        before = version;
    }
}

#[test]
fn a_fault_costs_one_answer() {
    let mut client = Client::ready(&[]);
    client.open(URI, "text");
    for place in ["handler", "worker"] {
        let mut params = document(URI);
        params["place"] = place.into();
        assert_eq!(code(&client.request("copydesk/panic", &params)), -32603, "{place}");
        assert_eq!(client.text(URI), "text", "{place}");
    }
}

#[test]
fn a_fault_in_an_edit_costs_that_document_until_it_is_opened_again() {
    let mut client = Client::ready(&[]);
    client.open(URI, "text");
    client.open("file:///news/b.md", "other");
    let mut params = document(URI);
    params["place"] = "edit".into();
    client.request("copydesk/panic", &params);
    client.wait_for(|message| message["method"] == "window/logMessage");
    client.change(URI, 2, &[replace([0, 0, 0, 0], "x")]);
    assert_eq!(client.text(URI), Value::Null);
    assert_eq!(client.text("file:///news/b.md"), "other");
    client.open(URI, "again");
    assert_eq!(client.text(URI), "again");
}

#[test]
fn a_change_of_a_document_that_is_not_open_is_warned_about() {
    let mut client = Client::ready(&[]);
    client.change(URI, 2, &[replace([0, 0, 0, 0], "x")]);
    let warning = client.wait_for(|message| message["method"] == "window/logMessage");
    assert!(warning["params"]["message"].as_str().is_some_and(|it| it.contains("/news/a.md")), "{warning}");
}

#[test]
fn what_cannot_be_read_is_answered_and_ends_nothing() {
    let mut client = Client::ready(&[]);
    for (bytes, wanted) in [
        (framed_text("{\"jsonrpc\":"), -32700),
        (framed_text("[]"), -32600),
        (framed_text("{}"), -32600),
        (framed_text(""), -32700),
        ("Content-Length: none\r\n\r\n{}".to_owned(), -32700),
        ("GET / HTTP/1.1\r\nHost: x\r\n\r\n".to_owned(), -32700),
    ] {
        client.raw(&bytes);
        let answer = client.wait_for(|message| message["id"].is_null() && message.get("method").is_none());
        assert_eq!(code(&answer), wanted, "{bytes:?}");
        assert!(client.lives(), "{bytes:?}");
    }
    client.raw(framed_text(r#"{"jsonrpc":"1.0","id":4711,"method":"textDocument/hover"}"#));
    assert_eq!(code(&client.answer(4711)), -32600);
}

#[test]
fn what_can_be_mended_is_no_error() {
    let mut client = Client::ready(&[]);
    client.open(URI, "text");
    let change = |text: &str| {
        let document = format!(r#"{{"uri":"{URI}","version":null}}"#);
        format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{document},"contentChanges":[{{"text":"{text}"}}]}}}}"#
        )
    };
    // Half an emoji; bytes that are no UTF-8; a byte order mark; a header as HTTP allows it.
    client.raw(framed_text(&change(r"killed \ud83d 12")));
    assert_eq!(client.text(URI), "killed \u{fffd} 12");
    let (before, after) =
        change("|").split_once('|').map(|(a, b)| (a.to_owned(), b.to_owned())).expect("a mark");
    let body = [before.as_bytes(), b"caf\xe9", after.as_bytes()].concat();
    client.raw(format!("X-A: 1\ncontent-length:{}\n\n", body.len()));
    client.raw(body);
    assert_eq!(client.text(URI), "caf\u{fffd}");
    client.raw(framed_text(&format!("\u{feff}{}", change("three"))));
    assert_eq!(client.text(URI), "three");
}

#[test]
fn a_document_is_known_under_every_spelling_of_its_name() {
    let mut client = Client::ready(&[]);
    for (opened, asked) in [
        ("file:///news/draft [2].md", "file:///news/draft%20%5B2%5D.md"),
        ("file:///news/Киев.md", "file:///news/%d0%9a%d0%b8%d0%b5%d0%b2.md"),
        ("file:///news/{a}|b^c`d.md", "file:///news/%7Ba%7D%7Cb%5Ec%60d.md"),
        ("file:///c%3A/news/a.md", "file:///C:/news/a.md"),
        ("file:///news/100%.md", "file:///news/100%25.md"),
        ("untitled:Ohne Titel 1", "untitled:Ohne%20Titel%201"),
    ] {
        client.open(opened, opened);
        assert_eq!(client.text(asked), opened);
        client.change(opened, 2, &[json!({"text": "changed"})]);
        assert_eq!(client.text(asked), "changed");
        client.notify("textDocument/didClose", &document(asked));
        assert_eq!(client.text(opened), Value::Null);
    }
    assert_eq!(code(&client.hover("no uri")), -32602);
}

#[test]
fn nothing_is_answered_before_initialize_nor_after_shutdown() {
    let mut client = Client::start();
    assert_eq!(code(&client.hover(URI)), -32002);
    client.open(URI, "early");
    client.request("initialize", &json!({"processId": null, "rootUri": null, "capabilities": {}}));
    assert_eq!(client.text(URI), Value::Null);
    assert_eq!(code(&client.request("initialize", &json!({"capabilities": {}}))), -32600);
    client.request("shutdown", &Value::Null);
    assert_eq!(code(&client.hover(URI)), -32600);
}

#[test]
fn a_client_that_says_one_word_too_many_is_not_turned_away() {
    let mut client = Client::start();
    let capabilities = json!({"workspace": {"workspaceEdit": {"failureHandling": "of tomorrow"}}});
    let params =
        json!({"rootUri": "", "trace": "compact", "capabilities": capabilities, "initializationOptions": 5});
    assert!(client.request("initialize", &params)["result"].is_object());
    assert!(client.lives());
}

#[test]
fn requests_for_tests_are_not_offered_to_editors() {
    let mut client = Client::spawn(server().args(["--stdio"]));
    client.request("initialize", &json!({"capabilities": {}}));
    assert_eq!(code(&client.request("copydesk/slow", &json!({"ms": 1}))), -32601);
    assert_eq!(code(&client.request("copydesk/panic", &json!({"place": "handler"}))), -32601);
}

#[test]
fn slow_requests_hold_up_nothing_and_can_be_cancelled() {
    let mut client = Client::ready(&[]);
    let minute = json!({"ms": 60_000});
    let mut slow: Vec<i64> = (0..8).map(|_| client.send("copydesk/slow", &minute)).collect();
    assert!(client.lives());
    // More than there are threads for: were those not to give up when cancelled, nothing would be answered any more.
    slow.extend((0..32).map(|_| client.send("copydesk/slow", &minute)));
    for id in &slow {
        client.notify("$/cancelRequest", &json!({"id": id}));
    }
    for id in slow {
        assert_eq!(code(&client.answer(id)), -32800);
    }
    assert!(client.lives());
}

#[test]
fn the_exit_code_tells_an_orderly_end_from_the_others() {
    let exit = json!({"jsonrpc": "2.0", "method": "exit"});
    for (shuts_down, exits, wanted) in
        [(true, true, 0), (true, false, 0), (false, true, 1), (false, false, 1)]
    {
        let mut client = Client::ready(&[]);
        if shuts_down {
            client.request("shutdown", &Value::Null);
        }
        // Either the word or the end of the input: with the word the input stays open.
        if exits {
            client.raw(framed(&exit));
        } else {
            client.close_input();
        }
        assert_eq!(client.exit_code(), Some(wanted), "shutdown {shuts_down}, exit {exits}");
    }
    let mut early = Client::start();
    early.raw(framed(&exit));
    assert_eq!(early.exit_code(), Some(1));
}

#[test]
fn a_script_need_not_wait_for_answers() {
    let mut client = Client::start();
    let stream = [
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}),
        json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument":
            {"uri": URI, "languageId": "plaintext", "version": 1, "text": "text"}}}),
        json!({"jsonrpc": "2.0", "id": 2, "method": "copydesk/text", "params": document(URI)}),
        json!({"jsonrpc": "2.0", "id": 3, "method": "shutdown"}),
        json!({"jsonrpc": "2.0", "method": "exit"}),
    ];
    client.raw(stream.iter().map(framed).collect::<String>());
    assert!(client.answer(3)["result"].is_null());
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn a_handler_that_does_not_end_does_not_keep_the_process() {
    let mut client = Client::ready(&[]);
    client.send("copydesk/slow", &json!({"ms": 60_000}));
    client.raw(framed(&json!({"jsonrpc": "2.0", "method": "exit"})));
    let start = Instant::now();
    assert_eq!(client.exit_code(), Some(1));
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn the_server_ends_with_the_process_that_started_it() {
    // Any process will do for an editor; a server waits until it is killed.
    let mut editor = server().spawn().expect("a process");
    let mut client = Client::start();
    client.request("initialize", &json!({"processId": editor.id(), "capabilities": {}}));
    assert!(client.lives());
    editor.kill().expect("it lives");
    editor.wait().expect("it ends");
    assert_eq!(client.exit_code(), Some(1));
    // A process that is gone before it could be watched.
    let mut late = Client::start();
    late.send("initialize", &json!({"processId": editor.id(), "capabilities": {}}));
    assert_eq!(late.exit_code(), Some(1));
}

#[test]
fn the_server_ends_when_nobody_reads_what_it_says() {
    let mut process = server().spawn().expect("the server starts");
    drop(process.stdout.take());
    let mut input = process.stdin.take().expect("a pipe");
    let params = json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}});
    input.write_all(framed(&params).as_bytes()).expect("it reads");
    assert_eq!(exit_code(&mut process), Some(1));
    drop(input);
}

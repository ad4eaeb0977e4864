//! What editors are known to send though the protocol forbids it, put right so that the library need not refuse it.
//!
//! A notification has no answer: one that the library cannot read is dropped without a word, and a dropped `didOpen`
//! leaves a document dead until it is opened again.

use std::sync::Once;

use serde_json::{Map, Value};
use tower_lsp::ls_types::{ClientCapabilities, InitializeParams};

use crate::server::log::log;
use crate::server::uri;

/// Stands for a version that the client did not give; no client counts downwards.
pub(in crate::server) const NO_VERSION: i32 = -1;

/// Mends the parameters of a request or notification; whether anything was changed.
pub(super) fn params(method: &str, params: &mut Value) -> bool {
    let changed = walk(params);
    match method {
        "initialize" => initialize(params) | changed,
        "textDocument/didOpen" | "textDocument/didChange" => version(params) | changed,
        _ => changed,
    }
}

static SAID: Once = Once::new();

fn walk(value: &mut Value) -> bool {
    match value {
        Value::Array(items) => items.iter_mut().fold(false, |changed, item| walk(item) | changed),
        Value::Object(members) => {
            let changed =
                members.iter_mut().fold(false, |changed, (name, value)| member(name, value) | changed);
            position(members) | changed
        }
        _ => false,
    }
}

fn member(name: &str, value: &mut Value) -> bool {
    match value {
        Value::String(text) if holds_uri(name) => match uri::mend(text) {
            uri::Mended::Fine => false,
            uri::Mended::To(better) => {
                *text = better;
                true
            }
            uri::Mended::Hopeless => {
                // Every message about such a document says the same.
                SAID.call_once(|| {
                    log("the editor names a document by something that is no URI; it is not checked");
                });
                false
            }
        },
        _ => walk(value),
    }
}

/// Whether the protocol keeps a URI under this name. Articles' texts stand under other names and are left alone.
fn holds_uri(name: &str) -> bool {
    matches!(name, "uri" | "href" | "target") || name.ends_with("Uri")
}

/// "If a line number is negative, it defaults to 0": the library refuses the message instead, and with it the edit.
fn position(members: &mut Map<String, Value>) -> bool {
    const NAMES: [&str; 2] = ["line", "character"];
    if NAMES.iter().any(|name| !members.get(*name).is_some_and(Value::is_number)) {
        return false;
    }
    NAMES.iter().fold(false, |changed, name| members.get_mut(*name).is_some_and(clamp) | changed)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, which is what is wanted"
)]
fn clamp(number: &mut Value) -> bool {
    if number.as_u64().is_some_and(|it| u32::try_from(it).is_ok()) {
        return false;
    }
    *number = Value::from(number.as_f64().unwrap_or(0.0) as u32);
    true
}

/// A version that is null, as protocol 3.15 allowed, or missing.
fn version(params: &mut Value) -> bool {
    let Some(document) = params.get_mut("textDocument").and_then(Value::as_object_mut) else { return false };
    let known = document.get("version").and_then(Value::as_i64).is_some_and(|it| i32::try_from(it).is_ok());
    if !known {
        document.insert("version".to_owned(), Value::from(NO_VERSION));
    }
    !known
}

/// Takes out of `initialize` what the library cannot read, be it a capability of tomorrow's protocol or an empty
/// `rootUri`: a client that says one word too many is better served than turned away.
fn initialize(params: &mut Value) -> bool {
    let Some(members) = params.as_object_mut().filter(|members| !reads::<InitializeParams>(members)) else {
        return false;
    };
    if let Some(Value::Object(capabilities)) = members.get_mut("capabilities") {
        prune(capabilities);
    } else {
        members.insert("capabilities".to_owned(), Value::Object(Map::new()));
    }
    members.retain(|name, value| {
        let mut alone = object([(name.clone(), value.clone())]);
        alone.entry("capabilities").or_insert_with(|| Value::Object(Map::new()));
        reads::<InitializeParams>(&alone)
    });
    true
}

/// Drops the capabilities that cannot be read, each by itself.
fn prune(capabilities: &mut Map<String, Value>) {
    for (section, entries) in capabilities.iter_mut() {
        if let Value::Object(entries) = entries {
            entries.retain(|name, value| {
                let entry = Value::Object(object([(name.clone(), value.clone())]));
                reads::<ClientCapabilities>(&object([(section.clone(), entry)]))
            });
        }
    }
    capabilities.retain(|section, entries| {
        reads::<ClientCapabilities>(&object([(section.clone(), entries.clone())]))
    });
}

fn object(members: [(String, Value); 1]) -> Map<String, Value> {
    members.into_iter().collect()
}

fn reads<T: for<'de> serde::Deserialize<'de>>(members: &Map<String, Value>) -> bool {
    T::deserialize(members).is_ok()
}

/// Whether an escape stands for half a character, as `\ud800` without its partner does.
pub(super) fn has_lone_surrogate(json: &str) -> bool {
    lone_surrogates(json.as_bytes()).next().is_some()
}

/// Puts the replacement character in the place of each half character. It counts one unit of UTF-16 as the half did,
/// so that later positions still fit.
pub(super) fn replace_lone_surrogates(json: String) -> String {
    let places: Vec<usize> = lone_surrogates(json.as_bytes()).collect();
    let mut bytes = json.into_bytes();
    for at in places {
        if let Some(digits) = bytes.get_mut(at + 2..at + 6) {
            digits.copy_from_slice(b"fffd");
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Where the escapes of lone surrogates begin.
fn lone_surrogates(json: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += json.get(at..)?.iter().position(|&byte| byte == b'\\')?;
            let here = at;
            match (code_unit(json, here), code_unit(json, here + 6)) {
                (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => at += 12,
                (Some(0xd800..=0xdfff), _) => {
                    at += 6;
                    return Some(here);
                }
                // Past the escaped character, which may itself be a backslash.
                _ => at += 2,
            }
        }
    })
}

fn code_unit(json: &[u8], at: usize) -> Option<u16> {
    let escape = std::str::from_utf8(json.get(at..at + 6)?).ok()?;
    let digits =
        escape.strip_prefix("\\u").filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn mended(method: &str, mut value: Value) -> Value {
        params(method, &mut value);
        value
    }

    #[test]
    fn uris_are_mended_wherever_the_protocol_has_them() {
        let before = json!({
            "rootUri": "file:///a b",
            "workspaceFolders": [{"uri": "file:///a b", "name": "file:///a b"}],
            "files": [{"oldUri": "file:///a|b", "newUri": "file:///é"}],
            "text": "file:///a b",
            "diagnostics": [{"message": "file:///a b", "codeDescription": {"href": "https://x.org/a b"}}],
        });
        let after = json!({
            "rootUri": "file:///a%20b",
            "workspaceFolders": [{"uri": "file:///a%20b", "name": "file:///a b"}],
            "files": [{"oldUri": "file:///a%7Cb", "newUri": "file:///%C3%A9"}],
            "text": "file:///a b",
            "diagnostics": [{"message": "file:///a b", "codeDescription": {"href": "https://x.org/a%20b"}}],
        });
        assert_eq!(mended("x", before), after);
    }

    #[test]
    fn positions_outside_the_protocol_are_clamped() {
        let at = |line: Value, character: Value| json!({"position": {"line": line, "character": character}});
        assert_eq!(mended("x", at(json!(-1), json!(5_000_000_000_u64))), at(json!(0), json!(u32::MAX)));
        assert_eq!(mended("x", at(json!(2.0), json!(-0.5))), at(json!(2), json!(0)));
        // Not a position, and no number.
        for same in [json!({"line": -1}), at(json!("x"), json!(-1)), at(json!(1), json!(2))] {
            assert_eq!(mended("x", same.clone()), same);
        }
    }

    #[test]
    fn a_document_without_a_version_is_kept() {
        let document = |version: Value| json!({"textDocument": {"uri": "file:///a", "version": version}});
        assert_eq!(mended("textDocument/didChange", document(json!(null))), document(json!(NO_VERSION)));
        assert_eq!(mended("textDocument/didChange", document(json!(7))), document(json!(7)));
        assert_eq!(mended("textDocument/hover", document(json!(null))), document(json!(null)));
    }

    #[test]
    fn one_unknown_capability_does_not_turn_a_client_away() {
        let offered = json!({
            "processId": 1,
            "rootUri": "",
            "trace": "compact",
            "capabilities": {
                "general": {"positionEncodings": ["utf-8"]},
                "workspace": {"workspaceEdit": {"failureHandling": "pray"}, "configuration": true},
                "textDocument": 5,
            },
        });
        let read: InitializeParams = serde_json::from_value(mended("initialize", offered)).unwrap();
        assert_eq!(read.process_id, Some(1));
        assert_eq!(read.capabilities.workspace.unwrap().configuration, Some(true));
        assert!(read.capabilities.general.unwrap().position_encodings.is_some());
        assert!(read.capabilities.text_document.is_none());
    }

    #[test]
    fn only_lone_surrogates_are_replaced() {
        for (before, after) in [
            (r"\ud800", r"\ufffd"),
            (r"\uDFFF!", r"\ufffd!"),
            (r"\ud83d\ude00", r"\ud83d\ude00"),
            (r"\ud83d\ud83d\ude00", r"\ufffd\ud83d\ude00"),
            (r"\ude00\ud83d", r"\ufffd\ufffd"),
            // An escaped backslash, and then plain letters.
            (r"\\ud800", r"\\ud800"),
            (r"\\\ud800", r"\\\ufffd"),
            (r"\u00e9\n\ud8", r"\u00e9\n\ud8"),
            ("\\", "\\"),
        ] {
            assert_eq!(replace_lone_surrogates(before.to_owned()), after);
            assert_eq!(has_lone_surrogate(before), before != after);
        }
    }
}

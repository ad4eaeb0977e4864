//! From the bytes of a body to a message that the library is sure to read, or to the error the client is told.

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde_json::Value;
use tower_lsp::jsonrpc::{ErrorCode, Id, Request, Response};

use super::mend;

/// A message as it goes to the library.
#[derive(Debug)]
pub(super) struct Message {
    /// The method; empty for an answer to a request of ours.
    pub(super) method: String,
    /// The process that started the server, if this is an `initialize` that names it.
    pub(super) client: Option<i64>,
    /// The JSON text.
    pub(super) body: Vec<u8>,
}

/// Why a body is no message.
#[derive(Debug)]
pub(super) struct Unreadable {
    /// The request that gets the error; null when there is none that could be told.
    pub(super) id: Id,
    pub(super) code: ErrorCode,
    pub(super) reason: String,
}

/// Reads a body and mends what clients are known to get wrong.
pub(super) fn read(body: Vec<u8>) -> Result<Message, Unreadable> {
    let text = to_text(body);
    match parse(&text) {
        Ok(parts) => Ok(assemble(parts, text)),
        // Half an emoji, cut in two by an editor: serde_json refuses what JavaScript writes without a thought.
        Err(_) if mend::has_lone_surrogate(&text) => {
            let text = mend::replace_lone_surrogates(text);
            parse(&text).map(|parts| assemble(parts, text)).map_err(|error| unreadable(&error, ""))
        }
        Err(error) => Err(unreadable(&error, &text)),
    }
}

/// The body as UTF-8 without a byte order mark.
fn to_text(body: Vec<u8>) -> String {
    let mut text = String::from_utf8(body)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    text
}

fn parse(text: &str) -> serde_json::Result<Parts> {
    let parts: Parts = serde_json::from_str(text)?;
    if parts.method.is_none() {
        // An answer to a request of ours. Read by the library's own type, since nothing in it is mended.
        serde_json::from_str::<Response>(text)?;
    } else if parts.jsonrpc.as_deref() != Some("2.0") {
        return Err(serde_json::Error::custom("expected JSON-RPC version \"2.0\""));
    }
    Ok(parts)
}

/// The message to hand on: the body as it came wherever that is possible, so that a large one is not written anew.
fn assemble(mut parts: Parts, body: String) -> Message {
    let Some(method) = parts.method else {
        return Message { method: String::new(), client: None, body: body.into_bytes() };
    };
    let mended = parts.params.as_mut().is_some_and(|params| mend::params(&method, params));
    let client =
        parts.params.as_ref().filter(|_| method == "initialize").and_then(|it| it.get("processId")?.as_i64());
    if !mended && !parts.ambiguous {
        return Message { method, client, body: body.into_bytes() };
    }
    drop(body);
    let mut request = Request::build(method.clone());
    if let Some(id) = parts.id {
        request = request.id(id);
    }
    if let Some(params) = parts.params {
        request = request.params(params);
    }
    Message { method, client, body: request.finish().to_string().into_bytes() }
}

fn unreadable(error: &serde_json::Error, text: &str) -> Unreadable {
    let code = if error.is_data() { ErrorCode::InvalidRequest } else { ErrorCode::ParseError };
    Unreadable { id: id_of(text).unwrap_or(Id::Null), code, reason: error.to_string() }
}

/// The id of something that means to be a request, so that its sender does not wait for ever.
///
/// Not the id of anything else: an answer of the client carries one of *our* ids.
fn id_of(text: &str) -> Option<Id> {
    let value: Value = serde_json::from_str(text).ok()?;
    value.get("method")?.as_str()?;
    serde_json::from_value(value.get("id")?.clone()).ok()
}

/// The members of a message.
///
/// Stricter than the library's own type where that one would fail later and end the server: the library reads a
/// message into memory as a whole before it looks at its kind, so a flaw in a member that nobody needs is fatal as
/// well.
#[derive(Debug, Default)]
struct Parts {
    jsonrpc: Option<String>,
    method: Option<String>,
    id: Option<Id>,
    params: Option<Value>,
    /// There is a `result` or an `error` beside the method, as serialisers write that leave no member out. The
    /// library would take the request for an answer.
    ambiguous: bool,
}

impl<'de> Deserialize<'de> for Parts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PartsVisitor)
    }
}

struct PartsVisitor;

impl<'de> Visitor<'de> for PartsVisitor {
    type Value = Parts;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON-RPC message")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parts, A::Error> {
        let mut parts = Parts::default();
        while let Some(name) = map.next_key::<String>()? {
            let new = match name.as_str() {
                "jsonrpc" => parts.jsonrpc.replace(map.next_value()?).is_none(),
                "method" => parts.method.replace(method(map.next_value()?)?).is_none(),
                "id" => parts.id.replace(map.next_value()?).is_none(),
                "params" => parts.params.replace(map.next_value()?).is_none(),
                other => {
                    parts.ambiguous |= matches!(other, "result" | "error");
                    // Read though not needed: the library reads it too, and must not be the first to find it broken.
                    map.next_value::<Value>()?;
                    true
                }
            };
            if !new {
                return Err(A::Error::custom("the same member twice"));
            }
        }
        Ok(parts)
    }
}

fn method<E: serde::de::Error>(name: String) -> Result<String, E> {
    if name.is_empty() { Err(E::custom("an empty method")) } else { Ok(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<Message, Unreadable> {
        super::read(body.as_bytes().to_vec())
    }

    fn code(body: &str) -> i64 {
        read(body).unwrap_err().code.code()
    }

    #[test]
    fn what_needs_no_mending_goes_on_as_it_came() {
        for body in [
            r#"{"jsonrpc":"2.0","method":"exit"}"#,
            r#"{ "jsonrpc" : "2.0", "id":"a", "method":"x", "params":null, "more":[1,{"uri":"a b"}] }"#,
            r#"{"jsonrpc":"2.0","id":1,"method":"x","params":{"textDocument":{"uri":"file:///a%20b.md"},"text":"file:///a b"}}"#,
            r#"{"jsonrpc":"2.0","id":7,"result":[null]}"#,
            r#"{"jsonrpc":"2.0","id":null,"method":"x"}"#,
        ] {
            assert_eq!(read(body).unwrap().body, body.as_bytes());
        }
    }

    #[test]
    fn what_is_no_json_is_a_parse_error() {
        let deep =
            format!(r#"{{"jsonrpc":"2.0","method":"x","more":{}{}}}"#, "[".repeat(200), "]".repeat(200));
        for body in [
            "",
            "hello",
            r#"{"jsonrpc":"2.0","id":7,"method":"x","#,
            r#"{"jsonrpc":"2.0","method":"x"}}"#,
            &deep,
        ] {
            assert_eq!(code(body), -32700, "{body}");
        }
        // In a member that nobody reads, and fatal all the same if it went on.
        assert_eq!(code(r#"{"jsonrpc":"2.0","method":"x","more":1e999}"#), -32700);
    }

    #[test]
    fn what_is_no_message_is_an_invalid_request() {
        for body in [
            "42",
            "null",
            "{}",
            "[]",
            r#"[{"jsonrpc":"2.0","id":1,"method":"x"}]"#,
            r#"{"jsonrpc":"2.0"}"#,
            r#"{"jsonrpc":"2.0","id":1}"#,
            r#"{"method":"x"}"#,
            r#"{"jsonrpc":"1.0","method":"x"}"#,
            r#"{"jsonrpc":2.0,"method":"x"}"#,
            r#"{"jsonrpc":"2.0","method":""}"#,
            r#"{"jsonrpc":"2.0","method":5}"#,
            r#"{"jsonrpc":"2.0","method":"x","id":1.5}"#,
            r#"{"jsonrpc":"2.0","method":"x","id":{}}"#,
            r#"{"jsonrpc":"2.0","method":"x","id":1180591620717411303424}"#,
            r#"{"jsonrpc":"2.0","method":"x","method":"y"}"#,
            r#"{"jsonrpc":"2.0","id":1,"error":"not an object"}"#,
        ] {
            assert_eq!(code(body), -32600, "{body}");
        }
    }

    #[test]
    fn a_request_that_cannot_be_read_is_told_so_by_its_id() {
        assert_eq!(read(r#"{"jsonrpc":"1.0","id":7,"method":"x"}"#).unwrap_err().id, Id::Number(7));
        assert_eq!(read(r#"{"jsonrpc":"1.0","method":"x"}"#).unwrap_err().id, Id::Null);
        // The id of an answer is one of ours; an error with it would be taken for the answer to another request.
        assert_eq!(read(r#"{"jsonrpc":"2.0","id":7,"error":0}"#).unwrap_err().id, Id::Null);
    }

    /// Whether the library reads what the gate lets through: as its codec does, into either of its types.
    fn library_reads(body: &[u8]) -> bool {
        #[derive(Deserialize)]
        #[serde(untagged)]
        #[expect(dead_code, reason = "only whether it can be read matters")]
        enum Theirs {
            Response(Response),
            Request(Request),
        }
        serde_json::from_slice::<Theirs>(body).is_ok()
    }

    #[test]
    fn bytes_that_are_no_text_are_mended() {
        let odd: [&[u8]; 4] = [
            b"{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":{\"t\":\"\xff\xfe\x80\"}}",
            b"\xef\xbb\xbf{\"jsonrpc\":\"2.0\",\"method\":\"x\"}",
            br#"{"jsonrpc":"2.0","method":"x","params":{"t":"killed \ud800 12 \udc00\ud83d\ude00"}}"#,
            br#"{"jsonrpc":"2.0","method":"x","more":"\ud83d"}"#,
        ];
        for body in odd {
            let message = super::read(body.to_vec()).unwrap();
            assert!(library_reads(&message.body), "{}", String::from_utf8_lossy(body));
        }
        let mended = super::read(odd[2].to_vec()).unwrap().body;
        assert!(String::from_utf8(mended).unwrap().contains(r"killed \ufffd 12 \ufffd\ud83d\ude00"));
    }

    #[test]
    fn whatever_passes_can_be_read_by_the_library() {
        const SEEDS: [&str; 3] = [
            r#"{"jsonrpc":"2.0","id":12,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///a b.md"}}}"#,
            r#"{"jsonrpc":"2.0","method":"x","params":{"t":"\ud83d\ude00\\é\n"},"more":[1.5e3,null,{"a":-0}]}"#,
            r#"{"jsonrpc":"2.0","id":"z","error":{"code":-32603,"message":"no","data":[1]}}"#,
        ];
        const PIECES: [&str; 12] =
            ["\"", "\\", "\\ud83d", "{", "}", "[", ",", ":", "1e999", "null", "\"id\":", "\"result\":1,"];
        let mut state = 1_u64;
        let mut random = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap() % below
        };
        let (mut passed, mut refused) = (0, 0);
        for round in 0..60_000 {
            let mut body = SEEDS[round % SEEDS.len()].as_bytes().to_vec();
            for _ in 0..=random(3) {
                let from = random(body.len());
                let to = (from + random(3)).min(body.len());
                body.splice(from..to, PIECES[random(PIECES.len())].bytes().take(random(10)));
            }
            match super::read(body.clone()) {
                Ok(message) => {
                    passed += 1;
                    assert!(library_reads(&message.body), "{}", String::from_utf8_lossy(&body));
                }
                Err(_) => refused += 1,
            }
        }
        // Both kinds must have been among them for this to mean anything.
        assert!(passed > 1000 && refused > 1000, "{passed} passed, {refused} refused");
    }

    #[test]
    fn a_request_with_an_empty_result_is_still_a_request() {
        let message =
            read(r#"{"jsonrpc":"2.0","id":1,"method":"x","params":{},"result":null,"error":null}"#).unwrap();
        assert_eq!(message.body, br#"{"jsonrpc":"2.0","method":"x","params":{},"id":1}"#);
    }

    #[test]
    fn the_client_process_is_known_before_the_library_sees_the_message() {
        let body = |pid: &str| {
            format!(
                r#"{{"jsonrpc":"2.0","id":0,"method":"initialize","params":{{"processId":{pid},"capabilities":{{}}}}}}"#
            )
        };
        assert_eq!(read(&body("4711")).unwrap().client, Some(4711));
        assert_eq!(read(&body("null")).unwrap().client, None);
        assert_eq!(read(&body("\"x\"")).unwrap().client, None);
    }
}

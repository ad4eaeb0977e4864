//! The gate: everything the client sends passes through it before the library sees it.
//!
//! The library ends its read loop, and with it the server, at the first message that it cannot read; half an emoji in
//! an article is enough. So the gate lets through only what the library is sure to read, mends what can be mended,
//! and has the client told about the rest. It decides nothing about the meaning of a message.

mod frame;
mod mend;
mod message;

use std::io::BufRead;
use std::sync::Arc;
use std::thread;

use serde_json::json;
use tower_lsp::jsonrpc::{ErrorCode, Id, Request};
use waitpid_any::WaitHandle;

use self::frame::Frame;
use self::message::{Message, Unreadable};
use super::ending::Ending;
use super::log::log;
use super::pipe::Inbox;

pub(super) use self::mend::NO_VERSION;

/// The method under which the gate hands an error to the server, for the server to answer with.
///
/// Were the gate to write the answer itself, it would have to write between the frames of the library.
pub(super) const UNREADABLE: &str = "copydesk/unreadable";

/// Reads messages until the client says `exit` or closes the input. Runs in a thread of its own.
pub(super) fn run(mut input: impl BufRead, inbox: &Inbox, ending: &Arc<Ending>) {
    // One answer for a stream out of step, not one for every line until it is found again.
    let mut lost = false;
    loop {
        let frame = frame::read(&mut input).unwrap_or(Frame::End);
        let was_lost = std::mem::replace(&mut lost, frame == Frame::Lost);
        let message = match frame {
            Frame::End => break,
            Frame::Lost if was_lost => continue,
            Frame::Lost => Err(framing("no usable Content-Length")),
            Frame::TooLarge => Err(framing("the message is larger than 256 MiB")),
            Frame::Body(body) => message::read(body),
        };
        if !hand_on(message, inbox, ending) {
            break;
        }
    }
}

/// Whether there is more to come.
fn hand_on(message: Result<Message, Unreadable>, inbox: &Inbox, ending: &Arc<Ending>) -> bool {
    match message {
        Ok(message) => {
            if let Some(client) = message.client {
                watch(client, ending);
            }
            let last = message.method == "exit";
            push(inbox, message.body) && !last
        }
        Err(unreadable) => push(inbox, tell(unreadable)),
    }
}

/// Header and body as two pieces, so that a large body is not copied behind its header.
fn push(inbox: &Inbox, body: Vec<u8>) -> bool {
    inbox.push([format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes(), body])
}

fn framing(reason: &str) -> Unreadable {
    Unreadable { id: Id::Null, code: ErrorCode::ParseError, reason: reason.to_owned() }
}

fn tell(unreadable: Unreadable) -> Vec<u8> {
    let params = json!({"code": unreadable.code.code(), "message": unreadable.reason});
    Request::build(UNREADABLE).id(unreadable.id).params(params).finish().to_string().into_bytes()
}

/// Ends the server when the process that started it dies without a word.
///
/// The process is taken hold of here, before the next message is read, and not in the thread that watches it: by then
/// it may be gone, and its number may belong to another.
fn watch(client: i64, ending: &Arc<Ending>) {
    match i32::try_from(client).map_err(std::io::Error::other).and_then(WaitHandle::open) {
        Ok(process) => {
            let ending = Arc::clone(ending);
            let watcher =
                thread::Builder::new().name("client".to_owned()).spawn(move || wait(process, &ending));
            if let Err(error) = watcher {
                log(&format!("cannot watch the editor's process: {error}"));
            }
        }
        Err(error) if is_gone(&error) => ending.begin(),
        Err(error) => log(&format!("cannot watch the editor's process: {error}")),
    }
}

fn wait(mut process: WaitHandle, ending: &Arc<Ending>) {
    loop {
        match process.wait() {
            Ok(()) => return ending.begin(),
            // A signal came, no more.
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return log(&format!("cannot watch the editor's process any longer: {error}")),
        }
    }
}

/// Whether the error means that there is no such process: `ESRCH` on Unix, `ERROR_INVALID_PARAMETER` on Windows.
fn is_gone(error: &std::io::Error) -> bool {
    error.raw_os_error() == Some(if cfg!(windows) { 87 } else { 3 })
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt;

    use super::*;

    /// What the library gets of a stream, message by message.
    fn passed(stream: &[u8]) -> Vec<serde_json::Value> {
        let mut inbox = Inbox::default();
        run(stream, &inbox, &Ending::new(inbox.clone()));
        inbox.close();
        let mut bytes = Vec::new();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(inbox.read_to_end(&mut bytes)).unwrap();
        messages(std::str::from_utf8(&bytes).unwrap())
    }

    fn messages(mut stream: &str) -> Vec<serde_json::Value> {
        let mut all = Vec::new();
        while let Some(rest) = stream.strip_prefix("Content-Length: ") {
            let (length, rest) = rest.split_once("\r\n\r\n").unwrap();
            let (body, rest) = rest.split_at(length.parse().unwrap());
            all.push(serde_json::from_str(body).unwrap());
            stream = rest;
        }
        assert_eq!(stream, "");
        all
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn what_cannot_be_read_is_told_and_what_follows_is_read() {
        let stream = framed("nonsense")
            + "no header\r\n\r\nnor here\r\n\r\n"
            + &framed(r#"{"jsonrpc":"2.0","method":"a"}"#);
        let told: Vec<_> = passed(stream.as_bytes()).iter().map(|it| it["method"].clone()).collect();
        // One word for the broken body, one for all that is out of step.
        assert_eq!(told, [UNREADABLE, UNREADABLE, "a"]);
    }

    #[test]
    fn a_stream_with_holes_and_splinters_is_passed_in_whole_messages() {
        let good = framed(r#"{"jsonrpc":"2.0","id":1,"method":"a","params":{"uri":"file:///a b.md"}}"#);
        let mut state = 7_u64;
        let mut random = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap() % below
        };
        let mut found = 0;
        for _ in 0..300 {
            let mut stream = good.repeat(5).into_bytes();
            for _ in 0..=random(4) {
                let from = random(stream.len());
                let to = (from + random(30)).min(stream.len());
                stream.splice(from..to, b"\r\n{\"\xff: 7Content-Length:"[random(20)..].iter().copied());
            }
            // Three good ones behind: the first may be swallowed by a length that was too large.
            stream.extend(good.repeat(3).bytes());
            let messages = passed(&stream);
            found += usize::from(messages.last().is_some_and(|it| it["params"]["uri"] == "file:///a%20b.md"));
        }
        // A length that has grown by a digit may swallow all the rest; few do.
        assert!(found > 270, "{found} of 300 streams were found again");
    }

    #[test]
    fn nothing_is_read_after_exit() {
        let [exit, more] =
            ["exit", "more"].map(|it| framed(&format!(r#"{{"jsonrpc":"2.0","method":"{it}"}}"#)));
        assert_eq!(passed((exit.clone() + &more).as_bytes()).len(), 1);
        assert_eq!(passed((more + &exit).as_bytes()).len(), 2);
    }

    #[test]
    fn a_process_that_is_gone_is_told_from_one_that_cannot_be_watched() {
        assert!(is_gone(&WaitHandle::open(i32::MAX).unwrap_err()));
        assert!(!is_gone(&std::io::ErrorKind::PermissionDenied.into()));
    }
}

//! Where one message ends and the next begins: the header, and the body as bytes. Knows nothing of JSON.
//!
//! A stream that is out of step, because a length was wrong, finds its way back at the next `Content-Length`.

use std::io::{self, BufRead, ErrorKind, Read};

/// The longest header line that is read as one.
const LINE: usize = 16 << 10;
/// What is kept of a longer line: the next header may be glued to its end.
const TAIL: usize = 256;
/// The most header fields before a length must have come.
const FIELDS: usize = 64;
/// The largest body that is taken.
pub(super) const BODY: u64 = 256 << 20;
/// A body larger than [`BODY`] but not than this is read past; no client means a larger one.
const SKIPPED: u64 = 16 << 30;
/// How much memory a length alone may claim; a larger body takes memory as its bytes come.
const AT_ONCE: u64 = 1 << 20;

/// What was found where a message was to begin.
#[derive(Debug, PartialEq)]
pub(super) enum Frame {
    /// The body of a message.
    Body(Vec<u8>),
    /// A message larger than [`BODY`], which has been read past.
    TooLarge,
    /// Something that is no header. What follows is searched for the next one.
    Lost,
    /// The end of the input, also in the midst of a message.
    End,
}

/// Reads the next message.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Frame> {
    match read_header(input)? {
        Header::Length(length) if length <= BODY => read_body(input, length),
        Header::Length(length) if length <= SKIPPED => skip(input, length),
        Header::Length(_) | Header::None => Ok(Frame::Lost),
        Header::End => Ok(Frame::End),
    }
}

#[derive(Debug)]
enum Header {
    Length(u64),
    None,
    End,
}

fn read_header(input: &mut impl BufRead) -> io::Result<Header> {
    let mut length = None;
    let mut fields = 0;
    let mut line = Vec::new();
    while read_line(input, &mut line)? {
        match content_length(&line) {
            Some(value) => length = value,
            // Blank lines between two messages harm nobody.
            None if line.is_empty() && fields == 0 => continue,
            None if line.is_empty() => return Ok(length.map_or(Header::None, Header::Length)),
            None => {}
        }
        fields += 1;
        if length.is_none() && fields == FIELDS {
            return Ok(Header::None);
        }
    }
    Ok(Header::End)
}

/// Reads a line without its break; false at the end of the input. Of an overlong line only the tail is left.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    loop {
        let available = match input.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if available.is_empty() {
            return Ok(false);
        }
        let end = available.iter().position(|&byte| byte == b'\n');
        line.extend_from_slice(available.get(..end.unwrap_or(available.len())).unwrap_or_default());
        let taken = end.map_or(available.len(), |at| at + 1);
        input.consume(taken);
        if line.len() > LINE {
            line.drain(..line.len() - TAIL);
        }
        if end.is_some() {
            line.truncate(line.trim_ascii_end().len());
            return Ok(true);
        }
    }
}

/// The value of a `Content-Length` field, if the line is one; within that, the number, if it is usable.
///
/// The name may stand behind the rest of a body whose length was given too small, or behind a body without a header.
#[expect(clippy::option_option, reason = "no such field, and no such number, are two things")]
fn content_length(line: &[u8]) -> Option<Option<u64>> {
    const NAME: &[u8] = b"content-length:";
    let at = line.windows(NAME.len()).rposition(|part| part.eq_ignore_ascii_case(NAME))?;
    let (before, field) = line.split_at(at);
    if before.last().is_some_and(|&byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return None; // "X-Content-Length": another field.
    }
    let value = field.get(NAME.len()..).and_then(|value| std::str::from_utf8(value.trim_ascii()).ok());
    Some(
        value
            .filter(|value| value.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|value| value.parse().ok()),
    )
}

fn read_body(input: &mut impl BufRead, length: u64) -> io::Result<Frame> {
    // Memory is taken as the bytes come: a client may announce 256 MiB and send nothing.
    let mut body = Vec::with_capacity(usize::try_from(length.min(AT_ONCE)).unwrap_or(0));
    let read = input.take(length).read_to_end(&mut body)?;
    Ok(if read as u64 == length { Frame::Body(body) } else { Frame::End })
}

fn skip(input: &mut impl BufRead, length: u64) -> io::Result<Frame> {
    let skipped = io::copy(&mut input.take(length), &mut io::sink())?;
    Ok(if skipped == length { Frame::TooLarge } else { Frame::End })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(mut input: &[u8]) -> Vec<Frame> {
        let mut all = Vec::new();
        loop {
            all.push(read(&mut input).unwrap());
            if all.last() == Some(&Frame::End) {
                return all;
            }
        }
    }

    fn body(text: &str) -> Frame {
        Frame::Body(text.as_bytes().to_vec())
    }

    #[test]
    fn headers_are_read_as_http_means_them() {
        for header in [
            "Content-Length: 2\r\n\r\n",
            "content-length:2\r\n\r\n",
            "CONTENT-LENGTH: \t2 \r\n\r\n",
            "Content-Length: 2\n\n",
            "\r\n\r\nContent-Length: 2\r\n\r\n",
            "Content-Type: application/vscode-jsonrpc\r\nX-A: 1\r\nContent-Length: 2\r\nX-B: 2\r\n\r\n",
        ] {
            assert_eq!(frames(format!("{header}{{}}").as_bytes()), [body("{}"), Frame::End], "{header:?}");
        }
    }

    #[test]
    fn what_is_no_length_is_not_taken_for_one() {
        for header in [
            "X-Other: 1\r\n\r\n",
            "X-Content-Length: 2\r\n\r\n",
            "Content-Length: -2\r\n\r\n",
            "Content-Length: +2\r\n\r\n",
            "Content-Length: two\r\n\r\n",
            "Content-Length:\r\n\r\n",
            "Content-Length: 1180591620717411303424\r\n\r\n",
            "Content-Length: 1000000000000000\r\n\r\n",
        ] {
            assert_eq!(frames(header.as_bytes()), [Frame::Lost, Frame::End], "{header:?}");
        }
    }

    #[test]
    fn a_stream_out_of_step_finds_the_next_message() {
        // Too short, too long, and no header at all.
        for first in ["Content-Length: 1\r\n\r\n{}", "Content-Length: 20\r\n\r\n{}", "X: 1\r\n\r\n{}", "{}"] {
            let stream = format!("{first}{}", "Content-Length: 2\r\n\r\n[]".repeat(3));
            let found = frames(stream.as_bytes());
            assert_eq!(found[found.len() - 3..], [body("[]"), body("[]"), Frame::End], "{first:?}");
        }
    }

    #[test]
    fn endless_headers_take_no_memory() {
        let mut line = Vec::new();
        assert!(!read_line(&mut io::BufReader::new(io::repeat(b'a').take(8 << 20)), &mut line).unwrap());
        assert!(line.len() <= 2 * LINE && line.capacity() < 1 << 20);
        let many = "X: 1\r\n".repeat(1000);
        assert!(frames(many.as_bytes()).len() <= 1000 / FIELDS + 1);
        // The header glued to the end of a long line is found all the same.
        let long = format!("{}}}Content-Length: 2\r\n\r\n[]", "a".repeat(1 << 20));
        assert_eq!(frames(long.as_bytes()), [body("[]"), Frame::End]);
    }

    #[test]
    fn a_length_alone_takes_no_memory() {
        let mut input: &[u8] = b"{}";
        assert_eq!(read_body(&mut input, BODY).unwrap(), Frame::End);
        assert_eq!(frames(b"Content-Length: 1000\r\n\r\n{}"), [Frame::End]);
    }

    #[test]
    fn a_body_too_large_is_read_past() {
        let large = BODY + 1;
        let head = format!("Content-Length: {large}\r\n\r\n");
        let mut input = io::BufReader::new(
            head.as_bytes().chain(io::repeat(b'x').take(large)).chain(&b"Content-Length: 2\r\n\r\n[]"[..]),
        );
        assert_eq!(read(&mut input).unwrap(), Frame::TooLarge);
        assert_eq!(read(&mut input).unwrap(), body("[]"));
    }
}

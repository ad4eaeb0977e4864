//! The two pipes between threads that block on standard input and output and the one task in which the library runs.
//!
//! They hold bytes and know nothing of messages. Neither grows without bound: a full pipe makes its writer wait.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// How many bytes may wait in a pipe before its writer has to.
const CAPACITY: usize = 1 << 20;

/// What the gate hands to the library. Messages are moved in, not copied.
#[derive(Clone, Debug, Default)]
pub(super) struct Inbox(Arc<Shared<Incoming>>);

#[derive(Debug, Default)]
struct Incoming {
    chunks: VecDeque<Vec<u8>>,
    /// How much of the first chunk has been read.
    read: usize,
    /// How much is waiting in all.
    waiting: usize,
    closed: bool,
    reader: Option<Waker>,
}

/// What the library writes, on its way to a thread that writes it out.
///
/// A thread of its own, and not tokio's standard output: that one borrows a thread of the pool in which requests are
/// worked on, so that slow requests could keep the answers of quick ones from leaving the process.
#[derive(Clone, Debug, Default)]
pub(super) struct Outbox(Arc<Shared<Outgoing>>);

#[derive(Debug, Default)]
struct Outgoing {
    bytes: Vec<u8>,
    closed: bool,
    /// The writing thread has ended: because all is written, or because nobody reads.
    ended: bool,
    failed: bool,
    writer: Option<Waker>,
}

#[derive(Debug, Default)]
struct Shared<T> {
    state: Mutex<T>,
    changed: Condvar,
}

impl<T> Shared<T> {
    fn lock(&self) -> MutexGuard<'_, T> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_while(&self, condition: impl FnMut(&mut T) -> bool) -> MutexGuard<'_, T> {
        self.changed.wait_while(self.lock(), condition).unwrap_or_else(PoisonError::into_inner)
    }
}

fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}

impl Inbox {
    /// Appends, waiting while too much is unread; false when the pipe is closed and nothing is taken any more.
    pub(super) fn push(&self, chunks: impl IntoIterator<Item = Vec<u8>>) -> bool {
        let mut state = self.0.wait_while(|state| state.waiting > CAPACITY && !state.closed);
        if state.closed {
            return false;
        }
        for chunk in chunks.into_iter().filter(|chunk| !chunk.is_empty()) {
            state.waiting += chunk.len();
            state.chunks.push_back(chunk);
        }
        let reader = state.reader.take();
        drop(state);
        wake(reader);
        true
    }

    /// Ends the pipe: what is in it can still be read.
    pub(super) fn close(&self) {
        let mut state = self.0.lock();
        state.closed = true;
        let reader = state.reader.take();
        drop(state);
        self.0.changed.notify_all();
        wake(reader);
    }
}

impl Incoming {
    fn fill(&mut self, buf: &mut ReadBuf<'_>) {
        while buf.remaining() > 0
            && let Some(rest) = self.chunks.front().and_then(|chunk| chunk.get(self.read..))
        {
            let (now, later) = rest.split_at(rest.len().min(buf.remaining()));
            buf.put_slice(now);
            self.waiting -= now.len();
            self.read += now.len();
            if later.is_empty() {
                self.chunks.pop_front();
                self.read = 0;
            }
        }
    }
}

impl AsyncRead for Inbox {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let mut state = self.0.lock();
        if state.chunks.is_empty() && !state.closed {
            state.reader = Some(cx.waker().clone());
            return Poll::Pending;
        }
        state.fill(buf);
        drop(state);
        self.0.changed.notify_all();
        Poll::Ready(Ok(()))
    }
}

impl Outbox {
    /// Writes out what comes, until the pipe is closed or nobody reads any more. Runs in a thread of its own.
    pub(super) fn write_to(&self, mut output: impl Write) -> io::Result<()> {
        let result = self.copy(&mut output);
        let mut state = self.0.lock();
        state.ended = true;
        state.failed = result.is_err();
        let writer = state.writer.take();
        drop(state);
        wake(writer);
        result
    }

    fn copy(&self, output: &mut impl Write) -> io::Result<()> {
        loop {
            let mut state = self.0.wait_while(|state| state.bytes.is_empty() && !state.closed);
            if state.bytes.is_empty() {
                return output.flush();
            }
            // All that has gathered leaves in one piece: under load this spares most of the system calls.
            let bytes = std::mem::take(&mut state.bytes);
            let writer = state.writer.take();
            drop(state);
            wake(writer);
            output.write_all(&bytes)?;
            output.flush()?;
        }
    }
}

impl AsyncWrite for Outbox {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let mut state = self.0.lock();
        if state.ended {
            return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()));
        }
        if state.bytes.len() >= CAPACITY {
            state.writer = Some(cx.waker().clone());
            return Poll::Pending;
        }
        state.bytes.extend_from_slice(bytes);
        drop(state);
        self.0.changed.notify_all();
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        // The thread writes as fast as the client reads; to wait for it after each message would only hold up the
        // next.
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut state = self.0.lock();
        state.closed = true;
        if state.ended {
            return Poll::Ready(if state.failed { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) });
        }
        state.writer = Some(cx.waker().clone());
        drop(state);
        self.0.changed.notify_all();
        Poll::Pending
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    fn block_on<F: Future>(future: F) -> F::Output {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
    }

    #[test]
    fn chunks_come_out_as_one_stream() {
        let mut inbox = Inbox::default();
        assert!(inbox.push([b"ab".to_vec(), Vec::new(), b"cde".to_vec()]));
        inbox.close();
        assert!(!inbox.push([b"late".to_vec()]));
        let mut all = Vec::new();
        block_on(inbox.read_to_end(&mut all)).unwrap();
        assert_eq!(all, b"abcde");
    }

    #[test]
    fn a_full_inbox_makes_the_gate_wait() {
        let mut inbox = Inbox::default();
        let writer = thread::spawn({
            let inbox = inbox.clone();
            move || {
                for _ in 0..40 {
                    assert!(inbox.push([vec![b'x'; CAPACITY / 4]]));
                    assert!(inbox.0.lock().waiting <= CAPACITY + CAPACITY / 4);
                }
                inbox.close();
            }
        });
        let mut all = Vec::new();
        block_on(inbox.read_to_end(&mut all)).unwrap();
        writer.join().unwrap();
        assert_eq!(all.len(), 10 * CAPACITY);
    }

    #[test]
    fn everything_is_written_before_the_outbox_has_shut_down() {
        let mut outbox = Outbox::default();
        let writer = thread::spawn({
            let outbox = outbox.clone();
            move || {
                let mut written = Vec::new();
                outbox.write_to(&mut written).unwrap();
                written
            }
        });
        block_on(async {
            for _ in 0..4 {
                outbox.write_all(&vec![b'x'; CAPACITY]).await.unwrap();
            }
            outbox.shutdown().await.unwrap();
        });
        assert_eq!(writer.join().unwrap().len(), 4 * CAPACITY);
    }

    #[test]
    fn an_output_that_nobody_reads_is_an_error_and_no_hang() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut outbox = Outbox::default();
        let writer = thread::spawn({
            let outbox = outbox.clone();
            move || outbox.write_to(Closed)
        });
        block_on(async {
            outbox.write_all(b"x").await.unwrap();
            assert!(outbox.shutdown().await.is_err());
            assert!(outbox.write_all(b"y").await.is_err());
        });
        assert!(writer.join().unwrap().is_err());
    }
}

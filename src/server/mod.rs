//! The language server. The only floor that names the protocol's types; it decides nothing about articles.
//!
//! The way of a message:
//!
//! ```text
//! stdin -> gate (thread) -> Inbox -> library: frames, JSON, routing -> panics::Guarded -> Backend
//!          edit: Documents -> Scheduler -> check (threads) -> Publisher --+
//!          ask:  Snapshot  -> requests (threads) -> answer ---------------+-> Outbox -> stdout (thread)
//! ```
//!
//! The library runs its reader, all handlers and its writer in **one task**. It polls handlers for the first time in
//! the order of their messages, and promises nothing after that: whoever is woken first goes on first. Hence:
//!
//! * State changes before a handler's first `await`, in `Backend::edit`, under a lock of the standard library. A
//!   handler that awaits anything before its edit, even a lock of tokio's, lets edits overtake each other, and the text
//!   of the server is no longer the client's.
//! * A request takes its snapshot before its first `await` too and works on that, in `Backend::ask`.
//! * Nothing is worked out in a handler: as long as it computes, nothing is read or written.
//! * No handler awaits an answer of the client. The answer comes through the reader, which stands still once enough
//!   handlers wait: the server would never read again. Such a request is spawned, with a time limit.

mod backend;
mod cancel;
mod client;
mod convert;
mod diagnostics;
mod documents;
mod ending;
mod gate;
mod log;
mod panics;
mod pipe;
mod progress;
mod reader;
mod requests;
mod schedule;
mod uri;
mod workspace;

use std::fs::File;
use std::io::{self, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;

use tokio::runtime::Builder;
use tower_lsp::{LspService, Server};

use self::backend::Backend;
use self::ending::Ending;
use self::log::log;
use self::panics::Guarded;
use self::pipe::{Inbox, Outbox};

/// How the server runs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Offers `copydesk/slow` and `copydesk/panic`, by which tests see whether the server bears the like.
    pub debug_requests: bool,
}

/// How many handlers may be under way. At the library's default of four, four slow requests hold up everything, the
/// cancellation of these very requests included.
const HANDLERS: usize = 1024;

/// How many requests are worked on at once. More than there are processors, so that a quick one need not wait for
/// slow ones; few enough that a burst of thousands starts no thousands of threads.
const WORKERS: usize = 32;

/// The stack of a thread that reads articles, in bytes: as much as a main thread has, since a stack that overflows
/// ends the process and cannot be caught.
const STACK: usize = 8 << 20;

/// Serves one client over standard input and output; returns the exit code, with which the process is to end at once.
///
/// Threads may still be at work, or wait for input that never comes: do not wait for them.
pub fn serve(options: Options) -> i32 {
    panics::write_places_only();
    start(options).unwrap_or_else(|error| {
        log(&format!("cannot start: {error}"));
        2
    })
}

fn start(options: Options) -> io::Result<i32> {
    let (inbox, outbox) = (Inbox::default(), Outbox::default());
    let ending = Ending::new(inbox.clone());
    read_input(&inbox, &ending)?;
    write_output(&outbox, &ending)?;
    // One thread: the library needs no more, and everything that computes has threads of its own.
    let runtime = Builder::new_current_thread()
        .enable_time()
        .max_blocking_threads(WORKERS)
        .thread_stack_size(STACK)
        .build()?;
    runtime.block_on(run(options, inbox, outbox, Arc::clone(&ending)));
    // Dropping it would wait for requests that are still being worked on.
    runtime.shutdown_background();
    Ok(ending.code())
}

/// Runs the library until the end of the input.
async fn run(options: Options, inbox: Inbox, outbox: Outbox, ending: Arc<Ending>) {
    let mut service = LspService::build(|client| Backend::new(client, ending))
        .custom_method("copydesk/text", Backend::text)
        .custom_method("copydesk/status", Backend::status);
    if options.debug_requests {
        service = service
            .custom_method("copydesk/slow", Backend::slow)
            .custom_method("copydesk/panic", Backend::panic);
    }
    let (service, socket) = service.finish();
    Server::new(inbox, outbox, socket).concurrency_level(HANDLERS).serve(Guarded::new(service)).await;
}

fn read_input(inbox: &Inbox, ending: &Arc<Ending>) -> io::Result<()> {
    let input = BufReader::with_capacity(64 << 10, standard_input()?);
    let (inbox, ending) = (inbox.clone(), Arc::clone(ending));
    thread::Builder::new().name("gate".to_owned()).spawn(move || {
        // A fault in the gate must not leave a server behind that hears nothing and never ends.
        let _ = catch_unwind(AssertUnwindSafe(|| gate::run(input, &inbox, &ending)));
        ending.begin();
    })?;
    Ok(())
}

fn write_output(outbox: &Outbox, ending: &Arc<Ending>) -> io::Result<()> {
    let output = standard_output()?;
    let (outbox, ending) = (outbox.clone(), Arc::clone(ending));
    thread::Builder::new().name("output".to_owned()).spawn(move || {
        if outbox.write_to(output).is_err() {
            // Nobody reads any more, so nobody will say `exit` either.
            ending.begin();
        }
    })?;
    Ok(())
}

// The files behind the standard streams: the streams themselves are buffered, and the one for output by lines, which
// would send header and body of every message apart.

#[cfg(unix)]
fn standard_input() -> io::Result<File> {
    use std::os::fd::AsFd;
    Ok(io::stdin().as_fd().try_clone_to_owned()?.into())
}

#[cfg(unix)]
fn standard_output() -> io::Result<File> {
    use std::os::fd::AsFd;
    Ok(io::stdout().as_fd().try_clone_to_owned()?.into())
}

#[cfg(windows)]
fn standard_input() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(io::stdin().as_handle().try_clone_to_owned()?.into())
}

#[cfg(windows)]
fn standard_output() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(io::stdout().as_handle().try_clone_to_owned()?.into())
}

//! How the process comes to its end: orderly if it can, at once if it must, and with the exit code the protocol
//! wants.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::pipe::Inbox;

/// How long handlers may take to finish once the end has begun.
const GRACE: Duration = Duration::from_secs(2);

/// The end of the process, which three things can begin: the `exit` notification or the end of the input, the death
/// of the editor, and an output that nobody reads any more.
#[derive(Debug)]
pub(super) struct Ending {
    inbox: Inbox,
    shut_down: AtomicBool,
    begun: AtomicBool,
}

impl Ending {
    pub(super) fn new(inbox: Inbox) -> Arc<Self> {
        Arc::new(Self { inbox, shut_down: AtomicBool::new(false), begun: AtomicBool::new(false) })
    }

    /// Notes that the client asked for a shutdown, which alone makes the end a success.
    pub(super) fn note_shutdown(&self) {
        self.shut_down.store(true, Ordering::Release);
    }

    /// The exit code: 0 after `shutdown`, else 1.
    pub(super) fn code(&self) -> i32 {
        i32::from(!self.shut_down.load(Ordering::Acquire))
    }

    /// Closes the input, upon which the library finishes what it has begun; should that take too long, ends the
    /// process.
    ///
    /// The library waits for every handler, and one that waits for an answer of the client after `exit` waits for
    /// ever.
    pub(super) fn begin(self: &Arc<Self>) {
        if self.begun.swap(true, Ordering::AcqRel) {
            return;
        }
        self.inbox.close();
        let this = Arc::clone(self);
        let timer = thread::Builder::new().name("end".to_owned()).spawn(move || {
            thread::sleep(GRACE);
            this.now();
        });
        if timer.is_err() {
            self.now();
        }
    }

    /// The last resort when the orderly end does not come.
    fn now(&self) {
        std::process::exit(self.code());
    }
}

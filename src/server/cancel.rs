//! A flag that says an answer is no longer wanted.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A shared flag, set once; long work looks at it now and then and gives up.
///
/// Dropping a future does not stop a thread: without the flag, work whose request was cancelled would run to its end.
#[derive(Clone, Debug, Default)]
pub(super) struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Whether the answer is no longer wanted.
    pub(super) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Says that the answer is no longer wanted.
    pub(super) fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Sets the flag when it is dropped, so also when the future that holds it is.
    pub(super) fn on_drop(&self) -> Guard {
        Guard(self.clone())
    }
}

#[derive(Debug)]
pub(super) struct Guard(Cancel);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.set();
    }
}

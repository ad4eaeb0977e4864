//! When which document is checked. Knows neither what a check is nor what it finds.
//!
//! There is no pause before a check: with nothing under way the first keystroke is checked at once. Those that follow
//! while its check runs are one check more, of the newest text.

use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::cancel::Cancel;
use super::log::log;

/// How soon a document is wanted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Urgency {
    /// Something it depends on has changed.
    Later,
    /// It was edited, and its writer is looking at it.
    Now,
}

/// Runs a job for keys, in a few threads, never twice at once for the same key.
#[derive(Debug)]
pub(super) struct Scheduler<K>(Arc<Shared<K>>);

#[derive(Debug)]
struct Shared<K> {
    queue: Mutex<Queue<K>>,
    changed: Condvar,
}

#[derive(Debug)]
struct Queue<K> {
    now: VecDeque<K>,
    later: VecDeque<K>,
    running: BTreeMap<K, Running>,
    closed: bool,
}

#[derive(Debug, Default)]
struct Running {
    /// Tells the job that its result will not be wanted.
    cancel: Cancel,
    again: Option<Urgency>,
}

impl<K: Ord + Clone + Send + 'static> Scheduler<K> {
    /// Starts the threads. What a job returns is run later.
    pub(super) fn start(threads: usize, job: impl Fn(&K, &Cancel) -> Vec<K> + Send + Sync + 'static) -> Self {
        let queue =
            Queue { now: VecDeque::new(), later: VecDeque::new(), running: BTreeMap::new(), closed: false };
        let shared = Arc::new(Shared { queue: Mutex::new(queue), changed: Condvar::new() });
        let (scheduler, job) = (Self(Arc::clone(&shared)), Arc::new(job));
        for _ in 0..threads {
            let (shared, job) = (Arc::clone(&shared), Arc::clone(&job));
            let worker = thread::Builder::new()
                .name("check".to_owned())
                .stack_size(super::STACK)
                .spawn(move || shared.work(&*job));
            if let Err(error) = worker {
                log(&format!("cannot start a thread for checks: {error}"));
            }
        }
        scheduler
    }

    /// Asks for a run. If one for the same key waits, that one will do; if one is under way, it is told to give up,
    /// and another follows it.
    pub(super) fn schedule(&self, key: &K, urgency: Urgency) {
        self.0.lock().add(key, urgency);
        self.0.changed.notify_one();
    }
}

impl<K> Drop for Scheduler<K> {
    fn drop(&mut self) {
        self.0.lock().closed = true;
        self.0.changed.notify_all();
    }
}

impl<K> Shared<K> {
    fn lock(&self) -> MutexGuard<'_, Queue<K>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Ord + Clone> Shared<K> {
    fn work(&self, job: &(impl Fn(&K, &Cancel) -> Vec<K> + ?Sized)) {
        while let Some((key, cancel)) = self.take() {
            // A fault costs this run; the hook has said where it was.
            let touched = catch_unwind(AssertUnwindSafe(|| job(&key, &cancel))).unwrap_or_default();
            self.finish(&key, &touched);
        }
    }

    fn take(&self) -> Option<(K, Cancel)> {
        let mut queue = self.lock();
        loop {
            if queue.closed {
                return None;
            }
            if let Some(key) = queue.now.pop_front().or_else(|| queue.later.pop_front()) {
                let running = Running::default();
                let cancel = running.cancel.clone();
                queue.running.insert(key.clone(), running);
                return Some((key, cancel));
            }
            queue = self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn finish(&self, key: &K, touched: &[K]) {
        let mut queue = self.lock();
        if let Some(urgency) = queue.running.remove(key).and_then(|running| running.again) {
            queue.add(key, urgency);
            self.changed.notify_one();
        }
        for key in touched {
            queue.add(key, Urgency::Later);
            self.changed.notify_one();
        }
    }
}

impl<K: Ord + Clone> Queue<K> {
    fn add(&mut self, key: &K, urgency: Urgency) {
        if let Some(running) = self.running.get_mut(key) {
            running.cancel.set();
            running.again = running.again.max(Some(urgency));
        } else if self.now.contains(key) {
            // It will be run with what is newest then.
        } else if urgency == Urgency::Now {
            self.later.retain(|waiting| waiting != key);
            self.now.push_back(key.clone());
        } else if !self.later.contains(key) {
            self.later.push_back(key.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, Sender, channel};
    use std::time::Duration;

    use super::*;

    /// A scheduler whose jobs say when they begin, and end when they are told to.
    struct Bench {
        scheduler: Scheduler<u32>,
        begun: Receiver<(u32, Cancel)>,
        end: Sender<()>,
    }

    impl Bench {
        fn new() -> Self {
            let ((begin, begun), (end, ended)) = (channel(), channel());
            let (begin, ended) = (Mutex::new(begin), Mutex::new(ended));
            let scheduler = Scheduler::start(1, move |&key, cancel| {
                begin.lock().unwrap().send((key, cancel.clone())).unwrap();
                ended.lock().unwrap().recv().unwrap();
                assert_ne!(key, 13);
                if key == 7 { vec![8] } else { Vec::new() }
            });
            Self { scheduler, begun, end }
        }

        fn next(&self) -> Option<(u32, Cancel)> {
            self.begun.recv_timeout(Duration::from_secs(5)).ok()
        }

        fn is_idle(&self) -> bool {
            self.begun.recv_timeout(Duration::from_millis(50)).is_err()
        }
    }

    #[test]
    fn what_comes_while_a_check_runs_is_one_check_more() {
        let bench = Bench::new();
        bench.scheduler.schedule(&1, Urgency::Now);
        let (_, cancel) = bench.next().unwrap();
        assert!(!cancel.is_set());
        for _ in 0..100 {
            bench.scheduler.schedule(&1, Urgency::Now);
        }
        assert!(cancel.is_set());
        bench.end.send(()).unwrap();
        let (_, cancel) = bench.next().unwrap();
        assert!(!cancel.is_set());
        bench.end.send(()).unwrap();
        assert!(bench.is_idle());
    }

    #[test]
    fn the_document_that_is_edited_comes_first() {
        let bench = Bench::new();
        bench.scheduler.schedule(&1, Urgency::Now);
        assert_eq!(bench.next().unwrap().0, 1);
        for key in [2, 3, 4] {
            bench.scheduler.schedule(&key, Urgency::Later);
        }
        for key in [5, 3, 3] {
            bench.scheduler.schedule(&key, Urgency::Now);
        }
        for expected in [5, 3, 2, 4] {
            bench.end.send(()).unwrap();
            assert_eq!(bench.next().unwrap().0, expected);
        }
        bench.end.send(()).unwrap();
        assert!(bench.is_idle());
    }

    #[test]
    fn what_a_run_touches_is_run_later() {
        let bench = Bench::new();
        bench.scheduler.schedule(&7, Urgency::Now);
        assert_eq!(bench.next().unwrap().0, 7);
        bench.end.send(()).unwrap();
        assert_eq!(bench.next().unwrap().0, 8);
        bench.end.send(()).unwrap();
        assert!(bench.is_idle());
    }

    #[test]
    fn a_fault_costs_one_run() {
        let bench = Bench::new();
        for key in [13, 1] {
            bench.scheduler.schedule(&key, Urgency::Now);
            assert_eq!(bench.next().unwrap().0, key);
            bench.end.send(()).unwrap();
        }
        bench.scheduler.schedule(&13, Urgency::Now);
        assert_eq!(bench.next().unwrap().0, 13);
        bench.end.send(()).unwrap();
    }
}

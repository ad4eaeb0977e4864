//! Reads the workspace's articles in the background: at the start, when folders come, when files change.
//!
//! One thread decides what is read; the reading itself is shared out over the processors. Questions are answered
//! meanwhile from what has been read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use rayon::prelude::*;

use super::documents::Documents;
use super::log::log;
use super::uri::Key;
use super::workspace::Workspace;
use crate::config;
use crate::disk;
use crate::index::Analysis;

/// What the reader is asked to do.
#[derive(Debug)]
pub(super) enum Ask {
    /// Read folders, with all folders in them.
    Folders(Vec<PathBuf>),
    /// Read the files of a folder and none in folders below: nobody named it as a workspace.
    Around(PathBuf),
    /// Forget the articles of folders.
    Forget(Vec<PathBuf>),
    /// Look at files again.
    Files(Vec<PathBuf>),
    /// Look at everything now and then: the client does not watch files.
    Watch,
}

/// How the reader speaks with the rest of the server.
pub(super) struct Voice {
    /// Has open documents checked again.
    pub(super) schedule: Box<dyn Fn(&Key) + Send>,
    /// Begins, continues and ends a progress report: how many of how many.
    pub(super) progress: Box<dyn FnMut(Progress) + Send>,
    /// Tells the user what could not be read.
    pub(super) warn: Box<dyn Fn(String) + Send>,
}

impl std::fmt::Debug for Voice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Voice")
    }
}

/// A step of a progress report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Progress {
    Begin,
    At(usize, usize),
    End(usize),
}

/// How many articles are read before what they say is taken in.
const BATCH: usize = 128;
/// How often a user hears how far the reading is.
const TELL: Duration = Duration::from_millis(100);
/// How often files are looked at when the client does not watch them, at most.
const LOOK: Duration = Duration::from_secs(3);

/// Starts the thread; it ends when the last sender is gone.
pub(super) fn start(documents: Arc<Mutex<Documents>>, workspace: Arc<Workspace>, voice: Voice) -> Sender<Ask> {
    let (sender, asked) = channel();
    let reader = Reader { documents, workspace, voice, files: BTreeMap::new(), watch: false, pause: LOOK };
    let started = thread::Builder::new().name("reader".to_owned()).stack_size(super::STACK).spawn(move || reader.run(&asked));
    if let Err(error) = started {
        log(&format!("cannot start the thread that reads the workspace: {error}"));
    }
    sender
}

struct Reader {
    documents: Arc<Mutex<Documents>>,
    workspace: Arc<Workspace>,
    voice: Voice,
    /// Every file that was read, and when it had last been changed then.
    files: BTreeMap<PathBuf, Option<SystemTime>>,
    watch: bool,
    pause: Duration,
}

impl Reader {
    fn run(mut self, asked: &Receiver<Ask>) {
        loop {
            match asked.recv_timeout(if self.watch { self.pause } else { Duration::from_secs(3600) }) {
                Ok(Ask::Folders(folders)) => self.folders(&folders),
                Ok(Ask::Around(folder)) => self.around(&folder),
                Ok(Ask::Forget(folders)) => self.forget(&folders),
                Ok(Ask::Files(paths)) => self.look_at(paths),
                Ok(Ask::Watch) => self.watch = true,
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn documents(&self) -> MutexGuard<'_, Documents> {
        self.documents.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn folders(&mut self, folders: &[PathBuf]) {
        let (paths, notices) = disk::articles(folders);
        for notice in notices {
            (self.voice.warn)(notice.to_string());
        }
        self.read(&paths);
    }

    fn around(&mut self, folder: &Path) {
        let paths = disk::articles_beside(folder);
        self.read(&paths);
    }

    /// Reads files, batch by batch, and says how far it is.
    fn read(&mut self, paths: &[PathBuf]) {
        if paths.is_empty() {
            return;
        }
        self.documents().reading = true;
        (self.voice.progress)(Progress::Begin);
        let mut told = Instant::now();
        let mut done = 0;
        for batch in paths.chunks(BATCH) {
            self.read_batch(batch);
            done += batch.len();
            if told.elapsed() >= TELL {
                (self.voice.progress)(Progress::At(done, paths.len()));
                told = Instant::now();
            }
        }
        self.documents().reading = false;
        (self.voice.progress)(Progress::End(done));
        for notice in self.workspace.notices() {
            (self.voice.warn)(notice.to_string());
        }
    }

    fn read_batch(&mut self, batch: &[PathBuf]) {
        let workspace = &self.workspace;
        let read: Vec<(&PathBuf, Option<SystemTime>, Result<Analysis, disk::Notice>)> =
            batch.par_iter().map(|path| (path, disk::modified(path), workspace.read(path))).collect();
        let mut touched = Vec::new();
        for (path, modified, analysis) in read {
            self.files.insert(path.clone(), modified);
            let key = Key::from_path(path);
            match analysis {
                Ok(analysis) => {
                    let mut documents = self.documents();
                    let effects = documents.settle_from_disk(&key, &analysis);
                    touched.extend(documents.touched(&effects, &key));
                }
                Err(notice) => (self.voice.warn)(notice.to_string()),
            }
        }
        touched.sort();
        touched.dedup();
        for key in &touched {
            (self.voice.schedule)(key);
        }
    }

    fn forget(&mut self, folders: &[PathBuf]) {
        let gone = |path: &Path| folders.iter().any(|folder| path.starts_with(folder)) && !self.workspace.holds(path);
        let paths: Vec<PathBuf> = self.files.keys().filter(|path| gone(path)).cloned().collect();
        self.remove(&paths);
    }

    fn remove(&mut self, paths: &[PathBuf]) {
        for path in paths {
            self.files.remove(path);
            let key = Key::from_path(path);
            let touched = {
                let mut documents = self.documents();
                let effects = documents.remove(&key);
                documents.touched(&effects, &key)
            };
            for key in &touched {
                (self.voice.schedule)(key);
            }
        }
    }

    /// Files of which the client says that something happened to them.
    fn look_at(&mut self, paths: Vec<PathBuf>) {
        if paths.iter().any(|path| path.file_name().is_some_and(|name| name == config::FILE_NAME)) {
            self.project_changed();
        }
        let articles: Vec<PathBuf> = paths.into_iter().filter(|path| disk::format_of(path).is_some() && self.workspace.holds(path)).collect();
        let (there, gone): (Vec<PathBuf>, Vec<PathBuf>) = articles.into_iter().partition(|path| path.is_file());
        self.remove(&gone);
        for batch in there.chunks(BATCH) {
            self.read_batch(batch);
        }
    }

    /// Dates and rules may be others for every article now.
    fn project_changed(&mut self) {
        self.workspace.forget_projects();
        let all: Vec<PathBuf> = self.files.keys().cloned().collect();
        self.read(&all);
        let open = self.documents().keys();
        for key in &open {
            (self.voice.schedule)(key);
        }
    }

    /// Looks for files that changed, came or went.
    fn look(&mut self) {
        let begun = Instant::now();
        let (paths, _) = disk::articles(&self.workspace.folders());
        let changed: Vec<PathBuf> = paths.iter().filter(|path| self.files.get(*path).is_none_or(|known| *known != disk::modified(path))).cloned().collect();
        let gone: Vec<PathBuf> = self.files.keys().filter(|path| self.workspace.holds(path) && paths.binary_search(path).is_err()).cloned().collect();
        self.remove(&gone);
        for batch in changed.chunks(BATCH) {
            self.read_batch(batch);
        }
        // A large workspace is looked at less often, so that looking never takes more than a twentieth of the time.
        self.pause = LOOK.max(begun.elapsed() * 20);
    }
}

//! Finds and reads articles and project files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::article::Format;
use crate::config::{FILE_NAME, Fault, Project};
use crate::text::MAX_BYTES;

/// Why a file was passed over, in words for a user.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// The file.
    pub path: PathBuf,
    /// The line, from one; zero when the whole file is meant.
    pub line: usize,
    /// What is wrong, and what to do.
    pub message: String,
    /// Whether the run cannot go on as asked.
    pub fatal: bool,
}

impl Notice {
    fn new(path: &Path, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: 0, message: message.into(), fatal: false }
    }
}

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path.display(), self.message),
            line => write!(f, "{}:{line}: {}", self.path.display(), self.message),
        }
    }
}

/// The articles below some paths, sorted: files as named, folders searched with `.gitignore` honoured.
pub fn articles(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Notice>) {
    let (mut found, mut notices) = (Vec::new(), Vec::new());
    for path in paths {
        if path.is_dir() {
            for entry in ignore::WalkBuilder::new(path).require_git(false).build() {
                match entry {
                    Ok(entry) if entry.file_type().is_some_and(|it| it.is_file()) && format_of(entry.path()).is_some() => {
                        found.push(entry.into_path());
                    }
                    Ok(_) => {}
                    Err(error) => notices.push(Notice::new(path, error.to_string())),
                }
            }
        } else if path.exists() {
            found.push(path.clone());
        } else {
            notices.push(Notice { fatal: true, ..Notice::new(path, "no such file or folder") });
        }
    }
    found.sort();
    found.dedup();
    (found, notices)
}

/// The format a file's name tells.
pub fn format_of(path: &Path) -> Option<Format> {
    Format::of_file_name(path.file_name()?.to_str()?)
}

/// Reads an article. Bytes that are no UTF-8 are replaced; a huge or binary file is passed over.
///
/// # Errors
/// A notice that says why there is no text.
#[expect(clippy::disallowed_methods, reason = "this is the module that reads files")]
pub fn read(path: &Path) -> Result<String, Notice> {
    let size = fs::metadata(path).map_err(|error| unreadable(path, &error))?.len();
    if size > MAX_BYTES as u64 {
        let message = format!("skipped: {} MB, and articles of more than {} MB are not read", size >> 20, MAX_BYTES >> 20);
        return Err(Notice::new(path, message));
    }
    let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
    if bytes.iter().take(8192).any(|&byte| byte == 0) {
        return Err(Notice::new(path, "skipped: this is no text (it holds zero bytes)"));
    }
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Notice {
    Notice { fatal: true, ..Notice::new(path, format!("cannot be read: {error}")) }
}

/// Reads a file that is no article: an archive.
///
/// # Errors
/// A notice that says why.
pub fn open(path: &Path) -> Result<fs::File, Notice> {
    fs::File::open(path).map_err(|error| unreadable(path, &error))
}

/// When a file was last changed, as far as the system tells.
#[expect(clippy::disallowed_methods, reason = "this is the module that looks at files")]
pub fn modified(path: &Path) -> Option<std::time::SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

/// The project files of a run, each read once: the nearest one upwards counts for an article.
#[derive(Debug, Default)]
pub struct Projects {
    by_folder: BTreeMap<PathBuf, Option<Arc<Found>>>,
    rules: Vec<(&'static str, &'static str)>,
    /// Project files that could not be used.
    pub notices: Vec<Notice>,
}

/// A project file and where it stands.
#[derive(Debug, Default)]
pub struct Found {
    /// The folder it stands in.
    pub folder: PathBuf,
    /// What it says; the defaults if it could not be read.
    pub project: Project,
}

impl Projects {
    /// None read yet. `rules` are all codes and names, so that a slip in one is told.
    pub fn new(rules: Vec<(&'static str, &'static str)>) -> Self {
        Self { by_folder: BTreeMap::new(), rules, notices: Vec::new() }
    }

    /// The project of an article.
    pub fn of(&mut self, article: &Path) -> Option<Arc<Found>> {
        let folder = article.parent()?;
        self.of_folder(folder)
    }

    fn of_folder(&mut self, folder: &Path) -> Option<Arc<Found>> {
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone();
        }
        let here = folder.join(FILE_NAME);
        let found = if here.is_file() {
            Some(Arc::new(self.load(&here, folder)))
        } else {
            folder.parent().and_then(|parent| self.of_folder(parent))
        };
        self.by_folder.insert(folder.to_owned(), found.clone());
        found
    }

    #[expect(clippy::disallowed_methods, reason = "this is the module that reads files")]
    fn load(&mut self, path: &Path, folder: &Path) -> Found {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                self.notices.push(unreadable(path, &error));
                return Found { folder: folder.to_owned(), project: Project::default() };
            }
        };
        let project = Project::parse(&text, &self.rules).unwrap_or_else(|Fault { line, message, .. }| {
            self.notices.push(Notice { path: path.to_owned(), line, message, fatal: true });
            Project::default()
        });
        Found { folder: folder.to_owned(), project }
    }
}

impl Found {
    /// What the project knows of an article.
    pub fn given(&self, article: &Path) -> crate::facts::Given {
        let relative = article.strip_prefix(&self.folder).unwrap_or(article);
        let path: Vec<String> = relative.components().map(|it| it.as_os_str().to_string_lossy().into_owned()).collect();
        self.project.given(&path.join("/"))
    }
}

/// The articles right in a folder, sorted, none of folders below. At most a few thousand: nobody asked for them.
#[expect(clippy::disallowed_methods, reason = "this is the module that reads folders")]
pub fn articles_beside(folder: &Path) -> Vec<PathBuf> {
    const MOST: usize = 4096;
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).take(MOST);
    let mut found: Vec<PathBuf> = entries.map(|it| it.path()).filter(|path| path.is_file() && format_of(path).is_some()).collect();
    found.sort();
    found
}

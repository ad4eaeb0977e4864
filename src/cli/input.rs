//! What a command reads: files, folders, archives of one article a line, standard input.

use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use serde::Deserialize;

use crate::article::Format;
use crate::config::Selection;
use crate::disk::{self, Notice, Projects};
use crate::facts::{DateBasis, Dated, Given};

/// An article that is still to be read.
#[derive(Clone, Debug)]
pub(super) struct Input {
    /// The record's id, or the path as the user gave it.
    pub(super) id: String,
    pub(super) text: Arc<str>,
    pub(super) format: Format,
    pub(super) given: Given,
    /// Which rules the project file asks for.
    pub(super) selection: Selection,
}

/// A line of an archive.
#[derive(Deserialize)]
struct Record {
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    format: Option<String>,
}

/// All that a command was pointed at, in order.
pub(super) struct Inputs {
    paths: Vec<PathBuf>,
    projects: Projects,
    pub(super) notices: Vec<Notice>,
}

impl Inputs {
    pub(super) fn new(paths: &[PathBuf], rules: Vec<(&'static str, &'static str)>) -> Self {
        let (mut expanded, mut notices) = (Vec::new(), Vec::new());
        for path in super::or_here(paths) {
            if path.as_os_str() == "-" || is_archive(&path) {
                expanded.push(path);
            } else {
                let (found, problems) = disk::articles(std::slice::from_ref(&path));
                expanded.extend(found);
                notices.extend(problems);
            }
        }
        Self { paths: expanded, projects: Projects::new(rules), notices }
    }

    /// Whether everything can be read a second time: standard input cannot.
    pub(super) fn can_be_read_twice(&self) -> bool {
        self.paths.iter().all(|path| path.as_os_str() != "-")
    }

    /// Hands over all articles in order, `some` at a time.
    pub(super) fn each(&mut self, some: usize, mut take: impl FnMut(Vec<Input>) -> io::Result<()>) -> io::Result<()> {
        let mut batch = Vec::new();
        for path in self.paths.clone() {
            if path.as_os_str() == "-" {
                self.records(io::stdin().lock(), &path, &mut batch, some, &mut take)?;
            } else if is_archive(&path) {
                match disk::open(&path) {
                    Ok(file) => self.records(BufReader::new(file), &path, &mut batch, some, &mut take)?,
                    Err(notice) => self.notices.push(notice),
                }
            } else if let Some(input) = self.file(&path) {
                batch.push(input);
            }
            if batch.len() >= some {
                take(std::mem::take(&mut batch))?;
            }
        }
        take(batch)?;
        self.notices.append(&mut self.projects.notices);
        Ok(())
    }

    fn file(&mut self, path: &Path) -> Option<Input> {
        let text = disk::read(path).map_err(|notice| self.notices.push(notice)).ok()?;
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let found = self.projects.of(&absolute).unwrap_or_default();
        let (given, selection) = (found.given(&absolute), Selection::from(&found.project.check));
        let id = path.strip_prefix("./").unwrap_or(path).display().to_string();
        Some(Input { id, text: text.into(), format: disk::format_of(path).unwrap_or_default(), given, selection })
    }

    fn records(
        &mut self,
        mut lines: impl BufRead,
        path: &Path,
        batch: &mut Vec<Input>,
        some: usize,
        take: &mut impl FnMut(Vec<Input>) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut line = Vec::new();
        let mut number = 0;
        loop {
            line.clear();
            if lines.read_until(b'\n', &mut line)? == 0 {
                return Ok(());
            }
            number += 1;
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match record(&line) {
                Ok(input) => batch.push(input),
                Err(message) => {
                    let message = format!("skipped: {message}; an archive has one JSON object a line, with id and text");
                    self.notices.push(Notice { path: path.to_owned(), line: number, message, fatal: true });
                }
            }
            if batch.len() >= some {
                take(std::mem::take(batch))?;
            }
        }
    }
}

fn is_archive(path: &Path) -> bool {
    path.extension().is_some_and(|it| it.eq_ignore_ascii_case("jsonl") || it.eq_ignore_ascii_case("ndjson"))
}

fn record(line: &[u8]) -> Result<Input, String> {
    let record: Record = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let id = match record.id {
        serde_json::Value::String(id) => id,
        other => other.to_string(),
    };
    let format = match record.format.as_deref() {
        None | Some("txt" | "text" | "plain" | "plaintext") => Format::Plain,
        Some("md" | "markdown") => Format::Markdown,
        Some(other) => return Err(format!("no format is called `{other}`; there are text and markdown")),
    };
    let date = record.date.as_deref().and_then(|it| it.get(..10)).and_then(|it| it.parse::<Date>().ok());
    let given = Given { date: date.map(|date| Dated { date, basis: DateBasis::Record }), title: record.title };
    Ok(Input { id, text: record.text.into(), format, given, selection: Selection::default() })
}

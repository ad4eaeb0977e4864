//! Findings in the forms that people and machines read. One module a form.

mod github;
mod json;
mod sarif;
mod text;

use std::io::{self, Write};

use clap::ValueEnum;

use crate::rules::Finding;

/// The form of a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub enum Format {
    /// For people: both places of every finding, with the words around
    #[default]
    Text,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// How a report for people looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) colour: bool,
    pub(super) width: usize,
}

/// What a run came to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run<'a> {
    pub(super) findings: &'a [Finding],
    pub(super) articles: usize,
}

/// Writes a report.
pub(super) fn write(format: Format, out: &mut impl Write, run: Run<'_>, look: Look) -> io::Result<()> {
    match format {
        Format::Text => text::write(out, run, look),
        Format::Json => json::write(out, run),
        Format::Jsonl => json::write_lines(out, run),
        Format::Sarif => sarif::write(out, run),
        Format::Github => github::write(out, run),
    }
}

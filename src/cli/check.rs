//! `copydesk check`: what cannot be right in articles.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use rayon::prelude::*;

use super::input::{Input, Inputs};
use super::report::{self, Format, Look, Run};
use super::{Exit, flush, stdout};
use crate::config::{Selection, Severity};
use crate::index::{Analysis, ArticleId, Change, World};
use crate::rules::{self, Finding, Neighbours};
use crate::text::Text;

/// Arguments of `copydesk check`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files, folders (searched through, .gitignore honoured), archives (.jsonl, one article a line), or -
    pub paths: Vec<PathBuf>,
    /// The form of the report
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Run only these rules: codes, names, or beginnings of codes
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub select: Vec<String>,
    /// Do not run these rules
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub ignore: Vec<String>,
    /// The least grave finding that is shown
    #[arg(long, value_enum)]
    pub severity: Option<Level>,
    /// Run the rules too that are off by default
    #[arg(long)]
    pub strict: bool,
    /// When to use colours
    #[arg(long, value_enum, default_value_t)]
    pub color: Colour,
}

/// A severity on the command line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Level {
    Information,
    Warning,
    Error,
}

/// When to use colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How many articles are read at once, side by side.
const BATCH: usize = 256;

/// An article that was read, with what its own rules found.
struct Read {
    id: ArticleId,
    selection: Selection,
    findings: Vec<Finding>,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Exit> {
    if let Some(message) = unknown_rule(arguments) {
        super::complain(&message);
        return Ok(Exit::Failed);
    }
    let mut inputs = Inputs::new(&arguments.paths, rules::names());
    let mut world = World::default();
    let mut all: Vec<Read> = Vec::new();
    inputs.each(BATCH, |batch| {
        let read: Vec<_> = batch.into_par_iter().map(|input| read(&input, arguments)).collect();
        for (it, analysis) in read {
            let (contribution, places) = (analysis.contribution, analysis.places);
            world.apply(Change::Settle { id: it.id.clone(), contribution, places });
            all.push(it);
        }
        Ok(())
    })?;
    let snapshot = world.snapshot();
    let articles = all.len();
    let findings: Vec<Vec<Finding>> = all
        .into_par_iter()
        .map(|it| {
            let known = snapshot.entry(&it.id).and_then(|entry| entry.known.as_ref());
            let across = known.map_or_else(Vec::new, |known| {
                let neighbours = Neighbours { snapshot: &snapshot, id: &it.id, contribution: &known.contribution, places: &known.places };
                rules::check_across(&neighbours, &it.selection)
            });
            rules::settle(it.findings, across, &it.selection)
        })
        .collect();
    let findings: Vec<Finding> = findings.into_iter().flatten().collect();
    let mut out = stdout();
    report::write(arguments.format, &mut out, Run { findings: &findings, articles }, look(arguments))?;
    let failed = super::report_notices(&inputs.notices);
    let exit = match (failed, findings.is_empty()) {
        (true, _) => Exit::Failed,
        (_, true) => Exit::Clean,
        _ => Exit::Findings,
    };
    flush(&mut out, exit)
}

fn read(input: &Input, arguments: &Arguments) -> (Read, Analysis) {
    let analysis = Analysis::read(Text::new(&input.text), input.format, &input.given, None);
    let (id, selection) = (ArticleId::new(&input.id), select(input, arguments));
    let findings = rules::check_article(&id, &analysis.facts, &selection);
    (Read { id, selection, findings }, analysis)
}

/// What the project file asks for, and what the command line adds.
fn select(input: &Input, arguments: &Arguments) -> Selection {
    let mut selection = input.selection.clone();
    if !arguments.select.is_empty() {
        selection.select.clone_from(&arguments.select);
    }
    selection.ignore.extend(arguments.ignore.iter().cloned());
    selection.strict |= arguments.strict;
    selection.severity = arguments.severity.map(Severity::from).or(selection.severity);
    selection
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Information => Self::Information,
            Level::Warning => Self::Warning,
            Level::Error => Self::Error,
        }
    }
}

fn unknown_rule(arguments: &Arguments) -> Option<String> {
    let names = rules::names();
    let is_known = |name: &&String| names.iter().any(|(code, rule)| rule == name || (!name.is_empty() && code.starts_with(name.as_str())));
    let unknown = arguments.select.iter().chain(&arguments.ignore).find(|name| !is_known(name))?;
    let nearest = names.iter().flat_map(|(code, name)| [code, name]).min_by_key(|it| strsim::osa_distance(it, unknown))?;
    Some(format!("no rule is called `{unknown}`; did you mean `{nearest}`? `copydesk explain` lists them all"))
}

#[expect(clippy::disallowed_methods, reason = "NO_COLOR is a convention of the environment")]
fn look(arguments: &Arguments) -> Look {
    let colour = match arguments.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    };
    let columns = std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
    Look { colour, width: columns.unwrap_or(100) }
}

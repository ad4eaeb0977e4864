//! The command line. The only floor that prints.

mod check;
mod exit;
mod explain;
mod facts;
mod input;
mod report;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
pub use exit::Exit;

/// Reads news articles: who is in them, which figures they state, and where two of these cannot both be right.
#[derive(Debug, Parser)]
#[command(name = "copydesk", version, about, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Answer an editor over standard input and output
    Server(ServerArguments),
    /// Report what cannot be right in articles
    Check(check::Arguments),
    /// Explain a rule, with examples
    Explain(explain::Arguments),
    /// Print everything read from articles, one JSON object a line
    Facts(facts::Arguments),
}

/// Arguments of `copydesk server`.
#[derive(Debug, clap::Args)]
pub struct ServerArguments {
    /// Accepted for clients that pass it; standard input and output are always used
    #[arg(long)]
    pub stdio: bool,
    /// Answer the requests that stress tests need
    #[arg(long, hide = true)]
    pub debug_requests: bool,
}

/// What offsets count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub enum Offsets {
    /// Unicode code points
    #[default]
    Chars,
    /// Bytes of UTF-8
    Bytes,
    /// Code units of UTF-16
    Utf16,
}

/// Standard output, buffered. A reader that goes away is no fault.
fn stdout() -> io::BufWriter<io::StdoutLock<'static>> {
    io::BufWriter::new(io::stdout().lock())
}

/// Writes a line to standard error.
#[expect(clippy::print_stderr, reason = "this floor prints")]
fn complain(message: &dyn std::fmt::Display) {
    eprintln!("copydesk: {message}");
}

/// Tells what was passed over; whether something was that makes the run fail.
fn report_notices(notices: &[crate::disk::Notice]) -> bool {
    for notice in notices {
        complain(notice);
    }
    notices.iter().any(|it| it.fatal)
}

/// Ends a command: what could not be written because the reader went away is success.
fn finish(written: io::Result<Exit>) -> Exit {
    match written {
        Ok(exit) => exit,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(error) => {
            complain(&format!("cannot write: {error}"));
            Exit::Failed
        }
    }
}

/// Runs a command that is not the server.
pub fn run(command: Command) -> Exit {
    match command {
        Command::Check(arguments) => finish(check::run(&arguments)),
        Command::Explain(arguments) => finish(explain::run(&arguments)),
        Command::Facts(arguments) => finish(facts::run(&arguments)),
        Command::Server(_) => Exit::Clean,
    }
}

/// The paths to read when none are named: the working folder.
fn or_here(paths: &[PathBuf]) -> Vec<PathBuf> {
    if paths.is_empty() { vec![PathBuf::from(".")] } else { paths.to_vec() }
}

/// Writes what is buffered.
fn flush(out: &mut impl Write, exit: Exit) -> io::Result<Exit> {
    out.flush()?;
    Ok(exit)
}

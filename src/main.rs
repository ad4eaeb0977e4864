//! Arguments, then server or command line, then exit code.

use std::process::ExitCode;

use clap::Parser;
use copydesk::cli::{self, Arguments};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    cli::run(arguments.command, std::path::Path::new(".")).into()
}

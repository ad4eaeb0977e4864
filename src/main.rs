//! Arguments, then server or command line, then exit code.

use std::process::ExitCode;

use clap::Parser;
use copydesk::cli::{self, Arguments, Command};
use copydesk::server::{self, Options};

#[expect(clippy::disallowed_methods, clippy::exit, reason = "the environment is read here, and the server may not wait for its threads")]
fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Server(arguments) => {
            let debug_requests = arguments.debug_requests || std::env::var_os("COPYDESK_DEBUG_REQUESTS").is_some();
            std::process::exit(server::serve(Options { debug_requests }))
        }
        command => cli::run(command).into(),
    }
}

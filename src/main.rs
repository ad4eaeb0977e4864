//! Arguments in, exit code out.

use std::io::Write;

use copydesk::server::{self, Options};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    std::process::exit(match arguments.first().map(String::as_str) {
        Some("server") => server::serve(Options { debug_requests: debug_requests(&arguments) }),
        Some("--version") => say(std::io::stdout(), concat!("copydesk ", env!("CARGO_PKG_VERSION")), 0),
        _ => say(std::io::stderr(), "usage: copydesk server [--stdio] | copydesk --version", 2),
    });
}

/// Whether to offer the requests that only tests need.
#[expect(
    clippy::disallowed_methods,
    reason = "the arguments and the environment are read here and handed down"
)]
fn debug_requests(arguments: &[String]) -> bool {
    arguments.iter().any(|it| it == "--debug-requests")
        || std::env::var_os("COPYDESK_DEBUG_REQUESTS").is_some()
}

/// Writes a line; a closed pipe is no error.
fn say(mut to: impl Write, line: &str, code: i32) -> i32 {
    let _ = writeln!(to, "{line}");
    code
}

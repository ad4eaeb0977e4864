//! Words to whoever reads the server's standard error. Never a word of an article.

use std::io::Write;

/// Writes one line to standard error; standard output belongs to the protocol.
pub(super) fn log(line: &str) {
    // An editor may have closed it, which is no reason to fail.
    let _ = writeln!(std::io::stderr(), "copydesk: {line}");
}

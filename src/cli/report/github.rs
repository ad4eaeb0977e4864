//! Annotations of GitHub Actions. Ten of each level are shown and the rest dropped unseen, so the gravest come first
//! and what is over is printed as plain lines.

use std::io::{self, Write};

use super::Run;
use crate::config::Severity;
use crate::rules::Finding;
use crate::text::Encoding;

/// How many annotations of a level one step may make.
const SHOWN: usize = 10;

pub(super) fn write(out: &mut impl Write, run: Run<'_>) -> io::Result<()> {
    for severity in [Severity::Error, Severity::Warning, Severity::Information] {
        let found: Vec<&Finding> = run.findings.iter().filter(|it| it.severity == severity).collect();
        for (index, finding) in found.iter().enumerate() {
            if index < SHOWN {
                annotation(out, finding)?;
            } else {
                plain(out, finding)?;
            }
        }
        if found.len() > SHOWN {
            writeln!(out, "{} more of this level are listed above as plain lines", found.len() - SHOWN)?;
        }
    }
    Ok(())
}

fn annotation(out: &mut impl Write, finding: &Finding) -> io::Result<()> {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "notice",
    };
    let (start, end) = (finding.place.start(Encoding::Utf16), finding.place.end(Encoding::Utf16));
    let title = format!("{} {}", finding.rule.code, finding.rule.name);
    let file = property(finding.article.as_str());
    let (line, end_line) = (start.line + 1, end.line + 1);
    let columns = if line == end_line { format!(",col={},endColumn={}", start.col + 1, end.col + 1) } else { String::new() };
    writeln!(out, "::{command} file={file},line={line},endLine={end_line}{columns},title={}::{}", property(&title), message(&finding.message))
}

fn plain(out: &mut impl Write, finding: &Finding) -> io::Result<()> {
    let start = finding.place.start(Encoding::Utf32);
    writeln!(out, "{}:{}:{}: {} {}", finding.article, start.line + 1, start.col + 1, finding.rule.code, finding.message)
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

//! `copydesk explain`: what a rule finds, why, and examples.

use std::io::{self, Write};

use super::{Exit, complain, flush, stdout};
use crate::rules::{self, RULES, Rule};

/// Arguments of `copydesk explain`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A rule's code or name; all rules are listed without one
    pub rule: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Exit> {
    let mut out = stdout();
    let Some(name) = &arguments.rule else {
        for rule in RULES {
            writeln!(out, "{} {:<18} {:<11} {}", rule.code, rule.name, rule.severity.name(), rule.summary().replace('\n', " "))?;
        }
        return flush(&mut out, Exit::Clean);
    };
    match rules::find(name) {
        Some(rule) => {
            page(&mut out, rule)?;
            flush(&mut out, Exit::Clean)
        }
        None => {
            complain(&format!("no rule is called `{name}`; `copydesk explain` lists them all"));
            Ok(Exit::Failed)
        }
    }
}

/// A rule's page; the same text as in `docs/rules`.
pub(crate) fn page(out: &mut impl Write, rule: &Rule) -> io::Result<()> {
    writeln!(out, "# {} {}\n", rule.code, rule.name)?;
    let on = if rule.on { "on by default" } else { "off by default, on with --strict" };
    writeln!(out, "Severity: {} at most; {on}; since {}.\n", rule.severity.name(), rule.since)?;
    for line in rule.docs.lines() {
        writeln!(out, "{}", line.strip_prefix(' ').unwrap_or(line))?;
    }
    Ok(())
}

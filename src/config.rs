//! What a user may set in `copydesk.toml`. No file is read here: `disk.rs` finds it and hands over its text.

use globset::{Glob, GlobMatcher};
use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::facts::{DateBasis, Dated, Given};
use crate::text::TextRange;

/// The name of the project file.
pub const FILE_NAME: &str = "copydesk.toml";

/// How grave a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    #[serde(alias = "info")]
    Information,
    /// Worth a look before it is printed.
    Warning,
    /// Cannot be right.
    Error,
}

impl Severity {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// One step less grave.
    #[must_use]
    pub fn lower(self) -> Self {
        match self {
            Self::Error => Self::Warning,
            _ => Self::Information,
        }
    }
}

/// A project file as a program uses it.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// Which rules run.
    pub check: Check,
    /// Dates of articles that cannot carry them.
    articles: Vec<(GlobMatcher, Date)>,
}

/// Which rules run. An entry is a code (`F101`), a name (`headline-figure`) or a beginning of a code (`F`, `F1`).
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Check {
    /// Only these; all that are on by default when empty.
    pub select: Vec<String>,
    /// All but these.
    pub ignore: Vec<String>,
    /// The least grave finding that is shown.
    pub severity: Option<Severity>,
    /// Whether rules that are off by default run too.
    pub strict: bool,
}

/// Which rules run and what is shown, settled from the project file and the command line.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Selection {
    /// Only these; all that are on by default when empty.
    pub select: Vec<String>,
    /// All but these.
    pub ignore: Vec<String>,
    /// The least grave finding that is shown.
    pub severity: Option<Severity>,
    /// Whether rules that are off by default run too.
    pub strict: bool,
}

impl Selection {
    /// Every rule there is, for tests of single rules.
    pub fn everything() -> Self {
        Self { strict: true, ..Self::default() }
    }

    /// Whether a rule runs; `on` says whether it does by default.
    pub fn wants(&self, code: &str, name: &str, on: bool) -> bool {
        let named = |list: &[String]| list.iter().any(|it| it == name || (!it.is_empty() && code.starts_with(it.as_str())));
        let selected = if self.select.is_empty() { on || self.strict } else { named(&self.select) };
        selected && !named(&self.ignore)
    }

    /// Whether a finding this grave is shown.
    pub fn shows(&self, severity: Severity) -> bool {
        self.severity.is_none_or(|least| severity >= least)
    }
}

impl From<&Check> for Selection {
    fn from(check: &Check) -> Self {
        Self { select: check.select.clone(), ignore: check.ignore.clone(), severity: check.severity, strict: check.strict }
    }
}

/// A fault in a project file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Where, in bytes.
    pub range: TextRange,
    /// The line, from one.
    pub line: usize,
    /// What, and what to do.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    check: Check,
    #[serde(default)]
    article: Vec<ArticleTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArticleTable {
    file: Spanned<String>,
    date: Option<Spanned<toml::value::Datetime>>,
}

impl Project {
    /// Reads a project file.
    ///
    /// # Errors
    /// The first fault: unreadable TOML, an unknown key, a bad glob or date, an unknown rule.
    pub fn parse(text: &str, known_rules: &[(&str, &str)]) -> Result<Self, Fault> {
        let file: File = toml::from_str(text).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            fault(text, span, &with_suggestion(error.message()))
        })?;
        check_rules(text, &file.check, known_rules)?;
        let mut articles = Vec::new();
        for table in file.article {
            let glob = Glob::new(table.file.get_ref())
                .map_err(|error| fault(text, table.file.span(), &format!("this is no file pattern: {}", error.kind())))?;
            if let Some(date) = table.date {
                let day = date.get_ref().date.and_then(|it| {
                    Date::new(i16::try_from(it.year).ok()?, i8::try_from(it.month).ok()?, i8::try_from(it.day).ok()?).ok()
                });
                let day = day.ok_or_else(|| fault(text, date.span(), "this has no day; write a date as 2011-06-28"))?;
                articles.push((glob.compile_matcher(), day));
            }
        }
        Ok(Self { check: file.check, articles })
    }

    /// What the project knows of an article, by its path relative to the project file, with `/` between folders.
    /// A pattern without a folder matches the name in any folder.
    pub fn given(&self, path: &str) -> Given {
        let name = path.rsplit('/').next().unwrap_or(path);
        let listed = self.articles.iter().find(|(glob, _)| glob.is_match(path) || glob.is_match(name));
        let date = listed.map(|&(_, date)| Dated { date, basis: DateBasis::Project });
        let date = date.or_else(|| date_in_name(name).map(|date| Dated { date, basis: DateBasis::FileName }));
        Given { date, title: None }
    }
}

/// A day in a file's name: `2011-06-28-moscow.md`, as Jekyll writes it, or with underscores.
fn date_in_name(name: &str) -> Option<Date> {
    let digit = |at: usize| name.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let number = |from: usize, to: usize| name.get(from..to)?.parse::<i16>().ok();
    let separator = |at: usize| matches!(name.as_bytes().get(at), Some(b'-' | b'_' | b'.'));
    (0..name.len()).find_map(|at| {
        let shaped = (0..4).all(|i| digit(at + i)) && separator(at + 4) && digit(at + 5) && digit(at + 6) && separator(at + 7) && digit(at + 8) && digit(at + 9);
        let alone = !digit(at + 10) && (at == 0 || !digit(at - 1));
        if !(shaped && alone) {
            return None;
        }
        Date::new(number(at, at + 4)?, i8::try_from(number(at + 5, at + 7)?).ok()?, i8::try_from(number(at + 8, at + 10)?).ok()?).ok()
    })
}

fn check_rules(text: &str, check: &Check, known: &[(&str, &str)]) -> Result<(), Fault> {
    for name in check.select.iter().chain(&check.ignore) {
        let is_known = known.iter().any(|(code, rule)| rule == name || (!name.is_empty() && code.starts_with(name.as_str())));
        if !is_known {
            let nearest = known.iter().flat_map(|(code, rule)| [code, rule]).min_by_key(|it| strsim::osa_distance(it, name));
            let at = text.find(&format!("\"{name}\"")).unwrap_or(0);
            let message = format!("no rule is called `{name}`; did you mean `{}`?", nearest.unwrap_or(&"F101"));
            return Err(fault(text, at..at + name.len() + 2, &message));
        }
    }
    Ok(())
}

fn fault(text: &str, span: std::ops::Range<usize>, message: &str) -> Fault {
    let line = text.get(..span.start.min(text.len())).map_or(1, |before| before.matches('\n').count() + 1);
    Fault { range: span.into(), line, message: message.to_owned() }
}

/// An unknown key is most often a slip of one that exists.
fn with_suggestion(message: &str) -> String {
    let words: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let [unknown, known @ ..] = words.as_slice() else { return message.to_owned() };
    if !message.starts_with("unknown field") || known.is_empty() {
        return message.to_owned();
    }
    let nearest = known.iter().min_by_key(|it| strsim::osa_distance(it, unknown)).unwrap_or(unknown);
    format!("unknown key `{unknown}`; did you mean `{nearest}`? Known here: {}", known.join(", "))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const RULES: [(&str, &str); 2] = [("F101", "headline-figure"), ("P201", "name-misspelling")];

    fn fault_of(text: &str) -> String {
        let fault = Project::parse(text, &RULES).unwrap_err();
        format!("{}: {}", fault.line, fault.message)
    }

    #[test]
    fn dates_come_by_pattern_or_by_name() {
        let project = Project::parse("[[article]]\nfile = \"000_*.txt\"\ndate = 2011-06-28\n", &RULES).unwrap();
        let day = |path: &str| project.given(path).date.map(|it| it.date);
        assert_eq!(day("sub/000_abc.txt"), Some(date(2011, 6, 28)));
        assert_eq!(day("001_abc.txt"), None);
        assert_eq!(day("2012-03-10-moscow.md"), Some(date(2012, 3, 10)));
        assert_eq!(day("12012-03-101.md"), None);
        assert_eq!(day("2012-13-10.md"), None);
    }

    #[test]
    fn a_fault_names_its_line_and_what_was_meant() {
        assert_eq!(fault_of("[check]\nignroe = []\n"), "2: unknown key `ignroe`; did you mean `ignore`? Known here: select, ignore, severity, strict");
        assert_eq!(fault_of("[check]\nignore = [\"F110\"]\n"), "2: no rule is called `F110`; did you mean `F101`?");
        assert!(fault_of("[check\n").starts_with("1: "));
        assert!(fault_of("[[article]]\nfile = \"a[\"\n").starts_with("2: this is no file pattern"));
        assert_eq!(fault_of("[[article]]\nfile = \"a\"\ndate = 10:00:00\n"), "3: this has no day; write a date as 2011-06-28");
    }

    #[test]
    fn rules_go_by_code_name_or_family() {
        for name in ["F101", "headline-figure", "F", "P2"] {
            assert!(Project::parse(&format!("[check]\nselect = [\"{name}\"]\n"), &RULES).is_ok(), "{name}");
        }
    }
}

//! For people: the place, the other place, the reason, what to do.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Look, Run};
use crate::config::Severity;
use crate::index::Excerpt;
use crate::rules::Finding;

pub(super) fn write(out: &mut impl Write, run: Run<'_>, look: Look) -> io::Result<()> {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(look.width);
    for finding in run.findings {
        writeln!(out, "{}\n", renderer.render(&[group(finding)]))?;
    }
    writeln!(out, "{}", summary(run))
}

fn group(finding: &Finding) -> Group<'_> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::NOTE,
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.rule.code).id_url(finding.rule.url());
    let mut group = title.element(snippet(finding.article.as_str(), &finding.excerpt, AnnotationKind::Primary, finding.rule.name));
    for other in &finding.related {
        group = group.element(snippet(other.article.as_str(), &other.excerpt, AnnotationKind::Context, &other.message));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

fn snippet<'a>(path: &'a str, excerpt: &'a Excerpt, kind: AnnotationKind, label: &'a str) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let mark = excerpt.mark.into();
    Snippet::source(&*excerpt.text).line_start(excerpt.line as usize + 1).path(path).annotation(kind.span(mark).label(label))
}

/// "2 errors and 1 warning in 10 articles"
fn summary(run: Run<'_>) -> String {
    let count = |severity: Severity| run.findings.iter().filter(|it| it.severity == severity).count();
    let named = [(Severity::Error, "error", "errors"), (Severity::Warning, "warning", "warnings"), (Severity::Information, "note", "notes")];
    let parts: Vec<String> = named
        .into_iter()
        .map(|(severity, one, many)| (count(severity), one, many))
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    let found = if parts.is_empty() { "nothing found".to_owned() } else { parts.join(", ") };
    format!("{found} in {} {}", run.articles, if run.articles == 1 { "article" } else { "articles" })
}

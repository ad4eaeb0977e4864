//! Findings as JSON. Lines and columns count from one, columns and offsets in code points.

use std::io::{self, Write};

use serde::Serialize;

use super::Run;
use crate::index::ArticleId;
use crate::rules::{Finding, FixEdit};
use crate::text::{Encoding, Place};

#[derive(Serialize)]
struct Out<'a> {
    rule: &'a str,
    name: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    location: Location<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    related: Vec<RelatedOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixOut<'a>>,
    url: String,
}

#[derive(Serialize)]
struct Location<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct RelatedOut<'a> {
    message: &'a str,
    #[serde(flatten)]
    location: Location<'a>,
}

#[derive(Serialize)]
struct FixOut<'a> {
    title: &'a str,
    edits: Vec<EditOut<'a>>,
}

#[derive(Serialize)]
struct EditOut<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

pub(super) fn write(out: &mut impl Write, run: Run<'_>) -> io::Result<()> {
    let all: Vec<Out<'_>> = run.findings.iter().map(describe).collect();
    serde_json::to_writer_pretty(&mut *out, &all)?;
    writeln!(out)
}

pub(super) fn write_lines(out: &mut impl Write, run: Run<'_>) -> io::Result<()> {
    for finding in run.findings {
        serde_json::to_writer(&mut *out, &describe(finding))?;
        writeln!(out)?;
    }
    Ok(())
}

fn describe(finding: &Finding) -> Out<'_> {
    let related = finding.related.iter().map(|it| RelatedOut { message: &it.message, location: location(&it.article, &it.place) });
    let edit = |it: &'_ FixEdit| -> (u32, u32) { (it.place.chars.start, it.place.chars.end) };
    let fix = finding.fix.as_ref().map(|fix| FixOut {
        title: &fix.title,
        edits: fix.edits.iter().map(|it| EditOut { start: edit(it).0, end: edit(it).1, text: &it.text }).collect(),
    });
    Out {
        rule: finding.rule.code,
        name: finding.rule.name,
        severity: finding.severity.name(),
        message: &finding.message,
        location: location(&finding.article, &finding.place),
        help: finding.help.as_deref(),
        related: related.collect(),
        fix,
        url: finding.rule.url(),
    }
}

fn location<'a>(article: &'a ArticleId, place: &Place) -> Location<'a> {
    let (start, end) = (place.start(Encoding::Utf32), place.end(Encoding::Utf32));
    Location {
        file: article.as_str(),
        line: start.line + 1,
        column: start.col + 1,
        end_line: end.line + 1,
        end_column: end.col + 1,
        start: place.chars.start,
        end: place.chars.end,
    }
}

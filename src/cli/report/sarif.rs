//! SARIF 2.1.0: the part of it that code scanning reads.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Run;
use crate::config::Severity;
use crate::index::ArticleId;
use crate::rules::{Finding, RULES};
use crate::text::{Encoding, Place};

pub(super) fn write(out: &mut impl Write, run: Run<'_>) -> io::Result<()> {
    let rules: Vec<Value> = RULES.iter().map(|rule| rule_of(rule)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "copydesk",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_HOMEPAGE"),
                "rules": rules,
            } },
            "columnKind": "utf16CodeUnits",
            "results": run.findings.iter().map(result).collect::<Vec<_>>(),
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn rule_of(rule: &crate::rules::Rule) -> Value {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.summary() },
        "help": { "text": rule.docs, "markdown": rule.docs },
        "helpUri": rule.url(),
        "defaultConfiguration": { "level": level(rule.severity), "enabled": rule.on },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "note",
    }
}

fn result(finding: &Finding) -> Value {
    let index = RULES.iter().position(|rule| rule.code == finding.rule.code);
    let mut result = json!({
        "ruleId": finding.rule.code,
        "ruleIndex": index,
        "level": level(finding.severity),
        "message": { "text": finding.message },
        "locations": [location(&finding.article, &finding.place, None)],
        "partialFingerprints": { "findingHash/v1": fingerprint(finding) },
    });
    if !finding.related.is_empty() {
        let related: Vec<Value> = finding.related.iter().map(|it| location(&it.article, &it.place, Some(&it.message))).collect();
        result["relatedLocations"] = related.into();
    }
    if let Some(fix) = &finding.fix {
        let replacements: Vec<Value> = fix.edits.iter().map(|it| json!({ "deletedRegion": region(&it.place), "insertedContent": { "text": it.text } })).collect();
        result["fixes"] = json!([{
            "description": { "text": fix.title },
            "artifactChanges": [{ "artifactLocation": { "uri": uri(&finding.article) }, "replacements": replacements }],
        }]);
    }
    result
}

fn location(article: &ArticleId, place: &Place, message: Option<&str>) -> Value {
    let mut location = json!({ "physicalLocation": { "artifactLocation": { "uri": uri(article) }, "region": region(place) } });
    if let Some(message) = message {
        location["message"] = json!({ "text": message });
    }
    location
}

fn region(place: &Place) -> Value {
    let (start, end) = (place.start(Encoding::Utf16), place.end(Encoding::Utf16));
    json!({ "startLine": start.line + 1, "startColumn": start.col + 1, "endLine": end.line + 1, "endColumn": end.col + 1 })
}

/// A path as a relative URI.
fn uri(article: &ArticleId) -> String {
    let mut out = String::new();
    for byte in article.as_str().replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// What stays the same when lines move: the rule, and the words around.
fn fingerprint(finding: &Finding) -> String {
    let bytes = finding.rule.code.bytes().chain(finding.excerpt.text.bytes().filter(|it| !it.is_ascii_whitespace()));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

//! Between the protocol's values and ours, and nothing else.

use tower_lsp::ls_types::{
    ClientCapabilities, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DocumentSymbol,
    GotoDefinitionResponse, Hover, HoverContents, Location, LocationLink, MarkupContent, MarkupKind, NumberOrString,
    OneOf, Position, PositionEncodingKind, Range, SymbolInformation, SymbolKind as Kind, Uri, WorkspaceSymbol,
};

use super::documents::Snapshot;
use crate::config::Severity;
use crate::ide::{self, Jump, Symbol, SymbolKind, Target};
use crate::rules::Finding;
use crate::text::{Encoding, LineCol, Place, Text, TextRange};

/// The encoding of columns to agree on: UTF-8, which we need not count anew, when the client offers it, else UTF-16,
/// which is every client's default, UTF-32 for a client that offers that and neither of the two.
pub(super) fn from_offered(capabilities: &ClientCapabilities) -> Encoding {
    let offered = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref());
    [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32]
        .into_iter()
        .find(|&encoding| offered.unwrap_or_default().contains(&to_encoding(encoding)))
        .unwrap_or_default()
}

pub(super) fn to_encoding(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

pub(super) fn from_position(position: Position) -> LineCol {
    LineCol { line: position.line, col: position.character }
}

/// A range in a text. One outside the text is clamped, one whose ends are swapped is turned round.
pub(super) fn from_range(range: Range, text: &Text, encoding: Encoding) -> TextRange {
    let at = |position| text.offset(from_position(position), encoding);
    TextRange::new(at(range.start), at(range.end))
}

fn to_position(at: LineCol) -> Position {
    Position { line: at.line, character: at.col }
}

/// A place in the columns agreed on.
pub(super) fn to_range(place: &Place, encoding: Encoding) -> Range {
    Range { start: to_position(place.start(encoding)), end: to_position(place.end(encoding)) }
}

/// A range of an open text in the columns agreed on.
pub(super) fn to_range_in(text: &Text, range: TextRange, encoding: Encoding) -> Range {
    Range { start: to_position(text.position(range.start, encoding)), end: to_position(text.position(range.end, encoding)) }
}

pub(super) fn to_location(snapshot: &Snapshot, target: &Target) -> Option<Location> {
    Some(Location { uri: snapshot.uri(&target.article)?, range: to_range(&target.focus, snapshot.encoding) })
}

/// Where a question leads: with links when the client takes them, which also say what was asked about.
pub(super) fn to_definition(snapshot: &Snapshot, jump: &Jump) -> GotoDefinitionResponse {
    if !snapshot.profile.links {
        return GotoDefinitionResponse::Array(jump.targets.iter().filter_map(|it| to_location(snapshot, it)).collect());
    }
    let link = |it: &Target| {
        Some(LocationLink {
            origin_selection_range: Some(to_range(&jump.origin, snapshot.encoding)),
            target_uri: snapshot.uri(&it.article)?,
            target_range: to_range(&it.full, snapshot.encoding),
            target_selection_range: to_range(&it.focus, snapshot.encoding),
        })
    };
    GotoDefinitionResponse::Link(jump.targets.iter().filter_map(link).collect())
}

pub(super) fn to_hover(snapshot: &Snapshot, hover: &ide::Hover) -> Hover {
    let contents = if snapshot.profile.markdown {
        MarkupContent { kind: MarkupKind::Markdown, value: hover.card.markdown() }
    } else {
        MarkupContent { kind: MarkupKind::PlainText, value: hover.card.plain() }
    };
    Hover { contents: HoverContents::Markup(contents), range: Some(to_range(&hover.place, snapshot.encoding)) }
}

fn to_kind(kind: SymbolKind) -> Kind {
    match kind {
        SymbolKind::Section => Kind::NAMESPACE,
        SymbolKind::Person => Kind::CLASS,
        SymbolKind::Quote => Kind::STRING,
        SymbolKind::Figure => Kind::NUMBER,
    }
}

pub(super) fn to_document_symbol(snapshot: &Snapshot, symbol: &Symbol) -> DocumentSymbol {
    #[expect(deprecated, reason = "the type still has the field")]
    DocumentSymbol {
        name: symbol.name.clone(),
        detail: (!symbol.detail.is_empty()).then(|| symbol.detail.clone()),
        kind: to_kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: to_range(&symbol.target.full, snapshot.encoding),
        selection_range: to_range(&symbol.target.focus, snapshot.encoding),
        children: None,
    }
}

/// For a client that knows no trees.
pub(super) fn to_symbol_information(snapshot: &Snapshot, symbol: &Symbol) -> Option<SymbolInformation> {
    #[expect(deprecated, reason = "the type still has the field")]
    Some(SymbolInformation {
        name: symbol.name.clone(),
        kind: to_kind(symbol.kind),
        tags: None,
        deprecated: None,
        location: to_location(snapshot, &symbol.target)?,
        container_name: (!symbol.detail.is_empty()).then(|| symbol.detail.clone()),
    })
}

pub(super) fn to_workspace_symbol(snapshot: &Snapshot, symbol: &Symbol) -> Option<WorkspaceSymbol> {
    Some(WorkspaceSymbol {
        name: symbol.name.clone(),
        kind: to_kind(symbol.kind),
        tags: None,
        container_name: (!symbol.detail.is_empty()).then(|| symbol.detail.clone()),
        location: OneOf::Left(to_location(snapshot, &symbol.target)?),
        data: None,
    })
}

/// A finding as a diagnostic. Its message names both places, since some clients show nothing else.
pub(super) fn to_diagnostic(snapshot: &Snapshot, finding: &Finding) -> Diagnostic {
    let related = finding.related.iter().filter_map(|it| {
        let location = Location { uri: snapshot.uri(&it.article)?, range: to_range(&it.place, snapshot.encoding) };
        Some(DiagnosticRelatedInformation { location, message: it.message.clone() })
    });
    let page = finding.rule.url().parse::<Uri>().ok().filter(|_| snapshot.profile.code_pages);
    let help = finding.help.as_ref().map_or_else(String::new, |help| format!("\n{help}"));
    Diagnostic {
        range: to_range(&finding.place, snapshot.encoding),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Information => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(finding.rule.code.to_owned())),
        code_description: page.map(|href| CodeDescription { href }),
        source: Some("copydesk".to_owned()),
        message: format!("{}{help}", finding.message),
        related_information: (snapshot.profile.related && !finding.related.is_empty()).then(|| related.collect()),
        tags: None,
        data: snapshot.profile.data.then(|| serde_json::json!({ "rule": finding.rule.name })),
    }
}

#[cfg(test)]
mod tests {
    use tower_lsp::ls_types::GeneralClientCapabilities;

    use super::*;

    #[test]
    fn the_encoding_agreed_on_is_one_the_client_offered() {
        let agreed = |offered: Option<&[&'static str]>| {
            let position_encodings =
                offered.map(|them| them.iter().map(|&it| PositionEncodingKind::new(it)).collect());
            let general = Some(GeneralClientCapabilities { position_encodings, ..Default::default() });
            from_offered(&ClientCapabilities { general, ..Default::default() })
        };
        for (offered, encoding) in [
            (None, Encoding::Utf16),
            (Some(&[][..]), Encoding::Utf16),
            (Some(&["utf-16"]), Encoding::Utf16),
            (Some(&["utf-32", "utf-8", "utf-16"]), Encoding::Utf8),
            (Some(&["utf-32", "utf-16"]), Encoding::Utf16),
            (Some(&["utf-32"]), Encoding::Utf32),
            (Some(&["utf-7"]), Encoding::Utf16),
        ] {
            assert_eq!(agreed(offered), encoding, "{offered:?}");
        }
        assert_eq!(from_offered(&ClientCapabilities::default()), Encoding::Utf16);
    }
}

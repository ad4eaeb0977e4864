//! Between the protocol's values and ours, and nothing else.

use tower_lsp::ls_types::{ClientCapabilities, Position, PositionEncodingKind, Range};

use crate::text::{Encoding, LineCol, Text, TextRange};

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

use super::TextRange;

/// What a column counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16, the protocol's default.
    #[default]
    Utf16,
    /// Code points.
    Utf32,
}

impl Encoding {
    /// How many units the character takes.
    pub fn width(self, ch: char) -> u32 {
        match self {
            Self::Utf8 => super::offset(ch.len_utf8()),
            Self::Utf16 => super::offset(ch.len_utf16()),
            Self::Utf32 => 1,
        }
    }

    /// How many units the text takes.
    pub fn measure(self, text: &str) -> u32 {
        match self {
            Self::Utf8 => super::offset(text.len()),
            Self::Utf16 | Self::Utf32 if text.is_ascii() => super::offset(text.len()),
            Self::Utf16 | Self::Utf32 => text.chars().map(|ch| self.width(ch)).sum(),
        }
    }
}

/// A place in a text as line and column, both from zero.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Hash)]
pub struct LineCol {
    /// The line; LF, CR LF and a lone CR end one, and nothing else does.
    pub line: u32,
    /// The column, in units of an [`Encoding`] that the context names.
    pub col: u32,
}

/// One column in all three encodings, for places in texts that are not in memory.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Hash)]
pub struct Columns {
    /// In bytes.
    pub utf8: u32,
    /// In UTF-16 code units.
    pub utf16: u32,
    /// In code points.
    pub utf32: u32,
}

impl Columns {
    /// The column behind `before`, the text of a line up to there.
    pub fn after(before: &str) -> Self {
        Self {
            utf8: Encoding::Utf8.measure(before),
            utf16: Encoding::Utf16.measure(before),
            utf32: Encoding::Utf32.measure(before),
        }
    }

    /// The column in one encoding.
    pub fn get(self, encoding: Encoding) -> u32 {
        match encoding {
            Encoding::Utf8 => self.utf8,
            Encoding::Utf16 => self.utf16,
            Encoding::Utf32 => self.utf32,
        }
    }
}

/// A range that can be shown without its text: bytes, lines, and columns in every encoding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Hash)]
pub struct Place {
    /// The bytes.
    pub range: TextRange,
    /// The same in code points.
    pub chars: TextRange,
    /// The line of the first byte, from zero.
    pub line: u32,
    /// The column of the first byte.
    pub col: Columns,
    /// The line of the end.
    pub end_line: u32,
    /// The column of the end.
    pub end_col: Columns,
}

impl Place {
    /// Where it begins.
    pub fn start(&self, encoding: Encoding) -> LineCol {
        LineCol { line: self.line, col: self.col.get(encoding) }
    }

    /// Where it ends.
    pub fn end(&self, encoding: Encoding) -> LineCol {
        LineCol { line: self.end_line, col: self.end_col.get(encoding) }
    }
}

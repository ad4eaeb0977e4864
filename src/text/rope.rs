use std::borrow::Cow;

use ropey::{Rope, RopeSlice};

use super::{Columns, Encoding, LineCol, Place, TextRange, offset};

/// The text of a document. A clone costs one reference count and is the snapshot of that moment.
///
/// Only this module knows which rope is behind it; everything outside speaks of byte offsets.
#[derive(Clone, Default)]
pub struct Text(Rope);

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Text({} bytes)", self.len())
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

/// What an edit did: bytes `start..old_end` of the text before are bytes `start..new_end` of the text after.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edit {
    /// The first changed byte.
    pub start: u32,
    /// The end of what was there.
    pub old_end: u32,
    /// The end of what is there now.
    pub new_end: u32,
}

impl Text {
    /// A text.
    pub fn new(text: &str) -> Self {
        Self(Rope::from_str(text))
    }

    /// The number of bytes.
    pub fn len(&self) -> u32 {
        offset(self.0.len_bytes())
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.len_bytes() == 0
    }

    /// The number of lines; a line break at the end begins one more, as editors count.
    pub fn lines(&self) -> u32 {
        offset(self.0.len_lines())
    }

    /// The text in `range`, clamped to the text and to character boundaries.
    pub fn slice(&self, range: TextRange) -> Cow<'_, str> {
        Cow::from(self.rope_slice(range))
    }

    /// The text of a line without its line break.
    pub fn line(&self, line: u32) -> Cow<'_, str> {
        match Cow::from(self.0.get_line(line as usize).unwrap_or_else(|| self.0.slice(0..0))) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim_end_matches(['\r', '\n'])),
            Cow::Owned(mut text) => {
                text.truncate(text.trim_end_matches(['\r', '\n']).len());
                Cow::Owned(text)
            }
        }
    }

    /// The byte at which a line starts; the text's end for a line beyond it.
    pub fn line_start(&self, line: u32) -> u32 {
        offset(self.0.try_line_to_byte(line as usize).unwrap_or(self.0.len_bytes()))
    }

    /// The line in which a byte lies.
    pub fn line_of(&self, at: u32) -> u32 {
        let at = (at as usize).min(self.0.len_bytes());
        offset(self.0.try_byte_to_line(at).unwrap_or(0))
    }

    /// How many code points stand before the byte.
    pub fn chars_before(&self, at: u32) -> u32 {
        offset(self.char_index(at))
    }

    /// How many UTF-16 code units stand before the byte.
    pub fn utf16_before(&self, at: u32) -> u32 {
        offset(self.0.char_to_utf16_cu(self.char_index(at)))
    }

    /// The line and column of a byte.
    pub fn position(&self, at: u32, encoding: Encoding) -> LineCol {
        let line = self.line_of(at);
        let before = self.slice(TextRange::new(self.line_start(line), at.min(self.len())));
        LineCol { line, col: encoding.measure(&before) }
    }

    /// The byte at a line and column. A column behind the line's end means its end, before the line break; a line
    /// behind the last means the text's end; a column within a character means its start.
    pub fn offset(&self, at: LineCol, encoding: Encoding) -> u32 {
        if at.line as usize >= self.0.len_lines() {
            return self.len();
        }
        let start = self.line_start(at.line);
        let line = self.line(at.line);
        let mut units = 0;
        for (index, ch) in line.char_indices() {
            units += encoding.width(ch);
            if units > at.col {
                return start + offset(index);
            }
        }
        start + offset(line.len())
    }

    /// A range together with its lines and columns.
    pub fn place(&self, range: TextRange) -> Place {
        let column = |line: u32, at: u32| {
            Columns::after(&self.slice(TextRange::new(self.line_start(line), at.min(self.len()))))
        };
        let (line, end_line) = (self.line_of(range.start), self.line_of(range.end));
        let chars = TextRange::new(self.chars_before(range.start), self.chars_before(range.end));
        Place { range, chars, line, col: column(line, range.start), end_line, end_col: column(end_line, range.end) }
    }

    /// Puts `new` in the place of `range`, which is clamped to the text and to character boundaries.
    pub fn replace(&mut self, range: TextRange, new: &str) -> Edit {
        let (from, to) = (self.char_index(range.start), self.char_index(range.end));
        let (start, old_end) = (self.0.char_to_byte(from), self.0.char_to_byte(to));
        if from < to {
            self.0.remove(from..to);
        }
        if !new.is_empty() {
            self.0.insert(from, new);
        }
        Edit { start: offset(start), old_end: offset(old_end), new_end: offset(start + new.len()) }
    }

    fn char_index(&self, at: u32) -> usize {
        self.0.byte_to_char((at as usize).min(self.0.len_bytes()))
    }

    fn rope_slice(&self, range: TextRange) -> RopeSlice<'_> {
        self.0.slice(self.char_index(range.start)..self.char_index(range.end))
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIXED: &str = "Gül 😀 x\r\nحمص\rlast";

    #[test]
    fn only_lf_and_cr_end_a_line() {
        // Text pasted from PDFs and Word holds the others, and no editor counts them.
        assert_eq!(Text::new("a\u{2028}b\u{85}c\u{b}d\u{c}e\u{2029}f").lines(), 1);
        assert_eq!(Text::new("a\rb\r\nc\n").lines(), 4);
    }

    #[test]
    fn columns_count_in_the_asked_encoding() {
        let text = Text::new(MIXED);
        let x = offset(MIXED.find('x').unwrap());
        for (encoding, col) in [(Encoding::Utf8, 10), (Encoding::Utf16, 7), (Encoding::Utf32, 6)] {
            assert_eq!(text.position(x, encoding), LineCol { line: 0, col });
            assert_eq!(text.offset(LineCol { line: 0, col }, encoding), x);
        }
    }

    #[test]
    fn every_byte_goes_there_and_back() {
        let text = Text::new(MIXED);
        for (at, _) in MIXED.char_indices() {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let there = text.position(offset(at), encoding);
                let within_break = MIXED[at..].starts_with('\n');
                assert!(within_break || text.offset(there, encoding) == offset(at), "{at} {there:?}");
            }
        }
    }

    #[test]
    fn a_position_outside_is_clamped() {
        let text = Text::new(MIXED);
        let end_of_first = offset(MIXED.find('\r').unwrap());
        assert_eq!(text.offset(LineCol { line: 0, col: 99 }, Encoding::Utf16), end_of_first);
        assert_eq!(text.offset(LineCol { line: 9, col: 0 }, Encoding::Utf16), text.len());
        // Within the surrogate pair of the emoji: its start.
        assert_eq!(text.offset(LineCol { line: 0, col: 5 }, Encoding::Utf16), 5);
    }

    #[test]
    fn an_edit_says_what_it_did() {
        let mut text = Text::new("killed 12 people");
        let edit = text.replace(TextRange::new(7, 9), "1,300");
        assert_eq!(text.to_string(), "killed 1,300 people");
        assert_eq!(edit, Edit { start: 7, old_end: 9, new_end: 12 });
        // Ranges outside and within a character are mended, not refused.
        let mut text = Text::new("é");
        text.replace(TextRange::new(1, 99), "x");
        assert_eq!(text.to_string(), "x");
    }

    #[test]
    fn a_clone_is_a_snapshot() {
        let before = Text::new("twelve");
        let mut after = before.clone();
        after.replace(TextRange::new(0, 6), "thirteen");
        assert_eq!((before.to_string(), after.to_string()), ("twelve".into(), "thirteen".into()));
    }
}

//! Bytes, lines and columns: the text of one document and edits to it.
//!
//! This floor knows no news. All offsets are bytes of UTF-8, held in 32 bits: a text is refused at the door
//! ([`MAX_BYTES`]) before it could be larger. Lines and columns exist only here and at the protocol's edge.

mod position;
mod range;
mod rope;

pub use position::{Columns, Encoding, LineCol, Place};
pub use range::TextRange;
pub use rope::{Edit, Text};

/// The largest text that is analysed, in bytes. A larger file is skipped with a notice.
pub const MAX_BYTES: usize = 64 << 20;

/// A byte count or index as an offset; saturates, though no text that got past the door can make it.
pub fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// The part of `text` in `range`, or `""` when the range is not within it or would split a character.
pub fn slice(text: &str, range: TextRange) -> &str {
    text.get(range.start as usize..range.end as usize).unwrap_or("")
}

/// The largest offset of at most `at` that does not split a character of `text`.
pub fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

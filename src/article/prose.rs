use std::ops::Range;

use super::zone::{Traits, read_traits};
use crate::language::sentence::sentences;
use crate::language::token::{Token, Tokens, tokenize};
use crate::text::{TextRange, offset};

/// The running text of a block, read once: its words as a reader sees them, and where each stands in the source.
///
/// It knows neither its place nor its zone, so that it is shared as long as its own text stays the same.
#[derive(Debug)]
pub struct Prose {
    /// The text without markup.
    pub text: Box<str>,
    /// How many bytes of the source it was made from.
    pub source_len: u32,
    /// Where the text's bytes stand in the source.
    pub map: Map,
    /// The tokens of `text`.
    pub tokens: Vec<Token>,
    /// The sentences as ranges of token indices.
    pub sentences: Vec<Range<usize>>,
    pub(super) traits: Traits,
}

/// Where a prose's bytes stand in the source, counted from the block's start.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Map {
    /// At the same place.
    Same,
    /// In pieces, in order; between two pieces stands markup.
    Pieces(Box<[Piece]>),
}

/// A run of bytes that is the same in text and source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    /// The first byte in the text.
    pub text: u32,
    /// The first byte in the source, from the block's start.
    pub source: u32,
    /// How many bytes of the text.
    pub len: u32,
    /// How many bytes of the source; differs from `len` for an entity such as `&amp;`.
    pub source_len: u32,
}

impl Prose {
    /// Reads a text that stands in the source as it is.
    pub fn plain(text: &str) -> Self {
        Self::mapped(text.into(), offset(text.len()), Map::Same)
    }

    /// Reads a text that was freed of its markup.
    pub fn mapped(text: Box<str>, source_len: u32, map: Map) -> Self {
        let tokens = tokenize(&text);
        let view = Tokens { text: &text, all: &tokens };
        let (sentences, traits) = (sentences(view), read_traits(view));
        Self { text, source_len, map, tokens, sentences, traits }
    }

    /// The tokens with their text.
    pub fn tokens(&self) -> Tokens<'_> {
        Tokens { text: &self.text, all: &self.tokens }
    }

    /// Whether it reads the same and stands in the same form.
    pub fn is_same(&self, other: &Self) -> bool {
        self.text == other.text && self.source_len == other.source_len && self.map == other.map
    }

    /// The bytes of the source, from the block's start, that a range of the text stands for.
    pub fn to_source(&self, range: TextRange) -> TextRange {
        match &self.map {
            Map::Same => range,
            Map::Pieces(pieces) => {
                let start = pieces.partition_point(|piece| piece.text + piece.len <= range.start);
                let end = pieces.partition_point(|piece| piece.text < range.end).saturating_sub(1);
                let from = pieces.get(start).map_or(self.source_len, |it| it.source_of(range.start));
                let to = pieces.get(end.max(start)).map_or(self.source_len, |it| it.source_end_of(range.end));
                TextRange::new(from, to.max(from))
            }
        }
    }

    /// The byte of the text at or behind a byte of the source, both from the block's start.
    pub fn from_source(&self, at: u32) -> u32 {
        match &self.map {
            Map::Same => at.min(offset(self.text.len())),
            Map::Pieces(pieces) => {
                let index = pieces.partition_point(|piece| piece.source + piece.source_len < at);
                pieces.get(index).map_or(offset(self.text.len()), |it| {
                    it.text + at.saturating_sub(it.source).min(it.len)
                })
            }
        }
    }
}

impl Piece {
    fn source_of(&self, at: u32) -> u32 {
        let inside = at.saturating_sub(self.text);
        if inside == 0 || self.len == self.source_len { self.source + inside.min(self.source_len) } else { self.source }
    }

    fn source_end_of(&self, at: u32) -> u32 {
        let inside = at.saturating_sub(self.text);
        if self.len == self.source_len { self.source + inside.min(self.source_len) } else { self.source + self.source_len }
    }
}

use std::borrow::Cow;
use std::sync::Arc;

use super::{Map, Prose, Zone};
use crate::text::{TextRange, offset, slice};

/// What the markup says of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Shape {
    /// Running text.
    Paragraph,
    /// A heading and its level, from 1.
    Heading(u8),
    /// A list's item.
    ListItem,
    /// A paragraph within a block quote.
    Quote,
    /// A table's cell.
    Cell,
    /// A picture's description.
    Picture,
    /// A footnote.
    Footnote,
    /// Code, a comment, a block of HTML: no prose.
    Raw,
    /// The title in the front matter.
    Title,
    /// The description in the front matter.
    Description,
}

/// A block of an article: a paragraph, a headline, a caption, at its place.
#[derive(Clone, Debug)]
pub struct Block {
    /// The first byte of the source.
    pub start: u32,
    /// What it says.
    pub prose: Arc<Prose>,
    /// What the markup says of it.
    pub shape: Shape,
    /// Whether an empty line (or the text's start) stands before it.
    pub fresh: bool,
    /// What it is in the article.
    pub zone: Zone,
    /// The bytes of the prose that are a dateline at its start: `Moscow:`. Empty without one.
    pub dateline: TextRange,
    /// The bytes of the prose that are a credit at its end: `Image Credit: AP`. Empty without one.
    pub credit: TextRange,
}

/// A range of bytes of one block's prose.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Span {
    /// The block's index.
    pub block: u32,
    /// The bytes within the block's prose.
    pub range: TextRange,
}

impl Block {
    /// A block whose zone is not yet known.
    pub fn new(start: u32, prose: Arc<Prose>, shape: Shape, fresh: bool) -> Self {
        let none = TextRange::empty(0);
        Self { start, prose, shape, fresh, zone: Zone::Body, dateline: none, credit: none }
    }

    /// Whether it stands in the front matter.
    pub fn is_matter(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Description)
    }

    /// Its bytes in the source.
    pub fn range(&self) -> TextRange {
        TextRange::new(self.start, self.start + self.prose.source_len)
    }

    /// The bytes of the source that a range of its prose stands for.
    pub fn source(&self, range: TextRange) -> TextRange {
        self.prose.to_source(range).shift(self.start)
    }

    /// The zone of a place within the prose: a caption's end may be its credit.
    pub fn zone_at(&self, at: u32) -> Zone {
        if !self.credit.is_empty() && at >= self.credit.start { Zone::Credit } else { self.zone }
    }

    /// Its zones as ranges of the source.
    pub(super) fn zones(&self) -> Vec<(TextRange, Zone)> {
        let all = TextRange::new(0, offset(self.prose.text.len()));
        let mut zones = Vec::new();
        if !self.dateline.is_empty() {
            zones.push((self.dateline, Zone::Dateline));
        }
        let end = if self.credit.is_empty() { all.end } else { self.credit.start };
        if self.dateline.end < end {
            zones.push((TextRange::new(self.dateline.end, end), self.zone));
        }
        if !self.credit.is_empty() {
            zones.push((self.credit, Zone::Credit));
        }
        zones.into_iter().map(|(range, zone)| (self.source(range), zone)).collect()
    }
}

/// A block that was found but not yet read.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub(super) start: u32,
    pub(super) source_len: u32,
    pub(super) text: Cow<'a, str>,
    pub(super) map: Map,
    pub(super) shape: Shape,
    pub(super) fresh: bool,
}

impl<'a> Draft<'a> {
    /// A block whose text stands in the source as it is.
    pub(super) fn plain(source: &'a str, range: TextRange, shape: Shape, fresh: bool) -> Self {
        let text = Cow::Borrowed(slice(source, range));
        Self { start: range.start, source_len: range.len(), text, map: Map::Same, shape, fresh }
    }

    fn is_like(&self, block: &Block) -> bool {
        *self.text == *block.prose.text && self.source_len == block.prose.source_len && self.map == block.prose.map
    }

    fn into_block(self, prose: Option<Arc<Prose>>) -> Block {
        let read = || Arc::new(Prose::mapped(self.text.into(), self.source_len, self.map));
        Block::new(self.start, prose.unwrap_or_else(read), self.shape, self.fresh)
    }
}

/// Reads the drafts, and takes over from `previous` what is the same at its beginning and at its end.
pub(super) fn assemble(drafts: Vec<Draft<'_>>, previous: &[Block]) -> Vec<Block> {
    let prefix = drafts.iter().zip(previous).take_while(|(draft, block)| draft.is_like(block)).count();
    let room = drafts.len().min(previous.len()) - prefix;
    let from_end = drafts.iter().rev().zip(previous.iter().rev()).take(room);
    let suffix = from_end.take_while(|(draft, block)| draft.is_like(block)).count();
    let (behind_new, behind_old) = (drafts.len() - suffix, previous.len() - suffix);
    let known = |index: usize| {
        let old = match index {
            _ if index < prefix => index,
            _ if index >= behind_new => index - behind_new + behind_old,
            _ => return None,
        };
        previous.get(old).map(|block| Arc::clone(&block.prose))
    };
    drafts.into_iter().enumerate().map(|(index, draft)| draft.into_block(known(index))).collect()
}

//! The shape of one article: its format, front matter, blocks and zones.
//!
//! This floor knows no people and no figures. It never fails: every text is an article, if an odd one.

mod block;
mod front_matter;
mod markdown;
mod plain;
mod prose;
mod zone;

pub use block::{Block, Shape, Span};
pub use front_matter::{DateField, Meta};
pub use prose::{Map, Piece, Prose};
pub use zone::Zone;

use crate::text::{Text, TextRange, offset};

/// How an article is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Format {
    /// One paragraph a line, or paragraphs between empty lines, wrapped or not.
    #[default]
    Plain,
    /// `CommonMark` with tables and footnotes.
    Markdown,
}

impl Format {
    /// The format that a file's name tells; none for a file that is no article.
    pub fn of_file_name(name: &str) -> Option<Self> {
        let (_, suffix) = name.rsplit_once('.')?;
        match suffix.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Plain),
            "md" | "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }
}

/// One version of one article. A new text is a new article, which shares what stayed the same with the one before.
#[derive(Clone, Debug)]
pub struct Article {
    /// The text as the client or the disk has it.
    pub text: Text,
    /// How it is written.
    pub format: Format,
    /// What the front matter says.
    pub meta: Meta,
    /// All blocks in the order of their place; those of the front matter's title first.
    pub blocks: Vec<Block>,
}

/// The part of a text that an edit left as it was, seen from both ends; counts of bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unchanged {
    /// From the start.
    pub prefix: u32,
    /// From the end.
    pub suffix: u32,
}

impl Article {
    /// Reads a text.
    pub fn read(text: Text, format: Format) -> Self {
        Self::read_sharing(text, format, &[])
    }

    /// Reads a text that is `previous` with one place changed; blocks that stayed the same are shared with it.
    /// The result equals [`Article::read`] of the same text.
    pub fn reread(text: Text, previous: &Self, unchanged: Unchanged) -> Self {
        let format = previous.format;
        let behind_matter = unchanged.prefix > previous.meta.range.end.max(front_matter::LONGEST_FENCE);
        // A text that opens a front matter without closing it may close it with any edit.
        let open = previous.meta.range.is_empty() && front_matter::opens(&text.slice(TextRange::new(0, 8)));
        if format == Format::Plain
            && behind_matter
            && !open
            && let Some(mut blocks) = plain::resplit(&text, previous, unchanged)
        {
            zone::assign(&mut blocks);
            return Self { text, format, meta: previous.meta.clone(), blocks };
        }
        Self::read_sharing(text, format, &previous.blocks)
    }

    fn read_sharing(text: Text, format: Format, previous: &[Block]) -> Self {
        let source = text.to_string();
        let meta = front_matter::read(&source);
        let body = TextRange::new(meta.range.end, offset(source.len()));
        let previous = previous.get(previous.iter().take_while(|it| it.is_matter()).count()..).unwrap_or(&[]);
        let mut blocks = front_matter::blocks(&meta, &source);
        blocks.extend(match format {
            Format::Plain => plain::split(&source, body, previous),
            Format::Markdown => markdown::split(&source, body, previous),
        });
        zone::assign(&mut blocks);
        Self { text, format, meta, blocks }
    }

    /// The index of the block at a byte; a byte between two blocks belongs to the one before, if it ends there.
    pub fn block_at(&self, at: u32) -> Option<usize> {
        self.blocks.iter().position(|block| block.range().touches(at))
    }

    /// The first headline's text, or the front matter's title.
    pub fn headline(&self) -> Option<&str> {
        self.blocks.iter().find(|block| block.zone == Zone::Headline).map(|block| block.prose.text.as_ref())
    }

    /// The zones of the whole article: ranges of bytes in order, without gaps inside a block.
    pub fn zones(&self) -> Vec<(TextRange, Zone)> {
        self.blocks.iter().flat_map(Block::zones).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// Reads step by step and afresh; both must agree.
    fn check_edit(format: Format, before: &str, find: &str, with: &str) {
        let previous = Article::read(Text::new(before), format);
        let at = before.find(find).unwrap();
        let mut text = Text::new(before);
        text.replace((at..at + find.len()).into(), with);
        let unchanged = Unchanged { prefix: offset(at), suffix: offset(before.len() - at - find.len()) };
        let stepped = Article::reread(text.clone(), &previous, unchanged);
        let fresh = Article::read(text, format);
        let show = |article: &Article| {
            article.blocks.iter().map(|it| (it.range(), it.zone, it.prose.text.clone(), it.fresh)).collect::<Vec<_>>()
        };
        assert_eq!(show(&stepped), show(&fresh), "{find:?} -> {with:?}");
    }

    const NEWS: &str = "Bus fall kills 12\n\nThirteen people died when a bus fell into a ravine on Monday, police said.\n\nThe road\n\nIt was the third fall on that road in a year, the mayor said.\r\n\r\nRead more\n";

    #[test]
    fn an_edit_reads_like_the_whole() {
        for (find, with) in [
            ("12", "13"),
            ("\n\nThe road\n\n", " "),
            ("police said.", "police\n\nsaid. So it was, they added."),
            ("Bus fall kills 12\n", ""),
            ("Read more\n", "Read more"),
            (NEWS, ""),
            ("\r\n\r\n", "\r\r"),
            ("Bus", "---\ntitle: x\n---\nBus"),
        ] {
            check_edit(Format::Plain, NEWS, find, with);
            check_edit(Format::Markdown, NEWS, find, with);
        }
    }

    #[test]
    fn an_edit_shares_all_other_blocks() {
        let previous = Article::read(Text::new(NEWS), Format::Plain);
        let mut text = Text::new(NEWS);
        let at = NEWS.find("ravine").unwrap();
        text.replace((at..at + 6).into(), "gorge");
        let unchanged = Unchanged { prefix: offset(at), suffix: offset(NEWS.len() - at - 6) };
        let stepped = Article::reread(text, &previous, unchanged);
        let shared = |i: usize| Arc::ptr_eq(&stepped.blocks[i].prose, &previous.blocks[i].prose);
        assert_eq!((0..stepped.blocks.len()).map(shared).collect::<Vec<_>>(), [true, false, true, true, true]);
    }

    #[test]
    fn a_file_name_tells_the_format() {
        assert_eq!(Format::of_file_name("a.TXT"), Some(Format::Plain));
        assert_eq!(Format::of_file_name("2011-06-28.moscow.md"), Some(Format::Markdown));
        assert_eq!(Format::of_file_name("README"), None);
        assert_eq!(Format::of_file_name("photo.jpg"), None);
    }
}

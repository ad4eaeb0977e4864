//! Markdown: what a reader sees, with the place of every byte in the source.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::block::{Draft, assemble};
use super::{Block, Map, Piece, Shape};
use crate::text::{TextRange, offset, slice};

/// The blocks of `range` of a source.
pub(super) fn split(source: &str, range: TextRange, previous: &[Block]) -> Vec<Block> {
    let mut reader = Reader { source, base: range.start, open: Vec::new(), containers: Vec::new(), drafts: Vec::new() };
    // Smart punctuation stays off: it rewrites the text, and then offsets no longer fit.
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    for (event, at) in Parser::new_ext(slice(source, range), options).into_offset_iter() {
        reader.event(event, at);
    }
    reader.drafts.sort_by_key(|draft| draft.start);
    assemble(reader.drafts, previous)
}

struct Reader<'a> {
    source: &'a str,
    base: u32,
    /// The blocks being written, the innermost last: a picture's description stands within a paragraph.
    open: Vec<Writing>,
    containers: Vec<Shape>,
    drafts: Vec<Draft<'a>>,
}

/// A block while its events come in. Pieces count source bytes from the file's start.
struct Writing {
    shape: Shape,
    text: String,
    pieces: Vec<Piece>,
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, at),
            Event::Code(text) => {
                let inner = slice(self.source, TextRange::from(at.clone()).shift(self.base));
                let skip = inner.find(&*text).unwrap_or(0);
                self.text(&text, at.start + skip..at.start + skip + text.len());
            }
            Event::SoftBreak | Event::HardBreak => self.text(" ", at),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => {
                let shape = self.containers.last().copied().unwrap_or(Shape::Paragraph);
                self.open(shape);
            }
            Tag::Heading { level, .. } => self.open(Shape::Heading(*level as u8)),
            Tag::TableCell => self.open(Shape::Cell),
            Tag::Image { .. } => self.open(Shape::Picture),
            Tag::CodeBlock(_) | Tag::HtmlBlock => self.open(Shape::Raw),
            Tag::Item => {
                self.containers.push(Shape::ListItem);
                self.open(Shape::ListItem);
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.containers.push(Shape::Quote);
            }
            Tag::FootnoteDefinition(_) => self.containers.push(Shape::Footnote),
            Tag::List(_) => self.close(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::TableCell
            | TagEnd::Image
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock => self.close(),
            TagEnd::Item => {
                self.close();
                self.containers.pop();
            }
            TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.containers.pop();
            }
            _ => {}
        }
    }

    fn open(&mut self, shape: Shape) {
        // A loose list item opens a paragraph within the item: the item itself has said nothing yet.
        if shape != Shape::Picture {
            self.close();
        }
        self.open.push(Writing { shape, text: String::new(), pieces: Vec::new() });
    }

    fn text(&mut self, text: &str, at: Range<usize>) {
        if self.open.is_empty() {
            // Text behind a nested list in an item.
            self.open(self.containers.last().copied().unwrap_or(Shape::Paragraph));
        }
        let Some(writing) = self.open.last_mut() else { return };
        let same = slice(self.source, TextRange::from(at.clone()).shift(self.base)) == text;
        let source_len = if same { text.len() } else { at.len() };
        writing.pieces.push(Piece {
            text: offset(writing.text.len()),
            source: self.base + offset(at.start),
            len: offset(text.len()),
            source_len: offset(source_len),
        });
        writing.text.push_str(text);
    }

    /// Ends the innermost block.
    fn close(&mut self) {
        let Some(mut writing) = self.open.pop() else { return };
        let blank = writing.shape == Shape::Raw || writing.text.trim().is_empty();
        let (Some(first), Some(last)) = (writing.pieces.first().copied(), writing.pieces.last().copied()) else { return };
        if blank {
            return;
        }
        let start = first.source;
        let source_len = last.source + last.source_len - start;
        for piece in &mut writing.pieces {
            piece.source -= start;
        }
        let pieces = joined(writing.pieces);
        let same = matches!(pieces.as_slice(), [only] if only.len == only.source_len);
        let map = if same { Map::Same } else { Map::Pieces(pieces.into()) };
        self.drafts.push(Draft { start, source_len, text: writing.text.into(), map, shape: writing.shape, fresh: true });
    }
}

/// Pieces that stand side by side in text and source become one.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match joined.last_mut() {
            Some(last)
                if last.len == last.source_len
                    && piece.len == piece.source_len
                    && last.source + last.source_len == piece.source =>
            {
                last.len += piece.len;
                last.source_len += piece.source_len;
            }
            _ => joined.push(piece),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<Block> {
        split(source, TextRange::new(0, offset(source.len())), &[])
    }

    fn check(source: &str, expected: &[(&str, Shape)]) {
        let blocks = read(source);
        let found: Vec<_> = blocks.iter().map(|block| (block.prose.text.as_ref(), block.shape)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_block_by_its_markup() {
        check("# Bus fall\n\nOne *two*.\n\n- a\n- b\n\n> said\n\n| x | y |\n|---|---|\n| 1 | 2 |\n", &[
            ("Bus fall", Shape::Heading(1)),
            ("One two.", Shape::Paragraph),
            ("a", Shape::ListItem),
            ("b", Shape::ListItem),
            ("said", Shape::Quote),
            ("x", Shape::Cell),
            ("y", Shape::Cell),
            ("1", Shape::Cell),
            ("2", Shape::Cell),
        ]);
    }

    #[test]
    fn pictures_loose_items_and_no_prose() {
        check("![A bus (left)](a.jpg)\n\nText ![inner](b.png) more.\n", &[("A bus (left)", Shape::Picture), ("Text  more.", Shape::Paragraph), ("inner", Shape::Picture)]);
        check("1. a\n\n   b\n\n2. c\n", &[("a", Shape::ListItem), ("b", Shape::ListItem), ("c", Shape::ListItem)]);
        check("- a\n  - b\n- c\n", &[("a", Shape::ListItem), ("b", Shape::ListItem), ("c", Shape::ListItem)]);
        check("<!-- note -->\n\n```\n12 dead\n```\n\n    13 dead\n\nbody[^1]\n\n[^1]: foot\n", &[("body", Shape::Paragraph), ("foot", Shape::Footnote)]);
    }

    #[test]
    fn every_word_stands_where_it_is_written() {
        let source = "Said **Ba**shar [al-Assad](x) &amp; `x` &mdash; to\n> Lavrov,\n> again\\*: \"no\".\n";
        for block in read(source) {
            let tokens = block.prose.tokens();
            for (index, token) in block.prose.tokens.iter().enumerate() {
                let written = slice(source, block.source(token.range())).replace("**", "");
                assert!(written == tokens.str(index) || written.starts_with('&'), "{written:?} {:?}", tokens.str(index));
            }
        }
        let block = read(source).remove(0);
        assert!(block.prose.text.starts_with("Said Bashar al-Assad & x — to"), "{}", block.prose.text);
    }

    #[test]
    fn places_go_there_and_back() {
        let source = "A **bold** &amp; b\n";
        let block = read(source).remove(0);
        let at = offset(block.prose.text.find("bold").unwrap());
        let there = block.source(TextRange::new(at, at + 4));
        assert_eq!(slice(source, there), "bold");
        assert_eq!(block.prose.from_source(there.start), at);
    }
}

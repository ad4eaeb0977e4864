//! Plain text: a paragraph a line, or paragraphs between empty lines, hard-wrapped or not.

use super::block::{Draft, assemble};
use super::{Article, Block, Shape, Unchanged};
use crate::text::{Text, TextRange, offset, slice};

/// The blocks of `range` of a source.
pub(super) fn split(source: &str, range: TextRange, previous: &[Block]) -> Vec<Block> {
    assemble(drafts(source, range), previous)
}

/// The blocks after an edit: only the group of lines around it is read again, up to the empty lines on both sides.
/// None if the blocks before cannot be kept.
pub(super) fn resplit(text: &Text, previous: &Article, unchanged: Unchanged) -> Option<Vec<Block>> {
    let old = &previous.blocks;
    let old_len = previous.text.len();
    let prefix = unchanged.prefix.min(old_len).min(text.len());
    let suffix = unchanged.suffix.min(old_len - prefix).min(text.len() - prefix);
    let matter = old.iter().take_while(|block| block.is_matter()).count();
    let keep = old.iter().rposition(|block| block.fresh && block.start <= prefix).filter(|&at| at >= matter);
    let (first, from) = keep.map_or((matter, previous.meta.range.end), |at| (at, old.get(at).map_or(0, |it| it.start)));
    // The first block behind the edit whose empty line before it was not touched.
    let last = (first + 1..old.len()).find(|&at| {
        let gap = old.get(at - 1).map_or(0, |block| block.range().end);
        old.get(at).is_some_and(|block| block.fresh) && gap >= old_len - suffix
    });
    let shift = |at: u32| text.len() - (old_len - at);
    let to = last.and_then(|at| old.get(at - 1)).map_or(text.len(), |block| shift(block.range().end));
    let mut blocks: Vec<Block> = old.get(..first)?.to_vec();
    let region = text.slice(TextRange::new(from, to));
    let mut drafts = drafts(&region, TextRange::new(0, offset(region.len())));
    for draft in &mut drafts {
        draft.start += from;
    }
    blocks.extend(assemble(drafts, old.get(first..last.unwrap_or(old.len()))?));
    for block in old.get(last.unwrap_or(old.len())..)? {
        blocks.push(Block { start: shift(block.start), ..block.clone() });
    }
    Some(blocks)
}

/// The blocks of a region that begins and ends at the text's ends or at an empty line.
fn drafts(source: &str, range: TextRange) -> Vec<Draft<'_>> {
    let mut found = Vec::new();
    let mut group: Vec<TextRange> = Vec::new();
    let lines = Lines { text: slice(source, range), at: 0 };
    for line in lines {
        let line = trim(source, line.shift(range.start));
        if !line.is_empty() {
            group.push(line);
        } else if !group.is_empty() {
            close(source, &group, &mut found);
            group.clear();
        }
    }
    close(source, &group, &mut found);
    found
}

/// Ends a group of lines: one block if it is one paragraph wrapped by hand, else a block a line.
fn close<'a>(source: &'a str, group: &[TextRange], found: &mut Vec<Draft<'a>>) {
    let (Some(&first), Some(&last)) = (group.first(), group.last()) else { return };
    if is_wrapped(source, group) {
        found.push(Draft::plain(source, first.cover(last), Shape::Paragraph, true));
        return;
    }
    for (index, &line) in group.iter().enumerate() {
        found.push(Draft::plain(source, line, Shape::Paragraph, index == 0));
    }
}

/// Whether the lines are one paragraph broken at a width: no line could have taken the next line's first word.
fn is_wrapped(source: &str, group: &[TextRange]) -> bool {
    let width = |line: TextRange| slice(source, line).chars().count();
    let Some((&last, init)) = group.split_last() else { return false };
    let Some(widest) = init.iter().map(|&line| width(line)).max() else { return false };
    if !(40..=120).contains(&widest) || width(last) > widest {
        return false;
    }
    let first_word = |line: TextRange| slice(source, line).split_whitespace().next().map_or(0, |word| word.chars().count());
    let full = group.windows(2).all(|pair| match pair {
        [line, next] => width(*line) + 1 + first_word(*next) > widest,
        _ => true,
    });
    let carries_on = |line: &&TextRange| slice(source, **line).starts_with(|ch: char| ch.is_lowercase());
    full && group.iter().skip(1).filter(carries_on).count() * 3 >= group.len() - 1
}

/// The range without white space at its ends.
fn trim(source: &str, line: TextRange) -> TextRange {
    let text = slice(source, line);
    let is_blank = |ch: char| ch.is_whitespace() || matches!(ch, '\u{feff}' | '\u{200b}');
    let start = line.start + offset(text.len() - text.trim_start_matches(is_blank).len());
    let end = line.start + offset(text.trim_end_matches(is_blank).len());
    TextRange::new(start, end.max(start))
}

/// The lines of a text without their breaks: LF, CR LF, or a lone CR.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = TextRange;

    fn next(&mut self) -> Option<TextRange> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
        let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).map_or(bytes.len(), |len| start + len);
        let pair = bytes.get(end..end + 2) == Some(b"\r\n");
        self.at = end + if pair { 2 } else { 1 };
        Some((start..end).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[&str]) {
        let blocks = split(source, TextRange::new(0, offset(source.len())), &[]);
        assert_eq!(blocks.iter().map(|block| block.prose.text.as_ref()).collect::<Vec<_>>(), expected);
        assert!(blocks.iter().all(|block| slice(source, block.range()) == block.prose.text.as_ref()));
    }

    #[test]
    fn a_line_is_a_paragraph() {
        check("One.\r\nTwo.\rThree.\n\n  Four. \n", &["One.", "Two.", "Three.", "Four."]);
        check("1.829641-2376756355\nMikhail Margelov (left) welcomes a delegation.", &["1.829641-2376756355", "Mikhail Margelov (left) welcomes a delegation."]);
        check("", &[]);
        check(" \n\u{feff}\n", &[]);
    }

    #[test]
    fn a_paragraph_wrapped_by_hand_is_one() {
        let wrapped = "Thirteen people died when a bus fell into a ravine on\nMonday, police said. The driver had been on the road for\nnineteen hours without a rest.";
        check(wrapped, &[wrapped]);
    }

    #[test]
    fn short_lines_below_each_other_are_not_wrapped() {
        check("Sergei Lavrov\nSergei Lavrov Reuters", &["Sergei Lavrov", "Sergei Lavrov Reuters"]);
        let headline = "Dozens left dead in the Caribbean as a hurricane moves north\nHurricane Dennis moved on.";
        check(headline, &headline.split('\n').collect::<Vec<_>>());
    }
}

//! Quotations: their bytes within a block. Who speaks them is worked out for the whole article in `speaker.rs`.

use std::ops::Range;

use crate::language::token::{Kind, Tokens};

/// A quotation within a block, its marks included.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QuoteSpan {
    /// The tokens from the opening mark to the closing one.
    pub tokens: Range<usize>,
    /// Whether no closing mark stands in the block.
    pub open: bool,
    /// Whether the opening mark is missing: a closing mark stands alone.
    pub headless: bool,
}

impl QuoteSpan {
    /// The tokens between the marks.
    pub fn inner(&self) -> Range<usize> {
        let start = if self.headless { self.tokens.start } else { self.tokens.start + 1 };
        let end = if self.open { self.tokens.end } else { self.tokens.end.saturating_sub(1) };
        start..end.max(start)
    }
}

/// The quotations of a block in order. Double marks of any form; single ones only in a block without double ones.
pub(super) fn quotes(tokens: Tokens<'_>) -> Vec<QuoteSpan> {
    let double = tokens.all.iter().any(|token| token.kind == Kind::Quote);
    pair(tokens, if double { Kind::Quote } else { Kind::SingleQuote })
}

fn pair(tokens: Tokens<'_>, kind: Kind) -> Vec<QuoteSpan> {
    let mut found = Vec::new();
    let mut opened: Option<usize> = None;
    for index in 0..tokens.len() {
        if tokens.kind(index) != kind {
            continue;
        }
        match opened {
            None if opens(tokens, index, kind) => opened = Some(index),
            None => {}
            // A new opening mark while one is open: the first was never closed.
            Some(start) if surely_opens(tokens, index) => {
                if kind == Kind::Quote {
                    found.push(QuoteSpan { tokens: start..index, open: true, headless: false });
                }
                opened = Some(index);
            }
            Some(start) if kind == Kind::Quote || closes_single(tokens, start, index) => {
                found.push(QuoteSpan { tokens: start..index + 1, open: false, headless: false });
                opened = None;
            }
            Some(_) => {}
        }
    }
    if let Some(start) = opened.filter(|_| kind == Kind::Quote) {
        found.push(QuoteSpan { tokens: start..tokens.len(), open: true, headless: false });
    }
    found
}

/// Whether the mark at an index opens a quotation, by its form or by the spaces around it.
fn opens(tokens: Tokens<'_>, index: usize, kind: Kind) -> bool {
    let mark = tokens.str(index);
    if matches!(mark, "”" | "’" | "»") {
        // A wrong or Swedish mark still opens when glued to the next word only.
        return tokens.at(index).spaced && !tokens.at(index + 1).spaced && kind == Kind::Quote;
    }
    if matches!(mark, "“" | "„" | "«" | "‘") {
        return kind == Kind::Quote || tokens.at(index).spaced;
    }
    let before = tokens.kind(index.wrapping_sub(1));
    let free = index == 0 || tokens.at(index).spaced || matches!(before, Kind::Open | Kind::Dash | Kind::Quote | Kind::Other);
    // Inches and minutes stand behind a number.
    free && (kind == Kind::Quote || (tokens.at(index).spaced || index == 0) && !tokens.at(index + 1).spaced)
}

/// Whether a mark opens beyond doubt although another is open: a curly opening mark, or a straight one behind a
/// space and glued to a word.
fn surely_opens(tokens: Tokens<'_>, index: usize) -> bool {
    let mark = tokens.str(index);
    if matches!(mark, "“" | "„") {
        return true;
    }
    mark == "\"" && tokens.at(index).spaced && !tokens.at(index + 1).spaced && index + 1 < tokens.len() && tokens.kind(index + 1) == Kind::Word
}

/// A single mark closes when a space or a sign follows, and something like a phrase stands between.
fn closes_single(tokens: Tokens<'_>, start: usize, index: usize) -> bool {
    let behind = tokens.at(index + 1);
    index > start + 1 && !tokens.at(index).spaced && (behind.spaced || behind.kind != Kind::Word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::token::tokenize;

    /// Quotations are marked by `[...]`; a `~` at the end means never closed.
    fn check(marked: &str) {
        let text = marked.replace(['[', ']', '~'], "");
        let all = tokenize(&text);
        let tokens = Tokens { text: &text, all: &all };
        let mut out = String::new();
        let mut at = 0;
        for quote in quotes(tokens) {
            let range = tokens.range(quote.tokens.start, quote.tokens.end);
            out.push_str(&text[at..range.start as usize]);
            let mark = if quote.open { "~" } else { "" };
            out.push_str(&format!("[{}{mark}]", &text[range.start as usize..range.end as usize]));
            at = range.end as usize;
        }
        out.push_str(&text[at..]);
        assert_eq!(out, marked);
    }

    #[test]
    fn marks_of_all_forms() {
        check("[\"We left,\"] he said. [\"It was dark.\"]");
        check("[“We left,”] he said, [«vite»].");
        check("the ministry said [\"to join the talks.”]");
        check("He said ([\"We left\"]) so.");
    }

    #[test]
    fn a_quotation_never_closed() {
        check("[\"We left, he said.~]");
        check("[\"We left, he said.~] [\"It was dark.\"]");
    }

    #[test]
    fn single_marks_only_alone() {
        check("He called it ['a success'] again.");
        check("[\"It's a 'success',\"] he said.");
        check("The Assads' rule and the '90s.");
        check("Don't, said O'Brien of the workers' union.");
    }
}

//! Words within words: a hyphen splits a token into pieces, so that `twenty-one-year-old` can be read up to where its
//! number ends.

use super::super::lexicon::{self, Class};
use super::super::token::{Kind, Tokens};
use crate::text::{TextRange, offset, slice};

/// A place between pieces.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Spot {
    /// The token it lies in or before.
    pub(super) token: usize,
    /// The byte of the block's text.
    pub(super) byte: u32,
}

impl Spot {
    /// The place before a token.
    pub(super) fn before(tokens: Tokens<'_>, token: usize) -> Self {
        Self { token, byte: tokens.at(token).start }
    }

    /// Whether the place lies within its token, behind a hyphen.
    pub(super) fn is_inside(self, tokens: Tokens<'_>) -> bool {
        self.byte > tokens.at(self.token).start
    }

    /// One past the last token that is touched by what ends here.
    pub(super) fn token_end(self, tokens: Tokens<'_>) -> usize {
        self.token + usize::from(self.is_inside(tokens))
    }

    /// The byte where what ends here ends, the hyphen or space behind it left out.
    pub(super) fn end(self, tokens: Tokens<'_>) -> u32 {
        if self.is_inside(tokens) {
            let head = slice(tokens.text, TextRange::new(tokens.at(self.token).start, self.byte));
            return self.byte - offset(head.chars().next_back().map_or(0, char::len_utf8));
        }
        tokens.before(self.token, 1).end
    }
}

/// A piece of a token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    /// As written.
    pub(super) text: &'a str,
    /// Where the next one begins.
    pub(super) next: Spot,
}

/// The piece at a place; empty beyond the block's end.
pub(super) fn piece(tokens: Tokens<'_>, at: Spot) -> Piece<'_> {
    let token = tokens.at(at.token);
    let rest = slice(tokens.text, TextRange::new(at.byte, token.end));
    let after = Spot::before(tokens, at.token + 1);
    if !token.hyphen {
        return Piece { text: rest, next: after };
    }
    match rest.split_once(is_hyphen) {
        Some((head, tail)) => {
            let byte = token.end - offset(tail.len());
            Piece { text: head, next: Spot { token: at.token, byte } }
        }
        None => Piece { text: rest, next: after },
    }
}

pub(super) fn is_hyphen(ch: char) -> bool {
    matches!(ch, '-' | '‐' | '‑')
}

/// Whether the word at a token, or its first piece, is a numeral of the lexicon.
pub(super) fn is_numeral(tokens: Tokens<'_>, at: usize) -> bool {
    let token = tokens.at(at);
    match token.kind {
        Kind::Word if token.is(Class::NUMERAL) => true,
        Kind::Word if token.hyphen => {
            let head = piece(tokens, Spot::before(tokens, at)).text;
            lexicon::lookup(head).classes().has_any(Class::NUMERAL)
        }
        _ => false,
    }
}

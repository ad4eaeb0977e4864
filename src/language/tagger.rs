//! Which capitalised words name a person: a small sequence model, see `docs/model.md` for how it was trained.

use std::ops::Range;

use super::token::Tokens;

/// A run of tokens that may be a person's name: the bare name, without title, role or possessive.
#[derive(Clone, PartialEq, Debug)]
pub struct Candidate {
    /// The tokens.
    pub tokens: Range<usize>,
    /// The model's probability that exactly these tokens are a person's name, from 0 to 1.
    pub probability: f32,
}

/// The names of persons in a block, in order, not overlapping. Doubtful runs are given as well, with their low
/// probability, so that the rest of the article can speak for them.
pub fn candidates(_tokens: Tokens<'_>, _sentences: &[Range<usize>]) -> Vec<Candidate> {
    Vec::new()
}

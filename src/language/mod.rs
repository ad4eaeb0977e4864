//! Tokens, sentences, numbers, dates, name parts and the tagger: what can be read from one block's text alone.
//!
//! This floor knows no articles: it takes a `&str` and gives values with byte offsets into it.

pub mod found;
pub mod lexicon;
pub mod number;
pub mod places;
pub mod sentence;
pub mod tagger;
pub mod time;
pub mod token;

//! Where sentences end.

use std::ops::Range;

use super::lexicon::Class;
use super::token::{Case, Kind, Tokens};

/// The sentences of a block as ranges of token indices. Every token lies in exactly one; none is empty.
pub fn sentences(tokens: Tokens<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut index = 0;
    while index < tokens.len() {
        let end = boundary(tokens, index);
        index = end.unwrap_or(index + 1);
        if end.is_some() && index > start {
            found.push(start..index);
            start = index;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// Where the sentence ends if the token at `index` is the one that ends it: closing marks belong to it.
fn boundary(tokens: Tokens<'_>, index: usize) -> Option<usize> {
    let token = tokens.at(index);
    match token.kind {
        Kind::Stop => {}
        Kind::Word if token.dotted => return ended_by_abbreviation(tokens, index).then_some(index + 1),
        Kind::Ellipsis => {
            let next = tokens.at(index + 1);
            let ends = next.spaced && next.case == Case::Title && next.is(Class::STARTER);
            return ends.then_some(index + 1);
        }
        _ => return None,
    }
    let mut end = index + 1;
    while is_closing(tokens, end) {
        end += 1;
    }
    if end >= tokens.len() {
        return Some(end);
    }
    let next = tokens.at(end);
    if !next.spaced {
        return None;
    }
    // "'Help!' he cried": small letters carry on, whatever stands before.
    (next.case != Case::Lower).then_some(end)
}

/// A quotation mark or bracket that belongs to the sentence before: nothing stands between.
fn is_closing(tokens: Tokens<'_>, index: usize) -> bool {
    let token = tokens.at(index);
    match token.kind {
        Kind::Close => !token.spaced,
        Kind::Quote | Kind::SingleQuote => {
            // A mark behind a space opens, unless it stands at the block's end or a space follows too.
            !token.spaced
                || (index + 1 == tokens.len())
                || (tokens.at(index + 1).spaced && !is_opening(tokens.str(index)))
        }
        _ => false,
    }
}

fn is_opening(mark: &str) -> bool {
    matches!(mark, "“" | "‘" | "«" | "„")
}

/// "The U.S. He said": an abbreviation ends a sentence when a word follows that sentences begin with. Titles and
/// initials never do: "Gen. The" does not occur, "J. The" hardly.
fn ended_by_abbreviation(tokens: Tokens<'_>, index: usize) -> bool {
    let token = tokens.at(index);
    let next = tokens.at(index + 1);
    if token.is(Class::HONORIFIC) || !next.spaced || !next.has_capital() {
        return false;
    }
    let initial = token.end - token.start == 2;
    !initial && next.case != Case::Upper && next.is(Class::STARTER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::token::tokenize;

    fn check(text: &str, expected: &[&str]) {
        let all = tokenize(text);
        let tokens = Tokens { text, all: &all };
        let found: Vec<_> = sentences(tokens).into_iter().map(|it| tokens.span(it.start, it.end)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_end_sentences() {
        check("Twelve died. Police said so! Why?", &["Twelve died.", "Police said so!", "Why?"]);
    }

    #[test]
    fn abbreviations_do_not() {
        check(
            "Gen. Salim Idris met the U.S. envoy on Nov. 2 in St. Louis.",
            &["Gen. Salim Idris met the U.S. envoy on Nov. 2 in St. Louis."],
        );
        check("R. K. Jalla, of Rajouri, said so.", &["R. K. Jalla, of Rajouri, said so."]);
        check("He came at 7 p.m. Tuesday.", &["He came at 7 p.m. Tuesday."]);
    }

    #[test]
    fn unless_a_sentence_visibly_begins() {
        check(
            "It was sold to the U.S. The price was low.",
            &["It was sold to the U.S.", "The price was low."],
        );
        check("He came at 7 p.m. Police followed.", &["He came at 7 p.m.", "Police followed."]);
    }

    #[test]
    fn quotes_close_with_their_sentence() {
        check("\"We left.\" He wept.", &["\"We left.\"", "He wept."]);
        check("“Help!” he cried. “No.” She ran.", &["“Help!” he cried.", "“No.”", "She ran."]);
        check("He said. \"We left.\"", &["He said.", "\"We left.\""]);
    }

    #[test]
    fn numbers_and_ellipses() {
        check("It cost 2.5 million. 12 died.", &["It cost 2.5 million.", "12 died."]);
        check(
            "We encouraged... the leadership. … we ask.",
            &["We encouraged... the leadership.", "… we ask."],
        );
    }
}

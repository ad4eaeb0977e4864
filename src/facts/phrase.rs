//! Small tests of grammar on tokens, and the ends of noun phrases.
//!
//! There is no parser behind them: prose of newspapers is regular enough that a few closed classes of words carry
//! the frame, and where they do not, a claim stays unread.

use std::ops::Range;

use crate::language::lexicon::Class;
use crate::language::token::{Case, Kind, Tokens};

/// Adverbs, by their form or by name.
pub(crate) fn is_adverb(tokens: Tokens<'_>, index: usize) -> bool {
    let token = tokens.at(index);
    let word = tokens.str(index);
    let by_form = word.len() > 4 && word.ends_with("ly") && token.case == Case::Lower;
    token.kind == Kind::Word
        && (token.is(Class::ADVERB)
            || (by_form && !tokens.is_any(index, &["family", "assembly", "supply", "rally", "ally", "elderly", "early", "friendly"])))
}

/// Whether a clause ends here: a stop, a semicolon, a dash, a quotation mark.
pub(crate) fn is_hard_stop(tokens: Tokens<'_>, index: usize) -> bool {
    matches!(tokens.kind(index), Kind::Stop | Kind::Colon | Kind::Dash | Kind::Quote | Kind::Ellipsis) || index >= tokens.len()
}

/// The start of the noun phrase that ends before `end`, not before `floor`.
///
/// Goes left over nouns, adjectives, possessives, determiners and the prepositions between them, and stops at
/// punctuation, clause words and verbs it knows.
pub(crate) fn phrase_start(tokens: Tokens<'_>, end: usize, floor: usize) -> usize {
    let mut start = end;
    while start > floor {
        let index = start - 1;
        let stays = match tokens.kind(index) {
            Kind::Possessive | Kind::Percent | Kind::Currency => true,
            Kind::Number => tokens.at(index).hyphen || index + 1 < end,
            Kind::Word => {
                let clause = (tokens.is(index, Class::SUBORDINATOR) && !tokens.is(index, Class::PREPOSITION))
                    || (tokens.is(index, Class::CONJUNCTION) && !joins_nouns(tokens, index))
                    || tokens.is(index, Class::AUXILIARY.or(Class::PRONOUN).or(Class::NEGATION))
                    || (is_adverb(tokens, index) && !tokens.is(index, Class::ROLE_WORD));
                let verb = tokens.is(index, Class::SAY.or(Class::VERB)) && !tokens.at(index).has_capital() && index + 1 < end;
                !clause && !verb
            }
            _ => false,
        };
        if !stays {
            break;
        }
        start = index;
        if tokens.is(index, Class::DETERMINER) && !tokens.is(index.wrapping_sub(1), Class::PREPOSITION) && !joins_nouns(tokens, index.wrapping_sub(1)) {
            break;
        }
    }
    // A phrase never begins with what only stands within one.
    while start < end && (tokens.is(start, Class::PREPOSITION.or(Class::CONJUNCTION)) || tokens.kind(start) == Kind::Possessive) {
        start += 1;
    }
    start
}

/// "soldiers and police": a conjunction between two words that may be nouns.
fn joins_nouns(tokens: Tokens<'_>, index: usize) -> bool {
    let noun = |at: usize| {
        tokens.kind(at) == Kind::Word && !tokens.is(at, Class::FUNCTION) && !tokens.is(at, Class::SAY) && !is_adverb(tokens, at)
    };
    tokens.is_any(index, &["and", "or"]) && index > 0 && noun(index - 1) && noun(index + 1)
}

/// The end of the noun phrase that begins at `start`, not beyond `ceiling`: nouns, adjectives and possessives, and
/// prepositional phrases when `with_tail`.
pub(crate) fn phrase_end(tokens: Tokens<'_>, start: usize, ceiling: usize, with_tail: bool) -> usize {
    let mut end = start;
    while end < ceiling {
        let stays = match tokens.kind(end) {
            Kind::Possessive => true,
            Kind::Number => end == start || with_tail,
            Kind::Word => {
                let function = tokens.is(end, Class::FUNCTION);
                let inner = tokens.is(end, Class::DETERMINER) && (end == start || tokens.is(end - 1, Class::PREPOSITION));
                let tail = with_tail && end > start && tokens.is(end, Class::PREPOSITION);
                let joined = tokens.is(end, Class::CONJUNCTION) && joins_nouns(tokens, end);
                let verb = tokens.is(end, Class::SAY.or(Class::VERB)) && !tokens.at(end).has_capital();
                (inner || tail || joined || !function) && !verb
            }
            _ => false,
        };
        if !stays {
            break;
        }
        end += 1;
    }
    while end > start && tokens.is(end - 1, Class::PREPOSITION.or(Class::DETERMINER).or(Class::CONJUNCTION)) {
        end -= 1;
    }
    end
}

/// The token that carries a noun phrase: the last word before its first preposition. "head of the group" -> `head`.
pub(crate) fn head(tokens: Tokens<'_>, phrase: Range<usize>) -> usize {
    let preposition = (phrase.start + 1..phrase.end).find(|&index| tokens.is(index, Class::PREPOSITION));
    let end = preposition.unwrap_or(phrase.end);
    (phrase.start..end).rev().find(|&index| tokens.kind(index) == Kind::Word).unwrap_or(phrase.start)
}

//! What the words around say a number is: a name, part of a name, or no number at all.

use super::super::lexicon::Class;
use super::super::token::{Case, Kind, Tokens};
use super::roles::{self, Role};
use super::{Number, NumberKind};
use crate::text::{TextRange, slice};

/// Whether the number at the token is a name: `Flight 447`, `Article 5`, `Channel Four`, `Nos. 5 and 6`.
pub(super) fn is_label(tokens: Tokens<'_>, at: usize, last: Option<&Number>) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let word = tokens.at(before);
    if word.kind == Kind::Other
        && !tokens.at(at).spaced
        && tokens.is_any(before, &["#", "№", "@", "_", "/", "\\", "="])
    {
        return true;
    }
    if word.kind != Kind::Word || (word.is(Class::FUNCTION) && !word.dotted) {
        return continues_labels(tokens, at, last);
    }
    let named = roles::is(tokens, before, Role::LABEL) && !is_people(tokens, at + 1)
        || word.has_capital() && roles::is(tokens, before, Role::CAPITAL_LABEL) && !counts_behind(tokens, at);
    // "the number 12" names, "the number of" never comes here; "a number two" too.
    named || continues_labels(tokens, at, last)
}

/// "Flights 447 and 448": a plural names more than one.
fn continues_labels(tokens: Tokens<'_>, at: usize, last: Option<&Number>) -> bool {
    let Some(last) = last.filter(|it| it.kind == NumberKind::Label) else { return false };
    let plural = last.tokens.start.checked_sub(1).is_some_and(|it| {
        tokens.str(it).trim_end_matches('.').ends_with('s') && roles::is(tokens, it, Role::LABEL)
    });
    let between = last.tokens.end..at;
    plural
        && (1..=2).contains(&between.len())
        && between
            .into_iter()
            .all(|it| tokens.kind(it) == Kind::Comma || tokens.is_any(it, &["and", "or", "to"]))
        && !is_people(tokens, at + 1)
}

/// Whether a plural or a word for people stands at the token, so that the number before it counts.
pub(super) fn is_people(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.is(at, Class::PEOPLE) || roles::is(tokens, at, Role::COUNTED)
}

fn counts_behind(tokens: Tokens<'_>, at: usize) -> bool {
    is_people(tokens, at + 1) || tokens.is(at + 1, Class::THING)
}

/// Whether a numeral with a capital within a sentence is part of a name: "the Little Rock Nine", "Three Gorges Dam". In a
/// headline that capitalises all its words nothing can be told.
pub(super) fn is_name_part(tokens: Tokens<'_>, at: usize) -> bool {
    let before = tokens.before(at, 1);
    // A headline has no stop; the line's end is its end.
    let gap = slice(tokens.text, TextRange::new(before.end, tokens.at(at).start));
    let inner = at > 0 && matches!(before.kind, Kind::Word | Kind::Possessive) && !gap.contains('\n');
    if tokens.at(at).case != Case::Title || !inner {
        return false;
    }
    let named = before.case == Case::Title || tokens.at(at + 1).case == Case::Title;
    (named || before.case == Case::Lower) && !is_title_case(tokens, at)
}

/// Whether the words around have capitals that a sentence would not give them.
fn is_title_case(tokens: Tokens<'_>, at: usize) -> bool {
    let is_stop = |it: &usize| matches!(tokens.kind(*it), Kind::Stop);
    let before = (at.saturating_sub(12)..at).rev().take_while(|it| !is_stop(it));
    let after = (at + 1..at + 12).take_while(|it| !is_stop(it));
    !before.chain(after).any(|it| {
        let token = tokens.at(it);
        token.case == Case::Lower && token.end - token.start >= 4 && !token.is(Class::FUNCTION)
    })
}

/// Whether `one` at the token stands for a person or thing named before: "this one", "no one", "one of", "one another".
pub(super) fn is_pronoun_one(tokens: Tokens<'_>, at: usize) -> bool {
    if !tokens.is_word(at, "one") {
        return false;
    }
    let behind = &[
        "of", "another", "who", "whose", "whom", "can", "cannot", "could", "may", "might", "must", "should",
        "would", "has", "is", "that", "which", "'d", "by", "or", "way",
    ];
    let before = &[
        "this", "that", "which", "any", "every", "each", "another", "no", "some", "ones", "everyone", "such",
    ];
    if tokens.is_any(at.wrapping_sub(1), before) || tokens.kind(at + 1) == Kind::Possessive {
        return true;
    }
    if tokens.is_word(at + 1, "or") {
        // "one or two", "one or more", but "one or the other"
        return tokens.is_any(at + 2, &["the", "another"]);
    }
    if tokens.is_any(at + 1, &["has", "is"]) && at > 0 {
        // "killing one. One is missing", "one has died": a count.
        return false;
    }
    if tokens.is_any(at + 1, behind) {
        return true;
    }
    // "the one he wanted", "the right one"
    tokens.is_word(at.wrapping_sub(1), "the")
        && !tokens.at(at + 1).is(Class::PEOPLE.or(Class::THING).or(Class::TIME_UNIT))
}

//! Whether the verbs around a time speak of what is to come.

use super::super::lexicon::Class;
use super::super::number::{LONGEST, lower};
use super::super::token::{Kind, Tokens};
use super::Time;
use super::atoms::Atom;

/// How many tokens around a time are looked at.
const REACH: usize = 14;

/// What the verb at a token says: `Some(true)` for the future, `None` for no verb that tells.
fn tells(tokens: Tokens<'_>, at: usize) -> Option<bool> {
    let token = tokens.at(at);
    if token.kind != Kind::Word {
        return None;
    }
    let word = tokens.str(at);
    if let Some(told) = told_by(word) {
        return Some(told);
    }
    let past = token.is(Class::SAY) || (token.is(Class::EFFECT) && word.ends_with("ed"));
    past.then_some(false)
}

fn told_by(word: &str) -> Option<bool> {
    let mut buffer = [0; LONGEST];
    match lower(word, &mut buffer)? {
        "will" | "shall" | "won't" | "would" | "due" | "scheduled" | "expected" | "expects" | "plan"
        | "plans" | "planned" | "planning" | "slated" | "want" | "wants" | "hope" | "hopes" | "intends"
        | "upcoming" | "ahead" | "forthcoming" | "can" | "must" | "should" | "going" | "begins" => Some(true),
        "was" | "were" | "had" | "did" | "has" | "have" | "been" | "began" | "took" | "came" | "left"
        | "went" | "last" => Some(false),
        other => (other.ends_with("'ll") || other.ends_with("’ll")).then_some(true),
    }
}

/// Whether the nearest telling verb before the token, in its sentence, speaks of the future.
pub(super) fn is_future_before(tokens: Tokens<'_>, at: usize) -> bool {
    before(tokens, at).unwrap_or(false)
}

fn before(tokens: Tokens<'_>, at: usize) -> Option<bool> {
    let back = (at.saturating_sub(REACH)..at).rev().take_while(|it| tokens.kind(*it) != Kind::Stop);
    back.into_iter().find_map(|it| tells(tokens, it))
}

fn behind(tokens: Tokens<'_>, at: usize) -> Option<bool> {
    let ahead = (at..at + REACH).take_while(|it| tokens.kind(*it) != Kind::Stop);
    ahead.into_iter().find_map(|it| tells(tokens, it))
}

/// Whether the time of the atom is spoken of as to come.
pub(super) fn is_ahead(tokens: Tokens<'_>, atom: &Atom) -> bool {
    if matches!(atom.time, Time::Duration { .. } | Time::DayOffset(_)) {
        return matches!(atom.time, Time::DayOffset(days) if days > 0);
    }
    before(tokens, atom.start).or_else(|| behind(tokens, atom.end)).unwrap_or(false)
}

//! Vague counts: `dozens`, `several hundred`, `tens of thousands`, `a couple`, `many`.

use super::super::lexicon::Class;
use super::super::token::{Kind, Tokens};
use super::cardinal::scale_at;
use super::pieces::Spot;
use super::words::{Term, term};

/// A vague count as read.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Vague {
    /// Its first token, the article included.
    pub(super) first: usize,
    pub(super) end: Spot,
    /// The least it can mean.
    pub(super) least: f64,
    /// The most it can mean.
    pub(super) most: Option<f64>,
}

/// The vague count whose numeral stands at the token.
pub(super) fn vague(tokens: Tokens<'_>, at: usize) -> Option<Vague> {
    plural(tokens, at).or_else(|| several(tokens, at)).or_else(|| scores(tokens, at))
}

/// `dozens`, `hundreds`, `tens of thousands`, `hundreds and hundreds`.
fn plural(tokens: Tokens<'_>, at: usize) -> Option<Vague> {
    let (mut least, mut most) = match term(tokens.str(at))? {
        Term::Dozens => (24.0, 99.0),
        Term::Scales(scale) => (2.0 * scale, 20.0 * scale - 1.0),
        Term::Other if tokens.are_words(at, &["tens", "of"]) => (20.0, 99.0),
        _ => return None,
    };
    let mut end = at + 1;
    if tokens.is_word(end, "and") && tokens.str(end + 1).eq_ignore_ascii_case(tokens.str(at)) {
        end += 2;
    }
    if tokens.is_word(end, "of")
        && let Some(Term::Scales(scale) | Term::Scale(scale)) = term(tokens.str(end + 1))
        && scale > 100.0
    {
        // "tens of thousands", also misprinted "tens of thousand"
        (least, most) = (least * scale, (most + 1.0) * scale - 1.0);
        end += 2;
    }
    Some(Vague { first: at, end: Spot::before(tokens, end), least, most: Some(most) })
}

/// `several`, `a few hundred`, `a couple of`, `a handful of`, `many thousands`, `a number of`.
fn several(tokens: Tokens<'_>, at: usize) -> Option<Vague> {
    let word = tokens.str(at).to_ascii_lowercase();
    let article = tokens.is_any(at.wrapping_sub(1), &["a", "the", "this", "these", "those"]);
    let a = tokens.is_any(at.wrapping_sub(1), &["a"]);
    let (least, most) = match word.as_str() {
        "couple" | "pair" if !(article && !a) && !is_twosome(tokens, at) => (2.0, Some(2.0)),
        "several" => (3.0, Some(9.0)),
        "few" if a || !article && !is_degree(tokens, at) => (3.0, Some(9.0)),
        "handful" if a => (3.0, Some(6.0)),
        "many" if !is_degree(tokens, at) => (3.0, None),
        "numerous" => (3.0, None),
        "number" if a && tokens.is_word(at + 1, "of") => (3.0, None),
        _ => return None,
    };
    let first = if a { at - 1 } else { at };
    let mut end = at + 1;
    let closed = matches!(word.as_str(), "couple" | "pair" | "handful" | "number");
    if closed && tokens.is_word(end, "of") {
        end += 1;
    }
    let mut vague = Vague { first, end: Spot::before(tokens, end), least, most };
    while let Some(scale) = scale_at(tokens, vague.end, false) {
        vague.end = scale.end;
        vague.least *= scale.value;
        vague.most = vague.most.map(|it| it * scale.value);
    }
    Some(vague)
}

/// "The couple said", "a couple from Ohio": two people who belong together, no count.
fn is_twosome(tokens: Tokens<'_>, at: usize) -> bool {
    let counts = tokens.is_any(at + 1, &["of", "more", "hundred", "dozen", "thousand"])
        || (tokens.is_word(at, "couple") && tokens.is(at + 1, Class::TIME_UNIT));
    !counts
}

/// `how many`, `as few as`, `too many`.
fn is_degree(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.is_any(at.wrapping_sub(1), &["how", "as", "too", "so", "not", "very", "that"])
}

/// `scores of people`, `scores were killed`; but "the scores", "test scores of 12", "he scores twice".
fn scores(tokens: Tokens<'_>, at: usize) -> Option<Vague> {
    if !tokens.is_word(at, "scores") {
        return None;
    }
    let next = tokens.at(at + 1);
    let of_people = tokens.is_word(at + 1, "of")
        && tokens.kind(at + 2) == Kind::Word
        && !tokens.is(at + 2, Class::NUMERAL);
    let counted = of_people
        || tokens.is_any(at + 1, &["more", "were", "have", "are", "others"])
        || next.is(Class::EFFECT.or(Class::PEOPLE));
    let music =
        tokens.before(at, 1).kind == Kind::Possessive || tokens.is_any(at.wrapping_sub(1), NOT_SCORES);
    (counted && !music).then(|| Vague {
        first: at,
        end: Spot::before(tokens, at + 1),
        least: 40.0,
        most: Some(199.0),
    })
}

/// What stands before the scores of games, tests and music.
const NOT_SCORES: &[&str] = &[
    "the", "their", "his", "her", "its", "these", "those", "our", "test", "exam", "credit", "box", "high",
    "low", "average", "final", "math", "reading", "music", "film", "he", "she", "who",
];

//! Vague counts: `dozens`, `several hundred`, `tens of thousands`, `a couple`, `many`; and those that are not said in numerals:
//! `none`, `both`.

use super::super::lexicon::Class;
use super::super::token::{Kind, Tokens};
use super::NumberKind;
use super::cardinal::scale_at;
use super::pieces::Spot;
use super::read::Core;
use super::roles::{self, Role};
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
        let tens = tokens.is_word(at, "tens");
        (least, most) = (least * scale, if tens { 200.0 * scale - 1.0 } else { (most + 1.0) * scale - 1.0 });
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
        "couple" | "pair" if (!article || a) && !is_twosome(tokens, at) => (2.0, Some(2.0)),
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
        || next.is(Class::EFFECT.or(Class::PEOPLE))
        // "car bombs kill scores in Algiers"
        || tokens.before(at, 1).is(Class::EFFECT);
    let music = tokens.before(at, 1).kind == Kind::Possessive
        || roles::is(tokens, at.wrapping_sub(1), Role::NOT_SCORES);
    (counted && !music).then(|| Vague {
        first: at,
        end: Spot::before(tokens, at + 1),
        least: 40.0,
        most: Some(199.0),
    })
}

/// "None were hurt", "no one was killed": 0; "both men", "twin blasts": 2.
pub(super) fn zero_or_both(tokens: Tokens<'_>, at: usize) -> Option<Core> {
    let simple = |end: usize, value| Some(Core::of(tokens, at, end, NumberKind::Cardinal, value));
    let next = tokens.at(at + 1);
    if tokens.is_any(at, &["none", "nobody"]) && is_toll_verb(tokens, at + 1) {
        return simple(at + 1, 0.0);
    }
    if tokens.are_words(at, &["no", "one"]) && is_toll_verb(tokens, at + 2) {
        return simple(at + 2, 0.0);
    }
    let plural = next.kind == Kind::Word && !next.has_capital() && tokens.str(at + 1).ends_with('s');
    if tokens.is_word(at, "both") {
        let men = next.is(Class::PEOPLE) || tokens.is_any(at + 1, &["men", "women", "were", "died", "are"]);
        return (men || plural && !next.is(Class::FUNCTION)).then(|| simple(at + 1, 2.0)).flatten();
    }
    (tokens.is_word(at, "twin") && plural).then(|| simple(at + 1, 2.0)).flatten()
}

/// "was killed", "were seriously hurt", "has died"
fn is_toll_verb(tokens: Tokens<'_>, at: usize) -> bool {
    let is_effect = |it: usize| tokens.is(it, Class::EFFECT);
    is_effect(at)
        || tokens.is_any(at, &["was", "were", "is", "are", "has", "have", "had"])
            && (at + 1..at + 4).any(is_effect)
}

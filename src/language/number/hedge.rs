//! Hedges: the words before and after a number that open or close its interval.

use super::super::lexicon::Class;
use super::super::token::{Kind, Tokens};
use super::Bound::{self, About, AtLeast, AtMost, Exact, LessThan, MoreThan, Nearly, Range};
use super::roles::{self, Role};
use super::words::{LONGEST, lower};

/// What stands before the last word of a hedge, and what the whole means; longer ones first.
type Hedges = &'static [(&'static str, Bound)];

/// The hedges before a number that end with the word: `no fewer` + `than`.
fn hedges_on(last: &str) -> Hedges {
    match last {
        "than" => &[
            ("no fewer", AtLeast),
            ("no less", AtLeast),
            ("not fewer", AtLeast),
            ("not less", AtLeast),
            ("no more", AtMost),
            ("not more", AtMost),
            ("no greater", AtMost),
            ("never more", AtMost),
            ("slightly less", Nearly),
            ("more", MoreThan),
            ("greater", MoreThan),
            ("higher", MoreThan),
            ("larger", MoreThan),
            ("bigger", MoreThan),
            ("fewer", LessThan),
            ("less", LessThan),
            ("lower", LessThan),
            ("smaller", LessThan),
        ],
        "as" => &[
            ("as few", AtLeast),
            ("as little", AtLeast),
            ("as many", AtMost),
            ("as much", AtMost),
            ("as high", AtMost),
        ],
        "of" => &[
            ("in the region", About),
            ("on the order", About),
            ("an average", About),
            ("a minimum", AtLeast),
            ("a maximum", AtMost),
            ("in excess", MoreThan),
            ("upwards", MoreThan),
            ("upward", MoreThan),
            ("north", MoreThan),
            ("just short", Nearly),
            ("shy", Nearly),
            ("a total", Exact),
            ("total", Exact),
        ],
        "least" => &[("at the very", AtLeast), ("at the", AtLeast), ("at", AtLeast)],
        "minimum" => &[("at", AtLeast)],
        "most" => &[("at the", AtMost), ("at", AtMost)],
        "to" => &[
            ("greater than or equal", AtLeast),
            ("more than or equal", AtLeast),
            ("less than or equal", AtMost),
            ("up", AtMost),
            ("close", Nearly),
            // Said to be that and no other: a range of one number.
            ("equal", Range),
            ("equaling", Range),
            ("equalling", Range),
        ],
        "equals" => &[("", Range)],
        "under" => &[("just", Nearly), ("slightly", Nearly), ("", LessThan)],
        "below" => &[("just", Nearly), ("", LessThan)],
        "quite" => &[("not", Nearly)],
        "estimated" => &[("an", About), ("", About)],
        "at" => &[("estimated", About)],
        "over" | "above" | "exceeding" | "exceeds" | "exceeded" | "exceed" | "surpassing" | "surpassed"
        | "surpasses" | "surpass" | "topping" | "topped" | "tops" => &[("", MoreThan)],
        "nearly" | "almost" | "approaching" | "nearing" => &[("", Nearly)],
        "about" | "around" | "some" | "roughly" | "approximately" | "approx." | "circa" | "perhaps"
        | "maybe" | "probably" | "estimate" | "estimates" => &[("", About)],
        "exactly" | "precisely" | "all" | "totaling" | "totalling" => &[("", Exact)],
        _ => &[],
    }
}

/// Words that only strengthen the hedge behind them: `well over 100`.
const STRENGTH: &[&str] =
    &["well", "just", "slightly", "far", "much", "a", "little", "considerably", "significantly"];

/// Hedges behind a number.
const AFTER: &[(&[&str], Bound)] = &[
    (&["or", "more"], AtLeast),
    (&["or", "greater"], AtLeast),
    (&["or", "above"], AtLeast),
    (&["or", "over"], AtLeast),
    (&["or", "higher"], AtLeast),
    (&["and", "above"], AtLeast),
    (&["and", "up"], AtLeast),
    (&["and", "more"], AtLeast),
    (&["at", "least"], AtLeast),
    (&["or", "so"], About),
    (&["or", "thereabouts"], About),
    (&["odd"], About),
    (&["or", "fewer"], AtMost),
    (&["or", "less"], AtMost),
    (&["or", "under"], AtMost),
    (&["at", "most"], AtMost),
    (&["plus"], MoreThan),
];

/// The floor or ceiling that ends before the token: `higher than`, `up to`.
pub(super) fn comparison(tokens: Tokens<'_>, first: usize, floor: usize) -> Option<(Bound, usize)> {
    nearest(tokens, first, floor).filter(|_| tokens.is_word(first.wrapping_sub(1), "than"))
}

/// The hedge that ends before the token `first` and begins no earlier than `floor`, with its first token.
pub(in super::super) fn before(tokens: Tokens<'_>, first: usize, floor: usize) -> Option<(Bound, usize)> {
    let (mut bound, mut start) = nearest(tokens, first, floor)?;
    // "a total of at least 12", "at least some 40": the tighter word is said of the whole.
    while let Some((outer, outer_start)) = nearest(tokens, start, floor) {
        bound = if weight(outer) > weight(bound) { outer } else { bound };
        start = outer_start;
    }
    Some((bound, strengthened(tokens, start, floor, bound)))
}

fn nearest(tokens: Tokens<'_>, first: usize, floor: usize) -> Option<(Bound, usize)> {
    let last = first.checked_sub(1).filter(|it| *it >= floor && tokens.kind(*it) == Kind::Word)?;
    let mut buffer = [0; LONGEST];
    let hedges = hedges_on(lower(tokens.str(last), &mut buffer)?);
    let found = hedges.iter().find_map(|(words, bound)| Some((*bound, begin(tokens, last, words, floor)?)));
    found.filter(|(_, start)| !is_other_sense(tokens, *start, last))
}

/// Where words that end before the token begin, when they stand there.
fn begin(tokens: Tokens<'_>, end: usize, words: &str, floor: usize) -> Option<usize> {
    let mut at = end;
    for word in words.rsplit(' ').filter(|it| !it.is_empty()) {
        at = at.checked_sub(1).filter(|it| *it >= floor && tokens.is_word(*it, word))?;
    }
    Some(at)
}

fn weight(bound: Bound) -> u8 {
    match bound {
        Exact | Bound::Vague | Range => 0,
        About => 1,
        Nearly => 2,
        _ => 3,
    }
}

/// `well over`, `just over`, `a little more than`; `just under` is a hedge of its own.
fn strengthened(tokens: Tokens<'_>, start: usize, floor: usize, bound: Bound) -> usize {
    if !matches!(bound, MoreThan | LessThan | Nearly) {
        return start;
    }
    let mut at = start;
    while at > floor && tokens.is_any(at - 1, STRENGTH) {
        at -= 1;
    }
    at
}

/// Words that take `over` or `about` with them, so that the number behind is as it stands: "handed over 12 bodies", "a row
/// over two fishermen", "asked about 12 hostages".
fn is_other_sense(tokens: Tokens<'_>, start: usize, last: usize) -> bool {
    let before = start.wrapping_sub(1);
    match tokens.str(last).to_ascii_lowercase().as_str() {
        "over" => roles::is(tokens, before, Role::TAKES_OVER),
        "to" if tokens.is_word(start, "up") => tokens.is_any(before, ADD_UP_TO),
        "about" => roles::is(tokens, before, Role::TALKS_ABOUT),
        // "toll tops 600", but "two tops, 12 shirts"
        "tops" => tokens.kind(before) != Kind::Word,
        "under" | "below" | "above" if start == last => tokens.is_any(before, &["the", "from", "see"]),
        _ => false,
    }
}

const ADD_UP_TO: &[&str] = &["toll", "number", "total", "count", "add", "adds", "added", "adding"];

/// The hedge that begins at token `end`, and the token behind it.
pub(super) fn after(tokens: Tokens<'_>, end: usize) -> Option<(Bound, usize)> {
    let next = tokens.at(end);
    if next.kind == Kind::Other && !next.spaced && tokens.str(end) == "+" {
        return Some((AtLeast, end + 1));
    }
    if next.kind != Kind::Word {
        return None;
    }
    let (words, bound) = AFTER.iter().find(|(words, _)| tokens.are_words(end, words))?;
    let last = end + words.len();
    // "12 or more people", "40 and more"; not "12 and more than 30", "five and up to ten", "two or over a dozen".
    let continues = tokens.is_any(last, &["than", "to"])
        || (words.len() == 2 && tokens.at(last).is(Class::NUMERAL))
        || tokens.kind(last) == Kind::Number;
    (!continues).then_some((*bound, last))
}

/// Whether the toll is said to go beyond the number: "the toll passed 600". Returns the verb's token.
pub(super) fn passed(tokens: Tokens<'_>, first: usize) -> Option<usize> {
    let verb = first.checked_sub(1)?;
    let is_verb = tokens.is_any(verb, &["passed", "passes", "passing", "crossed", "crosses"]);
    let subject = (1..=4).any(|back| {
        verb.checked_sub(back)
            .is_some_and(|at| tokens.is_any(at, &["toll", "number", "count", "total", "figure", "tally"]))
    });
    (is_verb && subject).then_some(verb)
}

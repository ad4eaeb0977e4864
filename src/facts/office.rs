//! Offices: roles that only one person holds at a time, told from their words.

use crate::language::places::{self, Country};
use crate::language::token::Tokens;

/// An office held by one person at a time, as far as the words tell whose.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Office {
    /// `president`, `foreign minister`: one word for all ways to say it.
    pub title: &'static str,
    /// Of which country; unknown when the words do not say.
    pub of: Option<Country>,
}

/// Words that make another office of one: its holder is not the holder.
const NOT_THE_HOLDER: [&str; 24] = [
    "former", "ex", "vice", "deputy", "assistant", "late", "then", "future", "elect", "candidate", "acting", "interim", "shadow", "ousted",
    "deposed", "outgoing", "incoming", "designate", "onetime", "one-time", "previous", "would-be", "nominee", "toppled",
];

/// The office that the words of a role name; none for roles that many hold.
pub(super) fn office(tokens: Tokens<'_>, role: std::ops::Range<usize>) -> Option<Office> {
    let words: Vec<String> = role.clone().map(|at| tokens.str(at).to_lowercase()).collect();
    let has = |word: &str| words.iter().any(|it| it == word);
    if words.iter().any(|word| NOT_THE_HOLDER.iter().any(|it| word == it || word.starts_with(&format!("{it}-")) || word.ends_with(&format!("-{it}")))) {
        return None;
    }
    let of = role.clone().find_map(|at| places::at(tokens, at).and_then(|(_, kind)| kind.country()));
    let title = if has("minister") || has("secretary") {
        portfolio(&words)?
    } else if has("premier") {
        "prime minister"
    } else if has("president") && role.len() <= 3 && !has("co-president") {
        "president"
    } else if has("king") && of.is_some() {
        "king"
    } else if has("chancellor") && of.is_some() {
        "chancellor"
    } else {
        return None;
    };
    Some(Office { title, of })
}

/// The department of a minister or secretary, by the words right before or behind.
fn portfolio(words: &[String]) -> Option<&'static str> {
    const DEPARTMENTS: [(&[&str], &str); 16] = [
        (&["prime"], "prime minister"),
        (&["foreign"], "foreign minister"),
        (&["defence", "defense"], "defense minister"),
        (&["interior"], "interior minister"),
        (&["finance"], "finance minister"),
        (&["justice"], "justice minister"),
        (&["health"], "health minister"),
        (&["education"], "education minister"),
        (&["information"], "information minister"),
        (&["agriculture"], "agriculture minister"),
        (&["oil"], "oil minister"),
        (&["energy"], "energy minister"),
        (&["transport"], "transport minister"),
        (&["trade"], "trade minister"),
        (&["environment"], "environment minister"),
        (&["labor", "labour"], "labor minister"),
    ];
    // Two departments in one phrase are one person's two offices, and conflict with neither.
    let named = |department: &&(&[&str], &str)| department.0.iter().any(|word| words.iter().any(|it| it == word));
    let mut found = DEPARTMENTS.iter().filter(named);
    let first = found.next()?;
    found.next().is_none().then_some(first.1)
}

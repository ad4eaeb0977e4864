use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use super::claim::{ClaimSpan, claims};
use super::quote::{QuoteSpan, quotes};
use super::role::{RoleSpan, roles};
use super::speech::{Report, reports};
use crate::article::Prose;
use crate::language::lexicon::Class;
use crate::language::name::{self, Name};
use crate::language::number::{Number, numbers};
use crate::language::places;
use crate::language::tagger::{Candidate, candidates};
use crate::language::time::{TimeSpan, times};
use crate::language::token::{Case, Kind, Tokens};
use crate::text::TextRange;

/// Everything read from one block alone. Ranges count bytes of the block's prose, so they hold wherever it stands.
#[derive(Debug)]
pub struct BlockFacts {
    /// The prose it was read from.
    pub prose: Arc<Prose>,
    /// Runs of tokens that may name a person.
    pub names: Vec<NameSpan>,
    /// Capitalised words that no name holds; the rest of the article may know them.
    pub capitals: Vec<Capital>,
    /// The roles beside names.
    pub roles: Vec<RoleSpan>,
    /// The numbers.
    pub numbers: Vec<Number>,
    /// The phrases of time.
    pub times: Vec<TimeSpan>,
    /// The quotations.
    pub quotes: Vec<QuoteSpan>,
    /// Who says what.
    pub reports: Vec<Report>,
    /// The casualty figures.
    pub claims: Vec<ClaimSpan>,
}

/// A run of tokens that may name a person.
#[derive(Clone, Debug)]
pub struct NameSpan {
    /// The tokens, a royal or papal title included: `King Abdullah`.
    pub tokens: Range<usize>,
    /// Its bytes.
    pub range: TextRange,
    /// The name in parts.
    pub name: Name,
    /// How likely it names a person, after the words around it were heard; in log odds.
    pub odds: f32,
    /// Whether a title or role stands before it.
    pub titled: bool,
    /// Whether it is in the plural or followed by "family": the house, not the person.
    pub family: bool,
}

/// A capitalised word outside names.
#[derive(Clone, Copy, Debug)]
pub struct Capital {
    /// The token.
    pub token: u32,
    /// The hash of its folded form, article left out; see [`word_hash`].
    pub hash: u64,
}

/// A hash of a folded word, for quick comparison within one run of the program.
pub(super) fn word_hash(folded: &str) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    folded.hash(&mut hasher);
    hasher.finish()
}

impl BlockFacts {
    /// Reads a block.
    pub fn read(prose: Arc<Prose>) -> Self {
        let tokens = prose.tokens();
        let found = candidates(tokens, &prose.sentences);
        let quotes = quotes(tokens);
        let roles = roles(tokens, &found);
        let reports = reports(tokens, &prose.sentences, &quotes, &found);
        let names: Vec<_> = found.iter().enumerate().map(|(index, it)| name_span(tokens, index, it, &roles, &reports)).collect();
        let capitals = capitals(tokens, &names);
        let numbers = numbers(tokens);
        let times = times(tokens, &numbers);
        let claims = claims(tokens, &prose.sentences, &numbers);
        Self { names, capitals, roles, numbers, times, quotes, reports, claims, prose }
    }

    /// The tokens of the block.
    pub fn tokens(&self) -> Tokens<'_> {
        self.prose.tokens()
    }

    /// Whether a token lies within quotation marks.
    pub fn in_quote(&self, token: usize) -> bool {
        self.quotes.iter().any(|quote| quote.tokens.contains(&token))
    }
}

/// Titles that are part of what a person is called when only a given name follows: "King Abdullah", "Pope Francis".
const ROYAL: [&str; 10] = ["king", "queen", "prince", "princess", "pope", "emperor", "empress", "sultan", "emir", "tsar"];

fn name_span(tokens: Tokens<'_>, index: usize, candidate: &Candidate, roles: &[RoleSpan], reports: &[Report]) -> NameSpan {
    let mut span = candidate.tokens.clone();
    let words = span.clone().map(|at| tokens.str(at));
    let name = Name::parse(words);
    let before = span.start.wrapping_sub(1);
    let titled = tokens.is(before, Class::HONORIFIC) && tokens.at(before).has_capital();
    let role = roles.iter().any(|it| it.name == index);
    let speaks = reports.iter().any(|it| it.subject == super::Subject::Name(index));
    let mut odds = log_odds(candidate.probability);
    odds += if titled || role { 2.0 } else { 0.0 } + if speaks { 1.0 } else { 0.0 } - doubt(tokens, &span);
    if name.is_bare() && name.suffix.is_empty() && tokens.is_any(before, &ROYAL) && tokens.at(before).has_capital() {
        span.start = before;
    }
    let family = is_house(tokens, &span);
    NameSpan { range: tokens.range(span.start, span.end), tokens: span, name, odds, titled: titled || role, family }
}

fn log_odds(probability: f32) -> f32 {
    let p = probability.clamp(0.001, 0.999);
    (p / (1.0 - p)).ln()
}

/// What speaks against a person, in log odds: a street, a prize, a firm, a place, a creed.
fn doubt(tokens: Tokens<'_>, span: &Range<usize>) -> f32 {
    let mut doubt = 0.0;
    let next = tokens.at(span.end);
    if next.has_capital() && next.is(Class::PLACE_HEAD.or(Class::ORGANISATION)) && next.case == Case::Title {
        doubt += 4.0;
    }
    if span.clone().any(|at| tokens.is(at, Class::NOT_NAME)) {
        doubt += 3.0;
    }
    if places::at(tokens, span.start).is_some_and(|(len, _)| len >= span.len()) {
        doubt += 3.0;
    }
    doubt
}

/// "the Al Assad family", "the Assads"
fn is_house(tokens: Tokens<'_>, span: &Range<usize>) -> bool {
    let the = tokens.is_word(span.start.wrapping_sub(1), "the");
    let family = tokens.is_any(span.end, &["family", "clan", "dynasty", "brothers", "sisters"]);
    let plural = span.len() == 1 && tokens.str(span.start).ends_with('s') && the;
    (the && family) || (plural && !tokens.is(span.end, Class::FUNCTION.or(Class::VERB)))
}

/// The capitalised words that no likely name holds and that may be somebody's surname.
fn capitals(tokens: Tokens<'_>, names: &[NameSpan]) -> Vec<Capital> {
    let taken = |index: usize| names.iter().any(|it| it.tokens.contains(&index));
    let mut found = Vec::new();
    for (index, token) in tokens.all.iter().enumerate() {
        let may_be = token.kind == Kind::Word && token.has_capital() && !token.is(Class::FUNCTION.or(Class::MONTH).or(Class::WEEKDAY));
        if may_be && !taken(index) {
            let family = Name::parse([tokens.str(index)]).family;
            if family.len() > 1 {
                found.push(Capital { token: crate::text::offset(index), hash: word_hash(&family) });
            }
        }
    }
    found
}

/// The folded word of a token.
pub(super) fn folded(tokens: Tokens<'_>, index: usize) -> String {
    name::fold(tokens.str(index))
}

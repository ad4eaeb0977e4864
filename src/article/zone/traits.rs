//! What one block's own words say of what it is; worked out once with the prose.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::language::lexicon::Class;
use crate::language::token::{Case, Kind, Token, Tokens};
use crate::text::{TextRange, offset};

/// What a block looks like, seen alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in crate::article) struct Traits {
    /// How many words and numbers.
    pub(super) words: u32,
    /// How many of the words have a capital.
    pub(super) capitals: u32,
    /// How many words are not in Latin letters.
    pub(super) foreign: u32,
    /// Whether it ends as a sentence does: a stop, perhaps with a quotation mark or bracket behind.
    pub(super) ends_with_stop: bool,
    /// Whether it ends with a colon.
    pub(super) ends_with_colon: bool,
    /// Weight of the phrases that only pages use.
    pub(super) cues: u32,
    /// How often it speaks to the reader or of the paper ("you", "our"), quotations left out.
    pub(super) appeals: u32,
    /// Whether it is an id of a machine: `1.829641-2376756355`.
    pub(super) machine_id: bool,
    /// Whether it heads reader comments: `Comments 2`.
    pub(super) comment_header: bool,
    /// Whether it has the day and the clock time of a comment or a page.
    pub(super) stamp: bool,
    /// Whether it is wholly in brackets.
    pub(super) bracketed: bool,
    /// Whether it names its writers: `By Jane Roe`.
    pub(super) byline: bool,
    /// Whether it speaks of a picture: `(left)`, `pictured`, `File photo`.
    pub(super) caption_cue: bool,
    /// Where a credit begins, from `Image Credit: AP`, `(AP Photo/X)` or a name behind the last sentence.
    pub(super) credit: Option<u32>,
    /// The bytes of a dateline at the start.
    pub(super) dateline: Option<TextRange>,
    /// Whether a verb of saying stands in it.
    pub(super) says: bool,
}

static CUES: LazyLock<FxHashMap<&'static str, Vec<(u32, Vec<&'static str>)>>> = LazyLock::new(|| {
    let mut cues: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for line in include_str!("cues.txt").lines().filter(|line| !line.starts_with('#')) {
        let Some((weight, phrase)) = line.split_once(' ') else { continue };
        let mut words = phrase.split(' ');
        let Some(first) = words.next() else { continue };
        cues.entry(first).or_default().push((weight.parse().unwrap_or(0), words.collect()));
    }
    cues
});

const AGENCIES: [&str; 24] = [
    "ap", "afp", "reuters", "getty", "epa", "xinhua", "bloomberg", "tass", "itar-tass", "ria", "novosti", "interfax", "upi", "ansa",
    "dpa", "efe", "kyodo", "yonhap", "antara", "anadolu", "handout", "shutterstock", "pti", "ani",
];

/// Reads the traits of a block.
pub(in crate::article) fn read(tokens: Tokens<'_>) -> Traits {
    let mut traits = Traits::default();
    count(tokens, &mut traits);
    let end = last_word_or_stop(tokens);
    traits.ends_with_stop = matches!(tokens.kind(end), Kind::Stop | Kind::Ellipsis);
    traits.ends_with_colon = tokens.kind(end) == Kind::Colon;
    traits.machine_id = is_machine_id(tokens);
    traits.comment_header = is_comment_header(tokens, &traits);
    traits.bracketed = tokens.kind(0) == Kind::Open && tokens.kind(tokens.len().saturating_sub(1)) == Kind::Close;
    traits.byline = is_byline(tokens, &traits);
    traits.caption_cue = has_caption_cue(tokens);
    traits.credit = credit(tokens, &traits);
    traits.dateline = dateline(tokens);
    traits
}

impl Traits {
    /// Most of its words begin with a capital.
    pub(super) fn is_title_case(&self) -> bool {
        self.capitals * 4 >= self.words * 3
    }

    /// A sentence of running text, as far as its form tells.
    pub(super) fn is_prose(&self) -> bool {
        self.ends_with_stop && self.words >= 4 && self.capitals * 3 <= self.words * 2 && self.foreign * 2 < self.words
    }

    /// Whether it is no copy of the desk for sure.
    pub(super) fn is_boilerplate(&self) -> bool {
        match self.words {
            0 => true,
            1..=4 => self.cues >= 2,
            5..=8 => self.cues >= 3,
            // A report on a paper's new subscriptions has the words, but does not speak to its reader.
            9..=25 => self.cues >= 3 && (self.appeals >= 1 || self.cues >= 6),
            _ => self.cues >= 3 && self.appeals >= 2,
        }
    }

    /// Whether it may belong to a page's tail: a label, or words to the reader.
    pub(super) fn may_be_tail(&self) -> bool {
        self.appeals > 0 || self.cues > 0 || !self.is_prose() || self.words < 6
    }
}

fn count(tokens: Tokens<'_>, traits: &mut Traits) {
    let mut quoted = false;
    let (mut day, mut clock) = (false, false);
    for (index, token) in tokens.all.iter().enumerate() {
        match token.kind {
            Kind::Quote => quoted = !quoted,
            Kind::Word => {
                traits.words += 1;
                traits.capitals += u32::from(token.has_capital());
                traits.foreign += u32::from(token.case == Case::None);
                traits.says |= token.is(Class::SAY);
                day |= token.is(Class::MONTH.or(Class::WEEKDAY));
                if !quoted {
                    traits.appeals += u32::from(speaks_to_reader(tokens, index));
                }
            }
            Kind::Number => {
                traits.words += 1;
                clock |= tokens.str(index).contains(':');
            }
            _ => {}
        }
        // "You must sign up for the ferry," said in the story, speaks to nobody who reads it.
        traits.cues += if quoted { 0 } else { cue_at(tokens, index) };
    }
    traits.stamp = day && clock && traits.words <= 16;
    // "Support The Daily!": a command with an exclamation mark.
    let commands = ["support", "subscribe", "donate", "join", "follow", "share", "like", "watch", "listen", "download"];
    let loud = tokens.str(tokens.len().saturating_sub(1)).ends_with('!');
    traits.cues += if loud && traits.words <= 8 && tokens.is_any(0, &commands) { 3 } else { 0 };
}

fn cue_at(tokens: Tokens<'_>, index: usize) -> u32 {
    let word = tokens.str(index);
    if word.len() > 16 {
        return 0;
    }
    let mut buffer = [0_u8; 16];
    let Some(folded) = buffer.get_mut(..word.len()) else { return 0 };
    folded.copy_from_slice(word.as_bytes());
    folded.make_ascii_lowercase();
    let Some(candidates) = std::str::from_utf8(folded).ok().and_then(|word| CUES.get(word)) else { return 0 };
    let fits = |rest: &[&str]| tokens.are_words(index + 1, rest);
    candidates.iter().filter(|(_, rest)| fits(rest)).map(|(weight, _)| *weight).max().unwrap_or(0)
}

fn speaks_to_reader(tokens: Tokens<'_>, index: usize) -> bool {
    let token = tokens.at(index);
    token.is(Class::FUNCTION) && token.case != Case::Upper && tokens.is_any(index, &["you", "your", "yours", "we", "our", "ours"])
}

/// The last token that is no closing mark.
fn last_word_or_stop(tokens: Tokens<'_>) -> usize {
    let closing = |token: &Token| matches!(token.kind, Kind::Quote | Kind::SingleQuote | Kind::Close);
    tokens.all.iter().rposition(|token| !closing(token)).unwrap_or(0)
}

fn is_machine_id(tokens: Tokens<'_>) -> bool {
    let letters = tokens.text.chars().filter(|ch| ch.is_alphabetic()).count();
    let digits = tokens.text.chars().filter(char::is_ascii_digit).count();
    !tokens.text.contains(char::is_whitespace) && digits >= 5 && digits > letters
}

/// `Comments 2`, `2 comments`, `Comments (14)`, `Reader comments`
fn is_comment_header(tokens: Tokens<'_>, traits: &Traits) -> bool {
    let named = |index: usize| tokens.is_any(index, &["comments", "comment"]);
    let counted = |index: usize| tokens.kind(index) == Kind::Number;
    match traits.words {
        1 => named(0) && tokens.is_word(0, "comments"),
        2 | 3 if traits.ends_with_stop => false,
        2 => (named(0) && tokens.all.iter().any(|it| it.kind == Kind::Number)) || (counted(0) && named(1)) || (named(1) && tokens.is_any(0, &["reader", "readers", "all", "your", "user"])),
        3 => counted(0) && tokens.is_any(1, &["reader", "user"]) && named(2),
        _ => false,
    }
}

/// `By Jane Roe`, `By Jane Roe and John Doe in Cairo`, `Reporting by Jane Roe`
fn is_byline(tokens: Tokens<'_>, traits: &Traits) -> bool {
    if traits.words > 14 || (traits.ends_with_stop && traits.words > 9) {
        return false;
    }
    let by = tokens.is_word(0, "by") && tokens.at(0).has_capital();
    let reporting = tokens.is_any(0, &["reporting", "editing", "writing", "text", "words", "story", "photos"])
        && tokens.is_word(1, "by");
    let name = tokens.at(if reporting { 2 } else { 1 });
    (by || reporting) && name.has_capital() && traits.capitals + 4 >= traits.words
}

fn has_caption_cue(tokens: Tokens<'_>) -> bool {
    let sides = ["left", "right", "centre", "center", "l", "r", "c", "back", "front", "top", "bottom"];
    tokens.all.iter().enumerate().any(|(i, token)| match token.kind {
        // "(left)", "(second from left)", "(C)"
        Kind::Open => {
            let alone = tokens.is_any(i + 1, &sides) && tokens.kind(i + 2) == Kind::Close;
            let counted = tokens.is_word(i + 2, "from") && tokens.is_any(i + 3, &sides);
            alone || counted
        }
        Kind::Word if token.word != crate::language::lexicon::WordId::UNKNOWN || token.end - token.start <= 10 => {
            tokens.is_any(i, &["pictured", "photographed"])
                || (tokens.is_word(i, "seen") && tokens.is_any(i + 1, &["in", "here", "at", "on", "during"]) && i > 0 && (tokens.kind(i - 1) == Kind::Comma || tokens.is_any(i - 1, &["is", "are"])))
                || (tokens.is_any(i, &["file", "archive", "handout", "undated"]) && tokens.is_any(i + 1, &["photo", "picture", "image"]))
                || (tokens.is_word(i, "in") && tokens.is_word(i + 1, "this") && (2..5).any(|k| tokens.is_any(i + k, &["photo", "picture", "image", "photograph"])))
                || credit_cue(tokens, i).is_some()
        }
        _ => false,
    })
}

/// Where a credit begins if a word at the index announces one: `Image Credit: AP`, `Photo: X`, `AP Photo/X`.
fn credit_cue(tokens: Tokens<'_>, index: usize) -> Option<u32> {
    let what = ["photo", "image", "picture", "photograph", "photography", "illustration", "graphic"];
    let start = tokens.at(index).start;
    let credit = tokens.is_word(index, "credit") && tokens.kind(index + 1) == Kind::Colon;
    let named = tokens.is_any(index, &what);
    let with_colon = named && tokens.kind(index + 1) == Kind::Colon;
    let with_credit = named && tokens.is_any(index + 1, &["credit", "by", "courtesy"]);
    let agency = tokens.is_any(index, &AGENCIES) && tokens.is_any(index + 1, &["photo", "images"]);
    (credit || with_colon || with_credit || agency).then_some(start)
}

/// Where a caption's credit begins.
fn credit(tokens: Tokens<'_>, traits: &Traits) -> Option<u32> {
    let announced = (tokens.len().saturating_sub(12)..tokens.len()).filter(|&index| tokens.at(index).has_capital());
    if let Some(start) = announced.filter_map(|index| credit_cue(tokens, index)).next() {
        return Some(start);
    }
    if traits.words > 60 {
        return None;
    }
    let last = tokens.len().checked_sub(1)?;
    // "... in Moscow on Tuesday. Denis Sinyakov", "... in Moscow. AP / Mikhail Metzel"
    if let Some(stop) = tokens.all.iter().rposition(|token| token.kind == Kind::Stop) {
        let tail = tokens.all.get(stop + 1..)?;
        let names = tail.iter().filter(|token| token.kind == Kind::Word);
        let (all, capital) = names.fold((0, 0), |(all, capital), it| (all + 1, capital + u32::from(it.has_capital())));
        return ((1..=5).contains(&all) && all == capital).then(|| tokens.at(stop + 1).start);
    }
    // "Sergei Lavrov Reuters", "... (Reuters)"
    let close = usize::from(tokens.kind(last) == Kind::Close);
    let agency = last.checked_sub(close)?;
    if tokens.is_any(agency, &AGENCIES) && agency > 0 && tokens.at(agency).has_capital() {
        return Some(tokens.at(agency - close).start);
    }
    // "Foreign Minister Sergei Lavrov Maxim Stulov": two names side by side, the second took the picture.
    let is_name = |index: usize| tokens.kind(index) == Kind::Word && tokens.at(index).case == Case::Title && !tokens.is(index, Class::ROLE.or(Class::HONORIFIC).or(Class::FUNCTION));
    let run = (0..tokens.len()).rev().take_while(|&index| is_name(index)).count();
    let after_role = last.checked_sub(run).is_some_and(|index| tokens.is(index, Class::ROLE.or(Class::HONORIFIC)));
    (run == 4 && after_role).then(|| tokens.at(last - 1).start)
}

/// A dateline: `Moscow:`, `CAIRO —`, `TRIPOLI, Libya (AP) -`, `Beirut, Nov. 2 (Reuters) -`.
fn dateline(tokens: Tokens<'_>) -> Option<TextRange> {
    let first = tokens.at(0);
    if first.kind != Kind::Word || !first.has_capital() {
        return None;
    }
    let mut index = 0;
    let mut bracket = false;
    while index < 14 {
        match tokens.kind(index) {
            Kind::Word if tokens.at(index).has_capital() || bracket || tokens.is(index, Class::PARTICLE) => {}
            Kind::Comma | Kind::Number | Kind::Other if index > 0 => {}
            Kind::Open => bracket = true,
            Kind::Close => bracket = false,
            Kind::Dash if index > 0 => break,
            // "Moscow: Exiled figures urged": a place and nothing else before the colon.
            Kind::Colon if index == 1 || index == 2 => {
                let place = crate::language::places::at(tokens, 0).is_some_and(|(len, _)| len == index);
                return (place && tokens.at(index + 1).has_capital()).then(|| tokens.range(0, index + 1));
            }
            _ => return None,
        }
        index += 1;
    }
    let upper = first.case == Case::Upper;
    let agency = (0..index).any(|i| tokens.kind(i) == Kind::Open);
    let place = crate::language::places::at(tokens, 0).is_some();
    let spaced = tokens.at(index).spaced && tokens.at(index + 1).spaced;
    let ends = tokens.at(index + 1).has_capital() || tokens.kind(index + 1) == Kind::Quote || tokens.kind(index + 1) == Kind::Number;
    (index < 14 && ends && spaced && (upper || (place && agency))).then(|| TextRange::new(0, offset(tokens.at(index).end as usize)))
}

//! Tokens: words, numbers and marks of a block with their bytes.

use super::lexicon::{self, Class};
use crate::text::{TextRange, offset, slice};

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Kind {
    /// A word, with inner hyphens, apostrophes and the period of an abbreviation: `al-Assad`, `O'Brien`, `Nov.`
    Word,
    /// `'s` behind a word, or the bare apostrophe behind a plural.
    Possessive,
    /// Anything that begins with a digit: `1,300`, `13:56`, `45-year-old`, `4th`.
    Number,
    /// An address of the net or of mail.
    Url,
    /// `,`
    Comma,
    /// `.` `!` `?`, alone or in a row.
    Stop,
    /// `…` or three periods.
    Ellipsis,
    /// `:` or `;`
    Colon,
    /// An en or em dash, two hyphens, or a hyphen between spaces or digits.
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A double quotation mark of any form.
    Quote,
    /// A single quotation mark that is no apostrophe.
    SingleQuote,
    /// A currency sign.
    Currency,
    /// `%`
    Percent,
    /// Any other sign.
    Other,
}

/// How a word's letters are cased.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Case {
    /// No letter with a case (Arabic, Chinese, a sign).
    None,
    /// `revolt`
    Lower,
    /// `Assad`, `Abdul-Aziz`, a single capital.
    Title,
    /// `UN`, `KABUL`
    Upper,
    /// `al-Assad`, `McCain`, `iPhone`
    Mixed,
}

/// One token. Offsets are bytes of the block's text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is.
    pub kind: Kind,
    /// How it is cased.
    pub case: Case,
    /// Whether white space stands before it (or nothing, at the block's start).
    pub spaced: bool,
    /// Whether a period belongs to it: `Nov.`, `U.S.`, `W.`
    pub dotted: bool,
    /// Whether a hyphen stands within it.
    pub hyphen: bool,
    /// What the lexicon knows of it.
    pub word: lexicon::WordId,
}

impl Token {
    /// The token that every index outside a block answers with: an empty sign of no class.
    pub const NONE: Self = Self {
        start: 0,
        end: 0,
        kind: Kind::Other,
        case: Case::None,
        spaced: true,
        dotted: false,
        hyphen: false,
        word: lexicon::WordId::UNKNOWN,
    };

    /// Its bytes.
    pub fn range(&self) -> TextRange {
        TextRange::new(self.start, self.end)
    }

    /// Whether the lexicon puts it into any of the classes.
    pub fn is(&self, class: Class) -> bool {
        self.word.classes().has_any(class)
    }

    /// Whether it begins with a capital letter: `Assad`, `UN`, `McCain`, but not `al-Assad`.
    pub fn is_capitalised(&self, text: &str) -> bool {
        match self.case {
            Case::Title | Case::Upper => true,
            Case::Mixed => slice(text, self.range()).chars().next().is_some_and(char::is_uppercase),
            Case::None | Case::Lower => false,
        }
    }

    /// Whether it holds a capital letter anywhere.
    pub fn has_capital(&self) -> bool {
        matches!(self.case, Case::Title | Case::Upper | Case::Mixed)
    }
}

/// The tokens of one text, read without risk of running out: beyond the ends stands [`Token::NONE`].
#[derive(Clone, Copy, Debug)]
pub struct Tokens<'a> {
    /// The text they are of.
    pub text: &'a str,
    /// All of them, in order.
    pub all: &'a [Token],
}

impl<'a> Tokens<'a> {
    /// The token at an index, or [`Token::NONE`].
    pub fn at(&self, index: usize) -> &'a Token {
        self.all.get(index).unwrap_or(&Token::NONE)
    }

    /// The token `back` before `index`, or [`Token::NONE`].
    pub fn before(&self, index: usize, back: usize) -> &'a Token {
        index.checked_sub(back).map_or(&Token::NONE, |at| self.at(at))
    }

    /// The words of a token as written.
    pub fn str(&self, index: usize) -> &'a str {
        slice(self.text, self.at(index).range())
    }

    /// Whether the token is this word, whatever its case. `word` is given in lower case.
    pub fn is_word(&self, index: usize, word: &str) -> bool {
        eq_lower(self.str(index), word)
    }

    /// Whether the token is any of these words, whatever its case.
    pub fn is_any(&self, index: usize, words: &[&str]) -> bool {
        let it = self.str(index);
        words.iter().any(|word| eq_lower(it, word))
    }

    /// Whether these words stand here one after the other, whatever their case.
    pub fn are_words(&self, index: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(i, word)| self.is_word(index + i, word))
    }

    /// Whether the token is of the class.
    pub fn is(&self, index: usize, class: Class) -> bool {
        self.at(index).is(class)
    }

    /// What kind the token is.
    pub fn kind(&self, index: usize) -> Kind {
        self.at(index).kind
    }

    /// The bytes of tokens `from..to`; empty when there are none.
    pub fn range(&self, from: usize, to: usize) -> TextRange {
        if from >= to {
            return TextRange::empty(self.at(from).start);
        }
        TextRange::new(self.at(from).start, self.at(to - 1).end)
    }

    /// The text of tokens `from..to`.
    pub fn span(&self, from: usize, to: usize) -> &'a str {
        slice(self.text, self.range(from, to))
    }

    /// The index of the first token that ends after the byte.
    pub fn index_at(&self, byte: u32) -> usize {
        self.all.partition_point(|token| token.end <= byte)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// Whether `written` is the lower-case `word`, whatever the case it is written in; curly apostrophes count as straight.
pub fn eq_lower(written: &str, word: &str) -> bool {
    if written.len() == word.len() && written.is_ascii() {
        return written.eq_ignore_ascii_case(word);
    }
    !written.is_ascii() && written.chars().flat_map(char::to_lowercase).map(straight).eq(word.chars())
}

fn straight(ch: char) -> char {
    if is_apostrophe(ch) { '\'' } else { ch }
}

/// Splits a text into tokens.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut scanner =
        Scanner { text, bytes: text.as_bytes(), at: 0, tokens: Vec::with_capacity(text.len() / 5) };
    scanner.run();
    scanner.tokens
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let mut spaced = true;
        while let Some(ch) = self.peek(self.at) {
            if is_space(ch) {
                self.at += ch.len_utf8();
                spaced = true;
                continue;
            }
            self.token(ch, spaced);
            spaced = false;
        }
    }

    /// The character at a byte.
    fn peek(&self, at: usize) -> Option<char> {
        match self.bytes.get(at) {
            Some(&byte) if byte < 0x80 => Some(byte as char),
            Some(_) => self.text.get(at..).and_then(|rest| rest.chars().next()),
            None => None,
        }
    }

    /// The character behind the one at a byte.
    fn peek_after(&self, at: usize) -> Option<char> {
        self.peek(at).and_then(|ch| self.peek(at + ch.len_utf8()))
    }

    fn token(&mut self, ch: char, spaced: bool) {
        let start = self.at;
        if ch.is_alphabetic() {
            if let Some(end) = self.url_end(start) {
                self.at = end;
                return self.push(start, Kind::Url, spaced, false, false);
            }
            return self.word(spaced);
        }
        if ch.is_ascii_digit() || ((ch == '.' || ch == ',') && self.is_bare_decimal(start, spaced)) {
            return self.number(spaced);
        }
        self.mark(ch, spaced);
    }

    /// `.08` but not `x.08`.
    fn is_bare_decimal(&self, at: usize, spaced: bool) -> bool {
        spaced && self.peek(at) == Some('.') && self.peek(at + 1).is_some_and(|ch| ch.is_ascii_digit())
    }

    fn url_end(&self, start: usize) -> Option<usize> {
        let rest = self.text.get(start..)?;
        let first = *self.bytes.get(start)?;
        let begins = (matches!(first, b'h' | b'H')
            && (starts_with_lower(rest, "http://") || starts_with_lower(rest, "https://")))
            || (matches!(first, b'w' | b'W') && starts_with_lower(rest, "www."));
        if !begins {
            return None;
        }
        let end =
            rest.find(|ch: char| is_space(ch) || matches!(ch, '"' | '”' | '<' | '>')).unwrap_or(rest.len());
        let trimmed = rest.get(..end)?.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
        Some(start + trimmed.len())
    }

    fn word(&mut self, spaced: bool) {
        let start = self.at;
        let mut hyphen = false;
        let mut letters = 0_usize;
        let mut dotted = false;
        while let Some(ch) = self.peek(self.at) {
            let next = self.at + ch.len_utf8();
            if ch.is_alphanumeric() || is_combining(ch) {
                letters += 1;
                self.at = next;
                continue;
            }
            let after = self.peek(next);
            let letter_after = after.is_some_and(char::is_alphabetic);
            if is_hyphen(ch) && after.is_some_and(char::is_alphanumeric) {
                hyphen = true;
                letters = 0;
                self.at = next;
            } else if is_apostrophe(ch) && letter_after && !self.is_possessive(next) {
                self.at = next;
            } else if ch == '&' && letter_after {
                self.at = next;
            } else if ch == '.' && letters == 1 && !hyphen && self.is_initials(start, next) {
                // "U.S." and "J.K." stay together; the last period comes with them.
                dotted = true;
                letters = 0;
                self.at = next;
            } else {
                break;
            }
        }
        // Letters that are glued to initials begin a token of their own: "B.Enkhchimeg".
        if dotted && letters > 1 {
            let written = self.text.get(start..self.at).unwrap_or("");
            if let Some(dot) = written.rfind('.') {
                self.at = start + dot + 1;
            }
        } else if !dotted && self.bytes.get(self.at) == Some(&b'.') && self.is_abbreviation(start) {
            self.at += 1;
            dotted = true;
        }
        self.push(start, Kind::Word, spaced, dotted, hyphen);
        self.possessive();
    }

    /// Whether the letters from `start` to the period before `after` are initials, as in "U.S." and "W.": the
    /// period is followed by a letter, or the word is one capital letter before a space.
    fn is_initials(&self, start: usize, after: usize) -> bool {
        match self.peek(after) {
            Some(ch) if ch.is_alphabetic() => {
                let followed_by_period = self.peek(after + ch.len_utf8()) == Some('.');
                followed_by_period || (ch.is_uppercase() && self.capital_at(start))
            }
            next => {
                let alone = self.text.get(start..after).is_some_and(|it| it.chars().count() == 2);
                let space = next.is_none_or(|ch| !ch.is_alphanumeric());
                let inner = self.text.get(start..after.saturating_sub(1)).is_some_and(|it| it.contains('.'));
                space
                    && (inner
                        || (alone
                            && self.capital_at(start)
                            && !self.text.get(start..).is_some_and(|it| it.starts_with("I."))))
            }
        }
    }

    fn capital_at(&self, at: usize) -> bool {
        self.peek(at).is_some_and(char::is_uppercase)
    }

    fn is_abbreviation(&self, start: usize) -> bool {
        let word = self.text.get(start..self.at).unwrap_or("");
        let classes = lexicon::lookup(word).classes();
        let short = classes.has_any(Class::ABBREVIATION_ANY)
            || (classes.has_any(Class::ABBREVIATION_CAPITAL) && self.capital_at(start));
        // "No. 7", but "No. He left."
        short
            && (!word.eq_ignore_ascii_case("no") || self.digit_follows(self.at + 1))
            && self.peek(self.at + 1) != Some('.')
    }

    fn digit_follows(&self, mut at: usize) -> bool {
        while let Some(ch) = self.peek(at).filter(|&ch| is_space(ch)) {
            at += ch.len_utf8();
        }
        self.peek(at).is_some_and(|ch| ch.is_ascii_digit())
    }

    /// Whether `'` is followed by a lone `s` here.
    fn is_possessive(&self, at: usize) -> bool {
        matches!(self.peek(at), Some('s' | 'S'))
            && !self.peek(at + 1).is_some_and(|ch| ch.is_alphanumeric() || is_apostrophe(ch))
    }

    fn possessive(&mut self) {
        let start = self.at;
        let Some(ch) = self.peek(start).filter(|&ch| is_apostrophe(ch)) else { return };
        let next = start + ch.len_utf8();
        if self.is_possessive(next) {
            self.at = next + 1;
            self.push(start, Kind::Possessive, false, false, false);
        } else if self
            .bytes
            .get(start.wrapping_sub(1))
            .is_some_and(|byte| matches!(byte, b's' | b'S' | b'z' | b'x'))
            && self
                .peek(next)
                .is_some_and(|ch| is_space(ch) && self.peek_after(next).is_some_and(char::is_alphanumeric))
            && !self.in_single_quotes(start)
        {
            self.at = next;
            self.push(start, Kind::Possessive, false, false, false);
        }
    }

    /// Whether a single quotation mark is open before the byte, so that an apostrophe may close it.
    fn in_single_quotes(&self, at: usize) -> bool {
        self.tokens
            .iter()
            .rev()
            .take(40)
            .find(|token| token.kind == Kind::SingleQuote)
            .is_some_and(|token| token.spaced && (token.end as usize) < at)
    }

    fn number(&mut self, spaced: bool) {
        let start = self.at;
        let mut hyphen = false;
        let mut letters = false;
        while let Some(ch) = self.peek(self.at) {
            let next = self.at + ch.len_utf8();
            let after = self.peek(next);
            let digit_after = after.is_some_and(|ch| ch.is_ascii_digit());
            if ch.is_alphanumeric() {
                letters |= ch.is_alphabetic();
                self.at = next;
            } else if matches!(ch, ',' | '.' | ':' | '/') && digit_after && !letters {
                self.at = next;
            } else if is_hyphen(ch) && after.is_some_and(char::is_alphabetic) {
                // "45-year-old", "12-member"
                hyphen = true;
                letters = true;
                self.at = next;
            } else {
                break;
            }
        }
        self.push(start, Kind::Number, spaced, false, hyphen);
        self.possessive();
    }

    fn mark(&mut self, ch: char, spaced: bool) {
        let start = self.at;
        self.at += ch.len_utf8();
        let kind = match ch {
            ',' | '،' => Kind::Comma,
            '.' | '!' | '?' | '؟' | '。' => {
                while self.peek(self.at).is_some_and(|it| matches!(it, '.' | '!' | '?')) {
                    self.at += 1;
                }
                let written = self.text.get(start..self.at).unwrap_or("");
                if written.len() >= 3 && written.bytes().all(|it| it == b'.') {
                    Kind::Ellipsis
                } else {
                    Kind::Stop
                }
            }
            '…' => Kind::Ellipsis,
            ':' | ';' => Kind::Colon,
            '–' | '—' | '―' | '‒' => Kind::Dash,
            '-' | '‐' | '‑' => {
                while self.peek(self.at) == Some('-') {
                    self.at += 1;
                }
                Kind::Dash
            }
            '(' | '[' | '{' => Kind::Open,
            ')' | ']' | '}' => Kind::Close,
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″' => Kind::Quote,
            '\'' | '‘' | '’' | '`' | '‚' | '´' => {
                // Two of them are a double mark of the typewriter: ``so'' or ''so''.
                if self.peek(self.at) == Some(ch) {
                    self.at += ch.len_utf8();
                    Kind::Quote
                } else {
                    Kind::SingleQuote
                }
            }
            '$' | '€' | '£' | '¥' | '₹' | '₽' | '₪' | '₺' | '₩' => Kind::Currency,
            '%' => Kind::Percent,
            _ => Kind::Other,
        };
        self.push(start, kind, spaced, false, false);
    }

    fn push(&mut self, start: usize, kind: Kind, spaced: bool, dotted: bool, hyphen: bool) {
        let written = self.text.get(start..self.at).unwrap_or("");
        let (case, word) = match kind {
            Kind::Word | Kind::Number => (case_of(written), lexicon::lookup(written)),
            _ => (Case::None, lexicon::WordId::UNKNOWN),
        };
        self.tokens.push(Token {
            start: offset(start),
            end: offset(self.at),
            kind,
            case,
            spaced,
            dotted,
            hyphen,
            word,
        });
    }
}

fn starts_with_lower(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// White space of any width, with and without a break, and the zero-width signs that right-to-left text brings along.
pub fn is_space(ch: char) -> bool {
    ch.is_whitespace()
        || matches!(ch, '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || (ch.is_control())
}

fn is_apostrophe(ch: char) -> bool {
    matches!(ch, '\'' | '’' | 'ʼ' | '`' | '‘' | 'ʻ')
}

fn is_hyphen(ch: char) -> bool {
    matches!(ch, '-' | '‐' | '‑')
}

fn is_combining(ch: char) -> bool {
    matches!(ch, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{200d}' | '\u{ad}')
}

fn case_of(word: &str) -> Case {
    if word.is_ascii() {
        return case_of_bytes(word.as_bytes());
    }
    let (mut upper, mut lower, mut first, mut inner) = (0_u32, 0_u32, None, false);
    let mut boundary = true;
    for ch in word.chars() {
        let is_upper = ch.is_uppercase();
        if is_upper || ch.is_lowercase() {
            first.get_or_insert(is_upper);
            upper += u32::from(is_upper);
            lower += u32::from(!is_upper);
            inner |= is_upper && !boundary;
        }
        boundary = !ch.is_alphanumeric();
    }
    case_from(upper, lower, first, inner)
}

fn case_of_bytes(word: &[u8]) -> Case {
    let (mut upper, mut lower, mut first, mut inner) = (0_u32, 0_u32, None, false);
    let mut boundary = true;
    for byte in word {
        if byte.is_ascii_uppercase() {
            first.get_or_insert(true);
            upper += 1;
            inner |= !boundary;
        } else if byte.is_ascii_lowercase() {
            first.get_or_insert(false);
            lower += 1;
        }
        boundary = !byte.is_ascii_alphanumeric();
    }
    case_from(upper, lower, first, inner)
}

fn case_from(upper: u32, lower: u32, first: Option<bool>, inner: bool) -> Case {
    match (first, upper, lower) {
        (None, ..) => Case::None,
        (_, 0, _) => Case::Lower,
        (_, 1, 0) => Case::Title,
        (_, _, 0) => Case::Upper,
        (Some(true), ..) if !inner => Case::Title,
        _ => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|token| slice(text, token.range())).collect()
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(words(text).join("|"), expected, "{text}");
    }

    #[test]
    fn names_stay_whole_and_lose_the_possessive() {
        check("Bashar al-Assad's regime", "Bashar|al-Assad|'s|regime");
        check("Kremlin’s envoy", "Kremlin|’s|envoy");
        check("Abdul-Aziz al-Kheir, a spokesman", "Abdul-Aziz|al-Kheir|,|a|spokesman");
        check("O'Brien didn't go", "O'Brien|didn't|go");
        check("the Assads' rule", "the|Assads|'|rule");
        check("George W. Bush and J.K. Rowling", "George|W.|Bush|and|J.K.|Rowling");
        check("B.Enkhchimeg said", "B.|Enkhchimeg|said");
    }

    #[test]
    fn a_closing_single_quote_is_no_possessive() {
        check("called it 'success' again", "called|it|'|success|'|again");
        check("the 'losses' grew", "the|'|losses|'|grew");
    }

    #[test]
    fn numbers_keep_their_groups() {
        check("more than 1,300, or 45,00", "more|than|1,300|,|or|45,00");
        check("$2.5m (10%)", "$|2.5m|(|10|%|)");
        check("a 45-year-old on Nov. 2.", "a|45-year-old|on|Nov.|2|.");
        check("between 12–15 or 12-15", "between|12|–|15|or|12|-|15");
        check("at 13:56 on 9/11, the 4th", "at|13:56|on|9/11|,|the|4th");
        check(".08 percent", ".08|percent");
        check("2011-06-28", "2011|-|06|-|28");
    }

    #[test]
    fn abbreviations_own_their_period() {
        check("the U.S. Gen. Salim Idris", "the|U.S.|Gen.|Salim|Idris");
        check("It ended in March.", "It|ended|in|March|.");
        check("He said no. 7 p.m. came", "He|said|no|.|7|p.m.|came");
        check("No. 7 Downing St.", "No.|7|Downing|St.");
        check("not I. She", "not|I|.|She");
    }

    #[test]
    fn marks_are_told_apart() {
        let kinds = |text: &str| tokenize(text).iter().map(|token| token.kind).collect::<Vec<_>>();
        assert_eq!(
            kinds("“a” \"b\" ''c''"),
            [
                Kind::Quote,
                Kind::Word,
                Kind::Quote,
                Kind::Quote,
                Kind::Word,
                Kind::Quote,
                Kind::Quote,
                Kind::Word,
                Kind::Quote
            ]
        );
        assert_eq!(
            kinds("a -- b — c…"),
            [Kind::Word, Kind::Dash, Kind::Word, Kind::Dash, Kind::Word, Kind::Ellipsis]
        );
        assert_eq!(kinds("see https://example.org/a?b=1."), [Kind::Word, Kind::Url, Kind::Stop]);
    }

    #[test]
    fn other_scripts_and_odd_spaces() {
        check("for\u{a0}the Arab حمص", "for|the|Arab|حمص");
        check("Gül 😀 Лавров", "Gül|😀|Лавров");
        check("\u{feff}a\u{200f}b", "a|b");
    }

    #[test]
    fn case_is_read_per_part() {
        let case = |word: &str| tokenize(word)[0].case;
        assert_eq!(case("al-Assad"), Case::Mixed);
        assert_eq!(case("Abdul-Aziz"), Case::Title);
        assert_eq!(case("ASSad"), Case::Mixed);
        assert_eq!(case("UN"), Case::Upper);
        assert_eq!(case("Élysée"), Case::Title);
        assert_eq!(case("حمص"), Case::None);
    }
}

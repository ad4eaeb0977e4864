//! What the program knows of single words: which classes they belong to.
//!
//! The word lists are text files in `lexicon/`, so that a desk can extend them without Rust. A word is looked up
//! once, when its token is made; every later question is a test of bits.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// A set of word classes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct Class(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal,)*) => {
        impl Class {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
        }
    };
}

classes! {
    /// Stands before a name and is no part of it: `Mr`, `Gen`, `King`.
    HONORIFIC = 0,
    /// What one person is: `minister`, `spokesman`.
    ROLE = 1,
    /// What several people are: `ministers`, `soldiers`.
    PEOPLE = 2,
    /// Stands within a role: `former`, `deputy`, `foreign`.
    ROLE_WORD = 3,
    /// A verb that gives somebody's words: `said`, `told`.
    SAY = 4,
    /// A small word within names: `al`, `van`.
    PARTICLE = 5,
    /// Behind a name: `Jr`, `III`.
    SUFFIX = 6,
    /// The head of an organisation's name: `Council`, `Ministry`.
    ORGANISATION = 7,
    /// The head of a place's or thing's name: `Street`, `Prize`, `Hurricane`.
    PLACE_HEAD = 8,
    /// Holds sentences together: `the`, `of`, `would`.
    FUNCTION = 9,
    /// Often begins a sentence.
    STARTER = 10,
    /// Its period does not end a sentence, whatever its case.
    ABBREVIATION_ANY = 11,
    /// Its period does not end a sentence when it has a capital.
    ABBREVIATION_CAPITAL = 12,
    /// The name of a month.
    MONTH = 13,
    /// The name of a weekday.
    WEEKDAY = 14,
    /// Capitalised, but no person: creeds, media, languages.
    NOT_NAME = 15,
    /// A body or group that news give as a source: `officials`, `police`.
    GROUP = 16,
    /// Begins a name in the table of places; see [`super::places`].
    PLACE_START = 17,
    /// Part of a written number: `twelve`, `hundred`, `dozens`.
    NUMERAL = 18,
    /// Says how many died or were hurt: `killed`, `wounded`, `dead`; see `facts::effect`.
    EFFECT = 19,
    /// A unit of time: `days`, `month`.
    TIME_UNIT = 20,
    /// Counts something that is no person: `houses`, `miles`, `dollars`.
    THING = 21,
    /// Forms of "be".
    BE = 22,
    /// Forms of "have".
    HAVE = 23,
    /// `would`, `may`: what they govern did not happen, or not yet.
    MODAL = 24,
    /// Forms of "do".
    DO = 25,
    /// `not`, `never`, `didn't`
    NEGATION = 26,
    /// `of`, `in`, `during`
    PREPOSITION = 27,
    /// `the`, `some`, `his`
    DETERMINER = 28,
    /// `he`, `they`, `who`
    PRONOUN = 29,
    /// Opens a clause of its own: `that`, `while`, `which`.
    SUBORDINATOR = 30,
    /// `also`, `later`, `reportedly`; see also `facts::phrase::is_adverb` for those in -ly.
    ADVERB = 31,
    /// `and`, `or`, `but`
    CONJUNCTION = 32,
    /// A verb form that ends no noun phrase: `met`, `went`, `visits`.
    VERB = 33,
}

impl Class {
    /// Either kind of abbreviation.
    pub const ABBREVIATION: Self = Self(Self::ABBREVIATION_ANY.0 | Self::ABBREVIATION_CAPITAL.0);

    /// Any helping verb.
    pub const AUXILIARY: Self = Self(Self::BE.0 | Self::HAVE.0 | Self::MODAL.0 | Self::DO.0);

    /// Whether the two share a class.
    pub fn has_any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A word of the lexicon; small and quick to compare.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct WordId(u16);

impl WordId {
    /// A word that is in no list.
    pub const UNKNOWN: Self = Self(0);

    /// The classes it belongs to; none when unknown.
    pub fn classes(self) -> Class {
        if self == Self::UNKNOWN {
            return Class::default();
        }
        LEXICON.classes.get(usize::from(self.0)).copied().unwrap_or_default()
    }
}

/// The longest word of the lists, in bytes.
const LONGEST: usize = 32;

struct Lexicon {
    ids: FxHashMap<String, WordId>,
    classes: Vec<Class>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// The word's entry, whatever its case; [`WordId::UNKNOWN`] when it is in no list.
pub fn lookup(word: &str) -> WordId {
    if word.len() > LONGEST {
        return WordId::UNKNOWN;
    }
    if !word.is_ascii() {
        let folded: String =
            word.chars().flat_map(char::to_lowercase).map(|ch| if ch == '’' { '\'' } else { ch }).collect();
        let folded = folded.strip_suffix('.').unwrap_or(&folded);
        return LEXICON.ids.get(folded).copied().unwrap_or_default();
    }
    let mut buffer = [0_u8; LONGEST];
    let Some(folded) = buffer.get_mut(..word.len()) else { return WordId::UNKNOWN };
    folded.copy_from_slice(word.as_bytes());
    folded.make_ascii_lowercase();
    let folded = std::str::from_utf8(folded).unwrap_or("");
    match LEXICON.ids.get(folded) {
        Some(&id) => id,
        None => folded.strip_suffix('.').and_then(|bare| LEXICON.ids.get(bare)).copied().unwrap_or_default(),
    }
}

impl Lexicon {
    fn load() -> Self {
        let mut lexicon = Self { ids: FxHashMap::default(), classes: vec![Class::default()] };
        let lists: [(&str, Class); 19] = [
            (include_str!("lexicon/honorifics.txt"), Class::HONORIFIC),
            (include_str!("lexicon/role-words.txt"), Class::ROLE_WORD),
            (include_str!("lexicon/say.txt"), Class::SAY),
            (include_str!("lexicon/particles.txt"), Class::PARTICLE),
            (include_str!("lexicon/suffixes.txt"), Class::SUFFIX),
            (include_str!("lexicon/organisations.txt"), Class::ORGANISATION),
            (include_str!("lexicon/place-heads.txt"), Class::PLACE_HEAD),
            (include_str!("lexicon/function.txt"), Class::FUNCTION),
            (include_str!("lexicon/starters.txt"), Class::STARTER),
            (include_str!("lexicon/months.txt"), Class::MONTH),
            (include_str!("lexicon/weekdays.txt"), Class::WEEKDAY),
            (include_str!("lexicon/not-names.txt"), Class::NOT_NAME),
            (include_str!("lexicon/groups.txt"), Class::GROUP),
            (include_str!("lexicon/numerals.txt"), Class::NUMERAL),
            (include_str!("lexicon/effects.txt"), Class::EFFECT),
            (include_str!("lexicon/time-units.txt"), Class::TIME_UNIT),
            (include_str!("lexicon/things.txt"), Class::THING),
            (include_str!("lexicon/verbs.txt"), Class::VERB),
            (include_str!("lexicon/people.txt"), Class::PEOPLE),
        ];
        for (list, class) in lists {
            for word in entries(list) {
                lexicon.add(word, class);
            }
        }
        for word in entries(include_str!("lexicon/abbreviations.txt")) {
            let capital = word.starts_with(char::is_uppercase);
            lexicon.add(word, if capital { Class::ABBREVIATION_CAPITAL } else { Class::ABBREVIATION_ANY });
        }
        for line in lines(include_str!("lexicon/grammar.txt")) {
            let Some((class, words)) = line.split_once(':') else { continue };
            for word in words.split(',') {
                lexicon.add(word.trim(), grammar_class(class).or(Class::FUNCTION));
            }
        }
        for line in lines(include_str!("lexicon/roles.txt")) {
            let (one, many) =
                line.split_once('|').map_or((line, None), |(one, many)| (one.trim(), Some(many.trim())));
            lexicon.add(one, Class::ROLE);
            lexicon.add(&many.map_or_else(|| plural(one), str::to_owned), Class::PEOPLE);
        }
        for name in super::places::names() {
            lexicon.add(name.split(' ').next().unwrap_or(name), Class::PLACE_START);
        }
        lexicon
    }

    fn add(&mut self, word: &str, class: Class) {
        let next = WordId(u16::try_from(self.classes.len()).unwrap_or(0));
        let id = *self.ids.entry(word.to_lowercase()).or_insert(next);
        if id == next {
            self.classes.push(Class::default());
        }
        if let Some(classes) = self.classes.get_mut(usize::from(id.0)) {
            *classes = classes.or(class);
        }
    }
}

fn grammar_class(name: &str) -> Class {
    match name {
        "be" => Class::BE,
        "have" => Class::HAVE,
        "modal" => Class::MODAL,
        "do" => Class::DO,
        "negation" => Class::NEGATION,
        "preposition" => Class::PREPOSITION,
        "determiner" => Class::DETERMINER,
        "pronoun" => Class::PRONOUN,
        "subordinator" => Class::SUBORDINATOR,
        "adverb" => Class::ADVERB,
        "conjunction" => Class::CONJUNCTION,
        _ => Class::default(),
    }
}

/// The lines of a word list without comments.
pub(super) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The words of a list: one or several a line, between commas.
fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    lines(list).flat_map(|line| line.split(',')).map(str::trim).filter(|word| !word.is_empty())
}

/// The regular plural of an English noun.
fn plural(noun: &str) -> String {
    let ends_with = |endings: &[&str]| endings.iter().any(|ending| noun.ends_with(ending));
    if ends_with(&["s", "x", "z", "ch", "sh"]) {
        return format!("{noun}es");
    }
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case_and_with_their_period() {
        for written in ["spokesman", "Spokesman", "SPOKESMAN"] {
            assert!(lookup(written).classes().has_any(Class::ROLE), "{written}");
        }
        assert!(lookup("Nov.").classes().has_any(Class::MONTH));
        assert!(lookup("ministries").classes() == Class::default());
    }

    #[test]
    fn plurals_are_formed_or_given() {
        for written in ["spokesmen", "ministers", "deputies", "witnesses", "coaches"] {
            assert!(lookup(written).classes().has_any(Class::PEOPLE), "{written}");
        }
    }

    #[test]
    fn lists_hold_no_word_too_long_to_be_found() {
        assert!(LEXICON.ids.keys().all(|word| word.len() <= LONGEST));
    }
}

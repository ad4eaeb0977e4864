//! What a word tells of the number beside it; the words are in `lexicon/number-context.txt`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::lexicon::lines;
use super::super::token::{Kind, Tokens};
use super::words::{LONGEST, lower};

/// A set of roles.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in super::super) struct Role(u16);

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $bit:literal $written:literal,)*) => {
        impl Role {
            $($(#[$doc])* pub(in super::super) const $name: Self = Self(1 << $bit);)*

            /// The role by its name in the list.
            fn named(name: &str) -> Self {
                match name {
                    $($written => Self::$name,)*
                    _ => Self::default(),
                }
            }
        }
    };
}

roles! {
    /// The number behind is a name.
    LABEL = 0 "label",
    /// The number behind is a name when the word has a capital.
    CAPITAL_LABEL = 1 "capital label",
    /// The number before counts people, or what befell people.
    COUNTED = 2 "counted",
    /// A year may stand behind.
    BEFORE_YEAR = 3 "before year",
    /// The number behind is part of a change.
    CHANGE = 4 "change",
    /// Scores stand near.
    SCORE = 5 "score",
    /// `over` behind it is no hedge.
    TAKES_OVER = 6 "takes over",
    /// `about` behind it is no hedge.
    TALKS_ABOUT = 7 "talks about",
    /// A unit that a decimal comma may stand before.
    MEASURE = 8 "measure",
    /// A currency.
    MONEY = 9 "money",
    /// `scores` behind it count no people.
    NOT_SCORES = 10 "not scores",
    /// May be so many months old without being alive.
    LASTING = 11 "lasting",
    /// A month may stand behind by itself.
    BEFORE_MONTH = 12 "before month",
    /// May stand between a count and its unit of time.
    WITHIN_LENGTH = 13 "within length",
}

impl Role {
    /// Whether the two share a role.
    pub(in super::super) fn has_any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

static ROLES: LazyLock<FxHashMap<&'static str, Role>> = LazyLock::new(load);

fn load() -> FxHashMap<&'static str, Role> {
    let mut roles: FxHashMap<&'static str, Role> = FxHashMap::default();
    for line in lines(include_str!("../lexicon/number-context.txt")) {
        let (name, words) = line.split_once(':').unwrap_or((line, ""));
        let role = Role::named(name);
        for word in words.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            roles.entry(word).or_default().0 |= role.0;
        }
    }
    roles
}

/// The roles of the word at the token; none when it is no word.
pub(in super::super) fn role(tokens: Tokens<'_>, at: usize) -> Role {
    if tokens.kind(at) != Kind::Word {
        return Role::default();
    }
    let mut buffer = [0; LONGEST];
    lower(tokens.str(at), &mut buffer).and_then(|word| ROLES.get(word)).copied().unwrap_or_default()
}

/// Whether the word at the token has the role.
pub(in super::super) fn is(tokens: Tokens<'_>, at: usize, role_asked: Role) -> bool {
    role(tokens, at).has_any(role_asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_role_and_no_word_is_too_long() {
        for line in lines(include_str!("../lexicon/number-context.txt")) {
            let (name, words) = line.split_once(':').expect("a role and its words");
            assert_ne!(Role::named(name), Role::default(), "{name}");
            assert!(words.split(',').all(|it| it.trim().len() <= LONGEST), "{line}");
        }
    }
}

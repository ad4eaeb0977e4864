//! Names of countries, peoples, capitals and places.
//!
//! Facts as of general knowledge; they serve two ends: a place is no person, and a toll belongs to a country.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lexicon::{Class, lines};
use super::token::{Tokens, eq_lower};

/// A country, by its line in the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Country(u8);

impl Country {
    /// Its name: `Syria`.
    pub fn name(self) -> &'static str {
        TABLE.countries.get(usize::from(self.0)).copied().unwrap_or("")
    }
}

/// How a name stands for a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlaceKind {
    /// `Syria`
    Country(Country),
    /// `Syrian`, `Syrians`
    People(Country),
    /// `Damascus`, `Kremlin`: the seat of a government, and a word for it.
    Capital(Country),
    /// Any other place: `Aleppo`, `Middle East`.
    Other,
}

impl PlaceKind {
    /// The country it belongs to, if the table says so.
    pub fn country(self) -> Option<Country> {
        match self {
            Self::Country(it) | Self::People(it) | Self::Capital(it) => Some(it),
            Self::Other => None,
        }
    }
}

struct Table {
    countries: Vec<&'static str>,
    /// By the lower-cased first word: the remaining words of the name, and what it is. Longer names stand first.
    by_first: FxHashMap<String, Vec<(Vec<String>, PlaceKind)>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::load);

const COUNTRIES: &str = include_str!("lexicon/countries.txt");
const PLACES: &str = include_str!("lexicon/places.txt");

/// All names of the table as written there.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let of_countries = lines(COUNTRIES).flat_map(|line| line.split(['|', ','])).map(str::trim);
    of_countries.chain(lines(PLACES)).filter(|name| !name.is_empty())
}

/// The place whose name begins at a token, and how many tokens it has. The longest name wins: `South Korean`.
pub fn at(tokens: Tokens<'_>, index: usize) -> Option<(usize, PlaceKind)> {
    let first = tokens.at(index);
    if !first.is(Class::PLACE_START) || !first.has_capital() {
        return None;
    }
    let candidates = TABLE.by_first.get(&tokens.str(index).to_lowercase())?;
    candidates
        .iter()
        .find(|(rest, _)| rest.iter().enumerate().all(|(i, word)| eq_lower(tokens.str(index + 1 + i), word)))
        .map(|(rest, kind)| (1 + rest.len(), *kind))
}

impl Table {
    fn load() -> Self {
        let mut table = Self { countries: Vec::new(), by_first: FxHashMap::default() };
        for line in lines(COUNTRIES) {
            let country = Country(u8::try_from(table.countries.len()).unwrap_or(u8::MAX));
            let mut columns = line.split('|').map(str::trim);
            let name = columns.next().unwrap_or("");
            table.countries.push(name);
            table.add(name, PlaceKind::Country(country));
            let kinds =
                [PlaceKind::Country(country), PlaceKind::People(country), PlaceKind::Capital(country)];
            for (column, kind) in columns.zip(kinds) {
                for name in column.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                    table.add(name, kind);
                }
            }
        }
        for name in lines(PLACES) {
            table.add(name, PlaceKind::Other);
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted on its own")]
        for list in table.by_first.values_mut() {
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        table
    }

    fn add(&mut self, name: &str, kind: PlaceKind) {
        let mut words = name.split(' ').map(str::to_lowercase);
        let Some(first) = words.next() else { return };
        self.by_first.entry(first).or_default().push((words.collect(), kind));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::token::tokenize;

    fn read(text: &str) -> Option<(usize, Option<&'static str>)> {
        let all = tokenize(text);
        at(Tokens { text, all: &all }, 0).map(|(len, kind)| (len, kind.country().map(Country::name)))
    }

    #[test]
    fn the_longest_name_wins() {
        assert_eq!(read("South Korean troops"), Some((2, Some("South Korea"))));
        assert_eq!(read("New York City police"), Some((3, None)));
        assert_eq!(read("U.S. officials"), Some((1, Some("United States"))));
        assert_eq!(read("Damascus agreed"), Some((1, Some("Syria"))));
    }

    #[test]
    fn a_common_noun_is_no_country() {
        assert_eq!(read("turkey for dinner"), None);
        assert_eq!(read("South of the river"), None);
    }
}

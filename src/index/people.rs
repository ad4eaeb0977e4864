//! When the persons of two articles are one: aligned names and agreement of role, country or company; never a
//! surname alone.

use std::sync::{Arc, OnceLock};

use super::contribution::{Contribution, PersonEntry, RoleEntry, name_hash};
use super::ArticleId;
use crate::language::name::{Likeness, Name, likeness};
use crate::language::places::Country;

/// A person over all articles: `bashar-al-assad`, `john-smith-2`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct PersonId(Arc<str>);

impl PersonId {
    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One person of one article.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// The article.
    pub article: ArticleId,
    /// The person's index in it.
    pub person: u32,
    /// What the article contributes.
    pub contribution: Arc<Contribution>,
}

impl PersonRow {
    /// The person's entry.
    pub fn entry(&self) -> Option<&PersonEntry> {
        self.contribution.people.get(self.person as usize)
    }
}

/// All persons whose family names sound alike.
#[derive(Debug, Default)]
pub struct FamilyBucket {
    /// Sorted by article and index.
    pub rows: Vec<PersonRow>,
    joined: OnceLock<Vec<PersonId>>,
}

impl FamilyBucket {
    /// A bucket; the rows are put in order.
    pub fn new(mut rows: Vec<PersonRow>) -> Self {
        rows.sort_by(|a, b| (&a.article, a.person).cmp(&(&b.article, b.person)));
        Self { rows, joined: OnceLock::new() }
    }

    /// The id of each row, in the order of the rows. Worked out once.
    pub fn ids(&self) -> &[PersonId] {
        self.joined.get_or_init(|| join(&self.rows))
    }

    /// The id of one person of one article.
    pub fn id_of(&self, article: &ArticleId, person: u32) -> Option<PersonId> {
        let at = self.rows.binary_search_by(|row| (&row.article, row.person).cmp(&(article, person))).ok()?;
        self.ids().get(at).cloned()
    }

    /// The rows of one person.
    pub fn rows_of<'a>(&'a self, id: &'a PersonId) -> impl Iterator<Item = &'a PersonRow> {
        self.rows.iter().zip(self.ids()).filter(move |(_, it)| *it == id).map(|(row, _)| row)
    }
}

/// What is known of a person while rows are joined.
struct Group {
    name: Name,
    display: Arc<str>,
    heads: Vec<Arc<str>>,
    bodies: Vec<String>,
    countries: Vec<Country>,
    /// Hashes of those named beside, sorted.
    company: Vec<u64>,
    bare: bool,
}

/// How much a name alone counts, and what is asked for.
mod weight {
    /// Both names are full and the same to the letter.
    pub(super) const SAME_NAME: f32 = 2.0;
    /// Both are full and one is a spelling of the other.
    pub(super) const VARIANT: f32 = 1.2;
    /// A middle name or given name that only one has.
    pub(super) const LONGER: f32 = -0.3;
    /// The same office.
    pub(super) const ROLE: f32 = 1.0;
    /// A body or a country in common.
    pub(super) const BODY: f32 = 1.2;
    /// Roles on both sides and nothing in common.
    pub(super) const NO_COMMON_ROLE: f32 = -1.6;
    /// Somebody else named beside both.
    pub(super) const COMPANY: f32 = 1.0;
    /// From here on two are one.
    pub(super) const ENOUGH: f32 = 2.0;
}

/// Joins the sorted rows of one bucket. A pure function: the same rows give the same ids.
pub fn join(rows: &[PersonRow]) -> Vec<PersonId> {
    let mut groups: Vec<Group> = Vec::new();
    let mut of_row: Vec<usize> = vec![usize::MAX; rows.len()];
    // Full names found groups; bare surnames may then join one, or stay alone.
    for bare in [false, true] {
        for (index, row) in rows.iter().enumerate() {
            let Some(entry) = row.entry().filter(|it| it.parts.is_bare() == bare) else { continue };
            let scored = groups.iter().enumerate().filter_map(|(at, group)| Some((score(group, entry, &row.contribution)?, at)));
            let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            let chosen = best.filter(|(score, _)| *score >= weight::ENOUGH).map(|(_, at)| at);
            let at = chosen.unwrap_or_else(|| {
                groups.push(Group::of(entry));
                groups.len() - 1
            });
            if let Some(group) = groups.get_mut(at) {
                group.learn(entry, &row.contribution);
            }
            if let Some(slot) = of_row.get_mut(index) {
                *slot = at;
            }
        }
    }
    let ids = slugs(&groups);
    of_row.into_iter().map(|at| ids.get(at).cloned().unwrap_or_else(|| PersonId("unknown".into()))).collect()
}

impl Group {
    fn of(entry: &PersonEntry) -> Self {
        Self {
            name: entry.parts.clone(),
            display: Arc::clone(&entry.name),
            heads: Vec::new(),
            bodies: Vec::new(),
            countries: Vec::new(),
            company: Vec::new(),
            bare: entry.parts.is_bare(),
        }
    }

    /// How many names beside are kept: enough to recognise, few enough to stay quick.
    const COMPANY: usize = 256;

    fn learn(&mut self, entry: &PersonEntry, article: &Contribution) {
        if entry.parts.given.len() > self.name.given.len() {
            self.name = entry.parts.clone();
            self.display = Arc::clone(&entry.name);
        }
        for role in &entry.roles {
            if !self.heads.contains(&role.head) {
                self.heads.push(Arc::clone(&role.head));
            }
            self.bodies.extend(role.bodies.iter().filter(|it| !self.bodies.contains(it)).cloned().collect::<Vec<_>>());
            self.countries.extend(countries(role).filter(|it| !self.countries.contains(it)).collect::<Vec<_>>());
        }
        let own = name_hash(&entry.parts);
        if self.company.len() < Self::COMPANY {
            self.company.extend(article.cast.iter().filter(|&&it| it != own));
            self.company.sort_unstable();
            self.company.dedup();
        }
    }
}

fn countries(role: &RoleEntry) -> impl Iterator<Item = Country> {
    role.country.into_iter().chain(role.office.iter().filter_map(|it| it.of))
}

/// How well a person of an article fits a group; none when the names exclude it.
fn score(group: &Group, entry: &PersonEntry, article: &Contribution) -> Option<f32> {
    let named = names(&group.name, &entry.parts)?;
    let head = entry.roles.iter().any(|role| group.heads.contains(&role.head));
    let body = entry.roles.iter().any(|role| role.bodies.iter().any(|it| group.bodies.contains(it)));
    let country = entry.roles.iter().flat_map(countries).any(|it| group.countries.contains(&it));
    let own = name_hash(&entry.parts);
    let company = article.cast.iter().filter(|&&it| it != own && group.company.binary_search(&it).is_ok()).count();
    let apart = !group.heads.is_empty() && !entry.roles.is_empty() && !head && !body && !country;
    let mut score = named;
    score += if head { weight::ROLE } else { 0.0 };
    score += if body || country { weight::BODY } else { 0.0 };
    score += if apart { weight::NO_COMMON_ROLE } else { 0.0 };
    score += match company {
        0 => 0.0,
        1 => weight::COMPANY,
        _ => 1.6 * weight::COMPANY,
    };
    Some(score)
}

/// What the names alone are worth; none when they are of two persons.
fn names(a: &Name, b: &Name) -> Option<f32> {
    if a.suffix != b.suffix && !(a.suffix.is_empty() && b.suffix.is_empty()) {
        return None;
    }
    let family = match likeness(&a.family, &b.family) {
        Likeness::Same => true,
        Likeness::Variant => false,
        _ => return None,
    };
    // A bare surname proves nothing: it needs a role and company.
    if a.is_bare() || b.is_bare() {
        return Some(if a.is_bare() && b.is_bare() && family { 0.5 } else { 0.2 });
    }
    let (short, long) = if a.given.len() <= b.given.len() { (&a.given, &b.given) } else { (&b.given, &a.given) };
    let mut same = family;
    let mut rest = long.iter();
    for part in short {
        let fit = rest.by_ref().map(|other| given(part, other)).find(|it| *it <= Likeness::Variant)?;
        same &= fit == Likeness::Same && part.len() > 1;
    }
    let base = if same { weight::SAME_NAME } else { weight::VARIANT };
    Some(base + if short.len() == long.len() { 0.0 } else { weight::LONGER })
}

fn given(a: &str, b: &str) -> Likeness {
    if a.len() == 1 || b.len() == 1 {
        return if a.chars().next() == b.chars().next() { Likeness::Variant } else { Likeness::Different };
    }
    likeness(a, b)
}

/// Readable ids, the same for the same groups: the fullest name, numbered where two persons share it.
fn slugs(groups: &[Group]) -> Vec<PersonId> {
    let mut taken: Vec<(String, u32)> = Vec::new();
    let mut ids = Vec::with_capacity(groups.len());
    for group in groups {
        let words: Vec<String> = group.display.split(|ch: char| !ch.is_alphanumeric()).map(crate::language::name::fold).filter(|it| !it.is_empty()).collect();
        let slug = if words.is_empty() { "person".to_owned() } else { words.join("-") };
        let slug = if group.bare { format!("{slug}?") } else { slug };
        let count = match taken.iter_mut().find(|(it, _)| *it == slug) {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => {
                taken.push((slug.clone(), 1));
                1
            }
        };
        ids.push(PersonId(if count == 1 { slug.into() } else { format!("{slug}-{count}").into() }));
    }
    ids
}

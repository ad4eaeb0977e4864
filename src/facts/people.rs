//! Who is in an article: mentions are tied to persons, persons to where they are introduced.
//!
//! A bare surname goes to the person last introduced with it. A name the tagger doubted is believed when the rest of
//! the article speaks for it. A headline never introduces anybody.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::block::{BlockFacts, folded, word_hash};
use super::office::{Office, office};
use super::role::{Position, RoleSpan};
use crate::article::{Article, Block, Span, Zone};
use crate::language::lexicon::Class;
use crate::language::name::{Likeness, Name, likeness};
use crate::language::places;
use crate::language::token::{Kind, Tokens};
use crate::text::{TextRange, offset};

/// A person of one article, by its index in [`super::Facts::people`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct PersonIx(pub u32);

/// How a mention names its person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum MentionKind {
    /// `Bashar al-Assad`
    Full,
    /// `Assad`, `Mr Assad`
    Surname,
    /// `King Abdullah`
    TitleGiven,
    /// `Bashar`
    Given,
    /// A photographer or writer.
    Credit,
}

impl MentionKind {
    /// Its name in `copydesk facts`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Surname => "surname",
            Self::TitleGiven => "title-given",
            Self::Given => "given",
            Self::Credit => "credit",
        }
    }
}

/// A place where a person is named.
#[derive(Clone, PartialEq, Debug)]
pub struct Mention {
    /// The name's bytes.
    pub span: Span,
    /// The name in parts.
    pub name: Name,
    /// Whom it names.
    pub person: PersonIx,
    /// How.
    pub kind: MentionKind,
    /// In which part of the article.
    pub zone: Zone,
    /// Whether it stands within a quotation.
    pub in_quote: bool,
    /// Whether other persons of the article have the same surname, so that it may be theirs.
    pub ambiguous: bool,
    /// Whether it is spelt unlike the person's name, by a slip as it seems.
    pub slip: bool,
    /// The first token within its block.
    pub token: u32,
    /// One past the last token within its block.
    pub token_end: u32,
}

/// What a person is, as one place of the article says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Role {
    /// The words.
    pub span: Span,
    /// The words without markup.
    pub text: String,
    /// The noun that carries it, in small letters: `spokesman`.
    pub head: String,
    /// The words in capitals, folded: what tells one body from another.
    pub bodies: Vec<String>,
    /// The country the words name.
    pub country: Option<places::Country>,
    /// The office, when it is one that only one person holds.
    pub office: Option<Office>,
    /// Where it stands.
    pub position: Position,
    /// The mention it stands beside.
    pub mention: u32,
}

/// Where a reader learns who somebody is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Introduction {
    /// The name with its role.
    pub span: Span,
    /// The mention.
    pub mention: u32,
    /// Whether a role stands there.
    pub with_role: bool,
}

/// A person of one article.
#[derive(Clone, PartialEq, Debug)]
pub struct Person {
    /// The fullest name, as first written.
    pub name: String,
    /// The same in parts.
    pub parts: Name,
    /// All mentions, by index, in order of place.
    pub mentions: Vec<u32>,
    /// Where the person is introduced; none for somebody only named in a headline or a credit.
    pub introduction: Option<Introduction>,
    /// All roles in order of place.
    pub roles: Vec<Role>,
}

impl Person {
    /// Whether a given name is known.
    pub fn is_full(&self) -> bool {
        !self.parts.is_bare()
    }
}

/// A mention that is not yet tied to a person.
struct Found {
    block: usize,
    tokens: std::ops::Range<usize>,
    range: TextRange,
    name: Name,
    odds: f32,
    /// The candidate's index in its block; none for a word that only the article knows as a name.
    candidate: Option<usize>,
    zone: Zone,
    titled: bool,
}

/// Ties all mentions of an article to persons.
pub(super) fn resolve(article: &Article, blocks: &[Arc<BlockFacts>]) -> (Vec<Mention>, Vec<Person>) {
    let mut found = gather(article, blocks);
    weigh(&mut found);
    found.retain(|it| it.odds > 0.0);
    let mut cast = Cast::default();
    cast.introduce(&found);
    spread(article, blocks, &cast, &mut found);
    found.sort_by_key(|it| (it.block, it.tokens.start));
    cast.settle(found, blocks);
    cast.describe(article, blocks);
    (cast.mentions, cast.people)
}

/// All candidates of the zones that are read.
fn gather(article: &Article, blocks: &[Arc<BlockFacts>]) -> Vec<Found> {
    let mut found = Vec::new();
    for (index, (block, facts)) in article.blocks.iter().zip(blocks).enumerate() {
        for (candidate, name) in facts.names.iter().enumerate() {
            let zone = block.zone_at(name.range.start);
            if zone.is_indexed() && !name.family && !in_dateline(block, name.range) && !name.name.family.is_empty() {
                found.push(Found {
                    block: index,
                    tokens: name.tokens.clone(),
                    range: name.range,
                    name: name.name.clone(),
                    odds: name.odds,
                    candidate: Some(candidate),
                    zone,
                    titled: name.titled,
                });
            }
        }
    }
    found
}

fn in_dateline(block: &Block, range: TextRange) -> bool {
    !block.dateline.is_empty() && range.start < block.dateline.end
}

/// The same name elsewhere decides doubtful cases: what is a person in one sentence is one in the next.
fn weigh(found: &mut [Found]) {
    let mut best: FxHashMap<String, f32> = FxHashMap::default();
    for it in found.iter() {
        let whole: Vec<&str> = it.name.parts().collect();
        let entry = best.entry(whole.join(" ")).or_insert(f32::MIN);
        *entry = entry.max(it.odds);
    }
    for it in found.iter_mut() {
        let whole: Vec<&str> = it.name.parts().collect();
        let elsewhere = best.get(&whole.join(" ")).copied().unwrap_or(it.odds);
        if elsewhere > 1.0 && it.odds > -4.0 {
            it.odds = it.odds.max(0.5);
        }
    }
}

/// The persons of an article while it is read.
#[derive(Default)]
struct Cast {
    people: Vec<Person>,
    mentions: Vec<Mention>,
    /// By folded family name.
    by_family: FxHashMap<String, Vec<PersonIx>>,
    /// For each person the order number of the last mention.
    last_seen: Vec<usize>,
}

/// How two names may be of one person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Fit {
    /// Every part that both have is the same, or another spelling.
    Exact,
    /// One part differs by a slip.
    Slip,
}

/// Whether two names with given names can be of one person.
fn fit(a: &Name, b: &Name) -> Option<Fit> {
    if a.suffix != b.suffix && !a.suffix.is_empty() && !b.suffix.is_empty() {
        return None;
    }
    let family = likeness(&a.family, &b.family);
    let given = given_likeness(&a.given, &b.given);
    match (family, given) {
        (Likeness::Same | Likeness::Variant, Likeness::Same | Likeness::Variant) => Some(Fit::Exact),
        // One slip, and the rest the same to the letter: "Mulhim Al Droubi" beside "Mulham Al Droubi".
        (Likeness::Same, Likeness::NearMiss) | (Likeness::NearMiss, Likeness::Same) => Some(Fit::Slip),
        _ => None,
    }
}

/// How alike two rows of given names are. Missing ones and initials agree with anything they can stand for.
fn given_likeness(a: &[String], b: &[String]) -> Likeness {
    if a.is_empty() || b.is_empty() {
        return Likeness::Same;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let alike = |x: &String, y: &String| {
        if x.len() == 1 || y.len() == 1 {
            let initial = x.chars().next() == y.chars().next();
            return if initial { Likeness::Same } else { Likeness::Different };
        }
        likeness(x, y)
    };
    // The shorter row must stand in the longer one in order: "Moaz al-Khatib" in "Ahmed Moaz al-Khatib".
    let mut worst = Likeness::Same;
    let mut rest = long.iter();
    for part in short {
        let left: Vec<Likeness> = rest.clone().map(|other| alike(part, other)).collect();
        let Some((at, best)) = left.iter().enumerate().min_by_key(|(at, it)| (**it, *at)) else { return Likeness::Different };
        worst = worst.max(*best);
        rest.nth(at);
    }
    // Differing middle initials separate: George Bush and George W. Bush, father and son.
    worst
}

impl Cast {
    /// Founds a person for every full name, in the order of the text.
    fn introduce(&mut self, found: &[Found]) {
        for it in found.iter().filter(|it| !it.name.is_bare() && it.zone.is_copy()) {
            if self.full(&it.name).is_none() {
                self.found(&it.name);
            }
        }
    }

    fn found(&mut self, name: &Name) -> PersonIx {
        let person = PersonIx(offset(self.people.len()));
        self.people.push(Person {
            name: String::new(),
            parts: name.clone(),
            mentions: Vec::new(),
            introduction: None,
            roles: Vec::new(),
        });
        self.last_seen.push(usize::MAX);
        self.by_family.entry(name.family.clone()).or_default().push(person);
        person
    }

    fn parts(&self, person: PersonIx) -> Option<&Name> {
        self.people.get(person.0 as usize).map(|it| &it.parts)
    }

    /// The person a full name is of, and whether by a slip.
    fn full(&self, name: &Name) -> Option<(PersonIx, Fit)> {
        let fits = |index: usize| {
            let person = PersonIx(offset(index));
            let parts = self.parts(person).filter(|parts| !parts.is_bare())?;
            fit(parts, name).map(|fit| (person, fit))
        };
        (0..self.people.len()).filter_map(fits).min_by_key(|&(person, fit)| (fit, person))
    }

    /// Ties every mention to its person, in the order of the text.
    fn settle(&mut self, found: Vec<Found>, blocks: &[Arc<BlockFacts>]) {
        let mut pending: Vec<(usize, Found)> = Vec::new();
        for (order, it) in found.into_iter().enumerate() {
            // A headline may use a surname before anybody is introduced: it waits for the body.
            if it.zone.is_display() && it.name.is_bare() {
                pending.push((order, it));
                continue;
            }
            self.tie(order, it, blocks);
        }
        for (order, it) in pending {
            self.tie(order, it, blocks);
        }
        self.mentions.sort_by_key(|it| it.span);
        for person in &mut self.people {
            person.mentions.clear();
        }
        for (index, mention) in self.mentions.iter().enumerate() {
            if let Some(person) = self.people.get_mut(mention.person.0 as usize) {
                person.mentions.push(offset(index));
            }
        }
        self.drop_nobodies();
    }

    /// Persons founded for mentions that were then tied to others.
    fn drop_nobodies(&mut self) {
        let kept: Vec<bool> = self.people.iter().map(|person| !person.mentions.is_empty()).collect();
        let mut next = 0;
        let renumbered: Vec<u32> = kept.iter().map(|&kept| { let at = next; next += u32::from(kept); at }).collect();
        for mention in &mut self.mentions {
            mention.person = PersonIx(renumbered.get(mention.person.0 as usize).copied().unwrap_or(0));
        }
        let mut kept = kept.into_iter();
        self.people.retain(|_| kept.next().unwrap_or(false));
    }

    fn tie(&mut self, order: usize, it: Found, blocks: &[Arc<BlockFacts>]) {
        let (person, slip, ambiguous) = if it.name.is_bare() { self.bare(&it) } else { self.whole(&it) };
        if let Some(seen) = self.last_seen.get_mut(person.0 as usize) {
            *seen = order;
        }
        let kind = self.kind(&it, person, blocks);
        let in_quote = blocks.get(it.block).is_some_and(|block| block.in_quote(it.tokens.start));
        self.mentions.push(Mention {
            span: Span { block: offset(it.block), range: it.range },
            name: it.name,
            person,
            kind,
            zone: it.zone,
            in_quote,
            ambiguous,
            slip,
            token: offset(it.tokens.start),
            token_end: offset(it.tokens.end),
        });
    }

    fn whole(&mut self, it: &Found) -> (PersonIx, bool, bool) {
        match self.full(&it.name) {
            Some((person, fit)) => {
                // The fullest form names the person: "Ahmed Moaz al-Khatib" over "Moaz al-Khatib".
                if let Some(known) = self.people.get_mut(person.0 as usize)
                    && fit == Fit::Exact
                    && it.name.given.len() > known.parts.given.len()
                {
                    known.parts = it.name.clone();
                }
                (person, fit == Fit::Slip, false)
            }
            None => (self.found(&it.name), false, false),
        }
    }

    /// The person a single name is of: by surname, else by given name, else by a slip in the surname.
    fn bare(&mut self, it: &Found) -> (PersonIx, bool, bool) {
        let name = &it.name.family;
        let mut known: Vec<PersonIx> = self.by_family.get(name).cloned().unwrap_or_default();
        if known.is_empty() {
            known = self.with(|parts| likeness(&parts.family, name) == Likeness::Variant);
        }
        if known.is_empty() {
            // Family names that stand first, and given names: "Ban" for Ban Ki-moon, "Bashar".
            known = self.with(|parts| parts.given.iter().any(|given| given == name));
        }
        if let Some(person) = self.latest(&known) {
            return (person, false, known.len() > 1);
        }
        let near = self.with(|parts| !parts.is_bare() && likeness(&parts.family, name) == Likeness::NearMiss);
        match near.as_slice() {
            [only] if !it.titled => (*only, true, false),
            _ => (self.found(&it.name), false, false),
        }
    }

    fn with(&self, test: impl Fn(&Name) -> bool) -> Vec<PersonIx> {
        let all = (0..self.people.len()).map(|index| PersonIx(offset(index)));
        all.filter(|&person| self.parts(person).is_some_and(&test)).collect()
    }

    /// The one of several that was named last; before anybody was named, the first to come.
    fn latest(&self, known: &[PersonIx]) -> Option<PersonIx> {
        let seen = |person: &PersonIx| self.last_seen.get(person.0 as usize).copied().filter(|&order| order != usize::MAX);
        let named = known.iter().filter(|person| seen(person).is_some()).max_by_key(|person| seen(person));
        named.or(known.first()).copied()
    }

    fn kind(&self, it: &Found, person: PersonIx, blocks: &[Arc<BlockFacts>]) -> MentionKind {
        if matches!(it.zone, Zone::Credit | Zone::Byline) {
            return MentionKind::Credit;
        }
        if !it.name.is_bare() {
            return MentionKind::Full;
        }
        let tokens = blocks.get(it.block).map(|block| block.tokens());
        if tokens.is_some_and(|tokens| tokens.is(it.tokens.start, Class::HONORIFIC)) && it.tokens.len() > 1 {
            return MentionKind::TitleGiven;
        }
        let surname = self.parts(person).is_some_and(|parts| likeness(&parts.family, &it.name.family) != Likeness::Different);
        if surname { MentionKind::Surname } else { MentionKind::Given }
    }

    /// Names, roles and introductions of all persons.
    fn describe(&mut self, article: &Article, blocks: &[Arc<BlockFacts>]) {
        let mentions = &self.mentions;
        for person in &mut self.people {
            let own: Vec<(u32, &Mention)> = person.mentions.iter().filter_map(|&at| Some((at, mentions.get(at as usize)?))).collect();
            let fullest = own.iter().max_by_key(|(at, it)| (!it.slip, it.name.given.len(), it.zone.is_copy(), std::cmp::Reverse(*at)));
            person.name = fullest.map_or_else(String::new, |(_, it)| text_of(article, it.span).to_owned());
            for &(at, mention) in &own {
                person.roles.extend(roles_of(blocks, at, mention));
            }
            person.introduction = introduction(&own, &person.roles);
        }
    }
}

fn text_of(article: &Article, span: Span) -> &str {
    article.blocks.get(span.block as usize).map_or("", |block| crate::text::slice(&block.prose.text, span.range))
}

/// The roles beside one mention.
fn roles_of(blocks: &[Arc<BlockFacts>], at: u32, mention: &Mention) -> Vec<Role> {
    let Some(block) = blocks.get(mention.span.block as usize) else { return Vec::new() };
    let tokens = block.tokens();
    let covers = |role: &&RoleSpan| {
        block.names.get(role.name).is_some_and(|name| name.tokens.end == mention.token_end as usize && name.range.overlaps(mention.span.range))
    };
    let role = |it: &RoleSpan| {
        let range = tokens.range(it.tokens.start, it.tokens.end);
        let bodies = it.tokens.clone().filter(|&index| tokens.at(index).has_capital() && !tokens.is(index, Class::FUNCTION));
        Role {
            span: Span { block: mention.span.block, range },
            text: crate::text::slice(tokens.text, range).to_owned(),
            head: tokens.str(it.head).to_lowercase(),
            bodies: bodies.map(|index| folded(tokens, index)).collect(),
            country: it.tokens.clone().find_map(|index| places::at(tokens, index).and_then(|(_, kind)| kind.country())),
            office: office(tokens, it.tokens.clone()),
            position: it.position,
            mention: at,
        }
    };
    block.roles.iter().filter(covers).map(role).collect()
}

/// The first mention in body or caption that carries a role; else the first full one; else the first at all there.
fn introduction(own: &[(u32, &Mention)], roles: &[Role]) -> Option<Introduction> {
    let may = |it: &&(u32, &Mention)| matches!(it.1.zone, Zone::Body | Zone::Caption) && it.1.kind != MentionKind::Credit;
    let role_of = |at: u32| roles.iter().filter(move |role| role.mention == at);
    let full = |it: &&(u32, &Mention)| it.1.kind == MentionKind::Full || it.1.kind == MentionKind::TitleGiven;
    let with_role = own.iter().filter(may).filter(full).find(|(at, _)| role_of(*at).next().is_some());
    let chosen = with_role.or_else(|| own.iter().filter(may).find(full)).or_else(|| own.iter().find(may))?;
    let (at, mention) = *chosen;
    let range = role_of(at).fold(mention.span.range, |range, role| range.cover(role.span.range));
    Some(Introduction { span: Span { block: mention.span.block, range }, mention: at, with_role: role_of(at).next().is_some() })
}

/// Finds the surnames of the article's persons in words that the tagger passed over: headlines, bare surnames.
fn spread(article: &Article, blocks: &[Arc<BlockFacts>], cast: &Cast, found: &mut Vec<Found>) {
    let known: FxHashSet<u64> = cast.people.iter().filter(|it| it.is_full()).map(|it| word_hash(&it.parts.family)).collect();
    if known.is_empty() {
        return;
    }
    for (index, (block, facts)) in article.blocks.iter().zip(blocks).enumerate() {
        for capital in facts.capitals.iter().filter(|it| known.contains(&it.hash)) {
            let tokens = facts.tokens();
            let token = capital.token as usize;
            let zone = block.zone_at(tokens.at(token).start);
            if zone.is_indexed() && stands_alone(tokens, token) {
                found.push(spread_to(tokens, token, index, zone));
            }
        }
        // Names the tagger gave little for: the article knows better.
        for (candidate, name) in facts.names.iter().enumerate() {
            let zone = block.zone_at(name.range.start);
            let taken = found.iter().any(|it| it.block == index && it.tokens.start < name.tokens.end && name.tokens.start < it.tokens.end);
            let surname = name.name.is_bare() && known.contains(&word_hash(&name.name.family));
            if !taken && surname && !name.family && zone.is_indexed() && stands_alone(facts.tokens(), name.tokens.end - 1) {
                let mut it = spread_to(facts.tokens(), name.tokens.end - 1, index, zone);
                it.candidate = Some(candidate);
                found.push(it);
            }
        }
    }
}

fn spread_to(tokens: Tokens<'_>, token: usize, block: usize, zone: Zone) -> Found {
    // "Al Assad": a particle with a capital belongs to the surname.
    let particle = token > 0 && tokens.at(token - 1).has_capital() && tokens.is(token - 1, Class::PARTICLE) && tokens.at(token).spaced;
    let start = if particle { token - 1 } else { token };
    let name = Name::parse((start..=token).map(|at| tokens.str(at)));
    Found { block, tokens: start..token + 1, range: tokens.range(start, token + 1), name, odds: 1.0, candidate: None, zone, titled: false }
}

/// Whether a known surname stands here as a name of its own, not within "Assad Hospital", "John Assad" or at the
/// start of a sentence where it may be a common word.
fn stands_alone(tokens: Tokens<'_>, index: usize) -> bool {
    let next = tokens.at(index + 1);
    let before = tokens.before(index, 1);
    let part_of_next = next.kind == Kind::Word && next.has_capital() && next.is(Class::PLACE_HEAD.or(Class::ORGANISATION)) && next.spaced;
    let titled = before.is(Class::HONORIFIC.or(Class::ROLE).or(Class::PARTICLE));
    let part_of_before = before.kind == Kind::Word
        && before.has_capital()
        && !titled
        && index > 1
        && !before.is(Class::FUNCTION.or(Class::WEEKDAY).or(Class::MONTH).or(Class::VERB).or(Class::SAY));
    let headline = tokens.all.iter().filter(|it| it.kind == Kind::Word && it.has_capital()).count() * 2 > tokens.len();
    let house = tokens.is_word(index.wrapping_sub(1), "the") && tokens.is_any(index + 1, &["family", "clan", "dynasty"]);
    let plural_house = tokens.is_word(index.wrapping_sub(1), "the") && tokens.str(index).ends_with('s');
    !part_of_next && (!part_of_before || headline) && !house && !plural_house && !tokens.at(index).is(Class::VERB.or(Class::NUMERAL))
}

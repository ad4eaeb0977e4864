use std::sync::Arc;

use jiff::civil::Date;

use crate::article::{Span, Zone};
use crate::facts::{Claim, Dated, Effect, Facts, MentionKind, Office, Person, Role, Scope, Speaker, VictimClass};
use crate::language::name::Name;
use crate::language::number::{Bound, Interval};
use crate::language::places::Country;
use crate::language::time::Unit;
use crate::text::{Place, TextRange, offset};

/// What an article gives to the others. No places in it: typing that moves everything but says nothing new leaves it
/// equal, and then the index is not touched.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Contribution {
    /// The day the article is of.
    pub date: Option<Dated>,
    /// The headline.
    pub headline: Option<Arc<str>>,
    /// Its persons.
    pub people: Vec<PersonEntry>,
    /// The figures that other articles' may be held against.
    pub claims: Vec<ClaimEntry>,
    /// Hashes of the full names in it, sorted: who is named together with whom.
    pub cast: Vec<u64>,
    /// How long the long event of the article has lasted, as its text says anywhere.
    pub lasting: Option<(f64, Unit, bool)>,
}

/// A person of one article, as the others see it.
#[derive(Clone, PartialEq, Debug)]
pub struct PersonEntry {
    /// The fullest name.
    pub name: Arc<str>,
    /// The same in parts.
    pub parts: Name,
    /// All spellings, sorted.
    pub spellings: Vec<Arc<str>>,
    /// What the article says the person is.
    pub roles: Vec<RoleEntry>,
    /// Whether only a credit names the person.
    pub credit_only: bool,
}

/// A role, as the others see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoleEntry {
    /// The words.
    pub text: Arc<str>,
    /// The noun that carries it; synonyms are one word.
    pub head: Arc<str>,
    /// The words in capitals, folded.
    pub bodies: Vec<String>,
    /// The country the words name.
    pub country: Option<Country>,
    /// The office.
    pub office: Option<Office>,
}

/// A figure that may be held against those of other articles.
#[derive(Clone, PartialEq, Debug)]
pub struct ClaimEntry {
    /// Its index in the article's [`Facts::claims`].
    pub claim: u32,
    /// The number with its hedge, as written.
    pub text: Arc<str>,
    /// The stated number.
    pub value: Option<f64>,
    /// How it is hedged.
    pub bound: Bound,
    /// The numbers it admits.
    pub interval: Interval,
    /// What happened.
    pub effect: Effect,
    /// The words for the victims.
    pub victims: Arc<str>,
    /// The noun of the victims.
    pub victim_head: Arc<str>,
    /// Who they are.
    pub class: VictimClass,
    /// The country their adjective names.
    pub victim_country: Option<Country>,
    /// The id of the source, and whether it is the same body in every article.
    pub source: Option<(Arc<str>, bool)>,
    /// The source as written.
    pub source_text: Option<Arc<str>>,
    /// What it is to its article's main event.
    pub scope: Scope,
    /// "eight months of protests": how many, of what, hedged downwards.
    pub length: Option<(f64, Unit, bool)>,
    /// Where, by names folded to keys.
    pub places: Vec<Arc<str>>,
    /// The day on which what it counts began, where the text says so.
    pub since: Option<Date>,
    /// The words of the sentence that name what happened, folded and sorted: what one event shares in all reports.
    pub words: Vec<String>,
    /// Whether the sentence corrects an earlier figure.
    pub revised: bool,
    /// Whether it did not happen, or not yet, or is a rate.
    pub unreal: bool,
    /// Whether it counts "others" only.
    pub other: bool,
    /// The day the figure is of, as written.
    pub day: Option<Arc<str>>,
    /// The zone it stands in.
    pub zone: Zone,
}

/// Where everything of a [`Contribution`] stands, in the same order.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// By person.
    pub people: Vec<PersonPlaces>,
    /// By claim of the contribution.
    pub claims: Vec<ClaimPlace>,
    /// Quotations with a known speaker.
    pub quotes: Vec<QuotePlace>,
}

/// Where a person stands in an article.
#[derive(Clone, Debug, Default)]
pub struct PersonPlaces {
    /// Where the person is introduced: the name with its role, and the name alone.
    pub introduction: Option<(Place, Place)>,
    /// The words of the introduction.
    pub introduced_as: Option<Arc<str>>,
    /// Whether a role stands there.
    pub with_role: bool,
    /// All mentions in order.
    pub mentions: Vec<(Place, MentionKind)>,
}

/// Where a figure stands, with the words around it.
#[derive(Clone, Debug, Default)]
pub struct ClaimPlace {
    /// The figure with its noun.
    pub place: Place,
    /// The sentence.
    pub excerpt: Excerpt,
}

/// A quotation and its speaker, by the person's index.
#[derive(Clone, Debug)]
pub struct QuotePlace {
    /// Who speaks.
    pub person: u32,
    /// Where.
    pub place: Place,
    /// The words, cut at 120 characters.
    pub text: Arc<str>,
}

/// A piece of text for showing, with the part that matters.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Excerpt {
    /// The text; line breaks are as in the source.
    pub text: Arc<str>,
    /// The part of it.
    pub mark: TextRange,
    /// The line on which it begins, from zero.
    pub line: u32,
    /// The column at which it begins, in code points.
    pub column: u32,
}

impl Contribution {
    /// What an article gives to the others, and where it stands.
    pub fn of(facts: &Facts) -> (Self, Places) {
        let mut cast: Vec<u64> = facts.people.iter().filter(|it| it.is_full()).map(|it| name_hash(&it.parts)).collect();
        cast.sort_unstable();
        let shared: Vec<(u32, &Claim)> = facts.claims.iter().enumerate().filter(|(_, it)| is_shared(it)).map(|(at, it)| (offset(at), it)).collect();
        let contribution = Self {
            date: facts.date,
            headline: facts.article.headline().map(Into::into),
            people: facts.people.iter().map(|it| person_entry(facts, it)).collect(),
            claims: shared.iter().map(|&(at, it)| claim_entry(facts, at, it)).collect(),
            cast,
            lasting: facts.lasting(),
        };
        let places = Places {
            people: facts.people.iter().map(|it| person_places(facts, it)).collect(),
            claims: shared.iter().map(|(_, it)| ClaimPlace { place: place(facts, it.span), excerpt: excerpt(facts, it.span) }).collect(),
            quotes: quote_places(facts),
        };
        (contribution, places)
    }
}

/// A hash of a full name that is the same in every run: FNV-1a over its outer parts.
pub fn name_hash(name: &Name) -> u64 {
    let first = name.given.first().map_or("", String::as_str);
    let bytes = first.bytes().chain(std::iter::once(b' ')).chain(name.family.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Whether a figure may be compared with those of other articles: real, of the article's own event or a total.
fn is_shared(claim: &Claim) -> bool {
    !claim.unreal && !claim.rate && !claim.implied && !claim.malformed && matches!(claim.scope, Scope::Main | Scope::Cumulative) && claim.zone.is_copy()
}

fn person_entry(facts: &Facts, person: &Person) -> PersonEntry {
    let mentions = person.mentions.iter().filter_map(|&at| facts.mentions.get(at as usize));
    let mut spellings: Vec<Arc<str>> = mentions.clone().map(|it| facts.text(it.span).into()).collect();
    spellings.sort();
    spellings.dedup();
    let credit_only = mentions.clone().all(|it| it.kind == MentionKind::Credit);
    PersonEntry { name: person.name.as_str().into(), parts: person.parts.clone(), spellings, roles: person.roles.iter().map(role_entry).collect(), credit_only }
}

fn role_entry(role: &Role) -> RoleEntry {
    RoleEntry {
        text: role.text.as_str().into(),
        head: crate::facts::synonym(&role.head).into(),
        bodies: role.bodies.clone(),
        country: role.country,
        office: role.office.clone(),
    }
}

/// A claim as it is compared.
pub fn claim_entry(facts: &Facts, at: u32, claim: &Claim) -> ClaimEntry {
    ClaimEntry {
        claim: at,
        text: facts.text(claim.hedged_span).into(),
        value: claim.value,
        bound: claim.bound,
        interval: claim.interval,
        effect: claim.effect,
        victims: claim.victims.text.as_str().into(),
        victim_head: claim.victims.head.as_str().into(),
        class: claim.victims.class,
        victim_country: claim.victims.country,
        source: claim.source.as_ref().map(|it| (it.id.as_str().into(), it.specific)),
        source_text: claim.source.as_ref().map(|it| it.text.as_str().into()),
        scope: claim.scope,
        length: claim.window.length,
        places: claim.places.iter().map(|it| it.as_str().into()).collect(),
        since: claim.window.since,
        words: facts.event_words(claim),
        revised: claim.revised,
        unreal: claim.unreal || claim.rate,
        other: claim.other,
        day: claim.window.day.as_deref().map(Into::into),
        zone: claim.zone,
    }
}

fn place(facts: &Facts, span: Span) -> Place {
    facts.article.text.place(facts.source(span))
}

fn person_places(facts: &Facts, person: &Person) -> PersonPlaces {
    let mentions = person.mentions.iter().filter_map(|&at| facts.mentions.get(at as usize));
    let introduction = person.introduction.and_then(|it| {
        let mention = facts.mentions.get(it.mention as usize)?;
        Some((place(facts, it.span), place(facts, mention.span)))
    });
    PersonPlaces {
        introduction,
        introduced_as: person.introduction.map(|it| facts.text(it.span).into()),
        with_role: person.introduction.is_some_and(|it| it.with_role),
        mentions: mentions.map(|it| (place(facts, it.span), it.kind)).collect(),
    }
}

fn quote_places(facts: &Facts) -> Vec<QuotePlace> {
    let spoken = facts.quotes.iter().filter_map(|quote| match quote.speaker {
        Some(Speaker::Person(person)) => Some((person, quote)),
        _ => None,
    });
    spoken.map(|(person, quote)| QuotePlace { person: person.0, place: place(facts, quote.span), text: cut(facts.text(quote.span), 120).into() }).collect()
}

/// The first `most` characters of a text, with an ellipsis when some are left out.
pub fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("").trim_end()),
        None => text.to_owned(),
    }
}

/// How many bytes of a line an excerpt shows on either side of what matters. A paragraph is one line in news, and
/// whoever shows it cuts it further; this only bounds what is kept.
const AROUND: u32 = 2000;

/// The lines around a span.
pub fn excerpt(facts: &Facts, span: Span) -> Excerpt {
    excerpt_of(facts, facts.source(span))
}

/// The lines around a range of the source.
pub fn excerpt_of(facts: &Facts, marked: TextRange) -> Excerpt {
    let text = &facts.article.text;
    let (first, last) = (text.line_of(marked.start), text.line_of(marked.end));
    let from = text.line_start(first).max(marked.start.saturating_sub(AROUND));
    let to = text.line_start(last + 1).min(marked.end.saturating_add(AROUND));
    let shown = text.slice(TextRange::new(from, to));
    let at = offset(text.slice(TextRange::new(text.line_start(first), from)).chars().count());
    let mark = TextRange::new(marked.start - from, marked.end - from);
    Excerpt { text: shown.trim_end_matches(['\r', '\n']).into(), mark, line: first, column: at }
}

//! The frame of a casualty claim: whose toll it is, who says so, of which event and time.
//!
//! Unknown is a value here, never a guess: a claim whose frame is not complete is compared with nothing.

use std::ops::Range;

use jiff::civil::Date;

use super::claim::{ClaimSpan, Share};
use super::effect::Effect;
use super::speaker::Speaker;
use super::{BlockFacts, Facts};
use crate::article::{Span, Zone};
use crate::language::lexicon::Class;
use crate::language::number::{Bound, Interval, Number};
use crate::language::places::{self, Country, PlaceKind};
use crate::language::time::{Time, Unit};
use crate::language::token::{Case, Kind, Tokens};
use crate::text::offset;

/// Who is counted, as far as it can part two tolls.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum VictimClass {
    /// "people", "lives", nobody named: everyone.
    All,
    /// "civilians", "villagers", "protesters"
    Civilians,
    /// "soldiers", "troops", "police"
    Security,
    /// "militants", "rebels", "gunmen"
    Fighters,
    /// "children", "women": a part of everyone by age or sex.
    Group,
    /// Any other noun: "miners", "passengers", "Palestinians".
    Named,
}

/// The people a claim counts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Victims {
    /// The words: "soldiers and police". Empty when none stand there.
    pub text: String,
    /// The noun that carries them, in small letters and in the singular.
    pub head: String,
    /// Who that is.
    pub class: VictimClass,
    /// The country their adjective names: "British servicemen".
    pub country: Option<Country>,
}

/// Who says a figure, told apart and brought together across articles.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Source {
    /// One id for all ways to name it: "government of syria" for "Syrian authorities".
    pub id: String,
    /// The words.
    pub text: String,
    /// Whether the id names one body beyond doubt, also in another article. "officials" names none.
    pub specific: bool,
    /// The words' place.
    pub span: Span,
}

/// What a figure is to the article's main event.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Scope {
    /// The toll of the event the article is about.
    Main,
    /// A part of another figure.
    Part,
    /// Another incident of the same story.
    Other,
    /// An earlier event.
    Background,
    /// A campaign's, a war's, a period's total.
    Cumulative,
    /// On top of an earlier figure.
    Addition,
}

impl Scope {
    /// Its name in `copydesk facts`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Part => "part",
            Self::Other => "other-incident",
            Self::Background => "background",
            Self::Cumulative => "cumulative",
            Self::Addition => "delta",
        }
    }
}

/// The time a figure covers, as the text says.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Window {
    /// "eight months of protests": how many, of what, hedged downwards.
    pub length: Option<(f64, Unit, bool)>,
    /// The words of the length.
    pub span: Option<Span>,
    /// A weekday or day the figure is of, as written.
    pub day: Option<String>,
    /// The day it began, where the text says so: "since March 4, 2030".
    pub since: Option<Date>,
}

/// A casualty figure with its frame.
#[derive(Clone, PartialEq, Debug)]
pub struct Claim {
    /// The figure with hedge and noun: "more than 250 soldiers and police".
    pub span: Span,
    /// The number's words alone.
    pub number_span: Span,
    /// The number with its hedge: "more than 250".
    pub hedged_span: Span,
    /// The words that say what happened.
    pub trigger_span: Span,
    /// The stated number; none for a vague count.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// How it is hedged.
    pub bound: Bound,
    /// The numbers it admits.
    pub interval: Interval,
    /// What happened.
    pub effect: Effect,
    /// To whom.
    pub victims: Victims,
    /// Who says so; none for the writer's own voice.
    pub source: Option<Source>,
    /// What it is to the main event.
    pub scope: Scope,
    /// The claim it is a part of, by index in [`Facts::claims`].
    pub part_of: Option<u32>,
    /// Whether it counts "others" only.
    pub other: bool,
    /// Whether it counts bodies found.
    pub bodies: bool,
    /// "a soldier": the number is only in the article.
    pub implied: bool,
    /// Whether it did not happen, or not yet, or is denied: never compared.
    pub unreal: bool,
    /// Whether it is so many a day or a year: never compared.
    pub rate: bool,
    /// Whether the sentence corrects or compares an earlier figure.
    pub revised: bool,
    /// The time it covers.
    pub window: Window,
    /// Where, by names folded to keys, the surest first: the country its sentence names, else what the article is
    /// mostly about.
    pub places: Vec<String>,
    /// The zone it stands in.
    pub zone: Zone,
    /// The block's sentence.
    pub sentence: u32,
    /// Whether the number is written so that it is none.
    pub malformed: bool,
}

/// What kind of figure a claim gives.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ClaimKind {
    Incident,
    Cumulative,
    Part,
    Change,
    Historical,
}

impl ClaimKind {
    /// Its name in `copydesk facts`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Cumulative => "cumulative",
            Self::Part => "part",
            Self::Change => "change",
            Self::Historical => "historical",
        }
    }
}

impl Claim {
    /// What kind of figure it is, by its place among the others.
    pub fn kind(&self) -> ClaimKind {
        match self.scope {
            Scope::Main | Scope::Other => ClaimKind::Incident,
            Scope::Cumulative => ClaimKind::Cumulative,
            Scope::Part => ClaimKind::Part,
            Scope::Addition => ClaimKind::Change,
            Scope::Background => ClaimKind::Historical,
        }
    }
}

/// Words that name a long event, so that tolls add up over it.
const SERIES: [&str; 44] = [
    "revolt", "uprising", "uprisings", "rebellion", "insurgency", "insurrection", "revolution", "protest", "protests", "unrest", "violence",
    "bloodshed", "conflict", "war", "civil", "crackdown", "offensive", "campaign", "fighting", "hostilities", "invasion", "siege", "occupation",
    "outbreak", "epidemic", "pandemic", "famine", "drought", "crisis", "turmoil", "clashes", "demonstrations", "strife", "bombardment", "blockade",
    "intifada", "genocide", "massacres", "repression", "fight", "struggle", "disease", "virus", "flu",
];

/// Words by which a text itself says that figures changed or differ.
const REVISIONS: [&str; 34] = [
    "revised", "revises", "revise", "revising", "revision", "corrected", "corrects", "correction", "initially", "originally", "earlier", "previously",
    "lowered", "lowers", "reduced", "downgraded", "raised", "conflicting", "differing", "discrepancy", "contradictory", "clarified", "mistakenly", "erroneously",
    "updated", "rose", "risen", "climbed", "increased", "jumped", "dropped", "wrongly", "retracted", "recount",
];

/// Works out the frames of all claims of an article.
pub(super) fn frames(facts: &Facts) -> Vec<Claim> {
    let mut framer = Framer { facts, home: home(facts), claims: Vec::new(), seen_body: 0 };
    for (index, (block, read)) in facts.article.blocks.iter().zip(&facts.blocks).enumerate() {
        if !block.zone.is_copy() {
            continue;
        }
        if block.zone == Zone::Body {
            framer.seen_body += 1;
        }
        framer.block(index, read);
    }
    framer.claims
}

/// Where an article plays.
#[derive(Debug, Default)]
struct Home {
    /// The country it names most, if that is clear.
    country: Option<Country>,
    /// Other places it names again and again, folded: towns, rivers, countries that no table knows.
    places: Vec<String>,
}

/// How much the headline and its kin count beside the body.
const DISPLAY_WEIGHT: u32 = 3;

fn home(facts: &Facts) -> Home {
    let (mut countries, mut words): (Vec<(Country, u32)>, Vec<(String, u32)>) = (Vec::new(), Vec::new());
    for (index, (block, read)) in facts.article.blocks.iter().zip(&facts.blocks).enumerate() {
        if !block.zone.is_copy() {
            continue;
        }
        let weight = if block.zone.is_display() { DISPLAY_WEIGHT } else { 1 };
        let tokens = read.tokens();
        for at in 0..tokens.len() {
            if let Some(country) = places::at(tokens, at).and_then(|(_, kind)| kind.country()) {
                add(&mut countries, country, weight);
            } else if is_place_word(tokens, at) && !names_person(facts, index, tokens.at(at).range()) {
                add(&mut words, crate::language::name::fold(tokens.str(at)), weight);
            }
        }
    }
    countries.sort_by_key(|&(country, count)| (std::cmp::Reverse(count), country));
    words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let country = match countries.as_slice() {
        [(country, count), (_, second), ..] if count * 2 >= second * 3 => Some(*country),
        [(country, _)] => Some(*country),
        _ => None,
    };
    let places = words.into_iter().filter(|(word, count)| *count >= 2 && word.len() > 2).take(3).map(|(word, _)| word);
    Home { country, places: places.collect() }
}

fn add<T: PartialEq>(counts: &mut Vec<(T, u32)>, it: T, weight: u32) {
    match counts.iter_mut().find(|(other, _)| *other == it) {
        Some((_, count)) => *count += weight,
        None => counts.push((it, weight)),
    }
}

/// A capitalised word that stands as a place does: "in Sosnivets", "Drevania's", "the Amarela valley".
fn is_place_word(tokens: Tokens<'_>, at: usize) -> bool {
    let token = tokens.at(at);
    let frame = Class::FUNCTION.or(Class::MONTH).or(Class::WEEKDAY).or(Class::NOT_NAME).or(Class::ORGANISATION).or(Class::HONORIFIC).or(Class::ROLE).or(Class::GROUP);
    if token.kind != Kind::Word || token.case != Case::Title || token.is(frame) {
        return false;
    }
    let led = tokens.is_any(at.wrapping_sub(1), &["in", "near", "at", "from", "outside", "across", "around"]) || (tokens.is_word(at.wrapping_sub(1), "of") && tokens.is(at.wrapping_sub(2), Class::THING));
    let kind = tokens.is_any(at + 1, &["valley", "river", "province", "district", "region", "island", "peninsula", "city", "coast", "county"]);
    led || kind || tokens.kind(at + 1) == Kind::Possessive
}

fn names_person(facts: &Facts, block: usize, range: crate::text::TextRange) -> bool {
    let here = facts.mentions.partition_point(|it| it.span.block < offset(block));
    facts.mentions.iter().skip(here).take_while(|it| it.span.block == offset(block)).any(|it| it.span.range.overlaps(range))
}

struct Framer<'a> {
    facts: &'a Facts,
    home: Home,
    claims: Vec<Claim>,
    seen_body: usize,
}

impl Framer<'_> {
    fn block(&mut self, index: usize, read: &BlockFacts) {
        let base = self.claims.len();
        let mut place: Vec<u32> = Vec::new();
        for it in &read.claims {
            place.push(offset(self.claims.len()));
            let mut claim = self.claim(index, read, it);
            claim.part_of = it.part_of.and_then(|whole| place.get(whole).copied());
            self.claims.push(claim);
        }
        self.settle_scopes(base, read);
    }

    fn claim(&self, block: usize, read: &BlockFacts, it: &ClaimSpan) -> Claim {
        let tokens = read.tokens();
        let number = it.number.and_then(|index| read.numbers.get(index));
        let sentence = read.prose.sentences.get(it.sentence).cloned().unwrap_or(0..tokens.len());
        let span = |range: &Range<usize>| Span { block: offset(block), range: tokens.range(range.start, range.end) };
        let zone = self.facts.article.blocks.get(block).map_or(Zone::Body, |it| it.zone);
        let window = self.window(block, read, it, &sentence);
        let source = self.source(block, read, it);
        let scope = self.scope(read, it, &sentence, &window);
        let hedged = number.map_or(it.core.clone(), |number| number.tokens.clone());
        Claim {
            span: span(&it.tokens),
            number_span: span(&it.core),
            hedged_span: span(&hedged),
            trigger_span: span(&it.trigger),
            value: number.map_or(Some(1.0), |number| (number.bound != Bound::Vague).then_some(number.value)),
            upper: number.and_then(|number| number.upper),
            bound: number.map_or(Bound::Exact, |number| number.bound),
            interval: number.map_or(Interval { lo: 1.0, hi: 1.0 }, Number::interval),
            effect: it.effect,
            victims: victims(tokens, &it.noun),
            source,
            scope,
            part_of: None,
            other: it.other,
            bodies: it.bodies,
            implied: it.number.is_none(),
            unreal: it.unreal,
            rate: it.rate,
            revised: is_revised(tokens, &sentence),

            window,
            places: self.places(tokens, &sentence),
            zone,
            sentence: offset(it.sentence),
            malformed: number.is_some_and(|number| number.malformed),
        }
    }

    /// The source of the act of saying whose content the figure stands in.
    fn source(&self, block: usize, read: &BlockFacts, it: &ClaimSpan) -> Option<Source> {
        let tokens = read.tokens();
        // "... after 21 months of violence that have claimed more than 45,000 lives": the writer's own clause.
        if it.background {
            return None;
        }
        let speakers = self.facts.speakers.get(block)?;
        let governs = |index: &usize| {
            read.reports.get(*index).is_some_and(|report| report.content.contains(&it.core.start))
        };
        let nearest = |index: &usize| read.reports.get(*index).map_or(usize::MAX, |report| it.core.start.abs_diff(report.verb));
        let at = (0..read.reports.len()).filter(governs).min_by_key(nearest)?;
        let report = read.reports.get(at)?;
        let words = match &report.subject {
            super::Subject::Name(name) => read.names.get(*name).map(|name| name.tokens.clone())?,
            super::Subject::Pronoun(token) => *token..*token + 1,
            super::Subject::Phrase(range) => range.clone(),
        };
        let text = tokens.span(words.start, words.end).to_owned();
        let span = Span { block: offset(block), range: tokens.range(words.start, words.end) };
        match speakers.get(at).cloned().flatten() {
            Some(Speaker::Person(person)) => {
                let parts = self.facts.person(person).map(|it| it.parts.parts().collect::<Vec<_>>().join(" "))?;
                Some(Source { id: format!("person {parts}"), text, specific: true, span })
            }
            Some(Speaker::Body(body)) => {
                let (id, specific) = source_id(&body, self.home.country);
                Some(Source { id, text, specific, span })
            }
            None => {
                let (id, specific) = source_id(&text, self.home.country);
                Some(Source { id, text, specific, span })
            }
        }
    }

    /// A length of time that belongs to the figure: "during a three-month revolt", "in eight months of protests".
    fn window(&self, block: usize, read: &BlockFacts, it: &ClaimSpan, sentence: &Range<usize>) -> Window {
        let tokens = read.tokens();
        let mut window = Window::default();
        for time in read.times.iter().filter(|time| sentence.start <= time.tokens.start && time.tokens.end <= sentence.end) {
            let span = || Span { block: offset(block), range: time.range };
            match &time.time {
                Time::Duration { count, unit, nearly, .. } => {
                    // "during a three-month revolt", "in nearly eight months of protests"
                    let led = (1..4).any(|back| time.tokens.start.checked_sub(back).is_some_and(|at| tokens.is_any(at, &["in", "during", "over", "after", "throughout", "within", "of", "for", "past", "last"])));
                    let series = (time.tokens.end..sentence.end.min(time.tokens.end + 5)).any(|at| is_series(tokens, at));
                    let behind = time.tokens.start >= it.core.end;
                    if window.length.is_none() && (led && behind || series) {
                        let end = (time.tokens.end..sentence.end.min(time.tokens.end + 5)).find(|&at| is_series(tokens, at)).map_or(time.tokens.end, |at| at + 1);
                        window.length = Some((*count, *unit, *nearly));
                        window.span = Some(Span { block: offset(block), range: time.range.cover(tokens.range(time.tokens.start, end)) });
                    }
                }
                Time::Day { .. } | Time::DayOffset(_) | Time::Weekday { .. } if !follows_since(tokens, time.tokens.start, it) => {
                    window.day = window.day.or_else(|| Some(tokens.span(time.tokens.start, time.tokens.end).to_lowercase()));
                }
                // "since June 11, 2010", "since the revolt began on March 4, 2030"
                Time::Since(inner) => {
                    window.since = day_of(inner);
                    window.span = window.span.or_else(|| Some(span()));
                }
                Time::Day { year: Some(_), .. } if follows_since(tokens, time.tokens.start, it) => window.since = day_of(&time.time),
                Time::Rolling { ahead: false, .. } | Time::Between { .. } if window.span.is_none() => window.span = Some(span()),
                _ => {}
            }
        }
        window
    }

    fn scope(&self, read: &BlockFacts, it: &ClaimSpan, sentence: &Range<usize>, window: &Window) -> Scope {
        let tokens = read.tokens();
        match it.share {
            Share::Part => return Scope::Part,
            Share::Addition => return Scope::Addition,
            Share::Whole => {}
        }
        if is_background(tokens, it, sentence) || self.is_of_another_time(read, it, sentence) {
            return Scope::Background;
        }
        let so_far = (sentence.start..sentence.end).any(|at| {
            tokens.are_words(at, &["so", "far"])
                || tokens.are_words(at, &["to", "date"])
                || (tokens.is_word(at, "since") && at > it.core.start && !tokens.is(at + 1, Class::WEEKDAY))
                || tokens.is_any(at, &["worldwide", "globally", "nationwide"])
        });
        let period = (it.core.end..sentence.end).any(|at| {
            let led = tokens.is_any(at, &["in", "over", "during", "this", "past", "last"]);
            led && (at + 1..at + 5).any(|it| tokens.is_any(it, &["weeks", "months", "years", "decades", "decade", "year", "month", "century", "season", "war"]))
        });
        let recurring = (sentence.clone()).any(|at| tokens.is_any(at, &["every", "each", "annually"]) && tokens.is_any(at + 1, &["year", "month", "week", "day"]));
        if window.length.is_some() || so_far || period || recurring || it.rate {
            return Scope::Cumulative;
        }
        if opens_event(tokens, it, sentence, self.seen_body) { Scope::Other } else { Scope::Main }
    }

    /// Whether a phrase of time in the sentence puts the figure into another time than the article's own: "a year
    /// after a bomb killed 30", "in 2003", "last summer", "on 3 December 1984".
    fn is_of_another_time(&self, read: &BlockFacts, it: &ClaimSpan, sentence: &Range<usize>) -> bool {
        let tokens = read.tokens();
        let date = self.facts.date.map(|it| it.date);
        let dates = read.times.iter().filter(|time| !follows_since(tokens, time.tokens.start, it));
        dates.filter(|time| sentence.start <= time.tokens.start && time.tokens.end <= sentence.end).any(|time| {
            let behind = tokens.is_any(time.tokens.end, &["after", "since"]);
            match &time.time {
                Time::Shift { ahead: false, unit, .. } => *unit > Unit::Hour && time.tokens.start < it.core.start + 12,
                // "a year after a bomb killed 30"
                Time::Duration { unit, .. } => behind && *unit > Unit::Hour && it.core.start > time.tokens.end,
                Time::Relative { unit, offset } => *offset < 0 && matches!(unit, Unit::Month | Unit::Year | Unit::Week),
                Time::Month { offset, .. } | Time::Season { offset, .. } => *offset < 0,
                Time::Period { from: Some(from), .. } => date.is_none_or(|date| from.year() < date.year()),
                Time::Day { year: Some(year), .. } => date.is_some_and(|date| *year < date.year() - 1),
                Time::Holiday { year: Some(year), .. } => date.is_some_and(|date| *year < date.year()),
                _ => false,
            }
        })
    }

    /// A part of a sum stays a part; the figures of a second sentence on other places are other incidents.
    fn settle_scopes(&mut self, base: usize, _read: &BlockFacts) {
        for index in base..self.claims.len() {
            let whole = self.claims.get(index).and_then(|it| it.part_of).and_then(|it| self.claims.get(it as usize)).map(|it| it.scope);
            if let (Some(Scope::Background), Some(claim)) = (whole, self.claims.get_mut(index)) {
                claim.scope = Scope::Background;
            }
        }
    }

    fn places(&self, tokens: Tokens<'_>, sentence: &Range<usize>) -> Vec<String> {
        let mut named: Vec<Country> = Vec::new();
        for at in sentence.clone() {
            let where_ = match places::at(tokens, at) {
                // "American soldiers" in Iraq: only the country itself or its capital says where.
                Some((_, PlaceKind::Country(country))) => Some(country),
                Some((_, PlaceKind::Capital(country))) if tokens.is_any(at.wrapping_sub(1), &["in", "near", "outside"]) => Some(country),
                _ => None,
            };
            named.extend(where_.filter(|it| !named.contains(it)));
        }
        // Two countries in one sentence leave it open which.
        let country = match named.as_slice() {
            [only] => Some(*only),
            _ => self.home.country,
        };
        let key = country.map(|it| it.name().to_lowercase());
        key.into_iter().chain(self.home.places.iter().cloned()).collect()
    }
}

/// The words of a claim's sentence that say what happened and where.
pub(super) fn event_words(facts: &Facts, claim: &Claim) -> Vec<String> {
    let Some(read) = facts.blocks.get(claim.span.block as usize) else { return Vec::new() };
    let tokens = read.tokens();
    let sentence = read.prose.sentences.get(claim.sentence as usize).cloned().unwrap_or(0..0);
    let says = |at: &usize| {
        let token = tokens.at(*at);
        let frame = Class::FUNCTION.or(Class::SAY).or(Class::VERB).or(Class::EFFECT).or(Class::WEEKDAY).or(Class::MONTH).or(Class::NUMERAL).or(Class::TIME_UNIT).or(Class::GROUP);
        token.kind == Kind::Word && token.end - token.start > 2 && !token.is(frame) && !claim.span.range.contains(token.range())
    };
    let mut words: Vec<String> = sentence.filter(says).map(|at| singular(&crate::language::name::fold(tokens.str(at)))).collect();
    words.sort();
    words.dedup();
    words
}

/// The first length of a long event in the article's own text.
pub(super) fn lasting(facts: &Facts) -> Option<(f64, Unit, bool)> {
    let copy = facts.article.blocks.iter().zip(&facts.blocks).filter(|(block, _)| block.zone.is_copy());
    copy.flat_map(|(_, read)| read.times.iter().map(move |time| (read, time))).find_map(|(read, time)| {
        let Time::Duration { count, unit, nearly, .. } = time.time else { return None };
        let tokens = read.tokens();
        // "three-month revolt", "eight months of bloodshed": the event's noun follows at once.
        let end = time.tokens.end;
        let named = is_series(tokens, end) || (tokens.is_word(end, "of") && (end + 1..end + 4).any(|at| is_series(tokens, at))) || (tokens.str(end.wrapping_sub(1)).contains('-') && is_series(tokens, end + 1));
        let long = matches!(unit, Unit::Week | Unit::Month | Unit::Year);
        (named && long).then_some((count, unit, nearly))
    })
}

/// Whether the word names a long event.
pub(crate) fn is_series(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.kind(at) == Kind::Word && tokens.is_any(at, &SERIES)
}

fn is_revised(tokens: Tokens<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|at| tokens.is_any(at, &REVISIONS) || tokens.are_words(at, &["up", "from"]) || tokens.are_words(at, &["down", "from"]) || tokens.are_words(at, &["at", "first"]) || tokens.are_words(at, &["death", "toll", "rises"]))
}

/// Whether "since" stands between the figure and a phrase of time: then the time is the window's start, not the
/// figure's day. "have killed 1,720 people since the revolt began on March 4, 2030"
fn follows_since(tokens: Tokens<'_>, at: usize, it: &ClaimSpan) -> bool {
    let from = it.core.end.max(at.saturating_sub(8));
    (from..at).any(|at| tokens.is_word(at, "since")) || (at < it.core.start && (at.saturating_sub(3)..=at).any(|at| tokens.is_word(at, "since")))
}

/// The calendar day that a phrase names in full.
fn day_of(time: &Time) -> Option<Date> {
    match time {
        Time::Day { month: Some(month), day: Some(day), year: Some(year), .. } => Date::new(*year, *month, *day).ok(),
        Time::Period { from: Some(from), .. } => Some(*from),
        _ => None,
    }
}

/// Whether a sentence behind the opening brings in an event of its own: "In Alaska, a transport plane crashed, killing
/// four", "a separate bombing", "elsewhere".
fn opens_event(tokens: Tokens<'_>, it: &ClaimSpan, sentence: &Range<usize>, paragraph: usize) -> bool {
    const ACTS: [&str; 40] = [
        "bomb", "bombing", "blast", "explosion", "attack", "attacker", "raid", "ambush", "crash", "plane", "aircraft", "helicopter", "jet", "bus",
        "train", "ship", "ferry", "boat", "truck", "car", "mine", "rocket", "missile", "mortar", "shell", "airstrike", "strike", "clash", "shooting",
        "gunman", "bomber", "fire", "earthquake", "quake", "storm", "flood", "landslide", "collision", "accident", "incident",
    ];
    let before = sentence.start..it.core.start.min(sentence.end);
    let marked = before.clone().any(|at| {
        tokens.is_any(at, &["elsewhere", "separately"])
            || (tokens.is_any(at, &["separate", "another", "other", "second", "previous"]) && (at + 1..at + 4).any(|at| tokens.is_any(at, &ACTS)))
    });
    let new = paragraph > 1
        && before.clone().any(|at| {
            tokens.is_any(at, &["a", "an"]) && (at + 1..(at + 6).min(it.core.start)).any(|noun| tokens.is_any(noun, &ACTS))
        });
    marked || new || tokens.is_word(it.core.end, "elsewhere") || tokens.is_word(it.tokens.end, "elsewhere")
}

/// An earlier event: a year, "last month", "in the 1980s", "anniversary", "since" a year, past perfect.
fn is_background(tokens: Tokens<'_>, it: &ClaimSpan, sentence: &Range<usize>) -> bool {
    let year = |at: usize| {
        let word = tokens.str(at);
        tokens.kind(at) == Kind::Number && word.len() >= 4 && word.len() <= 5 && word.get(..4).and_then(|it| it.parse::<u32>().ok()).is_some_and(|it| (1000..2100).contains(&it))
    };
    let led = |at: usize| tokens.is_any(at.wrapping_sub(1), &["in", "of", "the", "a", "during", "late", "early", "mid"]) || tokens.is(at.wrapping_sub(1), Class::MONTH) || tokens.kind(at.wrapping_sub(1)) == Kind::Comma;
    sentence.clone().any(|at| {
        (year(at) && led(at) && !it.core.contains(&at) && !follows_since(tokens, at, it))
            || (tokens.is_any(at, &["last", "previous"]) && tokens.is_any(at + 1, &["year", "month", "summer", "winter", "spring", "autumn", "fall"]) || tokens.is(at + 1, Class::MONTH) && tokens.is_word(at, "last"))
            || (tokens.is_any(at, &["years", "decades", "months", "weeks", "year", "decade", "month", "week"]) && tokens.is_any(at + 1, &["ago", "earlier", "before"]))
            || tokens.is_any(at, &["anniversary", "commemorate", "commemorated", "commemorating", "deadliest", "worst", "bloodiest"]) && tokens.is_word(at + 1, "since")
            || tokens.is_any(at, &["anniversary"])
    })
}

/// The people a counted noun names.
fn victims(tokens: Tokens<'_>, noun: &Range<usize>) -> Victims {
    let text = tokens.span(noun.start, noun.end).to_owned();
    let Some(head_at) = (!noun.is_empty()).then(|| noun.end - 1) else {
        return Victims { text, head: String::new(), class: VictimClass::All, country: None };
    };
    let head = singular(&tokens.str(head_at).to_lowercase());
    let country = noun.clone().find_map(|at| places::at(tokens, at).and_then(|(_, kind)| kind.country()));
    let class = noun.clone().rev().map(|at| victim_class(&singular(&tokens.str(at).to_lowercase()))).find(|it| *it != VictimClass::Named);
    let class = match class {
        Some(VictimClass::All) if country.is_some() => VictimClass::Named,
        Some(class) => class,
        None if tokens.at(head_at).case == Case::None => VictimClass::All,
        None => VictimClass::Named,
    };
    Victims { text, head, class, country }
}

/// The class of a noun in the singular.
fn victim_class(noun: &str) -> VictimClass {
    match noun {
        "people" | "person" | "life" | "victim" | "death" | "fatality" | "body" | "corpse" | "human" | "individual" | "soul" | "other" | "dead" | "casualty" | "killing" | "hostage" | "captive" => VictimClass::All,
        "civilian" | "protester" | "protestor" | "demonstrator" | "villager" | "resident" | "bystander" | "worshipper" | "shopper" | "passer-by" | "noncombatant" | "inhabitant" => VictimClass::Civilians,
        "soldier" | "troop" | "police" | "policeman" | "officer" | "serviceman" | "marine" | "airman" | "paratrooper" | "guard" | "trooper" | "peacekeeper" | "military" | "army" | "servicewoman" | "gi" | "conscript" | "recruit" | "personnel" | "sailor" | "commando" => VictimClass::Security,
        "militant" | "rebel" | "insurgent" | "gunman" | "fighter" | "guerrilla" | "terrorist" | "taliban" | "extremist" | "militiaman" | "bomber" | "attacker" | "assailant" | "separatist" | "jihadist" | "islamist" => VictimClass::Fighters,
        "child" | "woman" | "man" | "girl" | "boy" | "student" | "baby" | "infant" | "minor" | "teenager" | "youth" | "schoolchild" | "mother" | "pupil" | "schoolgirl" | "schoolboy" => VictimClass::Group,
        _ => VictimClass::Named,
    }
}

/// The singular of an English noun, for comparison only.
pub(crate) fn singular(noun: &str) -> String {
    match noun {
        "men" => return "man".into(),
        "women" => return "woman".into(),
        "children" => return "child".into(),
        "lives" => return "life".into(),
        "wives" => return "wife".into(),
        "police" | "people" | "personnel" | "series" => return noun.into(),
        _ => {}
    }
    if let Some(stem) = noun.strip_suffix("men") {
        return format!("{stem}man");
    }
    if let Some(stem) = noun.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    for end in ["sses", "shes", "ches", "xes"] {
        if noun.ends_with(end) {
            return noun.strip_suffix("es").unwrap_or(noun).into();
        }
    }
    noun.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s')).unwrap_or(noun).into()
}

/// One id for the ways a source is named, and whether it names one body in any article.
pub(crate) fn source_id(words: &str, home: Option<Country>) -> (String, bool) {
    let all = crate::language::token::tokenize(words);
    let tokens = Tokens { text: words, all: &all };
    let place = (0..tokens.len()).find_map(|at| places::at(tokens, at).map(|(len, kind)| (at, len, kind)));
    let country = place.and_then(|(_, _, kind)| kind.country());
    let has = |list: &[&str]| (0..tokens.len()).any(|at| tokens.is_any(at, list));
    let name = |country: Option<Country>| country.map_or_else(String::new, |it| it.name().to_lowercase());
    if has(&["un", "u.n."]) || (0..tokens.len()).any(|at| tokens.are_words(at, &["united", "nations"])) {
        return ("united nations".into(), true);
    }
    if has(&["health"]) && has(&["who", "world"]) || tokens.len() <= 2 && tokens.str(0) == "WHO" {
        return ("world health organization".into(), true);
    }
    if has(&["government", "authorities", "regime"]) || place.is_some_and(|(at, len, kind)| at <= 1 && at + len >= tokens.len() && matches!(kind, PlaceKind::Capital(_) | PlaceKind::Country(_))) {
        let whose = country.or(home);
        return (format!("government of {}", name(whose)), whose.is_some());
    }
    if has(&["ministry", "minister"]) {
        let department = (0..tokens.len()).map(|at| tokens.str(at).to_lowercase()).find(|it| ["health", "interior", "defense", "defence", "foreign", "information"].contains(&it.as_str()));
        let department = department.map_or_else(String::new, |it| it.replace("defence", "defense"));
        let whose = country.or(home);
        return (format!("{department} ministry of {}", name(whose)), whose.is_some() && !department.is_empty());
    }
    if has(&["military", "army", "troops"]) {
        return (format!("military of {}", name(country.or(home))), country.or(home).is_some());
    }
    if has(&["police"]) {
        return (format!("police of {}", name(country.or(home))), false);
    }
    if has(&["rights"]) && has(&["group", "groups", "activists", "organisations", "organizations"]) {
        return ("rights groups".into(), false);
    }
    // A body with a name of its own: its capitals are its id.
    let capitals: Vec<String> = (0..tokens.len()).filter(|&at| tokens.at(at).has_capital() && !(at == 0 && tokens.is(at, Class::FUNCTION)) && !(at == 0 && tokens.len() > 1 && !tokens.at(1).has_capital())).map(|at| crate::language::name::fold(tokens.str(at))).collect();
    if capitals.len() >= 2 || (capitals.len() == 1 && tokens.at(tokens.len() - 1).case == Case::Upper) {
        return (capitals.join(" "), true);
    }
    let head = super::phrase::head(tokens, 0..tokens.len());
    (format!("{} {}", name(country), singular(&tokens.str(head).to_lowercase())).trim().to_owned(), false)
}

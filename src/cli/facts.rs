//! `copydesk facts`: everything read, one JSON object an article.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::input::{Input, Inputs};
use super::{Exit, Offsets, flush, stdout};
use crate::article::{Span, Zone};
use crate::facts::{Claim, Facts, PersonIx, Quote, Speaker};
use crate::index::{Analysis, ArticleId, Change, Contribution, Places, Snapshot, World};
use crate::language::found::{Value, found};
use crate::language::number::Bound;
use crate::language::places::Country;
use crate::text::{Text, TextRange};

/// Arguments of `copydesk facts`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files, folders, archives (.jsonl, one article a line), or - for an archive on standard input
    pub paths: Vec<PathBuf>,
    /// What offsets count
    #[arg(long, value_enum, default_value_t)]
    pub offsets: Offsets,
}

#[derive(Clone, Serialize)]
struct Article {
    id: String,
    zones: Vec<ZoneOut>,
    people: Vec<MentionOut>,
    roles: Vec<RoleOut>,
    quotes: Vec<QuoteOut>,
    figures: Vec<FigureOut>,
    found: Vec<FoundOut>,
}

#[derive(Clone, Serialize)]
struct ZoneOut {
    start: u32,
    end: u32,
    kind: &'static str,
}

#[derive(Clone, Serialize)]
struct MentionOut {
    start: u32,
    end: u32,
    text: String,
    name: String,
    entity: Entity,
    kind: &'static str,
    introduction: bool,
}

/// A person of an article; the id over the whole call is known only when all articles were read.
#[derive(Clone, Serialize)]
#[serde(into = "Option<String>")]
struct Entity {
    key: String,
    person: u32,
    id: Option<String>,
}

impl From<Entity> for Option<String> {
    fn from(entity: Entity) -> Self {
        entity.id
    }
}

#[derive(Clone, Serialize)]
struct RoleOut {
    start: u32,
    end: u32,
    text: String,
    entity: Entity,
    head: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<&'static str>,
}

#[derive(Clone, Serialize)]
#[serde(untagged)]
enum SpeakerOut {
    Person(Entity),
    Body(String),
}

#[derive(Clone, Serialize)]
struct SpanOut {
    start: u32,
    end: u32,
}

#[derive(Clone, Serialize)]
struct QuoteOut {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: &'static str,
    speaker: Option<SpeakerOut>,
    cue: Option<SpanOut>,
}

#[derive(Clone, Serialize)]
struct FigureOut {
    start: u32,
    end: u32,
    n: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hi: Option<serde_json::Number>,
    bound: &'static str,
    effect: &'static str,
    victims: Option<String>,
    kind: &'static str,
    scope: &'static str,
    source: Option<String>,
    event: Option<String>,
    as_of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    window: Option<String>,
    zone: &'static str,
}

#[derive(Clone, Serialize)]
struct FoundOut {
    start: u32,
    end: u32,
    #[serde(flatten)]
    value: ValueOut,
}

#[derive(Clone, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum ValueOut {
    Number { value: serde_json::Number },
    Ordinal { value: serde_json::Number },
    Percent { value: serde_json::Number },
    Range { lo: Option<serde_json::Number>, hi: Option<serde_json::Number> },
    Date { value: Option<String>, timex: String },
    DateRange { from: Option<String>, to: Option<String>, timex: String },
    Duration { seconds: serde_json::Number, timex: String },
}

impl From<Value> for ValueOut {
    fn from(value: Value) -> Self {
        let day = |it: Option<jiff::civil::Date>| it.map(|it| it.to_string());
        match value {
            Value::Number(value) => Self::Number { value: number(value) },
            Value::Ordinal(value) => Self::Ordinal { value: number(value) },
            Value::Percent(value) => Self::Percent { value: number(value) },
            Value::Range { lo, hi } => Self::Range { lo: lo.map(number), hi: hi.map(number) },
            Value::Date { day: it, timex } => Self::Date { value: day(it), timex },
            Value::DateRange { from, to, timex } => Self::DateRange { from: day(from), to: day(to), timex },
            Value::Duration { seconds, timex } => Self::Duration { seconds: number(seconds), timex },
        }
    }
}

/// How many articles' records are held in memory; beyond, files are read a second time instead.
const HELD: usize = 5_000;

pub(super) fn run(arguments: &Arguments) -> io::Result<Exit> {
    let mut inputs = Inputs::new(&arguments.paths, crate::rules::names());
    let mut world = World::default();
    let mut held: Option<Vec<Article>> = Some(Vec::new());
    let twice = inputs.can_be_read_twice();
    inputs.each(BATCH, |batch| {
        let read: Vec<_> = batch.into_par_iter().map(|input| read(&input, arguments.offsets)).collect();
        for (article, known) in read {
            world.apply(Change::Settle { id: ArticleId::new(&article.id), contribution: known.0, places: known.1 });
            held.iter_mut().for_each(|held| held.push(article.clone()));
        }
        if twice && held.as_ref().is_some_and(|held| held.len() > HELD) {
            held = None;
        }
        Ok(())
    })?;
    let snapshot = world.snapshot();
    let mut out = stdout();
    match held {
        Some(held) => held.into_iter().try_for_each(|article| write(&mut out, article, &snapshot))?,
        None => inputs.each(BATCH, |batch| {
            let read: Vec<_> = batch.into_par_iter().map(|input| read(&input, arguments.offsets)).collect();
            read.into_iter().try_for_each(|(article, _)| write(&mut out, article, &snapshot))
        })?,
    }
    let failed = super::report_notices(&inputs.notices);
    flush(&mut out, if failed { Exit::Failed } else { Exit::Clean })
}

/// How many articles are read at once, side by side.
const BATCH: usize = 256;

/// Reads one article.
fn read(input: &Input, offsets: Offsets) -> (Article, (Arc<Contribution>, Arc<Places>)) {
    let analysis = Analysis::read(Text::new(&input.text), input.format, &input.given, None);
    (describe(&input.id, &analysis.facts, offsets), (analysis.contribution, analysis.places))
}

/// Writes an article's line, with the ids of its persons over the whole call.
fn write(out: &mut impl Write, mut article: Article, snapshot: &Snapshot) -> io::Result<()> {
    let id = ArticleId::new(&article.id);
    let name = |entity: &mut Entity| {
        entity.id = snapshot.person_id(&id, &entity.key, entity.person).map(|it| it.as_str().to_owned());
    };
    article.people.iter_mut().for_each(|it| name(&mut it.entity));
    article.roles.iter_mut().for_each(|it| name(&mut it.entity));
    for quote in &mut article.quotes {
        if let Some(SpeakerOut::Person(entity)) = &mut quote.speaker {
            name(entity);
        }
    }
    serde_json::to_writer(&mut *out, &article)?;
    out.write_all(b"\n")
}

/// Turns byte offsets of a text into what the user asked for.
struct Counter<'a> {
    text: &'a Text,
    offsets: Offsets,
}

impl Counter<'_> {
    fn range(&self, range: TextRange) -> (u32, u32) {
        (self.at(range.start), self.at(range.end))
    }

    fn at(&self, byte: u32) -> u32 {
        match self.offsets {
            Offsets::Bytes => byte,
            Offsets::Chars => self.text.chars_before(byte),
            Offsets::Utf16 => self.text.utf16_before(byte),
        }
    }
}

fn describe(id: &str, facts: &Facts, offsets: Offsets) -> Article {
    let counter = Counter { text: &facts.article.text, offsets };
    let at = |span: Span| counter.range(facts.source(span));
    Article {
        id: id.to_owned(),
        zones: zones(facts, &counter),
        people: facts.mentions.iter().enumerate().map(|(index, it)| {
            let (start, end) = at(it.span);
            let person = facts.person(it.person);
            let introduced = person.and_then(|it| it.introduction).is_some_and(|it| it.mention as usize == index);
            MentionOut {
                start,
                end,
                text: facts.text(it.span).to_owned(),
                name: person.map_or_else(String::new, |it| it.name.clone()),
                entity: entity(facts, it.person),
                kind: it.kind.name(),
                introduction: introduced,
            }
        }).collect(),
        roles: roles(facts, &at),
        quotes: quotes(facts, &at),
        figures: facts.claims.iter().filter(|it| !it.implied && !it.unreal).map(|it| figure(facts, it, &at)).collect(),
        found: phrases(facts, &counter),
    }
}

fn zones(facts: &Facts, counter: &Counter<'_>) -> Vec<ZoneOut> {
    let out = |(range, zone): (TextRange, Zone)| {
        let (start, end) = counter.range(range);
        ZoneOut { start, end, kind: zone.name() }
    };
    facts.article.zones().into_iter().map(out).collect()
}

fn entity(facts: &Facts, person: PersonIx) -> Entity {
    let key = facts.person(person).map_or_else(String::new, |it| it.parts.key());
    Entity { key, person: person.0, id: None }
}

fn roles(facts: &Facts, at: &impl Fn(Span) -> (u32, u32)) -> Vec<RoleOut> {
    let mut roles: Vec<RoleOut> = Vec::new();
    for (index, person) in facts.people.iter().enumerate() {
        for role in &person.roles {
            let (start, end) = at(role.span);
            roles.push(RoleOut {
                start,
                end,
                text: role.text.clone(),
                entity: entity(facts, PersonIx(crate::text::offset(index))),
                head: role.head.clone(),
                country: role.country.map(Country::name),
                office: role.office.as_ref().map(|it| it.title),
            });
        }
    }
    roles.sort_by_key(|it| (it.start, it.end));
    roles
}

fn quotes(facts: &Facts, at: &impl Fn(Span) -> (u32, u32)) -> Vec<QuoteOut> {
    let out = |quote: &Quote| {
        let (start, end) = at(quote.span);
        let speaker = quote.speaker.as_ref().map(|it| match it {
            Speaker::Person(person) => SpeakerOut::Person(entity(facts, *person)),
            Speaker::Body(body) => SpeakerOut::Body(body.clone()),
        });
        let cue = quote.cue.map(|span| {
            let (start, end) = at(span);
            SpanOut { start, end }
        });
        QuoteOut { start, end, kind: quote.kind.name(), speaker, cue }
    };
    facts.quotes.iter().map(out).collect()
}

fn figure(facts: &Facts, claim: &Claim, at: &impl Fn(Span) -> (u32, u32)) -> FigureOut {
    let (start, end) = at(claim.number_span);
    let text = |it: &str| (!it.is_empty()).then(|| it.to_owned());
    FigureOut {
        start,
        end,
        n: claim.value.map(number),
        hi: claim.upper.filter(|_| claim.bound == Bound::Range).map(number),
        bound: bound(claim.bound),
        effect: claim.effect.name(),
        victims: text(&claim.victims.text),
        kind: claim.kind().name(),
        scope: claim.scope.name(),
        source: claim.source.as_ref().map(|it| it.text.clone()),
        event: claim.places.first().cloned(),
        as_of: facts.date.map(|it| it.date.to_string()),
        window: claim.window.span.map(|span| facts.text(span).to_owned()),
        zone: claim.zone.name(),
    }
}

/// The signs of the evaluation's format.
fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "=",
        Bound::AtLeast => ">=",
        Bound::MoreThan => ">",
        Bound::About | Bound::Nearly => "~",
        Bound::AtMost | Bound::LessThan => "<=",
        Bound::Range => "range",
        Bound::Vague => "vague",
    }
}

/// A whole number without a fraction: 12, not 12.0.
fn number(value: f64) -> serde_json::Number {
    #[expect(clippy::cast_possible_truncation, reason = "whole and far within the range")]
    let whole = (value.fract() == 0.0 && value.abs() < 9e15).then(|| serde_json::Number::from(value as i64));
    whole.or_else(|| serde_json::Number::from_f64(value)).unwrap_or_else(|| 0.into())
}

/// Numbers, dates and durations of all copy.
fn phrases(facts: &Facts, counter: &Counter<'_>) -> Vec<FoundOut> {
    let mut out = Vec::new();
    for (block, read) in facts.article.blocks.iter().zip(&facts.blocks).filter(|(block, _)| block.zone.is_copy()) {
        for it in found(&read.prose.text, facts.date.map(|it| it.date)) {
            let (start, end) = counter.range(block.source(it.range));
            out.push(FoundOut { start, end, value: it.value.into() });
        }
    }
    out
}

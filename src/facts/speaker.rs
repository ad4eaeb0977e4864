//! Who speaks each quotation of an article.
//!
//! Order of evidence: the name or phrase beside the verb of saying in the same sentence; a pronoun, which is the
//! speaker before; a quotation without any verb continues its speaker. A name inside a quotation is never its speaker.

use super::{Facts, PersonIx, Report, Subject};
use crate::article::{Span, Zone};
use crate::facts::block::BlockFacts;
use crate::language::lexicon::Class;
use crate::language::token::{Kind, Tokens};
use crate::text::{TextRange, offset};

/// Who says something.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub enum Speaker {
    /// A person of the article.
    Person(PersonIx),
    /// A body or an unnamed person, by the words that name it.
    Body(String),
}

/// What kind of quotation it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum QuoteKind {
    /// Whole sentences.
    Direct,
    /// A part of the writer's sentence.
    Mixed,
    /// One to three words that the writer keeps at a distance.
    Scare,
}

impl QuoteKind {
    /// Its name in `copydesk facts`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Scare => "scare",
        }
    }
}

/// A quotation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quote {
    /// Its bytes, marks included.
    pub span: Span,
    /// What kind it is.
    pub kind: QuoteKind,
    /// Who speaks.
    pub speaker: Option<Speaker>,
    /// The words that say so: "Ghalioun said".
    pub cue: Option<Span>,
    /// Whether its closing mark is missing.
    pub open: bool,
}

/// What is remembered from sentence to sentence.
#[derive(Default)]
struct Memory {
    /// The last person who said something.
    person: Option<PersonIx>,
    /// The last body that said something.
    body: Option<String>,
    /// Who spoke the last quotation.
    last: Option<Speaker>,
    /// Whether the block before was running text, over which a quotation may carry on.
    carries: bool,
}

/// Who speaks every act of saying, by block, and all quotations of an article with their speakers.
pub(super) fn attribute(facts: &Facts) -> (Vec<Vec<Option<Speaker>>>, Vec<Quote>) {
    let mut quotes = Vec::new();
    let mut speakers = vec![Vec::new(); facts.blocks.len()];
    let mut memory = Memory::default();
    let blocks = facts.article.blocks.iter().zip(&facts.blocks).zip(&mut speakers);
    for (index, ((block, read), speakers)) in blocks.enumerate() {
        // "Special envoy": a crosshead does not break a conversation.
        if block.zone.is_copy() && block.zone != Zone::Subhead {
            let scene = Scene { facts, block: offset(index), read, tokens: read.tokens() };
            *speakers = scene.attribute(&mut memory, &mut quotes);
        }
    }
    (speakers, quotes)
}

struct Scene<'a> {
    facts: &'a Facts,
    block: u32,
    read: &'a BlockFacts,
    tokens: Tokens<'a>,
}

impl Scene<'_> {
    fn attribute(&self, memory: &mut Memory, quotes: &mut Vec<Quote>) -> Vec<Option<Speaker>> {
        // Who says what, in order, so that "he" can be looked up in what came before.
        let speakers: Vec<Option<Speaker>> = self.read.reports.iter().map(|report| self.speaker(report, memory)).collect();
        let starts_with_quote = self.read.quotes.first().is_some_and(|quote| quote.tokens.start <= 1);
        let before = memory.last.clone();
        let mut within: Option<Speaker> = None;
        for quote in &self.read.quotes {
            let own = self.governing(&quote.tokens);
            let kind = self.kind(quote, own.is_some());
            let (speaker, cue) = match own {
                Some(at) => {
                    let report = self.read.reports.get(at);
                    let cue = report.map(|it| self.span(it.cue.start, it.cue.end));
                    (speakers.get(at).cloned().flatten(), cue)
                }
                None if kind == QuoteKind::Scare => (None, None),
                // The second part of a quotation, or one that its speaker follows: "Yes." "No," he said.
                None => {
                    let behind = self.read.reports.iter().position(|it| it.verb > quote.tokens.end).and_then(|at| speakers.get(at).cloned().flatten());
                    let carried = before.clone().filter(|_| starts_with_quote && memory.carries && self.read.reports.is_empty());
                    (within.clone().or(behind).or(carried), None)
                }
            };
            if kind != QuoteKind::Scare || speaker.is_some() {
                within = speaker.clone().or(within);
            }
            quotes.push(Quote { span: self.span(quote.tokens.start, quote.tokens.end), kind, speaker, cue, open: quote.open });
        }
        let spoken = within.or_else(|| speakers.iter().rev().flatten().next().cloned());
        memory.carries = spoken.is_some() || self.read.quotes.is_empty();
        if spoken.is_some() {
            memory.last = spoken;
        }
        speakers
    }

    fn span(&self, from: usize, to: usize) -> Span {
        Span { block: self.block, range: self.tokens.range(from, to) }
    }

    /// The act of saying that a quotation belongs to: in its sentence, the nearest one, behind before ahead.
    fn governing(&self, quote: &std::ops::Range<usize>) -> Option<usize> {
        let sentence = self.sentence_of(quote);
        let reports = self.read.reports.iter().enumerate();
        let within = reports.filter(|(_, it)| sentence.contains(&it.verb));
        let distance = |report: &Report| {
            let cue = &report.cue;
            let (gap, ahead) = if cue.start >= quote.end { (cue.start - quote.end, 0) } else { (quote.start.saturating_sub(cue.end), 1) };
            // A quotation inside what is said belongs to that saying, however far.
            let outside = usize::from(!(report.content.start <= quote.start && quote.end <= report.content.end + 1));
            (outside * 12 + gap, ahead)
        };
        within.min_by_key(|(_, it)| distance(it)).map(|(at, _)| at)
    }

    /// The writer's sentence around a quotation: stops within quotation marks do not end it.
    fn sentence_of(&self, quote: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        let sentences = &self.read.prose.sentences;
        let mut first = sentences.iter().position(|it| it.end > quote.start).unwrap_or(0);
        let mut last = sentences.iter().position(|it| it.end >= quote.end).unwrap_or(sentences.len().saturating_sub(1));
        let cut = |at: usize| self.read.quotes.iter().any(|it| it.tokens.start < at && at < it.tokens.end);
        while first > 0 && sentences.get(first).is_some_and(|it| cut(it.start)) {
            first -= 1;
        }
        while last + 1 < sentences.len() && sentences.get(last).is_some_and(|it| cut(it.end)) {
            last += 1;
        }
        let start = sentences.get(first).map_or(0, |it| it.start);
        start..sentences.get(last).map_or(self.tokens.len(), |it| it.end)
    }

    fn kind(&self, quote: &super::QuoteSpan, governed: bool) -> QuoteKind {
        let inner = quote.inner();
        let words = inner.clone().filter(|&at| matches!(self.tokens.kind(at), Kind::Word | Kind::Number)).count();
        let last = inner.end.saturating_sub(1);
        let closed = matches!(self.tokens.kind(last), Kind::Comma | Kind::Stop | Kind::Ellipsis);
        let capital = self.tokens.at(inner.start).has_capital();
        let starts_clause = quote.tokens.start == 0 || !matches!(self.tokens.kind(quote.tokens.start - 1), Kind::Word);
        if words <= 3 && !(governed && closed && capital && starts_clause) {
            return QuoteKind::Scare;
        }
        if closed && capital && starts_clause { QuoteKind::Direct } else { QuoteKind::Mixed }
    }

    /// Who an act of saying is of; what was learnt is remembered.
    fn speaker(&self, report: &Report, memory: &mut Memory) -> Option<Speaker> {
        let speaker = match &report.subject {
            Subject::Name(name) => self.person_of(*name).map(Speaker::Person),
            Subject::Pronoun(at) => self.pronoun(*at, memory),
            Subject::Phrase(words) => self.phrase(words, memory),
        };
        match &speaker {
            Some(Speaker::Person(person)) => memory.person = Some(*person),
            Some(Speaker::Body(body)) => memory.body = Some(body.clone()),
            None => {}
        }
        speaker
    }

    /// The person of the mention that a candidate became.
    fn person_of(&self, name: usize) -> Option<PersonIx> {
        let range = self.read.names.get(name)?.range;
        let here = |mention: &&super::Mention| mention.span.block == self.block && mention.span.range.overlaps(range);
        self.facts.mentions.iter().find(here).map(|mention| mention.person)
    }

    fn pronoun(&self, at: usize, memory: &Memory) -> Option<Speaker> {
        if self.tokens.is_word(at, "it") {
            return memory.body.clone().map(Speaker::Body);
        }
        if self.tokens.is_word(at, "they") {
            return memory.body.clone().map(Speaker::Body).or_else(|| memory.last.clone());
        }
        // "But Lavrov "did not make any propositions," he said": the speaker before, not the nearest name; without
        // one, the subject of the sentence before.
        memory.person.or_else(|| self.named_before(at)).map(Speaker::Person)
    }

    /// The last person named outside quotations before a token of this block, or in the block before.
    fn named_before(&self, at: usize) -> Option<PersonIx> {
        let byte = self.tokens.at(at).start;
        let before = |mention: &&super::Mention| {
            let place = (mention.span.block, mention.span.range.start);
            place < (self.block, byte) && mention.span.block + 2 > self.block && !mention.in_quote && mention.zone == Zone::Body
        };
        self.facts.mentions.iter().rev().find(before).map(|mention| mention.person)
    }

    fn phrase(&self, words: &std::ops::Range<usize>, memory: &Memory) -> Option<Speaker> {
        let text = self.tokens.span(words.start, words.end);
        let head = super::phrase::head(self.tokens, words.clone());
        // "the statement said", "the report added": whoever issued it.
        let paper = self.tokens.is_any(head, &["statement", "communique", "communiqué", "report", "letter", "document"]);
        if paper && words.len() <= 2 && let Some(body) = &memory.body {
            return Some(Speaker::Body(body.clone()));
        }
        // "the ministry said": the body named in full before.
        if words.len() <= 2 && self.tokens.is(words.start, Class::DETERMINER)
            && let Some(body) = memory.body.as_ref().filter(|body| body.to_lowercase().contains(&self.tokens.str(head).to_lowercase()))
        {
            return Some(Speaker::Body(body.clone()));
        }
        if let Some(person) = self.described(words, head) {
            return Some(Speaker::Person(person));
        }
        Some(Speaker::Body(text.to_owned()))
    }

    /// "the head of the Syrian National Council": the one person of the article with such a role.
    fn described(&self, words: &std::ops::Range<usize>, head: usize) -> Option<PersonIx> {
        if !self.tokens.is(head, Class::ROLE) {
            return None;
        }
        let written = self.tokens.str(head).to_lowercase();
        let noun = synonym(&written);
        let capitals: Vec<String> = words.clone().filter(|&at| self.tokens.at(at).has_capital() && !self.tokens.is(at, Class::FUNCTION)).map(|at| super::block::folded(self.tokens, at)).collect();
        let fits = |person: &super::Person| {
            person.roles.iter().any(|role| {
                synonym(&role.head) == noun && (capitals.is_empty() || capitals.iter().filter(|it| role.bodies.contains(it)).count() * 2 > capitals.len())
            })
        };
        let mut found = self.facts.people.iter().enumerate().filter(|(_, person)| fits(person));
        let first = found.next()?;
        found.next().is_none().then(|| PersonIx(offset(first.0)))
    }
}

/// One word for the roles that newspapers use for each other.
pub(crate) fn synonym(head: &str) -> &str {
    match head {
        "head" | "chief" | "leader" | "chairman" | "chairwoman" | "chair" | "chairperson" | "boss" => "leader",
        "envoy" | "mediator" | "emissary" | "representative" => "envoy",
        "spokesman" | "spokeswoman" | "spokesperson" => "spokesperson",
        "premier" => "prime minister",
        "lawmaker" | "legislator" | "mp" | "parliamentarian" | "congressman" | "congresswoman" | "deputy" => "lawmaker",
        "lawyer" | "attorney" | "solicitor" | "barrister" => "lawyer",
        other => other,
    }
}

/// The bytes of a quotation's inside, for showing.
pub fn inner_range(facts: &Facts, quote: &Quote) -> TextRange {
    let text = facts.text(quote.span);
    let trimmed = text.trim_matches(|ch: char| matches!(ch, '"' | '“' | '”' | '«' | '»' | '„' | '‘' | '’' | '\'') || ch.is_whitespace());
    let skip = text.find(trimmed).unwrap_or(0);
    TextRange::from(skip..skip + trimmed.len()).shift(quote.span.range.start)
}

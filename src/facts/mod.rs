//! What one article says: people, roles, quotations, sources, figures.
//!
//! What can be read from one block alone is read once and kept with the block ([`BlockFacts`]); the rest is worked
//! out for the whole article from these, and its cost is linear in names and figures, not in bytes.

mod block;
mod claim;
mod count;
mod effect;
mod frame;
mod office;
mod people;
mod phrase;
mod quote;
mod role;
mod speaker;
mod speech;

use std::sync::Arc;

pub use block::{BlockFacts, NameSpan};
pub use claim::{ClaimSpan, Share};
pub use effect::Effect;
pub use frame::{Claim, ClaimKind, Scope, Source, VictimClass, Victims, Window};
use jiff::civil::Date;
pub use office::Office;
pub use people::{Introduction, Mention, MentionKind, Person, PersonIx, Role};
pub use quote::QuoteSpan;
pub use role::Position;
pub(crate) use speaker::synonym;
pub use speaker::{Quote, QuoteKind, Speaker};
pub use speech::{Report, Subject};

use crate::article::{Article, Span};
use crate::text::{TextRange, slice};

/// From where an article's date is known, best evidence first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum DateBasis {
    /// The article's own front matter.
    FrontMatter,
    /// The record of an archive that holds the article.
    Record,
    /// The project file.
    Project,
    /// The file's name: `2011-06-28-moscow.md`.
    FileName,
}

/// The day an article is of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Dated {
    /// The day.
    pub date: Date,
    /// How it is known.
    pub basis: DateBasis,
}

/// What is known of an article from outside its text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Given {
    /// The day the project file or the file's name gives.
    pub date: Option<Dated>,
    /// A title that stands outside the text, in an archive's record.
    pub title: Option<String>,
}

/// What one version of an article says.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The article.
    pub article: Article,
    /// What each of its blocks says, in the same order.
    pub blocks: Vec<Arc<BlockFacts>>,
    /// The day it is of.
    pub date: Option<Dated>,
    /// All mentions of persons, in order of place.
    pub mentions: Vec<Mention>,
    /// The persons they are of.
    pub people: Vec<Person>,
    /// Who speaks each act of saying, by block, in the order of [`BlockFacts::reports`].
    pub speakers: Vec<Vec<Option<Speaker>>>,
    /// All quotations, in order of place.
    pub quotes: Vec<Quote>,
    /// All casualty figures, in order of place.
    pub claims: Vec<Claim>,
}

impl Facts {
    /// Reads an article; blocks that `previous` has read already are taken over from it.
    pub fn read(article: Article, given: &Given, previous: Option<&Self>) -> Self {
        let blocks = read_blocks(&article, previous);
        let matter = article.meta.date().map(|it| Dated { date: it.date, basis: DateBasis::FrontMatter });
        let date = matter.or(given.date);
        let (mentions, people) = people::resolve(&article, &blocks);
        let mut facts =
            Self { article, blocks, date, mentions, people, speakers: Vec::new(), quotes: Vec::new(), claims: Vec::new() };
        (facts.speakers, facts.quotes) = speaker::attribute(&facts);
        facts.claims = frame::frames(&facts);
        facts
    }

    /// The words of a span, without markup.
    pub fn text(&self, span: Span) -> &str {
        self.article.blocks.get(span.block as usize).map_or("", |block| slice(&block.prose.text, span.range))
    }

    /// The bytes of the source that a span stands for.
    pub fn source(&self, span: Span) -> TextRange {
        self.article.blocks.get(span.block as usize).map_or_else(TextRange::default, |block| block.source(span.range))
    }

    /// The mention at a byte of the source.
    pub fn mention_at(&self, at: u32) -> Option<&Mention> {
        self.mentions.iter().find(|mention| self.source(mention.span).touches(at))
    }

    /// How long the long event of the article has lasted: "a three-month revolt", wherever the text says so first.
    pub fn lasting(&self) -> Option<(f64, crate::language::time::Unit, bool)> {
        frame::lasting(self)
    }

    /// The words of a claim's sentence that name what happened and where: small, sorted, without figures and frames.
    pub fn event_words(&self, claim: &Claim) -> Vec<String> {
        frame::event_words(self, claim)
    }

    /// The figure at a byte of the source, and its index.
    pub fn claim_at(&self, at: u32) -> Option<(usize, &Claim)> {
        let shown = self.claims.iter().enumerate().filter(|(_, it)| !it.implied);
        let touching = shown.filter(|(_, it)| self.source(it.span).touches(at) || self.source(it.trigger_span).touches(at));
        touching.min_by_key(|(_, it)| (!self.source(it.span).touches(at), it.span.range.len()))
    }

    /// The quotation at a byte of the source.
    pub fn quote_at(&self, at: u32) -> Option<&Quote> {
        self.quotes.iter().filter(|it| self.source(it.span).touches(at)).min_by_key(|it| it.span.range.len())
    }

    /// A person.
    pub fn person(&self, person: PersonIx) -> Option<&Person> {
        self.people.get(person.0 as usize)
    }
}

/// The facts of all blocks. An edit leaves blocks before and behind it as they were.
fn read_blocks(article: &Article, previous: Option<&Facts>) -> Vec<Arc<BlockFacts>> {
    let old: &[Arc<BlockFacts>] = previous.map_or(&[], |facts| &facts.blocks);
    let new = &article.blocks;
    let same = |(block, facts): &(&crate::article::Block, &Arc<BlockFacts>)| Arc::ptr_eq(&block.prose, &facts.prose);
    let prefix = new.iter().zip(old).take_while(same).count();
    let room = new.len().min(old.len()) - prefix;
    let suffix = new.iter().rev().zip(old.iter().rev()).take(room).take_while(same).count();
    let known = |index: usize| match index {
        _ if index < prefix => old.get(index),
        _ if index >= new.len() - suffix => old.get(index + old.len() - new.len()),
        _ => None,
    };
    let read = |(index, block): (usize, &crate::article::Block)| {
        known(index).map_or_else(|| Arc::new(BlockFacts::read(Arc::clone(&block.prose))), Arc::clone)
    };
    new.iter().enumerate().map(read).collect()
}

//! Who says what: verbs of saying with their subject and the words they govern, within one block.

use std::ops::Range;

use super::phrase::{is_adverb, is_hard_stop, phrase_end, phrase_start};
use super::quote::QuoteSpan;
use crate::language::lexicon::Class;
use crate::language::tagger::Candidate;
use crate::language::token::{Kind, Tokens};

/// Who is named as saying something; token indices of the block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subject {
    /// A name that stands as subject: the candidate's index in the block.
    Name(usize),
    /// "he", "she", "it", "they": the token.
    Pronoun(usize),
    /// Any other phrase: "Rights groups", "the Russian foreign ministry".
    Phrase(Range<usize>),
}

/// One act of saying within a block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// The verb, or "according".
    pub verb: usize,
    /// Who says it.
    pub subject: Subject,
    /// Subject and verb together, for showing.
    pub cue: Range<usize>,
    /// What is said, as far as it stands in the same sentence.
    pub content: Range<usize>,
    /// The sentence's index.
    pub sentence: usize,
}

/// Finds the acts of saying of a block. Words within quotation marks are what was said, never who said it.
pub(super) fn reports(tokens: Tokens<'_>, sentences: &[Range<usize>], quotes: &[QuoteSpan], names: &[Candidate]) -> Vec<Report> {
    let finder = Finder { tokens, quotes, names };
    let mut found = Vec::new();
    for (number, sentence) in outer_sentences(sentences, quotes).into_iter().enumerate() {
        for index in sentence.clone() {
            if let Some(report) = finder.at(index, &sentence, number) {
                found.push(report);
            }
        }
        finder.bound_contents(&mut found, number);
    }
    found
}

/// Sentences as the writer's: a stop within a quotation does not end the sentence that quotes.
fn outer_sentences(sentences: &[Range<usize>], quotes: &[QuoteSpan]) -> Vec<Range<usize>> {
    let mut outer: Vec<Range<usize>> = Vec::new();
    for sentence in sentences {
        let split_in_quote = |last: &Range<usize>| {
            quotes.iter().any(|quote| quote.tokens.start < last.end && last.end < quote.tokens.end)
        };
        match outer.last_mut() {
            Some(last) if split_in_quote(last) => last.end = sentence.end,
            _ => outer.push(sentence.clone()),
        }
    }
    outer
}

struct Finder<'a> {
    tokens: Tokens<'a>,
    quotes: &'a [QuoteSpan],
    names: &'a [Candidate],
}

impl Finder<'_> {
    fn in_quote(&self, index: usize) -> bool {
        self.quotes.iter().any(|quote| quote.tokens.contains(&index))
    }

    fn name_ending_at(&self, end: usize) -> Option<usize> {
        self.names.iter().position(|name| name.tokens.end == end && name.probability >= 0.3)
    }

    fn name_starting_at(&self, start: usize) -> Option<usize> {
        self.names.iter().position(|name| name.tokens.start == start && name.probability >= 0.3)
    }

    fn at(&self, index: usize, sentence: &Range<usize>, number: usize) -> Option<Report> {
        let tokens = self.tokens;
        if tokens.is_word(index, "according") && tokens.is_word(index + 1, "to") && !self.in_quote(index) {
            return self.according_to(index, sentence, number);
        }
        if !tokens.is(index, Class::SAY) || self.in_quote(index) || !self.is_verb(index) {
            return None;
        }
        let (subject, cue) = self.subject_before(index, sentence).or_else(|| self.subject_after(index, sentence))?;
        let content = self.content(index, &cue, sentence);
        Some(Report { verb: index, subject, cue, content, sentence: number })
    }

    /// Words that may be nouns as well count only in the frame of a verb: "reports that", not "his reports".
    fn is_verb(&self, index: usize) -> bool {
        let tokens = self.tokens;
        // "ten people are confirmed dead", "nine were reported hurt": nobody is named as saying it.
        let mut before = index.wrapping_sub(1);
        while is_adverb(tokens, before) {
            before = before.wrapping_sub(1);
        }
        if tokens.is(before, Class::BE) && !tokens.str(index).ends_with("ing") {
            return false;
        }
        let doubtful = [
            "report", "reports", "claim", "claims", "state", "states", "estimate", "estimates", "call", "calls", "order", "post",
            "posts", "comment", "comments", "demand", "demands", "answer", "answers", "note", "notes", "hint", "hints", "cry", "joke",
            "jokes", "promise", "promises", "pledge", "pledges", "vow", "vows", "quote", "quotes", "remark", "remarks", "put", "puts",
            "respond", "posted", "called", "calling", "speak", "spoke", "voiced", "stated", "relate", "related", "cited", "ordered", "expressed", "posting",
        ];
        if !tokens.is_any(index, &doubtful) {
            return true;
        }
        let noun = tokens.is(index.wrapping_sub(1), Class::DETERMINER) || tokens.kind(index.wrapping_sub(1)) == Kind::Possessive;
        let quote_near = (index + 1..index + 5).any(|at| tokens.kind(at) == Kind::Quote);
        let that = tokens.is_word(index + 1, "that");
        let toll = tokens.is_any(index, &["put", "puts"]) && (index + 1..index + 8).any(|at| tokens.is_word(at, "at"));
        let trailing = tokens.kind(index + 1) == Kind::Stop && tokens.is_any(index, &["reported", "reports", "stated", "posted"]);
        !noun && (that || quote_near || toll || trailing)
    }

    /// "Rights groups say", "Hassan Abdul-Azim, the head of the body, said", "he later said".
    fn subject_before(&self, verb: usize, sentence: &Range<usize>) -> Option<(Subject, Range<usize>)> {
        let tokens = self.tokens;
        let mut end = verb;
        // "Police on Monday said", "has repeatedly said"
        while end > sentence.start && self.is_between(end - 1) {
            end -= 1;
        }
        if end == sentence.start || self.in_quote(end - 1) {
            return None;
        }
        if tokens.kind(end - 1) == Kind::Comma {
            return self.before_apposition(end - 1, sentence, verb).or_else(|| self.main_subject(verb, sentence));
        }
        if tokens.is(end - 1, Class::PRONOUN) {
            let relative = tokens.is_any(end - 1, &["who", "which"]);
            if relative {
                // "Khatib, who said": the name stands before the comma.
                let before = if tokens.kind(end.wrapping_sub(2)) == Kind::Comma { end - 2 } else { end - 1 };
                return self.name_ending_at(before).map(|name| (Subject::Name(name), self.name_start(name)..verb + 1));
            }
            let spoken = tokens.is_any(end - 1, &["he", "she", "it", "they"]);
            return spoken.then_some((Subject::Pronoun(end - 1), end - 1..verb + 1));
        }
        if let Some(name) = self.name_ending_at(end) {
            return Some((Subject::Name(name), self.name_start(name)..verb + 1));
        }
        let start = phrase_start(tokens, end, sentence.start);
        if start >= end {
            return self.main_subject(verb, sentence);
        }
        // A participle ("saying", "adding") takes the subject of its sentence, not the noun before it.
        if tokens.str(verb).ends_with("ing") {
            return self.main_subject(verb, sentence);
        }
        Some((Subject::Phrase(start..end), start..verb + 1))
    }

    fn name_start(&self, name: usize) -> usize {
        self.names.get(name).map_or(0, |name| name.tokens.start)
    }

    fn is_between(&self, index: usize) -> bool {
        let tokens = self.tokens;
        let day = tokens.is(index, Class::WEEKDAY) || (tokens.is_word(index, "on") && tokens.is(index + 1, Class::WEEKDAY));
        day || is_adverb(tokens, index) || tokens.is(index, Class::AUXILIARY)
    }

    /// The name or phrase before an apposition that the comma at `close` ends.
    fn before_apposition(&self, close: usize, sentence: &Range<usize>, verb: usize) -> Option<(Subject, Range<usize>)> {
        let tokens = self.tokens;
        let floor = sentence.start.max(close.saturating_sub(40));
        for open in (floor..close).rev() {
            if self.in_quote(open) || is_hard_stop(tokens, open) {
                return None;
            }
            if tokens.kind(open) != Kind::Comma && tokens.kind(open) != Kind::Open {
                continue;
            }
            if let Some(name) = self.name_ending_at(open) {
                return Some((Subject::Name(name), self.name_start(name)..verb + 1));
            }
        }
        None
    }

    /// The subject of the whole sentence: its first name, pronoun or phrase.
    fn main_subject(&self, verb: usize, sentence: &Range<usize>) -> Option<(Subject, Range<usize>)> {
        let tokens = self.tokens;
        if !tokens.str(verb).ends_with("ing") {
            return None;
        }
        // "... he said, stressing that": the nearest act of saying before speaks on.
        let earlier = (sentence.start..verb).rev().find(|&at| {
            tokens.is(at, Class::SAY) && !tokens.str(at).ends_with("ing") && !self.in_quote(at) && self.is_verb(at)
        });
        if let Some(found) = earlier.and_then(|at| self.subject_before(at, sentence).or_else(|| self.subject_after(at, sentence))) {
            return Some((found.0, verb..verb + 1));
        }
        let first = (sentence.start..verb).find(|&at| tokens.kind(at) == Kind::Word && !self.in_quote(at))?;
        let first = if tokens.is_any(first, &["but", "and", "meanwhile", "however"]) { first + 1 } else { first };
        if let Some(name) = self.names.iter().position(|name| name.tokens.start >= first && name.tokens.end <= verb && name.probability >= 0.3)
            && (first..self.name_start(name)).all(|at| !tokens.is(at, Class::AUXILIARY) && tokens.kind(at) == Kind::Word)
        {
            return Some((Subject::Name(name), verb..verb + 1));
        }
        if tokens.is(first, Class::PRONOUN) {
            return Some((Subject::Pronoun(first), verb..verb + 1));
        }
        let end = (first..verb).find(|&at| tokens.is(at, Class::AUXILIARY) || tokens.kind(at) == Kind::Comma || is_adverb(tokens, at) || tokens.is(at, Class::SAY))?;
        (end > first).then_some((Subject::Phrase(first..end), verb..verb + 1))
    }

    /// "said Khatib", "said State Department spokesperson Victoria Nuland"
    fn subject_after(&self, verb: usize, sentence: &Range<usize>) -> Option<(Subject, Range<usize>)> {
        let tokens = self.tokens;
        let inverted = verb == sentence.start || matches!(tokens.kind(verb - 1), Kind::Comma | Kind::Quote | Kind::Dash | Kind::Stop) || self.in_quote(verb - 1);
        if !inverted || !tokens.is_any(verb, &["said", "says", "added", "adds", "told", "asked", "wrote", "warned", "explained", "declared", "claimed", "reported", "stated", "argued", "insisted", "replied", "noted", "continued", "recalled", "announced", "according"]) {
            return None;
        }
        let start = verb + 1;
        if let Some(name) = self.name_starting_at(start) {
            return Some((Subject::Name(name), verb..self.names.get(name).map_or(start, |it| it.tokens.end)));
        }
        let end = phrase_end(tokens, start, sentence.end.min(start + 14), true);
        // "said State Department spokesperson Victoria Nuland": the name ends the phrase.
        if let Some(name) = self.names.iter().position(|name| name.tokens.start > start && name.tokens.start < end && name.probability >= 0.3) {
            return Some((Subject::Name(name), verb..self.names.get(name).map_or(end, |it| it.tokens.end)));
        }
        // "said Ahmad, a doctor": handled above; "said the ministry": a phrase. "said he": a pronoun.
        if tokens.is(start, Class::PRONOUN) {
            return Some((Subject::Pronoun(start), verb..start + 1));
        }
        let nominal = tokens.is(start, Class::DETERMINER) || tokens.at(start).has_capital() || tokens.is(start, Class::PEOPLE.or(Class::GROUP).or(Class::ROLE));
        (end > start && nominal).then_some((Subject::Phrase(start..end), verb..end))
    }

    fn according_to(&self, index: usize, sentence: &Range<usize>, number: usize) -> Option<Report> {
        let start = index + 2;
        let end = phrase_end(self.tokens, start, sentence.end, true);
        let named = self.names.iter().position(|name| name.tokens.start >= start && name.tokens.start < end.max(start + 1) && name.probability >= 0.3);
        let subject = match named {
            Some(name) if self.names.get(name).is_some_and(|it| it.tokens.end >= end) => Subject::Name(name),
            _ if end > start => Subject::Phrase(start..end),
            _ => return None,
        };
        let content = if index > sentence.start + 1 { sentence.start..index } else { end..sentence.end };
        Some(Report { verb: index, subject, cue: index..end.max(start), content, sentence: number })
    }

    /// What the verb governs: behind it, or before it when it ends the sentence.
    fn content(&self, verb: usize, cue: &Range<usize>, sentence: &Range<usize>) -> Range<usize> {
        let tokens = self.tokens;
        let trailing = {
            let behind = tokens.kind(cue.start.wrapping_sub(1));
            let after_comma = cue.start > sentence.start && (matches!(behind, Kind::Comma | Kind::Quote | Kind::Dash) || self.in_quote(cue.start - 1));
            let that = tokens.is_word(verb + 1, "that") || tokens.kind(verb + 1) == Kind::Colon;
            after_comma && !that && self.rest_is_frame(cue.end.max(verb + 1), sentence)
        };
        if trailing { sentence.start..cue.start } else { cue.end.max(verb + 1)..sentence.end }
    }

    /// Whether what follows only says when, where and to whom: "..., he said on Tuesday in a statement."
    fn rest_is_frame(&self, from: usize, sentence: &Range<usize>) -> bool {
        let tokens = self.tokens;
        let next = tokens.at(from);
        from >= sentence.end
            || matches!(next.kind, Kind::Stop | Kind::Comma | Kind::Quote | Kind::Dash)
            || next.is(Class::WEEKDAY)
            || tokens.is_any(from, &["on", "in", "at", "after", "during", "as", "when", "while", "by", "by", "from", "through", "via", "to", "reporters", "journalists", "late", "early", "yesterday", "today", "earlier", "later", "of", "about", "before", "following"])
            || sentence.end - from <= 2
    }

    /// A report's content ends where the next report of the sentence begins: "the UN says A, while Syria says B".
    fn bound_contents(&self, found: &mut [Report], number: usize) {
        let starts: Vec<(usize, usize)> = found.iter().enumerate().filter(|(_, it)| it.sentence == number).map(|(at, it)| (at, it.cue.start)).collect();
        for &(at, _) in &starts {
            let Some(verb) = found.get(at).map(|it| it.verb) else { continue };
            let next = starts.iter().map(|&(_, start)| start).filter(|&start| start > verb + 1).min();
            if let (Some(next), Some(report)) = (next, found.get_mut(at))
                && report.content.start > verb
                && next < report.content.end
            {
                let joined = (report.content.start..next).rev().take(3).any(|it| self.tokens.is_any(it, &["while", "and", "but", "whereas"]) || self.tokens.kind(it) == Kind::Colon);
                if joined {
                    report.content.end = next.max(report.content.start);
                }
            }
        }
    }
}

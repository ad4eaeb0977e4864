//! Counted noun phrases: a number with the people it counts, as far as they are named.

use std::ops::Range;

use super::effect::{Form, trigger};
use super::phrase::is_adverb;
use crate::language::lexicon::Class;
use crate::language::number::{Number, NumberKind};
use crate::language::places::{self, PlaceKind};
use crate::language::token::{Kind, Tokens};

/// A number and what it counts. Token indices of the block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Count {
    /// Which of the block's numbers; none for "a soldier".
    pub(super) number: Option<usize>,
    /// Everything, from the hedge to the last noun: "at least 12 British soldiers".
    pub(super) tokens: Range<usize>,
    /// The number's words.
    pub(super) core: Range<usize>,
    /// The counted noun with its adjectives; empty when none stands there.
    pub(super) noun: Range<usize>,
    /// "more", "another", "further": comes on top of an earlier figure.
    pub(super) more: bool,
    /// "others", "other people": besides those just named.
    pub(super) other: bool,
    /// "12 of the passengers", "two of them": a part of something named.
    pub(super) of: bool,
    /// Counts something that is no person, as far as its noun tells.
    pub(super) thing: bool,
}

impl Count {
    /// The noun that carries the phrase.
    pub(super) fn head(&self) -> Option<usize> {
        (!self.noun.is_empty()).then(|| self.noun.end - 1)
    }
}

/// The counted phrases of a sentence, in order.
pub(super) fn counts(tokens: Tokens<'_>, numbers: &[Number], sentence: &Range<usize>) -> Vec<Count> {
    let mut found: Vec<Count> = Vec::new();
    for (index, number) in numbers.iter().enumerate() {
        let within = sentence.start <= number.tokens.start && number.tokens.end <= sentence.end;
        // "many" and "numerous" are no counts that a desk could hold against another.
        let counts = number.kind == NumberKind::Cardinal && !tokens.is_any(number.core_tokens.start, &["many", "numerous", "few", "some"]);
        if within && counts {
            let before = number.tokens.start.checked_sub(1);
            let mut count = phrase(tokens, number.tokens.clone(), number.core_tokens.clone(), sentence.end);
            count.number = Some(index);
            if let Some(before) = before.filter(|&at| tokens.is_any(at, &["another", "further", "additional"])) {
                count.more = true;
                count.tokens.start = before;
            }
            found.push(count);
        }
    }
    for at in sentence.clone() {
        let single = tokens.is_any(at, &["a", "an"]) && tokens.kind(at) == Kind::Word;
        if single && !found.iter().any(|it| it.tokens.contains(&at)) {
            let count = phrase(tokens, at..at + 1, at..at + 1, sentence.end);
            let person = count.head().is_some_and(|head| is_person_noun(tokens, head));
            if person && !count.thing {
                found.push(count);
            }
        }
    }
    found.sort_by_key(|it| it.tokens.start);
    found
}

/// A noun for one person, by the lists: "soldier", "woman".
fn is_person_noun(tokens: Tokens<'_>, head: usize) -> bool {
    tokens.is(head, Class::ROLE) || tokens.is_any(head, &["man", "woman", "child", "boy", "girl", "person", "civilian", "bystander", "passerby", "passer-by", "marine", "american", "briton", "palestinian", "israeli", "iraqi", "teenager", "toddler", "infant", "baby", "passenger", "pedestrian", "bodyguard", "driver", "policeman"])
}

/// Reads on from a number to the noun it counts.
fn phrase(tokens: Tokens<'_>, whole: Range<usize>, core: Range<usize>, ceiling: usize) -> Count {
    let mut at = whole.end;
    let (mut more, mut other, mut of) = (false, false, false);
    loop {
        if tokens.is_any(at, &["more", "additional", "further"]) && !tokens.is_word(at + 1, "than") {
            more = true;
            at += 1;
        } else if tokens.is_any(at, &["other", "others"]) {
            other = true;
            at += 1;
        } else {
            break;
        }
    }
    if tokens.is_word(at, "of") && at < ceiling {
        // "hundreds of people", "12 of the passengers", "two of them", "three of its crew"
        let definite = tokens.is(at + 1, Class::DETERMINER.or(Class::PRONOUN)) || tokens.is_any(at + 1, &["them", "whom", "which", "those"]);
        of = definite;
        at += 1;
        while tokens.is(at, Class::DETERMINER) && !tokens.is_any(at, &["that"]) || tokens.is_any(at, &["them", "whom", "which"]) {
            at += 1;
        }
    }
    let start = at;
    let end = noun_end(tokens, start, ceiling);
    let noun = start..end;
    let thing = is_thing(tokens, &noun);
    Count { number: None, tokens: whole.start..end.max(at), core, noun, more, other, of, thing }
}

/// Where the noun ends: before verbs, clause words, marks and phrases of time.
fn noun_end(tokens: Tokens<'_>, start: usize, ceiling: usize) -> usize {
    let mut end = start;
    while end < ceiling && end - start < 9 {
        let token = tokens.at(end);
        let stays = match token.kind {
            Kind::Word => stays_in_noun(tokens, end, start),
            Kind::Number => token.hyphen,
            Kind::Possessive => end > start && tokens.kind(end + 1) == Kind::Word && !tokens.is(end + 1, Class::FUNCTION),
            _ => false,
        };
        if !stays {
            break;
        }
        end += 1;
    }
    // "soldiers and police", "Iraqi police and national guards": one group of two nouns.
    let joins = tokens.is_any(end, &["and", "or"]) && end > start && is_people(tokens, end - 1);
    if joins {
        let next = noun_end(tokens, end + 1, ceiling.min(end + 4));
        if next > end + 1 && is_people(tokens, next - 1) && !(end + 1..next).any(|at| tokens.is(at, Class::NUMERAL)) {
            return next;
        }
    }
    end
}

/// A noun for several people: "soldiers", "Iraqis".
fn is_people(tokens: Tokens<'_>, at: usize) -> bool {
    let people = tokens.is(at, Class::PEOPLE) || tokens.is_any(at, &["police", "troops", "personnel"]);
    let nation = tokens.str(at).ends_with('s') && matches!(places::at(tokens, at), Some((1, PlaceKind::People(_))));
    people || nation
}

fn stays_in_noun(tokens: Tokens<'_>, at: usize, start: usize) -> bool {
    let token = tokens.at(at);
    if token.is(Class::FUNCTION.or(Class::WEEKDAY).or(Class::MONTH)) && !tokens.is_word(at, "us") || token.is(Class::NUMERAL) {
        return token.is(Class::FUNCTION) && token.case == crate::language::token::Case::Upper;
    }
    let next_is_noun = tokens.kind(at + 1) == Kind::Word && !tokens.is(at + 1, Class::FUNCTION.or(Class::WEEKDAY).or(Class::VERB).or(Class::SAY));
    if let Some(found) = trigger(tokens, at) {
        // "12 wounded soldiers", "12 flu deaths": an adjective before its noun, or the noun itself.
        let nominal = matches!(found.form, Form::Noun | Form::Lives | Form::Bodies | Form::Captives);
        let adjective = matches!(found.form, Form::Participle | Form::Adjective) && next_is_noun && at == start && trigger(tokens, at + 1).is_none() && tokens.is(at + 1, Class::PEOPLE);
        return nominal || adjective;
    }
    let word = tokens.str(at);
    if token.has_capital() {
        return true;
    }
    if token.is(Class::SAY.or(Class::VERB)) && !token.is(Class::PEOPLE.or(Class::ROLE)) {
        return false;
    }
    if word.ends_with("ing") && !token.hyphen && word.len() > 5 {
        return false;
    }
    // "armed men", but "people wounded", "people reported dead"
    if word.ends_with("ed") && !token.hyphen && word.len() > 3 {
        return next_is_noun && trigger(tokens, at + 1).is_none();
    }
    !is_adverb(tokens, at)
}

/// Houses, miles, days: by the last noun, or by the first when a known thing stands there.
fn is_thing(tokens: Tokens<'_>, noun: &Range<usize>) -> bool {
    let Some(head) = (!noun.is_empty()).then(|| noun.end - 1) else { return false };
    let nominal = trigger(tokens, head).is_some_and(|it| matches!(it.form, Form::Noun | Form::Lives | Form::Bodies | Form::Captives));
    if nominal || tokens.is(head, Class::PEOPLE) {
        return false;
    }
    tokens.is(head, Class::THING.or(Class::TIME_UNIT)) || (noun.len() > 1 && tokens.is(noun.start, Class::TIME_UNIT))
}

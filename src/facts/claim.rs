//! Casualty claims of one block: which figure says how many were killed, hurt, lost or taken.
//!
//! A figure is tied to the word that governs it by its frame: subject, object, "deaths of", "including". Words
//! merely nearby govern nothing.

use std::ops::Range;

use super::count::{Count, counts};
use super::effect::{Effect, Form, Trigger, trigger};
use super::phrase::{is_adverb, is_hard_stop};
use crate::language::lexicon::Class;
use crate::language::number::Number;
use crate::language::token::{Kind, Tokens};

/// What a claim's figure is to the other figures, as far as its own sentence tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Share {
    /// Stands for itself.
    Whole,
    /// "including 12", "12 of them", "among them 12": a part of a figure before it, or of one not named.
    Part,
    /// "12 more", "another 12": on top of an earlier figure.
    Addition,
}

/// A figure with its effect within one block; token indices of the block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClaimSpan {
    /// Which of the block's numbers; none for "a soldier".
    pub number: Option<usize>,
    /// The figure with its hedge and its noun: "at least 12 British soldiers".
    pub tokens: Range<usize>,
    /// The number's words.
    pub core: Range<usize>,
    /// The counted noun: "British soldiers". May be empty.
    pub noun: Range<usize>,
    /// What happened to them.
    pub effect: Effect,
    /// The words that say so.
    pub trigger: Range<usize>,
    /// What the figure is to others.
    pub share: Share,
    /// The claim of this block that it is a part of, by index.
    pub part_of: Option<usize>,
    /// Whether the counted are "others": those just named are left out.
    pub other: bool,
    /// "12 bodies": found so far, not the toll.
    pub bodies: bool,
    /// "the toll": cumulative by its nature.
    pub toll: bool,
    /// "may have killed", "could kill", "no one was killed": did not happen, or not yet.
    pub unreal: bool,
    /// "100 a day": a rate.
    pub rate: bool,
    /// Whether it stands in a relative clause on an event: "violence that has claimed 45,000 lives".
    pub background: bool,
    /// The sentence's index within the block.
    pub sentence: usize,
}

/// The claims of a block, in order of place.
pub(super) fn claims(tokens: Tokens<'_>, sentences: &[Range<usize>], numbers: &[Number]) -> Vec<ClaimSpan> {
    let mut found = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        if opens_list(tokens, sentence.start) && !found.is_empty() {
            take_list(tokens, numbers, sentence, index, &mut found);
            continue;
        }
        let has_trigger = sentence.clone().any(|at| tokens.is(at, Class::EFFECT));
        if !has_trigger {
            continue;
        }
        let counts = counts(tokens, numbers, sentence);
        if !counts.is_empty() {
            Linker { tokens, sentence: sentence.clone(), numbers, owner: vec![None; counts.len()], counts }.run(index, &mut found);
        }
    }
    found
}

/// "Among them are 48 civilians", "Of these, nine were soldiers", "They include two women": the list that a sentence
/// gives of those counted in the one before.
fn opens_list(tokens: Tokens<'_>, at: usize) -> bool {
    let them = |at: usize| tokens.is_any(at, &["them", "these", "those"]);
    (tokens.is_any(at, &["among", "of"]) && them(at + 1) && !tokens.is(at + 2, Class::SAY))
        || (tokens.is_any(at, &["they", "these"]) && tokens.is_any(at + 1, &["include", "included"]))
}

/// The counts of such a sentence are parts of the last whole figure before it.
fn take_list(tokens: Tokens<'_>, numbers: &[Number], sentence: &Range<usize>, index: usize, found: &mut Vec<ClaimSpan>) {
    let near = |it: &ClaimSpan| it.sentence + 1 == index && it.share != Share::Part;
    let Some(whole) = found.iter().rposition(near) else { return };
    let Some(like) = found.get(whole).cloned() else { return };
    let mut end = None;
    for count in counts(tokens, numbers, sentence) {
        // The list ends where something else is said: "Among them are two women, officials with 12 years of service said".
        let joined = end.is_none_or(|end: usize| (end..count.tokens.start).all(|at| tokens.kind(at) == Kind::Comma || tokens.is_word(at, "and")));
        if !joined || count.thing {
            break;
        }
        end = Some(count.tokens.end);
        let has_verb = trigger(tokens, count.tokens.end).is_some();
        if has_verb {
            break;
        }
        found.push(ClaimSpan {
            number: count.number,
            tokens: count.tokens.clone(),
            core: count.core.clone(),
            noun: count.noun.clone(),
            share: Share::Part,
            part_of: Some(whole),
            other: count.other,
            rate: false,
            sentence: index,
            ..like.clone()
        });
    }
}

/// How a figure came to its effect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Owner {
    trigger: Trigger2,
    share: Share,
    part_of: Option<usize>,
    unreal: bool,
    background: bool,
}

/// The part of a [`Trigger`] that a claim keeps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Trigger2 {
    from: usize,
    at: usize,
    effect: Effect,
    toll: bool,
    bodies: bool,
}

struct Linker<'a> {
    tokens: Tokens<'a>,
    sentence: Range<usize>,
    numbers: &'a [Number],
    counts: Vec<Count>,
    owner: Vec<Option<Owner>>,
}

impl Linker<'_> {
    fn run(&mut self, sentence: usize, found: &mut Vec<ClaimSpan>) {
        let triggers: Vec<Trigger> = self.sentence.clone().filter_map(|at| trigger(self.tokens, at)).collect();
        // "in addition to the 36 deaths, a dozen have been wounded": a count of deaths is one, whatever follows.
        self.take_deaths();
        // "the bodies of three commandos kidnapped last week": the noun's own figure.
        for it in triggers.iter().filter(|it| matches!(it.form, Form::Noun | Form::Bodies | Form::Lives)) {
            self.take_objects(it);
        }
        // What stands directly before its verb belongs to it, before any verb further left can take it as object; and a
        // finite verb before a bare participle: "22 people injured in the quake have died".
        for finite in [true, false] {
            for it in &triggers {
                if self.is_finite(it) == finite {
                    self.take_subjects(it);
                }
            }
        }
        for it in triggers.iter().filter(|it| !matches!(it.form, Form::Noun | Form::Bodies | Form::Lives)) {
            self.take_objects(it);
        }
        for it in &triggers {
            self.take_number_of(it);
        }
        self.take_nominal_heads();
        self.take_parts(&triggers);
        self.emit(sentence, found);
    }

    /// Whether a verb has a helper or needs none: "were killed", "died"; not "people killed in the blast".
    fn is_finite(&self, it: &Trigger) -> bool {
        match it.form {
            Form::Intransitive => true,
            Form::Participle => self.over_helpers(it.from).0 < it.from,
            _ => false,
        }
    }

    fn count_ending_at(&self, end: usize) -> Option<usize> {
        self.counts.iter().position(|it| it.tokens.end == end)
    }

    fn count_starting_at(&self, start: usize) -> Option<usize> {
        self.counts.iter().position(|it| it.tokens.start == start)
    }

    fn own(&mut self, count: usize, it: &Trigger, share: Share, unreal: bool) -> bool {
        let usable = self.counts.get(count).is_some_and(|it| !it.thing);
        match self.owner.get_mut(count) {
            Some(slot @ None) if usable => {
                *slot = Some(Owner {
                    trigger: Trigger2 {
                        from: it.from,
                        at: it.at,
                        effect: it.effect,
                        toll: it.form == Form::Toll,
                        bodies: it.form == Form::Bodies,
                    },
                    share,
                    part_of: None,
                    unreal,
                    background: self.tokens.is_any(it.from.wrapping_sub(2), &["that", "which"]) && self.tokens.is(it.from.wrapping_sub(1), Class::HAVE)
                        || self.tokens.is_any(it.from.wrapping_sub(1), &["that", "which"]),
                });
                true
            }
            _ => false,
        }
    }

    /// "12 were killed", "12 people, most of them miners, died", "leaving 12 dead".
    fn take_subjects(&mut self, it: &Trigger) {
        let verbal = match it.form {
            Form::Intransitive | Form::Adjective => true,
            Form::Participle => self.is_passive(it),
            Form::Captives => it.from < it.at,
            _ => false,
        };
        if !verbal {
            return;
        }
        let (gap, unreal) = self.over_helpers(it.from);
        let Some(count) = self.subject_ending(gap) else { return };
        if self.own(count, it, Share::Whole, unreal) {
            self.take_coordinated_left(count, it, unreal);
            self.take_along_with(it, unreal);
            // "10 died in Cuba and 22 in Haiti", "eight died of shock and another 18 of cold"
            if it.at + 1 < self.sentence.end && self.tokens.is(it.at + 1, Class::PREPOSITION) {
                self.share_right(it.at + 1, it, unreal);
            }
        }
    }

    /// "35 rebels were killed, along with three government troops"
    fn take_along_with(&mut self, it: &Trigger, unreal: bool) {
        let tokens = self.tokens;
        let at = if tokens.kind(it.at + 1) == Kind::Comma { it.at + 2 } else { it.at + 1 };
        if tokens.are_words(at, &["along", "with"]) || tokens.are_words(at, &["together", "with"]) {
            let next = if tokens.is(at + 2, Class::DETERMINER) && self.count_starting_at(at + 2).is_none() { at + 3 } else { at + 2 };
            if let Some(count) = self.count_starting_at(next) {
                self.own(count, it, Share::Whole, unreal);
            }
        }
    }

    /// Whether a participle is passive: "were killed", "12 people killed in the blast"; "has killed 12" is not.
    fn is_passive(&self, it: &Trigger) -> bool {
        let tokens = self.tokens;
        let mut at = it.from;
        while at > self.sentence.start {
            at -= 1;
            if tokens.is(at, Class::BE) || tokens.is_any(at, &["got", "getting", "get", "left", "leaving", "leaves"]) {
                return true;
            }
            if tokens.is(at, Class::HAVE.or(Class::MODAL).or(Class::DO)) || tokens.is_word(at, "to") {
                return false;
            }
            let helper = is_adverb(tokens, at) || tokens.is(at, Class::NEGATION) || tokens.is_any(at, &["reported", "confirmed", "feared", "believed", "and"]);
            if !helper {
                break;
            }
        }
        let behind = it.at + 1;
        if tokens.is_word(behind, "by") {
            return true;
        }
        // "killed 12", "killed a policeman": an object makes it active.
        let object = self.object_start(behind);
        !object && self.subject_ending(it.from).is_some()
    }

    fn object_start(&self, at: usize) -> bool {
        let tokens = self.tokens;
        self.count_starting_at(at).is_some()
            || (tokens.is(at, Class::DETERMINER) && !tokens.is_any(at, &["this", "that"]))
            || (tokens.kind(at) == Kind::Word && tokens.is(at, Class::PEOPLE))
            || (tokens.at(at).has_capital() && !tokens.is(at, Class::WEEKDAY.or(Class::MONTH).or(Class::FUNCTION)))
    }

    /// Goes left from a verb over its helpers: "have also been confirmed". Gives where the subject must end, and
    /// whether a modal, a negation or a fear makes it unreal.
    fn over_helpers(&self, from: usize) -> (usize, bool) {
        let tokens = self.tokens;
        let mut at = from;
        let mut unreal = false;
        while at > self.sentence.start {
            let before = at - 1;
            let modal = tokens.is(before, Class::MODAL);
            unreal |= modal || tokens.is(before, Class::NEGATION) && !tokens.is_word(before, "no");
            let linking = tokens.is_any(
                before,
                &[
                    "reported", "confirmed", "feared", "believed", "presumed", "thought", "said", "known", "declared", "pronounced", "found",
                    "left", "to", "either", "both", "all", "each", "reportedly", "listed", "being", "seriously", "severely", "badly", "critically",
                    "shot", "feared", "estimated", "got", "lay", "lying", "officially", "still", "now", "also", "were", "remain", "remains", "remained", "went", "gone", "go",
                ],
            );
            let helper = tokens.is(before, Class::AUXILIARY) || is_adverb(tokens, before) || tokens.is(before, Class::NEGATION) || linking;
            // "all" may begin the next phrase: "all 12"; here it stands behind: "they were all killed".
            if !helper || self.counts.iter().any(|it| it.tokens.contains(&before)) {
                break;
            }
            at = before;
        }
        (at, unreal)
    }

    /// The count whose phrase ends at `end`, over what may stand between it and its verb.
    fn subject_ending(&self, end: usize) -> Option<usize> {
        let tokens = self.tokens;
        if let Some(count) = self.count_ending_at(end) {
            return Some(count);
        }
        let last = end.checked_sub(1).filter(|&it| it >= self.sentence.start)?;
        if tokens.kind(last) == Kind::Comma || tokens.kind(last) == Kind::Dash || tokens.kind(last) == Kind::Close {
            return self.before_insertion(last);
        }
        // "12 people in the bus", "12 people attending a wedding", "seven people who contracted the virus"
        let mut at = last;
        loop {
            if is_hard_stop(tokens, at) || tokens.kind(at) == Kind::Comma || tokens.is(at, Class::CONJUNCTION) && !self.joins(at) {
                return None;
            }
            // "people injured in the quake have died": a bare participle with a place or an agent behind it is passed over.
            let reduced = |it: &Trigger| (it.form == Form::Participle || it.effect == Effect::Missing) && tokens.is_any(it.at + 1, &["in", "by", "at", "on", "during", "near", "when", "last", "since"]);
            let verb = trigger(tokens, at).is_some_and(|it| !matches!(it.form, Form::Noun | Form::Bodies) && !reduced(&it));
            if verb || (tokens.is(at, Class::SAY) && !tokens.at(at).has_capital()) {
                return None;
            }
            if let Some(count) = self.count_ending_at(at) {
                let link = tokens.is(at, Class::PREPOSITION) || tokens.is_any(at, &["who", "that", "which", "aboard", "whose"]) || tokens.str(at).ends_with("ing") || (tokens.str(at).ends_with("ed") && !tokens.at(at).has_capital());
                let whole = self.counts.get(count).is_some_and(|it| !it.thing);
                return (link && whole && last - at < 16).then_some(count);
            }
            if at == self.sentence.start || last - at > 16 {
                return None;
            }
            at -= 1;
        }
    }

    fn joins(&self, at: usize) -> bool {
        self.tokens.is_word(at, "and")
    }

    /// Over "..., most of them miners," to the count before it.
    fn before_insertion(&self, close: usize) -> Option<usize> {
        let tokens = self.tokens;
        let floor = self.sentence.start.max(close.saturating_sub(30));
        let mut at = close;
        let mut passed = false;
        while at > floor {
            at -= 1;
            let opens = match tokens.kind(close) {
                Kind::Close => tokens.kind(at) == Kind::Open,
                kind => tokens.kind(at) == kind,
            };
            if opens {
                let count = self.count_ending_at(at).or_else(|| self.near_end(at));
                // The count before the insertion, not one within it: "including a commander, Agha Shah,".
                let within = count.and_then(|it| self.counts.get(it)).is_some_and(|it| self.part_mark(it.tokens.start));
                if count.is_some() && !within {
                    return count;
                }
            } else if is_hard_stop(tokens, at) || tokens.is(at, Class::AUXILIARY) && at + 2 < close && passed {
                return None;
            }
            passed |= opens;
        }
        // "The victims - a soldier and two civilians - died": the list itself.
        self.count_ending_at(close).filter(|_| tokens.kind(close) == Kind::Dash)
    }

    /// A count a prepositional phrase before `end`: "12 people on board, most of them".
    fn near_end(&self, end: usize) -> Option<usize> {
        let tokens = self.tokens;
        let count = self.counts.iter().rposition(|it| it.tokens.end < end && end - it.tokens.end <= 8)?;
        let from = self.counts.get(count)?.tokens.end;
        let clean = (from..end).all(|at| tokens.kind(at) == Kind::Word && !tokens.is(at, Class::AUXILIARY.or(Class::SAY)) && trigger(tokens, at).is_none());
        (clean && tokens.is(from, Class::PREPOSITION)).then_some(count)
    }

    /// "two guards and four militants were killed": the ones before share the verb.
    fn take_coordinated_left(&mut self, count: usize, it: &Trigger, unreal: bool) {
        let tokens = self.tokens;
        let mut start = self.counts.get(count).map_or(0, |it| it.tokens.start);
        while start > self.sentence.start {
            let mut at = start;
            let mut joined = false;
            while at > self.sentence.start && (tokens.kind(at - 1) == Kind::Comma || tokens.is_any(at - 1, &["and", "or", "as", "well", "plus"])) {
                at -= 1;
                joined = true;
            }
            if !joined {
                return;
            }
            let Some(next) = self.count_ending_at(at).or_else(|| self.near_end(at)) else { return };
            // "killed 12, and 30 were wounded": the 12 stand behind a verb of their own. "left four policemen and four
            // insurgents dead" is one verb.
            let governed = self.counts.get(next).is_some_and(|count| self.has_active_verb_before(count.tokens.start));
            if governed || !self.own(next, it, Share::Whole, unreal) {
                return;
            }
            start = self.counts.get(next).map_or(0, |it| it.tokens.start);
        }
    }

    fn has_active_verb_before(&self, start: usize) -> bool {
        let Some(before) = start.checked_sub(1).filter(|&at| at >= self.sentence.start) else { return false };
        trigger(self.tokens, before).is_some_and(|it| matches!(it.form, Form::Participle | Form::Present | Form::Gerund | Form::Toll))
    }

    /// "killed 12", "killing 12 and wounding 30", "the deaths of 12", "the toll rose to 12".
    fn take_objects(&mut self, it: &Trigger) {
        // "the dead included 12", "among the dead were 12", "12 were among those killed"
        if matches!(it.form, Form::Adjective | Form::Participle) {
            self.take_listed(it);
            self.take_among(it);
        }
        match it.form {
            Form::Participle if !self.is_passive(it) => self.take_object(it, it.at + 1),
            Form::Present | Form::Gerund => {
                self.take_object(it, it.at + 1);
                if it.form == Form::Gerund && self.tokens.is_word(it.at + 1, "of") {
                    self.take_object(it, it.at + 2);
                }
            }
            Form::Noun | Form::Bodies | Form::Lives | Form::Captives if self.tokens.is_word(it.at + 1, "of") => self.take_object(it, it.at + 2),
            Form::Noun if self.tokens.is_word(it.at + 1, "by") => {}
            Form::Toll => self.take_toll(it),
            _ => {}
        }
    }

    fn take_object(&mut self, it: &Trigger, from: usize) {
        let tokens = self.tokens;
        let unreal = self.is_unreal(it);
        let mut at = from;
        while at < self.sentence.end && (is_adverb(tokens, at) || tokens.is_any(at, &["all", "the", "these", "those", "his", "her", "its", "their", "off", "both", "in", "total"])) && self.count_starting_at(at).is_none() {
            at += 1;
        }
        let count = match self.count_starting_at(at) {
            Some(count) => Some(count),
            None => self.after_named(at),
        };
        let Some(count) = count else { return };
        if self.own(count, it, Share::Whole, unreal) {
            self.take_coordinated_right(count, it, unreal);
        }
    }

    /// "killed its leader and 12 followers": over a phrase without a number to a count joined to it.
    fn after_named(&self, from: usize) -> Option<usize> {
        let tokens = self.tokens;
        for at in from..self.sentence.end.min(from + 12) {
            if is_hard_stop(tokens, at) || tokens.is(at, Class::AUXILIARY.or(Class::SAY)) || trigger(tokens, at).is_some() {
                return None;
            }
            let joint = tokens.is_word(at, "and") || (tokens.kind(at) == Kind::Comma && tokens.is_word(at + 1, "and"));
            if joint {
                let next = if tokens.is_word(at, "and") { at + 1 } else { at + 2 };
                return self.count_starting_at(next).filter(|_| at > from);
            }
            if tokens.is(at, Class::SUBORDINATOR) {
                return None;
            }
        }
        None
    }

    fn is_unreal(&self, it: &Trigger) -> bool {
        let tokens = self.tokens;
        for back in 1..5 {
            let Some(at) = it.from.checked_sub(back).filter(|&at| at >= self.sentence.start) else { return false };
            if tokens.is(at, Class::MODAL.or(Class::NEGATION)) {
                return true;
            }
            // "planned to kill 12"; "managed to" did.
            if tokens.is_word(at, "to") {
                let done = ["went", "managed", "on", "known", "said", "believed", "reported", "thought", "estimated", "confirmed", "alleged", "understood"];
                return !tokens.is_any(at.wrapping_sub(1), &done);
            }
            if !(is_adverb(tokens, at) || tokens.is(at, Class::AUXILIARY)) {
                return false;
            }
        }
        false
    }

    /// "killing five officers, two soldiers and a civilian": what follows by comma or "and" shares the verb, unless
    /// it has one of its own.
    fn take_coordinated_right(&mut self, count: usize, it: &Trigger, unreal: bool) {
        let end = self.counts.get(count).map_or(0, |it| it.tokens.end);
        self.share_right(end, it, unreal);
    }

    /// The counts joined behind `end` share the verb.
    fn share_right(&mut self, mut end: usize, it: &Trigger, unreal: bool) {
        let tokens = self.tokens;
        loop {
            let mut at = self.over_tail(end);
            let mut joined = false;
            while tokens.kind(at) == Kind::Comma || tokens.is_any(at, &["and", "plus"]) || tokens.are_words(at, &["as", "well", "as"]) || tokens.are_words(at, &["along", "with"]) {
                at += if tokens.is_word(at, "as") { 3 } else if tokens.is_word(at, "along") { 2 } else { 1 };
                joined = true;
            }
            // "and his four children"
            while joined && tokens.is_any(at, &["his", "her", "its", "their", "the"]) {
                at += 1;
            }
            if !joined {
                return;
            }
            let Some(next) = self.count_starting_at(at).or_else(|| self.after_named(at).filter(|_| tokens.at(at).has_capital())) else { return };
            let own_verb = self.counts.get(next).is_some_and(|it| self.has_own_verb(it.tokens.end));
            if own_verb || !self.own(next, it, Share::Whole, unreal) {
                return;
            }
            end = self.counts.get(next).map_or(at, |it| it.tokens.end);
        }
    }

    /// Over a place or time behind a count to the joint that follows it: "10 died in Cuba and 22 in Haiti".
    fn over_tail(&self, end: usize) -> usize {
        let tokens = self.tokens;
        if !tokens.is(end, Class::PREPOSITION) {
            return end;
        }
        let stays = |at: usize| {
            let word = matches!(tokens.kind(at), Kind::Word | Kind::Possessive) && !tokens.is(at, Class::AUXILIARY.or(Class::SAY)) && trigger(tokens, at).is_none();
            let year = tokens.kind(at) == Kind::Number && !self.counts.iter().any(|it| it.tokens.contains(&at));
            word || year
        };
        let tail = (end..self.sentence.end.min(end + 9)).find(|&at| tokens.is_word(at, "and") || tokens.kind(at) == Kind::Comma);
        tail.filter(|&tail| (end..tail).all(stays)).unwrap_or(end)
    }

    /// Whether a verb follows that takes the phrase before it as its subject.
    fn has_own_verb(&self, end: usize) -> bool {
        let tokens = self.tokens;
        let next = tokens.at(end);
        next.is(Class::AUXILIARY.or(Class::VERB)) || trigger(tokens, end).is_some_and(|it| matches!(it.form, Form::Intransitive | Form::Adjective | Form::Participle))
    }

    /// "the toll rose from 27 to 31", "brings the toll to above 600", "a toll of 12", "the toll, now at 6,750".
    fn take_toll(&mut self, it: &Trigger) {
        let tokens = self.tokens;
        let unreal = self.is_unreal(it) || (it.at..it.at + 5).any(|at| tokens.is(at, Class::MODAL) || tokens.is_any(at, &["expected", "likely", "feared"]));
        let mut at = it.at + 1;
        let mut taken = 0;
        while at < self.sentence.end && at < it.at + 34 && taken < 2 {
            let ends = (is_hard_stop(tokens, at) && !matches!(tokens.kind(at), Kind::Quote | Kind::Dash)) || trigger(tokens, at).is_some_and(|it| !matches!(it.form, Form::Noun | Form::Captives));
            if ends || tokens.is(at, Class::SAY) {
                break;
            }
            let Some(count) = self.count_starting_at(at) else {
                at += 1;
                continue;
            };
            let found = self.counts.get(count).cloned();
            let Some(found) = found else { break };
            // "the toll from three car bombs had risen to 99": what the toll is of stands before what it is.
            let led = at == it.at + 1
                || tokens.is_any(at - 1, &["to", "at", "of", "is", "was", "now", "reached", "reaches", "hits", "hit", "tops", "topped", "passed", "passes", "past", "exceeds", "exceeded", "surpassed", "above", "over", "nears", "neared", "stands", "from", "beyond", "as", "climbed", "rose", "puts", "put", "crossed", "approached"]);
            if led && !found.thing && !(taken > 0 && self.has_own_verb(found.tokens.end)) {
                taken += usize::from(self.own(count, it, Share::Whole, unreal));
                // "to 31, with 12 missing" does not go on; "from 27 to 31" does.
                if tokens.kind(found.tokens.end) == Kind::Comma {
                    break;
                }
            }
            at = found.tokens.end.max(at + 1);
        }
        // "bringing to 23 the death toll"
        if taken == 0 && let Some(count) = (self.sentence.start.max(it.from.saturating_sub(5))..it.from).rev().find_map(|start| self.count_starting_at(start)) {
            let start = self.counts.get(count).map_or(0, |it| it.tokens.start);
            if tokens.is_any(start.wrapping_sub(1), &["to", "at"]) && self.counts.get(count).is_some_and(|it| it.noun.is_empty()) {
                self.own(count, it, Share::Whole, unreal);
            }
        }
    }

    /// "the number of people who died in the mudslide has risen to 128", "brings to 73 the number of people killed".
    fn take_number_of(&mut self, it: &Trigger) {
        let tokens = self.tokens;
        let floor = self.sentence.start.max(it.from.saturating_sub(14));
        let Some(number) = (floor..it.from).rev().find(|&at| tokens.are_words(at, &["number", "of"])) else { return };
        if tokens.is_word(number.wrapping_sub(1), "a") {
            return;
        }
        let before = number.checked_sub(1).map_or(number, |at| if tokens.is(at, Class::DETERMINER) { at } else { number });
        let brought = self.count_ending_at(before).filter(|&it| self.counts.get(it).is_some_and(|it| tokens.is_any(it.tokens.start.wrapping_sub(1), &["to", "at"])));
        let risen = || (it.at + 1..self.sentence.end.min(it.at + 26)).find_map(|at| self.count_starting_at(at).filter(|_| tokens.is_any(at - 1, &["to", "at", "is", "was", "now", "reached", "passed", "exceeded", "topped"])));
        if let Some(count) = brought.or_else(risen) {
            let toll = Trigger { form: Form::Toll, ..*it };
            self.own(count, &toll, Share::Whole, false);
        }
    }

    /// "the dead included 12 nurses", "among the dead were 12 nurses": parts of those who died.
    fn take_listed(&mut self, it: &Trigger) {
        let tokens = self.tokens;
        let the = tokens.is_word(it.from.wrapping_sub(1), "the");
        if !the {
            return;
        }
        let among = tokens.is_word(it.from.wrapping_sub(2), "among");
        let mut at = it.at + 1;
        let included = tokens.is_any(at, &["included", "include", "includes", "including"]) || (among && tokens.is(at, Class::BE)) || (tokens.is(at, Class::BE) && self.count_starting_at(at + 1).is_some());
        if !included {
            return;
        }
        at += 1;
        let share = if among || !tokens.is(it.at + 1, Class::BE) { Share::Part } else { Share::Whole };
        let Some(first) = self.count_starting_at(at).or_else(|| self.after_named(at)) else { return };
        if self.own(first, it, share, false) {
            let mut end = self.counts.get(first).map_or(at, |it| it.tokens.end);
            while let Some(next) = self.next_in_list(end) {
                if !self.own(next, it, share, false) {
                    break;
                }
                end = self.counts.get(next).map_or(end + 1, |it| it.tokens.end);
            }
        }
    }

    fn next_in_list(&self, end: usize) -> Option<usize> {
        let tokens = self.tokens;
        let mut at = end;
        while tokens.kind(at) == Kind::Comma || tokens.is_word(at, "and") {
            at += 1;
        }
        let next = (at > end).then(|| self.count_starting_at(at)).flatten()?;
        let verb = self.counts.get(next).is_some_and(|it| self.has_own_verb(it.tokens.end));
        (!verb).then_some(next)
    }

    /// "Three women were among those killed", "five were among the 17 wounded": a part.
    fn take_among(&mut self, it: &Trigger) {
        let tokens = self.tokens;
        let floor = self.sentence.start.max(it.from.saturating_sub(14));
        let Some(among) = (floor..it.from).rev().find(|&at| tokens.is_word(at, "among")) else { return };
        let clean = (among + 1..it.from).all(|at| matches!(tokens.kind(at), Kind::Word | Kind::Number) && !tokens.is(at, Class::SAY));
        let Some(be) = among.checked_sub(1).filter(|&at| clean && tokens.is(at, Class::BE)) else { return };
        if let Some(count) = self.subject_ending(be) {
            self.own(count, it, Share::Part, false);
        }
        // "among the 17 wounded": those are the whole.
        if let Some(whole) = self.count_starting_at(among + 1).or_else(|| self.count_starting_at(among + 2)) {
            self.own(whole, it, Share::Whole, false);
        }
    }

    /// "36 deaths": the noun itself is the effect.
    fn take_deaths(&mut self) {
        for index in 0..self.counts.len() {
            let Some(head) = self.counts.get(index).and_then(Count::head) else { continue };
            if let Some(it) = trigger(self.tokens, head).filter(|it| it.form == Form::Noun && it.effect == Effect::Killed) {
                let unreal = self.over_helpers(self.counts.get(index).map_or(0, |it| it.tokens.start)).1;
                self.own(index, &it, Share::Whole, unreal);
            }
        }
    }

    /// "12 deaths", "12 lives", "12 bodies", "12 hostages": the counted noun says it itself.
    fn take_nominal_heads(&mut self) {
        for index in 0..self.counts.len() {
            let Some(head) = self.counts.get(index).and_then(Count::head) else { continue };
            // "two dead gunmen", "16 missing soldiers"
            let first = self.counts.get(index).map_or(head, |it| it.noun.start);
            if let Some(it) = trigger(self.tokens, first).filter(|it| first < head && matches!(it.form, Form::Adjective | Form::Participle)) {
                self.own(index, &it, Share::Whole, false);
                continue;
            }
            let Some(it) = trigger(self.tokens, head) else { continue };
            let says = match it.form {
                Form::Noun => it.effect != Effect::Injured || self.tokens.is_word(head, "injuries"),
                Form::Bodies | Form::Captives => true,
                Form::Lives => self.lives_were_lost(index),
                _ => false,
            };
            if says && it.effect != Effect::Detained {
                let unreal = self.over_helpers(self.counts.get(index).map_or(0, |it| it.tokens.start)).1;
                self.own(index, &it, Share::Whole, unreal);
            }
        }
    }

    /// "claimed 45,000 lives", "cost 12 lives", "12 lives were lost"; not "saved 12 lives".
    fn lives_were_lost(&self, count: usize) -> bool {
        let tokens = self.tokens;
        let Some(it) = self.counts.get(count) else { return false };
        let before = (1..4).any(|back| tokens.is_any(it.tokens.start.wrapping_sub(back), &["claimed", "claiming", "claims", "claim", "cost", "costs", "costing", "took", "taken", "taking", "lost", "lose", "losing", "loss"]));
        let behind = (0..4).any(|ahead| tokens.is_any(it.tokens.end + ahead, &["lost", "claimed", "perished"]));
        before || behind
    }

    /// "including 12", "12 of them", "among them 12", "of whom 12 were soldiers": parts of a claim before them.
    fn take_parts(&mut self, triggers: &[Trigger]) {
        let tokens = self.tokens;
        for index in 0..self.counts.len() {
            let Some(count) = self.counts.get(index).cloned() else { continue };
            let start = count.tokens.start;
            let marked = self.part_mark(start);
            let of_them = count.of && (count.core.end..count.tokens.end).any(|at| tokens.is_any(at, &["them", "whom", "which"]) || tokens.is_word(at, "the") && tokens.is_any(at + 1, &["dead", "victims", "killed", "wounded", "injured", "deaths", "fatalities"]));
            let whom_before = tokens.is_any(start.wrapping_sub(1), &["whom", "which"]) && tokens.is_word(start.wrapping_sub(2), "of");
            if !(marked || of_them || whom_before) || count.thing {
                continue;
            }
            let whole = (0..index).rev().find(|&it| self.counts.get(it).is_some_and(|whole| whole.tokens.end <= start) && self.owner.get(it).is_some_and(|it| it.is_some_and(|it| it.share != Share::Part)));
            let effect = whole.and_then(|it| self.owner.get(it).copied().flatten());
            let own = self.owner.get(index).copied().flatten();
            match (own, effect) {
                // "12 people were hurt, two of them killed": a part of another effect stays what its own verb says.
                (Some(own), Some(whole_owner)) => {
                    let part_of = (own.trigger.effect == whole_owner.trigger.effect || of_them).then_some(whole).flatten();
                    self.set_part(index, Owner { share: Share::Part, part_of, ..own });
                }
                (Some(own), None) => self.set_part(index, Owner { share: Share::Part, ..own }),
                (None, Some(whole_owner)) => {
                    self.set_part(index, Owner { share: Share::Part, part_of: whole, ..whole_owner });
                    self.list_on(index, whole, whole_owner);
                }
                // "The dead, including 12 nurses": the effect stands in a trigger before.
                (None, None) => {
                    if let Some(it) = triggers.iter().rev().find(|it| it.at < start && start - it.at < 8 && matches!(it.form, Form::Adjective | Form::Participle)) {
                        self.own(index, it, Share::Part, false);
                    }
                }
            }
        }
    }

    fn set_part(&mut self, count: usize, owner: Owner) {
        if let Some(slot) = self.owner.get_mut(count) {
            *slot = Some(owner);
        }
    }

    /// "including 900 soldiers and 400 police": the list goes on.
    fn list_on(&mut self, count: usize, whole: Option<usize>, owner: Owner) {
        let mut end = self.counts.get(count).map_or(0, |it| it.tokens.end);
        while let Some(next) = self.next_in_list(end) {
            if self.owner.get(next).is_some_and(Option::is_some) {
                return;
            }
            self.set_part(next, Owner { share: Share::Part, part_of: whole, ..owner });
            end = self.counts.get(next).map_or(end + 1, |it| it.tokens.end);
        }
    }

    /// "including", "among them", "most of them": right before the count, or before the list it stands in.
    fn part_mark(&self, start: usize) -> bool {
        let tokens = self.tokens;
        let mut at = start;
        let floor = self.sentence.start.max(start.saturating_sub(10));
        while at > floor {
            at -= 1;
            if tokens.is_any(at, &["including", "includes", "included", "include"]) {
                return true;
            }
            if tokens.is_any(at, &["them", "these", "those"]) && tokens.is_word(at.wrapping_sub(1), "among") {
                return true;
            }
            let filler = tokens.is(at, Class::DETERMINER.or(Class::BE)) || is_adverb(tokens, at) || (tokens.kind(at) == Kind::Word && !tokens.is(at, Class::FUNCTION.or(Class::SAY).or(Class::VERB).or(Class::EFFECT))) || tokens.is_word(at, "and") || tokens.kind(at) == Kind::Comma && at + 1 < start;
            if !filler || self.counts.iter().any(|it| it.tokens.contains(&at)) {
                return false;
            }
        }
        false
    }

    fn emit(&self, sentence: usize, found: &mut Vec<ClaimSpan>) {
        let base = found.len();
        let mut place: Vec<Option<usize>> = Vec::with_capacity(self.counts.len());
        let mut next = base;
        for owner in &self.owner {
            place.push(owner.map(|_| next));
            next += usize::from(owner.is_some());
        }
        for (count, owner) in self.counts.iter().zip(&self.owner) {
            let Some(owner) = owner else { continue };
            let share = if count.more && owner.share == Share::Whole { Share::Addition } else { owner.share };
            let zero = count.number.and_then(|it| self.numbers.get(it)).is_some_and(|it| it.value == 0.0);
            found.push(ClaimSpan {
                number: count.number,
                tokens: count.tokens.clone(),
                core: count.core.clone(),
                noun: count.noun.clone(),
                effect: owner.trigger.effect,
                trigger: owner.trigger.from..owner.trigger.at + 1,
                share,
                part_of: owner.part_of.and_then(|it| place.get(it).copied().flatten()),
                other: count.other,
                bodies: owner.trigger.bodies,
                toll: owner.trigger.toll,
                unreal: owner.unreal || zero,
                rate: self.is_rate(count),
                background: owner.background,
                sentence,
            });
        }
    }

    /// "100 a day", "21 people every week"
    fn is_rate(&self, count: &Count) -> bool {
        let tokens = self.tokens;
        let at = count.tokens.end;
        let past = tokens.is_any(at + 2, &["ago", "earlier", "before", "later", "after"]);
        (tokens.is_any(at, &["a", "per", "each", "every"]) && tokens.is(at + 1, Class::TIME_UNIT) && !past) || tokens.is_any(at, &["daily", "annually"])
    }
}

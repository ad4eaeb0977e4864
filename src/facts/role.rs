//! What somebody is, as the words around a name say: before it, behind it, or by "is".

use std::ops::Range;

use super::phrase::{head, is_adverb, phrase_end, phrase_start};
use crate::language::lexicon::Class;
use crate::language::tagger::Candidate;
use crate::language::token::{Case, Kind, Tokens};

/// Where a role stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Position {
    /// "Syria's President Bashar al-Assad"
    Before,
    /// "Haytham Manna, spokesman for the commission"
    Apposition,
    /// "Vladimir Putin, who is the country's leader"
    Relative,
    /// "Manna is a spokesman for the commission"
    Copula,
}

/// A role at a name; token indices of the block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoleSpan {
    /// The name's index among the block's candidates.
    pub name: usize,
    /// The words of the role.
    pub tokens: Range<usize>,
    /// The noun that carries it: `spokesman`.
    pub head: usize,
    /// Where it stands.
    pub position: Position,
}

/// The roles of all names of a block.
pub(super) fn roles(tokens: Tokens<'_>, names: &[Candidate]) -> Vec<RoleSpan> {
    let mut found = Vec::new();
    for (name, candidate) in names.iter().enumerate() {
        let floor = name.checked_sub(1).and_then(|it| names.get(it)).map_or(0, |it| it.tokens.end);
        let ceiling = names.get(name + 1).map_or(tokens.len(), |it| it.tokens.start);
        let mut add = |span: Option<(Range<usize>, usize)>, position| {
            found.extend(span.map(|(tokens, head)| RoleSpan { name, tokens, head, position }));
        };
        add(before(tokens, candidate.tokens.start, floor), Position::Before);
        let behind = skip_brackets(tokens, candidate.tokens.end);
        if tokens.kind(behind) == Kind::Comma || tokens.kind(behind) == Kind::Dash {
            match relative(tokens, behind + 1) {
                Some(span) => add(Some(span), Position::Relative),
                None => add(apposition(tokens, behind + 1, ceiling), Position::Apposition),
            }
        } else {
            add(copula(tokens, behind), Position::Copula);
        }
    }
    found
}

/// "Syria's President Bashar", "the Kremlin's special envoy for Africa, Mikhail", "(Russian Foreign Minister) Sergei".
fn before(tokens: Tokens<'_>, name: usize, floor: usize) -> Option<(Range<usize>, usize)> {
    let last = name.checked_sub(1).filter(|&last| last >= floor)?;
    match tokens.kind(last) {
        Kind::Close => {
            let open = (floor..last).rev().find(|&at| tokens.kind(at) == Kind::Open)?;
            let head = last.checked_sub(1)?;
            let role = tokens.is(head, Class::ROLE.or(Class::HONORIFIC)) && last - open <= 8;
            return role.then(|| (open + 1..last, head));
        }
        Kind::Comma => {
            let phrase = phrase_start(tokens, last, floor);
            let carrier = (phrase..last).rev().find(|&at| {
                let closes = at + 1 == last || tokens.is(at + 1, Class::PREPOSITION);
                closes && tokens.is(at, Class::ROLE)
            })?;
            let start = title_start(tokens, carrier, phrase);
            // A list of names and things is no description: the phrase has an article, a possessive or a capital.
            let possessive = (start..carrier).any(|at| tokens.kind(at) == Kind::Possessive);
            let described = tokens.is(start, Class::DETERMINER) || possessive || tokens.at(start).has_capital();
            return (last > start + 1 && described).then_some((start..last, carrier));
        }
        Kind::Word => {}
        _ => return None,
    }
    // "Secretary of State Hillary Clinton", "minister of defence X"
    let of = (floor..last).rev().take(4).find(|&at| tokens.is_word(at, "of") && at > 0 && tokens.is(at - 1, Class::ROLE));
    let carrier = match of {
        Some(of) if (of + 1..=last).all(|at| tokens.kind(at) == Kind::Word && !tokens.is(at, Class::FUNCTION)) => of - 1,
        _ => last,
    };
    let is_title = |at: usize| tokens.is(at, Class::ROLE) || (tokens.is(at, Class::HONORIFIC) && tokens.at(at).has_capital());
    if !is_title(carrier) || (tokens.is(carrier, Class::HONORIFIC) && tokens.at(carrier).dotted && !tokens.is(carrier, Class::ROLE)) {
        return None;
    }
    let start = title_start(tokens, carrier, floor);
    Some((start..name, carrier))
}

/// The first word of a description that ends with its noun at `carrier`.
fn title_start(tokens: Tokens<'_>, carrier: usize, floor: usize) -> usize {
    let mut start = carrier;
    while start > floor && carrier - start < 12 {
        let at = start - 1;
        let token = tokens.at(at);
        let stays = match token.kind {
            Kind::Possessive => true,
            Kind::Word if token.is(Class::ROLE_WORD.or(Class::ROLE).or(Class::HONORIFIC)) && !is_saying(tokens, at) => true,
            // "United Nations and Arab League envoy"
            Kind::Word if tokens.is_word(at, "and") => tokens.at(at + 1).has_capital() && at > floor && tokens.at(at - 1).has_capital(),
            Kind::Word if token.is(Class::FUNCTION) && token.case != Case::Upper => {
                // The article or pronoun that begins the phrase belongs to it.
                if token.is(Class::DETERMINER) && !tokens.is_any(at, &["that", "those", "these", "all", "both", "no", "many", "most", "several"]) {
                    start = at;
                }
                break;
            }
            Kind::Word => {
                let verb = is_saying(tokens, at) || (!token.has_capital() && !token.hyphen && looks_like_verb(tokens, at));
                !verb && !(is_adverb(tokens, at) && !token.hyphen)
            }
            Kind::Number => token.hyphen,
            _ => false,
        };
        if !stays {
            break;
        }
        start = at;
    }
    while start < carrier && (tokens.kind(start) == Kind::Possessive || tokens.is_word(start, "and")) {
        start += 1;
    }
    start
}

/// A verb of saying; "State Department" is none.
fn is_saying(tokens: Tokens<'_>, index: usize) -> bool {
    tokens.is(index, Class::SAY) && !tokens.at(index).has_capital()
}

fn looks_like_verb(tokens: Tokens<'_>, index: usize) -> bool {
    let word = tokens.str(index);
    let by_form = ["ed", "ing", "es"].iter().any(|end| word.ends_with(end));
    (by_form || tokens.is(index, Class::VERB)) && !tokens.is(index, Class::ROLE_WORD)
}

/// Over "(left)", "(second from left)", "(R)", and over ", 45," the age.
fn skip_brackets(tokens: Tokens<'_>, index: usize) -> usize {
    if tokens.kind(index) == Kind::Open {
        let close = (index..index + 8).find(|&at| tokens.kind(at) == Kind::Close);
        return close.map_or(index, |close| close + 1);
    }
    let age = tokens.kind(index) == Kind::Comma && tokens.kind(index + 1) == Kind::Number && tokens.kind(index + 2) == Kind::Comma;
    if age { index + 2 } else { index }
}

/// "spokesman for the commission", "one of the leaders of the brotherhood", "Russia's top envoy for Syria"
fn apposition(tokens: Tokens<'_>, start: usize, ceiling: usize) -> Option<(Range<usize>, usize)> {
    // "one of the leaders of": the noun stands behind "of".
    let from = if tokens.are_words(start, &["one", "of"]) { start + 2 } else { start };
    let end = phrase_end(tokens, from, ceiling.min(start + 25), true);
    let carrier = head(tokens, from..end);
    let role = tokens.is(carrier, Class::ROLE) || (from > start && tokens.is(carrier, Class::PEOPLE));
    // ", police said": a plural group in front of a verb is the next clause.
    let clause = tokens.is(end, Class::SAY.or(Class::AUXILIARY)) && tokens.kind(end) == Kind::Word;
    (end > from && role && !clause).then_some((start..end, carrier))
}

/// ", who most diplomats believe is Russia's paramount leader,"
fn relative(tokens: Tokens<'_>, start: usize) -> Option<(Range<usize>, usize)> {
    if !tokens.is_word(start, "who") {
        return None;
    }
    let end = (start..start + 30).find(|&at| matches!(tokens.kind(at), Kind::Comma | Kind::Stop | Kind::Dash | Kind::Quote) || at >= tokens.len())?;
    let is = (start..end).find(|&at| tokens.is(at, Class::BE) || tokens.is_any(at, &["leads", "heads", "led", "headed", "chairs", "runs", "became", "serves", "served", "commands", "represents"]))?;
    let carrier = (is..end).find(|&at| tokens.is(at, Class::ROLE)).unwrap_or(is);
    (tokens.is(carrier, Class::ROLE) || !tokens.is(is, Class::BE)).then_some((start..end, carrier))
}

/// "Manna is a spokesman for the commission"
fn copula(tokens: Tokens<'_>, start: usize) -> Option<(Range<usize>, usize)> {
    let is = tokens.is_any(start, &["is", "was", "became"]);
    let from = start + 1;
    if !is || !tokens.is_any(from, &["a", "an", "the"]) {
        return None;
    }
    let end = phrase_end(tokens, from, from + 20, true);
    let carrier = head(tokens, from..end);
    (end > from && tokens.is(carrier, Class::ROLE)).then_some((from..end, carrier))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::token::tokenize;

    /// `{...}` is a name, `[...]` a role that must be found, and nothing else may be.
    fn check(marked: &str) {
        let text = marked.replace(['{', '}', '[', ']'], "");
        let all = tokenize(&text);
        let tokens = Tokens { text: &text, all: &all };
        let mut names = Vec::new();
        let (mut at, mut open) = (0_usize, 0_usize);
        for ch in marked.chars() {
            match ch {
                '{' => open = at,
                '}' => {
                    let first = tokens.index_at(u32::try_from(open).unwrap());
                    let end = tokens.index_at(u32::try_from(at).unwrap() - 1) + 1;
                    names.push(Candidate { tokens: first..end, probability: 1.0 });
                }
                '[' | ']' => {}
                other => at += other.len_utf8(),
            }
        }
        let mut marks: Vec<(u32, char)> = Vec::new();
        for role in roles(tokens, &names) {
            let range = tokens.range(role.tokens.start, role.tokens.end);
            marks.extend([(range.start, '['), (range.end, ']')]);
        }
        for name in &names {
            let range = tokens.range(name.tokens.start, name.tokens.end);
            marks.extend([(range.start, '{'), (range.end, '}')]);
        }
        marks.sort_by_key(|&(at, mark)| (at, matches!(mark, '{' | '[')));
        let mut out = text.clone();
        for (at, mark) in marks.into_iter().rev() {
            out.insert(at as usize, mark);
        }
        assert_eq!(out, marked);
    }

    #[test]
    fn before_the_name() {
        check("urged [Syria's President] {Bashar Al Assad} to resign");
        check("[State Department spokesperson] {Victoria Nuland} said");
        check("observe [United Nations and Arab League envoy] {Kofi Annan}'s plan");
        check("with [Syria peace mediator] {Lakhdar Brahimi}.");
        check("led by [Washington-based rights activist] {Radwan Ziadeh} left");
        check("[The country's Deputy Foreign Minister] {Mikhail Bogdanov} said");
        check("talks with [the Kremlin's special envoy for Mideast and Africa], {Mikhail Margelov}.");
        check("from ([Russian Foreign Minister]) {Sergei Lavrov},");
        check("met [US Secretary of State] {Hillary Clinton} there");
        check("the council, led by [chairman] {Burhan Ghalioun}, front");
    }

    #[test]
    fn behind_the_name() {
        check("{Haytham Manna}, [spokesman for the Arab Commission for Human Rights], said");
        check("{Mikhail Margelov} (left), [Kremlin’s Mideast envoy], welcomes");
        check("{Mulham Al Droubi} (third from left), [one of the leaders of Syria’s Muslim Brotherhood], prior");
        check("{Vladimir Putin}, [who most diplomats believe is Russia's paramount leader], tried");
        check("{Jane Roe}, 45, [a teacher], died");
        check("{Manna} is [a spokesman for the group].");
    }

    #[test]
    fn what_is_no_role() {
        check("Police warned {Putin} on Friday");
        check("{Putin}, police said, was there");
        check("{Lavrov} said so, and {Putin} agreed");
        check("soldiers, {Putin} and others");
        check("After the talks, {Lavrov} left.");
        check("Mr. {Putin} left.");
    }
}

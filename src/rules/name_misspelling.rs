use super::{Check, Report};
use crate::config::Severity;
use crate::facts::{Facts, Mention, MentionKind};
use crate::language::name::{Likeness, Name, likeness};

rule! {
    /// A name spelt unlike the same person's name elsewhere in the article, by what looks like a slip.
    ///
    /// ## Why it matters
    ///
    /// Names are what newspapers correct most, and a slip repeats itself: once in a paper's files, it is copied. Only
    /// the inside of one article is compared; other articles may follow another style, and that is no error.
    ///
    /// ## Flagged
    ///
    /// ```news
    /// The council is led by Burhan Ghalioun, a Paris-based academic.
    /// "We left," {Ghalioum} said after the talks. Ghalioun will return on Monday.
    /// ! [name-misspelling] Ghalioun => Ghalioun
    /// ```
    ///
    /// ## Not flagged
    ///
    /// ```news
    /// President Bashar al-Assad met Haytham Manna. Assad said he would not resign. Al-Assad left on Monday.
    /// ```
    ///
    /// ```news
    /// Foreign Minister John Kerry met his aide James Kelly. Kerry said so, and Kelly agreed.
    /// ```
    "P201", "name-misspelling", Severity::Warning, since "0.1.0", Check::Article(check)
}

fn check(facts: &Facts, report: &mut Report<'_>) {
    for person in &facts.people {
        let mentions = || person.mentions.iter().filter_map(|&at| facts.mentions.get(at as usize)).filter(|it| it.zone.is_copy());
        for odd in mentions() {
            let Some((part, known)) = mentions().find_map(|other| slip(odd, other)) else { continue };
            if !is_rarer(odd, part, known, mentions()) {
                continue;
            }
            let Some(right) = mentions().find(|it| has(it, known)) else { continue };
            let (wrong_word, right_word) = (word_of(facts, odd, part), word_of(facts, right, known));
            let line = facts.article.text.line_of(facts.source(right.span).start) + 1;
            let whole = facts.text(right.span);
            let message = format!("\"{wrong_word}\" here, \"{right_word}\" in line {line} (\"{whole}\"): one person, as it seems, in two spellings");
            let text = facts.text(odd.span).replacen(&wrong_word, &right_word, 1);
            report
                .at(facts, odd.span, message)
                .help("check which spelling is the person's own")
                .related(facts, right.span, format!("\"{right_word}\" is written here"))
                .fix(facts, odd.span, text, format!("Change to \"{right_word}\""));
        }
    }
}

/// The parts of two mentions that differ by a slip, folded: the odd one and the other one.
fn slip<'a>(odd: &'a Mention, other: &'a Mention) -> Option<(&'a str, &'a str)> {
    if odd.span == other.span || odd.kind == MentionKind::Credit || other.kind == MentionKind::Credit {
        return None;
    }
    let pair = |a: &'a str, b: &'a str| (differs_by_slip(a, b)).then_some((a, b));
    let family = pair(&odd.name.family, &other.name.family);
    let given = || odd.name.given.iter().zip(&other.name.given).find_map(|(a, b)| pair(a, b));
    family.or_else(given)
}

/// Whether two folded parts differ by a slip. A doubled letter is one as well: "Anan" beside "Annan" in one article
/// is hardly meant.
fn differs_by_slip(a: &str, b: &str) -> bool {
    match likeness(a, b) {
        Likeness::NearMiss => true,
        Likeness::Variant => undoubled(a) == undoubled(b),
        _ => false,
    }
}

fn undoubled(part: &str) -> String {
    let mut letters: Vec<char> = part.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// The odd spelling must be the rarer one; of two that stand once each, the later one is odd.
fn is_rarer<'a>(odd: &Mention, part: &str, known: &str, all: impl Iterator<Item = &'a Mention> + Clone) -> bool {
    let of = |spelling: &str| all.clone().filter(|it| has(it, spelling)).count();
    let (odd_count, known_count) = (of(part), of(known));
    let first = all.clone().find(|it| has(it, part) || has(it, known));
    odd_count < known_count || (odd_count == known_count && odd_count == 1 && first.is_some_and(|it| it.span != odd.span))
}

fn has(mention: &Mention, part: &str) -> bool {
    parts(&mention.name).any(|it| it == part)
}

fn parts(name: &Name) -> impl Iterator<Item = &str> {
    name.parts()
}

/// The word of a mention that folds to a part.
fn word_of(facts: &Facts, mention: &Mention, part: &str) -> String {
    let text = facts.text(mention.span);
    let words = text.split([' ', '\u{a0}', '-', '\n']);
    words.into_iter().find(|word| crate::language::name::fold(word) == part).unwrap_or(text).to_owned()
}

//! Words that say people were killed, hurt, lost or taken, and how each takes its figure.

use crate::language::lexicon::Class;
use crate::language::token::Tokens;

/// What happened to the people a figure counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Effect {
    Killed,
    Injured,
    Missing,
    /// Hostages and captives too.
    Kidnapped,
    Detained,
    Displaced,
    Infected,
}

impl Effect {
    /// Its name in `copydesk facts` and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Missing => "missing",
            Self::Kidnapped => "kidnapped",
            Self::Detained => "detained",
            Self::Displaced => "displaced",
            Self::Infected => "infected",
        }
    }
}

/// How a word takes its figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub(super) enum Form {
    /// Past form and participle of a verb with an object: "killed 12", "12 were killed".
    Participle,
    /// Present or base form of such a verb: "kills 12".
    Present,
    /// "killing 12"
    Gerund,
    /// A verb without an object: "12 died".
    Intransitive,
    /// "12 dead", "12 missing"
    Adjective,
    /// "12 deaths", "the death of 12"
    Noun,
    /// "the toll rose to 12"
    Toll,
    /// "claimed 12 lives", "the lives of 12"
    Lives,
    /// "12 bodies", "the bodies of 12"
    Bodies,
    /// "12 hostages"
    Captives,
}

/// A word that may govern a figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trigger {
    /// Its token; the last one of several: "dead" in "shot dead".
    pub(super) at: usize,
    /// Its first token: "shot" in "shot dead".
    pub(super) from: usize,
    pub(super) effect: Effect,
    pub(super) form: Form,
}

/// Participles that say how somebody died: "shot dead", "burned to death".
const MANNERS: [&str; 18] = [
    "shot", "gunned", "stabbed", "burned", "burnt", "crushed", "beaten", "hacked", "trampled", "frozen", "starved", "choked", "stoned",
    "battered", "bludgeoned", "clubbed", "bled", "put",
];

/// What the word at an index says; nothing for words that govern no figure here.
pub(super) fn trigger(tokens: Tokens<'_>, at: usize) -> Option<Trigger> {
    let manner = tokens.is_any(at, &MANNERS);
    if !tokens.is(at, Class::EFFECT) && !manner {
        return None;
    }
    if manner {
        let dead = tokens.is_word(at + 1, "dead");
        let to_death = tokens.are_words(at + 1, &["to", "death"]);
        let and_killed = tokens.are_words(at + 1, &["and", "killed"]);
        let last = if dead { at + 1 } else if to_death || and_killed { at + 2 } else { at };
        if last > at {
            return Some(Trigger { at: last, from: at, effect: Effect::Killed, form: Form::Participle });
        }
    }
    let word = tokens.str(at).to_ascii_lowercase();
    if matches!(word.as_str(), "lost" | "lose" | "loses") {
        // "lost their lives"; a loss of anything else is none.
        let lives = tokens.is_any(at + 1, &["their", "his", "her", "the"]) && tokens.is_any(at + 2, &["lives", "life"]);
        return lives.then_some(Trigger { at: at + 2, from: at, effect: Effect::Killed, form: Form::Intransitive });
    }
    let (effect, form) = word_meaning(&word)?;
    let found = Trigger { at, from: at, effect, form };
    match word.as_str() {
        // Part of "shot dead", "to death" and "death toll", which are read as one.
        "dead" if at > 0 && tokens.is_any(at - 1, &MANNERS) => None,
        // "kidnapped and killed": the worse of the two is the figure's.
        "kidnapped" | "abducted" | "captured" | "wounded" | "injured" if tokens.is_word(at + 1, "and") && tokens.is_any(at + 2, &["killed", "murdered", "executed", "beheaded"]) => None,
        "killed" if at > 1 && tokens.is_word(at - 1, "and") && tokens.is_any(at - 2, &MANNERS) => None,
        "death" if at > 0 && tokens.is_word(at - 1, "to") && at > 1 && tokens.is_any(at - 2, &MANNERS) => None,
        "death" | "deaths" if tokens.is_any(at + 1, &["toll", "tolls", "penalty", "sentence", "sentences", "row", "threat", "threats", "squad", "squads", "certificate", "camp", "camps"]) => None,
        "held" | "holding" | "taken" | "taking" | "seized" | "seizing" => {
            let last = (at + 1..at + 3).find(|&it| tokens.is_any(it, &["hostage", "captive"]))?;
            Some(Trigger { at: last, ..found })
        }
        "missing" if tokens.is_any(at + 1, &["the", "a", "an", "from", "out"]) => None,
        "unaccounted" => tokens.is_word(at + 1, "for").then_some(found),
        _ => Some(found),
    }
}

fn word_meaning(word: &str) -> Option<(Effect, Form)> {
    use Effect::{Detained, Displaced, Infected, Injured, Kidnapped, Killed, Missing};
    use Form::{Adjective, Bodies, Captives, Gerund, Intransitive, Lives, Noun, Participle, Present, Toll};
    Some(match word {
        "killed" | "slain" | "murdered" | "massacred" | "executed" | "assassinated" | "beheaded" | "lynched" | "slaughtered" | "slew" => (Killed, Participle),
        "kill" | "kills" | "murders" | "slay" | "massacres" | "executes" => (Killed, Present),
        "killing" | "murdering" | "massacring" | "executing" | "slaying" | "beheading" | "assassinating" => (Killed, Gerund),
        "die" | "dies" | "died" | "dying" | "perish" | "perished" | "perishes" | "perishing" | "drown" | "drowned" | "drowning" => (Killed, Intransitive),
        "dead" => (Killed, Adjective),
        "death" | "deaths" | "fatality" | "fatalities" | "killings" | "murder" | "massacre" | "execution" | "executions" | "slayings" => (Killed, Noun),
        "toll" => (Killed, Toll),
        "lives" => (Killed, Lives),
        "body" | "bodies" | "corpse" | "corpses" => (Killed, Bodies),
        "injured" | "wounded" | "hurt" | "maimed" | "hospitalized" | "hospitalised" => (Injured, Participle),
        "injure" | "injures" | "wound" | "wounds" | "hurts" => (Injured, Present),
        "injuring" | "wounding" | "hurting" | "maiming" => (Injured, Gerund),
        "missing" | "unaccounted" => (Missing, Adjective),
        "disappeared" | "vanished" => (Missing, Intransitive),
        "kidnapped" | "abducted" | "held" | "taken" | "seized" => (Kidnapped, Participle),
        "kidnap" | "abduct" | "abducts" | "kidnaps" => (Kidnapped, Present),
        "kidnapping" | "abducting" | "holding" | "taking" | "seizing" => (Kidnapped, Gerund),
        "kidnappings" | "abduction" | "abductions" => (Kidnapped, Noun),
        "hostages" | "captives" | "hostage" | "captive" => (Kidnapped, Captives),
        "arrested" | "detained" | "imprisoned" | "jailed" => (Detained, Participle),
        "arrest" | "arrests" | "detain" | "detains" => (Detained, Present),
        "arresting" | "detaining" => (Detained, Gerund),
        "detentions" => (Detained, Noun),
        "displaced" | "evacuated" | "uprooted" => (Displaced, Participle),
        "displacing" | "evacuating" => (Displaced, Gerund),
        "homeless" => (Displaced, Adjective),
        "fled" => (Displaced, Intransitive),
        "infected" => (Infected, Participle),
        "infecting" => (Infected, Gerund),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::token::tokenize;

    fn check(text: &str, expected: &[(&str, Effect)]) {
        let all = tokenize(text);
        let tokens = Tokens { text, all: &all };
        let found: Vec<_> = (0..tokens.len()).filter_map(|at| trigger(tokens, at)).map(|it| (tokens.span(it.from, it.at + 1), it.effect)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn several_words_are_one() {
        check("were shot dead and burned to death", &[("shot dead", Effect::Killed), ("burned to death", Effect::Killed)]);
        check("12 lost their lives", &[("lost their lives", Effect::Killed), ("lives", Effect::Killed)]);
        check("cost 12 lives", &[("lives", Effect::Killed)]);
        check("were taken hostage", &[("taken hostage", Effect::Kidnapped), ("hostage", Effect::Kidnapped)]);
        check("the death toll", &[("toll", Effect::Killed)]);
    }

    #[test]
    fn words_that_only_look_so() {
        check("sentenced to the death penalty", &[]);
        check("lost 12 seats and were taken home", &[]);
        check("is missing the point", &[]);
        check("shot at the crowd", &[]);
    }
}

//! What is reported, one rule a file: its metadata, its documentation, its examples, its check, its fix.
//!
//! The promises of all rules: two figures are compared only when effect, event, victims and source say that they are
//! one toll; the message names both figures and both places; what a text explains itself is left alone.

use crate::article::Span;
use crate::config::{Selection, Severity};
use crate::facts::Facts;
use crate::index::{ArticleId, ClaimPlace, Contribution, Excerpt, Places, Snapshot, excerpt, excerpt_of};
use crate::text::{Place, TextRange};

/// A rule.
pub struct Rule {
    /// Its code: `F101`.
    pub code: &'static str,
    /// Its name, which is what it finds: `headline-figure`.
    pub name: &'static str,
    /// How grave its findings are at most.
    pub severity: Severity,
    /// Whether it runs by default.
    pub on: bool,
    /// The version that brought it.
    pub since: &'static str,
    /// What it finds, why that matters, and examples; Markdown, and the same text everywhere.
    pub docs: &'static str,
    check: Check,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rule({} {})", self.code, self.name)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Rule {
    /// The first sentence of its documentation.
    pub fn summary(&self) -> &'static str {
        self.docs.trim_start().split("\n\n").next().unwrap_or("").trim()
    }

    /// Where its page is found.
    pub fn url(&self) -> String {
        format!("{}/docs/rules/{}.md", env!("CARGO_PKG_HOMEPAGE"), self.code)
    }
}

/// What a rule looks at.
pub(crate) enum Check {
    /// One article's facts.
    Article(fn(&Facts, &mut Report<'_>)),
    /// What one article contributes, beside all others.
    Across(fn(&Neighbours<'_>, &mut Report<'_>)),
}

/// An article among the others, as a rule over several articles sees it.
#[derive(Debug)]
pub struct Neighbours<'a> {
    /// All articles.
    pub snapshot: &'a Snapshot,
    /// The article that is checked.
    pub id: &'a ArticleId,
    /// What it contributes.
    pub contribution: &'a Contribution,
    /// Where that stands.
    pub places: &'a Places,
}

impl<'a> Neighbours<'a> {
    /// Where a figure of another article stands.
    fn place_of(&'a self, article: &ArticleId, claim: u32) -> Option<&'a ClaimPlace> {
        self.snapshot.known_places(article)?.claims.get(claim as usize)
    }
}

/// Makes a rule's `static RULE` and the test that runs its examples.
macro_rules! rule {
    ($(#[doc = $doc:expr])* $code:literal, $name:literal, $severity:expr, since $since:literal, $check:expr $(, $on:ident)? $(,)?) => {
        pub(crate) static RULE: $crate::rules::Rule = $crate::rules::Rule {
            code: $code,
            name: $name,
            severity: $severity,
            on: $crate::rules::on_by_default!($($on)?),
            since: $since,
            docs: concat!($($doc, "\n",)*),
            check: $check,
        };

        #[cfg(test)]
        #[test]
        fn examples() {
            $crate::rules::check_examples(&RULE);
        }
    };
}

macro_rules! on_by_default {
    () => {
        true
    };
    (strict) => {
        false
    };
}

pub(crate) use {on_by_default};

mod closing;
mod figure_conflict;
mod headline_figure;
mod impossible_date;
mod malformed_number;
mod name_misspelling;
mod parts_total;
mod role_conflict;
mod same_day_conflict;
mod toll_decrease;
mod weekday_date;
mod words;

/// All rules, by code.
pub static RULES: [&Rule; 10] = [
    &headline_figure::RULE,
    &figure_conflict::RULE,
    &parts_total::RULE,
    &toll_decrease::RULE,
    &same_day_conflict::RULE,
    &malformed_number::RULE,
    &name_misspelling::RULE,
    &role_conflict::RULE,
    &weekday_date::RULE,
    &impossible_date::RULE,
];

/// The rule of a code or name, whatever its case.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(name) || rule.name.eq_ignore_ascii_case(name))
}

/// The codes and names of all rules.
pub fn names() -> Vec<(&'static str, &'static str)> {
    RULES.iter().map(|rule| (rule.code, rule.name)).collect()
}

/// Something that cannot be right, at a place of an article.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How grave it is here.
    pub severity: Severity,
    /// The article.
    pub article: ArticleId,
    /// Where.
    pub place: Place,
    /// The words around.
    pub excerpt: Excerpt,
    /// What is wrong and why, with both values and both places, in words for a desk.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The other places.
    pub related: Vec<Related>,
    /// What would mend it, when a machine can be sure.
    pub fix: Option<Fix>,
}

/// Another place that a finding speaks of.
#[derive(Clone, PartialEq, Debug)]
pub struct Related {
    /// The article.
    pub article: ArticleId,
    /// Where.
    pub place: Place,
    /// The words around.
    pub excerpt: Excerpt,
    /// What stands there.
    pub message: String,
}

/// Edits that mend a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What it does, for a menu.
    pub title: String,
    /// All of its edits, in the finding's article.
    pub edits: Vec<FixEdit>,
}

/// One edit of a fix.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FixEdit {
    /// What is replaced.
    pub place: Place,
    /// By what.
    pub text: String,
}

/// What a rule writes its findings to.
#[derive(Debug)]
pub struct Report<'a> {
    rule: &'static Rule,
    article: &'a ArticleId,
    found: &'a mut Vec<Finding>,
}

impl Report<'_> {
    /// Reports a place of the checked article. Gives the finding, to say more.
    pub fn at(&mut self, facts: &Facts, span: Span, message: String) -> &mut Finding {
        self.push(facts.article.text.place(facts.source(span)), excerpt(facts, span), message)
    }

    /// Reports a range of the checked article's source.
    pub fn at_source(&mut self, facts: &Facts, range: TextRange, message: String) -> &mut Finding {
        self.push(facts.article.text.place(range), excerpt_of(facts, range), message)
    }

    /// Reports a figure by its place in the index.
    pub fn at_claim(&mut self, place: &ClaimPlace, message: String) -> &mut Finding {
        self.push(place.place, place.excerpt.clone(), message)
    }

    fn push(&mut self, place: Place, excerpt: Excerpt, message: String) -> &mut Finding {
        let at = self.found.len();
        self.found.push(Finding {
            rule: self.rule,
            severity: self.rule.severity,
            article: self.article.clone(),
            place,
            excerpt,
            message,
            help: None,
            related: Vec::new(),
            fix: None,
        });
        #[expect(clippy::indexing_slicing, reason = "pushed right above")]
        &mut self.found[at]
    }
}

impl Finding {
    /// Makes it one or more steps less grave.
    pub fn lowered(&mut self, steps: usize) -> &mut Self {
        for _ in 0..steps {
            self.severity = self.severity.lower();
        }
        self
    }

    /// Says what to do.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Names another place of the same article.
    pub fn related(&mut self, facts: &Facts, span: Span, message: impl Into<String>) -> &mut Self {
        let place = facts.article.text.place(facts.source(span));
        self.related.push(Related { article: self.article.clone(), place, excerpt: excerpt(facts, span), message: message.into() });
        self
    }

    /// Names a figure of another article.
    pub fn related_claim(&mut self, article: &ArticleId, place: &ClaimPlace, message: impl Into<String>) -> &mut Self {
        let (article, message) = (article.clone(), message.into());
        self.related.push(Related { article, place: place.place, excerpt: place.excerpt.clone(), message });
        self
    }

    /// Offers to write `text` in the place of a span.
    pub fn fix(&mut self, facts: &Facts, span: Span, text: impl Into<String>, title: impl Into<String>) -> &mut Self {
        let place = facts.article.text.place(facts.source(span));
        self.fix = Some(Fix { title: title.into(), edits: vec![FixEdit { place, text: text.into() }] });
        self
    }
}

/// What the rules over one article find in it.
pub fn check_article(id: &ArticleId, facts: &Facts, selection: &Selection) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in wanted(selection) {
        if let Check::Article(check) = rule.check {
            check(facts, &mut Report { rule, article: id, found: &mut found });
        }
    }
    found
}

/// What the rules over several articles find at one of them.
pub fn check_across(neighbours: &Neighbours<'_>, selection: &Selection) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in wanted(selection) {
        if let Check::Across(check) = rule.check {
            check(neighbours, &mut Report { rule, article: neighbours.id, found: &mut found });
        }
    }
    found
}

fn wanted(selection: &Selection) -> impl Iterator<Item = &'static Rule> + '_ {
    RULES.iter().copied().filter(|rule| selection.wants(rule.code, rule.name, rule.on))
}

/// Everything that is found in an open article, in order of place. The server and `check` both come here.
pub fn run(snapshot: &Snapshot, id: &ArticleId, selection: &Selection) -> Vec<Finding> {
    let Some(analysis) = snapshot.analysis(id) else { return Vec::new() };
    let neighbours = Neighbours { snapshot, id, contribution: &analysis.contribution, places: &analysis.places };
    let found = check_article(id, &analysis.facts, selection);
    settle(found, check_across(&neighbours, selection), selection)
}

/// Puts the findings of an article together: in order of place, each place once a rule, none below what is asked for.
pub fn settle(mut found: Vec<Finding>, across: Vec<Finding>, selection: &Selection) -> Vec<Finding> {
    found.extend(across);
    found.retain(|it| selection.shows(it.severity));
    found.sort_by(|a, b| (a.place.range, a.rule.code, &a.message).cmp(&(b.place.range, b.rule.code, &b.message)));
    found.dedup_by(|a, b| a.rule == b.rule && a.place.range == b.place.range);
    found
}

#[cfg(test)]
pub(crate) fn check_examples(rule: &'static Rule) {
    let blocks = crate::fixture::news_blocks(rule.docs);
    let flagged = blocks.iter().filter(|(heading, _)| heading == "Flagged").count();
    let silent = blocks.iter().filter(|(heading, _)| heading == "Not flagged").count();
    assert!(flagged > 0 && silent > 0, "{} needs an example of each kind", rule.code);
    for (heading, text) in &blocks {
        let announces = text.lines().any(|line| line.starts_with("! "));
        assert_eq!(announces, heading == "Flagged", "{} under {heading}:\n{text}", rule.code);
        crate::fixture::check(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_one_of_a_kind() {
        let mut names: Vec<&str> = RULES.iter().flat_map(|rule| [rule.code, rule.name]).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn every_file_of_the_folder_is_a_rule_of_its_name() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
        let mut files: Vec<String> = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        files.retain(|name| !["mod.rs", "closing.rs", "words.rs"].contains(&name.as_str()));
        files.sort();
        let mut names: Vec<String> = RULES.iter().map(|rule| format!("{}.rs", rule.name.replace('-', "_"))).collect();
        names.sort();
        assert_eq!(files, names);
    }

    #[test]
    fn docs_say_what_and_why() {
        for rule in RULES {
            assert!(!rule.summary().is_empty() && rule.docs.contains("## Why it matters"), "{}", rule.code);
            assert_eq!(find(rule.code), find(rule.name));
        }
    }
}

//! The small language of examples and tests: articles with marks in their text.
//!
//! ```text
//! --- june.md | 2011-06-15
//! Rights groups say 1,300 civilians have been killed.
//! --- july.md | 2011-07-15
//! Rights groups say {1,200} civilians have been killed.
//! ! [toll-decrease] 1,300 -> june.md
//! ```
//!
//! | mark | meaning |
//! |---|---|
//! | `--- path \| date` | a new article; without it the text is one article |
//! | `{1,200}` | a range: flagged, or an expected answer |
//! | `$0` | the cursor |
//! | `! [rule] words -> june.md` | the next mark is flagged by that rule; the message has these words; a related place is in that file |
//! | `! [rule] => 1,300` | likewise, and the fix writes this in place of the mark |
//!
//! `\{`, `\}` and `\$0` stand for the signs themselves. What is not announced must not be found.

use crate::article::Format;
use crate::config::Selection;
use crate::facts::{DateBasis, Dated, Given};
use crate::index::{ArticleId, Change, Snapshot, World};
use crate::rules::{self, Finding};
use crate::text::{Text, TextRange, offset, slice};

/// A parsed fixture.
#[derive(Debug, Default)]
pub struct Fixture {
    /// Its articles in order.
    pub articles: Vec<FixtureArticle>,
    /// What the rules must find, in order of the marks.
    pub expected: Vec<Expected>,
}

/// One article of a fixture.
#[derive(Debug)]
pub struct FixtureArticle {
    /// Its name.
    pub id: ArticleId,
    /// Its day.
    pub given: Given,
    /// The text without marks.
    pub text: String,
    /// The marked ranges.
    pub marks: Vec<TextRange>,
    /// The cursor.
    pub cursor: Option<u32>,
}

/// A finding that a fixture announces.
#[derive(Debug, PartialEq, Eq)]
pub struct Expected {
    /// The rule's name or code.
    pub rule: String,
    /// Words of the message.
    pub words: String,
    /// A file of a related place.
    pub related: Option<String>,
    /// What the fix writes.
    pub fix: Option<String>,
}

impl Fixture {
    /// Reads a fixture.
    pub fn parse(source: &str) -> Self {
        let mut fixture = Self::default();
        let mut body = String::new();
        let mut head: Option<String> = None;
        for line in source.trim_matches('\n').lines() {
            if let Some(rest) = line.strip_prefix("--- ") {
                fixture.close(head.take(), &body);
                body.clear();
                head = Some(rest.to_owned());
            } else if let Some(rest) = line.strip_prefix("! ") {
                fixture.expected.extend(expected(rest));
            } else {
                body.push_str(line);
                body.push('\n');
            }
        }
        fixture.close(head, &body);
        fixture
    }

    fn close(&mut self, head: Option<String>, body: &str) {
        if head.is_none() && body.trim().is_empty() {
            return;
        }
        let head = head.unwrap_or_else(|| "article.txt".to_owned());
        let (path, date) = head.split_once('|').map_or((head.trim(), None), |(path, date)| (path.trim(), Some(date.trim())));
        let date = date.and_then(|it| it.parse().ok()).map(|date| Dated { date, basis: DateBasis::Project });
        let (text, marks, cursor) = unmark(body);
        self.articles.push(FixtureArticle { id: ArticleId::new(path), given: Given { date, title: None }, text, marks, cursor });
    }

    /// A workspace in which all articles are open and read.
    pub fn world(&self) -> World {
        let mut world = World::default();
        for article in &self.articles {
            let format = Format::of_file_name(article.id.as_str()).unwrap_or_default();
            let (id, text, given) = (article.id.clone(), Text::new(&article.text), article.given.clone());
            world.apply(Change::Open { id, format, text, version: 1, given });
        }
        for article in &self.articles {
            world.settle_open(&article.id);
        }
        world
    }

    /// The article that holds the cursor, and the cursor.
    pub fn cursor(&self) -> Option<(&FixtureArticle, u32)> {
        self.articles.iter().find_map(|article| Some((article, article.cursor?)))
    }

    /// What the rules find in all articles, in order.
    pub fn findings(&self, selection: &Selection) -> (Snapshot, Vec<Finding>) {
        let snapshot = self.world().snapshot();
        let found = self.articles.iter().flat_map(|article| rules::run(&snapshot, &article.id, selection)).collect();
        (snapshot, found)
    }

    /// What is wrong with the findings, in words; nothing when all is as announced.
    pub fn complaints(&self, selection: &Selection) -> Vec<String> {
        let (_, mut found) = self.findings(selection);
        let mut complaints = Vec::new();
        let marks = self.articles.iter().flat_map(|article| article.marks.iter().map(move |mark| (article, *mark)));
        let marks: Vec<_> = marks.collect();
        if marks.len() != self.expected.len() {
            complaints.push(format!("{} marks, but {} lines that announce a finding", marks.len(), self.expected.len()));
        }
        for ((article, mark), expected) in marks.into_iter().zip(&self.expected) {
            let at = found.iter().position(|it| it.article == article.id && it.place.range == mark && expected.rule_is(it));
            match at {
                Some(at) => complaints.extend(expected.complaint(&found.remove(at))),
                None => complaints.push(format!("missing: [{}] at {:?} in {}", expected.rule, slice(&article.text, mark), article.id)),
            }
        }
        complaints.extend(found.iter().map(|it| format!("unexpected: {}", self.show(it))));
        complaints
    }

    fn show(&self, finding: &Finding) -> String {
        let text = self.articles.iter().find(|it| it.id == finding.article).map_or("", |it| slice(&it.text, finding.place.range));
        format!("[{}] at {text:?} in {}: {}", finding.rule.name, finding.article, finding.message)
    }
}

impl Expected {
    fn rule_is(&self, finding: &Finding) -> bool {
        finding.rule.name == self.rule || finding.rule.code == self.rule
    }

    fn complaint(&self, finding: &Finding) -> Option<String> {
        if !finding.message.contains(&self.words) {
            return Some(format!("[{}] does not say {:?}: {}", self.rule, self.words, finding.message));
        }
        if let Some(file) = self.related.as_ref().filter(|file| !finding.related.iter().any(|it| it.article.as_str() == *file)) {
            return Some(format!("[{}] does not point into {file}", self.rule));
        }
        let fix = finding.fix.as_ref().and_then(|fix| fix.edits.first()).map(|edit| edit.text.as_str());
        self.fix.as_deref().filter(|wanted| fix != Some(wanted)).map(|wanted| format!("[{}] does not write {wanted:?} but {fix:?}", self.rule))
    }
}

fn expected(line: &str) -> Option<Expected> {
    let (rule, rest) = line.strip_prefix('[')?.split_once(']')?;
    let (rest, related) = rest.split_once("->").map_or((rest, None), |(rest, file)| (rest, Some(file.trim().to_owned())));
    let (words, fix) = rest.split_once("=>").map_or((rest, None), |(words, fix)| (words, Some(fix.trim().to_owned())));
    Some(Expected { rule: rule.to_owned(), words: words.trim().to_owned(), related, fix })
}

/// Takes the marks out of a text.
fn unmark(body: &str) -> (String, Vec<TextRange>, Option<u32>) {
    let (mut text, mut marks, mut cursor) = (String::with_capacity(body.len()), Vec::new(), None);
    let mut open: Vec<usize> = Vec::new();
    let mut rest = body;
    while let Some(ch) = rest.chars().next() {
        let escaped = ['{', '}', '$'].iter().find(|&&sign| rest.strip_prefix('\\').is_some_and(|it| it.starts_with(sign)));
        let taken = if let Some(&sign) = escaped {
            text.push(sign);
            2
        } else if rest.starts_with("$0") {
            cursor = Some(offset(text.len()));
            2
        } else if ch == '{' {
            open.push(text.len());
            1
        } else if ch == '}' {
            marks.extend(open.pop().map(|start| TextRange::from(start..text.len())));
            1
        } else {
            text.push(ch);
            ch.len_utf8()
        };
        rest = rest.get(taken..).unwrap_or("");
    }
    marks.sort();
    (text, marks, cursor)
}

/// The `news` blocks of a Markdown text, with the heading each stands under.
pub fn news_blocks(markdown: &str) -> Vec<(String, String)> {
    let (mut blocks, mut heading, mut block) = (Vec::new(), String::new(), None::<String>);
    for line in markdown.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        match &mut block {
            Some(text) if line.trim_end() == "```" => {
                blocks.push((heading.clone(), std::mem::take(text)));
                block = None;
            }
            Some(text) => {
                text.push_str(line);
                text.push('\n');
            }
            None if line.trim_end() == "```news" => block = Some(String::new()),
            None => {
                if let Some(title) = line.strip_prefix('#') {
                    title.trim_start_matches('#').trim().clone_into(&mut heading);
                }
            }
        }
    }
    blocks
}

/// Fails with what is wrong when a fixture is not as announced. For tests.
///
/// # Panics
/// When a finding is missing, unexpected or different.
pub fn check(source: &str) {
    let complaints = Fixture::parse(source).complaints(&Selection::everything());
    assert!(complaints.is_empty(), "{}\n{source}", complaints.join("\n"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out() {
        let fixture = Fixture::parse("--- june.md | 2011-06-15\nA {b} $0c \\{d\\}\n! [F101] words -> june.md\n");
        let article = &fixture.articles[0];
        assert_eq!((article.text.as_str(), article.marks[0], article.cursor), ("A b c {d}\n", TextRange::new(2, 3), Some(4)));
        assert_eq!(article.given.date.unwrap().date, jiff::civil::date(2011, 6, 15));
        let expected = Expected { rule: "F101".into(), words: "words".into(), related: Some("june.md".into()), fix: None };
        assert_eq!(fixture.expected, [expected]);
    }

    #[test]
    fn a_finding_that_is_missing_or_too_much_is_told() {
        let missing = Fixture::parse("The town is {quiet}.\n! [F101] x\n").complaints(&Selection::everything());
        assert_eq!(missing, ["missing: [F101] at \"quiet\" in article.txt"]);
        let surplus = Fixture::parse("Some 45,00 people fled.\n").complaints(&Selection::everything());
        assert!(surplus.len() == 1 && surplus[0].starts_with("unexpected: [malformed-number]"), "{surplus:?}");
    }

    #[test]
    fn news_blocks_stand_under_their_headings() {
        let blocks = news_blocks(" ## Flagged\n\n ```news\n a\n ```\n ```text\n b\n ```\n");
        assert_eq!(blocks, [("Flagged".to_owned(), "a\n".to_owned())]);
    }
}

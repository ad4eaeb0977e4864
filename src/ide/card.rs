//! A hover's text, for clients that show Markdown and for those that show none.

use std::fmt::Write;

/// Lines of a hover card.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Card {
    title: String,
    lines: Vec<Line>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Line {
    /// A label with its text.
    Field(&'static str, String),
    /// One of several under the label before.
    Item(String),
}

impl Card {
    /// A card with its first line.
    pub(super) fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), lines: Vec::new() }
    }

    /// Adds a line; an empty text adds none.
    pub(super) fn field(&mut self, label: &'static str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.lines.push(Line::Field(label, text));
        }
    }

    /// Adds a line under the one before.
    pub(super) fn item(&mut self, text: impl Into<String>) {
        self.lines.push(Line::Item(text.into()));
    }

    /// The card as Markdown. What an article says stands escaped, so that no text of an article becomes markup.
    pub fn markdown(&self) -> String {
        let mut out = format!("**{}**\n", escape(&self.title));
        let mut in_list = false;
        for line in &self.lines {
            let written = match line {
                Line::Field("", text) => write!(out, "\n{}\n", escape(text)),
                Line::Field(label, text) => write!(out, "\n*{label}:* {}\n", escape(text)),
                Line::Item(text) if in_list => writeln!(out, "- {}", escape(text)),
                Line::Item(text) => write!(out, "\n- {}\n", escape(text)),
            };
            in_list = matches!(line, Line::Item(_)) && written.is_ok();
        }
        out
    }

    /// The card without any markup.
    pub fn plain(&self) -> String {
        let mut out = format!("{}\n", self.title);
        for line in &self.lines {
            let written = match line {
                Line::Field("", text) => writeln!(out, "{text}"),
                Line::Field(label, text) => writeln!(out, "{label}: {text}"),
                Line::Item(text) => writeln!(out, "  {text}"),
            };
            debug_assert!(written.is_ok(), "writing to a string never fails");
        }
        out
    }
}

/// Escapes what Markdown would read as markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for ch in text.chars() {
        match ch {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' => {
                out.push('\\');
                out.push(ch);
            }
            '\n' | '\r' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_cannot_write_markup() {
        let mut card = Card::new("A *bold* name");
        card.field("Said", "[link](http://x)\n# no");
        card.item("a");
        card.item("b");
        assert_eq!(card.markdown(), "**A \\*bold\\* name**\n\n*Said:* \\[link\\](http://x) \\# no\n\n- a\n- b\n");
        assert_eq!(card.plain(), "A *bold* name\nSaid: [link](http://x)\n# no\n  a\n  b\n");
    }

    #[test]
    fn empty_lines_are_left_out() {
        let mut card = Card::new("x");
        card.field("Said", "");
        assert_eq!(card.plain(), "x\n");
    }
}

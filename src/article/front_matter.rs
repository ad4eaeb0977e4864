//! YAML, TOML and JSON front matter.
//!
//! Only the top level is read; whatever is nested is left alone. A broken front matter is reported and costs its
//! own fields, never the article.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::block::{Draft, assemble};
use super::{Block, Map, Piece, Shape};
use crate::text::{TextRange, offset, slice};

/// No fence and no opening brace reaches further than this into the text, in bytes (a byte order mark before it).
pub(super) const LONGEST_FENCE: u32 = 16;

/// What the front matter says.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Meta {
    /// The whole front matter with its fences; empty when there is none.
    pub range: TextRange,
    /// The top level's plain fields in their order by name.
    pub fields: Vec<Field>,
    /// Why it could not be read, and where.
    pub problem: Option<(TextRange, String)>,
}

/// A field of the front matter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// The key in lower case.
    pub key: String,
    /// The value as a text; a list's items stand joined by commas.
    pub value: String,
    /// The bytes of the value in the source.
    pub range: TextRange,
}

/// Which field a date was taken from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DateField {
    /// The day.
    pub date: Date,
    /// The bytes of the value.
    pub range: TextRange,
}

/// The names under which a title is found, best first.
const TITLE: [&str; 3] = ["headline", "title", "name"];
/// The names of a standfirst.
const DESCRIPTION: [&str; 5] = ["standfirst", "description", "summary", "subtitle", "dek"];
/// The names of the day of publication; the order is Hugo's, which newsrooms' static sites share.
const DATE: [&str; 7] = ["date", "publishdate", "pubdate", "published", "lastmod", "updated", "modified"];

impl Meta {
    /// The first field of these names that has a value.
    pub fn field(&self, names: &[&str]) -> Option<&Field> {
        let named = |name: &&str| self.fields.iter().find(|it| it.key == *name && !it.value.trim().is_empty());
        names.iter().find_map(named)
    }

    /// The day the article is of.
    pub fn date(&self) -> Option<DateField> {
        let fields = DATE.iter().filter_map(|name| self.field(&[name]));
        fields.into_iter().find_map(|it| Some(DateField { date: parse_date(&it.value)?, range: it.range }))
    }
}

/// A day as front matter writes it: `2011-06-28`, with or without a time behind it.
fn parse_date(value: &str) -> Option<Date> {
    let value = value.trim();
    let day = value.get(..10).unwrap_or(value).replace('/', "-");
    day.parse().ok()
}

/// Whether a text begins as one with front matter does.
pub(super) fn opens(source: &str) -> bool {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    source.starts_with("---") || source.starts_with("+++") || source.starts_with('{')
}

/// Reads the front matter of a source, if it has one.
pub(super) fn read(source: &str) -> Meta {
    if !opens(source) {
        return Meta::default();
    }
    fenced(source, "---", yaml).or_else(|| fenced(source, "+++", toml)).or_else(|| json(source)).unwrap_or_default()
}

/// The title and the description as blocks of their own.
pub(super) fn blocks(meta: &Meta, source: &str) -> Vec<Block> {
    let drafts = [(&TITLE[..], Shape::Title), (&DESCRIPTION[..], Shape::Description)];
    let found = drafts.iter().filter_map(|(names, shape)| draft(meta.field(names)?, *shape, source));
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|draft| draft.start);
    assemble(found, &[])
}

/// A value as a block. Its bytes are matched with the source's, over the escapes of quoted strings.
fn draft<'a>(field: &Field, shape: Shape, source: &'a str) -> Option<Draft<'a>> {
    let raw = slice(source, field.range);
    let at = field.range.start;
    if let Some(inner) = raw.find(field.value.as_str()) {
        let range = TextRange::from(inner..inner + field.value.len()).shift(at);
        return Some(Draft::plain(source, range, shape, true));
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut from = usize::from(raw.starts_with(['"', '\'']));
    let mut text = 0;
    for ch in field.value.chars() {
        let rest = raw.get(from..)?;
        let (skip, len) = escape(rest, ch)?;
        let piece = Piece { text: offset(text), source: offset(from + skip), len: offset(ch.len_utf8()), source_len: offset(len) };
        match pieces.last_mut() {
            Some(last) if last.source + last.source_len == piece.source && last.len == last.source_len && len == ch.len_utf8() => {
                last.len += piece.len;
                last.source_len += piece.source_len;
            }
            _ => pieces.push(piece),
        }
        text += ch.len_utf8();
        from += skip + len;
    }
    let text = field.value.clone().into();
    Some(Draft { start: at, source_len: field.range.len(), text, map: Map::Pieces(pieces.into()), shape, fresh: true })
}

/// How a character of a value is written at the start of `rest`: bytes to skip, and bytes it takes.
fn escape(rest: &str, ch: char) -> Option<(usize, usize)> {
    if rest.starts_with(ch) {
        // A doubled quotation mark of YAML's single quotes stands for one.
        return Some(if ch == '\'' && rest.starts_with("''") { (1, 1) } else { (0, ch.len_utf8()) });
    }
    if let Some(escaped) = rest.strip_prefix('\\') {
        let len = match escaped.chars().next()? {
            'u' => 5,
            'U' => 9,
            'x' => 3,
            other => other.len_utf8(),
        };
        return Some((0, 1 + len));
    }
    // YAML folds a line break and the indent behind it into one space.
    let blank = rest.len() - rest.trim_start().len();
    (ch.is_whitespace() && blank > 0).then_some((0, blank))
}

type Fields = Result<Vec<Field>, (TextRange, String)>;

/// Front matter between two lines that hold only the fence.
fn fenced(source: &str, fence: &str, parse: fn(&str) -> Fields) -> Option<Meta> {
    let bom = source.len() - source.trim_start_matches('\u{feff}').len();
    let mut lines = source.get(bom..)?.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == fence)?;
    let from = bom + first.len();
    let mut to = from;
    for line in lines {
        let closes = line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
        if closes {
            let inner = source.get(from..to)?;
            return Some(meta((0..to + line.len()).into(), offset(from), parse(inner)));
        }
        to += line.len();
    }
    None
}

/// Front matter that is a JSON object at the text's start, ended by `}` on a line of its own (Hugo's form).
fn json(source: &str) -> Option<Meta> {
    let bom = source.len() - source.trim_start_matches('\u{feff}').len();
    let rest = source.get(bom..).filter(|rest| rest.starts_with('{'))?;
    let mut to = 0;
    for line in rest.split_inclusive('\n') {
        to += line.len();
        let whole = line.trim_end() == "}" || (to == line.len() && line.trim_end().ends_with('}'));
        if whole {
            // JSON is YAML, so one reader with places serves both.
            return Some(meta((0..bom + to).into(), offset(bom), yaml(rest.get(..to)?)));
        }
    }
    None
}

fn meta(range: TextRange, base: u32, fields: Fields) -> Meta {
    match fields {
        Ok(mut fields) => {
            for field in &mut fields {
                field.range = field.range.shift(base);
            }
            Meta { range, fields, problem: None }
        }
        Err((at, message)) => Meta { range, fields: Vec::new(), problem: Some((at.shift(base), message)) },
    }
}

fn yaml(inner: &str) -> Fields {
    if inner.trim().is_empty() {
        return Ok(Vec::new());
    }
    let read: BTreeMap<String, serde_saphyr::Spanned<Scalar>> =
        serde_saphyr::from_str(inner).map_err(|error| (yaml_place(&error, inner), first_line(&error.to_string())))?;
    let field = |(key, it): (String, serde_saphyr::Spanned<Scalar>)| {
        let span = it.referenced.span();
        let start = usize::try_from(span.byte_offset()?).ok()?;
        let len = usize::try_from(span.byte_len()?).ok()?;
        Some(Field { key: key.to_lowercase(), value: it.value.0?, range: (start..start + len).into() })
    };
    Ok(read.into_iter().filter_map(field).collect())
}

fn yaml_place(error: &serde_saphyr::Error, inner: &str) -> TextRange {
    let start = error.location().and_then(|it| it.span().byte_offset()).and_then(|at| usize::try_from(at).ok());
    line_at(inner, start.unwrap_or(0))
}

fn toml(inner: &str) -> Fields {
    let table = toml::de::DeTable::parse(inner).map_err(|error| {
        (line_at(inner, error.span().map_or(0, |span| span.start)), first_line(error.message()))
    })?;
    let field = |(key, it): (&toml::Spanned<_>, &toml::Spanned<toml::de::DeValue<'_>>)| {
        let key: &toml::Spanned<toml::de::DeString<'_>> = key;
        let value = toml_text(it.get_ref())?;
        Some(Field { key: key.get_ref().to_lowercase(), value, range: it.span().into() })
    };
    let mut fields: Vec<_> = table.get_ref().iter().filter_map(field).collect();
    fields.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(fields)
}

fn toml_text(value: &toml::de::DeValue<'_>) -> Option<String> {
    use toml::de::DeValue;
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        DeValue::Boolean(truth) => Some(truth.to_string()),
        DeValue::Datetime(moment) => Some(moment.to_string()),
        DeValue::Array(items) => {
            let items: Vec<_> = items.iter().filter_map(|item| toml_text(item.get_ref())).collect();
            Some(items.join(", "))
        }
        DeValue::Table(_) => None,
    }
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or("").to_owned()
}

/// The line that holds a byte, for a message to point at.
fn line_at(text: &str, at: usize) -> TextRange {
    let at = crate::text::floor_char(text, at);
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |newline| at + newline);
    (start..end).into()
}

/// A value of YAML as text; nothing for a nested table.
struct Scalar(Option<String>);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar(Some(text.to_owned())))
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Scalar, E> {
        Ok(Scalar(Some(truth.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
        Ok(Scalar(Some(number.to_string())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
        Ok(Scalar(Some(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Scalar, E> {
        Ok(Scalar(Some(number.to_string())))
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }

    fn visit_none<E>(self) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }

    fn visit_some<D: serde::Deserializer<'de>>(self, inner: D) -> Result<Scalar, D::Error> {
        Scalar::deserialize(inner)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Scalar, A::Error> {
        let mut texts = Vec::new();
        while let Some(item) = items.next_element::<Scalar>()? {
            texts.extend(item.0);
        }
        Ok(Scalar(Some(texts.join(", "))))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Scalar, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[(&str, &str)]) -> Meta {
        let meta = read(source);
        let fields: Vec<_> = meta.fields.iter().map(|it| (it.key.as_str(), it.value.as_str())).collect();
        assert_eq!(fields, expected, "{:?}", meta.problem);
        meta
    }

    fn title(source: &str) -> (String, String) {
        let block = blocks(&read(source), source).remove(0);
        let range = block.source(TextRange::new(0, offset(block.prose.text.len())));
        (block.prose.text.to_string(), slice(source, range).to_owned())
    }

    #[test]
    fn all_three_forms() {
        let expected = [("date", "2011-06-28"), ("title", "Bus fall kills 12")];
        let yaml = check("---\ntitle: Bus fall kills 12\ndate: 2011-06-28\n---\nBody", &expected);
        let toml = check("+++\ntitle = \"Bus fall kills 12\"\ndate = 2011-06-28\n+++\n", &expected);
        let json = check("{\n  \"title\": \"Bus fall kills 12\",\n  \"date\": \"2011-06-28\"\n}\n", &expected);
        for meta in [yaml, toml, json] {
            assert_eq!(meta.date().map(|it| it.date), Some(jiff::civil::date(2011, 6, 28)));
        }
    }

    #[test]
    fn the_title_stands_where_it_is_written() {
        assert_eq!(title("---\ntitle: Bus fall\n---\n"), ("Bus fall".into(), "Bus fall".into()));
        assert_eq!(title("---\ntitle: \"Café “Nord” closes\"\n---\n").1, "Café “Nord” closes");
        assert_eq!(title("+++\ntitle = 'Bus fall'\n+++\n").1, "Bus fall");
        assert_eq!(title("---\ntitle: \"He \\\"won\\\" it\"\n---\n"), ("He \"won\" it".into(), "He \\\"won\\\" it".into()));
        assert_eq!(title("---\ntitle: 'It''s over'\n---\n").0, "It's over");
    }

    #[test]
    fn a_broken_one_costs_its_fields_only() {
        let meta = check("---\ntitle: [unclosed\n---\nBody", &[]);
        assert!(meta.problem.is_some());
        assert_eq!(meta.range, TextRange::new(0, 25));
        check("+++\ntitle = \n+++\n", &[]);
    }

    #[test]
    fn what_only_looks_like_front_matter_is_text() {
        for source in ["--- \n no end", "-- dash", "{not json", "--- three dashes\ntitle: x\n---\n", ""] {
            assert_eq!(check(source, &[]).range, TextRange::default(), "{source}");
        }
    }

    #[test]
    fn nested_values_lists_and_numbers() {
        check("---\ntags: [war, flood]\nphoto: {url: x}\ndraft: true\nweight: 3\nempty:\n---\n", &[("draft", "true"), ("tags", "war, flood"), ("weight", "3")]);
    }
}

//! Which part of an article a block is: headline, caption, body, or what the page brought along.
//!
//! Wrong zones make false alarms, so whatever does not look like copy of the desk is set aside.

mod traits;

pub(super) use traits::{Traits, read as read_traits};

use super::{Block, Shape};
use crate::text::TextRange;

/// A part of an article.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Zone {
    /// The headline.
    Headline,
    /// The standfirst, or deck.
    Standfirst,
    /// A crosshead within the body.
    Subhead,
    /// A picture's caption.
    Caption,
    /// The body.
    Body,
    /// Who took a picture.
    Credit,
    /// Who wrote the article.
    Byline,
    /// Where a report was written: `Moscow:`.
    Dateline,
    /// Appeals, sign-up texts, legal notices, links.
    Boilerplate,
    /// A reader's comment.
    Comment,
    /// Who wrote a comment, when.
    CommentMeta,
    /// Links and labels of the page.
    Navigation,
    /// The desk's own note in brackets.
    EditorNote,
    /// An id that only machines read.
    MachineId,
}

impl Zone {
    /// Its name in `copydesk facts`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Subhead => "subhead",
            Self::Caption => "caption",
            Self::Body => "body",
            Self::Credit => "credit",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Boilerplate => "boilerplate",
            Self::Comment => "comment",
            Self::CommentMeta => "comment-meta",
            Self::Navigation => "navigation",
            Self::EditorNote => "editor-note",
            Self::MachineId => "junk-id",
        }
    }

    /// Whether it is copy of the desk: its facts are read and compared.
    pub fn is_copy(self) -> bool {
        matches!(self, Self::Headline | Self::Standfirst | Self::Subhead | Self::Caption | Self::Body)
    }

    /// Whether it is shown apart from the running text, and so speaks for the article as a whole.
    pub fn is_display(self) -> bool {
        matches!(self, Self::Headline | Self::Standfirst | Self::Caption | Self::Subhead)
    }

    /// Whether its people are indexed: copy and credits.
    pub fn is_indexed(self) -> bool {
        self.is_copy() || matches!(self, Self::Credit | Self::Byline)
    }
}

/// Gives every block its zone.
pub(super) fn assign(blocks: &mut [Block]) {
    let traits: Vec<Traits> = blocks.iter().map(|block| block.prose.traits).collect();
    for (block, traits) in blocks.iter_mut().zip(&traits) {
        (block.credit, block.dateline) = (TextRange::empty(0), TextRange::empty(0));
        block.zone = alone(block.shape, traits);
    }
    if let [only] = blocks {
        // A line alone is what its writer is at, whatever it looks like.
        only.zone = if only.zone == Zone::Headline { Zone::Headline } else { Zone::Body };
        return details(blocks, &traits, 0);
    }
    let body = body(blocks, &traits);
    tail(blocks, &traits, body.start);
    comments(blocks, &traits);
    head(blocks, &traits, body.start);
    middle(blocks, &traits, body.start);
    details(blocks, &traits, body.start);
}

/// The zone that a block's own words and markup tell; the body when they tell nothing.
fn alone(shape: Shape, traits: &Traits) -> Zone {
    match shape {
        Shape::Title => return Zone::Headline,
        Shape::Description => return Zone::Standfirst,
        Shape::Picture => return Zone::Caption,
        Shape::Heading(_) if traits.cues >= 2 => return Zone::Boilerplate,
        Shape::Heading(1) => return Zone::Headline,
        Shape::Heading(_) => return Zone::Subhead,
        Shape::Raw => return Zone::Navigation,
        _ => {}
    }
    if traits.machine_id {
        Zone::MachineId
    } else if traits.bracketed && traits.appeals > 0 && traits.words >= 4 {
        Zone::EditorNote
    } else if traits.is_boilerplate() {
        Zone::Boilerplate
    } else if traits.foreign * 2 > traits.words {
        // "إقرأ هذا الخبر بالعربية": a link to the same story in another language.
        Zone::Boilerplate
    } else if traits.byline {
        Zone::Byline
    } else if traits.stamp && !traits.is_prose() {
        Zone::Navigation
    } else {
        Zone::Body
    }
}

/// From the first paragraph of running text to the last.
fn body(blocks: &[Block], traits: &[Traits]) -> std::ops::Range<usize> {
    let is_body = |(block, traits): (&Block, &Traits)| {
        block.zone == Zone::Body && traits.is_prose() && !is_caption(traits) && block.shape != Shape::Cell
    };
    let found: Vec<bool> = blocks.iter().zip(traits).map(is_body).collect();
    let first = found.iter().position(|&it| it).unwrap_or_else(|| blocks.iter().position(|it| it.zone == Zone::Body).unwrap_or(0));
    first..found.iter().rposition(|&it| it).map_or(first, |last| last + 1)
}

fn is_caption(traits: &Traits) -> bool {
    traits.caption_cue && (traits.credit.is_some() || traits.words <= 45)
}

/// The page's end: from an appeal or link on, everything that is no running text of the desk, unless two paragraphs
/// of plain copy follow, which make the appeal an insertion.
fn tail(blocks: &mut [Block], traits: &[Traits], body: usize) {
    let mut inside = false;
    for index in body..blocks.len() {
        let (Some(block), Some(own)) = (blocks.get(index), traits.get(index)) else { return };
        let strong = matches!(block.zone, Zone::Boilerplate);
        if strong {
            inside = true;
        } else if inside {
            let is_copy = |at: usize| {
                blocks.get(at).zip(traits.get(at)).is_some_and(|(block, it)| block.zone == Zone::Body && !it.may_be_tail())
            };
            let reads_on = is_copy(index) && (is_copy(index + 1) || own.says);
            if reads_on {
                inside = false;
            } else if block.zone == Zone::Body || block.zone == Zone::Navigation || block.zone == Zone::Byline {
                set(blocks, index, Zone::Boilerplate);
            }
        }
    }
}

/// Everything behind the header of the readers' comments.
fn comments(blocks: &mut [Block], traits: &[Traits]) {
    let Some(header) = traits.iter().position(|it| it.comment_header) else { return };
    set(blocks, header, Zone::Boilerplate);
    for index in header + 1..blocks.len() {
        let Some(own) = traits.get(index) else { return };
        let page = blocks.get(index).is_some_and(|it| it.zone == Zone::Boilerplate) && own.is_boilerplate();
        let meta = own.stamp || (own.words <= 8 && !own.ends_with_stop && own.ends_with_colon);
        set(blocks, index, match (page, meta) {
            (true, _) => Zone::Boilerplate,
            (_, true) => Zone::CommentMeta,
            _ => Zone::Comment,
        });
    }
}

/// What stands before the first paragraph: headline, standfirst, captions, labels.
fn head(blocks: &mut [Block], traits: &[Traits], body: usize) {
    let mut headline = blocks.iter().take(body).any(|block| block.zone == Zone::Headline);
    for index in 0..body {
        let (Some(block), Some(own)) = (blocks.get(index), traits.get(index)) else { return };
        if block.zone != Zone::Body {
            if let (Zone::Subhead, false) = (block.zone, headline) {
                // The highest heading before the body is the headline, whatever its level.
                headline = true;
                set(blocks, index, Zone::Headline);
            }
            continue;
        }
        let next_is_text = index + 1 == body;
        let name_alone = own.words <= 3 && own.is_title_case();
        let label = own.credit.is_some() && own.is_title_case() && own.words <= if headline { 12 } else { 6 };
        let zone = if is_caption(own) || label || (name_alone && (!next_is_text || headline)) {
            Zone::Caption
        } else if !headline {
            headline = true;
            Zone::Headline
        } else if own.words <= 2 || own.stamp {
            Zone::Navigation
        } else if own.is_title_case() && own.words <= 8 {
            Zone::Caption
        } else {
            Zone::Standfirst
        };
        set(blocks, index, zone);
    }
    // A page whose copy is one line without a full stop.
    if !headline && body == 0 && traits.first().is_some_and(|own| !own.is_prose()) && blocks.len() > 1 && blocks.first().is_some_and(|it| it.zone == Zone::Body) {
        set(blocks, 0, Zone::Headline);
    }
}

/// Crossheads and captions between the paragraphs.
fn middle(blocks: &mut [Block], traits: &[Traits], body: usize) {
    for index in body..blocks.len() {
        let (Some(block), Some(own)) = (blocks.get(index), traits.get(index)) else { return };
        if block.zone != Zone::Body || matches!(block.shape, Shape::ListItem | Shape::Cell | Shape::Quote | Shape::Footnote) {
            continue;
        }
        let short = own.words <= 9 && !own.ends_with_stop && !own.ends_with_colon;
        let followed = blocks.get(index + 1..).is_some_and(|rest| rest.iter().any(|it| it.zone == Zone::Body));
        if is_caption(own) {
            set(blocks, index, Zone::Caption);
        } else if short && index > body && !block.prose.text.starts_with(['"', '“', '‘', '«']) {
            set(blocks, index, if followed { Zone::Subhead } else { Zone::Navigation });
        }
    }
}

/// Datelines and credits within their blocks.
fn details(blocks: &mut [Block], traits: &[Traits], body: usize) {
    for (index, (block, own)) in blocks.iter_mut().zip(traits).enumerate() {
        if block.zone == Zone::Caption && let Some(start) = own.credit {
            let end = crate::text::offset(block.prose.text.len());
            block.credit = TextRange::new(start, end);
        }
        if block.zone == Zone::Body && index <= body + 1 {
            block.dateline = own.dateline.unwrap_or(block.dateline);
        }
    }
}

fn set(blocks: &mut [Block], index: usize, zone: Zone) {
    if let Some(block) = blocks.get_mut(index) {
        block.zone = zone;
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Format};
    use crate::text::Text;

    /// Each line is `zone: text`; the zones are taken off, the text is read, and the zones must come back.
    fn check(marked: &str) {
        let lines: Vec<(&str, &str)> = marked.trim().lines().filter_map(|line| line.trim().split_once(": ")).collect();
        let text: Vec<&str> = lines.iter().map(|(_, text)| *text).collect();
        let article = Article::read(Text::new(&text.join("\n\n")), Format::Plain);
        let found: Vec<_> = article.blocks.iter().map(|it| format!("{}: {}", it.zone.name(), it.prose.text)).collect();
        let expected: Vec<_> = lines.iter().map(|(zone, text)| format!("{zone}: {text}")).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_page_with_all_it_brings_along() {
        check(
            "
            boilerplate: Support The Daily Bugle!
            headline: Council Votes To Close Bridge
            caption: Mayor Ana Reyes Tom Field
            body: The council voted on Tuesday to close the old bridge, the mayor said.
            subhead: Long detour
            body: \"We have no choice,\" Reyes told reporters. Drivers will have to go round by the harbour.
            boilerplate: Sign up for our free weekly newsletter
            boilerplate: Our weekly newsletter contains a selection of news. You will receive it every Friday.
            boilerplate: We refuse to be silenced.
            boilerplate: Once
            boilerplate: Read more
            ",
        );
    }

    #[test]
    fn an_appeal_within_the_text_is_an_insertion() {
        check(
            "
            headline: Council votes to close bridge
            body: The council voted on Tuesday to close the old bridge, the mayor said.
            boilerplate: Read more: Mayor opens new ferry
            body: The bridge was built in 1911 and carries some 20,000 cars a day.
            body: Drivers will have to go round by the harbour until the spring.
            ",
        );
    }

    #[test]
    fn readers_comments_and_their_stamps() {
        check(
            "
            headline: Council votes to close bridge
            body: The council voted on Tuesday to close the old bridge, the mayor said.
            boilerplate: Comments 2
            comment-meta: user-icon + old salt (Guest) 15 November 2011, 13:56
            comment: this is the real mayor, others are not
            comment: He took the money.
            ",
        );
    }

    #[test]
    fn captions_before_the_text_and_in_it() {
        check(
            "
            junk-id: 1.829641-2376756355
            caption: Ana Reyes (left), the mayor, greets Tom Field (second from left) on Tuesday. Image Credit: AP
            body: The council voted on Tuesday to close the old bridge, the mayor said.
            caption: The bridge, seen in a file photo from May. Jo Park
            body: It was built in 1911 and carries some 20,000 cars a day.
            ",
        );
        check("caption: Ana Reyes\ncaption: Ana Reyes Reuters\nbody: The council voted on Tuesday to close the old bridge.");
    }

    #[test]
    fn speech_of_the_people_in_the_story_is_no_appeal() {
        check(
            "
            headline: Bridge closed
            body: \"We need your help,\" the mayor told drivers. \"You must sign up for the ferry.\"
            body: He said: \"Our bridge is old, and your cars are heavy. Support us!\"
            ",
        );
    }

    #[test]
    fn notes_bylines_and_links() {
        check(
            "
            headline: Council votes to close bridge
            byline: By Jane Roe and John Doe in Cairo
            body: The council voted on Tuesday to close the old bridge, the mayor said.
            editor-note: (The desk keeps you updated until the holiday begins.)
            boilerplate: Did you find a mistake in the article? Report to us
            ",
        );
        check("headline: Bridge closed\nboilerplate: إقرأ هذا الخبر بالعربية W460\nbody: The council voted on Tuesday to close the bridge.");
    }

    #[test]
    fn datelines_are_marked() {
        let dateline = |text: &str| {
            let article = Article::read(Text::new(text), Format::Plain);
            let block = &article.blocks[0];
            crate::text::slice(&block.prose.text, block.dateline).to_owned()
        };
        assert_eq!(dateline("Moscow: Exiled figures urged Russia to act."), "Moscow:");
        assert_eq!(dateline("TRIPOLI, Libya (AP) — Rebels took the port on Monday."), "TRIPOLI, Libya (AP) —");
        assert_eq!(dateline("CAIRO - Rebels took the port on Monday."), "CAIRO -");
        assert_eq!(dateline("Rebels - Some of them young - took the port on Monday."), "");
        assert_eq!(dateline("The vote: Nobody knew of it until Monday."), "");
    }
}

//! The second pass, within lines: text, links, images and the tags of HTML among them.
//!
//! Braces become literals of Fluent, addresses lead to their new places, tags become the marks
//! of Markdown where there are such, and are dropped where there are not.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::blocks::Noted;
use super::edits::Edits;
use super::events::Events;
use super::links::Led;
use super::report::RemarkKind;
use super::rewrite::Context;
use super::tags::{self, TagText};
use crate::fluent::write::escape_braces;

/// A rewriting of the insides of a text.
pub(super) struct Lines<'a, 't> {
    pub(super) events: &'a Events<'t>,
    pub(super) context: &'a Context<'a>,
    pub(super) edits: &'a mut Edits,
    pub(super) noted: &'a mut Vec<Noted>,
    /// Tags that open something, with those that close it.
    pub(super) pairs: HashMap<usize, usize>,
    /// The event that ends the link that is open: in it there cannot be another.
    pub(super) link_end: usize,
    /// Where the tag ended that was removed last, if nothing but space stood before it.
    pub(super) removed: Option<usize>,
}

impl Lines<'_, '_> {
    fn note(&mut self, at: usize, kind: RemarkKind, text: impl Into<String>) {
        self.noted.push((at, kind, text.into()));
    }

    /// Text as it was written: its braces are no placeables, its dollars begin no formula.
    pub(super) fn text(&mut self, range: &Range<usize>) {
        let written = &self.events.text[range.clone()];
        // A note that is defined nowhere is text; Concord would look for it.
        if written == "["
            && self.context.is_chapter()
            && self.events.text[range.end..].starts_with('^')
            && !self.events.is_escaped(range.start)
        {
            self.edits.insert(range.start, "\\");
        }
        for (at, character) in written.char_indices() {
            let at = range.start + at;
            match character {
                '{' | '}' => {
                    self.edits
                        .replace(at..at + 1, escape_braces(&character.to_string()));
                }
                '$' if !self.context.places.settings.formulas && !self.events.is_escaped(at) => {
                    self.edits.insert(at, "\\");
                }
                _ => {}
            }
        }
    }

    /// A link or an image: leads its address, or leaves its words.
    pub(super) fn link(&mut self, at: usize) {
        let (event, range) = &self.events.list[at];
        let (link_type, address, title, is_image) = match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            }) => (*link_type, dest_url, title, false),
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            }) => (*link_type, dest_url, title, true),
            _ => return,
        };
        let in_link = at < self.link_end;
        if !is_image {
            self.link_end = self.events.ends[at];
        }
        if matches!(link_type, LinkType::Autolink | LinkType::Email) {
            self.autolink(range, address, link_type == LinkType::Email);
            return;
        }
        let led = if is_image {
            self.context.places.image(self.context.page, address)
        } else {
            self.context.places.link(self.context.page, address)
        };
        if let Some((kind, text)) = &led.remark {
            self.note(range.start, *kind, text.clone());
        }
        let content = self.content(at, is_image);
        let foreign = is_image && led.to.is_none() && is_web(address);
        match &led.to {
            Some(to)
                if to.as_str() == &**address
                    && !format!("{address}{title}").contains(['{', '}']) => {}
            Some(to) if link_type == LinkType::Inline => {
                self.edits.replace(content.end..range.end, tail(to, title));
            }
            // The definition is rewritten, once for all links to it.
            Some(_) => {}
            None if foreign && !in_link => {
                self.edits.remove(range.start..range.start + 1);
                if content.is_empty() {
                    self.edits.insert(content.start, escape_braces(address));
                }
                if link_type == LinkType::Inline {
                    self.edits
                        .replace(content.end..range.end, tail(address, title));
                }
            }
            None => {
                self.edits.remove(range.start..content.start);
                self.edits.remove(content.end..range.end);
            }
        }
    }

    /// What stands between the brackets.
    fn content(&self, at: usize, is_image: bool) -> Range<usize> {
        let (_, range) = &self.events.list[at];
        let content = self.events.content(at);
        if content.is_empty() {
            let start = (range.start + if is_image { 2 } else { 1 }).min(range.end);
            return start..start;
        }
        content
    }

    fn autolink(&mut self, range: &Range<usize>, address: &str, is_email: bool) {
        if is_email {
            let address = address.trim_start_matches("mailto:");
            let link = format!(
                "[{}{}",
                plain(address),
                tail(&format!("mailto:{address}"), "")
            );
            self.edits.replace(range.clone(), link);
        } else if let Led { to: None, remark } = self.context.places.link(None, address) {
            self.edits.remove(range.start..range.start + 1);
            self.edits.remove(range.end - 1..range.end);
            if let Some((kind, text)) = remark {
                self.note(range.start, kind, text);
            }
        }
    }

    /// A tag among text.
    pub(super) fn tag(&mut self, at: usize, html: &str) {
        let (_, range) = &self.events.list[at];
        let Some(tag) = tags::tag(html) else {
            // A comment, or a piece of a processing instruction.
            self.remove_tag(range);
            return;
        };
        if tag.closes {
            // Of a pair it was treated with the opening one; a stray one goes.
            self.remove_tag(range);
            return;
        }
        match tag.name.as_str() {
            "br" => self.line_break(range),
            "img" => self.image_tag(&tag, range),
            "script" | "style" => {
                let end = self.pairs.get(&at).copied().unwrap_or(at);
                self.edits.remove(range.start..self.events.list[end].1.end);
                self.note(
                    range.start,
                    RemarkKind::Html,
                    format!("`<{}>` was dropped", tag.name),
                );
            }
            "a" if tag.attribute("href").is_some() => self.link_tag(at, &tag),
            "b" | "strong" => self.marked(at, &tag, "**"),
            "i" | "em" => self.marked(at, &tag, "*"),
            "del" | "s" | "strike" => self.marked(at, &tag, "~~"),
            "code" | "kbd" | "samp" | "tt" => self.code_tag(at, &tag),
            _ => self.dropped(range, &tag),
        }
    }

    /// Removes a tag, with the space behind it where there is one before it: it would indent
    /// what follows.
    fn remove_tag(&mut self, range: &Range<usize>) {
        let (before, after) = (
            &self.events.text[..range.start],
            &self.events.text[range.end..],
        );
        let follows_space =
            before.is_empty() || before.ends_with([' ', '\n']) || self.removed == Some(range.start);
        let mut end = range.end;
        if follows_space {
            end += after.len() - after.trim_start_matches(' ').len();
            self.removed = Some(end);
        }
        self.edits.remove(range.start..end);
    }

    fn dropped(&mut self, range: &Range<usize>, tag: &TagText) {
        self.remove_tag(range);
        // An anchor has become the id of its block.
        if tag.anchor().is_none() {
            self.note(
                range.start,
                RemarkKind::Html,
                format!("`<{}>` was dropped, its text was kept", tag.name),
            );
        }
    }

    fn line_break(&mut self, range: &Range<usize>) {
        let rest = &self.events.text[range.end..];
        let next = rest.trim_start_matches(' ');
        let spaces = rest.len() - next.len();
        let text = match next.chars().next() {
            Some('\n') if self.context.breaks => "\\",
            // What could begin a block on its line stays on this one.
            Some(c) if self.context.breaks && (c.is_alphabetic() || c == '[') => "\\\n",
            _ => " ",
        };
        let eaten = if text == "\\" { 0 } else { spaces };
        // A line of a paragraph needs no marks of its containers (CommonMark, section 5.1).
        self.edits.replace(range.start..range.end + eaten, text);
    }

    fn image_tag(&mut self, tag: &TagText, range: &Range<usize>) {
        let (text, remark) = image(self.context, tag);
        self.edits.replace(range.clone(), text);
        if let Some((kind, text)) = remark {
            self.note(range.start, kind, text);
        }
    }

    fn link_tag(&mut self, at: usize, tag: &TagText) {
        let (_, range) = &self.events.list[at];
        let end = self.pairs.get(&at).copied();
        let led = self
            .context
            .places
            .link(self.context.page, tag.attribute("href").unwrap_or(""));
        if let Some((kind, text)) = led.remark {
            self.note(range.start, kind, text);
        }
        let has_link = |end: usize| {
            self.events.list[at..end]
                .iter()
                .any(|(event, _)| matches!(event, Event::Start(Tag::Link { .. })))
        };
        match (led.to, end) {
            (Some(to), Some(end)) if at >= self.link_end && !has_link(end) => {
                self.edits.replace(range.clone(), "[");
                let close = self.events.list[end].1.clone();
                let title = tag.attribute("title").unwrap_or("");
                self.edits.replace(close, tail(&to, title));
            }
            _ => self.edits.remove(range.clone()),
        }
    }

    /// Marks for tags, where Markdown would read them as such (CommonMark, section 6.2).
    fn marked(&mut self, at: usize, tag: &TagText, mark: &str) {
        let (_, open) = &self.events.list[at];
        let Some(close) = self.pairs.get(&at).map(|end| &self.events.list[*end].1) else {
            self.dropped(open, tag);
            return;
        };
        let text = self.events.text;
        let before = text[..open.start].chars().next_back();
        let first = text[open.end..].chars().next();
        let last = text[..close.start].chars().next_back();
        let after = text[close.end..].chars().next();
        let flanks = |inner: Option<char>, outer: Option<char>| match inner {
            None => false,
            Some(c) if c.is_whitespace() => false,
            Some(c) if c.is_alphanumeric() => true,
            Some(_) => outer.is_none_or(|c| !c.is_alphanumeric()),
        };
        if open.end < close.start && flanks(first, before) && flanks(last, after) {
            self.edits.replace(open.clone(), mark);
            self.edits.replace(close.clone(), mark);
        } else {
            self.dropped(&open.clone(), tag);
        }
    }

    fn code_tag(&mut self, at: usize, tag: &TagText) {
        let (_, open) = &self.events.list[at];
        let words = self.pairs.get(&at).and_then(|end| {
            let inside = &self.events.list[at + 1..*end];
            let plain = inside
                .iter()
                .all(|(event, _)| matches!(event, Event::Text(_)));
            let close = self.events.list[*end].1.end;
            plain.then(|| (self.events.words(at + 1, *end), close))
        });
        match words {
            Some((words, close)) if !words.trim().is_empty() && !words.contains('`') => {
                self.edits
                    .replace(open.start..close, format!("`{}`", words.trim()));
            }
            _ => self.dropped(&open.clone(), tag),
        }
    }
}

/// An image for a tag, or what can be shown in its place.
pub(super) fn image(
    context: &Context<'_>,
    tag: &TagText,
) -> (String, Option<(RemarkKind, String)>) {
    let source = tag.attribute("src").unwrap_or("");
    let alternative = plain(tag.attribute("alt").unwrap_or(""));
    let led = context.places.image(context.page, source);
    let title = tag.attribute("title").unwrap_or("");
    let text = match led.to {
        Some(to) => format!("![{alternative}{}", tail(&to, title)),
        None if is_web(source) => {
            let words = if alternative.is_empty() {
                plain(source)
            } else {
                alternative
            };
            format!("[{words}{}", tail(source, title))
        }
        None => alternative,
    };
    (text, led.remark)
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// The end of a link: `](address "title")`.
pub(super) fn tail(address: &str, title: &str) -> String {
    let mut out = String::from("](");
    push_address(&mut out, address);
    if !title.is_empty() {
        out.push_str(" \"");
        for character in title.chars() {
            match character {
                '"' => out.push_str("&quot;"),
                '\\' => out.push_str("&#92;"),
                '{' => out.push_str("&#123;"),
                '}' => out.push_str("&#125;"),
                '\n' => out.push(' '),
                other => out.push(other),
            }
        }
        out.push('"');
    }
    out.push(')');
    out
}

/// An address that ends where it should, whatever it holds.
pub(super) fn push_address(out: &mut String, address: &str) {
    for (at, character) in address.char_indices() {
        match character {
            '{' | '}' | '(' | ')' | '<' | '>' | ' ' | '"' => {
                out.push_str(&format!("%{:02X}", u32::from(character)));
            }
            '\\' => out.push_str("%5C"),
            // What would be a reference to a character.
            '&' if is_reference(&address[at + 1..]) => out.push_str("&amp;"),
            '\n' => {}
            other => out.push(other),
        }
    }
}

fn is_reference(rest: &str) -> bool {
    let name = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.starts_with(';')
}

/// Words that are no marks.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '$' | '~' | '&' => {
                out.push('\\');
                out.push(character);
            }
            '\n' => out.push(' '),
            other => out.push_str(&escape_braces(&other.to_string())),
        }
    }
    out
}
